"""What one language version of a paragraph has and another has not.

The versions of a resolution say the same, so what needs no translation stands in all of them or in none: the paragraph
itself, the marks of its notes, the symbols that it cites with the days of what they name, and years. A difference is
a place to look at, not a mistake: one language may write out what another names in short.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec

from operative.record import Block, Record

Kind = Literal["paragraph", "note", "citation", "date", "year"]
ALIKE = ("preambular", "operative")  # kinds of blocks whose ids are those of the same paragraph in every version
YEAR = re.compile(r"(?<![\d/.,(])(?:1[89]|20)\d\d(?![\d/])")  # not of a symbol, "1325 (2000)"


class Alarm(msgspec.Struct, frozen=True):
    """Something that some versions of a paragraph have and others lack; both are given by their languages.

    `what` is the paragraph's id, a note's mark, a document symbol, a date ("2009-11-09") or a year.
    """

    block: str
    kind: Kind
    what: str
    having: tuple[str, ...]
    lacking: tuple[str, ...]


def alarms(versions: Sequence[Record]) -> list[Alarm]:
    """Where versions of one resolution differ in what they must share, in the order of the first one's paragraphs."""
    held = {str(version.language): _paragraphs(version) for version in versions}
    order = dict.fromkeys(id_ for paragraphs in held.values() for id_ in paragraphs)
    return [alarm for id_ in order for alarm in _of(id_, {code: every.get(id_) for code, every in held.items()})]


def _paragraphs(record: Record) -> dict[str, set[tuple[Kind, str]]]:
    """What each paragraph of a version must share with the others."""
    found = {block.id: set(_printed(block)) for block in record.blocks if block.kind in ALIKE}
    for citation in record.citations:
        if citation.in_ in found and citation.symbol and not citation.name:  # names are translated, and shortened
            found[citation.in_].add(("citation", citation.symbol))
            if citation.date:
                found[citation.in_].add(("date", citation.date))
    return found


def _printed(block: Block) -> Iterator[tuple[Kind, str]]:
    yield from (("note", note.marker) for note in block.notes)
    yield from (("year", year) for year in YEAR.findall(block.text))


def _of(id_: str, versions: dict[str, set[tuple[Kind, str]] | None]) -> Iterator[Alarm]:
    """The alarms of one paragraph. Where a version lacks all of it, those that have it are compared."""
    having = {code: facts for code, facts in versions.items() if facts is not None}
    if len(having) < len(versions):
        yield _alarm(id_, "paragraph", id_, having, versions)
    for kind, what in sorted(set().union(*having.values())):
        with_it = [code for code, facts in having.items() if (kind, what) in facts]
        if len(with_it) < len(having):
            yield _alarm(id_, kind, what, with_it, having)


def _alarm(id_: str, kind: Kind, what: str, having: Collection[str], versions: Collection[str]) -> Alarm:
    return Alarm(id_, kind, what, tuple(having), tuple(code for code in versions if code not in having))
