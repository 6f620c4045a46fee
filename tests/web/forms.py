"""What tests of forms share: a registry with an account of each role, visitors, and forms as a browser sends them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry
from operative.registry.accounts import ROLES
from operative.web import application
from operative.web.users import LOOPBACK, Access
from tests.registry import invented

PASSWORD = "a lamp on every headland"
NAME = "registry.local"
HERE = f"http://{NAME}:8064"


def lighthouses(path: Path) -> Registry:
    """A registry of invented resolutions on lighthouses."""
    registry = Registry(path)
    registry.add_all([invented.first(), invented.second(), invented.third()])
    registry.refresh()
    return registry


def office(path: Path) -> Registry:
    """The same, with an account of each role, named as the role is."""
    registry = lighthouses(path)
    for role in ROLES:
        registry.accounts.add(role, role, name=f"N. {role.title()}", password=PASSWORD)
    return registry


def visitor(registry: Registry, *, accounts: bool = True, public: bool = False) -> TestClient:
    """A browser that nobody has logged in with."""
    access = Access(accounts=accounts, public=public, hosts=LOOPBACK | {NAME})
    return TestClient(application(registry, access), base_url=HERE, raise_server_exceptions=False)


def fields(page: str, number: int = -1) -> dict[str, str]:
    """What a form of a page would send as it stands."""
    form = parser.document_fromstring(page).xpath("//main//form[@method='post']")[number]
    return {name: value or "" for name, value in form.fields.items() if name and name != "file"}


def send(client: TestClient, path: str, files: Any = None, **values: str) -> Any:
    """The answer to the form at a path, filled in with these values, before it leads anywhere."""
    form = fields(client.get(path).text)
    assert set(values) <= set(form), set(values) - set(form)
    return client.post(path, data={**form, **values}, files=files, follow_redirects=False)


def log_in(client: TestClient, login: str, password: str = PASSWORD, following: str = "/") -> None:
    """Logs somebody in."""
    form = fields(client.get("/login", params={"next": following}).text)
    answer = client.post("/login", data={**form, "login": login, "password": password}, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (303, following), answer.text


def held(registry: Registry) -> dict[str, int]:
    """What a registry holds; not how much its follow-up waits for, which is computed in the background meanwhile."""
    return {what: count for what, count in registry.status().items() if what != "texts that follow-up waits for"}
