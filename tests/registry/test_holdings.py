"""What a registry says that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from operative.registry import Registry, Unknown
from operative.registry.questions import Filter
from tests.registry import invented


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([invented.first(), invented.second(), invented.third()])
    registry.refresh()
    return registry


def test_sessions_and_their_resolutions(registry: Registry) -> None:
    assert [(one.number, one.resolutions) for one in registry.sessions()] == [(66, 1), (65, 1), (64, 1)]
    (held,) = registry.resolutions(65)
    assert (held.symbol, held.title, held.languages) == ("A/RES/65/92", invented.TITLE, ("en",))
    assert len(registry.resolutions()) == 3


def test_versions_say_where_they_come_from(registry: Registry) -> None:
    (version,) = registry.versions("a/res/64/91")
    assert (version.language, version.by, version.current) == ("en", "operative", True)
    with pytest.raises(Unknown, match="doesn't hold A/RES/64/1"):
        registry.versions("A/RES/64/1")


def test_titles_of_documents_that_are_known(registry: Registry) -> None:
    assert registry.titles(["A/RES/64/91", "A/RES/1/1"]) == {"A/RES/64/91": invented.TITLE}
    assert registry.resembling("A/RES/64/9") == ["A/RES/64/91"]
    assert registry.about("A/RES/64/91").items == {"11": None}


def test_who_is_directed(registry: Registry) -> None:
    asked = {one.actor: (one.mandates, one.requests) for one in registry.actors()}
    assert asked["un:secretary-general"] == (2, 2)
    assert asked["group:member-states"] == (2, 0)


def test_mandates_come_in_portions(registry: Registry) -> None:
    every = registry.mandates()
    assert registry.count_mandates(Filter()) == len(every) == 4
    assert registry.mandates(first=1, most=2) == every[1:3]
    assert registry.count_mandates(Filter(actor="un:secretary-general", due=65)) == 1


def test_the_state_is_another_one_after_each_change(registry: Registry) -> None:
    before = registry.state()
    assert registry.state() == before
    registry.add(invented.resolution("A/RES/66/94", "Decides to light the lamps."))
    changed = registry.state()
    assert changed != before
    subject = registry.subject("A/RES/64/91")
    registry.say(subject, [("comment", {"comment": "Seen."})], by="N. Name")
    assert registry.state() not in (before, changed)
