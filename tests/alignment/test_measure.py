"""Length and likeness of whole texts."""

from __future__ import annotations

import pytest

from operative.alignment.measure import length, likeness
from tests.meaning.said import said


@pytest.mark.parametrize(
    ("language", "paragraph", "words"),
    [("en", "Encourages Member States to keep their lighthouses lit;", 8), ("zh", "鼓励会员国 保持灯塔明亮；", 12)],
)
def test_words_are_counted_and_in_chinese_characters(language: str, paragraph: str, words: int) -> None:
    assert length(said(paragraph, language=language)) == words


def test_likeness_is_the_share_of_runs_of_three_words() -> None:
    old = said("Requests the Secretary-General to report on lamps;")  # 7 words, 5 runs
    assert likeness(old, old) == 1.0
    assert likeness(old, said("Invites all States to repaint every buoy at sea;")) == 0.0
    changed = said(
        "Requests the Secretary-General to report on fog signals;"
    )  # 8 words, 6 runs, 4 of them there before
    assert likeness(old, changed) == pytest.approx(2 * 4 / 11, abs=0.001)


def test_texts_too_short_for_a_run_are_not_alike() -> None:
    assert likeness(said("Decides;"), said("Decides;")) == 0.0
