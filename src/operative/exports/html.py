"""Records as pages that a browser shows and prints: self-contained, without scripts, everything escaped.

The page looks as a resolution does: masthead, title, numbered paragraphs, notes at the foot. Beside it stands what a
checker asks: what looked wrong, what was taken for furniture, what found no place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from operative import symbols
from operative.exports.facts import facts, label, words
from operative.record import Act, Block, Citation, Fact, Footnote, Note, Record, Span

RIGHT_TO_LEFT = {"ar"}
LANGUAGE_NAMES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}


def page(record: Record) -> str:
    """One record as a page."""
    title = record.symbol or record.title or record.source
    return template("page.html").render(views=[View(record)], works=[], title=title)


def pages(records: Sequence[Record]) -> str:
    """Several records on one page, behind an index."""
    if len(records) == 1:
        return page(records[0])
    views = [View(record, prefix=f"r{number}-") for number, record in enumerate(records, 1)]
    works = _works([view.row(f"#{view.prefix}top") for view in views])
    return template("page.html").render(views=views, works=works, title=f"{len(views)} records")


def write(records: Iterable[Record], out: Path) -> tuple[int, Path]:
    """How many records were written, and the page to open first.

    `out` is one page with all of them if it is named like one; else a folder for a page each and their `index.html`,
    which are written as the records come, so that any number of them fits in memory.
    """
    if out.suffix.lower() in (".html", ".htm") and not out.is_dir():
        out.parent.mkdir(parents=True, exist_ok=True)
        every = list(records)
        out.write_text(pages(every), encoding="utf-8")
        return len(every), out
    out.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    taken: Counter[str] = Counter()
    for record in records:
        name = _file_name(record, taken)
        (out / name).write_text(page(record), encoding="utf-8")
        rows.append(View(record).row(name))
    index = template("index.html").render(works=_works(rows), title=f"{len(rows)} records")
    (out / "index.html").write_text(index, encoding="utf-8")
    return len(rows), out / "index.html"


class View:
    """What a template asks of a record."""

    def __init__(self, record: Record, prefix: str = "") -> None:
        self.record, self.prefix = record, prefix
        self.language = record.language or "en"
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        self.printed: dict[str, str] = {}
        for fact in record.masthead:
            self.printed.setdefault(fact.field, fact.text)
        self.counts = Counter(block.kind for block in record.blocks)
        self._citations: dict[str, list[Citation]] = {}
        for citation in record.citations:
            self._citations.setdefault(citation.in_, []).append(citation)
        self._facts = facts(record)
        self._marks: Counter[str] = Counter()
        markers = [note.marker for block in record.blocks for note in block.notes]
        self._places = Counter(markers)

    def row(self, href: str) -> dict[str, Any]:
        """The record's line in an index."""
        return {
            "href": href,
            "symbol": self.record.symbol,
            "title": self.record.title,
            "language": self.language,
            "language_name": LANGUAGE_NAMES.get(self.language, self.language),
            "direction": self.direction,
            "adopted": self.record.adopted,
            "source": self.record.source,
            "form": _form(self.record.media_type),
            "counts": self.counts,
            "notes": len(self.record.footnotes),
            "citations": len(self.record.citations),
            "warnings": len(self.record.warnings),
            "confidence": self.record.confidence,
        }

    @property
    def language_name(self) -> str:
        """The language's own name for itself."""
        return LANGUAGE_NAMES.get(self.language, self.language)

    @property
    def form(self) -> str:
        """The kind of file, in a word."""
        return _form(self.record.media_type)

    @property
    def symbol_url(self) -> str | None:
        """Where the United Nations gives the document out."""
        return self.official(self.record.symbol)

    def official(self, symbol: str | None) -> str | None:
        """Where the United Nations gives the document of a symbol out; None for what isn't a symbol."""
        parsed = symbols.parse(symbol) if symbol else None
        return parsed.url(self.language) if parsed else None

    def url(self, symbol: str | None) -> str | None:
        """Where a citation of a symbol leads."""
        return self.official(symbol)

    def preview(self, citation: Citation) -> str:
        """What a citation tells of its document before it is followed."""
        return " · ".join(filter(None, (citation.symbol, citation.name, citation.date, citation.relation)))

    def origin(self, block: Block) -> str:
        """What is told of where a paragraph stood in its source; on paper nothing."""
        return ""

    def mark_label(self, marker: str) -> str:
        """What a screen reader says of a note's mark."""
        return f"note {marker}"

    @property
    def back_label(self) -> str:
        """What it says of the way back from a note."""
        return "back to the text"

    def tip(self, note: Note) -> Markup:
        """What stands beside a note's mark; on paper the foot is near enough."""
        return Markup("")

    @property
    def organ(self) -> str:
        """The organ as the document's language prints it, where the masthead says it."""
        return self.printed.get("organ") or self.record.organ or ""

    def about(self) -> list[str]:
        """The lines of the masthead's left side: session, agenda items, when and on what it was adopted."""
        record = self.record
        session = self.printed.get("session") or (f"Session {record.session}" if record.session else "")
        items = self.printed.get("agenda_items") or ", ".join(record.agenda_items)
        basis = self.printed.get("basis") or ", ".join(filter(None, (record.basis.committee, *record.basis.documents)))
        return [line for line in (session, items, self._adoption(), basis) if line]

    def _adoption(self) -> str:
        """The line before the title that says which organ adopted it when; what closes a text says less."""
        title = next((fact.span for fact in self.record.masthead if fact.field == "title"), (0, 0))
        lines = (fact.text for fact in self.record.masthead if fact.field == "adopted" and fact.span < title)
        return next(lines, "")

    def heading(self) -> str:
        """The title behind its number, where that is printed before it: "64/12. Follow-up to ..."."""
        number = self.printed.get("number", "").rstrip(". ")
        title = self.record.title or self.record.symbol or ""
        if "/" not in number:
            return title
        return f"{number} - {title}" if self.direction == "rtl" else f"{number}. {title}"

    def issue(self) -> list[str]:
        """The lines of its right side: distribution and its date, in English in every language's masthead."""
        stated = f"Distr.: {self.record.distribution}" if self.record.distribution else ""
        distribution = self.printed.get("distribution") or stated
        distributed = self.printed.get("distributed") or self.record.distributed or ""
        return [line for line in (distribution, distributed) if line]

    def where(self, span: Span | None) -> str | None:
        """The id of the block or note in which a span begins."""
        if span is None:
            return None
        for block in self.record.blocks:
            if any(start <= span[0] < end for start, end in block.pieces or (block.span,)):
                return block.id
        for note in self.record.footnotes:
            if note.span[0] <= span[0] < note.span[1]:
                return f"n{note.marker}"
        return None

    def cited(self) -> list[tuple[str | None, str, str | None, list[tuple[str, str | None]]]]:
        """Each document cited, once: address, symbol or words, name, and the places with their relations."""
        names: dict[str, str | None] = {}
        places: dict[str, dict[str, str | None]] = {}
        for citation in self.record.citations:
            label = citation.symbol or citation.name or citation.text
            place = re.sub(r"^fn", "n", citation.in_)
            names[label] = names.get(label) or (citation.name if citation.symbol else None)
            places.setdefault(label, {}).setdefault(place, citation.relation)
        return [(self.url(label), label, names[label], list(where.items())) for label, where in places.items()]

    def groups(self) -> Iterator[tuple[str, list[Block]]]:
        """The blocks in order, by part, rows of one table together: ("table", rows) or ("blocks", others)."""
        for (is_table, _), blocks in groupby(self.record.blocks, key=lambda block: (block.kind == "table", block.part)):
            yield ("table" if is_table else "blocks"), list(blocks)

    def number(self, block: Block) -> str:
        """A block's number as a resolution prints it: 12. and (a), or 12 - from right to left."""
        number = block.number or ""
        if not number.isalnum():
            return number
        return f"{number} -" if self.direction == "rtl" else f"{number}."

    def block(self, block: Block) -> Markup:
        """The text of a block with its opening words, citations and note marks marked up."""
        opening = len(block.opening.surface) if block.opening and block.text.startswith(block.opening.surface) else 0
        return self._text(block.text, self._citations.get(block.id, []), block.notes, opening)

    def does(self, block: Block) -> list[tuple[str, str]]:
        """What a paragraph does beyond what its opening words say: kind and words of each fact that is followed up."""
        return [(label(fact), words(fact)) for fact in self._facts.get(block.id, []) if _is_followed(fact)]

    def asks(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the resolution leaves to be followed up, by kind: the heading, and place and words of each fact."""
        record = self.record
        kinds: dict[str, Sequence[Fact]] = {
            "Reports requested": record.reports,
            "Agenda": record.agenda,
            "Days and meetings": record.observances,
            "Bodies and budgets": record.standing,
        }
        return [(name, [(fact.in_, words(fact)) for fact in found]) for name, found in kinds.items() if found]

    def cells(self, block: Block) -> list[Markup]:
        """The cells of a table's row."""
        cells, start = [], 0
        for cell in block.text.split("\t"):
            end = start + len(cell)
            notes = tuple(note for note in block.notes if start < note.offset <= end or note.offset == start == 0)
            cites = [cite for cite in self._citations.get(block.id, []) if start <= cite.offset < end]
            cells.append(self._text(cell, cites, notes, 0, start))
            start = end + 1
        return cells

    def note(self, note: Footnote) -> Markup:
        """The text of a footnote, with links back to its marks."""
        return self._text(note.text, self._citations.get(f"fn{note.marker}", []), (), 0)

    def back(self, note: Footnote) -> list[str]:
        """The ids of a note's marks in the text."""
        return [f"{self.prefix}m{note.marker}-{place}" for place in range(1, self._places[note.marker] + 1)]

    def _text(
        self, text: str, citations: Iterable[Citation], notes: Iterable[Note], opening: int, base: int = 0
    ) -> Markup:
        """`text` with markup put in at offsets, which count from `base`."""
        tags: list[tuple[int, int, str]] = []  # offset, rank (what closes goes before what opens), markup
        if opening:
            tags += [(0, 2, "<em>"), (opening, 0, "</em>")]
        linked = 0
        for citation in sorted(citations, key=lambda citation: (citation.offset, -len(citation.text))):
            start, end = citation.offset - base, citation.offset - base + len(citation.text)
            href = self.url(citation.symbol)
            if href is None or start < max(linked, opening) or end > len(text):
                continue  # within a link or the opening words no other link can begin
            about = escape(self.preview(citation))
            tags += [(start, 3, f'<a class="cite" href="{escape(href)}" title="{about}">'), (end, 0, "</a>")]
            linked = end
        tags += [(note.offset - base, 1, self._mark(note)) for note in notes]
        out, at = [], 0
        for offset, _, markup in sorted(tags, key=lambda tag: tag[:2]):
            out += [str(escape(text[at:offset])), markup]
            at = max(at, offset)
        out.append(str(escape(text[at:])))
        return Markup("".join(out))  # every piece of the text went through escape()

    def _mark(self, note: Note) -> str:
        self._marks[note.marker] += 1
        marker, place = escape(note.marker), self._marks[note.marker]
        here, there = f"{self.prefix}m{marker}-{place}", f"{self.prefix}n{marker}"
        link = f'<a id="{here}" href="#{there}" aria-label="{escape(self.mark_label(note.marker))}">{marker}</a>'
        return f'<sup class="mark">{link}{self.tip(note)}</sup>'


def _is_followed(fact: Fact) -> bool:
    """Whether a fact asks for something: acts that direct nobody are plain to see."""
    return not isinstance(fact, Act) or bool(fact.addressees)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("operative.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """A template of this room by its file name."""
    return _environment().get_template(name)


def _works(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows of the same document together, in the order of the first; the English version leads where there is one."""
    works: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        works.setdefault(row["symbol"] or row["href"], []).append(row)
    return [sorted(versions, key=lambda row: row["language"] != "en") for versions in works.values()]


def _form(media_type: str) -> str:
    """A media type as people call it."""
    known = {
        "application/pdf": "PDF",
        "text/plain": "text",
        "text/html": "HTML",
        "application/msword": "DOC",
        "application/rtf": "RTF",
        "text/rtf": "RTF",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
        "application/akn+xml": "AKN4UN",
        "application/xml": "XML",
    }
    plain = media_type.split(";")[0].strip()
    return known.get(plain, plain.rpartition("/")[2])


def _file_name(record: Record, taken: Counter[str]) -> str:
    """A name of its own for a record's page: its symbol and language, or its source's name."""
    stem = f"{record.symbol}-{record.language}" if record.symbol else Path(record.source).stem
    stem = re.sub(r"[^\w.-]+", "_", stem).strip("_.")[:100] or "record"
    if stem.lower() == "index":
        stem = "record_index"
    taken[stem] += 1
    return f"{stem}.html" if taken[stem] == 1 else f"{stem}_{taken[stem]}.html"
