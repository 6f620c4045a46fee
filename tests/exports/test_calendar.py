"""Calendars: what falls due stands on its day, what is yearly recurs, and events keep their identifiers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from operative.cli import cli
from operative.exports.calendar import calendar
from operative.registry import Registry
from operative.registry.ledger import Followed
from operative.sessions import opening_day
from tests.registry.invented import first, resolution, second

MADE = datetime(2011, 5, 1, tzinfo=UTC)


def line(**more: object) -> Followed:
    given = {
        "kind": "report",
        "symbol": "A/RES/64/91",
        "para": "2",
        "what": "report",
        "about": "A/RES/64/91 op2 report 1",
    }
    return Followed(**(given | more))  # type: ignore[arg-type]


def events(content: bytes) -> list[Event]:
    return [found for found in Calendar.from_ical(content).walk("VEVENT") if isinstance(found, Event)]


def made(*lines: Followed) -> list[Event]:
    return events(calendar(lines, name="Ports", made=MADE))


def test_what_is_due_at_a_session_stands_on_its_opening_day_and_takes_the_whole_day() -> None:
    both = made(line(sessions=(65, 67), who=("Secretary-General",), title="Lighthouses"))
    assert [event.start for event in both] == [opening_day(65), opening_day(67)]
    assert [event.end - event.start for event in both] == [event.duration for event in both]
    assert {event.duration.days for event in both} == {1}
    assert all(type(event.start) is date for event in both)
    assert both[0]["summary"] == "Secretary-General: report due (A/RES/64/91, para. 2)"
    assert "Resolution: Lighthouses" in both[0]["description"]
    assert len({event["uid"] for event in both}) == 2


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2010-06-15", date(2010, 6, 15)),
        ("2010-06", date(2010, 6, 30)),
        ("2010-12", date(2010, 12, 31)),
        ("2010", date(2010, 12, 31)),
    ],
)
def test_what_is_due_by_a_date_stands_on_its_last_day(day: str, found: date) -> None:
    [event] = made(line(day=day))
    assert event.start == found


def test_a_day_of_each_year_recurs_and_is_one_event_however_many_ask_for_it() -> None:
    asked = {"kind": "day", "what": "International Day of Lamps", "day": "05-03"}
    [event] = made(line(**asked, about="a"), line(**asked, symbol="A/RES/65/92", about="b"))
    assert event.start == date(2010, 5, 3)  # the first in the session of the resolution
    days = rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime(2010, 5, 3))
    assert [days[n].date() for n in range(3)] == [date(2010, 5, 3), date(2011, 5, 3), date(2012, 5, 3)]


def test_a_leap_day_begins_in_a_leap_year() -> None:
    [event] = made(line(kind="day", day="02-29"))
    assert event.start == date(2012, 2, 29)


def test_a_year_begins_and_a_meeting_of_which_no_day_is_known_is_left_out() -> None:
    assert [event.start for event in made(line(kind="year", day="2012"))] == [date(2012, 1, 1)]
    assert made(line(kind="meeting", day="2012")) == []


def test_an_event_keeps_its_identifier_and_a_file_its_bytes() -> None:
    before, after = line(sessions=(65,), status="due"), line(sessions=(65,), status="answered", title="Other")
    assert made(before)[0]["uid"] == made(after)[0]["uid"]
    assert calendar([before], name="Ports", made=MADE) == calendar([before], name="Ports", made=MADE)


def test_people_s_word_stands_beside_the_computed_status() -> None:
    [event] = made(line(sessions=(65,), status="due", said="answered", said_by="N. Name"))
    assert {"Computed status: due", "People's word: answered (N. Name)"} <= set(event["description"].split("\n"))


def test_what_comes_from_texts_can_not_break_lines_of_the_file() -> None:
    [event] = made(line(sessions=(65,), title="Lamps\r\nEND:VEVENT\r\nBEGIN:VEVENT"))
    assert "END:VEVENT" in event["description"]


def test_the_command_writes_what_is_asked_of_an_actor_or_due_in_a_session(tmp_path: Path) -> None:
    db = tmp_path / "operative.db"
    registry = Registry(db)
    days = "Invites Member States to observe 3 May of each year as the International Day of Lamps;"
    registry.add_all([first(), second(), resolution("A/RES/66/94", days)])
    registry.refresh(date(2013, 1, 1))

    def run(*options: str) -> list[str]:
        result = CliRunner().invoke(cli, ["calendar", f"--db={db}", *options], catch_exceptions=False)
        return [str(event["summary"]) for event in events(result.stdout_bytes)]

    assert run("--actor=un:secretary-general") == [
        "Secretary-General: report due (A/RES/64/91, para. 2)",
        "Secretary-General: report due (A/RES/65/92, para. 2)",
    ]
    assert run("--session=66") == [
        "Secretary-General: report due (A/RES/65/92, para. 2)",
        "International Day of Lamps (A/RES/66/94, para. 1)",
    ]
    assert len(run()) == 4
    assert run("--actor=state:mli") == []
    out = tmp_path / "office.ics"
    assert CliRunner().invoke(cli, ["calendar", f"--db={db}", f"--out={out}"]).exit_code == 0
    assert len(events(out.read_bytes())) == 4
    nowhere = CliRunner().invoke(cli, ["calendar", f"--db={db}", f"--out={tmp_path / 'no' / 'x.ics'}"])
    assert nowhere.exit_code == 1
    assert "can't be written" in nowhere.stderr
