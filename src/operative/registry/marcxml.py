"""Catalogue records of the UN Digital Library in MARCXML: a document by symbol, title, date, author and agenda item.

The fields are those of MARC 21, and the library's own: 191 the symbol, 269 the date, 989 the kind of document, 991 the
agenda item, 993 related documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from operative.reading.markup import flat, parser
from operative.registry.store import RegistryError

NAMESPACE = "http://www.loc.gov/MARC21/slim"
BEGINNING = 4096  # bytes of a file in which the namespace is declared
KINDS = {"Reports": "report", "Draft Resolutions and Decisions": "draft"}  # what 989 says, in our words
MEND = "mend it there, or leave that record out; the others were taken in"
_RECORD = re.compile(rb"<(?:[\w.-]+:)?record[\s>]")
_END = re.compile(rb"</(?:[\w.-]+:)?record\s*>")
_COLLECTION = re.compile(rb"<((?:[\w.-]+:)?collection)\b")
_ITEM = re.compile(r"(\d{1,3})([a-z]?)")


class Document(msgspec.Struct, frozen=True):
    """What a catalogue record says of a document."""

    symbol: str
    title: str | None
    date: str | None
    author: str | None
    kind: str | None
    items: dict[str, str | None]
    more: dict[str, list[str]]


def known(path: Path) -> bool:
    """Whether a file is MARCXML: a record or a collection of them."""
    try:
        with path.open("rb") as file:
            return NAMESPACE.encode() in file.read(BEGINNING)
    except OSError:
        return False


def read(path: Path) -> Iterator[tuple[str, Document | RegistryError]]:
    """The documents of a file, with the place of each; an error in the place of a record that can't be read.

    Each record is parsed by itself, so that a damaged one spoils no other.
    """
    data = path.read_bytes()
    starts = [found.start() for found in _RECORD.finditer(data)]
    head = data[: starts[0]] if starts else b""
    collection = _COLLECTION.search(head)
    tail = b"</" + collection[1] + b">" if collection else b""
    line, before = 1, 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        line += data.count(b"\n", before, start)
        before = start
        place = f"{path}, record {number} (line {line})"
        ends = list(_END.finditer(data, start, end))
        stop = ends[-1].end() if ends else end
        yield place, _document(head + data[start:stop] + tail, place)


def _document(xml: bytes, place: str) -> Document | RegistryError:
    try:
        root = etree.fromstring(xml, parser())
    except etree.XMLSyntaxError as error:
        return RegistryError(f"{place}: this is no well-formed XML ({error.msg})", MEND)
    fields = _Fields(root)
    symbol = fields.first("191", "a")
    if symbol is None:
        return RegistryError(f"{place}: it has no symbol (field 191)", MEND)
    title = ": ".join(filter(None, (fields.first("245", "a"), fields.first("245", "b"))))
    return Document(
        symbol=symbol,
        title=title or None,
        date=fields.first("269", "a"),
        author=fields.first("245", "c") or fields.first("110", "a") or fields.first("710", "a"),
        kind=KINDS.get(fields.first("989", "b") or fields.first("989", "a") or ""),
        items=dict(_items(fields)),
        more={
            name: found
            for name, found in (
                ("sponsors", fields.every("710", "a")),
                ("subjects", [*fields.every("650", "a"), *fields.every("651", "a")]),
                ("related", fields.every("993", "a")),
            )
            if found
        },
    )


def _items(fields: _Fields) -> Iterator[tuple[str, str | None]]:
    """The agenda items of a document: "71b" of the library is 71 (b)."""
    for field in fields.of("991"):
        number = _ITEM.match(field.get("b", ""))
        if number and "c" in field:  # without a name it is a heading of the library's index
            yield f"{number[1]} ({number[2]})" if number[2] else number[1], field["c"].rstrip(".")


class _Fields:
    """The fields of a record: the subfields of each, the first of a code."""

    def __init__(self, root: Any) -> None:
        self._fields: list[tuple[str, dict[str, str]]] = []
        for field in root.iter(f"{{{NAMESPACE}}}datafield"):
            values: dict[str, str] = {}
            for subfield in field.iterfind(f"{{{NAMESPACE}}}subfield"):
                values.setdefault(subfield.get("code", ""), _text(subfield.text))
            self._fields.append((field.get("tag", ""), values))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [values for found, values in self._fields if found == tag]

    def every(self, tag: str, code: str) -> list[str]:
        return list(dict.fromkeys(values[code] for values in self.of(tag) if values.get(code)))

    def first(self, tag: str, code: str) -> str | None:
        return next(iter(self.every(tag, code)), None)


def _text(printed: str | None) -> str:
    """The text of a subfield without the punctuation that cataloguing puts at its end.

    The library's export encodes UTF-8 twice in places; what reads as UTF-8 once more is read once more.
    """
    text = flat(printed)
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return re.sub(r"\s*[/:;,]$", "", text)
