"""The API: described, in portions, tagged, with errors for programs."""

from __future__ import annotations

import pytest
from litestar.testing import TestClient

from operative.registry import Registry

API = "/api/v1"


def test_it_is_described(client: TestClient) -> None:
    described = client.get(client.get(API).json()["schema"]).json()
    assert described["openapi"].startswith("3.")
    assert {f"{API}/session/{{number}}", f"{API}/mandates", f"{API}/record/{{symbol}}"} <= set(described["paths"])
    assert all("summary" in verb for path in described["paths"].values() for verb in path.values())


@pytest.mark.parametrize(
    "path",
    [
        "status", "sessions", "session/65", "resolutions", "resolutions?session=65", "record/A/RES/64/91",
        "record/A/RES/64/356?language=zh", "about/A/RES/64/91", "versions/A/RES/64/91", "follow/A/RES/64/91",
        "series/A/RES/64/91", "cited-by/A/65/123", "mandates?actor=un:secretary-general", "actors", "calendar",
        "calendar?session=65", "calls", "calls?symbol=A/RES/64/91", "report/A/RES/64/91",
    ],
)  # fmt: skip
def test_every_question_is_answered(client: TestClient, path: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()
    again = client.get(f"{API}/{path}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_lists_come_in_portions(client: TestClient, registry: Registry) -> None:
    every = registry.mandates()
    address, found = f"{API}/mandates?most=3", []
    while address:
        portion = client.get(address).json()
        assert (portion["count"], portion["first"]) == (len(every), len(found))
        found += portion["items"]
        address = portion["next"]
    assert [(one["symbol"], one["block"]) for one in found] == [(one.symbol, one.block) for one in every]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("record/A/RES/99/1", 404),
        ("record/nothing", 404),
        ("follow/A/RES/99/1", 404),
        ("nothing", 404),
        ("session/0", 400),
        ("session/x", 404),
        ("mandates?most=0", 400),
        ("mandates?most=100000", 400),
        ("mandates?force=8", 400),
        ("record/A/RES/64/91?language=de", 400),
    ],
)
def test_errors_are_for_programs(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]


def test_nothing_is_written(client: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(client, method)(f"{API}/mandates")
        assert answer.status_code == 405
        assert answer.json()["status"] == 405
