"""Records into the registry: works, expressions, manifestations, readings, and the rows of facts."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import asdict, replace
from sqlalchemy import Connection, Table, delete, insert, select, update

from operative import __version__
from operative.record import Fact, Record
from operative.registry import schema
from operative.registry.schema import act_actors, agenda_items, expressions, manifestations, readings, works
from operative.registry.store import RegistryError
from operative.symbols import parse

LEADERS = ("en", "fr", "es", "ru", "zh", "ar")  # whose facts stand for the work, the first that is held
_decoder = msgspec.json.Decoder(Record)


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def packed(record: Record) -> bytes:
    """A record as it is kept."""
    return zlib.compress(msgspec.json.encode(record), 6)


def unpacked(blob: bytes) -> Record:
    """A record as it was kept."""
    return _decoder.decode(zlib.decompress(blob))


def leading(connection: Connection, symbol: str) -> Record:
    """The record that stands for a work. Raises RegistryError where none is held."""
    query = select(readings.c.record).join(works, works.c.leading == readings.c.id).where(works.c.symbol == symbol)
    blob = connection.scalar(query)
    if blob is None:
        raise RegistryError(f"the registry holds no text of {symbol}", "`operative add` its file")
    return unpacked(blob)


def digest(record: Record) -> str:
    """What tells two records apart, wherever their files lay."""
    return hashlib.sha256(msgspec.json.encode(replace(record, source=""))).hexdigest()


def store(connection: Connection, record: Record, by: str) -> bool:
    """Stores a record; False if the registry holds it already. The record needs a symbol and a language."""
    assert record.symbol
    assert record.language
    work = _work(connection, record)
    expression = _expression(connection, work, record)
    found = digest(record)
    known = select(manifestations.c.id).filter_by(expression=expression, digest=found)
    if connection.scalar(known) is not None:
        return False
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
    return True


def _work(connection: Connection, record: Record) -> int:
    """The id of the record's work, which is made if it is new."""
    assert record.symbol
    found = connection.scalar(select(works.c.id).filter_by(symbol=record.symbol))
    if found is not None:
        return int(found)
    symbol = parse(record.symbol)
    kind = symbol.kind if symbol and symbol.kind in ("resolution", "decision") else "document"
    return _inserted(connection, works, symbol=record.symbol, kind=kind)


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


def lead(connection: Connection, work: int, reading: int, record: Record) -> None:
    """Has a reading stand for its work: what the work is, and the rows of its facts, come from it."""
    about = {
        "organ": record.organ,
        "session": record.session,
        "title": record.title,
        "date": record.adopted,
        "leading": reading,
    }
    connection.execute(update(works).filter_by(id=work).values(**about))
    for number in record.agenda_items:
        if connection.scalar(select(agenda_items.c.work).filter_by(work=work, number=number)) is None:
            connection.execute(insert(agenda_items).values(work=work, number=number))
    for table in schema.FACTS:
        connection.execute(delete(table).filter_by(work=work))
    _rows(connection, schema.citations, [_citation(work, one) for one in record.citations])
    _acts(connection, work, record)
    for table, facts in (
        (schema.reports, record.reports),
        (schema.agenda, record.agenda),
        (schema.observances, record.observances),
        (schema.standing, record.standing),
        (schema.noted, record.noted_documents),
    ):
        _rows(connection, table, [_fact(work, fact, table) for fact in facts])


def _citation(work: int, citation: Any) -> dict[str, Any]:
    row = asdict(citation)
    row.pop("pinpoint")
    return {"work": work, "block": row.pop("in_"), **row}


def _acts(connection: Connection, work: int, record: Record) -> None:
    acts = [_fact(work, act, schema.acts) for act in record.acts]
    _rows(connection, schema.acts, acts)
    if not acts:
        return
    keys = connection.scalars(select(schema.acts.c.id).filter_by(work=work).order_by(schema.acts.c.id))
    directed = zip(keys, record.acts, strict=True)
    named = [{"act": key, "actor": actor} for key, act in directed for actor in dict.fromkeys(act.actors)]
    _rows(connection, act_actors, named)


def _fact(work: int, fact: Fact, table: Table) -> dict[str, Any]:
    """A fact as a row of its table."""
    named = msgspec.to_builtins(fact)
    row = {name: value for name, value in named.items() if name in table.c}
    row |= {"work": work, "block": named["in"]}
    if named.get("due"):
        row["due_session"] = next(iter(named["due"].get("sessions", ())), None)
    return row


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
