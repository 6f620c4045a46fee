"""A born-digital PDF: masthead, running heads, notes below a rule, tables, right-to-left lines with shaped letters."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from tests.specimens.forms.flow import Span, formula, spans
from tests.specimens.forms.fonts import font_files
from tests.specimens.forms.lines import UNIT, chance
from tests.specimens.model import Paragraph, Version

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT, TOP, BOTTOM = 96.0, 96.0, 96.0, 84.0
BODY, SMALL, LEADING, NOTE_LEADING = 10.5, 8.0, 14.0, 10.5
RAISE, RAISED = 0.36, 0.66  # of the size of the text: how high and how large a mark stands
ARABIC = re.compile("[\u0600-\u06ff]")
TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Bit:
    """A stretch of one line in one style."""

    text: str
    style: str
    size: float
    raised: bool = False
    marker: str | None = None
    turned: bool = False  # runs from right to left


@dataclass
class Line:
    """A printed line: its bits, where it starts, how far the next one is below."""

    bits: list[Bit]
    indent: float = 0.0
    align: Literal["start", "center", "end", "both"] = "start"
    leading: float = LEADING
    above: float = 0.0
    columns: tuple[float, ...] = ()  # of a table's row: where each bit starts

    @property
    def markers(self) -> list[str]:
        return [bit.marker for bit in self.bits if bit.marker]


@dataclass
class Sheet:
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    height: float = 0.0


def pdf(version: Version) -> bytes:
    """The version as a PDF file of one or more pages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _Printer(version).file()


class _Printer:
    def __init__(self, version: Version) -> None:
        self.version = version
        self.chinese = version.language == "zh"
        self.rtl = version.language == "ar"
        self.justified = not self.chinese and not self.rtl and chance(version, "pdf").random() < 0.5
        self.seen: set[str] = set()
        self.out = FPDF(unit="pt", format=(WIDTH, HEIGHT))
        self.out.set_creation_date(TIME)
        self.out.set_auto_page_break(False)
        self.out.c_margin = 0
        for style, path in font_files(self.chinese).items():
            self.out.add_font("text", style, str(path))
        if self.rtl:
            self.out.set_text_shaping(True)
        self.widths: dict[tuple[str, str, float], float] = {}

    # What is printed, line by line

    def file(self) -> bytes:
        sheets = list(self._sheets(self._lines()))
        for number, sheet in enumerate(sheets, 1):
            self.out.add_page()
            if number == 1:
                self._masthead()
            else:
                self._head(number)
            self._print(sheet, self._top(number))
            self._foot(number, len(sheets))
        return bytes(self.out.output())

    def _top(self, page: int) -> float:
        return 236.0 if page == 1 else TOP

    def _lines(self) -> Iterator[Line]:
        version = self.version
        yield from self._set([Span("text", version.adoption_line)], "B", 12.5, hang=36, above=0)
        yield from self._set([Span("text", version.basis_line)], "I", BODY, hang=48, above=6)
        number = f"{version.short_symbol}."
        yield from self._set([Span("text", f"{number} {version.title}")], "B", 12.5, hang=24, above=10)
        yield from self._set(formula(version), "", BODY, first=24, above=12)
        for paragraph in version.body:
            yield from self._paragraph(paragraph)
        align: Literal["start", "end"] = "end" if not self.rtl else "start"
        for at, line in enumerate(version.closing_lines):
            yield from self._set([Span("text", line)], "I", BODY, align=align, above=0 if at else 22)
        for paragraph in version.back:
            yield from self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Line]:
        if paragraph.kind == "table":
            bits = [Bit(cell, "", BODY - 1) for cell in paragraph.cells]
            step = (WIDTH - LEFT - RIGHT) / len(bits)
            yield Line(bits, columns=tuple(at * step for at in range(len(bits))), above=3)
            return
        content = list(spans(paragraph.content, self.seen))
        if paragraph.kind == "heading":
            if paragraph.label:
                yield from self._set([Span("text", paragraph.label)], "B", 12, align="center", above=14)
            yield from self._set(content, "B", 12 if paragraph.label else 11, align="center", above=8)
            return
        if paragraph.label:
            content.insert(0, Span("text", f"{paragraph.label} "))
        step = 22.0 * paragraph.depth
        align: Literal["start", "both"] = "both" if self.justified else "start"
        yield from self._set(content, "", BODY, hang=step, first=step + 24, above=6, align=align)

    def _set(
        self,
        content: Iterable[Span],
        style: str,
        size: float,
        *,
        hang: float = 0.0,
        first: float | None = None,
        above: float = 0.0,
        align: Literal["start", "center", "end", "both"] = "start",
        leading: float = LEADING,
    ) -> Iterator[Line]:
        """The text broken into lines: the first stands in by `first`, the others by `hang`."""
        indent = hang if first is None else first
        room = WIDTH - LEFT - RIGHT
        line, used = Line([], indent, align, leading, above), indent
        for word in self._words(content, style, size):
            wide = sum(self._width(bit) for bit in word)
            bare = wide - self._width(word[-1]) + self._width(_stripped(word[-1]))
            if line.bits and used + bare > room:
                line.bits[-1] = _stripped(line.bits[-1])
                yield line
                line, used = Line([], hang, align, leading), hang
            line.bits += word
            used += wide
        line.bits[-1] = _stripped(line.bits[-1])
        line.align = "start" if align == "both" else align
        yield line

    def _words(self, content: Iterable[Span], style: str, size: float) -> Iterator[list[Bit]]:
        """The bits of each word with the space behind it; marks cling to what they follow."""
        word: list[Bit] = []
        for span in content:
            if span.kind in ("mark", "again"):
                marker = span.text if span.kind == "mark" else None
                word.append(Bit(self.version.label_of(span.text), style, size * RAISED, True, marker))
                continue
            dress = style or (
                "I" if span.kind == "emphasis" and not self.rtl else "B" if span.kind == "emphasis" else ""
            )
            for piece in self._pieces(span.text):
                if word and self._breaks(word[-1].text, piece):
                    yield word
                    word = []
                word.append(Bit(piece, dress, size))
        if word:
            yield word

    def _pieces(self, text: str) -> list[str]:
        if self.chinese:
            return re.findall(rf"\s+|{UNIT.pattern}", text)
        pieces = text.split(" ")
        return [piece + " " for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])

    def _breaks(self, before: str, after: str) -> bool:
        if self.chinese:
            return not (before[-1].isascii() and after[0].isascii()) and after[0] not in "，。；：、》”）) "
        return before.endswith(" ")

    def _width(self, bit: Bit) -> float:
        key = (bit.text, bit.style, bit.size)
        if key not in self.widths:
            self.out.set_font("text", bit.style, bit.size)
            if self.rtl:
                self.out.set_text_shaping(True, direction="rtl" if bit.turned else "ltr")
            self.widths[key] = self.out.get_string_width(bit.text)
        return self.widths[key]

    # Pages

    def _sheets(self, lines: Iterable[Line]) -> Iterator[Sheet]:
        sheet, page = Sheet(), 1
        for line in lines:
            notes = [note for marker in line.markers for note in self._note(marker)]
            more = line.leading + line.above + sum(note.leading for note in notes)
            rule = 12 if notes and not sheet.notes else 0
            if sheet.lines and sheet.height + more + rule > HEIGHT - BOTTOM - self._top(page):
                yield sheet
                sheet, page, line.above, rule = Sheet(), page + 1, 0.0, 12 if notes else 0
                more = line.leading + sum(note.leading for note in notes)
            sheet.lines.append(line)
            sheet.notes += notes
            sheet.height += more + rule
        yield sheet

    def _note(self, marker: str) -> Iterator[Line]:
        note = self.version.footnotes[int(marker) - 1]
        content = [Span("again", marker), Span("text", f" {note.text}")]
        yield from self._set(content, "", SMALL, first=10, leading=NOTE_LEADING)

    def _print(self, sheet: Sheet, y: float) -> None:
        for line in sheet.lines:
            y += line.above + line.leading
            self._draw(line, y)
        if sheet.notes:
            y = HEIGHT - BOTTOM - sum(note.leading for note in sheet.notes)
            start = WIDTH - RIGHT - 72 if self.rtl else LEFT
            self.out.line(start, y - 4, start + 72, y - 4)
            for note in sheet.notes:
                y += note.leading
                self._draw(note, y - 2)

    def _masthead(self) -> None:
        version = self.version
        organisation, assembly = version.phrases["heading"]
        near, far = (LEFT - 24, WIDTH - 170) if not self.rtl else (WIDTH - LEFT + 24, 170)
        self._put(organisation, "", 14, near, 60)
        self._put(version.symbol, "B", 14, far, 60)
        self.out.line(LEFT - 24, 68, WIDTH - RIGHT + 24, 68)
        self._put(assembly, "B", 18, near, 104)
        self._put(version.phrases["distribution"], "", 9, far, 92)
        self._put(version.distributed_line, "", 9, far, 104)
        self.out.line(LEFT - 24, 150, WIDTH - RIGHT + 24, 150)
        self._put(version.session_line, "B", 9.5, near, 176)
        if version.item_lines:
            self._put(version.item_lines, "B", 9.5, near, 190)

    def _head(self, page: int) -> None:
        inner, outer = (LEFT, WIDTH - RIGHT)
        title = self._cut(self.version.title)
        symbol, words = (self.version.symbol, title) if page % 2 == 0 else (title, self.version.symbol)
        self._put(symbol, "B", 9, inner, 56, anchor="left")
        self._put(words, "B", 9, outer, 56, anchor="right")
        self.out.line(LEFT, 62, WIDTH - RIGHT, 62)

    def _cut(self, title: str) -> str:
        limit = 26 if self.chinese else 52
        return title if len(title) <= limit else title[:limit].rsplit(" ", 1)[0] + "..."

    def _foot(self, page: int, pages: int) -> None:
        y = HEIGHT - 40
        inner, outer = self.version.job, f"{page}/{pages}"
        if page % 2 == 0:
            inner, outer = outer, inner
        self._put(inner, "", 8, LEFT, y, anchor="left")
        self._put(outer, "", 8, WIDTH - RIGHT, y, anchor="right")

    # Drawing

    def _put(self, text: str, style: str, size: float, x: float, y: float, anchor: str | None = None) -> None:
        """One short text that starts at x, or ends there when it runs to the left or is anchored right."""
        bit = Bit(text, style, size)
        anchor = anchor or ("right" if self.rtl else "left")
        self._row([bit], x - self._width_of([bit]) if anchor == "right" else x, y, 0.0)

    def _draw(self, line: Line, y: float) -> None:
        if line.columns:
            for bit, column in zip(line.bits, line.columns, strict=True):
                x = WIDTH - RIGHT - column - self._width_of([bit]) if self.rtl else LEFT + column
                self._row([bit], x, y, 0.0)
            return
        wide = self._width_of(line.bits)
        room = WIDTH - LEFT - RIGHT - line.indent
        gaps = sum(bit.text.endswith(" ") for bit in line.bits)
        stretch = (room - wide) / gaps if line.align == "both" and gaps else 0.0
        x = LEFT + line.indent
        if line.align == "center":
            x = (WIDTH - wide) / 2
        elif self.rtl:
            x = WIDTH - RIGHT - line.indent - wide
        elif line.align == "end":
            x = WIDTH - RIGHT - wide
        self._row(line.bits, x, y, stretch)

    def _width_of(self, bits: list[Bit]) -> float:
        return sum(self._width(bit) for bit in self._visual(bits))

    def _row(self, bits: list[Bit], x: float, y: float, stretch: float) -> None:
        """The bits from left to right, starting at x on the base line y."""
        for bit in self._visual(bits):
            self.out.set_font("text", bit.style, bit.size)
            base = y - (bit.size / RAISED * RAISE if bit.raised else 0.0)
            if self.rtl:
                self.out.set_text_shaping(True, direction="rtl" if bit.turned else "ltr")
                self.out.set_xy(x, base - 0.8 * bit.size)
                self.out.cell(text=bit.text, h=bit.size)
            else:
                self.out.text(x, base, bit.text)
            x += self._width(bit) + (stretch if bit.text.endswith(" ") else 0.0)

    def _visual(self, bits: list[Bit]) -> list[Bit]:
        """The bits in the order in which they stand on paper, each of one direction."""
        if not self.rtl:
            return bits
        text = "".join(bit.text for bit in bits)
        if not ARABIC.search(text) and not any(bit.raised for bit in bits):
            return bits  # a symbol, a date in English
        levels = [char.embedding_level for char in BidiParagraph(text, base_direction=TextDirection.RTL).characters]
        runs: list[tuple[int, Bit]] = []
        at = 0
        for bit in bits:
            start = at
            for end in range(at + 1, at + len(bit.text) + 1):
                if end == at + len(bit.text) or levels[end] != levels[start]:
                    runs.append((levels[start], _with_text(bit, text[start:end], levels[start] % 2 == 1)))
                    start = end
            at += len(bit.text)
        for level in range(max(levels), 0, -1):
            runs = _turned(runs, level)
        return [bit for _, bit in runs]


def _turned(runs: list[tuple[int, Bit]], level: int) -> list[tuple[int, Bit]]:
    """The runs with every stretch of at least this level turned round."""
    out: list[tuple[int, Bit]] = []
    stretch: list[tuple[int, Bit]] = []
    for run in runs:
        if run[0] >= level:
            stretch.append(run)
            continue
        out += [*reversed(stretch), run]
        stretch = []
    return [*out, *reversed(stretch)]


def _with_text(bit: Bit, text: str, turned: bool = False) -> Bit:
    return Bit(text, bit.style, bit.size, bit.raised, bit.marker, turned)


def _stripped(bit: Bit) -> Bit:
    return _with_text(bit, bit.text.rstrip())
