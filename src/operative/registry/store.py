"""The database behind a registry: opened, brought up to date, and its errors told in plain words."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from operative.registry.migrations import VERSION
from operative.registry.schema import trail
from operative.registry.wrong import WRONG

LOG = logging.getLogger(__name__)
PATIENCE = 60_000  # milliseconds that a writer waits for another
TOGETHER = 16  # rows that one statement inserts
LOCK = 6412  # of PostgreSQL's advisory locks, the one that whoever migrates holds


class RegistryError(Exception):
    """The registry can't do what is asked; `what` is wrong, `mend` helps.

    Where others have words of their own for it (pages, in six languages), `kind` names what is wrong, and `values` are
    what its words may name.
    """

    def __init__(
        self, what: str, mend: str, kind: str | None = None, values: Mapping[str, object] | None = None
    ) -> None:
        """The two halves of the message."""
        super().__init__(f"{what}; {mend}")
        self.what, self.mend = what, mend
        self.kind, self.values = kind, values or {}

    @classmethod
    def of(cls, kind: str, **values: object) -> Self:
        """The error of a kind of WRONG, with what its words name."""
        what, mend = (words.format(**values) for words in WRONG[kind])
        return cls(what, mend, kind, values)


class Unknown(RegistryError):
    """What is asked for isn't held, is nothing that could be, or could be several things."""


def open_engine(url: str | Path) -> Engine:
    """The engine of a database: a file's path, or a URL (sqlite:///..., postgresql://...). Raises RegistryError.

    A database that isn't there is made; one of an older version is brought up to date.
    """
    engine = _engine(str(url))
    with told(engine), engine.connect() as connection:
        _bring_up_to_date(engine, connection)
    return engine


def _engine(url: str) -> Engine:
    if "://" not in url:
        url = f"sqlite:///{url}"
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        # A connection that was lost meanwhile is made anew; thousands of JSON fields cost a third of what they did.
        engine = create_engine(
            parsed, pool_pre_ping=True, json_serializer=as_json, json_deserializer=msgspec.json.decode
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise RegistryError(f"{url} is no database that can be opened ({error})", MEND_URL) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def as_json(value: object) -> str:
    """A value as columns of JSON keep it."""
    return msgspec.json.encode(value).decode()


MEND_URL = "name a file (operative.db) or a server (postgresql://user@host/name; needs the extra `postgresql`)"


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in (
        f"busy_timeout = {PATIENCE}",
        "journal_mode = WAL",  # readers and a writer at once; a kill loses nothing that was committed
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(engine: Engine, connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found == VERSION:
            return
        if found is None or found > VERSION:
            newer = f"a newer version of Operative (schema {found}, this one knows {VERSION})"
            raise RegistryError(
                f"{_named(engine)} was written by {newer}", "install that version, or name another file with --db"
            )
        # An index of search that is made anew may take a minute: whoever waits should know why.
        LOG.warning("%s is of an earlier version; it is brought up to date, once", _named(engine))
    elif tables:
        raise RegistryError(f"{_named(engine)} is some other program's database", "name another file with --db")
    connection.close()
    _migrate(engine)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with engine.begin() as connection:
        # One migrates at a time: who comes second finds it done.
        alone = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else f"SELECT pg_advisory_xact_lock({LOCK})"
        connection.exec_driver_sql(alone)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def queue(connection: Connection) -> None:
    """Waits until nobody else writes; others then wait until this transaction ends. SQLite and PostgreSQL alike."""
    connection.execute(update(trail).values(id=trail.c.id))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for who only reads."""
    with told(engine), engine.connect() as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection for who reads for long: it sees what is held now, whatever others write meanwhile."""
    with told(engine), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # the driver begins none for who only reads
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are kept together at the end, or none of them. One writes at a time."""
    with told(engine), engine.begin() as connection:
        queue(connection)
        yield connection


def many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows by a statement for one, through the driver, some at a time.

    To name each value again, or to run a statement for each row, costs more than to store it.
    """
    values = f"({', '.join('?' * len(rows[0]))})"
    whole = len(rows) - len(rows) % TOGETHER
    together = [tuple(chain.from_iterable(rows[at : at + TOGETHER])) for at in range(0, whole, TOGETHER)]
    of_some = statement.replace(values, ", ".join([values] * TOGETHER))
    marker = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    for sql, listed in ((of_some, together), (statement, list(rows[whole:]))):
        if listed:
            connection.exec_driver_sql(sql.replace("?", marker), listed)


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turns what the database complains of into a RegistryError that names the mend."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        where = _named(engine)
        kind = next((kind for sign, kind in _COMPLAINTS if sign in said.lower()), "db_other")
        raise RegistryError.of(kind, where=where, complaint=said.splitlines()[0]) from error


def _named(engine: Engine) -> str:
    """A database as people name it: a file by its path, a server by its URL without the password."""
    url = engine.url.set(drivername=engine.dialect.name)
    return url.database or "" if engine.dialect.name == "sqlite" else url.render_as_string(hide_password=True)


_COMPLAINTS = (  # what a database says, and what is wrong then
    ("not a database", "db_file"),
    ("malformed", "db_damaged"),
    ("disk is full", "db_full"),
    ("disk full", "db_full"),
    ("readonly", "db_closed"),
    ("unable to open", "db_unopened"),
    ("locked", "db_locked"),
    ("append-only", "db_append_only"),
    ("connection", "db_lost"),
)
