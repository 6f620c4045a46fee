"""Search pages: the paragraphs that a query finds, and a paragraph's likes in other documents."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from msgspec.structs import asdict

from operative import alignment
from operative.exports.html import LANGUAGE_NAMES
from operative.exports.tables import MARK, table
from operative.languages import CODES, load
from operative.registry import QueryError
from operative.registry.search import query
from operative.registry.search.alike import Alike
from operative.registry.search.answers import FACETED, Found, Held, Hit
from operative.web import addresses
from operative.web.answering import Asked, Page
from operative.web.pages import Elsewhere, edge
from operative.web.speech import Unanswerable, Words

SIZE = 20  # hits on a page
FACETS = ("language", "session", "in", "verb", "actor", "due")  # as they stand beside the hits
SHOWN = 8  # values of a facet before the reader asks for more
MOST = 60  # values of a facet
NEAR = 2  # page numbers on both sides of the one that is shown
BEFORE, EXCERPT = 90, 480  # characters before the first place found, and of all that is shown; of Chinese, half
LIKES = 30  # paragraphs of other documents
EXAMPLES = (  # for those who ask how to ask, with the key of what each says
    ("small island", "words"),
    ('"terms of reference"', "phrase"),
    ("sustainab*", "prefix"),
    ("drought OR desertification", "either"),
    ("oceans -fisheries", "without"),
    ('verb:request actor:"Secretary-General"', "fields"),
    ("due:77 in:op", "due"),
    ("session:75-77 language:fr", "session"),
    ("symbol:A/RES/75/*", "symbol"),
    ("64/12", "document"),
)


# --- search -----------------------------------------------------------------------------------------------------------


class Choice(msgspec.Struct, frozen=True):
    """A value of a facet: how many matches have it, and the address of the query with it, or without it if it is on."""

    label: str
    count: int
    address: str
    on: bool


class Wrong(msgspec.Struct, frozen=True):
    """What can't be understood in a query: the query before it, it, and behind it; what it is, and what mends it."""

    before: str
    at: str
    after: str
    what: str
    mend: str


def search(question: Asked) -> Page:
    """The paragraphs that a query finds, or the document that it names; how to ask, where nothing is asked."""
    asked = question.text("q")
    if asked is None:
        return _page(question, "")
    if symbol := addresses.short(asked):
        raise _to(question, symbol.text, None)
    begin = time.perf_counter()
    try:
        page = question.number("page", 1) or 1
        found = question.registry.search(asked, page=page, size=SIZE, prefer=question.words.code)
    except QueryError as error:
        if question.shape != "html":
            raise
        return _page(question, asked, wrong=_wrong(error, question.words), status=400)
    if found.document:
        raise _to(question, found.document, found.block)
    return _page(question, asked, found, seconds=time.perf_counter() - begin)


def _to(question: Asked, symbol: str, block: str | None) -> Elsewhere:
    """The way to a document, in the shape that is asked for."""
    ending = "" if question.shape == "html" else f".{question.shape}"
    return Elsewhere(f"{addresses.document(symbol)}{ending}{f'#{block}' if block else ''}")


def _page(
    question: Asked,
    asked: str,
    found: Found | None = None,
    *,
    wrong: Wrong | None = None,
    seconds: float = 0,
    status: int = 200,
) -> Page:
    words = question.words
    context: dict[str, Any] = {"wanted": asked, "found": found, "wrong": wrong, "examples": EXAMPLES}
    if found:
        context |= {
            "seconds": seconds,
            "facets": {name: _choices(asked, name, found.facets[name], words) for name in FACETS},
            "on": _on(asked, words),
            "pages": _pages(asked, found),
            "at": at,
            "where": where,
            "excerpt": excerpt,
            "likes": likes,
            "language_names": LANGUAGE_NAMES,
            "looser": _looser(asked) if not found.total else [],
        }
    title = f"{asked} · {words('found.title')}" if asked else words("found.title")
    return Page(
        template="search.html",
        title=title,
        data=found or Found(query=asked, total=0, counted=0, page=1, hits=(), facets={}),
        context=context,
        others={"csv": lambda: _csv(question, asked)} if found else {},
        status=status,
    )


def _csv(question: Asked, asked: str) -> bytes:
    """All matches that have pages, as a table."""
    return (MARK + table(question.registry.search(asked, size=FACETED, prefer=question.words.code).hits)).encode()


def _wrong(error: QueryError, words: Words) -> Wrong:
    told = words.data["wrong"][error.kind]
    what, mend = (str(text).format(**error.values) for text in (told["what"], told["mend"]))
    text = error.query
    return Wrong(text[: error.start], text[error.start : error.end], text[error.end :], what, mend)


def _address(asked: str, page: int = 1) -> str:
    named = {"q": asked} | ({"page": str(page)} if page > 1 else {})
    return f"/search?{urlencode(named)}" if asked else "/search"


# --- what narrows a query ---


def _choices(asked: str, name: str, counted: Mapping[str, int], words: Words) -> list[Choice]:
    """The values of a facet as links that narrow the query to them, or widen it again where it has them."""
    on = {one.value.lower(): one for one in query.refinements(asked) if one.name == name}
    return [
        Choice(
            _label(name, value, words),
            count,
            _address(query.unrefined(asked, on[value]) if value in on else query.refined(asked, name, value)),
            value in on,
        )
        for value, count in list(counted.items())[:MOST]
    ]


def _on(asked: str, words: Words) -> list[Choice]:
    """What narrows the query as it is, as links without it."""
    return [
        Choice(_label(one.name, one.value, words), 0, _address(query.unrefined(asked, one)), True)
        for one in query.refinements(asked)
    ]


def _label(name: str, value: str, words: Words) -> str:
    """The words for a value of a facet."""
    match name:
        case "language":
            return LANGUAGE_NAMES.get(value, value)
        case "session" | "due" if len(value) < len("2027"):
            return words("frame.session", n=value)
        case "in":
            return words.of("place", value)
        case "verb":
            return words.of("verb", value)
        case "actor":
            return words.actor(value)
        case _:
            return value


def _pages(asked: str, found: Found) -> list[tuple[int, str]]:
    """The numbers of pages that stand under the hits, with their addresses: the first, and those near the one shown."""
    last = -(-min(found.counted, FACETED) // SIZE)
    near = {1, last, *range(found.page - NEAR, found.page + NEAR + 1)}
    return [(number, _address(asked, number)) for number in sorted(near) if 1 <= number <= last]


def _looser(asked: str) -> list[tuple[str, str]]:
    """Queries that ask for less than one that finds nothing: without what narrows it, and with any of its words."""
    ways = [query.unrefined(asked, one) for one in query.refinements(asked)]
    parsed = query.parse(asked)
    words = [part for part in parsed.parts if isinstance(part, query.Words)] if isinstance(parsed, query.All) else []
    if len(words) > 1:
        ways.append(" OR ".join(map(_written, words)))
    elif isinstance(parsed, query.Words) and " " in parsed.text:
        ways.append(parsed.text)
    return [(way, _address(way)) for way in dict.fromkeys(ways) if way]


def _written(words: query.Words) -> str:
    quoted = f'"{words.text}"' if " " in words.text else words.text
    return f"{quoted}*" if words.prefix else quoted


# --- what is shown of a passage ---


def at(passage: Held) -> str:
    """The address of a passage on its document's page."""
    return addresses.document(passage.symbol, (passage.language,), None if passage.place == "title" else passage.block)


def where(words: Words, block: str, place: str) -> str:
    """Where a passage stands, as people say it: "para. 5 (a)", "preambular para. 3", "title"."""
    named = words.place(block)
    return words.of("here", place) if named == block else named


def likes(passage: Held) -> str:
    """The address of the page that finds a passage elsewhere."""
    named = urlencode({"place": passage.block, "language": passage.language})
    return f"/elsewhere{addresses.document(passage.symbol)}?{named}"


def excerpt(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The words of a hit around the first place found, in pieces, each with whether it was asked for."""
    share = 1 if load(hit.language).writing.spaced else 2
    first = hit.highlights[0][0] if hit.highlights else 0
    start = edge(hit.text, first - BEFORE // share)
    end = edge(hit.text, start + EXCERPT // share)
    if start:
        yield "… ", False
    behind = start
    for begin, stop in hit.highlights:
        if stop <= end:
            yield hit.text[behind:begin], False
            yield hit.text[begin:stop], True
            behind = stop
    yield hit.text[behind:end], False
    if end < len(hit.text):
        yield " …", False


# --- elsewhere --------------------------------------------------------------------------------------------------------


class Like(Alike, frozen=True, kw_only=True):
    """A paragraph that is like another, with the words in which they differ: those of the latter are old."""

    differences: tuple[alignment.Run, ...]


class Likes(msgspec.Struct, frozen=True):
    """A paragraph, and those of other places that are like it, the likest first."""

    paragraph: Held
    alike: list[Like]


def elsewhere(question: Asked) -> Page:
    """A paragraph elsewhere: /elsewhere/A/RES/64/12?place=op5, in a language or in the one that leads."""
    address = addresses.behind("/elsewhere", question.path)
    symbol, block, language = address.symbol.text, question.text("place"), question.text("language")
    if block is None:
        raise _to(question, symbol, None)
    if language not in (None, *CODES):
        raise Unanswerable(404, "other_language", given=language)
    own = question.registry.passage(symbol, block, language=language)
    found = question.registry.alike(symbol, block, language=own.language, most=LIKES)
    shown = Likes(
        own, [Like(**asdict(one), differences=alignment.wording(own.text, one.text, own.language)) for one in found]
    )
    context = {
        "shown": shown,
        "at": at,
        "where": where,
        "likes": likes,
        "beside": _beside,
        "direction": load(own.language).direction,
    }
    title = question.words("elsewhere.title", symbol=symbol, place=where(question.words, own.block, own.place))
    return Page(
        template="elsewhere.html",
        title=title,
        data=shown,
        context=context,
        others={"csv": lambda: (MARK + table(found)).encode()},
    )


def _beside(own: Held, other: Held) -> str:
    """The address of both documents beside each other, the later one's page."""
    later, earlier = (own, other) if (own.session or 0) >= (other.session or 0) else (other, own)
    return f"{addresses.document(later.symbol, (own.language,))}?{urlencode({'beside': earlier.symbol})}"
