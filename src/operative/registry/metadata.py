"""What is said of documents elsewhere: the metadata files of the official XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from operative.registry import schema
from operative.registry.store import RegistryError
from operative.symbols import parse

KEPT = ("sponsors", "additional_sponsors", "subjects", "SDGs", "adoption_type", "pv", "originating_document")
VOTES = ("MS_in_favour", "MS_against", "MS_abstaining")
_NUMBER = re.compile(r"(\d{1,3})((?:\s*\([a-z]+\))*)")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The entries of a metadata file: an array, as the repository has it, or an object a line.

    Raises RegistryError with the place that is none.
    """
    mend = "give an array of JSON objects or one object a line, each with its symbol"
    for place, entry in _numbered(path, mend):
        if not isinstance(entry, dict) or not isinstance(entry.get("symbol"), str):
            raise RegistryError(f"{path}, {place}: this is no entry of a metadata file (it has no symbol)", mend)
        yield entry


def _numbered(path: Path, mend: str) -> Iterator[tuple[str, Any]]:
    """What the file holds, with where it stands."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    whole = text.lstrip().startswith("[")
    try:
        if whole:
            yield from ((f"entry {number}", entry) for number, entry in enumerate(json.loads(text), 1))
            return
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield f"line {number}", json.loads(line)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno if whole else number}"
        raise RegistryError(f"{path}, {place}: this is no JSON ({error.msg})", mend) from error


def store(connection: Connection, entry: dict[str, Any], source: str) -> bool:
    """Stores what an entry says of its document; False for one whose symbol can't be read."""
    symbol = parse(entry["symbol"])
    if symbol is None:
        return False
    work = _work(connection, str(symbol), symbol.kind)
    title = connection.scalar(select(schema.works.c.title).filter_by(id=work))
    if title is None:
        known = {"title": entry.get("title"), "session": symbol.session}
        connection.execute(update(schema.works).filter_by(id=work).values(**known))
    _items(connection, work, entry)
    said = {name: entry[name] for name in (*KEPT, *VOTES) if entry.get(name)}
    connection.execute(delete(schema.properties).filter_by(work=work, source=source))
    rows = [{"work": work, "name": name, "value": value, "source": source} for name, value in said.items()]
    if rows:
        connection.execute(insert(schema.properties), rows)
    return True


def _work(connection: Connection, symbol: str, kind: str) -> int:
    found = connection.scalar(select(schema.works.c.id).filter_by(symbol=symbol))
    if found is None:
        shown = kind if kind in ("resolution", "decision") else "document"
        result = connection.execute(insert(schema.works).values(symbol=symbol, kind=shown))
        assert result.inserted_primary_key
        found = result.inserted_primary_key[0]
    return int(found)


def _items(connection: Connection, work: int, entry: dict[str, Any]) -> None:
    """The agenda items of a document with the name that the entry gives them."""
    name, a = entry.get("agenda_item_name") or None, schema.agenda_items.c
    for found in _NUMBER.finditer(entry.get("agenda_item") or ""):
        number = " ".join([found[1], *found[2].replace("(", " (").split()])
        if connection.scalar(select(a.work).filter_by(work=work, number=number)) is None:
            connection.execute(insert(schema.agenda_items).values(work=work, number=number, name=name))
        else:
            where = (a.work == work) & (a.number == number)
            connection.execute(update(schema.agenda_items).where(where).values(name=name))
