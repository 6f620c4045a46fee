"""A record's source, read once more: the same document from a file, an archive, or a file of several."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from operative import reading
from operative.reading import Unreadable
from tests.specimens import specimens
from tests.specimens.forms import FORMS

TEXT = FORMS["wordtext"].write(next(specimens()[0].versions()))


def packed(folder: Path) -> list[Path]:
    """A zip and a tar archive, each with another file before the text, and a zip within a zip."""
    plain = {"notes.txt": b"Notes on lamps.", "texts/one.txt": TEXT}
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, data in plain.items():
            archive.writestr(name, data)
    (folder / "a.zip").write_bytes(zipped.getvalue())
    with zipfile.ZipFile(folder / "nested.zip", "w") as archive:
        archive.writestr("inner.zip", zipped.getvalue())
    with tarfile.open(folder / "a.tar.gz", "w:gz") as tar:
        for name, data in plain.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    (folder / "one.txt").write_bytes(TEXT)
    return [folder / name for name in ("a.zip", "nested.zip", "a.tar.gz", "one.txt")]


def test_each_document_is_found_again_by_its_source(tmp_path: Path) -> None:
    for path in packed(tmp_path):
        for first in reading.read_all(path):
            again, data = reading.again(first.source)
            assert again.text == first.text
            assert data
    assert reading.again(f"{tmp_path}/a.zip!texts/one.txt")[1] == TEXT


@pytest.mark.parametrize(
    "source", ["gone.txt", "a.zip!gone.txt", "a.tar.gz!gone.txt", "one.txt!x", "https://example.org/x"]
)
def test_what_is_not_to_be_had_is_told(tmp_path: Path, source: str) -> None:
    packed(tmp_path)
    with pytest.raises(Unreadable):
        reading.again(source if "://" in source else f"{tmp_path}/{source}")
