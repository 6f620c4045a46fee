"""What catalogues say of documents: the metadata files of the official XML, and the UN Digital Library's MARCXML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from operative.registry import marcxml
from operative.registry.facts import counted_in
from operative.registry.loading import works_of
from operative.registry.schema import agenda_items, properties, works
from operative.registry.store import RegistryError
from operative.symbols import parse

KEPT = ("sponsors", "additional_sponsors", "subjects", "SDGs", "adoption_type", "pv", "originating_document")
VOTES = ("MS_in_favour", "MS_against", "MS_abstaining")
MEND = "give an array of JSON objects or one object a line, each with its symbol"
_NUMBER = re.compile(r"(\d{1,3})((?:\s*\([a-z]+\))*)")


class Entry(msgspec.Struct, frozen=True):
    """What a catalogue says of a document. `items` are agenda items by number; `more` is what else is kept of it."""

    symbol: str  # as canonically written
    title: str | None = None
    date: str | None = None
    author: str | None = None
    kind: str | None = None  # report, draft
    items: dict[str, str | None] = {}
    more: dict[str, Any] = {}


def known(path: Path) -> bool:
    """Whether a file is one of metadata: by its name, or by the namespace that MARCXML declares at its beginning."""
    return path.name.endswith(".metadata.jsonl") or marcxml.known(path)


def read(path: Path) -> Iterator[Entry | RegistryError]:
    """The entries of a metadata file; an error, with its place, for each that can't be read.

    What one says of several parts ("64/12 A and B") is said of each. Raises OSError where the file can't be read.
    """
    if marcxml.known(path):
        for place, document in marcxml.read(path):
            if isinstance(document, RegistryError):
                yield document
            else:
                yield from _entries(document.symbol, place, msgspec.structs.asdict(document))
        return
    for place, found in _objects(path):
        if isinstance(found, RegistryError):
            yield found
        elif not isinstance(found, dict) or not isinstance(found.get("symbol"), str):
            yield RegistryError(f"{place}: this is no entry of a metadata file (it has no symbol)", MEND)
        else:
            yield from _entries(found["symbol"], place, _of_object(found))


def _entries(printed: str, place: str, said: dict[str, Any]) -> Iterator[Entry | RegistryError]:
    symbol = parse(printed)
    if symbol is None:
        yield RegistryError(f"{place}: {printed} is no document symbol", "mend it there, or leave that entry out")
        return
    yield from (msgspec.convert({**said, "symbol": part}, Entry) for part in symbol.parts)


def _objects(path: Path) -> Iterator[tuple[str, Any]]:
    """What a file of JSON holds, an array or an object a line, with where each stands."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if text.lstrip().startswith("["):
        try:
            entries = json.loads(text)
        except json.JSONDecodeError as error:
            place = f"{path}, line {error.lineno}"
            yield place, RegistryError(f"{place}: this is no JSON ({error.msg})", MEND)
        else:
            yield from ((f"{path}, entry {number}", entry) for number, entry in enumerate(entries, 1))
        return
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            yield place, json.loads(line)
        except json.JSONDecodeError as error:
            yield place, RegistryError(f"{place}: this is no JSON ({error.msg})", MEND)


def _of_object(found: dict[str, Any]) -> dict[str, Any]:
    """An entry of the official XML's metadata in our terms."""
    name = found.get("agenda_item_name") or None
    numbers = _NUMBER.finditer(found.get("agenda_item") or "")
    return {
        "title": found.get("title") or None,
        "items": {" ".join([one[1], *one[2].replace("(", " (").split()]): name for one in numbers},
        "more": {key: found[key] for key in (*KEPT, *VOTES) if found.get(key)},
    }


def store(connection: Connection, entry: Entry, source: str) -> None:
    """Stores what an entry says of its document. What the text itself says, where it is held, stands."""
    work = works_of(connection, [entry.symbol])[entry.symbol]
    w = works.c
    told = {"title": entry.title, "date": entry.date, "author": entry.author}
    if entry.kind:
        told["kind"] = entry.kind
    without_text = update(works).where(w.id == work, w.leading.is_(None))
    kept = {name: func.coalesce(value, w[name]) for name, value in told.items()}
    connection.execute(without_text.values(session=counted_in(entry.symbol, entry.date), **kept))
    for number, name in entry.items.items():
        _item(connection, work, number, name)
    connection.execute(delete(properties).filter_by(work=work, source=source))
    rows = [{"work": work, "name": name, "value": value, "source": source} for name, value in entry.more.items()]
    if rows:
        connection.execute(insert(properties), rows)


def _item(connection: Connection, work: int, number: str, name: str | None) -> None:
    """An agenda item of a document with the name that an entry gives it."""
    a = agenda_items.c
    if connection.scalar(select(a.work).filter_by(work=work, number=number)) is None:
        connection.execute(insert(agenda_items).values(work=work, number=number, name=name))
    elif name is not None:
        where = (a.work == work) & (a.number == number)
        connection.execute(update(agenda_items).where(where).values(name=name))
