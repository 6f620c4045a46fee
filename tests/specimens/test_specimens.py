"""The specimens themselves: the six versions of each are one resolution, and what they cite is what they print."""

import re

import pytest

from tests.specimens import LANGUAGES, Specimen, specimens


@pytest.fixture(params=specimens(), ids=lambda specimen: specimen.name)
def specimen(request: pytest.FixtureRequest) -> Specimen:
    return request.param


def test_versions_carry_the_same_marks(specimen: Specimen) -> None:
    marks = {
        version.language: [sorted(marker for marker, _ in block.content.marks) for block in version.paragraphs]
        for version in specimen.versions()
    }
    assert all(marks[language] == marks["en"] for language in LANGUAGES)


def test_every_note_has_a_mark_and_marks_come_in_order(specimen: Specimen) -> None:
    for version in specimen.versions():
        first = list(dict.fromkeys(marker for block in version.paragraphs for marker, _ in block.content.marks))
        assert first == [note.marker for note in version.footnotes], version.language


def test_no_text_is_missing_and_openings_are_marked(specimen: Specimen) -> None:
    for version in specimen.versions():
        for block in version.paragraphs:
            assert block.text.strip() == block.text != "", (version.language, block.id)
            if block.kind == "preambular":
                assert block.content.emphasis, (version.language, block.id)


def test_ids_are_unique(specimen: Specimen) -> None:
    for version in specimen.versions():
        ids = [block.id for block in version.paragraphs]
        assert len(ids) == len(set(ids)), ids


def test_cited_numbers_are_printed_in_every_version(specimen: Specimen) -> None:
    for version in specimen.versions():
        for part in (*version.paragraphs, *version.footnotes):
            for cite in part.cites:
                digits = re.findall(r"\d+", cite.symbol)[-1]
                assert digits in part.text, (version.language, cite.symbol, part.text)


def test_paragraphs_end_as_drafting_rules_say(specimen: Specimen) -> None:
    comma, semicolon = re.compile("[,，،]$"), re.compile("(;|；|؛|:|：|[.。]|,)$")
    for version in specimen.versions():
        for block in version.paragraphs:
            if block.kind == "preambular":
                assert comma.search(block.text), (version.language, block.text)
            if block.kind == "operative":
                assert semicolon.search(block.text), (version.language, block.text)
