"""The works that a registry holds: which one a symbol names, and the record that stands for it."""

from __future__ import annotations

import string
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from operative.record import Record
from operative.registry.preparing import unpacked
from operative.registry.schema import expressions, manifestations, readings, works
from operative.registry.store import RegistryError, Unknown
from operative.symbols import parse


def canonical(symbol: str) -> str:
    """The symbol as the registry writes it. Raises Unknown for what is none."""
    found = parse(symbol)
    if found is None:
        raise Unknown.of("no_symbol", given=symbol)
    return str(found)


def as_cited(symbol: str) -> tuple[str, ...]:
    """The symbols under which others cite a document: a resolution is part A once there is a part B."""
    found = parse(symbol)
    lettered = found is None or found.kind != "resolution" or bool(found.letters or found.session_roman)
    return (symbol,) if lettered else (symbol, f"{symbol} A")


def by_number(symbol: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    """What puts the documents of a session in the order of their numbers: 9 before 12, and 12 B before 13."""
    return func.length(func.rtrim(symbol, f"{string.ascii_letters} -,()")), symbol


def work(connection: Connection, symbol: str) -> int:
    """The id of a work. Raises Unknown for one that isn't held, naming those that look like it."""
    wanted = canonical(symbol)
    found = connection.scalar(select(works.c.id).where(works.c.symbol == wanted))
    if found is None:
        like = select(works.c.symbol).where(works.c.symbol.startswith(wanted.removesuffix(" A"), autoescape=True))
        others = ", ".join(connection.scalars(like.order_by(*by_number(works.c.symbol)).limit(3)))
        raise Unknown.of("like_held" if others else "not_held", symbol=wanted, others=others)
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


def text(connection: Connection, symbol: str, language: str | None = None) -> Record:
    """The record of a work in a language, or the one that stands for it. Raises Unknown where none is held."""
    found = record(connection, symbol, language)
    if found is None:
        work(connection, symbol)  # one that isn't known at all is told so
        others = ", ".join(languages(connection, symbol))
        kind = "no_text_in" if language and others else "no_text"
        raise Unknown.of(kind, symbol=symbol, language=language, others=others)
    return found


def languages(connection: Connection, symbol: str) -> list[str]:
    """The languages in which the registry holds the text of a work."""
    query = select(expressions.c.language).distinct().order_by(expressions.c.language)
    return list(connection.scalars(query.where(expressions.c.work == work(connection, symbol))))


def in_one_language(connection: Connection, old: str, new: str, language: str | None = None) -> tuple[Record, Record]:
    """The records of two works in a language, or in one that both have: English first, then in the codes' order.

    Raises RegistryError where a text isn't held, or the two have no language in common.
    """
    if language is None:
        of_old, of_new = languages(connection, old), languages(connection, new)
        both = [code for code in of_old if code in of_new]
        if of_old and of_new and not both:
            held = f"{old} is held in {', '.join(of_old)}, {new} in {', '.join(of_new)}"
            raise RegistryError.of("two_languages", held=held)
        language = "en" if "en" in both else next(iter(both), None)
    return text(connection, old, language), text(connection, new, language)
