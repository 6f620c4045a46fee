"""Archives and folders give their documents one by one, within limits."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from operative.reading import Unreadable, documents, read, read_all


def _zip(files: dict[str, bytes], *, deflate: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _tar(files: dict[str, bytes], mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


FILES = {"b/two.txt": b"The second lighthouse.", "a/one.txt": b"The first lighthouse."}


def test_the_documents_of_a_zip_come_in_its_order_with_their_names(tmp_path: Path) -> None:
    path = tmp_path / "lights.zip"
    path.write_bytes(_zip({**FILES, "__MACOSX/b/._two.txt": b"x", "b/.hidden": b"x", "empty/": b""}))
    found = list(documents(path))
    assert found == [(f"{path}!b/two.txt", FILES["b/two.txt"]), (f"{path}!a/one.txt", FILES["a/one.txt"])]
    assert [reading.text for reading in read_all(path)] == ["The second lighthouse.", "The first lighthouse."]


def test_a_zip_given_as_bytes_is_opened_too() -> None:
    assert [name for name, _ in documents(_zip(FILES), source="-")] == ["-!b/two.txt", "-!a/one.txt"]


def test_zips_within_zips_are_opened_but_not_without_end() -> None:
    inner = _zip(FILES)
    assert [name for name, _ in documents(_zip({"in.zip": inner}))] == ["-!in.zip!b/two.txt", "-!in.zip!a/one.txt"]
    with pytest.raises(Unreadable, match="archives deep"):
        list(documents(_zip({"out.zip": _zip({"in.zip": inner})})))


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2"])
def test_tar_archives_are_read(mode: str) -> None:
    assert [name for name, _ in documents(_tar(FILES, mode))] == ["-!b/two.txt", "-!a/one.txt"]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "2").mkdir()
    (tmp_path / "2" / "b.txt").write_text("Two.")
    (tmp_path / "1.zip").write_bytes(_zip({"a.txt": b"One."}))
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "3.txt").write_text("Three.")
    names = [name.removeprefix(str(tmp_path)) for name, _ in documents(tmp_path)]
    assert names == ["/1.zip!a.txt", "/2/b.txt", "/3.txt"]
    assert [reading.text for reading in read_all(tmp_path)] == ["One.", "Two.", "Three."]


def test_read_takes_an_archive_of_one_document_only(tmp_path: Path) -> None:
    assert read(_zip({"one.txt": b"The lighthouse."})).text == "The lighthouse."
    with pytest.raises(Unreadable, match="several documents"):
        read(_zip(FILES))
    with pytest.raises(Unreadable, match="no document"):
        read(tmp_path)


def test_names_that_lead_out_of_the_archive_lead_nowhere() -> None:
    [(name, content)] = documents(_zip({"../../etc/lighthouse": b"The lighthouse."}))
    assert name == "-!../../etc/lighthouse"
    assert content == b"The lighthouse."  # nothing is written, so there is nowhere to go


@pytest.mark.parametrize(
    "bomb",
    [
        _zip({"zeros.txt": bytes(50_000_000)}),
        _tar({"zeros.txt": bytes(50_000_000)}, "w:gz"),
        _zip({"word/document.xml": b" " * 50_000_000}),
    ],
)
def test_a_bomb_is_not_unpacked(bomb: bytes) -> None:
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="swells"):
        list(read_all(bomb))


def test_a_zip_that_lies_about_its_sizes_is_not_unpacked() -> None:
    data = bytearray(_zip({"zeros.txt": bytes(20_000_000)}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        list(read_all(bytes(data)))


@pytest.mark.parametrize("size", [30, 100, 150])
def test_a_zip_that_is_cut_off_says_so(size: int) -> None:
    with pytest.raises(Unreadable, match="broken"):
        list(read_all(_zip(FILES)[:size]))


def test_a_document_that_cannot_be_read_is_named_with_its_archive() -> None:
    with pytest.raises(Unreadable) as error:
        list(read_all(_zip({"a/empty.txt": b""}), source="lights.zip"))
    assert error.value.source == "lights.zip!a/empty.txt"
