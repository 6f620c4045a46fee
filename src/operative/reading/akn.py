"""Official XML (Akoma Ntoso as the United Nations uses it) to lines that say what they are.

The file's own structure is kept: every paragraph is one whole line with its role, number and depth; a note stands
at its mark and, as a line of its own, behind the text. Tolerated, because published files have it: XML that is not
well-formed, empty or missing numbers, numbers left in the text before a tab, numbers twice, dates of the year 1,
superscript parentheses around a mark, paragraphs outside their list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from operative.reading.detect import AKN
from operative.reading.markup import flat, parser, text_of
from operative.reading.page import Line, Page, Reading, Run, Unreadable, Zone

# Elements that only dress text; taken out of the tree (their text stays) before it is walked.
DRESS = ("a", "b", "container", "content", "eol", "i", "intro", "ref", "mref", "rref", "span", "sub", "sup", "u")
HEADINGS = frozenset({"heading", "subheading"})
LISTS = frozenset({"list", "sublist", "blockList"})
NUMBERED = frozenset({"paragraph", "point", "item", "section", "title", "division", "subparagraph", "article", "part"})

# What the elements of the cover say, by the names that the record has for it.
COVER = {
    "docAuthority": "organ",
    "docNumber": "symbol",
    "docStatus": "distribution",
    "docDate": "distributed",
    "session": "session",
    "docTitle": "adopted",
    "docProponent": "basis",
}
META = frozenset({"identification", "presentation", "docketNumber", "FRBRlanguage", "FRBRdate"})
OTHERS = frozenset(
    {"meta", "coverPage", "statement", "doc", "documentCollection", "components", "component"}
    | {"inline", "p", "num", "formula", "crossHeading", "table", "tr", "listIntroduction", "authorialNote", "noteRef"}
)
PARTS = frozenset({"preface", "preamble", "mainBody", "conclusions", "attachments"})

MEANT = HEADINGS | LISTS | NUMBERED | COVER.keys() | META | OTHERS | PARTS

# Style names left over from the word processor (H1, H23, HCh, TitleH1, AgendaTitleH2) that mark a heading.
HEADING_STYLE = re.compile(r"(?:.*Title)?H(?:\d|[Cc][Hh])")
# A number left in the text: "1 -", "(a)", "12.", "1.1", "II -" and the tab behind it; a bare word is none.
LABEL = re.compile(
    r"[\s\u200e\u200f]*"
    r"(\(\w{1,6}\)|\w{1,5}\)|(?:\d{1,2}[-.])?\d{1,3}(?: ?[-–.])?|\w{1,6} ?[-–.]|[A-Z]{1,6}|[^\W_])"
    r"[\u200e\u200f]*\t"
)
# The mark of a note, between two characters that XML can't hold.
MARK = re.compile(r"\x02([^\x03]*)\x03")
# A space beside a Chinese character, whether a mark stands between or not.
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f"
WIDE_SPACE = re.compile(rf"(?<=[{WIDE}“”—…])((?:\x02[^\x03]*\x03)*) +| +(?=(?:\x02[^\x03]*\x03)*[{WIDE}“”—…])")
UNSEEN = " \u200b\u200e\u200f\ufeff"  # blanks and marks of direction
WORD_END, WORD_START = re.compile(r"[^\W\d_]{2}$"), re.compile(r"[^\W\d_]{2}")
AFTER_MARK = " ,.;:)]"  # before these, no blank stays between the text and its mark
OWN_MARK = re.compile(r"\s*\(\s*\)\s*")  # "()" at the start of a note in Arabic: parentheses without the mark
# What ends like no clause and has no number is a heading, where the file has it as a paragraph.
TEXTS = frozenset({"operative", "annex"})
HEADING_LENGTH = 220
CLAUSE_END = re.compile(r"[.;:,!?…؛؟،。；：，、][”“»\"’')\]）》]*(?:\x02[^\x03]*\x03|[()\s\u200e\u200f])*$")
COUNT = re.compile(r"\d+")
AGAIN = re.compile(r"\s*\(?(\d{1,3})\)?\s*")  # the raised mark of a note that an earlier paragraph hangs on
YEAR_OF_SYMBOL = re.compile(r"\(\d{4}\)$")  # "(2019)1" is another organization's number
AGENDA_ITEM = re.compile(r"\d+(?:\s*\(?[^\W\d_]{1,3}\))?")
SUFFIX_LETTERS = re.compile(r"\s+[A-Z]\s*(?:[-–,]|and)\s*[A-Z]$")

LANGUAGES = {"ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es"}
NO_DATE = "0001-01-01"


@lru_cache(maxsize=8)
def _names(namespace: str) -> dict[object, str]:
    """From an element's tag to its name, for the names that mean something here, in the file's own namespace."""
    prefix = f"{{{namespace}}}" if namespace else ""
    return {prefix + name: name for name in MEANT}


def read_akn(data: bytes, source: str) -> Iterator[Reading]:
    """A reading for each resolution in the file: one, or several under one number ("A/RES/75/101 A-B")."""
    root, warnings = _parse(data, source)
    namespace = etree.QName(root).namespace or ""
    names = _names(namespace)
    prefix = f"{{{namespace}}}" if namespace else ""
    _refer_again(root, prefix)
    _part_words(root, prefix)
    etree.strip_tags(root, *(prefix + name for name in DRESS))
    statements = [element for element in root if names.get(element.tag) not in ("components", "documentCollection")]
    collection = next((element for element in root if names.get(element.tag) == "documentCollection"), None)
    shared: dict[str, str] = {}
    if collection is not None:
        shared = _Sheet(names).read(collection)
        statements += [one for element in root.iter(f"{{{namespace}}}component") for one in element if len(one)]
    if not statements:
        what = "the Akoma Ntoso file holds no document"
        raise Unreadable(source, what, "get it again, it may be cut off", "broken")
    for place, statement in enumerate(statements):
        sheet = _Sheet(names)
        facts = sheet.read(statement)
        name = source
        if collection is not None:
            name = f"{source}#{place + 1}"
            facts = _of_component(shared, facts)
        language = LANGUAGES.get(facts.pop("language", ""))
        page = Page(lines=sheet.lines + sheet.notes_below())
        text = "\n".join([line.text for line in page.lines])
        yield Reading(
            source=name, media_type=AKN, text=text, pages=[page], language=language, facts=facts, warnings=warnings
        )


def _parse(data: bytes, source: str) -> tuple[etree._Element, list[tuple[str, str]]]:
    """The root of the tree; entities stay unresolved and nothing is fetched, so no file can swell or reach out."""
    warnings = []
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        found = etree.fromstring(data, parser(recover=True))
        if found is None:
            what = f"the XML is broken ({error.msg})"
            raise Unreadable(source, what, "get it again, it may be cut off", "broken") from error
        root = found
        _hoist(root)
        warnings.append(("xml-not-well-formed", f"read as far as it could be: {error.msg}"))
    if root.getroottree().docinfo.internalDTD is not None:
        warnings.append(("xml-entities", "the file defines entities of its own; they were left out"))
    return root, warnings


def _hoist(root: etree._Element) -> None:
    """Put the parts of a resolution back under it, where an element left open has swallowed them."""
    names = _names(etree.QName(root).namespace or "")
    for part in list(root.iter()):
        if names.get(part.tag) in PARTS and (parent := part.getparent()) is not None:
            above = [parent, *parent.iterancestors()]
            statement = next((one for one in above if names.get(one.tag) in ("statement", "doc")), None)
            if statement is not None and parent is not statement:
                statement.append(part)


def _of_component(shared: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """The facts of one resolution among several under one number: its own letter behind the number they share."""
    facts = {**shared, **own}
    letter = own.get("letter")
    if letter and "symbol" in shared:
        facts["symbol"] = f"{SUFFIX_LETTERS.sub('', shared['symbol'])} {letter}"
    facts.pop("letter", None)
    return facts


def _refer_again(root: etree._Element, prefix: str) -> None:
    """Gives the raised marks of notes met before the name that the standard has for them; the files only raise them."""
    met: set[str] = set()
    for element in list(root.iter(f"{prefix}authorialNote", f"{prefix}sup")):
        if element.tag == f"{prefix}authorialNote":
            met.add(flat(element.get("marker")))
        elif (again := AGAIN.fullmatch(element.text or "")) and again[1] in met and not len(element):
            before, around = element.getprevious(), element.getparent()
            words = before.tail if before is not None else around.text if around is not None else None
            if not YEAR_OF_SYMBOL.search(words or ""):
                element.tag = f"{prefix}noteRef"


def _part_words(root: etree._Element, prefix: str) -> None:
    """Puts a blank between two emphasised words that stand beside each other without one: the files lost it.

    One letter before is no word: Arabic writes "and" onto the next word, and parts of words may be set apart.
    """
    for span in root.iter(f"{prefix}span"):
        before = span.getprevious()
        if before is None or before.tag != span.tag or before.tail or len(before):
            continue
        if WORD_END.search(before.text or "") and WORD_START.match(span.text or ""):
            before.tail = " "


class _Sheet:
    """The lines of one resolution as they are laid out."""

    def __init__(self, names: dict[object, str]) -> None:
        self.names = names
        self.lines: list[Line] = []
        self.notes: list[tuple[str, str]] = []
        self.at = 0
        self.facts: dict[str, str] = {}
        self.unspaced = False

    def read(self, statement: etree._Element) -> dict[str, str]:
        """Lay out a statement (or the cover of a collection); its masthead facts come back."""
        for part in statement:
            name = self.names.get(part.tag)
            if name == "meta":
                self._meta(part)
                self.unspaced = LANGUAGES.get(self.facts.get("language", "")) == "zh"
            elif name == "coverPage":
                self._cover(part)
            elif name == "preface":
                self._preface(part)
            elif name == "preamble":
                self._body(part, "preambular")
            elif name == "mainBody":
                self._body(part, "operative")
            elif name == "conclusions":
                self._conclusions(part)
            elif name == "attachments":
                self._attachments(part)
        return self.facts

    # --- masthead

    def _meta(self, meta: etree._Element) -> None:
        """Dates, language and job number, from the file's own description."""
        for element in meta:
            name = self.names.get(element.tag)
            if name == "identification":
                for level in element:
                    for fact in level:
                        self._identification(self.names.get(fact.tag), fact)
            elif name == "presentation":
                code = next((one.text for one in element.iter() if self.names.get(one.tag) == "docketNumber"), None)
                if code:
                    self.facts["job_number"] = code.split()[0]

    def _identification(self, name: str | None, fact: etree._Element) -> None:
        if name == "FRBRlanguage":
            self.facts["language"] = fact.get("language", "")
        elif name == "FRBRdate" and fact.get("date") != NO_DATE:
            field = {"adoption": "adopted", "publication": "distributed"}.get(fact.get("name", ""))
            if field:
                self.facts[field] = fact.get("date", "")

    def _cover(self, cover: etree._Element) -> None:
        """The cover: a line for each of its paragraphs, and the facts that its elements name."""
        items: list[str] = []
        for paragraph in cover:
            field = None
            for element in paragraph:
                name = self.names.get(element.tag)
                if name == "inline":
                    field = "agenda_items"
                    if element.get("name") == "agenda item":
                        items += AGENDA_ITEM.findall(element.get("title") or element.text or "")
                elif name in COVER:
                    field = COVER[name]
                    self._state(field, element)
            text = text_of(paragraph) if len(paragraph) else paragraph.text or ""
            self._add(text, "masthead", fact=field)
        if items:
            self.facts["agenda_items"] = "; ".join(items)

    def _state(self, field: str, element: etree._Element) -> None:
        """A fact of the cover: as the element's attribute gives it, or as printed."""
        if field == "distributed":
            if element.get("date", NO_DATE) != NO_DATE:
                self.facts[field] = element.get("date", "")
        elif field in ("symbol", "distribution"):
            self.facts.setdefault(field, flat(element.text))
        elif field == "session":
            self.facts[field] = element.get("value") or flat(element.text)
        elif field == "basis":
            self.facts[field] = flat(text_of(element))

    def _preface(self, preface: etree._Element) -> None:
        """The number and the title, with the note that may hang on them; the letter of one resolution among several."""
        printed: list[tuple[str, str]] = []
        for paragraph in preface:
            for element in paragraph:
                name = self.names.get(element.tag)
                if name == "authorialNote" and printed:
                    field, text = printed.pop()
                    printed.append((field, text + self._noted(element)))
                else:
                    printed.append(("title" if name == "docTitle" else "number", self._flow(element)))
        for field, text in printed:
            bare = flat(MARK.sub("", text)).lstrip("-–. ")
            if field == "title" and bare:
                self.facts["title"] = f"{self.facts['title']} {bare}" if "title" in self.facts else bare
            elif field == "number" and len(bare) == 1:
                self.facts["letter"] = bare
            self._add(text, "masthead", fact=field)

    def _conclusions(self, conclusions: etree._Element) -> None:
        """The closing: the meeting and the date, a line each."""
        for paragraph in conclusions:
            for element in paragraph:
                field = None
                if self.names.get(element.tag) == "inline":
                    meeting = COUNT.search(element.get("title") or element.text or "")
                    if meeting:
                        field = "meeting"
                        self.facts[field] = meeting.group()
                elif element.get("date", NO_DATE) != NO_DATE:
                    field = "adopted"
                    self.facts[field] = element.get("date", "")  # printed, so better than the description's
                self._add(text_of(element), "closing", fact=field)
            if not len(paragraph):
                self._add(paragraph.text or "", "closing")

    # --- paragraphs

    def _attachments(self, attachments: etree._Element) -> None:
        for element in attachments.iter():
            if self.names.get(element.tag) == "mainBody":
                self._body(element, "annex")

    def _body(self, body: etree._Element, role: str, depth: int = 0) -> None:
        """The paragraphs of a part of the text, in order."""
        names = self.names
        for element in body:
            name = names.get(element.tag)
            if name in NUMBERED:
                self._numbered(element, role, depth)
            elif name == "p":
                self._add(self._flow(element) if len(element) else element.text or "", role, None, depth)
            elif name == "formula":
                for paragraph in element:
                    self._add(self._flow(paragraph), "formula")
            elif name in HEADINGS:
                self._add(self._flow(element), "heading", None, depth)
            elif name == "crossHeading":
                preambular = element.get("refersTo") == "#preamble"
                self._add(self._flow(element), "preambular" if preambular else "heading")
            elif name in LISTS:
                self._numbered(element, role, depth)
            elif name == "table":
                self._table(element)
            else:
                self._body(element, role, depth)

    def _numbered(self, element: etree._Element, role: str, depth: int) -> None:
        """A paragraph, point, item or section: its number goes to the first text in it, points go one deeper."""
        names = self.names
        style = element.get("class")
        if style is not None and style != "SingleTxt":
            role = "heading" if HEADING_STYLE.match(style) else "text" if style == "FootnoteText" else role
        number: str | None = None
        for part in element:
            name = names.get(part.tag)
            if name == "p" or name == "listIntroduction":
                self._add(self._flow(part) if len(part) else part.text or "", role, number, depth)
                number = None
            elif name == "num":
                number = part.text
            elif name in HEADINGS:
                self._add(self._flow(part), "heading", number, depth)
                number = None
            elif name in LISTS:
                self._list(part, role, number, depth)
                number = None
            else:
                self._body([part], role, depth)  # type: ignore[arg-type]
        if number is not None and number.strip():
            self._add(number, "heading")  # a section's numeral on a line of its own

    def _list(self, element: etree._Element, role: str, number: str | None, depth: int) -> None:
        """A list: its introduction is the paragraph itself, its points stand one deeper, their lists one more."""
        for part in element:
            name = self.names.get(part.tag)
            if name == "p" or name == "listIntroduction":
                self._add(self._flow(part), role, number, depth)
                number = None
            elif name in LISTS:
                self._list(part, role, None, depth + 1)
            else:
                self._numbered(part, role, depth + 1)

    def _table(self, table: etree._Element) -> None:
        """A table: a line for each row, its cells separated by tabs."""
        for row in table.iter():
            if self.names.get(row.tag) == "tr":
                cells = [self._flat(" ".join(self._flow(cell).split())) for cell in row]
                if any(cells):
                    self._lay("\t".join(cells), "table", None, 0, "cell")

    def _flow(self, element: etree._Element) -> str:
        """The text of an element as it runs, note marks between two control characters; its notes are kept aside."""
        text = element.text or ""
        for inner in element:
            name = self.names.get(inner.tag)
            if name == "authorialNote":
                text += self._noted(inner)
            elif name == "noteRef":
                text += f"\x02{flat(inner.text or inner.get('marker')).strip('()')}\x03"
            else:
                text += self._flow(inner)
            text += inner.tail or ""
        return text

    def _noted(self, note: etree._Element) -> str:
        """The mark of a note, as it stands in running text; the note itself is kept aside."""
        marker = flat(note.get("marker")) or str(len(self.notes) + 1)
        self.notes.append((marker, _without_own_mark(self._flat(text_of(note)))))
        return f"\x02{marker}\x03"

    def _flat(self, text: str) -> str:
        """Text with its white space collapsed, and in Chinese without the spaces that stand beside its characters."""
        text = flat(text)
        return WIDE_SPACE.sub(r"\1", text) if self.unspaced and " " in text else text

    def _add(self, text: str, role: str, number: str | None = None, depth: int = 0, *, fact: str | None = None) -> None:
        """Lay a paragraph out: number and text apart, white space collapsed."""
        text = text.strip()
        if "\t" in text:
            label = LABEL.match(text)
            if label and (not number or not number.strip() or flat(number) == label[1]):
                number, text = label[1], text[label.end() :]
        if number is not None:
            number = number.strip(" \t\n\r\u00a0.-–")
            text = text.lstrip(" \t\n\r\u00a0.")
        elif len(text) < HEADING_LENGTH and role in TEXTS and not CLAUSE_END.search(text):
            role = "heading"
        text = flat(text) if role == "heading" else self._flat(text)  # a space tells a section's numeral from its title
        text = text.lstrip(UNSEEN)
        if text:
            self._lay(text, role, number or None, depth, "body", fact)

    def _lay(self, text: str, role: str, number: str | None, depth: int, zone: Zone, fact: str | None = None) -> None:
        runs: tuple[Run, ...] = ()
        if "\x02" in text:
            text, runs = _raise_marks(text)
        end = self.at + len(text)
        clean = role != "heading"
        self.lines.append(
            Line(
                text, self.at, end, True, clean, zone=zone, role=role, number=number, fact=fact, depth=depth, runs=runs
            )
        )
        self.at = end + 1

    def notes_below(self) -> list[Line]:
        """The notes, as lines that follow the text."""
        below = []
        for marker, text in self.notes:
            below.append(Line(text, self.at, self.at + len(text), True, True, zone="note", number=marker))
            self.at += len(text) + 1
        return below


def _without_own_mark(note: str) -> str:
    """A note's text without the empty parentheses that its mark stood in."""
    own = OWN_MARK.match(note)
    return note[own.end() :] if own else note


def _raise_marks(text: str) -> tuple[str, tuple[Run, ...]]:
    """The text with its note marks standing in it, and the runs that raise them; parentheses go with the mark."""
    pieces = MARK.split(text)
    out = pieces[0]
    runs = []
    for marker, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if not after or after[0] in AFTER_MARK:
            out = out.rstrip()
        enclosed = out.endswith("(") and after.startswith(")")
        start = len(out) - enclosed
        out += marker
        runs.append(Run(start, len(out) + enclosed, True))
        out += after
    return out, tuple(runs)
