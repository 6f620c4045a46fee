"""Patterns that are tried only where their stems stand find what they would find if they were tried everywhere."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import operative
from operative.languages import CODES
from operative.meaning.anchored import Anchored, Anchors, stems
from operative.meaning.phrases import SECTIONS, phrases
from tests.specimens import specimens

EVERY = 240  # of the real documents of each session


@pytest.mark.parametrize(
    ("source", "cases"),
    [
        ("lantern", [[{"lantern"}]]),
        (r"\b(?:ring|sound)s?\b", [[{"ring", "rings", "sound", "sounds"}]]),
        ("(?P<what>bells?|horns) of [^,]+", [[{"bell of ", "bells of ", "horns of "}]]),
        (r"(?:every|each) \w+ harbour", [[{"every ", "each "}, {" harbour"}]]),
        (r"\w*light(?:house)+", [[{"light"}, {"house"}]]),
        ("fog(?:horn)*", [[{"fog"}]]),
        ("(?<!no )lamp(?! oil)", [[{"lamp"}]]),
        ("to (?=kindle|light)", [[{"kindle", "light"}, {"to "}]]),
        ("toll|ring (?=the bell)", [[{"toll"}], [{"ring "}, {"the bell"}]]),
        ("[bf]og", [[{"bog", "fog"}]]),
        (r"pilot\x27s", [[{"pilot's"}]]),
        ("(?>buoys) and gongs{1,2}", [[{"buoys and gong"}, {"s"}]]),
        ("shore(?:line)?|pier", [[{"shore", "shoreline", "pier"}]]),
        (r"ring \w+ bell|sound \w+ horn|light .+", [[{"ring "}, {" bell"}], [{"sound "}, {" horn"}], [{"light "}]]),
        (r"(?:ring|toll|\w+ly sound) \w+ bell", [[{"ring", "toll", "ly sound"}, {" "}, {" bell"}]]),
    ],
)
def test_stems_stand_in_whatever_is_found(source: str, cases: list[list[set[str]]]) -> None:
    assert set(stems(source)) == {frozenset(map(frozenset, case)) for case in cases}


@pytest.mark.parametrize("source", [r"\w+", "(?:lamp)?", "lamp|.", "(?:lamp)*", "(?i:lamp)", r"(.)\1"])
def test_a_pattern_that_may_do_without_letters_has_none(source: str) -> None:
    assert stems(source) == (frozenset(),)


def test_a_pattern_is_tried_only_where_all_its_stems_stand() -> None:
    anchored = Anchors(shortest=1).pattern(r"ring (?:the|a) \w+ bell|horn")
    assert anchored.may("who rings: ring the harbour bell")
    assert anchored.may("the horn")
    assert not anchored.may("ring the harbour gong")
    assert not anchored.may("the horn, then the bell", start=8)
    assert not anchored.may("ring the harbour gong, not its bell", end=21)
    assert anchored.may("ring the harbour bell, not its gong", end=21)


def test_cases_that_differ_in_one_stem_are_looked_for_as_one() -> None:
    anchors = Anchors(shortest=1)
    assert len(anchors.masks(stems(r"ring \w+ bell|ring \w+ gong|sound \w+ gong"))) == 2
    assert len(anchors.masks(stems(r"ring \w+ bell|ring \w+ bells"))) == 1


def test_common_words_tell_nothing() -> None:
    assert not Anchors(shortest=3, common=["the", "of"]).pattern("of the bell").may("the horn of the harbour")
    assert Anchors(shortest=3, common=["the", "of"]).pattern(r"\w+ of the \w+").may("a bell")


def patterns() -> st.SearchStrategy[str]:
    """Patterns of a few letters, in all ways in which data files write them."""
    letters = st.sampled_from(["a", "b", "ab", "ba", "c", " ", r"\b", r"\w", "[ab]", "[^a]", ".", "^", "$"])

    def larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        groups = st.tuples(st.sampled_from(["(?:", "(", "(?=", "(?!", "(?>"]), parts, st.just(")")).map("".join)
        counted = st.tuples(groups, st.sampled_from(["?", "*", "+", "{0,2}", "{1,2}", "{2}", "+?", "*?"])).map("".join)
        behind = st.sampled_from(["(?<!a)", "(?<=b)", r"(?<!b)\b", r"(?<=a)\b"])
        several = st.lists(parts, max_size=3)
        return several.map("".join) | several.map("|".join) | groups | counted | behind

    return st.recursive(letters, larger, max_leaves=12)


@given(patterns(), st.lists(st.text("abc ", max_size=12), max_size=4))
def test_nothing_is_missed_by_any_pattern(source: str, texts: list[str]) -> None:
    try:
        bare = re.compile(source)
    except re.error:  # it takes nothing, and is to be repeated
        return
    anchored = Anchors(shortest=1).pattern(source)
    for text in texts:
        for start in range(0, len(text) + 1, 3):
            assert _spans(anchored, text, start) == [found.span() for found in bare.finditer(text, start)]
            for end in range(start, len(text) + 1, 2):
                found, known = anchored.search(text, start, end), bare.search(text, start, end)
                assert (found and found.span()) == (known and known.span())


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missed_in_the_paragraphs_of_specimens(code: str) -> None:
    versions = (version for specimen in specimens() for version in specimen.versions() if version.language == code)
    assert _all_found(code, {paragraph.text for version in versions for paragraph in version.paragraphs}) > 100


def test_nothing_is_missed_in_real_paragraphs(shared: Path) -> None:
    texts: dict[str, set[str]] = {code: set() for code in CODES}
    for data in _published(shared):
        record = operative.read(data)
        texts[record.language or ""] |= {block.text for block in record.blocks if block.kind == "operative"}
    for code, paragraphs in texts.items():
        assert _all_found(code, paragraphs) > 1000


def _published(shared: Path) -> Iterator[bytes]:
    for path in sorted((shared / "corpus" / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist())[::EVERY]:
                yield archive.read(name)


def _all_found(code: str, texts: set[str]) -> int:
    """How often the patterns of a language find something; each finds what its bare expression does."""
    words, count = phrases(code), 0
    every = {f"{section}.{key}": one for section in SECTIONS for key, one in getattr(words, section).items()}
    for name, anchored in every.items():
        bare = re.compile(anchored.pattern)
        for text in texts:
            plain = words.plain(text)[0]
            for start in (0, len(plain) // 2):
                found = [one.span() for one in bare.finditer(plain, start)]
                assert _spans(anchored, plain, start) == found, name
                count += len(found)
    return count


def _spans(anchored: Anchored, text: str, start: int) -> list[tuple[int, int]]:
    return [found.span() for found in anchored.finditer(text, start)]
