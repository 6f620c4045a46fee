"""Agenda decisions: which item a coming session takes up, and how a matter goes on.

The Assembly puts a matter on a coming agenda in one of two ways: it includes an item in the provisional agenda of a
session, or it decides to consider the matter then, to go on with it, to put it off, to end it, to remain seized of it.
One clause may take several decisions ("to include ... and to consider ..."); each is read between its own joints, where
the session, the title in quotation marks and the conditions may stand in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from operative.meaning.due import LONGEST_WAIT, relative, sessions
from operative.meaning.passages import AGAIN, Passage, Quotes, quotes, titles
from operative.meaning.phrases import QUOTED, Phrases
from operative.meaning.rules import placed
from operative.record import AgendaDecision

INCLUDING = frozenset({"decide", "agree", "resolve", "request", "include", "approve", "recommend"})
CONSIDERING = frozenset({"decide", "agree", "resolve", "remain seized", "defer", "continue", "approve"})
HOW = {"seized": "remain seized", "defer": "defer", "conclude": "conclude", "continue": "continue"}
CYCLES = ("biennial", "triennial", "quadrennial", "quinquennial")


def agenda(passages: Iterable[Passage], phrases: Phrases, session: int | None) -> tuple[AgendaDecision, ...]:
    """The agenda decisions of a document's passages; `session` is the Assembly's session that adopted it."""
    found: list[AgendaDecision] = []
    deciding = (passage for passage in passages if _may_decide(passage, phrases))
    for _, together in groupby(deciding, key=lambda passage: passage.paragraph.block.id):
        made: list[AgendaDecision] = []
        for passage in together:
            made += _decisions(passage, quotes(passage.paragraph.text, phrases), phrases, session)
        found += _told_apart(made)
    return tuple(found)


def _may_decide(passage: Passage, phrases: Phrases) -> bool:
    """Whether the verb and a word of a passage are those of agenda decisions."""
    if passage.verb in CONSIDERING or passage.verb in AGAIN:
        return passage.found(phrases.agenda["cue"]) is not None
    return passage.verb in INCLUDING and passage.found(phrases.agenda["include"]) is not None


def _decisions(passage: Passage, quoted: Quotes, phrases: Phrases, session: int | None) -> Iterator[AgendaDecision]:
    """The decisions of a passage; one that names no session is for that of the decision before it."""
    p, before = phrases.agenda, list[int]()
    for start, end in _segments(passage, quoted.text, phrases):
        included = p["include"].search(quoted.text, start, end)
        if included and (passage.verb in INCLUDING or passage.decides(phrases)):
            numbers = _sessions(quoted.text, start, end, phrases, session) or before
            if numbers or p["item"].search(quoted.text, start, end):
                yield from _made("agenda-include", passage, start, end, quoted, phrases, numbers)
        elif passage.verb in CONSIDERING or (passage.verb in AGAIN and passage.decides(phrases)):
            numbers = _sessions(quoted.text, start, end, phrases, session)
            rule = _considered(passage, quoted.text, start, end, phrases, dated=bool(numbers))
            if rule:
                yield from _made(rule, passage, start, end, quoted, phrases, numbers)
        else:
            continue
        before = numbers or before


def _segments(passage: Passage, text: str, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """The parts of a passage that say one decision each: it is cut at a joint that another decision follows."""
    p, end = phrases.agenda, passage.end
    start = passage.with_verb
    joints = [*p["joint"].finditer(text, passage.start, end)]
    for n, joint in enumerate(joints):
        following = joints[n + 1].start() if n + 1 < len(joints) else end
        if p["decision"].search(text, joint.end(), following) and p["decision"].search(text, start, joint.start()):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _considered(passage: Passage, text: str, start: int, end: int, phrases: Phrases, *, dated: bool) -> str | None:
    """The rule by which words decide to consider a matter.

    Without a session, only those do that remain seized of it, or by which the Assembly itself goes on with it: under an
    item, or in the first words after the verb ("decides to continue to consider").
    """
    p = phrases.agenda
    if p["seized"].search(text, start, end):
        return "agenda-seized"
    above = passage.clause.paragraph is not passage.paragraph and passage.asks(p["others"], start)
    if above or p["others"].search(text, start, end):
        return None
    first = start <= passage.start and p["lasting"].match(text, passage.start, end)
    lasting = first or (p["continue"].search(text, start, end) and p["item"].search(text, start, end))
    return "agenda-consider" if lasting or (dated and p["decision"].search(text, start, end)) else None


def _sessions(text: str, start: int, end: int, phrases: Phrases, session: int | None) -> list[int]:
    """The sessions of the Assembly under way or to come that the words name, but for those of other matters."""
    text = phrases.agenda["beside"].bare.sub(lambda beside: QUOTED * len(beside[0]), text[:end])
    numbers = {number for number, *_ in sessions(text, start, end, phrases)}
    if not numbers and phrases.due["that_session"].search(text, start, end):
        numbers = {number for number, *_ in sessions(text, 0, start, phrases)[-1:]}
    if session is None:
        return sorted(numbers)
    numbers = numbers or set(relative(text, start, end, phrases, session))
    return sorted(number for number in numbers if session <= number <= session + LONGEST_WAIT)


def _made(
    rule: str, passage: Passage, start: int, end: int, quoted: Quotes, phrases: Phrases, numbers: list[int]
) -> Iterator[AgendaDecision]:
    """One decision for each session and title."""
    paragraph, text, p = passage.paragraph, quoted.text, phrases.agenda
    items: list[str | None] = [*titles(p["item"], paragraph, start, end, quoted)]
    sub_items: list[str | None] = [*titles(p["sub_item"], paragraph, start, end, quoted)]
    unless = p["unless"].search(text, start, end)
    coming: Sequence[int | None] = numbers or [None]
    for number in coming:
        for item in sub_items or items or [None]:
            yield AgendaDecision(
                **placed(paragraph, start, end, rule),
                session=number,
                action="include" if rule == "agenda-include" else "consider",
                item=item,
                level="sub-item" if sub_items else "item",
                under=items[0] if sub_items and items else None,
                how=next((how for key, how in HOW.items() if p[key].search(text, start, end)), None),
                recurrence=next((key for key in CYCLES if phrases.due[key].search(text, start, end)), None),
                unless=paragraph.printed(*unless.span()) if unless else None,
            )


def _told_apart(made: list[AgendaDecision]) -> Iterator[AgendaDecision]:
    """The decisions that differ: what names no session is said again where another decision names one."""
    dated = any(decision.session for decision in made)
    seen = set[tuple[int | None, str, str | None]]()
    for decision in made:
        key = decision.session, decision.action, decision.item
        if key in seen or (dated and decision.session is None):
            continue
        seen.add(key)
        yield decision
