"""Labels as ids spell them: the same in every language."""

import pytest

from operative.languages import load


@pytest.mark.parametrize(
    ("language", "printed", "plain"),
    [
        ("en", "12", "12"),
        ("en", "(a)", "a"),
        ("fr", "b)", "b"),
        ("en", "(ii)", "ii"),
        ("ru", "а)", "a"),  # a Cyrillic letter
        ("zh", "㈡", "ii"),
        ("zh", "三", "III"),
        ("ar", "(ج)", "c"),
        ("ar", "’2‘", "ii"),
        ("ar", "ثانيا", "II"),
        ("ar", "باء", "B"),
        ("ar", "٧", "7"),
    ],
)
def test_labels_are_the_same_in_every_language(language: str, printed: str, plain: str) -> None:
    assert load(language).plain_label(printed) == plain


@pytest.mark.parametrize(
    ("language", "heading", "part"),
    [
        ("en", "Annex", "annex"),
        ("en", "Annex II", "annex II"),
        ("zh", "附件二", "annex II"),
        ("ar", "المرفق الأول", "annex I"),
        ("es", "Apéndice", "appendix"),
        ("ru", "Приложение", "annex"),
    ],
)
def test_parts_are_named_in_english(language: str, heading: str, part: str) -> None:
    assert load(language).part_name(heading) == part
