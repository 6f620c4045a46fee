"""Where documents are fetched from and how gently: one table, sources.toml, whose entries a user's file replaces."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from operative.registry.store import RegistryError

OURS = Path(__file__).with_name("sources.toml")
Positive = Annotated[float, Meta(gt=0)]
Seconds = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=1)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the table; a name that it doesn't know is a slip of the pen and told."""


class Manners(_Table, frozen=True):
    """How a host is asked: times are seconds, `largest` is bytes; sources.toml says what each means."""

    contact: str
    requests_per_second: Positive
    attempts: Count
    backoff: Seconds
    backoff_most: Seconds
    jitter: Seconds
    patience: Seconds
    connect_timeout: Positive
    read_timeout: Positive
    longest: Positive
    largest: Count


class Resolutions(_Table, frozen=True):
    """The repository of the official XML: its listing, the address of a file in it, and which files a session has."""

    listing: str
    file: str
    hosts: tuple[str, ...]
    texts: tuple[str, ...]
    metadata: tuple[str, ...]
    languages: dict[str, str]


class Documents(_Table, frozen=True):
    """The document site: the address of each form ({language}, {symbol}), and the hosts that it may send us to."""

    hosts: tuple[str, ...]
    forms: dict[str, str]


class Sources(_Table, frozen=True):
    """The whole table."""

    manners: Manners
    resolutions: Resolutions
    documents: Documents


def load(path: Path | None = None) -> Sources:
    """The table, with what a user's file says otherwise. Raises RegistryError that names the file and the entry."""
    table = _parsed(OURS)
    if path is not None:
        table = _replaced(table, _parsed(path))
    try:
        sources = msgspec.convert(table, Sources)
        for template in _templates(sources):
            template.format(session="", language="", symbol="", path="")
    except (msgspec.ValidationError, LookupError, ValueError) as error:
        mend = f"compare it with {OURS}, which has every entry and says what it means"
        raise RegistryError(f"{path or OURS}: this is no table of sources ({error})", mend) from error
    return sources


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise RegistryError(f"{path}: the table of sources can't be read ({said})", "give a TOML file") from error


def _replaced(table: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The table with what another says in its places; lists are taken whole."""
    both = {
        name: _replaced(table[name], value) if isinstance(value, dict) and isinstance(table.get(name), dict) else value
        for name, value in other.items()
    }
    return {**table, **both}


def _templates(sources: Sources) -> Iterator[str]:
    yield sources.resolutions.file
    yield from sources.resolutions.texts
    yield from sources.resolutions.metadata
    yield from sources.documents.forms.values()
