"""Pages to the skeleton: paragraphs, sub-paragraphs, sections, annexes, notes, furniture, and nothing lost."""

from __future__ import annotations

import pytest

from operative.reading.text import read_text
from operative.record import Block, Record
from operative.structure import build

HEAD = """\
United Nations                                                            A/RES/98/7

General Assembly                                            Distr.: General
                                                            4 January 2044
Ninety-eighth session
Agenda item 12

Resolution adopted by the General Assembly on 9 December 2043

        98/7. Lamps of the northern shore
"""


def read(body: str, language: str = "en", head: str = HEAD) -> Record:
    return build(read_text(head + body), language)


def outline(record: Record) -> list[tuple[str, str, str | None]]:
    return [(block.id, block.kind, block.number) for block in record.blocks]


def text_of(record: Record, name: str) -> str:
    return next(block.text for block in record.blocks if block.id == name)


def by_id(record: Record) -> dict[str, Block]:
    return {block.id: block for block in record.blocks}


WRAPPED = """
            The General Assembly,

            Recalling its resolution 97/12 of 3 December 2042, in which it
        asked that every lamp of the northern shore be lit,

            Noting the tide,

            1. Requests the keepers:

                (a) To light the lamps:

                    (i) At dusk;

                    (ii) In fog;

                (b) To count the ships that pass, and to write their number
            down;

            and to do so each night;

            2. Decides to continue its consideration of the matter.

        41st plenary meeting
        9 December 2043
"""


def test_paragraphs_sub_paragraphs_and_their_continuation() -> None:
    record = read(WRAPPED)
    assert outline(record) == [
        ("formula1", "formula", None),
        ("pp1", "preambular", None),
        ("pp2", "preambular", None),
        ("op1", "operative", "1"),
        ("op1.a", "operative", "(a)"),
        ("op1.a.i", "operative", "(i)"),
        ("op1.a.ii", "operative", "(ii)"),
        ("op1.b", "operative", "(b)"),
        ("op1.p1", "operative", None),
        ("op2", "operative", "2"),
        ("closing1", "closing", None),
        ("closing2", "closing", None),
    ]
    assert text_of(record, "op1.b") == "To count the ships that pass, and to write their number down;"
    assert [block.depth for block in record.blocks[3:9]] == [0, 1, 2, 2, 1, 1]
    assert not record.warnings


def test_a_single_operative_paragraph_has_no_number() -> None:
    record = read("\n    The General Assembly,\n\n    Having considered the register,\n\n    Approves the register.\n")
    assert outline(record)[1:] == [("pp1", "preambular", None), ("op1", "operative", None)]


def test_sections_whose_numbers_restart_stand_in_front_of_the_ids() -> None:
    record = read("""
    The General Assembly,

                                I
                             Lamps

    Recalling the register,

    1. Requests the keepers to light the lamps;

    2. Also requests the keepers to count them;

                               II
                             Wicks

    Noting the price of wicks,

    1. Decides to buy wicks.
""")
    assert [(block.id, block.number, block.text) for block in record.blocks if block.kind == "heading"] == [
        ("h1", "I", "Lamps"),
        ("h2", "II", "Wicks"),
    ]
    assert [block.id for block in record.blocks if block.kind in ("preambular", "operative")] == [
        "I.pp1",
        "I.op1",
        "I.op2",
        "II.pp1",
        "II.op1",
    ]


def test_annexes_follow_the_closing_line_and_keep_their_numbers() -> None:
    record = read(
        WRAPPED
        + """
                             Annex
                    Statute of the Lamps

            1. The lamps shall be lit at dusk. They shall be put out at dawn.

            2. No lamp shall be lent.
"""
    )
    found = by_id(record)
    assert (found["annex.p1"].kind, found["annex.p1"].part, found["annex.p1"].number) == ("annex", "annex", "1")
    assert found["annex.p2"].text == "No lamp shall be lent."
    assert [block.text for block in record.blocks if block.kind == "heading"] == ["Annex", "Statute of the Lamps"]


ANNEXED = """
            The General Assembly,

            Noting the tide,

            1. Adopts the text annexed to the present resolution.

                                                    63rd plenary meeting
                                                        9 December 2043

                             Annex

                    {title}

            {formula}

            Convinced that lamps guide ships,

            Have agreed as follows:

            1. Each Party shall light a lamp.

            2. Each Party shall report to the keepers every year.
"""


@pytest.mark.parametrize(
    ("title", "formula"),
    [
        ("Convention on Lamps", "The States Parties to this Convention,"),
        ("Decision of the Council of Keepers", "The Council of Keepers,"),
        ("Declaration on Lamps", "The General Assembly,"),
    ],
)
def test_the_formula_of_an_annexed_text_does_not_end_the_annex(title: str, formula: str) -> None:
    record = read(ANNEXED.format(title=title, formula=formula))
    assert [block.kind for block in record.blocks if not block.part] == [
        "formula", "preambular", "operative", "closing", "closing",
    ]  # fmt: skip
    annexed = [block.text for block in record.blocks if block.part == "annex"]
    assert annexed[1] == title
    assert annexed[-2:] == ["Each Party shall light a lamp.", "Each Party shall report to the keepers every year."]


def test_a_further_resolution_after_an_annex_is_of_the_body() -> None:
    further = """
                             B

                    Bells of the northern shore

            The General Assembly,

            Noting the fog,

            1. Requests the keepers to ring the bells.
"""
    record = read(ANNEXED.format(title="Convention on Lamps", formula="The Parties to this Convention,") + further)
    of_the_body = [block.text for block in record.blocks if not block.part and block.kind == "operative"]
    assert of_the_body == [
        "Adopts the text annexed to the present resolution.",
        "Requests the keepers to ring the bells.",
    ]


GLUED = """
            The General Assembly,

            Recalling the conferences of keepers held in 20031 and in
        2007,2 and the Charter of Lamps,3 which has 12 chapters, chapter 124
        among them,

            1. Takes note of the report of the Lamp Board;5

            2. Reaffirms the Charter,3 in particular its 5 annexes.

        9 December 2043
__________________
      1  A/58/9901.
      2  A/62/9902, annex.
      3  A/CONF.9903/4.
      4  Ibid., pp. 5 and
          6.
      5  See resolution 98/2.
"""


def test_marks_that_lost_their_raising_are_found_by_the_order_of_the_notes() -> None:
    record = read(GLUED)
    pp1, op1, op2 = (by_id(record)[name] for name in ("pp1", "op1", "op2"))
    assert pp1.text == (
        "Recalling the conferences of keepers held in 2003 and in 2007, and the Charter of Lamps, "
        "which has 12 chapters, chapter 12 among them,"
    )
    after = [(pp1.text[: note.offset].split()[-1], note.marker) for note in pp1.notes]
    assert after == [("2003", "1"), ("2007,", "2"), ("Lamps,", "3"), ("12", "4")]
    assert [(note.marker, note.offset) for note in op1.notes] == [("5", len(op1.text))]
    assert [(note.marker, op2.text[: note.offset]) for note in op2.notes] == [("3", "Reaffirms the Charter,")]
    assert [(note.marker, note.text) for note in record.footnotes][3:] == [
        ("4", "Ibid., pp. 5 and 6."),
        ("5", "See resolution 98/2."),
    ]


def test_numbers_without_notes_stay_numbers() -> None:
    record = read(GLUED[: GLUED.index("____")])
    assert "held in 20031 and" in text_of(record, "pp1")
    assert not any(block.notes for block in record.blocks)


PAGES = """
            The General Assembly,

            Recalling that lamps are lit, and that a lamp once lit

98-7                                                            1/3

\fA/RES/98/7                    Lamps of the northern shore


        is not to be left alone by those who lit it,

            1. Requests the keepers to stay up.
"""


def test_a_page_turn_parts_no_paragraph() -> None:
    record = read(PAGES)
    assert text_of(record, "pp1").endswith("a lamp once lit is not to be left alone by those who lit it,")
    assert {(item.kind, item.text.split()[0]) for item in record.furniture} >= {
        ("page number", "98-7"),
        ("running head", "A/RES/98/7"),
    }
    pieces = by_id(record)["pp1"].pieces
    assert len(pieces) == 2
    assert pieces[0][1] < record.pages[1] < pieces[1][0]


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("the light-\nhouses of the shore and the lighthouses", "the lighthouses of the shore and the lighthouses"),
        ("the night-\nlong watch and the night-long storm", "the night-long watch and the night-long storm"),
        ("the light\u00ad\nhouses of the shore", "the lighthouses of the shore"),
    ],
)
def test_words_divided_at_line_ends(words: str, joined: str) -> None:
    record = read(f"\n        The General Assembly,\n\n        Noting {words},\n\n        1. Decides to wait.\n")
    assert text_of(record, "pp1") == f"Noting {joined},"


def test_what_looks_wrong_is_said() -> None:
    record = read("""
    The General Assembly,

    Serenading the fog,

    1. Requests the keepers¹ to wait;

    4. Decides to wait.

² See resolution 98/2.
""")
    assert {warning.code for warning in record.warnings} == {
        "unknown-opening",
        "mark-without-note",
        "note-without-mark",
        "numbering-gap",
    }


def test_a_mark_of_direction_before_a_paragraph_is_none_of_it() -> None:
    record = read("\n    The General Assembly,\n\n    \u200eNoting the tide,\n\n    1. \u200e Decides to wait.\n")
    assert (text_of(record, "pp1"), text_of(record, "op1")) == ("Noting the tide,", "Decides to wait.")
    assert not record.warnings


def test_an_unknown_opening_after_numbered_paragraphs_is_told() -> None:
    body = "\n    The General Assembly,\n\n    1. Decides as follows:\n\n    2. Lamps shall be lit.\n"
    assert [warning.code for warning in read(body).warnings] == ["unknown-opening"]


@pytest.mark.parametrize(("year", "warned"), [("2043", False), ("2044", True)])
def test_a_date_outside_the_session_is_told(year: str, warned: bool) -> None:
    record = read(WRAPPED, head=HEAD.replace("9 December 2043", f"9 December {year}"))
    assert record.adopted == f"{year}-12-09"
    assert ("date-outside-session" in {warning.code for warning in record.warnings}) is warned


@pytest.mark.parametrize(("last", "count"), [("Abstaining: Ulmen", 4), ("such as these", 3)])
def test_a_recorded_vote_is_told_line_by_line_and_its_wrapped_lines_go_on(last: str, count: int) -> None:
    record = read(
        WRAPPED
        + f"""
            Adopted by a recorded vote of 2 to 1, with 1
        abstention, as follows:

            In favour: Aldmark, Mirrow
            Against: Tarn
            {last}
"""
    )
    votes = [block.text for block in record.blocks if block.kind == "vote"]
    assert votes[0] == "Adopted by a recorded vote of 2 to 1, with 1 abstention, as follows:"
    assert len(votes) == count


@pytest.mark.parametrize("body", [WRAPPED, GLUED, PAGES])
def test_every_character_is_accounted_for(body: str) -> None:
    record = read(body)
    text = HEAD + body
    placed = [False] * len(text)
    spans = [span for block in (*record.blocks, *record.footnotes) for span in block.pieces or (block.span,)]
    spans += [item.span for item in (*record.masthead, *record.furniture, *record.unplaced)]
    for start, end in spans:
        placed[start:end] = [True] * (end - start)
    assert not [text[i] for i, done in enumerate(placed) if not done and not text[i].isspace()]


def test_a_novel_is_no_resolution() -> None:
    record = build(
        read_text("It was a dark night. The lamp went out.\n\nNobody lit it again, and the sea was black.\n" * 20)
    )
    assert record.confidence < 0.2
    assert "not-a-resolution" in {warning.code for warning in record.warnings}


def test_two_resolutions_under_one_number_restart_the_numbering() -> None:
    record = read(
        WRAPPED
        + """
                             B

            The General Assembly,

            1. Requests the keepers to sleep.
"""
    )
    assert [block.kind for block in record.blocks].count("formula") == 2
    assert record.blocks[-1].number == "1"
