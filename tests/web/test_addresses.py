"""Addresses name documents, and lead back to them."""

from __future__ import annotations

import pytest

from operative.web import addresses

SYMBOLS = (
    "A/RES/64/12",
    "A/RES/3281 (XXIX)",
    "A/RES/217 A (III)",
    "A/64/L.12/Add.1",
    "S/RES/1325 (2000)",
    "A/RES/ES-11/1",
)


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("languages", [(), ("zh",), ("en", "fr")])
def test_an_address_names_its_document(symbol: str, languages: tuple[str, ...]) -> None:
    address = addresses.parse(addresses.document(symbol, languages))
    assert address is not None
    assert (address.symbol.text, address.languages) == (symbol, languages)


def test_an_address_is_written_in_one_way() -> None:
    assert str(addresses.parse("/a/res/64/12/zh,zh,en/")) == "/A/RES/64/12/zh,en"
    assert addresses.document("A/RES/3281 (XXIX)", ("zh",), "op1") == "/A/RES/3281_(XXIX)/zh#op1"


@pytest.mark.parametrize("path", ["/", "/sessions", "/zh", "/nothing/here", "/../etc/passwd"])
def test_what_is_no_document(path: str) -> None:
    assert addresses.parse(path) is None


@pytest.mark.parametrize(
    ("text", "symbol"), [("64/12", "A/RES/64/12"), (" a/res/64/12 ", "A/RES/64/12"), ("lamps", None), ("", None)]
)
def test_short_forms(text: str, symbol: str | None) -> None:
    found = addresses.short(text)
    assert (found.text if found else None) == symbol


def test_shapes() -> None:
    assert addresses.shaped("/A/64/L.12/Add.1.json") == ("/A/64/L.12/Add.1", "json")
    assert addresses.shaped("/A/64/L.12/Add.1") == ("/A/64/L.12/Add.1", "html")
    assert addresses.shaped("/.json") == ("/", "json")
