"""Passages: the words that one clause governs, in its own paragraph or in a sub-paragraph that goes on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from operative.meaning.anchored import Anchored
from operative.meaning.clauses import Clause, Paragraph
from operative.meaning.phrases import QUOTED, Phrases
from operative.meaning.verbs import class_of

DECIDING = frozenset({"decide", "resolve", "agree", "reiterate", "approve", "endorse"})  # that somebody shall act
AGAIN = frozenset({"confirm", "reaffirm", "reiterate", "renew"})  # verbs that take a decision again, if they name one


class Passage(msgspec.Struct, frozen=True, gc=False):
    """Words that one clause governs; `start` and `end` count in the plain text of `paragraph`.

    `with_verb` is where the words begin with their verb, if it stands in the same paragraph; `seen` tells the stems of
    patterns that stand from there on.
    """

    paragraph: Paragraph
    with_verb: int
    start: int
    end: int
    clause: Clause
    seen: int

    @property
    def verb(self) -> str:
        """The verb that governs the words."""
        return self.clause.verb

    def decides(self, phrases: Phrases) -> bool:
        """Whether the organ decides here, for the first time or again: "Reaffirms its decision to convene"."""
        if self.verb in AGAIN:
            return self.found(phrases.agenda["renewed"]) is not None
        return class_of(self.verb) == "decides" and self.verb != "accept"

    def settles(self, phrases: Phrases) -> bool:
        """Whether the organ decides here, or has somebody do what it wants."""
        return class_of(self.verb) == "directs" or self.decides(phrases)

    def asks(self, pattern: Anchored, before: int) -> bool:
        """Whether the words of the clause before an offset, or all those above a sub-paragraph, name somebody."""
        clause = self.clause
        end = before if clause.paragraph is self.paragraph else clause.end
        return pattern.search(clause.paragraph.text, clause.start, end) is not None

    def found(self, pattern: Anchored) -> re.Match[str] | None:
        """The first place that a pattern finds in the words, or in their verb."""
        if not pattern.may_with(self.seen):
            return None
        return pattern.bare.search(self.paragraph.text, self.with_verb, self.end)


def passages(paragraphs: Iterable[Paragraph], phrases: Phrases) -> list[Passage]:
    """The passages of paragraphs in order that clauses govern which settle something: no others state such facts."""
    return [
        Passage(paragraph, start, said, end, clause, phrases.seen(paragraph.text, start, end))
        for paragraph in paragraphs
        for start, said, end, clause in _governed(paragraph)
        if _states_facts(clause.verb)
    ]


@cache
def _states_facts(verb: str) -> bool:
    """Whether a verb directs or decides, takes a decision again, or makes another's its own: no other states such."""
    return class_of(verb) in ("decides", "directs") or verb in AGAIN or verb in DECIDING


def _governed(paragraph: Paragraph) -> Iterator[tuple[int, int, int, Clause]]:
    """Where the words that clauses govern begin with their verb and without it, where they end, and the clause."""
    first = paragraph.clauses[0].start if paragraph.clauses else len(paragraph.text)
    if first and (governing := paragraph.governing):
        yield 0, 0, first, governing
    for clause in paragraph.clauses:
        yield clause.start, clause.said, clause.end, clause


class Quotes(msgspec.Struct, frozen=True):
    """A plain text in which what stands in quotation marks, with the marks, is blanked out; and where that stood."""

    text: str
    places: tuple[tuple[int, int], ...]

    def titles(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the titles between two offsets stand, without their marks."""
        for opens, closes in self.places:
            if start <= opens and closes <= end:
                yield opens + 1, closes - 1


def titles(named: Anchored, paragraph: Paragraph, start: int, end: int, quoted: Quotes) -> Iterator[str]:
    """The titles, as printed, that words between two offsets name: "the item entitled ..."."""
    for words in named.finditer(quoted.text, start, end):
        for place in quoted.titles(*words.span()):
            yield paragraph.printed(*place).strip()


def quotes(text: str, phrases: Phrases) -> Quotes:
    """What stands in quotation marks; marks may stand within marks."""
    closing, any_mark = _marks(phrases)
    marks = [(mark.start(), mark[0]) for mark in any_mark.finditer(text)]
    places: list[tuple[int, int]] = []
    for n, (at, opens) in enumerate(marks):
        if opens in closing and (not places or at >= places[-1][1]):
            end = _closed(marks[n + 1 :], opens, closing[opens])
            if end:
                places.append((at, end))
    for start, end in places:
        text = text[:start] + QUOTED * (end - start) + text[end:]
    return Quotes(text, tuple(places))


def _closed(marks: list[tuple[int, str]], opens: str, closes: str) -> int | None:
    """Where a quotation ends whose marks follow; None if it never does."""
    depth, last = 0, None
    for place, mark in marks:
        if mark == closes:
            last = place + 1
            if depth == 0:
                return last
            depth -= 1
        elif mark == opens:
            depth += 1
    return last


@cache
def _marks(phrases: Phrases) -> tuple[dict[str, str], re.Pattern[str]]:
    """The closing mark for each opening one, as plain text has them, and all of them; an apostrophe is none."""
    pairs = [(phrases.plain(opens)[0], phrases.plain(closes)[0]) for opens, closes in phrases.language.quotation_marks]
    pairs = [pair for pair in pairs if pair[0] not in ("'", "’", "")]
    every = "".join(sorted({mark for pair in pairs for mark in pair}))
    return dict(reversed(pairs)), re.compile(f"[{re.escape(every)}]")
