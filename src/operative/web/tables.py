"""Tables: mandates with filters that stand in the address, days and meetings of the year, calls for contributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from operative.exports import calendar as calendars
from operative.exports.tables import MARK, table
from operative.meaning.verbs import class_of
from operative.registry.calls import identified
from operative.registry.corpus import CYCLES
from operative.registry.followup import STATUSES
from operative.registry.ledger import Followed
from operative.registry.questions import ORDERS, Filter, Mandate
from operative.web.answering import Asked, Page
from operative.web.pages import FALLING_DUE, YEARLY, opening, own_titles, own_words, place, portion
from operative.web.pictures import BASES, name, ordered, sorts
from operative.web.speech import DEFAULT, Unanswerable, Words

PORTION = 100  # mandates on a page
FORCES = range(1, 8)


class Mandates(msgspec.Struct, frozen=True):
    """A portion of the mandates that were asked for."""

    count: int
    first: int
    mandates: list[Mandate]


def mandates(question: Asked) -> Page:
    """What is asked of whom, filtered by the query, a hundred on a page; all of them as CSV."""
    registry, asked = question.registry, _filter(question)
    first, count = question.number("first", 0) or 0, registry.count_mandates(asked)
    order = ordered(question, ORDERS)
    shown = Mandates(count, first, registry.mandates_of(asked, first=first, most=PORTION, order=order))
    words, known = question.words, [one.actor for one in registry.actors()]
    context = {
        "shown": shown,
        "chosen": msgspec.structs.asdict(asked),
        "sorts": sorts(question, ORDERS),
        "bases": [(key, name("basis", key, words)) for key in BASES],
        "cycles": [(key, name("cycle", key, words)) for key in CYCLES],
        "turns_of": portion(question, first, PORTION, count),
        "verbs": sorted(filter(_asks, words.data["verb"]), key=lambda verb: words.of("verb", verb)),
        "titles": own_titles(question, (one.symbol for one in shown.mandates)),
        "own": registry.addressees(shown.mandates, words.code) if words.code != DEFAULT else {},
        "statuses": tuple(STATUSES),
        "forces": FORCES,
        "known": named(known, words),
        "nobody": bool(asked.actor) and asked.actor not in known,
        "asks": registry.asking(shown.mandates, words.code),
        "opening": opening,
    }
    return Page(
        template="mandates.html",
        title=question.words("nav.mandates"),
        data=shown,
        context=context,
        others={"csv": lambda: _csv(registry.mandates_of(asked, order=order))},
    )


def named(known: Iterable[str], words: Words) -> list[tuple[str, str]]:
    """Actors as a reader names them, each with its name; by identifier where the name means another one first."""
    names = ((actor, words.actor(actor)) for actor in known)
    return [(label if identified(label) == actor else actor, label) for actor, label in names]


def _asks(verb: str) -> bool:
    """Whether mandates may have a verb: it directs somebody, or decides something that is followed up."""
    return class_of(verb) in ("directs", "decides")


def _filter(question: Asked) -> Filter:
    actor = question.text("actor")
    return Filter(
        actor=identified(actor) or actor if actor else None,
        due=question.number("due"),
        force=_force(question, "force"),
        status=question.text("status"),
        verb=question.text("verb"),
        session=question.number("session"),
        basis=question.text("basis"),
        strongest=_force(question, "strongest"),
        reports=bool(question.text("reports")),
        cycle=question.text("cycle"),
    )


def _force(question: Asked, field: str) -> int | None:
    force = question.number(field)
    if force is not None and force not in FORCES:
        raise Unanswerable(400, "no_choice", name=field, choices="1, 2, 3, 4, 5, 6, 7")
    return force


def _csv(rows: Sequence[Any]) -> bytes:
    return (MARK + table(rows)).encode()


# --- days and calls ---------------------------------------------------------------------------------------------------


class Day(msgspec.Struct, frozen=True):
    """A day, week, year, decade or meeting, and each document's first paragraph that asks to observe or hold it."""

    name: str
    kind: str
    date: str
    places: list[tuple[str, str]]


def calendar(question: Asked) -> Page:
    """Days of each year by month, then years, decades and meetings by date; all that falls due as iCalendar."""
    lines = question.registry.calendar(actor=question.text("actor"), session=question.number("session"))
    kept = [line for line in lines if line.kind not in FALLING_DUE and line.day]
    days, own = _days(kept), own_words(question, kept)
    months: list[list[Day]] = [[] for _ in range(12)]
    for day in days:
        if YEARLY.fullmatch(day.date):
            months[int(day.date[:2]) - 1].append(day)
    dated = [day for day in days if not YEARLY.fullmatch(day.date)]
    return Page(
        template="calendar.html",
        title=question.words("nav.calendar"),
        data=days,
        context={
            "months": months,
            "dated": dated,
            "actor": question.text("actor"),
            # a day is called by its whole name where it is proclaimed, and "the Day" after that
            "names": {line.what: own[line.about].name for line in reversed(kept) if line.about in own},
        },
        others={"ics": lambda: calendars.calendar(lines, name="Operative")},
    )


def _days(lines: Iterable[Followed]) -> list[Day]:
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for line in lines:
        symbol, block = place(line)
        found.setdefault((line.what, line.kind, line.day or ""), {}).setdefault(symbol, block)
    days = (Day(*key, list(places.items())) for key, places in found.items())
    return sorted(days, key=lambda day: (day.date, day.name))


def calls(question: Asked) -> Page:
    """The paragraphs that invite others to inform the Secretary-General, all or those of a status, and what came in."""
    every, status = question.registry.calls(), question.text("status")
    found = [call for call in every if status in (None, call.status)]
    symbols = {call.symbol for call in found}
    context = {
        "calls": found,
        "all": len(every),
        "statuses": Counter(call.status for call in every if call.status),
        "leading": question.registry.titles(symbols),
        "titles": own_titles(question, symbols),
    }
    return Page(
        template="calls.html",
        title=question.words("nav.calls"),
        data=found,
        context=context,
        others={"csv": lambda: _csv(found)},
    )
