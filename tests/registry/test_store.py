"""The database: what is wrong with it is told, kills lose nothing, several may write, its schema is what it says."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from operative.registry import Registry, RegistryError, schema
from operative.registry.migrations import VERSION
from tests.registry.invented import first


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
    newer = tmp_path / "newer.db"
    Registry(newer)
    with sqlite3.connect(newer) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RegistryError, match="newer version"):
        Registry(newer)
    with pytest.raises(RegistryError, match=r"can't be opened"):
        Registry(tmp_path / "no" / "such" / "folder.db")


def test_the_newest_migration_makes_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Registry(tmp_path / "operative.db").engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == VERSION
        assert compare_metadata(context, schema.metadata) == []


WRITER = """
import sys, msgspec
from msgspec.structs import replace
from operative.record import Record
from operative.registry import Registry
record = msgspec.json.decode(open(sys.argv[2], "rb").read(), type=Record)
registry = Registry(sys.argv[1])
for number in range(int(sys.argv[3]), int(sys.argv[4])):
    registry.add(replace(record, symbol=f"A/RES/64/{number}"))
    print(number, flush=True)
"""


def writer(folder: Path, first_number: int, last: int) -> subprocess.Popen[str]:
    (folder / "record.json").write_bytes(msgspec.json.encode(first()))
    script = [sys.executable, "-c", WRITER, str(folder / "operative.db"), str(folder / "record.json")]
    return subprocess.Popen([*script, str(first_number), str(last)], stdout=subprocess.PIPE, text=True)


def test_a_kill_loses_nothing_that_was_told_to_be_stored(tmp_path: Path) -> None:
    Registry(tmp_path / "operative.db")
    with writer(tmp_path, 1000, 100_000) as process:
        assert process.stdout
        for _ in range(5):
            process.stdout.readline()
        time.sleep(0.2)
        process.kill()
        told = 5 + len(process.stdout.readlines())
    registry = Registry(tmp_path / "operative.db")
    assert told <= registry.status()["works"] <= told + 1
    again = replace(first(), symbol="A/RES/64/1000")
    assert not registry.add(again)


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    Registry(tmp_path / "operative.db")
    with writer(tmp_path, 1000, 1015) as one, writer(tmp_path, 2000, 2015) as other:
        assert [process.wait(60) for process in (one, other)] == [0, 0]
    assert Registry(tmp_path / "operative.db").status()["works"] == 30
