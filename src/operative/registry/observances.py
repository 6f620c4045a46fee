"""Observances followed up: days come again each year, years and decades have their time, meetings are held.

That a meeting was held is known where a later resolution speaks of it so: it recalls, welcomes or notes its convening
or its outcome. Only resolutions that go on the series or cite the one that calls the meeting are looked through, since
"the high-level meeting" has many bearers.
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
from operative.record import Block, Fact, Observance, Record
from operative.registry.followup import Evidence, FollowUp, Held, Status, evidence, last_day, onwards_from

LOOKING_BACK = frozenset(
    {
        "recall",
        "reaffirm",
        "welcome",
        "note",
        "take note",
        "note with appreciation",
        "note with satisfaction",
        "acknowledge",
        "recognize",
        "commend",
        "appreciate",
        "express appreciation",
        "express gratitude",
        "express satisfaction",
        "have considered",
        "endorse",
        "bear in mind",
        "take into account",
    }
)
YEARLY = re.compile(r"\d\d-\d\d")
LONG = 8  # words of a name that tells its bearer by itself
SHARED = 0.35  # of the words that call a meeting of a shorter name, the share that a paragraph on it has
NAMED = 0.9  # of the words of a meeting's or body's name, the share that a paragraph on it has
_WORD = re.compile(r"[^\W\d_]{3,}|\d+|[\u4e00-\u9fff]")


def observance(symbol: str, observed: Observance, held: Held) -> FollowUp:
    """What became of a day, week, year, decade or meeting of a resolution."""
    record = held.record(symbol)
    if record is None:
        return FollowUp("no evidence found")
    if observed.kind in MEETINGS:
        return _meeting(symbol, observed, record, held)
    if observed.kind in ("year", "decade"):
        return _years(symbol, observed, held)
    if observed.date is None or YEARLY.fullmatch(observed.date):
        return _recurs(symbol, observed, held)
    return _by_its_day(symbol, observed, last_day(observed.date), held)


def _recurs(symbol: str, observed: Observance, held: Held) -> FollowUp:
    day = next_day(observed.date, held.today) if observed.date else None
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
    """The last day on which a meeting may be held, as far as its day, month, year or session is told.

    A day without a year is the next after the resolution; a time before the resolution is none of the meeting's.
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
    for work, record, block, text in spoken_of(symbol, observed, observed.name, held):
        if last and (record.adopted or "") <= last.isoformat():
            continue
        p = (words := phrases(record.language or "en")).observances
        plain = words.plain(text)[0]
        if p["was_held"].search(plain) and not p["ahead"].search(plain):
            yield evidence("spoken-of-as-held", work, block.id)


def spoken_of(symbol: str, fact: Fact, name: str, held: Held) -> Iterator[tuple[str, Record, Block, str]]:
    """The paragraphs of later resolutions that look back on something of a name, with the words that do, in time.

    Those are looked through that go on the series or cite the resolution. A short name ("high-level meeting") has many
    bearers: the paragraph must share words with the one that calls it, too; and one in which only years before that
    are printed speaks of an earlier bearer.
    """
    asking = held.record(symbol)
    if asking is None:
        return
    asked = name_words(name)
    passage = name_words(next(block.text for block in asking.blocks if block.id == fact.in_)[fact.offset : fact.end])
    for work, record in later_on(symbol, held):
        for block in record.blocks:
            if block.opening is None or block.opening.verb not in LOOKING_BACK:
                continue
            text = block.text[: _other_act(record, block)]
            found = name_words(text)
            near = len(asked) >= LONG or len(passage & found) >= SHARED * len(passage)
            if near and len(asked & found) >= NAMED * len(asked) and not _is_of_earlier(found, asking.adopted):
                yield work, record, block, text


def later_on(symbol: str, held: Held) -> Iterator[tuple[str, Record]]:
    """The resolutions that go on a series after one of its own, or cite that one, with their records, in time."""
    later = dict.fromkeys((*onwards_from(symbol, held), *held.citing.get(symbol, ())))
    for work in sorted(later, key=lambda work: held.sessions[work]):
        record = held.record(work)
        if record is not None and work != symbol and held.sessions[work] >= held.sessions[symbol]:
            yield work, record


def _other_act(record: Record, block: Block) -> int:
    """Where a paragraph goes on to do something else ("Recalls ..., and requests ...")."""
    acts = (act for act in record.acts if act.in_ == block.id and act.verb not in LOOKING_BACK)
    return next((act.offset for act in acts if act.offset > 0), len(block.text))


def _is_of_earlier(words: frozenset[str], adopted: str | None) -> bool:
    """Whether all years among words are before that of a day."""
    years = [word for word in words if re.fullmatch(r"(?:19|20)\d\d", word)]
    return bool(years and adopted and max(years) < adopted[:4])


def name_words(text: str) -> frozenset[str]:
    """The words of a name or paragraph as compared; in Chinese its characters."""
    return frozenset(_WORD.findall(text.lower()))
