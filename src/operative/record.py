"""The record: what one input says, as frozen structures whose JSON names are fixed.

Every span is a pair of offsets, in characters, into the text that the reading room laid out (for a text file: the
decoded file itself). The JSON Schema of the record is generated from these classes.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Span = tuple[int, int]

ReportForm = Literal["report", "oral", "information", "other"]
VerbClass = Literal["decides", "directs", "observes", "reaffirms", "evaluates", "commits", "other"]

ObservanceKind = Literal["day", "week", "month", "year", "decade", "conference", "meeting", "forum"]
ObservanceAction = Literal["proclaim", "observe", "convene", "other"]
StandingKind = Literal["body", "mandate", "appointment", "fund", "scale", "budget"]
StandingAction = Literal["establish", "extend", "end", "appoint", "approve", "limit"]
DocumentKind = Literal["report", "recommendations", "note", "other"]

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


class Struct(msgspec.Struct, frozen=True, gc=False):
    """Base of all parts of a record: frozen, compared by value, written to JSON in the order of its fields.

    No part leads back to what holds it, so Python needn't look for such circles among the thousands that a record has.
    """


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


class Fact(Struct, frozen=True, kw_only=True):
    """What paragraphs do, with the place that says so: `offset` to `end` in the text of the block named by `in`.

    `para` is the printed number ("12", "5(a)", "II.3"). `rule` is the rule that found it (docs/reference/rules.md), and
    `confidence` that rule's share of right answers on resolutions labelled by hand.
    """

    para: str
    in_: str = msgspec.field(name="in")
    offset: int
    end: int
    rule: str
    confidence: float


class Act(Fact, frozen=True, kw_only=True):
    """One thing the organ does in one paragraph. `class` and `force` are those of its verb."""

    seq: int
    verb: str
    surface: str
    class_: VerbClass = msgspec.field(name="class")
    force: int  # of a mandate, from 1 (encourage) to 7 (demand); 0 where the verb directs nobody
    addressees: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class Due(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When something is due: sessions of the Assembly, a date, a recurrence, a time from now, or words as printed.

    `opens` and `closes` are the days between which the due sessions lie, one pair a session.
    """

    sessions: tuple[int, ...] = ()
    date: str | None = None
    recurrence: str | None = None
    within: str | None = None
    other: str | None = None
    calendar: tuple[tuple[str, str], ...] = ()


class ReportRequest(Fact, frozen=True, kw_only=True):
    """Who is to submit what to whom, by when; `includes` are the blocks that it must take in."""

    by: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    to: str | None = None
    due: Due | None = None
    form: ReportForm = "report"
    on: str | None = None  # its matter, as printed
    includes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()  # "within existing resources", as printed
    item: str | None = None  # the agenda item under which it is to be submitted


class AgendaDecision(Fact, frozen=True, kw_only=True):
    """A decision on which item a coming session takes up, or on how a matter goes on."""

    session: int | None
    action: Literal["include", "consider"]
    item: str | None
    level: Literal["item", "sub-item"] = "item"
    under: str | None = None  # the item that a sub-item stands under
    how: str | None = None  # "continue", "defer", "conclude", "remain seized", where the words say so
    recurrence: str | None = None
    unless: str | None = None  # "unless otherwise agreed", as printed


class Observance(Fact, frozen=True, kw_only=True):
    """A day, week, year, decade or meeting that is proclaimed, observed or convened."""

    kind: ObservanceKind
    name: str
    when: str | None = None  # as printed
    date: str | None = None  # "09-15" of each year, "2026", "2024-05-27"
    where: str | None = None
    host: str | None = None
    action: ObservanceAction = "observe"


class Standing(Fact, frozen=True, kw_only=True):
    """What a resolution sets up or keeps going: a body, its mandate, an appointment, a fund, a scale, a budget."""

    kind: StandingKind
    action: StandingAction
    name: str | None = None  # as printed
    until: str | None = None  # a date, where the words give one
    amount: str | None = None  # of a budget, as printed


class NotedDocument(Fact, frozen=True, kw_only=True):
    """A document that the organ takes note of, welcomes, endorses, approves or adopts."""

    what: DocumentKind
    of: str | None = None
    actors: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()  # of the citations that stand in the same words


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
    standing: tuple[Standing, ...] = ()
    noted_documents: tuple[NotedDocument, ...] = ()
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
