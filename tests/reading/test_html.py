"""HTML as word processors and people write it: whole paragraphs, and notes known by their links back."""

from __future__ import annotations

import pytest

from operative.reading import Line, Reading, Unreadable, detect, read


def _page(body: str, head: str = "<meta charset='utf-8'>") -> Reading:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def _lines(reading: Reading, zone: str = "body") -> list[Line]:
    lines = reading.pages[0].lines
    assert all(reading.text[line.start : line.end] == line.text for line in lines)
    assert all(0 <= run.start < run.end <= len(line.text) for line in lines for run in line.runs)
    return [line for line in lines if line.zone == zone]


def _texts(body: str) -> list[str]:
    return [line.text for line in _lines(_page(body))]


def test_a_paragraph_is_one_line_with_what_is_set_apart() -> None:
    reading = _page("<p>Requests <i>the\n   keeper</i> <b>today</b><sup>3</sup></p>")
    assert reading.media_type == detect.HTML
    [line] = _lines(reading)
    assert line.whole
    assert line.text == "Requests the keeper today3"
    told = [(line.text[run.start : run.end], run.italic, run.bold, run.raised) for run in line.runs]
    assert told == [("the keeper", True, False, False), ("today", False, True, False), ("3", False, False, True)]


def test_styles_set_apart_too() -> None:
    [line] = _lines(_page("<p>x<span style='font-weight: bold; vertical-align:super'>2</span></p>"))
    assert [(run.start, run.end, run.bold, run.raised) for run in line.runs] == [(1, 2, True, True)]


def test_blocks_end_paragraphs_and_what_is_not_shown_is_not_read() -> None:
    body = """<script>x</script><style>y</style><!-- z --><div>Lamps<p>Oil &amp; bells<p>Ropes</div>
    <h2>Horns</h2><div style="display:none">hidden</div><p hidden>hidden</p>tail"""
    assert _texts(body) == ["Lamps", "Oil & bells", "Ropes", "Horns", "tail"]


def test_a_break_ends_a_line_where_it_was_meant_to() -> None:
    assert _texts("<p>61st plenary meeting<br>5 March 2031</p>") == ["61st plenary meeting", "5 March 2031"]
    long = "Requests the keeper of every lighthouse on every coast of the"
    assert _texts(f"<p>{long}<br>sea to report</p>") == [f"{long} sea to report"]


def test_wrapped_chinese_is_joined_without_a_space() -> None:
    assert _texts("<p>大会，请灯塔\n看守人 A\n报告</p>") == ["大会，请灯塔看守人 A 报告"]


def test_tabs_that_a_program_wrote_stay() -> None:
    assert _texts("<p>\n\t1.\tRequests\n\tlight</p>") == ["1.\tRequests light"]


def test_lists_are_numbered() -> None:
    body = """<ol start="3"><li>Three<ol type="a"><li>A</li><li>B</li></ol></li><li><p>Four</p></li>
    <li value="9">Nine</li></ol><ul><li>Dot</li></ul>"""
    told = [(line.number, line.depth, line.text) for line in _lines(_page(body))]
    assert told == [
        ("3", 0, "Three"),
        ("a", 1, "A"),
        ("b", 1, "B"),
        ("4", 0, "Four"),
        ("9", 0, "Nine"),
        (None, 0, "Dot"),
    ]


NOTES = {
    "LibreOffice": (
        '<p>Lamps<sup><a name="sdfootnote{n}anc" href="#sdfootnote{n}sym"><sup>{n}</sup></a></sup> burn</p>',
        '<div id="sdfootnote{n}"><p><a class="sdfootnotesym" name="sdfootnote{n}sym" href="#sdfootnote{n}anc">{n}</a>'
        "\n\tLit{n}.</p><p>At night{n}.</p></div>",
    ),
    "Word": (
        '<p>Lamps<a style="mso-footnote-id:ftn{n}" href="#_ftn{n}" name="_ftnref{n}"><span>[{n}]</span></a> burn</p>',
        '<div style="mso-element:footnote" id="ftn{n}"><p><a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> Lit{n}.</p>'
        "<p>At night{n}.</p></div>",
    ),
    "pandoc": (
        '<p>Lamps<a href="#fn{n}" class="footnote-ref" id="fnref{n}"><sup>{n}</sup></a> burn</p>',
        '<section><ol start="{n}"><li id="fn{n}"><p>Lit{n}.</p>'
        '<p>At night{n}.<a href="#fnref{n}">↩</a></p></li></ol></section>',
    ),
    "a wiki": (
        '<p>Lamps<sup id="cite_ref-{n}"><a href="#cite_note-{n}">[{n}]</a></sup> burn</p>',
        '<ol><li id="cite_note-{n}"><a href="#cite_ref-{n}">^</a> Lit{n}. At night{n}.</li></ol>',
    ),
}


@pytest.mark.parametrize("program", NOTES)
@pytest.mark.parametrize("count", [1, 3])
def test_notes_are_known_by_their_links_back(program: str, count: int) -> None:
    text, note = NOTES[program]
    numbers = range(1, count + 1)
    reading = _page("".join(text.format(n=n) for n in numbers) + "".join(note.format(n=n) for n in numbers))
    lines = _lines(reading)
    assert [line.text for line in lines] == [f"Lamps{n} burn" for n in numbers]
    assert [line.text[run.start : run.end] for line in lines for run in line.runs if run.raised] == [*map(str, numbers)]
    notes = [(line.number, line.text) for line in _lines(reading, "note")]
    assert notes == [(str(n), f"Lit{n}. At night{n}.") for n in numbers]


def test_a_link_that_does_not_lead_back_is_no_mark() -> None:
    assert _texts('<p>See <a href="#4">4</a></p><p id="4">4. Lamps</p>') == ["See 4", "4. Lamps"]


def test_running_heads_and_feet_are_set_apart() -> None:
    reading = _page('<div title="header"><p>A/RES/85/501</p></div><p>Text</p><nav>Home</nav><footer>31-00001</footer>')
    assert [line.text for line in _lines(reading, "head")] == ["A/RES/85/501", "Home", "31-00001"]


LONG = "<p>" + "Requests the keeper of every lighthouse on every coast to report on oil and lamps. " * 3 + "</p>"


def test_tables_give_rows_but_the_masthead_its_paragraphs() -> None:
    table = "<table><tr><th>Lamp</th><th>Oil</th></tr><tr><td><p>First</p><p>lamp</p></td><td>3</td></tr></table>"
    assert _texts(table) == ["Lamp", "Oil", "First", "lamp", "3"]
    reading = _page(LONG + table)
    assert [line.text for line in _lines(reading, "cell")] == ["Lamp\tOil", "First lamp\t3"]


def test_a_table_that_only_places_the_page_gives_its_paragraphs() -> None:
    body = f"{LONG}<table><tr><td>Menu</td><td>{LONG * 5}</td></tr></table>"
    assert len(_texts(body)) == 7


def test_text_in_a_pre_is_plain_text() -> None:
    reading = _page("<pre>The General Assembly,\n\n     Recalling lamps,\n\n     1.  Requests\nlight.</pre>")
    assert reading.media_type == detect.HTML
    assert reading.text.count("\n") == 5


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("cp1251", "windows-1251"),
        ("utf-8", "iso-8859-1"),
        ("cp1251", "nonsense"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_the_one_declared_unless_it_is_not(encoding: str, declared: str) -> None:
    text = "Генеральная Ассамблея просит хранителя маяков доложить ей о состоянии всех маяков"
    data = f"<html><head><meta charset='{declared}'></head><body><p>{text}</p></body></html>".encode(encoding)
    assert read(data).text == text


def test_xhtml_with_an_xml_declaration_is_read() -> None:
    data = (
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>é</p></body></html>"
    )
    assert read(data.encode()).text == "é"


@pytest.mark.parametrize(
    "tags", [("<ol><li>", "</li></ol>"), ("<div>", "</div>"), ("<table><tr><td>", "</td></tr></table>")]
)
def test_ten_thousand_nested_elements_lose_no_text(tags: tuple[str, str]) -> None:
    assert _texts(tags[0] * 10_000 + "Deep" + tags[1] * 10_000)[-1] == "Deep"


@pytest.mark.parametrize("data", [b"<html></html>", b"<p>", b"<html><script>x</script>", b"<!doctype html>"])
def test_pages_without_text_say_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)
