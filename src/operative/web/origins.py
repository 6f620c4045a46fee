"""Where a text came from, as readers are told: by the name of its file, never by the folders of the server."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from operative.record import Record
from operative.registry.holdings import Version

T = TypeVar("T", Record, Version)


class _Named(msgspec.Struct):
    """What is read of a record's JSON to find the name in it."""

    source: str


_decoder = msgspec.json.Decoder(_Named)


def file_name(source: str) -> str:
    """The name of the file that a record was read from, without the folders of the machine that it lay on."""
    outer, *inner = source.split("!")
    return "!".join([outer.replace("\\", "/").rpartition("/")[2], *inner])


def shown(one: T) -> T:
    """A record or version as readers see it."""
    return replace(one, source=file_name(one.source))


def shown_line(line: bytes) -> bytes:
    """The JSON of a record as readers see it; `source` is the first of its fields, so that the rest isn't read."""
    source = _decoder.decode(line).source
    return line.replace(msgspec.json.encode(source), msgspec.json.encode(file_name(source)), 1)
