"""What looked wrong, and how far the record is to be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from operative import sessions
from operative.languages.detect import other_than
from operative.reading.page import Reading
from operative.record import Record, Warning
from operative.structure.outline import Outline, introduced
from operative.structure.zones import Zones
from operative.symbols import parse

TELLING = 80  # characters of a paragraph from which on its language can be told


def judged(record: Record, reading: Reading, outline: Outline, zone: Zones) -> Record:
    """The record with its warnings and its confidence."""
    warnings = [
        *(Warning(code=code, message=message) for code, message in reading.warnings),
        *_of_the_whole(record, zone.formula),
        *_of_the_session(record),
        *_of_numbering(record, outline),
        *_of_notes(record, zone),
        *_of_openings(record),
        *_of_languages(record),
    ]
    return msgspec.structs.replace(record, warnings=tuple(warnings), confidence=_confidence(record, zone.formula))


def _of_the_whole(record: Record, formula: bool) -> Iterator[Warning]:
    if record.language is None:
        yield Warning(code="unknown-language", message="the text is in none of the six languages")
    if not any(block.kind == "operative" for block in record.blocks):
        yield Warning(code="not-a-resolution", message="no operative paragraph was found")
    elif not formula:
        yield Warning(code="no-formula", message="the enacting formula (The General Assembly, ...) was not found")
    lost = sum(len(piece.text) for piece in record.unplaced)
    if lost * 20 > record.characters:
        yield Warning(code="unplaced-text", message=f"{lost} of {record.characters} characters found no place")


def _of_the_session(record: Record) -> Iterator[Warning]:
    """A date of adoption outside the session that the symbol names: one of the two was misread or misprinted."""
    symbol = parse(record.symbol) if record.symbol and record.adopted else None
    if symbol is None or symbol.session is None or symbol.organ != "A" or symbol.session_kind == "body":
        return
    session = sessions.session(symbol.session, symbol.session_kind or "regular")
    day = date.fromisoformat(record.adopted or "")
    if session and session.exact and not session.opens <= day <= (session.closes or day):
        message = f"{record.symbol} is of session {session}, which {record.adopted}, the date of adoption, is not in"
        yield Warning(code="date-outside-session", message=message)


def _of_numbering(record: Record, outline: Outline) -> Iterator[Warning]:
    for index, numbers in outline.gaps:
        block = record.blocks[index]
        yield Warning(code="numbering-gap", message=f"no paragraph {numbers} before {block.id}", span=block.span)


def _of_notes(record: Record, zone: Zones) -> Iterator[Warning]:
    notes = {note.marker for note in record.footnotes}
    marks = {note.marker for block in record.blocks for note in block.notes}
    marks.update(line.text[run.start : run.end].strip("()") for line in zone.head for run in line.runs if run.raised)
    for footnote in record.footnotes:
        if footnote.marker not in marks:
            message = f"nothing refers to note {footnote.marker}"
            yield Warning(code="note-without-mark", message=message, span=footnote.span)
    for block in record.blocks:
        for note in block.notes:
            if note.marker not in notes:
                message = f"there is no note {note.marker}, to which {block.id} refers"
                yield Warning(code="mark-without-note", message=message, span=note.span or block.span)


def _of_openings(record: Record) -> Iterator[Warning]:
    """Paragraphs of the body that open with words of no lexicon; those that go on another need no verb."""
    goes_on = introduced(record.blocks)
    for block in record.blocks:
        if block.opening or block.depth or block.part or block.id in goes_on:
            continue
        if block.kind == "preambular" or (block.kind == "operative" and block.number and block.number.isdecimal()):
            message = f"{block.id} opens with unknown words: {' '.join(block.text.split()[:5])[:60]}"
            yield Warning(code="unknown-opening", message=message, span=block.span)


def _of_languages(record: Record) -> Iterator[Warning]:
    """Paragraphs in another language than the record's: of those whose opening words are none of its own."""
    for block in record.blocks:
        if block.opening is None and block.kind in ("preambular", "operative", "text") and len(block.text) >= TELLING:
            other = other_than(record.language, block.text) if record.language else None
            if other:
                message = f"{block.id} seems to be in another language ({other}) than the rest ({record.language})"
                yield Warning(code="mixed-languages", message=message, span=block.span)


def _confidence(record: Record, formula: bool) -> float:
    """From 0 to 1: how much of what makes a resolution was found, less what found no place."""
    paragraphs = [block for block in record.blocks if block.kind in ("preambular", "operative") and block.depth == 0]
    opened = sum(block.opening is not None for block in paragraphs) / max(len(paragraphs), 1)
    score = 0.3 * formula + 0.3 * opened * any(block.kind == "operative" for block in paragraphs)
    score += 0.15 * (record.symbol is not None) + 0.1 * (record.title is not None) + 0.15 * (record.adopted is not None)
    lost = sum(len(piece.text) for piece in record.unplaced) / max(record.characters, 1)
    return round(score * (1 - min(1.0, 2 * lost)), 2)
