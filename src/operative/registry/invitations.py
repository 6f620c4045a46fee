"""Invitations to inform: which report requests are invitations, and what became of each.

The rule: somebody other than the Secretary-General is asked to submit a report, information or views to him or to the
Secretariat. Where no recipient is named, it is he if another request takes the paragraph in ("including the information
requested in paragraph 3"), or if the paragraph itself goes on to ask something of him ("and requests the
Secretary-General to circulate a compilation").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from operative import sessions
from operative.meaning.actors import actor_of, actors_in
from operative.meaning.phrases import phrases
from operative.record import Due, ReportRequest
from operative.registry import followup
from operative.registry.followup import Evidence, FollowUp, Held, due_sessions, evidence, last_day, onwards_from
from operative.registry.recalled import recalled

RECIPIENTS = frozenset({"un:secretary-general", "un:secretariat"})
INFORMATION = ("information", "other")  # forms of what is given to nobody named


R = TypeVar("R", bound=ReportRequest)


def invites(request: ReportRequest, requests: Sequence[ReportRequest], language: str) -> bool:
    """Whether a report request is an invitation to inform; `requests` are all of its resolution."""
    if not request.by or of_the_secretary_general(request.actors):
        return False
    if request.to is not None:
        return actor_of(request.to, language) in RECIPIENTS
    return request.form in INFORMATION and taking_in(request.in_, requests) is not None


def of_the_secretary_general(actors: Iterable[str]) -> bool:
    """Whether something is asked of the Secretary-General or the Secretariat, and of nobody else."""
    asked = set(actors)
    return bool(asked) and asked <= RECIPIENTS


def taking_in(block: str, requests: Sequence[R]) -> R | None:
    """The request that includes a paragraph, or what that is part of, or that the paragraph itself goes on to."""
    including = (one for one in requests if any(within(block, whole) for whole in one.includes))
    going_on = (one for one in requests if one.in_ == block and of_the_secretary_general(one.actors))
    return next(including, None) or next(going_on, None)


def within(block: str, whole: str) -> bool:
    """Whether a paragraph is another, or one of its sub-paragraphs."""
    return block == whole or block.startswith(f"{whole}.")


def invitation(symbol: str, request: ReportRequest, requests: Sequence[ReportRequest], held: Held) -> FollowUp:
    """What became of an invitation: its information came in, or it is made again, or its time is open.

    That information came in shows where the report that takes it in is answered, or a later resolution speaks of it.

    Where nothing says until when, that is when a resolution goes on the series. What people contributed stands beside.
    """
    report = taking_in(request.in_, requests)
    if report is not None:
        found = followup.report(symbol, report, held)
        if found.status == "answered":
            first = found.evidence[0]
            return FollowUp("answered", (evidence("taken-in", first.symbol, first.block, first.document),))
    came = tuple(_given(symbol, request, held))
    if came:
        return FollowUp("answered", came)
    again = tuple(followup.asked_again(symbol, request, held))
    if again:
        return FollowUp("renewed", again[:1])
    due = request.due or (report.due if report else None)
    return FollowUp("open" if _is_open(symbol, due, held) else "no evidence found")


def _given(symbol: str, request: ReportRequest, held: Held) -> Iterator[Evidence]:
    """The paragraphs of later resolutions that look back on information that those who were invited gave."""
    for work, record, block, text in recalled(symbol, request, "", held):
        code = record.language or "en"
        given = phrases(code).reports["given"].search(phrases(code).plain(text)[0])
        if given and {actor.id for actor in actors_in(text, code)} & set(request.actors):
            yield evidence("given", work, block.id)


def _is_open(symbol: str, due: Due | None, held: Held) -> bool:
    if due and due.date:
        return last_day(due.date) >= held.today
    numbers = due_sessions(due, held.session.get(symbol)) if due and not due.recurrence else ()
    if numbers:
        return sessions.opening_day(max(numbers) + 1) > held.today
    return next(onwards_from(symbol, held), None) is None
