"""The lexicon of a language: the words that open a paragraph, and the verb they print.

Forms are matched against the opening words in plain letters, adverbs and repetition ("also", "strongly") left out, so
that a data file lists each verb once and each adverb once. Where what follows decides what a verb means, a form says it
in (?= ...). Where each form comes from stands in sources/, a paragraph that prints it or a rule of the drafting manual.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import product
from typing import Literal

import msgspec

from operative.languages.writing import Writing

Class = Literal["preambular", "operative", "either"]

# Rules of the United Nations Editorial Manual that make a form which no document at hand prints.
MANUAL = {
    "participle": "The preamble opens with participles, adjectives and phrases in their place.",
    "present": "Operative paragraphs open with a finite verb in the present tense, third person.",
}


class Opening(msgspec.Struct, frozen=True):
    """The opening of a paragraph: its class, the English key of its verb, and the words as printed.

    `kind` is "either" where the words don't say it: a Chinese verb is the same in the preamble and after a number.
    """

    kind: Class
    verb: str
    surface: str
    form: int = 0  # which of the verb's forms it is, in the order of the data file


class Form(msgspec.Struct, frozen=True):
    """One form of the lexicon: a pattern in plain letters, and what it means."""

    kind: Class
    verb: str
    place: int  # among the forms of its verb
    source: str


LONGEST = 12  # words that are looked at: "Also expresses once again to the Government of ... its deep appreciation"
LONGEST_MARKER = 5  # words of an adverb: "as a matter of urgency"
HEAD = 10  # characters by which remembered beginnings are kept
REMEMBERED = 50_000  # beginnings, then they are forgotten
# What decides that the last word looked at has ended, and that no word follows it if none was looked at.
END_OF_WORD = re.compile(r"['’‐‑-].|[\s,،]*+(?:[\d_]|[^\w'’‐‑-])|[\s,،](?=[\s,،]*\w)", re.DOTALL)
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_REPEATED = re.compile(r"\{0,(\d+)\}")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\{([a-z]+)\}")
_AHEAD = re.compile(r"\(\?[=!].*", re.DOTALL)  # what must or must not follow a form
# A word of a form that can be spelt out: letters, alternatives (a|b), classes [ab], each perhaps optional.
_SPELT = re.compile(
    r"(?:\((?P<either>[^()\\{}]+)\)|\[(?P<one>[^\]\\]+)\]|(?P<letter>[^\s()\[\]\\{}.*+?|]))(?P<optional>\?)?"
)


class _Words:
    """The words that a text begins with, in plain letters, read one after the other as they are asked for."""

    __slots__ = ("ends", "fold", "plain", "start", "text", "word")

    def __init__(self, text: str, start: int, word: re.Pattern[str], fold: Callable[[str], str]) -> None:
        self.text, self.start, self.word, self.fold = text, start, word, fold
        self.plain: list[str] = []
        self.ends: list[int] = []

    def has(self, index: int) -> bool:
        """Whether there is a word at an index; only spaces and commas may stand between words."""
        while len(self.plain) <= index:
            found = self.word.match(self.text, self.ends[-1] if self.ends else self.start)
            if found is None:
                return False
            self.plain.append(self.fold(found[1]))
            self.ends.append(found.end())
        return True


def _opening(form: Form, surface: str) -> Opening:
    """The opening that a form makes of the words as printed."""
    return Opening(form.kind, form.verb, surface, form.place)


def _reach(source: str) -> int:
    """How many words a form may take."""
    return min(LONGEST, source.count(" ") + 1 + sum(int(most) - 1 for most in _REPEATED.findall(source)))


class Lexicon:
    """Finds openings: the first word (or two, where the first is a particle) chooses the few forms that may follow."""

    def __init__(
        self,
        writing: Writing,
        entries: Mapping[Class, Mapping[str, Sequence[str]]],
        markers: Sequence[str],
        particles: Sequence[str],
        parts: Mapping[str, str],
    ) -> None:
        """`markers` are the adverbs that may stand before, inside and after a form; `parts` what {names} stand for.

        Raises ValueError for a form whose first word can't be spelt out.
        """
        self._fold: Callable[[str], str] = lru_cache(maxsize=32_768)(writing.folded)
        self._capital, self._spaced = writing.capital, writing.spaced
        # What was found for beginnings of texts, with and without a capital asked for; and how long they are.
        self._known: dict[bool, dict[str, Opening | None]] = {True: {}, False: {}}
        self._lengths: dict[str, list[int]] = {}
        self._parts = {name: self._plain(source) for name, source in parts.items()}
        self._particles = {writing.folded(particle) for particle in particles}
        marks = f"|{writing.between.removesuffix('*')}" if writing.between else ""  # of direction
        self._word = re.compile(rf"(?:[\s,،]{marks})*({writing.word})")
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for kind, verbs in entries.items():
            for verb, sources in verbs.items():
                for place, source in enumerate(map(self._plain, sources)):
                    for key in self._keys(source):
                        self._forms[key].append(Form(kind, verb, place, source))
        # How many words the forms that begin with a word may take.
        self._reach: dict[str, int] = {}
        for key, forms in self._forms.items():
            first = key.split(" ")[0]
            self._reach[first] = max(self._reach.get(first, 1), *(_reach(form.source) for form in forms))
        self._compiled: dict[str, tuple[re.Pattern[str], list[Form]]] = {}
        self._each: dict[str, list[tuple[Form, re.Pattern[str]]]] = {}
        self._markers = [self._plain(marker) for marker in markers]
        self._marker = self._marker_pattern(self._markers)
        # Words of forms that also serve as adverbs: in some languages "reaffirm" is "confirm again".
        self._spelt = {
            word
            for forms in self._forms.values()
            for form in forms
            for word in _LETTERS.findall(form.source.partition("(?=")[0])
        }
        self._marker_firsts = {word for marker in self._markers for word in self._spellings(marker)[0]}
        open_ended = [marker for marker in self._markers if not self._spellings(marker)[0]]
        self._marks: Callable[[str], bool] = lru_cache(maxsize=32_768)(self._begins_marker)
        self._marker_word = re.compile("|".join(open_ended) or "(?!)")

    def _plain(self, source: str) -> str:
        """A pattern of the data file in plain letters, with non-capturing groups and its named parts filled in."""
        filled = _NAME.sub(lambda name: self._parts[name[1]], source)
        return _GROUP.sub("(?:", self._fold(filled))

    def _marker_pattern(self, markers: list[str]) -> re.Pattern[str]:
        one = "|".join(sorted(markers, key=len, reverse=True)) or "(?!)"
        return re.compile(rf"(?:{one})(?= |\Z)" if self._spaced else rf"(?:{one})[,，、\s]*")

    def _keys(self, source: str) -> list[str]:
        """The words under which a form is kept: its first, with its second where the first is a particle."""
        first, rest = self._spellings(source)
        if not first:
            raise ValueError(f"the first word of the form can't be spelt out: {source}")
        second = self._spellings(rest.lstrip())[0] if rest.startswith(" ") else []
        keys: list[str] = []
        for word in first:
            keys += [f"{word} {other}" for other in second] if word in self._particles and second else [word]
        return keys

    def _spellings(self, source: str) -> tuple[list[str], str]:
        """All spellings of the first word of a form and the rest of the form; none if it can't be spelt out.

        Where words don't stand apart, the first character takes the word's place. What a form only looks ahead to is
        none of its words.
        """
        source = _AHEAD.sub("", source).replace("(?:", "(")
        choices: list[list[str]] = []
        at = 0
        while found := _SPELT.match(source, at):
            options = found["either"].split("|") if found["either"] else list(found["one"] or found["letter"])
            optional = found["optional"] is not None
            at = found.end()
            if not self._spaced:
                choices.append([option[0] for option in options])
                if optional:
                    continue
                return sorted({first for choice in choices for first in choice}), source[at:]
            choices.append([option.split()[0] for option in options] + [""] * optional)
            if any(" " in option for option in options):
                source = source[:at]  # a second word that depends on the first is no key
        if at < len(source) and source[at] != " ":
            return [], source[at:]  # the word goes on in a way that can't be spelt out
        spelt = {"".join(letters) for letters in product(*choices)} if choices else set()
        return sorted(spelt - {""}), source[at:]

    def _match(self, key: str, text: str) -> tuple[Form, int] | None:
        """The longest form of one key that the text begins with, and where it ends."""
        if key not in self._forms:
            return None
        if not self._spaced:
            return self._longest(key, text)
        compiled = self._compiled.get(key)
        if compiled is None:
            forms = sorted(self._forms[key], key=lambda form: (_reach(form.source), len(form.source)), reverse=True)
            end = r"(?= |\Z)" if self._spaced else ""
            pattern = re.compile("|".join(f"({form.source}){end}" for form in forms))
            compiled = self._compiled[key] = pattern, forms
        found = compiled[0].match(text)
        return (compiled[1][(found.lastindex or 1) - 1], found.end()) if found else None

    def _longest(self, key: str, text: str) -> tuple[Form, int] | None:
        """The form that takes most of the text: where words run on, one form is often the start of another."""
        compiled = self._each.get(key)
        if compiled is None:
            forms = sorted(self._forms[key], key=lambda form: len(form.source), reverse=True)
            compiled = self._each[key] = [(form, re.compile(form.source)) for form in forms]
        matches = ((form, found.end()) for form, pattern in compiled if (found := pattern.match(text)))
        return max(matches, key=lambda match: match[1], default=None)

    def opening(self, text: str) -> Opening | None:
        """The opening at the start of `text`, with the adverbs before and after it; None if it has none.

        Resolutions open with few words: what was found for the same beginning is remembered, up to the character that
        decided it.
        """
        return self._remembered(text, capital=self._capital) if self._spaced else self._unspaced(text)

    def within(self, text: str) -> Opening | None:
        """The opening that goes on a sentence: as `opening`, but its first word needs no capital."""
        return self._remembered(text, capital=False) if self._spaced else self._unspaced(text)

    def _remembered(self, text: str, *, capital: bool) -> Opening | None:
        known, head = self._known[capital], text[:HEAD]
        for length in self._lengths.get(head, ()):
            if (beginning := text[:length]) in known:
                return known[beginning]
        found, seen = self._spaced_opening(text, capital=capital)
        decided = END_OF_WORD.match(text, seen)
        if decided:
            if len(known) == REMEMBERED:
                known.clear()
                self._lengths.clear()
            known[text[: decided.end()]] = found
            lengths = self._lengths.setdefault(head, [])
            if decided.end() not in lengths:
                lengths.append(decided.end())
        return found

    def _spaced_opening(self, text: str, *, capital: bool) -> tuple[Opening | None, int]:
        """The opening where words stand apart, and how far into the text was looked for it."""
        found = self._word.match(text)
        if found is None or (capital and not text[found.start(1)].isupper()):
            return None, found.end() if found else 0
        first = self._fold(found[1])
        reach = self._reach.get(first)
        if reach is None and not self._marks(first):
            return None, found.end()
        words = _Words(text, found.start(1), self._word, self._fold)
        if reach == 1 and words.has(0) and (alone := self._alone(words)):
            return alone, words.ends[-1]
        opening, skipped = self._among(words, self._spelt), 0
        while opening is None and words.has(skipped) and (length := self._marker_length(words, skipped)):
            skipped += length  # "In this regard, reaffirms": the adverb before is none of the verb's own words
            opening = self._among(words, self._spelt, skipped)
        opening = opening or self._among(words, frozenset())
        return opening, words.ends[-1]

    def _alone(self, words: _Words) -> Opening | None:
        """The opening that is one word, which no adverb follows: half of all openings, found without more ado."""
        if words.has(1) and self._marks(words.plain[1]):
            return None
        matched = self._match(words.plain[0], words.plain[0])
        return _opening(matched[0], words.text[words.start : words.ends[0]]) if matched else None

    def _begins_marker(self, word: str) -> bool:
        return word in self._marker_firsts or self._marker_word.fullmatch(word) is not None

    def _among(self, words: _Words, spared: Set[str], first: int = 0) -> Opening | None:
        """The opening that the words are from one on, adverbs left out but for those that begin with a spared word."""
        kept: list[int] = []
        index, reach = first, 1
        while len(kept) < reach and words.has(index):
            length = 0 if words.plain[index] in spared else self._marker_length(words, index)
            if not length:
                if not kept:
                    reach = self._reach.get(words.plain[index], 0)
                kept.append(index)
            index += length or 1
        if not reach or not kept:
            return None
        plain = " ".join([words.plain[index] for index in kept])
        matched = None
        if len(kept) > 1 and words.plain[kept[0]] in self._particles:
            matched = self._match(f"{words.plain[kept[0]]} {words.plain[kept[1]]}", plain)
        matched = matched or self._match(words.plain[kept[0]], plain)
        if not matched:
            return None
        form, length = matched
        last = kept[plain.count(" ", 0, length)]
        return _opening(form, words.text[words.start : words.ends[self._after(words, last)]])

    def _marker_length(self, words: _Words, index: int) -> int:
        """How many words the adverb takes that begins at a word; 0 if none does."""
        if not self._marks(words.plain[index]):
            return 0
        words.has(index + LONGEST_MARKER - 1)
        found = self._marker.match(" ".join(words.plain[index : index + LONGEST_MARKER]))
        return found[0].count(" ") + 1 if found else 0

    def _after(self, words: _Words, last: int) -> int:
        """The last word of an opening that ends in a word: adverbs that follow it without a comma belong to it."""
        while words.has(last + 1) and words.text[words.ends[last]].isspace():
            length = self._marker_length(words, last + 1)
            if not length:
                break
            last += length
        return last

    def _unspaced(self, text: str) -> Opening | None:
        """The opening where words don't stand apart: adverbs come first, the verb's first character is its key."""
        first = self._word.match(text)
        if first is None:
            return None
        at = start = first.start(1)
        plain = self._fold(text[start : start + 120])
        while True:
            matched = self._match(plain[at - start : at - start + 1], plain[at - start :])
            if matched:
                return _opening(matched[0], text[start : at + matched[1]])
            found = self._marker.match(plain, at - start)
            if not found or not found[0]:
                return None
            at = start + found.end()
