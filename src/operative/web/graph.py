"""What leads away from a document and what leads here: citations by kind and session, in a plot that can be read.

Each kind of citation is a lane, sessions go from left to right, the document stands between what it cites and what
cites it. A cell names a few documents and leads to the table for the rest, so that no plot grows beyond some tens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from operative import symbols
from operative.registry import Registry, Unknown
from operative.sessions import of_date
from operative.sessions import session as held_session
from operative.web import addresses
from operative.web.answering import Asked, Page
from operative.web.pages import own_titles
from operative.web.speech import Words

LANES = 5  # kinds of citation in the plot, the last of them for all others
BANDS_AWAY, BANDS_HERE = 3, 3  # columns of sessions on each side, the undated ones aside
NAMED = 3  # documents in a cell
GUTTER, COLUMN, CENTRE, LINE, HEAD, PAD = 112, 132, 128, 24, 30, 10  # of the plot, in its units
BOX, CHIP, ARROW = 108, 120, 6  # the widths of the document's own box and of others, room for an arrow's tip
LONGEST = 17  # letters of a label


class Cited(msgspec.Struct, frozen=True):
    """A document on the other end of citations: its session as far as it has one, and the places with their relations.

    The places are blocks of the document that cites; `kin` are those of its series.
    """

    label: str  # its symbol, or the name of what has none
    symbol: str | None
    title: str | None
    session: int | None
    relation: str | None  # the first that is told
    places: list[tuple[str, str | None]]
    kin: bool = False


class Citations(msgspec.Struct, frozen=True):
    """What a document cites (`away`) and what cites it (`here`), in the order of sessions."""

    symbol: str
    title: str | None
    session: int | None
    away: list[Cited]
    here: list[Cited]


def graph(question: Asked) -> Page:
    """The citations of a document, held or not: /graph/A/RES/64/12."""
    address = addresses.behind("/graph", question.path)
    found = citations(question.registry, address.symbol)
    if not (found.away or found.here):
        question.registry.about(found.symbol)  # one that isn't known at all is told so
    lanes = _lanes([*found.away, *found.here])
    context = {
        "shown": found,
        "titles": own_titles(
            question, [found.symbol, *(one.symbol for one in (*found.away, *found.here) if one.symbol)]
        ),
        "plot": plot(found, lanes, question.words) if found.away or found.here else None,
        "sides": [(side, _by_lane(cited, lanes)) for side, cited in (("away", found.away), ("here", found.here))],
        "wording": lambda relation: wording(relation, question.words),
    }
    title = question.words("graph.title", symbol=found.symbol)
    return Page(template="graph.html", title=title, data=found, context=context)


def citations(registry: Registry, symbol: symbols.Symbol) -> Citations:
    """What the registry knows of a document's citations in both directions."""
    try:
        about, away, links = registry.about(symbol.text), registry.cites(symbol.text), registry.series(symbol.text)
    except Unknown:
        about, away, links = None, [], []
    kin = {end for link in links for end in (link.predecessor, link.successor)}
    cited = (
        (one.symbol or one.name or one.text, one.symbol, one.title, one.date, one.block, one.relation) for one in away
    )
    citing = (
        (one.symbol, one.symbol, one.title, None, one.block, one.relation) for one in registry.cited_by(symbol.text)
    )
    return Citations(
        symbol=symbol.text,
        title=about.title if about else None,
        session=session_of(symbol, about.date if about else None),
        away=_collected((one for one in cited if one[1] != symbol.text), kin),
        here=_collected((one for one in citing if one[1] != symbol.text), kin),
    )


def _collected(
    found: Iterable[tuple[str, str | None, str | None, str | None, str, str | None]], kin: Container[str]
) -> list[Cited]:
    """Each document once, with all its places, in the order of sessions; undated ones first."""
    documents: dict[str, Cited] = {}
    for label, symbol, title, day, block, relation in found:
        known = documents.get(label)
        if known is None:
            parsed = symbols.parse(symbol) if symbol else None
            session = session_of(parsed, day)
            documents[label] = Cited(label, symbol, title, session, relation, [(block, relation)], label in kin)
        elif (block, relation) not in known.places:
            places = [*known.places, (block, relation)]
            documents[label] = replace(known, relation=known.relation or relation, places=places)
    return sorted(documents.values(), key=lambda one: (one.session or 0, _order(one)))


def _order(cited: Cited) -> tuple[tuple[int, int, str], ...]:
    parsed = symbols.parse(cited.symbol) if cited.symbol else None
    return parsed.order if parsed else ()


def session_of(symbol: symbols.Symbol | None, day: str | None = None) -> int | None:
    """The regular session that a document belongs to: by its symbol, a day that is known of it, or its year."""
    if symbol and symbol.session and symbol.session_kind in (None, "regular"):
        return symbol.session
    if day and len(day) == len("2009-11-09"):
        found = of_date(date.fromisoformat(day))
        return found.number if found else None
    if symbol and symbol.session and symbol.session_kind in ("special", "emergency special"):
        special = held_session(symbol.session, symbol.session_kind)
        found = of_date(special.opens) if special else None
        return found.number if found else None
    found = of_date(date(symbol.year, 12, 1)) if symbol and symbol.year else None
    return found.number if found else None


def wording(relation: str | None, words: Words) -> str:
    """A kind of citation in words."""
    return words.of("relation", relation) if relation else words("graph.cites")


# --- lanes and bands --------------------------------------------------------------------------------------------------

OTHERS = "others"


def _lanes(cited: Sequence[Cited]) -> list[str | None]:
    """The kinds of citation that have a lane, the most frequent first; the last stands for all others."""
    kinds = [kind for kind, _ in Counter(one.relation for one in cited).most_common()]
    return kinds if len(kinds) <= LANES else [*kinds[: LANES - 1], OTHERS]


def _lane(cited: Cited, lanes: Sequence[str | None]) -> str | None:
    return cited.relation if cited.relation in lanes else OTHERS


def _by_lane(cited: Sequence[Cited], lanes: Sequence[str | None]) -> list[tuple[int, str | None, list[Cited]]]:
    """Documents in the order of lanes, for the table: the lane's number and kind, the latest of it first."""
    found = [(at, lane, [one for one in cited if _lane(one, lanes) == lane][::-1]) for at, lane in enumerate(lanes)]
    return [one for one in found if one[2]]


def bands(sessions: Iterable[int], most: int) -> list[tuple[int, int]]:
    """Sessions in a few stretches, first and last of each, with about as many documents in one as in another."""
    counts = sorted(Counter(sessions).items())
    left, found = sum(number for _, number in counts), list[tuple[int, int]]()
    begun: int | None = None
    held = 0
    for at, (number, documents) in enumerate(counts):
        begun = number if begun is None else begun
        held += documents
        parts = most - len(found)
        if (held * parts >= left and parts > 1) or len(counts) - at <= parts or at == len(counts) - 1:
            found.append((begun, number))
            left, held, begun = left - held, 0, None
    return found


# --- the plot ---------------------------------------------------------------------------------------------------------


class Node(msgspec.Struct, frozen=True):
    """A document in the plot, or the way to more of them: the middle of its label, and its box."""

    label: str
    said: str
    href: str | None
    x: float
    y: float
    more: bool = False
    kin: bool = False


class Lane(msgspec.Struct, frozen=True):
    """A kind of citation: its name, its room, and the lines from what cites to what is cited."""

    name: str
    y: float
    height: float
    lines: list[tuple[float, float]]  # from x to x; the arrow is at the second


class Plot(msgspec.Struct, frozen=True):
    """The whole plot, already in a mirror where reading goes from right to left."""

    width: float
    height: float
    heads: list[tuple[float, str]]
    lanes: list[Lane]
    nodes: list[Node]
    centre: float
    gutter: float


def plot(found: Citations, lanes: Sequence[str | None], words: Words) -> Plot:
    """The citations of a document as lanes of kinds and columns of sessions."""
    away: list[tuple[int, int] | None] = list(bands((one.session for one in found.away if one.session), BANDS_AWAY))
    if any(one.session is None for one in found.away):
        away.insert(0, None)
    here: list[tuple[int, int] | None] = list(bands((one.session for one in found.here if one.session), BANDS_HERE))
    if any(one.session is None for one in found.here):
        here.append(None)
    width = GUTTER + COLUMN * (len(away) + len(here)) + CENTRE
    mirrored = words.direction == "rtl"

    def at(x: float) -> float:
        return width - x if mirrored else x

    centre = GUTTER + COLUMN * len(away) + CENTRE / 2
    columns = [("away", band, GUTTER + COLUMN * (number + 0.5)) for number, band in enumerate(away)]
    start = centre + CENTRE / 2
    columns += [("here", band, start + COLUMN * (number + 0.5)) for number, band in enumerate(here)]
    rows, nodes, y = list[Lane](), list[Node](), float(HEAD)
    for number, lane in enumerate(lanes):
        cells = {
            (side, x): [one for one in getattr(found, side) if _lane(one, lanes) == lane and _within(one, band)]
            for side, band, x in columns
        }
        named = {place: _nodes(cell, f"#{place[0]}-{number}", words) for place, cell in cells.items() if cell}
        height = PAD * 2 + LINE * max(len(cell) for cell in named.values())
        for (_, x), cell in named.items():
            above = y + (height - LINE * len(cell)) / 2
            nodes += [replace(node, x=at(x), y=above + LINE * (row + 0.5)) for row, node in enumerate(cell)]
        lines = [(at(first), at(last)) for first, last in _lines(named, centre)]
        rows.append(Lane(_title(lane, words), y, height, lines))
        y += height
    heads = [(at(x), _head(band, words)) for _, band, x in columns]
    return Plot(width, y + PAD, heads, rows, nodes, at(centre), at(PAD))


def _within(one: Cited, band: tuple[int, int] | None) -> bool:
    return one.session is None if band is None else one.session is not None and band[0] <= one.session <= band[1]


def _nodes(cell: Sequence[Cited], rest: str, words: Words) -> list[Node]:
    """The documents of a cell that are named, the latest first, and the way to the others."""
    latest = cell[::-1]
    named = latest if len(latest) <= NAMED else latest[: NAMED - 1]
    found = [
        Node(
            label=_short(one.label),
            said=" · ".join(filter(None, (one.label, one.title, wording(one.relation, words)))),
            href=addresses.document(one.symbol) if one.symbol else None,
            x=0,
            y=0,
            kin=one.kin,
        )
        for one in named
    ]
    more = len(latest) - len(named)
    return [*found, Node(words("graph.more", n=words.number(more)), "", rest, 0, 0, True)] if more else found


def _short(label: str) -> str:
    plain = label.removeprefix("A/RES/")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def _title(lane: str | None, words: Words) -> str:
    return words("graph.others") if lane == OTHERS else wording(lane, words)


def _head(band: tuple[int, int] | None, words: Words) -> str:
    if band is None:
        return words("graph.undated")
    first, last = band
    return words("graph.session", n=first) if first == last else words("graph.sessions", first=first, last=last)


def _lines(filled: Iterable[tuple[str, float]], centre: float) -> Iterator[tuple[float, float]]:
    """In a lane: from the document to the farthest that it cites, from the farthest that cites it to the document."""
    places = list(filled)
    if away := [x for side, x in places if side == "away"]:
        yield centre, min(away) + (CHIP + ARROW) / 2
    if here := [x for side, x in places if side == "here"]:
        yield max(here), centre + (BOX + ARROW) / 2
