"""Plain text in its damage: what was raised, bold, set apart or spaced out is found again, and every place kept."""

from __future__ import annotations

import pytest

from operative.reading.page import Line, Reading
from operative.reading.text import read_text


def lines(reading: Reading) -> list[Line]:
    return [line for page in reading.pages for line in page.lines]


def raised(line: Line) -> list[str]:
    return [line.text[run.start : run.end] for run in line.runs if run.raised]


TEXT_LAYER = """\
 The General Assembly,

 Recalling the Charter of Lamps,
1
  in which keepers undertook to keep watch over one

another’s lamps,

                                                           
1
 A/99/12, annex.

2
 See resolution 98/7.
 by night and by day, and the Register of Wicks,
2


 Noting the tide,
"""


def test_a_mark_on_a_line_of_its_own_is_raised_where_it_stood() -> None:
    body = [line for line in lines(read_text(TEXT_LAYER)) if line.zone == "body"]
    marked = [line for line in body if raised(line)]
    assert [(line.text, raised(line)) for line in marked] == [
        ("Recalling the Charter of Lamps,1 in which keepers undertook to keep watch over one", ["1"]),
        ("by night and by day, and the Register of Wicks,2", ["2"]),
    ]


def test_notes_end_with_their_full_stop_where_the_next_page_begins() -> None:
    notes = [line.text for line in lines(read_text(TEXT_LAYER)) if line.zone == "note"]
    assert notes == ["1 A/99/12, annex.", "2 See resolution 98/7."]


def test_notes_without_a_rule_begin_below_a_blank_line_with_the_next_number() -> None:
    bare = TEXT_LAYER.replace(" " * 59, "")
    assert [line.text for line in lines(read_text(bare)) if line.zone == "note"] == [
        "1 A/99/12, annex.",
        "2 See resolution 98/7.",
    ]


@pytest.mark.parametrize("times", [3, 4])
def test_what_was_printed_several_times_to_look_bold_is_printed_once(times: int) -> None:
    words = ["The", "General", "Assembly"]
    text = (
        " ".join(word * times for word in words) + ",\n\n" + "Noting" * times + " the year 2222 and 1,000,000 lamps,\n"
    )
    first, second = lines(read_text(text))
    assert first.text == "The General Assembly,"
    assert second.text == "Noting the year 2222 and 1,000,000 lamps,"
    assert second.runs[0].bold
    assert text[second.place(second.text.index("year")) :].startswith("year")


def test_chinese_runs_printed_four_times_may_touch() -> None:
    printed = [("大会", "，"), ("回顾并进一步", "赞同", 1, "灯塔，"), ("欢迎", 1, "灯塔，")]
    text = ""
    for run in printed:
        plain = run.index(1) if 1 in run else len(run)
        text += (
            "".join(str(part) * 4 for part in run[:plain]) + "".join(str(part) for part in run[plain + 1 :]) + "\n\n"
        )
    assert [line.text for line in lines(read_text(text))] == ["大会，", "回顾并进一步赞同灯塔，", "欢迎灯塔，"]


@pytest.mark.parametrize("mark", ["¹²", "(¹²)", "<sup>12</sup>", "[^12]", "$^{12}$", "^12^"])
def test_marks_as_recognisers_print_them(mark: str) -> None:
    (line,) = lines(read_text(f"Recalling the Charter of Lamps,{mark} and the tide,"))
    assert raised(line) == ["(12)" if "(" in mark else "12"]
    assert line.text.replace("(", "").replace(")", "") == "Recalling the Charter of Lamps,12 and the tide,"


def test_square_metres_are_no_note() -> None:
    (line,) = lines(read_text("a lamp for each 20 m² of sea and 3 km² of fog"))
    assert not raised(line)


def test_markdown_is_undone_and_bold_kept() -> None:
    (line,) = lines(read_text("1. **Requests** the keepers to *read* the register;"))
    assert line.text == "1. Requests the keepers to read the register;"
    assert [(line.text[run.start : run.end], run.bold, run.italic) for run in line.runs] == [
        ("Requests", True, False),
        ("read", False, True),
    ]


def test_rows_of_tables_keep_their_cells() -> None:
    text = "| Shore | Lamps |\n| --- | --- |\n| North | 14 |\n\nShore     Lamps     Wicks\nNorth     14        3\n"
    rows = [line.text for line in lines(read_text(text)) if line.zone == "cell"]
    assert rows == ["Shore\tLamps", "North\t14", "Shore\tLamps\tWicks", "North\t14\t3"]


def test_words_whose_letters_were_spaced_out_are_closed() -> None:
    (line,) = lines(read_text("R e c a l l i n g  its resolution 98/7 A, B and C,"))
    assert line.text.split()[:2] == ["Recalling", "its"]
    assert line.text.endswith("98/7 A, B and C,")


def test_every_character_of_a_line_is_where_it_stood() -> None:
    text = "TheTheThe lampslampslamps, the lampslampslamps,\nand **the** tide ¹ that RisesRisesRises\n"
    for line in lines(read_text(text)):
        for offset, letter in enumerate(line.text):
            assert text[line.place(offset)] in (letter, "¹"), (line.text, offset)


def test_a_form_feed_begins_a_page_even_within_a_line() -> None:
    reading = read_text("one lamp\ntwo lamps\fthree lamps\n")
    assert [[line.text for line in page.lines] for page in reading.pages] == [
        ["one lamp", "two lamps"],
        ["three lamps"],
    ]
    assert reading.text[reading.pages[1].start :].startswith("three")


def test_whole_paragraphs_are_told_from_wrapped_lines() -> None:
    paragraph = "Noting that the lamps of the northern shore are kept by the guild of the southern shore, " * 3
    whole = "\n".join(f"\t{paragraph.strip()}" for _ in range(4))
    wrapped = "\n".join("Noting that the lamps of the northern shore are kept by the guild" for _ in range(12))
    assert all(line.whole for line in lines(read_text(whole)))
    assert not any(line.whole for line in lines(read_text(wrapped)))


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("B e a r i n g  i n  m i n d  the fog", "Bearing  in  mind  the fog"),
        ("A y a n t  à  l ’ e s p r i t  la brume", "Ayant  à  l’esprit  la brume"),
        ("I n v i t e  la Commission et y a pensé", "Invite  la Commission et y a pensé"),
    ],
)
def test_spaced_letters_are_closed_up_and_words_of_one_letter_are_not(printed: str, said: str) -> None:
    assert [line.text for line in lines(read_text(printed))] == [said]


def test_marks_of_direction_behind_a_point_are_not_seen() -> None:
    assert lines(read_text("in the light of lamps,\u200e\n"))[0].text == "in the light of lamps,"
