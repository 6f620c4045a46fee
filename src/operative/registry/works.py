"""The works that a registry holds: which one a symbol names, and the record that stands for it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from operative.record import Record
from operative.registry.loading import unpacked
from operative.registry.schema import expressions, manifestations, readings, works
from operative.registry.store import Unknown
from operative.symbols import parse


def canonical(symbol: str) -> str:
    """The symbol as the registry writes it. Raises Unknown for what is none."""
    found = parse(symbol)
    if found is None:
        raise Unknown(f"{symbol} is no document symbol", "write one as A/RES/64/12")
    return str(found)


def work(connection: Connection, symbol: str) -> int:
    """The id of a work. Raises Unknown for one that isn't held, naming those that look like it."""
    wanted = canonical(symbol)
    found = connection.scalar(select(works.c.id).where(works.c.symbol == wanted))
    if found is None:
        like = works.c.symbol.startswith(wanted, autoescape=True)
        others = ", ".join(connection.scalars(select(works.c.symbol).where(like).order_by(works.c.symbol).limit(3)))
        mend = f"there are {others}" if others else "`operative add` its file; `operative status` says what is held"
        raise Unknown(f"the registry doesn't hold {wanted}", mend)
    return int(found)


def record(connection: Connection, symbol: str, language: str | None = None) -> Record | None:
    """The current record of a work in a language, or the one that stands for it; None if it isn't held."""
    query = (
        select(readings.c.record)
        .join(manifestations, manifestations.c.id == readings.c.manifestation)
        .join(expressions, expressions.c.id == manifestations.c.expression)
        .join(works, works.c.id == expressions.c.work)
        .where(works.c.symbol == canonical(symbol), readings.c.current)
    )
    wanted = expressions.c.language == language if language else readings.c.id == works.c.leading
    blob = connection.scalar(query.where(wanted))
    return unpacked(blob) if blob is not None else None


def leading(connection: Connection, symbol: str) -> Record:
    """The record that stands for a work. Raises Unknown where none is held."""
    found = record(connection, symbol)
    if found is None:
        raise Unknown(f"the registry holds no text of {symbol}", "`operative add` its file")
    return found
