"""Follow-up of what is kept: computed in the background, once; pages say so until it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Semaphore, Thread
from typing import Any

import pytest
from litestar.testing import TestClient

from operative.registry import Registry, linking
from operative.web import following
from operative.web.speech import words
from tests.registry import invented
from tests.web.forms import lighthouses, visitor

SAID = words("en")("following.again")
LETTER = """Resolution adopted by the General Assembly
67/94. Lighthouses and the safety of small ports
The General Assembly,
Recalling its resolution 66/93 of 7 December 2011,
1. Requests the Secretary-General to report on lighthouses at its sixty-eighth session.
"""


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Holds computing back until it is set."""
    go, computed = Event(), linking.compute

    def compute(*given: Any) -> linking.Computed:
        assert go.wait(60)
        return computed(*given)

    monkeypatch.setattr(linking, "compute", compute)
    yield go
    go.set()


def keep(client: TestClient) -> dict[str, Any]:
    answer = client.post(
        "/api/v1/add",
        files={"file": ("letter.txt", LETTER.encode())},
        data={"by": "N. Name", "symbol": "A/RES/67/94", "language": "en"},
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_page_says_that_follow_up_is_being_computed_and_then_shows_it(tmp_path: Path, held: Event) -> None:
    held.set()
    registry = lighthouses(tmp_path / "operative.db")
    held.clear()
    with visitor(registry, accounts=False) as client:
        assert SAID not in client.get("/A/RES/67/94").text
        assert keep(client)["new"]
        page = client.get("/A/RES/67/94")
        assert (page.status_code, SAID in page.text) == (200, True)
        assert client.get("/api/v1/status").json()["texts that follow-up waits for"] == 1
        held.set()
        client.app.state.follow_up.catch_up().result(60)
        page = client.get("/A/RES/67/94")
        assert (page.status_code, SAID in page.text) == (200, False)
        assert [link["predecessor"] for link in client.get("/api/v1/series/A/RES/67/94").json()][-1] == "A/RES/66/93"
        assert client.get("/api/v1/follow/A/RES/67/94").json()[0]["status"]


def test_what_a_server_left_undone_is_done_when_the_next_one_starts(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    registry.add(invented.resolution("A/RES/66/95", "Requests the Secretary-General to report at its next session."))
    assert registry.unfollowed() == 1
    with visitor(registry, accounts=False) as client:
        client.app.state.follow_up.catch_up().result(60)
        assert registry.unfollowed() == 0
        assert client.get("/api/v1/follow/A/RES/66/95").json()[0]["status"]


def test_a_server_that_runs_for_days_has_the_statuses_of_the_day(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    registry.refresh(date(2010, 12, 1))  # the sixty-sixth session is still to come
    assert [line.status for line in registry.follow("A/RES/65/92")] == ["upcoming"]
    with visitor(registry, accounts=False) as client:
        client.app.state.follow_up.catch_up().result(60)
        assert [line["status"] for line in client.get("/api/v1/follow/A/RES/65/92").json()] == ["no evidence found"]


def test_statuses_are_computed_once_for_a_day_and_never_for_one_that_is_over(tmp_path: Path) -> None:
    registry, other = lighthouses(tmp_path / "operative.db"), Registry(tmp_path / "operative.db")
    tomorrow = date.today() + timedelta(1)
    assert not registry.catch_up()
    assert registry.catch_up(tomorrow)
    assert not other.catch_up(tomorrow)
    assert not other.catch_up(), "another machine's clock is late"


def test_a_server_looks_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry, looked = lighthouses(tmp_path / "operative.db"), Semaphore(0)
    monkeypatch.setattr(following, "PAUSE", 0.01)
    monkeypatch.setattr(registry, "catch_up", lambda _: looked.release())
    with visitor(registry, accounts=False):
        assert all(looked.acquire(timeout=60) for _ in range(3))


def test_of_two_processes_that_would_compute_it_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    registry.add(invented.resolution("A/RES/66/95", "Requests the Secretary-General to report at its next session."))
    others = [Registry(tmp_path / "operative.db") for _ in range(3)]
    did: list[bool] = []
    threads = [Thread(target=lambda one=one: did.append(one.catch_up())) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(did) == [False, False, True]


def test_another_reading_of_a_text_has_no_status_of_the_one_before(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    assert [line.status for line in registry.follow("A/RES/65/92")] == ["no evidence found"]
    registry.add(
        invented.resolution(
            "A/RES/65/92",
            "Encourages States to look about;",
            "Requests the Secretary-General"
            " to submit a report on ports to the General Assembly at its ninetieth session.",
        )
    )
    assert [line.status for line in registry.follow("A/RES/65/92")] == [None]


def test_texts_that_come_while_it_is_computed_wait_for_nobody_and_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, other = lighthouses(tmp_path / "operative.db"), Registry(tmp_path / "operative.db")
    computed, came = linking.compute, iter(range(95, 99))

    def overtaken(*given: Any) -> linking.Computed:
        found = computed(*given)
        asks = "Requests the Secretary-General to submit a report to the General Assembly at its sixty-seventh session."
        assert other.add(invented.resolution(f"A/RES/66/{next(came)}", asks))
        return found

    registry.add(invented.resolution("A/RES/66/94", "Encourages Member States to keep their lighthouses lit;"))
    monkeypatch.setattr(linking, "compute", overtaken)
    monkeypatch.setattr(registry, "refresh", lambda today: linking_refresh(registry, computed, today))
    assert registry.catch_up()
    assert registry.unfollowed() == 0
    assert next(came) == 98, "it began again twice, and kept others waiting the last time"
    assert [registry.follow(f"A/RES/66/{number}")[0].status for number in (95, 96, 97)] == ["due"] * 3


def linking_refresh(registry: Registry, compute: Any, today: date) -> None:
    """What `refresh` does when nobody overtakes it."""
    with registry._writing() as connection:
        linking.write(connection, compute(connection, today))
