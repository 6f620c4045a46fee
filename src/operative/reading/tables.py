"""Tables: rows whose cells stand in columns, one below the other."""

from __future__ import annotations

from operative.reading.layout import Row

_ROWS = 3  # at least so many rows with columns make a table
_COLUMNS = 3  # at least; two columns are a masthead, a list with its numbers, or a signature
_BETWEEN = 2  # rows with one cell between rows with several: a label on two lines, a heading
_STRAY = 0.1  # of the rows may cross the space between two columns, as headings over several columns do


def mark_tables(rows: list[Row]) -> None:
    """Gives the rows of each table on a page the zone "cell", their cells parted by tabs."""
    for first, last in _regions(rows):
        region = rows[first:last]
        gutters = _gutters(region)
        for row in region:
            row.zone = "cell"
            for offset, left, right in row.joints:
                if any(left < middle < right for middle in gutters) and row.text[offset - 1] == " ":
                    row.text = row.text[: offset - 1] + "\t" + row.text[offset:]


def _regions(rows: list[Row]) -> list[tuple[int, int]]:
    """The stretches of rows that are tables: from the first to the last row with several columns."""
    regions: list[tuple[int, int]] = []
    start = end = -1
    count = 0
    for at, row in enumerate(rows):
        if row.zone == "body" and row.text.count("\t") >= _COLUMNS - 1:
            if count and at - end > _BETWEEN:
                regions += _region(start, end, count)
                count = 0
            start, end, count = (start if count else at), at + 1, count + 1
    return regions + _region(start, end, count)


def _region(start: int, end: int, count: int) -> list[tuple[int, int]]:
    return [(start, end)] if count >= _ROWS else []


def _gutters(rows: list[Row]) -> list[float]:
    """The middles of the spaces between columns: gaps of the rows that hardly a row crosses."""
    gaps = [(left, right) for row in rows for _, left, right in row.joints]
    edges = sorted({right for _, right in gaps})
    gutters: list[float] = []
    for edge in edges:
        left = max((low for low, high in gaps if high == edge), default=edge)
        middle = (max(left, gutters[-1]) + edge) / 2 if gutters else (left + edge) / 2
        crossing = sum(_crosses(row, middle) for row in rows)
        if crossing <= _STRAY * len(rows):
            gutters.append(middle)
    return gutters


def _crosses(row: Row, x: float) -> bool:
    return row.x0 < x < row.x1 and not any(left <= x <= right for _, left, right in row.joints)
