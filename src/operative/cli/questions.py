"""Commands that ask a registry: session, mandates, follow, series, cited-by, calendar."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operative.cli.answers import (
    answered,
    answering,
    asked,
    database,
    grouped,
    headed,
    least_force,
    save,
    session_number,
    telling,
)
from operative.cli.common import calm

if TYPE_CHECKING:
    from operative.registry.ledger import Followed


@click.command(
    epilog="""\b
Examples:
  operative session 77
  operative session 77 --format csv > ledger.csv"""
)
@click.argument("number", type=session_number)
@answering
@calm
@telling
def session(number: int, form: str, db: str) -> None:
    """Print the ledger of a session: reports due, items, days and meetings, each with the paragraph that says so.

    What was computed stands under "computed", with its evidence; what people said of it (`operative say`) under "said".
    """
    registry = asked(db)
    lines = registry.session(number)
    none = f"Nothing that is held falls due in session {number}; `operative status` says which sessions are held."
    answered_with_word(lines, form, none=none, number=number)
    if lines and number not in [held.number for held in registry.sessions()]:
        click.echo(f"No document of session {number} is held, which would say what came of these.", err=True)


@click.command(
    epilog="""\b
Examples:
  operative mandates --actor un:secretary-general --due 77
  operative mandates --actor group:member-states --force urge
  operative mandates --status "no evidence found" --format json"""
)
@click.option("--actor", metavar="WHO", help="Whom they direct: Mali, state:mli, Secretary-General, Member States.")
@click.option("--due", type=session_number, metavar="SESSION", help="The session in which a report is due.")
@click.option("--force", type=least_force, metavar="FORCE", help="At least this force: request, urge ... or 7 to 1.")
@click.option("--status", metavar="STATUS", help="What became of it: answered, renewed, due, taken up, held ...")
@click.option("--verb", metavar="VERB", help="The verb, in English: request, urge, invite ...")
@answering
@calm
@telling
def mandates(
    actor: str | None, due: int | None, force: int | None, status: str | None, verb: str | None, form: str, db: str
) -> None:
    """List what is asked of whom, by when, and what became of it."""
    from operative.languages import CLASSES, load
    from operative.registry import Unknown
    from operative.registry.followup import STATUSES

    if verb is not None and not any(verb in load("en").data["openings"][kind] for kind in CLASSES):
        raise Unknown(f"{verb} is no verb that acts have", "say it in English: request, invite, call upon")
    if status is not None and status not in STATUSES:
        raise Unknown(f"{status} is no status", f"say one of {', '.join(STATUSES)}")
    rows = asked(db).mandates(actor=_actor(actor), due=due, force=force, status=status, verb=verb)
    columns = ("symbol", "para", "verb", "addressees", "due", "status", "evidence")
    answered(rows, form, none="Nothing like that is asked in what is held.", columns=columns)


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
    """Print what became of each request, decision, invitation, day, meeting and mandate of a resolution.

    What was computed stands under "computed", with its evidence; what people said of it (`operative say`) under "said".
    """
    lines = asked(db).follow(symbol)
    answered_with_word(lines, form, none=f"{symbol} has nothing that is followed up.")


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
    answered(asked(db).series(symbol), form, none=f"Nothing that is held goes on {symbol}, nor it on anything.")


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
    answered(asked(db).cited_by(symbol), form, none=f"Nothing that is held cites {symbol}.")


@click.command(
    epilog="""\b
Examples:
  operative calendar --actor un:secretary-general --out office.ics
  operative calendar --session 77 > session77.ics"""
)
@click.option("--actor", metavar="WHO", help="Only what is asked of them: Mali, state:mli, Secretary-General.")
@click.option("--session", type=session_number, metavar="SESSION", help="Only what falls due in this session.")
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

    lines = asked(db).calendar(actor=_actor(actor), session=session)
    whose = [f"session {session}"] if session else []
    content = written(lines, name=" · ".join(["Operative", *whose, *([actor] if actor else [])]))
    save(content, out)


def _actor(named: str | None) -> str | None:
    """The identifier of an actor who is named by it or by a name in any of the six languages."""
    from operative.registry import Unknown
    from operative.registry.calls import identified

    if named is None:
        return None
    found = identified(named)
    if found is None:
        mend = "name it as resolutions do (Secretary-General) or by its identifier (un:secretary-general)"
        raise Unknown(f"{named} is no actor that the lists know", mend)
    return found


SECTIONS = {
    "Reports": ("report",),
    "Invitations": ("invitation",),
    "Agenda": ("agenda",),
    "Days, weeks, years and decades": ("day", "week", "month", "year", "decade"),
    "Meetings": ("conference", "meeting", "forum"),
}
STANDING = "Bodies and mandates"  # what is of no other section
COLUMNS = ("para", "what", "due", "computed", "evidence", "said")
FIRM = ("para", "computed")  # the columns that are never broken


def answered_with_word(lines: Sequence[Followed], form: str, *, none: str, number: int | None = None) -> None:
    """Prints what is followed up: by kind and resolution, people's word in one column beside what was computed.

    In the ledger of a session (`number`), nothing says that it is due then.
    """
    if form != "table" or not lines:
        answered(lines, form, none=none)
        return
    if number is None:
        from rich.console import Console

        Console(highlight=False).print(headed(lines[0].symbol, lines[0].title or ""), crop=False)
        click.echo()
    named = {kind: heading for heading, kinds in SECTIONS.items() for kind in kinds}
    for heading in (*SECTIONS, STANDING):
        chosen = [line for line in lines if named.get(line.kind, STANDING) == heading]
        if chosen:
            _section(heading, chosen, number)


def _section(heading: str, lines: Sequence[Followed], number: int | None) -> None:
    """Prints the lines of a kind in columns: in a session's ledger those of each resolution beneath its title."""
    statuses = Counter(line.status for line in lines if line.status)
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    click.echo(f"{heading} ({told or len(lines)})")
    shown = [(line, _beside(line, number)) for line in _once(lines)]
    by_title = groupby(shown, key=lambda one: (one[0].symbol, one[0].title or "") if number is not None else None)
    groups = [(title, [row for _, row in group]) for title, group in by_title]
    grouped(groups, [column for column in COLUMNS if any(row[column] for _, row in shown)], firm=FIRM)
    click.echo()


def _due(line: Followed, number: int | None) -> str:
    """When a line is due; of a session's ledger, only what that leaves open: the day, or the other sessions."""
    due = _day_of_each_year(line.due or "")
    if number is None:
        return f"{due} (next {line.next})".strip() if line.next else due
    if line.day or not due:
        return due
    return "" if line.sessions == (number,) else due.removeprefix("session ")


def _day_of_each_year(due: str) -> str:
    """A day of each year in words where it isn't printed so: "26 September" for "09-26"."""
    month, _, day = due.partition("-")
    return f"{int(day)} {month_name[int(month)]}" if len(due) == len("09-26") and (month + day).isdecimal() else due


def _once(lines: Sequence[Followed]) -> Iterator[Followed]:
    """Each day or meeting of a resolution once, by its longest name, with all paragraphs that speak of it.

    What people have spoken of stands for itself, as do requests and decisions.
    """
    from msgspec.structs import replace

    together: dict[tuple[str, ...], list[Followed]] = {}
    for line in lines:
        asked = line.kind in ("report", "invitation", "agenda")
        alone = asked or not line.day or line.said or line.owner or line.comments or line.said_evidence
        key = (line.about,) if alone else (line.symbol, line.kind, line.day or "", line.status or "")
        together.setdefault(key, []).append(line)
    for same in together.values():
        paras = ", ".join(dict.fromkeys(line.para for line in same))
        yield replace(max(same, key=lambda line: len(line.what)), para=paras)


def _what(line: Followed) -> str:
    """What falls due, without the title of the resolution, which stands above it."""
    told, _, item = line.what.partition(": ")
    if line.title and line.title.lower() == (item or told).lower():
        return f"{told if item else line.kind} of this title"
    return line.what


def _beside(line: Followed, number: int | None) -> dict[str, str]:
    """The cells of a line: what falls due, for whom and when, the computed status, and what people said."""
    said = [f"{line.said} ({line.said_by}, {(line.said_at or '')[:10]})"] if line.said else []
    said += [f"evidence {', '.join(line.said_evidence)}"] if line.said_evidence else []
    said += [f"owner {line.owner}"] if line.owner else []
    said += [f"comments: {len(line.comments)}"] if line.comments else []
    said += [f"contributions: {line.contributions}"] if line.contributions else []
    plain = line.what == "report" and line.who and not line.includes
    what = ": ".join(part for part in (", ".join(line.who), "" if plain else _what(line)) if part)
    if line.includes:
        what = f"{what}, including {', '.join(line.includes)}"
    own = line.evidence is not None and line.evidence.startswith(f"{line.symbol} ")  # the line itself says it
    return {
        "para": line.para,
        "what": what,
        "due": _due(line, number),
        "computed": line.status or "",
        "evidence": "" if own else line.evidence or "",
        "said": "; ".join(said),
    }


COMMANDS = (session, mandates, follow, series, cited_by, calendar)
