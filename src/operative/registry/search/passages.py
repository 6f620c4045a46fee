"""Records as the passages that are searched: title, paragraphs, footnotes, each with its marks.

A mark says what a passage is and does: `session:75`, `language:fr`, `in:op`, `verb:call_upon`,
`actor:un:secretary-general`, `due:77`, `symbol:a/res/75/130`.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import msgspec

from operative.record import Block, Kind, Record
from operative.registry.followup import due_sessions

Place = Literal["title", "pp", "op", "note", "annex", "other"]
TITLE = "title"  # the block of a title
_LEFT_OUT = ("formula", "closing")  # every resolution has the same


class Passages(NamedTuple):
    """The titles, paragraphs, headings, table rows and footnotes of a record, in order: what each has, side by side.

    `blocks` are their ids in the record, or "title", or "fn3". `marks` have a space between each two; those of symbol
    and language, which they share, are left out.
    """

    blocks: Sequence[str]
    places: Sequence[Place]
    texts: Sequence[str]
    marks: Sequence[str]


def passages(record: Record) -> Passages:
    """The passages of a record, none of them empty."""
    known = f"{mark('session', str(record.session))} " if record.session is not None else ""
    here = {place: f"{known}{mark('in', place)}" for place in get_args(Place)}
    done = {block: " ".join(found) for block, found in _done(record).items()}
    found = texts(record)
    places_of: dict[str, Place] = {block.id: _place(block) for block in record.blocks} | {TITLE: "title"}
    places = [places_of.get(block, "note") for block in found]
    stood = zip(found, places, strict=True)
    marks = [f"{here[place]} {done[block]}" if block in done else here[place] for block, place in stood]
    return Passages(tuple(found), places, tuple(found.values()), marks)


@lru_cache(maxsize=1 << 14)
def mark(name: str, value: str) -> str:
    """A mark as it is kept: in small letters, without blanks."""
    return f"{name}:{'_'.join(value.lower().split())}"


def _place(block: Block) -> Place:
    if block.part or block.kind == "annex":
        return "annex"
    return "pp" if block.kind == "preambular" else "op" if block.kind == "operative" else "other"


def _done(record: Record) -> dict[str, dict[str, None]]:
    """The marks of what paragraphs do, by block, each once and in order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for act in record.acts:
        marks = found[act.in_]
        marks[mark("verb", act.verb)] = None
        for actor in act.actors:
            marks[mark("actor", actor)] = None
    for request in record.reports:
        found[request.in_].update((mark("actor", actor), None) for actor in request.actors)
        due = [str(session) for session in due_sessions(request.due, record.session)]
        due += [request.due.date[:4]] if request.due and request.due.date else []
        found[request.in_].update((mark("due", one), None) for one in due)
    for decision in record.agenda:
        if decision.session is not None:
            found[decision.in_][mark("due", str(decision.session))] = None
    return found


# --- texts out of what is kept ----------------------------------------------------------------------------------------


class _Block(msgspec.Struct, frozen=True, gc=False):
    id: str
    kind: Kind
    text: str


class _Footnote(msgspec.Struct, frozen=True, gc=False):
    marker: str
    text: str


class Texts(msgspec.Struct, frozen=True, gc=False):
    """The part of a record that passages are made of: it is decoded in a tenth of the time."""

    title: str | None
    blocks: tuple[_Block, ...]
    footnotes: tuple[_Footnote, ...]


_decoder = msgspec.json.Decoder(Texts)


def texts(record: Record | Texts) -> dict[str, str]:
    """The text of each passage of a record, by block, in order."""
    found = {TITLE: record.title or ""}
    found |= {block.id: block.text for block in record.blocks if block.kind not in _LEFT_OUT}
    for note in record.footnotes:
        found.setdefault(f"fn{note.marker}", note.text)
    return {block: text for block, text in found.items() if text.strip()}


def texts_of(blob: bytes) -> dict[str, str]:
    """The text of each passage of a record as it is kept."""
    return texts(_decoder.decode(zlib.decompress(blob)))
