"""Zip and tar archives to the documents in them, one at a time, within limits."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from operative.reading import detect
from operative.reading.page import Unreadable

DEEPEST = 2  # archives within archives: a session's zip of folders' zips; deeper nesting is how bombs are built
LARGEST_MEMBER = 200_000_000
LARGEST_TOTAL = 4_000_000_000
MOST_MEMBERS = 100_000
# Text deflates to a tenth, XML to a fiftieth; deflate can't do better than 1032, and only on one repeated byte.
RATIO = 200
RATIO_FROM = 1_000_000  # small members may be as repetitive as they like

# What operating systems leave in archives: .DS_Store, __MACOSX/._letter.docx
NOT_A_DOCUMENT = re.compile(r"(?:^|/)(?:\.[^./]|__MACOSX/)")

UNPACK = "unpack it with care and give the documents themselves"


def is_archive(content: Path | bytes) -> bool:
    """Whether a file that begins like an archive is one, and not a document in a zip file's form (DOCX, ODT)."""
    try:
        with zipfile.ZipFile(_file(content)) as archive:
            return detect.PACKAGES.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        with _opened(content) as file:
            return not file.read(4).startswith(detect.ZIPPED)  # a broken zip is told of when it is read as a document


def members(content: Path | bytes, name: str, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """The name ("a.zip!b/c.xml") and the bytes of each document in an archive, archives within it opened too.

    Raises Unreadable for an archive that is broken, protected, nested too deep, or made to swell (a bomb).
    """
    total = 0
    for inner, data in _contents(content, name):
        total += len(data)
        if total > LARGEST_TOTAL:
            raise Unreadable(name, f"the archive holds more than {LARGEST_TOTAL // 10**9} GB", UNPACK, "large")
        path = f"{name}!{inner}"
        if detect.archive_like(data[:512]) and is_archive(data):
            if depth == DEEPEST:
                raise Unreadable(path, f"it is an archive {DEEPEST} archives deep", UNPACK, "large")
            yield from members(data, path, depth + 1)
        else:
            yield path, data


def _contents(content: Path | bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive in its own order, without the notes that operating systems leave in it."""
    try:
        with _opened(content) as file:
            zipped = file.read(4).startswith(detect.ZIPPED)
        for inner, data in _zip_contents(content, name) if zipped else _tar_contents(content, name):
            if not NOT_A_DOCUMENT.search(inner):
                yield inner, data
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, ValueError, NotImplementedError) as error:
        what = f"the archive is broken ({error})"
        raise Unreadable(name, what, "get it again, it may be cut off", "broken") from error


def _zip_contents(content: Path | bytes, name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(_file(content)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise Unreadable(name, f"the archive holds more than {MOST_MEMBERS:,} files", UNPACK, "large")
        for info in infos:
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                where = f"{name}!{info.filename}"
                raise Unreadable(where, "it is protected by a password", "unpack it first", "protected")
            yield info.filename, inflate(archive, info, name)


def inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of one member; Unreadable if it swells beyond any document.

    What the directory says of sizes may be a lie, so the reading itself is bounded too.
    """
    allowed = min(LARGEST_MEMBER, max(RATIO_FROM, info.compress_size * RATIO))
    data = b""
    if info.file_size <= allowed:
        with archive.open(info) as file:
            data = file.read(allowed + 1)
    if info.file_size > allowed or len(data) > allowed:
        what = f"{info.filename} swells from {info.compress_size:,} to {max(info.file_size, len(data)):,} bytes"
        raise Unreadable(name, f"{what}, as no document does", UNPACK, "large")
    return data


def _tar_contents(content: Path | bytes, name: str) -> Iterator[tuple[str, bytes]]:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    total = 0
    with _opened(content) as raw, tarfile.open(fileobj=raw, mode="r:*") as archive:
        for info in archive:
            total += info.size
            if info.size > LARGEST_MEMBER or total > max(RATIO_FROM, size * RATIO):
                raise Unreadable(name, f"the archive swells from {size:,} to over {total:,} bytes", UNPACK, "large")
            file = archive.extractfile(info) if info.isfile() else None
            if file:
                yield info.name, file.read()


def _opened(content: Path | bytes) -> io.BufferedIOBase:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _file(content: Path | bytes) -> Path | io.BytesIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content


def member(content: Path | bytes, name: str, wanted: str) -> bytes:
    """The bytes of one file of an archive, by its name in it; the others aren't unpacked. Raises Unreadable."""
    missing = Unreadable(f"{name}!{wanted}", "the archive has no such file", "check the path", "missing")
    try:
        with _opened(content) as file:
            zipped = file.read(4).startswith(detect.ZIPPED)
        if not zipped:
            return next(data for inner, data in _tar_contents(content, name) if inner == wanted)
        with zipfile.ZipFile(_file(content)) as archive:
            return inflate(archive, archive.getinfo(wanted), name)
    except (KeyError, StopIteration) as error:
        raise missing from error
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, ValueError, NotImplementedError) as error:
        what = f"the archive is broken ({error})"
        raise Unreadable(name, what, "get it again, it may be cut off", "broken") from error
