"""What else people ask a registry: what is asked of whom, which series a resolution belongs to, what cites a document.

Each question answers with rows: plain structs that print as table, JSON or CSV. What falls due is in the ledger.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from operative.registry import schema
from operative.registry.ledger import when
from operative.registry.works import canonical, work

RECURRENCES = ("annual", "biennial", "triennial")  # in the next session, in the second, in the third
LONGER, UNSTATED = "longer", "unstated"
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


class Cites(msgspec.Struct, frozen=True):
    """One citation that a document makes, of another or of something named that has no symbol."""

    symbol: str | None
    name: str | None
    block: str
    relation: str | None
    text: str
    date: str | None
    title: str | None


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which mandates: by actor's identifier, session due, least force (1 to 7), computed status or verb.

    Also by the session that adopted them, the Main Committee or "plenary" that they came from, the greatest force, and
    only those that ask for a report, with how often it comes back.
    """

    actor: str | None = None
    due: int | None = None
    force: int | None = None
    status: str | None = None
    verb: str | None = None
    session: int | None = None
    basis: str | None = None
    strongest: int | None = None
    reports: bool = False
    cycle: str | None = None


ORDERS: dict[str, Any] = {  # that mandates can be put in; within each the latest session comes first
    "verb": schema.acts.c.verb,
    "force": schema.acts.c.force,
    "matter": W.title,
    "due": R.due_session,
    "status": S.status,
}


def mandates(
    connection: Connection, asked: Filter, *, first: int = 0, most: int | None = None, order: str | None = None
) -> list[Mandate]:
    """What is asked of whom, the latest session first; of all, `most` from the one with the number `first` on.

    `order` is one of ORDERS, with a minus before it for the reverse; what has none of it comes last.
    """
    query = _ordered(selection(asked), order).offset(first or None).limit(most)
    return [
        Mandate(symbol, para, found, strength, tuple(addressees), when(falls), state, title, block)
        for symbol, para, found, strength, addressees, falls, state, title, block in connection.execute(query)
    ]


def count_mandates(connection: Connection, asked: Filter) -> int:
    """How many mandates there are of a kind."""
    acts = schema.acts.c
    counted = selection(asked).with_only_columns(acts.id).order_by(None).subquery()
    return connection.scalar(select(func.count()).select_from(counted)) or 0


def _ordered(query: Select[Any], order: str | None) -> Select[Any]:
    if not order:
        return query
    by = ORDERS[order.removeprefix("-")]
    latest = (W.session.desc(), W.id, schema.acts.c.id, R.id)
    return query.order_by(None).order_by((by.desc() if order.startswith("-") else by.asc()).nulls_last(), *latest)


def selection(asked: Filter) -> Select[Any]:
    """The acts that a filter chooses, each with the report that it asks for: works, acts, reports and statuses."""
    acts, act_actors = schema.acts.c, schema.act_actors.c
    followed = and_(S.fact == R.id, S.kind == "report")
    every = not (asked.reports or asked.cycle or asked.due or asked.status)  # acts that ask for no report, too
    least = asked.force or (1 if every else 0)  # a report is asked for by what directs nobody, too: "decides"
    query: Select[Any] = (
        select(W.symbol, acts.para, acts.verb, acts.force, acts.addressees, R.due, S.status, W.title, acts.block)
        .select_from(schema.acts)
        .join(schema.works, W.id == acts.work)
        .join(schema.reports, R.act == acts.id, isouter=every)
        .join(schema.statuses, followed, isouter=asked.status is None)
        .where(acts.force >= least, *_narrowed(asked))
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


def _narrowed(asked: Filter) -> list[ColumnElement[bool]]:
    """What a filter says beyond who, when, what and what became of it."""
    said = {W.session: asked.session, W.basis: asked.basis, CYCLE: asked.cycle}
    found = [column == value for column, value in said.items() if value is not None]
    return [*found, schema.acts.c.force <= asked.strongest] if asked.strongest is not None else found


# How often a report comes back: as the words say, or by the session in which it is due.
CYCLE: ColumnElement[str] = case(
    (R.due["recurrence"].as_string().in_(RECURRENCES), R.due["recurrence"].as_string()),
    *((R.due_session - W.session == gap, name) for gap, name in enumerate(RECURRENCES, 1)),
    (R.due_session - W.session > len(RECURRENCES), LONGER),
    else_=UNSTATED,
)


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


def cites(connection: Connection, symbol: str) -> list[Cites]:
    """What the text of a document cites, in its order. Raises Unknown where it isn't known."""
    c, cited = schema.citations.c, schema.works.alias()
    query = (
        select(c.symbol, c.name, c.block, c.relation, c.text, c.date, cited.c.title)
        .join(cited, cited.c.symbol == c.symbol, isouter=True)
        .where(c.work == work(connection, symbol))
        .order_by(c.id)
    )
    return [Cites(*row) for row in connection.execute(query)]


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
