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
from operative.registry.works import as_cited, by_number, canonical, work

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

    Also by the session that adopted them, the Main Committee or "plenary" that they came from, the greatest force, and
    only those that ask for a report, with how often it comes back. Without a force those that direct somebody; with a
    report or a status also what directs nobody (force 0): "decides".
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


# --- what acts make that is followed up -------------------------------------------------------------------------------


def _followed() -> Iterator[Select[Any]]:
    """Report requests, agenda decisions, observances and standing things, each with its act and what became of it."""
    a, o, d = schema.agenda, schema.observances, schema.standing
    reports = _of(schema.reports, R.act, REPORTS, cast(R.due, Text), R.due_session, _cycle())
    yield reports.join(schema.works, W.id == R.work)
    for table, kind, falls, session in (
        (a, "agenda", literal("session ") + cast(a.c.session, Text), a.c.session),
        (o, "observance", func.coalesce(o.c.when, o.c.date), null()),
        (d, "standing", d.c.until, null()),
    ):
        found = _of(table, schema.acts.c.id, (kind,), falls, session, null())
        yield found.join(schema.acts, _says(table))


def _of(table: Table, act: Any, kinds: Sequence[str], falls: Any, session: Any, cycle: Any) -> Select[Any]:
    """The rows of a table of facts: of which act, when due, how often, and what became of each."""
    fact = table.c.id
    columns = (
        act.label("act"),
        literal(kinds[0]).label("kind"),
        fact.label("fact"),
        cast(falls, Text).label("due"),
        cast(session, Integer).label("session"),
        cast(cycle, Text).label("cycle"),
        S.status,
        S.evidence,
    )
    followed = and_(S.fact == fact, S.kind.in_(kinds))
    return select(*columns).select_from(table).join(schema.statuses, followed, isouter=True)


def _says(table: Table) -> Any:
    """Which act says a fact: the one whose words it stands in."""
    acts, fact = schema.acts.c, table.c
    return and_(fact.work == acts.work, fact.block == acts.block, fact.offset.between(acts.offset, acts.end - 1))


def _cycle() -> ColumnElement[str]:
    """How often a report comes back: as the words say, or by the session in which it is due."""
    return case(
        (R.due["recurrence"].as_string().in_(RECURRENCES), R.due["recurrence"].as_string()),
        *((R.due_session - W.session == gap, name) for gap, name in enumerate(RECURRENCES, 1)),
        (R.due_session - W.session > len(RECURRENCES), LONGER),
        else_=UNSTATED,
    )


MADE = union_all(*_followed()).cte("made")
M = MADE.c


ORDERS: dict[str, Any] = {  # that mandates can be put in; within each the latest session comes first
    "verb": schema.acts.c.verb,
    "force": schema.acts.c.force,
    "matter": W.title,
    "due": M.session,
    "status": M.status,
}


def mandates(
    connection: Connection, asked: Filter, *, first: int = 0, most: int | None = None, order: str | None = None
) -> list[Mandate]:
    """What is asked of whom, the latest session first; of all, `most` from the one with the number `first` on.

    `order` is one of ORDERS, with a minus before it for the reverse; what has none of it comes last.
    """
    return list(_listed(connection, _ordered(selection(asked), order).offset(first or None).limit(most)))


def mandates_where(connection: Connection, chosen: Any) -> Iterator[Mandate]:
    """What the works that are chosen ask of whom."""
    return _listed(connection, _ordered(selection(Filter()).where(chosen), None))


def _listed(connection: Connection, query: Select[Any]) -> Iterator[Mandate]:
    acts = schema.acts.c
    what = (acts.para, acts.verb, acts.force, acts.addressees, acts.block, M.due, M.status, M.evidence)
    for row in connection.execute(query.with_only_columns(W.symbol, W.title, *what)):
        yield Mandate(
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


def count_mandates(connection: Connection, asked: Filter) -> int:
    """How many mandates there are of a kind."""
    return connection.scalar(select(func.count()).select_from(selection(asked).subquery())) or 0


def _when(due: str | None) -> str | None:
    """When something is due: as it stands, or as a report's due says."""
    return when(msgspec.json.decode(due)) if due and due.startswith("{") else due


def _ordered(query: Select[Any], order: str | None) -> Select[Any]:
    by = ORDERS[order.removeprefix("-")] if order else None
    first = () if by is None else ((by.desc() if str(order).startswith("-") else by.asc()).nulls_last(),)
    return query.order_by(*first, W.session.desc(), *by_number(W.symbol), schema.acts.c.id, M.kind, M.fact)


def selection(asked: Filter) -> Select[Any]:
    """The ids of the acts that a filter chooses, from works, acts, and what each makes that is followed up (MADE).

    Acts that make nothing of the kind are among them, too, if that is not asked for.
    """
    acts, act_actors = schema.acts.c, schema.act_actors.c
    every = not (asked.reports or asked.cycle or asked.due or asked.status)
    least = asked.force if asked.force is not None else 1 if every else 0
    said: dict[Any, Any] = {
        M.session: asked.due,
        M.status: asked.status,
        M.cycle: asked.cycle,
        M.kind: "report" if asked.reports else None,
        acts.verb: asked.verb,
        W.session: asked.session,
        W.basis: asked.basis,
    }
    query: Select[Any] = (
        select(acts.id)
        .select_from(schema.acts)
        .join(schema.works, W.id == acts.work)
        .join(MADE, M.act == acts.id, isouter=every)
        .where(acts.force >= least, *(column == value for column, value in said.items() if value is not None))
    )
    if asked.strongest is not None:
        query = query.where(acts.force <= asked.strongest)
    if asked.actor:
        query = query.where(exists().where(act_actors.act == acts.id, act_actors.actor == asked.actor))
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
        .order_by(before.c.session, *by_number(before.c.symbol), *by_number(after.c.symbol))
    )
    return [Link(*row) for row in connection.execute(query)]


def cited_by(connection: Connection, symbol: str) -> list[CitedBy]:
    """What cites a document, whether the registry holds it or not."""
    c = schema.citations.c
    query = (
        select(W.symbol, c.block, c.relation, c.text, c.pinpoint, W.title)
        .join(schema.works, W.id == c.work)
        .where(c.symbol.in_(as_cited(canonical(symbol))))
        .order_by(W.session, *by_number(W.symbol), c.id)
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


def unfollowed(connection: Connection) -> int:
    """How many texts came since series and statuses were computed."""
    last = select(schema.refreshed.c.reading).scalar_subquery()
    return connection.scalar(select(func.count()).where(schema.readings.c.id > last)) or 0


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
        "bodies and mandates": schema.standing,
        "citations": schema.citations,
        "links of series": schema.links,
        "contributions": schema.contributions,
        "entries in the log": schema.events,
    }
    found = {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in counted.items()}
    found["texts that follow-up waits for"] = unfollowed(connection)
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
