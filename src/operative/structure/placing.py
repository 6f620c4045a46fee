"""The account of every character: what the record holds is placed, the rest is furniture or unplaced."""

from __future__ import annotations

from collections.abc import Iterable

from operative.record import Furniture, Span, Unplaced
from operative.structure import furniture


def account(text: str, placed: Iterable[Span]) -> tuple[tuple[Furniture, ...], tuple[Unplaced, ...]]:
    """What of `text` no span of `placed` covers, line by line: furniture where its shape says so, else unplaced.

    After this call each character of the text that is not white space is covered by a placed span or listed here.
    """
    skipped: list[Furniture] = []
    lost: list[Unplaced] = []
    at = 0
    for start, end in [*sorted(placed), (len(text), len(text))]:
        if start > at:
            for span, words in _lines(text, at, start):
                kind = furniture.kind_of(words)
                if kind:
                    skipped.append(Furniture(kind=kind, text=words, span=span))
                else:
                    lost.append(Unplaced(span=span, text=words))
        at = max(at, end)
    return tuple(skipped), tuple(lost)


def _lines(text: str, start: int, end: int) -> Iterable[tuple[Span, str]]:
    """The lines between two offsets that have ink, without the white space around them."""
    stretch = text[start:end]
    if stretch.isspace():
        return
    at = start
    for line in stretch.split("\n"):
        words = line.strip()
        if words:
            begin = at + line.index(words[0])
            yield (begin, begin + len(words)), words
        at += len(line) + 1
