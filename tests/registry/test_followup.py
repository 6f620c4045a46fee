"""What became of requests: which evidence counts, which doesn't, and that nothing found is never nothing done."""

from __future__ import annotations

from datetime import date

import pytest

from operative.record import Record
from operative.registry import Registry
from operative.registry.metadata import Entry
from tests.registry.invented import TITLE, resolution

TODAY = date(2013, 1, 1)
ASKS = "Requests the Secretary-General to submit a report on lighthouses to the General Assembly{};"
NEXT = " at its sixty-fifth session"
RECALLS = ("Recalling its resolution 64/91 of 9 December 2009,",)


def status(database: str, *records: Record, known: tuple[Entry, ...] = ()) -> tuple[str | None, str | None, str | None]:
    """What became of the one request of A/RES/64/91."""
    registry = Registry(database)
    registry.add_all(records)
    registry.describe_all(known, source="catalogue")
    registry.refresh(TODAY)
    [line] = [line for line in registry.follow("A/RES/64/91") if line.kind == "report"]
    return line.status, line.evidence, line.rule


def asks(due: str = NEXT) -> Record:
    return resolution("A/RES/64/91", ASKS.format(due))


def goes_on(*paragraphs: str) -> Record:
    return resolution("A/RES/65/92", *paragraphs, preamble=RECALLS)


def test_a_report_on_another_matter_is_no_answer(database: str) -> None:
    other = "Takes note of the report of the Secretary-General on the harvest of cinnamon and nutmeg (A/65/99);"
    assert status(database, asks(), goes_on(other)) == ("no evidence found", None, None)


def test_of_several_reports_the_nearest_to_the_matter_comes_first(database: str) -> None:
    both = goes_on(
        "Takes note of the report of the Secretary-General on the safety of bridges and tunnels (A/65/99);",
        "Takes note of the report of the Secretary-General on lighthouses and small ports (A/65/123);",
    )
    assert status(database, asks(), both) == ("answered", "A/RES/65/92 op2: A/65/123", "noted-author")


def test_a_report_of_somebody_else_is_no_answer(database: str) -> None:
    other = "Takes note of the report of the Secretary-General on lighthouses (A/65/123);"
    asked = resolution(
        "A/RES/64/91",
        f"Requests the Human Rights Council to submit a report on lighthouses to the General Assembly{NEXT};",
    )
    assert status(database, asked, goes_on(other))[0] == "no evidence found"


def test_without_a_session_the_next_of_the_series_answers(database: str) -> None:
    noted = goes_on("Takes note of the report of the Secretary-General (A/65/123);")
    assert status(database, asks(""), noted) == ("answered", "A/RES/65/92 op1: A/65/123", "noted-author")


@pytest.mark.parametrize("due", ["", NEXT])
def test_what_is_asked_again_is_renewed(database: str, due: str) -> None:
    assert status(database, asks(due), goes_on(ASKS.format(""))) == ("renewed", "A/RES/65/92 op1", "asked-again")


def test_a_series_that_ended_has_lapsed(database: str) -> None:
    later = resolution("A/RES/66/93", "Takes note of the tides;", title="Tides")
    between = resolution("A/RES/65/92", "Takes note of the tides;", title="Tides")
    assert status(database, asks(), between, later)[0] == "lapsed"


def test_what_is_due_in_a_session_of_which_nothing_is_held_is_due(database: str) -> None:
    assert status(database, asks())[0] == "due"


def test_a_day_falls_in_its_session(database: str) -> None:
    noted = goes_on("Takes note of the report of the Secretary-General (A/65/123);")
    assert status(database, asks(" by 30 June 2011"), noted)[0] == "answered"
    [line] = Registry(database).session(65)
    assert (line.sessions, line.day, line.status) == ((65,), "2011-06-30", "answered")
    assert [one.due for one in Registry(database).mandates(due=65)] == ["2011-06-30"]


@pytest.mark.parametrize(
    ("entry", "answers"),
    [
        (Entry("A/65/123", title=f"{TITLE}: report of the Secretary-General"), True),
        (Entry("A/65/123", title="Implementation of resolution 64/91", author="UN. Secretary-General"), True),
        (Entry("A/65/123", title="Implementation of resolution 64/910", author="UN. Secretary-General"), False),
        (Entry("A/65/123", title=f"{TITLE}: note by the Human Rights Council"), False),
        (Entry("A/66/123", title=f"{TITLE}: report of the Secretary-General"), False),
        (Entry("A/65/L.9", title=f"{TITLE}: draft resolution", author="UN. Secretary-General", kind="draft"), False),
    ],
)
def test_a_report_that_a_catalogue_knows_answers(database: str, entry: Entry, answers: bool) -> None:
    found = status(database, asks(), known=(entry,))
    assert found == (("answered", f"A/65/123: {entry.title}", "known-report") if answers else ("due", None, None))
