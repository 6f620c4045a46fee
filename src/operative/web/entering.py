"""Logging in and out, and the account's own page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from operative.registry.accounts import LARGEST_DRAFT, Draft
from operative.web import users, writing
from operative.web.answering import Asked, Page
from operative.web.gate import LogIn, Refused
from operative.web.shelf import Shelf
from operative.web.speech import mistake
from operative.web.users import Access
from operative.web.writing import Done

KEPT = "kept"  # the field of a form that waits
TRIES = 10  # that may fail within a while, for one account or from one address
WHILE = 900.0  # seconds


class Tries:
    """How often logging in failed of late; a shelf has a byte for each, until none failed for a while."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def check(self, *whose: str) -> None:
        """Refuses who failed too often. Raises Refused (429)."""
        if any(len(self._shelf.get(key) or b"") >= TRIES for key in whose):
            minutes = round(WHILE / 60)
            raise Refused(429, "often", f"that failed too often; try again in {minutes} minutes", n=minutes)

    def failed(self, *whose: str) -> None:
        """Counts one that failed."""
        for key in whose:
            self._shelf.get(key)  # what failed long ago is forgotten
            self._shelf.add(key, b".")


def handlers(access: Access, folder: Path) -> list[HTTPRouteHandler]:
    """The forms of logging in and out, where there are accounts; what failed is counted in a folder."""
    if not access.accounts:
        return []
    tries = Tries(Shelf(folder, WHILE))

    def enter(sent: Asked) -> Done:
        return _enter(sent, tries)

    return [
        *writing.form("/login", login, enter, right=None),
        *writing.form("/account", account, leave, right=None),
    ]


def login(question: Asked) -> Page:
    """The form of logging in, with the one that waits, if one does."""
    following = question.values.get("next") or question.text("next") or "/"
    context = {"next": _inside(following), "kept": question.values.get(KEPT, ""), "ended": question.reader.ended}
    return Page(template="login.html", title=question.words("users.log_in"), data={}, context=context)


def _inside(address: str) -> str:
    """An address of ours; the home page for any other, so that nobody is led away from here."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


def _enter(sent: Asked, tries: Tries) -> Done:
    name, password = sent.values.get("login", ""), sent.values.pop("password", "")
    whose = (f"account {name.strip().lower()[:64]}", f"address {sent.address}")
    tries.check(*whose)
    accounts = sent.registry.accounts
    user = accounts.verified(name, password)
    if user is None:
        tries.failed(*whose)
        raise mistake("wrong_password")
    following = _inside(sent.values.get("next", "/"))
    return entered(sent, user.login, following, sent.values.get(KEPT, ""))


def entered(sent: Asked, login: str, following: str, kept: str = "") -> Done:
    """That somebody has logged in: back to where they were, with the form that waited."""
    draft = _draft(kept)
    token = sent.registry.accounts.begin(login, draft=draft)
    # The cookie outlives the session, so that a form that is sent too late is known to be ours.
    return Done(draft.path if draft else following, (writing.cookie(users.SESSION, token, secure=sent.secure),))


def _draft(kept: str) -> Draft | None:
    try:
        found = msgspec.json.decode(kept, type=Draft) if 0 < len(kept) <= LARGEST_DRAFT else None
    except msgspec.DecodeError:
        return None
    return found and replace(found, path=_inside(found.path))


def account(question: Asked) -> Page:
    """Who has logged in, with the way out."""
    user = question.reader.user
    return Page(template="account.html", title=question.words("users.account"), data=user, context={"user": user})


def leave(sent: Asked) -> Done:
    """Ends the session."""
    if sent.reader.token:
        sent.registry.accounts.end(sent.reader.token)
    return Done("/", (writing.cookie(users.SESSION, "", secure=sent.secure, seconds=0),))


def to_log_in(request: Request[Any, Any, Any], error: LogIn) -> Response[bytes]:
    """The form of logging in, with what was to be sent; or the way to it."""
    question = writing.question(request)
    if error.draft is None:
        way = f"/login?{urlencode({'next': writing.here(request)})}"
        return Response(b"", status_code=303, headers={"Location": way})
    kept = msgspec.json.encode(error.draft).decode()
    page = login(replace(question, values={KEPT: kept, "next": error.draft.path}))
    return writing.answer(request, replace(page, status=401), question)
