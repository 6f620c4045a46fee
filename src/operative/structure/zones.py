"""Which lines are the masthead, the body, the notes, furniture: the first look at a document."""

from __future__ import annotations

import re

import msgspec

from operative.languages import Language
from operative.reading.page import Line, Reading
from operative.structure import furniture, notes

NOTE_NUMBER = re.compile(r"\s*(?:\((\d{1,3})\)|(\d{1,3}))\s+(?=[^\W\d_a-zа-я]|[“”\"«‘《])")
SYMBOL = re.compile(furniture.SYMBOL)
STOP = re.compile(r"[.。۔][”“»\"’')\]]*\s*(?:\(?\d{1,3}\)?)?$")


class Zones(msgspec.Struct):
    """A document's lines by zone. `turns` are the indices in `body` before which a page or notes came between."""

    head: list[Line]
    body: list[Line]
    turns: set[int]
    notes: list[Line]
    closing: list[Line]
    tail: list[Line]
    furniture: list[tuple[str, Line]]
    formula: bool


def zones(reading: Reading, language: Language) -> Zones:
    """Every line of the document in one of its zones.

    The body runs from the enacting formula ("The General Assembly,") to the closing line and any annexes; what stands
    before it is masthead, and so is what follows it in word processors' text.
    """
    lines = [line for page in reading.pages for line in page.lines]
    zoned = any(line.zone == "note" for line in lines)
    firsts = {id(page.lines[0]) for page in reading.pages[1:] if page.lines}
    heads = furniture.repeated_heads(reading.pages)
    start = _formula(lines, language)
    found = Zones([], [], set(), [], [], [], [], start is not None)
    if start is None:
        start = _first_opening(lines, language)
    turned = closed = ended = voted = False
    note: Line | None = None  # the note that is open: its further lines are to come
    expected = 1
    for index, line in enumerate(lines):
        turned = turned or id(line) in firsts
        before, note = note, None
        if line.zone == "note" and not _closes_behind_notes(found, line, closed, language):
            found.notes.append(line)
            expected = _next_number(line, expected)
            turned = True
        elif line.zone == "head" or id(line) in heads:
            found.furniture.append(("running head", line))
            turned = True
        elif start is None or index < start:
            found.head.append(line)
        elif line.role:
            if line.role == "closing":
                found.closing.append(line)
            found.body.append(line)
        elif not zoned and not closed and _is_note(line, before, expected, language):
            # A reader that knows notes has named them all; elsewhere they are known by their marks and words.
            found.notes.append(line)
            expected = _next_number(line, expected)
            note = line
            turned = True
        elif _closes(found, line, closed, language):
            closed = True
            line.role = "closing"
            found.closing.append(line)
            found.body.append(line)
        elif ended or (closed and not _reopens(line, language)):
            found.tail.append(line)
        elif line.number is None and (kind := furniture.kind_of(line.text)):
            found.furniture.append((kind, line))
            turned = True
            ended = bool(found.closing) and kind == "job noise"  # a word processor's masthead follows
        else:
            if closed or voted:
                line.role = _role_behind_the_close(line, language)
                voted = voted or line.role == "vote"
            closed = False
            if turned and found.body:
                found.turns.add(len(found.body))
            turned = False
            found.body.append(line)
    return found


def _is_note(line: Line, before: Line | None, expected: int, language: Language) -> bool:
    """Whether a line is a note or goes on with the note `before`.

    A note begins with a raised mark, or with the next note's number and the words of a note (See, Ibid., a symbol).
    """
    if notes.is_raised_note(line):
        return True
    mark = NOTE_NUMBER.match(line.text) if line.number is None else None
    if mark and int(mark[1] or mark[2]) == expected:
        words = line.text[mark.end() :]
        listed = before is not None and notes.ends(before.text) and not line.whole
        if listed or language.note_words.match(words) or SYMBOL.match(words):
            return True
    return before is not None and not (line.whole or line.gap or notes.ends(before.text))


def _next_number(line: Line, expected: int) -> int:
    mark = notes.leading_mark(line)
    return int(mark) + 1 if mark and mark.isdecimal() and int(mark) >= expected else expected


def _closes(found: Zones, line: Line, closed: bool, language: Language) -> bool:
    """Whether the line closes the resolution: its meeting or its date, after the last paragraph's full stop."""
    if len(line.text) > 100 or not found.body or not (closed or STOP.search(found.body[-1].text)):
        return False
    return language.closing_meeting.match(line.text) is not None or _is_date(line.text, language)


def _closes_behind_notes(found: Zones, line: Line, closed: bool, language: Language) -> bool:
    """Whether a line among the notes closes the resolution: in text without blank lines it follows the last note."""
    ended = bool(found.notes) and notes.ends(found.notes[-1].text)
    return ended and not line.runs and _closes(found, line, closed, language)


def _reopens(line: Line, language: Language) -> bool:
    """Whether the body goes on after the closing lines: a vote, an annex or a further resolution follows."""
    if line.zone == "cell":
        return True
    patterns = (language.annex, language.enacting, language.vote)
    return len(line.text) < 200 and any(pattern.match(line.text) for pattern in patterns)


def _role_behind_the_close(line: Line, language: Language) -> str | None:
    if language.annex.match(line.text):
        return "heading"
    wrapped = line.text[0].islower()  # "abstentions, as follows:": the sentence that leads to the vote goes on
    return "vote" if language.vote.match(line.text) and not wrapped else None


def _is_date(text: str, language: Language) -> bool:
    """Whether a line is a date and nothing else, as the closing line prints it."""
    return len(text) < 60 and language.date_pattern.fullmatch(text.strip(" .。")) is not None


def _formula(lines: list[Line], language: Language) -> int | None:
    """The line of the enacting formula. Without its comma a paragraph must follow it, as mastheads name organs, too."""
    for index, line in enumerate(lines):
        if line.role == "formula":
            return index
        if len(line.text) > 120 or line.zone != "body" or line.role:
            continue
        follows = index + 1 < len(lines) and _is_paragraph(lines[index + 1], language)
        if language.enacting.match(line.text if not follows else line.text.rstrip(",،，:：") + ","):
            line.role = "formula"
            return index
    return None


def _is_paragraph(line: Line, language: Language) -> bool:
    label = language.paragraph_label.match(line.text)
    return language.opening(line.text[label.end() :] if label else line.text) is not None


def _first_opening(lines: list[Line], language: Language) -> int | None:
    """Where the first paragraph begins in an extract that lost its beginning; None if nothing opens like one."""
    openings = [index for index, line in enumerate(lines) if line.role in ("preambular", "operative")]
    if not openings:
        openings = [index for index, line in enumerate(lines) if _is_paragraph(line, language)]
    return openings[0] if len(openings) >= 2 else None
