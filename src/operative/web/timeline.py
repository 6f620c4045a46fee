"""The series of a resolution as a time line: what goes on what, the evidence for it, what changed in each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from operative import symbols
from operative.registry import Registry, RegistryError
from operative.registry.questions import Link
from operative.web import addresses
from operative.web.answering import Asked, Page
from operative.web.graph import session_of
from operative.web.pages import own_titles

COLUMN, LANE, MARGIN = 156, 62, 70  # of the plot, in its units


class GoesOn(msgspec.Struct, frozen=True):
    """That a resolution goes on an earlier one: the rule, its strength (0 to 1), the paragraph that cites it.

    `changes` counts the paragraphs that stayed, changed, came and went; none where no language is held of both.
    """

    predecessor: str
    rule: str
    strength: float
    place: str | None
    changes: dict[str, int] | None


class Step(msgspec.Struct, frozen=True):
    """A resolution of a series: what it goes on, and what goes on it."""

    symbol: str
    title: str | None
    session: int | None
    date: str | None
    goes_on: list[GoesOn]
    successors: list[str]


class Series(msgspec.Struct, frozen=True):
    """The series that a resolution belongs to, the earliest step first."""

    symbol: str
    steps: list[Step]


def timeline(question: Asked) -> Page:
    """The series of a resolution: /series/A/RES/64/12."""
    address = addresses.behind("/series", question.path)
    found = Series(address.symbol.text, steps(question.registry, address.symbol.text))
    titles = own_titles(question, (step.symbol for step in found.steps))
    context = {"series": found, "titles": titles, "plot": plot(found.steps, mirrored=question.words.direction == "rtl")}
    title = question.words("timeline.title", symbol=found.symbol)
    return Page(template="timeline.html", title=title, data=found, context=context)


def steps(registry: Registry, symbol: str) -> list[Step]:
    """The resolutions of a series in the order of their sessions. Raises Unknown for one that isn't held."""
    links = registry.series(symbol)
    every = {symbol, *(end for link in links for end in (link.predecessor, link.successor))}
    parsed = sorted((found for one in every if (found := symbols.parse(one))), key=lambda found: found.order)
    return [_step(registry, one, links) for one in parsed]


def _step(registry: Registry, symbol: symbols.Symbol, links: Sequence[Link]) -> Step:
    about = registry.about(symbol.text)
    return Step(
        symbol=symbol.text,
        title=about.title,
        session=session_of(symbol, about.date),
        date=about.date,
        goes_on=[
            GoesOn(link.predecessor, link.rule, link.strength, link.place, _changes(registry, link))
            for link in links
            if link.successor == symbol.text
        ],
        successors=[link.successor for link in links if link.predecessor == symbol.text],
    )


def _changes(registry: Registry, link: Link) -> dict[str, int] | None:
    try:
        return registry.diff(link.predecessor, link.successor).counts()
    except RegistryError:  # no language is held of both
        return None


# --- the plot ---------------------------------------------------------------------------------------------------------


class Dot(msgspec.Struct, frozen=True):
    """A resolution in the plot."""

    step: Step
    x: float
    y: float


class Plot(msgspec.Struct, frozen=True):
    """Resolutions from the earliest session to the latest, and curves from what was gone on to what goes on it."""

    width: float
    height: float
    dots: list[Dot]
    curves: list[str]


def plot(found: Sequence[Step], *, mirrored: bool) -> Plot:
    """A series as a plot: a column for each session, another lane for what branches off."""
    sessions = sorted({step.session or 0 for step in found})
    lanes = _lanes(found)
    width = MARGIN * 2 + COLUMN * max(len(sessions) - 1, 0)
    places: dict[str, tuple[float, float]] = {}
    for step in found:
        x = MARGIN + COLUMN * sessions.index(step.session or 0)
        places[step.symbol] = (float(width - x if mirrored else x), float(LANE * lanes[step.symbol] + 20))
    curves = [
        _curve(places[link.predecessor], places[step.symbol])
        for step in found
        for link in step.goes_on
        if link.predecessor in places
    ]
    dots = [Dot(step, *places[step.symbol]) for step in found]
    return Plot(width, LANE * (max(lanes.values(), default=0) + 1), dots, curves)


def _lanes(found: Sequence[Step]) -> Mapping[str, int]:
    """The lane of each resolution: that of the first one that it goes on, or the next one free in its session."""
    lanes: dict[str, int] = {}
    taken: set[tuple[int | None, int]] = set()
    for step in found:
        lane = next((lanes[link.predecessor] for link in step.goes_on if link.predecessor in lanes), 0)
        while (step.session, lane) in taken:
            lane += 1
        taken.add((step.session, lane))
        lanes[step.symbol] = lane
    return lanes


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A curve that climbs before it reaches the words below the second place."""
    turn, flat = (start[0] + (end[0] - start[0]) * share for share in (0.55, 0.35))
    return f"M{start[0]} {start[1]}C{turn:.0f} {start[1]} {flat:.0f} {end[1]} {end[0]} {end[1]}"
