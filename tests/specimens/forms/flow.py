"""What the forms with real paragraphs share: a text as spans, and the lines of the masthead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tests.specimens.model import Text, Version


class Span(NamedTuple):
    """A stretch of text that is set alike, or a mark: "mark" the first time a note is marked, then "again"."""

    kind: Literal["text", "emphasis", "mark", "again"]
    text: str


def spans(content: Text, seen: set[str]) -> Iterator[Span]:
    """The text in spans; `seen` collects the notes that were marked before."""
    stops = {0, len(content.text), *(offset for _, offset in content.marks)}
    stops |= {offset for pair in content.emphasis for offset in pair}
    marks: dict[int, list[str]] = {}
    for marker, offset in content.marks:
        marks.setdefault(offset, []).append(marker)
    last = 0
    for stop in sorted(stops):
        if stop > last:
            inside = any(start <= last and stop <= end for start, end in content.emphasis)
            yield Span("emphasis" if inside else "text", content.text[last:stop])
            last = stop
        for marker in marks.get(stop, ()):
            yield Span("again" if marker in seen else "mark", marker)
            seen.add(marker)


def enclosure(version: Version) -> tuple[str, str]:
    """What stands around a note's mark: parentheses in Arabic, nothing elsewhere."""
    before, after = version.phrases["mark"].split("{}")
    return before, after


def formula(version: Version) -> list[Span]:
    """The enacting formula, the organ's name emphasised."""
    words = version.phrases["formula"]
    return [Span("emphasis", words[:-1]), Span("text", words[-1])]
