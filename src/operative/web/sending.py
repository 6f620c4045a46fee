"""Contributions by page: a call with what came in answer to it, and the form in which more is put in or taken back.

A file goes out as it came, but never so that a browser shows or runs it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from operative.languages import CODES
from operative.registry.calls import Call
from operative.registry.contributions import Contribution, from_bytes, from_text
from operative.web import addresses, writing
from operative.web.answering import Asked, Page
from operative.web.gate import Refused
from operative.web.speech import Unanswerable, mistake
from operative.web.writing import Done

FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-cache",
}


class Called(msgspec.Struct, frozen=True):
    """A call, and what came in answer to it."""

    call: Call
    contributions: list[Contribution]


def handlers() -> list[HTTPRouteHandler]:
    """The forms and files of contributions."""
    return [
        *writing.form("/call/{place:path}", call, contribute, right="contribute", seen="read", upload=True),
        *writing.form("/contribution/{number:int}", contribution, withdraw, right="contribute", seen="read"),
        file,
    ]


def _called(question: Asked) -> Called:
    path, _, block = question.path.removeprefix("/call").rpartition("/")
    found = addresses.parse(path) if path else None
    every = question.registry.calls(found.symbol.text) if found else []
    here = next((one for one in every if one.block == block), None)
    if here is None:
        raise Unanswerable(404, "no_call", about=question.path.removeprefix("/call/"))
    sent = [one for one in question.registry.contributions(here.symbol) if one.block == block]
    return Called(here, sent)


def call(question: Asked) -> Page:
    """A call: the paragraph that invites, what came, and the form in which something is put in."""
    shown = _called(question)
    registry, symbol = question.registry, shown.call.symbol
    record = registry.record(symbol, question.words.code) or registry.text(symbol)
    block = next((block for block in record.blocks if block.id == shown.call.block), None)
    context = {
        "shown": shown,
        "block": block,
        "language": record.language,
        "title": record.title,
        "action": addresses.call(shown.call.symbol, shown.call.block),
    }
    title = question.words("sending.title", symbol=shown.call.symbol, place=question.words.place(shown.call.block))
    return Page(template="call.html", title=title, data=shown, context=context)


def contribute(sent: Asked) -> Done:
    """Stores what somebody sent in answer to a call."""
    about = _called(sent).call
    values, came = sent.values, next(iter(sent.files.get("file", ())), None)
    text = values.get("text", "").strip()
    if (came is None) == (not text):
        raise mistake("one_contribution")
    received = from_bytes(came.data, came.name) if came else from_text(text)
    language = values.get("spoken") or None
    if language not in (None, *CODES):
        raise mistake("other_language", given=language)
    sent.registry.contribute(
        about.symbol,
        about.block,
        values.get("from", ""),
        received,
        by=writing.author(sent),
        day=values.get("date") or None,
        language=language,
    )
    return Done(f"{addresses.call(about.symbol, about.block)}#received")


def contribution(question: Asked) -> Page:
    """A contribution: whose, when, its text, its file, and the form in which it is withdrawn."""
    found = question.registry.contribution(int(question.path.rpartition("/")[2]))
    context = {"one": found, "mine": _may_withdraw(question, found), "back": addresses.call(found.symbol, found.block)}
    title = question.words("sending.contribution", n=found.id)
    return Page(template="contribution.html", title=title, data=found, context=context)


def _may_withdraw(question: Asked, one: Contribution) -> bool:
    """Whether the reader may withdraw a contribution: an editor any, others what they put in themselves."""
    return question.reader.may("withdraw") or (question.reader.may("contribute") and one.by == question.reader.name)


def withdraw(sent: Asked) -> Done:
    """Withdraws a contribution: it stays, marked so."""
    found = sent.registry.contribution(int(sent.path.rpartition("/")[2]))
    if not _may_withdraw(sent, found):
        raise Refused(
            403, "role", "others' contributions are withdrawn by editors", role=sent.words.of("role", "editor")
        )
    why = sent.values.get("why", "").strip()
    if not why:
        raise mistake("no_reason")
    sent.registry.withdraw(found.id, by=writing.author(sent), why=why)
    return Done(f"{addresses.call(found.symbol, found.block)}#received")


@get("/contribution/{number:int}/file", sync_to_thread=True, include_in_schema=False, packed=True)
def file(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[bytes]:
    """A contribution as it came, to be kept and not shown."""
    name, data = request.app.state.registry.original(number)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={**FILE_HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )
