"""HTML to lines: a whole paragraph each, lists numbered, tables in rows, note marks in place and notes set apart.

Notes are found by what makes them notes in every program's HTML: a short link to a place that links back.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from lxml import etree

from operative.reading import detect
from operative.reading.flow import OWN_MARK, Flow, Format, cut, line_of, split_at_breaks
from operative.reading.markup import text_of
from operative.reading.ooxml import numeral
from operative.reading.page import Line, Page, Reading, Unreadable, Zone
from operative.reading.text import read_text

BLOCKS = frozenset(re.findall(r"\w+", """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""))  # fmt: skip
SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "title", "object", "svg", "iframe"})
FURNITURE = frozenset({"nav", "footer"})
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
ITALIC = frozenset({"i", "em", "cite"})
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}

# Elements that may be nested without end.
NESTING = re.compile(
    r"</?(?:ol|ul|li|dl|dd|dt|div|section|article|blockquote|table|tbody|tr|td|th|span|font|b|i|em|strong|sup)\b[^>]*>",
    re.I,
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")
# A line break in the source between two characters of a script without spaces stands for nothing (CSS Text 3, 4.1.3).
BREAK_IN_HAN = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uff60])[ \t\r]*\n\s*(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uff60])"
)
NOTE_LINK = re.compile(r"\s*[\[(]?\s*(\w{1,4}|[*†‡§]{1,4})\s*[\])]?\s*$")
LINKS_IN_A_NOTE = 20  # before the one that leads back; in a larger place than a note there are more
RUNNING_TEXT = 150  # characters of a paragraph from which on it is running text, and the masthead is over
MASTHEAD_PARAGRAPHS = 8  # no masthead has more before its table
LAYOUT_CELL = 1000  # characters in a table cell that holds paragraphs: the table only places them on the page
STYLE_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
STYLE_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)")
STYLE_RAISED = re.compile(r"vertical-align\s*:\s*super")
STYLE_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")


def read_html(data: bytes, source: str) -> Reading:
    """The reading of an HTML file's bytes."""
    text, warnings = _decode(data, source)
    root, deep = _parse(text)
    if deep:
        warnings.append(
            ("nested-too-deep", "elements are nested deeper than any page needs; they were read as one level")
        )
        root, _ = _parse(NESTING.sub("<p>", text))
    if root is None:
        raise Unreadable(source, "the HTML holds nothing", "give a page with text in it", "empty")
    typed = max((text_of(pre) for pre in root.iter("pre")), key=len, default="")
    if len(typed) * 2 > sum(len(part) for part in text_of(root).split()):
        reading = read_text(typed, source, detect.HTML)
        reading.warnings = [*warnings, *reading.warnings]
        return reading
    lines = _Walk(root).lines
    if not lines:
        raise Unreadable(source, "the HTML holds no text", "give a page with text in it", "empty")
    text = "\n".join([line.text for line in lines])
    return Reading(source=source, media_type=detect.HTML, text=text, pages=[Page(lines=lines)], warnings=warnings)


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The root of the page, and whether the parser gave up on its depth (2,048 levels, and what is deeper is lost)."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return root, any("depth" in (error.message or "") for error in parser.error_log)


def _decode(data: bytes, source: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of the file: in the encoding that it names, unless it is UTF-8 after all."""
    named = CHARSET.search(data[:4096])
    if named and not data.startswith(tuple(bom for bom, _ in detect.BOMS)):
        name = named[1].decode("ascii")
        try:
            encoding = {"iso8859-1": "cp1252"}.get(codecs.lookup(name).name, name)  # as browsers do
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode(encoding, "replace"), []
        except LookupError:
            pass
    return detect.decode(data, source)


class _Notes:
    """The notes of a page: which links are marks, what their notes are, and the links back."""

    def __init__(self, root: etree._Element) -> None:
        self.marks: dict[etree._Element, str] = {}
        self.backs: set[etree._Element] = set()
        self.notes: dict[etree._Element, str] = {}
        places: dict[str, etree._Element] = {}
        for element in root.iter(etree.Element):
            for key in (element.get("id"), element.get("name")):
                if key:
                    places.setdefault(key, element)
        for link in root.iter("a"):
            mark = NOTE_LINK.match(text_of(link))
            place = places.get((link.get("href") or "").removeprefix("#")) if mark else None
            if mark is None or place is None or link in self.backs:
                continue
            links = islice(place.iter("a"), LINKS_IN_A_NOTE)
            back = next((one for one in links if one is not link and _leads_to(one, link, places)), None)
            if back is not None:
                self.marks[link] = mark[1]
                self.backs.add(back)
                self.notes[_whole_note(place)] = mark[1]


def _leads_to(back: etree._Element, link: etree._Element, places: dict[str, etree._Element]) -> bool:
    """Whether a link leads to another link, or to what it closely stands in or holds."""
    place = places.get((back.get("href") or "").removeprefix("#"))
    if place is None:
        return False
    return place is link or place in islice(link.iterancestors(), 3) or link in islice(place.iterancestors(), 3)


def _whole_note(place: etree._Element) -> etree._Element:
    """The element that is the whole note: the outermost block that begins with it and holds no other."""
    note = place
    while note.tag not in BLOCKS and note.getparent() is not None:
        note = note.getparent()  # type: ignore[assignment]
    begins = text_of(note).strip()
    while (above := note.getparent()) is not None and above.tag in ("div", "li", "dd", "aside", "td"):
        others = sum(
            1 for one in above if one.tag in BLOCKS and one is not note and one.find(".//a[@href]") is not None
        )
        if others or not text_of(above).strip().startswith(begins):
            break
        note = above
    return note


class _Walk:
    """One pass over the elements of a page, in the order of the source."""

    def __init__(self, root: etree._Element) -> None:
        self.notes = _Notes(root)
        self.lines: list[Line] = []
        self.at = 0
        self.flow = Flow()
        self.bold = self.italic = self.raised = 0
        self.zone: list[Zone] = ["body"]
        self.lists: list[list[object]] = []
        self.number: str | None = None
        self.note: str | None = None
        self.row: Flow | None = None  # the row of a table being read, and how deep in tables that is
        self.tables: list[bool] = []  # of the tables we are in: whether they are read by rows
        self.masthead = True
        self._walk(root)
        self._flush()

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in SKIPPED or _hidden(element) or element in self.notes.backs:
                    walker.skip_subtree()
                elif element in self.notes.marks:
                    self._add(self.notes.marks[element], Format(raised=True))
                    walker.skip_subtree()
                else:
                    self._start(tag, element)
                    if element.text:
                        self._add(self._collapsed(element.text, tag))
            else:
                if not (
                    tag in SKIPPED or _hidden(element) or element in self.notes.backs or element in self.notes.marks
                ):
                    self._end(tag, element)
                if element.tail and element is not root:
                    self._add(self._collapsed(element.tail, ""))

    @staticmethod
    def _collapsed(text: str, tag: str) -> str:
        """Text with its white space as a browser shows it; tabs within a line stay, since programs write them."""
        if tag == "pre":
            return text
        return SPACE.sub(
            lambda match: "\t" if "\t" in match[0] and "\n" not in match[0] else " ", BREAK_IN_HAN.sub("", text)
        )

    def _add(self, text: str, format: Format | None = None) -> None:
        last = self.flow.parts[-1] if self.flow.parts else " "
        if text[:1] == " " and last[-1:] in (" ", "\t", "\n"):
            text = text[1:]
        if text:
            shown = Format(bool(self.bold), bool(self.italic), bool(self.raised))
            self.flow.add(text, format or shown)

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "br":
            self.flow.add("\n", Format())
            return
        if tag in BLOCKS:
            self._flush()
            self._open_block(tag, element)
        bold, italic, raised = _dress(tag, element)
        self.bold += bold
        self.italic += italic
        self.raised += raised

    def _end(self, tag: str, element: etree._Element) -> None:
        bold, italic, raised = _dress(tag, element)
        self.bold -= bold
        self.italic -= italic
        self.raised -= raised
        if tag in BLOCKS:
            self._flush()
            self._close_block(tag, element)

    def _open_block(self, tag: str, element: etree._Element) -> None:
        if element in self.notes.notes:
            self.note = self.notes.notes[element]
            self.zone.append("note")
        elif _is_furniture(tag, element):
            self.zone.append("head")
        elif tag in ("ol", "ul"):
            start = element.get("start") or "1"
            form = LIST_FORMS.get(element.get("type") or "1", "decimal") if tag == "ol" else ""
            self.lists.append([form, int(start) if start.lstrip("-").isdigit() else 1])
        elif tag == "li" and self.lists:
            self._item(element)
        elif tag == "table":
            self.tables.append(not self.masthead and not _only_layout(element))
        elif tag == "tr" and self.tables and self.tables[-1] and sum(self.tables) == 1:
            self.row = Flow()
        elif tag in ("td", "th") and self.row is not None and self.row.length and sum(self.tables) == 1:
            self.row.add("\t", Format())

    def _close_block(self, tag: str, element: etree._Element) -> None:
        if element in self.notes.notes:
            self.note = None
            self.zone.pop()
        elif _is_furniture(tag, element):
            self.zone.pop()
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag == "tr" and self.row is not None and sum(self.tables) == 1:
            row, self.row = self.row, None
            self._lay(row, "cell", None, 0)

    def _item(self, element: etree._Element) -> None:
        """The number of a list's next item."""
        form, count = self.lists[-1]
        own = element.get("value") or ""
        assert isinstance(count, int)
        count = int(own) if own.isdigit() else count
        self.lists[-1][1] = count + 1
        self.number = numeral(count, str(form)) if form else None

    def _flush(self) -> None:
        """The text gathered so far is a paragraph: lay it out, or let it stand in its table's row."""
        flow, self.flow = self.flow, Flow()
        if not flow.text.strip():
            return
        if self.row is not None:
            if self.row.length and not self.row.parts[-1].endswith("\t"):
                self.row.add(" ", Format())
            flow.parts = [part.replace("\t", " ").replace("\n", " ") for part in flow.parts]
            self.row.append(flow)
            return
        if self.note is not None:
            own = OWN_MARK.match(flow.text)
            if own:
                cut(flow, own.end())
        number, self.number = self.number, None
        depth = max(len(self.lists) - 1, 0)
        for piece in split_at_breaks(flow):
            self.masthead = self.masthead and len(self.lines) < MASTHEAD_PARAGRAPHS and piece.length < RUNNING_TEXT
            self._lay(piece, self.zone[-1], self.note or number, depth)
            number = None

    def _lay(self, flow: Flow, zone: Zone, number: str | None, depth: int) -> None:
        last = self.lines[-1] if self.lines else None
        if zone == "note" and last is not None and last.zone == "note" and last.number == number:
            joined = Flow()  # a further paragraph of the same note
            joined.add(last.text + " ", Format())
            joined.runs = list(last.runs)
            joined.append(flow)
            flow, self.at = joined, last.start
            self.lines.pop()
        line = line_of(flow, self.at, zone=zone, number=number, depth=depth)
        if line:
            self.lines.append(line)
            self.at = line.end + 1


def _dress(tag: str, element: etree._Element) -> tuple[bool, bool, bool]:
    """Whether an element makes its text bold, italic, raised."""
    style = element.get("style") or ""
    return (
        tag in BOLD or (bool(style) and STYLE_BOLD.search(style) is not None),
        tag in ITALIC or (bool(style) and STYLE_ITALIC.search(style) is not None),
        tag == "sup" or (bool(style) and STYLE_RAISED.search(style) is not None),
    )


def _hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and STYLE_HIDDEN.search(style) is not None)


def _is_furniture(tag: str, element: etree._Element) -> bool:
    """Running heads and feet: as LibreOffice writes them, and as pages name them."""
    return tag in FURNITURE or (tag == "div" and element.get("title") in ("header", "footer"))


def _only_layout(table: etree._Element) -> bool:
    """Whether a table only places paragraphs on the page: it has one column, or cells of many long paragraphs."""
    if max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr")), default=0) <= 1:
        return True
    return any(
        len(text_of(cell)) > LAYOUT_CELL and sum(1 for _ in cell.iter("p", "div", "li")) > 2
        for cell in table.iter("td", "th")
    )
