"""What else people ask a registry: what is asked of whom, which series a resolution belongs to, what cites a document.

Each question answers with rows: plain structs that print as table, JSON or CSV. What falls due is in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from operative.registry import ledger, schema
from operative.registry.ledger import REPORTS, when
from operative.registry.works import canonical, work

RECURRENCES = ("annual", "biennial", "triennial")  # in the next session, in the second, in the third
LONGER, UNSTATED = "longer", "unstated"
W, R, S = schema.works.c, schema.reports.c, schema.statuses.c


class Mandate(msgspec.Struct, frozen=True):
    """One act that directs somebody, with what became of what it asks for, the evidence and the rule that found it."""

    symbol: str
    para: str
    verb: str
    force: int
    addressees: tuple[str, ...]
    due: str | None
    status: str | None
    evidence: str | None
    rule: str | None
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
    """Which mandates: by actor's identifier, session due, least force (0 to 7), computed status or verb.

    Without a force those that direct somebody (1); with a status also what directs nobody (0): decisions to include
    items, to observe days, to set up bodies. Also by the adopting session, the Main Committee or "plenary" that
    they came from, the greatest force, and only those that ask for a report, with how often it comes back.
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


def mandates(
    connection: Connection, asked: Filter, *, first: int = 0, most: int | None = None, order: str | None = None
) -> list[Mandate]:
    """What is asked of whom, the latest session first; of all, `most` from the one with the number `first` on.

    `order` is one of ORDERS, with a minus before it for the reverse; what has none of it comes last.
    """
    return [
        Mandate(
            symbol=row.symbol,
            para=row.para,
            verb=row.verb,
            force=row.force,
            addressees=tuple(row.addressees),
            due=_when(row.due),
            status=row.status,
            evidence=ledger.first(row.evidence),
            rule=row.evidence[0]["rule"] if row.evidence else None,
            title=row.title,
            block=row.block,
        )
        for row in connection.execute(_ordered(selection(asked), order).offset(first or None).limit(most))
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
    latest = (W.session.desc(), W.id, schema.acts.c.id, M.kind, M.fact)
    return query.order_by(None).order_by((by.desc() if order.startswith("-") else by.asc()).nulls_last(), *latest)


def selection(asked: Filter) -> Select[Any]:
    """Acts with what each makes that is followed up; those that make nothing of the kind, too, if all are wanted."""
    acts, act_actors = schema.acts.c, schema.act_actors.c
    of_reports = asked.reports or asked.cycle is not None
    every = not of_reports and asked.due is None and asked.status is None
    least = asked.force if asked.force is not None else 0 if asked.status or of_reports else 1
    what = (acts.para, acts.verb, acts.force, acts.addressees, acts.block, M.due, M.status, M.evidence)
    query: Select[Any] = (
        select(W.symbol, W.title, *what)
        .select_from(schema.acts)
        .join(schema.works, W.id == acts.work)
        .join(MADE, M.act == acts.id, isouter=every)
        .where(acts.force >= least)
        .order_by(W.session.desc(), W.id, acts.id, M.kind, M.fact)
    )
    if asked.actor:
        query = query.where(exists().where(act_actors.act == acts.id, act_actors.actor == asked.actor))
    if asked.strongest is not None:
        query = query.where(acts.force <= asked.strongest)
    if of_reports:
        query = query.where(M.kind == REPORTS[0])
    said: dict[ColumnElement[Any], object] = {
        M.session: asked.due,
        M.status: asked.status,
        acts.verb: asked.verb,
        W.session: asked.session,
        W.basis: asked.basis,
        CYCLE: asked.cycle,
    }
    return query.where(*(column == value for column, value in said.items() if value is not None))


def _followed() -> Iterator[Select[Any]]:
    """What acts make that is followed up, with its status: reports, agenda decisions, observances, standing things."""
    a, o, d = schema.agenda, schema.observances, schema.standing
    recurrence = R.due["recurrence"].as_string()
    yield _of(schema.reports, R.act, REPORTS, cast(R.due, Text), R.due_session, recurrence)
    for table, kind, falls, session in (
        (a, "agenda", literal("session ") + cast(a.c.session, Text), a.c.session),
        (o, "observance", func.coalesce(o.c.when, o.c.date), null()),
        (d, "standing", d.c.until, null()),
    ):
        yield _of(table, schema.acts.c.id, (kind,), falls, session, null()).join(schema.acts, _says(table))


def _of(table: Table, act: Any, kinds: Sequence[str], falls: Any, session: Any, recurrence: Any) -> Select[Any]:
    """The rows of a table of facts: of which act, when due, how often, and what became of each."""
    fact = table.c.id
    columns = (
        act.label("act"),
        literal(kinds[0]).label("kind"),
        fact.label("fact"),
        falls.label("due"),
        cast(session, Integer).label("session"),
        cast(recurrence, Text).label("recurrence"),
        S.status,
        S.evidence,
    )
    followed = and_(S.fact == fact, S.kind.in_(kinds))
    return select(*columns).select_from(table).join(schema.statuses, followed, isouter=True)


def _says(table: Table) -> Any:
    """Which act says a fact: the one whose words it stands in."""
    acts, fact = schema.acts.c, table.c
    return and_(fact.work == acts.work, fact.block == acts.block, fact.offset.between(acts.offset, acts.end - 1))


MADE = union_all(*_followed()).cte("made")
M = MADE.c
# How often a report comes back: as the words say, or by the session in which it is due.
CYCLE: ColumnElement[str] = case(
    (M.recurrence.in_(RECURRENCES), M.recurrence),
    *((M.session - W.session == gap, name) for gap, name in enumerate(RECURRENCES, 1)),
    (M.session - W.session > len(RECURRENCES), LONGER),
    else_=UNSTATED,
)
ORDERS: dict[str, Any] = {  # that mandates can be put in; within each the latest session comes first
    "verb": schema.acts.c.verb,
    "force": schema.acts.c.force,
    "matter": W.title,
    "due": M.session,
    "status": M.status,
}


def _when(due: str | None) -> str | None:
    """When something is due: as it stands, or as a report's due says."""
    return when(msgspec.json.decode(due)) if due and due.startswith("{") else due


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
    """What the registry holds: works, versions, files, facts, and citations of documents that it doesn't hold.

    Then how many resolutions of each session have a text.
    """
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
    texts = (
        select(W.session, func.count())
        .where(W.kind == "resolution", W.leading.is_not(None), W.session.is_not(None))
        .group_by(W.session)
        .order_by(W.session)
    )
    sessions = {f"resolutions of session {number}": count for number, count in connection.execute(texts)}
    return {**found, "citations of documents not held": connection.scalar(missing) or 0, **sessions}
