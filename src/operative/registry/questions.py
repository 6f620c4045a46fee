"""What else people ask a registry: what is asked of whom, which series a resolution belongs to, what cites a document.

Each question answers with rows: plain structs that print as table, JSON or CSV. What falls due is in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from operative.registry import schema
from operative.registry.ledger import when
from operative.registry.works import canonical, work

W, R, S = schema.works.c, schema.reports.c, schema.statuses.c


class Mandate(msgspec.Struct, frozen=True):
    """One act that directs somebody."""

    symbol: str
    para: str
    verb: str
    force: int
    addressees: tuple[str, ...]
    due: str | None
    status: str | None
    title: str | None
    block: str  # the paragraph's id


class Link(msgspec.Struct, frozen=True):
    """One link of a series: what goes on what, and what it rests on."""

    predecessor: str
    successor: str
    title: str | None
    rule: str
    strength: float
    place: str | None


class CitedBy(msgspec.Struct, frozen=True):
    """One citation of a document, or of a place in it."""

    symbol: str
    block: str
    relation: str | None
    text: str
    pinpoint: str | None
    title: str | None


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which mandates: by actor's identifier, session due, least force (1 to 7), computed status or verb."""

    actor: str | None = None
    due: int | None = None
    force: int | None = None
    status: str | None = None
    verb: str | None = None


def mandates(connection: Connection, asked: Filter, *, first: int = 0, most: int | None = None) -> list[Mandate]:
    """What is asked of whom, the latest session first; of all, `most` from the one with the number `first` on."""
    return list(_listed(connection, _mandates(asked).offset(first or None).limit(most)))


def mandates_where(connection: Connection, chosen: Any) -> Iterator[Mandate]:
    """What the works that are chosen ask of whom."""
    return _listed(connection, _mandates(Filter()).where(chosen))


def _listed(connection: Connection, query: Select[Any]) -> Iterator[Mandate]:
    for symbol, para, found, strength, addressees, falls, state, title, block in connection.execute(query):
        yield Mandate(symbol, para, found, strength, tuple(addressees), when(falls), state, title, block)


def count_mandates(connection: Connection, asked: Filter) -> int:
    """How many mandates there are of a kind."""
    acts = schema.acts.c
    counted = _mandates(asked).with_only_columns(acts.id).order_by(None).subquery()
    return connection.scalar(select(func.count()).select_from(counted)) or 0


def _mandates(asked: Filter) -> Select[Any]:
    acts, act_actors = schema.acts.c, schema.act_actors.c
    followed = and_(S.fact == R.id, S.kind == "report")
    every = asked.due is None and asked.status is None  # acts that ask for no report, too
    query: Select[Any] = (
        select(W.symbol, acts.para, acts.verb, acts.force, acts.addressees, R.due, S.status, W.title, acts.block)
        .select_from(schema.acts)
        .join(schema.works, W.id == acts.work)
        .join(schema.reports, R.act == acts.id, isouter=every)
        .join(schema.statuses, followed, isouter=every)
        .where(acts.force >= (asked.force or 1))
        .order_by(W.session.desc(), W.id, acts.id, R.id)
    )
    if asked.actor:
        query = query.where(exists().where(act_actors.act == acts.id, act_actors.actor == asked.actor))
    if asked.due is not None:
        query = query.where(R.due_session == asked.due)
    if asked.status:
        query = query.where(S.status == asked.status)
    if asked.verb:
        query = query.where(acts.verb == asked.verb)
    return query


def series(connection: Connection, symbol: str) -> list[Link]:
    """The series that a resolution belongs to, in the order of its links, forward and back."""
    start = work(connection, symbol)
    link = schema.links.c
    older = select(link.predecessor, link.successor).where(link.successor == start).cte(recursive=True)
    older = older.union(select(link.predecessor, link.successor).join(older, link.successor == older.c.predecessor))
    newer = select(link.predecessor, link.successor).where(link.predecessor == start).cte(recursive=True)
    newer = newer.union(select(link.predecessor, link.successor).join(newer, link.predecessor == newer.c.successor))
    before, after = schema.works.alias(), schema.works.alias()
    query = (
        select(before.c.symbol, after.c.symbol, after.c.title, link.rule, link.strength, link.block)
        .join(before, before.c.id == link.predecessor)
        .join(after, after.c.id == link.successor)
        .where(
            or_(
                exists().where(older.c.predecessor == link.predecessor, older.c.successor == link.successor),
                exists().where(newer.c.predecessor == link.predecessor, newer.c.successor == link.successor),
            )
        )
        .order_by(before.c.session, before.c.symbol, after.c.symbol)
    )
    return [Link(*row) for row in connection.execute(query)]


def cited_by(connection: Connection, symbol: str) -> list[CitedBy]:
    """What cites a document, whether the registry holds it or not."""
    c = schema.citations.c
    query = (
        select(W.symbol, c.block, c.relation, c.text, c.pinpoint, W.title)
        .join(schema.works, W.id == c.work)
        .where(c.symbol == canonical(symbol))
        .order_by(W.session, W.id, c.id)
    )
    return [CitedBy(*row) for row in connection.execute(query)]


def status(connection: Connection) -> dict[str, int]:
    """What the registry holds: works, versions, files, facts, and citations of documents that it doesn't hold."""
    counted = {
        "works": schema.works,
        "language versions": schema.expressions,
        "files": schema.manifestations,
        "acts": schema.acts,
        "report requests": schema.reports,
        "agenda decisions": schema.agenda,
        "observances": schema.observances,
        "citations": schema.citations,
        "links of series": schema.links,
    }
    found = {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in counted.items()}
    c = schema.citations.c
    missing = select(func.count()).where(c.symbol.is_not(None), ~exists().where(W.symbol == c.symbol))
    return {**found, "citations of documents not held": connection.scalar(missing) or 0}
