"""Stable names for blocks: pp3, op12, op12.a.i, II.op3, annex.p1, h2."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from operative.languages import Language
from operative.structure.outline import Part, plain

INITIALS = {"heading": "h", "table": "t"}
STEMS = {"preambular": "pp", "operative": "op", "annex": "p"}
NOT_IN_AN_ID = re.compile(r"[^\w]+")


def identify(parts: list[Part], language: Language) -> None:
    """Gives every part its id: its paragraph number where it has one, else its place after the one that has.

    Preambular paragraphs and headings are counted; sub-paragraphs add their letters; a single operative paragraph is
    op1, an unnumbered one before op1 is op0, one after op2 is op2.p1. A section's numeral stands in front where
    numbering restarts, and so does the annex's; where it restarts without a numeral, op1 is followed by op1~2. Ids are
    the same in every language: their letters are Latin, their numerals Roman.
    """
    if any(part.section for part in parts):
        _forget_sections_that_count_on(parts)
    numbered = {(part.part, part.section) for part in parts if _counts(part)}
    names = _Names()
    for part in parts:
        if part.kind not in ("preambular", "operative", "annex"):
            part.id = names.counted(INITIALS.get(part.kind, part.kind))
            continue
        place = _place(part, language) if part.part or part.section else ""
        stem = place + STEMS[part.kind]
        if part.kind == "preambular" and part.depth == 0:
            part.id = names.open(place + names.counted("pp", place))
        elif part.number:
            label = plain(language.code, part.number)
            part.id = names.below(label, part.depth, stem) if part.depth else names.open(f"{stem}{label}")
        elif names.follows(stem):
            part.id = names.further()
        else:
            single = part.kind == "operative" and (part.part, part.section) not in numbered
            part.id = names.open(f"{stem}{1 if single else 0}")


class _Names:
    """The ids given so far, and the path to the last: its paragraph, the points that it lies under."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.used: dict[str, int] = {}
        self.path: list[str] = []

    def counted(self, kind: str, under: str = "") -> str:
        """The next of what is only counted: pp3, h2, and the p1 of op2.p1."""
        key = under + kind
        count = self.counts[key] = self.counts.get(key, 0) + 1
        return f"{kind}{count}"

    def follows(self, stem: str) -> bool:
        """Whether the last id is that of a paragraph with this stem, or lies under one."""
        return bool(self.path) and self.path[0].startswith(stem)

    def open(self, name: str) -> str:
        """The id of a paragraph."""
        name += self._again(name)
        self.path = [name]
        return name

    def below(self, label: str, depth: int, stem: str) -> str:
        """The id of a point under the last paragraph; levels between the two may be lost."""
        above = self.path[:depth] or [stem]
        return self._named([*above, *[""] * (depth - len(above)), label])

    def further(self) -> str:
        """The id of an unnumbered paragraph after the last that has an id of its own."""
        owner = self.path[0]
        return self._named([owner, self.counted("p", f"{owner}.")])

    def _named(self, path: list[str]) -> str:
        """The id of a path that lies under a paragraph."""
        name = ".".join(filter(None, path))
        again = self._again(name)
        path[-1] += again
        self.path = path
        return name + again

    def _again(self, name: str) -> str:
        """What tells a name that was given before from the first: its count."""
        times = self.used.get(name, 0) + 1
        self.used[name] = times
        return f"~{times}" if times > 1 else ""


def _counts(part: Part) -> bool:
    """Whether a part is a numbered paragraph, not one of its points."""
    return part.kind == "operative" and not part.depth and part.number is not None and part.number.isdecimal()


def _forget_sections_that_count_on(parts: list[Part]) -> None:
    """Sections whose paragraphs are numbered on from the section before have its numeral in front of their ids.

    Where numbering never restarts, no id has one.
    """
    kept, last = None, 0
    for _, group in groupby(parts, key=lambda part: (part.part, part.section)):
        section = list(group)
        numbers = [int(part.number or 0) for part in section if _counts(part)]
        if not numbers:
            continue
        if numbers[0] == last + 1 > 1:
            for part in section:
                part.section = kept
        kept, last = section[0].section, numbers[-1]
    repeated = Counter(part.number for part in parts if _counts(part))
    if max(repeated.values(), default=0) < 2:
        for part in parts:
            part.section = None


def _place(part: Part, language: Language) -> str:
    """What stands in front of an id: "annex." or "annex2.", "II."."""
    name = ""
    if part.part:
        name += NOT_IN_AN_ID.sub("", part.part.lower()) + "."
    if part.section:
        name += plain(language.code, part.section) + "."
    return name
