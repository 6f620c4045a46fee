"""DOCX to lines: a whole paragraph each, with its automatic number, its note marks in place and its notes behind.

What a reader of the printed page sees is read: insertions under revision stay, deletions go; hidden text and the
instructions of fields go; text boxes, content controls and links are opened. A table at the head of the document (UN
documents set their masthead in one) and a table of one column give the paragraphs in them; other tables give rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from operative.reading.detect import DOCX
from operative.reading.flow import OWN_MARK, Flow, Format, cut, line_of, split_at_breaks
from operative.reading.ooxml import Numbering, Package, Styles, W, format_of, numeral, value
from operative.reading.page import Line, Page, Reading, Unreadable, Zone

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# Containers that only wrap runs or paragraphs: their content counts as if they were not there.
WRAPPERS = [
    MC + "AlternateContent",
    MC + "Choice",
    *(W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")),
    *(W + name for name in ("dir", "bdo", "ruby", "rubyBase")),
]
# What is not on the printed page, with all that is in it.
UNSEEN = [
    MC + "Fallback",
    *(W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rt")),
    *(W + name for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")),
    *(W + name for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")),
]

RUNNING_TEXT = 150  # characters in a paragraph from which on it is running text, and the masthead is over
MASTHEAD_PARAGRAPHS = 8  # no masthead has more before its table


def read_docx(data: bytes, source: str, media_type: str = DOCX) -> Reading:
    """The reading of a DOCX file's bytes; `media_type` is that of the file it was converted from, if it was."""
    return _Document(Package(data, source), source).reading(media_type)


class _Paragraph:
    """A paragraph: its text, and what stands before it."""

    def __init__(self, flow: Flow, number: str | None = None, indent: float = 0.0, depth: int = 0) -> None:
        self.flow, self.number, self.indent, self.depth = flow, number, indent, depth


class _Document:
    """One pass over a document's parts."""

    def __init__(self, package: Package, source: str) -> None:
        self.package, self.source = package, source
        self.styles = Styles(package.one("styles"))
        self.numbering = Numbering(package.one("numbering"))
        self.warnings: list[tuple[str, str]] = []
        self.hidden = 0
        self.fields: list[bool] = []  # of the fields we are in: whether still in the instruction
        self.marks: dict[tuple[str, str], str] = {}  # kind of note and its id -> the mark shown, in order
        self.counts = {"footnote": 0, "endnote": 0}
        self.custom: set[tuple[str, str]] = set()
        self.lines: list[Line] = []
        self.at = 0

    def reading(self, media_type: str) -> Reading:
        """The lines of the headers, the body, the notes and the footers, in this order."""
        root = self.package.part(self.package.main)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise Unreadable(self.source, "the document has no text part", "save it anew as DOCX", "broken")
        self._note_revisions(body)
        self._note_forms(body)
        self._furniture("header")
        self._body(_simplified(body))
        self._notes("footnote")
        self._notes("endnote")
        self._furniture("footer")
        if self.hidden:
            self.warnings.append(("hidden-text", f"{self.hidden} characters of hidden text were left out"))
        if not self.lines:
            raise Unreadable(self.source, "the document has no text", "give a document with text in it", "empty")
        text = "\n".join([line.text for line in self.lines])
        return Reading(
            source=self.source, media_type=media_type, text=text, pages=[Page(lines=self.lines)], warnings=self.warnings
        )

    # --- the parts

    def _note_revisions(self, body: etree._Element) -> None:
        kept = sum(1 for _ in body.iter(W + "ins", W + "moveTo"))
        dropped = sum(1 for _ in body.iter(W + "del", W + "moveFrom"))
        if kept or dropped:
            what = f"revisions are tracked: {kept} insertions were kept, {dropped} deletions left out"
            self.warnings.append(("tracked-changes", what))

    def _note_forms(self, body: etree._Element) -> None:
        """How notes are counted: with what signs, and from where."""
        settings = self.package.one("settings")
        self.forms = {"footnote": ("decimal", 1), "endnote": ("lowerRoman", 1)}
        for kind in self.forms:
            form, start = self.forms[kind]
            for owner in [settings, *body.iter(W + "sectPr")]:
                properties = None if owner is None else owner.find(f"{W}{kind}Pr")
                if properties is not None:
                    form = value(properties.find(W + "numFmt")) or form
                    first = value(properties.find(W + "numStart"))
                    start = int(first) if first and first.isdigit() else start
            self.forms[kind] = (form, start)

    def _furniture(self, kind: str) -> None:
        """Running heads or feet, each that differs once."""
        seen = set()
        for _, name in self.package.related(kind):
            root = self.package.part(name)
            if root is None:
                continue
            for paragraph in self._paragraphs(_simplified(root)):
                text = " ".join(paragraph.flow.text.split())
                if text and text not in seen:
                    seen.add(text)
                    self._lay(paragraph, zone="head")

    def _body(self, body: etree._Element) -> None:
        masthead, before = True, 0
        for element in body:
            if element.tag == W + "p":
                for paragraph in self._paragraph(element):
                    before += 1
                    masthead = masthead and before < MASTHEAD_PARAGRAPHS and paragraph.flow.length < RUNNING_TEXT
                    self._lay(paragraph)
            elif element.tag == W + "tbl":
                rows = [row.findall(W + "tc") for row in element.findall(W + "tr")]
                if masthead or max(map(len, rows), default=0) == 1:
                    for paragraph in self._paragraphs(element):
                        self._lay(paragraph)
                else:
                    for cells in rows:
                        self._row(cells)

    def _row(self, cells: list[etree._Element]) -> None:
        """A row of a table: its cells separated by tabs."""
        row = Flow()
        for place, cell in enumerate(cells):
            if place:
                row.add("\t", Format())
            for paragraph in self._paragraphs(cell):
                if row.length and not row.parts[-1].endswith(("\t", " ")):
                    row.add(" ", Format())
                if paragraph.number:
                    row.add(paragraph.number + " ", Format())
                flow = paragraph.flow
                flow.parts = [part.replace("\t", " ").replace("\n", " ") for part in flow.parts]
                row.append(flow)
        if row.text.strip():
            self._lay(_Paragraph(row), zone="cell")

    def _notes(self, kind: str) -> None:
        """The notes of a kind in the order of their marks, and those that no mark calls."""
        root = self.package.one(kind + "s")
        if root is None:
            return
        notes = {note.get(W + "id") or "": note for note in root.findall(W + kind) if not note.get(W + "type")}
        called = [key for key in self.marks if key[0] == kind]
        for key in called:
            if key[1] in notes:
                self._note(notes.pop(key[1]), self.marks[key], key in self.custom)
        for note in notes.values():
            self._note(note, None, False)

    def _note(self, note: etree._Element, mark: str | None, custom: bool) -> None:
        """A note: its paragraphs in one line, without its own mark."""
        whole = Flow()
        for paragraph in self._paragraphs(_simplified(note)):
            if whole.length:
                whole.add(" ", Format())
            whole.append(paragraph.flow)
        shown = whole.text.lstrip()
        own = OWN_MARK.match(whole.text)
        if custom and mark and shown.startswith(mark):
            cut(whole, whole.length - len(shown) + len(mark))
        elif own:
            cut(whole, own.end())
        self._lay(_Paragraph(whole, mark), zone="note")

    # --- paragraphs

    def _paragraphs(self, owner: etree._Element) -> Iterator[_Paragraph]:
        """The paragraphs in an element, at any depth but text boxes, which their own paragraph brings along."""
        for element in owner:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag in (W + "tbl", W + "tr", W + "tc"):
                yield from self._paragraphs(element)

    def _paragraph(self, element: etree._Element) -> Iterator[_Paragraph]:
        """A paragraph (several, where lines were broken by hand to be lines), and those of its text boxes."""
        properties = element.find(W + "pPr")
        style = None if properties is None else value(properties.find(W + "pStyle"))
        flow = Flow()
        boxes: list[etree._Element] = []
        for run in element.iter(W + "r", M + "r"):
            if _box_of(run, element) is None:
                self._run(run, style, flow, boxes)
        number, depth = self._number(properties, style)
        pieces = split_at_breaks(flow)
        for place, piece in enumerate(pieces):
            yield _Paragraph(piece, None if place else number, self._indent(properties, style), depth)
        for box in boxes:
            yield from self._paragraphs(box)

    def _run(self, run: etree._Element, style: str | None, flow: Flow, boxes: list[etree._Element]) -> None:
        """Add what a run shows to the text of its paragraph."""
        properties = run.find(W + "rPr")
        character = None if properties is None else value(properties.find(W + "rStyle"))
        format = self.styles.run(style, character, format_of(properties))
        custom: tuple[str, str] | None = None
        for element in run:
            tag = element.tag
            text = ""
            if tag == W + "t" or tag == M + "t":
                text = (element.text or "").replace("\u00ad", "").replace("\n", " ")
            elif tag in CHARACTERS:
                text = CHARACTERS[tag]
            elif tag == W + "br":
                text = "\n" if element.get(W + "clear") is None else " "
            elif tag == W + "sym":
                text = _symbol(element)
            elif tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                key = ("footnote" if tag == W + "footnoteReference" else "endnote", element.get(W + "id") or "")
                if element.get(W + "customMarkFollows") in ("1", "true", "on"):
                    custom = key
                else:
                    flow.add(self._mark(key), format._replace(raised=True, bold=False, italic=False))
            elif tag in (W + "drawing", W + "pict", W + "object"):
                boxes += element.iter(W + "txbxContent")
            if not text or any(self.fields):
                continue
            if format.hidden:
                self.hidden += len(text)
                continue
            if custom:
                self.marks[custom] = text.strip()
                self.custom.add(custom)
                format, custom = format._replace(raised=True, bold=False, italic=False), None
            flow.add(text, format)

    def _field(self, kind: str | None) -> None:
        """Keep track of fields: their instruction isn't shown, their result is."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _mark(self, key: tuple[str, str]) -> str:
        """The mark that a reference shows: notes are counted as they are called."""
        if key not in self.marks:
            form, start = self.forms[key[0]]
            self.marks[key] = numeral(start + self.counts[key[0]], form)
            self.counts[key[0]] += 1
        return self.marks[key]

    def _number(self, properties: etree._Element | None, style: str | None) -> tuple[str | None, int]:
        """The automatic number of a paragraph, as shown without point or dash, and its level."""
        own = None if properties is None else properties.find(W + "numPr")
        inherited = self.styles.property(style, f"{W}pPr/{W}numPr")
        number = level = None
        for numbered in (own, inherited):
            if numbered is not None:
                number = number or value(numbered.find(W + "numId"))
                level = level or value(numbered.find(W + "ilvl"))
        depth = int(level) if level and level.isdigit() else 0
        if number is None or number == "0":
            return None, 0
        shown = self.numbering.next(number, depth)
        return (shown.strip(" \t\u00a0.-–") or None if shown else None), depth

    def _indent(self, properties: etree._Element | None, style: str | None) -> float:
        """Points from the starting edge to the first line."""
        element = None if properties is None else properties.find(W + "ind")
        if element is None:
            element = self.styles.property(style, f"{W}pPr/{W}ind")
        if element is None:
            return 0.0
        left = _twips(element, "start") or _twips(element, "left")
        return (left + _twips(element, "firstLine") - _twips(element, "hanging")) / 20

    def _lay(self, paragraph: _Paragraph, zone: Zone = "body") -> None:
        """Put a paragraph below the others."""
        line = line_of(paragraph.flow, self.at, zone=zone, number=paragraph.number, depth=paragraph.depth)
        if line:
            line.indent = paragraph.indent
            self.lines.append(line)
            self.at = line.end + 1


CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}


def _simplified(element: etree._Element) -> etree._Element:
    """The element with what isn't printed taken out, and with wrappers opened."""
    etree.strip_elements(element, *UNSEEN, with_tail=False)
    etree.strip_tags(element, *WRAPPERS)
    return element


def _box_of(run: etree._Element, paragraph: etree._Element) -> etree._Element | None:
    """The text box within the paragraph that the run stands in."""
    parent = run.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == W + "txbxContent":
            return parent
        parent = parent.getparent()
    return None


def _symbol(element: etree._Element) -> str:
    """The character of a w:sym; a symbol font keeps ASCII in the private area from F000 on."""
    code = int(element.get(W + "char") or "0", 16)
    if 0xF020 <= code <= 0xF07E:
        code -= 0xF000
    return chr(code) if code >= 32 else ""


def _twips(element: etree._Element, name: str) -> float:
    text = element.get(W + name) or "0"
    return float(text) if text.lstrip("-").isdigit() else 0.0
