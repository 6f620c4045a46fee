"""Versions of one resolution beside each other: what one has and another has not."""

from __future__ import annotations

from msgspec.structs import replace

import operative
from operative.alignment import Alarm, alarms
from operative.record import Note, Record
from tests.registry import invented
from tests.specimens import specimens
from tests.specimens.forms import FORMS

ENGLISH = "Recalls its resolution 64/91 of 9 December 2009, and the lights of 1911;"
FRENCH = "Rappelle sa résolution {} du {} 2009 ainsi que les phares {} ;"


def french(symbol: str = "64/91", day: str = "9 décembre", lights: str = "de 1911") -> Record:
    return invented.resolution("A/RES/65/92", FRENCH.format(symbol, day, lights), language="fr")


def english(*paragraphs: str) -> Record:
    return invented.resolution("A/RES/65/92", *(paragraphs or (ENGLISH,)))


def test_versions_that_say_the_same_raise_no_alarm() -> None:
    assert alarms([english(), french()]) == []
    assert alarms([english()]) == []


def test_another_symbol_is_told_from_both_sides() -> None:
    assert alarms([english(), french(symbol="64/19")]) == [
        Alarm("op1", "citation", "A/RES/64/19", ("fr",), ("en",)),
        Alarm("op1", "citation", "A/RES/64/91", ("en",), ("fr",)),
    ]


def test_another_day_and_a_lacking_year_are_told() -> None:
    found = alarms([english(), french(day="19 décembre", lights="anciens")])
    assert [(one.kind, one.what, one.having) for one in found] == [
        ("date", "2009-12-09", ("en",)),
        ("date", "2009-12-19", ("fr",)),
        ("year", "1911", ("en",)),
    ]


def test_a_paragraph_that_a_version_lacks_is_told_once() -> None:
    longer = english(ENGLISH, "Decides to light the lamps of resolution 64/90.")
    assert alarms([longer, french()]) == [Alarm("op2", "paragraph", "op2", ("en",), ("fr",))]


def test_a_note_that_a_version_lacks_is_told() -> None:
    record = english()
    noted = replace(
        record, blocks=tuple(replace(block, notes=(Note(marker="1", offset=8),)) for block in record.blocks)
    )
    assert alarms([noted, french()]) == [Alarm("op1", "note", "1", ("en",), ("fr",))]


def test_the_versions_of_specimens_agree_in_what_they_share() -> None:
    for specimen in specimens():
        records = [operative.read(FORMS["akn"].write(version)) for version in specimen.versions()]
        assert [one for one in alarms(records) if one.kind in ("paragraph", "note")] == []
