"""PDF: lines, runs, zones and tables from positions; what can't be read says why; nothing makes it hang."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from operative.reading import ocr
from operative.reading.page import Line, Reading, Unreadable
from operative.reading.pdf import MAX_PAGES, read_pdf
from operative.reading.righttoleft import in_reading_order, letters_of
from tests.reading.tiny_pdf import BOLD, ITALIC, Sheet, pdf


def lines(reading: Reading) -> list[Line]:
    found = [line for page in reading.pages for line in page.lines]
    assert [reading.text[line.start : line.end] for line in found] == [line.text for line in found]
    return found


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(read_pdf(data, "tiny.pdf"))]


def runs(line: Line, kind: str) -> list[str]:
    return [line.text[run.start : run.end] for run in line.runs if getattr(run, kind)]


def resolution() -> list[Sheet]:
    """Two pages set as the documents are: masthead, paragraphs, a note on each page, running heads, job number."""
    one, two = Sheet(), Sheet()
    one.text(123, 734, "United Nations", 14)
    one.text(493, 735, "A", 20)
    one.text(507.5, 735, "/RES/99/1", 10)
    one.text(123, 700, "General Assembly", 20, BOLD)
    one.text(397, 700, "Distr.: General")
    one.text(123, 520, "99/1.", 12, BOLD)
    one.text(160, 520, "Lighthouse keepers and their logs", 12, BOLD)
    one.text(147, 480, "The General Assembly", 10, ITALIC)
    one.text(233, 480, ",")
    y = one.paragraph(462, ["Recalling its earlier work on lamps, wicks and lenses, which began", "long ago,"])
    one.text(163, y + 18, "1", 6.5, matrix="1 0 0 1")
    one.parts[-1] = one.parts[-1].replace(f"163 {y + 18}", f"163 {y + 22}")
    one.paragraph(
        y, ["1.      Decides that keepers of lights shall write down, every night and", "without haste, what"]
    )
    one.rule(60, 160, 110)
    one.text(60, 100, "1", 5.5)
    one.parts[-1] = one.parts[-1].replace("60 100", "60 103")
    one.text(66, 100, "A/98/7.", 8.5)
    one.text(60, 40, "99-12345")
    two.text(60, 740, "A/RES/99/1", 8.5, BOLD)
    two.text(300, 740, "Lighthouse keepers and their logs", 8.5, BOLD)
    y = two.paragraph(700, ["they saw at sea;"], first=123)
    two.paragraph(y, ["2.      Requests a report."])
    two.text(60, 40, "99-12345", 7)
    two.text(540, 40, "2/2", 8.5, BOLD)
    return [one, two]


def test_lines_stand_in_order_with_their_columns_parted() -> None:
    assert texts(pdf(resolution()))[:4] == [
        "United Nations\tA/RES/99/1",
        "General Assembly\tDistr.: General",
        "99/1. Lighthouse keepers and their logs",
        "The General Assembly,",
    ]


def test_indents_and_gaps_set_paragraphs_off() -> None:
    found = {line.text: line for line in lines(read_pdf(pdf(resolution()), "tiny.pdf"))}
    first = next(line for text, line in found.items() if text.startswith("Recalling"))
    second = next(line for text, line in found.items() if text.startswith("long ago"))
    third = next(line for text, line in found.items() if text.startswith("1."))
    assert (first.indent, second.indent) == (147.0, 123.0)
    assert (first.gap, second.gap, third.gap) == (True, False, True)
    assert first.size == 10.0


def test_emphasis_and_raised_marks_are_runs() -> None:
    found = {line.text: line for line in lines(read_pdf(pdf(resolution()), "tiny.pdf"))}
    assert runs(found["99/1. Lighthouse keepers and their logs"], "bold") == ["99/1. Lighthouse keepers and their logs"]
    assert runs(found["The General Assembly,"], "italic") == ["The General Assembly"]
    assert runs(found["long ago,1"], "raised") == ["1"]


def test_notes_and_running_heads_have_their_zones() -> None:
    zones = {line.text: line.zone for line in lines(read_pdf(pdf(resolution()), "tiny.pdf"))}
    assert zones["1 A/98/7."] == "note"
    assert zones["99-12345"] == "head"
    assert zones["A/RES/99/1\tLighthouse keepers and their logs"] == "head"
    assert zones["99-12345\t2/2"] == "head"
    assert zones["they saw at sea;"] == "body"


def test_a_page_begins_a_paragraph_where_its_first_word_had_room_before() -> None:
    one, two = Sheet(), Sheet()
    one.paragraph(700, ["Noting that the lamps of all the lighthouses were lit in time this year,", "and wrote"])
    two.paragraph(700, ["Welcoming the oil that was sent to the lighthouses of the northern coasts"])
    three = Sheet()
    three.paragraph(700, ["and to those in the south,"], first=123)
    found = lines(read_pdf(pdf([one, two, three]), "tiny.pdf"))
    assert [line.gap for line in found if line.text[:3] in ("Wel", "and")] == [False, True, False]


def test_a_painted_rule_parts_the_notes_too() -> None:
    sheet = Sheet()
    sheet.paragraph(300, ["Having considered the matter of the lamps in all its parts, and", "at length,"])
    sheet.text(100, 120, "_" * 18, 8)
    sheet.text(117, 110, "2 See the log of the keeper of the northern light, which", 8.5)
    sheet.text(123, 100, "is kept in the tower.", 8.5)
    found = {line.text[:8]: line.zone for line in lines(read_pdf(pdf([sheet]), "tiny.pdf"))}
    assert found == {"Having c": "body", "at lengt": "body", "_" * 8: "head", "2 See th": "note", "is kept ": "note"}


def test_letters_spaced_out_stay_one_word_and_words_stay_apart() -> None:
    sheet = Sheet()
    sheet.text(100, 700, "Unit")
    sheet.text(117.9, 700, "ed")  # 1.2 points beyond the end of the piece before: spaced out to fill the line
    sheet.text(131, 700, "lamps by mid- ")
    sheet.text(189, 700, "June")  # over the space that the piece before ends with
    assert texts(pdf([sheet])) == ["United lamps by mid-June"]


def test_rows_in_columns_are_a_table_with_its_cells_parted() -> None:
    sheet = Sheet()
    sheet.text(60, 740, "Annex", 14, BOLD)
    for at, (name, *figures) in enumerate(
        [
            ("Tower", "Oil", "Wicks", "Total"),
            ("North light", "7 425 100", "642 877 400", "650 302 500"),
            ("South light", "12 000", "500", "12 500"),
            ("All lights", "7 437 100", "642 877 900", "650 315 000"),
        ]
    ):
        sheet.text(60, 700 - 14 * at, name, 8)
        for column, figure in enumerate(figures):
            sheet.text(250 + 50 * column - 4 * len(figure), 700 - 14 * at, figure, 8)
    found = lines(read_pdf(pdf([sheet]), "tiny.pdf"))
    assert [line.zone for line in found] == ["body", "cell", "cell", "cell", "cell"]
    assert found[2].text == "North light\t7 425 100\t642 877 400\t650 302 500"
    assert found[3].text.split("\t") == ["South light", "12 000", "500", "12 500"]


def test_text_that_runs_up_the_page_is_read_and_a_turned_page_is_turned() -> None:
    sheet = Sheet()
    sheet.paragraph(700, ["An upright page with words enough to be one."])
    sheet.text(40, 100, "A/RES/99/1", 8, matrix="0 1 -1 0")
    found = lines(read_pdf(pdf([sheet]), "tiny.pdf"))
    assert [(line.text, line.zone) for line in found][1] == ("A/RES/99/1", "head")
    turned = Sheet()
    turned.text(100, 60, "The first line of a page that lies on its side", matrix="0 1 -1 0")
    turned.text(112, 60, "and the second one.", matrix="0 1 -1 0")
    reading = read_pdf(pdf([turned]), "tiny.pdf")
    assert [line.text for line in lines(reading)] == [
        "The first line of a page that lies on its side",
        "and the second one.",
    ]
    assert (reading.pages[0].width, lines(reading)[0].indent) == (792, 60.0)


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(200, 740, "General Assembly of the Lighthouses", 12, BOLD)
    for at in range(20):
        sheet.text(60, 700 - 12 * at, f"left line {at} goes on and on until its margin", 11)
        sheet.text(320, 700 - 12 * at, f"right line {at} goes on and on until its margin", 11)
    found = texts(pdf([sheet]))
    assert found[0] == "General Assembly of the Lighthouses"
    assert [text.split()[0] for text in found[1:]] == ["left"] * 20 + ["right"] * 20


def glyphs(printed: str, *, left: float = 100.0) -> list[tuple[str, float, float, int]]:
    """Characters painted next to each other from left to right, each five points wide."""
    return [(text, left + 5 * at, left + 5 * at + 5, 0) for at, text in enumerate(printed)]


@pytest.mark.parametrize(
    ("logical", "printed"),
    [
        ("قرار 68/268 هنا", "انه 68/268 رارق"),  # numbers run to the right
        ("في 2010-2020 كان", "ناك 2020-2010 يف"),  # but a hyphen after Arabic letters parts them
        ("14 January 2020", "14 January 2020"),
        ("2020-12-28", "2020-12-28"),  # and joins them where there are none
        ("انظر A/75/401، الفقرة 16", "16 ةرقفلا ،A/75/401 رظنا"),
        ("المجلد United Nations, vol. 15 هنا", "انه United Nations, vol. 15 دلجملا"),
        ("أنشأ (كوفيد-19)، ثم", "مث ،)19-ديفوك( أشنأ"),  # brackets are painted mirrored
        ("أ) البند", "دنبلا (أ"),
    ],
)
def test_right_to_left_lines_come_back_in_reading_order(logical: str, printed: str) -> None:
    ordered = in_reading_order(glyphs(printed), 10)
    assert "".join(glyph[0] for glyph in ordered) == logical


def test_letters_of_a_ligature_come_back_in_order_and_vowels_behind_their_letter() -> None:
    lam_alef = [("ا", 100.0, 106.0, 0), ("ل", 100.0, 106.0, 0)]  # one box, swapped by the library
    assert "".join(glyph[0] for glyph in in_reading_order(lam_alef, 10)) == "لا"
    vowelled = [("\u0651", 107.0, 108.0, 1), ("ق", 110.0, 115.0, 0), ("ي", 105.0, 110.0, 0), ("م", 100.0, 105.0, 0)]
    assert "".join(glyph[0] for glyph in in_reading_order(vowelled, 10)) == "قي\u0651م"
    assert letters_of("\ufefb \ufee3\ufeae") == "لا مر"


def test_an_encrypted_file_says_so() -> None:
    with pytest.raises(Unreadable, match=r"encrypted.*without a password"):
        read_pdf(pdf(resolution(), password="fog"), "locked.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_file_cut_off_says_so(share: float) -> None:
    data = pdf(resolution())
    with pytest.raises(Unreadable, match=r"damaged|no pages|without text"):
        read_pdf(data[: int(len(data) * share)], "cut.pdf")


def test_a_file_without_pages_says_so() -> None:
    with pytest.raises(Unreadable, match=r"no pages|damaged"):
        read_pdf(pdf([]), "empty.pdf")


def test_a_scan_without_text_names_the_mend() -> None:
    with pytest.raises(Unreadable, match=r"scan without text.*--ocr"):
        read_pdf(pdf([Sheet(picture=True)]), "scan.pdf")


def test_a_scan_with_recognised_text_is_read_with_a_warning() -> None:
    sheet = Sheet(picture=True)
    sheet.paragraph(700, ["Words that a machine saw in the picture."])
    sheet.parts.insert(0, "3 Tr")
    reading = read_pdf(pdf([sheet]), "scan.pdf")
    assert [line.text for line in lines(reading)] == ["Words that a machine saw in the picture."]
    assert [code for code, _ in reading.warnings] == ["recognised-text"]


def test_scanned_pages_in_a_document_with_text_are_told() -> None:
    reading = read_pdf(pdf([*resolution(), Sheet(picture=True)]), "mixed.pdf")
    assert [code for code, _ in reading.warnings] == ["scanned-pages"]


def test_without_tesseract_recognition_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unreadable, match=r"tesseract-ocr.*tesseract-ocr-ara"):
        read_pdf(pdf([Sheet(picture=True)]), "scan.pdf", ocr=True)


def test_more_pages_than_anybody_prints_are_read_in_bounded_time() -> None:
    sheet = Sheet()
    sheet.text(100, 700, "A page.")
    start = time.perf_counter()
    reading = read_pdf(pdf([sheet] * (MAX_PAGES + 10)), "long.pdf")
    assert len(reading.pages) == MAX_PAGES
    assert "too-long" in [code for code, _ in reading.warnings]
    assert time.perf_counter() - start < 30


def test_a_page_with_a_million_characters_is_cut_and_says_so() -> None:
    sheet = Sheet()
    for at in range(1000):
        sheet.text(10, at * 0.7, "x" * 1000, 1)
    start = time.perf_counter()
    reading = read_pdf(pdf([sheet]), "dense.pdf")
    assert "too-long" in [code for code, _ in reading.warnings]
    assert time.perf_counter() - start < 30


def test_forms_and_page_trees_that_contain_themselves_end() -> None:
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 6 0 R>>>>/Length 6>>"
    form += "\nstream\n/Im Do\nendstream"
    sheet = Sheet(picture=True)
    sheet.paragraph(700, ["Words beside a form that paints itself for ever."])
    assert texts(pdf([sheet], extra={6: form})) == ["Words beside a form that paints itself for ever."]
    with pytest.raises(Unreadable):
        read_pdf(pdf([sheet], extra={2: "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 900000000>>"}), "loop.pdf")


@pytest.mark.parametrize("times", [1, 2])
def test_a_small_file_that_unpacks_to_gigabytes_is_refused(times: int) -> None:
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1 << 20)) for _ in range(400)) + packing.flush()
    filters = ["/FlateDecode"] * times
    for _ in filters[1:]:
        packed = zlib.compress(packed, 9)
    stream = f"<</Filter[{' '.join(filters)}]/Length {len(packed)}>>\nstream\n{packed.decode('latin-1')}\nendstream"
    data = pdf([Sheet()]).replace(b"startxref", f"99 0 obj\n{stream}\nendobj\nstartxref".encode("latin-1"))
    with pytest.raises(Unreadable, match=r"unpacks to more"):
        read_pdf(data, "bomb.pdf")


@pytest.mark.skipif(ocr.shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_recognised(shared: Path) -> None:
    data = (shared / "corpus" / "pdf" / "A_RES_2758_XXVI-RU.pdf").read_bytes()
    reading = read_pdf(data, "scan.pdf", ocr=True)
    assert "recognised-text" in [code for code, _ in reading.warnings]
    assert sum("Ассамблея" in line.text for line in lines(reading)) >= 3
