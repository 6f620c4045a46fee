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
        ("zh", "二十三", "XXIII"),
        ("zh", "(十三)", "xiii"),
        ("ar", "(ج)", "c"),
        ("ar", "’2‘", "ii"),
        ("ar", "ثانيا", "II"),
        ("ar", "ثانيًا", "II"),
        ("ar", "ثالث عشر", "XIII"),
        ("ar", "خامس وعشرون", "XXV"),
        ("en", "2.11", "2.11"),
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
        ("ar", "المرفق الحادي عشر", "annex XI"),
        ("ar", "المرفق الحادي والعشرون", "annex XXI"),
        ("es", "Apéndice", "appendix"),
        ("ru", "Приложение", "annex"),
    ],
)
def test_parts_are_named_in_english(language: str, heading: str, part: str) -> None:
    assert load(language).part_name(heading) == part
