"""Print a specimen in every form, read it back, compare: nothing may be lost or moved on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from _pytest.mark import ParameterSet
from hypothesis import HealthCheck, given, settings

import operative
from tests.specimens import Version, expected, specimens
from tests.specimens.compose import versions
from tests.specimens.forms import FORMS, Form

VERSIONS = [version for specimen in specimens() for version in specimen.versions()]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
IN_OFFICE = ("registers-i", "letters")  # an office program takes its time over each file
# What the reader is known not to find yet: forms, specimen, languages, and why.
KNOWN = [line.split(" | ") for line in (Path(__file__).parent / "specimens" / "known.txt").read_text().splitlines()]


def _cases() -> Iterator[ParameterSet]:
    for form in FORMS.values():
        for version in VERSIONS:
            if form.office and version.specimen.name not in IN_OFFICE:
                continue
            marks = [pytest.mark.skipif(form.office and not OFFICE, reason="LibreOffice is not installed")]
            for forms, name, languages, why in KNOWN:
                if (
                    form.name in forms.split()
                    and name == version.specimen.name
                    and version.language in languages.split()
                ):
                    marks.append(pytest.mark.xfail(reason=why, strict=True))
            yield pytest.param(version, form, id=f"{version}.{form.name}", marks=marks)


@pytest.mark.parametrize(("version", "form"), list(_cases()))
def test_what_was_printed_is_read(version: Version, form: Form) -> None:
    record = _record(version, form)
    told = expected.facts(version)
    fields = expected.ALWAYS | form.prints
    assert {name: record[name] for name in fields} == {name: told[name] for name in fields}
    assert _blocks(record) == expected.blocks(version, form.leaves_out)
    assert [(note["marker"], note["text"]) for note in record["footnotes"]] == expected.footnotes(version)
    told_citations = expected.citations(version)
    assert _citations(record, told_citations) == told_citations


@pytest.mark.parametrize("form", ["pdftext", "fauxbold", "wordtext", "ocr", "layout"])
def test_what_was_composed_is_read(form: str) -> None:
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(versions())
    def holds(version: Version) -> None:
        record = _record(version, FORMS[form])
        assert record["symbol"] == version.symbol
        assert _blocks(record) == expected.blocks(version)
        assert [(note["marker"], note["text"]) for note in record["footnotes"]] == expected.footnotes(version)

    holds()


def _record(version: Version, form: Form) -> dict[str, Any]:
    return msgspec.json.decode(msgspec.json.encode(operative.read(form.write(version))))


def _blocks(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {name: block[name] for name in ("id", "kind", "number", "text")}
        | {"notes": [(note["marker"], note["offset"]) for note in block["notes"]]}
        for block in record["blocks"]
        if block["kind"] not in ("formula", "closing")
    ]


def _citations(record: dict[str, Any], told: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What the record cites where; the relation only where the specimen tells one."""
    telling = {(where, symbol) for where, symbol, _, relation in told if relation}
    return sorted(
        (
            (c["in"], c["symbol"], c["date"], c["relation"] if (c["in"], c["symbol"]) in telling else None)
            for c in record["citations"]
            if c["symbol"]
        ),
        key=str,
    )
