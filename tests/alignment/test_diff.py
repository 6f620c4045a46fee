"""Two texts beside each other: what stays, what is brought up to date, what is reworded, what comes, goes and moves."""

from __future__ import annotations

import time
from collections import Counter
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import operative
from operative.alignment import Comparison, diff
from operative.alignment.comparison import Pair
from operative.alignment.tokens import tokens
from operative.meaning import understand
from operative.record import Block, Footnote, Note, Record
from tests.meaning.said import said
from tests.specimens import LANGUAGES, specimens
from tests.specimens.forms import FORMS

LAMPS = (
    "Recalls its resolution 74/9012 of 18 December 2019;",
    "Invites Member States to keep the registers of their lighthouses dry;",
    "Encourages the guilds of keepers to copy by hand every register that salt has touched;",
    "Welcomes the school of fog tables that the Government of Vell has opened;",
    "Requests the Secretary-General to report to the General Assembly at its seventy-fifth session.",
)


def became(comparison: Comparison) -> list[str]:
    """What became of each paragraph: "op1 op2 reworded moved"."""
    return [
        " ".join(
            [
                pair.old.id if pair.old else "-",
                pair.new.id if pair.new else "-",
                pair.change,
                *(["moved"] if pair.moved else []),
            ]
        )
        for pair in comparison.pairs
    ]


def marked(pair: Pair) -> str:
    """A pair's runs, what isn't the same in brackets."""
    return "".join(r.new if r.change == "same" else f"[{r.change}|{r.old}|{r.new}]" for r in pair.runs)


def only(old: str, new: str, language: str = "en") -> Pair:
    """The pair that two paragraphs are."""
    [pair] = diff(said(old, language=language), said(new, language=language)).pairs
    return pair


# --- words ---


def test_words_are_marked_and_the_rest_stays() -> None:
    pair = only(
        "Invites Member States to keep the registers of their lighthouses dry;",
        "Invites Member States and guilds to keep the registers of their lighthouses warm;",
    )
    assert pair.change == "reworded"
    assert marked(pair) == (
        "Invites Member States [inserted||and guilds ]to keep the registers of their lighthouses [replaced|dry|warm];"
    )


def test_words_that_stay_by_chance_between_changes_are_changed_with_them() -> None:
    pair = only(
        "Notes the decision of Vell to build a tower on the northern shore, and thanks the keepers for their patience;",
        "Notes the refusal by Vell of any building at all upon its northern cliffs, and thanks the keepers"
        " for their patience;",
    )
    assert [run.change for run in pair.runs] == ["same", "replaced", "same"]


@pytest.mark.parametrize(
    ("old", "new", "updates"),
    [
        ("at its seventy-fifth session", "at its seventy-sixth session", ("session",)),
        ("in resolution 74/9012 of 18 December 2019", "in resolution 75/9013 of 1 May 2020", ("date", "symbol")),
        ("in the years 2019 and 2020", "in the years 2021 and 2022", ("date",)),
        ("in June 2020", "in May 2021", ("date",)),
        ("with 14 lamps", "with 1,200 lamps", ("number",)),
    ],
)
def test_figures_alone_are_an_update(old: str, new: str, updates: tuple[str, ...]) -> None:
    pair = only(f"Recalls what it said {old} about lighthouses;", f"Recalls what it said {new} about lighthouses;")
    assert (pair.change, pair.updates) == ("updated", updates)


def test_a_list_of_resolutions_that_grows_is_an_update() -> None:
    pair = only(
        "Recalls its resolutions 72/9010 of 8 December 2017 and 73/9011 of 7 December 2018 on lamps;",
        "Recalls its resolutions 72/9010 of 8 December 2017, 73/9011 of 7 December 2018 and 74/9012 of"
        " 18 December 2019 on lamps;",
    )
    assert (pair.change, pair.updates) == ("updated", ("date", "symbol"))


def test_words_with_figures_are_no_update() -> None:
    pair = only("Notes the 14 lamps lit in Vell in 2019;", "Notes the 15 lamps lost in Vell in 2020;")
    assert pair.change == "reworded"
    assert [run.change for run in pair.runs if run.change != "same"] == ["updated", "replaced", "updated"]


def test_also_and_the_stop_at_the_end_only_follow_from_the_place() -> None:
    pair = only("Also welcomes the school of fog tables;", "Welcomes the school of fog tables.")
    assert (pair.change, pair.updates) == ("updated", ("connective",))


@pytest.mark.parametrize(
    ("language", "old", "new", "updates"),
    [
        ("fr", "Cite également sa résolution 74/9 du 8 mai 2020;", "Cite sa résolution 75/8 du 1er mai 2021;", 3),
        ("es", "Da su septuagésimo quinto período de sesiones;", "Da su septuagésimo sexto período de sesiones;", 1),
        ("ru", "ссылается на семьдесят пятую сессию;", "ссылается на семьдесят шестую сессию;", 1),
        ("zh", "请秘书长向大会第七十五届会议报告灯塔情况；", "请秘书长向大会第七十六届会议报告灯塔情况；", 1),
        ("ar", "تطلب تقريرا في دورتها الخامسة والسبعين؛", "تطلب تقريرا في دورتها السادسة والسبعين؛", 1),
    ],
)
def test_updates_are_told_in_every_language(language: str, old: str, new: str, updates: int) -> None:
    pair = only(old, new, language)
    assert pair.change == "updated"
    assert len(pair.updates) == updates


def test_typography_is_no_change() -> None:
    pair = only("Thanks the keepers’ guild for hand-made tables;", "Thanks the keepers' guild for hand‑made tables;")
    assert pair.change == "same"
    assert pair.runs[0].old != pair.runs[0].new


# --- paragraphs ---


def test_new_and_dropped_paragraphs_stand_in_their_places() -> None:
    new = (LAMPS[0], "Deplores the theft of wicks;", LAMPS[1], LAMPS[2], LAMPS[4])
    assert became(diff(said(*LAMPS), said(*new))) == [
        "op1 op1 same",
        "- op2 new",
        "op2 op3 same",
        "op3 op4 same",
        "op4 - dropped",
        "op5 op5 same",
    ]


def test_a_paragraph_that_passes_others_has_moved_and_they_have_not() -> None:
    new = (LAMPS[0], LAMPS[3], LAMPS[1], LAMPS[2], LAMPS[4])
    assert became(diff(said(*LAMPS), said(*new))) == [
        "op1 op1 same",
        "op4 op2 same moved",
        "op2 op3 same",
        "op3 op4 same",
        "op5 op5 same",
    ]


def test_a_paragraph_can_move_and_be_reworded() -> None:
    moved = "Welcomes the second school of fog tables that the Government of Vell has closed;"
    comparison = diff(said(*LAMPS), said(LAMPS[0], moved, LAMPS[1], LAMPS[2], LAMPS[4]))
    assert "op4 op2 reworded moved" in became(comparison)
    assert comparison.counts()["moved"] == 1


def test_what_was_split_off_names_where_it_was() -> None:
    whole = f"{LAMPS[2][:-1]}, and asks each guild to send one copy to the depository of Vell every spring;"
    rest = "Asks each guild to send one copy to the depository of Vell every spring;"
    old, new = said(*LAMPS[:2], whole, LAMPS[4]), said(*LAMPS[:3], rest, LAMPS[4])
    split = next(pair for pair in diff(old, new).pairs if pair.change == "new")
    assert (split.new and split.new.id, split.within) == ("op4", "op3")
    merged = next(pair for pair in diff(new, old).pairs if pair.change == "dropped")
    assert (merged.old and merged.old.id, merged.within) == ("op4", "op3")


def test_two_that_share_little_are_paired_only_where_they_stand_alone() -> None:
    put_off = "Regrets that the second conference of keepers in Vell was put off again for want of oil;"
    old = said(LAMPS[0], put_off, LAMPS[4])
    new = said(LAMPS[0], "Notes the second conference of keepers;", LAMPS[4])
    assert became(diff(old, new))[1] == "op2 op2 reworded"


def test_footnotes_belong_to_their_paragraphs() -> None:
    def noted(*symbols: str) -> Record:
        blocks = tuple(
            msgspec.structs.replace(block, notes=(Note(marker=str(n), offset=5),))
            for n, block in enumerate(said(*LAMPS[1 : 1 + len(symbols)]).blocks, 1)
        )
        notes = tuple(Footnote(marker=str(n), text=f"{s}.", span=(0, 1)) for n, s in enumerate(symbols, 1))
        return understand(Record(source="-", media_type="-", language="en", blocks=blocks, footnotes=notes))

    comparison = diff(noted("A/75/101", "A/75/102"), noted("A/76/301", "A/76/302"))
    assert [(p.change, p.old and p.old.id, p.new and p.new.id) for p in comparison.notes] == [
        ("updated", "fn1", "fn1"),
        ("updated", "fn2", "fn2"),
    ]


def test_languages_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="one language"):
        diff(said(*LAMPS), said("Décide de rester saisie de la question.", language="fr"))


# --- the specimens' series, and properties ---


@cache
def series(language: str) -> tuple[Record, ...]:
    """The three sessions of the fictional series, as read."""
    by_name = {specimen.name: specimen for specimen in specimens()}
    versions = [
        version
        for name in ("registers-i", "registers-ii", "registers-iii")
        for version in by_name[name].versions()
        if version.language == language
    ]
    return tuple(operative.read(FORMS["docx"].write(version)) for version in versions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_in_every_language(language: str) -> None:
    first, second, _ = series(language)
    found = {pair.new.id: pair for pair in operative.diff(first, second).pairs if pair.new}
    partners = {new: found[new].old and found[new].old.id for new in ("op1", "op4", "op5")}
    assert partners == {"op1": "op1", "op4": "op10", "op5": "op11"}
    assert (found["op5"].change, found["op5"].updates) == ("updated", ("session",))
    assert found["pp2"].change == "new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_compared(language: str) -> None:
    first, second, third = series(language)
    same, grown = operative.diff(first, second).title, operative.diff(second, third).title
    assert same
    assert same.change == "same"
    assert grown
    assert grown.change == "reworded"
    assert "".join(run.new for run in grown.runs) == third.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_beside_itself_is_all_the_same(language: str) -> None:
    for record in series(language):
        comparison = diff(record, record)
        assert {(pair.change, pair.moved) for pair in (*comparison.pairs, *comparison.notes)} == {("same", False)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_runs_give_back_both_texts_of_every_block(language: str) -> None:
    for old, new in ((a, b) for a in series(language) for b in series(language)):
        check(old, new, diff(old, new))


WORDS = st.sampled_from(
    ["the", "lamp", "Recalls", "of", "and", "74/12", "seventy-fifth session", "2019", "fog", ",", "4", "June", "also"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
RECORDS = st.lists(TEXTS, max_size=7).map(lambda texts: said(*texts))


@given(RECORDS, RECORDS)
def test_every_block_stands_in_one_pair(old: Record, new: Record) -> None:
    check(old, new, diff(old, new))


@given(RECORDS)
def test_anything_beside_itself_is_all_the_same(record: Record) -> None:
    assert {(pair.change, pair.moved) for pair in diff(record, record).pairs} <= {("same", False)}


@given(st.text(), st.sampled_from(LANGUAGES))
def test_tokens_are_the_text(text: str, language: str) -> None:
    assert "".join(token.text for token in tokens(text, language)) == text


def check(old: Record, new: Record, comparison: Comparison) -> None:
    """Every compared block of both sides stands in one pair, whose runs give its text back."""
    for record, side in ((old, "old"), (new, "new")):
        texts = {block.id: block.text for block in record.blocks if block.kind not in ("vote", "closing")}
        places = [(getattr(pair, side), pair) for pair in comparison.pairs if getattr(pair, side)]
        assert Counter(place.id for place, _ in places) == Counter(texts.keys())
        for place, pair in places:
            assert "".join(getattr(run, side) for run in pair.runs) == texts[place.id]


def test_the_order_of_the_new_text_is_kept() -> None:
    first, second, _ = series("en")
    shown = [pair.new.id for pair in diff(first, second).pairs if pair.new]
    assert shown == [block.id for block in second.blocks if block.kind not in ("vote", "closing")]


def test_long_texts_are_compared_in_time() -> None:
    """A bound that no machine should miss: what it takes is measured by the benchmark."""

    def long(session: int) -> Record:
        blocks = tuple(
            Block(
                id=f"op{n}",
                kind="operative",
                number=str(n),
                text=f"Requests keeper {n} of tower {n * 7 % 400} and guild {n * 13 % 97} to report on {n * session}"
                f" to the General Assembly at its session of {1945 + session}, with wick {n * 31 % 400} trimmed;",
                span=(n, n + 1),
            )
            for n in range(400)
        )
        return Record(source="-", media_type="-", language="en", blocks=blocks)

    start = time.process_time()
    comparison = diff(long(75), long(76))
    assert time.process_time() - start < 5
    assert sum(pair.old is not None and pair.new is not None for pair in comparison.pairs) == 400
