"""The command that searches: search."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from operative.cli.answers import answered, answering, asked, telling
from operative.cli.common import LANGUAGES, calm

if TYPE_CHECKING:
    from rich.text import Text

    from operative.registry.search.alike import Alike
    from operative.registry.search.answers import Found, Hit

BESIDE = 150  # characters that a table shows before the first place found, and behind it three times as many


@click.command(
    epilog="""\b
Examples:
  operative search lighthouses
  operative search '"safety of small ports" in:op session:75-77'
  operative search 'verb:request actor:un:secretary-general due:77 report -oral'
  operative search 64/12
  operative search --like A/RES/75/130#op5"""
)
@click.argument("query", nargs=-1)
@click.option("--like", metavar="PLACE", help="Find this paragraph elsewhere: A/RES/75/130#op5.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of which version, with --like (default: the leading).")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of the answer.")
@click.option("--size", type=click.IntRange(1, 500), default=10, show_default=True, help="How many on a page.")
@answering
@calm
@telling
def search(
    query: tuple[str, ...], like: str | None, language: str | None, page: int, size: int, form: str, db: str
) -> None:
    """Search the texts of all languages: paragraphs, titles, footnotes, the best match first.

    A QUERY is words (all of which are to be found, in whatever form), "phrases", beginnings*, OR, -without,
    parentheses, and fields: actor:, verb:, due:, session:, symbol:, language:, in: (pp, op, note, title, annex, other).
    A symbol or its short form goes to its document. Accents and Arabic's optional letters need not be written. JSON
    counts the matches by language, session and so on, too.
    """
    if bool(query) == bool(like):
        raise click.UsageError("give a query, or a paragraph with --like")
    if like:
        symbol, _, block = like.partition("#")
        rows = asked(db).alike(symbol, block, language=language, most=size)
        if form == "table" and rows:
            _tell_alike(rows)
        else:
            answered(rows, form, none=f"Nothing that is held is like {like}.")
        return
    found = asked(db).search(" ".join(query), page=page, size=size)
    if form == "table":
        _tell(found)
    elif form == "json":
        import msgspec

        click.echo(json.dumps(msgspec.to_builtins(found), indent=2, ensure_ascii=False))
    else:
        answered(found.hits, form, none=NOTHING)


NOTHING = "Nothing that is held matches."


def _tell(found: Found) -> None:
    """Prints a page for people: where each passage stands, and its words around what was found."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    if found.document:
        console.print(Text(f"{found.document} is held: operative follow {found.document}\n", style="bold"))
    for hit in found.hits:
        console.print(_head(hit), _excerpt(hit), sep="\n", end="\n\n")
    if not found.hits:
        none = NOTHING if found.page == 1 else f"There is no page {found.page}."
        click.echo("" if found.document else none, err=True, nl=not found.document)
        return
    best = f", counted the best {found.counted}" if found.counted < found.total else ""
    click.echo(f"{found.total} matches{best}, page {found.page}")
    for name in ("language", "session", "verb", "actor"):
        counts = ", ".join(f"{value} {number}" for value, number in list(found.facets[name].items())[:8])
        if counts:
            console.print(Text(f"{name + 's:':<11}{counts}"))


def _tell_alike(rows: Sequence[Alike]) -> None:
    """Prints paragraphs for people, each with how like it is."""
    from rich.console import Console

    console = Console(highlight=False)
    for row in rows:
        more = " …" if len(row.text) > 4 * BESIDE else ""
        text = row.text[: 4 * BESIDE] + more
        console.print(_head(row, f"{row.likeness:.2f}  "), text, sep="\n", end="\n\n", markup=False)


def _head(found: Hit | Alike, before: str = "") -> Text:
    from rich.text import Text

    return Text.assemble(before, (f"{found.symbol}#{found.block}", "bold"), f" {found.language}  {found.title or ''}")


def _excerpt(hit: Hit) -> Text:
    """The words around the first place found, with all places in them marked."""
    from rich.text import Text

    first = hit.highlights[0][0] if hit.highlights else 0
    start = max(0, first - BESIDE)  # no highlight stands before the first
    end = min(len(hit.text), first + 3 * BESIDE)
    plain = not sys.stdout.isatty()  # without colours, brackets tell
    shown, at = Text("… " if start else ""), start
    for first, last in (place for place in hit.highlights if place[1] <= end):
        shown.append(hit.text[at:first])
        shown.append(f"[{hit.text[first:last]}]" if plain else hit.text[first:last], style="bold yellow")
        at = last
    shown.append(hit.text[at:end] + (" …" if end < len(hit.text) else ""))
    return shown
