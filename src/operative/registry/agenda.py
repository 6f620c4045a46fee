"""Agenda decisions followed up: an item is taken up where a resolution of the session stands under it.

It is, too, where the series goes on in that session; items are known by the names that the metadata give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from operative import sessions
from operative.record import AgendaDecision
from operative.registry.followup import Evidence, FollowUp, Held, evidence, is_open, onwards_from
from operative.registry.series import alike

SAME_ITEM = 0.75  # of two titles' words, from which items are one


def item(symbol: str, decision: AgendaDecision, held: Held) -> FollowUp:
    """What became of a decision to include an item in the agenda of a session, or to consider a matter then."""
    session, name = decision.session, decision.item
    if decision.how == "defer":
        return FollowUp("deferred")
    if session is None:
        return FollowUp("no evidence found")
    if sessions.opening_day(session) > held.today:
        return FollowUp("upcoming")
    items = {
        other: others
        for other, works in held.items.get(session, {}).items()
        if (others := [work for work in works if work != symbol])  # a decision is no evidence of itself
    }
    later = [work for work in onwards_from(symbol, held) if held.session[work] == session]
    found = list(_under(name, items)) if name else []
    if found:
        return FollowUp("taken up", tuple(sorted(found, key=lambda one: one.symbol not in later)))
    if later:
        return FollowUp("taken up", tuple(evidence("successor-in-session", work) for work in later))
    citing = [work for work in held.citing.get(symbol, ()) if held.session[work] == session == held.session[symbol]]
    if citing:
        return FollowUp("taken up", tuple(evidence("cited-in-session", work) for work in citing))
    like = [other for other in items if name and alike(name, other) >= SAME_ITEM]
    if like:
        return FollowUp("renamed", tuple(evidence("item-like", items[other][0], None, other) for other in like))
    return FollowUp("due" if is_open([session], held) else "no evidence found")


def _under(name: str, items: Mapping[str, Sequence[str]]) -> Iterator[Evidence]:
    """The resolutions under an item of a name: the metadata print an item and its sub-item with a colon between.

    Where they print none, the sub-item is at the end; but so are the same words of another item's name.
    """
    wanted = plain(name)
    named = [other for other in items if wanted in re.split(r"\s*:\s*|\.\s+", other)]
    for other in named or [other for other in items if other.endswith(wanted)]:
        yield from (evidence("resolution-under-item", work, None, other) for work in items[other])


def plain(name: str) -> str:
    """The name of an item as compared: small letters, one kind of quotation mark and hyphen, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[“”\"‘’']", "'", re.sub("[‐‑–]", "-", name.lower()))).strip(" .")
