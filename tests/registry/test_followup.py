"""What became of requests: which evidence counts, which doesn't, and that nothing found is never nothing done."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from operative.meaning import understand
from operative.record import Block, Record
from operative.registry import Registry, schema
from operative.registry.metadata import Entry
from operative.registry.noted import noted as noted_in
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


def whole(number: int = 1, title: str = "Tides", session: int = 65, adopted: str = "2011-08-20") -> Record:
    """A resolution that is all of its session up to its number, adopted in the session's last month."""
    return replace(resolution(f"A/RES/{session}/{number}", "Takes note of the tides;", title=title), adopted=adopted)


ITEM = Entry("A/RES/64/91", items={"11": "Lighthouses"})


def test_a_series_of_which_a_whole_session_has_nothing_more_has_lapsed(database: str) -> None:
    assert status(database, asks(), whole(), known=(ITEM,)) == ("lapsed", "A/RES/64/91", "series-ended")


@pytest.mark.parametrize(
    ("held", "item", "due"),
    [
        (whole(number=2), ITEM, NEXT),  # one of two resolutions
        (whole(adopted="2010-12-08"), ITEM, NEXT),  # the session's first months
        (whole(title=f"{TITLE} of islands"), ITEM, NEXT),  # nearly the same title
        (whole(), Entry("A/RES/64/91"), NEXT),  # nobody knows under which item it stands
        (whole(), ITEM, " annually"),  # stands until somebody ends it
    ],
)
def test_nothing_lapses_without_positive_evidence(database: str, held: Record, item: Entry, due: str) -> None:
    assert status(database, asks(due), held, known=(item,)) == ("no evidence found", None, None)


def test_a_series_that_goes_on_under_its_item_has_not_lapsed(database: str) -> None:
    others = (ITEM, Entry("A/RES/65/1", items={"12": "Lighthouses"}))
    assert status(database, asks(), whole(), known=others)[0] == "no evidence found"


@pytest.mark.parametrize(
    ("goes_on_with", "found"),
    [
        ("Encourages Member States to keep their lighthouses lit;", ("lapsed", "A/RES/65/1", "asked-no-more")),
        ("Requests the Secretary-General to report on wages by 2013;", ("no evidence found", None, None)),
    ],
)
def test_what_a_series_goes_on_without_has_lapsed(
    database: str, goes_on_with: str, found: tuple[str | None, ...]
) -> None:
    later = replace(resolution("A/RES/65/1", goes_on_with, preamble=RECALLS), adopted="2011-08-20")
    again = "Requests the Secretary-General to submit a report on lighthouses, oil and wicks" + NEXT + ";"
    second = "Requests the Secretary-General to submit a report on the pensions of lamplighters" + NEXT + ";"
    registry = Registry(database)
    registry.add_all([resolution("A/RES/64/91", again, second), later])
    registry.refresh(TODAY)
    assert {(line.status, line.evidence, line.rule) for line in registry.follow("A/RES/64/91")} == {found}


def test_what_is_due_in_a_session_of_which_nothing_is_held_is_due(database: str) -> None:
    assert status(database, asks())[0] == "due"


def test_what_is_due_in_a_session_that_is_open_is_due(database: str) -> None:
    registry = Registry(database)
    registry.add_all([asks(), goes_on("Takes note of the lamps;")])
    registry.refresh(date(2011, 6, 1))
    assert [line.status for line in registry.follow("A/RES/64/91")] == ["due"]
    registry.refresh(date(2011, 12, 1))
    assert [line.status for line in registry.follow("A/RES/64/91")] == ["no evidence found"]


def test_what_recurs_every_third_year_is_due_in_the_third_session(database: str) -> None:
    assert status(database, asks(" every three years"))[0] == "due"
    noted = goes_on("Takes note of the report of the Secretary-General on lighthouses (A/65/123);")
    assert [line.sessions for line in Registry(database).follow("A/RES/64/91")] == [(67,)]
    registry = Registry(database)
    registry.add(noted)
    registry.refresh(date(2013, 1, 1))
    assert [line.status for line in registry.follow("A/RES/64/91")] == ["answered"]


def test_recommendations_are_not_answered_by_a_report_on_the_matter(database: str) -> None:
    asked = resolution(
        "A/RES/64/91",
        "Recalls the many lighthouses of small ports, and invites the Secretary-General to provide budgetary"
        f" recommendations on the pensions of lamplighters to the General Assembly{NEXT};",
    )
    on_all = goes_on("Takes note of the report of the Secretary-General on lighthouses and small ports (A/65/123);")
    assert status(database, asked, on_all)[0] == "no evidence found"
    on_this = goes_on("Takes note of the recommendations of the Secretary-General on pensions (A/65/124);")
    assert status(database, asked, on_this)[0] == "answered"


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("the wages of the staff of harbours", "no evidence found"),
        ("lighthouses and small ports", "answered"),
        ("the implementation of the present resolution", "answered"),
    ],
)
def test_a_bare_report_answers_an_undated_request_on_the_resolution_s_own_matter(
    database: str, on: str, answer: str
) -> None:
    asked = resolution("A/RES/64/91", f"Requests the Secretary-General to report to the General Assembly on {on};")
    noted = goes_on("Takes note of the report of the Secretary-General (A/65/123);")
    assert status(database, asked, noted)[0] == answer


def test_of_a_report_with_a_section_on_something_that_is_not_the_matter(database: str) -> None:
    asked = resolution(
        "A/RES/64/91",
        "Requests the Secretary-General to include in his report on the implementation of the present resolution to"
        " the General Assembly at its sixty-fifth session a section on the programme of activities of the Decade of"
        " Librarians and their reading rooms;",
    )
    noted = "Takes note of the report of the Secretary-General on {} (A/65/{});"
    of_librarians = noted.format("the programme of activities of the Decade of Librarians", 7)
    assert status(database, asked, goes_on(of_librarians))[0] == "no evidence found"
    both = goes_on(of_librarians, noted.format("the safety of small ports", 8))
    assert status(database, asked, both)[1] == "A/RES/65/92 op2: A/65/8"


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


def test_of_two_reports_in_one_paragraph_each_has_its_own_words_and_author(database: str) -> None:
    considered = goes_on(
        "Takes note of the reports of the Secretary-General on the safety of bridges (A/65/99) and on lighthouses"
        " (A/65/123), and the related report of the Human Rights Council on lighthouses (A/65/53);"
    )
    assert status(database, asks(), considered) == ("answered", "A/RES/65/92 op1: A/65/123", "noted-author")
    assert "A/65/53" not in evidence(database), "it is the Council's"


def evidence(database: str) -> list[str]:
    """The documents that the computed status of the request of A/RES/64/91 rests on."""
    with Registry(database).engine.connect() as connection:
        rows = connection.scalars(select(schema.statuses.c.evidence).where(schema.statuses.c.kind == "report"))
        return [one["document"] for row in rows for one in row if one["document"]]


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        (
            "Takes note of the report of the Secretary-General on lighthouses and the safety of small ports, of"
            " lighthouses in small ports and of small ports without lighthouses, and on the safety of lighthouses in"
            " ports and of ports of small lighthouses (A/65/123);",
            {"un:secretary-general"},
        ),
        ("Takes note of the overview of lighthouses and of what Member States do for them (A/65/123);", set()),
    ],
)
def test_the_author_may_stand_far_before_the_mark_and_is_no_group_that_a_report_is_on(
    words: str, authors: set[str]
) -> None:
    [found] = noted_in(replace(goes_on(words), noted_documents=()))  # as where the mark is that of a footnote
    assert found.authors.keys() == authors


def test_whom_a_report_is_on_is_not_its_author(database: str) -> None:
    noted = (
        "Takes note of the report of the Human Rights Council on the lighthouses of the Secretary-General (A/65/123);"
    )
    assert status(database, asks(), goes_on(noted))[0] == "no evidence found"


def test_a_report_on_all_operations_at_once_is_not_the_one_on_this(database: str) -> None:
    asked = resolution(
        "A/RES/64/91",
        "Requests the Secretary-General to report to the General Assembly on lighthouses in his next overview report;",
    )
    noted = "Takes note of the{} report of the Secretary-General on lighthouses (A/65/{});"
    assert status(database, asked, goes_on(noted.format("", 123)))[0] == "no evidence found"
    both = goes_on(noted.format("", 123), noted.format(" overview", 700))
    assert status(database, both)[1] == "A/RES/65/92 op2: A/65/700"


def test_the_request_that_is_nearest_in_words_renews(database: str) -> None:
    again = goes_on(
        "Requests the Secretary-General to report on the wages of lamplighters and their pensions by 2013;",
        ASKS.format(" at its sixty-sixth session"),
    )
    assert status(database, asks(), again) == ("renewed", "A/RES/65/92 op2", "asked-again")


@pytest.mark.parametrize(
    "asked",
    [
        "Requests the Secretary-General to brief Member States on lighthouses{};",
        "Requests the Secretary-General to report to the Human Rights Council on lighthouses{};",
        "Requests that a report on lighthouses be submitted to the General Assembly{};",  # by whom, isn't said
    ],
)
def test_what_no_document_of_the_assembly_would_show_is_renewed_like_others(database: str, asked: str) -> None:
    before = resolution("A/RES/64/91", asked.format(""))
    assert status(database, before, goes_on(asked.format(" once more"))) == (
        "renewed",
        "A/RES/65/92 op1",
        "asked-again",
    )


def test_a_briefing_on_something_else_renews_nothing(database: str) -> None:
    before = resolution("A/RES/64/91", "Requests the Secretary-General to brief Member States on lighthouses;")
    other = "Requests the Secretary-General to brief the Human Rights Council every week on the wages of its staff;"
    assert status(database, before, goes_on(other))[0] == "no evidence found"


def test_a_briefing_in_a_session_of_which_nothing_is_held_is_due(database: str) -> None:
    asked = "Requests the Secretary-General to brief Member States on lighthouses at its sixty-fifth session;"
    assert status(database, resolution("A/RES/64/91", asked))[0] == "due"


def test_what_is_asked_on_another_matter_renews_nothing(database: str) -> None:
    again = goes_on(
        "Requests the Secretary-General to report to the Assembly on the wages of lamplighters and their pensions;",
        "Requests the Secretary-General to report to the Assembly on the prices of oil and wicks in small ports;",
    )
    assert status(database, asks(), again)[0] == "no evidence found"


@pytest.mark.parametrize(
    ("heading", "answer"), [("Lighthouses", "answered"), ("Pensions of the staff of libraries", "no evidence found")]
)
def test_in_a_resolution_of_sections_the_heading_says_what_a_bare_report_is_on(
    database: str, heading: str, answer: str
) -> None:
    noted = "Takes note of the report of the Secretary-General (A/65/123);"
    assert status(database, asks(), sectioned("A/RES/65/92", heading, noted))[0] == answer


@pytest.mark.parametrize(
    ("asked_in", "noted_in", "answer"),
    [
        ("Progress of the lighthouses", "Lighthouses: progress", "answered"),
        ("Expenses of the fund of librarians", "Progress of small lighthouses and buoys", "no evidence found"),
        ("Expenses of the fund of librarians", "Performance report", "answered"),  # the request names that one
    ],
)
def test_a_report_is_noted_in_the_section_of_its_request(
    database: str, asked_in: str, noted_in: str, answer: str
) -> None:
    asks_for = (
        "Requests the Secretary-General to provide detailed information on the progress of the lighthouses in the"
        " context of the performance report during the main part of the sixty-fifth session of the General Assembly;"
    )
    before = sectioned("A/RES/64/91", asked_in, asks_for, preamble=())
    noted = "Takes note of the report of the Secretary-General (A/65/123);"
    registry = Registry(database)
    registry.add_all([before, sectioned("A/RES/65/92", noted_in, noted)])
    registry.refresh(TODAY)
    assert {line.status for line in registry.follow("A/RES/64/91")} == {answer}


def sectioned(symbol: str, heading: str, paragraph: str, preamble: tuple[str, ...] = RECALLS) -> Record:
    """A resolution with one numbered section beneath its preamble."""
    plain = resolution(symbol, paragraph, preamble=preamble)
    *before, only = plain.blocks
    titled = Block(id="h1", kind="heading", number="I", text=heading, span=(0, len(heading)))
    return understand(replace(plain, blocks=(*before, titled, replace(only, id="I.op1"))))


def test_a_resolution_is_no_evidence_of_its_own_decision(database: str) -> None:
    registry = Registry(database)
    registry.add(
        resolution("A/RES/64/91", f"Decides to keep under review during its sixty-fourth session the item “{TITLE}”.")
    )
    registry.describe_all([Entry("A/RES/64/91", items={"11": TITLE})], source="catalogue")
    registry.refresh(TODAY)
    [line] = registry.follow("A/RES/64/91")
    assert (line.sessions, line.status) == ((64,), "no evidence found")


def test_the_resolution_that_goes_on_the_series_stands_first_under_an_item(database: str) -> None:
    registry = Registry(database)
    registry.add_all(
        [
            resolution(
                "A/RES/64/91",
                f"Decides to include in the provisional agenda of its sixty-fifth session the item entitled “{TITLE}”.",
            ),
            resolution("A/RES/65/11", "Takes note of the tides;", title="Tides"),
            goes_on("Takes note of the lamps;"),
        ]
    )
    items = {"11": TITLE}
    registry.describe_all([Entry("A/RES/65/11", items=items), Entry("A/RES/65/92", items=items)], source="catalogue")
    registry.refresh(TODAY)
    [line] = registry.follow("A/RES/64/91")
    assert (line.status, line.evidence) == ("taken up", "A/RES/65/92")


def test_an_item_is_known_by_its_whole_name_before_its_end(database: str) -> None:
    registry = Registry(database)
    decides = "Decides to include in the provisional agenda of its sixty-fifth session the item entitled “Lighthouses”;"
    others = [resolution(f"A/RES/65/{number}", "Notes the tides;", title=f"Tides {number}") for number in (1, 2)]
    registry.add_all([resolution("A/RES/64/91", decides), *others])
    ends = Entry("A/RES/65/1", items={"12": "Follow-up to the meeting on lighthouses"})
    registry.describe_all([ends], source="catalogue")
    registry.refresh(TODAY)
    assert [line.evidence for line in registry.follow("A/RES/64/91")] == ["A/RES/65/1"]
    named = Entry("A/RES/65/2", items={"13": "Ports: lighthouses"})
    registry.describe_all([named], source="catalogue")
    registry.refresh(TODAY)
    with registry.engine.connect() as connection:
        [found] = connection.scalars(select(schema.statuses.c.evidence))
    assert [one["symbol"] for one in found] == ["A/RES/65/2"]


@pytest.mark.parametrize(
    ("cites", "found"),
    [
        ("Recalling its resolution 64/91,", [("taken up", "A/RES/64/92", "cited-in-session")]),
        ("Recalling its resolution 63/91,", [("no evidence found", None, None)]),
    ],
)
def test_what_is_to_be_considered_in_the_same_session_is_where_it_is_cited(
    database: str, cites: str, found: list[tuple[str | None, ...]]
) -> None:
    decides = "Decides to consider, before the end of its sixty-fourth session, a day of lighthouses;"
    proclaims = "Decides to designate 3 June as the International Day of Lighthouses;"
    registry = Registry(database)
    registry.add_all(
        [
            resolution("A/RES/64/91", decides),
            resolution("A/RES/64/92", proclaims, preamble=(cites,), title="International Day of Lighthouses"),
        ]
    )
    registry.refresh(TODAY)
    assert [(line.status, line.evidence, line.rule) for line in registry.follow("A/RES/64/91")] == found
