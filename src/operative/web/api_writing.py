"""The API's writes: say, contribute, withdraw, as commands and pages have them; and what was said.

With accounts, the author is who holds the token of `Authorization: Bearer ...` or has logged in; without them, `by`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.exceptions import HTTPException
from litestar.params import JSONBody, PathParameter, QueryParameter

from operative.reading import Unreadable
from operative.registry import RegistryError, Unknown, word
from operative.registry.accounts import NEEDED, Right
from operative.registry.contributions import Contribution, from_bytes, from_text
from operative.registry.history import Event, Kind, Outdated
from operative.registry.word import Subject, Word
from operative.web import saying
from operative.web.api import First, Kept, Most, Portion, Symbol, change, portion, question, symbol_of
from operative.web.gate import LogIn, Refused
from operative.web.users import Reader
from operative.web.writing import signed

Number = Annotated[int, PathParameter(ge=1, le=10**9, description="The number of a contribution.")]
OfSymbol = Annotated[str | None, QueryParameter(max_length=200, description="Only of this document.")]
Name = Annotated[str, msgspec.Meta(max_length=120)] | None


class Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a document, of a paragraph (`place`: op12), or of one of several facts of it (`fact`: report 2).

    `correct` has the fields that were misread, with what each ought to be; `successors` other resolutions, and whether
    this one goes on in them. `after` is the digest of the last event on it that the speaker saw, or "nothing yet".
    """

    place: str | None = None
    fact: str | None = None
    status: str | None = None
    evidence: tuple[str, ...] = ()
    correct: dict[str, str] = {}
    successors: dict[str, bool] = {}
    call: tuple[str, ...] = ()
    owner: str | None = None
    comment: str | None = None
    why: str | None = None
    by: Name = None
    after: str | None = None


class Contributing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contribution to the call of a paragraph: its text, or a file of any form, in base64, with its name."""

    place: str
    contributor: str
    text: str | None = None
    file: bytes | None = None
    name: str = "contribution"
    date: str | None = None
    language: str | None = None
    by: Name = None


class Withdrawing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a contribution is withdrawn."""

    why: Annotated[str, msgspec.Meta(min_length=1)]
    by: Name = None


@contextmanager
def _told() -> Iterator[None]:
    """Tells what can't be stored as it is given (422), and what was said meanwhile (409)."""
    try:
        yield
    except Unknown:
        raise
    except (RegistryError, Unreadable) as error:
        raise HTTPException(status_code=409 if isinstance(error, Outdated) else 422, detail=str(error)) from error


def _author(request: Request[Any, Any, Any], by: str | None, *rights: Right) -> str:
    """Who it is that writes. Raises LogIn or Refused where they may not."""
    reader: Reader = request.scope["state"]["reader"]
    for right in rights:
        if not reader.may(right):
            if reader.user is None:
                raise LogIn
            raise Refused(403, "role", f"this takes the role {NEEDED[right]}", role=NEEDED[right])
    return signed(reader, by or "")


@change("/say/{symbol:path}")
def say(request: Request[Any, Any, Any], registry: Kept, symbol: Symbol, data: JSONBody[Saying]) -> list[Event]:
    """Say something of a document, a paragraph or a fact, beside what was computed: the events that it makes."""
    with _told():
        about = registry.subject(symbol_of(symbol), data.place, data.fact)
        things = list(_things(about, data))
        author = _author(request, data.by, "comment", *(saying.RIGHTS[kind] for kind, _ in things))
        saying.check(things, data.why)
        return registry.say(about, things, by=author, why=data.why, after=data.after)


def _things(about: Subject, data: Saying) -> Iterator[tuple[Kind, dict[str, Any]]]:
    if data.status:
        yield word.status(data.status, data.evidence)
    elif data.evidence:
        yield word.evidence(data.evidence)
    for field, value in data.correct.items():
        yield word.correction(about, f"{field}={value}")
    for successor, holds in data.successors.items():
        yield word.link(successor, holds)
    if data.call:
        yield word.call(data.call)
    if data.owner:
        yield word.owner(data.owner)
    if data.comment:
        yield word.comment(data.comment)


@change("/contribute/{symbol:path}", request_max_body_size=None, opt={"upload": True})
def contribute(
    request: Request[Any, Any, Any], registry: Kept, symbol: Symbol, data: JSONBody[Contributing]
) -> Contribution:
    """Store what somebody sent in answer to a call."""
    with _told():
        author = _author(request, data.by, "contribute")
        if (data.file is None) == (data.text is None):
            raise RegistryError("there is no contribution, or there are two", "give either a file or a text")
        received = from_bytes(data.file, data.name) if data.file is not None else from_text(data.text or "")
        return registry.contribute(
            symbol_of(symbol),
            data.place,
            data.contributor,
            received,
            by=author,
            day=data.date,
            language=data.language,
        )


@change("/withdraw/{number:int}")
def withdraw(
    request: Request[Any, Any, Any], registry: Kept, number: Number, data: JSONBody[Withdrawing]
) -> Contribution:
    """Withdraw a contribution: it stays in the registry, marked so, and no report takes it in."""
    with _told():
        author = _author(request, data.by, "contribute")
        if registry.contribution(number).by != author:
            _author(request, data.by, "withdraw")
        registry.withdraw(number, by=author, why=data.why)
    return registry.contribution(number)


@question("/contributions")
def contributions(
    request: Request[Any, Any, Any], registry: Kept, symbol: OfSymbol = None, first: First = 0, most: Most = 100
) -> Portion[Contribution]:
    """What was sent in answer to the calls of a resolution, or of all, the withdrawn contributions among it."""
    return portion(request, registry.contributions(symbol), first, most)


@question("/log")
def log(
    request: Request[Any, Any, Any], registry: Kept, symbol: OfSymbol = None, first: First = 0, most: Most = 100
) -> Portion[Event]:
    """The trail: what people said, in the order in which they did."""
    return portion(request, registry.log(symbol), first, most)


class Whole(msgspec.Struct, frozen=True):
    """Whether the trail is whole; where it is broken (the number of the event), and what is wrong there."""

    whole: bool
    event: int | None = None
    what: str | None = None


@question("/verify")
def verify(registry: Kept) -> Whole:
    """Check that nothing of the trail was changed, removed, put in or moved."""
    broken = registry.verify()
    return Whole(False, broken.event, broken.what) if broken else Whole(True)


@question("/words/{symbol:path}")
def words(registry: Kept, symbol: Symbol) -> dict[str, Word]:
    """What people's word on a document, its paragraphs and facts comes to."""
    return registry.words(symbol_of(symbol))


HANDLERS = (say, contribute, withdraw, contributions, log, verify, words)
