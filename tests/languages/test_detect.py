"""The language of a text: by script, by common words, by the model; never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.languages import CODES
from operative.languages.detect import language_of

LINES = {
    "ar": "تطلب إلى حراس المنارات أن يضيئوا المصابيح",
    "en": "The keepers of the lighthouses shall light the lamps",
    "es": "Los guardianes de los faros encenderán las lámparas",
    "fr": "Les gardiens des phares allumeront les lampes",
    "ru": "Смотрители маяков зажигают лампы",
    "zh": "灯塔守望员点亮灯火",
}


@pytest.mark.parametrize("code", CODES)
def test_a_line(code: str) -> None:
    assert language_of(LINES[code]) == code


@pytest.mark.parametrize("code", CODES)
def test_a_long_text_with_symbols_and_a_foreign_masthead(code: str) -> None:
    text = "United Nations\nA/RES/86/1\nDistr.: General\n\n" + (LINES[code] + ", A/86/L.1, 12 (2031).\n") * 40
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "12/86 (2031) – 4.5 %", "Ελληνικό κείμενο για φάρους", "등대지기는 불을 켠다"]
)
def test_none_of_the_six(text: str) -> None:
    assert language_of(text) is None


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert language_of(text) in (*CODES, None)


def test_the_lines_of_a_parallel_corpus(shared: Path) -> None:
    right = total = 0
    for code in CODES:
        lines = (shared / f"corpus/aligned/unpc-devset/UNv1.0.devset.{code}").read_text(encoding="utf-8").splitlines()
        for line in lines[::20]:
            total += 1
            right += language_of(line) == code
    assert right >= 0.985 * total


def test_extracts(shared: Path) -> None:
    for code in CODES:
        for path in sorted((shared / "corpus/extracts" / code).glob("*.txt"))[::5]:
            assert language_of(path.read_text(encoding="utf-8")) == code, path.name
