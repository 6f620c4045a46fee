"""What waits between two requests: by name, for a while, once where it is taken, for every process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from operative.web.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", 60.0)


def age(folder: Path, seconds: float) -> None:
    for path in folder.iterdir():
        put = path.stat().st_mtime - seconds
        os.utime(path, (put, put))


def test_what_is_put_is_there_for_whoever_has_the_folder(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("lamp", b"lit")
    shelf.put("lamp", b"out")
    assert Shelf(tmp_path / "shelf", 60.0).get("lamp") == b"out"
    assert shelf.get("bell") is None


def test_what_is_taken_is_gone(shelf: Shelf) -> None:
    shelf.put("lamp", b"lit")
    assert shelf.take("lamp") == b"lit"
    assert shelf.take("lamp") is None
    assert shelf.get("lamp") is None


def test_pieces_are_added_to(shelf: Shelf) -> None:
    shelf.add("lamp", b"a")
    shelf.add("lamp", b"b")
    assert shelf.get("lamp") == b"ab"


def test_what_stays_too_long_goes(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("lamp", b"lit")
    shelf.put("bell", b"rung")
    assert sorted(shelf.every()) == [b"lit", b"rung"]
    age(tmp_path / "shelf", 61)
    assert shelf.take("bell") is None
    assert shelf.count() == 0
    assert list((tmp_path / "shelf").iterdir()) == []


def test_names_are_no_paths_and_the_folder_is_its_owners(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("../../outside", b"x")
    assert [path.parent for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "shelf"]
    assert (tmp_path / "shelf").stat().st_mode & 0o077 == 0
