"""The index of a registry, kept in step with what is read: records into passages, passages into an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, text

from operative.languages import CODES, load
from operative.record import Record
from operative.registry import schema
from operative.registry.engines import Engine, Entry, Weight, engine
from operative.registry.loading import unpacked
from operative.registry.passages import Passage, passages
from operative.registry.terms import terms

BATCH = 50  # records that are indexed at once when all are
_WEIGHT: Mapping[str, Weight] = {"title": "title", "op": "operative"}
_LEARN = "INSERT INTO search_words (language, word, term) VALUES (:language, :word, :term) ON CONFLICT DO NOTHING"

P = schema.passages.c


class Index:
    """The passages of a registry in its engine."""

    def __init__(self, dialect: str) -> None:
        """`dialect` names the database."""
        self.engine: Engine = engine(dialect)
        self._known: dict[str, set[str]] = {code: set() for code in CODES}  # pieces whose words are stored

    def add(self, connection: Connection, records: Mapping[int, Record]) -> None:
        """Takes in the records that count for expressions from now on; what counted for them is forgotten."""
        self._forget(connection, list(records))
        entries: list[Entry] = []
        for expression, record in records.items():
            found = list(passages(record))
            entries += _entries(record, found, _stored(connection, expression, found))
        if entries:
            self.engine.index(connection, entries)
        self._learn(connection, records.values())

    def _forget(self, connection: Connection, expressions: Sequence[int]) -> None:
        gone = connection.scalars(select(P.id).where(P.expression.in_(expressions))).all()
        if gone:
            self.engine.remove(connection, gone)
            connection.execute(delete(schema.passages).where(P.expression.in_(expressions)))

    def _learn(self, connection: Connection, records: Iterable[Record]) -> None:
        """Stores the words of records that no record had before: what a prefix may stand for."""
        new: dict[str, set[str]] = {}
        for record in records:
            language = record.language or ""
            if load(language).writing.spaced:
                pieces = new.setdefault(language, set())
                for passage in (record.title or "", *(block.text for block in record.blocks)):
                    pieces.update(passage.split())
                pieces.update(*(note.text.split() for note in record.footnotes))
        rows = []
        for language, pieces in new.items():
            pieces -= self._known[language]
            self._known[language] |= pieces
            words = {word for piece in pieces for word in terms(language).words(piece)}
            rows += [{"language": language, "word": word[:80], "term": term[:80]} for word, term in words]
        if rows:
            connection.execute(text(_LEARN), rows)

    def unlearn(self) -> None:
        """Forgets which words are stored: a transaction that stored some may have been taken back."""
        for known in self._known.values():
            known.clear()

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


def _entries(record: Record, found: Iterable[Passage], keys: Iterable[int]) -> Iterator[Entry]:
    language = record.language or ""
    indexed = terms(language).indexed
    for key, passage in zip(keys, found, strict=True):
        weight = _WEIGHT.get(passage.place, "other")
        yield Entry(key, language, weight, indexed(passage.text), passage.marks)


def _stored(connection: Connection, expression: int, found: Iterable[Passage]) -> Sequence[int]:
    """Stores the passages of an expression; their ids, in order."""
    rows = [
        {"expression": expression, "block": one.block, "marks": " ".join(one.marks[1:])}  # but for the symbol
        for one in found
    ]
    if rows:
        connection.execute(insert(schema.passages), rows)
    return connection.scalars(select(P.id).where(P.expression == expression).order_by(P.id)).all()
