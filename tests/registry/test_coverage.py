"""Which sessions are held well enough to tell that something is not in them; special sessions are none of them."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from operative.registry import Registry, schema
from operative.registry.coverage import held_well
from operative.registry.facts import counted_in
from tests.registry.invented import resolution

OVER = date(2012, 1, 1)
LATE, EARLY = date(2011, 8, 20), date(2010, 12, 8)


def numbered(first: int, last: int, session: int = 65) -> list[tuple[str, date | None]]:
    """Resolutions of a session with these numbers, all but the last adopted early."""
    adopted: list[tuple[str, date | None]] = [(f"A/RES/{session}/{number}", EARLY) for number in range(first, last)]
    return [*adopted, (f"A/RES/{session}/{last}", LATE)]


@pytest.mark.parametrize(
    ("adopted", "today", "held"),
    [
        (numbered(1, 100), OVER, {65}),
        (numbered(5, 100), OVER, {65}),  # 96 of 100
        (numbered(7, 100), OVER, set()),  # 94 of 100
        (numbered(100, 100), OVER, set()),  # the last alone
        (numbered(1, 100), date(2011, 9, 1), set()),  # the session is not over
        (numbered(1, 100)[:-1], OVER, set()),  # its first months alone
        ([(symbol, None) for symbol, _ in numbered(1, 100)], OVER, set()),  # nobody knows when
        ([(f"A/RES/ES-10/{number}", LATE) for number in range(1, 30)], OVER, set()),
        ([(f"A/RES/65/{number} {part}", LATE) for number in (1, 2) for part in "AB"], OVER, {65}),
    ],
)
def test_a_session_is_held_well_where_it_is_over_and_nearly_all_is_there(
    adopted: list[tuple[str, date | None]], today: date, held: set[int]
) -> None:
    assert held_well(adopted, today) == held


@pytest.mark.parametrize(
    ("symbol", "day", "session"),
    [
        ("A/RES/65/92", None, 65),
        ("A/RES/S-29/1", "2014-09-22", 69),
        ("A/RES/ES-10/19", "2017-12-21", 72),
        ("A/RES/ES-10/19", None, None),
        ("A/HRC/44/5", "2020-06-30", None),
        ("A/C.3/65/L.4", None, 65),
    ],
)
def test_what_is_of_a_special_session_counts_in_the_regular_one_of_its_day(
    symbol: str, day: str | None, session: int | None
) -> None:
    assert counted_in(symbol, day) == session


def test_a_special_session_is_never_taken_for_the_regular_one_of_its_number(database: str) -> None:
    registry = Registry(database)
    asked = "Requests the Secretary-General to submit a report annually to the General Assembly;"
    special = replace(
        resolution("A/RES/64/9", asked), symbol="A/RES/S-29/1", session=29, adopted="2014-09-22", title="Small islands"
    )
    registry.add(special)
    with registry.engine.begin() as connection:  # as earlier versions kept it
        connection.execute(update(schema.works).values(session=29))
    registry.refresh(date(2015, 1, 1))
    assert registry.session(30) == []
    [line] = registry.session(70)
    assert (line.symbol, line.sessions, line.status) == ("A/RES/S-29/1", (70,), "upcoming")
    assert registry.status()["resolutions of session 69"] == 1
    with registry.engine.connect() as connection:
        assert connection.scalar(select(schema.works.c.session)) == 69
