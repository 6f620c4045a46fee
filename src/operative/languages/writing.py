"""How a language's data file writes patterns, and how they become regular expressions.

A pattern in a data file is a regular expression with four conveniences, so that the files stay readable:

1. a space stands for white space of any kind and length (no-break spaces, line ends);
2. a letter of one of the classes in `same` stands for every letter of its class (two apostrophes, hamza forms);
3. after each letter that `between` names, what printers put inside words may follow (kashida, short vowels);
4. `{month}` and the like stand for the pattern of that name.

Capitals and small letters are one, but within (?-i:...).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import msgspec

_TOKEN = re.compile(
    r"""
      (?P<kept> \\. | \[ (?: \\. | [^\]\\] )+ \] | \(\?P<\w+> | \(\? (?: <?[=!] | (?:-i)?: ) | \{ \d+ (?:,\d*)? \} )
    | (?P<named> \{ [a-z_]+ \} )
    | (?P<space> [ ]+ )
    | (?P<letter> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUANTIFIERS = frozenset("?*+{")
_SYNTAX = frozenset("()[]{}.*+?|^$\\")


class Writing(msgspec.Struct, frozen=True, dict=True):
    """How the words of a language stand on paper: spaces, letters that are one letter, marks inside words."""

    spaced: bool  # words stand apart
    capital: bool  # the opening word of a paragraph begins with a capital
    same: tuple[str, ...]  # classes of letters that are one letter to a reader
    between: str  # what printers put after a letter inside a word: a pattern, or nothing
    apart: str = ""  # points that a space goes before

    @cached_property
    def _classes(self) -> dict[str, str]:
        return {letter: f"[{re.escape(group)}]" for group in self.same for letter in group if letter not in _SYNTAX}

    @cached_property
    def _folding(self) -> dict[int, str]:
        return {ord(letter): group[0] for group in self.same for letter in group[1:]}

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        return re.compile(self.between) if self.between else None

    @property
    def word(self) -> str:
        """The pattern of one word; where words don't stand apart, of one character."""
        if not self.spaced:
            return r"[^\W\d_]"
        letters = rf"[^\W\d_](?:[^\W\d_]|{self.between.removesuffix('*')})*" if self.between else r"[^\W\d_]+"
        return rf"{letters}(?:['’ʼ‐‑-]{letters})*"

    def folded(self, word: str) -> str:
        """The word as a key: small letters, one letter of each class, nothing between its letters."""
        if self._inside is not None:
            word = self._inside.sub("", word)
        return word.casefold().translate(self._folding)

    def pattern(self, source: str, parts: Mapping[str, str] | None = None) -> str:
        """The regular expression that a data file's pattern stands for."""
        # Marks of direction stand beside figures, too.
        space = rf"(?:\s|{self.between.removesuffix('*')})+" if self.between else r"\s+"
        out: list[str] = []
        tokens = list(_TOKEN.finditer(source))
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            text = token[0]
            quantified = following is not None and following[0][0] in _QUANTIFIERS
            match token.lastgroup:
                case "named":
                    out.append(f"(?:{(parts or {})[text[1:-1]]})")
                case "space":
                    out.append(f"(?:{space})" if quantified else space)
                case "letter" if text.isalpha() or text in self._classes:
                    out.append(self._letter(text, quantified))
                case _:
                    out.append(text)
        return "".join(out)

    def _letter(self, letter: str, quantified: bool) -> str:
        pattern = self._classes.get(letter, letter)
        if not self.between or letter.isascii():
            return pattern
        return f"(?:{pattern}{self.between})" if quantified else pattern + self.between
