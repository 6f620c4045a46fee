"""What is added is kept, once, with its versions; series and follow-up come with their evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from operative.registry import Registry, RegistryError, schema
from operative.registry.metadata import Entry
from operative.registry.preparing import Preparing
from tests.registry.invented import TITLE, first, resolution, second, third

TODAY = date(2013, 1, 1)


@pytest.fixture
def registry(database: str) -> Registry:
    made = Registry(database)
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


def test_versions_in_several_languages_are_one_work_led_by_english(database: str) -> None:
    registry = Registry(database)
    french = resolution("A/RES/64/91", "Prie le Secrétaire général de sonner les cloches ;", language="fr")
    registry.add(french)
    assert registry.record("A/RES/64/91") == french
    registry.add(first())
    assert registry.record("A/RES/64/91") == first()
    assert registry.record("A/RES/64/91", "fr") == french
    held = registry.status()
    assert (held["works"], held["language versions"]) == (1, 2)
    assert held["acts"] == len(first().acts)  # of the leading version alone


def test_what_is_added_at_once_is_as_if_it_were_added_one_by_one(database: str) -> None:
    french = resolution("A/RES/64/91", "Prie le Secrétaire général de sonner les cloches ;", language="fr")
    reissue = replace(first(), title=f"{TITLE} *")
    registry = Registry(database)
    assert registry.add_all([french, first(), second(), first(), reissue]) == [True, True, True, False, True]
    assert registry.record("A/RES/64/91") == reissue, "the last version counts, and English leads"
    assert registry.record("A/RES/64/91", "fr") == french
    held = registry.status()
    assert (held["works"], held["language versions"], held["files"]) == (2, 3, 4)
    assert held["acts"] == len(reissue.acts) + len(second().acts)
    assert [(one.symbol, one.block) for one in registry.search("cloches").hits] == [("A/RES/64/91", "op1")]


def test_what_readers_prepare_is_kept_as_the_record_itself(tmp_path: Path) -> None:
    of_readers, of_records = Registry(tmp_path / "readers.db"), Registry(tmp_path / "records.db")
    preparing = Preparing()
    prepared = [preparing.prepared(record) for record in (first(), second())]
    assert of_readers.add_prepared([one.found_at("elsewhere.pdf") for one in prepared], by="Desk") == [True, True]
    assert of_records.add_all([first(), second()]) == [True, True]
    for symbol in ("A/RES/64/91", "A/RES/65/92"):
        kept, record = of_readers.record(symbol), of_records.record(symbol)
        assert record is not None
        assert kept == replace(record, source="elsewhere.pdf")
    assert of_readers.search("lighthous*").total == of_records.search("lighthous*").total > 0
    assert not of_readers.add(first()), "it is held, wherever its file lay"


def test_words_of_what_was_not_kept_are_new_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry(tmp_path / "operative.db")
    with monkeypatch.context() as patched:
        patched.setattr("operative.registry.loading.store", Mock(side_effect=OSError("the disk is full")))
        with pytest.raises(OSError, match="full"):
            registry.add(first())
    registry.add(first())
    assert registry.search("lighthous*").total > 0


def test_a_record_without_symbol_is_refused_and_nothing_is_stored(database: str) -> None:
    registry = Registry(database)
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


def test_a_resolution_is_part_a_once_there_is_a_part_b(database: str) -> None:
    registry = Registry(database)
    later = resolution("A/RES/65/92", "Notes the tides;", preamble=("Recalling its resolution 64/91 A,",))
    registry.add_all([first(), later])
    registry.refresh(TODAY)
    assert [(link.predecessor, link.rule) for link in registry.series("A/RES/65/92")] == [
        ("A/RES/64/91", "cited-same-title")
    ]
    assert [one.symbol for one in registry.cited_by("A/RES/64/91")] == ["A/RES/65/92"]
    with pytest.raises(RegistryError, match=r"there are A/RES/64/91$"):
        registry.follow("A/RES/64/91 A")


def test_a_title_alone_makes_no_series(database: str) -> None:
    registry = Registry(database)
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


def test_an_act_has_its_own_report_request_and_no_other_s(database: str) -> None:
    registry = Registry(database)
    registry.add(
        resolution(
            "A/RES/64/91",
            "Requests the Secretary-General to submit a report on tides to the General Assembly at its sixty-fifth"
            " session, and invites Member States to submit a report on lamps to the Secretary-General by June 2010;",
        )
    )
    asked = [(one.verb, one.addressees, one.due) for one in registry.mandates()]
    assert asked == [
        ("request", ("Secretary-General",), "session 65"),
        ("invite", ("Member States",), "2010-06"),
    ]


def test_the_ledger_has_days_of_each_year_and_what_falls_in_the_session(database: str) -> None:
    registry = Registry(database)
    registry.add(
        resolution(
            "A/RES/64/91",
            "Decides to designate 3 May of each year as the International Day of Lamps;",
            "Decides to extend the mandate of the Committee on Lamps until 31 December 2010;",
        )
    )
    lines = {(line.kind, line.what, line.due) for session in (65, 66) for line in registry.session(session)}
    days = [line for line in registry.session(66) if line.kind == "day"]
    assert [day.what for day in days] == ["International Day of Lamps"]
    assert any(due == "until 2010-12-31" for _, _, due in lines)
    assert not any("until" in (line.due or "") for line in registry.session(66))
