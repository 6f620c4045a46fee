"""The rows of facts: what works are and do, taken from the language version that stands for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from msgspec.structs import asdict
from sqlalchemy import JSON, Connection, Table, bindparam, delete, select, update

from operative import sessions
from operative.alignment.measure import length
from operative.record import Act, Citation, Fact, Record
from operative.registry import schema
from operative.registry.followup import due_sessions
from operative.registry.preparing import Prepared, unpacked
from operative.registry.schema import act_actors, agenda_items, expressions, works
from operative.registry.store import as_json, many
from operative.symbols import parse

PLENARY = "plenary"  # the basis of what was adopted without reference to a Main Committee
LEADERS = ("en", "fr", "es", "ru", "zh", "ar")  # whose facts stand for the work, the first that is held


def lead(connection: Connection, read: Sequence[tuple[int, int, Prepared]]) -> None:
    """Has new readings stand for their works where none is held in a language that comes before; a work comes once.

    Each is a work's id, the reading's, and its record. What the work is, and the rows of its facts, come from it then.
    """
    first = _leaders(connection, {work for work, _, _ in read})
    led = {work: (reading, unpacked(one.record)) for work, reading, one in read if one.language == first[work]}
    if not led:
        return
    _describe(connection, led)
    records = {work: record for work, (_, record) in led.items()}
    _number(connection, records)
    for table in (schema.statuses, *schema.FACTS):  # statuses are of facts that another reading had
        connection.execute(delete(table).where(table.c.work.in_(records)))
    citations = (_citation(work, one) for work, record in records.items() for one in record.citations)
    _rows(connection, schema.citations, citations)
    acts = _acts(connection, records)
    _rows(connection, schema.reports, (row for work in records for row in _requests(work, records[work], acts[work])))
    for table in (schema.agenda, schema.observances, schema.standing, schema.noted):
        of = "noted_documents" if table is schema.noted else table.name
        _rows(connection, table, (row for work in records for row in _facts(work, getattr(records[work], of), table)))


def _leaders(connection: Connection, read: Set[int]) -> dict[int, str]:
    """The language that stands for each work."""
    held: dict[int, set[str]] = defaultdict(set)
    e = expressions.c
    for work, language in connection.execute(select(e.work, e.language).where(e.work.in_(read))):
        held[work].add(language)
    return {work: next(one for one in LEADERS if one in languages) for work, languages in held.items()}


def _describe(connection: Connection, led: Mapping[int, tuple[int, Record]]) -> None:
    about = [
        {
            "which": work,
            "organ": record.organ,
            "session": _session(record),
            "title": record.title,
            "date": record.adopted,
            "leading": reading,
            **measured(record),
        }
        for work, (reading, record) in led.items()
    ]
    connection.execute(update(works).where(works.c.id == bindparam("which")), about)


def measured(record: Record) -> dict[str, str | int | None]:
    """What the corpus is counted by: on what a resolution was adopted, as the masthead says it, and its length."""
    plenary = PLENARY if record.basis.documents else None
    return {"basis": record.basis.committee or plenary, "words": length(record)}


def _session(record: Record) -> int | None:
    return counted_in(record.symbol or "", record.adopted)


def counted_in(symbol: str, day: str | None) -> int | None:
    """The regular session of the Assembly that a document counts in; `day` is that of its adoption, where known.

    Special and emergency special sessions have numbers of their own, and so have those of other bodies: the first count
    in the regular session that was open on the day (S-32 was held in the seventy-fifth), the others in none.
    """
    parsed = parse(symbol)
    if parsed is None or parsed.session_kind == "regular":
        return parsed.session if parsed else None
    if parsed.session_kind in ("special", "emergency special") and day:
        found = sessions.of_date(date.fromisoformat(day))
        return found.number if found else None
    return None


def _number(connection: Connection, records: Mapping[int, Record]) -> None:
    """Adds the agenda items of works that aren't known yet; the names of those that are stay."""
    known = {
        *connection.execute(select(agenda_items.c.work, agenda_items.c.number).where(agenda_items.c.work.in_(records)))
    }
    said = dict.fromkeys((work, number) for work, record in records.items() for number in record.agenda_items)
    new = [{"work": work, "number": number} for work, number in said if (work, number) not in known]
    _rows(connection, agenda_items, new)


def _citation(work: int, citation: Citation) -> dict[str, Any]:
    row = asdict(citation)
    return {"work": work, "block": row.pop("in_"), **row}


def _acts(connection: Connection, records: Mapping[int, Record]) -> dict[int, list[tuple[int, Act]]]:
    """Stores the acts and those whom they direct; the acts of each work with their ids."""
    _rows(connection, schema.acts, (row for work in records for row in _facts(work, records[work].acts, schema.acts)))
    a = schema.acts.c
    keys: dict[int, list[int]] = {work: [] for work in records}
    for work, key in connection.execute(select(a.work, a.id).where(a.work.in_(records)).order_by(a.id)):
        keys[work].append(key)
    acts = {work: list(zip(keys[work], record.acts, strict=True)) for work, record in records.items()}
    directed = ((key, actor) for listed in acts.values() for key, act in listed for actor in dict.fromkeys(act.actors))
    _rows(connection, act_actors, ({"act": key, "actor": actor} for key, actor in directed))
    return acts


def _requests(work: int, record: Record, acts: Sequence[tuple[int, Act]]) -> Iterator[dict[str, Any]]:
    """The rows of report requests: beside the fact the act that asks for it, and the sessions in which it is due.

    The act holds its words, or opens the paragraph that they stand under.
    """
    for request, row in zip(record.reports, _facts(work, record.reports, schema.reports), strict=True):
        here = (key for key, act in acts if act.in_ == request.in_ and act.offset <= request.offset < act.end)
        above = (key for key, act in reversed(acts) if request.in_.startswith(f"{act.in_}."))
        due = due_sessions(request.due, _session(record))
        yield row | {
            "act": next(here, None) or next(above, None),
            "due_session": min(due, default=None),
            "due_last": max(due, default=None),
        }


def _facts(work: int, facts: Iterable[Fact], table: Table) -> Iterator[dict[str, Any]]:
    """Facts as rows of their table, each with its number among those of its paragraph."""
    numbers: Counter[str] = Counter()
    for fact in facts:
        named = msgspec.to_builtins(fact)
        numbers[fact.in_] += 1
        row = {name: value for name, value in named.items() if name in _columns(table)}
        yield row | {"work": work, "block": fact.in_, "number": numbers[fact.in_]}


@cache
def _columns(table: Table) -> frozenset[str]:
    return frozenset(table.c.keys())


def _rows(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if not listed:
        return
    names = list(listed[0])
    nested = [name for name in names if isinstance(table.c[name].type, JSON)]
    for row in listed:
        row.update((name, as_json(row[name])) for name in nested if row[name] is not None)
    quoted = map(connection.dialect.identifier_preparer.quote, names)
    statement = f"INSERT INTO {table.name} ({', '.join(quoted)}) VALUES ({', '.join('?' * len(names))})"
    many(connection, statement, list(map(itemgetter(*names), listed)))
