"""Drafts of reports as DOCX and HTML: well made, complete, with nothing in them that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

import operative
from operative.exports import report
from operative.registry import Registry
from operative.registry.contributions import from_text
from operative.registry.drafting import Draft
from tests.registry.invented import first, second

ARABIC = "أبلغت الحكومة الأمين العام بأن المنارات الثلاث مضاءة كل ليلة في الميناء الصغير."
HOSTILE = "Lit.\n\n<script>alert('x')</script> & <img src=x onerror=alert(1)> \"quoted\"\x0b{{ 7 * 7 }}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([first(), second()])
    registry.refresh()
    for who, said, language, day in (
        ("Mali", HOSTILE.replace("\x0b", ""), "en", "2010-06-24"),
        ("Egypt", ARABIC, "ar", "2010-05-02"),
    ):
        registry.contribute("A/RES/64/91", "op1", who, from_text(said), by="N. Name", day=day, language=language)
    return registry.report("A/RES/64/91")


def parts(draft: Draft) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(report.docx(draft))) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_every_part_of_the_docx_is_well_formed_and_declared(draft: Draft) -> None:
    found = parts(draft)
    trees = {name: etree.fromstring(content) for name, content in found.items()}
    declared = {part.get("PartName") for part in trees["[Content_Types].xml"] if part.get("PartName")}
    assert declared == {f"/{name}" for name in found if not name.endswith(".rels") and name != "[Content_Types].xml"}
    targets = {one.get("Target") for one in trees["word/_rels/document.xml.rels"]}
    assert {f"word/{target}" for target in targets} <= set(found)
    styles = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    used = {style.get(f"{W}val") for style in trees["word/document.xml"].iter(f"{W}pStyle")}
    assert used <= styles


def test_what_is_contributed_is_marked_right_to_left_where_it_is(draft: Draft) -> None:
    document = etree.fromstring(parts(draft)["word/document.xml"])
    paragraphs = {"".join(p.itertext(f"{W}t")): p for p in document.iter(f"{W}p")}
    arabic, english = paragraphs[ARABIC], paragraphs["Lit."]
    assert arabic.find(f".//{W}pStyle").get(f"{W}val") == "QuoteRight"
    assert arabic.find(f".//{W}rtl") is not None
    assert english.find(f".//{W}rtl") is None
    assert f'<blockquote lang="ar" dir="rtl">\n<p>{ARABIC}</p>' in report.html(draft)


def test_nothing_that_was_contributed_runs(draft: Draft) -> None:
    page = report.html(draft)
    tree = etree.HTML(page)
    assert not tree.xpath("//script | //img | //@onerror | //@onclick")
    assert "<script>alert('x')</script> & <img src=x" in "".join(tree.xpath("//blockquote//text()"))
    assert "{{ 7 * 7 }}" in page
    document = etree.fromstring(parts(draft)["word/document.xml"])
    assert "<script>alert('x')</script>" in "".join(document.itertext())


def test_what_xml_cannot_hold_is_left_out(draft: Draft) -> None:
    odd = replace(draft, title="Light\x0bhouses \ufffe& <ports>")
    assert b"Lighthouses &amp; &lt;ports&gt;" in parts(odd)["word/document.xml"]


def test_both_forms_hold_the_same_pieces_in_the_same_order(draft: Draft) -> None:
    document = etree.fromstring(parts(draft)["word/document.xml"])
    body = re.sub(r"\W+", "", "".join(document.itertext()))
    page = etree.HTML(report.html(draft))
    shown = re.sub(r"\W+", "", "".join(page.xpath("//article//text()")))
    start = "IMandate"
    assert body[body.index(start) :] == shown[shown.index(start) :]


def test_every_quotation_has_its_source_and_every_other_sentence_is_a_label(draft: Draft) -> None:
    page = etree.HTML(report.html(draft))
    for quotation in page.xpath("//blockquote"):
        assert quotation.xpath("string(cite)")
    sources = page.xpath("//cite/text()")
    assert sources[0] == "A/RES/64/91, paragraph 2"
    assert any(
        re.fullmatch(r"Mali, 24 June 2010, in English \(contribution 1, put in on .* by N. Name\)", one)
        for one in sources
    )
    assert any(one.startswith("Egypt, 2 May 2010, in Arabic") for one in sources)
    numbers = page.xpath("//div[@class='para']/span/text()")
    assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]


def test_the_masthead_says_session_item_and_that_it_is_a_draft(draft: Draft) -> None:
    page = " ".join(etree.HTML(report.html(draft)).xpath("//article//text()"))
    for words in ("Draft, not issued", "Sixty-fifth session", f"Agenda item “{first().title}” (paragraph 3)"):
        assert words in page
    assert "Due: at the sixty-fifth session, which opens on 14 September 2010." in page
    assert "191 of the 193 Member States of today were not heard from" in page


def test_a_draft_without_contributions_says_so(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(first())
    page = report.html(registry.report("A/RES/64/91"))
    assert "Contributions received: none." in page
    assert "none of the 193 Member States of today was heard from" in page
    assert "Related resolutions" not in page


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("op3", "paragraph 3"),
        ("op5.a.i", "paragraph 5 (a) (i)"),
        ("II.op3", "section II, paragraph 3"),
        ("pp2", "preambular paragraph 2"),
        ("fn4", "footnote 4"),
        ("annex.1", "annex.1"),
    ],
)
def test_paragraphs_are_named_as_reports_name_them(block: str, words: str) -> None:
    assert report._place(block) == words


def test_our_own_reader_finds_the_draft_s_words(draft: Draft) -> None:
    read = operative.read(report.docx(draft))
    words = " ".join(block.text for block in read.blocks) + " ".join(one.text for one in read.unplaced)
    assert ARABIC in words
    assert "Report of the Secretary-General" in report.html(draft)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(report.docx(draft))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    words = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert ARABIC in words
    assert "<script>alert('x')</script>" in words
    assert "Draft, not issued" in words
