"""The command that compares two texts, in files or in a registry: diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from operative.cli.answers import answering, asked, telling
from operative.cli.common import LANGUAGES, calm, error_line

if TYPE_CHECKING:
    from operative.alignment import Comparison
    from operative.record import Record


@click.command(
    epilog="""\b
Examples:
  operative diff last-year.pdf this-year.docx
  operative diff A/RES/75/130 A/RES/76/152 --language fr
  operative diff A/RES/76/152 draft.docx --html compared.html
  operative diff last-year.pdf this-year.docx --format json | jq '.pairs[] | select(.change == "new") | .new.id'"""
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Their language (default: found from the texts; of a registry's, one that both have, English first).",
)
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with both in columns.")
@answering
@calm
@telling
def diff(old: str, new: str, language: str | None, html: Path | None, form: str, db: str) -> None:
    """Compare two texts in one language, paragraph by paragraph: a resolution and its successor, or two readings.

    OLD and NEW are files, or symbols of resolutions that the registry holds.

    Each paragraph of both is same, updated (only sessions, dates, symbols, numbers, or words like "also" differ),
    reworded, new or dropped, and may have moved; changed words are marked.
    """
    from operative.exports import comparison as shown

    compared = _compared(old, new, language, db)
    if html is not None:
        shown.write(compared, html)
        click.echo(f"{shown.summary(compared)}: see {html}")
    else:
        shown.show(compared, form)


def _compared(old: str, new: str, language: str | None, db: str) -> Comparison:
    from operative import alignment

    held = [_is_symbol(side) for side in (old, new)]
    if all(held):
        return asked(db).diff(old, new, language)
    files = iter(_read([side for side, is_held in zip((old, new), held, strict=True) if not is_held], language))
    if not any(held):
        sides = [*files]
    else:
        file = next(files)
        symbol = old if held[0] else new
        found = asked(db).text(symbol, language or file.language)
        sides = [found, file] if held[0] else [file, found]
    try:
        return alignment.diff(*sides)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _is_symbol(side: str) -> bool:
    """Whether a side names a document rather than a file: a file that is there goes first."""
    from operative import symbols

    return symbols.parse(side) is not None and not Path(side).exists()


def _read(paths: list[str], language: str | None) -> list[Record]:
    from operative import batch

    found: list[Record] = []
    for result in batch.records(paths, language=language, workers=1):
        if isinstance(result, batch.Failure):
            raise click.ClickException(error_line(result))
        found.append(result)
    if len(found) != len(paths):
        raise click.ClickException("OLD and NEW must hold one document each")
    return found
