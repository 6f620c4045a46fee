"""Follow-up: what became of each report request and agenda decision, and the paragraph that shows it.

A report request is answered where a resolution that goes on the series takes note of, welcomes or has considered a
report of the author asked, in the session in which it was due. A decision on the agenda is taken up where a resolution
of that session stands under the item. What the registry does not hold can't be known: *no evidence found* is never
*not done*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from operative import sessions
from operative.meaning.actors import actors_in
from operative.record import Citation, Record, ReportRequest
from operative.registry.series import alike
from operative.symbols import parse

Status = Literal[
    "upcoming",  # its session has not opened
    "due",  # its session is open or over, and the registry holds nothing of it yet
    "answered",
    "renewed",  # the successor asks again
    "lapsed",  # the series ended before
    "taken up",
    "renamed",
    "deferred",
    "no evidence found",
]
NOTING = frozenset({"take note", "note", "welcome", "have considered", "recall", "endorse", "approve", "consider"})
NEAR = 160  # characters before a note's mark within which the document's author is named
SAME_ITEM = 0.75  # of two titles' words, from which items are one


class Evidence(msgspec.Struct, frozen=True):
    """The document and paragraph that a status rests on, and the rule that found it."""

    symbol: str
    block: str | None
    document: str | None  # the report that is noted, or the item's name
    rule: str
    confidence: float


class FollowUp(msgspec.Struct, frozen=True):
    """The status of one fact of a work, with its evidence."""

    status: Status
    evidence: tuple[Evidence, ...] = ()


RULES = {
    "noted-author": ("A resolution of the series, in the due session, notes a report of the author asked.", 0.97),
    "noted-session": ("A resolution of the series, in the due session, notes a report of that session.", 0.9),
    "asked-again": ("The successor asks the same author to report.", 0.97),
    "resolution-under-item": ("A resolution of the session stands under an agenda item of that name.", 0.99),
    "successor-in-session": ("A resolution of the session goes on the series.", 0.95),
    "item-like": ("A resolution of the session stands under an agenda item of nearly that name.", 0.9),
}


class Held(msgspec.Struct, frozen=True):
    """What following up asks the registry: which sessions it holds, who goes on whom, records, items."""

    sessions: frozenset[int]  # of which it holds resolutions
    successors: Mapping[str, Sequence[str]]
    record: Callable[[str], Record | None]
    items: Mapping[int, Mapping[str, Sequence[str]]]  # session, item's name in plain words, symbols
    today: date


def report(symbol: str, request: ReportRequest, held: Held) -> FollowUp:
    """What became of a report request of a resolution."""
    due = request.due.sessions if request.due else ()
    if not due or request.form == "oral":  # no document shows that something was said
        return FollowUp("no evidence found")
    first = min(due)
    if sessions.opening_day(first) > held.today:
        return FollowUp("upcoming")
    chain = [work for work in _onwards(symbol, held) if _session(work) in due]
    answers = [found for work in chain for found in _answers(work, request, held)]
    if answers:
        return FollowUp("answered", tuple(answers))
    again = [found for work in _onwards(symbol, held) for found in _asked_again(work, request, held)]
    if again:
        return FollowUp("renewed", tuple(again[:1]))
    if first not in held.sessions:
        return FollowUp("due")
    ended = not held.successors.get(symbol) and max(held.sessions) > first
    return FollowUp("lapsed" if ended else "no evidence found")


def _onwards(symbol: str, held: Held) -> Iterator[str]:
    """The resolutions that go on a series after one of its own, the next first."""
    known = {symbol}
    following = list(held.successors.get(symbol, ()))
    while following:
        work = following.pop(0)
        if work not in known:
            known.add(work)
            yield work
            following += held.successors.get(work, ())


def _session(symbol: str) -> int | None:
    parsed = parse(symbol)
    return parsed.session if parsed else None


def _answers(work: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    """The reports that a resolution notes and that answer a request; those of the author asked come first."""
    record = held.record(work)
    if record is None:
        return
    found = list(_noted(record))
    mine = [(citation, block) for citation, block, authors in found if authors & set(request.actors)]
    session = record.session
    if mine:
        yield from (_evidence(work, block, citation, "noted-author") for citation, block in mine)
    elif len(found) == 1 and session is not None:
        citation, block, _ = found[0]
        yield _evidence(work, block, citation, "noted-session")


def _evidence(work: str, block: str, citation: Citation, rule: str) -> Evidence:
    return Evidence(work, block, citation.symbol, rule, RULES[rule][1])


def _noted(record: Record) -> Iterator[tuple[Citation, str, set[str]]]:
    """The documents of its own session that a resolution notes: the citation, the block, the authors named with it."""
    blocks = {block.id: block for block in record.blocks}
    marks = {f"fn{note.marker}": (block, note.offset) for block in record.blocks for note in block.notes}
    own = re.compile(rf"A/(?:C\.\d/)?{record.session}/\d+(?:/|$|-)")
    for citation in record.citations:
        if not citation.symbol or not own.match(citation.symbol) or citation.relation not in NOTING:
            continue
        block, offset = marks.get(citation.in_) or (blocks.get(citation.in_), citation.offset)
        if block is not None and not block.part:
            words = block.text[max(0, offset - NEAR) : offset]
            yield citation, block.id, {found.id for found in actors_in(words, record.language or "en")}


def _asked_again(work: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    record = held.record(work)
    for later in record.reports if record else ():
        if later.form == request.form and set(later.actors) & set(request.actors):
            yield Evidence(work, later.in_, None, "asked-again", RULES["asked-again"][1])


def item(symbol: str, session: int | None, name: str | None, how: str | None, held: Held) -> FollowUp:
    """What became of a decision to include an item in the agenda of a session, or to consider a matter then."""
    if how == "defer":
        return FollowUp("deferred")
    if session is None:
        return FollowUp("no evidence found")
    if sessions.opening_day(session) > held.today:
        return FollowUp("upcoming")
    found = list(_under(name, held.items.get(session, {}))) if name else []
    if found:
        return FollowUp("taken up", tuple(found))
    later = [work for work in _onwards(symbol, held) if _session(work) == session]
    if later:
        rule = "successor-in-session"
        return FollowUp("taken up", tuple(Evidence(work, None, None, rule, RULES[rule][1]) for work in later))
    others = held.items.get(session, {}).items()
    like = [(other, works) for other, works in others if name and alike(name, other) >= SAME_ITEM]
    if like:
        return FollowUp("renamed", tuple(Evidence(works[0], None, other, "item-like", 0.9) for other, works in like))
    return FollowUp("due" if session not in held.sessions else "no evidence found")


def _under(name: str, items: Mapping[str, Sequence[str]]) -> Iterator[Evidence]:
    """The resolutions under an item of a name: the metadata print an item and its sub-item with a colon between."""
    wanted = plain(name)
    for other, works in items.items():
        if wanted == other or wanted in re.split(r"\s*:\s*|\.\s+", other) or other.endswith(wanted):
            rule = "resolution-under-item"
            yield from (Evidence(work, None, other, rule, RULES[rule][1]) for work in works)


def plain(name: str) -> str:
    """The name of an item as compared: small letters, one kind of quotation mark and hyphen, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[“”\"‘’']", "'", re.sub("[‐‑–]", "-", name.lower()))).strip(" .")
