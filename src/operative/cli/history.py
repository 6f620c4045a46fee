"""Commands for people's word: say, log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from operative.cli.answers import answered, answering, asked, database, telling
from operative.cli.common import calm

if TYPE_CHECKING:
    from operative.registry.history import Kind
    from operative.registry.word import Subject


@click.command(
    epilog="""\b
Examples:
  operative say A/RES/64/12 op12 --status answered --evidence A/66/353 --why "issued late" --by "N. Name"
  operative say A/RES/64/12 op12 --correct due=66 --why "the ordinal was misread" --by "N. Name"
  operative say A/RES/64/12 op12 --owner "Rule of law unit" --by "N. Name"
  operative say A/RES/64/12 op4 --comment "asked the mission on 3 May" --by "N. Name"
  operative say A/RES/64/12 op7 --call "Member States" --why "seeks their views" --by "N. Name"
  operative say A/RES/64/12 --successor A/RES/66/285 --why "same item" --by "N. Name" """
)
@click.argument("symbol", metavar="SYMBOL")
@click.argument("place", metavar="[PARA]", required=False)
@click.option("--fact", "which", metavar="NAME", help='Which fact, if the paragraph has several: "report 2".')
@click.option("--status", metavar="STATUS", help="What became of it: answered, renewed, taken up, done ...")
@click.option("--evidence", metavar="DOCUMENT", multiple=True, help='What shows it: A/66/353, "A/RES/66/285 pp3".')
@click.option("--correct", metavar="FIELD=VALUE", multiple=True, help="What a field should have been read as.")
@click.option("--successor", metavar="SYMBOL", multiple=True, help="A resolution that goes on this one.")
@click.option("--not-successor", metavar="SYMBOL", multiple=True, help="A resolution that doesn't go on this one.")
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--comment", metavar="TEXT", help="A remark.")
@click.option("--call", metavar="WHO", multiple=True, help="Who is invited to inform there, where no rule saw it.")
@click.option("--why", metavar="TEXT", help="The reason; needed for all but evidence, owners and comments.")
@click.option("--by", metavar="NAME", required=True, help="Who says so.")
@click.option("--after", metavar="DIGEST", help="The last event on it that you saw; refused if there is a newer one.")
@database
@calm
@telling
def say(symbol: str, place: str | None, which: str | None, by: str, after: str | None, db: str, **said: Any) -> None:
    """Say something of a document, a paragraph or what is followed up in it, beside what was computed.

    PARA is a paragraph's id (op12) or printed number (12, "5(a)", II.3). What is said is added to the trail, with who,
    when and why; it never changes what was computed, and nothing takes it away.
    """
    from operative.registry.history import told

    registry = asked(db)
    about = registry.subject(symbol, place, which)
    things = list(_things(about, said))
    why = said["why"]
    if not things:
        raise click.UsageError("Say something: --status, --evidence, --correct, --owner, --comment ...")
    if not why and any(kind in ("status", "correction", "link", "call") for kind, _ in things):
        raise click.UsageError("Say --why: others will ask.")
    for event in registry.say(about, things, by=by, why=why, after=after):
        click.echo(f"{event.digest[:12]}  {event.about}: {told(event)}")


def _things(about: Subject, said: dict[str, Any]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """What the options say, a thing each."""
    from operative.registry import word

    if said["status"]:
        yield word.status(said["status"], said["evidence"])
    elif said["evidence"]:
        yield word.evidence(said["evidence"])
    for one in said["correct"]:
        yield word.correction(about, one)
    for one in said["successor"]:
        yield word.link(one, True)
    for one in said["not_successor"]:
        yield word.link(one, False)
    if said["call"]:
        yield word.call(said["call"])
    if said["owner"]:
        yield word.owner(said["owner"])
    if said["comment"]:
        yield word.comment(said["comment"])


@click.command(
    epilog="""\b
Examples:
  operative log
  operative log A/RES/64/12
  operative log --verify
  operative log --format csv > trail.csv"""
)
@click.argument("symbol", metavar="[SYMBOL]", required=False)
@click.option("--verify", is_flag=True, help="Only check that nothing was changed, removed, put in or moved.")
@answering
@calm
@telling
def log(symbol: str | None, verify: bool, form: str, db: str) -> None:
    """Print the trail: what people said, when, about what and why.

    The trail is checked each time; where it was tampered with, that is told on standard error, and the exit code is 1.
    """
    import msgspec

    from operative.registry.history import told

    registry = asked(db)
    broken = registry.verify()
    events = registry.log(None if verify else symbol)
    if not verify:
        rows = [{**msgspec.structs.asdict(event), "said": told(event)} for event in events]
        columns = ("at", "by", "about", "said", "why", "digest")
        shown = list(map(_shortened, rows)) if form == "table" else rows
        answered(shown, form, none="Nothing was said yet.", columns=columns)
    elif broken is None:
        count = "1 event" if len(events) == 1 else f"{len(events)} events"
        click.echo(f"The trail is whole: {count}" + (f", the last {events[-1].digest}" if events else ""))
    if broken:
        raise click.ClickException(f"{db}: the trail was tampered with: {broken.what}; restore an earlier copy")


def _shortened(row: dict[str, Any]) -> dict[str, Any]:
    """An event as a table shows it: to the minute (UTC), with the digits of its digest that tell it from others."""
    return {**row, "at": row["at"][:16].replace("T", " "), "digest": row["digest"][:12]}


COMMANDS = (say, log)
