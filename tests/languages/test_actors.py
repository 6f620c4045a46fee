"""The list of actors: the same identifiers in all six files, each with a name, each name with one actor."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from operative.languages import CODES, load

STATES = 193 + 4  # Members; the Holy See, Palestine, the Cook Islands, Niue


@pytest.mark.parametrize("code", CODES)
def test_all_files_have_the_same_actors_in_the_same_order(code: str) -> None:
    assert list(load(code).data["actors"]) == list(load("en").data["actors"])


@pytest.mark.parametrize("code", CODES)
def test_every_actor_has_a_name(code: str) -> None:
    for actor, names in load(code).data["actors"].items():
        assert re.fullmatch(r"(?:un|org|group):[a-z0-9]+(?:-[a-z0-9]+)*|state:[a-z]{3}", actor)
        assert names, actor
        assert len(set(names)) == len(names), actor
        assert all(name == " ".join(name.split()) and not name.startswith("*") for name in names), actor


def test_every_state_is_there() -> None:
    assert sum(actor.startswith("state:") for actor in load("en").data["actors"]) == STATES


@pytest.mark.parametrize("code", CODES)
def test_a_name_is_that_of_one_actor(code: str) -> None:
    """Two may share one that names both; a capital tells "Secretariat" from "secretariat"."""
    actors = defaultdict(set)
    for actor, names in load(code).data["actors"].items():
        for name in names:
            actors[name[0].isupper(), name.casefold()].add(actor)
    shared = {name: ids for (_, name), ids in actors.items() if len(ids) > 1}
    assert all(len(ids) == 2 and all(actor.startswith("group:") for actor in ids) for ids in shared.values()), shared
    assert len(shared) < 25
