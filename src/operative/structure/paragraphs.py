"""Printed lines to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re

import msgspec

from operative.languages import Language
from operative.reading.page import Line

# Every paragraph of a resolution ends with a point of some kind; a note mark may follow it, or "; and".
ENDS = re.compile(
    r"[,;.:،؛，；。：!?！？][”“»\"’'’)\]）】]*\s*(?:\(?\d{1,3}\)?|\*+)?$|[;؛；][\s\u00a0]*\S{1,5}$|[:：]\s*[-–—]$"
)
COMMA = re.compile(r"[,،，][”“»\"’')\]]*\s*(?:\(?\d{1,3}\)?)?$")
STOPS = re.compile(r"[;.:؛；。：][”“»\"’')\]]*$")
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f“”—…]")
HEADING = 24  # letters: what is shorter and has no point is rather a heading than a wrapped line
ROOM = 0.75  # of the measure: how full a line is that the next word did not fit on; the rest is for ragged edges
LOWER = re.compile(r"[a-zà-öø-ÿа-яё]")


class Paragraph(msgspec.Struct):
    """The lines of one paragraph; `turned` if a page's end or notes came before its first line.

    `further` are the lines after the first before which no page ended: what shows how the paragraph goes on.
    """

    lines: list[Line]
    turned: bool = False
    further: list[Line] = []


class Manner(msgspec.Struct):
    """How a text sets paragraphs off: by room above them, by their first line's indent, or neither."""

    gaps: bool
    indents: bool
    margin: float
    step: float
    measure: int  # the room that a full line takes, in letters
    wide: bool  # Chinese: characters take the room of two letters


ANOTHER_SIZE = 0.4  # points: what is set smaller or larger, and apart, is another paragraph


def gather(lines: list[Line], turns: set[int], language: Language) -> list[Paragraph]:
    """The paragraphs of the body, in order. `turns` has the indices of lines before which a page ended."""
    if all(line.role for line in lines):
        return [Paragraph([line]) for line in lines]  # the container says what each line is
    manner = _manner(lines, turns, wide=not language.writing.spaced)
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        turned = index in turns
        if not paragraphs or _begins(paragraphs[-1], line, turned, manner, language):
            paragraphs.append(Paragraph([line], turned))
        else:
            paragraphs[-1].lines.append(line)
            if not turned:
                paragraphs[-1].further.append(line)
    return paragraphs


def ends(text: str) -> bool:
    """Whether a line could be the last of its paragraph: it ends with a point, whatever marks follow."""
    return ENDS.search(text[-12:]) is not None


def _manner(lines: list[Line], turns: set[int], wide: bool) -> Manner:
    free = [line for index, line in enumerate(lines) if index not in turns and not line.whole and line.zone == "body"]
    count = max(len(free), 1)
    gaps = sum(line.gap for line in free)
    indents: dict[float, int] = {}
    for line in free:
        indents[line.indent] = indents.get(line.indent, 0) + 1
    margin = _margin(lines, turns, indents)
    deeper = sorted(indent for indent in indents if indent > margin + 0.5)
    inset = sum(indents[indent] for indent in deeper)
    step = (deeper[0] - margin) if deeper else 0.0
    # Lines with marks are no measure: a text layer prints what follows a mark on another line.
    lengths = sorted(_width(line, wide) for line in free if not any(run.raised for run in line.runs)) or [0]
    return Manner(
        gaps=gaps * 25 > count and gaps * 2 > inset,
        indents=inset * 25 > count,
        margin=margin,
        step=step,
        measure=lengths[(len(lengths) * 9) // 10],
        wide=wide,
    )


def _margin(lines: list[Line], turns: set[int], indents: dict[float, int]) -> float:
    """Where paragraphs go on: the usual indent of the lines that follow one without a point.

    In a short text most paragraphs may be of one line, so that the most frequent indent is that of first lines; where
    no paragraph goes on at all, the margin lies before every line.
    """
    further: dict[float, int] = {}
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if index in turns or line.whole or line.zone != "body" or line.role or before.role:
            continue
        if not ends(before.text) and line.indent <= before.indent and len(before.text) > HEADING:
            further[line.indent] = further.get(line.indent, 0) + 1
    if further:
        return max(further, key=lambda indent: further[indent])
    return min(indents, default=0.0) - 1


def _begins(paragraph: Paragraph, line: Line, turned: bool, manner: Manner, language: Language) -> bool:
    """Whether `line` begins a paragraph, from what stands before it and how this text sets paragraphs off."""
    before = paragraph.lines[-1]
    if before.role == "vote" and not line.role and line.zone == "body":
        return line.whole or (line.gap and manner.gaps) or STOPS.search(before.text) is not None
    if line.role or before.role or line.zone == "cell" or before.zone == "cell" or line.number is not None:
        return True
    if (
        line.gap
        and line.size
        and before.size
        and (abs(line.size - before.size) > ANOTHER_SIZE or _wholly_bold(line) != _wholly_bold(before))
    ):
        return True
    ended = ends(before.text)
    labelled = language.paragraph_label.match(line.text) is not None
    if line.whole:
        return _begins_whole(before, line, ended, labelled, turned, language)
    if turned:
        if line.gap and line.size and (ended or labelled):  # a reader that knows positions: the page before had room
            return True
        inset = _inset_on_new_page(paragraph, line, manner)
        if not ended or labelled or inset:
            return ended
        if manner.indents and manner.step > 1:
            return False
        stopped = COMMA.search(before.text) is None and not manner.indents and not LOWER.match(line.text)
        return stopped or _opens(line.text, language)
    if manner.gaps:
        if line.gap:
            return ended or labelled or _heads(before, line, manner, language)
        if ended and language.writing.capital and _opens(line.text, language):
            return True
        return ended and labelled and (not manner.indents or line.indent > _continuation(paragraph, manner) + 0.5)
    if _would_have_fitted(before, line, manner):
        return True
    if manner.indents:
        if line.gap and STOPS.search(before.text):
            return True
        if line.indent > _continuation(paragraph, manner) + 0.5:
            if ended and manner.step <= 1 and COMMA.search(before.text):
                # Some text layers set in each page's first line by as little as that.
                emphasised = bool(line.runs) and line.runs[0].start == 0
                return labelled or emphasised or _capital(line.text) or _opens(line.text, language)
            return ended or labelled or _heads(before, line, manner, language)
        back = STOPS.search(before.text) is not None and line.indent < paragraph.lines[0].indent - 0.5
        return ended and (labelled or back) and line.indent > manner.margin + 0.5
    return ended and (labelled or _opens(line.text, language))


def _would_have_fitted(before: Line, line: Line, manner: Manner) -> bool:
    """Whether the line before had room for this line's first word: then it was not wrapped, but ended."""
    word = 2 if manner.wide else line.place(len(line.text.split(None, 1)[0])) - line.start
    return _width(before, manner.wide) + 1 + word < manner.measure * ROOM


def _begins_whole(before: Line, line: Line, ended: bool, labelled: bool, turned: bool, language: Language) -> bool:
    """For containers that keep paragraphs: each line is one, unless a page's end cut it in two."""
    if ended or labelled or len(before.text) < 60 or (line.gap and not turned and not LOWER.match(line.text)):
        return True
    return _opens(line.text, language) and not turned


def _wholly_bold(line: Line) -> bool:
    return len(line.runs) == 1 and line.runs[0].bold and line.runs[0].end - line.runs[0].start == len(line.text)


def _capital(text: str) -> bool:
    return text[0].isupper()


def _inset_on_new_page(paragraph: Paragraph, line: Line, manner: Manner) -> bool:
    """Whether a page's first line is set in. Text layers put one space before each page's first line."""
    if not manner.indents:
        return False
    page_space = 1 if manner.step <= 1 else 0
    return line.indent - page_space > _continuation(paragraph, manner) + 0.5


def _opens(text: str, language: Language) -> bool:
    return language.opening(text) is not None


def _heads(before: Line, line: Line, manner: Manner, language: Language) -> bool:
    """Whether an inset line after one without a point parts a heading from what follows, or is itself a heading.

    Else it is the first line of a page, which some text layers set in.
    """
    if LOWER.match(line.text) and (language.writing.capital or not _capital(before.text)):
        return False
    short = _width(line, manner.wide) < manner.measure * 0.4 and not ends(line.text)
    room = 1 - _width(before, manner.wide) / max(manner.measure, 1)
    return short or room > 0.3 or (room > 0.1 and _opens(line.text, language))


def _width(line: Line, wide: bool) -> int:
    """The room that a line takes, in letters of an alphabet; a Chinese character takes that of two."""
    length = line.end - line.start  # as printed: what was printed several times to look bold took its room each time
    return length + len(WIDE.findall(line.text)) * length // len(line.text) if wide else length


def _continuation(paragraph: Paragraph, manner: Manner) -> float:
    """The indent at which this paragraph goes on: that of its later lines, else the margin."""
    if paragraph.further:
        return min(line.indent for line in paragraph.further)
    return max(manner.margin, paragraph.lines[0].indent - manner.step if manner.step else manner.margin)
