"""Pages set in two columns, as the official records were: each column becomes a page of its own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from operative.reading.layout import Piece, Sheet

_MIDDLE = (0.4, 0.6)  # of the page's width: where the space between two columns can be
_CROSSING = 0.1  # of the lines may cross it: running heads, titles over both columns
_STEP = 2  # points
_LINES = 12  # at least, in each column
_FULL = 0.6  # of a column's width: the lines of text fill it so far, cells of a table do not


def columns_of(sheet: Sheet) -> list[Sheet]:
    """The page as it is read: itself, or what stands over both columns, then the left column, then the right one."""
    pieces = [piece for piece in sheet.pieces if not piece.turned]
    gutter = _gutter(sheet, pieces)
    if gutter is None:
        return [sheet]
    over = [piece for piece in pieces if piece.x0 < gutter < piece.x1]
    sides = [piece for piece in pieces if not piece.x0 < gutter < piece.x1]
    left = [piece for piece in sides if piece.x1 <= gutter]
    right = [piece for piece in sides if piece.x0 >= gutter]
    if not (_is_text(left) and _is_text(right)):
        return [sheet]
    turned = [piece for piece in sheet.pieces if piece.turned]
    top = max(piece.y for piece in sides)
    above = [piece for piece in over if piece.y >= top - piece.size]
    within = [piece for piece in over if piece.y < top - piece.size]
    parts = [_part(sheet, left + within, 0.0, gutter, True), _part(sheet, right, gutter, sheet.width, True)]
    if sheet.leftward:
        parts.reverse()
    if above or turned:
        parts.insert(0, _part(sheet, above + turned, 0.0, sheet.width, False))
    return parts


def _gutter(sheet: Sheet, pieces: list[Piece]) -> float | None:
    """The place near the middle of the page that the fewest pieces cross; None where more than stray ones do."""
    width = sheet.width
    if len(pieces) < 2 * _LINES or not 100 < width < 10_000:
        return None
    starts, ends = sorted([piece.x0 for piece in pieces]), sorted([piece.x1 for piece in pieces])
    first, last = int(_MIDDLE[0] * width), int(_MIDDLE[1] * width)
    covered = [bisect_left(starts, x) - bisect_left(ends, x) for x in range(first, last, _STEP)]
    least = min(covered)
    if least > _CROSSING * len({round(piece.y / 4) for piece in pieces}):
        return None
    places = [first + at * _STEP for at, count in enumerate(covered) if count == least]
    return float(places[len(places) // 2])


def _is_text(pieces: list[Piece]) -> bool:
    """Whether pieces are a column of text: lines enough, most of them filling its width."""
    lines: dict[int, float] = {}
    for piece in pieces:
        at = round(piece.y / 4)
        lines[at] = lines.get(at, 0.0) + piece.x1 - piece.x0
    if len(lines) < _LINES:
        return False
    width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    return sum(filled > _FULL * width for filled in lines.values()) > len(lines) / 2


def _part(sheet: Sheet, pieces: list[Piece], left: float, right: float, column: bool) -> Sheet:
    rules = [rule for rule in sheet.rules if left <= (rule[0] + rule[1]) / 2 <= right]
    moved = [(x0 - left, x1 - left, y) for x0, x1, y in rules]
    return replace(sheet, pieces=pieces, rules=moved, stiles=[], left=left, width=right - left, column=column)
