"""The corpus by the API: what is counted is what a list with the same filters has; what is cited, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from litestar.testing import TestClient

from operative.registry import Registry
from operative.registry.corpus import CYCLES, LENGTHS, LIKENESSES, ORDERS, PICTURES
from operative.web.api_corpus import Cycle, Length, Likeness

API = "/api/v1"


def every(client: TestClient, path: str, **query: Any) -> Iterator[dict[str, Any]]:
    """All of a list, portion after portion."""
    answer = client.get(f"{API}/{path}", params={**query, "most": 3})
    while True:
        assert answer.status_code == 200, answer.text
        yield from answer.json()["items"]
        if answer.json()["next"] is None:
            return
        answer = client.get(answer.json()["next"])


@pytest.mark.parametrize(("of", "by"), PICTURES)
def test_what_is_counted_can_be_listed(client: TestClient, registry: Registry, of: Any, by: Any) -> None:
    counts = list(every(client, f"counts/{of}", by=by))
    assert [(one["key"], one["session"], one["number"]) for one in counts] == [
        (one.key, one.session, one.number) for one in registry.counts(of, by)
    ]
    path = "corpus" if of == "resolutions" else "mandates"
    also = {"reports": True} if of == "reports" else {}
    for one in counts[:6]:
        fields = ("force", "strongest") if by == "force" else (by,)
        named = dict.fromkeys(fields, one["key"])
        if named.get("force") == "0":  # a decision that directs nobody is no mandate of that list
            continue
        asked = {"session": one["session"], **named, **also}
        assert client.get(f"{API}/{path}", params=asked).json()["count"] == one["number"], asked


@pytest.mark.parametrize("order", ORDERS)
def test_the_corpus_comes_in_an_order(client: TestClient, order: str) -> None:
    told = [one[order] for one in every(client, "corpus", order=f"-{order}")]
    with_it = [one for one in told if one is not None]
    assert len(told) > 3
    assert with_it == sorted(with_it, reverse=True)


@pytest.mark.parametrize("asked", ["order=size", "cycle=weekly", "words=7", "likeness=x", "first=-1", "most=0"])
def test_what_there_is_no_such_filter_for_is_refused(client: TestClient, asked: str) -> None:
    answer = client.get(f"{API}/corpus?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_the_filters_are_those_of_the_corpus() -> None:
    told = [get_args(get_args(get_args(kind)[0])[0]) for kind in (Cycle, Length, Likeness)]
    assert told == [CYCLES, LENGTHS, LIKENESSES]


def test_what_a_document_cites_is_told(client: TestClient, registry: Registry) -> None:
    cited = list(every(client, "cites/A/RES/65/92"))
    assert {"A/RES/64/91", "A/65/123"} <= {one["symbol"] for one in cited}
    assert len(cited) == len(registry.cites("A/RES/65/92"))
    assert client.get(f"{API}/cites/A/RES/99/1").status_code == 404


@pytest.mark.parametrize("path", ["corpus", "counts/resolutions?by=basis", "cites/A/RES/65/92"])
def test_an_answer_that_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(f"{API}/{path}").headers["etag"]
    assert client.get(f"{API}/{path}", headers={"if-none-match": tag}).status_code == 304


def test_they_are_described_with_examples(client: TestClient) -> None:
    paths = client.get(f"{API}/schema/openapi.json").json()["paths"]
    parameters = {one["name"]: one for one in paths[f"{API}/corpus"]["get"]["parameters"]}
    assert {"session", "basis", "cycle", "words", "likeness", "actor", "order", "first", "most"} == set(parameters)
    assert all(parameters[name].get("examples") for name in ("basis", "actor", "order"))
