"""Observances and meetings: days, weeks, years and decades proclaimed or to be observed; conferences to be convened.

A word that proclaims, observes or convenes is paired with the first name of a day or a meeting after it; where the
name stands before it ("the Conference shall be held from ..."), the words must also say when or where. The day, the
place and the host are read in the words around the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from operative.meaning.clauses import Paragraph
from operative.meaning.names import MEETINGS, PERIODS, Name, name
from operative.meaning.occasions import date_beside, occasion_of
from operative.meaning.passages import Passage, quotes
from operative.meaning.phrases import QUOTED, Phrases
from operative.meaning.rules import placed
from operative.record import Block, Observance, ObservanceAction, ObservanceKind

SHORT = 2  # words of a name that may be said for a longer one: "the International Day"
FARTHEST = {"proclaim": 220, "convene": 320, "observe": 70}  # characters between a verb and the name that it takes


def observances(passages: Iterable[Passage], phrases: Phrases, blocks: Sequence[Block]) -> tuple[Observance, ...]:
    """The observances and meetings of a document's passages.

    A day whose date another of its blocks gives has that date; "the Day" has the name that was written out before.
    """
    found: dict[str, list[Observance]] = {}
    for passage in passages:
        if made := _observed(passage, phrases) or _parts(passage, found, phrases):
            found.setdefault(passage.paragraph.block.id, []).extend(made)
    whole = {one.name for made in found.values() for one in made if one.rule == "observance-part"}
    kept = [one for made in found.values() for one in made if one.when or one.name not in whole]
    named: list[Observance] = []
    for one in kept:
        full = _named_in_full(one, named, blocks, phrases)
        if not _said_before(full, named):
            named.append(full)
    return tuple(one if one.date else _dated(one, blocks, phrases) for one in named)


def _named_in_full(
    observance: Observance, before: Sequence[Observance], blocks: Sequence[Block], phrases: Phrases
) -> Observance:
    """The day under its full name where only "the International Day" is printed: the nearest before with its words."""
    if observance.kind not in PERIODS or len(observance.name.split()) > SHORT:
        return observance
    observed = [one.name for one in before if one.kind == observance.kind]
    longer = next((name for name in reversed(observed) if _is_longer(name, observance.name)), None)
    if longer is None:
        at = next((n for n, block in enumerate(blocks) if block.id == observance.in_), 0)
        written = (name for block in reversed(blocks[: at + 1]) for name in _written(block, observance.kind, phrases))
        longer = next((name for name in written if _is_longer(name, observance.name)), None)
    return replace(observance, name=longer) if longer else observance


def _said_before(day: Observance, before: Sequence[Observance]) -> bool:
    """Whether a paragraph keeps a day that it has kept: "Decides to observe ..., and invites States to observe it"."""
    said = ((one.in_, one.action, one.name) for one in before)
    return day.kind in PERIODS and (day.in_, day.action, day.name) in said


def _is_longer(name: str, short: str) -> bool:
    """Whether a name has the words of a short one, in their order, and more."""
    words = iter(name.split())
    return name != short and all(word in words for word in short.split())


def _written(block: Block, kind: ObservanceKind, phrases: Phrases) -> Iterator[str]:
    """The names of days of a kind that a block prints."""
    text, places = phrases.plain(block.text)
    paragraph = Paragraph(block, "", text, places, None)
    for found in _named_before((kind,), paragraph, len(text), text, phrases):
        yield paragraph.printed(found.start, found.end).strip(" ,;.")


def _dated(observance: Observance, blocks: Sequence[Block], phrases: Phrases) -> Observance:
    """The day with the date that stands beside its name elsewhere: "... the Day of Lighthouses on 7 August"."""
    if observance.kind not in PERIODS:
        return observance
    for block in blocks:
        at = block.text.find(observance.name)
        date = date_beside(block.text, at, at + len(observance.name), observance.kind, phrases) if at >= 0 else None
        if date:
            return replace(observance, date=date, when=observance.when or date)
    return observance


def _parts(passage: Passage, found: Mapping[str, Sequence[Observance]], phrases: Phrases) -> list[Observance]:
    """The parts of a meeting, each with its day: "to hold it in two parts: (i) The first part ..., on 17 March"."""
    above = passage.paragraph.above
    if above is None or passage.start > 0 or above.block.id not in found:
        return []
    whole = next((one for one in found[above.block.id] if one.action == "convene"), None)
    if not (whole and phrases.observances["part"].match(passage.paragraph.text)):
        return []
    named = Name(whole.kind, passage.start, passage.start)
    part = replace(_made("observance-part", "convene", passage, named, phrases), name=whole.name)
    return [part] if part.when else []


def _blank(text: str, phrases: Phrases) -> str:
    """The text without what stands in quotation marks or is set between commas to say when or where."""
    return phrases.observances["aside"].bare.sub(lambda aside: QUOTED * len(aside[0]), quotes(text, phrases).text)


def _observed(passage: Passage, phrases: Phrases) -> list[Observance]:
    """What one passage proclaims, convenes or observes; the purpose of a meeting is no observance of its own."""
    if not (passage.found(phrases.observances["cue"]) and passage.settles(phrases)):
        return []
    text, decides = _blank(passage.paragraph.text, phrases), passage.decides(phrases)
    if decides and (days := _proclaimed(passage, text, phrases)):
        return [_made("observance-proclaim", "proclaim", passage, day, phrases) for day in days]
    meetings = _once(passage, _taken("convene", MEETINGS, passage, text, phrases))
    if meetings and (decides or passage.asks(phrases.observances["conveners"], meetings[0].start)):
        return [_made("observance-convene", "convene", passage, meeting, phrases) for meeting in meetings]
    if decides and (held := _held(passage, text, phrases)):
        made = _made("observance-held", "convene", passage, held, phrases)
        return [made] if made.when or made.where else []
    return [_made("observance-observe", "observe", passage, day, phrases) for day in _kept(passage, text, phrases)]


def _proclaimed(passage: Passage, text: str, phrases: Phrases) -> list[Name]:
    """What a passage proclaims, and not only decides to consider; its name may stand in quotation marks."""
    found = list(_taken("proclaim", PERIODS, passage, text, phrases))
    found = found or list(_taken("proclaim", PERIODS, passage, passage.paragraph.text, phrases))
    considered = phrases.agenda["consider"]
    return [day for day in found if not considered.search(text, passage.start, day.start)]


def _kept(passage: Passage, text: str, phrases: Phrases) -> list[Name]:
    """What a passage observes; a day's name may stand in quotation marks (a decade in them is a document's title)."""
    found = list(_taken("observe", PERIODS, passage, text, phrases))
    return found or list(_taken("observe", ("day",), passage, passage.paragraph.text, phrases))


def _once(passage: Passage, names: Iterator[Name]) -> list[Name]:
    """The names but for those that say an earlier one again: "the Conference"."""
    kept: list[Name] = []
    for found in names:
        words = passage.paragraph.text[found.start : found.end]
        if not any(words in passage.paragraph.text[one.start : one.end] for one in kept):
            kept.append(found)
    return kept


def _taken(key: str, kinds: Sequence[ObservanceKind], passage: Passage, text: str, phrases: Phrases) -> Iterator[Name]:
    """The names that the verbs of a passage take: the first after each, and those joined to it."""
    paragraph, end, done = passage.paragraph, passage.end, passage.with_verb
    for verb in phrases.observances[key].finditer(text, done, end):
        if verb.end() < done:
            continue
        if key == "observe" and phrases.observances["those"].match(text, verb.end(), end):
            yield from _named_before(kinds, paragraph, verb.start(), text, phrases)
            continue
        found = name(kinds, paragraph, text, verb.end(), min(verb.end() + FARTHEST[key], end), end, phrases)
        while found:
            yield found
            done = found.end
            more = phrases.observances["more"].search(text, done, end)
            found = name(kinds, paragraph, text, more.end(), min(more.end() + 60, end), end, phrases) if more else None


def _named_before(
    kinds: Sequence[ObservanceKind], paragraph: Paragraph, end: int, text: str, phrases: Phrases
) -> Iterator[Name]:
    """All that a paragraph has named so far: "... and encourages all States to observe the Days"."""
    at = paragraph.clauses[0].said if paragraph.clauses else 0
    while found := name(kinds, paragraph, text, at, end, end, phrases, anywhere=True):
        yield found
        at = found.end


def _held(passage: Passage, text: str, phrases: Phrases) -> Name | None:
    """The meeting that a passage says shall be held."""
    verb = phrases.observances["held"].search(text, passage.start, passage.end)
    return verb and name(MEETINGS, passage.paragraph, text, passage.start, verb.start(), verb.start(), phrases)


def _made(rule: str, action: ObservanceAction, passage: Passage, named: Name, phrases: Phrases) -> Observance:
    paragraph = passage.paragraph
    occasion = occasion_of(passage, named, phrases, proclaimed=action == "proclaim")
    return Observance(
        **placed(paragraph, passage.with_verb, passage.end, rule),
        kind=named.kind,
        name=paragraph.printed(named.start, occasion.name_end).strip(" ,;."),
        when=paragraph.printed(*occasion.when) if occasion.when else None,
        date=occasion.date,
        where=paragraph.printed(*occasion.where) if occasion.where else None,
        host=paragraph.printed(*occasion.host) if occasion.host else None,
        action=action,
    )
