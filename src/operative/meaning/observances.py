"""Observances and meetings: days, weeks, years and decades proclaimed or to be observed; conferences to be convened.

A word that proclaims, observes or convenes is paired with the first name of a day or a meeting after it; where the
name stands before it ("the Conference shall be held from ..."), the words must also say when or where. The day, the
place and the host are read in the words around the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from operative.meaning.clauses import Paragraph
from operative.meaning.names import MEETINGS, PERIODS, Name, name
from operative.meaning.passages import Passage, passages
from operative.meaning.phrases import Phrases
from operative.meaning.verbs import class_of
from operative.record import Observance, ObservanceAction, ObservanceKind

RULES = {
    "observance-proclaim": "Words that proclaim, declare or designate a day, a week, a year or a decade by its name.",
    "observance-observe": "Words that ask or decide to observe, celebrate or mark a day, a week, a year or a decade.",
    "observance-convene": "Words that ask or decide to convene, hold or organize a conference, a meeting or a forum.",
    "observance-held": "A conference, a meeting or a forum that shall be held, with the day or the place.",
}
FARTHEST = {"proclaim": 140, "convene": 220, "observe": 70}  # characters between a verb and the name that it takes


def observances(paragraphs: Sequence[Paragraph], phrases: Phrases) -> tuple[Observance, ...]:
    """The observances and meetings of a document."""
    found: list[Observance] = []
    for paragraph in paragraphs:
        if phrases.observances["cue"].search(paragraph.text):
            for passage in passages(paragraph):
                if class_of(passage.verb) in ("decides", "directs"):
                    found += _observed(passage, phrases)
    return tuple(found)


def _observed(passage: Passage, phrases: Phrases) -> list[Observance]:
    """What one passage proclaims, convenes or observes; the purpose of a meeting is no observance of its own."""
    decides = class_of(passage.verb) == "decides"
    if decides and (days := list(_taken("proclaim", PERIODS, passage, phrases))):
        return [_made("observance-proclaim", "proclaim", passage, day, phrases) for day in days]
    meetings = list(_taken("convene", MEETINGS, passage, phrases))
    if meetings and (decides or _convenes(passage, meetings[0], phrases)):
        return [_made("observance-convene", "convene", passage, meeting, phrases) for meeting in meetings]
    if decides and (held := next(_held(passage, phrases), None)):
        made = _made("observance-held", "convene", passage, held, phrases)
        return [made] if made.when or made.where else []
    return [
        _made("observance-observe", "observe", passage, day, phrases)
        for day in _taken("observe", PERIODS, passage, phrases)
    ]


def _taken(key: str, kinds: Sequence[ObservanceKind], passage: Passage, phrases: Phrases) -> Iterator[Name]:
    """The names that the verbs of a passage take: the first after each, and those joined to it."""
    paragraph, end, done = passage.paragraph, passage.end, passage.with_verb
    for verb in phrases.observances[key].finditer(paragraph.text, done, end):
        if verb.end() < done:
            continue
        found = name(kinds, paragraph, verb.end(), min(verb.end() + FARTHEST[key], end), end, phrases)
        while found:
            yield found
            done = found.end
            more = phrases.observances["more"].search(paragraph.text, done, end)
            found = name(kinds, paragraph, more.end(), min(more.end() + 60, end), end, phrases) if more else None


def _convenes(passage: Passage, meeting: Name, phrases: Phrases) -> bool:
    """Whether those who are asked to convene a meeting do so for the Assembly: its President, the Secretary-General."""
    clause = passage.clause
    conveners = phrases.observances["conveners"]
    if clause.paragraph is passage.paragraph:
        return conveners.search(passage.paragraph.text, clause.start, meeting.start) is not None
    return conveners.search(clause.paragraph.text, clause.start, clause.end) is not None


def _held(passage: Passage, phrases: Phrases) -> Iterator[Name]:
    """The meetings that a passage says shall be held."""
    paragraph = passage.paragraph
    for verb in phrases.observances["held"].finditer(paragraph.text, passage.start, passage.end):
        start = max(passage.start, verb.start() - FARTHEST["convene"])
        if found := name(MEETINGS, paragraph, start, verb.start(), verb.start(), phrases):
            yield found


def _made(rule: str, action: ObservanceAction, passage: Passage, named: Name, phrases: Phrases) -> Observance:
    paragraph, p = passage.paragraph, phrases.observances
    when = _near("when", passage, named, phrases)
    places = p["where"].finditer(paragraph.text, passage.start, passage.end)
    where = next((place for place in places if _capital(place, paragraph)), None)
    host = passage.found(p["host"])
    return Observance(
        para=paragraph.para,
        in_=paragraph.block.id,
        offset=paragraph.place(passage.with_verb),
        end=paragraph.place(passage.end),
        rule=rule,
        confidence=1.0,
        kind=named.kind,
        name=paragraph.printed(named.start, named.end).strip(" ,;."),
        when=paragraph.printed(*when) if when else None,
        date=_date(paragraph.text[slice(*when)], named.kind, phrases) if when else None,
        where=paragraph.printed(*where.span("where")) if where else None,
        host=paragraph.printed(*host.span("host")) if host else None,
        action=action,
    )


def _near(key: str, passage: Passage, named: Name, phrases: Phrases) -> tuple[int, int] | None:
    """The words of a kind that stand nearest: after the name, or else before it."""
    pattern, text = phrases.observances[key], passage.paragraph.text
    after = pattern.search(text, named.end, min(named.end + 160, passage.end))
    found = after or pattern.search(text, passage.start, named.start) or pattern.search(text, named.end, passage.end)
    return found.span() if found else None


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
    month = next((n for n, form in enumerate(phrases.language.months, 1) if form.match(printed)), None)
    if month is None:
        return found["year"]
    day = f"{month:02}-{int(found['day']):02}"
    return f"{found['year']}-{day}" if found["year"] and kind in MEETINGS else day
