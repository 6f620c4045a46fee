"""What commands that ask a registry share: which one it is, how answers are printed, how its errors are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from operative.registry import Registry

INDENT, GAP = 2, 2  # characters before rows beneath a title, and between their columns
LEAST = 12  # characters of a column that gives way
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


def session_number(printed: str) -> int:
    """The number of a regular session. Raises click.BadParameter for what is none."""
    if not printed.isdecimal() or int(printed) < 1:
        raise click.BadParameter(f"{printed} is no session; give the number of a regular one, such as 77")
    return int(printed)


def least_force(printed: str) -> int:
    """The force of a mandate, which a number or a verb names. Raises click.BadParameter for what is none."""
    from operative.meaning.verbs import FORCE

    named = FORCE.get(printed) or (printed.isdecimal() and int(printed))
    if named not in FORCE.values():
        raise click.BadParameter(f"{printed} is no force; give 7 (demand) to 1 (encourage), or a verb that directs")
    return int(named)


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of a question."""
    kinds = click.Choice(["table", "json", "csv"])
    form = click.option("--format", "form", type=kinds, default="table", show_default=True, help="How to print it.")
    return database(form(command))


def asked(db: str) -> Registry:
    """The registry that is asked. Raises RegistryError where there is none: whose name is mistyped isn't made."""
    from operative.registry import Registry, RegistryError

    if "://" not in db and not Path(db).exists():
        raise RegistryError(f"there is no registry {db}", "`operative add` makes one; name another with --db")
    return Registry(db)


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


def grouped(
    groups: Sequence[tuple[tuple[str, str] | None, Sequence[dict[str, str]]]],
    columns: Sequence[str],
    *,
    firm: Sequence[str],
) -> None:
    """Prints rows in groups, each beneath its symbol and title, in columns of the same width, within the terminal's.

    The `firm` columns are never broken; of the others the widest gives way first, and words are broken last.
    """
    from rich.cells import cell_len  # a Chinese character takes two
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    every = [row for _, rows in groups for row in rows]
    widths = {column: max(cell_len(column), *(cell_len(row[column]) for row in every)) for column in columns}
    room = console.width - INDENT - GAP * (len(columns) - 1)
    soft = [column for column in columns if column not in firm]
    whole = {
        column: min(NARROW, max(cell_len(word) for row in every for word in row[column].split() or [""]))
        for column in soft
    }
    for least in (whole, dict.fromkeys(soft, LEAST)):
        while sum(widths.values()) > room and (wide := [column for column in soft if widths[column] > least[column]]):
            widths[max(wide, key=widths.__getitem__)] -= 1

    def aligned(rows: Sequence[dict[str, str]], style: str = "") -> Padding:
        table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
        for column in columns:
            table.add_column(width=widths[column], overflow="fold")
        for row in rows:
            table.add_row(*(Text(row[column], style) for column in columns))
        return Padding(table, (0, 0, 0, INDENT))

    console.print(aligned([{column: column for column in columns}], "bold"), crop=False)
    for title, rows in groups:
        if title:
            console.print(headed(*title), crop=False)
        console.print(aligned(rows), crop=False)


def headed(symbol: str, title: str) -> Any:
    """A symbol with a title whose further lines stand beneath its first."""
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    line.add_row(Text(symbol, "bold"), Text(title, "bold"))
    return line


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
