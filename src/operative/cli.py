"""The command line: one verb per use. Rooms are imported only when used, so that help is there at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operative import __version__

if TYPE_CHECKING:
    from operative.batch import Failure, Limits, Outcome
    from operative.record import Record

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
OCR_SECONDS = 1800.0  # recognition takes some seconds a page; reports run to hundreds of pages

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  operative show resolution.pdf
  operative read resolution.docx --pretty
  operative read texts/ archive.zip > records.jsonl
  operative read scans/ --ocr --errors json > records.jsonl""",
)
@click.version_option(__version__, prog_name="operative")
def cli() -> None:
    """Read what the United Nations General Assembly adopts: resolutions in, faithful records out."""


def calm(command: Callable[..., None]) -> Callable[..., None]:
    """The command with a quiet end when the user stops it (exit code 130) or nobody reads its output any more (141)."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            code = 128 + signal.SIGINT
        except BrokenPipeError:
            code = 128 + signal.SIGPIPE
        else:
            return
        # Nothing more may be written: flushing what is left at exit would raise again.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise SystemExit(code)

    return run


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that say how documents are to be read."""
    for option in reversed(
        (
            click.argument("paths", metavar="PATH...", nargs=-1, required=True),
            click.option(
                "--language", type=click.Choice(LANGUAGES), help="Its language (default: found from the text)."
            ),
            click.option("--ocr", is_flag=True, help="Recognise scanned pages (needs the OCR programs)."),
            click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes (default: one a core)."),
            click.option(
                "--timeout",
                type=click.FloatRange(0, min_open=True),
                metavar="S",
                help=f"Seconds that one document may take (default: 120, or {OCR_SECONDS:.0f} with --ocr).",
            ),
            click.option(
                "--max-memory",
                type=click.IntRange(16),
                metavar="MB",
                default=1024,
                show_default=True,
                help="Megabytes that one document may take.",
            ),
        )
    ):
        command = option(command)
    return command


@cli.command(
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
    limits = _limits(timeout, max_memory, ocr)
    with _progress(paths) as (step, say):
        for outcome in batch.outcomes(paths, language=language, ocr=ocr, workers=workers, limits=limits):
            failed |= outcome.failure is not None
            if outcome.failure is None:
                out.write(style(outcome.json) + b"\n")
            elif errors == "json":
                out.write(style(msgspec.json.encode(outcome.failure)) + b"\n")
            else:
                say(_error_line(outcome.failure))
            if out.isatty():
                out.flush()
            step(outcome)
        out.flush()
    raise SystemExit(1 if failed else 0)


@cli.command(
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

    limits = _limits(timeout, max_memory, ocr)
    failed = False

    def good() -> Iterator[Record]:
        nonlocal failed
        for result in batch.records(paths, language=language, ocr=ocr, workers=workers, limits=limits):
            if isinstance(result, batch.Failure):
                failed = True
                click.echo(_error_line(result), err=True)
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


@cli.command(
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
            click.echo(_error_line(result), err=True)
        else:
            known |= terminal.explain(result, place)
    if not failed and not known:
        about = f"there is no paragraph {place}" if place else "no paragraph does anything that a rule knows"
        click.echo(f"{path}: {about}; `operative show {path}` shows what was read", err=True)
    raise SystemExit(0 if known else 1)


@cli.command(
    epilog="""\b
Examples:
  operative diff last-year.pdf this-year.docx
  operative diff last-year.pdf this-year.docx --html compared.html
  operative diff last-year.pdf this-year.docx --format json | jq '.pairs[] | select(.change == "new") | .new.id'"""
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--language", type=click.Choice(LANGUAGES), help="Their language (default: found from the texts).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with both in columns.")
@calm
def diff(old: str, new: str, language: str | None, form: str, html: Path | None) -> None:
    """Compare two texts in one language, paragraph by paragraph: a resolution and its successor, or two readings.

    Each paragraph of both is same, updated (only sessions, dates, symbols, numbers, or words like "also" differ),
    reworded, new or dropped, and may have moved; changed words are marked.
    """
    from operative import alignment, batch
    from operative.exports import comparison as shown

    sides: list[Record] = []
    for result in batch.records([old, new], language=language, workers=1):
        if isinstance(result, batch.Failure):
            raise click.ClickException(_error_line(result))
        sides.append(result)
    if len(sides) != 2:
        raise click.ClickException("OLD and NEW must hold one document each")
    try:
        compared = alignment.diff(*sides)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if html is not None:
        shown.write(compared, html)
        click.echo(f"{shown.summary(compared)}: see {html}")
    else:
        shown.show(compared, form)
    raise SystemExit(0)


@cli.command(
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


def _limits(timeout: float | None, megabytes: int, ocr: bool) -> Limits:
    from operative.batch import Limits

    seconds = timeout if timeout is not None else OCR_SECONDS if ocr else Limits().seconds
    return Limits(seconds=seconds, megabytes=megabytes)


def _error_line(failure: Failure) -> str:
    return f"{failure.source}: {failure.error.what}; {failure.error.mend}"


@contextmanager
def _progress(paths: tuple[str, ...]) -> Iterator[tuple[Callable[[Outcome], None], Callable[[str], None]]]:
    """What to call after each document, and what to say errors with: a bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield (lambda outcome: None), (lambda line: click.echo(line, err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from operative import batch

    console = Console(stderr=True)
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[failures]}", style="red"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=batch.count(paths), rate="", failures="")
        failures = 0

        def step(outcome: Outcome) -> None:
            nonlocal failures
            failures += outcome.failure is not None
            task = progress.tasks[0]
            rate = f"{task.speed:.0f} a second" if task.speed else ""
            progress.update(bar, advance=1, rate=rate, failures=f"{failures} not read" if failures else "")

        yield step, lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line."""
    cli()
