"""The corpus: the resolutions held with what they are counted by, and how many there are of what in each session.

A count names what it counted: a filter of `listed`, or one of mandates, gives as many as it says.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Select, case, cast, distinct, exists, func, select

from operative.registry import questions, schema
from operative.registry.facts import PLENARY
from operative.registry.questions import LONGER, RECURRENCES, UNSTATED, M

Counted = Literal["resolutions", "mandates", "reports"]
By = Literal["basis", "actor", "force", "cycle", "words", "likeness"]
PICTURES: tuple[tuple[Counted, By], ...] = (  # what is counted by what
    ("resolutions", "basis"),
    ("resolutions", "cycle"),
    ("resolutions", "words"),
    ("resolutions", "likeness"),
    ("mandates", "basis"),
    ("mandates", "force"),
    ("mandates", "actor"),
    ("reports", "basis"),
    ("reports", "cycle"),
    ("reports", "actor"),
)
CYCLES = (*RECURRENCES, LONGER, UNSTATED)
LENGTHS = (0, 500, 1000, 2000, 4000, 8000)  # words, from which a class goes to the next
LIKENESSES = (0, 20, 40, 60, 80)  # per cent
MAIN_COMMITTEES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")  # rules of procedure, rule 98
ACTORS = 12  # the most directed

W, L, A = schema.works.c, schema.links.c, schema.acts.c


class Count(msgspec.Struct, frozen=True):
    """How many there are in a session of those that have something: a committee, an actor, a force, a class."""

    key: str
    session: int
    number: int


class Entry(msgspec.Struct, frozen=True):
    """A resolution as it is counted. `cycle` goes by the next session whose agenda it decides on, `likeness` is per
    cent of the runs of words that its text and its predecessor's have in common.
    """

    symbol: str
    session: int
    title: str | None
    date: str | None
    basis: str | None
    cycle: str
    words: int | None
    likeness: int | None
    mandates: int
    reports: int


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which resolutions: `words` and `likeness` are the beginnings of their classes (LENGTHS, LIKENESSES)."""

    session: int | None = None
    basis: str | None = None
    cycle: str | None = None
    words: int | None = None
    likeness: int | None = None
    actor: str | None = None  # that they direct


def _class(value: ColumnElement[Any], starts: tuple[int, ...]) -> ColumnElement[int | None]:
    """The class that a number falls in, by its beginning; none where there is no number."""
    falls = [(value >= start, start) for start in reversed(starts)]
    return case((value.is_(None), None), *falls, else_=starts[0])


def _cycle() -> ColumnElement[str]:
    """How often a resolution's matter comes back: by the next session whose agenda it decides on."""
    agenda = schema.agenda.c
    following = (
        select(func.min(agenda.session))
        .where(agenda.work == W.id, agenda.session > W.session)
        .correlate(schema.works)
        .scalar_subquery()
    )
    gap = following - W.session
    named = [(gap == number, name) for number, name in enumerate(RECURRENCES, 1)]
    return case((gap.is_(None), UNSTATED), *named, else_=LONGER)


def _likeness() -> ColumnElement[int | None]:
    """How like a resolution is to its predecessor, the most like one of several, in per cent."""
    found = select(func.max(L.likeness)).where(L.successor == W.id).correlate(schema.works).scalar_subquery()
    return cast(func.round(found * 100), Integer)


def _held() -> list[ColumnElement[bool]]:
    return [W.kind == "resolution", W.leading.is_not(None), W.session.is_not(None)]


ORDERS = ("symbol", "title", "date", "basis", "cycle", "words", "likeness", "mandates", "reports")


def listed(connection: Connection, asked: Filter, order: str | None = None) -> list[Entry]:
    """The resolutions that a filter chooses, the latest session first, or in an order of ORDERS ("-words": reverse)."""
    mandates = _number(schema.acts, A.force > 0)
    reports = _number(schema.reports)
    likeness = _likeness()
    query = select(W.symbol, W.session, W.title, W.date, W.basis, _cycle(), W.words, likeness, mandates, reports).where(
        *_held(), *_chosen(asked, likeness)
    )
    query = query.order_by(W.session.desc(), W.date, W.id)
    found = [Entry(*row) for row in connection.execute(query)]
    return _ordered(found, order) if order else found


def _ordered(found: list[Entry], order: str) -> list[Entry]:
    """Entries by one of their fields; those that haven't got it come last."""
    name = order.removeprefix("-")
    with_it = [one for one in found if getattr(one, name) is not None]
    without = [one for one in found if getattr(one, name) is None]
    return [*sorted(with_it, key=lambda one: getattr(one, name), reverse=order.startswith("-")), *without]


def _number(table: Any, *those: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a table a work has."""
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.work == W.id, *those)
        .correlate(schema.works)
        .scalar_subquery()
    )


def _chosen(asked: Filter, likeness: ColumnElement[int | None]) -> list[ColumnElement[bool]]:
    said: dict[ColumnElement[Any], object] = {
        W.session: asked.session,
        W.basis: asked.basis,
        _cycle(): asked.cycle,
        _class(W.words, LENGTHS): asked.words,
        _class(likeness, LIKENESSES): asked.likeness,
    }
    found = [column == value for column, value in said.items() if value is not None]
    return [*found, exists(_directing(asked.actor))] if asked.actor else found


def _directing(actor: str) -> Select[Any]:
    """The acts of a work that direct an actor."""
    named = schema.act_actors.c
    return (
        select(A.id).join(schema.act_actors, named.act == A.id).where(A.work == W.id, A.force > 0, named.actor == actor)
    ).correlate(schema.works)


# --- counts -----------------------------------------------------------------------------------------------------------


def counted(connection: Connection, of: Counted, by: By) -> list[Count]:
    """How many there are in each session of those that have the same; actors are the most directed ones."""
    if of == "resolutions":
        number, query = func.count(distinct(W.id)), select(W.id).where(*_held())
    else:
        asked = questions.Filter(reports=of == "reports")
        number, query = func.count(), questions.selection(asked).where(W.session.is_not(None))
    key = _key(of, by)
    if by == "actor":
        query = query.join(schema.act_actors, schema.act_actors.c.act == A.id)
    rows = connection.execute(
        query.with_only_columns(key, W.session, number).where(key.is_not(None)).group_by(key, W.session)
    )
    found = [Count(str(one), session, total) for one, session, total in rows]
    order = _most_directed(found) if by == "actor" else _order(by)
    return sorted((one for one in found if one.key in order), key=lambda one: (order.index(one.key), one.session))


def _order(by: By) -> list[str]:
    """What things are counted by, in the order in which people list it."""
    match by:
        case "basis":
            return [PLENARY, *(f"{ordinal} Committee" for ordinal in MAIN_COMMITTEES)]
        case "cycle":
            return list(CYCLES)
        case "words":
            return [str(start) for start in LENGTHS]
        case "likeness":
            return [str(start) for start in LIKENESSES]
    return [str(force) for force in range(8)]


def _most_directed(found: list[Count]) -> list[str]:
    sums = Counter[str]()
    for one in found:
        sums[one.key] += one.number
    return sorted(sums, key=lambda key: (-sums[key], key))[:ACTORS]


def _key(of: Counted, by: By) -> ColumnElement[Any]:
    """What is counted by."""
    match by:
        case "basis":
            return W.basis
        case "actor":
            return schema.act_actors.c.actor
        case "force":
            return A.force
        case "cycle":
            return _cycle() if of == "resolutions" else M.cycle
        case "words":
            return _class(W.words, LENGTHS)
        case "likeness":
            return _class(_likeness(), LIKENESSES)
