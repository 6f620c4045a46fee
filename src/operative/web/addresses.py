"""Addresses of pages: a document's is its symbol, with the languages it is shown in and a paragraph behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlencode

import msgspec

from operative import symbols
from operative.languages import CODES
from operative.web.speech import Unanswerable

_NOTE = re.compile(r"^fn(?=\d)")  # of a note's block
SHAPES = ("html", "json", "csv", "ics", "docx")  # of an answer; the first is what a page has without an ending


class Address(msgspec.Struct, frozen=True):
    """What the address of a document says: `languages` are those it is shown in, none where the reader's is meant."""

    symbol: symbols.Symbol
    languages: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the address as it ought to be written."""
        return document(self.symbol.text, self.languages)


def document(symbol: str, languages: Sequence[str] = (), place: str | None = None) -> str:
    """The address of a document: /A/RES/64/12/zh#op12. A blank is an underscore; a note, fn3, is at #n3."""
    shown = f"/{','.join(languages)}" if languages else ""
    anchor = f"#{_NOTE.sub('n', place)}" if place else ""
    return f"{_path(symbol)}{shown}{anchor}"


@lru_cache(maxsize=8192)  # a ledger names each symbol several times
def _path(symbol: str) -> str:
    return quote(f"/{symbol.replace(' ', '_')}", safe="/()-.,'")


def say(symbol: str, place: str | None = None, fact: str | None = None) -> str:
    """The address of the form in which something is said of a document, a paragraph, or a fact of it ("report 2")."""
    query = urlencode({name: value for name, value in (("place", place), ("fact", fact)) if value})
    return f"/say{document(symbol)}{f'?{query}' if query else ''}"


def call(symbol: str, block: str) -> str:
    """The address of a call for contributions."""
    return f"/call{document(symbol)}/{block}"


def parse(path: str) -> Address | None:
    """What an address names; None where it holds no document symbol."""
    whole = path.strip("/").replace("_", " ")
    head, _, last = whole.rpartition("/")
    languages = tuple(dict.fromkeys(last.split(",")))
    if head and set(languages) <= set(CODES):
        whole = head
    else:
        languages = ()
    found = symbols.parse(whole)
    return Address(found, languages) if found else None


def behind(page: str, path: str) -> Address:
    """What stands behind a page's name in a path: /graph/A/RES/64/12. Raises Unanswerable for no symbol."""
    found = parse(path.removeprefix(page))
    if found is None:
        raise Unanswerable(404, "no_symbol", given=path.removeprefix(page).strip("/"))
    return found


def short(text: str) -> symbols.Symbol | None:
    """The symbol that people write for short: a whole one, or "64/12" for a resolution of the Assembly."""
    plain = text.strip()
    return symbols.parse(plain) or symbols.parse(f"A/RES/{plain}")


def shaped(path: str) -> tuple[str, str]:
    """A path without the ending that asks for a shape, and that shape; "html" without one."""
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if stem and ending in SHAPES else (path, SHAPES[0])
