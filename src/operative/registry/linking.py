"""What follows from all that is held: series and statuses, computed anew and written beside the facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from operative.alignment.measure import likeness
from operative.record import AgendaDecision, Fact, Observance, Record, ReportRequest, Standing
from operative.registry import (
    agenda,
    coverage,
    followup,
    invitations,
    observances,
    questions,
    schema,
    series,
    standing,
    word,
)
from operative.registry.facts import counted_in
from operative.registry.preparing import unpacked

RECORDS_AT_HAND = 1024  # decoded records that are kept while statuses are computed: some three sessions, 120 MB


class Computed(msgspec.Struct, frozen=True):
    """The rows of links and statuses that follow from what was held, as of a day; `reading` is its last reading."""

    reading: int
    day: date
    links: list[dict[str, Any]]
    statuses: list[dict[str, Any]]


def refresh(connection: Connection, today: date) -> None:
    """Computes series and statuses anew from what the registry holds, as of a day, and writes them."""
    _count_special_sessions(connection)
    write(connection, compute(connection, today))


def compute(connection: Connection, today: date) -> Computed:
    """What follows from what the registry holds, as of a day; nothing is written, and nothing may change meanwhile."""
    works = _works(connection)
    ids = {work.symbol: key for key, work in works.items()}
    said = word.words(connection)
    found = list(_with_word(series.links(list(works.values())), word.successors(said), ids))
    held = _held(connection, works, found, said, today)
    return Computed(
        last_reading(connection),
        today,
        [_link(link, ids, held) for link in found],
        list(_statuses(connection, works, held)),
    )


def write(connection: Connection, found: Computed) -> None:
    """Writes what was computed in the place of what was before."""
    for table, rows in ((schema.links, found.links), (schema.statuses, found.statuses)):
        connection.execute(delete(table))
        if rows:
            connection.execute(insert(table), rows)
    connection.execute(update(schema.refreshed).values(reading=found.reading, day=found.day.isoformat()))


def last_reading(connection: Connection) -> int:
    """The last reading that came."""
    return connection.scalar(select(func.max(schema.readings.c.id))) or 0


def due(connection: Connection, today: date) -> bool:
    """Whether texts came since series and statuses were computed, or that was as of an earlier day.

    A later day, of another machine's clock, stays: two machines would else undo each other's work without end.
    """
    as_of = connection.scalar(select(schema.refreshed.c.day)) or ""
    return as_of < today.isoformat() or questions.unfollowed(connection) > 0


def _count_special_sessions(connection: Connection) -> None:
    """Has the documents of special sessions count in a regular one: earlier versions kept the special one's number."""
    w = schema.works.c
    special = select(w.id, w.symbol, w.date, w.session).where(w.symbol.contains("S-"))
    for key, symbol, day, session in connection.execute(special).all():
        if (counts := counted_in(symbol, day)) != session:
            connection.execute(update(schema.works).where(w.id == key).values(session=counts))


def _with_word(
    found: Iterable[series.Link], said: Mapping[tuple[str, str], bool], ids: Mapping[str, int]
) -> Iterable[series.Link]:
    """The links that were found, but for those that people deny, and those that people assert between works held."""
    yield from (link for link in found if (link.predecessor, link.successor) not in said)
    for (predecessor, successor), holds in said.items():
        if holds and predecessor in ids and successor in ids:
            yield series.Link(predecessor, successor, "said", series.RULES["said"][1])


def _link(link: series.Link, ids: Mapping[str, int], held: followup.Held) -> dict[str, Any]:
    ends = {"predecessor": ids[link.predecessor], "successor": ids[link.successor]}
    return {**msgspec.to_builtins(link), **ends, "likeness": _likeness(held, link)}


def _likeness(held: followup.Held, link: series.Link) -> float | None:
    """How like two texts are; None where they aren't held in one language."""
    old, new = held.record(link.predecessor), held.record(link.successor)
    return likeness(old, new) if old and new and old.language == new.language else None


def _works(connection: Connection) -> dict[int, series.Work]:
    """The resolutions held, by id, with their items and what they cite."""
    w, c, a = schema.works.c, schema.citations.c, schema.agenda_items.c
    items: dict[int, set[str]] = defaultdict(set)
    for key, name in connection.execute(select(a.work, a.name).where(a.name.is_not(None))):
        items[key].add(agenda.plain(name))
    cited: dict[int, list[series.Cited]] = defaultdict(list)
    query = select(w.id, w.symbol, w.session, w.title).where(w.kind == "resolution", w.session.is_not(None))
    held = connection.execute(query).all()
    symbols = {row.symbol for row in held}
    citing = select(c.work, c.symbol, c.block, c.offset).where(c.symbol.like("A/RES/%"))
    for key, symbol, *place in connection.execute(citing):
        cited[key].append(series.Cited(_as_held(symbol, symbols), *place))
    return {
        key: series.Work(symbol, session, title or "", frozenset(items[key]), tuple(cited[key]))
        for key, symbol, session, title in held
    }


def _as_held(symbol: str, held: Set[str]) -> str:
    """The symbol under which a resolution that is cited is held.

    A resolution becomes part A when a part B is adopted: its own text has no letter, what cites it later has.
    """
    whole = symbol.removesuffix(" A")
    return whole if symbol not in held and whole in held else symbol


def _held(
    connection: Connection,
    works: Mapping[int, series.Work],
    links: Iterable[series.Link],
    said: Mapping[str, word.Word],
    today: date,
) -> followup.Held:
    successors: dict[str, list[str]] = defaultdict(list)
    for link in links:
        successors[link.predecessor].append(link.successor)
    items: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for work in works.values():
        for name in work.items:
            items[work.session][name].append(work.symbol)
    w = schema.works.c
    led = connection.execute(select(w.symbol, w.leading).where(w.leading.is_not(None)))
    readings: dict[str, int] = {row.symbol: row.leading for row in led}
    spoken_of = {word.place(about)[0] for about in said}

    @lru_cache(maxsize=RECORDS_AT_HAND)
    def record(symbol: str) -> Record | None:
        reading = readings.get(symbol)
        blob = connection.scalar(select(schema.readings.c.record).filter_by(id=reading))
        if blob is None:
            return None
        found = unpacked(blob)
        return word.as_corrected(found, symbol, said) if symbol in spoken_of else found

    citing: dict[str, list[str]] = defaultdict(list)
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for work in works.values():
        titles[work.session][work.symbol] = work.title
        for symbol in {one.symbol for one in work.cited}:
            citing[symbol].append(work.symbol)
    return followup.Held(
        sessions=frozenset(titles),
        session={work.symbol: work.session for work in works.values()},
        well=coverage.held_well(_adopted(connection), today),
        successors=successors,
        citing=citing,
        titles=titles,
        under={work.symbol: work.items for work in works.values()},
        record=record,
        items=items,
        documents=_documents(connection),
        today=today,
    )


def _adopted(connection: Connection) -> Iterable[tuple[str, date | None]]:
    """The resolutions whose texts are held, each with the day of its adoption."""
    w = schema.works.c
    held = select(w.symbol, w.date).where(w.kind == "resolution", w.leading.is_not(None))
    for symbol, day in connection.execute(held):
        yield symbol, date.fromisoformat(day) if day else None


def _documents(connection: Connection) -> dict[int, list[followup.Known]]:
    """The documents that catalogues know and whose texts the registry doesn't hold, by session; resolutions aside."""
    w = schema.works.c
    found: dict[int, list[followup.Known]] = defaultdict(list)
    query = select(w.session, w.symbol, w.title, w.author).where(
        w.kind.in_(("document", "report")), w.leading.is_(None), w.session.is_not(None), w.title.is_not(None)
    )
    for session, symbol, title, author in connection.execute(query):
        found[session].append(followup.Known(symbol, title, author or ""))
    return found


def _statuses(
    connection: Connection, works: Mapping[int, series.Work], held: followup.Held
) -> Iterable[dict[str, Any]]:
    """A row for each fact of the works that is followed up."""
    for kind, field in word.FACTS.items():
        table = schema.metadata.tables[field]
        ids: dict[int, list[int]] = defaultdict(list)
        for fact, key in connection.execute(select(table.c.id, table.c.work).order_by(table.c.id)):
            ids[key].append(fact)
        for key, rows in ids.items():
            work = works.get(key)
            record = held.record(work.symbol) if work else None
            if work is None or record is None:
                continue
            for fact, row in zip(getattr(record, field), rows, strict=True):
                of, found = _followed(kind, work.symbol, fact, record, held)
                if found:
                    evidence = [msgspec.to_builtins(one) for one in found.evidence]
                    yield {"work": key, "kind": of, "fact": row, "status": found.status, "evidence": evidence}


def _followed(
    kind: str, symbol: str, fact: Fact, record: Record, held: followup.Held
) -> tuple[str, followup.FollowUp | None]:
    """What kind of fact it is that is followed up, and what became of it; None for one that isn't."""
    match fact:
        case ReportRequest() if invitations.invites(fact, record.reports, record.language or "en"):
            return "invitation", invitations.invitation(symbol, fact, record.reports, held)
        case ReportRequest():
            return kind, followup.report(symbol, fact, held)
        case AgendaDecision():
            return kind, agenda.item(symbol, fact, held)
        case Observance():
            return kind, observances.observance(symbol, fact, held)
        case Standing():
            return kind, standing.standing(symbol, fact, held)
        case _:
            return kind, None
