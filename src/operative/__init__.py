"""Operative reads what the United Nations General Assembly adopts and keeps each resolution's follow-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from operative.record import Record

if TYPE_CHECKING:
    from operative.alignment import Comparison
    from operative.registry import Registry

__all__ = ["Record", "Registry", "diff", "read", "read_all"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`operative.Registry`, imported when it is first asked for: reading needs no database."""
    if name == "Registry":
        from operative.registry import Registry

        return Registry
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(path_or_bytes: str | Path | bytes, *, language: str | None = None, ocr: bool = False) -> Record:
    """The record of one document.

    `path_or_bytes` is a file's path or its bytes; `language` (ar en es fr ru zh) is found from the text when not
    given; `ocr` recognises scanned pages. Raises `Unreadable` when there is no text to be had from it, or when the
    path holds more than one document (a folder or an archive: see `read_all`).
    """
    from operative import meaning, reading, structure

    return meaning.understand(structure.build(reading.read(path_or_bytes, ocr=ocr), language))


def read_all(path_or_bytes: str | Path | bytes, *, language: str | None = None, ocr: bool = False) -> Iterator[Record]:
    """The records of all documents in a file, folder or archive, in the order of their names."""
    from operative import meaning, reading, structure

    for document in reading.read_all(path_or_bytes, ocr=ocr):
        yield meaning.understand(structure.build(document, language))


def diff(old: Record, new: Record) -> Comparison:
    """Two records in one language side by side, paragraph by paragraph, with the words that changed.

    For a resolution and its successor, or two readings of one. Raises ValueError when the languages differ or are not
    known.
    """
    from operative import alignment

    return alignment.diff(old, new)
