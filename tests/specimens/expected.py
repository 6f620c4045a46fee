"""What must be read from a version, in the shape of the record."""

from __future__ import annotations

from typing import Any

from tests.specimens.model import Paragraph, Version

ALWAYS = frozenset({"language", "symbol", "title", "session"})  # the line with number and title says these


def facts(version: Version) -> dict[str, Any]:
    """The masthead's facts, whatever the form prints of them."""
    data = version.specimen.data
    committee = f"{data['committee']} Committee" if "committee" in data else None
    return {
        "language": version.language,
        "symbol": version.symbol,
        "title": version.title,
        "session": int(version.session.rpartition("-")[2]),
        "adopted": version.adopted,
        "meeting": version.meeting,
        "agenda_items": list(version.agenda_items),
        "distributed": version.distributed,
        "job_number": version.job or None,
        "basis": {"committee": committee, "documents": list(version.documents)},
    }


def blocks(version: Version, leaves_out: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The blocks between the enacting formula and the closing line, and those after it."""
    return [_block(paragraph) for paragraph in version.paragraphs if paragraph.kind not in leaves_out]


def _block(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "number": paragraph.number,
        "text": "\t".join(paragraph.cells) if paragraph.kind == "table" else paragraph.text,
        "notes": [(marker, offset) for marker, offset in paragraph.content.marks],
    }


def footnotes(version: Version) -> list[tuple[str, str]]:
    """Marks and texts of the notes, in order."""
    return [(note.marker, note.text) for note in version.footnotes]


def citations(version: Version) -> list[tuple[str, str, str | None, str | None]]:
    """Where what is cited, with date and relation; sorted, since languages order a list as they like."""
    places = [(paragraph.id, paragraph.cites) for paragraph in version.paragraphs]
    places += [(f"fn{note.marker}", note.cites) for note in version.footnotes]
    return sorted(
        ((where, cite.symbol, cite.date, cite.relation) for where, cites in places for cite in cites), key=str
    )
