"""A record for people, in a terminal or a pager.

Text stays in logical order: terminals that know right-to-left scripts turn it themselves, and would turn it back if we
did. Lines are wrapped here and have no blanks at their ends, so that a pager or a file gets them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from operative.exports.facts import backing, facts, label, words
from operative.languages import Language, load
from operative.meaning.rules import RULES
from operative.record import Act, Block, Fact, Record

WIDTH = 88  # longer lines are hard to read
NUMBER = 6  # columns for a paragraph's number
RIGHT_TO_LEFT = {"ar"}
RLM = "\u200f"  # begins a line that a terminal is to lay out from right to left
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STYLES = {"heading": "bold", "formula": "italic", "closing": "italic"}


def show(records: Iterable[Record], *, listing: bool = False) -> None:
    """Print every record whole, or one line of each (`listing`) and how many there were."""
    console = Console(highlight=False)
    count = 0
    for record in records:
        count += 1
        if listing:
            console.print(_row(record), no_wrap=True, overflow="ellipsis", crop=console.is_terminal)
        else:
            for line in _Sheet(record, console).lines():
                console.print(line, soft_wrap=True)
    if listing:
        console.print(f"{count} {'record' if count == 1 else 'records'}")


def _row(record: Record) -> Text:
    kinds = [block.kind for block in record.blocks]
    return Text.assemble(
        (f"{record.symbol or '-':<16} ", "bold"),
        f"{record.language or '--'} {record.adopted or '':<10} ",
        f"{kinds.count('preambular'):>3} + {kinds.count('operative'):<3}",
        f"{len(record.footnotes):>4} notes {len(record.citations):>4} citations ",
        (f"{len(record.warnings)} to check " if record.warnings else "", "yellow"),
        record.title or record.source,
    )


def explain(record: Record, place: str | None = None) -> bool:
    """Print what paragraphs do, each fact with the rule that found it; whether there was such a paragraph.

    `place` is a block's id ("op12", "op5.a") or a paragraph's printed number ("12", "5(a)"); None takes all.
    """
    console = Console(highlight=False)
    found = facts(record)
    chosen = [block for block in record.blocks if _is_at(block, place, found)]
    language = load(record.language or "en")  # a record without a language has no openings
    for block in chosen:
        for line in _explained(block, found.get(block.id, []), language):
            console.print(line, soft_wrap=True)
    return bool(chosen)


def _is_at(block: Block, place: str | None, found: Mapping[str, list[Fact]]) -> bool:
    if place is None:
        return block.id in found
    return place == block.id or any(fact.para == place for fact in found.get(block.id, []))


def _explained(block: Block, found: list[Fact], language: Language) -> Iterator[Text]:
    yield Text.assemble((f"{block.id}  ", "bold cyan"), _with_notes(block))
    if block.opening:
        yield Text.assemble(f"  opens with “{block.opening.surface}”: ", (block.opening.verb, "bold"))
        if source := backing(language, block.text):
            yield Text(f"    as in {source}", style="dim")
    for fact in found:
        yield Text.assemble(("  " + label(fact), "bold"), f"  {words(fact)}")
        yield Text(f"    in “{_shortened(block.text[fact.offset : fact.end])}” ({fact.offset}-{fact.end})", style="dim")
        yield Text(f"    rule {fact.rule} ({fact.confidence:.2f}): {RULES[fact.rule].words}", style="dim")
        if isinstance(fact, Act) and fact.offset and (source := backing(language, block.text[fact.offset :])):
            yield Text(f"    “{fact.surface}” as in {source}", style="dim")
    if not found:
        yield Text("  no rule found anything here", style="dim")
    yield Text()


def _shortened(text: str, most: int = 100) -> str:
    return text if len(text) <= most else f"{text[: most // 2].rstrip()} … {text[-most // 2 :].lstrip()}"


class _Sheet:
    """The lines that a record is shown in."""

    def __init__(self, record: Record, console: Console) -> None:
        self.record, self.console = record, console
        self.width = min(console.width, WIDTH)
        self.lead = RLM if record.language in RIGHT_TO_LEFT else ""

    def lines(self) -> Iterator[Text]:
        yield from self._masthead()
        part: str | None = None
        for (is_table, block_part), blocks in groupby(
            self.record.blocks, lambda block: (block.kind == "table", block.part)
        ):
            if block_part != part:
                part = block_part
                yield self._rule()
            if is_table:
                yield from self._table(list(blocks))
                continue
            for block in blocks:
                yield from self._block(block)
                yield Text()
        yield from self._notes()
        yield from self._doubts()

    def _masthead(self) -> Iterator[Text]:
        record = self.record
        printed = next((fact.text for fact in record.masthead if fact.field == "organ"), None)
        organ, symbol = printed or record.organ or "", record.symbol or ""
        gap = " " * max(2, self.width - cell_len(organ) - cell_len(symbol))
        yield Text.assemble((organ, "bold"), gap, (symbol, "bold cyan"))
        yield self._rule()
        facts = {
            "session": record.session,
            "agenda item": ", ".join(record.agenda_items),
            "adopted": record.adopted,
            "meeting": record.meeting,
            "distributed": record.distributed,
            "on": ", ".join(filter(None, (record.basis.committee, *record.basis.documents))),
            "language": record.language,
        }
        about = " · ".join(f"{name} {fact}" for name, fact in facts.items() if fact)
        yield from self._wrapped(Text(about, style="dim"), lead="")
        yield Text()
        title = Text(record.title or "(no title was found)", style="bold")
        for line in title.wrap(self.console, self.width - 16):
            line.rstrip()
            yield Text.assemble(self.lead, " " * ((self.width - cell_len(line.plain)) // 2), line)
        yield Text()

    def _block(self, block: Block) -> Iterator[Text]:
        text = _with_notes(block)
        text.stylize(STYLES.get(block.kind, ""))
        number = f"{block.number}." if block.number and block.number.isalnum() else block.number or ""
        if block.kind == "heading":
            yield from self._wrapped(Text.assemble(f"{number} " if number else "", text), indent=NUMBER)
        else:
            yield from self._wrapped(text, number=number, indent=NUMBER * (block.depth + 1))

    def _wrapped(self, text: Text, *, number: str = "", indent: int = 0, lead: str | None = None) -> Iterator[Text]:
        """The lines of a paragraph behind its indent, its number hanging in it."""
        first = f"{number} ".rjust(indent) if number else " " * indent
        for line in text.wrap(self.console, max(20, self.width - indent)):
            line.rstrip()
            yield Text.assemble(self.lead if lead is None else lead, (first, "cyan"), line)
            first = " " * indent

    def _table(self, rows: list[Block]) -> Iterator[Text]:
        table = Table(show_header=False, show_lines=True, border_style="dim", width=self.width)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row.text.split("\t")))
        with self.console.capture() as capture:
            self.console.print(table)
        yield from Text.from_ansi(capture.get()).split("\n")

    def _notes(self) -> Iterator[Text]:
        if self.record.footnotes:
            yield self._rule(self.width // 4)
        for note in self.record.footnotes:
            yield from self._wrapped(Text(note.text), number=note.marker, indent=NUMBER)
        yield Text()

    def _doubts(self) -> Iterator[Text]:
        """What looked wrong and what found no place; silent when there is neither."""
        record = self.record
        if not record.warnings and not record.unplaced:
            return
        yield Text(f"To check (confidence {record.confidence:.2f})", style="bold yellow")
        for warning in record.warnings:
            yield from self._wrapped(Text.assemble((warning.code, "yellow"), " ", warning.message), indent=2, lead="")
        for piece in record.unplaced:
            about = Text.assemble(("unplaced", "yellow"), f" {piece.span[0]}-{piece.span[1]}: ", piece.text.strip())
            yield from self._wrapped(about, indent=2, lead="")
        yield Text()

    def _rule(self, width: int | None = None) -> Text:
        return Text(self.lead + "─" * (width or self.width), style="dim")


def _with_notes(block: Block) -> Text:
    """The block's text, its opening words set apart and its note marks raised where they stand."""
    text, at = Text(), 0
    for note in block.notes:
        text.append(block.text[at : note.offset])
        text.append(note.marker.translate(SUPERSCRIPT) if note.marker.isdecimal() else note.marker, style="cyan")
        at = note.offset
    text.append(block.text[at:])
    if block.opening and block.text.startswith(block.opening.surface):
        text.stylize("italic", 0, len(block.opening.surface))
    return text
