"""What a language's data file says about citations, compiled: the words around a symbol and the patterns that link it.

The section `citations` of a data file holds lists of words, where a star lets any ending follow, and plain regular
expressions (not those of writing.py): they meet texts whose white space is already one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from operative.languages import Language, load
from operative.languages.writing import Writing

# Figures of Arabic and Persian, and the wide ones of Chinese fonts, with the signs that stand among them.
TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９／（）", "0123456789" * 3 + "/()")


class Word(NamedTuple):
    """A word or phrase found in a text: `kind` is noun, organ, relation or instrument, `key` what it stands for."""

    start: int
    end: int
    kind: str
    key: str


class Letters:
    """How the letters of a language are compared, and where its words begin."""

    def __init__(self, writing: Writing, clitics: str) -> None:
        """`clitics` are particles that the language writes onto a word."""
        self._same = [(letter, group[0]) for group in writing.same for letter in group[1:]]
        self._same += [("\u00a0", " "), ("\u202f", " ")]
        self.spaced, self.clitics = writing.spaced, clitics

    def folded(self, text: str) -> str:
        """Small letters, one letter of each class, each where it stood."""
        lower = text.lower()
        if len(lower) != len(text):  # a letter whose small form is two letters would move all that follow
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        for letter, first in self._same:
            if letter in lower:
                lower = lower.replace(letter, first)
        return lower

    def particles(self, text: str, start: int) -> str | None:
        """The particles of a folded text that are written onto the word at `start`; None if that is inside a word."""
        if not start or not text[start - 1].isalnum():
            return ""
        begin = start
        while begin and text[begin - 1].isalpha():
            begin -= 1
        only = start - begin <= 4 and all(c in self.clitics for c in text[begin:start])
        return text[begin:start] if only else None


class Finder:
    """Finds phrases in a text: whole words, as far as the language sets words apart."""

    def __init__(self, phrases: list[tuple[str, str, str]], *, writing: Writing, clitics: str) -> None:
        """`phrases` are (phrase, kind, key); `clitics` are particles that the language writes onto a word."""
        self._meanings = [(kind, key, phrase.endswith("*")) for phrase, kind, key in phrases]
        self._letters = Letters(writing, clitics)
        plain = [self._letters.folded(phrase.rstrip("*")) for phrase, _, _ in phrases]
        self._automaton = AhoCorasick(plain, MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[Word]:
        """The phrases of a text in order, none within another."""
        letters = self._letters
        lower = letters.folded(text)
        for index, start, end in self._automaton.find_matches_as_indexes(lower):
            kind, key, stem = self._meanings[index]
            if letters.spaced:
                if letters.particles(lower, start) is None:
                    continue
                if stem:
                    while end < len(lower) and lower[end].isalpha():
                        end += 1
                elif end < len(lower) and lower[end].isalpha() and lower[end - 1] not in letters.clitics:
                    continue
            yield Word(start, end, kind, key)


class Words:
    """The section `citations` of a language's data file."""

    own: re.Pattern[str]  # "its" before the noun: the organ is the one that speaks
    subject: re.Pattern[str]  # between an organ and a noun: "in its", so that the organ's own is meant
    between: re.Pattern[str]  # between the noun and an organ that follows it: "of the"
    connect: re.Pattern[str]  # between the number and an organ that follows it
    link: re.Pattern[str]  # between two numbers of one list
    weak: re.Pattern[str]  # the end of what stands before a number of a list that other words interrupt
    see: re.Pattern[str]  # "See", up to the symbol
    ibid: re.Pattern[str]
    name: re.Pattern[str]  # an instrument's name, at the end of what stands before its note mark
    mark: re.Pattern[str]  # what stands after a document's number, where the noun does not stand before it
    heads: re.Pattern[str]  # what an instrument can be: a declaration, a programme of action
    pinpoint_after: re.Pattern[str]
    pinpoint_before: re.Pattern[str]

    def __init__(self, language: Language) -> None:
        """Compile the section."""
        data: dict[str, Any] = language.data["citations"]
        self.language = language
        self.dates: dict[str, str | None] = {}  # as printed, with their ISO forms: documents repeat them
        self.after: bool = data["noun"] == "after"  # the noun "resolution" follows the number
        self.letters: dict[str, str] = data["letters"]
        self.sessions: dict[str, str] = data["session"]
        for name in ("own", "subject", "between", "connect", "link", "weak", "see", "ibid", "name", "heads", "mark"):
            setattr(self, name, re.compile(data[name]))
        place = rf"(?:{data['pinpoint_after']}){data['pinpoint_more']}"
        self.pinpoint_after = re.compile(rf"(?:{data['pinpoint_skip']})(?P<place>{place}(?:[,،，]?\s?{place})*)")
        self.pinpoint_before = re.compile(data["pinpoint_before"], re.IGNORECASE)
        between = language.writing.between.removesuffix("*")  # it may be empty there, here it is looked for
        self.inside = re.compile(between) if between else None
        self.figures = re.compile(data["figures"]) if data["figures"] else None
        # a noun with a pronoun that no assembly can be meant by, where the language tells a council from it by gender
        self.his = re.compile(data["his"]) if data["his"] else None
        self.date_lead = re.compile(data["date_lead"])
        self.date_tail = re.compile(data["date_tail"])
        self.context = self._finder(
            *((word, "noun", key) for key in ("resolution", "decision", "other") for word in data[key]),
            *((word, "organ", key) for key, words in data["organs"].items() for word in words),
            *((word, "relation", key) for key, words in data["relations"].items() for word in words),
            clitics=data["clitics"],
        )
        self.instruments = self._finder(
            *((word, "instrument", key) for key, words in data["instruments"].items() for word in words),
            clitics=data["clitics"],
        )
        self._numbers(data)

    def iso(self, date: re.Match[str]) -> str | None:
        """The ISO date of a match of the language's date pattern."""
        printed = date[0]
        if printed not in self.dates:
            self.dates[printed] = self.language.iso(date)
        return self.dates[printed]

    def plain(self, text: str) -> tuple[str, list[int] | None]:
        """The text in plain figures, without what printers put inside words, and where its letters stood.

        None for their places where nothing changed.
        """
        figures = self.figures is not None and self.figures.search(text)
        if figures:
            text = text.translate(TO_ASCII)
        if self.inside is None or not self.inside.search(text):
            return text, list(range(len(text))) if figures else None
        kept: list[int] = []
        end = 0
        for mark in self.inside.finditer(text):
            kept += range(end, mark.start())
            end = mark.end()
        kept += range(end, len(text))
        return self.inside.sub("", text), kept

    def _finder(self, *phrases: tuple[str, str, str], clitics: str) -> Finder:
        return Finder(list(phrases), writing=self.language.writing, clitics=clitics)

    def _numbers(self, data: dict[str, Any]) -> None:
        """The patterns of short forms, with this language's suffix letters and session marks."""
        letter, and_, to = (data[f"letter{part}"] for part in ("", "_and", "_to"))
        end = r"(?![A-Za-z0-9]|\w(?<![\u4e00-\u9fff]))"  # Chinese runs on without a blank
        one = rf"(?:{letter}){end}"
        letters = rf"{one}(?:\s?(?:(?:{and_})\s?)+{one})*(?:\s?(?:{to})\s?{one})?"
        roman = r"[IVXLCМХІ]+"
        marks = {r"\x20?".join(key): kind for key, kind in self.sessions.items()}
        special = "|".join(["E?S", *(mark for mark, kind in marks.items() if kind)])
        session = rf"(?:(?P<kind>E?S)\s?[-‑–]\s?)?(?P<roman>{roman})"
        if self.sessions:
            session += rf"|(?P<mark>{'|'.join(marks)})\s?[-‑–]?\s?(?P<ordinal>\d{{1,2}})"
        boundary = r"(?<![A-Za-z0-9/.\-‑])"
        self.short = re.compile(
            rf"""{boundary}(?:
              (?:(?P<special>{special})\s?[-‑–]\s?)?(?P<session>\d{{1,4}})\s?/\s?(?P<number>\d{{1,4}})(?![\d/]|[.,\-‑]\d)
                (?:\s?(?P<letters>{letters}))?
              | (?P<n>\d{{1,4}})(?:\s?(?P<letters2>{letters}))?\s?
                \(\s?(?:(?P<year>(?:19|20)\d\d)|{session})\s?\)(?P<letters3>[A-Z](?!\w))?
            )""",
            re.VERBOSE,
        )
        self.letter = re.compile(one)
        self.also = re.compile(rf"\s?(?:(?:{and_}|;|{data['range']})\s?)+")
        # what leads on to the next of a list, with its noun
        nouns = "|".join(
            re.escape(noun.rstrip("*")) + r"\w*" for key in ("resolution", "decision") for noun in data[key]
        )
        self.trailing = re.compile(
            rf"[\s,،，、;]*(?:(?:{and_})\s*)+(?:{data['see_word']})?\s*(?:{nouns})?\s*$|\s*(?:{nouns})\s*$", re.I
        )
        self.range = re.compile(data["range"])
        self.letter_to = re.compile(rf"\s?(?:{to})\s?")
        first = "".join({mark[0] for mark in self.sessions})
        inner = "".join({c for mark in self.sessions for c in mark})
        # a cheap look from each figure and capital on: can a short form or a symbol begin here?
        self.anchor = re.compile(
            rf"""[0-9A-ZАЕ{first}](?=
              (?<=[0-9])[0-9]{{0,3}}\s?(?:/\s?[0-9]|(?:{letter}[^(/;.0-9]{{0,24}}?)?\(\s?[0-9IVXLSECМХІ{first}])
              | (?<=[A-ZАЕ])[A-Z]{{0,5}}(?:\.[0-9]{{1,3}}|\([A-Z]+\))?\s?/\s?[A-Za-z0-9]
              | (?<=[SE{first}])[S{inner}\x20]{{0,3}}\s?[-‑–]\s?[0-9]{{1,2}}\s?/\s?[0-9]
            )""",
            re.VERBOSE,
        )


@cache
def words(code: str) -> Words:
    """The words of a language by its code. Raises KeyError for an unknown one."""
    return Words(load(code))
