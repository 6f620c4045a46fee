"""What a comparison says: paragraphs of two texts side by side, each pair with the words that changed."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from operative.record import Kind, Span, Struct

WordChange = Literal["same", "updated", "replaced", "inserted", "deleted"]
Change = Literal["same", "updated", "reworded", "new", "dropped"]
Update = Literal["session", "date", "symbol", "number", "connective"]


class Run(Struct, frozen=True, kw_only=True):
    """Words that stay or change together. All `old` in a row are the old text, all `new` the new one.

    `updated` words are sessions, dates, document symbols and numbers with what links them, and words that only say how
    a paragraph follows those before it ("also", "further"). Of `same` words, `old` and `new` can differ in typography:
    apostrophes, hyphens, blanks.
    """

    change: WordChange
    old: str = ""
    new: str = ""


class Place(Struct, frozen=True, kw_only=True):
    """A paragraph in its document: a block by its id, or a footnote (`fn3`). `span` counts as in its record."""

    id: str
    kind: Kind | Literal["footnote"]
    number: str | None = None
    depth: int = 0
    span: Span


class Pair(Struct, frozen=True, kw_only=True):
    """A paragraph of the old text beside the one of the new text that came of it; one side is None if it has none.

    `updates` are the kinds of words in which `updated` runs differ. `within` is the block of the other side that most
    of a new or dropped paragraph stands in: it was split from that, or merged into it.
    """

    change: Change
    old: Place | None = None
    new: Place | None = None
    moved: bool = False  # other paragraphs that stayed in their order were passed
    likeness: float = 0.0  # share of words in common, the rarer the weightier: 0 to 1
    runs: tuple[Run, ...] = ()
    updates: tuple[Update, ...] = ()
    within: str | None = None


class Version(Struct, frozen=True, kw_only=True):
    """Which document a side is, as its record says."""

    source: str
    symbol: str | None = None
    title: str | None = None
    session: int | None = None
    adopted: str | None = None


class Comparison(Struct, frozen=True, kw_only=True):
    """Two texts in one language, paragraph by paragraph.

    `pairs` follow the new text, with each dropped paragraph where it stood; `notes` are the footnotes. Every block of
    both records stands in one pair, but for the lines of the vote and of the close.
    """

    language: str
    old: Version
    new: Version
    title: Pair | None = None
    pairs: tuple[Pair, ...] = ()
    notes: tuple[Pair, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many paragraphs are same, updated, reworded, new and dropped; and of all, how many have moved."""
        found = Counter(pair.change for pair in self.pairs)
        changes: tuple[Change, ...] = ("same", "updated", "reworded", "new", "dropped")
        return {**{change: found[change] for change in changes}, "moved": sum(pair.moved for pair in self.pairs)}
