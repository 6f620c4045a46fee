"""Accounts and sessions in databases of each kind; many who log in at once."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from operative.registry import Registry, RegistryError
from operative.registry.accounts import NEEDED, ROLES, Draft, may

PASSWORD = "a lamp on every headland"


@pytest.fixture
def registry(database: str) -> Registry:
    return Registry(database)


def test_an_account_and_its_session(registry: Registry) -> None:
    accounts = registry.accounts
    assert not accounts.exist()
    made = accounts.add("N.Name", "editor", name="N. Name", password=PASSWORD)
    assert accounts.users() == [made]
    assert accounts.verified("n.name", PASSWORD) == made
    assert accounts.verified("n.name", f"{PASSWORD}!") is None
    draft = Draft("/say/A/RES/64/91", {"comment": "Лампа"})
    token = accounts.begin("n.name", draft=draft)
    session = accounts.session(token)
    assert session is not None
    assert (session.user, session.draft) == (made, draft)
    accounts.sent(token)
    assert accounts.session(token).draft is None  # type: ignore[union-attr]
    accounts.end(token)
    assert accounts.session(token) is None


def test_what_ended_is_swept_away(registry: Registry) -> None:
    registry.accounts.add("n.name", "reader", password=PASSWORD)
    ended = registry.accounts.begin("n.name", timedelta(seconds=-1))
    registry.accounts.begin("n.name")
    with registry.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM user_sessions").scalar() == 1
    assert registry.accounts.session(ended) is None


def test_a_form_that_is_too_large_does_not_wait(registry: Registry) -> None:
    registry.accounts.add("n.name", "reader", password=PASSWORD)
    token = registry.accounts.begin("n.name", draft=Draft("/say", {"comment": "x" * 1_000_001}))
    assert registry.accounts.session(token).draft is None  # type: ignore[union-attr]


def test_many_begin_at_once_while_others_write(registry: Registry) -> None:
    registry.accounts.add("n.name", "reader", password=PASSWORD)

    def begun(number: int) -> bool:
        if number % 3 == 0:
            registry.accounts.set_role("n.name", ROLES[number % 5])
        return registry.accounts.session(registry.accounts.begin("n.name")) is not None

    with ThreadPoolExecutor(8) as crowd:
        assert all(crowd.map(begun, range(40)))


@pytest.mark.parametrize("login", ["", "x" * 65, "a b", "../x", "<b>", "Лампа", "-x"])
def test_names_that_no_account_has(registry: Registry, login: str) -> None:
    with pytest.raises(RegistryError):
        registry.accounts.add(login, "reader", password=PASSWORD)
    assert registry.accounts.verified(login, PASSWORD) is None


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_passwords_that_nobody_has(registry: Registry, password: str) -> None:
    with pytest.raises(RegistryError, match="12 to 1000"):
        registry.accounts.add("n.name", "reader", password=password)


def test_an_account_without_password_is_opened_by_none(registry: Registry) -> None:
    registry.accounts.add("n.name", "reader")
    assert registry.accounts.verified("n.name", "") is None
    assert registry.accounts.verified("n.name", "nobody at all") is None


def test_each_role_may_what_those_before_it_may() -> None:
    for before, role in itertools.pairwise(ROLES):
        gained = [right for right in NEEDED if may(role, right) and not may(before, right)]
        assert gained, role
        assert all(may(role, right) for right in NEEDED if may(before, right))
