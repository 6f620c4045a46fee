"""Lines to the running text of a paragraph, with every note mark taken out and its place kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from operative.reading.page import Line
from operative.record import Span

# Stands for a note mark while lines are joined: a code point that Unicode reserves for such use and no text may hold.
MARK = "\ufdd0"

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f"
# A space beside a Chinese character comes from the layout, whether a note mark stands between or not.
WIDE_SPACE = re.compile(rf"(?<=[{WIDE}“”—…])(\ufdd0*) +| +(?=\ufdd0*[{WIDE}“”—…])")
IS_WIDE = re.compile(rf"[{WIDE}]")
# "A/CONF. 157/24", "Add. 2": a recogniser puts a space after the point of a symbol.
SYMBOL_SPACE = re.compile(r"\. \d")
SYMBOL_PART = re.compile(r"(?:/[A-Z][A-Za-z]{0,4}|(?<![A-Za-z])(?:Add|Corr|Rev|Amend))\. (?=\d)")
CLOSING_POINT = ",;.:،؛，；。：、)]»”’"
MARKS = re.compile(r" *(\ufdd0+)( *)")
NOTE_MARK = re.compile(r"\(?(\d{1,3}|[*†‡§]{1,3}|[a-z])\)?$")
HYPHENS = "-\u2010\u00ad"
UNSEEN = " \u200b\u200e\u200f\ufeff"  # blanks and marks of direction before a paragraph's first word
NO_SPACE_AFTER = "\u2011/—"


class Mark(msgspec.Struct):
    """A raised mark: what it says, where it follows the text and where it stood."""

    marker: str
    offset: int
    span: Span | None


class Flow(msgspec.Struct):
    """The running text of some lines, its raised marks, and the places that it came from."""

    text: str
    marks: list[Mark]
    pieces: list[Span]
    printed: str = ""  # the first line as it was printed: a section's numeral is told from a word by the space after it

    def cut(self, length: int) -> None:
        """Takes `length` characters, a paragraph's label, off the front."""
        body = self.text[length:].lstrip().lstrip(UNSEEN)
        shift = len(self.text) - len(body)
        self.text = body
        for mark in self.marks:
            mark.offset = max(0, mark.offset - shift)

    def go_on(self, following: Flow) -> None:
        """Takes in what follows."""
        shift = len(self.text) + 1 if self.text else 0
        self.marks += [Mark(mark.marker, mark.offset + shift, mark.span) for mark in following.marks]
        self.text = f"{self.text} {following.text}".strip()
        self.pieces += following.pieces

    def take_out(self, offset: int, length: int, marker: str) -> None:
        """Takes a note mark that stood in the text out of it, and notes its place."""
        before, after = self.text[:offset], self.text[offset + length :]
        if IS_WIDE.match(before[-1:]) and after.startswith(" "):
            after = after[1:]
        shift = len(self.text) - len(before) - len(after)
        self.text = before + after
        for mark in self.marks:
            if mark.offset > offset:
                mark.offset -= shift
        self.marks.append(Mark(marker, offset, None))
        self.marks.sort(key=lambda mark: mark.offset)


def flow(lines: list[Line], hyphen: Callable[[str, str], str], *, spaced: bool = False, apart: str = "") -> Flow:
    """The lines as one text. `hyphen` says how two halves of a word parted at a line's end are joined.

    `spaced` where words of the language are known to stand apart: then no layout of Chinese need be looked for.
    `apart` are the points that the language puts a space before.
    """
    if len(lines) == 1 and lines[0].clean:
        return _clean_flow(lines[0])
    parts: list[str] = []
    marks: list[Mark] = []
    pieces: list[Span] = []
    for line in lines:
        text = line.text
        if line.runs:
            text = _take_marks(line, marks)
        if parts:
            parts.append(_joint(parts, text, hyphen))
        parts.append(text)
        if pieces and 0 <= line.start - pieces[-1][1] <= 1:
            pieces[-1] = (pieces[-1][0], line.end)
        else:
            pieces.append((line.start, line.end))
    joined = _tidied("".join(parts), lines[0], spaced).lstrip(UNSEEN)
    if marks:
        joined = _settle(joined, marks, apart)
    return Flow(joined, marks, pieces, lines[0].text)


def _clean_flow(line: Line) -> Flow:
    """A line that is a paragraph with nothing to tidy: only its marks are cut out, with the space before them."""
    pieces = [(line.start, line.end)]
    if not line.runs:
        return Flow(line.text, [], pieces, line.text)
    text, marks, at = "", [], 0
    for run in line.runs:
        text = (text + line.text[at : run.start]).rstrip(" ")
        marks.append(
            Mark(line.text[run.start : run.end].strip("()"), len(text), (line.start + run.start, line.start + run.end))
        )
        at = run.end
    return Flow(text + line.text[at:], marks, pieces, line.text)


def _tidied(text: str, line: Line, spaced: bool) -> str:
    """The tidy text of a paragraph, or of a table's row, whose cells tabs keep apart."""
    if line.zone == "cell":
        return "\t".join(tidy(cell, spaced=spaced) for cell in text.split("\t"))
    return tidy(text, spaced=spaced)


def tidy(text: str, *, spaced: bool = False) -> str:
    """The text with white space folded, and without the spaces that Chinese layout and recognisers put in."""
    text = " ".join(text.split())
    if not spaced and IS_WIDE.search(text):
        text = WIDE_SPACE.sub(r"\1", text)
    if ". " in text and SYMBOL_SPACE.search(text):
        text = SYMBOL_PART.sub(lambda match: match[0][:-1], text)
    return text


def _take_marks(line: Line, marks: list[Mark]) -> str:
    parts: list[str] = []
    at = 0
    for run in line.runs:
        if not run.raised:
            continue
        for piece in re.finditer(r"[^\s,،、]+", line.text[run.start : run.end]):
            start, end = run.start + piece.start(), run.start + piece.end()
            match = NOTE_MARK.match(piece[0])
            if not match or start < at:
                continue
            parts += (line.text[at:start], MARK)
            marks.append(Mark(match[1], 0, (line.place(start), line.place(end - 1) + 1)))
            at = end
    parts.append(line.text[at:])
    return "".join(parts)


def _joint(parts: list[str], following: str, hyphen: Callable[[str, str], str]) -> str:
    before = parts[-1]
    last, first = before[-1:], following[:1]
    if not last or not first:
        return ""
    if last in HYPHENS and len(before) > 1 and before[-2].isalpha() and first.isalpha():
        kept = hyphen(before, following)
        parts[-1] = before[:-1] + kept
        return ""
    return "" if last in NO_SPACE_AFTER and before[-2:-1] != " " else " "


def _settle(text: str, marks: list[Mark], apart: str) -> str:
    """Takes the stand-ins of marks out of the text: a mark follows the character before it, and takes no room."""
    out: list[str] = []
    length = at = index = 0
    for match in MARKS.finditer(text):
        out.append(text[at : match.start()])
        length += match.start() - at
        for _ in match[1]:
            marks[index].offset = length
            index += 1
        at = match.end()
        following = text[at : at + 1]
        spaced = match[2] or match[0].startswith(" ")
        closes = following in CLOSING_POINT and following not in apart
        if spaced and following and length and not closes and not _wide_joint(out, following):
            out.append(" ")
            length += 1
    out.append(text[at:])
    return "".join(out)


def _wide_joint(out: list[str], following: str) -> bool:
    last = next((part[-1] for part in reversed(out) if part), "")
    return bool(IS_WIDE.match(last) or IS_WIDE.match(following))


def hyphenation(lines: Iterable[Line]) -> Callable[[str, str], str]:
    """How this text parts words at line ends, judged by the words that it prints whole.

    A wrapped compound keeps its hyphen; a word that the printer divided loses it. Where the text prints the word
    elsewhere, that decides; else the printer's habit: whether he divided those words that can be told, or so many
    lines end in a hyphen that he must have.
    """
    texts = [line.text for line in lines if line.text]
    ends = [index for index, text in enumerate(texts[:-1]) if text[-1] in HYPHENS and text[-2:-1].isalpha()]
    words = {word for text in texts for word in WORD.findall(text.lower())} if ends else set()

    def told(before: str, following: str) -> int:
        """1 if the text prints the two halves as one word elsewhere, -1 if with a hyphen, 0 if neither."""
        left = (LAST_WORD.search(before.lower()) or [""])[0]
        right = (FIRST_WORD.match(following.lower()) or [""])[0]
        return (left.rstrip("-") + right in words) - (left + right in words)

    habit = sum(told(texts[index], texts[index + 1]) for index in ends)
    divides = habit > 0 or len(ends) * 50 > len(texts) > 20

    def joint(before: str, following: str) -> str:
        if before[-1] == "\u00ad":
            return ""
        known = told(before, following)
        if known:
            return "" if known > 0 else before[-1]
        return "" if divides and following[:1].islower() else before[-1]

    return joint


WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?$")
FIRST_WORD = re.compile(r"[^\W\d_]+")
