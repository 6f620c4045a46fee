"""What a language's data file says about acts, reports, agenda decisions and observances, compiled.

The sections `acts`, `addressees`, `due`, `reports`, `agenda`, `observances`, `standing` and `noted` of a data file
hold plain regular expressions. They meet text as `plain` leaves it: small letters, one letter of each class that is one
to a reader, one space between words, figures from 0 to 9, no marks inside words. `{name}` stands for the pattern of
that name of the same section or of its `parts`, `{date}` for a date, `{month}` for a month, `{ordinal}` for the ordinal
of a session, `{title}` for words in quotation marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from operative.languages import Language, load
from operative.meaning.anchored import Anchored, Anchors
from operative.meaning.words import words

SECTIONS = ("acts", "due", "reports", "agenda", "observances", "standing", "noted")
NEVER = r"(?!)"  # where a language has no such words
SHORTEST = 3  # letters of a stem that is rare; where words don't stand apart, a letter is a word
QUOTED = "□"  # stands for each character of what is quoted, where titles have been blanked out
_NAME = re.compile(r"\{([a-z_]+)\}")
# What a backslash stands before, and the names of groups, are no letters of the language; what lies between is.
_SYNTAX = re.compile(r"\\.|\(\?P<\w+>|\(\?P=\w+\)|[^\\(]+|\(")


class Phrases:
    """The patterns of one language: `phrases.reports["submit"]`."""

    acts: Mapping[str, Anchored]
    addressees: Mapping[str, re.Pattern[str]]
    due: Mapping[str, Anchored]
    reports: Mapping[str, Anchored]
    agenda: Mapping[str, Anchored]
    observances: Mapping[str, Anchored]
    standing: Mapping[str, Anchored]
    noted: Mapping[str, Anchored]

    def __init__(self, language: Language) -> None:
        """Fill in the patterns of the sections; each is compiled when it is first needed."""
        self.language = language
        self._words = words(language.code)
        self._same = [(letter, group[0]) for group in language.writing.same for letter in group[1:]]
        calendar = language.data["calendar"]
        self._parts = {"month": "|".join(sorted(calendar["months"], key=len, reverse=True))}
        self._parts["ordinal"] = _ordinals(language)
        self._parts["title"] = QUOTED + "+"
        self.ordinal = re.compile(self._filled(self._parts["ordinal"], {}))
        self._parts["date"] = re.sub(r"\(\?P<\w+>", "(?:", calendar["date"]).replace("{month}", self._parts["month"])
        self._anchors = Anchors(SHORTEST if language.writing.spaced else 1, map(self._plain, language.common_words))
        for section in SECTIONS:
            patterns = self._patterns(language.data[section])
            setattr(self, section, {key: self._anchors.pattern(source) for key, source in patterns})
        addressees = self._patterns(language.data["addressees"])  # they meet a few words, not whole paragraphs
        self.addressees = {key: re.compile(source) for key, source in addressees}

    def plain(self, text: str) -> tuple[str, list[int] | None]:
        """The text as the patterns expect it, and where its letters stood (None where none has moved)."""
        bare, places = self._words.plain(text)
        lower = bare.lower()
        if len(lower) != len(bare):  # a letter whose small form is two letters would move all that follow
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in bare)
        return self._one_of_each(lower), places

    @cached_property
    def further(self) -> Mapping[str, re.Pattern[str]]:
        """What joins a further verb to the words before it: any "verb" that may follow, or those that are "sure" to."""
        joint = self.acts["joint"].bare.pattern
        return {key: re.compile(f"(?:{joint})(?={self.acts[key].bare.pattern})") for key in ("verb", "sure")}

    def seen(self, text: str, start: int, end: int) -> int:
        """Which stems of patterns stand in a plain text between two offsets, for `Anchored.may_with`."""
        return self._anchors.seen(text, start, end)

    def cardinal(self, printed: str) -> int | None:
        """The number that a word or figures print: "three" is 3."""
        if printed.isdecimal():
            return int(printed)
        names: list[str] = self.language.data["due"]["cardinals"]
        return next((n for n, name in enumerate(names, 1) if re.fullmatch(self._plain(name), printed)), None)

    def month(self, printed: str) -> int | None:
        """The number of a month, whose name or whose figures are printed."""
        if printed.isdecimal():
            return int(printed) if 1 <= int(printed) <= 12 else None
        return next((n for n, name in enumerate(self.language.months, 1) if name.match(printed)), None)

    def _patterns(self, section: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The patterns of a section; those under `parts` are only named by others."""
        own = {key: source for key, source in section.items() if isinstance(source, str)}
        parts = {**own, **section.get("parts", {})}
        return ((key, self._filled(source, parts) if source else NEVER) for key, source in own.items())

    def _filled(self, source: str, sources: Mapping[str, str]) -> str:
        """A pattern in plain letters, with those that it names put in."""
        while _NAME.search(source):
            source = _NAME.sub(lambda name: f"(?:{sources.get(name[1]) or self._parts[name[1]]})", source)
        return self._plain(source)

    def _plain(self, source: str) -> str:
        """A pattern in plain letters."""
        return _SYNTAX.sub(lambda part: part[0] if part[0][0] in "\\(" else self._letters(part[0]), source)

    def _letters(self, text: str) -> str:
        """Small letters, one of each class that is one to a reader."""
        return self._one_of_each(text.lower())

    def _one_of_each(self, text: str) -> str:
        """The text with one letter of each class that is one to a reader (replacing is 20 times as fast as a table)."""
        for letter, first in self._same:
            text = text.replace(letter, first)
        return text


def _ordinals(language: Language) -> str:
    """The ordinals of sessions, the longest first, with the endings that each of their words may have.

    They stand under their first letters: a hundred alternatives are slow to try at every letter of a text.
    """
    endings = language.data["sessions"]["endings"]
    ending = f"(?:{endings})?" if endings else ""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for form in sorted(language.ordinals, key=len, reverse=True):
        by_letter[form[0]].append(form[1:].replace(" ", f"{ending}(?:-? |-)") + ending)
    return "|".join([*(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()), r"\d{1,3}"])


@cache
def phrases(code: str) -> Phrases:
    """The phrases of a language by its code. Raises KeyError for an unknown one."""
    return Phrases(load(code))
