"""Document symbols: parsed, printed in one spelling, taken apart, ordered, linked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.symbols import parse, printed_letters, roman, value

SPELLINGS = [
    ("A/RES/64/12", "A/RES/64/12"),
    ("a/res/64/12*", "A/RES/64/12"),
    ("A / RES / 64 / 12", "A/RES/64/12"),
    ("A/RES/217A(III)", "A/RES/217 A (III)"),
    ("A/RES/217(III)A", "A/RES/217 A (III)"),
    ("A/RES/3380 (ХХХ)", "A/RES/3380 (XXX)"),  # Cyrillic letters
    ("A/RES/3411 A and B (XXX)", "A/RES/3411 A and B (XXX)"),
    ("A/RES/3419 A to D (XXX)", "A/RES/3419 A-D (XXX)"),
    ("A/RES/S\u20113/2", "A/RES/S-3/2"),
    ("A/CONF. 157/24(Part I)", "A/CONF.157/24 (Part I)"),
    ("A/CONF.157/24\u00a0(Part\u00a0I)/corr.1", "A/CONF.157/24 (Part I)/Corr.1"),
    ("A/80/6(Sect.29b)/Add.1", "A/80/6 (Sect. 29B)/Add.1"),
    ("A/64/27(Supp)", "A/64/27(SUPP)"),
    ("s/res/1325(2000)", "S/RES/1325 (2000)"),
    ("A/61/636-S/2006/980", "A/61/636-S/2006/980"),
    ("e/cn.4/sub.2/2000/46", "E/CN.4/Sub.2/2000/46"),
    ("UNEP/EA.5/Res.14", "UNEP/EA.5/Res.14"),
    ("A/C.6/79.SR.37", "A/C.6/79/SR.37"),
]


@pytest.mark.parametrize(("spelling", "canonical"), SPELLINGS)
def test_one_spelling(spelling: str, canonical: str) -> None:
    assert str(parse(spelling)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *[
            "HIV/AIDS",
            "N/A",
            "24/7",
            "1/80",
            "2023/24",
            "and/or",
            "WT/MIN(01)",
            "OEA/Ser.L/V",
            "PRST/35/1",
            "64/12",
            "DSRSG/RC/HC",
        ],
        *["A", "A/", "A/B", "A/RES", "S/"],
        "",
        "A/RES/64/12 and so on",
    ],
)
def test_not_a_symbol(text: str) -> None:
    assert parse(text) is None


def test_parts() -> None:
    s = parse("A/RES/217 A (III)")
    assert s is not None
    assert (s.organ_name, s.kind, s.number, s.letters) == ("General Assembly", "resolution", 217, ("A",))
    assert (s.session, s.session_kind, s.session_roman) == (3, "regular", "III")
    draft = parse("A/C.5/79/L.25/Rev.1")
    assert draft is not None
    assert (draft.series, draft.session, draft.number, draft.kind) == (("C.5",), 79, 25, "limited (draft)")
    assert str(draft.parent()) == "A/C.5/79/L.25"
    joint = parse("A/61/636-S/2006/980")
    assert joint is not None
    assert [j.organ for j in joint.joint] == ["A", "S"]


def test_links() -> None:
    s = parse("A/RES/70/1")
    assert s is not None
    assert s.url("fr") == "https://docs.un.org/fr/A/RES/70/1"
    assert s.iri("2015-09-25") == "/akn/un/statement/deliberation/unga/2015-09-25/70-1/"
    lettered = parse("A/RES/217 A (III)")
    assert lettered is not None
    assert lettered.url() == "https://docs.un.org/en/A/RES/217(III)"
    draft = parse("A/70/L.1")
    assert draft is not None
    assert draft.iri("2015-09-25") is None


def test_order() -> None:
    printed = ["A/RES/64/100", "A/64/9/Add.2", "A/RES/64/12", "A/64/9", "A/64/9/Add.10", "A/RES/64/9"]
    symbols = [s for s in map(parse, printed) if s]
    assert [str(s) for s in sorted(symbols, key=lambda s: s.order)] == [
        *("A/64/9", "A/64/9/Add.2", "A/64/9/Add.10", "A/RES/64/9", "A/RES/64/12", "A/RES/64/100")
    ]


def test_real_symbols(shared: Path) -> None:
    facts = json.loads((shared / "standards" / "symbols.json").read_text(encoding="utf-8"))
    for fact in facts["symbols"]:
        canonical = fact.get("canonical") or "-".join(j["canonical"] for j in fact["joint"])
        symbol = parse(fact["raw"])
        assert symbol is not None, fact["raw"]
        assert str(symbol) == canonical
        assert parse(canonical) == symbol
        for part in ("organ", "kind", "session", "session_kind", "session_roman", "year", "number", "number_to"):
            assert "joint" in fact or getattr(symbol, part) == fact.get(part), (fact["raw"], part)
        assert list(symbol.letters) == fact.get("letters", [])
    for fact in facts["look_alikes_to_reject"]:
        assert parse(fact["raw"]) is None


letters = st.sampled_from(["", " A", " B", " A and B", " A-C", " C-F", " A and C"])
numbers = st.integers(1, 4000)
modifications = st.lists(
    st.builds("/{}.{}".format, st.sampled_from(["Add", "Corr", "Rev", "Amend"]), st.integers(1, 40)), max_size=3
).map("".join)
symbols = st.one_of(
    st.builds("A/RES/{}/{}{}".format, st.integers(31, 99), numbers, letters),
    st.builds("A/RES/{}{} ({})".format, numbers, letters, st.integers(1, 30).map(roman)),
    st.builds("A/RES/{}-{}/{}".format, st.sampled_from(["S", "ES"]), st.integers(6, 40), numbers),
    st.builds("S/RES/{} ({})".format, numbers, st.integers(1946, 2050)),
    st.builds("E/RES/{}/{}".format, st.integers(1978, 2050), numbers),
    st.builds("A/{}/{}{}".format, st.integers(31, 99), numbers, modifications),
    st.builds("A/C.{}/{}/L.{}{}".format, st.integers(1, 6), st.integers(31, 99), numbers, modifications),
    st.builds(
        "A/CONF.{}/{} (Part {}){}".format, st.integers(1, 300), numbers, st.integers(1, 9).map(roman), modifications
    ),
    st.builds("A/{}/{}-S/{}/{}".format, st.integers(31, 99), numbers, st.integers(1994, 2050), numbers),
)


@given(symbols)
def test_round_trip(text: str) -> None:
    symbol = parse(text)
    assert symbol is not None
    assert str(symbol) == text
    assert parse(text.lower()) == symbol
    assert parse(text.replace(" (", "(").replace("/", " / ")) == symbol


@given(st.text())
def test_total(text: str) -> None:
    symbol = parse(text)
    assert symbol is None or parse(str(symbol)) == symbol


@given(st.integers(1, 3999))
def test_roman(number: int) -> None:
    assert value(roman(number)) == number


def test_letters() -> None:
    assert printed_letters(("A", "B")) == "A and B"
    assert printed_letters(("A", "B", "C")) == "A-C"
    assert printed_letters(("A", "C", "E")) == "A, C and E"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A/RES/64/12", ("A/RES/64/12",)),
        ("A/RES/64/12 A", ("A/RES/64/12 A",)),
        ("A/RES/64/12 A and B", ("A/RES/64/12 A", "A/RES/64/12 B")),
        ("A/RES/64/12 A-C", ("A/RES/64/12 A", "A/RES/64/12 B", "A/RES/64/12 C")),
        ("A/RES/3411 A and B (XXX)", ("A/RES/3411 A (XXX)", "A/RES/3411 B (XXX)")),
    ],
)
def test_parts_are_symbols_of_their_own(text: str, parts: tuple[str, ...]) -> None:
    symbol = parse(text)
    assert symbol is not None
    assert symbol.parts == parts
    assert [str(parse(part)) for part in parts] == list(parts)
