"""Patterns that are tried only where they can find something: each knows its stems, and a look for those comes first.

Most paragraphs say nothing of most matters, and a search with dozens of alternatives is slow to find that out. Stems
are read off the pattern itself, so that nothing has to be kept in step with it: letters that stand in whatever the
pattern finds. Of words side by side all must stand there, of alternatives those of one. What is no letter (a class, a
word of any kind) tells nothing, nor does what mustn't stand there, or stands before what is found. The letters that a
pattern may begin with are read off it in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, product
from operator import or_
from sys import maxsize
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

REMEMBERED = 400  # texts: every kind of fact looks at all paragraphs of a document, few of which have more
MOST = 24  # spellings of one part that are kept apart
# What must not stand before something is told sooner the other way round: few places are a word's beginning, or have
# the first letter of what follows.
_BEHIND = re.compile(
    r"""
    (?P<behind> (?: \(\?<[!=] (?: [^()\\] | \\. )* \) )+ )
    (?: (?P<place> \\b ) (?![?*+{])
      | (?= (?P<letter> [^\W\d_] ) (?![?*+{]) )
      | (?= \(\?: (?P<words> [^\W\d_] [\w ]* (?: \| [^\W\d_] [\w ]* )* ) \) (?![?*+{]) ) )
    """,
    re.VERBOSE | re.DOTALL,
)
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

Stems = frozenset[str]  # one of which stands there
Case = frozenset[Stems]  # all of which do


class Anchors:
    """The patterns of a language, which one look at a text tells apart: those that may find something, and the rest."""

    def __init__(self, shortest: int, common: Iterable[str] = ()) -> None:
        """`shortest` is the number of letters from which on a stem is rare enough to tell texts apart.

        One whose words are all `common` tells nothing, either.
        """
        self._shortest, self._common = shortest, frozenset(common)
        self._bits: dict[Stems, int] = {}
        self.look = lru_cache(maxsize=REMEMBERED)(self._looked)

    def pattern(self, source: str) -> Anchored:
        """A pattern as `re` reads it, without flags. All are to be made before the first look."""
        return Anchored(source, self)

    def seen(self, text: str, start: int, end: int) -> int:
        """The bits of the stems in a text between two offsets."""
        ends, told, after = self.look(text)
        first = bisect_right(ends, start)
        if not ends or end >= ends[-1]:
            return after[first]
        return reduce(or_, told[first : bisect_right(ends, end)], 0)

    def masks(self, cases: Iterable[Case]) -> list[int]:
        """The bits of the stems that must be seen, a mask for each case; none where one could do without any."""
        told = {frozenset(_shortest(letters) for letters in case if all(map(self._tells, letters))) for case in cases}
        least = _side_by_side(case for case in told if case and not any(other < case for other in told))
        return [sum(map(self._bit, case)) for case in least]

    def _tells(self, stem: str) -> bool:
        """Whether a stem is rare enough to tell texts apart."""
        return sum(map(str.isalpha, stem)) >= self._shortest and not self._common.issuperset(stem.split())

    def _bit(self, letters: Stems) -> int:
        """The bit that stands for one of some stems; the same stems have the same."""
        return self._bits.setdefault(letters, 1 << len(self._bits))

    def _looked(self, text: str) -> tuple[list[int], list[int], list[int]]:
        """Where the stems in a text end, in order, with their bits; and the bits of all from each on, last none."""
        automaton, bits = self._automaton
        found = automaton.find_matches_as_indexes(text, overlapping=True)
        told = [bits[index] for index, _, _ in found]
        return [end for _, _, end in found], told, list(accumulate(reversed(told), or_, initial=0))[::-1]

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[int]]:
        """What finds all stems, and the bits of the sets that each is in."""
        bits: dict[str, int] = defaultdict(int)
        for letters, bit in self._bits.items():
            for stem in letters:
                bits[stem] |= bit
        return AhoCorasick(list(bits), MatchKind.Standard, store_patterns=False), list(bits.values())


class Anchored:
    """A regular expression with the methods of `re.Pattern`, of which those that search look for its stems first.

    It is compiled when it is first needed.
    """

    def __init__(self, source: str, anchors: Anchors) -> None:
        self.pattern = source
        self._seen = anchors.seen
        taken = _taken(source)
        self._masks = anchors.masks(_told(taken))
        self._firsts = taken.firsts or _EMPTY

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The expression itself, after a look at the first letter: few places of a text have one of those."""
        source = _BEHIND.sub(_sooner, self.pattern)
        if "" in self._firsts:
            return re.compile(source)
        return re.compile(f"(?=[{re.escape(''.join(sorted(self._firsts)))}])(?:{source})")

    def may(self, text: str, start: int = 0, end: int = maxsize) -> bool:
        """Whether something may be found in a text between two offsets; False is certain."""
        return not self._masks or self.may_with(self._seen(text, start, end))

    def may_with(self, seen: int) -> bool:
        """Whether something may be found in words of which `Anchors.seen` tells the stems; False is certain."""
        for mask in self._masks:  # asked hundreds of times for a document, and `any` takes twice as long
            if mask & seen == mask:
                return True
        return not self._masks

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.bare.search(text, start, end) if self.may(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.bare.finditer(text, start, end) if self.may(text, start, end) else iter(())

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.bare.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.bare.fullmatch(text, start, end)


def _sooner(found: re.Match[str]) -> str:
    """What must or mustn't stand before something, after a look whether that can begin here."""
    if found["place"]:
        return found["place"] + found["behind"]
    firsts = dict.fromkeys(word[0] for word in (found["letter"] or found["words"]).split("|"))
    return f"(?=[{''.join(firsts)}]){found['behind']}"


def _shortest(letters: Stems) -> Stems:
    """The stems but for those that another stands in, which is there whenever they are."""
    return frozenset(stem for stem in letters if not any(other in stem for other in letters - {stem}))


def _side_by_side(cases: Iterable[Case]) -> set[Case]:
    """Cases that differ in one of their stems are one: "submit" with "report" or with "paper"."""
    left, alike = set(cases), defaultdict[Case, set[Stems]](set)
    for case in left:
        for letters in case:
            alike[case - {letters}].add(letters)
    merged = set[Case]()
    for same, others in sorted(alike.items(), key=lambda group: len(group[1]), reverse=True):
        found = {same | {letters} for letters in others} & left
        if len(found) > 1:
            left -= found
            merged.add(same | {_shortest(Stems().union(*(next(iter(case - same)) for case in found)))})
    return left | merged


class _Part(NamedTuple):
    """What a part of a pattern takes: each of its spellings, None where they are too many to tell; and its cases.

    `firsts` are the letters that it may begin with, "" among them where it may take none; None where any may stand.
    """

    spellings: frozenset[str] | None
    cases: tuple[Case, ...]
    firsts: frozenset[str] | None


_EMPTY = frozenset({""})
_NOTHING: tuple[Case, ...] = (frozenset(),)
_PLACE = _Part(_EMPTY, _NOTHING, _EMPTY)
_ANY = _Part(None, _NOTHING, None)


def stems(source: str) -> tuple[Case, ...]:
    """What stands in whatever a regular expression finds: all that one of its cases has."""
    return _told(_taken(source))


def _taken(source: str) -> _Part:
    """What a regular expression takes."""
    tokens = list(_TOKEN.finditer(source))
    if sum(len(token[0]) for token in tokens) != len(source):  # it is written in a way that no data file needs
        return _ANY
    return _alternatives(tokens[::-1])


def _letters(spellings: Iterable[str]) -> _Part:
    """Letters, in one of some spellings."""
    known = frozenset(spellings)
    return _Part(known, _NOTHING, frozenset(spelling[:1] for spelling in known))


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
                branches[-1].append(_PLACE._replace(cases=_told(_alternatives(tokens))))
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
                branches[-1].append(_letters({token[kind]}))
            case "code":
                branches[-1].append(_letters({chr(int(token["code"], 16))}))
            case "one":
                branches[-1].append(_letters(token["one"]))
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
        return _Part(None, _told(part), part.firsts)
    firsts = None if part.firsts is None else part.firsts | _EMPTY
    spellings = part.spellings | _EMPTY if kind == "optional" and part.spellings else None
    return _Part(spellings, _NOTHING, firsts)


def _either(parts: list[_Part]) -> _Part:
    """Parts of which one stands."""
    if len(parts) == 1:
        return parts[0]
    begun = [part.firsts for part in parts if part.firsts is not None]
    firsts = frozenset[str]().union(*begun) if len(begun) == len(parts) else None
    spellings = [part.spellings for part in parts if part.spellings is not None]
    known = frozenset[str]().union(*spellings)
    bare = all(part.cases == _NOTHING for part in parts)  # nothing but their letters stands there
    if bare and len(spellings) == len(parts) and len(known) <= MOST:
        return _Part(known, _NOTHING, firsts)
    cases = {case for part in parts for case in _told(part)}
    if frozenset() in cases:
        return _Part(None, _NOTHING, firsts)
    alone = frozenset[str]().union(*(letters for case in cases if len(case) == 1 for letters in case))
    several = [case for case in cases if len(case) > 1]
    return _Part(None, (*several, frozenset({alone})) if alone else tuple(several), firsts)


def _joined(parts: Iterable[_Part]) -> _Part:
    """Parts that stand side by side."""
    run, cut = _EMPTY, False
    cases = _NOTHING
    firsts: frozenset[str] | None = _EMPTY
    for part in parts:
        if firsts is not None and "" in firsts:
            firsts = None if part.firsts is None else firsts - _EMPTY | part.firsts
        cases = _both(cases, part.cases)
        if part.spellings is None or len(run) * len(part.spellings) > MOST:
            cases = _both(cases, _spelt(run))
            run, cut = part.spellings or _EMPTY, True
        elif run == _EMPTY:
            run = part.spellings
        elif part.spellings != _EMPTY:
            run = frozenset(map("".join, product(run, part.spellings)))
    return _Part(None, _both(cases, _spelt(run)), firsts) if cut else _Part(run, cases, firsts)


def _both(one: tuple[Case, ...], other: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases of two parts that both stand; those of the one that tells more, if they were too many."""
    if min(len(one), len(other)) > 1 and len(one) * len(other) > MOST:
        return max(one, other, key=_worth)
    return tuple({case | more for case in one for more in other})


def _told(part: _Part) -> tuple[Case, ...]:
    """The cases of a part, with its spellings."""
    return _both(part.cases, _spelt(part.spellings)) if part.spellings else part.cases


def _spelt(spellings: frozenset[str]) -> tuple[Case, ...]:
    """Spellings as a case; one that needs nothing where letters may be missing."""
    return _NOTHING if "" in spellings else (frozenset({spellings}),)


def _worth(cases: tuple[Case, ...]) -> int:
    """How many letters stand at least together, whichever case it is."""
    return min(max((min(map(len, letters)) for letters in case), default=0) for case in cases)
