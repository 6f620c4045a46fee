"""DOCX files made by hand here: what a reader of the printed page sees is read, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from operative.reading import Line, Reading, Unreadable, detect, read
from operative.reading.ooxml import numeral

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _docx(body: str, **parts: str) -> bytes:
    """A DOCX file with the body given, and other parts by name: footnotes="<w:footnote ..." and so on."""
    roots = {"numbering": "numbering", "styles": "styles", "settings": "settings", "header1": "hdr", "footer1": "ftr"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        relations = "".join(
            f'<Relationship Id="r{name}" Type="{RELATED}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            root = roots.get(name, name)
            archive.writestr(f"word/{name}.xml", f"<w:{root} {NAMESPACES}>{content}</w:{root}>")
    return buffer.getvalue()


def _p(*runs: str, props: str = "") -> str:
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(run if run.startswith('<') else _r(run) for run in runs)}</w:p>"


def _r(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _ref(number: int, extra: str = "", kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}" {extra}/></w:r>'


def _note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{_r(text)}</w:p></w:{kind}>'


def _lines(reading: Reading, zone: str = "body") -> list[Line]:
    lines = reading.pages[0].lines
    assert all(reading.text[line.start : line.end] == line.text for line in lines)
    assert all(0 <= run.start < run.end <= len(line.text) for line in lines for run in line.runs)
    return [line for line in lines if line.zone == zone]


def _texts(body: str, zone: str = "body", **parts: str) -> list[str]:
    return [line.text for line in _lines(read(_docx(body, **parts)), zone)]


def test_a_paragraph_is_one_line_with_what_is_set_apart() -> None:
    reading = read(_docx(_p(_r("Requests", "<w:i/>"), " the keeper", _r(" today", "<w:b/>"), _r("3", RAISED))))
    assert reading.media_type == detect.DOCX
    [line] = _lines(reading)
    assert line.whole
    assert line.text == "Requests the keeper today3"
    told = [(line.text[run.start : run.end], run.italic, run.bold, run.raised) for run in line.runs]
    assert told == [("Requests", True, False, False), (" today", False, True, False), ("3", False, False, True)]


RAISED = '<w:vertAlign w:val="superscript"/>'


def test_characters_that_are_elements() -> None:
    run = "<w:t>co</w:t><w:softHyphen/><w:t>oper\u00adate</w:t><w:noBreakHyphen/><w:t>now</w:t><w:tab/><w:t>x</w:t>"
    assert _texts(f"<w:p><w:r>{run}</w:r></w:p>") == ["cooperate\u2011now\tx"]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("61st plenary meeting", "5 March 2031", ["61st plenary meeting", "5 March 2031"]),
        ("Requests the keeper of every lighthouse on every coast of the", "sea to report", None),
        ("Requests the keeper of every lighthouse on every coast to report;", "Decides to wait.", "split"),
    ],
)
def test_breaks_within_a_paragraph(before: str, after: str, lines: object) -> None:
    found = _texts(f"<w:p><w:r><w:t>{before}</w:t><w:br/><w:t>{after}</w:t></w:r></w:p>")
    assert found == ([f"{before} {after}"] if lines is None else [before, after])


def test_insertions_stay_and_deletions_go() -> None:
    body = _p(
        "Requests ",
        '<w:ins w:id="1"><w:r><w:t>three </w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>two </w:delText></w:r></w:del>',
        '<w:moveFrom w:id="3"><w:r><w:t>old </w:t></w:r></w:moveFrom>',
        "lamps",
    )
    reading = read(_docx(body))
    assert [line.text for line in _lines(reading)] == ["Requests three lamps"]
    assert [code for code, _ in reading.warnings] == ["tracked-changes"]


def test_hidden_text_goes_and_is_told_of() -> None:
    reading = read(_docx(_p("Requests ", _r("secretly ", "<w:vanish/>"), "lamps")))
    assert [line.text for line in _lines(reading)] == ["Requests lamps"]
    assert [code for code, _ in reading.warnings] == ["hidden-text"]


def test_of_fields_the_result_is_read() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = char("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + char("separate") + _r("7") + char("end")
    field = char("begin") + _r("IF ") + inner + char("separate") + _r("shown") + char("end")
    assert _texts(_p("Is ", field, " here")) == ["Is shown here"]
    assert _texts(_p("Is ", '<w:fldSimple w:instr="x"><w:r><w:t>shown</w:t></w:r></w:fldSimple>')) == ["Is shown"]


def test_wrappers_are_opened() -> None:
    link = '<w:hyperlink r:id="x"><w:r><w:t>A/85/1</w:t></w:r></w:hyperlink>'
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{_p('See ', link)}</w:sdtContent></w:sdt>"
    smart = "<w:smartTag><w:smartTagPr/><w:r><w:t>Oslo</w:t></w:r></w:smartTag>"
    assert _texts(control + _p("In ", smart)) == ["See A/85/1", "In Oslo"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{_p('A/RES/85/501')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _texts(_p("United Nations", both)) == ["United Nations", "A/RES/85/501"]


NUMBERING = """<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def _item(text: str, number: int, level: int) -> str:
    return _p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_shown() -> None:
    places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 1), (3, 0), (1, 0)]
    body = "".join(_item(f"Paragraph {place}", *place) for place in places)
    lines = _lines(read(_docx(body, numbering=NUMBERING)))
    assert [line.number for line in lines] == [
        "1", "(a)", "i)", "ii)", "(b)", "2", "(a)", "III", "3.1", None, "3.2", "1", "2",
    ]  # fmt: skip
    assert [line.depth for line in lines] == [level for _, level in places]


def test_numbers_come_from_styles_too_and_can_be_taken_away() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Base">
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Operative"><w:basedOn w:val="Base"/></w:style>"""
    style = '<w:pStyle w:val="Operative"/>'
    body = (
        _p("One", props=style)
        + _p("None", props=style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + _p("Two", props=style)
    )
    lines = _lines(read(_docx(body, numbering=NUMBERING, styles=styles)))
    assert [(line.number, line.text) for line in lines] == [("1", "One"), (None, "None"), ("2", "Two")]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"), (7, "decimalZero", "07"),
        (10, "chineseCounting", "十"), (23, "chineseCounting", "二十三"), (3, "ideographEnclosedCircle", "㈢"),
        (2, "arabicAbjad", "ب"), (3, "russianLower", "в"), (5, "chicago", "**"), (12, "unheardOf", "12"),
        (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_forms_of_numbers(count: int, form: str, shown: str) -> None:
    assert numeral(count, form) == shown


def test_notes_stand_at_their_marks_and_behind_the_text() -> None:
    body = _p("Recalling lamps", _ref(7), " and oil,", _ref(5)) + _p("Requests light.")
    separators = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes = separators + _note(5, " See A/85/5.") + _note(7, " See A/85/7.") + _note(9, " Never called.")
    reading = read(_docx(body, footnotes=notes))
    line = _lines(reading)[0]
    assert line.text == "Recalling lamps1 and oil,2"
    assert [line.text[run.start : run.end] for run in line.runs if run.raised] == ["1", "2"]
    found = [(note.number, note.text) for note in _lines(reading, "note")]
    assert found == [("1", "See A/85/7."), ("2", "See A/85/5."), (None, "Never called.")]


def test_marks_of_ones_own_and_endnotes() -> None:
    body = _p(
        "Lamps",
        '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
        " oil",
        _ref(3),
        " bells",
        _ref(4, kind="endnote"),
    )
    notes = _note(2, "* Lit at night.").replace("<w:r><w:footnoteRef/></w:r>", "") + _note(3, " Whale oil.")
    reading = read(_docx(body, footnotes=notes, endnotes=_note(4, " Brass.", "endnote")))
    [line] = _lines(reading)
    assert line.text == "Lamps* oil1 bellsi"
    found = [(note.number, note.text) for note in _lines(reading, "note")]
    assert found == [("*", "Lit at night."), ("1", "Whale oil."), ("i", "Brass.")]


def test_notes_may_be_counted_by_signs_and_from_elsewhere() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    assert _texts(_p("Lamps", _ref(2)), footnotes=_note(2, "x"), settings=settings) == ["Lampsc"]


def test_parentheses_around_a_mark_belong_to_it() -> None:
    own = "<w:r><w:footnoteRef/></w:r>"
    note = _note(2, " Lit.").replace(own, _r("(", RAISED) + own + _r(")", RAISED))
    reading = read(_docx(_p("Lamps (", _ref(2), ") burn"), footnotes=note))
    [line] = _lines(reading)
    assert [line.text[run.start : run.end] for run in line.runs if run.raised] == ["(1)"]
    assert [(one.number, one.text) for one in _lines(reading, "note")] == [("1", "Lit.")]


def test_styles_switch_bold_and_italic() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Loud"><w:rPr><w:b/><w:i/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"""
    body = _p(
        "bold",
        _r(" plain", '<w:rStyle w:val="Loud"/>'),
        _r(" off", '<w:b w:val="0"/>'),
        _r("1", '<w:rStyle w:val="Mark"/>'),
        props='<w:pStyle w:val="Strong"/>',
    )
    [line] = _lines(read(_docx(body, styles=styles)))
    told = [(line.text[run.start : run.end], run.bold, run.italic, run.raised) for run in line.runs]
    assert told == [("bold", True, False, False), (" plain", False, True, False), ("1", True, False, True)]


def _table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else _p(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_the_masthead_table_gives_its_paragraphs() -> None:
    table = _table(["United Nations", "A/RES/85/501"], ["General Assembly", _p("Distr.: General") + _p("5 March 2031")])
    assert _texts(table) == ["United Nations", "A/RES/85/501", "General Assembly", "Distr.: General", "5 March 2031"]


def test_a_table_in_the_text_gives_rows() -> None:
    text = "Requests the keeper of every lighthouse on every coast of the sea to report on oil and lamps. " * 2
    nested = _table(["in", "side"])
    body = _p(text) + _table(["Lamp", _p("Oil", _ref(2))], ["First", nested], ["", "3"])
    reading = read(_docx(body, footnotes=_note(2, "Litres.")))
    rows = _lines(reading, "cell")
    assert [row.text for row in rows] == ["Lamp\tOil1", "First\tin side", "3"]
    assert [rows[0].text[run.start : run.end] for run in rows[0].runs if run.raised] == ["1"]


def test_a_table_far_down_is_no_masthead_even_where_all_text_is_short() -> None:
    body = "".join(_p(f"{number}. Lamp") for number in range(9)) + _table(["Lamp", "Oil"])
    assert [row.text for row in _lines(read(_docx(body)), "cell")] == ["Lamp\tOil"]


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    text = "Requests the keeper of every lighthouse on every coast of the sea to report on oil and lamps. " * 2
    assert _texts(_p(text) + _table(["1. Requests oil;"], ["2. Requests lamps;"])) == [
        text.strip(),
        "1. Requests oil;",
        "2. Requests lamps;",
    ]


def test_running_heads_and_feet_are_set_apart() -> None:
    reading = read(_docx(_p("Text"), header1=_p("A/RES/85/501"), footer1=_p("31-00001 ") + _p("31-00001")))
    assert [line.text for line in _lines(reading, "head")] == ["A/RES/85/501", "31-00001"]
    assert [line.zone for line in reading.pages[0].lines] == ["head", "body", "head"]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    data = _docx(_p("Strict text"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").replace(
            W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", document)
    assert [line.text for line in _lines(read(buffer.getvalue()))] == ["Strict text"]


def test_the_main_part_may_have_another_name() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        relation = f'<Relationship Id="r1" Type="{RELATED}/officeDocument" Target="/word/document2.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/document2.xml", f"<w:document {NAMESPACES}><w:body>{_p('Text')}</w:body></w:document>")
    assert read(buffer.getvalue()).text == "Text"


def test_right_to_left_text_stays_in_logical_order() -> None:
    arabic = "تطلب إلى حارس المنارة"
    assert _texts(_p(_r(arabic, "<w:rtl/>"), props="<w:bidi/>")) == [arabic]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_docx(""), "no text"),
        (_docx(_p("x"))[:-40], "broken"),
    ],
)
def test_documents_without_text_say_so(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        read(data)


def test_entities_in_a_part_are_not_swollen() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "lamp">{entities}]>'
    document = f"<w:document {NAMESPACES}><w:body>{_p('a &e9; b')}</w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", doctype + document)
    assert len(read(buffer.getvalue()).text) < 100
