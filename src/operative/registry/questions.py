"""The questions that people ask a registry. Each answers with rows: plain structs that print as table, JSON or CSV.

Where something is followed up, its row has two words on it: `status` with its evidence and rule is what was computed,
what begins with `said` is people's. The one never stands in the place of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Column, Connection, Select, and_, exists, func, literal, or_, select

from operative import sessions
from operative.registry import schema, word
from operative.registry.works import canonical, work

W, R, A, O, T, S = (  # noqa: E741 - tables by their letters
    table.c
    for table in (
        schema.works,
        schema.reports,
        schema.agenda,
        schema.observances,
        schema.standing,
        schema.statuses,
    )
)


class Followed(msgspec.Struct, frozen=True):
    """One thing that is followed up: where it is said, what falls due for whom and when, what came of it, who says so.

    `about` is the key that people's word on it has. `includes` are the paragraphs that a report is to take in.
    """

    kind: str  # report, agenda; in a ledger also an observance's kind and what of a body runs out
    symbol: str
    para: str
    what: str
    who: tuple[str, ...]
    due: str | None
    includes: tuple[str, ...]
    status: str | None
    evidence: str | None
    rule: str | None
    about: str
    said: str | None = None
    said_by: str | None = None
    said_at: str | None = None
    said_evidence: tuple[str, ...] = ()
    owner: str | None = None
    comments: tuple[str, ...] = ()


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


# --- what is followed up ----------------------------------------------------------------------------------------------


def session(connection: Connection, number: int) -> list[Followed]:
    """The ledger of a session: reports due, items to take up, days to observe, meetings to hold, mandates that end."""
    lines = [
        *_reports(connection, R.due_session <= number, number),
        *_agenda(connection, A.session == number),
        *_observances(connection, number),
        *_ending(connection, number),
    ]
    return list(_with_word(connection, lines))


def follow(connection: Connection, symbol: str) -> list[Followed]:
    """What became of each report request and agenda decision of a resolution, with the evidence."""
    key = work(connection, symbol)
    lines = [*_reports(connection, R.work == key), *_agenda(connection, A.work == key)]
    return list(_with_word(connection, lines))


def _reports(connection: Connection, chosen: Any, number: int | None = None) -> Iterator[Followed]:
    """The report requests of a choice, of those with several sessions the ones due in one."""
    what = (R.para, R.block, R.number, R.form, R.by, R.due, R.includes)
    for symbol, para, block, nth, form, by, due, includes, status, evidence in connection.execute(
        _followed_up(schema.reports, "report", what).where(chosen)
    ):
        if number is None or number in (due or {}).get("sessions", ()):
            about = word.key(symbol, block, "report", nth)
            yield Followed(
                "report", symbol, para, form, tuple(by), when(due), tuple(includes), status, *_shown(evidence), about
            )


def _agenda(connection: Connection, chosen: Any) -> Iterator[Followed]:
    what = (A.para, A.block, A.number, A.action, A.level, A.item, A.session)
    for symbol, para, block, nth, action, level, item, due, status, evidence in connection.execute(
        _followed_up(schema.agenda, "agenda", what).where(chosen)
    ):
        told = f"{action} {level}" if action == "include" else action
        told += f": {item}" if item else ""
        falls = f"session {due}" if due else None
        about = word.key(symbol, block, "agenda", nth)
        yield Followed("agenda", symbol, para, told, (), falls, (), status, *_shown(evidence), about)


def _followed_up(table: Any, kind: str, what: Iterable[Column[Any]]) -> Select[Any]:
    """The facts of a table with their works' symbols and computed statuses, in the order of the sessions."""
    return (
        select(W.symbol, *what, S.status, S.evidence)
        .select_from(table)
        .join(schema.works, W.id == table.c.work)
        .join(schema.statuses, and_(S.fact == table.c.id, S.kind == kind), isouter=True)
        .order_by(W.session, W.id, table.c.id)
    )


def _observances(connection: Connection, number: int) -> Iterator[Followed]:
    """Days to observe each year, and what is to be observed or held in the session."""
    query = (
        select(W.symbol, O.para, O.block, O.number, O.kind, O.name, O.when, O.date)
        .join(schema.works, W.id == O.work)
        .where(W.session <= number, or_(func.length(O.date) == len("09-15"), _in_session(O.date, number)))
        .order_by(O.date, W.id)
    )
    for symbol, para, block, nth, kind, name, printed, day in connection.execute(query):
        about = word.key(symbol, block, "observance", nth)
        yield Followed(kind, symbol, para, name, (), printed or day, (), None, None, None, about)


def _ending(connection: Connection, number: int) -> Iterator[Followed]:
    """What runs out in a session: bodies, mandates, appointments."""
    query = (
        select(W.symbol, T.para, T.block, T.number, T.kind, T.name, T.until)
        .join(schema.works, W.id == T.work)
        .where(W.session <= number, _in_session(T.until, number))
        .order_by(T.until, W.id)
    )
    for symbol, para, block, nth, kind, name, until in connection.execute(query):
        about = word.key(symbol, block, "standing", nth)
        yield Followed(kind, symbol, para, name or kind, (), f"until {until}", (), None, None, None, about)


def _in_session(day: Any, number: int) -> Any:
    """Whether a day falls in a session, or a month or year overlaps it."""
    opens, closes = sessions.opening_day(number).isoformat(), sessions.opening_day(number + 1).isoformat()
    opening = func.substr(literal(opens), 1, func.length(day))  # as far as the day is known
    return and_(func.length(day) != len("09-15"), day >= opening, day < closes)


def _shown(evidence: list[dict[str, Any]] | None) -> tuple[str | None, str | None]:
    """The first piece of evidence (document, paragraph and what it notes), and its rule."""
    if not evidence:
        return None, None
    found = evidence[0]
    place = " ".join(filter(None, (found["symbol"], found["block"])))
    return (f"{place}: {found['document']}" if found["document"] else place), found["rule"]


def _with_word(connection: Connection, lines: list[Followed]) -> Iterator[Followed]:
    """The lines with people's word on each beside what was computed."""
    said = word.words_on(connection, [line.about for line in lines])
    for line in lines:
        if (on := said.get(line.about)) is None:
            yield line
        else:
            yield replace(
                line,
                said=on.status,
                said_by=on.by,
                said_at=on.at,
                said_evidence=on.evidence,
                owner=on.owner,
                comments=on.comments,
            )


def when(due: dict[str, Any] | None) -> str | None:
    """When something is due, in a few words."""
    if not due:
        return None
    if due.get("sessions"):
        return "session " + " and ".join(map(str, due["sessions"]))
    return next((str(due[key]) for key in ("date", "within", "recurrence", "other") if due.get(key)), None)


# --- what is asked, goes on and cites ---------------------------------------------------------------------------------


def mandates(
    connection: Connection,
    *,
    actor: str | None = None,
    due: int | None = None,
    force: int | None = None,
    status: str | None = None,
    verb: str | None = None,
) -> list[Mandate]:
    """What is asked of whom: by actor's identifier, session due, least force, computed status or verb."""
    acts, act_actors = schema.acts.c, schema.act_actors.c
    asked = and_(S.fact == R.id, S.kind == "report")
    query: Select[Any] = (
        select(W.symbol, acts.para, acts.verb, acts.force, acts.addressees, R.due, S.status, W.title)
        .join(schema.works, W.id == acts.work)
        .join(schema.reports, R.act == acts.id, isouter=True)
        .join(schema.statuses, asked, isouter=True)
        .where(acts.force >= (force or 1))
        .order_by(W.session.desc(), W.id, acts.id, R.id)
    )
    if actor:
        query = query.where(exists().where(act_actors.act == acts.id, act_actors.actor == actor))
    if due is not None:
        query = query.where(R.due_session == due)
    if status:
        query = query.where(S.status == status)
    if verb:
        query = query.where(acts.verb == verb)
    return [
        Mandate(symbol, para, found, strength, tuple(addressees), when(falls), state, title)
        for symbol, para, found, strength, addressees, falls, state, title in connection.execute(query)
    ]


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
