"""Commands that keep a registry and ask it: add, status, session, mandates, follow, series, cited-by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from getpass import getuser
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from operative.cli.answers import answering, asked, database, opened
from operative.cli.common import calm, error_line, limits_of, progress_bar, reading_options

if TYPE_CHECKING:
    from operative.batch import Outcome
    from operative.record import Record
    from operative.registry import Registry

BATCH = 32  # records that are stored at once: what was told to be stored is


@click.command(
    epilog="""\b
Examples:
  operative add resolutions/ 75.zip 76.zip 77.zip
  operative add 75.metadata.jsonl
  operative add texts/ --db postgresql://office@server/operative --by "Desk officer" """
)
@reading_options
@database
@click.option("--by", default=getuser, metavar="NAME", help="Who adds them (default: your login name).")
@calm
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

    A PATH is what `operative read` takes, or a metadata file of the official XML (.metadata.jsonl). Adding a file twice
    changes nothing; a corrected or reissued version is kept beside the earlier one.
    """
    from operative import batch

    registry = opened(db)
    entries = [path for path in paths if path.endswith(".metadata.jsonl")]
    documents = [path for path in paths if path not in entries]
    limits = limits_of(timeout, max_memory, ocr)
    with progress_bar(tuple(documents)) as (step, say):
        outcomes = batch.outcomes(documents, language=language, ocr=ocr, workers=workers, limits=limits)
        kept = keep(registry, outcomes, by=by, step=step, say=say)
    described = sum(_described(registry, Path(path)) for path in entries)
    registry.refresh()
    click.echo(f"{kept.new} added, {kept.held} held already, {described} described")
    raise SystemExit(1 if kept.failed else 0)


class Kept(NamedTuple):
    """How many records were new and how many were held, and whether something could not be kept."""

    new: int
    held: int
    failed: bool


def keep(
    registry: Registry,
    outcomes: Iterable[Outcome],
    *,
    by: str,
    step: Callable[[Outcome], None],
    say: Callable[[str], None],
    origin: Callable[[str], str] = str,
) -> Kept:
    """Stores what was read; errors are said and don't stop it. `origin` has the source to keep for the one read."""
    from msgspec.structs import replace

    new = held = 0
    failed = False

    def good() -> Iterator[Record]:
        nonlocal failed
        for outcome in outcomes:
            if outcome.failure is not None:
                failed = True
                say(error_line(replace(outcome.failure, source=origin(outcome.source))))
            for record in outcome.records():
                if record.symbol and record.language:
                    yield replace(record, source=origin(record.source))
                else:
                    failed = True
                    say(
                        f"{origin(record.source)}: no symbol or language was found; `operative show` says what was read"
                    )
            step(outcome)

    for records in _by_the_dozen(good()):
        stored = registry.add_all(records, by=by)
        new += sum(stored)
        held += len(stored) - sum(stored)
    return Kept(new, held, failed)


def _by_the_dozen(records: Iterator[Record]) -> Iterator[list[Record]]:
    while some := list(islice(records, BATCH)):
        yield some


def _described(registry: Registry, path: Path) -> int:
    """How many documents a metadata file describes."""
    from operative.registry import RegistryError, metadata

    try:
        return registry.describe_all(metadata.read(path), source=path.name)
    except (RegistryError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.command(epilog="""\b
Examples:
  operative status
  operative status --db office.db""")
@database
@calm
def status(db: str) -> None:
    """Say what the registry holds."""
    for name, count in opened(db).status().items():
        click.echo(f"{count:10,}  {name}")


@click.command(epilog="""\b
Examples:
  operative session 77
  operative session 77 --format csv > ledger.csv""")
@click.argument("number", type=click.IntRange(1))
@answering
@calm
def session(number: int, form: str, db: str) -> None:
    """Print the ledger of a session: reports due, items, days and meetings, each with the paragraph that says so."""
    asked(db, form, lambda registry: registry.session(number), f"nothing that is held falls due in session {number}")


@click.command(epilog="""\b
Examples:
  operative mandates --actor un:secretary-general --due 77
  operative mandates --actor group:member-states --force 5
  operative mandates --status "no evidence found" --format json""")
@click.option("--actor", metavar="ID", help="Whom they direct: un:secretary-general, group:member-states, state:mli.")
@click.option("--due", type=click.IntRange(1), metavar="SESSION", help="The session in which a report is due.")
@click.option("--force", type=click.IntRange(1, 7), help="At least this force: 6 request, 5 urge, 1 encourage.")
@click.option("--status", metavar="STATUS", help="The status of the report asked for: answered, renewed, due ...")
@click.option("--verb", metavar="VERB", help="The verb, in English: request, urge, invite ...")
@answering
@calm
def mandates(
    actor: str | None, due: int | None, force: int | None, status: str | None, verb: str | None, form: str, db: str
) -> None:
    """List what is asked of whom, by when, and what became of it."""
    chosen = {"actor": actor, "due": due, "force": force, "status": status, "verb": verb}
    asked(db, form, lambda registry: registry.mandates(**chosen), "nothing like that is asked in what is held")


@click.command(epilog="""\b
Examples:
  operative follow A/RES/75/130""")
@click.argument("symbol")
@answering
@calm
def follow(symbol: str, form: str, db: str) -> None:
    """Print what became of each request and decision of a resolution, with the evidence."""
    asked(db, form, lambda registry: registry.follow(symbol), f"{symbol} asks for no report and decides on no agenda")


@click.command(epilog="""\b
Examples:
  operative series A/RES/75/130""")
@click.argument("symbol")
@answering
@calm
def series(symbol: str, form: str, db: str) -> None:
    """Print the series that a resolution belongs to: what goes on what, and what shows it."""
    none = f"nothing that is held goes on {symbol}, nor it on anything"
    asked(db, form, lambda registry: registry.series(symbol), none)


@click.command("cited-by", epilog="""\b
Examples:
  operative cited-by A/RES/70/1""")
@click.argument("symbol")
@answering
@calm
def cited_by(symbol: str, form: str, db: str) -> None:
    """Print which paragraphs cite a document, held or not."""
    asked(db, form, lambda registry: registry.cited_by(symbol), f"nothing that is held cites {symbol}")


COMMANDS = (add, status, session, mandates, follow, series, cited_by)
