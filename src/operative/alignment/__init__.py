"""Versions of a text beside each other: a resolution and its successor, or two readings of one, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from operative.alignment.alarms import Alarm, alarms
from operative.alignment.comparison import Change, Comparison, Pair, Place, Run, Version
from operative.alignment.matching import Matching, Unit, match
from operative.alignment.tokens import Token, tokens
from operative.alignment.wording import runs
from operative.languages import CODES
from operative.record import Citation, Record

__all__ = ["Alarm", "Comparison", "Pair", "Run", "Version", "alarms", "diff", "wording"]

NOT_COMPARED = {"vote", "closing"}  # they say how a text was adopted


def diff(old: Record, new: Record) -> Comparison:
    """The paragraphs of two records side by side. Raises ValueError unless both are in the same known language."""
    if old.language is None or old.language != new.language or old.language not in CODES:
        raise ValueError(f"only texts in one language can be compared, not {old.language} with {new.language}")
    code = old.language
    pairs = tuple(_pairs(_blocks(old), _blocks(new), code))
    return Comparison(
        language=code,
        old=_version(old),
        new=_version(new),
        title=_titles(_title(old), _title(new), code) if old.title and new.title else None,
        pairs=pairs,
        notes=tuple(_pairs(*_notes(old, new, pairs), code)),
    )


def wording(old: str, new: str, language: str) -> tuple[Run, ...]:
    """The words of two paragraphs in one language: which stay, and which are replaced, inserted or deleted."""
    return runs(tokens(old, language), tokens(new, language), language)[0]


def _version(record: Record) -> Version:
    return Version(
        source=record.source,
        symbol=record.symbol,
        title=record.title,
        session=record.session,
        adopted=record.adopted,
    )


class _Paragraph(NamedTuple):
    """What is compared: a text with its place. `context` names what it belongs to, the same on both sides."""

    place: Place
    text: str
    tokens: Sequence[Token]
    context: frozenset[str] = frozenset()

    @property
    def unit(self) -> Unit:
        return Unit(self.place.kind, self.tokens, self.context)


def _blocks(record: Record) -> list[_Paragraph]:
    cited = _citations(record)
    return [
        _Paragraph(
            Place(id=block.id, kind=block.kind, number=block.number, depth=block.depth, span=block.span),
            block.text,
            tokens(block.text, str(record.language), cited.get(block.id, ())),
        )
        for block in record.blocks
        if block.kind not in NOT_COMPARED
    ]


def _title(record: Record) -> _Paragraph:
    title, span = str(record.title), next((fact.span for fact in record.masthead if fact.field == "title"), (0, 0))
    place = Place(id="title", kind="heading", span=span)
    return _Paragraph(place, title, tokens(title, str(record.language)))


def _titles(old: _Paragraph, new: _Paragraph, code: str) -> Pair:
    found = match([old.unit], [new.unit]).matches
    return _pair(old, new, found[0].likeness if found else 0.0, False, code)


def _notes(old: Record, new: Record, pairs: Iterable[Pair]) -> tuple[list[_Paragraph], list[_Paragraph]]:
    """The footnotes of both sides: those of paragraphs that are a pair belong together."""
    places: tuple[dict[str, str], dict[str, str]] = {}, {}
    for at, pair in enumerate(pairs):
        for place, side in zip((pair.old, pair.new), places, strict=True):
            if place:
                side[place.id] = str(at)
    left, right = (_notes_of(record, side) for record, side in zip((old, new), places, strict=True))
    return left, right


def _notes_of(record: Record, pair_of: dict[str, str]) -> list[_Paragraph]:
    cited = _citations(record)
    context: dict[str, set[str]] = {}
    for block in record.blocks:
        for note in block.notes:
            context.setdefault(note.marker, set()).add(pair_of.get(block.id, ""))
    return [
        _Paragraph(
            Place(id=f"fn{note.marker}", kind="footnote", number=note.marker, span=note.span),
            note.text,
            tokens(note.text, str(record.language), cited.get(f"fn{note.marker}", ())),
            frozenset(context.get(note.marker, ())),
        )
        for note in record.footnotes
    ]


def _citations(record: Record) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in record.citations:
        found.setdefault(citation.in_, []).append(citation)
    return found


def _pairs(old: Sequence[_Paragraph], new: Sequence[_Paragraph], code: str) -> Iterator[Pair]:
    """The pairs in the order of the new text, each dropped paragraph behind the one that it followed."""
    matching = match([paragraph.unit for paragraph in old], [paragraph.unit for paragraph in new])
    partners = {found.new: found for found in matching.matches}
    dropped = _dropped(len(old), matching)
    for at in range(-1, len(new)):
        if found := partners.get(at):
            yield _pair(old[found.old], new[at], found.likeness, found.moved, code)
        elif at >= 0:
            within = matching.new_within.get(at)
            yield _new(new[at], None if within is None else old[within])
        for gone in dropped.get(at, ()):
            within = matching.old_within.get(gone)
            yield _gone(old[gone], None if within is None else new[within])


def _pair(old: _Paragraph, new: _Paragraph, likeness: float, moved: bool, code: str) -> Pair:
    marked, updates = runs(old.tokens, new.tokens, code)
    changes = {run.change for run in marked}
    change: Change = "same" if changes <= {"same"} else "updated" if changes <= {"same", "updated"} else "reworded"
    return Pair(
        change=change,
        old=old.place,
        new=new.place,
        moved=moved,
        likeness=round(likeness, 3),
        runs=marked,
        updates=updates,
    )


def _new(new: _Paragraph, within: _Paragraph | None) -> Pair:
    run = Run(change="inserted", new=new.text)
    return Pair(change="new", new=new.place, runs=(run,), within=within.place.id if within else None)


def _gone(old: _Paragraph, within: _Paragraph | None) -> Pair:
    run = Run(change="deleted", old=old.text)
    return Pair(change="dropped", old=old.place, runs=(run,), within=within.place.id if within else None)


def _dropped(count: int, matching: Matching) -> dict[int, list[int]]:
    """Old paragraphs without a partner, by the new one behind which each stands (-1: before the first)."""
    partner = {found.old: found for found in matching.matches}
    out: dict[int, list[int]] = {}
    place = -1
    for at in range(count):
        if at not in partner:
            out.setdefault(place, []).append(at)
        elif not partner[at].moved:
            place = partner[at].new
    return out
