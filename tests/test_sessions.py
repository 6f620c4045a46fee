"""Sessions of the Assembly and their days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative import sessions


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1, date(1946, 1, 10)),
        (60, date(2005, 9, 13)),
        (61, date(2006, 9, 12)),
        (62, date(2007, 9, 18)),
        (64, date(2009, 9, 15)),
        (75, date(2020, 9, 15)),
        (78, date(2023, 9, 5)),  # since then the second week
        (79, date(2024, 9, 10)),
        (80, date(2025, 9, 9)),
    ],
)
def test_opening_day(number: int, day: date) -> None:
    assert sessions.opening_day(number) == day


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1945, 10, 24), None),
        (date(1946, 12, 14), 1),
        (date(2009, 11, 9), 64),
        (date(2012, 5, 29), 66),
        (date(2009, 9, 14), 63),
        (date(2009, 9, 15), 64),
    ],
)
def test_session_of_a_day(day: date, number: int | None) -> None:
    found = sessions.of_date(day)
    assert (found.number if found else None) == number


@given(st.integers(min_value=2, max_value=200))
def test_regular_sessions_follow_one_another_from_a_tuesday_in_september(number: int) -> None:
    session = sessions.regular(number)
    assert session.opens.weekday() == sessions.TUESDAY
    assert (session.opens.year, session.opens.month) == (1945 + number, 9)
    assert session.closes == sessions.regular(number + 1).opens - timedelta(days=1)
    assert sessions.of_date(session.opens) == session
    assert sessions.of_date(session.closes) == session


def test_special_sessions() -> None:
    held = [sessions.session(number, "special") for number in range(1, 33)]
    assert all(held)
    assert str(held[-1]) == "S-32"
    assert sessions.session(33, "special") is None
    assert not sessions.session(20, "special").exact


def test_emergency_special_sessions_stay_open() -> None:
    tenth = sessions.session(10, "emergency special")
    assert tenth is not None
    assert str(tenth) == "ES-10"
    assert tenth.closes is None
    assert [str(session) for session in sessions.special_on(date(2022, 3, 2))] == ["ES-10", "ES-11"]
    assert sessions.session(12, "emergency special") is None


def test_no_session_before_the_first() -> None:
    assert sessions.session(0) is None
    with pytest.raises(ValueError, match="no session"):
        sessions.regular(0)


def test_days_agree_with_the_calendar(shared: Path) -> None:
    calendar = msgspec.json.decode((shared / "standards/calendar.json").read_bytes())
    for row in calendar["regular"]:
        if "opens" in row:
            assert sessions.opening_day(row["session"]).isoformat() == row["opens"]
    for kind, rows in (("special", calendar["special"]), ("emergency special", calendar["emergency_special"])):
        for row in rows:
            session = sessions.session(row["session"], kind)
            assert session.opens.isoformat() == row["from_"]
            assert (session.closes.isoformat() if session.closes else None) == row["to"]
