"""Calendars that programs subscribe to: what falls due, as iCalendar (RFC 5545).

Every event is of whole days: the opening of the session at which something is due, or the day by which it is. A day
that is observed each year recurs. An event keeps its identifier (UID) however often the calendar is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from operative.registry.ledger import Followed
from operative.sessions import opening_day
from operative.symbols import parse

PRODUCT = "-//Operative//General Assembly follow-up//EN"
REFRESH = timedelta(days=1)  # how often a program may look for changes
YEARLY = re.compile(r"\d\d-\d\d")
SPANS = ("year", "decade")  # whose first day is worth an event where only the year is known


def calendar(lines: Iterable[Followed], *, name: str, made: datetime | None = None) -> bytes:
    """What falls due as an iCalendar file; `made` is the time that it says it was made (now).

    A day that several resolutions ask to observe is one event. What is due at no known day is left out.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    stamp = (made or datetime.now(UTC)).replace(microsecond=0)
    known: set[str] = set()
    for line in lines:
        for key, day in _days(line):
            if key not in known:
                known.add(key)
                whole.add_component(_event(line, key, day, stamp))
    return bytes(whole.to_ical())


def _days(line: Followed) -> Iterator[tuple[str, date]]:
    """The days of a line, each with what tells its event apart from all others."""
    if line.day is None:
        yield from ((f"{line.about} session {number}", opening_day(number)) for number in line.sessions)
    elif YEARLY.fullmatch(line.day):
        yield f"{line.what} {line.day}", _first_after(line)
    elif day := _day(line):
        yield line.about, day


def _first_after(line: Followed) -> date:
    """The first time that a day of each year comes in the session of the resolution: 29 February in a leap year."""
    assert line.day
    month, day = map(int, line.day.split("-"))
    parsed = parse(line.symbol)
    regular = parsed.session if parsed and parsed.session_kind == "regular" else None
    opens = opening_day(regular) if regular else date(2000, 1, 1)
    years = range(opens.year, opens.year + 9)
    return next(found for year in years if (found := _date(year, month, day)) and found >= opens)


def _day(line: Followed) -> date | None:
    """The day of a line: the last of a month or year by which something is due, the first of one that is observed."""
    year, *rest = map(int, (line.day or "").split("-"))
    if len(rest) == 2:
        return _date(year, *rest)
    if line.kind in SPANS:
        return date(year, 1, 1)
    if line.kind not in ("report", "invitation", "mandate"):  # of a meeting in a year nobody knows the day
        return None
    month = rest[0] if rest else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _event(line: Followed, key: str, day: date, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"operative:{key}")))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # it takes nobody's time
    if line.day and YEARLY.fullmatch(line.day):
        event.add("rrule", {"freq": "yearly"})
    event.add("summary", _summary(line))
    event.add("description", _description(line))
    event.add("categories", [line.kind])
    if symbol := parse(line.symbol):
        event.add("url", symbol.url())
    return event


def _summary(line: Followed) -> str:
    where = f"{line.symbol}, para. {line.para}"
    if line.kind == "agenda":
        return f"Agenda: {line.what} ({where})"
    if line.kind in ("report", "invitation"):
        who = f"{' and '.join(line.who)}: " if line.who else ""
        return f"{who}{line.what} due ({where})"
    return f"{line.what} ({where})"


def _description(line: Followed) -> str:
    """What else is known, a line each; people's word stands beside what was computed."""
    told = {
        "Resolution": line.title,
        "Due": line.due,
        "Includes": ", ".join(line.includes),
        "Computed status": line.status,
        "Evidence": line.evidence,
        "People's word": f"{line.said} ({line.said_by})" if line.said else None,
        "Owner": line.owner,
    }
    return "\n".join(f"{label}: {value}" for label, value in told.items() if value)
