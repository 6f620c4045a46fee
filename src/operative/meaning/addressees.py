"""Addressees: whom a clause directs, as printed, and which actors of the authority list they are.

The addressee stands between the verb and what is to be done ("Requests | the Secretary-General | to submit"). It is
split where it is coordinated, and freed of what only says how, with whom or within what ("in consultation with ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from operative.meaning.clauses import Clause
from operative.meaning.phrases import Phrases
from operative.meaning.verbs import directs


def addressees(clause: Clause, phrases: Phrases) -> tuple[tuple[int, int], ...]:
    """Where in the plain text those stand whom a clause directs; empty where it directs nobody."""
    if not directs(clause.verb):
        return ()
    p, text = phrases.addressees, clause.paragraph.text
    start = _begin(text, clause, p)
    if p["nobody"].match(text, start, clause.end):
        return ()
    end = _task(text, start, clause.end, p)
    if end is None:
        return ()
    return tuple(_parties(text, start, end, phrases))


def _begin(text: str, clause: Clause, p: Mapping[str, re.Pattern[str]]) -> int:
    """Where the addressee begins: after a preposition that the verb takes, and words set between commas."""
    start = clause.said
    while found := p["lead"].match(text, start, clause.end):
        if found.end() == start:
            break
        start = found.end()
    return start


def _task(text: str, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> int | None:
    """Where the words begin that say what is to be done; None where nobody is told to do anything."""
    for found in p["task"].finditer(text, start, end):
        before = p["complement"].search(text, start, found.start())
        if not (before and p["object"].match(text, found.end())):
            return found.start()
    return None


def _parties(text: str, start: int, end: int, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """The parties that a phrase coordinates."""
    p = phrases.addressees
    aside = False  # within words that only say how, with whom, within what
    held: tuple[int, int] | None = None
    for at, stop, comma in _segments(text, start, end, p):
        if p["aside"].match(text, at, stop):
            aside = True
            continue
        if aside and comma and not p["resumes"].match(text, at, stop):
            continue
        aside = False
        first, last = _trimmed(text, at, stop, p)
        if first >= last:
            continue
        if held and not p["party"].search(text, first, _head_end(text, first, last, p)):
            held = held[0], last  # "Ministers of Trade and Finance": what follows is no party of its own
            continue
        if held:
            yield held
        held = first, last
    if held and p["party"].search(text, held[0], _head_end(text, *held, p)):
        yield held


def _segments(text: str, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[int, int, bool]]:
    """The pieces of a phrase between its commas and conjunctions, and whether a comma stands before each."""
    comma = False
    for joint in p["and"].finditer(text, start, end):
        if joint.start() > start:
            yield start, joint.start(), comma
        comma = "," in joint[0] or "،" in joint[0] or "，" in joint[0]
        start = joint.end()
    if start < end:
        yield start, end, comma


def _trimmed(text: str, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> tuple[int, int]:
    """A piece without its article, its relative clause and the space around it."""
    article = p["article"].match(text, start, end)
    if article:
        start = article.end()
    cut = p["cut"].search(text, start, end)
    if cut:
        end = cut.start()
    while end > start and text[end - 1] in " ,،，:：;":
        end -= 1
    return start, end


def _head_end(text: str, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> int:
    """The end of a party's head: what follows its first preposition is a complement."""
    found = p["complement"].search(text, start, end)
    return found.start() if found and found.start() > start else end
