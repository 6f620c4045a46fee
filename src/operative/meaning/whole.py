"""Whole symbols in running text, with what a list adds to them: "A/69/488/Add.2 and Corr.1" is two documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from operative.meaning.words import Words
from operative.symbols import LOOK_ALIKES, ORGANS, Symbol, parse

_ELEMENT = (
    r"(?:E?S[-‑]\d{1,2}|\d+(?:[-–‑]\d+(?!\d|/))?"
    r"|[A-Za-zАВЕСНКМОРТХ]+(?:[-‑][A-Z]+)*(?:\.[A-Za-z]+)*"
    r"(?:\.\s?(?:\d+(?:[-–]\d+)?[A-Z]?|[IVX]+|[A-Z](?![a-z]))(?![A-Za-z0-9])|\(\d+\))?)"
)
_QUALIFIER = r"(?:\s?\((?i:part\w*|vols?|sect|introduction|plan|resum|supp)[^()/]{0,24}\))"
_ROMAN = r"(?:E?S-)?[IVXLХ]+"
FULL = re.compile(
    rf"(?P<organ>[A-ZАЕ]{{1,6}})(?:(?:\.\d{{1,3}}|\([A-Z]+\))(?=\s?/))?(?:\s?/\s?{_ELEMENT}{_QUALIFIER}*)+"
    rf"(?:\s?(?:[A-Z](?:-[A-Z])?\s?)?\((?:{_ROMAN}|(?:19|20)\d\d)\)(?:[A-Z](?!\w))?|\s?[A-Z](?:-[A-Z])?(?![A-Za-z0-9/.(-]))?"
)
LONGEST = 90  # no symbol has more characters
JOINED = re.compile(rf"\s?[-‑–]\s?(?=(?:{'|'.join(sorted(ORGANS, key=len, reverse=True))})/)")
MODIFIER = re.compile(r"(?:Add|Corr|Rev|Amend)\.\s?\d+(?:/(?:Add|Corr|Rev|Amend)\.\d+)*")
BARE = re.compile(r"(\d{1,2})(?=\s*(?:[,.;)،؛。；，]|$))")


@dataclass(slots=True)
class Mention:
    """One symbol, or one number with its letters, at a place of a text."""

    start: int
    end: int  # of the symbol as printed
    text: str
    symbols: list[tuple[int, int, str | None]] = field(default_factory=list)  # start, end and canonical form of each
    tail: int = 0  # the end of what belongs to it: its organ, its date
    date: str | None = None
    short: re.Match[str] | None = None
    organ: str | None = None  # as words say that stand with it
    guess: str | None = None  # as words say that stood with a noun before
    own: bool = False  # "its resolution": the speaker's
    kind: str | None = None
    whole: bool = False


def whole(text: str, start: int, words: Words) -> list[Mention]:
    """The symbol that begins here, the second half of a joint one, and the addenda and corrigenda after it."""
    if start and (text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in "/._=-")):
        return []
    found: list[Mention] = []
    while match := FULL.match(text, start, start + LONGEST):
        symbol, end = _longest(text, match)
        if symbol is None:
            break
        symbols: list[tuple[int, int, str | None]] = [(start, end, str(s)) for s in _each(symbol)]
        found.append(Mention(start, end, text[start:end], symbols, end, whole=True))
        joined = JOINED.match(text, end)
        if not joined:
            found += _modified(text, end, symbol, words)
            break
        start = joined.end()
    return found


def _each(symbol: Symbol) -> list[Symbol]:
    """The records of a range of meetings one by one: SR.11-13 is three."""
    if (
        symbol.number is None
        or symbol.number_to is None
        or symbol.modifications
        or symbol.number_to > symbol.number + 30
    ):
        return [symbol]
    head, _, last = symbol.text.rpartition("/")
    nature = last.split(".")[0]
    if nature not in ("SR", "PV"):
        return [symbol]
    meetings = [parse(f"{head}/{nature}.{n}") for n in range(symbol.number, symbol.number_to + 1)]
    return [m for m in meetings if m] or [symbol]


def _longest(text: str, match: re.Match[str]) -> tuple[Symbol | None, int]:
    """The longest start of the match that is a symbol, and its end."""
    if match["organ"].translate(LOOK_ALIKES) not in ORGANS:
        return None, 0
    start, end = match.span()
    for _ in range(8):
        symbol = parse(text[start:end])
        if symbol:
            return symbol, end
        cut = max(text.rfind(c, start, end - 1) for c in "/( ")
        if cut <= start:
            break
        end = start + len(text[start:cut].rstrip())
    return None, 0


def _modified(text: str, end: int, symbol: Symbol, words: Words) -> list[Mention]:
    """What a list adds to a symbol: "and Corr.1", ", Add.1-3", "Corr.1 and 2"."""
    found: list[Mention] = []
    last = symbol
    while True:
        link = words.also.match(text, end)
        if link and (match := MODIFIER.match(text, link.end())):
            nexts = [_modify(last, re.sub(r"\s", "", match[0]))]
        elif link and last.modifications and (match := BARE.match(text, link.end())):
            ranged = words.range.search(link[0]) is not None
            nexts = _numbered(last, int(match[1]), ranged)
        elif last.modifications and (match := re.compile(r"[-–‑](\d{1,2})(?![\d/])").match(text, end)):
            nexts = _numbered(last, int(match[1]), True)
        else:
            return found
        added = [s for s in nexts if s]
        if not added:
            return found
        start, end = match.start(), match.end()
        symbols: list[tuple[int, int, str | None]] = [(start, end, str(s)) for s in added]
        found.append(Mention(start, end, text[start:end], symbols, end, whole=True))
        last = added[-1]


def _modify(symbol: Symbol, printed: str) -> Symbol | None:
    """The symbol that a further modification makes: an addendum beside an addendum, a corrigendum to an addendum."""
    kind = printed.split(".")[0]
    base: Symbol | None = symbol
    order = {"Rev": 0, "Add": 1, "Amend": 1, "Corr": 2}
    while base and base.modifications and order.get(base.modifications[-1].type, 0) >= order[kind]:
        base = base.parent()
    return parse(f"{base}/{printed}") if base else None


def _numbered(symbol: Symbol, number: int, ranged: bool) -> list[Symbol | None]:
    """The siblings of an addendum or corrigendum up to a number, or with that number alone."""
    last = symbol.modifications[-1]
    if last.n is None or not last.n < number <= last.n + 30:
        return []
    parent = symbol.parent()
    return [parse(f"{parent}/{last.type}.{n}") for n in (range(last.n + 1, number + 1) if ranged else (number,))]


def take_date(text: str, mention: Mention, words: Words) -> None:
    """Take the date that follows, if one does."""
    if words.after or mention.date:
        return
    lead = words.date_lead.match(text, mention.tail)
    date = lead and words.language.date_pattern.match(text, lead.end())
    if date:
        mention.date = words.iso(date)
        mention.tail = date.end()
