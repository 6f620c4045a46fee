"""Texts as the terms that are searched: words made alike that a reader takes for one.

Letters lose capitals, accents and what printers put between them; Arabic's optional letters are one letter. Then a word
loses what is written onto it (Arabic's article and conjunctions) and its inflection (by Snowball, but for Arabic).
Where a language writes no blanks between words, each character is a term, and a word of any length is a run of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from Stemmer import Stemmer

from operative.languages import Language, load

REMEMBERED = 1 << 19  # pieces of texts whose terms are kept at hand: a session in one language has 60,000
_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+")
_CHARACTERS = r"\u3007\u3400-\u9fff"  # that are words by themselves
_RUN = re.compile(rf"[{_CHARACTERS}]+|[^\W_{_CHARACTERS}]+")
_IS_CHARACTER = re.compile(f"[{_CHARACTERS}]").match
_LATIN = 0x250  # the end of the Latin letters: only they lose their accents, Russian й is another letter than и
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


class Term(NamedTuple):
    """A term, and from where to where its word stands in the text."""

    term: str
    start: int
    end: int


class Word(NamedTuple):
    """A word without what is written onto its front, and the term that it is searched by."""

    word: str
    term: str


class Terms:
    """The terms of texts in one language."""

    def __init__(self, language: Language) -> None:
        """Compile what its data file says on searching."""
        data = language.data["search"]
        self.spaced = language.writing.spaced
        self._before = re.compile(language.writing.pattern(data["before"]))
        self._after = re.compile(rf"(?:{language.writing.pattern(data['after'])})\Z")
        self._stem = Stemmer(data["stemmer"], 0).stemWord if data["stemmer"] else None
        self._folding = _Folding(language)
        self._pieces = _Pieces(self)

    def indexed(self, text: str) -> str:
        """The terms of a text in order, a space between each two."""
        if self.spaced:
            return " ".join(map(self._pieces.__getitem__, text.split()))  # pieces between blanks come back all the time
        return " ".join(" ".join(run) if _IS_CHARACTER(run) else self._pieces[run] for run in _RUN.findall(text))

    def placed(self, text: str) -> list[Term]:
        """The terms of a text with their places."""
        found: list[Term] = []
        for piece in _PIECE.finditer(text):
            letters = [(letter, at) for at, c in enumerate(piece[0], piece.start()) for letter in self._folding[ord(c)]]
            folded = "".join(letter for letter, _ in letters)
            for run in (_WORD if self.spaced else _RUN).finditer(folded):
                places = [at for _, at in letters[run.start() : run.end()]]
                if _IS_CHARACTER(run[0]):
                    found += [Term(c, at, at + 1) for c, at in zip(run[0], places, strict=True)]
                else:
                    found.append(Term(self._word(run[0]).term, places[0], places[-1] + 1))
        return found

    def words(self, text: str) -> list[Word]:
        """The words of a text, or of one piece of it, with their terms; single characters are none."""
        folded = text.translate(self._folding)
        runs = (_WORD if self.spaced else _RUN).findall(folded)
        return [self._word(run) for run in runs if not _IS_CHARACTER(run)]

    def _word(self, folded: str) -> Word:
        word = front.string[front.end() :] if (front := self._before.match(folded)) else folded
        term = self._stem(word) if self._stem is not None and not word.isdigit() else word
        return Word(word, self._after.sub("", term))


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


class _Pieces(dict[str, str]):
    """The terms of pieces of texts that stand between blanks, a space between each two."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def __missing__(self, piece: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[piece] = " ".join(word.term for word in self._terms.words(piece))
        return self[piece]


@cache
def terms(code: str) -> Terms:
    """The terms of the language of a code. Raises KeyError for an unknown one."""
    return Terms(load(code))
