"""What commands that ask a registry share: which one it is, how answers are printed, how its errors are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

NARROW = 18  # characters of a column that is never broken: symbols, days, digests


def database(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the option that names the registry's database."""
    option = click.option(
        "--db",
        default="operative.db",
        show_default=True,
        metavar="URL",
        help="The registry: a file, or postgresql://...",
    )
    return option(command)


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of a question."""
    kinds = click.Choice(["table", "json", "csv"])
    form = click.option("--format", "form", type=kinds, default="table", show_default=True, help="How to print it.")
    return database(form(command))


def answered(rows: Sequence[Any], form: str, *, none: str, columns: Sequence[str] = ()) -> None:
    """Prints the rows of an answer, structs or dicts: as JSON and CSV whole, as a table all columns or those named.

    `none` is what to say where there are no rows.
    """
    import msgspec

    from operative.exports.tables import table

    plain: list[dict[str, Any]] = [msgspec.to_builtins(row) for row in rows]
    if form == "json":
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    elif not plain:
        click.echo(none, err=True)
    elif form == "csv":
        sys.stdout.write(table(plain))
    else:
        _table(plain, columns or tuple(plain[0]))


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Prints a table: short columns unbroken, long ones over several lines."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text  # cells as they are: brackets in them are no markup

    from operative.exports.tables import cell

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        cells = [cell(row[column]) for row in rows]
        word = max(len(word) for cell in (column, *cells) for word in cell.split() or [""])
        short = all(len(cell) <= NARROW for cell in cells)
        table.add_column(column, overflow="fold", no_wrap=short, min_width=min(word, NARROW))
    for row in rows:
        table.add_row(*(Text(cell(row[column])) for column in columns))
    Console(highlight=False).print(table, crop=False)


def telling(command: Callable[..., None]) -> Callable[..., None]:
    """The command with what the registry or a file is wrong with told in a line, and exit code 1."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        from operative.reading import Unreadable
        from operative.registry import RegistryError

        try:
            command(*args, **options)
        except (RegistryError, Unreadable) as error:
            raise click.ClickException(str(error)) from error

    return run


def save(content: bytes, out: Path | None) -> None:
    """Writes a file, or standard output where none is named."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        what = f"{out} can't be written ({error.strerror})"
        raise click.ClickException(f"{what}; check that its folder exists and may be written") from error
