"""Commands that ask a registry: session, mandates, follow, series, cited-by, calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from operative.cli.answers import answered, answering, database, save, telling
from operative.cli.common import calm

if TYPE_CHECKING:
    from operative.registry.ledger import Followed


TITLE = 120  # characters of a resolution's title in a table; JSON and CSV have it whole


@click.command(
    epilog="""\b
Examples:
  operative session 77
  operative session 77 --format csv > ledger.csv"""
)
@click.argument("number", type=click.IntRange(1))
@answering
@calm
@telling
def session(number: int, form: str, db: str) -> None:
    """Print the ledger of a session: reports due, items, days and meetings, each with the paragraph that says so.

    What was computed stands under "computed", with its evidence; what people said of it (`operative say`) under "said".
    """
    from operative.registry import Registry

    lines = Registry(db).session(number)
    answered_with_word(lines, form, none=f"Nothing that is held falls due in session {number}.", number=number)


@click.command(
    epilog="""\b
Examples:
  operative mandates --actor un:secretary-general --due 77
  operative mandates --actor group:member-states --force 5
  operative mandates --status "no evidence found" --format json"""
)
@click.option("--actor", metavar="ID", help="Whom they direct: un:secretary-general, group:member-states, state:mli.")
@click.option("--due", type=click.IntRange(1), metavar="SESSION", help="The session in which a report is due.")
@click.option("--force", type=click.IntRange(1, 7), help="At least this force: 6 request, 5 urge, 1 encourage.")
@click.option("--status", metavar="STATUS", help="The status of the report asked for: answered, renewed, due ...")
@click.option("--verb", metavar="VERB", help="The verb, in English: request, urge, invite ...")
@answering
@calm
@telling
def mandates(
    actor: str | None, due: int | None, force: int | None, status: str | None, verb: str | None, form: str, db: str
) -> None:
    """List what is asked of whom, by when, and what became of it."""
    from operative.registry import Registry

    rows = Registry(db).mandates(actor=actor, due=due, force=force, status=status, verb=verb)
    answered(rows, form, none="Nothing like that is asked in what is held.")


@click.command(
    epilog="""\b
Examples:
  operative follow A/RES/75/130"""
)
@click.argument("symbol")
@answering
@calm
@telling
def follow(symbol: str, form: str, db: str) -> None:
    """Print what became of each request and decision of a resolution, with the evidence.

    What was computed stands under "computed", with its evidence; what people said of it (`operative say`) under "said".
    """
    from operative.registry import Registry

    lines = Registry(db).follow(symbol)
    answered_with_word(lines, form, none=f"{symbol} asks for no report and decides on no agenda.")


@click.command(
    epilog="""\b
Examples:
  operative series A/RES/75/130"""
)
@click.argument("symbol")
@answering
@calm
@telling
def series(symbol: str, form: str, db: str) -> None:
    """Print the series that a resolution belongs to: what goes on what, and what shows it."""
    from operative.registry import Registry

    answered(Registry(db).series(symbol), form, none=f"Nothing that is held goes on {symbol}, nor it on anything.")


@click.command(
    "cited-by",
    epilog="""\b
Examples:
  operative cited-by A/RES/70/1""",
)
@click.argument("symbol")
@answering
@calm
@telling
def cited_by(symbol: str, form: str, db: str) -> None:
    """Print which paragraphs cite a document, held or not."""
    from operative.registry import Registry

    answered(Registry(db).cited_by(symbol), form, none=f"Nothing that is held cites {symbol}.")


@click.command(
    epilog="""\b
Examples:
  operative calendar --actor un:secretary-general --out office.ics
  operative calendar --session 77 > session77.ics"""
)
@click.option("--actor", metavar="ID", help="Only what is asked of them: un:secretary-general, group:member-states.")
@click.option("--session", type=click.IntRange(1), metavar="SESSION", help="Only what falls due in this session.")
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@database
@calm
@telling
def calendar(actor: str | None, session: int | None, out: Path | None, db: str) -> None:
    """Write what falls due as a calendar (iCalendar), which calendar programs open or subscribe to.

    What is due at a session stands on its opening day, what is due by a date on that date; days to observe recur each
    year. An event keeps its identifier, so that a program that reads the calendar again changes what it has.
    """
    from operative.exports.calendar import calendar as written
    from operative.registry import Registry

    lines = Registry(db).calendar(actor=actor, session=session)
    whose = [f"session {session}"] if session else []
    content = written(lines, name=" · ".join(["Operative", *whose, *([actor] if actor else [])]))
    save(content, out)


SECTIONS = {
    "Reports": ("report",),
    "Agenda": ("agenda",),
    "Days, weeks, years and decades": ("day", "week", "year", "decade"),
}
MEETINGS = "Meetings, and what ends"  # what is of no other section


def answered_with_word(lines: Sequence[Followed], form: str, *, none: str, number: int | None = None) -> None:
    """Prints what is followed up: in tables by kind, people's word in one column beside what was computed.

    In the ledger of a session (`number`), nothing says that it is due then.
    """
    if form != "table" or not lines:
        answered(lines, form, none=none)
        return
    named = {kind: heading for heading, kinds in SECTIONS.items() for kind in kinds}
    for heading in (*SECTIONS, MEETINGS):
        chosen = [line for line in lines if named.get(line.kind, MEETINGS) == heading]
        if chosen:
            _section(heading, chosen, number)


def _section(heading: str, lines: Sequence[Followed], number: int | None) -> None:
    statuses = Counter(line.status for line in lines if line.status)
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    click.echo(f"{heading} ({told or len(lines)})")
    rows = [_beside(line, _due(line, number), titled=number is not None) for line in _once(lines)]
    columns = ("symbol", "para", "what", "who", "due", "computed", "evidence", "said")
    filled = [column for column in columns if any(row[column] for row in rows)]
    answered(rows, "table", none="", columns=filled)
    click.echo()


def _due(line: Followed, number: int | None) -> str | None:
    """When a line is due; of a session's ledger, only what that leaves open: the day, or the other sessions."""
    if number is None or line.day or not line.due:
        return line.due
    return None if line.sessions == (number,) else line.due.removeprefix("session ")


def _once(lines: Sequence[Followed]) -> Iterator[Followed]:
    """Each day or meeting of a resolution once, by its longest name, with all paragraphs that speak of it.

    What people have spoken of stands for itself, as do requests and decisions.
    """
    from msgspec.structs import replace

    together: dict[tuple[str, ...], list[Followed]] = {}
    for line in lines:
        alone = line.status or not line.day or line.said or line.owner or line.comments or line.said_evidence
        key = (line.about,) if alone else (line.symbol, line.kind, line.day or "")
        together.setdefault(key, []).append(line)
    for same in together.values():
        paras = ", ".join(dict.fromkeys(line.para for line in same))
        yield replace(max(same, key=lambda line: len(line.what)), para=paras)


def _beside(line: Followed, due: str | None, *, titled: bool) -> dict[str, Any]:
    """A line of a table: what falls due, the computed status, and what people said.

    A report is told by the title of the resolution that asks for it (`titled`) where the table is on more than one.
    """
    from msgspec.structs import asdict

    said = [f"{line.said} ({line.said_by}, {(line.said_at or '')[:10]})"] if line.said else []
    said += [f"evidence {', '.join(line.said_evidence)}"] if line.said_evidence else []
    said += [f"owner {line.owner}"] if line.owner else []
    said += [f"comments: {len(line.comments)}"] if line.comments else []
    what = line.what
    if line.kind == "report" and titled:
        what = shorten(line.title or "", TITLE, placeholder=" …") + ("" if what == "report" else f" ({what})")
    if line.includes:
        what = f"{what}, including {', '.join(line.includes)}"
    return {**asdict(line), "what": what, "due": due, "computed": line.status, "said": said}


COMMANDS = (session, mandates, follow, series, cited_by, calendar)
