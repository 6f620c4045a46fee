"""Due dates: the sessions, days, recurrences and periods that a passage names.

A session of the Assembly is named by its ordinal, in a list where there are several ("its seventy-eighth and
seventy-ninth sessions"), or as the next one. Sessions of other bodies are told apart by the body named with them and by
their number: nothing is due at a session that is over, nor a generation from now.
"""

from __future__ import annotations

from collections.abc import Iterator

from operative import sessions as calendar
from operative.meaning.clauses import Paragraph
from operative.meaning.phrases import Phrases
from operative.record import Due

LONGEST_WAIT = 12  # sessions from now: decennial reviews are the furthest


def sessions(text: str, start: int, end: int, phrases: Phrases) -> list[tuple[int, int, int]]:
    """The sessions of the Assembly named between two offsets: number, start and end of the words."""
    found: list[tuple[int, int, int]] = []
    for match in phrases.due["sessions"].finditer(text, start, end):
        before = max(start, match.start() - 120)
        ours = phrases.due["assembly_after"].match(text, match.end(), end)
        if not ours and phrases.due["other_body"].search(text, before, match.start()):
            continue
        if phrases.due["other_body_after"].match(text, match.end(), end):
            continue
        found += [(number, match.start(), match.end()) for number in _numbers(text, *match.span("ordinals"), phrases)]
    return found


def relative(text: str, start: int, end: int, phrases: Phrases, session: int) -> list[int]:
    """The session that words between two offsets name as the next one or as that under way, when `session` speaks."""
    p = phrases.due
    if p["this_session"].search(text, start, end):
        return [session]
    found = p["next_session"].search(text, start, end)
    if not found or p["other_body_after"].match(text, found.end(), end):
        return []
    named = found.start(found.lastgroup or 0)  # after "its"
    return [] if p["other_body"].search(text, max(start, named - 120), named) else [session + 1]


def _numbers(text: str, start: int, end: int, phrases: Phrases) -> Iterator[int]:
    """The numbers that ordinals print: "seventy-sixth to seventy-eighth" is three."""
    before, at = None, start
    for ordinal in phrases.ordinal.finditer(text, start, end):
        number = phrases.language.ordinal(ordinal[0])
        if number is None:
            continue
        if before is not None and phrases.due["through"].fullmatch(text[at : ordinal.start()].strip()):
            yield from range(before + 1, number)
        yield number
        before, at = number, ordinal.end()


def due(paragraph: Paragraph, start: int, end: int, phrases: Phrases, session: int | None) -> Due | None:
    """When what is asked for is due, as words between two offsets of the plain text say; `session` is the one asking.

    None where no time is said.
    """
    p, text = phrases.due, paragraph.text
    numbers = _future([number for number, *_ in sessions(text, start, end, phrases)], session)
    if not numbers and session:
        numbers = relative(text, start, end, phrases, session)
    if not numbers and p["that_session"].search(text, start, end):
        numbers = _future([number for number, *_ in sessions(text, 0, start, phrases)[-1:]], session)
    recurrence = next((key for key in RECURRENCES if p[key].search(text, start, end)), None)
    if numbers:
        return Due(sessions=tuple(numbers), recurrence=recurrence, calendar=days_of(numbers))
    if day := _date(text, start, end, phrases, session):
        return Due(date=day, recurrence=recurrence)
    period = _within(text, start, end, phrases)
    if recurrence:
        return Due(recurrence=recurrence, within=period)
    return Due(within=period) if period else _other(paragraph, start, end, phrases)


RECURRENCES = ("annual", "biennial", "triennial", "quadrennial", "quinquennial", "quarterly", "regular")


def _future(numbers: list[int], session: int | None) -> list[int]:
    """The sessions that are still to come or under way."""
    if session is None:
        return sorted(set(numbers))
    return sorted({number for number in numbers if session <= number <= session + LONGEST_WAIT})


def days_of(numbers: list[int]) -> tuple[tuple[str, str], ...]:
    """The days between which sessions lie."""
    held = [calendar.regular(number) for number in numbers]
    return tuple((s.opens.isoformat(), s.closes.isoformat()) for s in held if s.closes)


def _date(text: str, start: int, end: int, phrases: Phrases, session: int | None) -> str | None:
    """The day, month or year by which something is due: "by 30 June 2027", "in 2027". None is over when asked for."""
    since = str(calendar.regular(session).opens.year) if session else ""
    dates = (date for read in (_days, _months, _years) for date in read(text, start, end, phrases))
    return next((date for date in dates if date >= since), None)


def _days(text: str, start: int, end: int, phrases: Phrases) -> Iterator[str]:
    for found in phrases.due["by_date"].finditer(text, start, end):
        yield from phrases.language.dates(found[0])


def _months(text: str, start: int, end: int, phrases: Phrases) -> Iterator[str]:
    for found in phrases.due["by_month"].finditer(text, start, end):
        month = phrases.month(found["month"])
        yield f"{found['year']}-{month:02}" if month else found["year"]


def _years(text: str, start: int, end: int, phrases: Phrases) -> Iterator[str]:
    for found in phrases.due["by_year"].finditer(text, start, end):
        yield found["year"]


def _other(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> Due | None:
    """A time that only words tell, as printed: "in his next report"."""
    found = phrases.due["other"].search(paragraph.text, start, end)
    return Due(other=paragraph.printed(*found.span())) if found else None


def _within(text: str, start: int, end: int, phrases: Phrases) -> str | None:
    """A period from now: "within three months" is P3M."""
    found = phrases.due["within"].search(text, start, end)
    if not found:
        return None
    number = phrases.cardinal(found["number"])
    unit = next(unit for unit in ("days", "weeks", "months", "years") if found[unit])
    return f"P{number}{unit[0].upper()}" if number else None
