"""Commands for what a resolution invites and requests: calls, contribute, contributions, withdraw, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operative.cli.answers import answered, answering, asked, database, save, telling
from operative.cli.common import LANGUAGES, calm

if TYPE_CHECKING:
    from operative.registry.calls import Call
    from operative.registry.contributions import Contribution

SHOWN = 60  # characters of a contribution in a table


@click.command(
    epilog="""\b
Examples:
  operative calls
  operative calls A/RES/64/12
  operative calls A/RES/64/12 --format json | jq '.[0].invited'"""
)
@click.argument("symbol", metavar="[SYMBOL]", required=False)
@answering
@calm
@telling
def calls(symbol: str | None, form: str, db: str) -> None:
    """List the paragraphs that invite others to inform the Secretary-General: whom, by when, for which report.

    JSON and CSV list who is invited one by one: the 193 Member States of today where the text says "Member States".
    """
    rows = [_call(call) for call in asked(db).calls(symbol)]
    columns = ("symbol", "para", "who", "due", "report", "received", "status", "seen by")
    answered(
        rows,
        form,
        none="No paragraph invites anybody to inform, as far as a rule knows or somebody said.",
        columns=columns,
    )


def _call(call: Call) -> dict[str, Any]:
    from operative.exports.facts import when
    from operative.registry.calls import expanded

    return {
        "symbol": call.symbol,
        "para": call.block,
        "who": call.who,
        "due": when(call.due),
        "report": call.report,
        "received": call.contributions,
        "status": call.status,
        "evidence": call.evidence,
        "rule": call.rule,
        "seen by": call.opened_by or "rule",
        "invited": expanded(call.actors),
    }


@click.command(
    epilog="""\b
Examples:
  operative contribute A/RES/64/12 op3 --from state:mli --file letter.docx --date 2010-06-24 --by "N. Name"
  operative contribute A/RES/64/12 op3 --from "Lamp Makers' Union" --text "We held ..." --by "N. Name"
  pdftotext note.pdf - | operative contribute A/RES/64/12 3 --from Peru --text - --by "N. Name" """
)
@click.argument("symbol", metavar="SYMBOL")
@click.argument("place", metavar="PARA")
@click.option("--from", "contributor", metavar="WHO", required=True, help='Whose it is: "Mali", state:mli, any name.')
@click.option("--file", metavar="FILE", type=click.Path(path_type=Path), help="The file that came: of any form.")
@click.option("--text", metavar="TEXT", help="Its text; - for standard input.")
@click.option("--date", "day", metavar="DATE", help="Its date, as 2010-06-24 (default: today).")
@click.option("--language", type=click.Choice(LANGUAGES), help="Its language (default: found from the text).")
@click.option("--ocr", is_flag=True, help="Recognise scanned pages (needs the OCR programs).")
@click.option("--by", metavar="NAME", required=True, help="Who puts it in.")
@database
@calm
@telling
def contribute(
    symbol: str,
    place: str,
    contributor: str,
    file: Path | None,
    text: str | None,
    day: str | None,
    language: str | None,
    ocr: bool,
    by: str,
    db: str,
) -> None:
    """Store what somebody sent in answer to a call: its plain text, and the file as it came (up to 20 MB)."""
    from operative.registry.contributions import from_file, from_text

    if (file is None) == (text is None):
        raise click.UsageError("Give either --file or --text.")
    registry = asked(db)
    received = from_file(file, ocr=ocr) if file else from_text(sys.stdin.read() if text == "-" else text or "")
    made = registry.contribute(symbol, place, contributor, received, by=by, day=day, language=language)
    known = f" ({made.actor})" if made.actor else ""
    where = f"{made.symbol} {made.block}"
    click.echo(f"Contribution {made.id} to {where}: {made.contributor}{known}, {made.date}, {made.language}")


@click.command(
    epilog="""\b
Examples:
  operative contributions
  operative contributions A/RES/64/12
  operative contributions A/RES/64/12 --format json | jq -r '.[].text'"""
)
@click.argument("symbol", metavar="[SYMBOL]", required=False)
@answering
@calm
@telling
def contributions(symbol: str | None, form: str, db: str) -> None:
    """List what was sent in answer to calls, the withdrawn contributions among it."""
    every = asked(db).contributions(symbol)
    rows = [_contribution(one, short=form == "table") for one in every]
    columns = ("id", "symbol", "block", "contributor", "date", "language", "text", "withdrawn")
    answered(rows, form, none="Nothing was sent in yet.", columns=columns)


def _contribution(one: Contribution, *, short: bool) -> dict[str, Any]:
    from msgspec.structs import asdict

    text = " ".join(one.text.split()) if short else one.text
    return {**asdict(one), "text": f"{text[:SHOWN]} …" if short and len(text) > SHOWN else text}


@click.command(
    epilog="""\b
Examples:
  operative withdraw 7 --why "sent twice" --by "N. Name" """
)
@click.argument("contribution", metavar="NUMBER", type=int)
@click.option("--why", metavar="TEXT", required=True, help="The reason.")
@click.option("--by", metavar="NAME", required=True, help="Who withdraws it.")
@database
@calm
@telling
def withdraw(contribution: int, why: str, by: str, db: str) -> None:
    """Withdraw a contribution: it stays in the registry, marked so, and no report takes it in."""
    asked(db).withdraw(contribution, by=by, why=why)
    click.echo(f"Contribution {contribution} is withdrawn.")


@click.command(
    epilog="""\b
Examples:
  operative report A/RES/64/12 --as docx --out report.docx
  operative report A/RES/64/12 op12 --as html --out report.html"""
)
@click.argument("symbol", metavar="SYMBOL")
@click.argument("place", metavar="[PARA]", required=False)
@click.option("--as", "form", type=click.Choice(["docx", "html"]), default="docx", show_default=True, help="Its form.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Where to write it.")
@database
@calm
@telling
def report(symbol: str, place: str | None, form: str, out: Path, db: str) -> None:
    """Write the draft of the report that a resolution requests, in PARA or in the only paragraph that does.

    The draft brings together what the registry holds: who is asked what, what was contributed, who was not heard from,
    what documents belong to the matter. All of it is quoted with its source; nothing is made up.
    """
    from operative.exports import report as drafts

    draft = asked(db).report(symbol, place)
    content = drafts.docx(draft) if form == "docx" else drafts.html(draft).encode()
    save(content, out)
    came = sum(len(part.contributions) for part in draft.parts)
    silent = len({actor for part in draft.parts for actor in part.silent})
    click.echo(f"{out}: contributions {came}, invited but not heard from {silent}")


COMMANDS = (calls, contribute, contributions, withdraw, report)
