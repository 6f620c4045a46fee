"""The corpus in pictures, and the resolutions that they count as a table that can be filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import msgspec

from operative.exports.tables import MARK, table
from operative.registry.corpus import (
    CYCLES,
    LENGTHS,
    LIKENESSES,
    MAIN_COMMITTEES,
    ORDERS,
    PICTURES,
    By,
    Count,
    Counted,
    Entry,
    Filter,
)
from operative.registry.facts import PLENARY
from operative.web.answering import Asked, Page
from operative.web.pages import own_titles, portion
from operative.web.plots import Column, Panel, panel
from operative.web.speech import Unanswerable, Words

SESSIONS = 12  # the latest, that are shown
PORTION = 100  # resolutions on a page
BY_SESSION: tuple[By, ...] = ("force", "words", "likeness")  # what has an order: a panel for each session
COUNTED: tuple[Counted, ...] = ("resolutions", "mandates", "reports")
BASES = (PLENARY, *(f"{ordinal} Committee" for ordinal in MAIN_COMMITTEES))


class Picture(msgspec.Struct, frozen=True):
    """How many there are of something, by what they have, in each session."""

    of: Counted
    by: By
    counts: list[Count]


class Shown(msgspec.Struct, frozen=True):
    """A picture as the page draws it, and as its table: a row for each key, a cell for each session."""

    name: str
    by: By
    panels: list[Panel]
    sessions: list[int]
    rows: list[tuple[str, list[Column]]]


def pictures(question: Asked) -> Page:
    """Resolutions, or with ?of= mandates or report requests, by session and by what they have."""
    of = next((one for one in COUNTED if one == (question.text("of") or "resolutions")), None)
    if of is None:
        raise Unanswerable(400, "no_choice", name="of", choices=", ".join(COUNTED))
    found = [Picture(of, by, question.registry.counts(of, by)) for counted, by in PICTURES if counted == of]
    shown = [_shown(picture, question.words) for picture in found]
    rows = [{"of": of, "by": picture.by, **msgspec.to_builtins(one)} for picture in found for one in picture.counts]
    return Page(
        template="pictures.html",
        title=question.words("pictures.title"),
        data=found,
        context={"of": of, "counted": COUNTED, "pictures": shown},
        others={"csv": lambda: (MARK + table(rows)).encode()},
    )


def _shown(picture: Picture, words: Words) -> Shown:
    sessions = sorted({one.session for one in picture.counts})[-SESSIONS:]
    numbers = {(one.key, one.session): one.number for one in picture.counts if one.session in sessions}
    keys = list(dict.fromkeys(one.key for one in picture.counts if one.session in sessions))
    if picture.by in ("words", "likeness"):
        keys = [str(start) for start in (LENGTHS if picture.by == "words" else LIKENESSES)]

    def column(key: str, session: int, label: str) -> Column:
        number = numbers.get((key, session), 0)
        said = f"{name(picture.by, key, words)}, {words('frame.session', n=session)}: {words.number(number)}"
        return Column(label, number, said, address(picture.of, picture.by, key, session) if number else None)

    rows = [(name(picture.by, key, words), [column(key, one, str(one)) for one in sessions]) for key in keys]
    most, mirrored = max(numbers.values(), default=1), words.direction == "rtl"
    if picture.by in BY_SESSION:
        panels = [
            panel(
                words("frame.session", n=session),
                [column(key, session, short(picture.by, key, words)) for key in keys],
                most,
                mirrored=mirrored,
                href=f"/session/{session}",
            )
            for session in sessions
        ]
    else:
        leads = [f"/actor/{key}" if picture.by == "actor" else None for key in keys]
        panels = [
            panel(title, columns, most, mirrored=mirrored, href=href)
            for (title, columns), href in zip(rows, leads, strict=True)
        ]
    return Shown(f"{picture.of}-{picture.by}", picture.by, panels, sessions, rows)


def address(of: Counted, by: By, key: str, session: int) -> str:
    """Where what a column counts is listed."""
    chosen = {"session": str(session), by: key}
    if of == "resolutions":
        return f"/resolutions?{urlencode(chosen)}"
    chosen |= {"strongest": key} if by == "force" else {}
    chosen |= {"reports": "1"} if of == "reports" else {}
    return f"/mandates?{urlencode(chosen)}"


def name(by: By, key: str, words: Words) -> str:
    """What things are counted by, in words: a committee, an actor, a force, a cycle, a class of length or likeness."""
    match by:
        case "basis":
            return words.of("basis", key)
        case "cycle":
            return words.of("cycle", key)
        case "actor":
            return words.actor(key)
        case "force":
            return words("pictures.force", n=key)
        case "words" | "likeness":
            return _range(by, int(key), words)


def short(by: By, key: str, words: Words) -> str:
    """The same as a label under a column."""
    if by not in ("words", "likeness"):
        return key
    starts = LENGTHS if by == "words" else LIKENESSES
    return f"{words.number(int(key))}{'+' if int(key) == starts[-1] and by == 'words' else ''}"


def _range(by: By, start: int, words: Words) -> str:
    """A class from where it begins to where the next does."""
    starts = (*LENGTHS, None) if by == "words" else (*LIKENESSES, 100)
    end = starts[starts.index(start) + 1]
    if end is None:
        return words("pictures.words_from", n=words.number(start))
    return words(f"pictures.{by}_range", first=words.number(start), last=words.number(end))


# --- the resolutions that are counted ---------------------------------------------------------------------------------


class Resolutions(msgspec.Struct, frozen=True):
    """A portion of the resolutions that were asked for."""

    count: int
    first: int
    resolutions: list[Entry]


def resolutions(question: Asked) -> Page:
    """The resolutions held, filtered and in the order that the query says, a hundred on a page; all of them as CSV."""
    asked, order = _filter(question), ordered(question, ORDERS)
    found = question.registry.corpus(asked, order=order)
    first = question.number("first", 0) or 0
    shown = Resolutions(len(found), first, found[first : first + PORTION])
    words = question.words
    context = {
        "shown": shown,
        "chosen": msgspec.structs.asdict(asked),
        "titles": own_titles(question, (one.symbol for one in shown.resolutions)),
        "turns_of": portion(question, first, PORTION, len(found)),
        "choices": {
            "basis": [(key, name("basis", key, words)) for key in BASES],
            "cycle": [(key, name("cycle", key, words)) for key in CYCLES],
            "words": [(start, name("words", str(start), words)) for start in LENGTHS],
            "likeness": [(start, name("likeness", str(start), words)) for start in LIKENESSES],
        },
        "sorts": sorts(question, ORDERS),
    }
    return Page(
        template="resolutions.html",
        title=words("column.resolutions"),
        data=shown,
        context=context,
        others={"csv": lambda: (MARK + table(found)).encode()},
    )


def _filter(question: Asked) -> Filter:
    return Filter(
        session=question.number("session"),
        basis=question.text("basis"),
        cycle=question.text("cycle"),
        words=question.number("words"),
        likeness=question.number("likeness"),
        actor=question.text("actor"),
    )


# --- orders of tables -------------------------------------------------------------------------------------------------


class Sort(msgspec.Struct, frozen=True):
    """A heading that puts a table in its order: where it leads, and what it is now ("ascending" or "descending")."""

    href: str
    now: str | None


def ordered(question: Asked, orders: Iterable[str]) -> str | None:
    """The order that the query asks for. Raises Unanswerable (400) for one that there isn't."""
    order = question.text("order")
    if order and order.removeprefix("-") not in set(orders):
        raise Unanswerable(400, "no_choice", name="order", choices=", ".join(orders))
    return order


def sorts(question: Asked, orders: Sequence[str] | Mapping[str, object]) -> dict[str, Sort]:
    """Headings that sort, by their columns: a second time they turn the order round."""
    order = question.text("order") or ""
    others = {key: value for key, value in question.query.items() if key not in ("order", "first")}

    def heading(column: str) -> Sort:
        now = {column: "ascending", f"-{column}": "descending"}.get(order)
        following = f"-{column}" if now == "ascending" else column
        return Sort(f"{question.path}?{urlencode({**others, 'order': following})}", now)

    return {column: heading(column) for column in orders}
