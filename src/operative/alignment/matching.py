"""Which paragraph of the new text came of which of the old one.

Likeness is the share of words in common, the rarer in both texts the weightier. The longest chain of like paragraphs
in one order comes first; what is left over and like enough has moved.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from math import log
from typing import NamedTuple

from operative.alignment.tokens import Token

# Chosen on pairs of real resolutions, by reading what they give, and by how well the pairs agree that the six language
# versions give: 0.995 to 0.998 of them do, and other values change that by less than 0.002.
LIKE = 0.3  # below, two paragraphs in one place have nothing to do with each other
NEAR = 0.24  # the same for what is left over between the same two pairs
MOVED = 0.5  # a paragraph that is found elsewhere must be liker
BESIDE = 0.6  # of the best likeness that either of two has: a pair below it leaves them to their better partners
INSIDE = 0.6  # share of a paragraph that must stand in another to have been split from it or merged into it
COMMON = 0.1  # weight of a word that every paragraph has
STEM = 6  # letters by which two forms of a word are told to be one
EXACT = 0.3  # weight of which figure it is, beside that it is one


class Unit(NamedTuple):
    """A paragraph to be matched. `context` names what it belongs to, in words that both sides share."""

    kind: str
    tokens: Sequence[Token]
    context: frozenset[str] = frozenset()


class Match(NamedTuple):
    """Places of two paragraphs that are one."""

    old: int
    new: int
    likeness: float
    moved: bool = False


class Matching(NamedTuple):
    """Pairs in the order of the old text; for paragraphs without a partner, the one of the other side they are in."""

    matches: list[Match]
    old_within: dict[int, int]
    new_within: dict[int, int]


def match(old: Sequence[Unit], new: Sequence[Unit]) -> Matching:
    """The pairs of two texts' paragraphs: each is in one pair at most."""
    words = _Words(old, new)
    likeness = words.likeness()
    kept = _chain(_candidates(old, new, likeness))
    matches = [Match(i, j, likeness[i][j]) for i, j in kept]
    matches += _moved(likeness, {i for i, _ in kept}, {j for _, j in kept})
    matches += [Match(i, j, likeness[i][j]) for i, j in _chain(_left(old, new, likeness, kept, matches))]
    matches.sort()
    return Matching(matches, *words.within(matches))


class _Words:
    """The words of both texts with their weights."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = [_terms(unit) for unit in old], [_terms(unit) for unit in new]
        self.keys = [[[t.key for t in unit.tokens] for unit in side] for side in (old, new)]
        # The union of counters is the greater count: a word isn't less rare because both texts have it.
        in_how_many = Counter(chain.from_iterable(self.old)) | Counter(chain.from_iterable(self.new))
        total = max(len(old), len(new))
        self.weight = {
            term: (COMMON + log(total / count)) * (EXACT if term.startswith("=") else 1)
            for term, count in in_how_many.items()
        }
        self.old_weights = [self.weigh(terms) for terms in self.old]
        self.new_weights = [self.weigh(terms) for terms in self.new]
        self.common = self._common()

    def weigh(self, terms: set[str]) -> float:
        return sum(map(self.weight.__getitem__, terms))

    def _common(self) -> list[list[float]]:
        """The weight of the words that each old paragraph has in common with each new one."""
        where: dict[str, list[int]] = {}
        for j, terms in enumerate(self.new):
            for term in terms:
                where.setdefault(term, []).append(j)
        table = []
        for terms in self.old:
            row = [0.0] * len(self.new)
            for term in terms:
                weight = self.weight[term]
                for j in where.get(term, ()):
                    row[j] += weight
            table.append(row)
        return table

    def likeness(self) -> list[list[float]]:
        """From 0 to 1, which is kept for texts of the very same words."""
        table = [
            [min(2 * common / ((a + b) or 1), 0.999) for common, b in zip(row, self.new_weights, strict=True)]
            for row, a in zip(self.common, self.old_weights, strict=True)
        ]
        where: dict[tuple[str, ...], list[int]] = {}
        for j, keys in enumerate(self.keys[1]):
            where.setdefault(tuple(keys), []).append(j)
        for i, keys in enumerate(self.keys[0]):
            for j in where.get(tuple(keys), ()):
                table[i][j] = 1.0
        return table

    def within(self, matches: Sequence[Match]) -> tuple[dict[int, int], dict[int, int]]:
        """For old and for new paragraphs without a partner: the paragraph of the other side that most of each is in.

        Only words count that the other's own partner lacks: those came from somewhere else, or went there.
        """
        old_of, new_of = {m.new: m.old for m in matches}, {m.old: m.new for m in matches}
        old_within = {
            i: j
            for i in set(range(len(self.old))) - new_of.keys()
            if (j := self._holder(self.old[i], self.old_weights[i], self.common[i], self.new, self.old, old_of))
            is not None
        }
        new_within = {
            j: i
            for j in set(range(len(self.new))) - old_of.keys()
            if (i := self._holder(self.new[j], self.new_weights[j], self._column(j), self.old, self.new, new_of))
            is not None
        }
        return old_within, new_within

    def _column(self, j: int) -> list[float]:
        return [row[j] for row in self.common]

    def _holder(
        self,
        terms: set[str],
        weight: float,
        common: Sequence[float],
        others: Sequence[set[str]],
        own_side: Sequence[set[str]],
        partner: dict[int, int],
    ) -> int | None:
        shares = {
            other: self.weigh((terms & others[other]) - own_side[partner[other]])
            for other in partner
            if common[other] >= INSIDE * weight
        }
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= INSIDE * weight > 0 else None


def _terms(unit: Unit) -> set[str]:
    """The words of a paragraph; of figures what they are, and apart, which ones. Characters go in twos."""
    keys = [f"#{token.figure}" if token.figure else token.key for token in unit.tokens if token.is_word]
    exact = {f"={token.key}" for token in unit.tokens if token.figure} | {f"@{name}" for name in unit.context}
    if any("\u4e00" <= key[:1] <= "\u9fff" for key in keys):
        return exact | {first + second for first, second in pairwise(keys)}
    return exact | {key[:STEM] for key in keys}


def _candidates(old: Sequence[Unit], new: Sequence[Unit], likeness: list[list[float]]) -> list[list[float]]:
    """The likeness of the pairs that may stand in the chain, 0 for others."""
    best_old = [max(row, default=0.0) for row in likeness]
    best_new = [max(column) for column in zip(*likeness, strict=True)] if likeness else []
    return [
        [
            like if like >= LIKE and like >= BESIDE * max(best, other_best) and _may_pair(a, b) else 0.0
            for b, like, other_best in zip(new, row, best_new, strict=True)
        ]
        for a, row, best in zip(old, likeness, best_old, strict=True)
    ]


def _left(
    old: Sequence[Unit],
    new: Sequence[Unit],
    likeness: list[list[float]],
    chain: Sequence[tuple[int, int]],
    matches: Sequence[Match],
) -> list[list[float]]:
    """The likeness of pairs of what is left over between the same two pairs of the chain, 0 for others."""
    taken_old, taken_new = {m.old for m in matches}, {m.new for m in matches}
    gap_old = [bisect([i for i, _ in chain], at) if at not in taken_old else -1 for at in range(len(old))]
    gap_new = [bisect([j for _, j in chain], at) if at not in taken_new else -2 for at in range(len(new))]
    return [
        [
            like if gap == other_gap and like >= NEAR and _may_pair(a, b) else 0.0
            for b, like, other_gap in zip(new, row, gap_new, strict=True)
        ]
        for a, row, gap in zip(old, likeness, gap_old, strict=True)
    ]


def _may_pair(old: Unit, new: Unit) -> bool:
    """Whether they are of a kind, and of one context where they have any."""
    strangers = old.context and new.context and old.context.isdisjoint(new.context)
    return not strangers and (old.kind == new.kind or "text" in (old.kind, new.kind))


def _chain(likeness: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs in one order whose squared likeness sums up to the most: one strong pair beats two weak ones."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1)]
    for row in likeness:
        above, line, left = best[-1], [0.0], 0.0
        for j, like in enumerate(row):
            left = max(left, above[j + 1], above[j] + like * like) if like else max(left, above[j + 1])
            line.append(left)
        best.append(line)
    out, i, j = [], rows, columns
    while i and j:
        like = likeness[i - 1][j - 1]
        if like and best[i][j] == best[i - 1][j - 1] + like * like:
            out.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return out[::-1]


def _moved(likeness: list[list[float]], old: set[int], new: set[int]) -> list[Match]:
    """Pairs of what the chain left over, the likest first."""
    rest = sorted(
        (-like, i, j)
        for i, row in enumerate(likeness)
        if i not in old
        for j, like in enumerate(row)
        if like >= MOVED and j not in new
    )
    out = []
    for like, i, j in rest:
        if i not in old and j not in new:
            out.append(Match(i, j, -like, moved=True))
            old, new = old | {i}, new | {j}
    return out
