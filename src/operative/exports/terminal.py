"""A record for people, in a terminal or a pager.

Text stays in logical order, line by line: terminals that know right-to-left scripts turn it themselves, and would turn
it back if we did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from operative.record import Block, Footnote, Record

WIDTH = 88  # longer lines are hard to read
RIGHT_TO_LEFT = {"ar"}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RLM = "\u200f"  # starts a line that a terminal is to lay out from right to left


def show(records: Iterable[Record], *, listing: bool = False) -> None:
    """Print every record whole, or one line of each (`listing`) and their number."""
    console = Console(highlight=False, soft_wrap=False)
    if listing:
        _print_list(records, console)
        return
    for index, record in enumerate(records):
        if index:
            console.print()
        _print_record(record, console)


def _print_list(records: Iterable[Record], console: Console) -> None:
    number = 0
    for record in records:
        number += 1
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{record.symbol or '-':<18} ", style="bold")
        line.append(f"{record.language or '--'}  {record.adopted or '':<10}  ", style="dim")
        line.append(f"{_size(record, 'preambular'):>3} + {_size(record, 'operative'):<3} ")
        warned = f"{len(record.warnings)} warnings" if record.warnings else ""
        line.append(f"{len(record.footnotes):>3} notes {len(record.citations):>3} citations ")
        line.append(f"{warned:<12} ", style="yellow")
        line.append(record.title or record.source)
        console.print(line, soft_wrap=not console.is_terminal)
    console.print(f"{number} records")


def _size(record: Record, kind: str) -> int:
    return sum(block.kind == kind for block in record.blocks)


def _print_record(record: Record, console: Console) -> None:
    width = min(console.width, WIDTH)
    turned = record.language in RIGHT_TO_LEFT
    for renderable in _parts(record, width):
        if isinstance(renderable, Rule) or not turned:
            console.print(renderable, width=width)
        else:
            console.print(renderable, width=width)


def _parts(record: Record, width: int) -> Iterator[Text | Rule | Padding | Table]:
    yield from _masthead(record)
    part: str | None = None
    for is_table, blocks in groupby(record.blocks, key=lambda block: block.kind == "table"):
        if is_table:
            yield _table(list(blocks))
            yield Text()
            continue
        for block in blocks:
            if block.part != part:
                part = block.part
                yield Rule(style="dim")
            yield _block(block, record)
            yield Text()
    yield from _notes(record.footnotes, width)
    yield from _doubts(record)


def _masthead(record: Record) -> Iterator[Text | Rule]:
    organ = Text(record.organ or "", style="bold")
    symbol = Text(record.symbol or "", style="bold cyan")
    gap = max(2, WIDTH - cell_len(organ.plain) - cell_len(symbol.plain))
    yield Text.assemble(organ, " " * gap, symbol)
    yield Rule(style="dim")
    facts = {
        "session": str(record.session) if record.session else "",
        "agenda item": ", ".join(record.agenda_items),
        "adopted": record.adopted or "",
        "meeting": str(record.meeting) if record.meeting else "",
        "distributed": " ".join(filter(None, (record.distribution, record.distributed))),
        "on": ", ".join(filter(None, (record.basis.committee, *record.basis.documents))),
        "language": record.language or "",
    }
    yield Text("  ".join(f"{name} {fact}" for name, fact in facts.items() if fact), style="dim")
    yield Text()
    yield Text(record.title or "(no title found)", style="bold", justify="center")
    yield Text()


def _block(block: Block, record: Record) -> Text | Padding:
    style = {"heading": "bold", "formula": "italic", "closing": "italic", "vote": "dim"}.get(block.kind, "")
    text = _with_notes(block)
    text.stylize(style)
    if block.opening and block.text.startswith(block.opening.surface):
        text.stylize("italic", 0, len(block.opening.surface))
    number = f"{block.number}." if block.number and block.number.isalnum() else block.number or ""
    lead = RLM if record.language in RIGHT_TO_LEFT else ""
    if block.kind == "heading":
        text = Text.assemble(f"{number} " if number else "", text)
        text.justify = "center"
        return text
    line = Text.assemble(lead, (f"{number} ", "cyan") if number else "", text)
    return Padding(line, (0, 0, 0, 4 * (block.depth + 1) if block.kind in ("operative", "annex") else 4))


def _with_notes(block: Block) -> Text:
    """The block's text with its note marks raised where they stand."""
    text = Text()
    at = 0
    for note in block.notes:
        text.append(block.text[at : note.offset])
        mark = note.marker if not note.marker.isdecimal() else note.marker.translate(SUPERSCRIPT)
        text.append(mark, style="cyan")
        at = note.offset
    text.append(block.text[at:])
    return text


def _table(rows: list[Block]) -> Table:
    table = Table(show_header=False, show_lines=True, border_style="dim", expand=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row.text.split("\t")))
    return table


def _notes(notes: tuple[Footnote, ...], width: int) -> Iterator[Text | Rule]:
    if notes:
        yield Rule(style="dim", align="left")
    for note in notes:
        yield Text.assemble((f"{note.marker:>4} ", "cyan"), note.text)


def _doubts(record: Record) -> Iterator[Text | Rule]:
    """What looked wrong and what found no place; silent when there is neither."""
    if not record.warnings and not record.unplaced:
        return
    yield Text()
    yield Rule("to check", style="yellow")
    for warning in record.warnings:
        yield Text.assemble((f"{warning.code}: ", "yellow"), warning.message)
    for piece in record.unplaced:
        yield Text.assemble((f"unplaced {piece.span[0]}-{piece.span[1]}: ", "yellow"), piece.text.strip())
    yield Text(f"confidence {record.confidence:.2f}", style="dim")
