"""Records into the registry: works, expressions, manifestations, readings. Some dozens at once, in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, update

from operative import __version__
from operative.registry import facts
from operative.registry.preparing import Prepared
from operative.registry.schema import expressions, manifestations, readings, works
from operative.symbols import parse


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class _Version(NamedTuple):
    """A record, and the work and the expression that it is a version of."""

    record: Prepared
    work: int
    expression: int


def store(connection: Connection, records: Iterable[Prepared], by: str) -> list[int | None]:
    """Stores records; of each the id of its expression, or None if the registry holds the record already."""
    return [expression for some in _apart(records) for expression in _store(connection, some, by)]


def _apart(records: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Stretches of records in which no expression comes twice: of two versions the later one counts."""
    some: dict[tuple[str, str], Prepared] = {}
    for record in records:
        if (which := (record.symbol, record.language)) in some:
            yield list(some.values())
            some = {}
        some[which] = record
    yield list(some.values())


def _store(connection: Connection, records: Sequence[Prepared], by: str) -> list[int | None]:
    versions = _versions(connection, records)
    m = manifestations.c
    query = select(m.expression, m.digest).where(m.expression.in_([one.expression for one in versions]))
    held = {(expression, known) for expression, known in connection.execute(query)}
    new = [one for one in versions if (one.expression, one.record.digest) not in held]
    _supersede(connection, new, {expression for expression, _ in held})
    files = _inserted(connection, manifestations, [_manifestation(one, by) for one in new])
    rows = [_reading(file, one.record) for file, one in zip(files, new, strict=True)]
    read = zip(_inserted(connection, readings, rows), new, strict=True)
    facts.lead(connection, [(one.work, key, one.record) for key, one in read])
    stored = {one.expression for one in new}
    return [one.expression if one.expression in stored else None for one in versions]


def _versions(connection: Connection, records: Sequence[Prepared]) -> list[_Version]:
    """Records with their works and expressions, which are made where they are new."""
    ids = works_of(connection, [record.symbol for record in records])
    of_works = [(ids[record.symbol], record) for record in records]
    e = expressions.c
    query = select(e.work, e.language, e.id).where(e.work.in_(ids.values()))
    held = {(work, language): key for work, language, key in connection.execute(query)}
    new = [(work, record) for work, record in of_works if (work, record.language) not in held]
    rows = [{"work": work, "language": record.language, "title": record.title} for work, record in new]
    made = zip(new, _inserted(connection, expressions, rows), strict=True)
    held |= {(work, record.language): key for (work, record), key in made}
    return [_Version(record, work, held[work, record.language]) for work, record in of_works]


def works_of(connection: Connection, symbols: Iterable[str]) -> dict[str, int]:
    """The ids of the works that symbols, canonically written, name; works that are new are made."""
    wanted = list(dict.fromkeys(symbols))
    query = select(works.c.symbol, works.c.id).where(works.c.symbol.in_(wanted))
    held = {row.symbol: row.id for row in connection.execute(query)}
    new = [symbol for symbol in wanted if symbol not in held]
    made = _inserted(connection, works, [{"symbol": symbol, "kind": _kind(symbol)} for symbol in new])
    return held | dict(zip(new, made, strict=True))


def _kind(symbol: str) -> str:
    parsed = parse(symbol)
    return parsed.kind if parsed and parsed.kind in ("resolution", "decision") else "document"


def _supersede(connection: Connection, new: Iterable[_Version], held: Set[int]) -> None:
    """Has new versions stand for the expressions that are held: the earlier readings stay, but no longer count."""
    for one in new:
        if one.expression in held:
            earlier = select(manifestations.c.id).filter_by(expression=one.expression)
            connection.execute(update(readings).where(readings.c.manifestation.in_(earlier)).values(current=False))
            connection.execute(update(expressions).filter_by(id=one.expression).values(title=one.record.title))


def _manifestation(version: _Version, by: str) -> dict[str, Any]:
    return {
        "expression": version.expression,
        "digest": version.record.digest,
        "source": version.record.source,
        "media_type": version.record.media_type,
        "added": now(),
        "by": by,
    }


def _reading(manifestation: int, record: Prepared) -> dict[str, Any]:
    return {
        "manifestation": manifestation,
        "version": __version__,
        "read": now(),
        "current": True,
        "confidence": record.confidence,
        "record": record.record,
    }


def _inserted(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> Sequence[int]:
    """The ids of new rows, in their order."""
    if not rows:
        return ()
    return connection.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows).all()
