"""Nothing is lost: every character of an input lies in the record, or is listed as unplaced, whatever the input is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operative import meaning, reading, structure
from operative.reading.page import Reading
from operative.record import Record, Span
from tests.specimens.model import LANGUAGES, Specimen, Version, specimens

# Lines as resolutions print them, and the noise between them: drawn at random, in any order, broken anywhere.
FRAGMENTS = [
    "United Nations A/RES/64/9012",
    "General Assembly",
    "Distr.: General",
    "14 January 2010",
    "Sixty-fourth session",
    "Agenda item 118 (a)",
    "09-89012 (E)",
    "*0989012*",
    "Please recycle",
    "2/3",
    "Page 2",
    "/…",
    "Resolution adopted by the General Assembly on 24 November 2009",
    "[without reference to a Main Committee (A/64/L.9012 and Add.1)]",
    "64/9012. Safeguarding of the registers of lighthouse keepers",
    "The General Assembly,",
    "Recalling its resolutions 62/7 of 8 November 2007 and 60/9253,1 in particular paragraph 6,",
    "Recalling Recalling Recalling Recalling also the reports2 3 4",
    "1. Takes note of the report of the Secretary-General;⁷",
    "12. Requests the Secretary-General to sub-",
    "mit a report;",
    "(a) To continue;",
    "  (i) To go on;",
    "1",
    "7 See A/43/9538, annex.",
    "¹ Ibid., chap. III.",
    "__________________",
    "I",
    "Annex",
    "A recorded vote was taken, as follows:",
    "In favour: Vell, Norrhaven",
    "53rd plenary meeting",
    "# Heading",
    "| a | b |",
    "大会，",
    "回顾其2000年11月28日第55/9030号决议，¹",
    "1. 赞赏地注意到秘书长的报告；",
    "إن الجمعية العامة،",
    "إذ تشير إلى قرارها 55/9030 المؤرخ 28 تشرين الثاني/نوفمبر 2000(1)،",
    "1 - تحيط علما بتقرير الأمين العام؛",
    "Генеральная Ассамблея,",
    "ссылаясь на свою резолюцию 55/9030 от 28 ноября 2000 года",
    "L’Assemblée générale,",
    "1. Prie le Secrétaire général de lui faire rapport ;",
    "La Asamblea General,",
    "Recordando su resolución 55/9030, de 28 de noviembre de 2000,",
]

noise = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
fragment = st.sampled_from(FRAGMENTS)
broken = st.builds(lambda text, at: text[: at % (len(text) + 1)], fragment, st.integers(0, 200))
separator = st.sampled_from(["\n", "\n\n", " ", "\t", "", "\r\n", "\f", "\u2028", "\n \n", "   "])
mixture = st.lists(st.tuples(st.one_of(fragment, fragment, broken, noise), separator), max_size=30).map(
    lambda parts: "".join(text + after for text, after in parts)
)


def placed(record: Record) -> Iterator[Span]:
    """Every span of the record that accounts for text of the input."""
    for block in record.blocks:
        yield from block.pieces or (block.span,)
    for footnote in record.footnotes:
        yield from footnote.pieces or (footnote.span,)
    for listed in (record.masthead, record.furniture, record.unplaced):
        yield from (entry.span for entry in listed)


def lost(text: str, spans: list[Span]) -> list[tuple[int, str]]:
    """The characters of a text, blanks aside, that lie in none of the spans."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    starts = [start for start, _ in merged]

    def held(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < merged[place][1]

    return [(at, character) for at, character in enumerate(text) if not character.isspace() and not held(at)]


def check(document: Reading, language: str | None = None) -> Record:
    """The record of a reading, after checking that it accounts for all of it."""
    record = meaning.understand(structure.build(document, language))
    length = len(document.text)
    spans = list(placed(record))
    assert record.characters == length
    assert all(0 <= start <= end <= length for start, end in spans)
    missing = lost(document.text, spans)
    assert not missing, f"lost {len(missing)}, first {missing[:20]}"
    for block in record.blocks:
        assert all(block.span[0] <= start and end <= block.span[1] for start, end in block.pieces)
        assert all(0 <= note.offset <= len(block.text) for note in block.notes)
    for piece in record.unplaced:
        assert piece.text == document.text[slice(*piece.span)]
    texts = {block.id: block.text for block in record.blocks}
    texts |= {f"fn{note.marker}": note.text for note in record.footnotes}
    assert len({block.id for block in record.blocks}) == len(record.blocks), "ids are unique"
    for citation in record.citations:
        if not citation.in_.startswith("fn"):
            assert texts[citation.in_][citation.offset :].startswith(citation.text)
    return record


def read(text: str) -> Reading:
    from operative.reading.text import read_text

    return read_text(text, "mixture.txt")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixture, st.sampled_from([None, None, *LANGUAGES]))
def test_nothing_is_lost_of_any_mixture(text: str, language: str | None) -> None:
    check(read(text), language)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    check(read(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_nothing_is_lost_when_lines_of_a_resolution_are_torn_out_and_shuffled(data: st.DataObject) -> None:
    version: Version = data.draw(st.sampled_from([v for specimen in specimens() for v in specimen.versions()]), str)
    lines = [version.title_line, *(paragraph.text for paragraph in version.paragraphs), *version.closing_lines]
    lines += [f"{note.marker} {note.text}" for note in version.footnotes]
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=40))
    joint = data.draw(st.sampled_from(["\n", "\n\n", "\n   "]))
    check(read(joint.join(kept)))


def test_lost_finds_what_no_span_holds() -> None:
    assert lost("ab cd", [(0, 1), (3, 5)]) == [(1, "b")]
    assert lost("ab cd", [(0, 2), (1, 5)]) == []


@pytest.mark.parametrize("specimen", specimens(), ids=lambda specimen: specimen.name)
def test_nothing_is_lost_of_a_specimen_as_a_plain_text(specimen: Specimen) -> None:
    for version in specimen.versions():
        lines = [version.title_line, *(paragraph.text for paragraph in version.paragraphs), *version.closing_lines]
        record = check(read("\n\n".join(lines)), version.language)
        assert not record.unplaced or len("".join(piece.text for piece in record.unplaced)) < len("".join(lines)) / 2


def test_nothing_is_lost_of_the_founding_documents(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        record = check(reading.read(path))
        assert record.blocks
