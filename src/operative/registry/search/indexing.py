"""The index of a registry, kept in step with what is read: records into passages, passages into an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select, update

from operative.languages import CODES
from operative.record import Record
from operative.registry import schema
from operative.registry.loading import unpacked
from operative.registry.search.engines import Engine, Entry, engine
from operative.registry.search.passages import Place, mark, passages
from operative.registry.search.terms import Pieces

BATCH = 50  # records that are indexed at once when all are
LONGEST = 80  # letters of a word that prefixes look at
P = schema.passages.c


class Index:
    """The passages of a registry in its engine."""

    def __init__(self, dialect: str) -> None:
        """`dialect` names the database."""
        self.engine: Engine = engine(dialect)
        self._pieces = {code: Pieces(code) for code in CODES}

    def add(self, connection: Connection, records: Mapping[int, Record]) -> None:
        """Takes in the records that count for expressions from now on; what counted for them is forgotten."""
        self._forget(connection, list(records))
        last = connection.scalar(select(func.max(P.id))) or 0
        rows: list[tuple[int | str, ...]] = []
        entries: dict[str, list[Entry]] = defaultdict(list)
        for expression, record in records.items():
            assert record.symbol
            assert record.language
            shared = f"{mark('symbol', record.symbol)} {mark('language', record.language)}"
            indexed = self._pieces[record.language].indexed
            for block, place, text, marks in passages(record):
                key = last + len(rows) + 1
                rows.append((key, expression, block, marks))
                entries[record.language].append(_entry(key, place, indexed(text), f"{shared} {marks}"))
        if rows:
            _many(connection, "INSERT INTO passages (id, expression, block, marks) VALUES (?, ?, ?, ?)", rows)
        for language, listed in entries.items():
            self.engine.index(connection, language, listed)
        self._learn(connection)

    def _forget(self, connection: Connection, expressions: Sequence[int]) -> None:
        gone = connection.scalars(select(P.id).where(P.expression.in_(expressions))).all()
        if gone:
            self.engine.remove(connection, gone)
            connection.execute(update(schema.passages).where(P.id.in_(gone)).values(expression=None))

    def _learn(self, connection: Connection) -> None:
        """Stores the words that were new: what a prefix may stand for."""
        rows = {
            (language, word.word[:LONGEST], word.term[:LONGEST])
            for language, pieces in self._pieces.items()
            for word in pieces.new
        }
        if rows:
            learn = "INSERT INTO search_words (language, word, term) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            _many(connection, learn, sorted(rows))
        for pieces in self._pieces.values():
            pieces.new.clear()

    def unlearn(self) -> None:
        """Takes all words for new again: the transaction that stored some may have been taken back."""
        for pieces in self._pieces.values():
            pieces.clear()
            pieces.new.clear()

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
        for rows in held.partitions():
            self.add(connection, {expression: unpacked(blob) for expression, blob in rows})


def _entry(key: int, place: Place, terms: str, marks: str) -> Entry:
    if place == "op":
        return Entry(key, "", terms, "", marks)
    return Entry(key, "", "", terms, marks) if place == "title" else Entry(key, terms, "", "", marks)


def _many(connection: Connection, statement: str, rows: list[tuple[int | str, ...]]) -> None:
    """Runs a statement for each row, through the driver: to name each value again costs more than to store it."""
    marker = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    connection.exec_driver_sql(statement.replace("?", marker), rows)
