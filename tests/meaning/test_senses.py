"""Where one word stands for several English verbs, the words after it decide."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from operative.languages import CODES, load
from operative.meaning.senses import Sense, features, sense, senses, table


def test_features_are_the_words_after_a_verb_their_pairs_and_places() -> None:
    said = list(features("просит также", "государства осветить гавани", spaced=True))
    assert "госуда" in said
    assert "0 госуда" in said
    assert "госуда+освети" in said
    assert {"=просит также", "-просит", "-также"} <= set(said)


def test_a_verb_with_one_sense_stays_what_the_lexicon_says() -> None:
    assert sense(load("en"), "request", "requests", " states to ring bells") == ("request", 1.0)


def test_the_sense_is_that_for_which_the_words_weigh_most(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"urge": table([Sense("urge", 0.0, {"bells": -1.0}), Sense("encourage", 0.1, {"bells": 2.0})])}
    monkeypatch.setattr("operative.meaning.senses.senses", lambda _: known)
    verb, sure = sense(load("en"), "urge", "urges", " bells to ring")
    assert verb == "encourage"
    assert 0.9 < sure < 1
    verb, sure = sense(load("en"), "urge", "urges", " horns to sound")
    assert verb == "encourage"  # by a little, which it says
    assert sure < 0.6


def test_a_word_keeps_its_lexicon_s_sense_unless_another_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"urge": table([Sense("urge", 0.0, {}), Sense("encourage", 0.1, {}), Sense("call upon", 0.0, {})])}
    monkeypatch.setattr("operative.meaning.senses.senses", lambda _: known)
    verb, sure = sense(load("en"), "urge", "urges", " horns to sound")
    assert verb == "urge"
    assert sure > 0.5


@pytest.mark.parametrize("code", CODES)
def test_learned_senses_are_verbs_of_the_lexicon_and_small(code: str) -> None:
    file = files("operative.languages") / "senses" / f"{code}.json"
    if not file.is_file():
        assert senses(code) == {}
        return
    assert len(file.read_bytes()) < 1_000_000
    openings = load("en").data["openings"]
    known = {verb for kind in ("preambular", "operative", "either") for verb in openings[kind]}
    for verb, listed in json.loads(file.read_text(encoding="utf-8")).items():
        assert {verb, *(one[0] for one in listed)} <= known
        assert len(listed) > 1
