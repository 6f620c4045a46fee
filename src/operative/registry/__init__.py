"""The registry: records kept, linked and followed up. One file on a laptop, a server's database for an office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from operative.record import Record
from operative.registry import loading, schema
from operative.registry.store import RegistryError, open_engine, told

__all__ = ["Registry", "RegistryError"]


class Registry:
    """A registry in a database. Raises RegistryError where that can't be opened, read or written."""

    def __init__(self, url: str | Path = "operative.db") -> None:
        """`url` is a file's path, which is made if it isn't there, or a database's URL (postgresql://...)."""
        self.engine = open_engine(url)

    def add(self, record: Record, *, by: str = "operative") -> bool:
        """Stores a record, at once and whole; False if it is held already. Raises RegistryError without a symbol."""
        if not record.symbol or not record.language:
            missing = "symbol" if not record.symbol else "language"
            raise RegistryError(f"{record.source}: no {missing} was found", "see `operative show` for what was read")
        with told(self.engine), self.engine.begin() as connection:
            return loading.store(connection, record, by)

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

    def counts(self) -> Iterator[tuple[str, int]]:
        """How many rows each table holds."""
        with told(self.engine), self.engine.connect() as connection:
            for table in schema.metadata.sorted_tables:
                yield table.name, connection.scalar(select(func.count()).select_from(table)) or 0
