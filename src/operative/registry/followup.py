"""Follow-up: what became of each report request, and the paragraph that shows it.

A report request is answered where a resolution that goes on the series takes note of, welcomes or has considered a
report of the author asked, in a session in which it was due, or where a catalogue knows such a report. Where nothing
says when it is due, the next of the series counts. What the registry does not hold can't be known: *no evidence found*
is never *not done*, and *lapsed* is only said of sessions that are over and held well. The statuses and rules of all
that is followed up stand here; decisions, days, meetings, bodies and invitations have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from operative import sessions
from operative.meaning.actors import actor_of, actors_in
from operative.meaning.phrases import phrases as patterns
from operative.record import Due, Record, ReportRequest
from operative.registry.noted import heading_of, noted, paragraph_of, words_of
from operative.registry.series import alike

Status = Literal[
    "upcoming",
    "due",
    "open",
    "answered",
    "renewed",
    "lapsed",
    "taken up",
    "renamed",
    "deferred",
    "recurs",
    "held",
    "running",
    "established",
    "extended",
    "ended",
    "no evidence found",
]
STATUSES: dict[Status, str] = {
    "upcoming": "The session, day or year in which it is due, observed or held has not come.",
    "due": "The session is open, or is over and the registry holds no resolution of it.",
    "open": "An invitation to inform: its time has not passed, and nothing that is held has gone on the matter since.",
    "answered": "A later resolution notes a report of the author asked, or a catalogue knows one; of an invitation, the"
    " report that takes its information in is answered, or a later resolution speaks of what was given.",
    "renewed": "No report was found, and a resolution that goes on the series asks again.",
    "lapsed": "No report was found, the sessions in which it was due are over and held well, and nothing asks for it"
    " any more: the series goes on without it, or has ended.",
    "taken up": "A resolution of the session stands under the item, goes on the series, or cites a decision of its own"
    " session.",
    "renamed": "A resolution of the session stands under an item of nearly that name.",
    "deferred": "The decision itself puts the matter off.",
    "recurs": "A day, week or meeting of each year: it comes again, the next time on the day given.",
    "held": "A later resolution speaks of the meeting as held, or of its outcome.",
    "running": "The year or decade has begun and is not over; the mandate's last day has not passed.",
    "established": "A later resolution speaks of the body or fund as one that is there.",
    "extended": "A later resolution has it go on.",
    "ended": "Its last day or year has passed, or a resolution ends it.",
    "no evidence found": "Nothing that the registry holds shows what became of it. That is not: not done.",
}
ASSEMBLY = "un:general-assembly"
PERIODS = {"biennial": 2, "triennial": 3, "quadrennial": 4, "quinquennial": 5}  # sessions
UNTOLD = 0.5  # how far a report is on the matter, where it isn't said what it is on
SAME_REQUEST = 0.4  # of two paragraphs' words, from which they ask for the same
ONLY_REQUEST = 0.25  # the same, where each is the only report asked of its author
SAME_TITLE = 0.5  # of two titles' words, from which resolutions may have one matter
ON_IT = 1 / 2  # of the words that say what a noted report is on, the share that the request or its title must have
NAMED = 0.8  # of a resolution's title or section's heading, the share that what names it has


class Evidence(msgspec.Struct, frozen=True):
    """The document and paragraph that a status rests on, and the rule that found it."""

    symbol: str
    block: str | None
    document: str | None  # the report that is noted, or the item's name
    rule: str
    confidence: float
    day: str | None = None  # the next one of what recurs


class FollowUp(msgspec.Struct, frozen=True):
    """The status of one fact of a work, with its evidence, the strongest first."""

    status: Status
    evidence: tuple[Evidence, ...] = ()


RULES = {
    "noted-author": (
        "A resolution that goes on the series, in a session in which the report is due, takes note of, welcomes or has"
        " considered a report of the author asked; what it is said to be on, the request or its title says too.",
        0.97,
    ),
    "noted-session": (
        "A resolution that goes on the series, in a session in which the report is due, notes one document of that"
        " session and no other; one of the two authors, asked or noted, is none that the lists of actors know.",
        0.9,
    ),
    "known-report": (
        "A catalogue knows a report of the author asked, in a session in which it is due, whose title names the"
        " resolution or has the words of its title.",
        0.9,
    ),
    "asked-no-more": (
        "A resolution goes on the series in or after the last session in which the report was due; like all that follow"
        " it, it neither notes a report of the author asked nor asks for one.",
        0.9,
    ),
    "series-ended": (
        "From the session in which the report was due on, no resolution goes on the series or cites the one that asks,"
        " and none of that session has its agenda item or nearly its title.",
        0.9,
    ),
    "taken-in": ("The report that was to take in what the invitation asks for is answered.", 0.95),
    "given": (
        "A later resolution that goes on the series or cites this one recalls, welcomes or notes information, views or"
        " proposals that those invited gave on the matter.",
        0.95,
    ),
    "asked-again": ("A resolution that goes on the series asks the same author for the same again.", 0.97),
    "resolution-under-item": ("A resolution of the session stands under an agenda item of that name.", 0.99),
    "successor-in-session": ("A resolution of the session goes on the series.", 0.95),
    "cited-in-session": (
        "What was to be considered in the session that decided so: another resolution of that session cites the one"
        " that decides.",
        0.9,
    ),
    "item-like": ("A resolution of the session stands under an agenda item of nearly that name.", 0.9),
    "each-year": ("The paragraph has it kept each year, or on a day of no year.", 0.98),
    "own-dates": ("The paragraph itself gives the day, year or years.", 0.97),
    "spoken-of-as-held": (
        "A later resolution that goes on the series or cites this one recalls, welcomes or notes a meeting of that name"
        " as held, or its outcome; where its day is known, that had passed.",
        0.95,
    ),
    "spoken-of": (
        "A later resolution that goes on the series or cites this one recalls, welcomes or notes a body of that name.",
        0.95,
    ),
    "extended-later": ("A later resolution that goes on the series or cites this one extends it.", 0.95),
    "ended-later": ("A later resolution that goes on the series or cites this one ends it.", 0.95),
    "ended-here": ("The paragraph itself ends it.", 0.95),
}


class Known(msgspec.Struct, frozen=True):
    """A document that a catalogue knows."""

    symbol: str
    title: str
    author: str


class Held(msgspec.Struct, frozen=True):
    """What following up asks the registry: which sessions it holds, who goes on whom, records, items, documents."""

    sessions: frozenset[int]  # of which it holds resolutions
    session: Mapping[str, int]  # in which each resolution counts
    well: frozenset[int]  # sessions that are over and held well
    successors: Mapping[str, Sequence[str]]
    citing: Mapping[str, Sequence[str]]  # the resolutions that cite one
    titles: Mapping[int, Mapping[str, str]]  # session, symbol, title
    under: Mapping[str, frozenset[str]]  # the items of each resolution, in plain words
    record: Callable[[str], Record | None]
    items: Mapping[int, Mapping[str, Sequence[str]]]  # session, item's name in plain words, symbols
    documents: Mapping[int, Sequence[Known]]  # by session
    today: date


def report(symbol: str, request: ReportRequest, held: Held) -> FollowUp:
    """What became of a report request of a resolution."""
    adopted = held.session.get(symbol)
    due = due_sessions(request.due, adopted)
    if due and sessions.opening_day(min(due)) > held.today:
        return FollowUp("upcoming")
    onwards = list(onwards_from(symbol, held))
    answers = tuple(_answers(symbol, request, due, onwards, held))
    if answers:
        return FollowUp("answered", answers)
    again = tuple(asked_again(symbol, request, held))
    if again:
        return FollowUp("renewed", again[:1])
    if not due:
        return FollowUp("no evidence found")
    if is_open(due, held):
        return FollowUp("due")
    lapsed = tuple(_lapsed(symbol, request, due, onwards, held)) if _shows(symbol, request, held) else ()
    return FollowUp("lapsed", lapsed) if lapsed else FollowUp("no evidence found")


def _answers(
    symbol: str, request: ReportRequest, due: Sequence[int], onwards: Sequence[str], held: Held
) -> Iterator[Evidence]:
    """What answers a request: reports that the series notes when they are due, then those that catalogues know."""
    if not _shows(symbol, request, held):
        return
    dated, adopted = _is_dated(request), held.session.get(symbol)
    period = due if dated else range((adopted or 0) + 1, max(due, default=0) + 1)  # of what recurs the whole first one
    chain = [work for work in onwards if held.session[work] in period] if due else _next(onwards, held)
    for work in chain:
        yield from _noted_reports(work, symbol, request, held, dated=dated)
    for session in due:
        yield from _known_reports(session, symbol, request, held)


def _shows(symbol: str, request: ReportRequest, held: Held) -> bool:
    """Whether a document of the Assembly may show what came: none tells what was said, or given to another body."""
    return request.form != "oral" and (_is_dated(request) or _to_the_assembly(symbol, request, held))


def _is_dated(request: ReportRequest) -> bool:
    return request.due is not None and bool(request.due.sessions or request.due.date)


def is_open(due: Sequence[int], held: Held) -> bool:
    """Whether the last of the sessions in which something is due is not over, or nothing of them is held."""
    return sessions.opening_day(max(due) + 1) > held.today or not held.sessions.intersection(due)


def _lapsed(
    symbol: str, request: ReportRequest, due: Sequence[int], onwards: Sequence[str], held: Held
) -> Iterator[Evidence]:
    """What shows that nothing asks for a report any more; nothing where too little is held to tell.

    A report that is due time and again stands until somebody ends it: of such a one nothing is said, nor of one whose
    author nobody knows.
    """
    since = max(*due, held.session[symbol] + 1)  # nothing goes on a series in its own session
    if not {*due, since} <= held.well or not request.actors or (request.due and request.due.recurrence):
        return
    later = [work for work in onwards if held.session[work] >= since]
    if not later:
        if not _is_gone_on_with(symbol, since, held):
            last = max(onwards, key=lambda work: held.session[work], default=symbol)
            yield evidence("series-ended", last)
    elif not any(_speaks_of_author(held.record(work), request) for work in later):
        yield evidence("asked-no-more", later[0])


def _is_gone_on_with(symbol: str, session: int, held: Held) -> bool:
    """Whether a resolution of a session has the matter of another, as far as can be told; also if it can't be.

    It stands under one of its items, or has nearly its title (items and titles of every year name it); or one of that
    session or a later one cites it.
    """
    own, title = _items(symbol, held), _of_no_year(held.titles[held.session[symbol]][symbol])
    return (
        not own
        or any(held.session[work] >= session for work in held.citing.get(symbol, ()))
        or any(
            own & _items(work, held) or alike(_of_no_year(named), title) >= SAME_TITLE
            for work, named in held.titles.get(session, {}).items()
        )
    )


def _items(symbol: str, held: Held) -> frozenset[str]:
    """The items that a resolution stands under, or those that they are sub-items of."""
    return frozenset(_of_no_year(item.partition(":")[0]) for item in held.under.get(symbol, ()))


def _of_no_year(name: str) -> str:
    return re.sub(r"\d", "", name)


def _speaks_of_author(record: Record | None, request: ReportRequest) -> bool:
    """Whether a resolution asks the author of a request for something, or notes a document of that author."""
    if record is None:
        return True
    asked = set(request.actors)
    return (
        any(asked & set(one.actors) or not one.actors for one in record.reports)
        or any(asked & set(one.actors) for one in record.noted_documents)
        or any(asked & one.authors.keys() or not one.authors for one in noted(record))
    )


def due_sessions(due: Due | None, adopted: int | None) -> tuple[int, ...]:
    """The sessions in which something is due: those named, that of the day, or that in which it recurs first."""
    if due is None:
        return ()
    if due.sessions:
        return due.sessions
    if due.date:
        found = sessions.of_date(last_day(due.date))
        return (found.number,) if found else ()
    return (adopted + PERIODS.get(due.recurrence, 1),) if due.recurrence and adopted else ()


def last_day(printed: str) -> date:
    """The last day of a year ("2027") or month, or the day that is printed."""
    year, *rest = map(int, printed.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _to_the_assembly(symbol: str, request: ReportRequest, held: Held) -> bool:
    """Whether a report is for the Assembly, as far as is said."""
    record = held.record(symbol)
    code = (record.language if record else None) or "en"
    return request.form == "report" and (request.to is None or actor_of(request.to, code) == ASSEMBLY)


def onwards_from(symbol: str, held: Held) -> Iterator[str]:
    """The resolutions that go on a series after one of its own, the next first."""
    known = {symbol}
    following = list(held.successors.get(symbol, ()))
    while following:
        work = following.pop(0)
        if work not in known:
            known.add(work)
            yield work
            following += held.successors.get(work, ())


def _next(onwards: Sequence[str], held: Held) -> list[str]:
    """Of the resolutions that go on a series those of the first session."""
    first = min((held.session[work] for work in onwards), default=None)
    return [work for work in onwards if held.session[work] == first]


def evidence(rule: str, symbol: str, block: str | None = None, document: str | None = None) -> Evidence:
    """A piece of evidence with the confidence of the rule that found it."""
    return Evidence(symbol, block, document, rule, RULES[rule][1])


def _noted_reports(work: str, symbol: str, request: ReportRequest, held: Held, *, dated: bool) -> Iterator[Evidence]:
    """The reports that a resolution notes and that answer a request: those of the author asked, the nearest first.

    Where the request names the session (`dated`), a single one whose author nobody knows does, too.
    """
    asking, record = held.record(symbol), held.record(work)
    if asking is None or record is None:
        return
    found = list(noted(record))
    asked, paragraph = set(request.actors), paragraph_of(asking, request.in_)
    overall = _is_overall(paragraph, asking.language)
    about = heading_of(asking, request.in_) or asking.title or ""
    named = words_of(f"{request.on or paragraph} {about}")
    matter = _matter(request, paragraph, about)
    timed = request.due is not None  # that tells which of the author's reports is meant
    bare = request.form != "other" and (timed or _is_on_its_own_matter(request, about, asking.language))
    mine = [one for one in found if asked & one.authors.keys()]
    near = [
        one
        for one in mine
        if (_nearness(on, matter) >= ON_IT if (on := one.on(asked)) else bare)
        and (not overall or _is_overall(one.words, record.language))
        and _is_in_its_section(one.heading, heading_of(asking, request.in_), paragraph)
    ]
    if near:
        nearest = sorted(near, key=lambda one: (not _names(paragraph, one.heading), -_nearness(one.on(asked), named)))
        for block, document in dict.fromkeys((one.block, one.symbol) for one in nearest):
            yield evidence("noted-author", work, block, document)
    elif len(found) == 1 and dated and bare and not overall and not (found[0].authors and request.actors):
        yield evidence("noted-session", work, found[0].block, found[0].symbol)


def _is_in_its_section(noted_in: str, asked_in: str, paragraph: str) -> bool:
    """Whether a report is noted in a section on the matter of that in which it was asked for, or which that names.

    Told where both resolutions have sections with headings.
    """
    heading = words_of(noted_in)
    if not heading or not asked_in:
        return True
    return _nearness(heading, words_of(asked_in)) >= NAMED or _names(paragraph, noted_in)


def _names(paragraph: str, heading: str) -> bool:
    """Whether a paragraph has the words of a section's heading: "in the financial performance report"."""
    words = words_of(heading)
    return bool(words) and _nearness(words, words_of(paragraph)) >= NAMED


def _matter(request: ReportRequest, paragraph: str, about: str) -> frozenset[str]:
    """The words that what answers a request may be on: those of its paragraph and of the resolution's title.

    Of something else than a report (recommendations, proposals) only the request's own words tell: the title is that of
    the reports. Of a report that is to have a section on something, that section isn't what the report is on.
    """
    if request.form == "other":
        return words_of(paragraph[request.offset : request.end])
    return words_of(f"{request.on if request.rule == 'in-report' and request.on else paragraph} {about}")


def _is_on_its_own_matter(request: ReportRequest, about: str, language: str | None) -> bool:
    """Whether a report is asked for on the matter of the resolution: one that is noted without a matter is on that."""
    if not request.on:
        return True
    phrases = patterns(language or "en")
    itself = phrases.reports["own_resolution"].search(phrases.plain(request.on)[0])
    return itself is not None or _nearness(words_of(request.on), words_of(about)) >= ON_IT


def _is_overall(words: str, language: str | None) -> bool:
    """Whether a report on all operations at once is meant, which stands beside those of each."""
    phrases = patterns(language or "en")
    return phrases.due["overall"].search(phrases.plain(words)[0]) is not None


def _nearness(on: frozenset[str], matter: frozenset[str]) -> float:
    """How far a report is on a matter: the share of the words that say what it is on which the matter has."""
    return len(on & matter) / len(on) if on else UNTOLD


def _known_reports(session: int, symbol: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    """The documents of a session that a catalogue knows and that answer a request."""
    record = held.record(symbol)
    title = words_of((record.title if record else None) or "")
    number = symbol.rpartition("/RES/")[2]
    for known in held.documents.get(session, ()):
        authors = {one.id for one in actors_in(f"{known.author}; {known.title}", "en")}
        names = re.search(rf"(?<!\d){re.escape(number)}(?!\d)", known.title) is not None
        if authors & set(request.actors) and (
            names or (title and len(title & words_of(known.title)) >= NAMED * len(title))
        ):
            yield evidence("known-report", known.symbol, None, known.title)


def asked_again(symbol: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    """The requests of resolutions that go on the series which ask the same of the same author, the next first."""
    for work in onwards_from(symbol, held):
        yield from _asked_again(work, symbol, request, held)


def _asked_again(work: str, symbol: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    """The request of a later resolution that asks the same of the same author: the one whose words are nearest.

    Where each asks the author for one report only, that may be worded quite differently.
    """
    asking, record = held.record(symbol), held.record(work)
    if asking is None or record is None:
        return
    earlier, later = _asked_of(request, asking), _asked_of(request, record)
    paragraph = paragraph_of(asking, request.in_)
    nearest = max(later, key=lambda one: alike(paragraph, paragraph_of(record, one.in_)), default=None)
    if nearest is None:
        return
    only = len(earlier) == len(later) == 1 and request.form == "report" and bool(request.actors)
    if alike(paragraph, paragraph_of(record, nearest.in_)) >= (ONLY_REQUEST if only else SAME_REQUEST):
        yield evidence("asked-again", work, nearest.in_)


def _asked_of(request: ReportRequest, record: Record) -> list[ReportRequest]:
    """What a resolution asks of the author of a request in the same form; an author nobody knows is named alike."""
    return [
        one
        for one in record.reports
        if one.form == request.form
        and (set(one.actors) & set(request.actors) or (one.by == request.by and not request.actors))
    ]
