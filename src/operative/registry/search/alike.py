"""This paragraph elsewhere: reworded ancestors and look-alikes.

The rarest words of a paragraph find candidates; these are put in order by the share of words, and of pairs of words
side by side, that they have in common with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from sqlalchemy import Connection, select

from operative.registry import schema
from operative.registry.facts import LEADERS
from operative.registry.search import query
from operative.registry.search.answers import Held, read
from operative.registry.search.engines import Engine
from operative.registry.search.terms import terms
from operative.registry.store import Unknown
from operative.registry.works import work

LOOKED_AT = 64  # words of a paragraph, evenly chosen, whose rarity is looked up
RAREST = 20  # words that find candidates
COMMON = 3000  # passages that have a word, from which on it isn't told how many more do
ANYWAY = 8  # of the rarest words, that find candidates even where they are so common
CANDIDATES = 60  # whose words are compared
LIKE = 0.3  # below, two paragraphs have nothing to do with each other

P, E = schema.passages.c, schema.expressions.c


class Alike(Held, frozen=True, kw_only=True):
    """A paragraph that is like another, from 0 to 1: 1 has the same words in the same order."""

    likeness: float


def passage(connection: Connection, symbol: str, block: str, language: str | None) -> Held:
    """A paragraph of a document, in the language named or the one that leads. Raises Unknown."""
    key, _ = _passage(connection, symbol, block, language)
    return read(connection, [key])[key]


def alike(
    connection: Connection, engine: Engine, symbol: str, block: str, language: str | None, most: int
) -> list[Alike]:
    """The paragraphs in one language most like one of a document, the likest first. Raises Unknown."""
    key, code = _passage(connection, symbol, block, language)
    own = read(connection, [key])[key]
    words = terms(code).terms(own.text)
    asked = query.Any(tuple(query.Run((way,)) for way in _rarest(connection, engine, words, code)))
    found = engine.query(connection, {code: asked}, CANDIDATES) if asked.parts else []
    held = read(connection, [one for one, _ in found if one != key])
    wanted = features(words)
    rated = [(likeness(wanted, features(terms(code).terms(one.text))), one) for one in held.values()]
    rated = sorted((one for one in rated if one[0] >= LIKE), key=lambda one: (-one[0], one[1].symbol, one[1].block))
    return [Alike(**msgspec.structs.asdict(one), likeness=round(like, 3)) for like, one in rated[:most]]


def _passage(connection: Connection, symbol: str, block: str, language: str | None) -> tuple[int, str]:
    """The id of a passage, and its language: the one named, or the one that leads."""
    languages = select(E.language, E.id).where(E.work == work(connection, symbol))
    held = {row.language: row.id for row in connection.execute(languages)}
    code = language or next((one for one in LEADERS if one in held), "")
    if code not in held:
        raise Unknown.of("no_text_in" if held else "no_text", symbol=symbol, language=language, others=", ".join(held))
    key = connection.scalar(select(P.id).where(P.expression == held[code], P.block == block))
    if key is None:
        raise Unknown.of("no_block", symbol=symbol, place=block)
    return key, code


def _rarest(connection: Connection, engine: Engine, words: Sequence[str], code: str) -> list[tuple[str, ...]]:
    """The words that fewest passages have; of characters, pairs. Those that only this passage has find nothing.

    What is common finds little and takes longest: without it, half of the time is saved, and paragraphs are lost that
    have a likeness of 0.4 at most.
    """
    ways = dict.fromkeys(((word,) for word in words) if terms(code).spaced else pairwise(words))
    chosen = list(ways)[:: max(1, len(ways) // LOOKED_AT)][:LOOKED_AT]
    counted = {way: engine.count(connection, {code: query.Run((way,))}, COMMON).get(code, 0) for way in chosen}
    rarest = sorted((way for way, number in counted.items() if number > 1), key=lambda way: counted[way])[:RAREST]
    return [way for number, way in enumerate(rarest) if number < ANYWAY or counted[way] < COMMON]


def features(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The words of a text, and its pairs of words side by side, each as often as it stands there."""
    return Counter([*((word,) for word in words), *pairwise(words)])


def likeness(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """The share of the words and pairs of both texts that they have in common: 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
