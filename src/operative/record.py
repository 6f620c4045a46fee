"""The record: what one input says, as frozen structures whose JSON names are fixed.

Every span is a pair of offsets, in characters, into the text that the reading room laid out (for a text file: the
decoded file itself). The JSON Schema of the record is generated from these classes.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Span = tuple[int, int]

Kind = Literal[
    "formula",  # "The General Assembly,"
    "preambular",
    "operative",
    "heading",  # of a section, of a part, or within an annex
    "annex",  # a paragraph of an annex or appendix
    "table",  # a row of a table, cells separated by tabs
    "vote",  # a recorded vote as printed
    "closing",  # "41st plenary meeting / 9 November 2009"
    "text",  # a paragraph that is none of these
]


class Struct(msgspec.Struct, frozen=True):
    """Base of all parts of a record: frozen, compared by value, written to JSON in the order of its fields."""


class Note(Struct, frozen=True, kw_only=True):
    """A note mark: it follows the character before `offset` in the text of its block."""

    marker: str
    offset: int
    span: Span | None = None


class Opening(Struct, frozen=True, kw_only=True):
    """The words that open a paragraph: `verb` is the same English key in every language."""

    verb: str
    surface: str


class Block(Struct, frozen=True, kw_only=True):
    """One paragraph, heading or table row. `text` is free of its number and of note marks.

    `span` is the hull of where it stood; `pieces` lists the exact places when it stood in several (over a page's end).
    """

    id: str
    kind: Kind
    number: str | None = None
    depth: int = 0
    text: str
    notes: tuple[Note, ...] = ()
    span: Span
    pieces: tuple[Span, ...] = ()
    opening: Opening | None = None
    part: str | None = None  # "annex", "annex I", "appendix": the part that the block belongs to, if not the body


class Footnote(Struct, frozen=True, kw_only=True):
    """A footnote's text, without its mark."""

    marker: str
    text: str
    span: Span
    pieces: tuple[Span, ...] = ()


class Citation(Struct, frozen=True, kw_only=True, rename={"in_": "in"}):
    """A reference to a document by symbol or name. `offset` counts in the text of the block or note named by `in`.

    `in` is a block's id, or `fn` and the marker of a footnote ("fn3").
    """

    symbol: str | None
    date: str | None = None
    relation: str | None = None
    in_: str
    offset: int
    text: str
    name: str | None = None  # "Charter of the United Nations", "2030 Agenda for Sustainable Development" ...
    pinpoint: str | None = None  # "annex", "para. 12", "sect. VII": the place in the document, as printed


class Act(Struct, frozen=True, kw_only=True):
    """One thing the organ does in one paragraph."""

    para: str
    seq: int
    verb: str
    surface: str
    addressees: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class Due(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When something is due: sessions of the Assembly, a date, a recurrence, a time from now."""

    sessions: tuple[int, ...] = ()
    date: str | None = None
    recurrence: str | None = None
    within: str | None = None


class ReportRequest(Struct, frozen=True, kw_only=True):
    """Who is to submit what to whom, by when."""

    para: str
    by: tuple[str, ...] = ()
    to: str | None = None
    due: Due | None = None
    form: str = "report"
    includes: tuple[str, ...] = ()


class AgendaDecision(Struct, frozen=True, kw_only=True):
    """A decision on which item a coming session takes up."""

    para: str
    session: int | None
    action: str
    item: str | None
    level: str = "item"


class Observance(Struct, frozen=True, kw_only=True):
    """A day, week, year, decade or meeting that is proclaimed, observed or convened."""

    para: str
    kind: str
    name: str
    when: str | None = None
    action: str = "observe"


class Basis(Struct, frozen=True, kw_only=True):
    """On what the resolution was adopted: a committee's report, or drafts without reference to a Main Committee."""

    committee: str | None = None
    documents: tuple[str, ...] = ()


class MastheadFact(Struct, frozen=True, kw_only=True):
    """Where a fact of the masthead, the title or the closing line stood."""

    field: str
    text: str
    span: Span


class Furniture(Struct, frozen=True, kw_only=True):
    """What the printer or the converter put there and a reader skips: running heads, page numbers, job noise."""

    kind: str
    text: str
    span: Span


class Unplaced(Struct, frozen=True, kw_only=True):
    """Text of the input that found no place in the record."""

    span: Span
    text: str


class Warning(Struct, frozen=True, kw_only=True):
    """Something that looked wrong. `code` is one of those that docs/reference lists."""

    code: str
    message: str
    span: Span | None = None


class Record(Struct, frozen=True, kw_only=True):
    """One language version of one document, as read from one input."""

    source: str
    media_type: str
    language: str | None = None
    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: int | None = None
    adopted: str | None = None
    meeting: int | None = None
    agenda_items: tuple[str, ...] = ()
    distribution: str | None = None
    distributed: str | None = None
    job_number: str | None = None
    basis: Basis = Basis()
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    acts: tuple[Act, ...] = ()
    reports: tuple[ReportRequest, ...] = ()
    agenda: tuple[AgendaDecision, ...] = ()
    observances: tuple[Observance, ...] = ()
    masthead: tuple[MastheadFact, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[Warning, ...] = ()
    confidence: float = 0.0  # that this is a resolution, rightly read: 0 to 1
    characters: int = 0  # length of the text that all spans count in
    pages: tuple[int, ...] = ()  # offset at which each page begins


def schema() -> dict[str, Any]:
    """The JSON Schema of the record, the same under every version of Python."""
    import inspect

    made = msgspec.json.schema(Record)
    for definition in made["$defs"].values():
        if "description" in definition:  # a docstring, which Python has unindented only since 3.13
            definition["description"] = inspect.cleandoc(definition["description"])
    return made
