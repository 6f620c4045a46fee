"""The registry: records kept, linked and followed up. One file on a laptop, a server's database for an office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from operative.record import Record
from operative.registry import linking, loading, metadata, questions, schema
from operative.registry.store import RegistryError, open_engine, told

__all__ = ["Registry", "RegistryError"]

Answer = TypeVar("Answer")


class Registry:
    """A registry in a database. Raises RegistryError where that can't be opened, read or written."""

    def __init__(self, url: str | Path = "operative.db") -> None:
        """`url` is a file's path, which is made if it isn't there, or a database's URL (postgresql://...)."""
        self.engine = open_engine(url)

    def add(self, record: Record, *, by: str = "operative") -> bool:
        """Stores a record, at once and whole; False if it is held already. Raises RegistryError without a symbol."""
        (new,) = self.add_all([record], by=by)
        return new

    def add_all(self, records: Iterable[Record], *, by: str = "operative") -> list[bool]:
        """Stores records, all or none, and says of each whether it is new. One transaction, so some dozens at most."""
        listed = list(records)
        for record in listed:
            if not record.symbol or not record.language:
                missing = "symbol" if not record.symbol else "language"
                mend = "`operative show` says what was read"
                raise RegistryError(f"{record.source}: no {missing} was found", mend)
        with told(self.engine), self.engine.begin() as connection:
            return [loading.store(connection, record, by) for record in listed]

    def record(self, symbol: str, language: str | None = None) -> Record | None:
        """The current record of a work, in a language or the one that leads; None if it isn't held."""
        s = schema
        query = (
            select(s.readings.c.record)
            .join(s.manifestations, s.manifestations.c.id == s.readings.c.manifestation)
            .join(s.expressions, s.expressions.c.id == s.manifestations.c.expression)
            .join(s.works, s.works.c.id == s.expressions.c.work)
            .where(s.works.c.symbol == symbol, s.readings.c.current)
        )
        query = query.where(
            s.expressions.c.language == language if language else s.readings.c.id == s.works.c.leading
        )
        with told(self.engine), self.engine.connect() as connection:
            blob = connection.scalar(query)
        return loading.unpacked(blob) if blob is not None else None

    def describe_all(self, entries: Iterable[dict[str, Any]], *, source: str) -> int:
        """Stores what entries say of documents, and says of how many; one whose symbol is none is passed over."""
        with told(self.engine), self.engine.begin() as connection:
            return sum(metadata.store(connection, entry, source) for entry in entries)

    def refresh(self, today: date | None = None) -> None:
        """Computes series and statuses anew from all that is held."""
        with told(self.engine), self.engine.begin() as connection:
            linking.refresh(connection, today or date.today())

    def session(self, number: int) -> list[questions.Line]:
        """The ledger of a session."""
        return self._asked(questions.session, number)

    def mandates(self, **chosen: Any) -> list[questions.Mandate]:
        """What is asked of whom; see `questions.mandates` for what may be chosen."""
        return self._asked(questions.mandates, **chosen)

    def follow(self, symbol: str) -> list[questions.Followed]:
        """What became of each request and decision of a resolution."""
        return self._asked(questions.follow, symbol)

    def series(self, symbol: str) -> list[questions.Link]:
        """The series that a resolution belongs to."""
        return self._asked(questions.series, symbol)

    def cited_by(self, symbol: str) -> list[questions.CitedBy]:
        """What cites a document."""
        return self._asked(questions.cited_by, symbol)

    def status(self) -> dict[str, int]:
        """What the registry holds."""
        with told(self.engine), self.engine.connect() as connection:
            return questions.status(connection)

    def _asked(self, question: Callable[..., Iterator[Answer]], *asked: Any, **chosen: Any) -> list[Answer]:
        with told(self.engine), self.engine.connect() as connection:
            return list(question(connection, *asked, **chosen))
