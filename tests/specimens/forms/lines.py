"""What the text forms share: chance that is the same every time, marks within running text, and line breaking."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator

from tests.specimens.model import Paragraph, Text, Version

# In a text on its way to print a mark stands as OPEN number CLOSE: two characters that no text has.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
HAN = r"\u3400-\u9fff"
UNIT = re.compile(  # what a Chinese line never breaks: a word in letters, or a character with what clings to it
    rf"[“《（‘(\[]*(?:[A-Za-z0-9/.,\-–]+|[^\s])(?:[，。；：、》”）’)\]]|{OPEN}\d+{CLOSE})*\s?"
)


def chance(version: Version, form: str) -> random.Random:
    """Dice that fall alike on every machine and in every run for one version and form."""
    return random.Random(f"{version}.{form}")


def marked(content: Text) -> str:
    """The text with its note marks in place."""
    parts, at = [], 0
    for marker, offset in content.marks:
        parts.append(content.text[at:offset] + OPEN + marker + CLOSE)
        at = offset
    return "".join((*parts, content.text[at:]))


def emphasised(content: Text, left: str, right: str) -> str:
    """The marked text with its opening between `left` and `right`."""
    text, shift = marked(content), 0
    for start, end in content.emphasis:  # no mark stands before the end of an opening
        text = text[: start + shift] + left + text[start + shift : end + shift] + right + text[end + shift :]
        shift += len(left) + len(right)
    return text


def width(text: str) -> int:
    """Columns that the text takes; marks are too small to count."""
    bare = MARK.sub("", text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in bare)


def wrap(text: str, columns: int, language: str, first: int = 0) -> list[str]:
    """The text in lines of at most `columns`; the first one has `first` columns less."""
    lines, line, room = [], "", columns - first
    for unit in _units(text, language):
        if line and width(line + unit.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", columns
        line += unit
    return [*lines, line.rstrip()]


def _units(text: str, language: str) -> Iterator[str]:
    if language == "zh":
        yield from (match[0] for match in UNIT.finditer(text))
    else:
        yield from re.findall(r"\S+\s*", text)


def loosened(text: str, dice: random.Random, share: float = 0.95) -> str:
    """Chinese text with the spaces that a printer leaves beside digits and letters, now and then forgotten."""
    if dice.random() < 0.2:
        return text

    def space(match: re.Match[str]) -> str:
        return match[0] + " " if dice.random() < share else match[0]

    text = re.sub(rf"[{HAN}](?=[A-Za-z0-9])", space, text)
    return re.sub(rf"[A-Za-z0-9](?=[{HAN}])", space, text)


def hyphenated(lines: list[str], columns: int, dice: random.Random, whole: set[str], share: float = 0.25) -> list[str]:
    """The lines with some words broken at a line's end, as a typesetter breaks them.

    Words that the text prints `whole` elsewhere are broken by a hyphen, others by a soft one: a lone hyphen in a word
    that stands nowhere else could be the word's own.
    """
    lines = list(lines)
    for at in range(len(lines) - 1):
        room = columns - width(lines[at]) - 2
        word, space, rest = lines[at + 1].partition(" ")
        if not word.isalpha() or len(word) < 8 or not space or room < 3 or dice.random() > share:
            continue
        for cut in range(min(room, len(word) - 3), 2, -1):
            if _consonant(word[cut]) and not _consonant(word[cut - 1]) and word[cut] not in "ьъй":
                lines[at] += " " + word[:cut] + ("-" if word.lower() in whole else "\u00ad")
                lines[at + 1] = word[cut:] + space + rest
                break
    return lines


def _consonant(letter: str) -> bool:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain not in "aeiouyаеиоуыэюяё"


def body(version: Version) -> Iterator[Paragraph]:
    """The paragraphs in order of print."""
    return iter(version.paragraphs)


def notes_on(text: str, version: Version, seen: set[str]) -> list[tuple[str, str]]:
    """The notes whose first mark stands in the text, which are then no longer new."""
    found = []
    for marker in MARK.findall(text):
        if marker not in seen:
            seen.add(marker)
            found.append((marker, version.footnotes[int(marker) - 1].text))
    return found
