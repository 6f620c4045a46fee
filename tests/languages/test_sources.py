"""Sources of the lexicon: every form has one, and the paragraphs named open so."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest

from operative import read_all
from operative.languages import CLASSES, CODES, Language, load
from operative.languages.openings import MANUAL, Class
from operative.record import Block, Record
from operative.symbols import parse

PARAGRAPH = re.compile(r"(?P<symbol>.+?)(?: (?P<id>(?:[IVX]+\.)?(?:pp|op)[\w.]+))?")
PUBLISHED = re.compile(r"A/RES/(7[5-7])/(\d+)(?: ([A-Z]))?")
EACH = 9  # of the resolutions named, the first of so many is looked up


@pytest.mark.parametrize("code", CODES)
def test_every_form_has_a_source(code: str) -> None:
    language = load(code)
    openings = language.data["openings"]
    for kind in CLASSES:
        sources = language.sources[kind]
        assert {verb: len(forms) for verb, forms in openings[kind].items()} == {
            verb: len(of_forms) for verb, of_forms in sources.items()
        }


@pytest.mark.parametrize("code", CODES)
def test_a_source_is_a_document_or_a_rule_of_the_manual(code: str) -> None:
    for kind in CLASSES:
        for source in (source for sources in load(code).sources[kind].values() for source in sources):
            if source in MANUAL:
                assert (source == "participle") is (kind == "preambular")
                continue
            found = PARAGRAPH.fullmatch(source)
            assert found, source
            assert str(parse(found["symbol"])) == found["symbol"], source


@pytest.mark.parametrize("code", CODES)
def test_the_paragraphs_named_open_so(code: str, shared: Path) -> None:
    language = load(code)
    claims: dict[str, list[tuple[str, Class, str, int]]] = defaultdict(list)
    for kind in CLASSES:
        for verb, sources in language.sources[kind].items():
            for form, source in enumerate(sources):
                found = PARAGRAPH.fullmatch(source)
                if found and found["id"] and PUBLISHED.fullmatch(found["symbol"]):
                    claims[found["symbol"]].append((found["id"], kind, verb, form))
    chosen = sorted(claims)[::EACH]
    assert len(chosen) > 5
    for symbol in chosen:
        record = _published(symbol, code, shared)
        for name, *claim in claims[symbol]:
            block = next(block for block in record.blocks if block.id == name)
            assert tuple(claim) in _forms(block, record, language), (symbol, name, claim)


def _forms(block: Block, record: Record, language: Language) -> set[tuple[Class, str, int]]:
    """The forms that a paragraph opens with, or says after its first verb."""
    found = [language.opening(block.text)]
    found += [language.lexicon.within(block.text[act.offset :]) for act in record.acts if act.in_ == block.id]
    return {(opening.kind, opening.verb, opening.form) for opening in found if opening}


def _published(symbol: str, code: str, shared: Path) -> Record:
    found = PUBLISHED.fullmatch(symbol)
    assert found
    session, number = found[1], found[2]
    with zipfile.ZipFile(shared / f"corpus/akn4un/{session}.zip") as archive:
        file = re.compile(rf"{session}/{code}/(?:A_RES_)?{session}_{number}(?!\d).*")
        for name in filter(file.fullmatch, archive.namelist()):
            for record in read_all(archive.read(name)):
                if record.symbol == symbol:
                    return record
    raise LookupError(symbol)
