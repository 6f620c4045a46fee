"""The lexicon of a language: the words that open a paragraph, and the verb they print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from operative.languages.writing import Writing

HEAD = 10  # characters by which remembered beginnings are kept
REMEMBERED = 50_000  # beginnings, then they are forgotten
END_OF_WORD = re.compile(r"[\s,،'’‐‑-]*+..", re.DOTALL)

Class = Literal["preambular", "operative", "either"]


class Opening(msgspec.Struct, frozen=True):
    """The opening of a paragraph: its class, the English key of its verb, and the words as printed.

    `kind` is "either" where the words don't say it: a Chinese verb is the same in the preamble and after a number.
    """

    kind: Class
    verb: str
    surface: str


class _Node:
    """A place in a tree of forms: the words that may follow, and the meaning if a form ends here."""

    __slots__ = ("following", "meaning")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.meaning: tuple[Class, str] | None = None


class _Sentence:
    """The words of a text, folded, each cut when it is first asked for (characters, where words don't stand apart)."""

    def __init__(self, text: str, words: re.Pattern[str], writing: Writing) -> None:
        self._text, self._pattern, self._writing = text, words, writing
        self._words: list[str] = []
        self._spans: list[tuple[int, int]] = []

    def word(self, index: int) -> str | None:
        """The word at `index`, or None after the last that follows without a point."""
        while index >= len(self._words):
            found = self._pattern.match(self._text, self._spans[-1][1] if self._spans else 0)
            if found is None:
                return None
            self._words.append(self._writing.folded(found[1]))
            self._spans.append(found.span(1))
        return self._words[index]

    def seen(self) -> str | None:
        """What has been looked at: the words, and what ends the last of them; None if the end of the text ends it."""
        end = END_OF_WORD.match(self._text, self._spans[-1][1] if self._spans else 0)
        return self._text[: end.end()] if end else None

    def printed(self, count: int) -> str:
        """The first `count` words as printed."""
        return self._text[self._spans[0][0] : self._spans[count - 1][1]]


class Lexicon:
    """Finds openings: forms are walked word by word; adverbs may stand before, inside and after them."""

    def __init__(
        self, writing: Writing, markers: Sequence[str], entries: Mapping[Class, Mapping[str, Sequence[str]]]
    ) -> None:
        """`markers` are the adverbs that may stand before, inside and after; `entries` the forms of each verb."""
        self._writing = writing
        self._known: dict[str, list[tuple[str, Opening | None]]] = {}
        self._count = 0
        letters = rf"(?:[^\W\d_]{writing.between})" if writing.between else r"[^\W\d_]"
        word = rf"{letters}+(?:['’‐‑-]{letters}+)*" if writing.spaced else letters
        self._words = re.compile(rf"[\s,،]*({word})")
        self._forms, self._markers = _Node(), _Node()
        for kind, verbs in entries.items():
            for verb, forms in verbs.items():
                for form in forms:
                    self._plant(self._forms, form, (kind, verb))
        for marker in markers:
            self._plant(self._markers, marker, ("either", ""))

    def _plant(self, node: _Node, form: str, meaning: tuple[Class, str]) -> None:
        for word in self._words.findall(form):
            node = node.following.setdefault(self._writing.folded(word), _Node())
        node.meaning = node.meaning or meaning

    def opening(self, text: str) -> Opening | None:
        """The opening at the start of `text`, with the adverbs before and after it; None if it has none.

        Resolutions open with few words: what was found for the same beginning is remembered, up to the character that
        decided it.
        """
        head = text[:HEAD]
        known = self._known.get(head)
        if known is not None:
            for start, remembered in known:
                if text.startswith(start):
                    return remembered
        sentence = _Sentence(text, self._words, self._writing)
        found = self._found(sentence)
        beginning = sentence.seen()
        if beginning is not None:
            if self._count == REMEMBERED:
                self._known, self._count = {}, 0
            self._known.setdefault(head, []).append((beginning, found))
            self._count += 1
        return found

    def _found(self, sentence: _Sentence) -> Opening | None:
        first = sentence.word(0)
        if first is None or (self._writing.capital and not sentence.printed(1)[0].isupper()):
            return None
        at = 0
        while (found := self._form(sentence, at, self._forms)) is None:
            if not (after := self._marker(sentence, at)):
                return None
            at = after
        end, (kind, verb) = found
        while self._writing.spaced and (after := self._marker(sentence, end)):
            end = after
        return Opening(kind, verb, sentence.printed(end))

    def _form(self, sentence: _Sentence, at: int, node: _Node) -> tuple[int, tuple[Class, str]] | None:
        """Where the longest form from word `at` on ends, and what it means; adverbs inside it are skipped."""
        word = sentence.word(at) if node.following else None
        if word in node.following and (longer := self._form(sentence, at + 1, node.following[word])):
            return longer
        inside = word is not None and node is not self._forms and self._writing.spaced
        if inside and (after := self._marker(sentence, at)) and (longer := self._form(sentence, after, node)):
            return longer
        return (at, node.meaning) if node.meaning else None

    def _marker(self, sentence: _Sentence, at: int) -> int:
        """Where the longest adverb from word `at` on ends; 0 if none stands there."""
        node, end = self._markers, 0
        while (word := sentence.word(at)) is not None and word in node.following:
            node = node.following[word]
            at += 1
            if node.meaning:
                end = at
        return end
