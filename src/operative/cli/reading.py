"""Commands that read documents: read, show, explain, schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operative.cli.common import LANGUAGES, calm, error_line, limits_of, progress_bar, reading_options

if TYPE_CHECKING:
    from operative.record import Record


@click.command(
    epilog="""\b
Examples:
  operative read resolution.pdf --pretty
  operative read texts/ archive.zip > records.jsonl
  curl -s https://example.org/resolution.docx | operative read - --language fr
  operative read scans/ --ocr --timeout 600
  operative read texts/ --errors json | jq -r 'select(.error) | .source'"""
)
@reading_options
@click.option("--pretty", is_flag=True, help="Indent the JSON.")
@click.option(
    "--errors",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Tell what can't be read as a line on standard error, or as JSON in the record's place.",
)
@calm
def read(
    paths: tuple[str, ...],
    language: str | None,
    ocr: bool,
    workers: int | None,
    timeout: float | None,
    max_memory: int,
    pretty: bool,
    errors: str,
) -> None:
    """Print the record of every document, one line of JSON each.

    A PATH is a file of any form (text, PDF, DOCX, DOC, RTF, HTML, official XML), a folder, a zip archive, or `-` for
    standard input. Records come in the order of the paths. A document that can't be read doesn't stop the others;
    the exit code is then 1.
    """
    import msgspec

    from operative import batch

    def style(line: bytes) -> bytes:
        return msgspec.json.format(line, indent=2) if pretty else line

    out = sys.stdout.buffer
    failed = False
    limits = limits_of(timeout, max_memory, ocr)
    with progress_bar(paths, printing=True) as (step, say):
        for outcome in batch.outcomes(paths, language=language, ocr=ocr, workers=workers, limits=limits):
            failed |= outcome.failure is not None
            if outcome.failure is None:
                out.write(style(outcome.json) + b"\n")
            elif errors == "json":
                out.write(style(msgspec.json.encode(outcome.failure)) + b"\n")
            else:
                say(error_line(outcome.failure))
            if out.isatty():
                out.flush()
            step(outcome)
        out.flush()
    raise SystemExit(1 if failed else 0)


@click.command(
    epilog="""\b
Examples:
  operative show resolution.pdf
  operative show resolution.pdf | less -R
  operative show texts/ --list
  operative show resolution.pdf --html resolution.html
  operative show texts/ --html pages/"""
)
@reading_options
@click.option("--list", "listing", is_flag=True, help="One line a record instead of the whole text.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show only the first N records.")
@click.option(
    "--html",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write a page that a browser shows and prints; for a folder (OUT/), a page each and an index.",
)
@calm
def show(
    paths: tuple[str, ...],
    language: str | None,
    ocr: bool,
    workers: int | None,
    timeout: float | None,
    max_memory: int,
    listing: bool,
    limit: int | None,
    html: Path | None,
) -> None:
    """Show records as people read them: masthead, title, numbered paragraphs, notes, and what looked wrong."""
    from operative import batch

    limits = limits_of(timeout, max_memory, ocr)
    failed = False

    def good() -> Iterator[Record]:
        nonlocal failed
        for result in batch.records(paths, language=language, ocr=ocr, workers=workers, limits=limits):
            if isinstance(result, batch.Failure):
                failed = True
                click.echo(error_line(result), err=True)
            else:
                yield result

    shown = islice(good(), limit)
    if html is not None:
        from operative.exports.html import write

        count, first = write(shown, html)
        click.echo(f"{count} {'record' if count == 1 else 'records'} in {first}")
    else:
        from operative.exports import terminal

        terminal.show(shown, listing=listing)
    raise SystemExit(1 if failed else 0)


@click.command(
    epilog="""\b
Examples:
  operative explain resolution.pdf
  operative explain resolution.pdf op12
  operative explain resolution.docx "5(a)" --language fr"""
)
@click.argument("path", metavar="PATH")
@click.argument("place", metavar="[PLACE]", required=False)
@click.option("--language", type=click.Choice(LANGUAGES), help="Its language (default: found from the text).")
@calm
def explain(path: str, place: str | None, language: str | None) -> None:
    """Explain what paragraphs do: every fact with its place, the rule that found it, and how often the rule is right.

    PLACE is a paragraph's id (op12, op5.a, II.op3) or its printed number (12, "5(a)", II.3); without it, all paragraphs
    that do something are explained.
    """
    from operative import batch
    from operative.exports import terminal

    known = failed = False
    for result in batch.records([path], language=language, workers=1):
        if isinstance(result, batch.Failure):
            failed = True
            click.echo(error_line(result), err=True)
        else:
            known |= terminal.explain(result, place)
    if not failed and not known:
        about = f"there is no paragraph {place}" if place else "no paragraph does anything that a rule knows"
        click.echo(f"{path}: {about}; `operative show {path}` shows what was read", err=True)
    raise SystemExit(0 if known else 1)


@click.command(
    epilog="""\b
Examples:
  operative schema > record.schema.json
  operative schema | jq '."$defs".Block.properties | keys'"""
)
@calm
def schema() -> None:
    """Print the JSON Schema of the record."""
    import json

    from operative import record

    click.echo(json.dumps(record.schema(), indent=2, ensure_ascii=False))
