"""What a container states of the masthead is taken as stated, and each line that prints it is placed."""

from __future__ import annotations

from operative import structure
from operative.reading.page import Line, Page, Reading
from operative.record import Basis, Record

PRINTED = [
    ("masthead", "organ", "General Assembly"),
    ("masthead", "symbol", "A/RES/85/501"),
    ("masthead", "distribution", "Distr.: General"),
    ("masthead", "distributed", "2 April 2031"),
    ("masthead", "basis", "[on the report of the Sixth Committee (A/85/7, para. 9)]"),
    ("masthead", "title", "Keeping of lighthouses"),
    ("formula", None, "The General Assembly,"),
    ("operative", None, "Requests light."),
    ("closing", "meeting", "61st plenary meeting"),
    ("closing", "adopted", "5 March 2031"),
]
FACTS = {
    "symbol": "A/RES/85/501",
    "title": "Keeping of lighthouses",
    "adopted": "2031-03-05",
    "session": "85",
    "meeting": "61",
    "agenda_items": "9; 14 (b)",
    "distribution": "Distr.: General",
    "basis": PRINTED[4][2],
}


def _record(facts: dict[str, str]) -> Record:
    lines, at = [], 0
    for role, fact, text in PRINTED:
        lines.append(Line(text=text, start=at, end=at + len(text), whole=True, clean=True, role=role, fact=fact))
        at += len(text) + 1
    text = "\n".join(line.text for line in lines)
    reading = Reading(source="x", media_type="application/akn+xml", text=text, pages=[Page(lines)], facts=facts)
    return structure.build(reading, "en")


def test_facts_are_taken_as_stated() -> None:
    record = _record(FACTS)
    assert (record.symbol, record.title, record.adopted) == ("A/RES/85/501", "Keeping of lighthouses", "2031-03-05")
    assert (record.session, record.meeting, record.agenda_items) == (85, 61, ("9", "14 (b)"))
    assert (record.organ, record.distribution) == ("General Assembly", "General")
    assert record.basis == Basis(committee="Sixth Committee", documents=("A/85/7",))


def test_every_line_that_states_a_fact_is_placed() -> None:
    record = _record(FACTS)
    assert record.unplaced == ()
    assert record.furniture == ()
    fields = [fact.field for fact in record.masthead]
    assert fields == ["organ", "symbol", "distribution", "distributed", "basis", "title", "meeting", "adopted"]


def test_the_session_follows_from_the_symbol_where_none_is_stated() -> None:
    assert _record({**FACTS, "session": ""}).session == 85
    assert _record({**FACTS, "session": "Eighty-fifth session"}).session == 85


def test_without_symbol_and_date_the_printed_masthead_is_searched() -> None:
    record = _record({"title": "Keeping of lighthouses"})
    assert (record.symbol, record.adopted, record.meeting) == ("A/RES/85/501", "2031-03-05", 61)
