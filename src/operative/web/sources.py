"""Where a text came from: its place in the source file, the versions and files of a document, a preview of it.

A file is read once more to show a place in it, and only shown where it gives the very pieces that the registry
holds: so nothing comes to light that isn't held already. Where that fails the pieces of the record stand in.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from operative import reading, structure
from operative.exports.html import LANGUAGE_NAMES, View
from operative.reading import Unreadable
from operative.record import Record, Span
from operative.registry import Registry
from operative.registry.holdings import Version
from operative.web import addresses
from operative.web.answering import Asked, Page
from operative.web.origins import file_name, shown
from operative.web.speech import Unanswerable

AROUND = 700  # characters shown before and after a place
PLACED = ("blocks", "footnotes", "masthead", "furniture", "unplaced", "characters")  # all that a text is laid out in
FIRST_WORDS = 220  # letters of a preview


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the source, and whether it is what was asked for."""

    text: str
    marked: bool


class Extract(msgspec.Struct, frozen=True):
    """A place in a source file: `at_hand` says that the file itself is shown, not what the record kept of it.

    `spans` count in characters of the text as it was laid out for reading, `page` from 1 where the file has pages.
    """

    symbol: str
    language: str
    place: str | None
    at_hand: bool
    pieces: list[Piece]
    spans: list[Span]
    characters: int
    page: int | None
    file: str
    file_digest: str | None
    version: Version


def source(question: Asked) -> Page:
    """A paragraph in its source: /source/A/RES/64/12/zh?place=op3, or the whole of it with what found no place."""
    address = addresses.behind("/source", question.path)
    symbol = address.symbol.text
    record = question.registry.text(symbol, address.languages[0] if address.languages else None)
    place = question.text("place")
    found = _extract(question.registry, symbol, record, place)
    places = ", ".join(f"{start}–{end}" for start, end in found.spans)
    context = {
        "extract": found,
        "places": places,
        "direction": View(record).direction,
        "language_names": LANGUAGE_NAMES,
    }
    title = question.words("source.title", symbol=symbol)
    return Page(template="source.html", title=title, data=found, context=context)


def _extract(registry: Registry, symbol: str, record: Record, place: str | None) -> Extract:
    spans = _spans(record, place) if place else [piece.span for piece in record.unplaced]
    if place and not spans:
        raise Unanswerable(404, "no_block", symbol=symbol, place=place)
    text, digest = _text(record)
    version = next(one for one in registry.versions(symbol) if one.current and one.language == record.language)
    return Extract(
        symbol=symbol,
        language=str(record.language),
        place=place,
        at_hand=text is not None,
        pieces=list(_kept(record, spans, whole=not place) if text is None else _around(text, spans, whole=not place)),
        spans=spans,
        characters=record.characters,
        page=bisect_right(record.pages, spans[0][0]) if place and len(record.pages) > 1 else None,
        file=file_name(record.source),
        file_digest=digest,
        version=shown(version),
    )


def _spans(record: Record, place: str) -> list[Span]:
    """Where a paragraph, a heading or a note ("op3", "n4") stood."""
    for block in record.blocks:
        if block.id == place:
            return list(block.pieces or (block.span,))
    for note in record.footnotes:
        if f"n{note.marker}" == place:
            return list(note.pieces or (note.span,))
    return []


def _text(record: Record) -> tuple[str | None, str | None]:
    """The text of a record's file, and the file's digest; neither where it isn't at hand or has changed."""
    try:
        again, data = reading.again(record.source)
    except Unreadable:
        return None, None
    built = structure.build(again, record.language)
    if any(getattr(built, part) != getattr(record, part) for part in PLACED):
        return None, None
    return again.text, hashlib.sha256(data).hexdigest()


def _around(text: str, spans: Sequence[Span], *, whole: bool) -> Iterator[Piece]:
    """The text with the spans marked: all of it, or what stands about them."""
    at = 0 if whole else max(spans[0][0] - AROUND, 0)
    last = len(text) if whole else min(spans[-1][1] + AROUND, len(text))
    for start, end in sorted(spans):
        if start > at:
            yield Piece(text[at:start], False)
        yield Piece(text[max(start, at) : end], True)
        at = max(at, end)
    if at < last:
        yield Piece(text[at:last], False)


def _kept(record: Record, spans: Sequence[Span], *, whole: bool) -> Iterator[Piece]:
    """What a record kept of its source, in the order of the source, one piece a line."""
    everything: list[tuple[Span, str]] = [
        *((block.span, f"{block.number} {block.text}" if block.number else block.text) for block in record.blocks),
        *((note.span, f"{note.marker} {note.text}") for note in record.footnotes),
        *((fact.span, fact.text) for fact in record.masthead),
        *((piece.span, piece.text) for piece in record.furniture),
        *((piece.span, piece.text) for piece in record.unplaced),
    ]
    first, last = (0, record.characters) if whole else (spans[0][0] - AROUND, spans[-1][1] + AROUND)
    for span, text in sorted(everything):
        if span[1] >= first and span[0] <= last:
            yield Piece(text.strip("\n") + "\n", any(start < span[1] and span[0] < end for start, end in spans))


# --- versions, previews -----------------------------------------------------------------------------------------------


def versions(question: Asked) -> Page:
    """The versions of a document, the files that they were read from, and their readings: /versions/A/RES/64/12."""
    address = addresses.behind("/versions", question.path)
    symbol = address.symbol.text
    found = list(map(shown, question.registry.versions(symbol)))
    context = {"symbol": symbol, "versions": found, "language_names": LANGUAGE_NAMES}
    title = question.words("versions.title", symbol=symbol)
    return Page(template="versions.html", title=title, data=found, context=context)


class Preview(msgspec.Struct, frozen=True):
    """What a citation shows of a document before it is followed: its title, its day, its first operative words."""

    symbol: str
    title: str | None
    date: str | None
    language: str | None
    words: str | None


def preview(question: Asked) -> Page:
    """A preview of a document, held or not: /preview/A/RES/64/12. The page of a resolution asks for it."""
    address = addresses.behind("/preview", question.path)
    symbol, registry = address.symbol.text, question.registry
    record = registry.record(symbol, question.words.code) or registry.record(symbol)
    known = registry.titles([symbol])
    found = Preview(
        symbol=symbol,
        title=record.title if record else known.get(symbol),
        date=record.adopted if record else None,
        language=record.language if record else None,
        words=_first_words(record) if record else None,
    )
    return Page(template="preview.html", title=symbol, data=found, context={"preview": found})


def _first_words(record: Record) -> str | None:
    """The beginning of the first operative paragraph, or of the text where there is none."""
    blocks = [block for kind in ("operative", "preambular", "text") for block in record.blocks if block.kind == kind]
    if not blocks:
        return None
    text = f"{blocks[0].number}. {blocks[0].text}" if blocks[0].number else blocks[0].text
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS].rsplit(None, 1)[0]} …"
