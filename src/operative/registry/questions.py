"""The questions that people ask a registry. Each answers with rows: plain structs that print as table, JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, exists, func, or_, select

from operative.registry import schema
from operative.registry.store import RegistryError
from operative.symbols import parse

W, R, A, S = schema.works.c, schema.reports.c, schema.agenda.c, schema.statuses.c


class Line(msgspec.Struct, frozen=True):
    """One entry of a session's ledger: what falls due, in which paragraph it is said, what has come in."""

    kind: str  # report, item, observance, mandate
    symbol: str
    para: str
    what: str
    who: str | None
    status: str | None
    evidence: str | None


class Mandate(msgspec.Struct, frozen=True):
    """One act that directs somebody."""

    symbol: str
    para: str
    verb: str
    force: int
    addressees: str
    due: str | None
    status: str | None
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
    """One citation of a document."""

    symbol: str
    block: str
    relation: str | None
    text: str
    title: str | None


class Followed(msgspec.Struct, frozen=True):
    """The follow-up of one request or decision of a resolution."""

    para: str
    kind: str
    what: str
    due: str | None
    status: str
    evidence: str | None
    rule: str | None


def canonical(symbol: str) -> str:
    """The symbol as the registry writes it. Raises RegistryError for what is none."""
    found = parse(symbol)
    if found is None:
        raise RegistryError(f"{symbol} is no document symbol", "write one as A/RES/64/12")
    return str(found)


def work(connection: Connection, symbol: str) -> int:
    """The id of a work. Raises RegistryError for one that isn't held, naming those that look like it."""
    wanted = canonical(symbol)
    found = connection.scalar(select(W.id).where(W.symbol == wanted))
    if found is None:
        near = connection.scalars(select(W.symbol).where(W.symbol.like(f"{wanted}%")).order_by(W.symbol).limit(3))
        others = ", ".join(near)
        mend = f"there are {others}" if others else "`operative add` its file; `operative status` says what is held"
        raise RegistryError(f"the registry doesn't hold {wanted}", mend)
    return int(found)


def session(connection: Connection, number: int) -> Iterator[Line]:
    """The ledger of a session: reports due, items to include, days to observe, meetings to hold, mandates that end."""
    status = (S.fact == R.id) & (S.kind == "report")
    query = (
        select(W.symbol, R.para, R.form, R.by, R.due, S.status, S.evidence)
        .join(schema.works, W.id == R.work)
        .join(schema.statuses, status, isouter=True)
        .where(R.due_session <= number, R.due.is_not(None))
        .order_by(W.session, W.id, R.id)
    )
    for symbol, para, form, by, due, found, evidence in connection.execute(query):
        if number in (due or {}).get("sessions", ()):
            yield Line("report", symbol, para, form, " and ".join(by) or None, found, _first(evidence))
    status = (S.fact == A.id) & (S.kind == "agenda")
    items = (
        select(W.symbol, A.para, A.action, A.item, A.level, S.status, S.evidence)
        .join(schema.works, W.id == A.work)
        .join(schema.statuses, status, isouter=True)
        .where(A.session == number)
        .order_by(W.session, W.id, A.id)
    )
    for symbol, para, action, item, level, found, evidence in connection.execute(items):
        what = f"{action} {level}" if action == "include" else action
        yield Line("item", symbol, para, f"{what}: {item}" if item else what, None, found, _first(evidence))
    yield from _kept(connection, number)


def _kept(connection: Connection, number: int) -> Iterator[Line]:
    """Days to observe and meetings to hold in a session, mandates that run out in it."""
    years = (str(1945 + number), str(1946 + number))
    o, t = schema.observances.c, schema.standing.c
    query = (
        select(W.symbol, o.para, o.kind, o.name, o.when, o.date)
        .join(schema.works, W.id == o.work)
        .where(W.session <= number)
        .order_by(o.date, W.id)
    )
    for symbol, para, kind, name, when, day in connection.execute(query):
        yearly = day is not None and len(day) == 5
        if yearly or (day or "").startswith(years):
            yield Line(kind, symbol, para, name, None, None, when or day)
    ending = (
        select(W.symbol, t.para, t.kind, t.name, t.until)
        .join(schema.works, W.id == t.work)
        .where(or_(*(t.until.like(f"{year}%") for year in years)))
        .order_by(t.until)
    )
    for symbol, para, kind, name, until in connection.execute(ending):
        yield Line(kind, symbol, para, name or kind, None, f"until {until}", None)


def mandates(
    connection: Connection,
    *,
    actor: str | None = None,
    due: int | None = None,
    force: int | None = None,
    status: str | None = None,
    verb: str | None = None,
) -> Iterator[Mandate]:
    """What is asked of whom: by actor's identifier, session due, least force, status or verb."""
    acts, act_actors = schema.acts.c, schema.act_actors.c
    same = (R.work == acts.work) & (R.block == acts.block)
    asked = (S.fact == R.id) & (S.kind == "report")
    query: Select[Any] = (
        select(W.symbol, acts.para, acts.verb, acts.force, acts.addressees, R.due, S.status, W.title)
        .join(schema.works, W.id == acts.work)
        .join(schema.reports, same, isouter=True)
        .join(schema.statuses, asked, isouter=True)
        .where(acts.force >= (force or 1))
        .order_by(W.session.desc(), W.id, acts.id)
    )
    if actor:
        query = query.where(exists().where(act_actors.act == acts.id, act_actors.actor == actor))
    if due is not None:
        query = query.where(R.due_session == due)
    if status:
        query = query.where(S.status == status)
    if verb:
        query = query.where(acts.verb == verb)
    for symbol, para, found, strength, addressees, when, state, title in connection.execute(query):
        yield Mandate(symbol, para, found, strength, " and ".join(addressees), _when(when), state, title)


def follow(connection: Connection, symbol: str) -> Iterator[Followed]:
    """What became of each request and decision of a resolution, with the evidence."""
    key = work(connection, symbol)
    reports = select(R.para, R.form, R.by, R.due, S.status, S.evidence).where(R.work == key, S.kind == "report")
    for para, form, by, due, status, evidence in connection.execute(
        reports.join(schema.statuses, S.fact == R.id).order_by(R.id)
    ):
        what = f"{form} by {' and '.join(by)}" if by else form
        yield Followed(para, "report", what, _when(due), status, _first(evidence), _rule(evidence))
    items = select(A.para, A.action, A.item, A.session, S.status, S.evidence).where(A.work == key, S.kind == "agenda")
    for para, action, item, due, status, evidence in connection.execute(
        items.join(schema.statuses, S.fact == A.id).order_by(A.id)
    ):
        what, when = f"{action}: {item}" if item else action, f"session {due}" if due else None
        yield Followed(para, "item", what, when, status, _first(evidence), _rule(evidence))


def series(connection: Connection, symbol: str) -> Iterator[Link]:
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
    yield from (Link(*row) for row in connection.execute(query))


def cited_by(connection: Connection, symbol: str) -> Iterator[CitedBy]:
    """What cites a document, whether the registry holds it or not."""
    c = schema.citations.c
    query = (
        select(W.symbol, c.block, c.relation, c.text, W.title)
        .join(schema.works, W.id == c.work)
        .where(c.symbol == canonical(symbol))
        .order_by(W.session, W.id, c.id)
    )
    yield from (CitedBy(*row) for row in connection.execute(query))


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


def _when(due: dict[str, Any] | None) -> str | None:
    """When something is due, in a few words."""
    if not due:
        return None
    if due.get("sessions"):
        return "session " + " and ".join(map(str, due["sessions"]))
    return next((str(due[key]) for key in ("date", "within", "recurrence", "other") if due.get(key)), None)


def _first(evidence: list[dict[str, Any]] | None) -> str | None:
    """The first piece of evidence: document, paragraph and what it notes."""
    if not evidence:
        return None
    found = evidence[0]
    place = " ".join(filter(None, (found["symbol"], found["block"])))
    return f"{place}: {found['document']}" if found["document"] else place


def _rule(evidence: list[dict[str, Any]] | None) -> str | None:
    return evidence[0]["rule"] if evidence else None

