"""Invented resolutions on lighthouses over three sessions, as records."""

from __future__ import annotations

from msgspec.structs import replace

from operative.meaning import understand
from operative.record import Block, Record
from tests.meaning.said import said

TITLE = "Lighthouses and the safety of small ports"
YEARS = {64: "2009-12-09", 65: "2010-12-08", 66: "2011-12-07"}


def resolution(
    symbol: str, *paragraphs: str, preamble: tuple[str, ...] = (), title: str = TITLE, language: str = "en"
) -> Record:
    """The record of an invented resolution of the session that its symbol names."""
    session = int(symbol.split("/")[2])
    record = said(*paragraphs, language=language, session=session)
    opening = tuple(
        Block(id=f"pp{n}", kind="preambular", text=text, span=(0, len(text))) for n, text in enumerate(preamble, 1)
    )
    about = {"symbol": symbol, "title": title, "adopted": YEARS[session], "organ": "General Assembly"}
    return understand(replace(record, blocks=opening + record.blocks, agenda_items=("11",), confidence=1.0, **about))


def first() -> Record:
    """Session 64: asks for a report at the sixty-fifth session, and puts the item on its agenda."""
    return resolution(
        "A/RES/64/91",
        "Invites Member States to inform the Secretary-General of their lighthouses;",
        "Requests the Secretary-General to submit a report on lighthouses to the General Assembly at its sixty-fifth"
        " session, including the information requested in paragraph 1 above;",
        f"Decides to include in the provisional agenda of its sixty-fifth session the item entitled “{TITLE}”.",
    )


def second() -> Record:
    """Session 65: goes on the first, takes note of the report, and asks again."""
    return resolution(
        "A/RES/65/92",
        "Takes note of the report of the Secretary-General (A/65/123);",
        "Requests the Secretary-General to submit a report on lighthouses to the General Assembly at its sixty-sixth"
        " session;",
        preamble=("Recalling its resolution 64/91 of 9 December 2009,",),
    )


def third() -> Record:
    """Session 66: goes on the second, and says nothing of a report."""
    return resolution(
        "A/RES/66/93",
        "Encourages Member States to keep their lighthouses lit;",
        preamble=("Recalling its resolution 65/92 of 8 December 2010,",),
    )
