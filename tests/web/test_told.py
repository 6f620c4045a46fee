"""What is wrong is told in the reader's language on pages, in English to programs, never with the server's paths."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from litestar.testing import TestClient

import operative
from operative.languages import CODES, load
from operative.meaning.verbs import FORCE
from operative.reading.page import Why
from operative.registry import Registry
from operative.registry.search import query
from operative.registry.wrong import WRONG
from operative.web.speech import words
from tests.web.forms import fields, lighthouses, office, send, visitor

SAY = "/say/A/RES/64/91?place=op2"
PACKAGE = Path(operative.__file__).parent


def kinds(*callers: str) -> Iterator[str]:
    """The kinds of errors that the code names, by whom it has them made."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in callers:
                for argument in node.args:
                    # one kind, or one of two: "no_text_in" if others else "no_text"
                    found = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                    texts = [one.value for one in found if isinstance(one, ast.Constant)]
                    yield from (text for text in texts if isinstance(text, str))


def named(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", WRONG)
def test_pages_have_words_for_each_error_of_the_registry(code: str, kind: str) -> None:
    told = words(code).data["told"][kind]
    assert named(told) <= named("".join(WRONG[kind])), "it names what the error doesn't give"
    assert not named(told) & {"where", "complaint"}, "it names a place on the server"


@pytest.mark.parametrize("code", CODES)
def test_pages_have_words_for_each_error_that_they_make_themselves(code: str) -> None:
    made = set(kinds("mistake", "Unanswerable"))
    assert len(made) > 30
    assert made <= set(words(code).data["told"])


@pytest.mark.parametrize("code", CODES)
def test_pages_have_words_for_each_way_in_which_a_file_is_unreadable(code: str) -> None:
    assert set(words(code).data["unreadable"]) == {*get_args(Why), "heavy", "failed"}


def test_no_error_has_words_that_nobody_says() -> None:
    said = {*kinds("of", "mistake", "Unanswerable", "RegistryError", "problem", "words", "__init__"), *WRONG}
    assert {kind for kind in words("en").data["told"] if kind not in said} == {"failed"}
    assert not set(WRONG) & set(query.WRONG), "the kinds of what is wrong with a query are others"


@pytest.mark.parametrize("code", CODES)
def test_pages_have_words_for_each_verb_of_the_lexicon(code: str) -> None:
    openings = [load(one).data["openings"] for one in CODES]
    verbs = {verb for found in openings for kind in ("preambular", "operative", "either") for verb in found[kind]}
    assert len(verbs) > 120
    assert not {*verbs, *FORCE} - set(words(code).data["verb"])


@pytest.mark.parametrize("code", CODES)
def test_pages_have_words_for_each_relation_of_a_citation(code: str) -> None:
    relations = {relation for one in CODES for relation in load(one).data["citations"]["relations"]}
    known = {*words(code).data["relation"], *words(code).data["verb"]}
    assert relations
    assert not relations - known


# --- seen -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "told.db")


@pytest.fixture
def browser(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry, accounts=False) as client:
        yield client


@pytest.mark.parametrize("code", CODES)
def test_a_refused_field_is_told_in_the_readers_language(browser: TestClient, code: str) -> None:
    browser.cookies.set("language", code)
    answer = send(browser, SAY, evidence="no document", why="x", by="N. Name")
    assert answer.status_code == 422
    assert words(code)("told.no_symbol", given="no document") in answer.text


def test_a_refused_file_is_told_in_the_readers_language(browser: TestClient) -> None:
    browser.cookies.set("language", "zh")
    form = fields(browser.get("/upload").text)
    empty = browser.post("/upload", data=form, files={"file": ("灯塔.txt", b"")})
    assert (empty.status_code, "灯塔.txt为空" in empty.text) == (422, True)
    picture = browser.post("/upload", data=form, files={"file": ("灯塔.png", b"\x89PNG\r\n\x1a\n" + bytes(99))})
    assert (picture.status_code, words("zh")("unreadable.scan") in picture.text) == (422, True)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/session/0", 404, "no_session"),
        ("/actor/nobody", 404, "no_actor"),
        ("/mandates?first=x", 400, "no_number"),
        ("/mandates?order=x", 400, "no_choice"),
        ("/report/A/RES/97/99", 404, "not_held"),
        ("/source/A/RES/64/91?place=op99", 404, "no_block"),
        ("/contribution/7", 404, "no_contribution"),
    ],
)
def test_an_address_that_cant_be_answered_is_told_so_in_the_readers_language(
    browser: TestClient, path: str, status: int, kind: str
) -> None:
    browser.cookies.set("language", "fr")
    page = browser.get(path)
    assert page.status_code == status
    assert re.split(r"{\w+}", words("fr").data["told"][kind])[-1] in unescape(page.text)
    problem = browser.get(path, headers={"accept": "application/json"}).json()["detail"]
    english = [words("en").data["told"][kind], *WRONG.get(kind, ())]
    assert any(re.split(r"{\w+}", told)[-1] in problem for told in english)


def test_a_wrong_password_is_told_in_the_readers_language(tmp_path: Path) -> None:
    with visitor(office(tmp_path / "office.db")) as client:
        client.cookies.set("language", "ar")
        form = fields(client.get("/login").text)
        answer = client.post("/login", data={**form, "login": "editor", "password": "wrong"})
        assert words("ar")("told.wrong_password") in answer.text


def test_what_the_database_complains_of_is_told_without_its_place(tmp_path: Path, registry: Registry) -> None:
    with visitor(registry, accounts=False) as client:
        client.get("/")
        registry.engine.dispose()
        for file in tmp_path.glob("told.db*"):
            file.write_bytes(b"no database at all" * 100)
        client.cookies.set("language", "ru")
        page, problem = client.get("/sessions"), client.get("/api/v1/status")
    assert (page.status_code, problem.status_code) == (503, 503)
    assert words("ru")("told.db_file") in page.text
    assert problem.json()["detail"] == words("en")("told.db_file")
    assert str(tmp_path) not in page.text + problem.text
