"""Who gets in, who may do what, and what keeps others from doing it in their name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry, RegistryError
from operative.registry.accounts import ROLES
from operative.web import application
from operative.web.users import LOOPBACK, Access, access
from tests.registry import invented

PASSWORD = "a lamp on every headland"
HERE = "http://registry.local:8064"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """A registry with an account of each role, named as it is."""
    registry = Registry(tmp_path_factory.mktemp("office") / "operative.db")
    registry.add_all([invented.first(), invented.second(), invented.third()])
    registry.refresh()
    for role in ROLES:
        registry.accounts.add(role, role, name=f"N. {role.title()}", password=PASSWORD)
    return registry


def visitor(registry: Registry, *, public: bool = False) -> TestClient:
    """A browser that nobody has logged in with."""
    application_ = application(registry, Access(accounts=True, public=public, hosts=LOOPBACK | {"registry.local"}))
    return TestClient(application_, base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def browser(office: Registry) -> Iterator[TestClient]:
    with visitor(office) as client:
        yield client


def fields(page: str, number: int = -1) -> dict[str, str]:
    """What a form of a page would send as it stands."""
    form = parser.document_fromstring(page).xpath("//main//form[@method='post']")[number]
    return {name: value or "" for name, value in form.fields.items() if name}


def log_in(client: TestClient, login: str, password: str = PASSWORD, following: str = "/") -> None:
    form = fields(client.get("/login", params={"next": following}).text)
    answer = client.post("/login", data={**form, "login": login, "password": password}, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (303, following), answer.text


def test_who_is_not_known_is_led_to_log_in(browser: TestClient) -> None:
    answer = browser.get("/session/64?kind=report", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fsession%2F64%3Fkind%3Dreport")
    problem = browser.get("/api/v1/status")
    assert (problem.status_code, problem.headers["www-authenticate"]) == (401, "Bearer")
    assert browser.get("/login").status_code == 200


def test_logging_in_and_out(browser: TestClient) -> None:
    log_in(browser, "Reader", following="/sessions")
    assert "N. Reader" in browser.get("/sessions").text
    cookie = next(one for one in browser.cookies.jar if one.name == "session")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "lax"
    browser.post("/account", data=fields(browser.get("/account").text))
    browser.cookies.set("session", str(cookie.value))
    assert browser.get("/sessions", follow_redirects=False).status_code == 303, "the token is of no more use"


@pytest.mark.parametrize(("login", "password"), [("reader", "wrong wrong wrong"), ("nobody", PASSWORD), ("", "")])
def test_wrong_names_and_passwords_are_told_alike(browser: TestClient, login: str, password: str) -> None:
    form = fields(browser.get("/login").text)
    answer = browser.post("/login", data={**form, "login": login, "password": password})
    assert answer.status_code == 422
    assert "name or password is wrong" in answer.text
    assert password not in answer.text or not password


def test_guessing_is_slowed_down(browser: TestClient) -> None:
    form = fields(browser.get("/login").text)
    codes = [
        browser.post("/login", data={**form, "login": "editor", "password": f"a wrong one {n}"}).status_code
        for n in range(11)
    ]
    assert codes == [422] * 10 + [429]
    right = browser.post("/login", data={**form, "login": "editor", "password": PASSWORD})
    assert right.status_code == 429


@pytest.mark.parametrize(
    "following", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"]
)
def test_nobody_is_led_away(browser: TestClient, following: str) -> None:
    form = fields(browser.get("/login", params={"next": following}).text)
    data = {**form, "next": following, "login": "reader", "password": PASSWORD}
    answer = browser.post("/login", data=data, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, 303),
        ({"host": "elsewhere.example"}, 421),
        ({"host": "127.0.0.1:8064"}, 303),
    ],
)
def test_other_sites_send_nothing(browser: TestClient, headers: dict[str, str], status: int) -> None:
    form = fields(browser.get("/login").text)
    data = {**form, "login": "reader", "password": PASSWORD}
    assert browser.post("/login", data=data, headers=headers, follow_redirects=False).status_code == status


@pytest.mark.parametrize("token", [None, "", "0" * 48])
def test_a_form_without_its_token_comes_back(browser: TestClient, token: str | None) -> None:
    form = fields(browser.get("/login").text)
    form.pop("token")
    data = {**form, "login": "reader", "password": PASSWORD} | ({"token": token} if token is not None else {})
    answer = browser.post("/login", data=data)
    assert answer.status_code == 403
    assert fields(answer.text)["login"] == "reader"
    assert "session" not in browser.cookies


def test_no_other_name_is_answered(browser: TestClient) -> None:
    answer = browser.get("/login", headers={"host": "lamps.example"})
    assert answer.status_code == 421
    assert "lamps.example" in answer.text


def test_reading_may_be_public(office: Registry) -> None:
    with visitor(office, public=True) as client:
        assert client.get("/sessions").status_code == 200
        assert "/login?next=%2Fsessions" in client.get("/sessions").text


def test_who_gets_in_where(office: Registry, tmp_path: Path) -> None:
    empty = Registry(tmp_path / "empty.db")
    assert not access(empty, "127.0.0.1", (), False).accounts
    assert access(office, "127.0.0.1", (), False).accounts
    assert access(empty, "0.0.0.0", ("registry.example",), True).hosts == LOOPBACK | {"registry.example"}
    for host, names in (("0.0.0.0", ()), ("127.0.0.1", ("registry.example",))):
        with pytest.raises(RegistryError, match="no accounts"):
            access(empty, host, names, False)
