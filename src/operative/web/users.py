"""Who the reader is, and what they may do: everybody on one's own machine, those with an account where it is served.

Without accounts, on this machine alone, everybody reads and writes, under the name that they give once. Where a
registry is served to others, whoever writes logs in, and so does who reads unless reading is public.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import msgspec
from litestar import Request

from operative.registry import Registry, RegistryError
from operative.registry.accounts import Draft, Right, Role, User, may

SESSION = "session"  # the cookie of who logged in
NAME = "name"  # the cookie of who gave a name, where there are no accounts
OWN: Role = "editor"  # what everybody is on one's own machine
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = re.compile(r"0\.0\.0\.0|::")


class Provider(msgspec.Struct, frozen=True):
    """The office's OpenID Connect provider: its address, and what we are to it.

    `role` is what whoever it vouches for becomes here; where there is none, only those come in who were given accounts.
    """

    issuer: str
    client: str
    secret: str = ""
    role: Role | None = None


class Access(msgspec.Struct, frozen=True):
    """Who gets in: `accounts` says that who writes logs in, `public` that everybody may read.

    `hosts` are the names that the registry is asked under, a name of another site's making being none of them; where
    there are none, whoever serves the application sees to it. `provider` vouches for who has no password here.
    """

    accounts: bool = False
    public: bool = True
    hosts: frozenset[str] = frozenset()
    provider: Provider | None = None


def access(
    registry: Registry, host: str, names: Sequence[str], public: bool, provider: Provider | None = None
) -> Access:
    """Who gets in where a registry listens on an address and is known by names.

    Raises RegistryError where it would be closed to all: served to others, not public, and without any account.
    """
    here = host in LOOPBACK
    known = registry.accounts.exist()
    if not known and here and not names and provider is None:
        return Access(hosts=LOOPBACK)
    if not known and not public and not (provider and provider.role):
        raise RegistryError(
            "nobody could read or write it: it is served to others and has no accounts",
            "make one with `operative users add NAME --role administrator`, or let all read with --public",
        )
    own = {host} if not _EVERYWHERE.fullmatch(host) else set()
    hosts = LOOPBACK | own | {name.lower() for name in names}
    return Access(accounts=True, public=public, hosts=hosts, provider=provider)


class Reader(msgspec.Struct, frozen=True):
    """Who asks: the name that the trail gives them, if they have one, and their role, none where they have none.

    `accounts` says that one may log in here, `office` that the office vouches for people. `user` is their account,
    `token` what their session goes by, `draft` a form that waits for them; `ended` says that they came with a session
    that has ended.
    """

    name: str | None = None
    role: Role | None = None
    accounts: bool = False
    office: bool = False
    user: User | None = None
    token: str | None = None
    draft: Draft | None = None
    ended: bool = False

    def may(self, right: Right) -> bool:
        """Whether they have a right."""
        return self.role is not None and may(self.role, right)


def given(request: Request[Any, Any, Any]) -> str | None:
    """The token that a request brings: of a session, in its cookie, or of a program, in `Authorization: Bearer ...`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION)


def reader(request: Request[Any, Any, Any], registry: Registry, access: Access) -> Reader:
    """Who asks; the database is looked into where they bring a token."""
    if not access.accounts:
        return Reader(unquote(request.cookies.get(NAME, ""))[:100] or None, OWN)
    token = given(request)
    session = registry.accounts.session(token) if token else None
    if session is None:
        return Reader(
            role="reader" if access.public else None, accounts=True, office=bool(access.provider), ended=bool(token)
        )
    user = session.user
    return Reader(user.signature, user.role, True, bool(access.provider), user, token, session.draft)
