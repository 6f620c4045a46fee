"""Calls: the paragraphs that invite others to inform the Secretary-General, and whom each of them invites.

The rule: somebody other than the Secretary-General is asked to submit a report, information or views to him or to the
Secretariat. Where no recipient is named, it is he if another request takes the paragraph in ("including the information
requested in paragraph 3"), or if the paragraph itself goes on to ask something of him ("and requests the
Secretary-General to circulate a compilation"). Where no rule saw an invitation, people can say that there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from operative.languages import CODES, load
from operative.meaning.actors import actor_of
from operative.record import Due
from operative.registry import contributions, schema, word
from operative.registry.store import Unknown
from operative.registry.works import canonical, work

RECIPIENTS = frozenset({"un:secretary-general", "un:secretariat"})
INFORMATION = ("information", "other")  # forms of what is given to nobody named
MEMBER_STATES = "group:member-states"
NO_MEMBERS = frozenset({"state:cok", "state:niu", "state:pse", "state:vat"})  # States that aren't Member States


class Call(msgspec.Struct, frozen=True):
    """One invitation to inform. `who` are the words, `actors` whom they mean; `report` is the paragraph taking it in.

    `due` is when the information is due, or else when that report is. `opened_by` is who said that the paragraph
    invites, where no rule found it. `contributions` counts what has come in and was not withdrawn.
    """

    symbol: str
    block: str
    who: tuple[str, ...]
    actors: tuple[str, ...]
    due: Due | None
    report: str | None
    opened_by: str | None = None
    contributions: int = 0


class _Request(msgspec.Struct, frozen=True):
    """A report request as calls ask about it."""

    symbol: str
    language: str
    block: str
    by: tuple[str, ...]
    actors: tuple[str, ...]
    to: str | None
    form: str
    due: Due | None
    includes: tuple[str, ...]


def calls(connection: Connection, symbol: str | None = None) -> list[Call]:
    """The calls of a resolution, or of all that are held, the latest session first."""
    key = work(connection, symbol) if symbol else None
    said = word.words(connection, symbol)
    requests: dict[str, list[_Request]] = defaultdict(list)
    for request in _requests(connection, key, said):
        requests[request.symbol].append(request)
    opened = list(_opened(said, requests))
    ruled = [_call(one, every) for every in requests.values() for one in every if _invites(one, every)]
    found = {
        (call.symbol, call.block): call for call in (*opened, *reversed(ruled))
    }  # a rule's word, the first, counts
    symbols = dict.fromkeys((*requests, *(call.symbol for call in opened)))
    rank = {symbol: number for number, symbol in enumerate(symbols)}
    places = sorted(found, key=lambda place: (rank[place[0]], _natural(place[1])))
    counts = contributions.counts(connection)
    return [replace(found[place], contributions=counts[place]) for place in places]


def call(connection: Connection, symbol: str, place: str) -> Call:
    """The call of a paragraph. Raises RegistryError where it invites nobody."""
    about = word.block_of(connection, symbol, place)
    every = calls(connection, symbol)
    found = next((one for one in every if one.block == about), None)
    if found is None:
        others = ", ".join(one.block for one in every)
        mend = f"there are calls in {others}; " if others else ""
        mend += f"if it does invite somebody, say whom: `operative say {canonical(symbol)} {about} --call WHO`"
        raise Unknown(f"{canonical(symbol)} {about} is no call for contributions", mend)
    return found


def _requests(connection: Connection, key: int | None, said: Mapping[str, word.Word]) -> Iterator[_Request]:
    """The report requests, as people corrected them."""
    r, w, m, e = schema.reports.c, schema.works.c, schema.manifestations, schema.expressions
    query = (
        select(r.number, w.symbol, e.c.language, r.block, r.by, r.actors, r.to, r.form, r.due, r.includes)
        .join(schema.works, w.id == r.work)
        .join(schema.readings, schema.readings.c.id == w.leading)
        .join(m, m.c.id == schema.readings.c.manifestation)
        .join(e, e.c.id == m.c.expression)
        .order_by(w.session.desc(), w.id, r.id)
    )
    if key is not None:
        query = query.where(r.work == key)
    for number, *values in connection.execute(query):
        row = dict(zip(_Request.__struct_fields__, values, strict=True))
        about = said.get(word.key(row["symbol"], row["block"], "report", number))
        yield msgspec.convert({**row, **(about.corrections if about else {})}, _Request)


def _invites(request: _Request, requests: Sequence[_Request]) -> bool:
    """Whether a report request of a resolution is an invitation to inform."""
    if not request.by or of_the_secretary_general(request.actors):
        return False
    if request.to is not None:
        return actor_of(request.to, request.language) in RECIPIENTS
    return request.form in INFORMATION and _taking(request.block, requests) is not None


def of_the_secretary_general(actors: Iterable[str]) -> bool:
    """Whether something is asked of the Secretary-General or the Secretariat, and of nobody else."""
    asked = set(actors)
    return bool(asked) and asked <= RECIPIENTS


def _call(request: _Request, requests: Sequence[_Request]) -> Call:
    taking = _taking(request.block, requests)
    due = request.due or (taking.due if taking else None)
    report = taking.block if taking else None
    return Call(request.symbol, request.block, request.by, request.actors, due, report)


def _taking(block: str, requests: Sequence[_Request]) -> _Request | None:
    """The request that includes a paragraph, or what that is part of, or that the paragraph itself goes on to."""
    including = (one for one in requests if any(within(block, whole) for whole in one.includes))
    going_on = (one for one in requests if one.block == block and of_the_secretary_general(one.actors))
    return next(including, None) or next(going_on, None)


def _natural(block: str) -> list[tuple[int, str]]:
    """Puts paragraphs in the order of their numbers: op9 before op10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", block)]


def within(block: str, whole: str) -> bool:
    """Whether a paragraph is another, or one of its sub-paragraphs."""
    return block == whole or block.startswith(f"{whole}.")


def _opened(said: Mapping[str, word.Word], requests: Mapping[str, Sequence[_Request]]) -> Iterator[Call]:
    """The calls that people say there are."""
    for about in said.values():
        symbol, block = word.place(about.about)
        if not about.invited or block is None:
            continue
        actors = tuple(dict.fromkeys(filter(None, map(identified, about.invited))))
        taking = _taking(block, requests.get(symbol, ()))
        due, report = (taking.due, taking.block) if taking else (None, None)
        yield Call(symbol, block, about.invited, actors, due, report, about.invited_by)


# --- who is invited ---------------------------------------------------------------------------------------------------


def expanded(actors: Iterable[str]) -> tuple[str, ...]:
    """The actors with the 193 Member States (those of today) in the place of "Member States"; other groups stay."""
    found: dict[str, None] = {}
    for actor in actors:
        found |= dict.fromkeys(member_states() if actor == MEMBER_STATES else (actor,))
    return tuple(found)


@cache
def member_states() -> tuple[str, ...]:
    """The Member States of today, in the order of their English names."""
    states = (actor for actor in load("en").data["actors"] if actor.startswith("state:") and actor not in NO_MEMBERS)
    return tuple(sorted(states, key=lambda state: in_order(name(state))))


def in_order(name: str) -> str:
    """A name as it is put in order: without accents, in small letters."""
    return "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one)).casefold()


def name(actor: str) -> str:
    """The English name of an actor: "state:mli" is Mali; an identifier that is unknown stays."""
    names = load("en").data["actors"].get(actor)
    return names[0] if names else actor


def identified(named: str) -> str | None:
    """The actor that an identifier ("state:mli") or a name in any of the six languages means; None if none does."""
    return _identifiers().get(named.strip().casefold())


@cache
def _identifiers() -> dict[str, str]:
    """The actors by identifier and by name; a name of several actors means the first."""
    found: dict[str, str] = {}
    for code in CODES:
        for actor, names in load(code).data["actors"].items():
            for one in (actor, *names):
                found.setdefault(one.casefold(), actor)
    return found
