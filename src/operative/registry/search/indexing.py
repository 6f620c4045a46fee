"""The index of a registry, kept in step with what is read: passages into an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from sqlalchemy import Connection, func, select, update

from operative.registry import schema
from operative.registry.preparing import Prepared, Preparing, unpacked
from operative.registry.search.engines import Engine, Entry, engine, number_of, numbered
from operative.registry.search.passages import mark
from operative.registry.store import many

BATCH = 50  # records that are indexed at once when all are
LONGEST = 80  # letters of a word that prefixes look at
P = schema.passages.c


class Index:
    """The passages of a registry in its engine."""

    def __init__(self, dialect: str) -> None:
        """`dialect` names the database."""
        self.engine: Engine = engine(dialect)

    def add(self, connection: Connection, records: Mapping[int, Prepared]) -> None:
        """Takes in the records that count for expressions from now on; what counted for them is forgotten."""
        self._forget(connection, list(records))
        first = number_of(connection.scalar(select(func.max(P.id))) or 0) + 1
        rows: list[tuple[int | str, ...]] = []
        entries: dict[str, list[Entry]] = defaultdict(list)
        for expression, record in records.items():
            found = record.passages
            keys = numbered(found.places, first + len(rows))
            rows += zip(keys, repeat(expression), found.blocks, found.marks)
            shared = f"{mark('symbol', record.symbol)} {mark('language', record.language)}"
            marks = [f"{shared} {own}" for own in found.marks]
            entries[record.language] += zip(keys, found.terms, marks, strict=True)
        if rows:
            many(connection, "INSERT INTO passages (id, expression, block, marks) VALUES (?, ?, ?, ?)", rows)
        self._learn(connection, records.values())  # later, it would have FTS5 write too soon what it gathers
        for language, listed in entries.items():
            if listed:
                self.engine.index(connection, language, listed)

    def _forget(self, connection: Connection, expressions: Sequence[int]) -> None:
        gone = connection.scalars(select(P.id).where(P.expression.in_(expressions))).all()
        if gone:
            self.engine.remove(connection, gone)
            connection.execute(update(schema.passages).where(P.id.in_(gone)).values(expression=None))

    def _learn(self, connection: Connection, records: Iterable[Prepared]) -> None:
        """Stores the words that were new: what a prefix may stand for."""
        rows = {(one.language, new.word[:LONGEST], new.term[:LONGEST]) for one in records for new in one.words}
        if rows:
            learn = "INSERT INTO search_words (language, word, term) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            many(connection, learn, sorted(rows))

    def rebuild(self, connection: Connection) -> None:
        """Takes in all that is held, into an empty index."""
        m, r = schema.manifestations.c, schema.readings.c
        current = (
            select(m.expression, r.record)
            .join(schema.readings, r.manifestation == m.id)
            .where(r.current)
            .order_by(m.expression)
        )
        held = connection.execute(current.execution_options(yield_per=BATCH))
        preparing = Preparing()
        for rows in held.partitions():
            self.add(connection, {expression: preparing.prepared(unpacked(blob)) for expression, blob in rows})
