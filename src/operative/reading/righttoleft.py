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
_SPACE = 0.2  # of the font size: a wider gap between two glyphs is a space


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
    """The glyphs from right to left; a vowel mark stays behind its letter; a ligature's letters in spoken order.

    The library reverses the letters of a ligature together with the line: letters in one box come out swapped.
    """
    clusters: list[tuple[float, list[Glyph]]] = []
    for glyph in glyphs:
        if clusters:
            _, cluster = clusters[-1]
            first = cluster[0]
            if unicodedata.combining(glyph.text):
                cluster.append(glyph)
                continue
            if glyph.left == first.left and glyph.right == first.right and RIGHT_TO_LEFT.match(glyph.text):
                cluster.insert(0, glyph)
                continue
        clusters.append(((glyph.left + glyph.right) / 2, [glyph]))
    clusters.sort(key=lambda entry: -entry[0])
    return [glyph for _, cluster in clusters for glyph in cluster]


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
        if directions[at] not in ("L", "N"):
            ordered.append(visual[at])
            at += 1
            continue
        end = _end_of_turned(visual, directions, at, arabic)
        ordered.extend(reversed(visual[at:end]))
        at = end
    return ordered


def _end_of_turned(visual: list[Glyph], directions: list[str], at: int, arabic: bool) -> int:
    """Where the run that begins (at its right end) at `at` ends: at a Latin letter, or else with its number."""
    latin, number, steps = -1, at, at
    while steps < len(visual) and directions[steps] != "R" and visual[steps].text != "\t":
        if directions[steps] == "L":
            latin = steps
        steps += 1
    if latin >= 0:
        return latin + 1
    while number + 1 < len(visual):
        if directions[number + 1] == "N":
            number += 1
        elif number + 2 < len(visual) and directions[number + 2] == "N" and _joins(visual[number + 1].text, arabic):
            number += 2
        else:
            break
    return number + 1


def _joins(text: str, arabic: bool) -> bool:
    """After Arabic letters a hyphen parts numbers (they become Arabic numbers, rule W2); elsewhere it joins them."""
    return text in _JOINS_NUMBERS or (not arabic and text in "-+")


def _brackets_turned(ordered: list[Glyph]) -> list[Glyph]:
    """Each bracket opening or closing as its neighbours show: the painted shape says nothing reliable."""
    turned = list(ordered)
    open_brackets: list[str] = []
    for at, glyph in enumerate(ordered):
        opening = _OPENING_OF.get(glyph.text)
        if opening is None:
            continue
        before = ordered[at - 1].text if at else " "
        after = ordered[at + 1].text if at + 1 < len(ordered) else " "
        opens = _opens(before, after, opening in open_brackets)
        if opens:
            open_brackets.append(opening)
        elif opening in open_brackets:
            open_brackets.remove(opening)
        text = opening if opens else _PAIRS[opening]
        if text != glyph.text:
            turned[at] = glyph._replace(text=text)
    return turned


def _opens(before: str, after: str, is_open: bool) -> bool:
    loose_before = before.isspace() or before in _PAIRS
    loose_after = after.isspace() or after in ",.;:،؛" or after in _OPENING_OF
    if loose_before != loose_after:
        return loose_before
    return not is_open
