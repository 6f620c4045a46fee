"""All that a registry holds of a kind, session after session, so that memory is that of one session, however many."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from operative.registry import holdings, ledger, questions, schema

Kind = Literal["resolutions", "mandates", "reports", "agenda", "observances", "citations"]
SOME = 50  # records that are read at once

W, C = schema.works.c, schema.citations.c
_encoder = msgspec.json.Encoder()


class Cited(msgspec.Struct, frozen=True):
    """One citation, with the paragraph that makes it; `symbol` and `name` are those of the document cited."""

    citing: str
    block: str
    symbol: str | None
    name: str | None
    relation: str | None
    text: str
    date: str | None
    pinpoint: str | None


def sessions(connection: Connection) -> list[int | None]:
    """The sessions of what is held, the first first; None stands for documents of no session."""
    held = select(W.session).distinct().where(W.leading.is_not(None)).order_by(W.session)
    return list(connection.scalars(held))


def rows(connection: Connection, kind: Kind, session: int | None) -> Iterator[Any]:
    """All of a kind in the documents of a session, as the registry's questions give them."""
    here = W.session == session  # "IS NULL" for None
    match kind:
        case "resolutions":
            yield from (held for held in holdings.resolutions(connection, session) if held.session == session)
        case "mandates":
            yield from questions.mandates_where(connection, here)
        case "reports" | "agenda" | "observances":
            yield from ledger.lines(connection, kind, here)
        case "citations":
            yield from _citations(connection, session)


def _citations(connection: Connection, session: int | None) -> Iterator[Cited]:
    what = (W.symbol, C.block, C.symbol, C.name, C.relation, C.text, C.date, C.pinpoint)
    query = select(*what).join(schema.works, W.id == C.work).where(W.session == session).order_by(W.id, C.id)
    for row in connection.execute(query):
        yield Cited(*row)


def line(row: Any) -> bytes:
    """A row as a line of JSON."""
    return _encoder.encode(row) + b"\n"


def records(
    connection: Connection, session: int | None, language: str | None, after: int
) -> tuple[list[bytes], int | None]:
    """The next records that count, of a session or all, in a language or all, each as a line of JSON.

    `after` is the key of the last one that was given, 0 at first; with them comes the key for the next call, or None.
    """
    e, m, r = schema.expressions.c, schema.manifestations.c, schema.readings.c
    query = (
        select(e.id, r.record)
        .join(schema.manifestations, m.expression == e.id)
        .join(schema.readings, r.manifestation == m.id)
        .join(schema.works, W.id == e.work)
        .where(r.current, e.id > after)
        .order_by(e.id)
        .limit(SOME)
    )
    if session is not None:
        query = query.where(W.session == session)
    if language is not None:
        query = query.where(e.language == language)
    found = connection.execute(query).all()
    return [zlib.decompress(blob) + b"\n" for _, blob in found], found[-1][0] if len(found) == SOME else None
