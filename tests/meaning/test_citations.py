"""Citations: the documents that a text names, in six languages, on invented matters."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.languages import CODES
from operative.meaning import understand
from operative.meaning.citations import citations
from operative.record import Block, Citation, Footnote, Note, Opening, Record
from operative.symbols import parse


def paragraph(text: str, *notes: tuple[str, int]) -> Block:
    marks = tuple(Note(marker=marker, offset=offset) for marker, offset in notes)
    return Block(id="pp1", kind="preambular", text=text, notes=marks, span=(0, len(text)))


def cited(text: str, language: str, symbol: str = "A/RES/79/1") -> list[Citation]:
    found = citations([paragraph(text)], [], language, symbol)
    for c in found:
        assert text[c.offset : c.offset + len(c.text)] == c.text
    return [c for c in found if c.symbol or not c.name]


def symbols(text: str, language: str, symbol: str = "A/RES/79/1") -> list[str | None]:
    return [c.symbol for c in cited(text, language, symbol)]


LISTS = {
    "en": "Recalling its resolutions 49/30 of 7 December 1994, 54/237 C of 23 December 1999 and 62/7 of "
    "8 November 2007,",
    "fr": "Rappelant ses résolutions 49/30 du 7 décembre 1994, 54/237 C en date du 23 décembre 1999 "
    "et 62/7 du 8 novembre 2007,",
    "es": "Recordando sus resoluciones 49/30, de 7 de diciembre de 1994, 54/237 C, de 23 de diciembre de 1999, y 62/7, "
    "de 8 de noviembre de 2007,",
    "ru": "ссылаясь на свои резолюции 49/30 от 7 декабря 1994 года, 54/237 C от 23 декабря 1999 года и 62/7 от "
    "8 ноября 2007 года,",
    "zh": "回顾其1994年12月7日第49/30号、1999年12月23日第54/237 C号和2007年11月8日第62/7号决议，",
    "ar": "وإذ تشير إلى قراراتها 49/30 المؤرخ 7 كانون الأول/ديسمبر 1994 و 54/237 جيم المؤرخ 23 كانون الأول/ديسمبر 1999 "
    "و 62/7 المؤرخ 8 تشرين الثاني/نوفمبر 2007،",
}


@pytest.mark.parametrize("language", CODES)
def test_lists_with_dates(language: str) -> None:
    found = cited(LISTS[language], language)
    assert [(c.symbol, c.date, c.relation) for c in found] == [
        ("A/RES/49/30", "1994-12-07", "recall"),
        ("A/RES/54/237 C", "1999-12-23", "recall"),
        ("A/RES/62/7", "2007-11-08", "recall"),
    ]


ORGANS = [
    ("en", "Recalling Human Rights Council resolutions 39/2 of 27 September 2018 and 40/3 on lanterns,", "HRC"),
    ("en", "Recalling resolutions 39/2 and 40/3 of the Human Rights Council,", "HRC"),
    (
        "en",
        "Recalling the resolutions of the Human Rights Council on lanterns, including resolutions 39/2 and 40/3,",
        "HRC",
    ),
    ("fr", "Rappelant les résolutions 39/2 et 40/3 du Conseil des droits de l’homme,", "HRC"),
    ("es", "Recordando las resoluciones del Consejo de Derechos Humanos 39/2 y 40/3,", "HRC"),
    ("ru", "ссылаясь на резолюции Совета по правам человека 39/2 и 40/3,", "HRC"),
    ("zh", "回顾人权理事会第39/2号和第40/3号决议，", "HRC"),
    ("ar", "وإذ تشير إلى قراري مجلس حقوق الإنسان 39/2 و 40/3،", "HRC"),
]


@pytest.mark.parametrize(("language", "text", "organ"), ORGANS)
def test_organ_of_a_list(language: str, text: str, organ: str) -> None:
    assert symbols(text, language) == [f"A/{organ}/RES/39/2", f"A/{organ}/RES/40/3"]


FORMS = [
    ("en", "General Assembly resolutions 1514 (XV) and 217 A (III)", ["A/RES/1514 (XV)", "A/RES/217 A (III)"]),
    ("ru", "резолюции 3380 (ХХХ) и 217 A (III)", ["A/RES/3380 (XXX)", "A/RES/217 A (III)"]),
    ("ar", "قرارا الجمعية العامة 1514 (د-15) و 217 ألف (د-3)", ["A/RES/1514 (XV)", "A/RES/217 A (III)"]),
    ("zh", "大会第1514（XV）号和第217 A(III)号决议", ["A/RES/1514 (XV)", "A/RES/217 A (III)"]),
    ("ar", "القرارات دإ-10/2 ودإط-10/15 و 3201 (دإ-6)", ["A/RES/S-10/2", "A/RES/ES-10/15", "A/RES/3201 (S-VI)"]),
    ("fr", "les résolutions S‑10/2, ES‑11/1 et 3201 (S-VI)", ["A/RES/S-10/2", "A/RES/ES-11/1", "A/RES/3201 (S-VI)"]),
    ("en", "resolutions 57/284 A and B and 51/211 A to C", 
     [*(f"A/RES/57/284 {x}" for x in "AB"), *(f"A/RES/51/211 {x}" for x in "ABC")]),
    ("ar", "القرار 57/284 ألف وباء", ["A/RES/57/284 A", "A/RES/57/284 B"]),
    ("zh", "第51/211 A至C号决议", [f"A/RES/51/211 {x}" for x in "ABC"]),
    ("en", "Security Council resolutions 1325 (2000) and 2242 (2015)", ["S/RES/1325 (2000)", "S/RES/2242 (2015)"]),
    ("fr", "la résolution 1980/67 du Conseil économique et social, en date du 25 juillet 1980", ["E/RES/1980/67"]),
    ("en", "its decision 60/519 of 8 December 2005 and decision 78/409 B", ["A/DEC/60/519", "A/DEC/78/409 B"]),
    ("zh", "第60/519号决定", ["A/DEC/60/519"]),
    ("en", "the Sub-Commission on lanterns adopted at its fiftieth session resolution 2000/22",
     ["E/CN.4/Sub.2/RES/2000/22"]),
    ("zh", "小组委员会第五十二届会议通过了关于灯笼的第2000/22号决议", ["E/CN.4/Sub.2/RES/2000/22"]),
    ("fr", "la Commission des droits de l’homme et le Conseil des droits de l’homme ont compté les lampes, la première "
     "par sa résolution 1998/71 et le second par sa résolution 4/5 du 30 mars 2007",
     ["E/CN.4/RES/1998/71", "A/HRC/RES/4/5"]),
    ("en", "Resolutions 217(III)A and 2625(XXV)", ["A/RES/217 A (III)", "A/RES/2625 (XXV)"]),
    ("ar", "القرار ٧٠/١ المؤرخ ٢٥ أيلول/سبتمبر ٢٠١٥", ["A/RES/70/1"]),
    ("en", "General\u00a0Assembly resolution 49/30 of December 7, 1994", ["A/RES/49/30"]),
    ("en", "resolutions 574 (XXVII) and 575 (XXVII) of the Economic Commission for Lanterns", []),
    ("en", "General Assembly resolution 3274 (XXIV) of 10 December 1974", ["A/RES/3274 (XXIV)"]),
    ("en", "resolution 5/14 of the United Nations Environment Assembly", ["UNEP/EA.5/Res.14"]),
    ("en", "the Human Rights Council, in its resolution 16/21, and Assembly resolution 65/281",
     ["A/HRC/RES/16/21", "A/RES/65/281"]),
    ("en", "Supplement No. 53 (A/73/53), chap. IV, sect. A, resolution 37/17.", ["A/73/53", "A/HRC/RES/37/17"]),
    ("en", "resolutions 58/214 of 23 December 2003 on lanterns, entitled “Light for all”, and 72/7 of 9 May 2018",
     ["A/RES/58/214", "A/RES/72/7"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), FORMS)
def test_short_forms(language: str, text: str, expected: list[str]) -> None:
    assert symbols(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "resolutions 58/214, 58/215 and 58/216 of 23 December 2003", ["2003-12-23"] * 3),
        ("en", "resolutions 58/214 and 61/7 of 23 December 2003", [None, "2003-12-23"]),
        ("en", "resolutions 60/1 and 61/7 of 3 May 2006 and 4 June 2007, respectively", ["2006-05-03", "2007-06-04"]),
        (
            "fr",
            "résolutions 1811 (2008) et 1977 (2011) du Conseil de sécurité, en date des 29 avril 2008 et 20 avril 2011",
            ["2008-04-29", "2011-04-20"],
        ),
    ],
)
def test_dates_behind_a_list(language: str, text: str, dates: list[str | None]) -> None:
    """One date is that of the numbers of its session; as many dates as numbers are theirs in order."""
    assert [citation.date for citation in cited(text, language)] == dates


WHOLE = [
    ("A/69/488/Add.2 and Corr.1", ["A/69/488/Add.2", "A/69/488/Add.2/Corr.1"]),
    ("A/72/71 and Add.1-3", ["A/72/71", "A/72/71/Add.1", "A/72/71/Add.2", "A/72/71/Add.3"]),
    ("A/72/71, Corr.1 and 2.", ["A/72/71", "A/72/71/Corr.1", "A/72/71/Corr.2"]),
    (
        "A/72/71/Rev.1 and Add.1 and Add.1/Corr.2",
        ["A/72/71/Rev.1", "A/72/71/Rev.1/Add.1", "A/72/71/Rev.1/Add.1/Corr.2"],
    ),
    ("A/CONF. 157/24(Part I) and Corr.1, chap. III", ["A/CONF.157/24 (Part I)", "A/CONF.157/24 (Part I)/Corr.1"]),
    ("A/61/636-S/2006/980", ["A/61/636", "S/2006/980"]),
    ("E/CN.4/2001/2-E/CN.4/Sub.2/2000/46", ["E/CN.4/2001/2", "E/CN.4/Sub.2/2000/46"]),
    ("A/C.6/56/SR.11–13", ["A/C.6/56/SR.11", "A/C.6/56/SR.12", "A/C.6/56/SR.13"]),
    ("FCCC/CP/2015/10/Add.1, decision 1/CP.21", ["FCCC/CP/2015/10/Add.1"]),
    ("CEDAW/C/GC/38", ["CEDAW/C/GC/38"]),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole_symbols(text: str, expected: list[str]) -> None:
    assert symbols(f"See {text}", "en") == expected


@pytest.mark.parametrize("and_", ["et", "y", "и", "和", "و"])
def test_whole_symbols_in_any_language(and_: str) -> None:
    language = {"et": "fr", "y": "es", "и": "ru", "和": "zh", "و": "ar"}[and_]
    blank = "" if language == "zh" else " "
    assert symbols(f"A/69/488/Add.2{blank}{and_}{blank}Corr.1", language) == ["A/69/488/Add.2", "A/69/488/Add.2/Corr.1"]


LOOK_ALIKES = [
    "Recalling that the lanterns of 2023/24 burnt 24/7 and that a 50/50 share of HIV/AIDS and/or N/A was 3/4 of 1/2,",
    "Recalling resolution 12/07 of the Commission of Lanterns on 3/2009 and page 7/18,",
    "See United Nations, Treaty Series, vol. 1465, No. 24841.",
    "General comment No. 21 (1992) and No. 32 (2007); Sales No. E.84.V.3; job No. 09-46255.",
    "WT/MIN(01)/DEC/1, OEA/Ser.L/V, MSC/72/13/2 and www.example.org/A/RES/64/12",
    "Decides that 60 per cent (2005) of the 1,514 lanterns (XV) are lit;",
    "Takes note of paragraphs 3/4 of the report, the years 1994/1995 and the goal of 50/50 balance;",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(text: str) -> None:
    assert [s for s in symbols(text, "en") if s] == []


def test_ratio_after_a_resolution() -> None:
    assert symbols("Recalling resolution 70/1, which met, on a 50/50 basis, the goal of 2020/21,", "en") == [
        "A/RES/70/1"
    ]


RELATIONS = [
    ("en", "Welcoming the lanterns, and recalling in this regard its resolution 70/1,", "recall"),
    ("en", "Decides, pursuant to resolution 70/1, to light lanterns;", "pursuant to"),
    ("en", "Reaffirms the principles contained in resolution 70/1;", "contained in"),
    ("fr", "Réaffirmant sa résolution 70/1,", "reaffirm"),
    ("es", "Tomando nota de la resolución 70/1,", "take note"),
    ("ru", "принимая к сведению резолюцию 70/1,", "take note"),
    ("zh", "重申大会第70/1号决议，", "reaffirm"),
    ("ar", "وإذ تعيد تأكيد قرارها 70/1،", "reaffirm"),
]


@pytest.mark.parametrize(("language", "text", "relation"), RELATIONS)
def test_relation_of_the_nearest_verb(language: str, text: str, relation: str) -> None:
    assert [(c.symbol, c.relation) for c in cited(text, language)] == [("A/RES/70/1", relation)]


def test_relation_of_the_opening() -> None:
    block = Block(
        id="op1",
        kind="operative",
        text="Hails resolution 70/1;",
        span=(0, 1),
        opening=Opening(verb="hail", surface="Hails"),
    )
    assert [c.relation for c in citations([block], [], "en")] == ["hail"]


PLACES = [
    ("en", "section V, paragraph 8, of its resolution 62/238", "section V, paragraph 8"),
    ("en", "Resolution 62/238, annex II, and resolution 62/7.", "annex II"),
    ("es", "el párrafo 8 de su resolución 62/238", "párrafo 8"),
    ("zh", "第62/238号决议第七节", "第七节"),
    ("zh", "第62/238号决议，附件二。", "附件二"),
]


@pytest.mark.parametrize(("language", "text", "place"), PLACES)
def test_place_in_the_document(language: str, text: str, place: str) -> None:
    assert cited(text, language)[0].pinpoint == place


def test_notes_take_name_and_relation_from_their_mark() -> None:
    text = (
        "Reaffirming the Lantern Declaration and Programme of Action and the 2030 Agenda for Sustainable Development,"
    )
    block = paragraph(text, ("1", text.index(" and the 2030")), ("2", len(text) - 1))
    notes = [
        Footnote(marker="1", text="A/CONF.157/24 (Part I), chap. III.", span=(0, 1)),
        Footnote(marker="2", text="See resolution 70/1.", span=(0, 1)),
        Footnote(marker="3", text="Ibid., annex.", span=(0, 1)),
    ]
    found = citations([block], notes, "en", "A/RES/79/1")
    assert [(c.in_, c.symbol, c.relation, c.name, c.pinpoint) for c in found] == [
        ("pp1", "A/RES/70/1", "reaffirm", "2030 Agenda for Sustainable Development", None),
        ("fn1", "A/CONF.157/24 (Part I)", "reaffirm", "Lantern Declaration and Programme of Action", "chap. III"),
        ("fn2", "A/RES/70/1", "see", "2030 Agenda for Sustainable Development", None),
        ("fn3", "A/RES/70/1", None, None, "annex"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Guided by the Charter of the United Nations,"),
        ("fr", "Guidée par la Charte des Nations Unies,"),
        ("es", "Guiada por la Carta de las Naciones Unidas,"),
        ("ru", "руководствуясь Уставом Организации Объединенных Наций,"),
        ("zh", "回顾《联合国宪章》，"),
        ("ar", "إذ تسترشد بميثاق الأمم المتحدة،"),
    ],
)
def test_the_charter(language: str, text: str) -> None:
    found = citations([paragraph(text)], [], language)
    assert [(c.symbol, c.name) for c in found] == [(None, "Charter of the United Nations")]


def test_kashida_and_vowels() -> None:
    text = "وإذ تشيـر إلى قراراتـها 49/30 المـــؤرَّخ 7 كانــون الأول/ديسمــبر 1994،"
    (found,) = cited(text, "ar")
    assert (found.symbol, found.date, found.text) == ("A/RES/49/30", "1994-12-07", "49/30")


def test_its_own_organ() -> None:
    assert symbols("Recalling its resolution 39/2,", "en", "A/HRC/RES/50/18") == ["A/HRC/RES/39/2"]


def test_understand() -> None:
    record = Record(source="-", media_type="text/plain", language="en", blocks=(paragraph("See A/64/372."),))
    assert [c.symbol for c in understand(record).citations] == ["A/64/372"]
    assert understand(Record(source="-", media_type="text/plain")).citations == ()


def test_real_references(shared: Path) -> None:
    facts = json.loads((shared / "standards" / "symbols.json").read_text(encoding="utf-8"))
    codes = {"ara": "ar", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es", "zho": "zh"}
    for fact in facts["running_text_references"]:
        found = [(c.symbol, c.date) for c in cited(fact["text"], codes[fact["lang"]])]
        assert found == [(t["symbol"], t.get("date")) for t in fact["targets"]], fact["text"]


def test_seeds(shared: Path) -> None:
    for line in (shared / "corpus" / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        texts = [b["text"] for b in gold["blocks"]] + [n["text"] for n in gold["footnotes"]]
        links = {link["text"] for b in gold["blocks"] + gold["footnotes"] for link in b.get("links", [])}
        found = citations([paragraph(t) for t in texts], [], gold["language"], gold["symbol"])
        assert {c.symbol for c in found if c.symbol} == links


pieces = st.sampled_from(
    [
        "resolution ",
        "resolutions ",
        "its ",
        "A/",
        "RES/",
        "64/12",
        " (XV)",
        " A",
        " and ",
        ", ",
        "1325 (2000)",
        "S-10/2",
        "Corr.1",
        "Add.1-3",
        "第",
        "号",
        "决议",
        "قرار ",
        "(د-15)",
        "-",
        " of 7 December 1994",
        "—",
        "\u00a0",
        "\u0640",
        "annex ",
    ]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=14).map("".join), st.sampled_from(CODES))
def test_total_and_in_place(text: str, language: str) -> None:
    """Whatever the text: no error, every citation stands where it says, every symbol is canonical."""
    for c in citations(
        [paragraph(text, ("1", len(text) // 2))], [Footnote(marker="1", text=text, span=(0, 1))], language
    ):
        assert text[c.offset : c.offset + len(c.text)] == c.text
        assert c.symbol is None or str(parse(c.symbol)) == c.symbol


@pytest.mark.parametrize(
    "piece", ["A/", "1/1 ", "resolution 70/1 and ", "(", "A/1/", "and Add.1 ", "See ", "Security Council "]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        block = paragraph(piece * count)
        start = time.process_time()
        citations([block], [Footnote(marker="1", text=block.text, span=(0, 1))], "en")
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < max(40 * seconds(800), 0.5)
