"""Who gets in, who may do what, and what keeps others from doing it in their name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlalchemy import select

from operative.cli import cli
from operative.cli import users as commands
from operative.registry import Registry, RegistryError
from operative.registry import accounts as accounts_of
from operative.registry.history import NOTHING
from operative.registry.schema import user_sessions, users
from operative.registry.word import Word
from operative.web.users import LOOPBACK, access
from tests.web.forms import HERE, PASSWORD, fields, log_in, office, send, visitor


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return office(tmp_path_factory.mktemp("office") / "operative.db")


@pytest.fixture
def browser(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry) as client:
        yield client


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


def test_reading_may_be_public(registry: Registry) -> None:
    with visitor(registry, public=True) as client:
        assert client.get("/sessions").status_code == 200
        assert "/login?next=%2Fsessions" in client.get("/sessions").text


def test_who_gets_in_where(registry: Registry, tmp_path: Path) -> None:
    empty = Registry(tmp_path / "empty.db")
    assert not access(empty, "127.0.0.1", (), False).accounts
    assert access(registry, "127.0.0.1", (), False).accounts
    assert access(empty, "0.0.0.0", ("registry.example",), True).hosts == LOOPBACK | {"registry.example"}
    for host, names in (("0.0.0.0", ()), ("127.0.0.1", ("registry.example",))):
        with pytest.raises(RegistryError, match="no accounts"):
            access(empty, host, names, False)


# --- roles ------------------------------------------------------------------------------------------------------------

SAY = "/say/A/RES/64/91?place=op2"
MAY = {
    "comment": ({"comment": "Seen."}, 1),
    "evidence": ({"evidence": "A/65/123"}, 1),
    "correct": ({"field": "due", "value": "66", "why": "misread"}, 2),
    "own": ({"owner": "Ports unit"}, 2),
    "assert": ({"status": "answered", "why": "seen"}, 3),
}
ORDER = ("reader", "contributor", "reviser", "editor", "administrator")


@pytest.mark.parametrize("right", MAY)
@pytest.mark.parametrize("role", ORDER)
def test_each_role_has_its_rights_and_no_others(browser: TestClient, registry: Registry, role: str, right: str) -> None:
    log_in(browser, role)
    values, least = MAY[right]
    with visitor(registry) as other:  # the form as an editor sees it, so that every field is sent
        log_in(other, "editor")
        form = fields(other.get(SAY).text)
    ours = browser.get("/account").text
    form |= {"token": fields(ours)["token"], "after": registry.words("A/RES/64/91").get(KEY, NONE).last}
    answer = browser.post(SAY, data={**form, **values}, follow_redirects=False)
    allowed = ORDER.index(role) >= least
    assert answer.status_code == (303 if allowed else 403), answer.text
    if allowed:
        assert registry.log("A/RES/64/91")[-1].by == f"N. {role.title()} ({role})"


KEY = "A/RES/64/91 op2 report 1"
NONE = Word(KEY, NOTHING)


def test_a_form_shows_only_what_the_reader_may_say(browser: TestClient) -> None:
    log_in(browser, "contributor")
    shown = fields(browser.get(SAY).text)
    assert {"comment", "evidence"} <= set(shown)
    assert not {"status", "field", "owner", "call"} & set(shown)


def test_who_only_reads_is_told_which_role_it_takes(browser: TestClient) -> None:
    log_in(browser, "reader")
    token = fields(browser.get("/account").text)["token"]
    answer = browser.post(SAY, data={"token": token, "comment": "x"})
    assert answer.status_code == 403
    assert "contributor" in answer.text


# --- sessions ---------------------------------------------------------------------------------------------------------


def test_what_was_typed_survives_a_session_that_ended(browser: TestClient, registry: Registry) -> None:
    log_in(browser, "editor")
    form = fields(browser.get(SAY).text)
    registry.accounts.end(str(browser.cookies.get("session")))
    wanted = {**form, "comment": "Written <slowly> & with care", "owner": "Ports unit"}
    asked = browser.post(SAY, data=wanted)
    assert asked.status_code == 401
    waiting = fields(asked.text)
    answer = browser.post("/login", data={**waiting, "login": "editor", "password": PASSWORD}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, SAY)
    again = fields(browser.get(SAY).text)
    assert (again["comment"], again["owner"]) == (wanted["comment"], wanted["owner"])
    assert browser.post(SAY, data=again, follow_redirects=False).status_code == 303
    assert registry.log("A/RES/64/91")[-1].what == {"comment": wanted["comment"]}
    assert fields(browser.get(SAY).text)["comment"] == "", "it was taken, and waits no more"


def test_sessions_end_by_themselves(registry: Registry) -> None:
    token = registry.accounts.begin("editor", timedelta(seconds=-1))
    assert registry.accounts.session(token) is None


def test_another_password_ends_what_was_begun(browser: TestClient, registry: Registry) -> None:
    registry.accounts.add("changing", "reader", password=PASSWORD)
    log_in(browser, "changing")
    registry.accounts.set_password("changing", "another lamp on the hill")
    assert browser.get("/sessions", follow_redirects=False).status_code == 303
    log_in(browser, "changing", "another lamp on the hill")


def test_no_password_and_no_token_is_kept(registry: Registry) -> None:
    token = registry.accounts.begin("editor")
    with registry.engine.connect() as connection:
        kept = repr([*connection.execute(select(users)), *connection.execute(select(user_sessions))])
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert token not in kept


def test_cookies_are_for_https_alone_where_it_is(registry: Registry) -> None:
    with visitor(registry) as client:
        client.base_url = HERE.replace("http:", "https:")
        answer = send(client, "/login", login="reader", password=PASSWORD)
        assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))
        assert "session=" in str(answer.headers.get_list("set-cookie"))


# --- accounts by command ----------------------------------------------------------------------------------------------


def test_accounts_by_command(tmp_path: Path) -> None:
    db = ["--db", str(tmp_path / "operative.db")]

    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(cli, ["users", *arguments, *db], input=typed)
        return result.exit_code, result.output

    assert run("add", "n.name", "--role", "editor", "--name", "N. Name", typed=f"{PASSWORD}\n")[0] == 0
    accounts = Registry(tmp_path / "operative.db").accounts
    assert accounts.verified("N.Name", PASSWORD) == accounts.user("n.name")
    assert run("add", "n.name", "--role", "editor", typed=f"{PASSWORD}\n")[0] == 1, "the name is taken"
    assert run("add", "m.name", "--role", "editor", typed="short\n")[0] == 1
    assert run("add", "../x", "--role", "editor", typed=f"{PASSWORD}\n")[0] == 1
    assert run("role", "n.name", "reader")[0] == 0
    assert accounts.user("n.name").role == "reader"
    assert run("password", "n.name", typed="another lamp on the hill\n")[0] == 0
    assert accounts.verified("n.name", PASSWORD) is None
    token = run("token", "n.name", "--days", "1")[1].strip()
    session = accounts.session(token)
    assert session is not None
    assert session.user.login == "n.name"
    assert "n.name" in run("list")[1]
    assert PASSWORD not in run("list", "--format", "json")[1]
    assert run("remove", "n.name")[0] == 0
    assert accounts.session(token) is None
    assert run("remove", "n.name")[0] == 1


def test_the_command_knows_all_roles() -> None:
    assert commands.ROLES == accounts_of.ROLES
