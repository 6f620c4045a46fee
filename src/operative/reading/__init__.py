"""Bytes to pages of lines of runs. The only room that opens documents.

`read` gives the one document that a file is, `read_all` every document in files, folders and archives, `documents` only
names them, so that each can be read by itself, and `again` finds the one that a record was read from. What a file is
comes from its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path

from operative.reading import detect
from operative.reading.page import Line, Page, Reading, Run, Unreadable

__all__ = ["Line", "Page", "Reading", "Run", "Unreadable", "documents", "files", "read", "read_all"]

Input = str | PathLike[str] | bytes

# Beyond this a "document" is a dump of something else; the longest resolution in print has under 2 MB as text.
LARGEST = 200_000_000


def read(path_or_bytes: Input, *, ocr: bool = False, source: str | None = None) -> Reading:
    """The one document that a file or its bytes hold.

    Raises Unreadable for what can't be read, and for folders and archives that hold several documents. An official XML
    file with several resolutions gives the first, with a warning: `read_all` gives each.
    """
    found = documents(path_or_bytes, source=source)
    first, second = next(found, None), next(found, None)
    name = source or _name(path_or_bytes)
    if first is None:
        raise Unreadable(name, "there is no document in it", "give a folder or archive that holds documents", "empty")
    if second is not None:
        mend = "read them all: operative.read_all, or operative read"
        raise Unreadable(name, "it holds several documents", mend, "several")
    readings = list(_readings(*first, ocr=ocr))
    if len(readings) > 1:
        more = ("several-documents", f"the file holds {len(readings)} resolutions; this is the first")
        readings[0].warnings = [*readings[0].warnings, more]
    return readings[0]


def read_all(inputs: Input | Iterable[Input], *, ocr: bool = False, source: str | None = None) -> Iterator[Reading]:
    """Every document in the given files, folders, archives and bytes, in order, one at a time.

    Stops with Unreadable at the first that can't be read; to go on over such, take `documents` and read each by itself.
    """
    for one in [inputs] if isinstance(inputs, (str, bytes, PathLike)) else inputs:
        for name, content in documents(one, source=source):
            yield from _readings(name, content, ocr=ocr)


def again(source: str) -> tuple[Reading, bytes]:
    """The document that the `source` of a record names ("a.zip!b/c.xml#2"), read once more, and its file's bytes.

    What other programs would have to convert isn't read again. Raises Unreadable where it isn't to be had.
    """
    file = re.sub(r"#\d+\Z", "", source)  # one of several in a file of official XML
    outer, *inner = file.split("!")
    data = _bytes(Path(outer), outer)
    for name in inner:
        from operative.reading import archive

        data = archive.member(data, outer, name)
        outer = f"{outer}!{name}"
    if detect.media_type(data, file) not in detect.CONVERTED:
        for reading in _readings(file, data, ocr=False):
            if reading.source == source:
                return reading, data
    raise Unreadable(source, "it isn't read again", "look into the file itself", "unconverted")


def documents(path_or_bytes: Input, *, source: str | None = None) -> Iterator[tuple[str, Path | bytes]]:
    """The name and the place of every document in a file, folder or archive: ("a.zip!b/c.xml", its bytes).

    Folders are walked in the order of names, archives in their own; nothing but archives is opened. A document that is
    a file of its own comes as its path. `read_all(content, source=name)` reads what comes.
    """
    name = source or _name(path_or_bytes)
    if isinstance(path_or_bytes, bytes):
        yield from _unpacked(name, path_or_bytes) if detect.archive_like(path_or_bytes) else [(name, path_or_bytes)]
        return
    path = Path(path_or_bytes)
    if path.is_dir():
        for inner in files(path):
            yield from documents(inner)
    elif _may_be_archive(path):
        yield from _unpacked(name, path)
    else:
        yield name, path


def files(path: Path) -> Iterator[Path]:
    """The files of a folder and of those within it, in the order of names, hidden ones left out; of a file, itself."""
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir(), key=lambda p: p.name):
        if not inner.name.startswith("."):
            yield from files(inner)


def _unpacked(name: str, content: Path | bytes) -> Iterator[tuple[str, Path | bytes]]:
    """The documents of an archive, or the content itself if it is none (a DOCX is a zip file too)."""
    from operative.reading import archive

    if archive.is_archive(content):
        yield from archive.members(content, name)
    else:
        yield name, content


def _readings(name: str, content: Path | bytes, *, ocr: bool) -> Iterator[Reading]:
    """The readings of one document: one, or as many as an official XML file has resolutions."""
    data = content if isinstance(content, bytes) else _bytes(content, name)
    kind = detect.media_type(data, name)
    if kind == detect.AKN:
        from operative.reading.akn import read_akn

        yield from read_akn(data, name)
    elif kind == detect.TEXT:
        from operative.reading.text import read_text

        text, warnings = detect.decode(data, name)
        reading = read_text(text, name)
        reading.warnings = [*warnings, *reading.warnings]
        yield reading
    elif kind == detect.PDF:
        from operative.reading.pdf import read_pdf

        yield read_pdf(data, name, ocr=ocr)
    elif kind == detect.DOCX:
        from operative.reading.docx import read_docx

        yield read_docx(data, name)
    elif kind == detect.HTML:
        from operative.reading.html import read_html

        yield read_html(data, name)
    elif kind in detect.CONVERTED:
        from operative.reading.office import read_office

        yield read_office(data, name, kind)
    else:
        raise Unreadable(name, "archives this deep are not opened", "unpack it first", "large")


def _may_be_archive(path: Path) -> bool:
    """Whether a file's first bytes are those of an archive; the archive room looks further."""
    try:
        with path.open("rb") as file:
            return detect.archive_like(file.read(512))
    except OSError:
        return False  # reading the document itself says what is wrong


def _bytes(path: Path, name: str) -> bytes:
    """The content of a file; Unreadable says what is wrong with a path."""
    try:
        if path.stat().st_size > LARGEST:
            what = f"the file is larger than {LARGEST // 1_000_000} MB"
            raise Unreadable(name, what, "give the documents themselves", "large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(name, "there is no such file", "check the path", "missing") from error
    except OSError as error:
        what = f"the file can't be opened ({error.strerror})"
        raise Unreadable(name, what, "check its permissions", "missing") from error


def _name(given: Input) -> str:
    return "-" if isinstance(given, bytes) else fspath(given)
