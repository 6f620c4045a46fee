"""Senses: which English verb a word stands for, where one word of a language stands for several.

Russian "призывает" is "calls upon" and "encourages", French "engage" is "urges" and "encourages": no rule of drafting
tells them apart, but the words that follow do. Their weights were learned from official texts that say the same in two
languages (`make senses` learns them anew); a word changes its sense only where they are sure enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from operative.languages import Language

WORDS = 12  # that follow a verb and are looked at
NEAR = 20 * WORDS  # characters that they stand in, but for rare ones
CHARACTERS = 24  # the same, where words don't stand apart
STEM = 6  # letters of a word that count
# Below, a word keeps the sense that its lexicon gives. Measured from 0 to 0.9, on sessions and on titles that were not
# learned from: the highest that loses nothing on sessions, and on titles no worse than the lexicon.
SURE = 0.5
PLACED = 4  # words whose place counts, too
_WORD = re.compile(r"\w+")


class Sense(msgspec.Struct, frozen=True, array_like=True):
    """One verb that a word may stand for: the weight of each feature that speaks for it, and what speaks anyway."""

    verb: str
    bias: float
    weights: dict[str, float]


class Senses(msgspec.Struct, frozen=True):
    """The senses of one word, with a row of weights for each feature: one for each sense, 0 where it says nothing.

    Most features of a text were never learned, which one look for each then tells.
    """

    verbs: tuple[str, ...]
    biases: tuple[float, ...]
    rows: dict[str, tuple[float, ...]]


def table(listed: Sequence[Sense]) -> Senses:
    """Senses as they were learned, put side by side."""
    known = dict.fromkeys(feature for one in listed for feature in one.weights)
    rows = {feature: tuple(one.weights.get(feature, 0.0) for one in listed) for feature in known}
    return Senses(tuple(one.verb for one in listed), tuple(one.bias for one in listed), rows)


@cache
def senses(code: str) -> dict[str, Senses]:
    """The senses of a language's verbs, by the verb that its lexicon gives; empty where none was learned."""
    file = files("operative.languages") / "senses" / f"{code}.json"
    if not file.is_file():
        return {}
    learned = msgspec.json.decode(file.read_bytes(), type=dict[str, list[Sense]])
    return {verb: table(listed) for verb, listed in learned.items()}


def sense(language: Language, verb: str, surface: str, after: str) -> tuple[str, float]:
    """The verb that a word stands for, and how sure that is (0 to 1): 1 where the lexicon's is the only one.

    `surface` and `after` are the words of the verb and those that follow it, in plain letters.
    """
    known = senses(language.code).get(verb)
    return chosen(known, verb, features(surface, after, spaced=language.writing.spaced)) if known else (verb, 1.0)


def chosen(known: Senses, verb: str, said: Iterable[str]) -> tuple[str, float]:
    """The sense for which features weigh most, and how sure that is; the lexicon's verb where no other is sure."""
    weighing = [row for feature in said if (row := known.rows.get(feature))]
    scores = [sum(weights) for weights in zip(known.biases, *weighing, strict=True)]
    top = max(scores)
    sure = 1 / sum(math.exp(score - top) for score in scores)
    found = known.verbs[scores.index(top)]
    return (found, sure) if found == verb or sure >= SURE else (verb, 1 - sure)


def features(surface: str, after: str, *, spaced: bool) -> list[str]:
    """What speaks for a sense: the words after the verb, pairs of them, the first with their places; its own words."""
    words = [word[:STEM] for word in _WORD.findall(after[:NEAR])[:WORDS]] if spaced else list(after[:CHARACTERS])
    placed = [f"{place} {word}" for place, word in enumerate(words[:PLACED])]
    pairs = [f"{one}+{other}" for one, other in pairwise(words)]
    return [*words, *placed, *pairs, f"={surface}", *[f"-{word}" for word in _WORD.findall(surface)]]
