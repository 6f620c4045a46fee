"""Tables: rows whose cells stand in columns, one below the other."""

from __future__ import annotations

from operative.reading.layout import Row

_ROWS = 3  # at least so many rows with columns make a table
_GUTTERS = 2  # at least; two columns are a masthead, a list with its numbers, or a signature
_BETWEEN = 2  # rows with one cell between rows with several: a label on two lines, a heading
_WIDE = 0.8  # of the font size: the least space between columns
_STRAY = 0.1  # of the rows may cross the space between two columns, as headings over several columns do
_LOOKED_AT = 200  # rows of a table that its columns are found on


def mark_tables(rows: list[Row]) -> None:
    """Gives the rows of each table on a page the zone "cell", their cells parted by tabs."""
    for first, last in _regions(rows):
        gutters = _gutters(rows[first : min(last, first + _LOOKED_AT)])
        if len(gutters) < _GUTTERS:
            continue
        while first and _is_head(rows[first - 1], rows[first], gutters):
            first -= 1
        for row in rows[first:last]:
            row.zone = "cell"
            _part_cells(row, gutters)


def _part_cells(row: Row, gutters: list[float]) -> None:
    for offset, left, right in row.joints:
        if any(left < middle < right for middle in gutters) and row.text[offset - 1 : offset] == " ":
            row.text = row.text[: offset - 1] + "\t" + row.text[offset:]


def _is_head(row: Row, below: Row, gutters: list[float]) -> bool:
    """Whether a row close above a table has its words in the same columns: a column's heading on several lines."""
    parted = any(left < middle < right for _, left, right in row.joints for middle in gutters)
    return row.zone == "body" and parted and row.y - below.y < 2 * row.size


def _regions(rows: list[Row]) -> list[tuple[int, int]]:
    """The stretches of rows that may be tables: from the first to the last row with several wide gaps."""
    regions: list[tuple[int, int]] = []
    start = end = count = 0
    for at, row in enumerate(rows):
        if row.zone != "body" or sum(right - left > _WIDE * row.size for _, left, right in row.joints) < _GUTTERS:
            continue
        if count and at - end > _BETWEEN:
            regions += [(start, end)] if count >= _ROWS else []
            count = 0
        start, end, count = (start if count else at), at + 1, count + 1
    return regions + ([(start, end)] if count >= _ROWS else [])


def _gutters(rows: list[Row]) -> list[float]:
    """The middles of the spaces between columns: gaps of the rows that hardly a row crosses."""
    gaps = sorted({(round(right), round(left)) for row in rows for _, left, right in row.joints})
    gutters: list[float] = []
    edge = float("-inf")
    for right, left in gaps:
        middle = (max(left, edge) + right) / 2
        if middle > edge and sum(_crosses(row, middle) for row in rows) <= _STRAY * len(rows):
            gutters.append(middle)
            edge = right
    return gutters


def _crosses(row: Row, x: float) -> bool:
    return row.x0 < x < row.x1 and not any(left <= x <= right for _, left, right in row.joints)
