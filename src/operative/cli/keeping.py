"""Commands that keep a registry: add, status."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from getpass import getuser
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from operative.cli.answers import answered, answering, asked, database, telling
from operative.cli.common import calm, error_line, limits_of, progress_bar, reading_options

if TYPE_CHECKING:
    from operative.batch import Outcome
    from operative.registry import Registry
    from operative.registry.preparing import Prepared

BATCH = 64  # records that are stored at once: what was told to be stored is


@click.command(
    epilog="""\b
Examples:
  operative add resolutions/ 75.zip 76.zip 77.zip
  operative add 75.metadata.jsonl drafts.marcxml.xml
  operative add texts/ --db postgresql://office@server/operative --by "Desk officer" """
)
@reading_options
@database
@click.option("--by", default=getuser, metavar="NAME", help="Who adds them (default: your login name).")
@calm
@telling
def add(
    paths: tuple[str, ...],
    language: str | None,
    ocr: bool,
    workers: int | None,
    timeout: float | None,
    max_memory: int,
    db: str,
    by: str,
) -> None:
    """Read documents and keep them in the registry, with their links and follow-up.

    A PATH is what `operative read` takes, or a file of metadata: the official XML's (.metadata.jsonl) or the UN Digital
    Library's MARCXML; those in folders are found. Adding a file twice changes nothing; a corrected or reissued version
    is kept beside the earlier one. What can't be read is one line on standard error and doesn't stop the rest; the exit
    code is then 1.
    """
    from operative import batch
    from operative.registry import Registry

    registry = Registry(db)
    documents, catalogues = _sorted(paths)
    limits = limits_of(timeout, max_memory, ocr)
    with progress_bar(tuple(documents)) as (step, say):
        outcomes = batch.outcomes(documents, language=language, ocr=ocr, workers=workers, limits=limits, keep=True)
        kept = keep(registry, outcomes, by=by, step=step, say=say)
    for path in catalogues:
        kept = describe(registry, kept, path, source=path.name)
    finish(registry, kept)
    raise SystemExit(1 if kept.failed else 0)


def _sorted(paths: Iterable[str]) -> tuple[list[str], list[Path]]:
    """What holds documents, and the files of metadata, those in folders too; each in the order given, then by name."""
    from operative import reading
    from operative.registry import metadata

    documents: list[str] = []
    catalogues: list[Path] = []
    for path in paths:
        files = [] if path == "-" else list(reading.files(Path(path)))
        found = dict.fromkeys(filter(metadata.known, files))
        # A folder without any stays one: it may be empty, which is told where documents are read.
        documents += [str(file) for file in files if file not in found] if found else [path]
        catalogues += found
    return documents, catalogues


class Kept(NamedTuple):
    """How many records were new, were held, and were described, and whether something could not be kept."""

    new: int = 0
    held: int = 0
    described: int = 0
    failed: bool = False


def keep(
    registry: Registry,
    outcomes: Iterable[Outcome],
    *,
    by: str,
    step: Callable[[Outcome], None],
    say: Callable[[str], None],
    origin: Callable[[str], str] = str,
) -> Kept:
    """Stores what was read to be kept; errors are said and don't stop it. `origin` has the source for the one read."""
    from msgspec.structs import replace

    from operative.registry import preparing

    new = held = 0
    failed = False
    gc.freeze()  # what is loaded stays: looking through it for garbage costs a fifth of the time

    def good() -> Iterator[Prepared]:
        nonlocal failed
        for outcome in outcomes:
            for failure in outcome.failures:
                failed = True
                say(error_line(replace(failure, source=origin(failure.source))))
            for record in preparing.received(outcome.prepared):
                yield record.found_at(origin(record.source))
            step(outcome)

    for stored in _while_reading(lambda records: registry.add_prepared(records, by=by), good()):
        new += sum(stored)
        held += len(stored) - sum(stored)
    return Kept(new, held, failed=failed)


def _while_reading(store: Callable[[list[Prepared]], list[bool]], records: Iterator[Prepared]) -> Iterator[list[bool]]:
    """What storing some dozens says at a time; the next are read meanwhile."""
    from concurrent.futures import Future, ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        storing: Future[list[bool]] | None = None
        while some := list(islice(records, BATCH)):
            if storing:
                yield storing.result()
            storing = thread.submit(store, some)
        if storing:
            yield storing.result()


def describe(registry: Registry, kept: Kept, path: Path, *, source: str) -> Kept:
    """Stores what a file of metadata says of documents; errors are said and don't stop it."""
    from operative.registry import RegistryError, metadata

    try:
        entries = list(metadata.read(path))
    except OSError as error:
        click.echo(f"{path} can't be read ({error.strerror}); check the path", err=True)
        return kept._replace(failed=True)
    good = [entry for entry in entries if not isinstance(entry, RegistryError)]
    for entry in entries:
        if isinstance(entry, RegistryError):
            click.echo(entry, err=True)
    described = registry.describe_all(good, source=source)
    return kept._replace(described=kept.described + described, failed=kept.failed or len(good) < len(entries))


def finish(registry: Registry, kept: Kept) -> None:
    """Computes what follows from what was kept, and tells how much it was."""
    registry.refresh()
    click.echo(f"{kept.new} added, {kept.held} held already, {kept.described} described")


@click.command(
    epilog="""\b
Examples:
  operative status
  operative status --db office.db --format json"""
)
@answering
@calm
@telling
def status(form: str, db: str) -> None:
    """Say what the registry holds."""
    rows = [{"what": name, "count": count} for name, count in asked(db).status().items()]
    answered(rows, form, none="")


COMMANDS = (add, status)
