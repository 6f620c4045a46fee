"""Patterns that are tried only where they can find something: each knows its stems, and a look for those comes first.

Most paragraphs say nothing of most matters, and a search with dozens of alternatives is slow to find that out. Stems
are read off the pattern itself, so that nothing has to be kept in step with it: letters one of which stands in whatever
the pattern finds. Of words side by side those count that tell most, of alternatives some of each. What is no letter (a
class, a word of any kind) tells nothing, nor does what mustn't stand there, or stands before what is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import product
from sys import maxsize
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

REMEMBERED = 400  # texts: every kind of fact looks at all paragraphs of a document, few of which have more
LONG = 6  # letters from which on a stem tells as much as a longer one
MOST = 24  # spellings of one part that are kept apart
NOTHING = frozenset[str]()
# What must not stand before a word's beginning is told sooner the other way round: few places are one.
_BEHIND = re.compile(r"((?:\(\?<[!=](?:[^()\\]|\\.)*\))+)(\\b)(?![?*+{])")
_TOKEN = re.compile(
    r"""
      (?P<ahead> \(\?= )
    | (?P<aside> \(\?(?: ! | <= | <! ) )
    | (?P<opens> \( (?: \?[:>] | \?P<\w+> | (?!\?) ) )
    | (?P<closes> \) )
    | (?P<either> \| )
    | (?P<optional> \? [?+]? )
    | (?P<never> (?: \* | \{0,\d*\} ) [?+]? )
    | (?P<often> (?: \+ | \{[1-9]\d*(?:,\d*)?\} ) [?+]? )
    | (?P<place> \\[bBAZ] | [\^$] )
    | \\x (?P<code> [0-9a-f]{2} )
    | \\ (?P<sign> [^\w] )
    | (?P<letters> [^\\()\[\]{}|?*+^$.]+ (?![?*+{]) )
    | (?P<letter> [^\\()\[\]{}|?*+^$.] )
    | \[ (?P<one> [^\]\\^-]+ ) \]
    | (?P<any> \[ \^? (?: \\. | [^\]\\] )+ \] | \\[wWdDsS] | \. )
    """,
    re.VERBOSE | re.DOTALL,
)


class Anchors:
    """The patterns of a language, which one look at a text tells apart: those that may find something, and the rest."""

    def __init__(self, shortest: int) -> None:
        """`shortest` is the number of letters from which on a stem is rare enough to tell texts apart."""
        self._shortest = shortest
        self._patterns: list[Anchored] = []
        self.look = lru_cache(maxsize=REMEMBERED)(self._look)

    def pattern(self, source: str) -> Anchored:
        """A pattern as `re` reads it, without flags. All are to be made before the first look."""
        made = Anchored(source, self)
        self._patterns.append(made)
        return made

    def _look(self, text: str) -> Mapping[Anchored, int]:
        """The patterns that may find something in a text, with the last place where a stem of theirs begins.

        It is certain that the others find nothing, and these nothing after that place.
        """
        automaton, owners, always = self._automaton
        last = {index: start for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
        found = always.copy()
        for index, start in last.items():
            for pattern in owners[index]:
                if start > found.get(pattern, -1):
                    found[pattern] = start
        return found

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[set[Anchored]], dict[Anchored, int]]:
        """What finds all stems, the patterns that have each, and those without stems that tell texts apart."""
        owners: dict[str, set[Anchored]] = defaultdict(set)
        always: dict[Anchored, int] = {}
        for pattern in self._patterns:
            letters = stems(pattern.pattern)
            if min((sum(map(str.isalpha, stem)) for stem in letters), default=0) < self._shortest:
                always[pattern] = maxsize
                continue
            for stem in letters:
                owners[stem].add(pattern)
        return AhoCorasick(list(owners), MatchKind.Standard, store_patterns=False), list(owners.values()), always


class Anchored:
    """A regular expression with the methods of `re.Pattern`, of which those that search look for its stems first.

    It is compiled when it is first needed.
    """

    def __init__(self, source: str, anchors: Anchors) -> None:
        self.pattern = source
        self._anchors = anchors

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(_BEHIND.sub(r"\2\1", self.pattern))

    def may(self, text: str, start: int = 0) -> bool:
        """Whether something may be found in a text after an offset; False is certain."""
        return self._anchors.look(text).get(self, -1) >= start

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.bare.search(text, start, end) if self.may(text, start) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.bare.finditer(text, start, end) if self.may(text, start) else iter(())

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.bare.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.bare.fullmatch(text, start, end)


class _Part(NamedTuple):
    """What a part of a pattern takes: each of its spellings, None where they are too many to tell; and its stems."""

    spellings: frozenset[str] | None
    stems: frozenset[str]


_EMPTY = frozenset({""})
_PLACE = _Part(_EMPTY, NOTHING)
_ANY = _Part(None, NOTHING)


def stems(source: str) -> frozenset[str]:
    """Letters one of which stands in whatever a regular expression finds; none where that can't be told."""
    tokens = list(_TOKEN.finditer(source))
    if sum(len(token[0]) for token in tokens) != len(source):  # it is written in a way that no data file needs
        return NOTHING
    return _told(_alternatives(tokens[::-1]))


def _alternatives(tokens: list[re.Match[str]]) -> _Part:
    """The part up to the end of its group. Takes its tokens away, the first of which stands last."""
    branches = [list[_Part]()]
    while tokens:
        token = tokens.pop()
        match token.lastgroup:
            case "closes":
                break
            case "either":
                branches.append([])
            case "ahead":
                branches[-1].append(_Part(_EMPTY, _told(_alternatives(tokens))))
            case "aside":
                _pass(tokens)
                branches[-1].append(_PLACE)
            case "place":
                branches[-1].append(_PLACE)
            case "opens":
                branches[-1].append(_alternatives(tokens))
            case "optional" | "never" | "often" as kind:
                branches[-1].append(_repeated(branches[-1].pop(), kind))
            case "letters" | "letter" | "sign" as kind:
                branches[-1].append(_Part(frozenset({token[kind]}), NOTHING))
            case "code":
                branches[-1].append(_Part(frozenset({chr(int(token["code"], 16))}), NOTHING))
            case "one":
                branches[-1].append(_Part(frozenset(token["one"]), NOTHING))
            case "any":
                branches[-1].append(_ANY)
    return _either([_joined(parts) for parts in branches])


def _pass(tokens: list[re.Match[str]]) -> None:
    """Take away the tokens of a group that tells nothing."""
    depth = 1
    while depth:
        kind = tokens.pop().lastgroup
        depth += (kind in ("opens", "ahead", "aside")) - (kind == "closes")


def _repeated(part: _Part, kind: str) -> _Part:
    """A part after which a sign says how often it stands."""
    if kind == "often":
        return _Part(None, _told(part))
    return _Part(part.spellings | _EMPTY, NOTHING) if kind == "optional" and part.spellings else _ANY


def _either(parts: list[_Part]) -> _Part:
    """Parts of which one stands."""
    told = [_told(part) for part in parts]
    every = NOTHING.union(*told) if all(told) else NOTHING
    spellings = [part.spellings for part in parts if part.spellings is not None]
    known = NOTHING.union(*spellings)
    return _Part(known if len(spellings) == len(parts) and len(known) <= MOST else None, every)


def _joined(parts: Iterable[_Part]) -> _Part:
    """Parts that stand side by side."""
    run, cut = _EMPTY, False
    found: list[frozenset[str]] = []
    for part in parts:
        if part.stems:
            found.append(part.stems)
        if part.spellings is None or len(run) * len(part.spellings) > MOST:
            found.append(run)
            run, cut = part.spellings or _EMPTY, True
        elif run == _EMPTY:
            run = part.spellings
        elif part.spellings != _EMPTY:
            run = frozenset(map("".join, product(run, part.spellings)))
    return _Part(None if cut else run, max([run, NOTHING, *found], key=_worth) if found else NOTHING)


def _told(part: _Part) -> frozenset[str]:
    """The stems of a part: its spellings, or those of the words in it that tell most."""
    own = part.spellings if part.spellings and "" not in part.spellings else NOTHING
    return max(own, part.stems, key=_worth) if own and part.stems else own or part.stems


def _worth(letters: frozenset[str]) -> tuple[int, int]:
    """How much stems tell: by the shortest of them, then the fewer the more. One without letters tells nothing."""
    return min(LONG, *map(len, letters)) if letters else 0, -len(letters)
