"""Drafts of requested reports: all that the registry holds for one, brought together and left in its sources' words.

A draft says which paragraph asks for the report, what the resolution asks of whom, what was contributed to the
paragraphs that the report takes in, who was invited and was not heard from, and what documents belong to the matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from operative.record import AgendaDecision, Block, Record, ReportRequest
from operative.registry import contributions, history, schema, word
from operative.registry.calls import Call, calls, expanded
from operative.registry.contributions import Contribution
from operative.registry.invitations import of_the_secretary_general, within
from operative.registry.store import Unknown
from operative.registry.works import as_cited, by_number, canonical, text, work


class Asked(msgspec.Struct, frozen=True):
    """What one paragraph asks: the verbs and whom it directs, as printed, and its words."""

    block: str
    verbs: tuple[str, ...]
    addressees: tuple[str, ...]
    text: str


class Part(msgspec.Struct, frozen=True):
    """A paragraph that the report takes in: its words, its call, what came, and which actors were not heard from.

    `included` says whether the request for the report names the paragraph; `groups` are those invited that the registry
    knows no members of.
    """

    block: str
    text: str
    included: bool
    call: Call | None
    contributions: tuple[Contribution, ...]
    silent: tuple[str, ...]
    groups: tuple[str, ...]


class Related(msgspec.Struct, frozen=True):
    """A document that belongs to the matter: its title, where it is held, how it is related, in which paragraphs."""

    symbol: str
    title: str | None
    relations: tuple[str, ...]
    places: tuple[str, ...]
    resolution: bool


class Shown(msgspec.Struct, frozen=True):
    """A document that somebody named as evidence of the report: who, and when."""

    document: str
    by: str
    at: str


class Draft(msgspec.Struct, frozen=True):
    """The draft of a report. `missing` are paragraphs that it is to take in and that the text has not."""

    symbol: str
    title: str | None
    language: str
    adopted: str | None
    organ: str | None
    compiled: str
    request: ReportRequest
    mandate: Block
    items: tuple[AgendaDecision, ...]  # on the sessions at which the report is due
    asked: tuple[Asked, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    cites: tuple[Related, ...]
    cited_by: tuple[Related, ...]
    predecessors: tuple[Related, ...]
    successors: tuple[Related, ...]
    evidence: tuple[Shown, ...]


def draft(connection: Connection, symbol: str, place: str | None = None, today: date | None = None) -> Draft:
    """The draft of the report that a resolution requests, in a paragraph or in the only one that requests one.

    Raises RegistryError where no report is requested, or where several are and none is named.
    """
    wanted = canonical(symbol)
    key = work(connection, wanted)
    record = text(connection, wanted)
    request, about = _request(record, wanted, place, word.words(connection, wanted))
    parts = tuple(_parts(connection, record, wanted, request))
    blocks = {block.id: block for block in record.blocks}
    sessions = request.due.sessions if request.due else ()
    return Draft(
        symbol=wanted,
        title=record.title,
        language=record.language or "en",
        adopted=record.adopted,
        organ=record.organ,
        compiled=(today or date.today()).isoformat(),
        request=request,
        mandate=blocks[request.in_],
        items=tuple(item for item in record.agenda if item.item and item.session in sessions),
        asked=tuple(_asked(record)),
        parts=parts,
        missing=tuple(block for block in request.includes if block not in blocks),
        cites=tuple(_cites(connection, key)),
        cited_by=tuple(_cited_by(connection, wanted)),
        predecessors=tuple(_linked(connection, key, back=True)),
        successors=tuple(_linked(connection, key, back=False)),
        evidence=tuple(_evidence(connection, about)),
    )


def _request(record: Record, symbol: str, place: str | None, said: dict[str, word.Word]) -> tuple[ReportRequest, str]:
    """The request for the report, as people corrected it, and its key."""
    every = [
        (word.corrected(fact, said.get(key)), key)
        for key, fact in word.keys(record, symbol)
        if isinstance(fact, ReportRequest)
    ]
    if place is not None:
        block = word.paragraph(record, place).id
        chosen = [one for one in every if one[0].in_ == block]
    else:
        chosen = [one for one in every if one[0].form == "report"]
    if not chosen:
        where = f"{symbol} {place}" if place else symbol
        there = ", ".join(dict.fromkeys(request.in_ for request, _ in every))
        raise Unknown.of("other_report" if there else "no_report", about=where, places=there)
    if place is None and len({request.in_ for request, _ in chosen}) > 1:
        there = ", ".join(dict.fromkeys(request.in_ for request, _ in chosen))
        raise Unknown.of("several_reports", symbol=symbol, places=there)
    # "Requests all States to inform ... and requests the Secretary-General to report": the latter is what is drafted
    return next((one for one in chosen if of_the_secretary_general(one[0].actors)), chosen[0])


def _asked(record: Record) -> Iterator[Asked]:
    """What each operative paragraph asks of somebody."""
    for block in record.blocks:
        acts = [act for act in record.acts if act.in_ == block.id and act.force]
        if acts:
            verbs = tuple(dict.fromkeys(act.surface for act in acts))
            addressees = tuple(dict.fromkeys(name for act in acts for name in act.addressees))
            yield Asked(block.id, verbs, addressees, block.text)


# --- contributions ----------------------------------------------------------------------------------------------------


def _parts(connection: Connection, record: Record, symbol: str, request: ReportRequest) -> Iterator[Part]:
    """The paragraphs that the report takes in by name, and the calls that no other report takes in."""
    open_calls = {call.block: call for call in calls(connection, symbol)}
    came = [one for one in contributions.listed(connection, work(connection, symbol)) if not one.withdrawn]
    for block in record.blocks:
        call = open_calls.get(block.id)
        included = any(within(block.id, whole) for whole in request.includes)
        if included or (call is not None and call.report in (None, request.in_)):
            yield _part(block, included, call, tuple(one for one in came if one.block == block.id))


def _part(block: Block, included: bool, call: Call | None, came: tuple[Contribution, ...]) -> Part:
    heard = {one.actor for one in came}
    invited = expanded(call.actors) if call else ()
    silent = tuple(actor for actor in invited if actor not in heard and not actor.startswith("group:"))
    groups = tuple(actor for actor in invited if actor.startswith("group:"))
    return Part(block.id, block.text, included, call, came, silent, groups)


# --- related documents ------------------------------------------------------------------------------------------------


def _cites(connection: Connection, key: int) -> Iterator[Related]:
    c, w = schema.citations.c, schema.works.c
    query = (
        select(c.symbol, w.title, c.relation, c.block)
        .join(schema.works, w.symbol == c.symbol, isouter=True)
        .where(c.work == key, c.symbol.is_not(None))
        .order_by(c.id)
    )
    return _related(connection.execute(query))


def _cited_by(connection: Connection, symbol: str) -> Iterator[Related]:
    c, w = schema.citations.c, schema.works.c
    query = (
        select(w.symbol, w.title, c.relation, c.block)
        .join(schema.works, w.id == c.work)
        .where(c.symbol.in_(as_cited(symbol)))
        .order_by(w.session, *by_number(w.symbol), c.id)
    )
    return _related(connection.execute(query))


def _linked(connection: Connection, key: int, *, back: bool) -> Iterator[Related]:
    """The resolutions that one goes on, or that go on it, by the rule that links them."""
    link, w = schema.links.c, schema.works.c
    here, there = (link.successor, link.predecessor) if back else (link.predecessor, link.successor)
    query = (
        select(w.symbol, w.title, link.rule, link.block)
        .join(schema.works, w.id == there)
        .where(here == key)
        .order_by(w.session, w.symbol)
    )
    return _related(connection.execute(query))


def _related(rows: Iterable[Sequence[str | None]]) -> Iterator[Related]:
    """The documents of rows of symbol, title, relation and place, each once, in the order in which they come first."""
    found: dict[str, list[Sequence[str | None]]] = {}
    for row in rows:
        found.setdefault(str(row[0]), []).append(row)
    for symbol, every in found.items():
        relations = tuple(dict.fromkeys(row[2] for row in every if row[2]))
        places = tuple(dict.fromkeys(row[3] for row in every if row[3]))
        yield Related(symbol, every[0][1], relations, places, "/RES/" in symbol)


def _evidence(connection: Connection, about: str) -> Iterator[Shown]:
    """The documents that people named as evidence of the report."""
    for event in history.read(connection, about):
        yield from (Shown(one, event.by, event.at) for one in event.what.get("evidence", ()))
