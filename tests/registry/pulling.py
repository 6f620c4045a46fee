"""What tests of pulling share: an invented repository that runs, and pulling from it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from operative.registry import RegistryError
from operative.registry.pull import Pulled, Puller
from operative.registry.sources import Sources, load
from tests.registry.standin import (
    LISTING,
    StandIn,
)
from tests.specimens import Version, specimens
from tests.specimens.forms.akn import akn

PAGE = b"<!DOCTYPE html><html><head><title>Please log in</title></head><body>Please log in.</body></html>"
PDF = b"%PDF-1.4\n" + b"% an invented document\n" * 40 + b"%%EOF\n"
SYMBOL = "A/RES/64/9012"
DOCUMENT = f"/site/en/{SYMBOL}"
EN, FR = "64session/English/A_RES_64_356-0900001E.xml", "64session/French/A_RES_64_356-0900001F.xml"
METADATA = "data_extract/64.json"


@cache
def version(name: str) -> Version:
    return next(v for specimen in specimens() for v in specimen.versions() if str(v) == name)


def official(name: str) -> bytes:
    return akn(version(name)).encode()


def table(source: StandIn, **manners: Any) -> dict[str, Any]:
    """What is otherwise than in the program's own table: the stand-in's addresses, and milliseconds for seconds."""
    quick = {
        "requests_per_second": 1000.0,
        "attempts": 3,
        "backoff": 0.01,
        "backoff_most": 0.05,
        "jitter": 0.01,
        "patience": 2.0,
        "connect_timeout": 1.0,
        "read_timeout": 0.2,
        "longest": 5.0,
    }
    return {
        "manners": quick | manners,
        "resolutions": {
            "listing": source.url + LISTING,
            "file": source.url + "/raw/{path}",
            "hosts": ["127.0.0.1"],
        },
        "documents": {"hosts": ["127.0.0.1"], "forms": {"pdf": source.url + "/site/{language}/{symbol}"}},
    }


def sources(source: StandIn, tmp_path: Path, **manners: Any) -> Sources:
    path = tmp_path / "sources.toml"
    path.write_text(toml(table(source, **manners)), encoding="utf-8")
    return load(path)


def toml(entries: dict[str, Any], under: str = "") -> str:
    """A table as TOML, whose strings, numbers and lists are written as JSON's are."""
    plain = {name: value for name, value in entries.items() if not isinstance(value, dict)}
    lines = [f"[{under}]"] * bool(under) + [f"{name} = {json.dumps(value)}" for name, value in plain.items()]
    inner = [toml(value, f"{under}.{name}".strip(".")) for name, value in entries.items() if isinstance(value, dict)]
    return "\n".join([*lines, *inner])


def pulled(
    source: StandIn, tmp_path: Path, *targets: str, languages: tuple[str, ...] = ("en",), **manners: Any
) -> list[Pulled]:
    puller = Puller(sources(source, tmp_path, **manners), tmp_path / "cache")
    return list(puller.fetch(wanted for target in targets for wanted in puller.files(target, languages, "pdf")))


def document(source: StandIn, tmp_path: Path, **manners: Any) -> Pulled:
    [one] = pulled(source, tmp_path, SYMBOL, **manners)
    return one


def content(one: Pulled) -> bytes:
    assert one.error is None
    assert one.path
    return one.path.read_bytes()


def error(one: Pulled) -> RegistryError:
    assert one.error is not None
    assert one.path is None
    return one.error


def leftovers(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache").rglob("*.part"))
