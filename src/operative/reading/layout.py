"""Pieces of text with their positions -> lines in reading order, with indents, gaps, raised runs and zones.

Nothing here knows what made the pieces: the PDF reader and the recogniser both hand them over, page by page.
Positions are in points from the lower left corner of the page, as PDF counts them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass, field
from itertools import dropwhile, groupby, repeat
from operator import itemgetter

from operative.reading.page import Line, Page, Run, Zone
from operative.reading.righttoleft import RIGHT_TO_LEFT, Glyph, in_reading_order, letters_of

_BLANK = " \u00a0\r\n\t"
_SAME_LINE = 0.25  # of the font size: baselines nearer than this are one line
_RAISED = (0.12, 0.75)  # of the line's font size: how far above the baseline a mark stands
_SMALL = 0.85  # of the line's font size: a mark is smaller than this
_LONGEST_MARK = 8  # characters of one raised or lowered piece
_VOWELLED = 3  # characters at most
WORD_SPACE = 0.2  # of the font size: a wider gap parts words; letters spaced out to fill a line stay nearer
_THIN_SPACE = 0.15  # the same before marks that some languages set off with a thin space
_SET_OFF = frozenset(";:!?»")
_PAINTED_SPACE = 0.08  # the same where a space is painted
_SPACE_BEFORE_MARK = 0.5  # the same before what is set smaller, as note marks are
_CELL_SPACE = 0.5  # of the font size: a wider gap may part the cells of a table
_COLUMN_SPACE = 2.0  # of the font size: a wider gap parts cells, columns of a masthead, or a number and its text
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class Piece:
    """Characters `first` to `last` of a sheet, painted in one go: where, how large, and how."""

    first: int
    last: int
    x0: float
    x1: float
    y: float  # of the baseline
    size: float
    bold: bool = False
    italic: bool = False
    turned: int = 0  # 1 runs up the page, -1 down: positions are then as if the page were turned upright
    vowels: bool = False  # a vowel mark, alone or with its letter: painted where it fits, not on the baseline


@dataclass(slots=True)
class Sheet:
    """What stands on one page, before it is put in order."""

    width: float
    height: float
    left: float = 0.0  # where it begins, if it is a column of a page
    column: bool = False
    characters: int = 0
    cut: bool = False
    letters: int = 0
    unmapped: int = 0
    scanned: bool = False
    leftward: bool = False  # read from right to left
    mirrored: bool = True  # its quotation marks come mirrored where it is
    text: str = ""
    boxes: array[float] = field(default_factory=lambda: array("f"))  # left, top, right, bottom of each character
    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)  # left, right, y
    stiles: list[tuple[float, float, float]] = field(default_factory=list)  # bottom, top, x

    def turn(self, turned: int) -> None:
        """Turns the page upright whose text mostly runs up (1) or down (-1): its pieces are already turned."""
        if turned > 0:
            rules = [(bottom, top, self.width - x) for bottom, top, x in self.stiles]
            stiles = [(self.width - right, self.width - left, y) for left, right, y in self.rules]
        else:
            rules = [(self.height - top, self.height - bottom, x) for bottom, top, x in self.stiles]
            stiles = [(left, right, self.height - y) for left, right, y in self.rules]
        self.rules, self.stiles = rules, stiles
        self.width, self.height = self.height, self.width

    def forget(self) -> None:
        """Drops what is not needed once the rows are made, so that only a page at a time is held."""
        self.text, self.boxes, self.pieces = "", array("f"), []


# A gap that may part the cells of a table: the offset in the row's text where it ends, its left and its right edge.
Joint = tuple[int, float, float]


@dataclass(slots=True)
class Row:
    """One printed line of a page."""

    text: str
    runs: tuple[Run, ...]
    x0: float
    x1: float
    y: float
    size: float
    joints: list[Joint]
    lead: int = 0  # how many characters at its beginning are set in another size
    turned: bool = False
    zone: Zone = "body"
    gap: bool = False


def rows_of(sheet: Sheet) -> list[Row]:
    """The lines of one page from top to bottom; text that runs up or down the page comes last."""
    leftward = sheet.leftward
    if leftward:
        for piece in sheet.pieces:
            few = piece.last - piece.first <= _VOWELLED
            piece.vowels = few and any(map(unicodedata.combining, sheet.text[piece.first : piece.last]))
    weights = Counter({0: 1})
    for piece in sheet.pieces:
        weights[piece.turned] += piece.last - piece.first
    (main, _), *others = weights.most_common()
    if main:
        sheet.turn(main)
    rows: list[Row] = []
    for turned in (main, *(turned for turned, _ in others)):
        pieces = [piece for piece in sheet.pieces if piece.turned == turned and not _blank(sheet, piece)]
        found = [_row(sheet, group, leftward) for group in _on_baselines(pieces)]
        for row in found:
            if row is not None:
                row.turned = turned != main
                row.x0, row.x1 = row.x0 - sheet.left, row.x1 - sheet.left
                rows.append(row)
    return rows


def _blank(sheet: Sheet, piece: Piece) -> bool:
    return not sheet.text[piece.first : piece.last].strip(_BLANK)


def _on_baselines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by line: those on one baseline, and with them the marks raised above it or lowered below it."""
    groups: list[list[Piece]] = []
    base = size = 0.0
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if groups and base - piece.y <= _SAME_LINE * min(size, piece.size):
            groups[-1].append(piece)
            size = max(size, piece.size)
        else:
            groups.append([piece])
            base, size = piece.y, piece.size
    return _with_marks(groups)


def _with_marks(groups: list[list[Piece]]) -> list[list[Piece]]:
    merged: list[list[Piece]] = []
    for at, group in enumerate(groups):
        below = next((line for line in groups[at + 1 : at + 4] if _belongs(group, line, *_RAISED)), None)
        if below is not None:
            below.extend(group)
        elif merged and _belongs(group, merged[-1], -0.5, 0.0):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return merged


def _belongs(marks: list[Piece], line: list[Piece], least: float, most: float) -> bool:
    """Whether all `marks` are smaller than the line, beside it, and `least` to `most` of its size above it."""
    if marks[0].y - line[0].y > 1.5 * most * line[0].size:
        return False
    base = max(line, key=lambda piece: (piece.size, piece.last - piece.first))
    for mark in marks:
        rise = mark.y - base.y
        if rise > most * base.size:
            return False
        if not mark.vowels and (mark.size > _SMALL * base.size or rise < least * base.size):
            return False
    reach = 2 * base.size
    beside = [piece for piece in line if marks[0].vowels or _SMALL * piece.size >= marks[0].size]
    return all(
        mark.last - mark.first <= _LONGEST_MARK
        and any(piece.x0 - reach <= mark.x1 and mark.x0 <= piece.x1 + reach for piece in beside)
        for mark in marks
    )


def _row(sheet: Sheet, group: list[Piece], leftward: bool) -> Row | None:
    weights: Counter[tuple[float, float]] = Counter()
    for piece in group:
        weights[piece.size, piece.y] += piece.last - piece.first
    size, y = weights.most_common(1)[0][0]
    group.sort(key=lambda piece: (piece.x0, piece.first))
    joints: list[Joint] = []
    arranged = _leftward_parts if leftward else _rightward_parts
    parts = arranged(sheet, group, size, joints)
    text, runs = _joined(parts, size, y)
    if not text:
        return None
    lead = 0
    for words, piece in parts:
        if piece.size == size:
            break
        lead += len(words)
    return Row(text, runs, group[0].x0, max(piece.x1 for piece in group), y, size, joints, min(lead, len(text)))


def _rightward_parts(sheet: Sheet, group: list[Piece], size: float, joints: list[Joint]) -> list[tuple[str, Piece]]:
    """The words of a line from left to right, each with the piece it comes from, and the spaces between them.

    `joints` takes the gaps that may part cells. Spaces painted at the ends of pieces are no evidence: word processors
    leave some that the next word covers.
    """
    parts: list[tuple[str, Piece]] = []
    previous: Piece | None = None
    edge, painted, at = 0.0, False, 0
    for piece in group:
        words, start, end = sheet.text[piece.first : piece.last], piece.x0, piece.x1
        led = trailed = False
        if words[0] in _BLANK or words[-1] in _BLANK:
            words, start, end = _without_blanks(sheet, piece, words)
            led, trailed = start != piece.x0, end != piece.x1
        if previous is not None:
            space = _space(start - edge, size, painted or led, piece, words[0])
            if space == " " and not (painted or led) and (HAN.match(words) or HAN.match(parts[-1][0][-1])):
                space = ""
            if space:
                parts.append((space, previous))
                at += 1
            if start - edge > _CELL_SPACE * size:
                joints.append((at, edge, start))
        parts.append((words, piece))
        at += len(words)
        previous, edge, painted = piece, end, trailed
    return parts


def _without_blanks(sheet: Sheet, piece: Piece, words: str) -> tuple[str, float, float]:
    """A piece's text without the spaces at its ends, and where that begins and ends on the page."""
    stripped = words.strip(_BLANK)
    first = piece.first + len(words) - len(words.lstrip(_BLANK))
    return stripped, sheet.boxes[4 * first], sheet.boxes[4 * (first + len(stripped)) - 2]


def _space(gap: float, size: float, painted: bool, piece: Piece, after: str) -> str:
    """What stands in a gap of so many points before a piece that begins with `after`: a tab, a space or nothing."""
    if gap > _COLUMN_SPACE * size:
        return "\t"
    if painted:
        least = _PAINTED_SPACE
    elif after in _SET_OFF:
        least = _THIN_SPACE
    else:
        least = WORD_SPACE if piece.size >= size else _SPACE_BEFORE_MARK
    return " " if gap > least * size else ""


def _leftward_parts(sheet: Sheet, group: list[Piece], size: float, joints: list[Joint]) -> list[tuple[str, Piece]]:
    """The same for a page that is read from right to left, glyph by glyph, because pieces may lie inside each other."""
    text, boxes = sheet.text, sheet.boxes
    glyphs: list[Glyph] = []
    for index in sorted(range(len(group)), key=lambda index: group[index].first):
        first, last = group[index].first, group[index].last
        lefts, rights = boxes[4 * first : 4 * last : 4], boxes[4 * first + 2 : 4 * last : 4]
        glyphs += zip(text[first:last], lefts, rights, repeat(index), strict=False)
    if "\r" in text[group[0].first : group[0].last]:
        glyphs = [glyph for glyph in glyphs if glyph[0] not in "\r\n"]
    if _runs_to_the_right(glyphs):
        return _rightward_parts(sheet, group, size, joints)
    marks = {index for index, piece in enumerate(group) if piece.size <= _SMALL * size and not piece.vowels}
    ordered = in_reading_order(glyphs, size, marks=marks, mirrored=sheet.mirrored)
    ordered = list(dropwhile(lambda glyph: glyph[0].isspace(), ordered))
    joints += [
        (at + 1, left, right)
        for at, (space, left, right, _) in enumerate(ordered)
        if right - left > _CELL_SPACE * size and space in " \t"
    ]
    return [
        (letters_of("".join([glyph[0] for glyph in glyphs])), group[index])
        for index, glyphs in groupby(ordered, itemgetter(3))
    ]


def _runs_to_the_right(glyphs: list[Glyph]) -> bool:
    """Whether a line of a page that runs to the left is one of Latin letters alone, ending with its point."""
    if RIGHT_TO_LEFT.search("".join([glyph[0] for glyph in glyphs])):
        return False
    printed = sorted((glyph for glyph in glyphs if not glyph[0].isspace()), key=itemgetter(1))
    return bool(printed) and printed[-1][0] in ".,;:" and printed[0][0] not in ".,;:"


def _joined(parts: list[tuple[str, Piece]], size: float, y: float) -> tuple[str, tuple[Run, ...]]:
    """The text of a line without spaces at its ends, and the runs in it that are raised, bold or italic."""
    text = "".join(words for words, _ in parts)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    runs: list[Run] = []
    at = -lead
    for words, piece in parts:
        start, at = max(at, 0), at + len(words)
        end = min(at, len(stripped))
        raised = piece.size <= _SMALL * size and _RAISED[0] * size <= piece.y - y <= _RAISED[1] * size
        if end <= start or words.isspace() or not (raised or piece.bold or piece.italic):
            continue
        if runs and not stripped[runs[-1].end : start].strip():
            last = runs[-1]
            if (last.raised, last.bold, last.italic) == (raised, piece.bold, piece.italic):
                start = runs.pop().start
        runs.append(Run(start, end, raised, piece.bold, piece.italic))
    return stripped, tuple(runs)


def composed(sheets: list[Sheet], pages: list[list[Row]]) -> tuple[str, list[Page]]:
    """The whole text, lines joined by line feeds, and the pages of lines that are slices of it."""
    leftward = sum(sheet.leftward for sheet in sheets) * 2 > len(sheets)
    texts: list[str] = []
    composed_pages: list[Page] = []
    at = 0
    for sheet, rows in zip(sheets, pages, strict=True):
        page = Page(lines=[], start=at, width=sheet.width, height=sheet.height)
        for row in rows:
            end = at + len(row.text)
            indent = round(sheet.width - row.x1 if leftward else row.x0, 1)
            page.lines.append(
                Line(row.text, at, end, indent=indent, gap=row.gap, size=row.size, zone=row.zone, runs=row.runs)
            )
            texts.append(row.text)
            at = end + 1
        composed_pages.append(page)
    return "\n".join(texts), composed_pages
