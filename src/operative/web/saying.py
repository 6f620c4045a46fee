"""People's word by page: what is said of a resolution, a paragraph or what is followed up in it, and the trail of it.

What was computed and what people say stand apart. Of two who write on the same thing at once the second sees what the
first said, with the own words still in the form, and may send them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import asdict, fields

from operative.exports.tables import MARK, table
from operative.registry import Registry, word
from operative.registry.accounts import Right
from operative.registry.history import NOTHING, Break, Event, Kind, Outdated, told
from operative.registry.word import Subject, Word
from operative.web import addresses, writing
from operative.web.answering import Asked, Page
from operative.web.gate import Refused
from operative.web.pages import evidence, own_words, portion
from operative.web.speech import mistake
from operative.web.writing import Done

PORTION = 100  # events on a page of the log
REASONED = ("status", "correction", "link", "call")  # others will ask why
RIGHTS: dict[Kind, Right] = {
    "status": "assert",
    "link": "assert",
    "call": "assert",
    "evidence": "evidence",
    "correction": "correct",
    "owner": "own",
    "comment": "comment",
}


class Said(msgspec.Struct, frozen=True):
    """What people say of one thing: the sum, and the events that it comes from."""

    about: str
    word: Word | None
    events: list[Event]


def handlers() -> list[HTTPRouteHandler]:
    """The form in which something is said."""
    return writing.form("/say/{symbol:path}", say, taken, right="comment", seen="read")


def _subject(question: Asked) -> Subject:
    found = addresses.behind("/say", question.path)
    return question.registry.subject(found.symbol.text, question.text("place"), question.text("fact"))


def said(registry: Registry, about: Subject) -> Said:
    """What people say of something."""
    events = [event for event in registry.log(about.symbol) if event.about == about.key]
    return Said(about.key, registry.words(about.symbol).get(about.key), events)


def say(question: Asked) -> Page:
    """The form in which something is said, under what was computed and what people said before."""
    about = _subject(question)
    registry, symbol = question.registry, about.symbol
    record = registry.record(symbol, question.words.code) or registry.record(symbol)
    id_ = about.block.id if about.block else None
    lines = question.registry.follow(about.symbol) if about.fact else []
    shown = said(question.registry, about)
    newer = question.problem.newer if isinstance(question.problem, Outdated) else None
    context = {
        "about": about,
        "language": record.language if record else "en",
        "block": next((block for block in record.blocks if block.id == id_), None) if record else None,
        "line": next((line for line in lines if line.about == about.key), None),
        "own": own_words(question, lines),
        "said": shown,
        "newer": newer,
        "last": shown.events[-1].digest if shown.events else NOTHING,
        "statuses": word.STATUSES,
        "correctable": _correctable(about),
        "evidence": evidence,
        "action": addresses.say(about.symbol, question.text("place"), question.text("fact")),
    }
    title = question.words("saying.title", about=about.key)
    return Page(template="say.html", title=title, data=shown, context=context)


def _correctable(about: Subject) -> dict[str, Any]:
    """The fields of a fact that may be corrected, with what was read."""
    if about.fact is None:
        return {}
    names = (field.name for field in fields(about.fact) if field.name not in word.FIXED)
    return {name: msgspec.to_builtins(getattr(about.fact, name)) for name in names}


def taken(sent: Asked) -> Done:
    """Puts what was said into the trail, and goes back to where it is shown."""
    about = _subject(sent)
    things = list(_things(about, sent))
    for kind, _ in things:
        if not sent.reader.may(RIGHTS[kind]):
            raise Refused(403, "role", f"this takes another role to say: {kind}", role=sent.words.of("role", "editor"))
    why = sent.values.get("why", "").strip() or None
    check(things, why)
    after = sent.values.get("after") or NOTHING
    sent.registry.say(about, things, by=writing.author(sent), why=why, after=after)
    return Done(addresses.document(about.symbol, (), about.block.id if about.block else None))


def check(things: Sequence[tuple[Kind, dict[str, Any]]], why: str | None) -> None:
    """Raises RegistryError where nothing is said, or something that takes a reason without one."""
    if not things:
        raise mistake("nothing_said")
    if not why and any(kind in REASONED for kind, _ in things):
        raise mistake("no_reason")


def _things(about: Subject, sent: Asked) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """What a form says, a thing each field."""
    values = {name: value.strip() for name, value in sent.values.items()}
    documents = [one.strip() for one in values.get("evidence", "").splitlines() if one.strip()]
    if status := values.get("status"):
        yield word.status(status, documents)
    elif documents:
        yield word.evidence(documents)
    if field := values.get("field"):
        yield word.correction(about, f"{field}={values.get('value', '')}")
    if successor := values.get("successor"):
        yield word.link(successor, values.get("holds") != "no")
    if invited := values.get("call"):
        yield word.call(invited.splitlines())
    if owner := values.get("owner"):
        yield word.owner(owner)
    if comment := values.get("comment"):
        yield word.comment(comment)


# --- the log ----------------------------------------------------------------------------------------------------------


class Log(msgspec.Struct, frozen=True):
    """The trail: a portion of its events, the latest first, how many there are, and where it is broken, if it is."""

    count: int
    first: int
    events: list[Event]
    broken: Break | None


def log(question: Asked) -> Page:
    """What people said, of everything or of a document, and whether the trail of it is whole."""
    found = addresses.behind("/log", question.path) if question.path.strip("/") != "log" else None
    symbol = found.symbol.text if found else None
    events = question.registry.log(symbol)[::-1]
    first = question.number("first", 0) or 0
    shown = Log(len(events), first, events[first : first + PORTION], question.registry.verify())
    context = {"log": shown, "symbol": symbol, "turns_of": portion(question, first, PORTION, len(events))}
    return Page(
        template="log.html",
        title=question.words("log.title"),
        data=shown,
        context={**context, "place_of": word.place},
        others={"csv": lambda: (MARK + table([{**asdict(event), "said": told(event)} for event in events])).encode()},
    )
