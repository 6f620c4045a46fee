"""The glyphs of one right-to-left line, placed where they were printed, back in the order in which they are read.

A PDF keeps what was painted: letters by position, numbers and Latin words running the other way, brackets mirrored.
This is the bidirectional algorithm (Unicode Standard Annex 9) read backwards, for lines that run to the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import groupby, pairwise

# One painted character: its text, its left and right edges in points, and the index of the piece it belongs to.
Glyph = tuple[str, float, float, int]

# Letters that are read from right to left: Hebrew, Arabic and its extensions, presentation forms.
RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PRESENTATION_FORM = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_VOWEL_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]")
_BRACKET = re.compile(r"[()\[\]{}«»]")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_OPENING_OF = {bracket: opening for opening, closing in _PAIRS.items() for bracket in (opening, closing)}
_MIRRORED_QUOTE = {"“": "”", "”": "“", "‘": "’", "’": "‘"}
_QUOTE = re.compile("[“”‘’]")
_AFTER_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff][^\w]*$")
_CLOSED_BEFORE = frozenset(",.;:،؛")
_SPACE = 0.18  # of the font size: a wider gap between two glyphs is a space
_TAB = 2.0  # of the font size: a wider one parts columns


class _Classes(dict[str, str]):
    """What the algorithm takes each character for.

    R letters read to the left, L other letters, N digits, J what joins two numbers into one (the common separators of
    rule W4), H hyphens, B brackets, T tabs, and O the rest.
    """

    def __missing__(self, text: str) -> str:
        found = self[text] = self._of(text)
        return found

    def _of(self, text: str) -> str:
        if text.isdigit():
            return "N"
        if text in _OPENING_OF:
            return "B"
        if text.isalpha() or unicodedata.combining(text):
            return "R" if RIGHT_TO_LEFT.match(text) else "L"
        if text in "/.,:\u00a0\u202f\u066b\u066c\u060c":
            return "J"
        return {"-": "H", "+": "H", "\t": "T"}.get(text, "O")


_CLASS = _Classes()
_TURNED = re.compile("B?[LN]")
_NUMBER = re.compile("N+(?:[JH]N+)*")
_NUMBER_AFTER_ARABIC = re.compile("N+(?:JN+)*")  # rule W2: after Arabic letters a hyphen parts numbers
_NUMBER_ON_THE_LEFT = re.compile("[OJH]*N+")
_UP_TO_ARABIC = re.compile("[^RT]*")
_BETWEEN = re.compile("[^LNRT]*")


def in_reading_order(
    glyphs: list[Glyph], size: float, *, marks: Collection[int] = (), mirrored: bool = True
) -> list[Glyph]:
    """The glyphs of a line in reading order, with the spaces that only positions show.

    `glyphs` come as the PDF library lists them; `size` is the line's font size in points; `marks` are the pieces that
    are raised, whose numbers belong to no words beside them; `mirrored` says that the library turned quotation marks.
    """
    visual = _with_spaces(_from_the_right(glyphs), size)
    arabic = any(RIGHT_TO_LEFT.match(glyph[0]) for glyph in visual)
    ordered: list[Glyph] = []
    for _, stretch in groupby(visual, lambda glyph: glyph[3] in marks) if marks else [(False, visual)]:
        ordered += _numbers_and_latin_turned(list(stretch), arabic, at_start=not ordered)
    return _brackets_turned(ordered, mirrored)


def letters_of(text: str) -> str:
    """The text with Arabic presentation forms as plain letters (compatibility decomposition of those forms only)."""
    return _PRESENTATION_FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]).lstrip(" "), text)


def _from_the_right(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs from right to left; a vowel mark behind its letter; a ligature's letters in spoken order.

    The library reverses the letters of a ligature together with the line: letters in one box come out swapped.
    """
    painted = [glyph for glyph in glyphs if glyph[0] != " " or glyph[1] != glyph[2]]  # other spaces the library added
    marks: list[Glyph] = []
    if _VOWEL_MARK.search("".join([glyph[0] for glyph in painted])):
        marks = [glyph for glyph in painted if _VOWEL_MARK.match(glyph[0])]
        painted = [glyph for glyph in painted if not _VOWEL_MARK.match(glyph[0])]
    painted.sort(key=lambda glyph: -glyph[1] - glyph[2])
    _turn_ligatures(painted)
    for mark in marks:
        _set_on_letter(mark, painted)
    return painted


def _turn_ligatures(painted: list[Glyph]) -> None:
    for at, (one, other) in enumerate(pairwise(painted)):
        if one[1] == other[1] and one[2] == other[2] and RIGHT_TO_LEFT.match(other[0]):
            start = at
            while start and painted[start - 1][1:3] == other[1:3]:
                start -= 1
            painted.insert(start, painted.pop(at + 1))


def _set_on_letter(mark: Glyph, painted: list[Glyph]) -> None:
    """Puts a vowel mark behind the letter that it stands over, and behind marks that are already there."""
    letters = [
        (abs(glyph[1] + glyph[2] - mark[1] - mark[2]), at) for at, glyph in enumerate(painted) if glyph[0] != " "
    ]
    if not letters:
        painted.append(mark)
        return
    at = min(letters)[1] + 1
    while at < len(painted) and _VOWEL_MARK.match(painted[at][0]):
        at += 1
    letter = painted[at - 1]
    painted.insert(at, (mark[0], letter[1], letter[2], mark[3]))


def _with_spaces(visual: list[Glyph], size: float) -> list[Glyph]:
    spaced: list[Glyph] = []
    before, edge = " ", float("inf")
    least = size * _SPACE
    for glyph in visual:
        text, left, right, piece = glyph
        gap = edge - right
        if text == " ":
            if before == " ":
                continue
        elif gap > least and before != " " and spaced:
            spaced.append(("\t" if gap > size * _TAB else " ", right, edge, piece))
        spaced.append(glyph)
        before = text
        if left < edge:
            edge = left
    return spaced


def _numbers_and_latin_turned(visual: list[Glyph], arabic: bool, at_start: bool) -> list[Glyph]:
    """Words in Latin letters, with what stands between them, and numbers run to the right: turned round."""
    classes = "".join([_CLASS[glyph[0]] for glyph in visual])
    ordered: list[Glyph] = []
    at = 0
    while found := _TURNED.search(classes, at):
        start, first = found.start(), found.end() - 1
        end = _end_of_turned(classes, first, arabic, at_start and first == 1)
        ordered += visual[at:start]
        if first > start and not _opened_in(visual, start, end):
            ordered.append(visual[start])
            start = first
        ordered += visual[start:end][::-1]
        at = end
    return ordered + visual[at:]


def _opened_in(visual: list[Glyph], at: int, end: int) -> bool:
    """Whether the bracket at `at` has its partner between the Latin words on its left."""
    kind = _OPENING_OF[visual[at][0]]
    return sum(_OPENING_OF.get(glyph[0]) == kind for glyph in visual[at + 1 : end]) % 2 == 1


def _end_of_turned(classes: str, at: int, arabic: bool, label: bool) -> int:
    """Where the run that begins (at its right end) at `at` ends: at a Latin letter, or else with its number.

    A number in brackets at the beginning of a line is its label.
    """
    end = at + 1
    number = (_NUMBER_AFTER_ARABIC if arabic else _NUMBER).match(classes, at)
    if number:
        end = number.end()
        if _stands_alone(classes, end) or (label and classes.startswith("B", end)):
            return end
    reach = _UP_TO_ARABIC.match(classes, at)
    latin = classes.rfind("L", at, reach.end()) if reach else -1
    if latin < 0:
        return end
    end = latin + 1
    while on_the_left := _NUMBER_ON_THE_LEFT.match(classes, end):  # a number after Arabic would stand on the right
        end = on_the_left.end()
    return end


def _stands_alone(classes: str, at: int) -> bool:
    """Whether brackets part a number, which ends at `at`, from the Latin words on its left."""
    found = _BETWEEN.match(classes, at)
    between = found[0] if found else ""
    return between.count("B") > 1 or ("B" in between and between[0] != "B")


def _brackets_turned(ordered: list[Glyph], mirrored: bool) -> list[Glyph]:
    """Each bracket opening or closing as its neighbours show: the shape that the library gives is not reliable.

    Quotation marks that do not follow Latin letters get their shape back, which the library took for a mirrored one.
    """
    open_brackets: list[str] = []
    text = "".join([glyph[0] for glyph in ordered])
    if len(text) != len(ordered):
        return ordered
    for found in _BRACKET.finditer(text):
        at, opening = found.start(), _OPENING_OF[found[0]]
        before = ordered[at - 1][0] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if _opens(before, after, opening in open_brackets):
            open_brackets.append(opening)
            turned = opening
        else:
            if opening in open_brackets:
                open_brackets.remove(opening)
            turned = _PAIRS[opening]
        ordered[at] = (turned, *ordered[at][1:])
    if mirrored:
        for found in _QUOTE.finditer(text):
            at = found.start()
            if not _AFTER_LATIN.search(text, 0, at):
                ordered[at] = (_MIRRORED_QUOTE[found[0]], *ordered[at][1:])
    return ordered


def _opens(before: str, after: str, is_open: bool) -> bool:
    """Whether a bracket opens: `before` is already turned, `after` as the library gave it."""
    ends = after.isspace() or after in _CLOSED_BEFORE
    if before.isspace() and not ends:
        return True
    if ends and (before in _PAIRS.values() or not (before.isspace() or before in _PAIRS)):
        return False
    if before in _PAIRS and after not in _OPENING_OF and not ends:
        return True
    return not is_open
