"""Writing by page: forms that the reader alone can send, and that come back whole where they weren't taken.

A form is two functions of what is asked: `show` gives its page, `take` does what was filled in and says where to go on.
Whatever is wrong (a newer word on the same thing, a name that is missing, a session that has ended) comes back with the
page and everything that was typed. Each form brings a token made of a cookie that no page can read, so that no other
site can have it sent; that needs no script.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
from anyio import to_thread
from litestar import HttpMethod, Request, Response, post, route
from litestar.datastructures import Cookie, UploadFile
from litestar.exceptions import ClientException
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from operative.reading import Unreadable
from operative.registry import RegistryError
from operative.registry.accounts import NEEDED, Draft, Right
from operative.registry.history import LONGEST_NAME, Outdated
from operative.web import answering, users
from operative.web.answering import Asked, Page, Upload
from operative.web.gate import LogIn, Refused
from operative.web.speech import mistake
from operative.web.users import Reader

VISIT = "visit"  # the cookie that forms are bound to, where nobody has logged in
TOKEN = "token"  # the field of a form that says so
YEAR = 31_536_000  # seconds
_STALE = mistake("stale")


class Done(msgspec.Struct, frozen=True):
    """That a form was taken: where to go on, what the browser is to keep, and the page in between, if there is one."""

    address: str
    cookies: tuple[Cookie, ...] = ()
    page: Page | None = None


def form(
    path: str,
    show: Callable[[Asked], Page],
    take: Callable[[Asked], Done],
    *,
    right: Right | None,
    seen: Right | None = None,
    upload: bool = False,
    largest: int | None = None,
) -> list[HTTPRouteHandler]:
    """The handlers of a form at a path: whoever has the right may send it; all, where none is needed.

    Who has the right `seen`, or else the same, sees the page. An `upload` may have more bytes than other forms, and
    `largest` as many as that.

    An answer holds the form's token beside what others may have written: it is never packed, so that its length tells
    nothing of the token, and never kept.
    """
    options: dict[str, Any] = {"packed": True, "upload": upload, "largest": largest, "entrance": right is None}

    @route(path, http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False, opt=options)
    async def shown(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await to_thread.run_sync(_shown, request)

    def _shown(request: Request[Any, Any, Any]) -> Response[bytes]:
        asked = question(request)
        check_right(asked, seen or right)
        waiting = asked.reader.draft
        if waiting is not None and waiting.path == here(request):
            asked = replace(asked, values=waiting.values)
        return answer(request, show(asked), asked)

    @post(path, include_in_schema=False, request_max_body_size=None, opt=options)
    async def taken(request: Request[Any, Any, Any]) -> Response[bytes]:
        values, files = await filled_in(request)
        return await to_thread.run_sync(_taken, request, replace(question(request), values=values, files=files))

    def _taken(request: Request[Any, Any, Any], sent: Asked) -> Response[bytes]:
        given = sent.values.pop(TOKEN, "")
        kept = {name: value for name, value in sent.values.items() if name != "password"}
        check_right(sent, right, Draft(here(request), kept))
        if not hmac.compare_digest(given.encode(), sent.token.encode()):
            return _again(request, show, replace(sent, problem=_STALE), 403)
        try:
            done = take(sent)
        except (RegistryError, Unreadable) as error:
            status = 409 if isinstance(error, Outdated) else 422
            return _again(request, show, replace(sent, problem=error), status)
        if sent.reader.token and sent.reader.draft:
            sent.registry.accounts.sent(sent.reader.token)
        if done.page is not None:
            between = answer(request, done.page, sent)
            between.cookies = [*between.cookies, *done.cookies]
            return between
        named = [cookie(users.NAME, quote(sent.values["by"]), secure=sent.secure)] if "by" in sent.values else []
        return Response(b"", status_code=303, headers={"Location": done.address}, cookies=[*named, *done.cookies])

    return [shown, taken]


def _again(request: Request[Any, Any, Any], show: Callable[[Asked], Page], sent: Asked, status: int) -> Response[bytes]:
    """The form as it was filled in, with what is wrong."""
    return answer(request, replace(show(sent), status=status), sent)


async def filled_in(request: Request[Any, Any, Any]) -> tuple[dict[str, str], dict[str, tuple[Upload, ...]]]:
    """The fields of a form by name, of several of one name all, with line feeds between, and its files."""
    try:
        came = await request.form()
    except (ClientException, ValueError, LookupError) as error:
        raise Refused(400, "malformed", "the form can't be read") from error
    values: dict[str, list[str]] = {}
    files: dict[str, tuple[Upload, ...]] = {}
    for name, value in came.multi_items():
        if isinstance(value, UploadFile):
            files[name] = (*files.get(name, ()), await upload(value))
        else:
            values.setdefault(name, []).append(str(value).replace("\r\n", "\n"))
    return {name: "\n".join(filter(None, several)) for name, several in values.items()}, files


async def upload(file: UploadFile) -> Upload:
    """A file that came, under the last part of its name: what stands before is the sender's, or a trick."""
    found = Upload(name=file.filename.replace("\\", "/").rpartition("/")[2], data=await file.read())
    await file.close()
    return found


def here(request: Request[Any, Any, Any]) -> str:
    """The address that was asked for, with its query."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def question(request: Request[Any, Any, Any]) -> Asked:
    """What a request asks, with the token that a form of its page is to bring."""
    asked = answering.asked(request, request.app.state.registry)
    bound = request.cookies.get(users.SESSION) or request.cookies.get(VISIT)
    if bound is None:
        bound = request.scope["state"].setdefault(VISIT, secrets.token_urlsafe(24))
    return replace(asked, token=token(bound))


def token(cookie: str) -> str:
    """The token of the forms of whoever has a cookie."""
    return hashlib.blake2b(cookie.encode(), person=b"operative form", digest_size=24).hexdigest()


def check_right(asked: Asked, right: Right | None, draft: Draft | None = None) -> None:
    """Raises LogIn where a right is missing that an account may give, Refused where the account hasn't got it."""
    if right is None or asked.reader.may(right):
        return
    if asked.reader.user is None:
        raise LogIn(draft)
    needed = NEEDED[right]
    raise Refused(403, "role", f"this takes the role {needed}", role=asked.words.of("role", needed))


def answer(request: Request[Any, Any, Any], page: Page, asked: Asked) -> Response[bytes]:
    """A page that is made for this reader alone, at this moment."""
    shape = "json" if asked.shape == "json" else "html"
    body = answering.shaped(page, replace(asked, shape=shape))
    visit = request.scope["state"].get(VISIT)
    return Response(
        body,
        status_code=page.status,
        media_type=answering.MEDIA_TYPES[shape],
        headers={"Cache-Control": "no-store"},
        cookies=[cookie(VISIT, visit, secure=asked.secure)] if visit else [],
    )


def cookie(name: str, value: str, *, secure: bool, seconds: int = YEAR) -> Cookie:
    """A cookie that no script reads and no other site's page brings along with a form."""
    return Cookie(key=name, value=value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def author(sent: Asked) -> str:
    """Who the trail is to say it was, of a form. Raises RegistryError where no name is given."""
    return signed(sent.reader, sent.values.get("by", ""))


def signed(reader: Reader, by: str) -> str:
    """Who the trail is to say it was: the account's owner, or the name given where there are no accounts.

    Raises RegistryError where none is given.
    """
    if reader.user is not None:
        return reader.user.signature
    name = " ".join(by.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise mistake("nobody", most=LONGEST_NAME)
    return name
