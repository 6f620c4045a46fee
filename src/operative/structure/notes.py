"""Footnotes: which lines are notes, and which character of the text each one follows.

Marks that are raised are certain. Where the text lost that ("in 20037" is 2003 and note 7), the marks are found by the
order that notes keep: the first mark of each note comes after the first mark of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from operative.reading.page import Line, Run
from operative.structure.flow import NOTE_MARK, Flow, flow
from operative.structure.furniture import kind_of

LEADING_MARK = re.compile(r"\s*(?:\((\d{1,3})\)|(\d{1,3})|([*†‡§]{1,3}))(?:\s+|(?=[^\W\d]))(?=\S)")


def leading_mark(line: Line) -> str | None:
    """The mark that a note's first line begins with; None if it has no mark."""
    if line.number is not None:
        return line.number.strip("()")
    if line.runs and line.runs[0].raised and line.runs[0].start == 0:
        match = NOTE_MARK.match(line.text[: line.runs[0].end].strip())
        return match[1] if match else None
    match = LEADING_MARK.match(line.text)
    return match[1] or match[2] or match[3] if match else None


def is_raised_note(line: Line) -> bool:
    """Whether the line begins with a raised mark and goes on: a note, wherever it stands."""
    if not line.runs or not line.runs[0].raised or line.runs[0].start or line.runs[0].end >= len(line.text):
        return False
    return NOTE_MARK.match(line.text[: line.runs[0].end].strip()) is not None


class NoteLines(msgspec.Struct):
    """One footnote's mark and lines."""

    marker: str
    lines: list[Line]


def gather(lines: Sequence[Line]) -> tuple[list[NoteLines], list[Line]]:
    """The footnotes that these lines hold, and the lines before the first mark, which belong to none."""
    notes: list[NoteLines] = []
    stray: list[Line] = []
    for line in lines:
        start = leading_mark(line)
        if start and _follows(notes, start, line):
            notes.append(NoteLines(start, [line]))
        elif notes:
            notes[-1].lines.append(line)
        else:
            stray.append(line)
    return notes, stray


def text_of(note: NoteLines, hyphen: Callable[[str, str], str]) -> Flow:
    """The text of a note without its mark."""
    text = flow(note.lines, hyphen)
    first = note.lines[0]
    if first.number is not None:
        return text
    if text.marks and text.marks[0].offset == 0:
        del text.marks[0]
    else:
        mark = next((mark for mark in (f"({note.marker})", note.marker) if text.text.startswith(mark)), "")
        text.cut(len(mark))
    return text


def after_the_close(lines: Sequence[Line], last: int) -> tuple[list[NoteLines], list[Line]]:
    """The notes that a text prints after the closing line, and the lines that are none.

    `last` is the number of the last note before them.
    """
    notes: list[NoteLines] = []
    rest: list[Line] = []
    open_note = True
    for line in lines:
        start = leading_mark(line) if open_note else None
        if kind_of(line.text):
            open_note = not notes
            rest.append(line)
        elif start and _follows(notes, start, line) and (notes or is_raised_note(line) or _is_next(start, last)):
            notes.append(NoteLines(start, [line]))
        elif notes and open_note and not ends(notes[-1].lines[-1].text):
            notes[-1].lines.append(line)
        else:
            open_note = not notes
            rest.append(line)
    return notes, rest


def _is_next(marker: str, last: int) -> bool:
    return not marker.isdecimal() or 0 < int(marker) - last < 3


STOP = re.compile(r"[.。۔][”“»\"’')\]]*$")


def ends(text: str) -> bool:
    """Whether a line of a note is its last: notes end with a full stop, which an abbreviation's point is not."""
    return STOP.search(text) is not None and ABBREVIATION.search(text[-12:]) is None


def _follows(notes: list[NoteLines], marker: str, line: Line) -> bool:
    """Whether a mark could be the next note's: '2005' or '15' at a line's beginning may be part of a note's text."""
    if line.number is not None or _is_raised_mark(line):
        return True
    if not marker.isdigit() or not notes or not notes[-1].marker.isdigit():
        return True
    return not _is_raised_mark(notes[0].lines[0]) and 0 < int(marker) - int(notes[-1].marker) <= 2


def _is_raised_mark(line: Line) -> bool:
    return bool(line.runs) and line.runs[0].raised and line.runs[0].start == 0


# A mark that lost its raising stands directly after a word, or after a point, a closing bracket or quotation mark ...
GLUED = re.compile(
    r"(?<=[^\W\d_])(\d{1,3})(?![\d/a-zA-Z_-])(?![.,]\d)|(?<=[,;.:)\]»”’\"،؛，；。：、》）])(\d{1,3})(?![\d/.)A-Za-z%])"
)
PARENTHESISED = re.compile(r"\((\d{1,3})\)")
# ... or after a year, a symbol or a plain number, whose last digits it then seems to be.
GLUED_TO_YEAR = re.compile(r"(?<![\d/.])((?:1[89]|20)\d\d)(\d{1,3})(?![\d/])")
GLUED_TO_SYMBOL = re.compile(r"(?:(?<![\d–-])\d{1,3}/|/[A-Z]{1,4}\.)(\d{2,5})(?=[\s,;.:)\]»”،؛，；。）]|$)")
PLAIN_NUMBER = re.compile(r"(?<![\d/.,])(?!(?:18|19|20)\d\d(?!\d))\d{2,4}(?=[\s,;:)\]»”،؛，；]|$)")
SPACED = re.compile(r"(?<=[^\s\da-zA-Z/.-])(\d{1,3}) (?=[\u4e00-\u9fff《“])")
ABBREVIATION = re.compile(r"(?:^|[\s(/])(?:[A-Z][A-Za-z]{0,4}|[a-zа-я]{1,4}|núm|párr)\.$")
DECIMAL = re.compile(r"(?:^|[^\d/])\d{1,3}[.,]$|\d\.$")  # "1,5 per cent", "12.6"; not "2009,5" and "70/1,5"
SYMBOL_YEAR = re.compile(r"(?<!\d )\((?:18|19|20)\d\d\)$")  # "Rec (2019)1"; not "1325 (2000)1"
HAN = re.compile(r"[\u4e00-\u9fff]")

# How unlikely it is that a number is a mark, by where it stands. A note without any mark costs MISSING: a chain of
# marks takes an unlikely place rather than none. Set on specimens, from "certain" to "the last resort".
AFTER_POINT, AFTER_WORD, AFTER_YEAR, LOOSE, AFTER_CAPITAL, IN_SYMBOL, IN_NUMBER, MISSING = 0.5, 1.0, 1.0, 2, 4, 5, 7, 8


class Anchor(msgspec.Struct):
    """A place where a note mark may stand: in block `block`, `length` characters at `offset`, and how unlikely."""

    block: int
    offset: int
    length: int
    marker: int
    cost: float

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return self.block, self.offset


def raise_spaced(lines: Sequence[Line], markers: Sequence[str], figures: re.Pattern[str]) -> None:
    """Raises the numbers that are glued to the word before them and parted from the next one.

    For languages that don't part words: nothing else is set like that.
    """
    for line in lines:
        for match in SPACED.finditer(line.text):
            if match[1] in markers and not figures.match(line.text, max(0, match.start() - 1)):
                line.runs = (*line.runs, Run(match.start(), match.end(1), raised=True))


def bind(
    texts: Sequence[str], bound: Mapping[str, tuple[int, int]], markers: Sequence[str], figures: re.Pattern[str]
) -> list[Anchor]:
    """The places of marks that lost their raising, in text order, for the notes `markers` (in the order of the notes).

    `texts` are the blocks' texts and `bound` where the marks already found stand in them; `figures` says which numbers
    the language counts or names things with. The cheapest set of places is taken in which first marks keep the order of
    the notes.
    """
    numbers = {int(marker) for marker in markers if marker.isdigit()}
    missing = [int(marker) for marker in markers if marker.isdigit() and marker not in bound]
    if not missing:
        return []
    candidates = _candidates(texts, numbers, figures)
    firsts = _in_order([anchor for anchor in candidates if str(anchor.marker) not in bound], missing)
    if len(firsts) * 10 >= len(missing) * 7:
        # Nearly all are found: what is missing may be the last digits of a number, "chapter 212" note 2 to chapter 21.
        last_resort = [*candidates, *_in_numbers(texts, set(missing))]
        last_resort.sort(key=lambda anchor: anchor.place)
        firsts = _in_order([anchor for anchor in last_resort if str(anchor.marker) not in bound], missing)
    places = {int(marker): place for marker, place in bound.items() if marker.isdigit()}
    places.update((anchor.marker, anchor.place) for anchor in firsts)
    return sorted([*firsts, *_again(candidates, firsts, places)], key=lambda anchor: anchor.place)


def _candidates(texts: Sequence[str], numbers: set[int], figures: re.Pattern[str]) -> list[Anchor]:
    anchors: list[Anchor] = []
    for block, text in enumerate(texts):
        for match in PARENTHESISED.finditer(text):
            if int(match[1]) in numbers:
                loose = match.start() == 0 or text[match.start() - 1] == " "
                cost = LOOSE if loose else AFTER_POINT
                anchors.append(Anchor(block, match.start(), len(match[0]), int(match[1]), cost))
        for match in GLUED.finditer(text):
            number = int(match[1] or match[2])
            if number in numbers and match[0][0] != "0" and not figures.match(text, max(0, match.start() - 1)):
                cost = _glue_cost(text, match)
                anchors.append(Anchor(block, match.start(), len(match[0]), number, cost))
        for match in GLUED_TO_YEAR.finditer(text):
            if int(match[2]) in numbers and match[2][0] != "0":
                anchors.append(Anchor(block, match.start(2), len(match[2]), int(match[2]), AFTER_YEAR))
        for match in GLUED_TO_SYMBOL.finditer(text):
            digits = match[1]
            for length in range(1, min(3, len(digits) - 1) + 1):
                tail = digits[-length:]
                if tail[0] != "0" and int(tail) in numbers:
                    anchors.append(Anchor(block, match.end() - length, length, int(tail), IN_SYMBOL))
    anchors.sort(key=lambda anchor: anchor.place)
    return anchors


def _in_numbers(texts: Sequence[str], numbers: set[int]) -> list[Anchor]:
    """Plain numbers whose last digits may be a mark: the last resort."""
    return [
        Anchor(block, match.end() - length, length, int(match[0][-length:]), IN_NUMBER)
        for block, text in enumerate(texts)
        for match in PLAIN_NUMBER.finditer(text)
        for length in range(1, len(match[0]))
        if match[0][-length] != "0" and int(match[0][-length:]) in numbers
    ]


def _glue_cost(text: str, match: re.Match[str]) -> float:
    """How unlikely a number glued to what stands before it is a mark."""
    before = text[max(0, match.start() - 12) : match.start()]
    if match[1]:
        if HAN.match(text, match.end()):
            return LOOSE + AFTER_WORD
        if HAN.match(before[-1]):
            return LOOSE  # where words don't stand apart, a number after one says little
        return AFTER_CAPITAL if before[-1].isupper() else AFTER_WORD
    if DECIMAL.search(before) or SYMBOL_YEAR.search(before) or ABBREVIATION.search(before):
        return IN_SYMBOL
    if HAN.match(text, match.end()):
        return LOOSE  # "，3个" counts something; "》3的" is a mark
    return AFTER_POINT


def _in_order(candidates: list[Anchor], numbers: Sequence[int]) -> list[Anchor]:
    """One place for each number, as far as there are places, keeping their order, at the least cost."""
    rank = {number: index for index, number in enumerate(numbers)}
    best: list[tuple[float, int]] = []  # for each candidate: cost of the best chain that ends here, and its predecessor
    # chains[k]: the best (cost, candidate) of a chain whose last note is the k-th
    chains: list[tuple[float, int]] = [(MISSING * index, -1) for index in range(len(numbers) + 1)]
    for index, anchor in enumerate(candidates):
        k = rank[anchor.marker]
        cost, before = min((chains[j][0] + MISSING * (k - j), chains[j][1]) for j in range(k + 1))
        total = cost + anchor.cost
        best.append((total, before))
        if total < chains[k + 1][0] and total < MISSING * (k + 1):
            chains[k + 1] = (total, index)
    end = min(range(len(chains)), key=lambda k: chains[k][0] + MISSING * (len(numbers) - k))
    chain: list[Anchor] = []
    index = chains[end][1]
    while index >= 0:
        chain.append(candidates[index])
        index = best[index][1]
    return chain[::-1]


def _again(candidates: list[Anchor], firsts: list[Anchor], places: Mapping[int, tuple[int, int]]) -> list[Anchor]:
    """Further marks of notes already met: referred to again, where the mark can hardly be anything else."""
    taken = {anchor.place for anchor in firsts}
    return [
        anchor
        for anchor in candidates
        if anchor.cost <= AFTER_WORD
        and anchor.place not in taken
        and anchor.marker in places
        and places[anchor.marker] < anchor.place
    ]
