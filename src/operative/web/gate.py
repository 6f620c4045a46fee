"""The gate: what comes under our name, from our own pages, in bounds and in time; and who it is that asks.

No other name than ours is answered (Host), so that no site whose name is made to lead to this machine has its pages
taken for ours. What a browser sends from a page of another site is refused (Origin, Sec-Fetch-Site); programs say
neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import anyio
from litestar import Request
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from operative.registry import Registry
from operative.registry.accounts import Draft
from operative.web import users
from operative.web.users import Access, Reader

LARGEST_FORM = 1_000_000  # bytes
LARGEST_UPLOAD = 28_000_000  # bytes: a file of 20 MB, in base64 too, and what is written beside it
FORM_SECONDS = 60.0  # that a form may take to arrive
UPLOAD_SECONDS = 600.0  # that an upload may
DRAINED = 100_000_000  # bytes of what is too large that are let pass, so that the browser hears the answer
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Refused(HTTPException):
    """What isn't done, and why: by a key of the words ([refused]), and in English for programs."""

    def __init__(self, status: int, why: str, detail: str, **values: object) -> None:
        """`values` are what the words name."""
        super().__init__(detail=detail, status_code=status)
        self.why, self.values = why, values


class LogIn(HTTPException):
    """That one has to log in first; `draft` is the form that was on its way."""

    def __init__(self, draft: Draft | None = None) -> None:
        """A form that waits is given back after."""
        super().__init__(detail="log in first", status_code=401, headers={"WWW-Authenticate": "Bearer"})
        self.draft = draft


class Gate(ASGIMiddleware):
    """Lets in what may come in. Handlers say of themselves (`opt`): `upload`, `entrance` (for everybody), `static`.

    An upload may have 20 MB, or as many bytes as the handler's `largest` says.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, registry: Registry, access: Access) -> None:
        """`access` says who gets in."""
        self.registry, self.access = registry, access

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Passes a request on, or raises Refused or LogIn."""
        request: Request[Any, Any, Any] = Request(scope)
        options = scope["route_handler"].opt
        check_host(request.headers.get("host", ""), self.access.hosts)
        if not options.get("static"):
            who = await self._reader(request)
            scope["state"]["reader"] = who
            # Who writes needs a right for that, and is told after the form has come, so that it isn't lost.
            if request.method in SAFE and not (who.may("read") or options.get("entrance")):
                raise LogIn
        if request.method not in SAFE:
            check_origin(request.headers)
            receive = _bounded_upload(receive, options.get("largest")) if options.get("upload") else _bounded(receive)
        await next_app(scope, receive, send)

    async def _reader(self, request: Request[Any, Any, Any]) -> Reader:
        if self.access.accounts and users.given(request):
            return await anyio.to_thread.run_sync(users.reader, request, self.registry, self.access)
        return users.reader(request, self.registry, self.access)


def check_host(host: str, ours: frozenset[str]) -> None:
    """Refuses a name that isn't ours. Numbers are no name: nobody can make them lead elsewhere."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if ours and name not in ours and not _is_number(name):
        raise Refused(421, "host", f"this registry has another name than {host!r}", host=host)


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def check_origin(headers: Mapping[str, str]) -> None:
    """Refuses what a browser says a page of another site had it send."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    elsewhere = site is not None and site not in ("same-origin", "none")
    if elsewhere or (origin is not None and origin.partition("://")[2] != headers.get("host")):
        raise Refused(403, "origin", "this was sent from a page of another site")


def _bounded_upload(receive: Receive, largest: int | None) -> Receive:
    return _bounded(receive, largest or LARGEST_UPLOAD, UPLOAD_SECONDS)


def _bounded(receive: Receive, largest: int | None = None, seconds: float | None = None) -> Receive:
    """What receives a body of so many bytes in so many seconds, or raises Refused."""
    most, within = largest or LARGEST_FORM, seconds or FORM_SECONDS
    came, whole = 0, False
    until = anyio.current_time() + within

    async def bounded() -> Any:
        nonlocal came, whole
        if whole:  # what follows says only that the browser has gone
            return await receive()
        try:
            with anyio.fail_after(max(until - anyio.current_time(), 0)):
                message = await receive()
                came += len(message.get("body", b""))  # type: ignore[arg-type]
                whole = not message.get("more_body", False)
                if came > most:
                    await _drain(receive, message)
        except TimeoutError as error:
            raise Refused(408, "slow", f"it took more than {within:.0f} seconds", n=round(within)) from error
        if came > most:
            raise Refused(413, "large", f"it has more than {most // 1_000_000} MB", n=most // 1_000_000)
        return message

    return bounded


async def _drain(receive: Receive, message: Any) -> None:
    """Lets the rest of a body pass: a browser hears no answer before it has sent it all."""
    passed = 0
    while message.get("more_body") and passed < DRAINED:
        message = await receive()
        passed += len(message.get("body", b""))
