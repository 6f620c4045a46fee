"""Two texts beside each other on paper and in the terminal: what changed is marked, escaped, turned the right way."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from lxml import html as parser

from operative.alignment import Comparison, diff
from operative.exports import comparison as shown
from tests.meaning.said import said

WICKED = "Notes <script>alert(1)</script> & the lamps;"
OLD = ("Requests a report at the seventy-fifth session;", "Deplores the theft of wicks;", WICKED)
NEW = ("Requests a report at the seventy-sixth session;", WICKED, "Welcomes the school of fog tables.")


def compared() -> Comparison:
    return diff(said(*OLD), said(*NEW))


def test_marks_are_plain_where_there_are_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    shown.show(compared())
    printed = capsys.readouterr().out
    assert "seventy-fifth" in printed
    assert "[-seventy-fifth-]{+seventy-sixth+} session" in printed
    assert "[-Deplores the theft of wicks;-]" in printed
    assert "{+Welcomes the school of fog tables.+}" in printed
    assert "1 paragraph stays" in printed
    assert "op1  updated: session" in printed
    assert "\x1b" not in printed
    assert not any(line != line.rstrip() for line in printed.splitlines())


def test_colours_where_there_are_any(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown.show(compared())
    printed = capsys.readouterr().out
    assert "\x1b[" in printed
    assert "{+" not in printed


def test_json_is_the_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    shown.show(compared(), "json")
    assert msgspec.json.decode(capsys.readouterr().out, type=Comparison) == compared()


def test_csv_has_a_line_for_each_pair() -> None:
    lines = list(csv.DictReader(io.StringIO(shown.rows(compared()))))
    assert [(line["change"], line["old"], line["new"]) for line in lines] == [
        ("updated", "op1", "op1"),
        ("dropped", "op2", ""),
        ("same", "op3", "op2"),
        ("new", "", "op3"),
    ]
    assert lines[0]["updates"] == "session"


def test_the_page_has_both_texts_in_columns() -> None:
    tree = parser.fromstring(shown.page(compared()))
    for side, texts in (("old", OLD), ("new", NEW)):
        found = [p.xpath("string(p)") for p in tree.xpath(f"//div[contains(@class, 'side {side}')]")]
        assert [text.split(".", 1)[1].strip() for text in found] == list(texts)
    assert tree.xpath("//del[@class='updated']/text()") == ["seventy-fifth"]
    assert tree.xpath("//ins[@class='updated']/text()") == ["seventy-sixth"]
    assert not tree.xpath("//script")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_page_turns_as_its_language(language: str, direction: str) -> None:
    old = said("تطلب تقريرا؛" if language == "ar" else "Demande un rapport ;", language=language)
    [main] = parser.fromstring(shown.page(diff(old, old))).xpath("//main")
    assert (main.get("lang"), main.get("dir")) == (language, direction)


def test_what_became_of_a_paragraph_is_told_in_words() -> None:
    part = "Asks each guild to send one copy to the depository of Vell every spring;"
    whole = f"Encourages the guilds to copy by hand every register, and {part[0].lower()}{part[1:]}"
    first, last = "Recalls the theft of wicks;", "Thanks the keepers."
    pairs = diff(said(first, whole, last), said(last, first, whole.split(", and")[0] + ";", part)).pairs
    assert "new, split from op2" in {shown.about(pair) for pair in pairs}
    assert "moved" in " ".join(shown.about(pair) for pair in pairs)
