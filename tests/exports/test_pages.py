"""Records on paper and in the terminal: everything is there, escaped, linked, and turned the right way."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import pytest
from lxml import html as parser
from rich.console import Console

from operative.exports import html, terminal
from operative.record import (
    Block,
    Citation,
    Footnote,
    Furniture,
    MastheadFact,
    Note,
    Opening,
    Record,
    Unplaced,
    Warning,
)

WICKED = '<script>alert("lamp")</script> & <b>'

RECORD = Record(
    source="lighthouses.pdf",
    media_type="application/pdf",
    language="en",
    symbol="A/RES/64/9012",
    title="Lighthouses",
    organ="General Assembly",
    session=64,
    adopted="2009-11-24",
    blocks=(
        Block(id="formula1", kind="formula", text="The General Assembly,", span=(0, 21)),
        Block(
            id="pp1",
            kind="preambular",
            text="Recalling its resolutions 62/7 and 60/253,",
            span=(22, 64),
            opening=Opening(verb="recall", surface="Recalling"),
            notes=(Note(marker="1", offset=30), Note(marker="2", offset=42)),
        ),
        Block(id="op1", kind="operative", number="1", text="Requests:", span=(65, 74)),
        Block(id="op1.a", kind="operative", number="(a)", depth=1, text=f"A lamp {WICKED};", span=(75, 120)),
        Block(id="h1", kind="heading", number="I", text="Lamps", span=(121, 126), part="annex"),
        Block(id="t1", kind="table", text="Lamp\tHeight", span=(127, 138), part="annex"),
        Block(
            id="t2", kind="table", text="Vell\t14", notes=(Note(marker="1", offset=7),), span=(139, 146), part="annex"
        ),
    ),
    footnotes=(
        Footnote(marker="1", text="See A/63/1.", span=(147, 158)),
        Footnote(marker="2", text=WICKED, span=(159, 199)),
    ),
    citations=(
        Citation(symbol="A/RES/62/7", in_="pp1", offset=26, text="62/7", relation="recall"),
        Citation(symbol="A/RES/60/253", in_="pp1", offset=35, text="60/253", relation="recall"),
        Citation(symbol="A/63/1", in_="fn1", offset=4, text="A/63/1", relation="see"),
        Citation(symbol=None, name="Charter of the Lamps", in_="op1", offset=0, text="Requests"),
    ),
    masthead=(MastheadFact(field="session", text="Sixty-fourth session", span=(0, 1)),),
    furniture=(Furniture(kind="page-number", text="2/3", span=(200, 203)),),
    unplaced=(Unplaced(span=(204, 210), text=WICKED),),
    warnings=(Warning(code="numbering-gap", message=f"gap {WICKED}", span=(75, 80)),),
    confidence=0.9,
)


def tree(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


def test_everything_is_escaped() -> None:
    page = html.page(RECORD)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4, "paragraph, note, unplaced text and warning"


def test_the_text_of_a_paragraph_is_whole_and_in_order() -> None:
    text = tree(html.page(RECORD)).get_element_by_id("pp1").text_content()
    assert text.removeprefix("pp1") == "Recalling its resolutions 62/71 and 60/253,2"


def test_citations_link_to_the_document_in_the_language_of_the_record() -> None:
    hrefs = tree(html.page(RECORD)).xpath("//a[@class='cite']/@href")
    assert hrefs == [
        "https://docs.un.org/en/A/RES/62/7",
        "https://docs.un.org/en/A/RES/60/253",
        "https://docs.un.org/en/A/63/1",
    ]


def test_marks_and_notes_link_to_each_other() -> None:
    page = tree(html.page(RECORD))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(inner) <= set(ids)
    assert inner.count("n1") == 3, "two marks, and its place in the list of cited documents"
    assert {"m1-1", "m1-2", "m2-1"} <= set(inner)


def test_a_table_is_a_table_and_a_warning_shows_its_place() -> None:
    page = tree(html.page(RECORD))
    assert [cell.text_content() for cell in page.xpath("//td")] == ["Lamp", "Height", "Vell", "141"]
    assert page.xpath("//section[contains(@class, 'doubts')]//a/@href") == ["#op1.a"]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr"), (None, "ltr")])
def test_a_page_is_turned_as_its_language_is(language: str | None, direction: str) -> None:
    [article] = tree(html.page(msgspec.structs.replace(RECORD, language=language))).xpath("//article")
    assert article.get("dir") == direction
    assert article.get("lang") == (language or "en")


def test_a_page_needs_nothing_from_elsewhere() -> None:
    page = tree(html.pages([RECORD, RECORD]))
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src]")
    assert "@import" not in html.page(RECORD)
    assert "url(" not in html.page(RECORD)


def test_several_records_share_a_page_behind_an_index() -> None:
    page = tree(html.pages([RECORD, RECORD]))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"#r1-top", "#r2-top"} <= set(page.xpath("//nav//a/@href"))


def test_a_folder_has_a_page_each_whatever_the_symbol_is(tmp_path: Path) -> None:
    symbols = (None, None, "A/../x", "index")
    odd = [msgspec.structs.replace(RECORD, symbol=symbol, source=f"../{WICKED}.txt") for symbol in symbols]
    count, first = html.write(odd, tmp_path / "pages")
    assert count == 4
    assert first == tmp_path / "pages" / "index.html"
    assert len(list((tmp_path / "pages").iterdir())) == 5


def test_the_terminal_shows_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(terminal, "Console", lambda **_: Console(file=out, width=80, highlight=False))
    terminal.show([RECORD])
    text = out.getvalue()
    words = " ".join(text.split())
    assert "Recalling its resolutions 62/7¹ and 60/253,²" in words
    assert re.search(r"^ {2,}1\. Requests:$", text, re.M)
    assert "(a) A lamp" in text
    assert "│ Vell" in text
    assert "numbering-gap" in text
    assert WICKED in words, "square brackets and the like are text here, not markup"


def test_right_to_left_lines_say_so_and_stay_in_logical_order(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(terminal, "Console", lambda **_: Console(file=out, width=80, highlight=False))
    terminal.show([msgspec.structs.replace(RECORD, language="ar")])
    lines = [line for line in out.getvalue().splitlines() if "Requests:" in line]
    assert lines
    assert all(line.startswith(terminal.RLM) for line in lines)
