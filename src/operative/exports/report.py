"""Drafts of requested reports as documents: DOCX for the desk, HTML for the screen, of the same pieces.

Every sentence of a draft is a fixed label, which stands in this module, or a quotation with its source. Text is escaped
wherever it comes from, so that what was contributed is read and never run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from operative.exports.facts import when
from operative.languages import load
from operative.record import AgendaDecision
from operative.registry import series
from operative.registry.calls import MEMBER_STATES, in_order, member_states, name
from operative.registry.contributions import Contribution
from operative.registry.drafting import Draft, Part, Related

LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
LINK_RULES = {rule: words for rule, (words, _) in series.RULES.items()}
ROMAN = ("I", "II", "III", "IV", "V", "VI")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PARTS = {  # of a DOCX file, and the templates that write them
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "relations.xml",
    "word/styles.xml": "styles.xml",
    "word/footer1.xml": "footer.xml",
    "docProps/core.xml": "core.xml",
}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of all parts, so that the same draft gives the same bytes


class Piece(msgspec.Struct, frozen=True):
    """One piece of a draft, in the order in which it is read.

    A `paragraph` is numbered, a `note` is not; a `quotation` has its language and its source; a `table` has rows of
    cells under its head; a `heading` has its level, 1 to 3.
    """

    kind: Literal["heading", "paragraph", "note", "quotation", "table"]
    text: str = ""
    level: int = 0
    number: int = 0
    language: str = "en"
    source: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def direction(self) -> str:
        """Which way its text is written."""
        return load(self.language).direction

    @property
    def paragraphs(self) -> list[list[str]]:
        """The lines of each paragraph of its text: blank lines part paragraphs, or else each line is one."""
        if "\n\n" in self.text:
            return [part.splitlines() for part in re.split(r"\n\s*\n", self.text) if part.strip()]
        return [[line] for line in self.text.splitlines() if line.strip()]


def html(draft: Draft) -> str:
    """The draft as one page, without scripts."""
    return _environment().get_template("report.html").render(context(draft))


def docx(draft: Draft) -> bytes:
    """The draft as a DOCX file."""
    packed = io.BytesIO()
    given = context(draft)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for part, template in PARTS.items():
            member = zipfile.ZipInfo(part, FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, _environment().get_template(f"docx/{template}").render(given))
    return packed.getvalue()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("operative.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _clean(value: Any) -> Any:
    """A text without what XML can't hold; what a template has made already stays."""
    return NO_XML.sub("", value) if type(value) is str else value


def context(draft: Draft) -> dict[str, Any]:
    """What both templates ask for: the masthead, and the pieces under it."""
    return {
        "title": draft.title or draft.symbol,
        "language": draft.language,
        "direction": load(draft.language).direction,
        "organ": draft.request.to or draft.organ or "",
        "session": _sessions(draft),
        "items": [_item(item) for item in draft.items],
        "subtitle": _subtitle(draft),
        "compiled": day(draft.compiled),
        "symbol": draft.symbol,
        "pieces": list(_numbered(_pieces(draft))),
    }


def _numbered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    number = 0
    for piece in pieces:
        number += piece.kind == "paragraph"
        yield msgspec.structs.replace(piece, number=number) if piece.kind == "paragraph" else piece


# --- the masthead -----------------------------------------------------------------------------------------------------


def _sessions(draft: Draft) -> str:
    sessions = draft.request.due.sessions if draft.request.due else ()
    return ", ".join(map(_session, sessions))


def _session(number: int) -> str:
    """A session as mastheads print it: Sixty-sixth session (from the hundredth on: 101 session)."""
    words = next((words for words, value in load("en").ordinals.items() if value == number), None)
    return f"{words.replace(' ', '-').capitalize() if words else number} session"


def _item(item: AgendaDecision) -> str:
    return f"Agenda item “{item.item}” ({_place(item.in_)})"


def _subtitle(draft: Draft) -> str:
    if draft.request.actors == ("un:secretary-general",):
        return "Report of the Secretary-General"
    return f"Report asked of: {_listed(draft.request.by)}" if draft.request.by else "Report"


# --- the pieces -------------------------------------------------------------------------------------------------------


def _pieces(draft: Draft) -> Iterator[Piece]:
    """The draft's pieces, section by section; a section of which nothing is held is left out."""
    sections = [
        ("Mandate", _mandate(draft)),
        ("What the resolution asks, and of whom", _asked(draft)),
        ("Contributions received", _contributions(draft)),
        ("Invited and not heard from", _silent(draft)),
        ("Related resolutions and documents", _related(draft)),
    ]
    held = [(title, pieces) for title, made in sections if (pieces := list(made))]
    for numeral, (title, pieces) in zip(ROMAN, held, strict=False):  # no more sections than numerals
        yield Piece("heading", f"{numeral}.\t{title}", level=1)
        yield from pieces


def _mandate(draft: Draft) -> Iterator[Piece]:
    title = f" (“{draft.title}”)" if draft.title else ""
    adopted = f", adopted on {day(draft.adopted)}" if draft.adopted else ""
    where = f"{_place(draft.mandate.id)} of resolution {draft.symbol}"
    yield Piece("paragraph", f"The report is requested in {where}{title}{adopted}:")
    yield _quoted(draft, draft.mandate.id, draft.mandate.text)
    yield Piece("paragraph", f"Due: {_due(draft)}.")
    if draft.request.includes:
        yield Piece("paragraph", f"To be taken in: {_listed(map(_place, draft.request.includes))}.")
    for block in draft.missing:
        yield Piece("note", f"The text held of {draft.symbol} has no {_place(block)}.")


def _due(draft: Draft) -> str:
    """When the report is due: "at the sixty-sixth session, which opens on 13 September 2011"."""
    due = draft.request.due
    if due is None:
        return "no time is named"
    if not due.sessions:
        return when(due) or "no time is named"
    opens = f", which opens on {day(due.calendar[0][0])}" if due.calendar else ""
    named = _listed(_session(number).removesuffix(" session").lower() for number in due.sessions)
    return f"at the {named} session{opens}" + (f", {due.recurrence}" if due.recurrence else "")


def _asked(draft: Draft) -> Iterator[Piece]:
    if draft.asked:
        yield Piece("paragraph", f"Resolution {draft.symbol} asks, in its own words:")
        rows = tuple((_place(one.block), _listed(one.addressees), f"“{one.text}”") for one in draft.asked)
        yield Piece("table", head=("Where", "Of whom", "What"), rows=rows, language=draft.language)


def _contributions(draft: Draft) -> Iterator[Piece]:
    for number, part in enumerate(draft.parts):
        yield Piece("heading", f"{_letter(number)}.\t{_capital(_place(part.block))}", level=2)
        named = "" if part.included else " (an invitation that no request for a report names)"
        yield Piece("paragraph", f"{_capital(_place(part.block))} of resolution {draft.symbol} reads{named}:")
        yield _quoted(draft, part.block, part.text)
        yield Piece("paragraph", _received(part))
        for one in sorted(part.contributions, key=lambda one: (in_order(one.contributor), one.date)):
            yield Piece("heading", one.contributor, level=3)
            yield Piece("quotation", one.text, language=one.language, source=_source(one))


def _received(part: Part) -> str:
    """How many contributions a paragraph has, and from when to when."""
    if not part.call:
        return "It invites nobody to inform."
    invited = f"Invited: {_listed(part.call.who)}."
    if part.call.opened_by:
        invited = f"Invited, as {part.call.opened_by} says: {_listed(part.call.who)}."
    days = [one.date for one in part.contributions]
    if not days:
        return f"{invited} Contributions received: none."
    first, last = day(min(days)), day(max(days))
    return f"{invited} Contributions received: {len(days)}, dated {first if first == last else f'{first} to {last}'}."


def _source(one: Contribution) -> str:
    file = f", {one.name}" if one.name else ""
    how = f"put in on {day(one.added)} by {one.by}"
    return f"{one.contributor}, {day(one.date)}, in {LANGUAGES[one.language]} (contribution {one.id}{file}, {how})"


def _silent(draft: Draft) -> Iterator[Piece]:
    for part in draft.parts:
        where = f"Under {_place(part.block)}"
        as_states = part.call is not None and MEMBER_STATES in part.call.actors
        states = [actor for actor in part.silent if as_states and actor in member_states()]
        others = [actor for actor in part.silent if actor not in states]
        count = len(member_states())
        if len(states) == count:
            yield Piece("paragraph", f"{where}, none of the {count} Member States of today was heard from.")
        elif states:
            yield Piece(
                "paragraph", f"{where}, {len(states)} of the {count} Member States of today were not heard from:"
            )
            yield Piece("note", f"{_names(states)}.")
        if others:
            yield Piece("paragraph", f"{where}, not heard from: {_names(others)}.")
        if part.groups:
            text = f"{where}, invited as groups whose members the registry has no list of: {_names(part.groups)}."
            yield Piece("paragraph", text)


def _names(actors: Iterable[str]) -> str:
    return ", ".join(map(name, actors))


def _related(draft: Draft) -> Iterator[Piece]:
    before, after = f"Resolution {draft.symbol} goes on it.", f"It goes on resolution {draft.symbol}."
    linked = [(before, draft.predecessors), (after, draft.successors)]
    rows = tuple((one.symbol, one.title or "", _link(label, one)) for label, found in linked for one in found)
    yield from _table(f"The series of resolution {draft.symbol}:", ("Resolution", "Title", "Link"), rows)
    resolutions, documents = ([one for one in draft.cites if one.resolution is kind] for kind in (True, False))
    head = ("Document", "Title, where it is held", "Where")
    yield from _table(f"Resolutions that resolution {draft.symbol} cites:", head, _rows(resolutions))
    yield from _table("Other documents that it cites:", head, _rows(documents))
    yield from _table(f"Documents that cite resolution {draft.symbol}:", head, _rows(draft.cited_by))
    shown = tuple((one.document, one.by, day(one.at)) for one in draft.evidence)
    yield from _table("Documents named as evidence of this report:", ("Document", "By", "On"), shown)


def _table(label: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Piece]:
    if rows:
        yield Piece("paragraph", label)
        yield Piece("table", head=head, rows=rows)


def _rows(found: Sequence[Related]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.symbol, one.title or "", _where(one)) for one in found)


def _where(one: Related) -> str:
    relations = f" ({', '.join(one.relations)})" if one.relations else ""
    return ", ".join(map(_place, one.places)) + relations


def _link(label: str, one: Related) -> str:
    """How a resolution of the series stands to the one that asks, and the words of the rule that found it."""
    return " ".join((label, *(f"({LINK_RULES[rule]})" for rule in one.relations)))


# --- words ------------------------------------------------------------------------------------------------------------


def _quoted(draft: Draft, block: str, text: str) -> Piece:
    return Piece("quotation", text, language=draft.language, source=f"{draft.symbol}, {_place(block)}")


def _place(block: str) -> str:
    """A paragraph as reports name it: "paragraph 3", "paragraph 5 (a)", "section II, paragraph 3", "footnote 4"."""
    found = re.fullmatch(r"(?:(\w+)\.)?(pp|op|fn)(\w+)((?:\.\w+)*)", block)
    if not found:
        return block
    section, kind, number, below = found.groups()
    named = {"pp": "preambular paragraph", "op": "paragraph", "fn": "footnote"}[kind]
    levels = "".join(f" ({level})" for level in below.split(".")[1:])
    return f"section {section}, {named} {number}{levels}" if section else f"{named} {number}{levels}"


def day(iso: str) -> str:
    """A day as the United Nations writes it: 9 November 2009. What is not a whole day stays as it is."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{found.day} {load('en').data['calendar']['months'][found.month - 1]} {found.year}"


def _listed(names: Any) -> str:
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _letter(number: int) -> str:
    """The letter that a part is numbered with, from 0 on: A, B ... Z, AA, BB ..."""
    return chr(ord("A") + number % 26) * (1 + number // 26)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
