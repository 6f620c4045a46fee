"""Occasions: when and where a day is kept or a meeting held, and who is its host."""

from __future__ import annotations

import re

import msgspec

from operative.meaning.clauses import Paragraph
from operative.meaning.names import MEETINGS, Name
from operative.meaning.passages import Passage
from operative.meaning.phrases import Phrases
from operative.record import ObservanceKind

YEARLY = ("day", "week", "month")  # kinds of what is kept each year
CLOSE = 60  # characters after a name within which a date is surely its own


class Occasion(msgspec.Struct, frozen=True):
    """Where the words stand in the plain text; `date` is "09-15" of every year, "2024-05-27" or "2026"."""

    name_end: int  # of the name without the place after it
    when: tuple[int, int] | None
    date: str | None
    where: tuple[int, int] | None
    host: tuple[int, int] | None


def occasion_of(passage: Passage, named: Name, phrases: Phrases, *, proclaimed: bool) -> Occasion:
    """When, where and with whom, as the words of a passage about a day or meeting say."""
    paragraph, p = passage.paragraph, phrases.observances
    when = _when(passage, named, phrases, proclaimed=proclaimed)
    places = p["where"].finditer(paragraph.text, passage.start, passage.end) if named.kind in MEETINGS else ()
    where = next((place for place in places if _capital(place, paragraph)), None)
    host = passage.found(p["host"])
    return Occasion(
        name_end=_without_place(named, where, when),
        when=when,
        date=_date(paragraph.text[slice(*when)], named.kind, phrases) if when else None,
        where=where.span("where") if where else None,
        host=host.span("host") if host else None,
    )


def date_beside(text: str, start: int, end: int, kind: ObservanceKind, phrases: Phrases) -> str | None:
    """The date that stands close to a name in the text of a block, after it or before; None if there is none.

    That of a day or week of each year has no year: one with a year is that of a document.
    """
    for words, nearest in ((text[end : end + CLOSE], 0), (text[max(0, start - CLOSE) : start], -1)):
        plain = phrases.plain(words)[0]
        if kind in YEARLY:
            days = [one[0] for one in phrases.observances["date"].finditer(plain) if not one["year"]]
            plain = days[nearest] if days else ""
        if date := _date(plain, kind, phrases):
            return date
    return None


def _when(passage: Passage, named: Name, phrases: Phrases, *, proclaimed: bool) -> tuple[int, int] | None:
    """The words that say when: for what is proclaimed those before the name, for the rest those close after it.

    No meeting lasts for years: such are of its name ("... of the Decade of Lamps, 2018–2028").
    """
    p, text = phrases.observances, passage.paragraph.text
    before = list(p["when"].finditer(text, passage.start, named.start))
    near = p["when"].search(text, named.end, min(named.end + CLOSE, passage.end))
    far = p["when"].search(text, named.end, passage.end)
    last = before[-1] if before else None
    if named.kind in MEETINGS and near and _is_of_years(near[0], phrases):
        near = None
    found = (last or far) if proclaimed else (near or last or far)
    found = found or p["yearly"].search(text, passage.start, passage.end)
    return found.span() if found else None


def _is_of_years(words: str, phrases: Phrases) -> bool:
    """Whether words print several years and no day: "2018–2028"."""
    years = list(phrases.observances["year_number"].finditer(words))
    return len(years) > 1 and not phrases.observances["date"].search(words)


def _without_place(named: Name, where: re.Match[str] | None, when: tuple[int, int] | None) -> int:
    """Where a name ends: a place at its end is its own only if no date follows ("... on Reefs in Lisbon, on 3 May")."""
    if where and when and where.end() == named.end and 0 <= when[0] - named.end < 8:
        return max(where.start(), named.start)
    return named.end


def _capital(found: re.Match[str], paragraph: Paragraph) -> bool:
    """Whether a place is written as names are."""
    start = found.start("where")
    return not paragraph.printed(start, start + 1).islower()


def _date(words: str, kind: ObservanceKind, phrases: Phrases) -> str | None:
    """The day or year that words print: "09-15" of every year, "2024-05-27", "2026"."""
    found = phrases.observances["date"].search(words)
    if not found:
        year = phrases.observances["year_number"].search(words)
        return year[0] if year else None
    printed = found["first"] or found["month"]
    month = phrases.month(printed)
    if month is None:
        return found["year"]
    day = f"{month:02}-{int(found['day']):02}"
    return f"{found['year']}-{day}" if found["year"] and kind in MEETINGS else day
