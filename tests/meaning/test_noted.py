"""Documents that the organ takes note of, welcomes, endorses, approves or adopts."""

from __future__ import annotations

import pytest

from operative.meaning.clauses import paragraphs
from operative.meaning.noted import noted
from operative.meaning.phrases import phrases
from operative.record import Block, Citation, Note
from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "documents"),
    [
        ("Takes note of the report of the Secretary-General on fog;", [("report", "Secretary-General")]),
        ("Welcomes the report of the Board of Tides and the note by the Secretary-General;",
         [("report", "Board of Tides"), ("note", "Secretary-General")]),
        ("Endorses the conclusions and recommendations contained in the report of the Advisory Committee on Lamps;",
         [("recommendations", "Advisory Committee")]),
        ("Approves the revised guidelines on moorings;", [("other", None)]),
        ("Takes note of the reports of the Secretary-General, and welcomes the declaration adopted by the Conference;",
         [("report", "Secretary-General"), ("other", "Conference")]),
        ("Welcomes the efforts of the Board to report on fog;", []),
        ("Notes that the Board has submitted a report;", []),
        ("Requests the Secretary-General to submit a report;", []),
    ],
)  # fmt: skip
def test_documents(paragraph: str, documents: list[tuple[str, str | None]]) -> None:
    assert [(one.what, one.of) for one in said(paragraph).noted_documents] == documents


def test_symbols_stand_in_the_words_or_in_their_notes() -> None:
    text = "Takes note of the report of the Board; and invites States to write to A/64/7;"
    block = Block(id="op1", kind="operative", text=text, span=(0, len(text)), notes=(Note(marker="3", offset=37),))
    cited = (
        Citation(symbol="A/64/5", in_="fn3", offset=0, text="A/64/5"),
        Citation(symbol="A/64/6", in_="fn4", offset=0, text="A/64/6"),
        Citation(symbol="A/64/7", in_="op1", offset=text.index("A/64/7"), text="A/64/7"),
    )
    words = phrases("en")
    (found,) = noted(paragraphs([block], words), words, cited)
    assert found.symbols == ("A/64/5",)
