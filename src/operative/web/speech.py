"""The words of the pages in the six languages: one file each in words/, one loader, and who reads which.

What is said of documents (who is asked, by which verb, what became of it) is kept in English keys; here they get words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from litestar.exceptions import HTTPException

from operative.languages import CODES, load
from operative.registry import RegistryError
from operative.registry.calls import identified

DEFAULT = "en"
# of a paragraph or note: "II.op3.a", and "II.op3~2" where a number is printed twice
_PLACE = re.compile(r"(?:(?P<section>.+)\.)?(?P<kind>pp|op|fn|n)(?P<number>\d[^.~]*)(?:~\d+)?(?P<below>(?:\.[^.]+)*)")
_PATTERN = re.compile(r"[*?\[\]|(]")  # of names in the languages' data that are written as patterns


class Words:
    """The words of one language. Asking for a key that the file hasn't got raises KeyError."""

    def __init__(self, code: str, data: Mapping[str, Any]) -> None:
        """`data` is a file of words as parsed."""
        self.code = code
        self.data = data
        self.direction = load(code).direction

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key ("home.title"), with the values that they name."""
        found: Any = self.data
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def of(self, table: str, key: str | None) -> str:
        """The word that a table has for an English key; or that of the verb, or the key itself."""
        return str(self.data[table].get(key) or self.data["verb"].get(key, key)) if key else ""

    def count(self, key: str, number: int) -> str:
        """A number with its noun, in the form that the language has for it: "1 resolution", "2 resolutions"."""
        forms = self.data["count"][key]
        return str(forms[min(_form(self.code, number), len(forms) - 1)]).format(n=self.number(number))

    def place(self, block: str) -> str:
        """A paragraph or note as people name it: "op5.a" is "para. 5 (a)"; the id itself for other blocks."""
        found = _PLACE.fullmatch(block)
        if not found:
            return block
        below = "".join(f" ({letter})" for letter in found["below"].split(".")[1:])
        number = ".".join(filter(None, (found["section"], found["number"]))) + below
        kind = "fn" if found["kind"] == "n" else found["kind"]
        return self("frame.para", n=number) if kind == "op" else self(f"here.{kind}", n=number)

    def problem(self, error: Exception) -> str | None:
        """What is wrong, and what mends it, in this language; None where it has no words for that."""
        kind, values = getattr(error, "kind", None), getattr(error, "values", {})
        found = self.data["told"].get(kind)
        return str(found).format(**values) if found else None

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        return f"{number:,}".replace(",", self.data["format"]["thousands"])

    def day(self, iso: str | None) -> str:
        """A day, month or year as it is written: "9 November 2009", "November 2009"; "09-15" is of each year."""
        if not iso:
            return ""
        months, formats = self.data["format"]["months"], self.data["format"]
        match [int(part) for part in iso.split("-") if part.isdigit()]:
            case [year, month, day]:
                return str(formats["day"]).format(year=year, month=months[month - 1], day=day)
            case [month, day] if len(iso) == len("09-15"):
                return str(formats["yearly"]).format(month=months[month - 1], day=day)
            case [year, month]:
                return str(formats["month"]).format(year=year, month=months[month - 1])
        return iso

    def month(self, day: str) -> str:
        """The name of the month of a day of each year ("09-15")."""
        return str(self.data["format"]["month_names"][int(day[:2]) - 1])

    def actor(self, actor: str) -> str:
        """The name of an actor; in English where the language's names of it are patterns."""
        return self._name(actor) or _plain(DEFAULT, actor) or actor

    def addressee(self, printed: str) -> str | None:
        """The name in this language of an actor, by one in any; None where that is nobody's, or this has none."""
        actor = identified(printed)
        return self._name(actor) if actor else None

    def _name(self, actor: str) -> str | None:
        return self.data["actors"].get(actor) or _plain(self.code, actor)


def _plain(code: str, actor: str) -> str | None:
    """The first name that a language has for an actor, unless that is a pattern."""
    names = load(code).data["actors"].get(actor, ())
    return str(names[0]) if names and not _PATTERN.search(names[0]) else None


def _form(code: str, number: int) -> int:
    """Which form a noun has beside a number, by the plural rules of the Unicode Consortium (CLDR)."""
    ten, hundred = number % 10, number % 100
    if code == "ru":
        if ten == 1 and hundred != 11:
            return 0
        return 1 if 2 <= ten <= 4 and not 12 <= hundred <= 14 else 2
    if code == "ar":
        rest = 3 if 3 <= hundred <= 10 else 4 if hundred >= 11 else 5
        return {1: 0, 2: 1, 0: 2}.get(number, rest)
    if code == "fr":
        return int(number > 1)
    return int(number != 1)


@cache
def words(code: str) -> Words:
    """The words of a language."""
    source = files("operative.web").joinpath("words", f"{code}.toml")
    return Words(code, tomllib.loads(source.read_text(encoding="utf-8")))


def mistake(kind: str, **values: object) -> RegistryError:
    """What is wrong with what was sent to a page or the API: a kind of the words ([told]), in English for programs."""
    what, _, mend = words(DEFAULT)(f"told.{kind}", **values).partition("; ")
    return RegistryError(what, mend, kind, values)


class Unanswerable(HTTPException):
    """That an address can't be answered, and why: a kind of the words ([told]), in English for programs."""

    def __init__(self, status: int, kind: str, **values: object) -> None:
        """`values` are what the words name."""
        super().__init__(detail=words(DEFAULT)(f"told.{kind}", **values), status_code=status)
        self.kind, self.values = kind, values


def preferred(wishes: Sequence[str]) -> str:
    """The first of the six languages among those that a browser asks for, the most wished first; else English."""
    return next((code for wish in wishes if (code := wish.split("-")[0].lower()) in CODES), DEFAULT)


def wishes(header: str) -> list[str]:
    """The languages of an Accept-Language header, the most wished first."""
    weighed: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]
