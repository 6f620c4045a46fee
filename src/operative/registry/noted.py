"""Noted documents: which documents of its session a resolution notes, whose each is, and what it is said to be on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from operative.meaning.actors import actors_in
from operative.record import Block, Record

NOTING = frozenset({"take note", "note", "welcome", "have considered", "recall", "endorse", "approve", "consider"})
NEAR = 320  # characters before a document's mark within which the document's author is named
_WORD = re.compile(r"[^\W\d_]{4,}")


class Noted(msgspec.Struct, frozen=True):
    """A document that a resolution notes: where, in which words, and whom they name, up to where in the words."""

    symbol: str
    block: str
    words: str  # from the document before it to its mark
    heading: str  # of its section, where there is one
    authors: dict[str, int]

    def on(self, asked: Iterable[str]) -> frozenset[str]:
        """The words that say what it is on: those after its author, and its section's heading."""
        after = self.words[max(self.authors.get(actor, 0) for actor in asked) :]
        return words_of(f"{after} {self.heading}")


def noted(record: Record) -> Iterator[Noted]:
    """The documents of its own session that a resolution notes, each with the words between it and the one before."""
    blocks = {block.id: block for block in record.blocks}
    marks = {f"fn{note.marker}": (block, note.offset) for block in record.blocks for note in block.notes}
    own = re.compile(rf"A/(?:C\.\d/)?{record.session}/\d+(?:/|$|-)")
    told = {(one.in_, symbol): one.actors for one in record.noted_documents for symbol in one.symbols}
    before: Noted | None = None
    for citation in record.citations:
        block, offset = marks.get(citation.in_) or (blocks.get(citation.in_), citation.offset)
        if not citation.symbol or not own.match(citation.symbol) or block is None or block.part:
            continue
        actors = told.get((block.id, citation.symbol))
        if actors is None and citation.relation not in NOTING:
            continue
        words = block.text[_start(block, offset) : offset]
        authors = _authors(words, actors or (), record.language or "en")
        if not authors and before and before.block == block.id:
            authors = dict.fromkeys(before.authors, 0)  # "the reports of the Secretary-General on lamps and on ports"
        before = Noted(citation.symbol, block.id, words, heading_of(record, block.id), authors)
        yield before


def _authors(words: str, told: Iterable[str], language: str) -> dict[str, int]:
    """Whose document it is that words tell of, and where each name ends in them.

    That is whom the reading of the paragraph told, and who is named first, a body before a group of States; the others
    belong to what the document is on, or received it.
    """
    found = list(actors_in(words, language))
    bodies = [actor for actor in found if not actor.id.startswith("group:")]
    return dict.fromkeys(told, 0) | {actor.id: actor.end for actor in found if actor in bodies[:1] or actor.id in told}


def _start(block: Block, offset: int) -> int:
    """Where the words begin that tell of a document whose mark stands at an offset: behind the mark before it."""
    marks = (note.offset for note in block.notes if note.offset < offset)
    return max(0, offset - NEAR, *marks)


def paragraph_of(record: Record, block: str) -> str:
    """The text of a block; nothing where there is none."""
    return next((one.text for one in record.blocks if one.id == block), "")


def heading_of(record: Record, block: str) -> str:
    """The heading of the numbered section in which a block stands ("IX.op23"); nothing where there is none."""
    section = re.match(r"(?:.+\.)?([^.]+)\.(?:op|pp)\d", block)
    numbered = (one.text for one in record.blocks if one.kind == "heading" and section and one.number == section[1])
    return next(numbered, "")


def words_of(text: str) -> frozenset[str]:
    """The words that tell what something is on, in small letters: those of four letters and more."""
    return frozenset(_WORD.findall(text.lower()))
