"""Texts as the tokens that are compared: words, figures (a date or a symbol is one token), points.

Where a language writes no blanks between words, each character is a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from operative.alignment.comparison import Update
from operative.languages import load
from operative.record import Citation

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = r"\d+(?:[.,٫٬]\d+)*"
_BLANKS = re.compile(r"\s*")


class Token(NamedTuple):
    """A piece of text with the blanks behind it. Tokens with one key are the same to a reader.

    `is_word` tells words and figures from points; `figure` is what a figure is.
    """

    text: str
    key: str
    is_word: bool = False
    figure: Update | None = None


def tokens(text: str, code: str, citations: Iterable[Citation] = ()) -> Sequence[Token]:
    """All tokens of a text in the language of a code, in order: their texts joined are the text.

    `citations` are those that stand in it.
    """
    return _tokens(
        text,
        code,
        tuple(
            (citation.offset, citation.offset + len(citation.text), citation.symbol)
            for citation in citations
            if citation.symbol and _DIGIT.search(citation.text)
        ),
    )


@lru_cache(maxsize=1 << 10)  # a paragraph that stays as it was is cut once
def _tokens(text: str, code: str, cited: tuple[tuple[int, int, str], ...]) -> Sequence[Token]:
    plain = _plain(text, code)
    if load(code).writing.spaced and not any(token.figure for token in plain):
        return plain
    out: list[Token] = []
    at = 0
    for start, end, figure, key in _figures(text, code, cited):
        if blanks := _BLANKS.match(text, end):
            end = blanks.end()
        out += _plain(text[at:start], code)
        out.append(Token(text[start:end], key, True, figure))
        at = end
    out += _plain(text[at:], code)
    return list(_with_months(out, code))


def _figures(text: str, code: str, cited: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, Update, str]]:
    """Symbols, dates and sessions with their places, in order, none within another."""
    language = load(code)
    found: list[tuple[int, int, Update, str]] = [(start, end, "symbol", symbol) for start, end, symbol in cited]
    if _DIGIT.search(text):
        dates = ((date, language.iso(date)) for date in language.date_pattern.finditer(text))
        found += [(*date.span(), "date", iso) for date, iso in dates if iso]
    found += [(*span, "session", f"{kind} {number}") for number, kind, span in language.sessions(text)]
    end = 0
    for place in sorted(found, key=lambda place: (place[0], -place[1])):
        if place[0] >= end:
            yield place
            end = place[1]


@cache
def _pattern(code: str) -> re.Pattern[str]:
    language = load(code)
    between = language.writing.between.removesuffix("*")
    blank = rf"(?:\s|{between})*" if between else r"\s*"
    word = language.writing.word
    if not language.writing.spaced:  # where words are characters, numerals of several are words
        numerals = sorted((numeral for numeral in language.ordinals if len(numeral) > 1), key=len, reverse=True)
        word = rf"[A-Za-z]+|{'|'.join(numerals)}|{word}"
    return re.compile(rf"(?:{_FIGURE}|{word}|.){blank}", re.DOTALL)


def _plain(text: str, code: str) -> list[Token]:
    """The tokens of a text in which no figure is longer than a word."""
    return [_token(piece, code) for piece in _pattern(code).findall(text)]


@lru_cache(maxsize=1 << 17)
def _token(text: str, code: str) -> Token:
    language = load(code)
    key = language.writing.folded(text.strip())
    figure: Update | None = None
    if _YEAR.fullmatch(key):
        figure = "date"
    elif text[0].isdigit() or ((language.writing.spaced or len(key) > 1) and language.ordinal(key) is not None):
        figure = "number"
    return Token(text, key, text[0].isalnum(), figure)


@lru_cache(maxsize=1 << 12)
def _is_month(word: str, code: str) -> bool:
    return any(month.match(word) for month in load(code).months)


def _with_months(found: list[Token], code: str) -> Iterator[Token]:
    """The tokens with the names of months beside figures ("June 2022") told as dates."""
    for at, token in enumerate(found):
        beside = token.is_word and any(other.figure in ("number", "date") for other in found[max(0, at - 1) : at + 2])
        if beside and token.figure is None and _is_month(token.key, code):
            yield token._replace(figure="date")
        else:
            yield token
