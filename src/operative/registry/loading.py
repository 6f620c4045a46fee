"""Records into the registry: works, expressions, manifestations, readings, and the rows of facts."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from msgspec.structs import asdict, replace
from sqlalchemy import Connection, Table, delete, insert, select, update

from operative import __version__, sessions
from operative.alignment.measure import length
from operative.record import Act, Citation, Fact, Record, ReportRequest
from operative.registry import schema
from operative.registry.followup import due_sessions
from operative.registry.schema import act_actors, agenda_items, expressions, manifestations, readings, works
from operative.symbols import parse

PLENARY = "plenary"  # the basis of what was adopted without reference to a Main Committee
LEADERS = ("en", "fr", "es", "ru", "zh", "ar")  # whose facts stand for the work, the first that is held
PACKING = 4  # of 9: in half the time that 6 takes, with a twelfth more bytes
_decoder = msgspec.json.Decoder(Record)


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def packed(record: Record) -> bytes:
    """A record as it is kept."""
    return zlib.compress(msgspec.json.encode(record), PACKING)


def unpacked(blob: bytes) -> Record:
    """A record as it was kept."""
    return _decoder.decode(zlib.decompress(blob))


def digest(record: Record) -> str:
    """What tells two records apart, wherever their files lay."""
    return hashlib.sha256(msgspec.json.encode(replace(record, source=""))).hexdigest()


def store(connection: Connection, record: Record, by: str) -> int | None:
    """Stores a record; the id of its expression, or None if the registry holds the record already.

    The record needs a symbol and a language.
    """
    assert record.symbol
    assert record.language
    work = work_of(connection, record.symbol)
    expression = _expression(connection, work, record)
    found = digest(record)
    known = select(manifestations.c.id).filter_by(expression=expression, digest=found)
    if connection.scalar(known) is not None:
        return None
    manifestation = _inserted(
        connection,
        manifestations,
        expression=expression,
        digest=found,
        source=record.source,
        media_type=record.media_type,
        added=now(),
        by=by,
    )
    earlier = select(manifestations.c.id).filter_by(expression=expression)
    connection.execute(update(readings).where(readings.c.manifestation.in_(earlier)).values(current=False))
    reading = _inserted(
        connection,
        readings,
        manifestation=manifestation,
        version=__version__,
        read=now(),
        current=True,
        confidence=record.confidence,
        record=packed(record),
    )
    if _leads(connection, work, record.language):
        lead(connection, work, reading, record)
    return expression


def work_of(connection: Connection, symbol: str) -> int:
    """The id of the work that a symbol, canonically written, names; the work is made if it is new."""
    found = connection.scalar(select(works.c.id).filter_by(symbol=symbol))
    if found is not None:
        return int(found)
    parsed = parse(symbol)
    kind = parsed.kind if parsed and parsed.kind in ("resolution", "decision") else "document"
    return _inserted(connection, works, symbol=symbol, kind=kind)


def _expression(connection: Connection, work: int, record: Record) -> int:
    found = connection.scalar(select(expressions.c.id).filter_by(work=work, language=record.language))
    if found is not None:
        connection.execute(update(expressions).filter_by(id=found).values(title=record.title))
        return int(found)
    return _inserted(connection, expressions, work=work, language=record.language, title=record.title)


def _leads(connection: Connection, work: int, language: str) -> bool:
    """Whether the version in a language is the one that stands for the work."""
    held = set(connection.scalars(select(expressions.c.language).filter_by(work=work)))
    return next(leader for leader in LEADERS if leader in held) == language


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


def lead(connection: Connection, work: int, reading: int, record: Record) -> None:
    """Has a reading stand for its work: what the work is, and the rows of its facts, come from it."""
    session = counted_in(record.symbol or "", record.adopted)
    about = {
        "organ": record.organ,
        "session": session,
        "title": record.title,
        "date": record.adopted,
        "leading": reading,
        **measured(record),
    }
    connection.execute(update(works).filter_by(id=work).values(**about))
    for number in record.agenda_items:
        if connection.scalar(select(agenda_items.c.work).filter_by(work=work, number=number)) is None:
            connection.execute(insert(agenda_items).values(work=work, number=number))
    connection.execute(delete(schema.statuses).filter_by(work=work))  # of facts that another reading had
    for table in schema.FACTS:
        connection.execute(delete(table).filter_by(work=work))
    _rows(connection, schema.citations, [_citation(work, one) for one in record.citations])
    acts = _acts(connection, work, record)
    rows = _facts(work, record.reports, schema.reports)
    requests = (_request(acts, request, session) for request in record.reports)
    _rows(connection, schema.reports, [row | more for row, more in zip(rows, requests, strict=True)])
    for table, facts in (
        (schema.agenda, record.agenda),
        (schema.observances, record.observances),
        (schema.standing, record.standing),
        (schema.noted, record.noted_documents),
    ):
        _rows(connection, table, _facts(work, facts, table))


def measured(record: Record) -> dict[str, str | int | None]:
    """What the corpus is counted by: on what a resolution was adopted, as the masthead says it, and its length."""
    plenary = PLENARY if record.basis.documents else None
    return {"basis": record.basis.committee or plenary, "words": length(record)}


def _citation(work: int, citation: Citation) -> dict[str, Any]:
    row = asdict(citation)
    return {"work": work, "block": row.pop("in_"), **row}


def _acts(connection: Connection, work: int, record: Record) -> list[tuple[int, Act]]:
    """Stores the acts and those whom they direct; the acts with their ids."""
    _rows(connection, schema.acts, _facts(work, record.acts, schema.acts))
    keys = connection.scalars(select(schema.acts.c.id).filter_by(work=work).order_by(schema.acts.c.id))
    acts = list(zip(keys, record.acts, strict=True))
    _rows(
        connection,
        act_actors,
        ({"act": key, "actor": actor} for key, act in acts for actor in dict.fromkeys(act.actors)),
    )
    return acts


def _request(acts: Sequence[tuple[int, Act]], request: ReportRequest, session: int | None) -> dict[str, int | None]:
    """What the row of a report request has beside the fact: the act that asks for it, the sessions in which it is due.

    The act holds its words, or opens the paragraph that they stand under.
    """
    here = (key for key, act in acts if act.in_ == request.in_ and act.offset <= request.offset < act.end)
    above = (key for key, act in reversed(acts) if request.in_.startswith(f"{act.in_}."))
    due = due_sessions(request.due, session)
    return {
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
        row = {name: value for name, value in named.items() if name in table.c}
        yield row | {"work": work, "block": fact.in_, "number": numbers[fact.in_]}


def _rows(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        names = {name for row in listed for name in row}
        connection.execute(insert(table), [{name: row.get(name) for name in names} for row in listed])


def _inserted(connection: Connection, table: Table, **values: Any) -> int:
    """The id of a new row."""
    result = connection.execute(insert(table).values(**values))
    assert result.inserted_primary_key
    return int(result.inserted_primary_key[0])
