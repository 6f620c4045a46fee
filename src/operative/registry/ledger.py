"""The ledger: what falls due, in which paragraph that is said, what came of it, and what people say of it.

Each line has two words on what became of it: `status` with its evidence and rule is what was computed, what begins with
`said` is people's. The one never stands in the place of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Literal

import msgspec
from msgspec.structs import replace
from sqlalchemy import Column, Connection, Select, and_, exists, func, literal, or_, select, true

from operative.meaning.names import MEETINGS
from operative.registry import contributions, schema, word
from operative.registry.agenda import plain
from operative.registry.works import work
from operative.sessions import of_date, opening_day
from operative.symbols import parse

W, S = schema.works.c, schema.statuses.c
R, A = schema.reports.c, schema.agenda.c
D, T = schema.observances.c, schema.standing.c  # days and terms
REPORTS = ("report", "invitation")  # the kinds of statuses that report requests have
YEARLY = len("09-15")  # the length of a day of each year; a day, month or year is of another


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is followed up: where it is said, what falls due for whom and when, what came of it, who says so.

    `sessions` and `day` say when, as far as that is known: sessions of the Assembly, and a day ("2027-06-30"), month
    ("2027-06"), year ("2027") or day of each year ("09-15"); of the last, `next` is the next one as of when statuses
    were computed. `includes` are the paragraphs that a report is to take in. `contributions` counts what came in answer
    to an invitation and was not withdrawn. `about` is the key that people's word on it has.
    """

    kind: (
        str  # report, invitation, agenda, an observance's (day, meeting ...), or a standing thing's (body, mandate ...)
    )
    symbol: str
    para: str
    what: str
    who: tuple[str, ...] = ()
    due: str | None = None  # in words
    sessions: tuple[int, ...] = ()
    day: str | None = None
    next: str | None = None
    includes: tuple[str, ...] = ()
    status: str | None = None
    evidence: str | None = None
    rule: str | None = None
    said: str | None = None
    said_by: str | None = None
    said_at: str | None = None
    said_evidence: tuple[str, ...] = ()
    owner: str | None = None
    comments: tuple[str, ...] = ()
    contributions: int = 0
    title: str | None = None
    about: str


def session(connection: Connection, number: int) -> list[Followed]:
    """The ledger of a session: reports due, items to take up, days to observe, meetings to hold, mandates that end."""
    return list(_with_word(connection, list(_session(connection, number))))


def _session(connection: Connection, number: int, actor: str | None = None) -> Iterator[Followed]:
    yearly = and_(func.length(D.date) == YEARLY, or_(D.kind.not_in(MEETINGS), S.status == "recurs"))
    yearly_or_then = or_(yearly, _in_session(D.date, number))
    reports = _reports(connection, and_(R.due_session <= number, R.due_last >= number, _directs(actor, R)))
    yield from sorted((line for line in reports if number in line.sessions), key=_by_number)
    yield from sorted(_agenda(connection, and_(A.session == number, _directs(actor, A))), key=_by_number)
    yield from _observances(connection, and_(W.session <= number, yearly_or_then, _directs(actor, D)))
    yield from _standing(connection, and_(W.session <= number, _in_session(T.until, number), _directs(actor, T)))


def _by_number(line: Followed) -> Any:
    """The order of the resolutions' numbers: 75/9 before 75/10."""
    symbol = parse(line.symbol)
    return symbol.order if symbol else ()


def follow(connection: Connection, symbol: str) -> list[Followed]:
    """What became of each request, decision and invitation of a resolution, of its days, meetings, bodies and mandates.

    Each has the evidence that its status rests on.
    """
    key = work(connection, symbol)
    lines = [
        *_reports(connection, R.work == key),
        *_agenda(connection, A.work == key),
        *_observances(connection, D.work == key),
        *_standing(connection, and_(T.work == key, S.status.is_not(None))),
    ]
    return list(_with_word(connection, lines))


def lines(connection: Connection, kind: Literal["reports", "agenda", "observances"], chosen: Any) -> list[Followed]:
    """All lines of a kind in the works that are chosen."""
    of_kind = {"reports": _reports, "agenda": _agenda, "observances": _observances}[kind]
    return list(_with_word(connection, list(of_kind(connection, chosen))))


def calendar(
    connection: Connection, *, actor: str | None = None, session: int | None = None, since: date | None = None
) -> list[Followed]:
    """What falls due at a known time: all of it, in a session, or in paragraphs that direct an actor.

    Of what was over before the year and the session of the day `since` nothing comes.
    """
    if session is not None:
        lines = _session(connection, session, actor)
    else:
        year, open_ = (str(since.year), of_date(since)) if since else ("", None)
        number = open_.number if open_ else 0
        dated = R.due["date"].as_string() >= year
        lines = chain(
            _reports(connection, and_(R.due.is_not(None), or_(R.due_last >= number, dated), _directs(actor, R))),
            _agenda(connection, and_(A.session >= number, _directs(actor, A))),
            _observances(connection, and_(or_(func.length(D.date) == YEARLY, D.date >= year), _directs(actor, D))),
            _standing(connection, and_(T.until >= year, _directs(actor, T))),
        )
    return [line for line in _with_word(connection, list(lines)) if line.sessions or line.day]


def _directs(actor: str | None, fact: Any) -> Any:
    """Whether something is asked of an actor in the paragraph of a fact; of any, where none is named."""
    if actor is None:
        return true()
    acts, named = schema.acts.c, schema.act_actors.c
    return exists().where(acts.work == fact.work, acts.block == fact.block, named.act == acts.id, named.actor == actor)


def _reports(connection: Connection, chosen: Any) -> Iterator[Followed]:
    """Report requests, and invitations to inform, with what came in."""
    what = (R.work, R.para, R.block, R.number, R.form, R.by, R.due, R.due_session, R.includes, S.kind)
    came = contributions.counts(connection)
    query = _followed_up(schema.reports, REPORTS, what).where(chosen)
    for row in connection.execute(query):
        due, first_due = row.due, row.due_session
        yield Followed(
            kind=row.kind or "report",
            symbol=row.symbol,
            para=row.para,
            what=row.form,
            who=tuple(row.by),
            due=when(due),
            sessions=tuple((due or {}).get("sessions") or (first_due and [first_due]) or ()),
            day=(due or {}).get("date"),
            includes=tuple(row.includes),
            contributions=came[row.symbol, row.block] if row.kind == "invitation" else 0,
            title=row.title,
            about=word.key(row.symbol, row.block, "report", row.number),
            **_came_of(row.status, row.evidence),
        )


def _came_of(status: str | None, evidence: list[dict[str, Any]] | None, known: str | None = None) -> dict[str, Any]:
    """What a line says of what came of it."""
    return {
        "status": status,
        "evidence": first(evidence, known),
        "rule": evidence[0]["rule"] if evidence else None,
        "next": evidence[0].get("day") if evidence else None,
    }


def _agenda(connection: Connection, chosen: Any) -> Iterator[Followed]:
    what = (A.para, A.block, A.number, A.action, A.level, A.item, A.session)
    query = _followed_up(schema.agenda, ("agenda",), what).where(chosen)
    for symbol, title, para, block, number, action, level, item, session, status, evidence in connection.execute(query):
        told = f"{action} {level}" if action == "include" else action
        yield Followed(
            kind="agenda",
            symbol=symbol,
            para=para,
            what=f"{told}: {item}" if item else told,
            due=f"session {session}" if session else None,
            sessions=(session,) if session else (),
            title=title,
            about=word.key(symbol, block, "agenda", number),
            **_came_of(status, evidence, known=plain(item) if item else None),
        )


def _followed_up(table: Any, kinds: Iterable[str], what: Iterable[Column[Any]]) -> Select[Any]:
    """The facts of a table with their works' symbols and computed statuses, in the order of the sessions."""
    return (
        select(W.symbol, W.title, *what, S.status, S.evidence)
        .select_from(table)
        .join(schema.works, W.id == table.c.work)
        .join(schema.statuses, and_(S.fact == table.c.id, S.kind.in_(kinds)), isouter=True)
        .order_by(W.session, W.id, table.c.id)
    )


def _observances(connection: Connection, chosen: Any) -> Iterator[Followed]:
    """Days to observe, in one year or each, and meetings to hold."""
    what = (D.para, D.block, D.number, D.kind, D.name, D.when, D.date)
    query = _followed_up(schema.observances, ("observance",), what).where(chosen).order_by(None).order_by(D.date, W.id)
    for symbol, title, para, block, number, kind, name, printed, day, status, evidence in connection.execute(query):
        yield Followed(
            kind=kind,
            symbol=symbol,
            para=para,
            what=name,
            due=printed or day,
            day=day,
            title=title,
            about=word.key(symbol, block, "observance", number),
            **_came_of(status, evidence),
        )


def _standing(connection: Connection, chosen: Any) -> Iterator[Followed]:
    """Bodies, funds, mandates and appointments: what is set up, and what runs out when."""
    what = (T.para, T.block, T.number, T.kind, T.name, T.until)
    query = _followed_up(schema.standing, ("standing",), what).where(chosen).order_by(None).order_by(T.until, W.id)
    for symbol, title, para, block, number, kind, name, until, status, evidence in connection.execute(query):
        yield Followed(
            kind=kind,
            symbol=symbol,
            para=para,
            what=name or kind,
            due=f"until {until}" if until else None,
            day=until,
            title=title,
            about=word.key(symbol, block, "standing", number),
            **_came_of(status, evidence),
        )


def _in_session(day: Any, number: int) -> Any:
    """Whether a day falls in a session, or a month or year overlaps it."""
    opens, closes = opening_day(number).isoformat(), opening_day(number + 1).isoformat()
    opening = func.substr(literal(opens), 1, func.length(day))  # as far as the day is known
    return and_(func.length(day) != YEARLY, day >= opening, day < closes)


def first(evidence: list[dict[str, Any]] | None, known: str | None = None) -> str | None:
    """The first piece of evidence: document, paragraph and what it notes, unless that is the item's name known."""
    if not evidence:
        return None
    found = evidence[0]
    place = " ".join(filter(None, (found["symbol"], found["block"])))
    document: str | None = found["document"]
    return f"{place}: {document}" if document and not (known and document.endswith(known)) else place


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
