"""Official XML: every paragraph with its role, number, depth and marks, whatever is wrong with the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from operative.reading import Line, Unreadable, read, read_all

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#x">
  <FRBRWork><FRBRdate date="2031-03-05" name="adoption"/></FRBRWork>
  <FRBRExpression><FRBRdate date="2031-04-01" name="publication"/><FRBRlanguage language="eng"/></FRBRExpression>
</identification><presentation source="#x"><docketNumber>31-00001 (E)</docketNumber></presentation></meta>"""
COVER = """<coverPage>
  <p class="upperRight"><docNumber refersTo="#symbol">A/RES/85/501</docNumber></p>
  <p><docStatus>Distr.: General</docStatus></p>
  <p><docDate date="2031-04-02">2 April 2031</docDate></p>
  <p><session value="85">Eighty-fifth session</session></p>
  <p><inline name="agenda item" title="9 and 14 (b)">Agenda items 9 and 14 (b)</inline></p>
  <p><docProponent>[on the report of the Committee on Tides
    (<inline name="originating document">A/85/7</inline>)]</docProponent></p>
</coverPage>"""
PREFACE = """<preface><p><docNumber>85/501.</docNumber>
  <docTitle><span>\tKeeping of lighthouses</span></docTitle></p></preface>"""
FORMULA = "<formula name='enactingFormula'><p><i>The General Assembly</i>,</p></formula>"
CLOSING = """<conclusions><p><inline name="adoptionMeeting" title="61st">61st plenary meeting</inline><eol/>
  <docDate date="2031-03-06">6 March 2031</docDate></p></conclusions>"""


def _akn(preamble: str = "", body: str = "", *, rest: str = CLOSING) -> bytes:
    statement = f"{META}{COVER}{PREFACE}<preamble>{FORMULA}{preamble}</preamble><mainBody>{body}</mainBody>{rest}"
    return _root(f"<!-- x --><statement name='resolution'>{statement}</statement>")


def _root(content: str) -> bytes:
    return f"<akomaNtoso xmlns='{NAMESPACE}'>{content}</akomaNtoso>".encode()


def _lines(data: bytes, *roles: str) -> list[Line]:
    reading = read(data)
    lines = reading.pages[0].lines
    assert all(reading.text[line.start : line.end] == line.text for line in lines)
    return [line for line in lines if line.role in roles]


def _told(lines: list[Line]) -> list[tuple[str | None, str | None, int, str]]:
    return [(line.role, line.number, line.depth, line.text) for line in lines]


def test_the_masthead_is_stated() -> None:
    reading = read(_akn())
    assert reading.language == "en"
    assert reading.facts == {
        "symbol": "A/RES/85/501",
        "title": "Keeping of lighthouses",
        "session": "85",
        "adopted": "2031-03-06",
        "meeting": "61",
        "distributed": "2031-04-02",
        "distribution": "Distr.: General",
        "agenda_items": "9; 14 (b)",
        "job_number": "31-00001",
        "basis": "[on the report of the Committee on Tides (A/85/7)]",
    }
    assert [line.text for line in reading.pages[0].lines if line.role == "closing"] == [
        "61st plenary meeting",
        "6 March 2031",
    ]


def test_paragraphs_have_their_role_number_and_depth() -> None:
    data = _akn(
        "<container name='Recalling'><p>\n  <span class='italic'>Recalling</span> the\n tides,</p></container>",
        """<paragraph class="SingleTxt"><num>\t1.</num>
          <content><p>\t<span>Requests</span> light;</p></content></paragraph>
        <paragraph><num>2.</num><list><intro><p>Invites keepers:</p></intro>
          <point><num>(a)</num><content><p>To count;</p></content></point>
          <sublist><point><num>(i)</num><content><p>Ships;</p></content></point></sublist>
          <point><num>(b)</num><content><p>To report.</p></content></point></list></paragraph>""",
    )
    assert _told(_lines(data, "formula", "preambular", "operative")) == [
        ("formula", None, 0, "The General Assembly,"),
        ("preambular", None, 0, "Recalling the tides,"),
        ("operative", "1", 0, "Requests light;"),
        ("operative", "2", 0, "Invites keepers:"),
        ("operative", "(a)", 1, "To count;"),
        ("operative", "(i)", 2, "Ships;"),
        ("operative", "(b)", 1, "To report."),
    ]


@pytest.mark.parametrize(
    ("paragraph", "number", "text"),
    [
        ("<content><p>\t1 -\tRequests light;</p></content>", "1", "Requests light;"),
        ("<num></num><content><p>\t(a)\tRequests light;</p></content>", "(a)", "Requests light;"),
        ("<num>I.</num><content><p>.\tRequests light;</p></content>", "I", "Requests light;"),
        ("<num>4.</num><content><p>4.\tRequests light;</p></content>", "4", "Requests light;"),
        ("<content><p>\u200f4 -\u200f\tRequests light;</p></content>", "4", "Requests light;"),  # marks of direction
        ("<content><p>1-2-\tRequests light;</p></content>", "1-2", "Requests light;"),
        ("<content><p>II.\tRequests light;</p></content>", "II", "Requests light;"),
        ("<content><p>Requests\tlight;</p></content>", None, "Requests light;"),  # a word is no number
        ("<content><p>Requests light;</p></content>", None, "Requests light;"),
    ],
)
def test_numbers_are_found_where_files_leave_them(paragraph: str, number: str | None, text: str) -> None:
    [line] = _lines(_akn(body=f"<paragraph>{paragraph}</paragraph>"), "operative")
    assert (line.number, line.text) == (number, text)


def test_sections_have_their_own_headings_and_preambles() -> None:
    data = _akn(
        body="""<section><subheading>\t\tI </subheading><subheading>Lamps</subheading>
        <crossHeading refersTo="#preamble"><span>Recalling</span> oil,</crossHeading>
        <paragraph><num>1.</num><content><p>Requests oil;</p></content></paragraph></section>
        <paragraph class="H23"><num>II</num></paragraph>
        <paragraph class="MercuryDocument"><content><p>Bells and horns</p></content></paragraph>""",
    )
    assert _told(_lines(data, "heading", "preambular", "operative")) == [
        ("heading", None, 0, "I"),
        ("heading", None, 0, "Lamps"),
        ("preambular", None, 0, "Recalling oil,"),
        ("operative", "1", 0, "Requests oil;"),
        ("heading", None, 0, "II"),
        ("heading", None, 0, "Bells and horns"),
    ]


def test_notes_stand_at_their_marks_and_behind_the_text() -> None:
    first = "<authorialNote marker='1'><p>\tSee <a href='x'>A/85/1</a>.</p></authorialNote>"
    second = "<authorialNote marker='2'><p>\t()\tSee <a href='x'>A/85/2</a>.</p></authorialNote>"
    text = f"Recalling lamps<sup> </sup>{first} and<sup>(</sup>{second}<sup>)</sup> oil,"
    data = _akn(f"<container><p>{text}</p></container>")
    reading = read(data)
    [line] = _lines(data, "preambular")
    assert line.text == "Recalling lamps1 and(2) oil,"
    assert [line.text[run.start : run.end] for run in line.runs if run.raised] == ["1", "(2)"]
    notes = [(line.number, line.text) for line in reading.pages[0].lines if line.zone == "note"]
    assert notes == [("1", "See A/85/1."), ("2", "See A/85/2.")]


def test_annexes_and_tables_follow_the_closing() -> None:
    data = _akn(
        rest=CLOSING
        + """<attachments><attachment><doc name="annex"><meta/><mainBody>
        <paragraph class="H1"><heading>Annex</heading></paragraph>
        <paragraph><num>1.</num><content><p>A lamp has oil.</p></content></paragraph>
        <container name="table"><table><tr><th><p>Lamp</p></th><th><p>Oil</p></th></tr>
        <tr><td><p>First</p></td><td><p>3<authorialNote marker="1"><p>Litres.</p></authorialNote></p></td></tr>
        </table></container>
        </mainBody></doc></attachment></attachments>"""
    )
    lines = _lines(data, "closing", "heading", "annex", "table")
    assert _told(lines)[2:] == [
        ("heading", None, 0, "Annex"),
        ("annex", "1", 0, "A lamp has oil."),
        ("table", None, 0, "Lamp\tOil"),
        ("table", None, 0, "First\t31"),
    ]
    assert [line.zone for line in lines[-2:]] == ["cell", "cell"]


def test_several_resolutions_under_one_number_are_each_read() -> None:
    parts = "".join(
        f"""<component><statement name='resolution'>{META}
        <preface><p><docNumber>{letter}</docNumber><docTitle>{title}</docTitle></p></preface>
        <preamble>{FORMULA}</preamble></statement></component>"""
        for letter, title in [("A", "Lamps"), ("B", "Oil")]
    )
    cover = COVER.replace("A/RES/85/501", "A/RES/85/501 A-B")
    body = "<collectionBody><component><documentRef/></component></collectionBody>"
    collection = f"<documentCollection>{META}{cover}{PREFACE}{body}</documentCollection>"
    data = _root(f"{collection}<components>{parts}</components>")
    readings = list(read_all(data, source="lamps.xml"))
    assert [(one.source, one.facts["symbol"], one.facts["title"]) for one in readings] == [
        ("lamps.xml#1", "A/RES/85/501 A", "Lamps"),
        ("lamps.xml#2", "A/RES/85/501 B", "Oil"),
    ]
    first = read(data)
    assert first.facts["title"] == "Lamps"
    assert "several-documents" in [code for code, _ in first.warnings]


def test_xml_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    broken = _akn(body="<paragraph><num>1.</num><content><p>Requests light;</p></content></paragraph>").replace(
        b"<i>The", b"<i><b>The"
    )
    reading = read(broken)
    assert [code for code, _ in reading.warnings] == ["xml-not-well-formed"]
    assert "Requests light;" in [line.text for line in reading.pages[0].lines]


def test_an_element_left_open_does_not_swallow_the_parts_after_it() -> None:
    broken = _akn(body="<paragraph><num>1.</num><content><p>Requests light;</p></content></paragraph>").replace(
        b"<docTitle>", b"<inline><docTitle>"
    )
    assert [line.text for line in _lines(broken, "operative")] == ["Requests light;"]


def test_xml_that_is_cut_off_keeps_what_it_has_or_says_so() -> None:
    whole = _akn(body="<paragraph><num>1.</num><content><p>Requests light;</p></content></paragraph>")
    for size in range(60, len(whole), 97):
        outcome = _outcome(whole[:size])
        assert outcome == "xml-not-well-formed" or outcome.startswith("get it again")


def _outcome(data: bytes) -> str:
    """The first warning of a reading, or the mend if there is none."""
    try:
        return read(data).warnings[0][0]
    except Unreadable as error:
        return error.mend


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE akomaNtoso [<!ENTITY e0 "lighthouse">{ENTITIES}]>',
        '<!DOCTYPE akomaNtoso [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE akomaNtoso [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x; <!ENTITY e9 "x">]>',
    ],
)
def test_entities_are_neither_swollen_nor_fetched(doctype: str) -> None:
    body = "<paragraph><num>1.</num><content><p>Requests &e9; light;</p></content></paragraph>"
    data = b"<?xml version='1.0'?>" + doctype.encode() + _akn(body=body)
    reading = read(data)
    assert len(reading.text) < 1000
    assert "root:" not in reading.text
    assert "xml-entities" in [code for code, _ in reading.warnings]


def test_ten_thousand_nested_lists_are_no_trouble() -> None:
    deep = "<sublist><point>" * 10_000 + "<num>1.</num><content><p>Deep;</p></content>" + "</point></sublist>" * 10_000
    assert read(_akn(body=f"<paragraph><list>{deep}</list></paragraph>")).warnings


def test_every_published_file_is_read(shared: Path) -> None:
    """Of the published files none fails, and each has its symbol, its date and its paragraphs."""
    count = 0
    for number, reading in enumerate(read_all(shared / "corpus" / "akn4un" / "77.zip")):
        if number % 7 == 0:
            count += 1
            roles = {line.role for line in reading.pages[0].lines}
            assert {"formula", "operative"} <= roles, reading.source
            assert reading.facts["symbol"], reading.source
            assert reading.facts["adopted"], reading.source
    assert count > 200


def test_a_note_may_be_called_again_by_a_raised_figure() -> None:
    note = "<authorialNote marker='1'><p>See A/85/1.</p></authorialNote>"
    text = f"Recalling lamps{note}, oil,<sup>1</sup> bells<sup>(1)</sup> and Rec(2019)<sup>1</sup>, m<sup>2</sup>,"
    [line] = _lines(_akn(f"<container><p>{text}</p></container>"), "preambular")
    assert line.text.endswith(" and Rec(2019)1, m2,")
    assert [line.text[run.start : run.end].strip("()") for run in line.runs] == ["1", "1", "1"]
