"""Standing things: bodies and funds established, mandates extended or ended, appointments, scales and budgets.

A verb of one of these acts and the noun that it takes make a fact; its name goes from the noun's article to the words
that end it. A limit on money ("within existing resources") stands with whatever the clause decides or asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from operative.meaning.passages import Passage
from operative.meaning.phrases import Phrases
from operative.meaning.rules import placed
from operative.meaning.verbs import class_of
from operative.record import Standing, StandingAction, StandingKind

NEAR = 130  # characters between a verb and the noun that it takes
FAR = 300  # the same for an amount: the account and the period may stand before it
DENSE = 3  # times as much is said in as many characters where words don't stand apart


class Pair(msgspec.Struct, frozen=True):
    """A verb and a noun that make a fact; both are keys of the language's section."""

    rule: str
    kind: StandingKind
    action: StandingAction
    verb: str
    noun: str


PAIRS = (
    Pair("standing-fund", "fund", "establish", "establish", "fund"),
    Pair("standing-body", "body", "establish", "establish", "body"),
    Pair("standing-extension", "mandate", "extend", "extend", "mandate"),
    Pair("standing-end", "mandate", "end", "terminate", "mandate"),
    Pair("standing-end", "body", "end", "terminate", "body"),
    Pair("standing-appointment", "appointment", "appoint", "appoint", "somebody"),
    Pair("standing-scale", "scale", "approve", "settle", "scale"),
    Pair("standing-budget", "budget", "approve", "appropriate", "amount"),
)


def standing(passages: Iterable[Passage], phrases: Phrases) -> tuple[Standing, ...]:
    """The standing things of a document's passages."""
    found: list[Standing] = []
    for passage in passages:
        if passage.found(phrases.standing["cue"]) and passage.settles(phrases):
            found += _standing(passage, phrases)
    return tuple(found)


def _standing(passage: Passage, phrases: Phrases) -> Iterator[Standing]:
    p, text, taken = phrases.standing, passage.paragraph.text, set[int]()
    for pair in PAIRS:
        if not p[pair.verb].may_with(passage.seen):
            continue
        for verb in p[pair.verb].bare.finditer(text, passage.with_verb, passage.end):
            reach = (FAR if pair.noun == "amount" else NEAR) // (1 if phrases.language.writing.spaced else DENSE)
            noun = p[pair.noun].search(text, verb.end(), min(verb.end() + reach, passage.end))
            if noun and verb.start() not in taken and _takes(verb, noun, pair, passage, phrases):
                taken.add(verb.start())
                yield _made(pair, passage, verb.end(), noun, phrases)
                break
    if limit := p["limit"].search(text, passage.start, passage.end):
        pair = Pair("standing-limit", "budget", "limit", "", "limit")
        yield _made(pair, passage, limit.start(), limit, phrases)


def _takes(verb: re.Match[str], noun: re.Match[str], pair: Pair, passage: Passage, phrases: Phrases) -> bool:
    """Whether the verb takes the noun, and the Assembly does it or has it done by its officers."""
    if pair.kind not in ("budget", "scale"):
        if phrases.standing["barrier"].search(passage.paragraph.text, verb.end(), noun.start()):
            return False
        if class_of(passage.verb) == "directs":
            return passage.asks(phrases.observances["conveners"], verb.start())
    return True


def _made(pair: Pair, passage: Passage, start: int, noun: re.Match[str], phrases: Phrases) -> Standing:
    """The fact of a pair: what its noun names, until when, and how much."""
    paragraph, p, text = passage.paragraph, phrases.standing, passage.paragraph.text
    named = noun.span()
    if pair.kind != "budget":
        stop = p["name_end"].search(text, noun.end(), passage.end)
        articles = list(p["article"].finditer(text, start, noun.start()))
        named = articles[-1].end() if articles else noun.start(), stop.start() if stop else passage.end
    until = p["until"].search(text, noun.end(), passage.end) if pair.kind in ("mandate", "appointment") else None
    return Standing(
        **placed(paragraph, passage.with_verb, passage.end, pair.rule),
        kind=pair.kind,
        action=pair.action,
        name=None if pair.noun == "amount" else paragraph.printed(*named).strip(" ,;.:"),
        until=next(phrases.language.dates(until[0]), None) if until else None,
        amount=paragraph.printed(*named) if pair.noun == "amount" else None,
    )
