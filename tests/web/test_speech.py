"""The words of the pages: the same keys and values in each language, numbers and days as each writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from operative.languages import CODES
from operative.registry.word import STATUSES
from operative.web.speech import preferred, wishes, words


def flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_words_with_the_same_values(code: str) -> None:
    english = {key: value for key, value in flat(words("en").data) if not key.startswith("actors.")}
    other = {key: value for key, value in flat(words(code).data) if not key.startswith("actors.")}
    assert list(other) == list(english)
    for key, value in other.items():
        assert value, key
        if isinstance(value, str):
            assert set(re.findall(r"{\w+}", value)) == set(re.findall(r"{\w+}", english[key])), key


@pytest.mark.parametrize(
    ("code", "block", "said"),
    [
        ("en", "op12", "para. 12"),
        ("en", "op2.a.v", "para. 2 (a) (v)"),
        ("en", "II.op3", "para. II.3"),
        ("en", "II.op2~3", "para. II.2"),
        ("en", "pp3", "preambular para. 3"),
        ("en", "fn8", "footnote 8"),
        ("en", "n8", "footnote 8"),
        ("zh", "op12", "第12段"),
        ("en", "formula1", "formula1"),
    ],
)
def test_a_paragraph_is_named_as_people_name_it(code: str, block: str, said: str) -> None:
    assert words(code).place(block) == said


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("en", 1, "1 resolution"),
        ("en", 1012, "1,012 resolutions"),
        ("fr", 0, "0 résolution"),
        ("ru", 1, "1 резолюция"),
        ("ru", 11, "11 резолюций"),
        ("ru", 22, "22 резолюции"),
        ("zh", 2, "2项决议"),
        ("ar", 3, "3 قرارات"),
        ("ar", 11, "11 قرارا"),
    ],
)
def test_numbers_with_their_nouns(code: str, number: int, said: str) -> None:
    assert words(code).count("resolutions", number) == said


@pytest.mark.parametrize(
    ("code", "day", "said"),
    [
        ("en", "2009-11-09", "9 November 2009"),
        ("es", "2009-11-09", "9 de noviembre de 2009"),
        ("zh", "2009-11-09", "2009年11月9日"),
        ("en", "09-15", "15 September"),
        ("fr", "2010-06", "juin 2010"),
        ("en", "2010", "2010"),
    ],
)
def test_days(code: str, day: str, said: str) -> None:
    assert words(code).day(day) == said


def test_what_has_no_word_is_said_in_english_keys() -> None:
    assert words("fr").of("verb", "sing") == "sing"
    assert words("fr").of("relation", "recall") == words("fr").of("verb", "recall")
    assert words("ru").actor("un:secretary-general") == "Генеральный секретарь"


def test_who_reads_which_language() -> None:
    assert preferred(wishes("de-DE, zh-CN;q=0.4, es;q=0.9")) == "es"
    assert preferred(wishes("de;q=x")) == "en"


def test_every_status_is_explained() -> None:
    assert set(words("en").data["meaning"]) == set(STATUSES)
