"""Real sessions: what must be found in the follow-up of sessions 75 to 77, whose documents and metadata are known."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from operative import batch
from operative.record import Record
from operative.registry import Registry, RegistryError, metadata
from operative.registry.agenda import plain
from operative.registry.ledger import Followed

SESSIONS = (75, 76, 77)
ANSWERED_OR_RENEWED = 0.75  # of the reports due in 76 or 77 whose series goes on, the least share
TAKEN_UP = 0.98  # of the items whose name the metadata of the session have, the least share


@pytest.fixture(scope="module")
def entries(shared: Path) -> dict[int, list[metadata.Entry]]:
    paths = {number: shared / "corpus" / "akn4un" / f"{number}.metadata.jsonl" for number in SESSIONS}
    found = {number: list(metadata.read(path)) for number, path in paths.items()}
    assert not [one for every in found.values() for one in every if isinstance(one, RegistryError)]
    return {number: [one for one in every if isinstance(one, metadata.Entry)] for number, every in found.items()}


@pytest.fixture(scope="module")
def registry(
    shared: Path, entries: dict[int, list[metadata.Entry]], tmp_path_factory: pytest.TempPathFactory
) -> Registry:
    folder = tmp_path_factory.mktemp("sessions")
    made = Registry(tmp_path_factory.mktemp("held") / "operative.db")  # elsewhere: it would be read among the texts
    for number in SESSIONS:
        with zipfile.ZipFile(shared / "corpus" / "akn4un" / f"{number}.zip") as archive:
            archive.extractall(folder, [name for name in archive.namelist() if "/en/" in name])
        made.describe_all(entries[number], source=f"{number}.metadata.jsonl")
    records = [one for one in batch.records([folder]) if isinstance(one, Record) and one.symbol and one.language]
    for start in range(0, len(records), 100):
        made.add_all(records[start : start + 100])
    made.refresh(date(2026, 11, 26))
    return made


def lines(registry: Registry, kind: str) -> Iterator[Followed]:
    for number in (76, 77):
        yield from (line for line in registry.session(number) if line.kind == kind)


def test_reports_of_series_that_go_on_are_answered_or_renewed_with_evidence(registry: Registry) -> None:
    due = [line for line in lines(registry, "report") if _goes_on(registry, line.symbol)]
    shown = [line for line in due if line.status in ("answered", "renewed") and line.evidence and line.rule]
    assert len(due) > 300
    assert len(shown) / len(due) >= ANSWERED_OR_RENEWED


def _goes_on(registry: Registry, symbol: str) -> bool:
    return any(link.predecessor == symbol for link in registry.series(symbol))


def test_items_that_the_metadata_of_the_session_name_are_taken_up(
    registry: Registry, entries: dict[int, list[metadata.Entry]]
) -> None:
    names = {
        number: [plain(name) for entry in every for name in entry.items.values() if name]
        for number, every in entries.items()
    }
    decided = [line for line in lines(registry, "agenda") if ": " in line.what]
    known = [line for line in decided if any(_names(name, line.what) for name in names[line.sessions[0]])]
    assert len(known) > 200
    assert sum(line.status == "taken up" for line in known) / len(known) >= TAKEN_UP


def _names(name: str, what: str) -> bool:
    """Whether an item's name in the metadata, with its sub-items, has the name that a decision includes."""
    item = plain(what.partition(": ")[2])
    return item in (name, *re.split(r"\s*:\s*|\.\s+", name)) or name.endswith(item)


def test_what_says_that_something_came_of_it_names_the_paragraph_and_the_rule(registry: Registry) -> None:
    without = {"upcoming", "due", "open", "deferred", "no evidence found", None}
    shown = [line for number in SESSIONS for line in registry.session(number) if line.status not in without]
    assert {"answered", "renewed", "taken up", "recurs", "held", "running", "ended"} <= {line.status for line in shown}
    assert all(line.evidence and line.rule for line in shown)


def test_days_recur_and_meetings_are_held(registry: Registry) -> None:
    """What is known of some: the statuses of the days, and how many meetings are found to have been held."""
    days = [line for line in registry.session(77) if line.kind == "day"]
    assert len(days) > 80
    assert sum(line.status == "recurs" for line in days) / len(days) >= 0.95
    assert len(registry.mandates(status="held")) >= 10


def test_the_sessions_are_held_well_but_little_lapses(registry: Registry) -> None:
    lapsed = registry.mandates(status="lapsed")
    assert len(lapsed) < 10
    assert all(one.rule in ("asked-no-more", "series-ended") for one in lapsed)


def test_nothing_found_is_never_not_done(registry: Registry) -> None:
    assert {line.status for kind in ("report", "agenda") for line in lines(registry, kind)} <= {
        "due",
        "answered",
        "renewed",
        "lapsed",
        "taken up",
        "renamed",
        "deferred",
        "no evidence found",
    }


def test_the_library_s_records_are_read_whole(shared: Path) -> None:
    [path] = (shared / "corpus" / "marcxml").glob("*.xml")
    found = list(metadata.read(path))
    good = [one for one in found if isinstance(one, metadata.Entry)]
    assert len(found) == len(good) == path.read_bytes().count(b"</ns0:record>")
    assert all(one.title and one.date and one.author for one in good)
    assert {one.kind for one in good} >= {"draft"}
    assert "Ã" not in repr(good)
