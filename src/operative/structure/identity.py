"""Stable names for blocks: pp3, op12, op12.a.i, II.op3, annex.p1, h2."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from operative.languages import Language, load
from operative.structure.outline import Part

INITIALS = {"heading": "h", "table": "t"}
NOT_IN_AN_ID = re.compile(r"[^\w]+")


def identify(parts: list[Part], language: Language) -> None:
    """Gives every part its id: its paragraph number where it has one, else its place after the one that has.

    Preambular paragraphs and headings are counted; sub-paragraphs add their letters; an unnumbered paragraph after
    op2 is op2.p1. A section's numeral stands in front where numbering restarts, and so does the annex's. Ids are the
    same in every language: their letters are Latin, their numerals Roman.
    """
    _forget_sections_that_count_on(parts)
    counts: Counter[str] = Counter()
    used: Counter[str] = Counter()
    path: list[str] = []
    for part in parts:
        place = _place(part, language) if part.part or part.section else ""
        if part.kind == "preambular" and part.depth == 0:
            counts[f"{place}pp"] += 1
            path = [f"{place}pp{counts[f'{place}pp']}"]
        elif part.kind in ("operative", "annex", "preambular") and part.number:
            path = [*(path[: max(part.depth, 0)] or [f"{place}{_letter(part)}"]), _label(language.code, part.number)]
            if part.depth == 0:
                path = [f"{place}{_letter(part)}{_label(language.code, part.number)}"]
        elif part.kind in ("operative", "annex"):
            owner = path[0] if path else f"{place}{_letter(part)}"
            if part.kind == "operative" and (not path or "pp" in path[0].rpartition(".")[2]):
                path = [f"{place}op1"]  # a single operative paragraph has no number
            else:
                counts[owner] += 1
                path = [owner, f"p{counts[owner]}"]
        else:
            prefix = INITIALS.get(part.kind, part.kind)
            counts[prefix] += 1
            part.id = f"{prefix}{counts[prefix]}"
            continue
        name = ".".join(path)
        used[name] += 1
        part.id = name if used[name] == 1 else f"{name}~{used[name]}"


def _forget_sections_that_count_on(parts: list[Part]) -> None:
    """Sections whose paragraphs are numbered on from the section before need no numeral in front of their ids."""
    numbers: Counter[str] = Counter(
        part.number for part in parts if part.kind == "operative" and part.depth == 0 and part.number
    )
    if any(count > 1 for count in numbers.values()):
        return
    for part in parts:
        part.section = None


def _place(part: Part, language: Language) -> str:
    """What stands in front of an id: "annex." or "annex2.", "II."."""
    name = ""
    if part.part:
        name += NOT_IN_AN_ID.sub("", part.part.lower()) + "."
    if part.section:
        name += _label(language.code, part.section) + "."
    return name


@lru_cache(maxsize=8192)
def _label(code: str, printed: str) -> str:
    """A label as ids spell it; documents share most of theirs."""
    return load(code).plain_label(printed)


def _letter(part: Part) -> str:
    return "p" if part.kind == "annex" else "op"
