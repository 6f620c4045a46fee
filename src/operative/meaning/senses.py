"""Senses: which English verb a word stands for, where one word of a language stands for several.

Russian "призывает" is "calls upon" and "encourages", French "engage" is "urges" and "encourages": no rule of drafting
tells them apart, but the words that follow do. Their weights were learned from official texts that say the same in two
languages (`make senses` learns them anew); a word changes its sense only where they are sure enough.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from operative.languages import Language

WORDS = 12  # that follow a verb and are looked at
CHARACTERS = 24  # the same, where words don't stand apart
STEM = 6  # letters of a word that count
PLACED = 4  # words whose place counts, too
_WORD = re.compile(r"\w+")


class Sense(msgspec.Struct, frozen=True):
    """One verb that a word may stand for: the weight of each feature that speaks for it, and what speaks anyway."""

    verb: str
    bias: float
    weights: dict[str, float]


@cache
def senses(code: str) -> dict[str, list[Sense]]:
    """The senses of a language's verbs, by the verb that its lexicon gives; empty where none was learned."""
    file = files("operative.languages") / "senses" / f"{code}.json"
    if not file.is_file():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return {verb: [Sense(*sense) for sense in listed] for verb, listed in found.items()}


def sense(language: Language, verb: str, surface: str, after: str) -> tuple[str, float]:
    """The verb that a word stands for, and how sure that is (0 to 1): 1 where the lexicon's is the only one.

    `surface` and `after` are the words of the verb and those that follow it, in plain letters.
    """
    listed = senses(language.code).get(verb)
    if not listed:
        return verb, 1.0
    said = list(features(surface, after, spaced=language.writing.spaced))
    scores = [one.bias + sum(one.weights.get(feature, 0.0) for feature in said) for one in listed]
    top = max(scores)
    sure = 1 / sum(math.exp(score - top) for score in scores)
    return listed[scores.index(top)].verb, sure


def features(surface: str, after: str, *, spaced: bool) -> Iterator[str]:
    """What speaks for a sense: the words after the verb, pairs of them, the first with their places; its own words."""
    if spaced:
        words = [found[0][:STEM] for found, _ in zip(_WORD.finditer(after), range(WORDS), strict=False)]
    else:
        words = list(after[:CHARACTERS])
    for place, word in enumerate(words):
        yield word
        if place < PLACED:
            yield f"{place} {word}"
        if place:
            yield f"{words[place - 1]}+{word}"
    yield f"={surface}"
    yield from (f"-{word}" for word in _WORD.findall(surface))
