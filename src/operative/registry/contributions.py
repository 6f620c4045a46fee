"""Contributions: what was sent in answer to a call, kept as it came, with its plain text.

A contribution is stored once and never changed. That it came, and that it was withdrawn, are events of the trail, which
holds the digests of its text and of its file.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from operative import reading
from operative.languages.detect import language_of
from operative.reading.page import Line, Reading
from operative.registry import history, schema
from operative.registry.history import Break
from operative.registry.store import RegistryError, Unknown

LARGEST = 20_000_000  # bytes of a file
LONGEST_NAME = 200  # characters of a contributor's
PLAIN = "text/plain"
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # what neither databases nor documents keep


class Received(msgspec.Struct, frozen=True):
    """What came: its plain text (paragraphs between line feeds), and the file that it came in."""

    text: str
    media_type: str
    digest: str  # SHA-256 of the file, or of the text in UTF-8
    name: str | None = None
    original: bytes | None = None


class Contribution(msgspec.Struct, frozen=True):
    """One contribution to a call: whose, of which day, in which language, and how it came.

    `actor` identifies the contributor where the lists of actors know it. `added` and `by` say when it was put in and by
    whom, `withdrawn` when and why it was taken back.
    """

    id: int
    symbol: str
    block: str
    contributor: str
    actor: str | None
    date: str
    language: str
    text: str
    media_type: str
    name: str | None
    digest: str
    added: str
    by: str
    withdrawn: str | None = None


# --- what comes in ----------------------------------------------------------------------------------------------------


def from_file(path: Path, *, ocr: bool = False) -> Received:
    """What a file of any form holds. Raises RegistryError for a file too large, Unreadable for one without text."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _large(str(path), size)
        data = path.read_bytes()
    except OSError as error:
        raise RegistryError(f"{path} can't be read ({error.strerror})", "check the path") from error
    return from_bytes(data, str(path), ocr=ocr)


def from_bytes(data: bytes, source: str, *, ocr: bool = False) -> Received:
    """What the bytes of a file hold, which is kept under the last part of the name of its `source`; as `from_file`."""
    if len(data) > LARGEST:
        raise _large(source, len(data))
    found = reading.read(data, ocr=ocr, source=source)
    text = _NO_TEXT.sub("", _text(found)).strip()
    if not text:
        raise RegistryError.of("textless", source=source)
    return Received(text, found.media_type, hashlib.sha256(data).hexdigest(), Path(source).name, data)


def _large(source: str, size: int) -> RegistryError:
    return RegistryError.of("large_contribution", source=source, size=round(size / 1e6), most=LARGEST // 1_000_000)


def from_text(text: str) -> Received:
    """What was given as text."""
    plain = history.plain(text, "the text")
    if not plain:
        raise RegistryError.of("empty_contribution")
    if len(plain) > LARGEST:
        raise RegistryError.of("long_contribution", size=round(len(plain) / 1e6), most=LARGEST // 1_000_000)
    return Received(plain, PLAIN, hashlib.sha256(plain.encode()).hexdigest())


def _text(found: Reading) -> str:
    """The plain text of a reading: a text file as it is, of others the paragraphs, a line each."""
    if found.media_type == PLAIN:
        return found.text
    return "\n".join(_paragraphs([line for page in found.pages for line in page.lines]))


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """The paragraphs of lines: one that is whole is one; of others, those without more room between them are one."""
    running: list[str] = []
    for line in lines:
        if running and (line.whole or line.gap):
            yield " ".join(running)
            running = []
        numbered = f"{line.number} {line.text}" if line.number else line.text
        if line.whole:
            yield numbered
        else:
            running.append(numbered)
    if running:
        yield " ".join(running)


# --- what is kept -----------------------------------------------------------------------------------------------------


def store(
    connection: Connection,
    place: tuple[str, str],
    contributor: tuple[str, str | None],
    received: Received,
    *,
    by: str,
    day: str | None = None,
    language: str | None = None,
) -> Contribution:
    """Stores a contribution, with its event. `place` is symbol and paragraph, `contributor` name and actor, if known.

    `day` is its date (the day on which it is put in, if not given); `language` is found from the text, if not given.
    Raises RegistryError for what is held already, or what has no date or language.
    """
    symbol, block = place
    spoken = language or language_of(received.text)
    if spoken is None:
        raise RegistryError.of("no_language")
    name = history.plain(contributor[0], "the contributor's name")
    if not name or len(name) > LONGEST_NAME:
        raise RegistryError.of("nobodys", most=LONGEST_NAME)
    work = connection.scalar(select(schema.works.c.id).filter_by(symbol=symbol))
    for known in listed(connection, work):
        if not known.withdrawn and (known.block, known.contributor, known.digest) == (block, name, received.digest):
            about, day_of = f"{symbol} {block}", known.added[:10]
            raise RegistryError.of("held_already", name=name, about=about, number=known.id, day=day_of)
    row = {
        "work": work,
        "block": block,
        "contributor": name,
        "actor": contributor[1],
        "date": _day(day) if day else date.today().isoformat(),
        "language": spoken,
        **msgspec.structs.asdict(received),
    }
    inserted = connection.execute(insert(schema.contributions).values(**row)).inserted_primary_key
    assert inserted
    key = int(inserted[0])
    history.append(connection, _about(symbol, block, key), [("contribution", _sealed(key, row))], by=by)
    (made,) = listed(connection, key=key)
    return made


def _day(printed: str) -> str:
    try:
        return date.fromisoformat(printed).isoformat()
    except ValueError as error:
        raise RegistryError.of("no_date", given=printed) from error


def _about(symbol: str, block: str, key: int) -> str:
    return f"{symbol} {block} contribution {key}"


def _sealed(key: int, row: Any) -> dict[str, Any]:
    """What the event of a contribution holds: all that a tamperer might change of it, long things as digests."""
    said = {name: row[name] for name in ("block", "contributor", "actor", "date", "language", "name", "digest")}
    return {"contribution": key, **said, "text": hashlib.sha256(row["text"].encode()).hexdigest()}


def listed(connection: Connection, work: int | None = None, key: int | None = None) -> list[Contribution]:
    """The contributions to a work's calls, one by its number, or all, by their dates; withdrawn ones say so."""
    c = schema.contributions.c
    columns = [column for column in c if column.name not in ("original", "work")]
    query = select(schema.works.c.symbol, *columns).join(schema.works, schema.works.c.id == c.work)
    if work is not None:
        query = query.where(c.work == work)
    if key is not None:
        query = query.where(c.id == key)
    came, went = _events(connection)
    return [
        Contribution(
            **row,
            added=came[row["id"]].at if row["id"] in came else "",
            by=came[row["id"]].by if row["id"] in came else "",
            withdrawn=_withdrawn(went.get(row["id"])),
        )
        for row in connection.execute(query.order_by(c.date, c.id)).mappings()
    ]


def one(connection: Connection, key: int) -> Contribution:
    """A contribution, by its number. Raises Unknown where there is none."""
    found = next(iter(listed(connection, key=key)), None)
    if found is None:
        raise Unknown.of("no_contribution", number=key)
    return found


def original(connection: Connection, key: int) -> tuple[str, bytes]:
    """A contribution as it came: the file under its name, or the text. Raises Unknown where there is none."""
    c = schema.contributions.c
    found = connection.execute(select(c.name, c.original, c.text).where(c.id == key)).first()
    if found is None:
        raise Unknown.of("no_contribution", number=key)
    return (
        (found.name or f"{key}", found.original)
        if found.original is not None
        else (
            f"{key}.txt",
            found.text.encode(),
        )
    )


def counts(connection: Connection) -> Counter[tuple[str, str]]:
    """How many contributions each call has, by symbol and paragraph, without the withdrawn ones."""
    c = schema.contributions.c
    query = select(c.id, schema.works.c.symbol, c.block).join(schema.works, schema.works.c.id == c.work)
    _, went = _events(connection)
    return Counter((symbol, block) for key, symbol, block in connection.execute(query) if key not in went)


def _withdrawn(event: history.Event | None) -> str | None:
    return f"{event.at[:10]}, {event.by}: {event.why}" if event else None


def _events(connection: Connection) -> tuple[dict[int, history.Event], dict[int, history.Event]]:
    """The events of contributions that came and of those that were withdrawn, by contribution."""
    came, went = (
        {event.what["contribution"]: event for event in history.read(connection, kind=kind)}
        for kind in ("contribution", "withdrawal")
    )
    return came, went


def withdraw(connection: Connection, key: int, *, by: str, why: str) -> None:
    """Withdraws a contribution: it stays in the registry, and no report takes it in any more."""
    found = one(connection, key)
    if found.withdrawn:
        raise RegistryError.of("withdrawn_already", number=key, withdrawn=found.withdrawn)
    what = {"contribution": key, "contributor": found.contributor}
    history.append(connection, _about(found.symbol, found.block, key), [("withdrawal", what)], by=by, why=why)


def verify(connection: Connection) -> Break | None:
    """The first contribution that is not what the trail says came; None if there is none."""
    came, _ = _events(connection)
    held: set[int] = set()
    for row in connection.execute(select(schema.contributions).order_by(schema.contributions.c.id)).mappings():
        key = row["id"]
        held.add(key)
        if key not in came:
            return Break(0, f"contribution {key} was put in without an event")
        data = row["original"] if row["original"] is not None else row["text"].encode()
        if _sealed(key, row) != came[key].what or hashlib.sha256(data).hexdigest() != row["digest"]:
            return Break(came[key].id, f"contribution {key} is not what came")
    missing = next((key for key in came if key not in held), None)
    return Break(came[missing].id, f"contribution {missing} was removed") if missing is not None else None
