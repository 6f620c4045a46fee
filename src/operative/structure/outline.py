"""Paragraphs to blocks: what each paragraph is, its number, its depth, its part of the document.

A resolution opens with its organ ("The General Assembly,"); preambular paragraphs end with a comma and open with a
participle; operative ones are numbered, open with a finite verb and end with a semicolon, the last with a full stop.
A single operative paragraph has no number. Sections restart the numbering; annexes follow the closing line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from operative.languages import Language, Opening, load, roman
from operative.record import Block, Kind
from operative.structure.flow import Flow

# The point that a paragraph ends with; a note mark that lost its raising may stand behind it.
COMMA = re.compile(r"[,،，][”“»\"’')\]）]*(?:\(?\d{1,3}\)?)?$")
SEMICOLON = re.compile(r"(?:[;؛；.。:：][”“»\"’')\]）]*(?:\(?\d{1,3}\)?)?|[;؛；][\s\u00a0]*\S{1,5})$")
COLON = re.compile(r"[:：]\s*$")
FULL_STOP = re.compile(r"[.。۔][”“»\"’')\]）]*(?:\(?\d{1,3}\)?)?$")
# What can be a section's numeral before its title; no single letter: "A new beginning" is no section A.
NUMERAL = re.compile(r"[IVXL]+$|\w{2,}(?: \w+)?$|[\u4e00-\u9fff]")
HEADING_LENGTH = 220  # characters: no heading of a section is longer; whole sentences without a point are


class Part(msgspec.Struct):
    """One block to be: its place in the outline, its text without its label, its marks and the places it came from."""

    kind: Kind
    flow: Flow
    number: str | None = None
    depth: int = 0
    opening: Opening | None = None
    part: str | None = None
    section: str | None = None
    id: str = ""


class Outline:
    """Classifies paragraphs one after the other; what came before decides what may come next."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.parts: list[Part] = []
        self.phase: str = "preamble"  # then "operative", "closed", "annex"
        self.part: str | None = None
        self.section: str | None = None
        self.last = 0  # the last number of an operative paragraph
        self.stated = 0  # the depth that the container stated for the last numbered paragraph
        self.letters: list[str] = []  # open levels of sub-paragraphs, by the label last used on each, as ids spell it
        self.speakers: set[str] = set()  # as the formulas of the body name them
        self.gaps: list[tuple[int, str]] = []  # index of a part before which numbers are missing, and which

    def add(self, flow: Flow, *, role: str | None = None, number: str | None = None, depth: int = 0) -> Part:
        """The block that a paragraph becomes. `role`, `number` and `depth` are given where the container says them."""
        part = self._official(flow, role, number, depth) if role else self._classified(flow, number)
        part.part = self.part
        part.section = self.section
        if not self.parts or part is not self.parts[-1]:
            self.parts.append(part)
        return part

    # --- containers that say what each paragraph is -------------------------------------------------------------------

    def _official(self, flow: Flow, role: str, number: str | None, depth: int) -> Part:
        kind: Kind = role  # type: ignore[assignment]
        label = _clean(number)
        if kind == "preambular" and label and (label.isdecimal() or self.phase == "operative"):
            kind = "operative"  # files leave the first numbered ones, or all, in the preamble
        part = Part(kind, flow, number=label, depth=self._depth(label, depth) if label else depth)
        if kind in ("preambular", "operative"):
            part.opening = self.language.opening(flow.text)
            if kind == "preambular" and part.opening and part.opening.kind == "operative" and COLON.search(flow.text):
                kind = part.kind = "operative"  # "Resolves that:" introduces the numbered ones
            if kind == "operative" and not number and not part.opening and self._is_heading(flow.text):
                return self._heading(flow)  # files tag unnumbered headings as paragraphs, too
            self.phase = "preamble" if kind == "preambular" else "operative"
        elif kind == "formula":
            self.phase = "preamble"
            self.speakers.add(_speaker(flow.text))
        elif kind == "closing":
            self.phase = "closed"
        elif kind == "annex" and self.phase != "annex":
            self._open_annex("")
        elif kind == "heading":
            return self._heading(flow, label)
        if kind == "operative" and depth == 0:
            self._count(part)
        return part

    # --- containers that don't ---------------------------------------------------------------------------------------

    def _classified(self, flow: Flow, number: str | None) -> Part:
        language, text = self.language, flow.text
        if len(text) < 120 and language.enacting.match(text) and self._is_own(text):
            return self._formula(flow)
        if self._is_annex(text):
            self._open_annex(text)
            return Part("heading", flow)
        if self.phase == "closed":
            return Part("vote" if language.vote.match(text) else "text", flow)
        label = None if number else language.paragraph_label.match(text)
        if number:
            return self._labelled(flow, number, 0)
        if label and self._plausible(label):
            return self._labelled(flow, label["label"], label.end())
        return self._unlabelled(flow)

    def _is_own(self, formula: str) -> bool:
        """Whether a formula is the document's: an annexed treaty, or another organ's text, has one of its own.

        So has a declaration of the same organ that opens an annex; further down it begins the next resolution.
        """
        if self.phase != "annex" or not self.speakers:
            return True
        begun = any(part.kind == "annex" and part.part == self.part for part in self.parts)
        return begun and _speaker(formula) in self.speakers

    def _formula(self, flow: Flow) -> Part:
        if self.phase != "preamble":  # resolution B after resolution A under one number
            self.last, self.letters, self.part = 0, [], None
        self.phase = "preamble"
        self.speakers.add(_speaker(flow.text))
        return Part("formula", flow)

    def _is_annex(self, text: str) -> bool:
        return len(text) < 80 and self.language.annex.match(text) is not None

    def _open_annex(self, name: str) -> None:
        self.phase, self.part = "annex", self.language.part_name(name)
        self.section, self.last, self.letters = None, 0, []

    def _plausible(self, label: re.Match[str]) -> bool:
        """Whether a label can be the next: a number that follows the last or begins anew, a letter, a roman numeral."""
        number = _clean(label["label"]) or ""
        if not number.isdecimal():
            return bool(self.parts)
        value = int(number)
        follows = 0 < value - self.last <= 5
        return value == 1 or follows or (value > self.last and self._opens_after(label))

    def _opens_after(self, label: re.Match[str]) -> bool:
        return self.language.opening(label.string[label.end() :]) is not None

    def _labelled(self, flow: Flow, label: str, cut: int) -> Part:
        number = _clean(label) or ""
        flow.cut(cut)
        if self.phase == "annex":
            if number.isdecimal():
                self.last = int(number)
            return Part("annex", flow, number=number, depth=self._depth(number))
        depth = self._depth(number)
        if number.isdecimal():
            self.phase = "operative"
        kind: Kind = "operative" if self.phase == "operative" else "preambular"
        part = Part(kind, flow, number=number, depth=depth, opening=self.language.opening(flow.text))
        if depth == 0:
            self._count(part)
        return part

    def _count(self, part: Part) -> None:
        if not part.number or not part.number.isdecimal():
            return
        value = int(part.number)
        if value > self.last + 1:
            missing = f"{self.last + 1}" if value == self.last + 2 else f"{self.last + 1}-{value - 1}"
            self.gaps.append((len(self.parts), missing))
        self.last = value

    def _depth(self, number: str, stated: int = 0) -> int:
        """The depth of a numbered paragraph: letters lie below figures, roman numerals below letters, and again.

        What comes next in an open list stands on its level, whatever depth the container states: files tag many a list
        beside its paragraph, or each point within the one before. "(i)" after "(h)" goes one deeper if stated so.
        """
        deeper, self.stated = stated > self.stated, stated
        if number.isdecimal():
            self.letters = []
            return stated
        label = plain(self.language.code, number) or number
        for level in range(len(self.letters), 0, -1):
            if _succeeds(self.letters[level - 1], label) and not (label == "i" and deeper):
                break
        else:
            level = self._level_of_new(label, stated)
        above = self.letters[: level - 1]
        self.letters = [*above, *[""] * (level - 1 - len(above)), label]
        return level

    def _level_of_new(self, label: str, stated: int) -> int:
        """The level of a label that goes on no open list: that of the last list of its kind, else a deeper one."""
        if stated > len(self.letters):
            return stated
        for level in range(len(self.letters), 0, -1):
            if _series(self.letters[level - 1]) == _series(label):
                return level
        return len(self.letters) + 1

    def _unlabelled(self, flow: Flow) -> Part:
        text = flow.text
        opening = self.language.opening(text)
        if self.phase == "annex":
            return Part("heading" if self._is_heading(text) else "annex", flow)
        if opening is None and self._is_heading(text):
            return self._heading(flow)
        if self.phase == "preamble":
            if not _is_operative(text, opening):
                return Part("preambular", flow, opening=opening)
            self.phase, self.last = "operative", 0
            return Part("operative", flow, opening=opening)
        if opening and COMMA.search(text) and (opening.kind == "preambular" or self._begins_section(opening)):
            return Part("preambular", flow, opening=opening)  # a section's own preamble
        return Part("operative", flow, depth=1 if opening is None and self.letters else 0, opening=opening)

    def _begins_section(self, opening: Opening) -> bool:
        return opening.kind == "either" and self.parts[-1].kind in ("heading", "preambular")

    def _is_heading(self, text: str) -> bool:
        if len(text) > HEADING_LENGTH or COMMA.search(text) or SEMICOLON.search(text):
            return False
        return self.phase != "preamble" or len(text) < 90

    def _heading(self, flow: Flow, number: str | None = None) -> Part:
        """A heading; a section's numeral is its number, and opens the section. Its title may stand on its own line."""
        self.letters = []
        if self._is_annex(flow.text):
            self._open_annex(flow.text)
            return Part("heading", flow)
        numeral = self.language.section.match(flow.printed.strip()) if number is None else None
        if numeral and (numeral[0] == flow.text or NUMERAL.match(numeral["number"])):
            number = numeral["number"]
            flow.cut(len(numeral[0]))
        before = self.parts[-1] if self.parts else None
        if number is None and before and before.kind == "heading" and before.number and not before.flow.text:
            before.flow.go_on(flow)
            return before
        if number and self.phase != "annex":
            self.section = number
        return Part("heading", flow, number=number)


def introduced(blocks: Iterable[Block]) -> dict[str, Block]:
    """The operative paragraphs of the body that an unnumbered one before them introduces, by their ids.

    "Resolves that:", then 1, 2, 3, which go on its sentence; or "Adopts the following declaration:", then the
    declaration's own. None opens with a verb of the organ's.
    """
    found: dict[str, Block] = {}
    chapeau: Block | None = None
    begun = False  # a paragraph of depth 0 has come, after which there is no chapeau to be
    for block in blocks:
        if block.kind == "formula" or block.part:
            chapeau, begun = None, False
        elif block.kind != "operative":
            continue
        elif not begun and not block.number and block.opening:
            chapeau = block if COLON.search(block.text) else None
        elif begun or block.depth == 0:
            begun = True
            if chapeau:
                found[block.id] = chapeau
    return found


def _is_operative(text: str, opening: Opening | None) -> bool:
    """Whether a paragraph without a number ends the preamble: it ends without a comma, and opens with a finite verb.

    Where the words are unknown or say nothing, as in Chinese, the point at the end decides.
    """
    if COMMA.search(text):
        return False
    if opening is None:
        return FULL_STOP.search(text) is not None
    return opening.kind == "operative" or (opening.kind == "either" and SEMICOLON.search(text) is not None)


def _speaker(formula: str) -> str:
    """Who speaks in a formula, however it is spaced, capitalised and ended."""
    return "".join(filter(str.isalnum, formula)).casefold()


def _clean(label: str | None) -> str | None:
    """A label as recorded: without its point, dash or surrounding space ("12." -> "12", "12 -" -> "12", "(a)")."""
    if label is None:
        return None
    text = label.strip(" \t\u00a0.．、-–—ـ:")
    return text.translate(EASTERN) or None


EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩０１２３４５６７８９", "01234567890123456789")
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "абвгдеёжзийклмнопрстуфхцчшщэюя")
ROMANS = tuple(roman(number).lower() for number in range(1, 40))
# Letters of one alphabet printed for those of another (Russian lists mix Latin a, c, e with Cyrillic ones).
LOOK_ALIKES = str.maketrans("а с е о р х", "a c e o p x")


@lru_cache(maxsize=8192)
def plain(code: str, printed: str) -> str:
    """A label as ids spell it; documents share most of theirs."""
    return load(code).plain_label(printed)


def _series(label: str) -> str:
    """What a list counts with, by one of its labels; a single letter that is a numeral, too, is a letter unless "i"."""
    label = _folded(label)
    if label in ROMANS and (label == "i" or len(label) > 1):
        return "numerals"
    return "letters" if label.isalpha() else "figures" if label.isdecimal() else "marks"


def _succeeds(last: str, label: str) -> bool:
    """Whether `label` comes after `last` in its series: b after a, or c after a lost b; ii after i; aa after z."""
    last, label = _folded(last), _folded(label)
    if last.isdecimal() and label.isdecimal():
        return int(label) == int(last) + 1
    if last in ROMANS and label in ROMANS and ROMANS.index(label) == ROMANS.index(last) + 1:
        return True
    if len(set(label)) == 1 and len(set(last)) == 1:
        for alphabet in map(_folded, ALPHABETS):
            first, second = alphabet.find(last[0]), alphabet.find(label[0])
            if first >= 0 and second >= 0:
                if len(label) == len(last) and 0 < second - first <= 2:
                    return True
                if len(label) == len(last) + 1 and second == 0 and first > 20:
                    return True
    return False


def _folded(label: str) -> str:
    return label.lower().translate(LOOK_ALIKES)
