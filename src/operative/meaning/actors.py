"""Who is named: the identifier of an addressee, the same in every language, and all names of actors in a text.

The names are the section `actors` of a language's data file; how a phrase is built in which one of them is the head
("Chair of the Sixth Committee" is a chair, not a committee) is the section `heads`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from operative.languages import load
from operative.meaning.words import Letters, words

__all__ = ["Found", "actor_of", "actors_in"]

REMEMBERED = 20_000  # phrases: a session directs some two thousand different ones
_ENDING = r"[^\W\d_]{0,3}"  # what a star stands for: "ями", "ого"
_WORD_ENDS = r"(?![^\W_]|-[^\W_])"
NEAR = 14  # characters between an office and the organization that it is of: " of the ", " par intérim de "

# What a general name is made more exact by, where the phrase goes on to name it.
_OF_A_STATE = {"group:governments", "group:authorities"}
_OF_THE_SYSTEM = {"group:organizations", "group:programmes"}
_SYSTEM = {"un:united-nations", "group:united-nations-system"}
_DEVELOPMENT = "group:united-nations-development-system"
_ITS_FUNDS = "group:funds-and-programmes"
# Who speaks for an organization stands for it; a chair or a president does not.
_HEADS = {
    "un:secretary-general",
    "un:executive-director",
    "un:director-general",
    "un:executive-secretary",
    "un:secretariat",
    "group:treaty-secretariats",
}
# What such a head may stand beside without being its organization.
_OTHERS = ("un:president-", "un:special-", "un:srsg-", "un:envoy-", "un:chair", "un:bureau")
_ORGANS = {
    "un:general-assembly",
    "un:security-council",
    "un:economic-and-social-council",
    "un:human-rights-council",
    "un:secretary-general",
    "un:secretariat",
    *_SYSTEM,
}


_compiled = cache(re.compile)  # names with endings, when their first letters are first met


class Found(NamedTuple):
    """A name found in a text: the actor's identifier, and where it stands."""

    id: str
    start: int
    end: int


class _Name(NamedTuple):
    """One name of an actor."""

    id: str
    source: str  # a regular expression for what follows the letters that it is looked for by; "" for nothing
    letters: int  # that it spells out
    capital: bool  # it begins with a capital: of two names that differ in this alone, the one as printed is meant
    capitals: int  # how many letters must be capitals: turkey and chad, who and fao are no actors
    article: bool


class Authority:
    """The names of a language, compiled: whole words, the longest first, none within another.

    A name of two actors, as "regional and international organizations", gives both.
    """

    def __init__(self, code: str) -> None:
        """Compile the sections of the data file. Raises KeyError for an unknown language."""
        language = load(code)
        data: dict[str, Any] = language.data["heads"]
        self._plain = words(code).plain
        self._letters = Letters(language.writing, language.data["citations"]["clitics"])
        self._article = self._letters.folded(data["article"])
        self._last = data["head"] == "last"
        self._restrictor, self._joint = (
            re.compile(language.writing.pattern(data[key] or r"(?!)"), re.IGNORECASE) for key in ("restrictor", "joint")
        )
        # what a star stands for that stands alone; none of the words joins two names
        self._words = rf"(?:(?!{self._joint.pattern})[^\W\d_]+ ){{0,2}}"
        before = language.writing.pattern(data["before"] or r"(?!)")
        self._before = re.compile(rf"\s*(?:{before}\s*)*", re.IGNORECASE) if data["before"] else None
        self._actors: dict[str, list[str]] = language.data["actors"]
        anchored: dict[str, list[_Name]] = defaultdict(list)
        for key, printed in self.printed():
            anchor, name = self._name(key, printed)
            anchored[anchor].append(name)
        self._names = list(anchored.values())
        self._automaton = AhoCorasick(list(anchored), MatchKind.Standard)

    def printed(self) -> Iterator[tuple[str, str]]:
        """The identifiers with each of their names, as the data file lists them."""
        return ((key, name) for key, names in self._actors.items() for name in names)

    def _name(self, key: str, printed: str) -> tuple[str, _Name]:
        """A name, and the letters that it is looked for by: those before its first star."""
        folded = self._letters.folded(self._plain(printed)[0])
        article = bool(self._article) and folded.startswith(self._article) and printed.startswith(self._article)
        if article:
            folded = folded.removeprefix(self._article)
        anchor, *rest = folded.replace(" * ", " *_").split("*")
        source = "".join(
            self._words + re.escape(part[1:]) if part[:1] == "_" else _ENDING + re.escape(part) for part in rest
        )
        capital = printed[0].isupper()
        capitals = len(printed) if printed.isupper() else int(capital and key.startswith("state:"))
        return anchor, _Name(key, source, len(folded), capital, capitals, article)

    def find(self, text: str) -> list[Found]:
        """The names of a text in order."""
        plain, places = self._plain(text)
        out: list[Found] = []
        end, chosen = 0, None
        for *span, key in sorted(self._candidates(plain, self._letters.folded(plain))):
            start = span[0]
            if start < end and span != chosen:
                continue
            end, chosen = -span[1], span
            found = Found(key, start, end) if places is None else Found(key, places[start], places[end - 1] + 1)
            if found not in out[-2:]:
                out.append(found)
        return out

    def _candidates(self, plain: str, lower: str) -> Iterator[tuple[int, int, bool, int, str]]:
        """All names in a text, each as its start and what puts the one first that is meant: the longest, as printed."""
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            particles = self._letters.particles(lower, start) if self._letters.spaced else ""
            if particles is None or (start > 1 and lower[start - 1] == "-" and lower[start - 2].isalnum()):
                continue
            for name in self._names[index]:
                if name.capitals and not plain[start : start + name.capitals].isupper():
                    continue
                if self._article and not self._fits(name.article, particles, lower[start]):
                    continue
                last = self._end(lower, end, name.source)
                if last is not None:
                    begin = start - len(self._article) if particles.endswith(self._article) else start
                    yield begin, -last, name.capital != plain[start].isupper(), -name.letters, name.id

    def _end(self, lower: str, end: int, source: str) -> int | None:
        """Where a name ends whose first letters end at `end`; None if its other words do not follow."""
        if source:
            found = _compiled(source + (_WORD_ENDS if self._letters.spaced else "")).match(lower, end)
            return found.end() if found else None
        if self._letters.spaced and end < len(lower):
            after = lower[end : end + 2]
            if after[0].isalnum() or (after[0] == "-" and after[1:].isalnum()):
                return None
        return end

    def _fits(self, article: bool, particles: str, first: str) -> bool:
        """Whether the particles before a word hold the article, as its name does or doesn't.

        After "for", which is the article's last letter, its first falls; before that letter all of it may.
        """
        letter = self._article[-1]
        if first == letter and particles.endswith(letter):
            return article or not particles.endswith((self._article, letter * 2))
        return article == particles.endswith((self._article, letter * 2))

    def head(self, phrase: str) -> str | None:
        """The identifier of whom a phrase names, by its head."""
        found = self.find(phrase)
        if not found:
            return None
        limit = self._limit(phrase, found)
        heads = [name for name in found if name.start < limit]
        if not heads:
            return None
        end = heads[-1 if self._last else 0].end
        head = next(name for name in heads if name.end == end)  # the first, if the name is that of two
        if self._last and phrase[head.end : limit].strip():  # "United Nations peacebuilding architecture"
            return None
        if self._before and not self._before.fullmatch(phrase, 0, self._word_start(phrase, head.start)):
            return None
        return self._exact(phrase, head, [name for name in found if name is not head])

    def _word_start(self, phrase: str, start: int) -> int:
        """Where the word begins that a name begins in, with the particles written onto it."""
        while start and phrase[start - 1].isalpha():
            start -= 1
        return start

    def _limit(self, phrase: str, found: list[Found]) -> int:
        """Where the head's part of a phrase ends: at what restricts it, or joins another to it."""

        names = [(name.start, name.end) for name in found]
        limit = len(phrase)
        for match in self._restrictor.finditer(phrase):
            if not any(start < match.end() and match.start() < end for start, end in names):
                limit = match.start()
                break
        if self._letters.spaced:
            joints = (match.start() for match in self._joint.finditer(phrase, names[0][1], limit))
            return next((at for at in joints if not any(start < at < end for start, end in names)), limit)
        # where words run on, "and" is inside many a restrictor, but not after a name
        return next((end for _, end in names if self._joint.match(phrase, end)), limit)

    def _exact(self, phrase: str, head: Found, others: list[Found]) -> str:
        """The identifier of a head, made more exact by the other names of its phrase."""
        if head.id in _OF_A_STATE:
            states = {name.id for name in others if name.id.startswith("state:")}
            if len(states) == 1:
                return states.pop()
        if head.id in _OF_THE_SYSTEM and any(name.id == _DEVELOPMENT for name in others):
            return _DEVELOPMENT
        if head.id in _OF_THE_SYSTEM and any(name.id in _SYSTEM or name.id == _ITS_FUNDS for name in others):
            return "group:united-nations-system"
        if head.id in _HEADS:
            for name in others:
                between = phrase[head.end : name.start] if name.start > head.end else phrase[name.end : head.start]
                if self._is_body(name.id) and len(between) <= NEAR and not self._joint.search(between):
                    return name.id
        return head.id

    def _is_body(self, key: str) -> bool:
        """Whether an identifier is that of an organization that has a secretariat."""
        own = key in _ORGANS or key in _HEADS or key.startswith(_OTHERS)
        return key.startswith(("org:", "un:")) and not own


@cache
def authority(code: str) -> Authority:
    """The names of a language by its code. Raises KeyError for an unknown one."""
    return Authority(code)


def actors_in(text: str, code: str) -> list[Found]:
    """The actors that a text in the language of a code names, in order, none within another."""
    return authority(code).find(text)


@lru_cache(maxsize=REMEMBERED)
def actor_of(phrase: str, code: str) -> str | None:
    """The identifier of whom an addressee's phrase names, or None if the list has no such actor.

    It is the head that counts: "Chair of the Sixth Committee" is a chair. "Government of Mali" is that State; an
    organization's secretariat or executive head stands for it.
    """
    return authority(code).head(phrase)
