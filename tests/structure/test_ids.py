"""Ids of paragraphs, points and sections: the same in every language, however the container tags them."""

from __future__ import annotations

import pytest

from operative import structure
from operative.reading.page import Line, Page, Reading
from operative.record import Record

FORMULAS = {"en": "The General Assembly,", "ar": "إن الجمعية العامة،", "zh": "大会，", "ru": "Генеральная Ассамблея,"}
Tagged = tuple[str, str | None, int]  # role, number, depth


def _record(language: str, tagged: list[Tagged], texts: dict[int, str] | None = None) -> Record:
    """The record of paragraphs as official XML tags them; their texts do not matter unless given."""
    lines, at = [], 0
    for index, (role, number, depth) in enumerate([("formula", None, 0), *tagged]):
        text = (
            FORMULAS[language] if not index else (texts or {}).get(index - 1, "Lamps and tides and ships and keepers;")
        )
        lines.append(Line(text, at, at + len(text), True, True, role=role, number=number, depth=depth))
        at += len(text) + 1
    text = "\n".join(line.text for line in lines)
    return structure.build(Reading(source="x", media_type="x", text=text, pages=[Page(lines)], language=language))


def _ids(language: str, tagged: list[Tagged], texts: dict[int, str] | None = None) -> list[str]:
    return [block.id for block in _record(language, tagged, texts).blocks[1:]]


def _operative(*labels: str | None, depths: tuple[int, ...] = ()) -> list[Tagged]:
    return [("operative", label, depths[n] if depths else 0) for n, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("language", "tagged"),
    [
        ("en", _operative("1.", "(a)", "(i)", "(ii)", "(b)", "2.")),
        ("en", _operative("1.", "(a)", "(i)", "(ii)", "(b)", "2.", depths=(0, 1, 1, 1, 1, 0))),  # all beside each other
        ("en", _operative("1.", "(a)", "(i)", "(ii)", "(b)", "2.", depths=(0, 1, 2, 3, 3, 0))),  # each within the last
        ("ar", _operative("1 -", "(أ)", "’1‘", "’2‘", "(ب)", "2 -", depths=(0, 1, 1, 1, 1, 0))),
        ("zh", _operative("1.", "(a)", "㈠", "㈡", "(b)", "2.", depths=(0, 1, 1, 1, 1, 0))),
        ("ru", _operative("1.", "а)", "i)", "ii)", "b)", "2.", depths=(0, 1, 2, 2, 1, 0))),  # a Cyrillic letter
    ],
)
def test_points_lie_under_their_paragraph_however_they_are_tagged(language: str, tagged: list[Tagged]) -> None:
    assert _ids(language, tagged) == ["op1", "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op2"]


def test_a_russian_list_may_mix_two_alphabets() -> None:
    tagged = _operative("1.", "а)", "b)", "с)", "d)", "е)", "f)", depths=(0, 1, 1, 1, 2, 2, 2))
    assert _ids("ru", tagged)[1:] == ["op1.a", "op1.b", "op1.c", "op1.d", "op1.e", "op1.f"]


@pytest.mark.parametrize(("depth", "last"), [(1, ["op1.h", "op1.i", "op1.j"]), (2, ["op1.h", "op1.h.i", "op1.h.ii"])])
def test_i_after_h_is_a_letter_unless_it_stands_deeper(depth: int, last: list[str]) -> None:
    letters = [f"({letter})" for letter in "abcdefgh"]
    following = ["(i)", "(j)"] if depth == 1 else ["(i)", "(ii)"]
    tagged = _operative("1.", *letters, *following, depths=(0, *[1] * 8, depth, depth))
    assert _ids("en", tagged)[-3:] == last


def test_points_of_a_preambular_paragraph_are_not_counted() -> None:
    tagged = [("preambular", number, 0) for number in (None, "(a)", "(b)", None)]
    assert _ids("en", tagged) == ["pp1", "pp1.a", "pp1.b", "pp2"]


def test_a_numbered_paragraph_is_operative_though_the_file_leaves_it_in_the_preamble() -> None:
    tagged = [("preambular", None, 0), ("preambular", "1.", 0), ("preambular", "(a)", 0), ("operative", "2.", 0)]
    record = _record("en", tagged)
    assert [block.id for block in record.blocks[1:]] == ["pp1", "op1", "op1.a", "op2"]
    assert {block.kind for block in record.blocks[2:]} == {"operative"}


def test_numbers_of_two_figures_have_a_point_between_them() -> None:
    assert _ids("en", _operative("1.", "1.1", "1.2", depths=(0, 1, 1))) == ["op1", "op1.1.1", "op1.1.2"]


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        ((None,), ["op1"]),
        ((None, "(a)", "(b)"), ["op1", "op1.a", "op1.b"]),
        ((None, "1.", "2.", None), ["op0", "op1", "op2", "op2.p1"]),
        (("1.", "2.", "1.", "(a)", "2."), ["op1", "op2", "op1~2", "op1~2.a", "op2~2"]),
    ],
)
def test_ids_of_paragraphs_without_numbers_or_with_the_same(labels: tuple[str | None, ...], ids: list[str]) -> None:
    # Opening words keep what has no number from being taken for a heading.
    assert _ids("en", _operative(*labels), dict.fromkeys(range(len(labels)), "Requests light for all;")) == ids


@pytest.mark.parametrize(
    ("language", "numerals"),
    [
        ("en", ("XII", "XIII", "XXI")),
        ("zh", ("十二", "十三", "二十一")),
        ("ar", ("ثاني عشر", "ثالث عشر", "حادي وعشرون")),
        ("ar", ("ثاني عشر", "ثالث عشر", "حاديا وعشرين")),
    ],
)
def test_sections_are_named_alike_beyond_the_tenth(language: str, numerals: tuple[str, ...]) -> None:
    tagged: list[Tagged] = []
    for _ in numerals:
        tagged += [("heading", None, 0), ("operative", "1.", 0)]
    texts = {2 * n: numeral for n, numeral in enumerate(numerals)}
    ids = [name for name in _ids(language, tagged, texts) if not name.startswith("h")]
    assert ids == ["XII.op1", "XIII.op1", "XXI.op1"]


def test_the_numeral_of_a_section_is_told_from_its_title_by_a_space() -> None:
    tagged: list[Tagged] = [("heading", None, 0), ("operative", "1.", 0), ("heading", None, 0), ("operative", "1.", 0)]
    record = _record("zh", tagged, {0: "一 灯塔的看守", 2: "二 潮汐"})
    assert [(block.number, block.text) for block in record.blocks if block.kind == "heading"] == [
        ("一", "灯塔的看守"),
        ("二", "潮汐"),
    ]


def test_parts_of_a_section_that_count_on_keep_its_numeral() -> None:
    tagged: list[Tagged] = [
        ("heading", "I", 0),
        ("operative", "1.", 0),
        ("heading", "II", 0),
        ("operative", "1.", 0),
        ("heading", "A", 0),
        ("operative", "2.", 0),
        ("heading", "III", 0),
        ("operative", "1.", 0),
    ]
    ids = [name for name in _ids("en", tagged) if not name.startswith("h")]
    assert ids == ["I.op1", "II.op1", "II.op2", "III.op1"]


def test_unnumbered_paragraphs_of_an_annex_are_the_annexs() -> None:
    tagged: list[Tagged] = [("operative", "1.", 0), ("annex", None, 0), ("annex", "1.", 0), ("annex", None, 0)]
    assert _ids("en", tagged) == ["op1", "annex.p0", "annex.p1", "annex.p1.p1"]
