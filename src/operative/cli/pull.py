"""The command that fetches from the public sources: pull."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operative.cli.answers import database, telling
from operative.cli.common import LANGUAGES, calm, progress_bar
from operative.cli.keeping import Kept, describe, finish, keep

if TYPE_CHECKING:
    from operative.registry import Registry
    from operative.registry.fetching import Wanted
    from operative.registry.pull import Pulled, Puller


def _languages(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(value.replace(" ", "").split(","))) if value != "all" else LANGUAGES
    for language in chosen:
        if language not in LANGUAGES:
            raise click.BadParameter(f"{language!r} is none of {', '.join(LANGUAGES)}, all.")
    return chosen


@click.command(
    epilog="""\b
Examples:
  operative pull 79
  operative pull 78 79 --languages en,fr --to texts/
  operative pull A/RES/79/100 --as pdf --languages en,zh
  operative pull ES-11 --languages all --no-add --to texts/
  operative pull 79 --sources our-mirror.toml"""
)
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option(
    "--languages",
    default="en",
    show_default=True,
    metavar="LIST",
    callback=_languages,
    help="Versions to fetch: ar,en,es,fr,ru,zh or all.",
)
@click.option(
    "--as", "form", default="pdf", show_default=True, metavar="FORM", help="Form of a document asked for by symbol."
)
@click.option(
    "--to",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the files to this folder, under the source's names (default: they stay in the cache).",
)
@click.option("--no-add", is_flag=True, help="Only fetch; add nothing to the registry.")
@click.option(
    "--cache",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where fetched files are kept (default: the user's cache folder).",
)
@click.option(
    "--sources",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A table (TOML) of what is otherwise than in the program's own table of sources.",
)
@database
@click.option("--by", default=getuser, metavar="NAME", help="Who adds them (default: your login name).")
@calm
@telling
def pull(
    targets: tuple[str, ...],
    languages: tuple[str, ...],
    form: str,
    to: Path | None,
    no_add: bool,
    cache: Path | None,
    sources: Path | None,
    db: str,
    by: str,
) -> None:
    """Fetch official texts from the public sources and add them to the registry.

    A TARGET is a session (79, ES-11), whose official XML and metadata are fetched, or the symbol of a document. What
    was fetched before isn't fetched again. A file that can't be had doesn't stop the others; the exit code is then 1.
    The United Nations asks those who use its texts to acknowledge it as their source.
    """
    from platformdirs import user_cache_path

    from operative.registry import Registry
    from operative.registry.pull import Puller
    from operative.registry.sources import load

    registry = None if no_add else Registry(db)  # first, so that a wrong one is told before all is fetched
    puller = Puller(load(sources), cache or user_cache_path("operative", appauthor=False), to)
    files, failed = _planned(puller, targets, languages, form)
    fetched = _fetched(puller, files)
    failed |= len(fetched) < len(files)
    if registry is not None and fetched:
        failed |= _added(registry, fetched, by).failed
    raise SystemExit(1 if failed else 0)


def _planned(
    puller: Puller, targets: Iterable[str], languages: tuple[str, ...], form: str
) -> tuple[list[Wanted], bool]:
    """The files of all targets, each once, and whether a target failed."""
    from operative.registry import RegistryError

    files: dict[str, Wanted] = {}
    failed = False
    for target in targets:
        try:
            files |= {wanted.url: wanted for wanted in puller.files(target, languages, form)}
        except RegistryError as error:
            click.echo(error, err=True)
            failed = True
    return list(files.values()), failed


def _fetched(puller: Puller, files: list[Wanted]) -> list[Pulled]:
    """The files that could be had, after telling of those that couldn't."""
    done: list[Pulled] = []
    if not files:
        return done
    failures = 0
    with _bar(len(files)) as (step, say):
        for pulled in puller.fetch(files):
            if pulled.error is None:
                done.append(pulled)
            else:
                say(str(pulled.error))
                failures += 1
            step()
    new = sum(pulled.new for pulled in done)
    told = [f"{new} fetched", f"{len(done) - new} there already"]
    told += [f"{failures} failed"] if failures else []
    left = len(files) - len(done) - failures
    told += [f"{left} not asked for (run it again later)"] if left else []
    click.echo(", ".join(told))
    return done


def _added(registry: Registry, fetched: list[Pulled], by: str) -> Kept:
    """Adds what was fetched, each record with the address that it came from."""
    from operative import batch

    origins = {str(pulled.path): pulled.url for pulled in fetched if pulled.form != "json"}

    def origin(source: str) -> str:
        return _origin(source, origins)

    with progress_bar(tuple(origins)) as (step, say):
        kept = keep(registry, batch.outcomes(origins, keep=True), by=by, step=step, say=say, origin=origin)
    for pulled in fetched:
        if pulled.form == "json" and pulled.path:
            kept = describe(registry, kept, pulled.path, source=pulled.url)
    finish(registry, kept)
    return kept


def _origin(source: str, origins: dict[str, str]) -> str:
    """The address that a document came from; in an archive, the archive's with the document's name in it."""
    if source in origins:
        return origins[source]
    path = next((path for path in origins if source.startswith(f"{path}!")), "")
    return origins.get(path, "") + source.removeprefix(path)


@contextmanager
def _bar(total: int) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """What to call after each file, and what to say errors with: a bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield (lambda: None), (lambda line: click.echo(line, err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("Fetching"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=total)
        yield (
            lambda: progress.update(bar, advance=1),
            lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True),
        )
