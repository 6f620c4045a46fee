"""The glyphs of one right-to-left line, placed where they were printed, back in the order in which they are read.

A PDF keeps what was painted: letters by position, numbers and Latin words running the other way, brackets mirrored.
This is the bidirectional algorithm (Unicode Standard Annex 9) read backwards, for lines that run to the left.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Letters that are read from right to left: Hebrew, Arabic and its extensions, presentation forms.
RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PRESENTATION_FORM = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_OPENING_OF = {bracket: opening for opening, closing in _PAIRS.items() for bracket in (opening, closing)}
# What joins two numbers into one that runs to the right (the algorithm's common separators, rule W4).
_JOINS_NUMBERS = frozenset("/.,:\u00a0\u202f\u066b\u066c\u060c")
_CLOSED_BEFORE = frozenset(",.;:،؛")
_SPACE = 0.18  # of the font size: a wider gap between two glyphs is a space
_CLOSED_BEFORE = frozenset(",.;:،؛")
_SPACE = 0.18  # of the font size: a wider gap between two glyphs is a space
_MIRRORED = re.compile(r"(?<=\s)[)\]](?=\w)|(?<=\w)[(\[](?=\s)")
_STRAIGHT = re.compile(r"(?<=\s)[(\[](?=\w)|(?<=\w)[)\]](?=\s)")


class Glyph(NamedTuple):
    """One painted character: its left and right edges in points and the index of the piece it belongs to."""

    text: str
    left: float
    right: float
    piece: int


def in_reading_order(glyphs: list[Glyph], size: float) -> list[Glyph]:
    """The glyphs of a line in reading order, with the spaces that only positions show.

    `glyphs` come as the PDF library lists them; `size` is the line's font size in points.
    """
    visual = _from_the_right(glyphs)
    spaced = _with_spaces(visual, size)
    ordered = _numbers_and_latin_turned(spaced)
    return _brackets_turned(ordered)


def letters_of(text: str) -> str:
    """The text with Arabic presentation forms as plain letters (compatibility decomposition of those forms only)."""
    return _PRESENTATION_FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]).lstrip(" "), text)


def _from_the_right(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs from right to left; a vowel mark behind its letter; a ligature's letters in spoken order.

    The library reverses the letters of a ligature together with the line: letters in one box come out swapped.
    """
    clusters: list[tuple[float, list[Glyph]]] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text == " " and glyph.left == glyph.right:  # one that the library added
            continue
        if unicodedata.combining(glyph.text):
            marks.append(glyph)
            continue
        if clusters:
            _, cluster = clusters[-1]
            first = cluster[0]
            if glyph.left == first.left and glyph.right == first.right and RIGHT_TO_LEFT.match(glyph.text):
                cluster.insert(0, glyph)
                continue
        clusters.append((_middle(glyph), [glyph]))
    clusters.sort(key=lambda entry: -entry[0])
    for mark in marks:
        _set_on_letter(mark, clusters)
    return [glyph for _, cluster in clusters for glyph in cluster]


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _set_on_letter(mark: Glyph, clusters: list[tuple[float, list[Glyph]]]) -> None:
    """Puts a vowel mark behind the letter that it stands over."""
    if clusters:
        middle = _middle(mark)
        nearest = min(clusters, key=lambda entry: (entry[1][0].text == " ", abs(entry[0] - middle)))
        nearest[1].append(mark)


def _with_spaces(visual: list[Glyph], size: float) -> list[Glyph]:
    spaced: list[Glyph] = []
    edge = None
    for glyph in visual:
        if edge is not None and edge - glyph.right > size * _SPACE and glyph.text != " " and spaced[-1].text != " ":
            text = "\t" if edge - glyph.right > 2 * size else " "
            spaced.append(Glyph(text, glyph.right, edge, glyph.piece))
        if not (glyph.text == " " and spaced and spaced[-1].text == " "):
            spaced.append(glyph)
        edge = glyph.left if edge is None else min(edge, glyph.left)
    return spaced


def _direction(text: str) -> str:
    """R for letters read to the left, L for other letters, N for digits, and the empty string for the rest."""
    if text.isdigit():
        return "N"
    if RIGHT_TO_LEFT.match(text):
        return "R" if text.isalpha() or unicodedata.combining(text[0]) else ""
    return "L" if text.isalpha() else ""


def _numbers_and_latin_turned(visual: list[Glyph]) -> list[Glyph]:
    """Words in Latin letters, with what stands between them, and numbers run to the right: turned round."""
    directions = [_direction(glyph.text) for glyph in visual]
    arabic = "R" in directions
    ordered: list[Glyph] = []
    at, count = 0, len(visual)
    while at < count:
        start = at + 1 if _closes(visual, directions, at) else at
        end = at + 1
        if directions[start] in ("L", "N"):
            end = _end_of_turned(visual, directions, start, arabic)
            if start > at and not _opened_in(visual, at, end):
                start, end = at, at + 1
            ordered.extend(reversed(visual[at:end]))
        else:
            ordered.append(visual[at])
        at = end
    return ordered


def _closes(visual: list[Glyph], directions: list[str], at: int) -> bool:
    """Whether this may be the bracket at the end of Latin words or a number in them."""
    return visual[at].text in _OPENING_OF and at + 1 < len(visual) and directions[at + 1] in ("L", "N")


def _opened_in(visual: list[Glyph], at: int, end: int) -> bool:
    """Whether the bracket at `at` has its partner between Latin words on its left."""
    kind = _OPENING_OF[visual[at].text]
    partners = sum(_OPENING_OF.get(visual[index].text) == kind for index in range(at + 1, end))
    return partners % 2 == 1


def _end_of_turned(visual: list[Glyph], directions: list[str], at: int, arabic: bool) -> int:
    """Where the run that begins (at its right end) at `at` ends: at a Latin letter, or else with its number."""
    number = at
    if directions[at] == "N":
        number = _end_of_number(visual, directions, at, arabic)
        if _stands_alone(visual, directions, number):
            return number
    latin, steps = -1, at
    while steps < len(visual) and directions[steps] != "R" and visual[steps].text != "\t":
        if directions[steps] == "L":
            latin = steps
        steps += 1
    return latin + 1 if latin >= 0 else number


def _end_of_number(visual: list[Glyph], directions: list[str], at: int, arabic: bool) -> int:
    while at + 1 < len(visual):
        if directions[at + 1] == "N":
            at += 1
        elif at + 2 < len(visual) and directions[at + 2] == "N" and _joins(visual[at + 1].text, arabic):
            at += 2
        else:
            break
    return at + 1


def _stands_alone(visual: list[Glyph], directions: list[str], at: int) -> bool:
    """Whether brackets part a number, which ends at `at`, from the Latin words on its left."""
    between = []
    while at < len(visual) and not directions[at]:
        between.append(visual[at].text)
        at += 1
    brackets = [index for index, text in enumerate(between) if text in _OPENING_OF]
    return len(brackets) > 1 or (len(brackets) == 1 and brackets[0] > 0)


def _joins(text: str, arabic: bool) -> bool:
    """After Arabic letters a hyphen parts numbers (they become Arabic numbers, rule W2); elsewhere it joins them."""
    return text in _JOINS_NUMBERS or (not arabic and text in "-+")


def _brackets_turned(ordered: list[Glyph]) -> list[Glyph]:
    """Each bracket opening or closing as its neighbours show: the shape that the library gives is not reliable."""
    turned = list(ordered)
    open_brackets: list[str] = []
    for at, glyph in enumerate(ordered):
        opening = _OPENING_OF.get(glyph.text)
        if opening is None:
            continue
        before = ordered[at - 1].text if at else " "
        after = ordered[at + 1].text if at + 1 < len(ordered) else " "
        if _opens(before, after, opening in open_brackets):
            open_brackets.append(opening)
            text = opening
        else:
            if opening in open_brackets:
                open_brackets.remove(opening)
            text = _PAIRS[opening]
        if text != glyph.text:
            turned[at] = glyph._replace(text=text)
    return turned


def _opens(before: str, after: str, is_open: bool) -> bool:
    if before in _OPENING_OF or after in _OPENING_OF:
        return not is_open
    if before.isspace() != (after.isspace() or after in _CLOSED_BEFORE):
        return before.isspace()
    return not is_open
