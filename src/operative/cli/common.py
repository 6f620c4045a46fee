"""What commands share: a quiet end, options of reading, limits, progress, error lines."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from operative.batch import Failure, Limits, Outcome

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
OCR_SECONDS = 1800.0  # recognition takes some seconds a page; reports run to hundreds of pages


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


def limits_of(timeout: float | None, megabytes: int, ocr: bool) -> Limits:
    """The limits of one document, from the options."""
    from operative.batch import Limits

    seconds = timeout if timeout is not None else OCR_SECONDS if ocr else Limits().seconds
    return Limits(seconds=seconds, megabytes=megabytes)


def error_line(failure: Failure) -> str:
    """What a document that can't be read is told with."""
    return f"{failure.source}: {failure.error.what}; {failure.error.mend}"


@contextmanager
def progress_bar(
    paths: tuple[str, ...], *, printing: bool = False
) -> Iterator[tuple[Callable[[Outcome], None], Callable[[str], None]]]:
    """What to call after each document, and what to say errors with: a bar on a terminal, plain lines elsewhere.

    `printing` says that records go to standard output meanwhile; on a terminal, a bar would be among them.
    """
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
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
