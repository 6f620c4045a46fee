"""Names of days and meetings: where "the International Day of ..." or "a high-level meeting on ..." begins and ends.

A language that writes names with capitals lists the small words that may stand within one; there a name goes as far
as its capitals do. Elsewhere, and where no capital is written, a name goes from its article to the words that end it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from operative.meaning.anchored import Anchored
from operative.meaning.clauses import Paragraph
from operative.meaning.passages import quotes
from operative.meaning.phrases import NEVER, Phrases
from operative.record import ObservanceKind

PERIODS: tuple[ObservanceKind, ...] = ("day", "week", "month", "year", "decade")
MEETINGS: tuple[ObservanceKind, ...] = ("conference", "forum", "meeting")
_WORD = re.compile(r"[^\s,;.()]+")


class Name(msgspec.Struct, frozen=True):
    """The name of a day or meeting and where it stands in the plain text."""

    kind: ObservanceKind
    start: int
    end: int


def name(
    kinds: Sequence[ObservanceKind],
    paragraph: Paragraph,
    text: str,
    start: int,
    within: int,
    end: int,
    phrases: Phrases,
    *,
    anywhere: bool = False,
) -> Name | None:
    """The first name of one of some kinds: its noun stands between two offsets, its words may go on to the end.

    `text` is the paragraph's with all blanked out that can't be it. Unless it may stand anywhere, no words that lead
    to another matter may stand before it.
    """
    p = phrases.observances
    found = [(noun, kind) for kind in kinds if (noun := _noun(kind, paragraph, text, start, within, p[f"{kind}s"]))]
    if not found:
        return None
    noun, kind = min(found)
    stop = p["name_end"].search(paragraph.text, noun[1], end)
    last = stop.start() if stop else end
    if not anywhere and p["barrier"].search(text, start, noun[0]):
        return None
    if p["small"].pattern != NEVER and _is_name(paragraph, noun[0]):
        first = _first_capital(kind, paragraph, start, noun[0], phrases)
        last = _last_capital(paragraph, noun[1], last, p["small"])
    else:
        articles = list(p["article"].finditer(paragraph.text, start, noun[0]))
        first = articles[-1].end() if articles else noun[0]
    return Name(kind, first, _titled(paragraph, noun[1], last, phrases) if kind in MEETINGS else last)


def _titled(paragraph: Paragraph, noun: int, last: int, phrases: Phrases) -> int:
    """Where the name of a meeting ends whose title may follow in quotation marks: with them, whatever they hold."""
    titles = quotes(paragraph.text, phrases).places
    return next((closes for opens, closes in titles if noun <= opens < last), last)


def _noun(
    kind: ObservanceKind, paragraph: Paragraph, text: str, start: int, within: int, pattern: Anchored
) -> tuple[int, int] | None:
    """Where the noun of a kind stands; a day, a week or a year counts only where it is written as a name."""
    for noun in pattern.finditer(text, start, within):
        if kind in MEETINGS or _is_name(paragraph, noun.start()):
            return noun.span()
    return None


def _is_name(paragraph: Paragraph, start: int) -> bool:
    """Whether a word is written as names are; scripts without capitals don't tell."""
    return not paragraph.printed(start, start + 1).islower()


def _first_capital(kind: ObservanceKind, paragraph: Paragraph, start: int, noun: int, phrases: Phrases) -> int:
    """Where the words with capitals begin that stand before a noun; a meeting's year and ordinal belong to them."""
    for word in reversed(list(_WORD.finditer(paragraph.text, start, noun))):
        if any(month.match(word[0]) for month in phrases.language.months):
            break
        letter = paragraph.printed(word.start(), word.start() + 1)
        counts = kind in MEETINGS and (letter.isdigit() or phrases.ordinal.fullmatch(word[0]))
        if letter.isupper() or counts:
            noun = word.start()
        elif phrases.observances["article"].match(word[0] + " ") or not phrases.observances["small"].fullmatch(word[0]):
            break
    return noun


def _last_capital(paragraph: Paragraph, noun: int, last: int, small: Anchored) -> int:
    """Where the words with capitals end that follow a noun; small words may stand between them."""
    end = noun
    for word in _WORD.finditer(paragraph.text, noun, last):
        if _is_name(paragraph, word.start()):
            end = word.end()
        elif not small.fullmatch(word[0]):
            break
    return end
