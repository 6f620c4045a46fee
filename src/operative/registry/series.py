"""Series: the chain of resolutions on one matter, found by citation, agenda item and title together.

A resolution goes on one of an earlier session that it cites, where their titles or their agenda items are the same or
nearly so; where it doesn't cite it, title and agenda item must both be the same. A title alone is never enough. Every
link says what it rests on, and how strong that is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

ALIKE = 0.6  # of two titles' words, the share that both have, from which they are nearly the same
FARTHEST = 6  # sessions between a resolution and the one that it goes on: five-yearly reviews, and one more
_WORD = re.compile(r"[^\W\d_]{3,}")


class Cited(msgspec.Struct, frozen=True):
    """One citation of another resolution: where it stands."""

    symbol: str
    block: str
    offset: int


class Work(msgspec.Struct, frozen=True):
    """What finding a series asks of a resolution. `items` are the names of its agenda items, where they are known."""

    symbol: str
    session: int
    title: str
    items: frozenset[str]
    cited: tuple[Cited, ...]


class Link(msgspec.Struct, frozen=True):
    """That one resolution goes on another: what it rests on, how strong it is (0 to 1), and what cites it."""

    predecessor: str
    successor: str
    rule: str
    strength: float
    block: str | None = None  # of the successor
    offset: int | None = None


RULES = {
    "cited-same-title": ("It cites an earlier resolution with the same title.", 0.99),
    "cited-same-item": ("It cites an earlier resolution with nearly the same title, under the same agenda item.", 0.97),
    "cited-like-title": ("It cites an earlier resolution whose title differs in a word or two.", 0.93),
    "said": ("Somebody said so; `operative log` tells who, and why.", 1.0),
    "same-title-and-item": ("It has the title and the agenda item of an earlier resolution, and cites it not.", 0.9),
}


def links(works: Sequence[Work]) -> Iterator[Link]:
    """The links between works, each to the latest session's resolutions that it goes on."""
    by_symbol = {work.symbol: work for work in works}
    by_title: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        by_title[_plain(work.title)].append(work)
    for work in works:
        found = [*_cited(work, by_symbol), *_namesakes(work, by_title[_plain(work.title)])]
        yield from _latest(found, by_symbol)


def _cited(work: Work, by_symbol: Mapping[str, Work]) -> Iterator[Link]:
    """Links to earlier resolutions that a work cites and whose matter is its own."""
    for cited in work.cited:
        earlier = by_symbol.get(cited.symbol)
        if earlier and 0 < work.session - earlier.session <= FARTHEST and (rule := _rule(work, earlier)):
            yield Link(earlier.symbol, work.symbol, rule, RULES[rule][1], cited.block, cited.offset)


def _rule(work: Work, earlier: Work) -> str | None:
    """What shows that a cited resolution has the same matter, if anything does."""
    if _plain(work.title) == _plain(earlier.title):
        return "cited-same-title"
    likeness = alike(work.title, earlier.title)
    if likeness >= ALIKE and work.items & earlier.items:
        return "cited-same-item"
    return "cited-like-title" if likeness >= (1 + ALIKE) / 2 else None


def _namesakes(work: Work, namesakes: Iterable[Work]) -> Iterator[Link]:
    """Links to earlier resolutions with the same title and agenda item; of its sub-items it may be another."""
    rule = "same-title-and-item"
    items = _whole(work.items)
    for earlier in namesakes:
        if 0 < work.session - earlier.session <= FARTHEST and items & _whole(earlier.items):
            yield Link(earlier.symbol, work.symbol, rule, RULES[rule][1])


def _whole(items: Iterable[str]) -> set[str]:
    """The items that sub-items stand under, without figures: those of every year name it ("budget for 2021").

    The metadata print both with a colon between.
    """
    return {re.sub(r"\d", "", item.partition(":")[0]) for item in items}


def _latest(found: Sequence[Link], by_symbol: Mapping[str, Work]) -> Iterator[Link]:
    """Of one resolution's links those to the latest session; several where they are as strong: it merges series.

    What goes on one part of a resolution (75/242 B) goes on its other parts.
    """
    latest = max((by_symbol[link.predecessor].session for link in found), default=0)
    best: dict[str, Link] = {}
    for link in found:
        held = best.get(link.predecessor)
        if by_symbol[link.predecessor].session == latest and (held is None or link.strength > held.strength):
            best[link.predecessor] = link
    strongest = max((link.strength for link in best.values()), default=0.0)
    wholes = {_without_part(link.predecessor) for link in best.values() if link.strength == strongest}
    yield from (link for link in best.values() if _without_part(link.predecessor) in wholes)


def _without_part(symbol: str) -> str:
    return symbol.partition(" ")[0]


def alike(one: str, other: str) -> float:
    """The share of the words of two titles that both have: 0 to 1."""
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(words & others) / len(words | others) if words | others else 0.0


def _plain(title: str) -> str:
    """A title as compared: its words in small letters, without figures."""
    return " ".join(_WORD.findall(title.lower()))
