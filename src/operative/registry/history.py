"""People's word as a trail of events: append-only, each chained to the one before, so that tampering shows.

An event's digest is the SHA-256 of the digest before it and of the event as canonical JSON (keys in order, no white
space, UTF-8). The trail's head keeps how many events there are and the last digest, so that a missing end shows too.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, insert, select, update

from operative.registry.loading import now
from operative.registry.schema import events, trail
from operative.registry.store import RegistryError
from operative.registry.wrong import WRONG

Kind = Literal[
    "status",
    "evidence",
    "correction",  # of a field of a fact
    "link",  # of one resolution to its successor, asserted or denied
    "owner",
    "comment",
    "call",  # that a paragraph invites somebody to inform
    "contribution",
    "withdrawal",  # of a contribution
]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOTHING = "nothing yet"  # stands for the last event on what nothing was ever said of
FEWEST = 8  # characters of a digest that name an event
LONGEST_NAME = 120
MOST_KEYS = 10_000  # that one question to the database names
_HEAD = 1  # the one row of the trail's head


class Event(msgspec.Struct, frozen=True):
    """One thing said: by whom, when (UTC), of what kind, about what, what, why, and its digest in the chain."""

    id: int
    at: str
    by: str
    kind: str
    about: str
    what: dict[str, Any]
    why: str | None
    digest: str


class Break(msgspec.Struct, frozen=True):
    """Where a trail is broken: the number of the event, and what is wrong there."""

    event: int
    what: str


class Outdated(RegistryError):
    """Something newer was said than what the speaker had seen: `newer`, the last of it."""

    def __init__(self, about: str, newer: Event | None) -> None:
        """`about` is what was spoken of; no `newer` event means that nothing was ever said of it."""
        said = f"{newer.by} said on {newer.at}: {told(newer)} (event {newer.digest[:12]})" if newer else "nothing yet"
        again = f"`--after {newer.digest[:12]}`" if newer else "leave out --after"
        values = {"about": about, "said": said, "again": again}
        what, mend = (words.format(**values) for words in WRONG["outdated"])
        super().__init__(what, mend, "outdated", values)
        self.newer = newer


def append(
    connection: Connection,
    about: str,
    said: Iterable[tuple[Kind, dict[str, Any]]],
    *,
    by: str,
    why: str | None = None,
    after: str | None = None,
) -> list[Event]:
    """Appends what somebody said about something, each thing an event.

    `after` is the digest (or its first characters, 8 at least) of the last event on it that the speaker saw, or
    NOTHING where nothing had been said. Raises Outdated where there is a newer one, RegistryError where no name is
    given. The speaker must be the only writer (`store.queue`).
    """
    speaker, reason = _name(by), plain(why, "the reason") if why else None
    if after is not None:
        _check_seen(connection, about, after)
    count, last = connection.execute(select(trail.c.events, trail.c.digest).filter_by(id=_HEAD)).one()
    made: list[Event] = []
    for kind, what in said:
        count += 1
        kept = json.loads(json.dumps(what))  # as it will be read: lists for tuples
        event = Event(count, now(), speaker, kind, about, kept, reason, "")
        last = _digest(last, event)
        made.append(msgspec.structs.replace(event, digest=last))
    if not made:  # nothing said is no event
        return []
    connection.execute(insert(events), [msgspec.structs.asdict(event) for event in made])
    connection.execute(update(trail).filter_by(id=_HEAD).values(events=count, digest=last))
    return made


def _check_seen(connection: Connection, about: str, after: str) -> None:
    if len(after) < FEWEST:
        raise RegistryError.of("no_event", given=after, fewest=FEWEST)
    newest = next(_read(connection, select(events).filter_by(about=about).order_by(events.c.id.desc()).limit(1)), None)
    last = newest.digest if newest else NOTHING
    if not last.startswith(after):
        raise Outdated(about, newest)


def _name(by: str) -> str:
    name = plain(by, "the name")
    if not name or len(name) > LONGEST_NAME:
        raise RegistryError.of("nobody", most=LONGEST_NAME)
    return name


def plain(text: str, what: str) -> str:
    """The text without white space at its ends. Raises RegistryError for what no database keeps as text."""
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n" for letter in text):
        raise RegistryError.of("no_characters", what=what)
    return text.strip()


def _digest(before: str, event: Event) -> str:
    """The digest of an event in a chain."""
    named = msgspec.structs.asdict(event)
    named.pop("digest")
    canonical = json.dumps(named, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(before.encode() + canonical.encode()).hexdigest()


def read(connection: Connection, about: str | None = None, kind: Kind | None = None) -> Iterator[Event]:
    """The events in their order: all, those about a document, its paragraphs and its facts, or those of a kind."""
    query = select(events).order_by(events.c.id)
    if kind is not None:
        query = query.where(events.c.kind == kind)
    if about is not None:
        query = query.where((events.c.about == about) | events.c.about.startswith(f"{about} ", autoescape=True))
    return _read(connection, query)


def read_on(connection: Connection, keys: Iterable[str]) -> Iterator[Event]:
    """The events about the things with these keys, in their order."""
    every = list(keys)
    for start in range(0, len(every), MOST_KEYS):
        some = every[start : start + MOST_KEYS]
        yield from _read(connection, select(events).where(events.c.about.in_(some)).order_by(events.c.id))


def _read(connection: Connection, query: Any) -> Iterator[Event]:
    return (Event(**row) for row in connection.execute(query).mappings())


def verify(connection: Connection) -> Break | None:
    """Where the trail first isn't what was said: an event changed, removed, put in or moved; None if it is whole."""
    before, number = "", 0
    for number, event in enumerate(read(connection), 1):
        if event.id != number:
            return Break(number, f"event {number} was removed")
        if event.digest != _digest(before, event):
            return Break(number, f"event {number} is not what was said, or not in its place")
        before = event.digest
    head = connection.execute(select(trail.c.events, trail.c.digest).filter_by(id=_HEAD)).first()
    if head is None:
        return Break(number, "the head of the trail was removed")
    if head.events > number:
        return Break(number + 1, f"event {number + 1} was removed, from the end of the trail")
    if tuple(head) != (number, before):
        return Break(number, "the head of the trail is not its last event")
    return None


def told(event: Event) -> str:
    """What an event says, in a few words."""
    what = event.what
    match event.kind:
        case "status":
            return f"status {what['status']}" + _evidence(what)
        case "evidence":
            return _evidence(what).strip(" ,")
        case "correction":
            return f"{what['field']} is {in_words(what['value'])}, not {in_words(what['was'])}"
        case "link":
            return f"{'goes on' if what['holds'] else 'does not go on'} in {what['successor']}"
        case "owner":
            return f"owner {what['owner']}"
        case "call":
            return f"calls on {', '.join(what['invited'])} to inform"
        case "contribution":
            return f"contribution {what['contribution']} of {what['contributor']}, {what['date']}, {what['language']}"
        case "withdrawal":
            return f"contribution {what['contribution']} of {what['contributor']} withdrawn"
        case _:
            return str(what["comment"])


def _evidence(what: dict[str, Any]) -> str:
    return f", evidence {', '.join(what['evidence'])}" if what.get("evidence") else ""


def in_words(value: Any) -> str:
    """A value of a field in a few words."""
    if isinstance(value, dict):  # when something is due; the days that sessions lie between say nothing more
        return " and ".join(f"{name} {in_words(one)}" for name, one in value.items() if name != "calendar")
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value)) or "nothing"
    return "nothing" if value is None else str(value)
