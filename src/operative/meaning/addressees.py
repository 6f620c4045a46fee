"""Addressees: whom a clause directs, as printed, and which actors of the authority list they are.

The addressee stands between the verb and what is to be done ("Requests | the Secretary-General | to submit"). It is
split where it is coordinated, and freed of what only says how, with whom or within what ("in consultation with ...").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from operative.meaning.actors import Found, actor_of, actors_in
from operative.meaning.clauses import Clause, Paragraph
from operative.meaning.phrases import Phrases
from operative.meaning.verbs import directs

COMMAS = ",،，、"
JUST_BEFORE = 16  # characters before a verb in which a pronoun stands with its joint: ", pero, los "
SUBJUNCTIVE = frozenset({"demand", "recommend", "request"})  # verbs that are often said with "that" and a sentence
ENDING = 2  # letters of a word that are its ending


def addressees(clause: Clause, phrases: Phrases) -> tuple[tuple[int, int], ...]:
    """Where in the plain text those stand whom a clause directs; empty where it directs nobody.

    A language that has one verb for "calls for" and "calls upon" says to whom in the words after it.
    """
    p, text = phrases.addressees, clause.paragraph.text
    if not directs(clause.verb) and not (clause.verb == "call for" and p["called"].match(text, clause.said)):
        return ()
    if pronoun := p["pronoun"].search(text, max(0, clause.start - JUST_BEFORE), clause.start):  # "et | les | invite"
        return (pronoun.span("who"),)
    if inside := p["inside"].search(text, clause.start, clause.said):  # a suffix, or before "with a call"
        who = inside.span("who")
        return (who,) if _is_pronoun(text, who, p) else tuple(_parties(clause.paragraph, *who, phrases))
    start = _begin(text, clause, p)
    if start >= clause.end and (following := clause.paragraph.clauses[clause.seq :]):
        return addressees(following[0], phrases)  # "Invites | and encourages all States": said to them, too
    that, end = p["that"].match(text, start, clause.end), clause.end
    if that and (clause.verb in SUBJUNCTIVE or p["subjunctive"].search(text, that.end(), end)):
        start, end = that.end(), _task(clause, that.end(), p["subjunctive"], p)  # "Recommends that all States use ..."
    elif p["nobody"].match(text, start, end):
        return ()
    else:
        end = _task(clause, start, p["task"], p)
    return tuple(_parties(clause.paragraph, start, end, phrases))


def meant(clause: Clause, places: tuple[tuple[int, int], ...], phrases: Phrases) -> tuple[tuple[int, int], ...]:
    """Where those stand whom a clause directs, at `places`; for "him", those whom an earlier clause directs."""
    p, text = phrases.addressees, clause.paragraph.text
    if not places or not _is_pronoun(text, places[0], p):
        return places
    for earlier in reversed(clause.paragraph.clauses[: clause.seq - 1]):
        if directed := addressees(earlier, phrases):
            return meant(earlier, directed, phrases)
    return places


def _is_pronoun(text: str, place: tuple[int, int], p: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether what stands at a place is a word for those who were named before."""
    return p["it"].fullmatch(text, *place) is not None or p["them"].fullmatch(text, *place) is not None


def actors(paragraph: Paragraph, places: Sequence[tuple[int, int]], phrases: Phrases) -> tuple[str, ...]:
    """The identifiers of those who stand at places of the plain text, each once.

    What the paragraph itself resolves is resolved: "it", "them", "the Committee" are who was named before.
    """
    found: list[str] = []
    for start, end in places:
        named = actor_of(paragraph.printed(start, end), phrases.language.code)
        found += [named] if named else _named_before(paragraph, start, end, phrases)
    return tuple(dict.fromkeys(found))


def _named_before(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> list[str]:
    """Whom a pronoun or a bare noun means: the nearest before it, or the nearest two."""
    p, text = phrases.addressees, paragraph.text
    before = _names(paragraph, 0, start, phrases)
    if p["them"].fullmatch(text, start, end):
        return [name.id for name in before[-2:]]
    if p["it"].fullmatch(text, start, end):
        return [name.id for name in before[-1:]]
    this = p["this"].match(text, start, end)
    bare = _stem(text[this.end() if this else start : end])  # "the Committee": its own word is in the name
    return [name.id for name in before if bare in text[name.start : name.end]][-1:]


def _stem(word: str) -> str:
    """A long word without its last letters, which its place in the sentence may change."""
    return word[:-ENDING] if len(word) > ENDING * 3 else word


def _names(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> list[Found]:
    """The actors named between two offsets of the plain text, where they stand in it."""
    first = paragraph.place(start)
    found = actors_in(paragraph.block.text[first : paragraph.place(end)], phrases.language.code)
    if paragraph.places is None:
        return [Found(name.id, name.start + first, name.end + first) for name in found]
    plain = paragraph.places
    return [
        Found(name.id, bisect_left(plain, name.start + first), bisect_left(plain, name.end + first)) for name in found
    ]


def _begin(text: str, clause: Clause, p: Mapping[str, re.Pattern[str]]) -> int:
    """Where the addressee begins: after a preposition that the verb takes, and words set between commas."""
    start = clause.said
    while (found := p["lead"].match(text, start, clause.end)) and found.end() > start:
        start = found.end()
    return start


def _task(clause: Clause, start: int, task: re.Pattern[str], p: Mapping[str, re.Pattern[str]]) -> int:
    """Where the words begin that say what is to be done; the clause's end where the next says it for both."""
    paragraph = clause.paragraph
    for found in task.finditer(paragraph.text, start, clause.end):
        if p["parenthesis"].search(paragraph.text, start, found.start()):
            continue
        thing = p["object"].match(paragraph.text, found.end())
        if not thing or (thing["name"] is not None and not paragraph.printed(*thing.span("name")).isupper()):
            return found.start()
    return clause.end


def _parties(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """The parties that a phrase coordinates; none where its first noun is no party ("encourages the use of ...")."""
    p = phrases.addressees
    adjective: int | None = None  # where adjectives begin whose noun comes later: "international and | regional ..."
    held: tuple[int, int] | None = None
    relative = group = False  # within a relative clause; a group was named: what follows "and" is no proper name
    for at, stop in _pieces(paragraph, start, end, phrases):
        first, last, cut = _trimmed(paragraph.text, at, stop, p)
        if first >= last:
            continue
        if stop != end and p["adjectives"].fullmatch(paragraph.text, first, last):
            adjective = first if adjective is None else adjective
            continue
        if held and p["unfinished"].search(paragraph.text, *held):
            held, adjective = (held[0], last), None  # "the President of the Economic | and Social Council"
            continue
        party = _is_party(paragraph, first, last, p)
        if party or (not group and _is_name(paragraph, first, last, phrases)):
            if held:
                yield held
            held, group = ((first if adjective is None else adjective), last), group or party
            relative = cut
        elif held is None:
            return
        elif not relative and _joined(paragraph.text, held[1], at if adjective is None else adjective, p):
            held, relative = (held[0], last), cut  # "Department of Trade | and Finance": no party of its own
        adjective = None
    if held:
        yield held


def _joined(text: str, end: int, start: int, p: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether nothing but a joint stands between two pieces."""
    joint = p["and"].match(text, end)
    return joint is not None and joint.end() == start


def _pieces(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """The pieces of a phrase between its commas and conjunctions, but for words that say how, with whom, within what.

    Such words end with a comma; where they may be a list ("including civil society, the media and academia"), only a
    comma with a conjunction ends them.
    """
    p, text = phrases.addressees, paragraph.text
    aside = listing = False
    for at, stop, comma, conjunction in _segments(paragraph, start, end, phrases):
        if p["aside"].match(text, at, stop):
            aside, listing = True, p["listing"].match(text, at, stop) is not None
        elif not aside or (comma and (conjunction or not listing) and p["resumes"].match(text, at, stop)):
            aside = False
            yield at, stop


def _segments(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> Iterator[tuple[int, int, bool, bool]]:
    """All pieces of a phrase, and whether a comma and a conjunction stand before each. Names of bodies stay whole."""
    p, text = phrases.addressees, paragraph.text
    joints = list(p["and"].finditer(text, start, end))
    whole = _names(paragraph, start, end, phrases) if joints else []
    bodies = [name for name in whole if not name.id.startswith("group:")]
    comma = conjunction = False
    for joint in joints:
        if any(name.start < joint.start() and joint.end() <= name.end for name in bodies):
            continue
        if joint.start() > start:
            yield start, joint.start(), comma, conjunction
        comma = joint[0].strip()[:1] in COMMAS
        conjunction = p["conjunction"].match(joint[0]) is not None
        start = joint.end()
    if start < end:
        yield start, end, comma, conjunction


def _trimmed(text: str, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> tuple[int, int, bool]:
    """A piece without its article, its relative clause and the space around it, and whether it had such a clause."""
    if article := p["article"].match(text, start, end):
        start = article.end()
    cut = p["cut"].search(text, start, end)
    end = cut.start() if cut else end
    while end > start and text[end - 1] in " ,،:;":
        end -= 1
    return start, end, cut is not None


def _is_party(paragraph: Paragraph, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether the head of a piece, which a complement may follow, is a body, a group or an officer."""
    if p["thing"].match(paragraph.text, start, end):
        return False
    return p["party"].search(paragraph.text, start, _head(paragraph, start, end, p)) is not None


def _is_name(paragraph: Paragraph, start: int, end: int, phrases: Phrases) -> bool:
    """Whether the head of a piece is a proper name: its last word has a capital, or the list of actors has it."""
    p = phrases.addressees
    head = _head(paragraph, start, end, p)
    named = p["name"].search(paragraph.text, start, head)
    if named:
        return paragraph.printed(*named.span())[:1].isupper()
    return any(
        name.start <= start and head <= name.end and not name.id.startswith("group:")
        for name in _names(paragraph, start, end, phrases)
    )


def _head(paragraph: Paragraph, start: int, end: int, p: Mapping[str, re.Pattern[str]]) -> int:
    """The end of the head of a piece."""
    found = p["complement"].search(paragraph.text, start, end)
    return found.start() if found and found.start() > start else end
