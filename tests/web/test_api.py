"""The API: described, in portions, tagged, with errors for programs."""

from __future__ import annotations

import json

import msgspec
import pytest
from litestar.testing import TestClient

from operative.record import Record
from operative.registry import Registry, bulk
from operative.registry.ledger import REPORTS

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


# --- search and bulk ---


def test_a_search_has_pages_and_facets(client: TestClient, registry: Registry) -> None:
    address, hits = f"{API}/search?q=in:op+language:en&size=4", []
    while address:
        answer = client.get(address).json()
        hits += answer["hits"]
        address = answer["next"]
    found = registry.search("in:op language:en", size=500)
    assert [(hit["symbol"], hit["block"]) for hit in hits] == [(hit.symbol, hit.block) for hit in found.hits]
    assert answer["facets"] == found.facets


def test_a_malformed_query_is_told_with_its_place(client: TestClient) -> None:
    answer = client.get(f"{API}/search", params={"q": "ports (lamps"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["start"] == len("ports ")


def test_a_paragraph_is_found_elsewhere(client: TestClient, registry: Registry) -> None:
    likes = client.get(f"{API}/alike/A/RES/64/91?place=op2&most=5").json()
    assert likes[0]["likeness"] == registry.alike("A/RES/64/91", "op2")[0].likeness
    paragraph = client.get(f"{API}/passage/A/RES/64/91?place=op2").json()
    assert paragraph["verbs"] == ["request"]
    assert client.get(f"{API}/alike/A/RES/64/91?place=op77").status_code == 404


def lines(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(f"{API}/bulk/{path}")
    assert answer.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_records_come_in_bulk_as_they_are_kept(client: TestClient, registry: Registry) -> None:
    held = {(one.symbol, code) for one in registry.resolutions() for code in one.languages}
    found = lines(client, "records.jsonl")
    assert {(one["symbol"], one["language"]) for one in found} == held
    assert len(found) == len(held)
    some = lines(client, "records.jsonl?session=64&language=en")
    assert some == [one for one in found if one["session"] == 64 and one["language"] == "en"]
    assert msgspec.convert(some[0], Record) == registry.record(str(some[0]["symbol"]), "en")


def test_facts_come_in_bulk(client: TestClient, registry: Registry) -> None:
    mandates = [json.loads(msgspec.json.encode(one)) for one in registry.mandates()]
    assert sorted(lines(client, "mandates.jsonl"), key=str) == sorted(mandates, key=str)
    assert lines(client, "resolutions.jsonl?session=65")[0]["session"] == 65
    reports = lines(client, "reports.jsonl")
    assert {one["kind"] for one in reports} == {"report", "invitation"}
    follow = [json.loads(msgspec.json.encode(line)) for line in registry.follow("A/RES/64/91") if line.kind in REPORTS]
    assert [one for one in reports if one["symbol"] == "A/RES/64/91"] == follow
    for kind in ("agenda", "observances", "citations"):
        every = lines(client, f"{kind}.jsonl")
        assert every
        assert len(every) > len(lines(client, f"{kind}.jsonl?session=64"))
    cited = [one for one in lines(client, "citations.jsonl") if one["symbol"] == "A/65/123"]
    assert {one["citing"] for one in cited} == {one.symbol for one in registry.cited_by("A/65/123")}


def test_more_records_than_are_read_at_once_come_once_each(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b"".join(registry.records())
    monkeypatch.setattr(bulk, "SOME", 2)
    assert b"".join(registry.records()) == whole


def test_every_question_says_what_it_answers_and_how_it_fails(client: TestClient) -> None:
    described = client.get(f"{API}/schema/openapi.json").json()
    for path, verbs in described["paths"].items():
        for method, verb in verbs.items():
            assert verb["description"], path
            done = {"200", "201"} & set(verb["responses"])
            assert done, path
            assert {"400", "404" if method == "get" else "422", "503"} <= set(verb["responses"]), path
            assert list(verb["responses"]["400"]["content"]) == ["application/problem+json"], path
            for parameter in verb.get("parameters", []):
                assert parameter.get("description"), (path, parameter["name"])


def test_errors_say_which_methods_are_allowed_and_carry_no_tag(client: TestClient) -> None:
    assert "GET" in client.post(f"{API}/mandates").headers["allow"]
    assert "etag" not in client.get(f"{API}/record/A/RES/99/1").headers
