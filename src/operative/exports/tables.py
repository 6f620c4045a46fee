"""Answers as tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import msgspec

MARK = "\ufeff"  # tells spreadsheets that a file is UTF-8


def cell(value: Any) -> str:
    """A value in a cell: a list with semicolons."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what people write gets into such cells."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def table(rows: Sequence[Any]) -> str:
    """Structs or dicts of one kind as CSV, their names in the first line; empty without rows."""
    plain: list[dict[str, Any]] = [msgspec.to_builtins(row) for row in rows]
    out = io.StringIO()
    writer = csv.writer(out)
    if plain:
        writer.writerow(plain[0])
        writer.writerows([safe(cell(value)) for value in row.values()] for row in plain)
    return out.getvalue()
