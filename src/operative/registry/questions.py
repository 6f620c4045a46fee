"""What else people ask a registry: what is asked of whom, which series a resolution belongs to, what cites a document.

Each question answers with rows: plain structs that print as table, JSON or CSV. What falls due is in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, String, and_, cast, exists, func, literal, or_, select

from operative.registry import schema
from operative.registry.ledger import REPORTS, first, when
from operative.registry.works import canonical, work

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


def mandates(
    connection: Connection,
    *,
    actor: str | None = None,
    due: int | None = None,
    force: int | None = None,
    status: str | None = None,
    verb: str | None = None,
) -> list[Mandate]:
    """What is asked of whom: by actor's identifier, session due, least force, computed status or verb.

    With a status also what directs nobody (force 0): decisions to include items, to observe days, to set up bodies.
    """
    acts, act_actors = schema.acts.c, schema.act_actors.c
    chosen = [acts.force >= (force if force is not None else 0 if status else 1)]
    if actor:
        chosen.append(exists().where(act_actors.act == acts.id, act_actors.actor == actor))
    if status:
        chosen.append(S.status == status)
    if verb:
        chosen.append(acts.verb == verb)
    of_other_facts = list(_of_other_facts(connection, chosen, due))
    told = {row.act for row in of_other_facts}
    asked = _asked(connection, chosen, due, every=due is None and status is None)
    rows = [*(row for row in asked if row.status or row.act not in told), *of_other_facts]
    rows.sort(key=lambda row: (-(row.session or 0), row.work, row.act))
    return [
        Mandate(
            symbol=row.symbol,
            para=row.para,
            verb=row.verb,
            force=row.force,
            addressees=tuple(row.addressees),
            due=when(row.due) if isinstance(row.due, dict) else row.due,
            status=row.status,
            evidence=first(row.evidence),
            rule=row.evidence[0]["rule"] if row.evidence else None,
            title=row.title,
        )
        for row in rows
    ]


def _asked(connection: Connection, chosen: Sequence[Any], due: int | None, *, every: bool) -> Iterable[Row[Any]]:
    """Acts with the report requests that they make; those that make none, too, where `every` one is wanted."""
    query = (
        _acts(R.due)
        .join(schema.reports, R.act == schema.acts.c.id, isouter=every)
        .join(schema.statuses, and_(S.fact == R.id, S.kind.in_(REPORTS)), isouter=every)
        .where(*chosen)
        .order_by(schema.acts.c.id, R.id)
    )
    return connection.execute(query.where(R.due_session == due) if due is not None else query)


def _of_other_facts(connection: Connection, chosen: Sequence[Any], due: int | None) -> Iterator[Row[Any]]:
    """Acts that decide on the agenda, on days and meetings, bodies and mandates, with what became of each."""
    acts = schema.acts.c
    session = literal("session ") + cast(schema.agenda.c.session, String)
    for table, kind, falls in (
        (schema.agenda, "agenda", session),
        (schema.observances, "observance", func.coalesce(schema.observances.c.when, schema.observances.c.date)),
        (schema.standing, "standing", schema.standing.c.until),
    ):
        if due is not None and table is not schema.agenda:
            continue
        fact = table.c
        here = and_(fact.work == acts.work, fact.block == acts.block, fact.offset.between(acts.offset, acts.end - 1))
        query = (
            _acts(falls)
            .join(table, here)
            .join(schema.statuses, and_(S.fact == fact.id, S.kind == kind))
            .where(*chosen)
            .order_by(acts.id, fact.id)
        )
        yield from connection.execute(query.where(schema.agenda.c.session == due) if due is not None else query)


def _acts(falls: Any) -> Select[Any]:
    """Acts with their works, when something is due, and the status of a fact."""
    acts = schema.acts.c
    what = (acts.para, acts.verb, acts.force, acts.addressees, falls.label("due"), S.status, S.evidence)
    return (
        select(acts.id.label("act"), W.id.label("work"), W.symbol, W.session, W.title, *what)
        .select_from(schema.acts)
        .join(schema.works, W.id == acts.work)
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
