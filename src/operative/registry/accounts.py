"""Accounts: who may do what, with passwords that only their owners know, and sessions that end.

A password is kept as its argon2id hash (RFC 9106), a session as the SHA-256 of the token that its owner holds, so that
who sees the database can neither log in as somebody nor go on with what somebody began.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Literal, get_args

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from operative.registry.history import plain
from operative.registry.loading import now
from operative.registry.schema import user_sessions, users
from operative.registry.store import RegistryError, Unknown, reading, writing

Role = Literal["reader", "contributor", "reviser", "editor", "administrator"]
Right = Literal[
    "read", "contribute", "comment", "evidence", "correct", "own", "assert", "withdraw", "keep", "administer"
]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
NEEDED: dict[Right, Role] = {  # the first role that may
    "read": "reader",
    "contribute": "contributor",  # what was sent in answer to a call; and withdraw what oneself put in
    "comment": "contributor",
    "evidence": "contributor",
    "correct": "reviser",  # what was misread
    "own": "reviser",  # say who sees to something
    "assert": "editor",  # statuses, links, calls
    "withdraw": "editor",  # what others contributed
    "keep": "editor",  # documents
    "administer": "administrator",
}
SHORTEST, LONGEST = 12, 1000  # characters of a password
WORKDAY = timedelta(hours=12)  # how long one who logged in stays so
LARGEST_DRAFT = 1_000_000  # characters of a form that waits for its writer
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_HASHER = PasswordHasher()
_HASHING = Lock()  # one at a time: each takes 64 MB
# Verified where there is no account, so that the time it takes tells nothing.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$z5PeuI+nSSGRhVbGsmLU2Q$QlyD4TZMV0fQYE1CA/JHeMB1FZOznqPeiNOfaWs10k8"


class User(msgspec.Struct, frozen=True):
    """An account: the name that one logs in with, one's own name, and the role. `issuer` is who else knows them."""

    login: str
    name: str
    role: Role
    added: str
    issuer: str | None = None

    def may(self, right: Right) -> bool:
        """Whether the role has a right."""
        return may(self.role, right)

    @property
    def signature(self) -> str:
        """Who the trail says it was: the name, and the account that nobody else has."""
        return f"{self.name} ({self.login})"


class Draft(msgspec.Struct, frozen=True):
    """A form that was filled in and not taken yet, at its address."""

    path: str
    values: dict[str, str]


class Session(msgspec.Struct, frozen=True):
    """Who holds a token, and the form that waits for them."""

    user: User
    draft: Draft | None = None


def may(role: Role, right: Right) -> bool:
    """Whether a role has a right."""
    return ROLES.index(role) >= ROLES.index(NEEDED[right])


class Accounts:
    """The accounts of a registry's database, and their sessions."""

    def __init__(self, engine: Engine) -> None:
        """`engine` is the database's."""
        self.engine = engine

    # --- accounts -----------------------------------------------------------------------------------------------------

    def users(self) -> list[User]:
        """All accounts, by the names that they log in with."""
        with reading(self.engine) as connection:
            return [_user(row) for row in connection.execute(select(users).order_by(users.c.login))]

    def exist(self) -> bool:
        """Whether there is any account."""
        with reading(self.engine) as connection:
            return connection.scalar(select(func.count()).select_from(users)) != 0

    def add(self, login: str, role: Role, *, name: str | None = None, password: str | None = None) -> User:
        """Makes an account; without a password, one that an OpenID provider vouches for by this name alone.

        Raises RegistryError where the name is taken or none, or the password too short.
        """
        hashed = _hashed(password) if password is not None else None
        row = {"login": _login(login), "name": _name(name or login), "role": role, "added": now(), "password": hashed}
        with writing(self.engine) as connection:
            if _find(connection, _login(login)):
                raise RegistryError.of("login_taken", login=login)
            connection.execute(insert(users).values(**row))
        return self.user(login)

    def user(self, login: str) -> User:
        """An account. Raises Unknown where there is none of that name."""
        with reading(self.engine) as connection:
            return _user(_known(connection, login))

    def set_role(self, login: str, role: Role) -> User:
        """Gives an account another role, from now on."""
        with writing(self.engine) as connection:
            found = _known(connection, login)
            connection.execute(update(users).filter_by(id=found.id).values(role=role))
        return self.user(login)

    def set_password(self, login: str, password: str) -> None:
        """Gives an account another password, and ends what was begun with the one before."""
        hashed = _hashed(password)
        with writing(self.engine) as connection:
            found = _known(connection, login)
            connection.execute(update(users).filter_by(id=found.id).values(password=hashed))
            connection.execute(delete(user_sessions).filter_by(user=found.id))

    def remove(self, login: str) -> None:
        """Removes an account and its sessions; what its owner said stays, with the name."""
        with writing(self.engine) as connection:
            connection.execute(delete(users).filter_by(id=_known(connection, login).id))

    def verified(self, login: str, password: str) -> User | None:
        """The account that a name and a password open; None, after as long a while, where they open none."""
        with reading(self.engine) as connection:
            found = _find(connection, login.strip().lower())
        kept = found.password if found and found.password else _NOBODY
        try:
            with _HASHING:
                _HASHER.verify(kept, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        return _user(found) if found and found.password else None

    def vouched(self, issuer: str, subject: str, login: str, name: str, role: Role | None) -> User:
        """The account of somebody whom an OpenID provider vouches for, found by `subject` and made where it is new.

        An account without password that was made for this name is taken over; one with a password never is. `role` is
        that of new accounts; none where they aren't made, and RegistryError is raised.
        """
        with writing(self.engine) as connection:
            mine = connection.execute(select(users).filter_by(issuer=issuer, subject=subject)).first()
            if mine is None:
                wanted = _login(login)
                waiting = _find(connection, wanted)
                if waiting is None and role:
                    row = {"login": wanted, "name": _name(name or login), "role": role, "added": now()}
                    connection.execute(insert(users).values(issuer=issuer, subject=subject, **row))
                elif waiting is not None and waiting.password is None and waiting.subject is None:
                    claimed = {"issuer": issuer, "subject": subject, "name": _name(name or waiting.name)}
                    connection.execute(update(users).filter_by(id=waiting.id).values(**claimed))
                else:
                    raise RegistryError.of("not_vouched", login=login)
                mine = _known(connection, wanted)
            return _user(mine)

    # --- sessions -----------------------------------------------------------------------------------------------------

    def begin(self, login: str, lasting: timedelta = WORKDAY, draft: Draft | None = None) -> str:
        """Begins a session, which ends by itself after a while; the token that its owner holds.

        A long one is for programs. `draft` is the form that its owner was kept from sending.
        """
        token, today = secrets.token_urlsafe(32), datetime.now(UTC)
        with writing(self.engine) as connection:
            user = _known(connection, login).id
            connection.execute(delete(user_sessions).where(user_sessions.c.expires < today.isoformat()))
            waits = msgspec.to_builtins(draft) if draft and _size(draft) <= LARGEST_DRAFT else None
            row = {"digest": _digest(token), "user": user, "expires": (today + lasting).isoformat(), "draft": waits}
            connection.execute(insert(user_sessions).values(**row))
        return token

    def session(self, token: str) -> Session | None:
        """The session of a token; None where it has ended or never was."""
        s = user_sessions.c
        query = (
            select(users, s.draft)
            .join(user_sessions, s.user == users.c.id)
            .where(s.digest == _digest(token), s.expires >= datetime.now(UTC).isoformat())
        )
        with reading(self.engine) as connection:
            found = connection.execute(query).first()
        if found is None:
            return None
        return Session(_user(found), msgspec.convert(found.draft, Draft) if found.draft else None)

    def sent(self, token: str) -> None:
        """Lets go of the form that waited: it was taken."""
        with writing(self.engine) as connection:
            connection.execute(update(user_sessions).filter_by(digest=_digest(token)).values(draft=None))

    def end(self, token: str) -> None:
        """Ends a session."""
        with writing(self.engine) as connection:
            connection.execute(delete(user_sessions).filter_by(digest=_digest(token)))


def _user(row: Row[Any]) -> User:
    return User(row.login, row.name, row.role, row.added, row.issuer)


def _find(connection: Connection, login: str) -> Row[Any] | None:
    return connection.execute(select(users).filter_by(login=login)).first()


def _known(connection: Connection, login: str) -> Row[Any]:
    found = _find(connection, login.strip().lower())
    if found is None:
        raise Unknown.of("no_account", login=login)
    return found


def _login(login: str) -> str:
    wanted = login.strip().lower()
    if not _LOGIN.fullmatch(wanted):
        raise RegistryError.of("bad_login", login=login)
    return wanted


def _name(name: str) -> str:
    return " ".join(plain(name, "the name").split())[:50] or "?"


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise RegistryError.of("password_length", fewest=SHORTEST, most=LONGEST)
    with _HASHING:
        return _HASHER.hash(password)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _size(draft: Draft) -> int:
    return sum(len(name) + len(value) for name, value in draft.values.items())
