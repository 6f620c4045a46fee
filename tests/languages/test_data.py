"""The data files: the same keys in all six, patterns that compile, forms that can be found."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from operative import languages
from operative.languages import CODES, Language, load

# What a file lists by its own words has its own keys: verbs of the lexicon, organs and letters of citations.
LISTS = {"preambular", "operative", "either"}


def shape(data: dict[str, Any], inside: str = "") -> Iterator[str]:
    for key, value in data.items():
        if key == "parts":  # of patterns: each language has its own
            continue
        yield f"{inside}{key}"
        if isinstance(value, dict) and key not in LISTS and not inside.startswith("citations"):
            yield from shape(value, f"{inside}{key}.")


@pytest.mark.parametrize("code", CODES)
def test_all_files_have_the_same_keys(code: str) -> None:
    def keys(of: str) -> set[str]:
        return {key for key in shape(load(of).data) if not key.startswith("citations.")}

    assert keys(code) == keys("en")


@pytest.mark.parametrize("code", CODES)
def test_a_language_without_a_file_is_no_language(code: str) -> None:
    assert (Path(languages.__file__).parent / f"{code}.toml").is_file()
    with pytest.raises(KeyError):
        load("la")


@pytest.mark.parametrize("code", CODES)
def test_every_form_can_be_found_by_its_first_word(code: str) -> None:
    lexicon = load(code).lexicon  # raises ValueError for a form that can't
    assert lexicon.opening("") is None
    for kind in ("preambular", "operative", "either"):
        for verb, forms in load(code).data["openings"][kind].items():
            assert verb == verb.strip().lower()
            assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("code", CODES)
def test_verbs_have_the_keys_that_english_has(code: str) -> None:
    english = load("en").data["openings"]
    known = {verb for kind in ("preambular", "operative", "either") for verb in english[kind]}
    own = load(code).data["openings"]
    strange = {verb for kind in ("preambular", "operative", "either") for verb in own[kind]} - known
    assert not strange


@pytest.mark.parametrize("code", CODES)
def test_every_pattern_compiles(code: str) -> None:
    language = load(code)
    names = ["enacting", "adoption", "closing_meeting", "agenda_item", "distribution", "basis", "annex", "section"]
    for name in [*names, "paragraph_label", "vote", "note_words", "resolution_word", "date_pattern"]:
        assert getattr(language, name).pattern


@pytest.mark.parametrize("code", CODES)
def test_ordinals_from_one_to_a_hundred(code: str) -> None:
    assert sorted(set(load(code).ordinals.values())) == list(range(1, 101))


@pytest.mark.parametrize("code", CODES)
def test_a_file_loads_in_a_moment(code: str) -> None:
    best = min(_seconds_to_load(code) for _ in range(3))
    assert best < 0.1  # 5 ms where nothing else runs


def _seconds_to_load(code: str) -> float:
    start = time.process_time()
    load.__wrapped__(code)
    return time.process_time() - start


@pytest.mark.parametrize("code", CODES)
def test_quotation_marks_are_pairs(code: str) -> None:
    language: Language = load(code)
    assert language.quotation_marks
    assert all(len(opening) == len(closing) == 1 for opening, closing in language.quotation_marks)
