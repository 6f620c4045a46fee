"""What a registry holds: sessions, their resolutions, the versions of each, the files they were read from."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from operative.registry import schema
from operative.registry.works import canonical, work

W, E, M, N = schema.works.c, schema.expressions.c, schema.manifestations.c, schema.readings.c


class HeldSession(msgspec.Struct, frozen=True):
    """A session of which texts are held: how many resolutions, and the days of the first and the last of them."""

    number: int
    resolutions: int
    first: str | None
    last: str | None


class Held(msgspec.Struct, frozen=True):
    """A document whose text is held, and the languages of its versions."""

    symbol: str
    session: int | None
    title: str | None
    date: str | None
    languages: tuple[str, ...]


class Version(msgspec.Struct, frozen=True):
    """One reading of one file of one language version; `current` is the reading that counts."""

    language: str
    title: str | None
    source: str
    media_type: str
    digest: str
    added: str
    by: str
    read: str
    program: str
    confidence: float
    current: bool


class About(msgspec.Struct, frozen=True):
    """What is known of a document beside its text: agenda items by number, and what catalogues say of it."""

    symbol: str
    kind: str
    session: int | None
    title: str | None
    date: str | None
    author: str | None
    items: dict[str, str | None]
    properties: dict[str, Any]


class Asked(msgspec.Struct, frozen=True):
    """An actor, and how many acts direct it, all and those with the force of a request or more."""

    actor: str
    mandates: int
    requests: int


def sessions(connection: Connection) -> list[HeldSession]:
    """The sessions of which texts are held, the latest first."""
    query = (
        select(W.session, func.count(), func.min(W.date), func.max(W.date))
        .where(W.session.is_not(None), W.leading.is_not(None), W.kind == "resolution")
        .group_by(W.session)
        .order_by(W.session.desc())
    )
    return [HeldSession(*row) for row in connection.execute(query)]


def resolutions(connection: Connection, session: int | None = None) -> list[Held]:
    """The documents whose texts are held, of a session or all, the latest session first, in the order of symbols."""
    query = (
        select(W.symbol, W.session, W.title, W.date, E.language)
        .join(schema.expressions, E.work == W.id)
        .where(W.leading.is_not(None))
        .order_by(W.session.desc(), W.date, W.id, E.language)
    )
    if session is not None:
        query = query.where(W.session == session)
    found: dict[str, Held] = {}
    for symbol, number, title, day, language in connection.execute(query):
        before = found[symbol].languages if symbol in found else ()
        found[symbol] = Held(symbol, number, title, day, (*before, language))
    return list(found.values())


def versions(connection: Connection, symbol: str) -> list[Version]:
    """The readings of a document by language, those that count first. Raises Unknown where it isn't held."""
    key = work(connection, symbol)
    query = (
        select(
            E.language,
            E.title,
            M.source,
            M.media_type,
            M.digest,
            M.added,
            M.by,
            N.read,
            N.version,
            N.confidence,
            N.current,
        )
        .join(schema.manifestations, M.expression == E.id)
        .join(schema.readings, N.manifestation == M.id)
        .where(E.work == key)
        .order_by(E.language, N.current.desc(), N.id.desc())
    )
    return [Version(*row) for row in connection.execute(query)]


def about(connection: Connection, symbol: str) -> About:
    """What is known of a document beside its text. Raises Unknown where it isn't held."""
    key = work(connection, symbol)
    row = connection.execute(select(W.symbol, W.kind, W.session, W.title, W.date, W.author).where(W.id == key)).one()
    a, p = schema.agenda_items.c, schema.properties.c
    items = connection.execute(select(a.number, a.name).where(a.work == key).order_by(a.number))
    said = connection.execute(select(p.name, p.value).where(p.work == key).order_by(p.name, p.id))
    return About(*row, items=dict(map(tuple, items)), properties=dict(map(tuple, said)))


def titles(connection: Connection, symbols: Collection[str], language: str | None = None) -> dict[str, str | None]:
    """The titles of those documents that the registry knows, by symbol; in a language, of the texts held in it."""
    query = select(W.symbol, W.title)
    if language is not None:
        query = select(W.symbol, E.title).join(schema.expressions, E.work == W.id).where(E.language == language)
    return dict(map(tuple, connection.execute(query.where(W.symbol.in_(set(symbols))))))


def resembling(connection: Connection, symbol: str, most: int = 8) -> list[str]:
    """The symbols of held documents that begin as a symbol does."""
    wanted = canonical(symbol)
    query = select(W.symbol).where(W.symbol.startswith(wanted, autoescape=True), W.symbol != wanted)
    return list(connection.scalars(query.order_by(W.symbol).limit(most)))


def actors(connection: Connection) -> list[Asked]:
    """Who is directed by what is held, the most directed first."""
    acts, named = schema.acts.c, schema.act_actors.c
    strong = func.count().filter(acts.force >= 6)
    query = (
        select(named.actor, func.count(), strong)
        .join(schema.acts, acts.id == named.act)
        .where(acts.force > 0)
        .group_by(named.actor)
        .order_by(func.count().desc(), named.actor)
    )
    return [Asked(*row) for row in connection.execute(query)]


LOG_HEADER = 48  # bytes at the beginning of the index of SQLite's write-ahead log, other ones after each commit


def state(connection: Connection) -> str:
    """A word that is another one whenever what is held has changed, the same in every process that asks.

    Ask it on a connection that is kept open. PostgreSQL's snapshot names the transactions that it sees. SQLite's own
    count is of what one connection saw others commit; the index of its log, which lies beside the file, is everybody's.
    """
    if connection.dialect.name != "sqlite":
        return str(connection.execute(text("SELECT CAST(pg_current_snapshot() AS text)")).scalar())
    seen = connection.execute(text("PRAGMA data_version")).scalar()
    try:
        with open(f"{connection.engine.url.database}-shm", "rb") as index:
            return index.read(LOG_HEADER).hex()
    except OSError:  # without a log, where it lies on another machine's disk
        return f"{os.getpid()} {seen}"
