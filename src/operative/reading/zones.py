"""Which rows of a document are running heads, footnotes or tables, and where paragraphs stand apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from operative.reading.layout import HAN, Row, Sheet
from operative.reading.page import Run
from operative.reading.righttoleft import RIGHT_TO_LEFT
from operative.reading.tables import mark_tables

_GAP = 1.2  # times the usual distance of lines: more is room between paragraphs
_LINES_THAT_TELL = 3
_LEADING = 1.2  # of the font size: the distance of lines where too few tell
_ANOTHER_SIZE = 0.4  # points: type sizes that differ more are not one paragraph
_GAP_OVER_MARKS = 1.35  # the same where raised marks push the line down
_UNBROKEN_HAN = 2  # Chinese breaks almost anywhere
_MARGIN_ROWS = 4  # rows at a page's head and foot that may be running heads
_COUNTER = re.compile(r"^[-–—\s]*(\d{1,4})(?:\s*/\s*(\d{1,4}))?[-–—\s]*$")
_SYMBOL = re.compile(r"^[A-Z]{1,5}(?:/[A-Z0-9][\w.()\-]*){2,}$")
_JOB = re.compile(r"^\*?\d{2}-?\d{5}\*?(?:\s*\([A-Z]\).*)?$")
_NOTE_MARK = re.compile(r"(?:\(\d{1,3}\)|\d{1,3}|[*†‡§]{1,3})\s+\S")
_PAINTED_RULE = re.compile(r"[_‗—─]{5,}$")

_SET_APART = re.compile(r"(\d{1,3}|[*†‡§]{1,3})(\(\))?")
Repeated = set[tuple[bool, tuple[str, ...]]]  # at the top (True) or the foot of pages, and the parts of the row


def usual_size(pages: list[list[Row]]) -> float:
    """The font size of most of the document's characters, in points."""
    weights: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            weights[row.size] += len(row.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def mark_zones(sheets: list[Sheet], pages: list[list[Row]]) -> None:
    """Sets `zone` and `gap` of each row of the document."""
    usual = usual_size(pages)
    repeated = _repeated(sheets, pages)
    symbols = _symbols(pages[0]) if pages else set()
    for number, (sheet, rows) in enumerate(zip(sheets, pages, strict=True), 1):
        for row in rows:
            if row.turned:
                row.zone = "head"
        upright = [row for row in rows if not row.turned]
        _mark_top(sheet, upright, number, repeated, symbols, usual)
        _mark_foot(sheet, upright, number, len(pages), repeated)
        if not sheet.scanned:  # words of a recognised page stand too freely to show columns
            mark_tables(upright)
        _mark_notes(sheet, [row for row in upright if row.zone == "body"], usual)
    mark_gaps(sheets, pages)


def _key(row: Row) -> tuple[str, ...]:
    """What a running head says, whichever side its parts stand on and whatever the page."""
    return tuple(sorted("#" if _COUNTER.match(part) else part for part in row.text.split("\t")))


def _at_top(sheet: Sheet, rows: list[Row]) -> list[Row]:
    return [row for row in rows[:_MARGIN_ROWS] if row.y > 0.85 * sheet.height and not sheet.column]


def _at_foot(sheet: Sheet, rows: list[Row]) -> list[Row]:
    return [row for row in rows[: -_MARGIN_ROWS - 1 : -1] if row.y < 0.15 * sheet.height and not sheet.column]


def _repeated(sheets: list[Sheet], pages: list[list[Row]]) -> Repeated:
    """What stands at the top (True) or the foot of more than one page."""
    seen: Counter[tuple[bool, tuple[str, ...]]] = Counter()
    for sheet, rows in zip(sheets, pages, strict=True):
        upright = [row for row in rows if not row.turned]
        seen.update({(True, _key(row)) for row in _at_top(sheet, upright)})
        seen.update({(False, _key(row)) for row in _at_foot(sheet, upright)})
    return {key for key, count in seen.items() if count > 1}


def _symbols(rows: list[Row]) -> set[str]:
    """What looks like a document symbol among the parts of the first page's rows."""
    parts = (part.replace(" ", "") for row in rows for part in row.text.split("\t"))
    return {part for part in parts if _SYMBOL.match(part)}


def _mark_top(
    sheet: Sheet,
    rows: list[Row],
    number: int,
    repeated: Repeated,
    symbols: set[str],
    usual: float,
) -> None:
    if number == 1:
        return
    top = _at_top(sheet, rows)
    last = -1
    for at, row in enumerate(top):
        named = any(part.replace(" ", "") in symbols for part in row.text.split("\t"))
        if named or (True, _key(row)) in repeated:
            last = at
    size = top[last].size if last >= 0 else 0.0
    while 0 <= last < len(top) - 1 and top[last + 1].size == size < usual - 0.5:
        last += 1
    for row in top[: last + 1]:
        row.zone = "head"


def _mark_foot(sheet: Sheet, rows: list[Row], number: int, count: int, repeated: Repeated) -> None:
    for row in _at_foot(sheet, rows):
        parts = row.text.split("\t")
        if (False, _key(row)) in repeated or any(_JOB.match(part) or _counts(part, number, count) for part in parts):
            row.zone = "head"
        else:
            break


def _counts(part: str, number: int, count: int) -> bool:
    """Whether this is the page's counter: its number, with or without the number of pages."""
    found = _COUNTER.match(part)
    return found is not None and (int(found[1]) == number or (found[2] is not None and int(found[2]) == number))


def _mark_notes(sheet: Sheet, rows: list[Row], usual: float) -> None:
    """What stands below a short rule at an edge, in smaller letters or with a mark, is footnotes."""
    if not rows:
        return
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    painted = [(row.x0, row.x1, row.y) for row in rows if _PAINTED_RULE.match(row.text)]
    for x0, x1, y in sorted(sheet.rules + painted, key=lambda rule: rule[2]):
        if not 0.05 * sheet.width < x1 - x0 < 0.5 * sheet.width:
            continue
        if min(right - x1, x0 - left) > 0.1 * sheet.width:
            continue
        below = [row for row in rows if row.y < y]
        if below and len(below) < len(rows) and all(row.size <= usual for row in below):
            if below[0].size < 0.96 * usual or _begins_with_mark(below[0]):
                for row in below:
                    row.zone = "note"
                    _raise_mark(row)
                for row in rows:
                    if row.y == y and _PAINTED_RULE.match(row.text):
                        row.zone = "head"
            return


def _begins_with_mark(row: Row) -> bool:
    raised = bool(row.runs) and row.runs[0].raised and row.runs[0].start == 0
    return raised or row.lead > 0 or _NOTE_MARK.match(row.text) is not None


def _raise_mark(row: Row) -> None:
    """Makes the number that a note begins with a raised run, where it is set apart by its size only.

    Some word processors print the number of a right-to-left note before the brackets that are to enclose it.
    """
    found = _SET_APART.match(row.text)
    if found is None or found.end(1) > row.lead:
        return
    if found[2]:
        row.text = f"({found[1]}){row.text[found.end() :]}"
    row.runs = (Run(0, found.end(), raised=True), *(run for run in row.runs if run.start >= found.end()))


def mark_gaps(sheets: list[Sheet], pages: list[list[Row]]) -> None:
    """A row has a gap above it where the next line of its paragraph would have stood higher."""
    edges = _edges(sheets, pages)
    rough = any(sheet.scanned for sheet in sheets)
    within: defaultdict[float, list[float]] = defaultdict(list)  # distances below rows that are full, by size
    others: defaultdict[float, list[float]] = defaultdict(list)
    for rows, here in zip(pages, edges, strict=True):
        for above, row in pairwise(rows):
            if above.size == row.size and above.zone == row.zone and 0 < above.y - row.y < 3 * row.size:
                full = not _had_room(above, row, here)
                (within if full else others)[row.size].append(above.y - row.y)
    together = {size: sorted(within[size] + others[size]) for size in {*within, *others}}
    usual = {
        size: _least_usual(together[size], rough) for size, found in within.items() if len(found) >= _LINES_THAT_TELL
    }
    main = max(together, key=lambda size: len(together[size]), default=0.0)
    even = False
    if main:
        usual[main] = _least_usual(together[main], rough)
        even = _even(usual[main], others[main])
        if even and len(within[main]) < _LINES_THAT_TELL:  # of paragraphs with a line each: a gap already
            usual[main] /= _GAP + 0.1
    leading = usual[main] / main if main else _LEADING
    for rows, here in zip(pages, edges, strict=True):
        for above, row in pairwise(rows):
            if above.zone != row.zone:
                row.gap = False
            elif even and row.size == main == above.size:  # only where it ends shows a paragraph's last line
                row.gap = _had_room(above, row, here)
            else:
                room = _GAP_OVER_MARKS if any(run.raised for run in row.runs) else _GAP
                row.gap = above.y - row.y > room * usual.get(row.size, leading * row.size)
    _mark_gaps_over_pages(pages, edges)


def _even(usual: float, others: list[float]) -> bool:
    """Whether lines stand as far apart where a paragraph ends as elsewhere, so that distances tell nothing."""
    return bool(others) and sorted(others)[len(others) * 4 // 5] < 1.1 * usual


def _least_usual(distances: list[float], rough: bool) -> float:
    """The least distance that occurs often enough to be that of the lines of a paragraph; `distances` are sorted.

    On scanned pages, which are `rough`, the distances of lines waver.
    """
    enough, spread = (len(distances) // 3 + 1, 1.15) if rough else (max(2, len(distances) // 25), 1.03)
    for at in range(len(distances) - enough + 1):
        if distances[at + enough - 1] <= spread * distances[at]:
            return distances[at + enough // 2] if rough else distances[at]
    return distances[0]


def _mark_gaps_over_pages(pages: list[list[Row]], edges: list[tuple[float, float]]) -> None:
    """The first row of a page begins a paragraph where its first word had room on the last row of the page before."""
    last, place = None, (0.0, 0.0)
    for rows, here in zip(pages, edges, strict=True):
        body = [row for row in rows if row.zone == "body"]
        if not body:
            continue
        if last is not None:
            body[0].gap = abs(last.size - body[0].size) > _ANOTHER_SIZE or _had_room(last, body[0], place)
        last, place = body[-1], here


def _edges(sheets: list[Sheet], pages: list[list[Row]]) -> list[tuple[float, float]]:
    """Between which edges the body stands, but for what sticks out, on each page: the same where the width is."""
    starts: defaultdict[float, list[float]] = defaultdict(list)
    ends: defaultdict[float, list[float]] = defaultdict(list)
    for sheet, rows in zip(sheets, pages, strict=True):
        starts[sheet.width] += [row.x0 for row in rows if row.zone == "body"]
        ends[sheet.width] += [row.x1 for row in rows if row.zone == "body"]
    for places in (*starts.values(), *ends.values()):
        places.sort()
    return [
        (starts[width][len(starts[width]) // 10], ends[width][len(ends[width]) * 9 // 10])
        if ends[width]
        else (0.0, width)
        for width in (sheet.width for sheet in sheets)
    ]


def _had_room(above: Row, row: Row, edges: tuple[float, float]) -> bool:
    """Whether a row's first word would have fitted on the row above: then a paragraph ended there."""
    left, right = edges
    room = above.x0 - left if RIGHT_TO_LEFT.search(above.text) else right - above.x1
    return room > _width_of_first_word(row) + 2 * row.size


def _width_of_first_word(row: Row) -> float:
    word = row.text.split(maxsplit=1)[0]
    length = _UNBROKEN_HAN if HAN.match(word) else len(word)
    return (row.x1 - row.x0) * length / len(row.text)
