"""Calls: the paragraphs that invite others to inform the Secretary-General, and whom each of them invites.

Which they are is told by `invitations`; where no rule saw an invitation, people can say that there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from operative.languages import CODES, load
from operative.meaning.actors import actors_in
from operative.meaning.phrases import phrases
from operative.record import Due, ReportRequest
from operative.registry import contributions, schema, word
from operative.registry.invitations import RECIPIENTS, invites, taking_in
from operative.registry.ledger import first
from operative.registry.store import Unknown
from operative.registry.works import by_number, canonical, text, work

MEMBER_STATES = "group:member-states"
NO_MEMBERS = frozenset({"state:cok", "state:niu", "state:pse", "state:vat"})  # States that aren't Member States


class Call(msgspec.Struct, frozen=True):
    """One invitation to inform. `who` are the words, `actors` whom they mean; `report` is the paragraph taking it in.

    Where the words are a pronoun, `who` are the names of those it means, if that can be told.

    `due` is when the information is due, or else when that report is. `opened_by` is who said that the paragraph
    invites, where no rule found it. `contributions` counts what has come in and was not withdrawn; `status`, with the
    place that shows it and the rule, is what the documents held tell.
    """

    symbol: str
    block: str
    who: tuple[str, ...]
    actors: tuple[str, ...]
    due: Due | None
    report: str | None
    opened_by: str | None = None
    contributions: int = 0
    status: str | None = None
    evidence: str | None = None
    rule: str | None = None


class _Request(ReportRequest, frozen=True, kw_only=True):
    """A report request, with its row, its resolution and the language that its words are in."""

    id: int
    symbol: str
    language: str


def calls(connection: Connection, symbol: str | None = None) -> list[Call]:
    """The calls of a resolution, or of all that are held, the latest session first."""
    key = work(connection, symbol) if symbol else None
    said = word.words(connection, symbol)
    requests: dict[str, list[_Request]] = defaultdict(list)
    for request in _requests(connection, key, said):
        requests[request.symbol].append(request)
    opened = list(_opened(said, requests))
    inviting = [(one, every) for every in requests.values() for one in every if invites(one, every, one.language)]
    followed = _followed(connection, [one.id for one, _ in inviting])
    ruled = [_call(connection, one, every, followed.get(one.id)) for one, every in inviting]
    # a rule's word, the first, counts
    found = {(call.symbol, call.block): call for call in (*opened, *reversed(ruled))}
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
        here = f"{canonical(symbol)} {about}"
        raise Unknown.of("other_call" if others else "no_call", about=here, places=others)
    return found


def _requests(connection: Connection, key: int | None, said: Mapping[str, word.Word]) -> Iterator[_Request]:
    """The report requests, as people corrected them."""
    r, w, m, e = schema.reports.c, schema.works.c, schema.manifestations, schema.expressions
    place = ("id", "number", "para", "offset", "end", "rule", "confidence")
    fields = (*place, "by", "actors", "to", "form", "due", "includes")
    query = (
        select(w.symbol, e.c.language, r.block, *(r[field] for field in fields))
        .join(schema.works, w.id == r.work)
        .join(schema.readings, schema.readings.c.id == w.leading)
        .join(m, m.c.id == schema.readings.c.manifestation)
        .join(e, e.c.id == m.c.expression)
        .order_by(w.session.desc(), *by_number(w.symbol), r.id)
    )
    if key is not None:
        query = query.where(r.work == key)
    for row in connection.execute(query):
        named = dict(zip(("symbol", "language", "in", *fields), row, strict=True))
        about = said.get(word.key(row.symbol, row.block, "report", row.number))
        yield msgspec.convert({**named, **(about.corrections if about else {})}, _Request)


def _followed(connection: Connection, facts: Sequence[int]) -> dict[int, tuple[str, list[dict[str, Any]]]]:
    """The statuses of report requests and what they rest on, by the rows of the requests."""
    of = schema.statuses.c
    query = select(of.fact, of.status, of.evidence).where(of.kind == "invitation", of.fact.in_(facts))
    return {fact: (status, evidence) for fact, status, evidence in connection.execute(query)}


def _call(
    connection: Connection,
    request: _Request,
    requests: Sequence[_Request],
    followed: tuple[str, list[dict[str, Any]]] | None,
) -> Call:
    taking = taking_in(request.in_, requests)
    status, evidence = followed or (None, [])
    pronoun = _is_pronoun(request)
    actors = request.actors or (_meant(connection, request) if pronoun else ())
    return Call(
        symbol=request.symbol,
        block=request.in_,
        who=tuple(map(name, actors)) if pronoun and actors else request.by,
        actors=actors,
        due=request.due or (taking.due if taking else None),
        report=taking.in_ if taking else None,
        status=status,
        evidence=first(evidence),
        rule=evidence[0]["rule"] if evidence else None,
    )


def _is_pronoun(request: _Request) -> bool:
    """Whether a pronoun stands for all who are invited: "them once again"; not "both Governments"."""
    words = phrases(request.language)
    spoken = words.plain(request.by[0])[0]
    found = words.addressees["them"].match(spoken) if len(request.by) == 1 else None
    return found is not None and not words.addressees["party"].search(spoken, found.end())


def _meant(connection: Connection, request: _Request) -> tuple[str, ...]:
    """Whom a pronoun means: those whom the paragraph names before it, but for whoever is to be informed."""
    block = next(block for block in text(connection, request.symbol).blocks if block.id == request.in_)
    before = block.text[: block.text.find(request.by[0])]
    named = (actor.id for actor in actors_in(before, request.language))
    return tuple(dict.fromkeys(actor for actor in named if actor not in RECIPIENTS))


def _natural(block: str) -> list[tuple[int, str]]:
    """Puts paragraphs in the order of their numbers: op9 before op10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", block)]


def _opened(said: Mapping[str, word.Word], requests: Mapping[str, Sequence[_Request]]) -> Iterator[Call]:
    """The calls that people say there are."""
    for about in said.values():
        symbol, block = word.place(about.about)
        if not about.invited or block is None:
            continue
        actors = tuple(dict.fromkeys(filter(None, map(identified, about.invited))))
        taking = taking_in(block, requests.get(symbol, ()))
        due, report = (taking.due, taking.in_) if taking else (None, None)
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
