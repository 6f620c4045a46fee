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


class Access(msgspec.Struct, frozen=True):
    """Who gets in: `accounts` says that who writes logs in, `public` that everybody may read.

    `hosts` are the names that the registry is asked under, a name of another site's making being none of them; where
    there are none, whoever serves the application sees to it.
    """

    accounts: bool = False
    public: bool = True
    hosts: frozenset[str] = frozenset()


def access(registry: Registry, host: str, names: Sequence[str], public: bool) -> Access:
    """Who gets in where a registry listens on an address and is known by names.

    Raises RegistryError where it would be closed to all: served to others, not public, and without any account.
    """
    here = host in LOOPBACK
    known = registry.accounts.exist()
    if not known and here and not names:
        return Access(hosts=LOOPBACK)
    if not known and not public:
        raise RegistryError(
            "nobody could read or write it: it is served to others and has no accounts",
            "make one with `operative users add NAME --role administrator`, or let all read with --public",
        )
    own = {host} if not _EVERYWHERE.fullmatch(host) else set()
    return Access(accounts=True, public=public, hosts=LOOPBACK | own | {name.lower() for name in names})


class Reader(msgspec.Struct, frozen=True):
    """Who asks: the name that the trail gives them, if they have one, and their role, none where they have none.

    `accounts` says that one may log in here, `user` is their account, `token` what their session goes by, `draft` a
    form that waits for them; `ended` says that they came with a session that has ended.
    """

    name: str | None = None
    role: Role | None = None
    accounts: bool = False
    user: User | None = None
    token: str | None = None
    draft: Draft | None = None
    ended: bool = False

    def may(self, right: Right) -> bool:
        """Whether they have a right."""
        return self.role is not None and may(self.role, right)


def reader(request: Request[Any, Any, Any], registry: Registry, access: Access) -> Reader:
    """Who asks, by the session in the cookie or, for programs, in the header `Authorization: Bearer ...`."""
    if not access.accounts:
        return Reader(unquote(request.cookies.get(NAME, ""))[:100] or None, OWN)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION)
    session = registry.accounts.session(token) if token else None
    if session is None:
        return Reader(role="reader" if access.public else None, accounts=True, ended=bool(token))
    user = session.user
    return Reader(user.signature, user.role, True, user, token, session.draft)
