"""The database: what is wrong with it is told, kills and losses lose nothing, several may write, migrations fit."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from sqlalchemy import event, inspect, make_url, text

from operative.alignment.measure import length
from operative.cli import cli
from operative.languages import CODES
from operative.registry import Registry, RegistryError, schema
from operative.registry.migrations import VERSION
from tests.registry.invented import first, second, third
from tests.registry.pulling import official

# --- what is no registry ----------------------------------------------------------------------------------------------


def test_a_foreign_a_damaged_and_a_newer_database_are_told(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(RegistryError, match="some other program"):
        Registry(foreign)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all, but long enough to be looked at as one" * 40)
    with pytest.raises(RegistryError, match="damaged"):
        Registry(damaged)
    with pytest.raises(RegistryError, match=r"can't be opened"):
        Registry(tmp_path / "no" / "such" / "folder.db")


def test_a_database_of_a_newer_version_is_told_and_left_as_it_is(database: str) -> None:
    newer = Registry(database)
    with newer.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegistryError, match="newer version"):
        Registry(database)
    with newer.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_foreign_database_on_a_server_is_told(server: str, database: str) -> None:
    import psycopg

    with psycopg.connect(host=server, user="office", dbname=make_url(database).database, autocommit=True) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(RegistryError, match="some other program"):
        Registry(database)


def test_a_file_that_is_damaged_in_the_middle_is_told_and_its_files_can_be_added_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add_all([replace(first(), symbol=f"A/RES/64/{number}") for number in range(100, 160)])
    registry.engine.dispose()
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 12288)
    path.write_bytes(data)
    result = CliRunner().invoke(cli, ["session", "65", f"--db={path}"])
    assert result.exit_code == 1
    assert "damaged" in result.stderr
    assert "restore a copy" in result.stderr


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://server:port/x", "oracle+nothing://x"])
def test_what_is_no_address_of_a_database_is_told(url: str) -> None:
    with pytest.raises(RegistryError, match="no database that can be opened"):
        Registry(url)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(RegistryError, match="connection was lost or refused") as raised:
        Registry("postgresql://office:secret@127.0.0.1:1/operative")
    assert "secret" not in str(raised.value)


# --- no room, no right ------------------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(second())

    @event.listens_for(registry.engine, "connect")
    def fill(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 120")

    registry.engine.dispose()
    stored = 1
    with pytest.raises(RegistryError, match="disk is full; nothing of the last"):  # noqa: PT012 - how many fit is seen
        while stored < 10_000:
            registry.add(replace(first(), symbol=f"A/RES/64/{stored}"))
            stored += 1
    assert registry.status()["works"] == stored
    event.remove(registry.engine, "connect", fill)
    registry.engine.dispose()
    assert registry.add(replace(first(), symbol=f"A/RES/64/{stored}"))  # room was made, and it goes on


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where we may make one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk can't be mounted here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_disk_that_is_really_full_is_told_and_what_was_stored_stays(small_disk: Path) -> None:
    registry = Registry(small_disk / "operative.db")
    stored = 0
    with pytest.raises(RegistryError, match="disk is full"):  # noqa: PT012 - how many fit is seen
        while stored < 10_000:
            registry.add(replace(first(), symbol=f"A/RES/64/{stored + 1}"))
            stored += 1
    assert stored
    assert registry.status()["works"] == stored


@contextmanager
def unprivileged() -> Iterator[None]:
    """The rights of a user who has none in particular."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told() -> None:
    folder = Path(tempfile.mkdtemp())  # outside of pytest's own, which nobody else may enter
    try:
        held = Registry(folder / "held.db")
        held.add(first())
        held.engine.dispose()
        (folder / "held.db").chmod(0o444)
        folder.chmod(0o555)
        with unprivileged():
            with pytest.raises(RegistryError, match="can't be opened"):
                Registry(folder / "new.db")
            with pytest.raises(RegistryError, match=r"may not be written|can't be opened"):
                Registry(folder / "held.db").add(second())
        folder.chmod(0o755)
        assert Registry(folder / "held.db").status()["works"] == 1
    finally:
        shutil.rmtree(folder)


# --- kills, losses, several at once -----------------------------------------------------------------------------------

WRITER = """
import sys, msgspec
from msgspec.structs import replace
from operative.record import Record
from operative.registry import Registry
record = msgspec.json.decode(open(sys.argv[2], "rb").read(), type=Record)
registry = Registry(sys.argv[1])
for number in range(int(sys.argv[3]), int(sys.argv[4])):
    print(number, registry.add(replace(record, symbol=f"A/RES/64/{number}")), flush=True)
"""


def writer(database: str, folder: Path, first_number: int, last: int) -> subprocess.Popen[str]:
    (folder / "record.json").write_bytes(msgspec.json.encode(first()))
    script = [sys.executable, "-c", WRITER, database, str(folder / "record.json"), str(first_number), str(last)]
    return subprocess.Popen(script, stdout=subprocess.PIPE, text=True)


def test_a_kill_loses_nothing_that_was_told_to_be_stored(database: str, tmp_path: Path) -> None:
    Registry(database)
    with writer(database, tmp_path, 1000, 100_000) as process:
        assert process.stdout
        for _ in range(5):
            process.stdout.readline()
        time.sleep(0.2)
        process.kill()
        told = 5 + len(process.stdout.readlines())
    registry = Registry(database)
    assert told <= registry.status()["works"] <= told + 1
    again = replace(first(), symbol="A/RES/64/1000")
    assert not registry.add(again)


MANY = 400  # documents: so many that some are still to come when the first have been stored


def test_adding_that_was_killed_is_completed_by_running_it_again(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    text = official("registers-i.en").decode()
    for number in range(300, 300 + MANY):
        (tmp_path / "texts" / f"{number}.xml").write_text(text.replace("64/356", f"64/{number}"), encoding="utf-8")
    db = tmp_path / "operative.db"
    command = [sys.executable, "-m", "operative", "add", str(tmp_path / "texts"), f"--db={db}"]
    held = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not held and process.poll() is None:
            time.sleep(0.05)
            held = Registry(db).status()["works"] if db.exists() else 0
        process.kill()
    held = Registry(db).status()["works"]
    assert 0 < held < MANY
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert again.stdout == f"{MANY - held} added, {held} held already, 0 described\n"
    registry = Registry(db)
    assert registry.status()["works"] == MANY
    assert all(line.status for line in registry.session(66) if line.kind == "report")


def test_two_processes_make_a_registry_and_add_the_same_at_once(database: str, tmp_path: Path) -> None:
    with writer(database, tmp_path, 1000, 1020) as one, writer(database, tmp_path, 1000, 1020) as other:
        said = [process.communicate(timeout=90)[0].splitlines() for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0]
    held = Registry(database).status()
    assert (held["works"], held["files"]) == (20, 20)
    news = [line.endswith("True") for lines in said for line in lines]
    assert (len(news), sum(news)) == (40, 20)  # each was new to one of them


def terminate(server: str, registry: Registry) -> None:
    """Has the server end all connections of a registry, as a restart does."""
    import psycopg

    with psycopg.connect(host=server, user="office", dbname="postgres", autocommit=True) as other:
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        other.execute(query, [registry.engine.url.database])


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_is_lost_in_the_middle_is_told_and_what_was_stored_stays(server: str, database: str) -> None:
    registry = Registry(database)
    assert registry.add(first())
    lost = False

    @event.listens_for(registry.engine, "after_cursor_execute")
    def lose(_: Any, __: Any, statement: str, *more: Any) -> None:
        nonlocal lost
        if statement.startswith("INSERT INTO works") and not lost:
            lost = True
            terminate(server, registry)

    with pytest.raises(RegistryError, match="connection was lost") as raised:
        registry.add_all([second(), third()])
    assert "run it again" in raised.value.mend
    assert registry.status()["works"] == 1  # the same registry goes on with a new connection
    assert registry.add_all([first(), second(), third()]) == [False, True, True]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_was_lost_meanwhile_is_made_anew(server: str, database: str) -> None:
    registry = Registry(database)
    registry.add(first())
    terminate(server, registry)
    assert registry.add(second())
    assert registry.status()["works"] == 2


# --- the schema -------------------------------------------------------------------------------------------------------


def test_the_newest_migration_makes_the_schema(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(name: str | None, kind: str, _: Any) -> bool:
        """Whether a table is the schema's: engines of search have their own, which hold what can be made anew."""
        return kind != "table" or name == "search_words" or not (name or "").startswith("search_")

    with Registry(database).engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert context.get_current_revision() == VERSION
        assert compare_metadata(context, schema.metadata) == []


def test_a_registry_of_the_first_version_is_brought_up_to_date_and_searched(database: str) -> None:
    older = Registry(database)
    older.add_all([first(), second()])
    shadows = ("_data", "_idx", "_docsize", "_config")  # of FTS5: they go with their table
    with older.engine.begin() as connection:
        for table in sorted(inspect(connection).get_table_names()):
            if table.startswith(("search_", "passages", "user", "refreshed")) and not table.endswith(shadows):
                connection.execute(text(f"DROP TABLE {table}"))
        for column in ("works.basis", "works.words", "links.likeness"):
            connection.execute(text("ALTER TABLE {} DROP COLUMN {}".format(*column.split("."))))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    newer = Registry(database)
    assert newer.search("lighthouses").total == older.search("lighthouses").total > 0
    assert [one.words for one in newer.corpus()] == [length(second()), length(first())]
    assert newer.add(third())
    assert newer.search("session:66").total == 3


def test_an_index_of_before_ids_said_weights_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    older = Registry(tmp_path / "operative.db")
    older.add_all([first(), second()])
    found = older.search("lighthouses")
    with older.engine.begin() as connection:
        connection.execute(text("DELETE FROM passages WHERE id > 3"))
        for code in CODES:
            connection.execute(text(f"DROP TABLE search_{code}"))
            columns = "other, operative, title, marks, content=''"
            connection.execute(text(f"CREATE VIRTUAL TABLE search_{code} USING fts5({columns})"))
        connection.execute(text("INSERT INTO search_removed VALUES (7)"))
        connection.execute(text("ALTER TABLE refreshed DROP COLUMN day"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    assert caplog.messages == []
    newer = Registry(tmp_path / "operative.db")
    assert caplog.messages == [f"{tmp_path / 'operative.db'} is of an earlier version; it is brought up to date, once"]
    assert newer.search("lighthouses") == found
    assert newer.search("lighth*").total == found.total > 0
