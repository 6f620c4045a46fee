"""Observances followed up: days come again each year, years and decades have their time, meetings are held.

That a meeting was held is known where a later resolution speaks of it so: it recalls, welcomes or notes its convening
or its outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from operative import sessions
from operative.meaning import due
from operative.meaning.names import MEETINGS
from operative.meaning.phrases import Phrases, phrases
from operative.record import Observance, Record
from operative.registry.followup import Evidence, FollowUp, Held, Status, evidence, last_day
from operative.registry.recalled import recalled

YEARLY = re.compile(r"\d\d-\d\d")


def observance(symbol: str, observed: Observance, held: Held) -> FollowUp:
    """What became of a day, week, year, decade or meeting of a resolution."""
    record = held.record(symbol)
    if record is None:
        return FollowUp("no evidence found")
    if observed.kind in MEETINGS:
        return _meeting(symbol, observed, record, held)
    if observed.kind in ("year", "decade"):
        return _years(symbol, observed, held)
    last = _last_day(observed, record, phrases(record.language or "en"))
    if last is None or (observed.date and YEARLY.fullmatch(observed.date)):
        return _recurs(symbol, observed, held)
    return _by_its_day(symbol, observed, last, held)


def _recurs(symbol: str, observed: Observance, held: Held) -> FollowUp:
    yearly = YEARLY.fullmatch(observed.date or "")
    day = next_day(yearly[0], held.today) if yearly else None
    shown = replace(evidence("each-year", symbol, observed.in_), day=day.isoformat() if day else None)
    return FollowUp("recurs", (shown,))


def next_day(yearly: str, today: date) -> date:
    """The first time from a day on that a day of each year ("09-15") comes: 29 February in a leap year."""
    month, day = map(int, yearly.split("-"))
    return next(
        found for year in range(today.year, today.year + 9) if (found := _day(year, month, day)) and found >= today
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years(symbol: str, observed: Observance, held: Held) -> FollowUp:
    """A year or decade: its time is that of the years that are printed; a decade has ten where one is."""
    printed = f"{observed.date or ''} {observed.when or ''} {observed.name}"
    years = sorted(map(int, re.findall(r"(?:19|20)\d\d", printed)))
    if not years:
        return FollowUp("no evidence found")
    first, last = years[0], years[-1]
    if observed.kind == "decade" and first == last:
        last += 9
    this = held.today.year
    status: Status = "upcoming" if this < first else "ended" if this > last else "running"
    return FollowUp(status, (evidence("own-dates", symbol, observed.in_),))


def _by_its_day(symbol: str, observed: Observance, last: date, held: Held) -> FollowUp:
    if last >= held.today:
        return FollowUp("upcoming", (evidence("own-dates", symbol, observed.in_),))
    return FollowUp("no evidence found")


# --- meetings ---------------------------------------------------------------------------------------------------------


def _meeting(symbol: str, observed: Observance, record: Record, held: Held) -> FollowUp:
    words = phrases(record.language or "en")
    if _is_yearly(observed, record, words):
        return _recurs(symbol, observed, held)
    last = _last_day(observed, record, words)
    if last and last >= held.today:
        return FollowUp("upcoming", (evidence("own-dates", symbol, observed.in_),))
    found = tuple(_spoken_of_as_held(symbol, observed, last, held))
    return FollowUp("held", found) if found else FollowUp("no evidence found")


def _is_yearly(observed: Observance, record: Record, words: Phrases) -> bool:
    """Whether a meeting comes again each year: its words say so."""
    block = next((block for block in record.blocks if block.id == observed.in_), None)
    said = block.text[observed.offset : observed.end] if block else observed.when or ""
    return words.observances["yearly"].search(words.plain(said)[0]) is not None


def _last_day(observed: Observance, record: Record, words: Phrases) -> date | None:
    """The last day on which a meeting may be held or a day be kept, as far as day, month, year or session is told.

    A day without a year is the next after the resolution; a time before the resolution is not meant.
    """
    adopted = date.fromisoformat(record.adopted) if record.adopted else date.min
    if observed.date:
        yearly = YEARLY.fullmatch(observed.date)
        found = (
            next_day(observed.date, adopted)
            if yearly and record.adopted
            else None
            if yearly
            else last_day(observed.date)
        )
        return found if found and found >= adopted else None
    printed = words.plain(observed.when or "")[0]
    numbers = [number for number, *_ in due.sessions(printed, 0, len(printed), words)]
    return sessions.regular(max(numbers)).closes if numbers else None


def _spoken_of_as_held(symbol: str, observed: Observance, last: date | None, held: Held) -> Iterator[Evidence]:
    """The paragraphs that speak of a meeting as held: where its day is known, only of resolutions adopted later."""
    for work, record, block, text in recalled(symbol, observed, observed.name, held):
        if last and (record.adopted or "") <= last.isoformat():
            continue
        p = (words := phrases(record.language or "en")).observances
        plain = words.plain(text)[0]
        if p["was_held"].search(plain) and not p["ahead"].search(plain):
            yield evidence("spoken-of-as-held", work, block.id)
