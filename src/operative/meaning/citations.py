"""Citations: every document that a record's paragraphs and notes name, with its date, its relation and its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace

from operative.meaning.mentions import Mention, mentions
from operative.meaning.words import Word, Words, words
from operative.record import Block, Citation, Footnote, Opening
from operative.symbols import parse

CHARTER = "Charter of the United Nations"  # it has no symbol
# The symbols of instruments that notes cite every year, as far as all their citations begin.
INSTRUMENTS = {
    "2030 Agenda for Sustainable Development": "A/RES/70/1",
    "United Nations Millennium Declaration": "A/RES/55/2",
    "2005 World Summit Outcome": "A/RES/60/1",
    "Universal Declaration of Human Rights": "A/RES/217 ",
    "International Covenant on Civil and Political Rights": "A/RES/2200 ",
    "International Covenant on Economic, Social and Cultural Rights": "A/RES/2200 ",
    "International Covenants on Human Rights": "A/RES/2200 ",
    "International Convention on the Elimination of All Forms of Racial Discrimination": "A/RES/2106 ",
    "Convention on the Elimination of All Forms of Discrimination against Women": "A/RES/34/180",
    "Convention against Torture": "A/RES/39/46",
    "Convention on the Rights of the Child": "A/RES/44/25",
    "Convention on the Rights of Persons with Disabilities": "A/RES/61/106",
    "Declaration on the Granting of Independence to Colonial Countries and Peoples": "A/RES/1514 ",
    "Vienna Declaration and Programme of Action": "A/CONF.157/24",
    "Durban Declaration and Programme of Action": "A/CONF.189/12",
    "Addis Ababa Action Agenda": "A/RES/69/313",
    "Paris Agreement": "FCCC/CP/2015/10",
    "Sendai Framework for Disaster Risk Reduction": "A/RES/69/283",
    "New Urban Agenda": "A/RES/71/256",
}
_FIGURE = re.compile(r"\d")


def citations(
    blocks: Sequence[Block], footnotes: Sequence[Footnote], language: str, symbol: str | None = None
) -> tuple[Citation, ...]:
    """The citations of a document, block by block, then note by note.

    `language` is the code of the language it is in, `symbol` its own symbol: "its resolution" is its organ's.
    """
    reader = _Reader(words(language), symbol)
    found = reader.blocks(blocks)
    return tuple(reader.tied(found + reader.notes(footnotes)))


class _Reader:
    """Reads one document: what its blocks say goes on to the notes whose marks stand in them."""

    def __init__(self, words: Words, symbol: str | None) -> None:
        self.words = words
        own = parse(symbol) if symbol else None
        self.speaker = "A/HRC" if own and own.organ == "A" and own.series[:1] == ("HRC",) else own.organ if own else "A"
        self.session = own.session if own and own.organ == "A" and own.session_kind == "regular" else None
        self.marks: dict[str, _Mark] = {}
        self.names: dict[str, str] = {}  # instrument to symbol, as this document's notes tie them

    def blocks(self, blocks: Sequence[Block]) -> list[Citation]:
        """The citations of all blocks."""
        plain = [self.words.plain(block.text) for block in blocks]
        named = self.instruments([text for text, _ in plain])
        found: list[Citation] = []
        for n, (block, (text, places)) in enumerate(zip(blocks, plain, strict=True)):
            if n in named or block.notes or "/" in text or "(" in text:  # most have nothing to cite
                found += self.block(block, text, places, named.get(n, []))
        return found

    def instruments(self, texts: list[str]) -> dict[int, list[Word]]:
        """The instruments that texts name, by the number of the text: looked for in all at once, which is faster."""
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        named: dict[int, list[Word]] = {}
        for word in self.words.instruments.find("\n".join(texts)):
            n = bisect_right(starts, word.start) - 1
            moved = word._replace(start=word.start - starts[n], end=word.end - starts[n])
            named.setdefault(n, []).append(moved)
        return named

    def block(self, block: Block, text: str, places: list[int] | None, named: list[Word]) -> list[Citation]:
        """The citations of a block: its symbols and the instruments it names. `text` is its text in plain letters."""
        last = max([note.offset for note in block.notes] + [word.end for word in named], default=0)
        around = _Around(text, self.words, last)
        found = mentions(text, self.words, self.speaker, self.session, around)
        if not (found or named or block.notes):
            return []
        relations = _Relations(around(), block.opening)
        for note in block.notes:
            offset = bisect_left(places, note.offset) if places else note.offset
            before = tuple(word.key for word in named if word.start < offset)
            name = self.name_before(text, offset, named)
            self.marks.setdefault(note.marker, _Mark(relations.at(offset), name, before))
        out = [c for m, end in _bounded(found, text) for c in self.cited(m, text, end, block.id, relations.at(m.start))]
        out += [self.instrument(w, text, block.id, relations.at(w.start)) for w in named]
        return sorted((_placed(c, block.text, places) for c in out), key=lambda c: c.offset)

    def notes(self, footnotes: Sequence[Footnote]) -> list[Citation]:
        """The citations of the notes. "Ibid." cites what the note before cites."""
        out: list[Citation] = []
        last: Citation | None = None
        for note in footnotes:
            relation, name, before = self.marks.get(note.marker, _NO_MARK)
            place = f"fn{note.marker}"
            cited: list[Citation] = []
            text, places = self.words.plain(note.text)
            found = mentions(text, self.words, self.speaker, self.session, _Around(text, self.words, 0))
            for m, end in _bounded(found, text):
                see = self.words.see.search(text, max(0, m.start - 300), m.start)
                cited += self.cited(m, text, end, place, "see" if see else relation, None if cited else name)
            cited = [_placed(c, note.text, places) for c in cited]
            same = None if cited else self.words.ibid.match(text)
            if same and last:
                pinpoint = self.pinpoint(text, same.start(), same.end(), len(text))
                again = Citation(symbol=last.symbol, relation=relation, in_=place, offset=same.start(), text=same[0])
                cited = [replace(again, name=name, pinpoint=pinpoint)]
            last = cited[0] if cited else None
            if last and not name:
                # the mark may stand after what was said of the instrument, "adopted on ...": its symbol tells which
                name = next(
                    (n for n in before if last.symbol and last.symbol.startswith(INSTRUMENTS.get(n, "-"))), None
                )
                cited = [replace(last, name=name), *cited[1:]]
            if name and last and not self.tie(name, last):
                cited = [replace(c, name=None) for c in cited]
            out += cited
        return out

    def cited(
        self, m: Mention, text: str, bound: int, place: str, relation: str | None, name: str | None = None
    ) -> list[Citation]:
        """The citations that a mention makes: one for each of its symbols. What stands at `bound` is another's."""
        out = []
        pinpoint = self.pinpoint(text, m.start, m.end, bound)
        for start, end, symbol in m.symbols:
            canonical = str(parse(symbol)) if symbol else None
            printed = text[start:end]
            out.append(
                Citation(
                    symbol=canonical,
                    date=m.date,
                    relation=relation,
                    in_=place,
                    offset=start,
                    text=printed,
                    name=name,
                    pinpoint=pinpoint,
                )
            )
        return out

    def pinpoint(self, text: str, start: int, end: int, bound: int) -> str | None:
        """The place in the document that is meant, as printed: what follows the symbol, or stands before its noun."""
        after = self.words.pinpoint_after.match(text, end, bound)
        if after:
            place = after["place"]
            if after.end() == bound:  # it may be the next one's: "resolution 1/1, paragraph 2 of resolution 1/2"
                others = self.words.pinpoint_before.search(text, after.start("place"), bound)
                place = text[after.start("place") : others.start("place")] if others else place
            place = self.words.trailing.sub("", place).strip(" ,،，()（）")
            if place:
                return place
        if _FIGURE.search(text, max(0, start - 10), start):  # later in a list
            return None
        before = self.words.pinpoint_before.search(text[max(0, start - 90) : start])
        return before["place"].strip(" ,") if before else None

    def instrument(self, word: Word, text: str, place: str, relation: str | None) -> Citation:
        """The citation of an instrument that the text names."""
        printed = text[word.start : word.end]
        return Citation(symbol=None, relation=relation, in_=place, offset=word.start, text=printed, name=word.key)

    def name_before(self, text: str, offset: int, named: list[Word]) -> str | None:
        """The instrument whose name ends at a note mark: one that all know, or as printed."""
        end = len(text[:offset].rstrip(" ,،，;.\"'“”’»›》」)）"))
        for word in named:
            if abs(word.end - end) <= 1:
                return word.key
        # the paragraph's first word has a capital because it is the first
        first = text.find(" ", 0, end) if self.words.language.writing.capital else 0
        head = text[max(first, end - 220, 0) : offset].rstrip(" ,،，;.")
        match = self.words.name.search(head) if self.words.heads.search(head) else None
        if not match or match[0][0].islower() or not self.words.heads.search(match[0]):
            return None
        return match[0].strip(" 《》“”«»")

    def tie(self, name: str, citation: Citation) -> bool:
        """Whether a note gives the symbol of the instrument at its mark; it may cite a report on it instead."""
        symbol = parse(citation.symbol or "")
        if symbol is None or name == CHARTER:
            return False
        if name in INSTRUMENTS:
            tied = symbol.text.startswith(INSTRUMENTS[name])
        else:  # instruments are resolutions, documents of conferences, or annexed to another document
            tied = symbol.kind in ("resolution", "decision", "conference document") or citation.pinpoint is not None
        if tied:
            self.names.setdefault(name, symbol.text)
        return tied

    def tied(self, found: list[Citation]) -> list[Citation]:
        """Instruments that a note of this document ties to a symbol carry it everywhere in the document."""
        return [
            replace(c, symbol=self.names[c.name]) if c.symbol is None and c.name in self.names else c for c in found
        ]


class _Mark(NamedTuple):
    """What a note's mark says of what the note cites."""

    relation: str | None
    name: str | None  # of the instrument that ends at the mark
    before: tuple[str, ...]  # the instruments that the paragraph names before the mark


_NO_MARK = _Mark(None, None, ())


class _Around:
    """The words of a text, found when first asked for, up to a little after the last thing they could explain."""

    def __init__(self, text: str, words: Words, last: int) -> None:
        self.text, self.words = text[: max(text.rfind("/"), text.rfind("("), last) + 200], words
        self.found: list[Word] | None = None

    def __call__(self) -> list[Word]:
        if self.found is None:
            self.found = list(self.words.context.find(self.text))
        return self.found


class _Relations:
    """What the clauses of a text do with what they cite: the verb or phrase that stands nearest before a place."""

    def __init__(self, around: list[Word], opening: Opening | None) -> None:
        within = len(opening.surface) if opening else 0  # what opens the paragraph is known better than by its words
        found = [w for w in around if w.kind == "relation" and w.start >= within]
        self.places = [w.start for w in found]
        self.keys = [w.key for w in found]
        self.opening = opening.verb if opening else None

    def at(self, offset: int) -> str | None:
        """The relation that governs what stands at an offset."""
        n = bisect_right(self.places, offset)
        return self.keys[n - 1] if n else self.opening


def _placed(citation: Citation, text: str, places: list[int] | None) -> Citation:
    """The citation with its offset and its words in the text as printed."""
    if places is None:
        return citation
    start, last = places[citation.offset], places[citation.offset + len(citation.text) - 1]
    return replace(citation, offset=start, text=text[start : last + 1])


def _bounded(found: list[Mention], text: str) -> Iterator[tuple[Mention, int]]:
    """Each mention with the start of the next, or the end of the text."""
    return zip(found, [*(m.start for m in found[1:]), len(text)], strict=False)
