"""What commands that ask a registry share: which one, in what form answers are printed, how errors are told."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from operative.cli.common import calm

NARROW = 18  # characters of a column that is never broken: symbols, days, digests
db_option = click.option(
    "--db", metavar="URL", default="operative.db", show_default=True, help="The registry: a file, or postgresql://..."
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its registry's errors told in a line, and exit code 1."""

    @calm
    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        from operative.reading import Unreadable
        from operative.registry import RegistryError

        try:
            command(*args, **options)
        except (RegistryError, Unreadable) as error:
            click.echo(str(error), err=True)
            raise SystemExit(1) from error

    return run


def show(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str, none: str) -> None:
    """Print rows: a table of some columns for people, or all of them as JSON (an array) or CSV.

    `none` is what people are told where there are no rows.
    """
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        names = list(rows[0]) if rows else list(columns)
        writer.writerow(names)
        writer.writerows([_cell(row[name]) for name in names] for row in rows)
    elif rows:
        _table(rows, columns)
    else:
        click.echo(none)


def _cell(value: Any) -> str:
    """A value as a spreadsheet takes it: lists with semicolons; nothing that it would run as a formula."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        cells = [_cell(row[column]) for row in rows]
        word = max(len(word) for cell in (column, *cells) for word in cell.split() or [""])
        no_wrap = all(len(cell) <= NARROW for cell in cells)
        table.add_column(column, overflow="fold", no_wrap=no_wrap, min_width=min(word, NARROW))
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in columns))
    Console(highlight=False).print(table, crop=False)
