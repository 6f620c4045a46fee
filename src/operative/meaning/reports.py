"""Report requests: who is to submit what to whom, by when.

A request for a report is a clause that directs somebody (or decides that somebody shall) to report, to submit a report,
a briefing, information or the like, to inform a body, or to include something in a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from operative.meaning.addressees import actors, addressees, meant
from operative.meaning.anchored import Anchored
from operative.meaning.clauses import Paragraph
from operative.meaning.due import due
from operative.meaning.passages import AGAIN, DECIDING, Passage, quotes, titles
from operative.meaning.phrases import Phrases
from operative.meaning.rules import placed
from operative.meaning.verbs import directs
from operative.record import Due, ReportForm, ReportRequest

RULES = ("report", "submit", "inform", "in-report")  # their patterns have groups of these names
ASKING = frozenset({"request", "invite", "encourage"})  # "requests a briefing"


def reports(passages: Iterable[Passage], phrases: Phrases, session: int | None) -> tuple[ReportRequest, ...]:
    """The report requests of a document's passages; `session` is the Assembly's session that adopted it."""
    found: list[ReportRequest] = []
    for passage in passages:
        for request in _requests(passage, phrases, session):
            if not _said_again(request, found):
                found.append(_as_before(request, passage, found, phrases))
    return tuple(found)


def _requests(passage: Passage, phrases: Phrases, session: int | None) -> Iterator[ReportRequest]:
    """The requests of one passage: one for each thing that is to be submitted at another time or to another body."""
    verb = passage.clause.verb
    asks_again = verb in AGAIN and passage.found(phrases.agenda["renewed"])  # "reaffirms its request to"
    if not (directs(verb) or verb in DECIDING or asks_again):
        return
    asked = list(_submissions(passage, phrases))
    if not asked:
        return
    if not (directs(verb) or asks_again) and passage.paragraph is passage.clause.paragraph:
        asked = [one for one in asked if phrases.reports["shall"].search(passage.paragraph.text, passage.start, one[2])]
    made: list[ReportRequest] = []
    at_session: set[int] = set()  # which of them are for a session, of any body
    elsewhere: list[ReportRequest] = []  # to another body, at a time of its own
    for n, (rule, start, _) in enumerate(asked):
        begin = start if n else passage.start
        end = asked[n + 1][1] if n + 1 < len(asked) else passage.end
        first, *others = pairwise([begin, *_joints(passage, start, end, phrases, session), end])
        made.append(_request(passage, rule, start, first, phrases, session))
        if phrases.due["sessions"].search(passage.paragraph.text, start, end):
            at_session.add(n)
        elsewhere += (_request(passage, rule, start, other, phrases, session) for other in others)
    yield from _told_apart(made, at_session, phrases)
    yield from elsewhere


def _joints(passage: Passage, start: int, end: int, phrases: Phrases, session: int | None) -> Iterator[int]:
    """Where another body begins with a time of its own: "to the Assembly at its ... session | and to the Council"."""
    text = passage.paragraph.text
    for joint in phrases.reports["and_to"].finditer(text, start, end):
        timed = phrases.due["sessions"].search(text, start, joint.start())  # of any body
        if timed or due(passage.paragraph, start, joint.start(), phrases, session):
            yield joint.start()


def _said_again(request: ReportRequest, before: Sequence[ReportRequest]) -> bool:
    """Whether a request says what the report must include that its paragraph has asked for with a date."""
    asked = (one for one in before if one.in_ == request.in_ and one.due and one.actors == request.actors)
    return request.rule == "in-report" and request.due is None and any(asked)


def _as_before(
    request: ReportRequest, passage: Passage, before: Sequence[ReportRequest], phrases: Phrases
) -> ReportRequest:
    """The request; where it speaks of "the aforementioned report", due when the report asked for before is."""
    said = phrases.reports["said_report"].search(passage.paragraph.text, passage.start, passage.end)
    dated = next((one for one in reversed(before) if one.due), None)
    if request.due or not said or not dated or request.rule != "in-report":
        return request
    return replace(request, due=dated.due, to=request.to or dated.to)


def _submissions(passage: Passage, phrases: Phrases) -> Iterator[tuple[str, int, int]]:
    """What is to be submitted: the rule that found it, and where its words stand."""
    text, end, at = passage.paragraph.text, passage.end, passage.start
    p = phrases.reports
    if not (p["cue"].may_with(passage.seen) and p["cue"].search(text, at, end)):
        return
    if passage.verb in ASKING and (thing := p["thing"].match(text, at, end)):
        yield "submit", thing.start(), thing.end()
        at = thing.end()
    while found := p["submission"].search(text, at, end):
        if found.lastgroup != "aside":
            rule = next((rule for rule in RULES if found[rule.replace("-", "_")]), "submit")
            yield rule, found.start(), found.end()
        at = found.end()


def _told_apart(made: list[ReportRequest], at_session: Set[int], phrases: Phrases) -> Iterator[ReportRequest]:
    """The requests of a passage that differ: "to prepare a report and submit it at its next session" is one.

    What is to go to another body at a session of its own, which is no time of the Assembly's, is one more, and so is
    a report on another matter: "to report on the lamps, and to submit a report on the bells".
    """
    dated = [request for request in made if request.due]
    recipients = [_recipient(request, phrases) for request in made]
    timely = {None} | {recipients[n] for n, request in enumerate(made) if request.due}
    for n, request in enumerate(made):
        other_matter = n > 0 and _is_other_report(request, made[n - 1])
        own_session = n in at_session and recipients[n] not in timely
        if request.due is None and dated and not (own_session or other_matter):
            continue  # it goes on the one with a time
        same = [other for other in made[:n] if other.due == request.due]
        other_body = recipients[n] is not None and recipients.count(recipients[n]) == 1
        elsewhere = other_body and any(recipient is not None for recipient in recipients[:n])
        if elsewhere or other_matter or not same:
            yield request


def _is_other_report(request: ReportRequest, before: ReportRequest) -> bool:
    """Whether a report is asked for on a matter of its own, after one on a matter.

    It is, where it is to be submitted after reporting, or in the same words to somebody whom they name again.
    """
    on_matters = before.on is not None and request.on is not None and before.form == request.form == "report"
    named_again = before.rule == request.rule and request.to is not None
    return on_matters and (named_again or (before.rule, request.rule) == ("report", "submit"))


def _recipient(request: ReportRequest, phrases: Phrases) -> str | None:
    """To whom, in plain letters; one word for the Assembly, whatever names it."""
    named = request.to and phrases.plain(request.to)[0]
    return "" if named and phrases.reports["assembly"].fullmatch(named) else named


def _request(
    passage: Passage, rule: str, submitted: int, place: tuple[int, int], phrases: Phrases, session: int | None
) -> ReportRequest:
    """A request whose words stand at a place; those that say what is to be submitted may stand before it."""
    start, end = place
    paragraph, text, p = passage.paragraph, passage.paragraph.text, phrases.reports
    clause = passage.clause
    speaker, by = clause.paragraph, meant(clause, addressees(clause, phrases), phrases)
    if not by and (subject := p["subject"].search(text, passage.start, end)):
        speaker, by = paragraph, (subject.span("by"),)
    to = p["to"].search(text, max(start, submitted), end) or p["to"].search(text, start, end)
    return ReportRequest(
        **placed(paragraph, start, end, rule),
        by=tuple(speaker.printed(*place) for place in by),
        actors=actors(speaker, by, phrases),
        to=paragraph.printed(*to.span("to")) if to else None,
        due=_due(rule, paragraph, start, submitted, end, phrases, session),
        form=_form(rule, text, start, end, p),
        on=_matter(paragraph, max(start, submitted), end, p) or _matter(paragraph, start, submitted, p),
        includes=_includes(text, start, end, p),
        conditions=tuple(paragraph.printed(*found.span()) for found in p["condition"].finditer(text, start, end)),
        item=next(titles(phrases.agenda["item"], paragraph, start, end, quotes(text, phrases)), None),
    )


def _due(
    rule: str, paragraph: Paragraph, start: int, submitted: int, end: int, phrases: Phrases, session: int | None
) -> Due | None:
    """When it is due; of several sessions those that its own words name, if they name one.

    What goes into a report is due with it, whatever is done every year before: "to continue the annual tour, and to
    provide information in his next report".
    """
    found = due(paragraph, start, end, phrases, session)
    if found is None or len(found.sessions) == 1:
        return found
    own = due(paragraph, max(start, submitted), end, phrases, session)
    if rule == "in-report" and not (found.sessions or found.date):
        return own
    told = own and (own.sessions or (own.other and not found.sessions))
    return own if told else found


def _matter(paragraph: Paragraph, start: int, end: int, p: Mapping[str, Anchored]) -> str | None:
    """What is to be reported on, as printed: the first matter that words name."""
    found = p["matter"].search(paragraph.text, start, end)
    return paragraph.printed(*found.span(found.lastgroup or 0)).strip(" .") if found else None


def _form(rule: str, text: str, start: int, end: int, p: Mapping[str, Anchored]) -> ReportForm:
    """The form of what is submitted: oral where the words say so, then by what it is called, then by the verb."""
    if p["oral"].search(text, start, end):
        return "oral"
    if rule in ("report", "in-report") or p["written"].search(text, start, end):
        return "report"
    return "information" if rule == "inform" or p["information"].search(text, start, end) else "other"


def _includes(text: str, start: int, end: int, p: Mapping[str, Anchored]) -> tuple[str, ...]:
    """The ids of the paragraphs whose matters the report must take in."""
    found: list[str] = []
    for match in p["includes"].finditer(text, start, end):
        found += (f"op{number}" for number in re.findall(r"\d+", match["numbers"]))
    return tuple(dict.fromkeys(found))
