"""The API's writes: the rules that pages have, for programs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from operative.registry import Registry
from tests.web.forms import HERE, lighthouses, office, visitor

API = "/api/v1"
SAY = f"{API}/say/A/RES/64/91"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "operative.db")


@pytest.fixture
def client(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry, accounts=False) as client:
        yield client


def test_something_is_said(client: TestClient, registry: Registry) -> None:
    body = {"place": "op2", "status": "done", "evidence": ["A/65/123"], "why": "it is here", "by": "N. Name"}
    answer = client.post(SAY, json=body)
    assert answer.status_code == 201
    (event,) = answer.json()
    assert (event["about"], event["by"], event["digest"]) == (
        "A/RES/64/91 op2 report 1",
        "N. Name",
        registry.log()[-1].digest,
    )
    assert client.get(f"{API}/words/A/RES/64/91").json()[event["about"]]["status"] == "done"
    assert client.get(f"{API}/log?symbol=A/RES/64/91").json()["items"] == [event]
    assert client.get(f"{API}/verify").json()["whole"] is True


def test_who_comes_second_sees_the_first(client: TestClient, registry: Registry) -> None:
    body = {"place": "op2", "owner": "Sea unit", "by": "F. First", "after": "nothing yet"}
    assert client.post(SAY, json=body).status_code == 201
    second = client.post(SAY, json={**body, "owner": "Air unit", "by": "S. Second"})
    assert second.status_code == 409
    assert "F. First" in second.json()["detail"]
    again = {**body, "owner": "Air unit", "by": "S. Second", "after": registry.log()[-1].digest}
    assert client.post(SAY, json=again).status_code == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"by": "N. Name"}, 422),
        ({"comment": "x"}, 422),
        ({"place": "op2", "status": "done", "by": "N. Name"}, 422),
        ({"place": "op2", "status": "perhaps", "why": "x", "by": "N. Name"}, 422),
        ({"place": "op99", "comment": "x", "by": "N. Name"}, 404),
        ({"comment": 1, "by": "N. Name"}, 400),
        ({"remark": "x", "by": "N. Name"}, 400),
        ([], 400),
        ("", 400),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, registry: Registry, body: Any, status: int) -> None:
    answer = client.post(SAY, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert registry.log() == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_told(client: TestClient, body: bytes) -> None:
    answer = client.post(SAY, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_a_contribution_is_put_in_and_withdrawn(client: TestClient, registry: Registry) -> None:
    path = f"{API}/contribute/A/RES/64/91"
    text = "We lit forty lighthouses in the year, and mended all lamps."
    body = {"place": "op1", "contributor": "Mali", "date": "2010-06-24", "by": "N. Name"}
    made = client.post(path, json={**body, "text": text})
    assert made.status_code == 201
    assert (made.json()["actor"], made.json()["text"]) == ("state:mli", text)
    file = {"file": base64.b64encode(text.encode()).decode(), "name": "../letter.txt"}
    assert client.post(path, json={**body, "contributor": "Peru", **file}).json()["name"] == "letter.txt"
    assert client.post(path, json=body).status_code == 422
    gone = client.post(f"{API}/withdraw/{made.json()['id']}", json={"why": "sent twice", "by": "N. Name"})
    assert gone.status_code == 201
    assert "sent twice" in gone.json()["withdrawn"]
    assert client.get(f"{API}/contributions").json()["count"] == 2
    assert client.post(f"{API}/withdraw/99", json={"why": "x", "by": "N. Name"}).status_code == 404


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}])
def test_other_sites_write_nothing(client: TestClient, registry: Registry, headers: dict[str, str]) -> None:
    body = {"comment": "x", "by": "N. Name"}
    assert client.post(SAY, json=body, headers=headers).status_code == 403
    assert registry.log() == []
    assert client.post(SAY, json=body, headers={"origin": HERE}).status_code == 201


def test_with_accounts_a_token_says_who_it_is(tmp_path: Path) -> None:
    registry = office(tmp_path / "office.db")
    with visitor(registry, public=True) as client:
        body = {"place": "op2", "comment": "x", "by": "Somebody Else"}
        assert client.get(f"{API}/status").status_code == 200
        assert client.post(SAY, json=body).status_code == 401
        assert client.post(SAY, json=body, headers={"authorization": "Bearer guessed"}).status_code == 401
        contributor = {"authorization": f"Bearer {registry.accounts.begin('contributor')}"}
        assert client.post(SAY, json=body, headers=contributor).json()[0]["by"] == "N. Contributor (contributor)"
        status = {"place": "op2", "status": "done", "why": "x"}
        refused = client.post(SAY, json=status, headers=contributor)
        assert refused.status_code == 403
        assert "editor" in refused.json()["detail"]
        editor = {"authorization": f"Bearer {registry.accounts.begin('editor')}"}
        assert client.post(SAY, json=status, headers=editor).status_code == 201
        reader = {"authorization": f"Bearer {registry.accounts.begin('reader')}"}
        assert client.post(SAY, json=body, headers=reader).status_code == 403
