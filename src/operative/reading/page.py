"""What the reading room hands on: pages of lines of runs, whatever the file was.

Every reader lays the text of its file out in one string (`Reading.text`), and every line says which part of it it is.
For a text file that string is the decoded file itself; for all others it is the lines joined by line feeds.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Zone = Literal[
    "body",
    "note",  # certainly a footnote (the container says so); `Line.number` is its mark
    "head",  # certainly a running head or foot (the container says so)
    "cell",  # a row of a table: cells separated by tabs
]


class Run(msgspec.Struct, frozen=True):
    """A stretch of a line that is set apart: offsets in the line's text."""

    start: int
    end: int
    raised: bool = False  # superscript: a note mark, if what it says fits
    bold: bool = False
    italic: bool = False


class Line(msgspec.Struct):
    """One printed line, or one whole paragraph where the container keeps paragraphs (`whole`).

    `text` is mended (repeated bold undone, spaced-out words closed) and has no line break. Its characters stood at
    `start` to `end` of `Reading.text`; `origin` maps them where they are not a verbatim slice: pairs of an offset in
    `text` and the offset in `Reading.text` from which on the two run alike.
    """

    text: str
    start: int
    end: int
    whole: bool = False
    clean: bool = False  # whole, and with nothing to mend: white space is folded, all runs are note marks
    indent: float = 0.0  # from the starting edge: columns in text, points elsewhere
    gap: bool = False  # more room above than between the lines of a paragraph
    size: float = 0.0  # most frequent font size; 0 where unknown
    zone: Zone = "body"
    role: str | None = None  # the kind of block, where the container says it (official XML)
    number: str | None = None  # paragraph number or note mark that the container keeps apart from the text
    fact: str | None = None  # the field of the masthead that the line is, where the container says it (official XML)
    depth: int = 0
    runs: tuple[Run, ...] = ()
    origin: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """The offset in `Reading.text` of the character at `offset` of this line."""
        at, source = 0, self.start
        for text_offset, source_offset in self.origin:
            if text_offset > offset:
                break
            at, source = text_offset, source_offset
        return min(source + offset - at, self.end)


class Page(msgspec.Struct):
    """The lines of one page from top to bottom; a container without pages is one page."""

    lines: list[Line]
    start: int = 0  # where the page begins in Reading.text
    width: float = 0.0
    height: float = 0.0


class Reading(msgspec.Struct):
    """One document as its reader laid it out."""

    source: str
    media_type: str
    text: str
    pages: list[Page]
    language: str | None = None  # where the container says it
    facts: dict[str, str] = {}  # masthead facts that the container states: symbol, adopted, distributed, session ...
    warnings: list[tuple[str, str]] = []  # code and message


Why = Literal[
    "missing",  # it isn't there, or may not be opened
    "empty",  # there is no text, or no document, in it
    "several",  # there are several documents in it, and one was to be read
    "foreign",  # it is no document, or of a form that isn't read
    "broken",  # it is damaged or cut off
    "protected",  # by a password
    "scan",  # it is a picture of a text
    "encoding",  # it can't be told which letters its bytes are
    "large",  # it is, or unpacks to, more than any document
    "unconverted",  # another program would have to convert it, and can't
]


class Unreadable(Exception):
    """An input that can't be read: `what` is wrong with it, and the `mend`; `why` is the kind of what is wrong."""

    def __init__(self, source: str, what: str, mend: str, why: Why) -> None:
        super().__init__(f"{source}: {what}; {mend}")
        self.source, self.what, self.mend, self.why = source, what, mend, why
