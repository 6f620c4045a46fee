"""What a masthead's numbers come to: symbols in one spelling, the documents of a route line, the session."""

from __future__ import annotations

import re

from operative.languages import SessionKind
from operative.symbols import parse

DOCUMENT = re.compile(r"[AEST](?:/(?:(?:Add|Rev|Corr|Sub|[A-Z]{1,4})\. ?)?(?:\d+|[A-Z0-9]+(?:-\d+)?(?![a-z.])))+")
# "Add.2", "Add.1-3", "Corr.2 and 3": a further number follows a comma or a short word.
MORE_OF_IT = re.compile(
    r"""
    (?<![A-Za-z]) (Add|Rev|Corr) \. [ ]? (\d+)
    (?: \s? [-–] \s? (?: \1\. [ ]? )? (\d+) )?
    ( (?: \s* (?: [^\W\d_]{1,3} | [,،、] ) \s* \d{1,2} (?! [\d/] ) )* )
    """,
    re.VERBOSE,
)
MOST = 20  # addenda that one range names
RANK = {"Rev": 0, "Add": 1, "Corr": 2}  # a corrigendum corrects an addendum, an addendum adds to a revision


def documents(printed: str) -> tuple[str, ...]:
    """The documents that a route line names, each in full: "A/64/L.12 and Add.1" is two."""
    out: list[str] = []
    for found in DOCUMENT.finditer(printed):
        document = found[0].replace(" ", "")
        out.append(document)
        following = DOCUMENT.search(printed, found.end())
        for more in MORE_OF_IT.finditer(printed, found.end(), following.start() if following else len(printed)):
            first, last = int(more[2]), int(more[3] or more[2])
            further = map(int, re.findall(r"\d+", more[4]))
            for number in [*range(first, min(last, first + MOST) + 1), *further]:
                document = _amended(document, more[1], number)
                out.append(document)
    return tuple(dict.fromkeys(out))


def _amended(document: str, what: str, number: int) -> str:
    parts = document.split("/")
    while (kind := parts[-1].split(".")[0]) in RANK and RANK[kind] >= RANK[what]:
        parts.pop()
    return "/".join([*parts, f"{what}.{number}"])


def canonical(printed: str) -> str | None:
    """A symbol in the one spelling that the record has."""
    text = squeezed(printed)
    text = re.sub(r"(?<=\d)([A-Z]{1,2})(?=$|\()", r" \1", text)
    return re.sub(r"(?<=\S)\(", " (", text) if text else None


def squeezed(number: str) -> str:
    """The number without white space, in European figures."""
    return re.sub(r"\d", lambda digit: str(int(digit[0])), re.sub(r"\s+", "", number))


def tail_of(symbol: str | None) -> str | None:
    """What the heading prints of a symbol: of "A/RES/64/12 B" it is "64/12"."""
    found = re.search(r"/((?:E?S-)?\d+/\d+|\d+)(?=[^/\d]*$)", symbol or "")
    return found[1] if found else None


def symbol_of(number: str, organ: str | None) -> str:
    """The symbol of the resolution with a number, of the Assembly unless another organ is named."""
    stems = {
        "Security Council": "S",
        "Economic and Social Council": "E",
        "Human Rights Council": "A/HRC",
        "Trusteeship Council": "T",
    }
    return canonical(f"{stems.get(organ or '', 'A')}/RES/{number}") or number


def session_of(symbol: str | None) -> tuple[int | None, SessionKind | None]:
    """The session of the Assembly that a symbol holds, and its kind; none in other organs' symbols."""
    parsed = parse(symbol) if symbol else None
    if parsed is None or parsed.session_kind is None or parsed.session_kind == "body":
        return None, None
    return parsed.session, parsed.session_kind
