"""The lexicon of a language: the words that open a paragraph, and the verb they print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from operative.languages.writing import Writing

Class = Literal["preambular", "operative", "either"]


class Opening(msgspec.Struct, frozen=True):
    """The opening of a paragraph: its class, the English key of its verb, and the words as printed.

    `kind` is "either" where the words don't say it: a Chinese verb is the same in the preamble and after a number.
    """

    kind: Class
    verb: str
    surface: str


_GROUP = re.compile(r"(?<!\\)\((?!\?)")


class Lexicon:
    """Finds openings: the first word chooses the few patterns that may follow it."""

    def __init__(
        self, writing: Writing, markers: Sequence[str], entries: Mapping[Class, Mapping[str, Sequence[str]]]
    ) -> None:
        """`markers` are the adverbs that may stand before, inside and after; `entries` the forms of each verb."""
        self._writing = writing
        letters = r"[^\W\d_]" if not writing.between else rf"(?:[^\W\d_]{writing.between})"
        word = rf"{letters}+(?:['’‑-]{letters}+)*" if writing.spaced else letters
        self._first = re.compile(rf"\s*({word})")
        marker = "|".join(writing.pattern(m) for m in sorted(markers, key=len, reverse=True))
        end = r"\b" if writing.spaced else ""
        self._space = rf"\s+(?:(?:{marker})\s+)?" if writing.spaced else ""
        self._after = rf"(?:\s+(?:{marker})\b)*" if writing.spaced else ""
        self._marker = re.compile(rf"(?:{marker}){end}[,\s]*", re.IGNORECASE)
        self._marker_starts = frozenset(self._key(m) for m in markers)
        self._end = end
        self._entries: dict[str, list[tuple[Class, str, str]]] = defaultdict(list)
        for kind, verbs in entries.items():
            for verb, forms in verbs.items():
                for form in forms:
                    self._entries[self._key(form)].append((kind, verb, form))
        self._compiled: dict[str, tuple[re.Pattern[str], list[tuple[Class, str]]]] = {}

    def _key(self, form: str) -> str:
        first = self._first.match(form)
        return self._writing.folded(first[1]) if first else ""

    def _patterns(self, key: str) -> tuple[re.Pattern[str], list[tuple[Class, str]]]:
        """The patterns that begin with one word, compiled when it is first met; longer forms come first."""
        entries = sorted(self._entries[key], key=lambda e: len(e[2]), reverse=True)
        sources = (self._writing.pattern(_GROUP.sub("(?:", form), space=self._space) for _, _, form in entries)
        one = "|".join(f"({source}{self._end})" for source in sources)
        made = re.compile(f"(?:{one}){self._after}", re.IGNORECASE), [(kind, verb) for kind, verb, _ in entries]
        self._compiled[key] = made
        return made

    def opening(self, text: str) -> Opening | None:
        """The opening at the start of `text`, with the adverbs before and after it; None if it has none."""
        found = self._first.match(text)
        if found is None:
            return None
        start = at = found.start(1)
        if self._writing.capital and not text[start].isupper():
            return None
        while found is not None:
            key = self._writing.folded(found[1])
            if key in self._entries:
                pattern, meanings = self._compiled.get(key) or self._patterns(key)
                if whole := pattern.match(text, at):
                    kind, verb = meanings[(whole.lastindex or 1) - 1]
                    return Opening(kind, verb, text[start : whole.end()])
            if key not in self._marker_starts or not (mark := self._marker.match(text, at)):
                return None
            found = self._first.match(text, mark.end())
            at = found.start(1) if found else at
        return None
