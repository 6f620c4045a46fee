"""What paragraphs do, in words."""

from __future__ import annotations

from operative.exports.facts import END, ISOLATE, facts, label, words
from tests.meaning.said import said


def told(*paragraphs: str, language: str = "en") -> list[tuple[str, str]]:
    record = said(*paragraphs, language=language)
    return [(label(fact), words(fact)) for found in facts(record).values() for fact in found]


def test_facts_are_told_by_paragraph_in_the_field_s_words() -> None:
    assert told(
        "Requests the Secretary-General to report to the General Assembly at its sixty-sixth session;",
        "Decides to include in the provisional agenda of its sixty-sixth session the item entitled “Bells”.",
    ) == [
        ("mandate", "request: Secretary-General"),
        ("report request", "report by Secretary-General to General Assembly, due at session 66 (2011-09-13 on)"),
        ("act", "decide"),
        ("agenda decision", "include at session 66: Bells"),
    ]


def test_names_from_right_to_left_are_kept_apart_from_the_words_around_them() -> None:
    ((_, said_of),) = told("تطلب إلى الأمين العام أن يدرس سجلات المنارات؛", language="ar")
    assert said_of == f"request: {ISOLATE}الأمين العام{END}"
