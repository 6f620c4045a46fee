"""The query language: what people write in a search box, as a tree of what is to be found.

    lighthouses buoys        both words             lighthouses OR buoys     one of them
    "safety of ports"        words that stand so    light*                   words that begin so
    lighthouses -ports       the one without the other; parentheses group
    verb:request actor:un:secretary-general due:77 session:75-77 symbol:A/RES/75/* language:fr in:op

What is wrong in a query is told with its place. OR binds less than standing side by side; fields take one value each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn, get_args

import msgspec

from operative import symbols
from operative.languages import CLASSES, CODES, load
from operative.registry.calls import identified
from operative.registry.search.passages import Place, mark
from operative.registry.store import RegistryError

LONGEST = 1000  # characters of a query
PARTS = 64  # words and fields of a query
DEEPEST = 24  # parentheses within parentheses
SESSIONS = 40  # of a range
_QUOTES = str.maketrans(dict.fromkeys("“”„«»「」", '"'))
_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<open>[(（]) | (?P<close>[)）])
    | (?P<minus>[-−])(?=[^\s)）-])
    | (?P<field>[A-Za-z]+)[:：](?=[^\s])(?P<value>"[^"]*"?|[^\s"()（）]+(?:\([^\s()]*\))*)
    | "(?P<phrase>[^"]*)(?P<end>"?)
    | (?P<word>[^\s"()（）*]+)(?P<star>\*?)
    | (?P<stray>\*)
    """,
    re.VERBOSE,
)
_SESSIONS = re.compile(r"(\d{1,3})(?:(?:-|\.\.)(\d{1,3}))?")


class QueryError(RegistryError):
    """A query that can't be understood: `start` to `end` is the place of what is wrong, in characters."""

    def __init__(self, query: str, start: int, end: int, what: str, mend: str) -> None:
        """`what` and `mend` are the halves of the message."""
        shown = query[start : start + 40]
        super().__init__(f"{what}, at character {start + 1}" + (f" ({shown})" if shown.strip() else ""), mend)
        self.query, self.start, self.end = query, start, end


class Words(msgspec.Struct, frozen=True):
    """Words that stand one after the other as written; of a prefix, the last one goes on."""

    text: str
    start: int
    prefix: bool = False


class Run(msgspec.Struct, frozen=True):
    """What words come to in one language: terms one after the other, in any of these ways."""

    ways: tuple[tuple[str, ...], ...]


class Field(msgspec.Struct, frozen=True):
    """What is said of a paragraph: the marks (`passages`) of which it has one; of prefixes, the marks that begin so."""

    name: str
    marks: tuple[str, ...]
    prefix: bool = False


class All(msgspec.Struct, frozen=True):
    """All of the parts, and none of `without`."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...] = ()


class Any(msgspec.Struct, frozen=True):
    """One of the parts."""

    parts: tuple[Query, ...]


Query = Words | Run | Field | All | Any  # with Words as parsed, with Run in their place as an engine is asked


# --- fields -----------------------------------------------------------------------------------------------------------


def _sessions(value: str, prefix: bool) -> tuple[str, ...]:
    found = _SESSIONS.fullmatch(value)
    if not found or prefix:
        return ()
    first, last = int(found[1]), int(found[2] or found[1])
    return tuple(map(str, range(first, last + 1))) if last - first < SESSIONS else ()


def _due(value: str, prefix: bool) -> tuple[str, ...]:
    return (value,) if re.fullmatch(r"(?:19|20)\d\d", value) and not prefix else _sessions(value, prefix)


def _symbol(value: str, prefix: bool) -> tuple[str, ...]:
    found = None if prefix else symbols.parse(value)
    return (str(found) if found else value,) if found or prefix else ()


def _actor(value: str, prefix: bool) -> tuple[str, ...]:
    if ":" in value or prefix:
        return (value,)
    found = identified(value)
    return (found,) if found else ()


def _verb(value: str, prefix: bool) -> tuple[str, ...]:
    verb = re.sub(r"[\s_-]+", " ", value.lower())
    openings = load("en").data["openings"]
    return (verb,) if prefix or any(verb in openings[kind] for kind in CLASSES) else ()


def _language(value: str, prefix: bool) -> tuple[str, ...]:
    return (value,) if value in CODES and not prefix else ()


def _place(value: str, prefix: bool) -> tuple[str, ...]:
    return (value,) if value in get_args(Place) and not prefix else ()


FIELDS: dict[str, Callable[[str, bool], tuple[str, ...]]] = {
    "actor": _actor,
    "verb": _verb,
    "due": _due,
    "session": _sessions,
    "symbol": _symbol,
    "language": _language,
    "in": _place,
}
MENDS = {
    "actor": 'name one as the lists of actors do: actor:un:secretary-general, actor:state:mli, actor:"Member States"',
    "verb": 'name the verb in English: verb:request, verb:"call upon"',
    "due": "name a session, some of them, or a year: due:77, due:77-79, due:2027",
    "session": f"name a session, or some of them, {SESSIONS} at most: session:75, session:75-77",
    "symbol": "write one as symbol:A/RES/64/12, or its beginning as symbol:A/RES/64/*; with blanks in quotes",
    "language": f"there are {', '.join(CODES)}",
    "in": f"there are {', '.join(get_args(Place))}",
}


# --- reading it -------------------------------------------------------------------------------------------------------


def parse(text: str) -> Query:
    """What a query asks for. Raises QueryError, with the place of what is wrong."""
    if len(text) > LONGEST:
        raise QueryError(text, LONGEST, len(text), f"the query has more than {LONGEST} characters", "shorten it")
    return _Parser(text).query()


class _Parser:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.translate(_QUOTES)
        self.tokens = [token for token in _TOKEN.finditer(plain) if token.lastgroup != "space"]
        self.at = 0
        self.parts = 0

    def query(self) -> Query:
        found = self._either(0)
        if self.at < len(self.tokens):
            self._wrong("a parenthesis is closed that wasn't opened", "take it out, or open one before")
        if found is None:
            self._wrong("there is nothing to search for", "write a word, a phrase or a field")
        return found

    def _either(self, depth: int) -> Query | None:
        """Parts of which one is enough, up to a closing parenthesis or the end."""
        parts = [self._together(depth)]
        while self._next_is("OR"):
            if parts[-1] is None:
                self._wrong("nothing stands before OR", "write what is to be found on both sides of it")
            self.at += 1
            parts.append(self._together(depth))
            if parts[-1] is None:
                self._wrong("nothing stands after OR", "write what is to be found on both sides of it")
        found = tuple(part for part in parts if part is not None)
        return Any(found) if len(found) > 1 else next(iter(found), None)

    def _together(self, depth: int) -> Query | None:
        """Parts that stand side by side, up to OR, a closing parenthesis or the end."""
        parts: list[Query] = []
        without: list[Query] = []
        first = self.at
        while self.at < len(self.tokens) and not self._next_is("OR") and not self.tokens[self.at]["close"]:
            if self._next_is("AND"):
                self.at += 1
                continue
            leave_out = bool(self.tokens[self.at]["minus"]) or self._next_is("NOT")
            self.at += leave_out
            part = self._part(depth)
            if part is not None:
                (without if leave_out else parts).append(part)
        if without and not parts:
            self.at = first
            self._wrong("it only says what is to be left out", "write beside it what is to be found")
        return All(tuple(parts), tuple(without)) if without or len(parts) > 1 else next(iter(parts), None)

    def _part(self, depth: int) -> Query | None:
        """One word, phrase or field, or what parentheses hold; None for points alone."""
        if self.at == len(self.tokens):
            self._wrong("nothing stands after NOT", "write what is to be left out")
        token = self.tokens[self.at]
        if token["open"]:
            return self._group(depth + 1)
        if token["close"] or token["minus"] or token[0] in ("OR", "AND", "NOT"):
            self._wrong("a word, a phrase or a field is missing", "write one, or take the sign before it out")
        self.at += 1
        self.parts += 1
        if self.parts > PARTS:
            self.at -= 1
            self._wrong(f"the query has more than {PARTS} parts", "shorten it")
        if token["field"]:
            return self._field(token)
        if token["phrase"] is not None and not token["end"]:
            self.at -= 1
            self._wrong("a phrase isn't closed", 'write " behind it')
        words = token["phrase"] if token["phrase"] is not None else token["word"]
        if not words or not any(c.isalnum() for c in words):
            return None
        return Words(words, token.start(), prefix=bool(token["star"]))

    def _group(self, depth: int) -> Query | None:
        opened = self.at
        if depth > DEEPEST:
            self._wrong(f"parentheses stand within more than {DEEPEST} others", "write it flatter")
        self.at += 1
        found = self._either(depth)
        if self.at == len(self.tokens):
            self.at = opened
            self._wrong("a parenthesis isn't closed", "write ) where it ends")
        self.at += 1
        return found

    def _field(self, token: re.Match[str]) -> Field:
        name, value = token["field"].lower(), token["value"]
        self.at -= 1
        if value.startswith('"'):
            if len(value) < 2 or not value.endswith('"'):
                self._wrong("a phrase isn't closed", 'write " behind it')
            value = value[1:-1]
        if name not in FIELDS:
            fields = ", ".join(FIELDS)
            self._wrong(f"there is no field {name}", f"there are {fields}; words with colons go in quotes")
        prefix = value.endswith("*")
        value = value.rstrip("*").strip()
        values = FIELDS[name](value, prefix) if value else ()
        if not values:
            self._wrong(f"{value or 'nothing'} is no value of {name}:", MENDS[name])
        self.at += 1
        return Field(name, tuple(mark(name, value) for value in values), prefix)

    def _next_is(self, operator: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] == operator

    def _wrong(self, what: str, mend: str) -> NoReturn:
        start, end = self.tokens[self.at].span() if self.at < len(self.tokens) else (len(self.text), len(self.text))
        raise QueryError(self.text, start, end, what, mend)
