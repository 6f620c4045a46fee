"""Running text as containers keep it, to lines: stretches that are set apart, line breaks, blanks at the edges."""

from __future__ import annotations

import re
from typing import NamedTuple

from operative.reading.page import Line, Run, Zone

SHORT_PIECE = 50  # a line broken by hand that is shorter was meant as a line of its own
ENDS = tuple(".;:,!?؛؟۔،。；：，")
# What is left at the start of a note whose mark stood in parentheses of its own: "( )".
OWN_MARK = re.compile(r"\s*\(\s*\)\s*")


class Format(NamedTuple):
    """What sets a run apart. None: not said here."""

    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, below: Format) -> Format:
        """This format where it says something, the one below where it does not."""
        return Format(
            self.bold if self.bold is not None else below.bold,
            self.italic if self.italic is not None else below.italic,
            self.raised if self.raised is not None else below.raised,
            self.hidden if self.hidden is not None else below.hidden,
            self.size if self.size is not None else below.size,
        )


class Flow:
    """Text as it runs on, with what sets its stretches apart."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.sizes: dict[float, int] = {}

    def add(self, text: str, format: Format) -> None:
        """Go on with text in a format."""
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        if format.size:
            self.sizes[format.size] = self.sizes.get(format.size, 0) + len(text)
        if format.raised or format.bold or format.italic:
            run = Run(start, self.length, bool(format.raised), bool(format.bold), bool(format.italic))
            last = self.runs[-1] if self.runs else None
            if (
                last
                and last.end == start
                and (last.raised, last.bold, last.italic) == (run.raised, run.bold, run.italic)
            ):
                self.runs[-1] = Run(last.start, run.end, run.raised, run.bold, run.italic)
            elif text:
                self.runs.append(run)

    def append(self, other: Flow) -> None:
        """Go on with another text."""
        self.runs += [Run(r.start + self.length, r.end + self.length, r.raised, r.bold, r.italic) for r in other.runs]
        self.parts += other.parts
        self.length += other.length

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    @property
    def size(self) -> float:
        """The font size that most of it has; 0 where unknown."""
        return max(self.sizes, key=lambda size: self.sizes[size], default=0.0)


def line_of(flow: Flow, at: int, *, zone: Zone = "body", number: str | None = None, depth: int = 0) -> Line | None:
    """The text as a whole line that begins at offset `at`, blanks at its edges cut off; None if nothing is left."""
    text = flow.text
    bare = text.strip()
    if not bare and not (zone == "note" and number):
        return None
    before = len(text) - len(text.lstrip())
    return Line(
        text=bare,
        start=at,
        end=at + len(bare),
        whole=True,
        size=flow.size,
        zone=zone,
        number=number,
        depth=depth,
        runs=tuple(_enclosed(run, bare) for run in _within(flow.runs, before, len(bare))),
    )


def _enclosed(run: Run, text: str) -> Run:
    """A raised run with the parentheses around it: they belong to a mark, even where a converter has lowered them."""
    if run.raised and text[run.start - 1 : run.start] == "(" and text[run.end : run.end + 1] == ")":
        return Run(run.start - 1, run.end + 1, True, run.bold, run.italic)
    return run


def _within(runs: list[Run], start: int, length: int) -> tuple[Run, ...]:
    """The runs as they stand in the stretch of `length` from `start` on."""
    inside = [(max(run.start - start, 0), min(run.end - start, length), run) for run in runs]
    return tuple(Run(a, b, run.raised, run.bold, run.italic) for a, b, run in inside if a < b)


def cut(flow: Flow, length: int) -> None:
    """Take the first characters of a text away."""
    text = flow.text[length:]
    flow.runs = list(_within(flow.runs, length, len(text)))
    flow.parts, flow.length = [text], len(text)


def split_at_breaks(flow: Flow) -> list[Flow]:
    """The lines of a paragraph that were broken by hand to be lines; breaks within running text become spaces.

    A break ends a line if what stands before it is short or ends like a clause, and what follows does not go on in
    lower case.
    """
    text = flow.text
    if "\n" not in text:
        return [flow]
    pieces = text.split("\n")
    joined: list[str] = [pieces[0]]
    for piece in pieces[1:]:
        before, after = joined[-1].rsplit("\n", 1)[-1].strip(), piece.lstrip()
        ends = not before or len(before) < SHORT_PIECE or before.endswith(ENDS)
        if ends and not after[:1].islower():
            joined.append(piece)
        else:
            joined[-1] += " " + piece
    flows, at = [], 0
    for piece in joined:
        part = Flow()
        part.add(piece, Format())
        part.sizes = flow.sizes
        part.runs = list(_within(flow.runs, at, len(piece)))
        flows.append(part)
        at += len(piece) + 1
    return flows
