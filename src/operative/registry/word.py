"""What people may say of what the registry holds, and what it comes to: their word beside the machine's.

What is spoken of has a key that stays: "A/RES/64/12" (the document), "A/RES/64/12 op12" (a paragraph),
"A/RES/64/12 op12 report 1" (the first report request of that paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

import msgspec
from sqlalchemy import Connection

from operative.meaning.due import days_of
from operative.record import Block, Fact, Record
from operative.registry import followup, history
from operative.registry.history import Event, Kind
from operative.registry.store import RegistryError, Unknown
from operative.registry.works import canonical, text, work

STATUSES = (*get_args(followup.Status), "under way", "done", "not done")  # the last three only people can know
# What of a paragraph is followed up, by the name that its key has, and the field of a record that holds it.
FACTS = {"report": "reports", "agenda": "agenda", "observance": "observances", "standing": "standing"}
FIXED = frozenset({"para", "in_", "offset", "end", "rule", "confidence"})  # of a fact: where it stands, who found it
_KEY = re.compile(r"(?P<symbol>.+?) (?P<block>(?:\w+\.)?op\d[\w.]*)(?: \w+ \d+)?")
F = TypeVar("F", bound=Fact)
_SESSIONS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Subject(msgspec.Struct, frozen=True):
    """What is spoken of: a document, one of its paragraphs, or a fact of that paragraph."""

    key: str
    symbol: str
    block: Block | None = None
    fact: Fact | None = None


class Word(msgspec.Struct, frozen=True):
    """What people's word on one thing comes to: of each kind the last, of evidence and comments all.

    `last` is the digest of the last event on it, which `operative say --after` takes.
    """

    about: str
    last: str
    status: str | None = None
    by: str | None = None  # who asserted the status, and when
    at: str | None = None
    evidence: tuple[str, ...] = ()
    owner: str | None = None
    corrections: dict[str, Any] = {}
    successors: dict[str, bool] = {}  # asserted or denied
    invited: tuple[str, ...] = ()  # to inform, and who says so
    invited_by: str | None = None
    comments: tuple[str, ...] = ()


def subject(connection: Connection, symbol: str, place: str | None = None, which: str | None = None) -> Subject:
    """What is spoken of, found in the registry. Raises RegistryError where there is no such thing.

    `place` is a paragraph's id (op12) or printed number (12, "5(a)", II.3); `which` a fact of it ("report 2"), needed
    only where the paragraph has several that are followed up.
    """
    wanted = canonical(symbol)
    work(connection, wanted)
    if place is None:  # of documents known by name alone, too, something can be said
        return Subject(wanted, wanted)
    record = text(connection, wanted)
    block = paragraph(record, place)
    found = dict(_facts(record, block))
    paragraph_key = f"{wanted} {block.id}"
    if which is None and len(found) > 1:
        raise Unknown.of("several_facts", about=paragraph_key, facts=", ".join(found))
    if which is not None and which not in found:
        kind = "no_fact" if found else "no_facts"
        raise Unknown.of(kind, about=paragraph_key, fact=which, facts=", ".join(found))
    name = which or next(iter(found), None)
    if name is None:
        return Subject(paragraph_key, wanted, block)
    return Subject(f"{paragraph_key} {name}", wanted, block, found[name])


def block_of(connection: Connection, symbol: str, place: str) -> str:
    """The id of a paragraph as people write it, found in the registry."""
    return paragraph(text(connection, canonical(symbol)), place).id


def paragraph(record: Record, place: str) -> Block:
    """The paragraph of a place as people write it: op12, 12, 5(a), II.3. Raises RegistryError where there is none."""
    section, _, number = place.strip().rpartition(".")
    parts = re.findall(r"\w+", number)
    printed = "op" + ".".join(parts)
    ids = {place.strip(), f"{section}.{printed}" if section else printed}
    found = next((block for block in record.blocks if block.id in ids), None)
    if found is None:
        last = [block.id for block in record.blocks if block.kind == "operative"][-1:]
        kind = "no_paragraph" if last else "no_operative"
        raise Unknown.of(kind, symbol=record.symbol, place=place, last=", ".join(last))
    return found


def _facts(record: Record, block: Block) -> Iterator[tuple[str, Fact]]:
    """The facts of a paragraph that are followed up, by the names that keys give them: "report 1"."""
    for name, field in FACTS.items():
        here = (fact for fact in getattr(record, field) if fact.in_ == block.id)
        yield from ((f"{name} {number}", fact) for number, fact in enumerate(here, 1))


def keys(record: Record, symbol: str) -> Iterator[tuple[str, Fact]]:
    """The facts of a record that are followed up, with their keys."""
    for block in record.blocks:
        yield from ((f"{symbol} {block.id} {name}", fact) for name, fact in _facts(record, block))


def key(symbol: str, block: str, kind: str, number: int) -> str:
    """The key of a fact that is followed up: the first report request of a paragraph is "A/RES/64/12 op12 report 1"."""
    return f"{symbol} {block} {kind} {number}"


def place(key: str) -> tuple[str, str | None]:
    """The symbol and the operative paragraph that a key names."""
    found = _KEY.fullmatch(key)
    return (found["symbol"], found["block"]) if found else (key, None)


# --- what may be said -------------------------------------------------------------------------------------------------


def status(name: str, evidence: Iterable[str] = ()) -> tuple[Kind, dict[str, Any]]:
    """That something has a status, and what shows it: documents, each with its paragraph where that is known."""
    if name not in STATUSES:
        raise RegistryError.of("no_status", given=name, statuses=", ".join(STATUSES))
    return "status", {"status": name, "evidence": _documents(evidence)}


def evidence(documents: Iterable[str]) -> tuple[Kind, dict[str, Any]]:
    """That documents bear on something: "A/66/353", or with a paragraph "A/RES/66/285 pp3"."""
    return "evidence", {"evidence": _documents(documents)}


def _documents(printed: Iterable[str]) -> list[str]:
    return [_document(one) for one in printed]


def _document(printed: str) -> str:
    symbol, _, place = printed.strip().rpartition(" ")
    if symbol and re.fullmatch(r"(?:\w+\.)?(?:pp|op)\d+[\w.]*|annex\S*", place):
        return f"{canonical(symbol)} {place}"
    return canonical(printed)


def owner(name: str) -> tuple[Kind, dict[str, Any]]:
    """That somebody sees to something."""
    return "owner", {"owner": _some(name, "the owner")}


def comment(text: str) -> tuple[Kind, dict[str, Any]]:
    """A remark."""
    return "comment", {"comment": _some(text, "the comment")}


def call(names: Iterable[str]) -> tuple[Kind, dict[str, Any]]:
    """That a paragraph invites somebody to inform, where no rule saw it."""
    return "call", {"invited": [_some(name, "the name") for name in names]}


def link(symbol: str, holds: bool) -> tuple[Kind, dict[str, Any]]:
    """That a resolution goes on in another, or does not."""
    return "link", {"successor": canonical(symbol), "holds": holds}


def correction(about: Subject, said: str) -> tuple[Kind, dict[str, Any]]:
    """That a field of a fact has another value than was read: "due=66", "form=report", "includes=op3,op4"."""
    name, equals, value = said.partition("=")
    if about.fact is None:
        raise RegistryError.of("nothing_to_correct", about=about.key)
    fields = [field for field in msgspec.structs.fields(about.fact) if field.name not in FIXED]
    field = next((field for field in fields if field.name == name.strip()), None)
    if field is None or not equals:
        names = ", ".join(field.name for field in fields)
        raise RegistryError.of("no_field", given=said, about=about.key, fields=names)
    try:
        made = msgspec.to_builtins(msgspec.convert(_value(field.name, value.strip()), field.type, strict=False))
    except msgspec.ValidationError as error:
        raise RegistryError.of("no_value", field=name, about=about.key, given=value, reason=error) from error
    was = msgspec.to_builtins(getattr(about.fact, field.name))
    return "correction", {"field": field.name, "value": made, "was": was}


def _value(field: str, text: str) -> Any:
    """A value as people write it: JSON, a list with commas, sessions or a day for `due`, nothing for none."""
    if not text:
        return None
    if field == "due" and _SESSIONS.fullmatch(text):
        numbers = [int(one) for one in text.split(",")]
        return {"sessions": numbers, "calendar": days_of(numbers)}
    if field == "due" and _DAY.fullmatch(text):
        return {"date": text}
    if text[0] in "[{":
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            raise RegistryError.of("no_json", given=text, reason=error) from error
    if field in ("by", "actors", "includes", "conditions"):
        return [one.strip() for one in text.split(",")]
    return text


def _some(text: str, what: str) -> str:
    found = history.plain(text, what)
    if not found:
        raise RegistryError.of("left_empty", what=what)
    return found


# --- what it comes to -------------------------------------------------------------------------------------------------


def words(connection: Connection, symbol: str | None = None) -> dict[str, Word]:
    """People's word on everything, or on a document, its paragraphs and facts, by key."""
    return _by_key(history.read(connection, canonical(symbol) if symbol else None))


def words_on(connection: Connection, keys: Iterable[str]) -> dict[str, Word]:
    """People's word on the things with these keys, as far as something was said of them."""
    return _by_key(history.read_on(connection, keys))


def _by_key(events: Iterable[Event]) -> dict[str, Word]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.about, []).append(event)
    return {about: _summed(about, said) for about, said in found.items()}


def _summed(about: str, said: list[Event]) -> Word:
    """What the events on one thing come to."""
    word = Word(about, said[-1].digest)
    for event in said:
        word = msgspec.structs.replace(word, **_changes(word, event))
    return word


def _changes(word: Word, event: Event) -> dict[str, Any]:
    what = event.what
    match event.kind:
        case "status":
            evidence = (*word.evidence, *what["evidence"])
            return {"status": what["status"], "by": event.by, "at": event.at, "evidence": evidence}
        case "evidence":
            return {"evidence": (*word.evidence, *what["evidence"])}
        case "owner":
            return {"owner": what["owner"]}
        case "correction":
            return {"corrections": {**word.corrections, what["field"]: what["value"]}}
        case "link":
            return {"successors": {**word.successors, what["successor"]: what["holds"]}}
        case "call":
            return {"invited": tuple(what["invited"]), "invited_by": event.by}
        case "comment":
            return {"comments": (*word.comments, what["comment"])}
        case _:
            return {}


def corrected(fact: F, word: Word | None) -> F:
    """A fact with what people corrected of it."""
    if word is None or not word.corrections:
        return fact
    types = {field.name: field.type for field in msgspec.structs.fields(fact)}
    values = {name: msgspec.convert(value, types[name]) for name, value in word.corrections.items() if name in types}
    return msgspec.structs.replace(fact, **values)


def as_corrected(record: Record, symbol: str, said: Mapping[str, Word]) -> Record:
    """A record with what people corrected of its facts."""
    found = {id(fact): corrected(fact, said[key]) for key, fact in keys(record, symbol) if key in said}
    if not found:
        return record
    fields = {field: tuple(found.get(id(fact), fact) for fact in getattr(record, field)) for field in FACTS.values()}
    return msgspec.structs.replace(record, **fields)


def successors(said: Mapping[str, Word]) -> dict[tuple[str, str], bool]:
    """The links of one resolution to its successor that people asserted or denied."""
    return {(about, successor): holds for about, one in said.items() for successor, holds in one.successors.items()}
