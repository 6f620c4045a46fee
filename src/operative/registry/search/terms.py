"""Texts as the terms that are searched: words made alike that a reader takes for one.

Letters lose capitals, accents and what printers put between them; Arabic's optional letters are one letter. Then a word
loses what is written onto it (Arabic's article and conjunctions) and its inflection (by Snowball, but for Arabic).
Where a language writes no blanks between words, each character is a term, and a word of any length is a run of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec
from Stemmer import Stemmer

from operative.languages import Language, load

REMEMBERED = 1 << 19  # pieces of texts whose terms are kept at hand: a session in one language has 60,000
_PIECE = re.compile(r"\S+")
_EDGES = '.,;:()[]«»“”"،؛'  # printed beside words, no part of any
_WORD = re.compile(r"[^\W_]+")
_CHARACTERS = r"\u3007\u3400-\u9fff"  # that are words by themselves
_ASCII = re.compile(r"[a-z]")
_RUN = re.compile(rf"[{_CHARACTERS}]+|[^\W_{_CHARACTERS}]+")
_IS_CHARACTER = re.compile(f"[{_CHARACTERS}]").match
_LATIN = 0x250  # the end of the Latin letters: only they lose their accents, Russian й is another letter than и
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


class Word(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A word without what is written onto its front, and the term that it is searched by."""

    word: str
    term: str


class Terms:
    """The terms of texts in one language."""

    def __init__(self, language: Language) -> None:
        """Compile what its data file says on searching."""
        data = language.data["search"]
        self.spaced = language.writing.spaced
        self._before = re.compile(language.writing.pattern(data["before"])) if data["before"] else None
        self._after = re.compile(rf"(?:{language.writing.pattern(data['after'])})\Z") if data["after"] else None
        self._stem = Stemmer(data["stemmer"], 0).stemWord if data["stemmer"] else None
        self._latin = any(word.isascii() for word in language.common_words)
        self._folding = _Folding(language)
        self._run = _WORD if self.spaced else _RUN
        self._cut = lru_cache(maxsize=1 << 16)(self.terms)  # pieces come back
        self._stood = lru_cache(maxsize=1 << 12)(self._words_stood)

    def runs(self, text: str) -> list[str]:
        """The words of a text, made alike, with what is written onto them; characters that stand together are one."""
        return self._run.findall(text.translate(self._folding))

    def words(self, text: str) -> list[Word]:
        """The words of a text with their terms, in order."""
        return [word for run in self.runs(text) for word in self.words_of(run)]

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of a text in order."""
        return tuple(word.term for word in self.words(text))

    def words_of(self, run: str) -> Iterable[Word]:
        """The words of a run with their terms: characters, or one word."""
        if not self.spaced and _IS_CHARACTER(run):
            return map(Word, run, run)
        word = self._before.sub("", run, 1) if self._before else run
        own = self._latin or not _ASCII.search(word)  # a foreign word has no inflection that this language knows
        term = self._stem(word) if self._stem and own and not word.isdigit() else word
        return (Word(word, self._after.sub("", term) if self._after else term),)

    def places(self, text: str, ways: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
        """Where terms stand one after the other in a text, in any of several ways: the places of their words."""
        wanted: dict[str, list[tuple[str, ...]]] = {}
        for way in ways:
            wanted.setdefault(way[0], []).append(way)
        found = [(term, piece, n) for piece in _PIECE.finditer(text) for n, term in enumerate(self._cut(piece[0]))]
        for at, (term, piece, n) in enumerate(found):
            for way in wanted.get(term, ()):
                stretch = found[at : at + len(way)]
                if tuple(one[0] for one in stretch) == way:
                    last, m = stretch[-1][1:]
                    yield piece.start() + self._stood(piece[0])[n][0], last.start() + self._stood(last[0])[m][1]

    def _words_stood(self, piece: str) -> list[tuple[int, int]]:
        """From where to where the words of a piece of text stand in it."""
        letters = [(letter, at) for at, c in enumerate(piece) for letter in self._folding[ord(c)]]
        places: list[tuple[int, int]] = []
        for run in self._run.finditer("".join(letter for letter, _ in letters)):
            stood = [at for _, at in letters[run.start() : run.end()]]
            places += [(at, at + 1) for at in stood] if _IS_CHARACTER(run[0]) else [(stood[0], stood[-1] + 1)]
        return places


class _Folding(dict[int, str]):
    """What a character of a text is in its terms, by its number, as `str.translate` asks: letters or nothing."""

    def __init__(self, language: Language) -> None:
        self._writing = language.writing
        self._between = re.compile(language.writing.between.removesuffix("*") or r"(?!)")

    def __missing__(self, number: int) -> str:
        character = chr(number)
        if self._between.fullmatch(character) or unicodedata.category(character) == "Mn":
            folded = ""
        else:
            plain = unicodedata.normalize("NFKD", character)
            folded = (plain[0] if ord(plain[0]) < _LATIN else character).casefold().translate(_LIGATURES)
            if character.isdigit():
                folded = str(unicodedata.digit(character))
            elif not _IS_CHARACTER(character):
                folded = self._writing.folded(folded)
        self[number] = folded
        return folded


class Pieces(dict[str, str]):
    """The terms of the pieces between blanks that texts are made of: they come back all the time.

    `learned` tells the words that no piece had before.
    """

    def __init__(self, code: str) -> None:
        """The pieces of the language of a code."""
        self._terms = terms(code)
        self._runs: dict[str, str] = {}  # their terms: many pieces differ in capitals and points only
        self._new: list[Word] = []

    def indexed(self, text: str) -> str:
        """The terms of a text in order, a space between each two."""
        if self._terms.spaced:
            return " ".join(map(self.__getitem__, text.split()))
        return " ".join(" ".join(run) if _IS_CHARACTER(run) else self[run] for run in _RUN.findall(text))

    def learned(self) -> tuple[Word, ...]:
        """The words that are new since this was last asked."""
        new, self._new = tuple(self._new), []
        return new

    def __missing__(self, piece: str) -> str:
        """The terms of a piece that is met for the first time."""
        if len(self) >= REMEMBERED:
            self.clear()
            self._runs.clear()
        if (bare := piece.strip(_EDGES)) != piece:
            found = self[bare]
        else:
            found = " ".join([self._runs.get(run) or self._learn(run) for run in self._terms.runs(piece)])
        self[piece] = found
        return found

    def _learn(self, run: str) -> str:
        words = tuple(self._terms.words_of(run))
        self._new += words
        self._runs[run] = " ".join(word.term for word in words)
        return self._runs[run]


@cache
def terms(code: str) -> Terms:
    """The terms of the language of a code. Raises KeyError for an unknown one."""
    return Terms(load(code))
