"""How long a text is, and how much of it stood in an earlier one: figures that are cheap enough for a whole corpus.

The comparison itself says which words stayed; this only says how many did.
"""

from __future__ import annotations

from collections.abc import Sequence

from operative.languages import load
from operative.record import Record

RUN = 3  # words in a row that two texts must share: fewer stand in every resolution


def length(record: Record) -> int:
    """The words of a record's paragraphs, headings and tables, without notes; in Chinese its characters."""
    return len(_words(record))


def likeness(old: Record, new: Record) -> float:
    """The share of runs of three words that two records in one language have in common: 0 to 1 (Dice)."""
    ours, theirs = _runs(old), _runs(new)
    return round(2 * len(ours & theirs) / (len(ours) + len(theirs)), 3) if ours or theirs else 0.0


def _runs(record: Record) -> set[tuple[str, ...]]:
    words = list(map(str.lower, _words(record)))
    return set(zip(*(words[at:] for at in range(RUN)), strict=False))


def _words(record: Record) -> Sequence[str]:
    spaced = load(record.language).writing.spaced if record.language else True
    words = " ".join(block.text for block in record.blocks).split()
    return words if spaced else "".join(words)
