"""Mastheads of invented resolutions, in the shapes that real ones come in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative import reading, structure
from operative.languages import CODES, load
from operative.reading.page import Line
from operative.structure import numbers
from operative.structure.masthead import Masthead, masthead


def lines(text: str) -> list[Line]:
    """The lines of a text as a reader hands them on; "~" stands for a body of a thousand characters."""
    out, at = [], 0
    for line in text.split("\n"):
        if line == "~":
            at += 1000
        elif line.strip():
            out.append(Line(text=line.rstrip(), start=at, end=at + len(line.rstrip())))
        at += len(line) + 1
    return out


def read(text: str, code: str = "en") -> Masthead:
    return masthead(lines(text), load(code))


COLUMNS = """
United Nations                                                            A/RES/86/9

General Assembly                                            Distr.: General
                                                            22 December 2031

Eighty-sixth session
Agenda items 11 and 68 (b)

              Resolution adopted by the General Assembly on 9 December 2031

         [on the report of the Third Committee (A/86/488/Add.2 and Corr.1)]

     86/9.    Lighthouses of the northern coast: lamps,
              lenses and tide tables
~
                                                        41st plenary meeting
                                                            9 December 2031

31-46255 (E)                                                             1/4
*3146255*
"""


def test_two_columns() -> None:
    head = read(COLUMNS)
    assert head.symbol == "A/RES/86/9"
    assert head.title == "Lighthouses of the northern coast: lamps, lenses and tide tables"
    assert (head.session, head.session_kind) == (86, "regular")
    assert head.agenda_items == ("11", "68 (b)")
    assert (head.adopted, head.meeting) == ("2031-12-09", 41)
    assert (head.distribution, head.distributed) == ("General", "2031-12-22")
    assert head.job_number == "31-46255"
    assert head.organ == "General Assembly"
    assert head.basis.committee == "Third Committee"
    assert head.basis.documents == ("A/86/488/Add.2", "A/86/488/Add.2/Corr.1")


def test_every_fact_says_where_it_stood() -> None:
    text = COLUMNS.replace("~", "")
    head = read(text)
    for fact in head.facts:
        start, end = fact.span
        assert " ".join(text[start:end].split()) == " ".join(fact.text.split())
    assert {"symbol", "title", "session", "adopted", "basis", "agenda_items"} <= {fact.field for fact in head.facts}
    assert head.used == tuple(sorted(head.used))


def test_glued_behind_the_text() -> None:
    head = read(
        """[DU1]
Resolution adopted by the General Assembly on 9 November 2031
[without reference to a Main Committee (A/86/L.12 and Add.1)]
86/9.	Lighthouses of the northern coast: lamps and
tide tables
~
41st plenary meeting
9 November 2031
[DU1]<<ODS JOB NO>>N3146255E<<ODS JOB NO>>
<<ODS DOC SYMBOL1>>A/RES/86/9<<ODS DOC SYMBOL1>>
United NationsA/RES/86/9General AssemblyDistr.: General
22 December 2031Eighty-sixth session
Agenda item 11
31-46255
*3146255*
A/RES/86/9"""
    )
    assert (head.symbol, head.session, head.agenda_items) == ("A/RES/86/9", 86, ("11",))
    assert head.title == "Lighthouses of the northern coast: lamps and tide tables"
    assert (head.adopted, head.distributed, head.job_number) == ("2031-11-09", "2031-12-22", "31-46255")
    assert head.basis.committee is None
    assert head.basis.documents == ("A/86/L.12", "A/86/L.12/Add.1")


@pytest.mark.parametrize(
    ("code", "text", "title", "documents"),
    [
        (
            "fr",
            "Résolution adoptée par l’Assemblée générale le 1er décembre 2031\n[sans renvoi à une grande commission "
            "(A/86/L.12 et A/86/L.12/Add.1)]\n86/9. Phares de la côte\nseptentrionale\n~\n"
            "41e séance plénière\n1er décembre 2031",
            "Phares de la côte septentrionale",
            ("A/86/L.12", "A/86/L.12/Add.1"),
        ),
        (
            "es",
            "Resolución aprobada por la Asamblea General el 1 de diciembre de 2031\n[sin remisión previa a una "
            "Comisión Principal (A/86/L.12/Rev.1)]\n86/9. Faros de la costa\nseptentrional\n~\n"
            "41a sesión plenaria\n1 de diciembre de 2031",
            "Faros de la costa septentrional",
            ("A/86/L.12/Rev.1",),
        ),
        (
            "ru",
            "Резолюция, принятая Генеральной Ассамблеей 1 декабря 2031 года\n[без передачи в главные комитеты "
            "(A/86/L.12)]\n86/9. Маяки северного\nпобережья\n~\n41-е пленарное заседание\n1 декабря 2031 года",
            "Маяки северного побережья",
            ("A/86/L.12",),
        ),
        (
            "zh",
            "2031年12月1日大会决议\n[未经发交主要委员会而通过(A/86/L.12 和 Add.1)]\n86/9. 北方海岸的\n灯塔\n~\n"
            "2031年12月1日\n第41次全体会议",
            "北方海岸的灯塔",
            ("A/86/L.12", "A/86/L.12/Add.1"),
        ),
        (
            "ar",
            "قرار اتخذته الجمعية العامة في 1 كانون الأول/ديسمبر 2031\n[دون الإحالة إلى لجنة رئيسية (A/86/L.12)]\n"
            "86/9 - منارات الساحل\nالشمالي\n~\nالجلسة العامة 41\n1 كانون الأول/ديسمبر 2031",
            "منارات الساحل الشمالي",
            ("A/86/L.12",),
        ),
    ],
)
def test_other_languages(code: str, text: str, title: str, documents: tuple[str, ...]) -> None:
    head = read(text, code)
    assert (head.symbol, head.title, head.adopted, head.meeting) == ("A/RES/86/9", title, "2031-12-01", 41)
    assert head.basis.documents == documents
    assert head.session == 86
    assert head.organ == "General Assembly"


@pytest.mark.parametrize(
    ("printed", "documents"),
    [
        ("(A/86/556/Add.2和Corr.2和3，第12段)", ("A/86/556/Add.2", "A/86/556/Add.2/Corr.2", "A/86/556/Add.2/Corr.3")),
        ("(A/86/488/Add. 2 and Corr. 1)", ("A/86/488/Add.2", "A/86/488/Add.2/Corr.1")),
        ("(A/86/L.6/Rev.1 and Add.1 and 2)", ("A/86/L.6/Rev.1", "A/86/L.6/Rev.1/Add.1", "A/86/L.6/Rev.1/Add.2")),
        ("(A/ES-11/L.1 and Add.1-3)", tuple(f"A/ES-11/L.1{more}" for more in ("", "/Add.1", "/Add.2", "/Add.3"))),
        ("(A/86/385, para. 110)", ("A/86/385",)),
        ("(A/86/385, п. 12)", ("A/86/385",)),
        ("(A/86/L.1 and A/86/L.1/Add.1)", ("A/86/L.1", "A/86/L.1/Add.1")),
    ],
)
def test_documents_of_a_route(printed: str, documents: tuple[str, ...]) -> None:
    assert numbers.documents(printed) == documents


def test_only_the_title_and_the_close_are_left() -> None:
    head = read("  86/9. Lighthouses and\n\n       lamps\n~\n9 December 2031\n41st (resumed) plenary meeting")
    assert (head.symbol, head.title) == ("A/RES/86/9", "Lighthouses and lamps")
    assert (head.adopted, head.meeting, head.session) == ("2031-12-09", 41, 86)


@pytest.mark.parametrize(
    ("heading", "symbol", "title", "session", "kind"),
    [
        ("ES-11/1. Lamps", "A/RES/ES-11/1", "Lamps", 11, "emergency special"),
        ("S-32/1. Lamps", "A/RES/S-32/1", "Lamps", 32, "special"),
        ("86/252 B. Lamps", "A/RES/86/252 B", "Lamps", 86, "regular"),
        ("86/252. Lamps\nB", "A/RES/86/252 B", "Lamps", 86, "regular"),
        ("1514 (XV). Lamps", "A/RES/1514 (XV)", "Lamps", 15, "regular"),
        ("2625 A (XXV). Lamps", "A/RES/2625 A (XXV)", "Lamps", 25, "regular"),
        ("3201 (S-VI). Lamps", "A/RES/3201 (S-VI)", "Lamps", 6, "special"),
    ],
)
def test_numbers(heading: str, symbol: str, title: str, session: int, kind: str) -> None:
    head = read(heading)
    assert (head.symbol, head.title) == (symbol, title)
    assert (head.session, head.session_kind) == (session, kind)


def test_the_council_heads_with_number_and_date() -> None:
    head = read("Resolution 892 (1993)\nof 22 December 1993\n[S/26901]\nThe Security Council")
    assert (head.symbol, head.title, head.adopted) == ("S/RES/892 (1993)", None, "1993-12-22")
    later = read("Resolution 1325 (2000)\nAdopted by the Security Council at its 4213th meeting, on\n31 October 2000")
    assert (later.symbol, later.adopted, later.meeting) == ("S/RES/1325 (2000)", "2000-10-31", 4213)
    assert later.organ == "Security Council"


def test_volumes_of_the_fifties_sessions() -> None:
    head = read(
        """RESOLUTION 55/104
Adopted at the 81st plenary meeting, on 4 December 2000, without a vote, on the recommendation
of the Committee (A/55/602)
55/104. Lighthouses and lamps"""
    )
    assert (head.symbol, head.title) == ("A/RES/55/104", "Lighthouses and lamps")
    assert (head.adopted, head.meeting) == ("2000-12-04", 81)


def test_the_organ_that_the_formula_names_decides_the_symbol() -> None:
    found = masthead(lines("25/3. Lamps"), load("en"), "Human Rights Council")
    assert (found.symbol, found.organ) == ("A/HRC/RES/25/3", "Human Rights Council")


def test_a_session_in_a_title_is_not_the_masthead() -> None:
    head = read("86/9. Credentials for the third session of the Lighthouse Conference")
    assert head.title == "Credentials for the third session of the Lighthouse Conference"
    assert head.session == 86


def test_page_counters_are_no_resolutions() -> None:
    head = read("31-46255        3/4\n2/4 Lamps")
    assert (head.symbol, head.title) == (None, None)


def test_nothing_at_all() -> None:
    assert masthead([], load("en")) == Masthead()


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(alphabet=st.sampled_from("86/9.AB[]()RES \n12<>ODS年月会议第号ا")))
def test_any_lines_are_answered(code: str, text: str) -> None:
    head = read(text, code)
    assert all(0 <= start < end <= len(text) for start, end in head.used)


FLOOR = {"symbol": 0.98, "title": 0.985, "adopted": 0.985}


@pytest.mark.parametrize("code", CODES)
def test_extracts(code: str, shared: Path) -> None:
    gold = [msgspec.json.decode(row) for row in (shared / "corpus/extracts/gold.jsonl").read_bytes().splitlines()]
    mine = [row for row in gold if row["language"] == code][::4]
    right = dict.fromkeys(FLOOR, 0)
    for row in mine:
        record = structure.build(reading.read(shared / "corpus/extracts" / code / row["file"]))
        for field in FLOOR:
            said, asked = str(getattr(record, field) or ""), str(row[field] or "")
            right[field] += "".join(said.split()) == "".join(asked.split())
    for field, floor in FLOOR.items():
        assert right[field] >= floor * len(mine) - 1, field


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Resolution adopted by the General Assembly"),
        ("fr", "Résolution adoptée par l’Assemblée générale"),
        ("es", "Resolución aprobada por la Asamblea General"),
        ("ru", "Резолюция, принятая Генеральной Ассамблеей"),
        ("zh", "大会决议"),
        ("ar", "قرار اتخذته الجمعية العامة"),
    ],
)
def test_adoption_lines_had_no_date_before_the_fifty_eighth_session(code: str, line: str) -> None:
    head = read(f"A/RES/52/7\n{line}\n52/7. A/B\n", code)
    assert (head.organ, head.adopted, head.session) == ("General Assembly", None, 52)
    assert "adopted" in {fact.field for fact in head.facts}


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        (
            "en",
            "United Nations\nA/HRC/RES/50/18\nGeneral Assembly\nDistr.: General\n29 July 2032\nOriginal: English\n"
            "Human Rights Council\nSixtieth session\nAgenda item 3\nPromotion of lamps\n"
            "Resolution adopted by the Human Rights Councilon 8 July 2032\n50 / 18. Lamps of the coast",
            "Lamps of the coast",
        ),
        (
            "ar",
            "الأمم المتحدة\nA/HRC/RES/50/18\nDistr.: General\n29 July 2032\nمجلس حقوق الإنسان\n"
            "الدورة الستون\nالبند ٣ من جدول الأعمال\nقرار اعتمده مجلس حقوق الإنسان في ٨ تموز/يوليه ٢٠٣٢\n"
            "٥٠/١٨ - مصابيح الساحل",
            "مصابيح الساحل",
        ),
    ],
)
def test_the_human_rights_council(code: str, text: str, title: str) -> None:
    head = read(text, code)
    assert (head.symbol, head.title, head.organ) == ("A/HRC/RES/50/18", title, "Human Rights Council")
    assert (head.adopted, head.distributed) == ("2032-07-08", "2032-07-29")
    assert (head.session, head.agenda_items) == (60, ("3",))
