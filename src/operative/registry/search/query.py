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
from typing import NamedTuple, NoReturn, get_args

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
    """A query that can't be understood: `start` to `end` is the place of what is wrong, in characters.

    `kind` is a key of WRONG, `values` are what its words name.
    """

    def __init__(self, query: str, start: int, end: int, kind: str, **values: object) -> None:
        """The message is made of the words for the kind."""
        what, mend = (words.format(**values) for words in WRONG[kind])
        shown = query[start : start + 40]
        super().__init__(f"{what}, at character {start + 1}" + (f" ({shown})" if shown.strip() else ""), mend)
        self.query, self.start, self.end, self.kind, self.values = query, start, end, kind, values


WRONG = {  # what is wrong, and what mends it
    "long": ("the query has more than {most} characters", "shorten it"),
    "closed": ("a parenthesis is closed that wasn't opened", "take it out, or open one before"),
    "empty": ("there is nothing to search for", "write a word, a phrase or a field"),
    "before_or": ("nothing stands before OR", "write what is to be found on both sides of it"),
    "after_or": ("nothing stands after OR", "write what is to be found on both sides of it"),
    "without": ("it only says what is to be left out", "write beside it what is to be found"),
    "after_not": ("nothing stands after NOT", "write what is to be left out"),
    "missing": ("a word, a phrase or a field is missing", "write one, or take the sign before it out"),
    "parts": ("the query has more than {most} parts", "shorten it"),
    "phrase": ("a phrase isn't closed", 'write " behind it'),
    "deep": ("parentheses stand within more than {most} others", "write it flatter"),
    "opened": ("a parenthesis isn't closed", "write ) where it ends"),
    "field": ("there is no field {value}", "there are {fields}; words with colons go in quotes"),
    "beginnings": ("more than {most} words begin with {value}", "write more of it before the star"),
    "actor": (
        "{value} is no value of actor:",
        'name one as the lists of actors do: actor:un:secretary-general, actor:state:mli, actor:"Member States"',
    ),
    "verb": ("{value} is no value of verb:", 'name the verb in English: verb:request, verb:"call upon"'),
    "due": ("{value} is no value of due:", "name a session, some of them, or a year: due:77, due:77-79, due:2027"),
    "session": (
        "{value} is no value of session:",
        "name a session, or some of them, {most} at most: session:75, session:75-77",
    ),
    "symbol": (
        "{value} is no value of symbol:",
        "write one as symbol:A/RES/64/12, or its beginning as symbol:A/RES/64/*; with blanks in quotes",
    ),
    "language": ("{value} is no value of language:", "there are {known}"),
    "in": ("{value} is no value of in:", "there are {known}"),
}


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
KNOWN = {"language": CODES, "in": get_args(Place)}  # the values of fields that have few


# --- reading it -------------------------------------------------------------------------------------------------------


def parse(text: str) -> Query:
    """What a query asks for. Raises QueryError, with the place of what is wrong."""
    if len(text) > LONGEST:
        raise QueryError(text, LONGEST, len(text), "long", most=LONGEST)
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
            self._wrong("closed")
        if found is None:
            self._wrong("empty")
        return found

    def _either(self, depth: int) -> Query | None:
        """Parts of which one is enough, up to a closing parenthesis or the end."""
        parts = [self._together(depth)]
        while self._next_is("OR"):
            if parts[-1] is None:
                self._wrong("before_or")
            self.at += 1
            parts.append(self._together(depth))
            if parts[-1] is None:
                self._wrong("after_or")
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
            self._wrong("without")
        return All(tuple(parts), tuple(without)) if without or len(parts) > 1 else next(iter(parts), None)

    def _part(self, depth: int) -> Query | None:
        """One word, phrase or field, or what parentheses hold; None for points alone."""
        if self.at == len(self.tokens):
            self._wrong("after_not")
        token = self.tokens[self.at]
        if token["open"]:
            return self._group(depth + 1)
        if token["close"] or token["minus"] or token[0] in ("OR", "AND", "NOT"):
            self._wrong("missing")
        self.at += 1
        self.parts += 1
        if self.parts > PARTS:
            self.at -= 1
            self._wrong("parts", most=PARTS)
        if token["field"]:
            return self._field(token)
        if token["phrase"] is not None and not token["end"]:
            self.at -= 1
            self._wrong("phrase")
        words = token["phrase"] if token["phrase"] is not None else token["word"]
        if not words or not any(c.isalnum() for c in words):
            return None
        return Words(words, token.start(), prefix=bool(token["star"]))

    def _group(self, depth: int) -> Query | None:
        opened = self.at
        if depth > DEEPEST:
            self._wrong("deep", most=DEEPEST)
        self.at += 1
        found = self._either(depth)
        if self.at == len(self.tokens):
            self.at = opened
            self._wrong("opened")
        self.at += 1
        return found

    def _field(self, token: re.Match[str]) -> Field:
        name, value = token["field"].lower(), token["value"]
        self.at -= 1
        if value.startswith('"'):
            if len(value) < 2 or not value.endswith('"'):
                self._wrong("phrase")
            value = value[1:-1]
        if name not in FIELDS:
            self._wrong("field", value=name, fields=", ".join(FIELDS))
        prefix = value.endswith("*")
        value = value.rstrip("*").strip()
        values = FIELDS[name](value, prefix) if value else ()
        if not values:
            self._wrong(name, value=value or '""', most=SESSIONS, known=", ".join(KNOWN.get(name, ())))
        self.at += 1
        return Field(name, tuple(mark(name, value) for value in values), prefix)

    def _next_is(self, operator: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] == operator

    def _wrong(self, kind: str, **values: object) -> NoReturn:
        start, end = self.tokens[self.at].span() if self.at < len(self.tokens) else (len(self.text), len(self.text))
        raise QueryError(self.text, start, end, kind, **values)


# --- making it narrower -----------------------------------------------------------------------------------------------


class Refinement(NamedTuple):
    """A field that narrows a whole query, and its place there."""

    name: str
    value: str
    start: int
    end: int


def refinements(text: str) -> list[Refinement]:
    """The fields that stand beside all else that a query asks for. Raises QueryError."""
    if isinstance(parse(text), Any):
        return []
    found: list[Refinement] = []
    depth, left_out = 0, False
    for token in _TOKEN.finditer(text.translate(_QUOTES)):
        depth += bool(token["open"]) - bool(token["close"])
        if token["field"] and not depth and not left_out:
            found.append(Refinement(token["field"].lower(), token["value"].strip('"'), *token.span()))
        if not token["space"]:
            left_out = bool(token["minus"]) or token[0] == "NOT"
    return found


def refined(text: str, name: str, value: str) -> str:
    """A query with a field more, of which all that is found has the value. Raises QueryError."""
    whole = f"({text})" if isinstance(parse(text), Any) else text
    written = value if re.fullmatch(r"[^\s\"()（）]+", value) else f'"{value}"'
    return f"{whole} {name}:{written}"


def unrefined(text: str, gone: Refinement) -> str:
    """A query without one of its refinements; empty where it was all there is."""
    return f"{text[: gone.start].rstrip()} {text[gone.end :].lstrip()}".strip()
