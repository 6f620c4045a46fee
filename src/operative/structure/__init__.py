"""Pages to the record's skeleton: masthead, paragraphs, footnotes, annexes, furniture. Never raises on content."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from operative import languages
from operative.languages import Language
from operative.languages.detect import language_of
from operative.reading.page import Line, Reading
from operative.record import Block, Footnote, Furniture, Note, Opening, Record, Span
from operative.structure import notes, paragraphs
from operative.structure.flow import Flow, flow, hyphenation
from operative.structure.identity import identify
from operative.structure.judgement import judged
from operative.structure.masthead import Masthead, masthead
from operative.structure.numbers import session_of
from operative.structure.outline import Outline, Part
from operative.structure.placing import account
from operative.structure.stated import stated, states_masthead
from operative.structure.zones import Zones, zones
from operative.symbols import ORGANS, Symbol, parse

__all__ = ["build"]

DEFAULT_LANGUAGE = "en"  # for texts in none of the six languages: something must read their figures and symbols

Hyphen = Callable[[str, str], str]


def build(reading: Reading, language: str | None = None, *, symbol: str | None = None) -> Record:
    """The record's skeleton: everything but citations and what paragraphs do.

    `language` overrides what the container says, which overrides what the text looks like; `symbol` stands where the
    text has none.
    """
    found = language or _stated_language(reading) or language_of(reading.text)
    speaks = languages.load(found or DEFAULT_LANGUAGE)
    zone = zones(reading, speaks)
    hyphen = hyphenation(zone.body)
    footnotes = _footnotes(zone, hyphen)
    lost = not any(run.raised for line in zone.body for run in line.runs)
    if lost and not speaks.writing.spaced:
        notes.raise_spaced(zone.body, [marker for marker, _ in footnotes], speaks.figures)
    outline = _outline(zone, speaks, hyphen)
    if lost:
        _bind_lost_marks(outline.parts, footnotes, speaks)
    identify(outline.parts, speaks)
    head = _masthead(reading, zone, outline, speaks)
    given = parse(symbol) if symbol and not head.symbol else None
    if given:
        _name(head, given)
        reading.warnings = [*reading.warnings, ("symbol-given", f"the text has no symbol; {given} was given")]
    return _record(reading, found, zone, outline, footnotes, head)


def _stated_language(reading: Reading) -> str | None:
    """The language that the container states, unless the enacting formula is not in it: some published files err."""
    stated = reading.language
    lines = (line for page in reading.pages for line in page.lines)
    formula = next((line for line in lines if line.role == "formula"), None)
    return None if stated and formula and not _enacts(stated, formula.text) else stated


@lru_cache(maxsize=64)  # documents share their formula
def _enacts(language: str, formula: str) -> bool:
    """Whether the words are an enacting formula of the language."""
    return languages.load(language).enacting.match(formula) is not None


@lru_cache(maxsize=64)
def _organ(language: str, formula: str) -> str | None:
    """The organ that a formula names."""
    return languages.load(language).organ(formula)


def _footnotes(zone: Zones, hyphen: Hyphen) -> list[tuple[str, Flow]]:
    """The notes in the order of the document: those set apart, and those that follow the closing line."""
    found, stray = notes.gather(zone.notes)
    last = max((int(note.marker) for note in found if note.marker.isdecimal()), default=0)
    after, zone.tail = notes.after_the_close(zone.tail, last)
    zone.tail = stray + zone.tail
    made: list[tuple[str, Flow]] = []
    for note in found + after:
        made.append((note.marker, notes.text_of(note, hyphen)))
    return made


def _outline(zone: Zones, language: Language, hyphen: Hyphen) -> Outline:
    outline = Outline(language)
    for paragraph in paragraphs.gather(zone.body, zone.turns, language):
        first = paragraph.lines[0]
        text = flow(paragraph.lines, hyphen, spaced=language.writing.spaced, apart=language.writing.apart)
        if first.zone == "cell":
            outline.add(text, role="table")
        else:
            outline.add(text, role=first.role, number=first.number, depth=first.depth)
    return outline


def _bind_lost_marks(parts: list[Part], footnotes: list[tuple[str, Flow]], language: Language) -> None:
    """Binds the notes whose marks are no longer raised, and takes those marks out of the text."""
    flows = [part.flow for part in parts]
    markers = [marker for marker, _ in footnotes]
    bound: dict[str, tuple[int, int]] = {}
    for block, text in enumerate(flows):
        for mark in text.marks:
            bound.setdefault(mark.marker, (block, mark.offset))
    anchors = notes.bind([text.text for text in flows], bound, markers, language.figures)
    for anchor in reversed(anchors):
        flows[anchor.block].take_out(anchor.offset, anchor.length, str(anchor.marker))


def _masthead(reading: Reading, zone: Zones, outline: Outline, language: Language) -> Masthead:
    """The masthead: as the container states it, or as the lines outside the paragraphs print it."""
    lines = _masthead_lines(zone)
    formula = next((part.flow.text for part in outline.parts if part.kind == "formula"), None)
    organ = _organ(language.code, formula) if formula else None
    if states_masthead(reading.facts):
        return stated(lines, reading.facts, language.code, organ)
    return masthead(lines, language, organ)


def _name(head: Masthead, symbol: Symbol) -> None:
    """Puts in a symbol that somebody gave, with the session and organ that follow from it where they are wanting."""
    head.symbol = symbol.text
    if head.session is None:
        head.session, head.session_kind = session_of(symbol.text)
    head.organ = head.organ or ORGANS.get(symbol.organ)


def _masthead_lines(zone: Zones) -> list[Line]:
    """All lines outside the paragraphs, in the order of the document, the closing lines among them."""
    lines = [*zone.head, *zone.closing, *zone.tail, *(line for _, line in zone.furniture)]
    return sorted(lines, key=lambda line: line.start)


def _record(
    reading: Reading,
    language: str | None,
    zone: Zones,
    outline: Outline,
    footnotes: list[tuple[str, Flow]],
    head: Masthead,
) -> Record:
    blocks = tuple(_block(part) for part in outline.parts)
    feet = tuple(_footnote(marker, text) for marker, text in footnotes)
    skipped = [Furniture(kind=kind, text=line.text, span=(line.start, line.end)) for kind, line in zone.furniture]
    placed: list[Span] = [fact.span for fact in head.facts] + [item.span for item in skipped]
    for text in (*(part.flow for part in outline.parts), *(text for _, text in footnotes)):
        placed += text.pieces
    more, lost = account(reading.text, placed)
    record = Record(
        source=reading.source,
        media_type=reading.media_type,
        language=language,
        symbol=head.symbol,
        title=head.title,
        organ=head.organ,
        session=head.session,
        adopted=head.adopted,
        meeting=head.meeting,
        agenda_items=head.agenda_items,
        distribution=head.distribution,
        distributed=head.distributed,
        job_number=head.job_number,
        basis=head.basis,
        blocks=blocks,
        footnotes=feet,
        masthead=head.facts,
        furniture=tuple(sorted([*skipped, *more], key=lambda item: item.span)),
        unplaced=lost,
        characters=len(reading.text),
        pages=tuple(page.start for page in reading.pages),
    )
    return judged(record, reading, outline, zone)


def _block(part: Part) -> Block:
    text = part.flow
    return Block(
        id=part.id,
        kind=part.kind,
        number=part.number,
        depth=part.depth,
        text=text.text or part.number or "",
        notes=tuple(Note(marker=mark.marker, offset=mark.offset, span=mark.span) for mark in text.marks),
        span=(text.pieces[0][0], text.pieces[-1][1]),
        pieces=tuple(text.pieces) if len(text.pieces) > 1 else (),
        opening=Opening(verb=part.opening.verb, surface=part.opening.surface) if part.opening else None,
        part=part.part,
    )


def _footnote(marker: str, text: Flow) -> Footnote:
    return Footnote(
        marker=marker,
        text=text.text,
        span=(text.pieces[0][0], text.pieces[-1][1]),
        pieces=tuple(text.pieces) if len(text.pieces) > 1 else (),
    )
