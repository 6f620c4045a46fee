"""New resolutions from the paragraphs of the specimens: for tests that try what nobody wrote down."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from tests.specimens.model import LANGUAGES, Specimen, Version, specimens

MARK = re.compile(r"\{(\d+)\}")
# The point at a paragraph's end, with the space that French puts before it and the mark that may follow it.
LAST_POINT = re.compile(r"\s*[;.；。؛](?=(?:\{\d+\})?$)")
POINTS = {"ar": ("؛", "."), "en": (";", "."), "es": (";", "."), "fr": (" ;", "."), "ru": (";", "."), "zh": ("；", "。")}
SESSIONS = (64, 65, 66, 67, 68, 70, 72)

Source = tuple[dict[str, Any], dict[str, Any]]  # a block, and the specimen that it stands in


def _sources(kind: re.Pattern[str]) -> list[Source]:
    return [
        (block, specimen.data)
        for specimen in specimens()
        for block in specimen.data["block"]
        if kind.fullmatch(block["at"]) and not block["en"].endswith(":")
    ]


PREAMBULAR = _sources(re.compile("pp"))
OPERATIVE = _sources(re.compile(r"op( \d+)?"))


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """A resolution in one language: preambular paragraphs, then numbered ones, notes numbered as they come."""
    language = draw(st.sampled_from(LANGUAGES))
    chosen = st.lists(st.sampled_from(PREAMBULAR), min_size=1, max_size=6, unique_by=id)
    before = draw(chosen)
    after = draw(st.lists(st.sampled_from(OPERATIVE), min_size=2, max_size=12, unique_by=id))
    session = draw(st.sampled_from(SESSIONS))
    number = draw(st.integers(350, 399))  # beyond what any session adopted
    notes: list[dict[str, Any]] = []
    blocks = [_block(source, "pp", language, notes) for source in before]
    for at, source in enumerate(after, 1):
        block = _block(source, f"op {at}", language, notes)
        point = POINTS[language][at == len(after)]
        block[language] = LAST_POINT.sub(point, block[language])
        blocks.append(block)
    data = {
        "name": f"composed-{session}-{number}",
        "symbol": f"A/RES/{session}/{number}",
        "session": str(session),
        "adopted": f"{1945 + session}-12-{draw(st.integers(1, 23)):02}",
        "distributed": f"{1946 + session}-01-{draw(st.integers(5, 30)):02}",
        "meeting": draw(st.integers(30, 99)),
        "agenda_items": [str(draw(st.integers(9, 140)))],
        "documents": [f"A/{session}/L.9{number}"],
        "job_number": f"{(45 + session) % 100:02}-99{number}",
        "title": draw(st.sampled_from(specimens())).data["title"],
        "block": blocks,
        "note": notes,
    }
    return Version(Specimen(data), language)


def _block(source: Source, at: str, language: str, notes: list[dict[str, Any]]) -> dict[str, Any]:
    """The block with its notes renumbered; they join the `notes` of the whole."""
    block, specimen = source
    numbers: dict[str, str] = {}

    def renumber(match: re.Match[str]) -> str:
        if match[1] not in numbers:
            notes.append(specimen["note"][int(match[1]) - 1])
            numbers[match[1]] = str(len(notes))
        return f"{{{numbers[match[1]]}}}"

    return {"at": at, language: MARK.sub(renumber, block[language])}
