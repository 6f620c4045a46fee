"""What is added is kept, once, with its versions; series and follow-up come with their evidence."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from operative.registry import Registry, RegistryError, schema
from operative.registry.metadata import Entry
from operative.registry.migrations import VERSION
from tests.registry.invented import TITLE, first, resolution, second, third

TODAY = date(2013, 1, 1)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    made = Registry(tmp_path / "operative.db")
    for record in (first(), second(), third()):
        assert made.add(record, by="Desk")
    made.describe_all([Entry("A/RES/65/92", items={"11": TITLE})], source="invented")
    made.refresh(TODAY)
    return made


# --- what is held ---


def test_adding_twice_changes_nothing_wherever_the_file_lay(registry: Registry) -> None:
    before = registry.status()
    assert not registry.add(replace(first(), source="elsewhere.pdf"))
    assert registry.status() == before


def test_a_reissue_leads_and_the_earlier_version_is_kept(registry: Registry) -> None:
    reissue = replace(first(), title=f"{TITLE} *")
    assert registry.add(reissue)
    held = registry.record("A/RES/64/91")
    assert held is not None
    assert held.title == reissue.title
    with registry.engine.connect() as connection:
        assert sorted(connection.scalars(select(schema.readings.c.current).limit(9))) == [False, True, True, True]


def test_versions_in_several_languages_are_one_work_led_by_english(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    french = resolution("A/RES/64/91", "Prie le Secrétaire général de sonner les cloches ;", language="fr")
    registry.add(french)
    assert registry.record("A/RES/64/91") == french
    registry.add(first())
    assert registry.record("A/RES/64/91") == first()
    assert registry.record("A/RES/64/91", "fr") == french
    held = registry.status()
    assert (held["works"], held["language versions"]) == (1, 2)
    assert held["acts"] == len(first().acts)  # of the leading version alone


def test_a_record_without_symbol_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    with pytest.raises(RegistryError, match="no symbol"):
        registry.add_all([first(), replace(second(), symbol=None)])
    assert registry.status()["works"] == 0


# --- series and follow-up ---


def test_a_series_is_found_by_citation_and_title(registry: Registry) -> None:
    found = [(link.predecessor, link.successor, link.rule, link.place) for link in registry.series("A/RES/65/92")]
    assert found == [
        ("A/RES/64/91", "A/RES/65/92", "cited-same-title", "pp1"),
        ("A/RES/65/92", "A/RES/66/93", "cited-same-title", "pp1"),
    ]


def test_a_title_alone_makes_no_series(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(first())
    registry.add(resolution("A/RES/65/92", "Takes note of the tides;"))
    registry.refresh(TODAY)
    assert registry.series("A/RES/64/91") == []


def test_a_request_is_answered_where_the_successor_notes_the_report(registry: Registry) -> None:
    report, item = (one for one in registry.follow("A/RES/64/91") if one.due)
    assert (report.kind, report.status, report.evidence, report.rule) == (
        "report",
        "answered",
        "A/RES/65/92 op1: A/65/123",
        "noted-author",
    )
    assert (item.kind, item.status, item.rule) == ("agenda", "taken up", "resolution-under-item")


def test_what_nothing_shows_is_no_evidence_and_never_not_done(registry: Registry) -> None:
    (report,) = registry.follow("A/RES/65/92")
    assert (report.due, report.status, report.evidence) == ("session 66", "no evidence found", None)


def test_a_request_whose_session_is_to_come_is_upcoming(registry: Registry) -> None:
    registry.refresh(date(2010, 9, 1))
    assert [one.status for one in registry.follow("A/RES/65/92")] == ["upcoming"]


def test_the_ledger_of_a_session_and_mandates_of_an_actor(registry: Registry) -> None:
    kinds = [(line.kind, line.symbol, line.para, line.status) for line in registry.session(65)]
    assert kinds == [
        ("report", "A/RES/64/91", "2", "answered"),
        ("agenda", "A/RES/64/91", "3", "taken up"),
    ]
    asked = registry.mandates(actor="un:secretary-general", due=66)
    assert [(one.symbol, one.para, one.status) for one in asked] == [("A/RES/65/92", "2", "no evidence found")]
    assert {one.symbol for one in registry.mandates(actor="group:member-states")} == {"A/RES/64/91", "A/RES/66/93"}


def test_citations_lead_back_whether_the_document_is_held_or_not(registry: Registry) -> None:
    assert [(one.symbol, one.block) for one in registry.cited_by("A/RES/64/91")] == [("A/RES/65/92", "pp1")]
    assert [(one.symbol, one.block) for one in registry.cited_by("A/65/123")] == [("A/RES/65/92", "op1")]


def test_an_unknown_symbol_names_what_looks_like_it_and_a_wrong_one_is_told(registry: Registry) -> None:
    with pytest.raises(RegistryError, match=r"A/RES/64/91"):
        registry.follow("A/RES/64/9")
    with pytest.raises(RegistryError, match="no document symbol"):
        registry.cited_by("lighthouses")
    assert registry.session(12) == []


# --- the database ---


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
