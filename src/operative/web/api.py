"""The API, version 1: the registry's questions with the names that the commands have, as JSON, described by OpenAPI.

Lists come in portions (`first`, `most`), each with the count of all and the address of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import blake2b
from http import HTTPStatus
from secrets import token_hex
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example, License
from litestar.params import PathParameter, QueryParameter
from litestar.types import Scope

from operative import __version__
from operative.record import Record
from operative.registry import Registry, Unknown
from operative.registry.calls import Call
from operative.registry.drafting import Draft
from operative.registry.holdings import About, Asked, Held, HeldSession, Version
from operative.registry.ledger import Followed
from operative.registry.questions import CitedBy, Filter, Link, Mandate
from operative.registry.search.alike import Alike
from operative.registry.search.answers import FACETED, Found
from operative.registry.search.answers import Held as Passage
from operative.registry.search.query import LONGEST
from operative.web import origins

PATH = "/api/v1"
PROBLEM = "application/problem+json"
MOST = 1000  # of a list that one answer has
MOST_HITS = 500
T = TypeVar("T")

Kept = NamedDependency[Registry]

First = Annotated[int, QueryParameter(ge=0, le=10**9, description="The number of the first one to give, from 0.")]
Most = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many to give at most.")]
SessionNumber = Annotated[int, PathParameter(ge=1, le=999, description="A regular session of the General Assembly.")]
DueSession = Annotated[int | None, QueryParameter(ge=1, le=999, description="Only of this session.")]
Symbol = Annotated[
    str,
    PathParameter(
        description="A document symbol. Blanks may be underscores.",
        max_length=200,
        examples=[Example(summary="A resolution", value="A/RES/64/12")],
    ),
]
Code = Literal["ar", "en", "es", "fr", "ru", "zh"]
Language = Annotated[Code | None, QueryParameter(description="The language of the text.")]
Actor = Annotated[
    str | None,
    QueryParameter(
        description="An actor's identifier.",
        max_length=200,
        examples=[Example(summary="The Secretary-General", value="un:secretary-general")],
    ),
]
Block = Annotated[
    str,
    QueryParameter(
        description="The id of a paragraph, note or title in the record: op5, pp3, fn7, title.",
        min_length=1,
        max_length=40,
        examples=[Example(summary="Operative paragraph 1", value="op1")],
    ),
]

OPENAPI = OpenAPIConfig(
    title="Operative",
    version="1",
    description="What a registry of General Assembly resolutions holds, and what came of it. Every status names the"
    " paragraph that it rests on.",
    license=License(name="Apache-2.0", identifier="Apache-2.0"),
    path=f"{PATH}/schema",
    use_handler_docstrings=True,
    render_plugins=[],
)


class Problem(msgspec.Struct, frozen=True):
    """An error for programs (RFC 9457). Of a query that can't be understood, `start` to `end` is the place."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    start: int | msgspec.UnsetType = msgspec.UNSET
    end: int | msgspec.UnsetType = msgspec.UNSET


ERRORS = {
    400: ("What is asked can't be understood: a value out of bounds, a malformed query.", "first must not be negative"),
    401: ("Who writes has to log in, or to send a token.", "log in first"),
    403: ("It takes another role, or comes from a page of another site.", "this takes the role reviser"),
    404: ("What is asked for isn't held, or is nothing that could be.", "the registry doesn't hold A/RES/99/1"),
    408: ("What was sent took too long to come.", "what was sent took too long"),
    409: ("Somebody said something of it meanwhile.", "something was said of it after what you saw"),
    413: ("What was sent is too large.", "at most 20 MB are taken"),
    422: ("What was sent can't be taken as it is.", "fine is no status; say one of upcoming, due, answered"),
    429: ("That failed too often.", "that failed too often; try again in 15 minutes"),
    503: ("The registry can't be read at the moment.", "operative.db: another program holds it"),
}
ASKING = (400, 401, 404, 503)  # what a question may meet
WRITING = tuple(ERRORS)  # what a change may meet


def failing(*statuses: int) -> dict[int, ResponseSpec]:
    """What the description says of the errors that a handler may meet."""
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            description=ERRORS[status][0],
            media_type=PROBLEM,
            examples=[Example(summary=HTTPStatus(status).phrase, value=_problem(status, ERRORS[status][1]))],
        )
        for status in statuses
    }


def question(path: str, **options: Any) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """A question of the API: what answers it, and which errors it may meet."""
    return get(path, sync_to_thread=True, responses=failing(*ASKING), **options)


def change(path: str, **options: Any) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """A change by the API: what makes it, and which errors it may meet."""
    return post(path, sync_to_thread=True, responses=failing(*WRITING), **options)


def _problem(status: int, detail: str) -> dict[str, Any]:
    return {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, "type": "about:blank"}


class Portion(msgspec.Struct, Generic[T], frozen=True):
    """Some of a list: the count of all, and the address of the next portion."""

    count: int
    first: int
    items: list[T]
    next: str | None = None


def portion(request: Request[Any, Any, Any], every: Sequence[T], first: int, most: int) -> Portion[T]:
    """A portion of a list that is at hand."""
    return Portion(len(every), first, list(every[first : first + most]), _next(request, len(every), first, most))


def _next(request: Request[Any, Any, Any], count: int, first: int, most: int) -> str | None:
    """The address of the portion after one, without the host, which a proxy may have changed."""
    if first + most >= count:
        return None
    query = {**request.query_params, "first": first + most, "most": most}
    return f"{request.url.path}?{urlencode(query)}"


def symbol_of(path: str) -> str:
    """The symbol that a path names."""
    return path.strip("/").replace("_", " ")


class Entrance(msgspec.Struct, frozen=True):
    """What there is: the version of the program, where the API is described, and what is held."""

    version: str
    schema: str
    held: dict[str, int]


@question("/")
def entrance(registry: Kept) -> Entrance:
    """Say what the registry holds, and where the API is described."""
    return Entrance(__version__, f"{PATH}/schema/openapi.json", registry.status())


@question("/status")
def status(registry: Kept) -> dict[str, int]:
    """Say what the registry holds."""
    return registry.status()


@question("/sessions")
def sessions(registry: Kept) -> list[HeldSession]:
    """The sessions of which texts are held, the latest first."""
    return registry.sessions()


@question("/session/{number:int}")
def session(
    request: Request[Any, Any, Any], registry: Kept, number: SessionNumber, first: First = 0, most: Most = 100
) -> Portion[Followed]:
    """The ledger of a session: what falls due, in which paragraph that is said, what came of it."""
    return portion(request, registry.session(number), first, most)


@question("/resolutions")
def resolutions(
    request: Request[Any, Any, Any],
    registry: Kept,
    session: DueSession = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Held]:
    """The documents whose texts are held, of a session or all."""
    return portion(request, registry.resolutions(session), first, most)


@question("/record/{symbol:path}")
def record(registry: Kept, symbol: Symbol, language: Language = None) -> Record:
    """The record of a document in a language, or in the one that leads."""
    found = registry.record(symbol_of(symbol), language)
    if found is None:
        raise Unknown(f"the registry holds no such text of {symbol_of(symbol)}", "see /api/v1/versions/{symbol}")
    return origins.shown(found)


@question("/about/{symbol:path}")
def about(registry: Kept, symbol: Symbol) -> About:
    """What is known of a document beside its text."""
    return registry.about(symbol_of(symbol))


@question("/versions/{symbol:path}")
def versions(registry: Kept, symbol: Symbol) -> list[Version]:
    """The readings of a document: from which file, when, by which version of the program."""
    return list(map(origins.shown, registry.versions(symbol_of(symbol))))


@question("/follow/{symbol:path}")
def follow(registry: Kept, symbol: Symbol) -> list[Followed]:
    """What became of each report request and agenda decision of a resolution."""
    return registry.follow(symbol_of(symbol))


@question("/series/{symbol:path}")
def series(registry: Kept, symbol: Symbol) -> list[Link]:
    """The series that a resolution belongs to."""
    return registry.series(symbol_of(symbol))


@question("/cited-by/{symbol:path}")
def cited_by(
    request: Request[Any, Any, Any], registry: Kept, symbol: Symbol, first: First = 0, most: Most = 100
) -> Portion[CitedBy]:
    """What cites a document, whether that is held or not."""
    return portion(request, registry.cited_by(symbol_of(symbol)), first, most)


@question("/mandates")
def mandates(
    request: Request[Any, Any, Any],
    registry: Kept,
    actor: Actor = None,
    due: DueSession = None,
    force: Annotated[int | None, QueryParameter(ge=1, le=7, description="The least force.")] = None,
    status: Annotated[
        str | None, QueryParameter(max_length=40, description="The status of the report asked for.")
    ] = None,
    verb: Annotated[str | None, QueryParameter(max_length=40, description="The verb, in English.")] = None,
    session: Annotated[int | None, QueryParameter(ge=1, le=999, description="The session that adopted it.")] = None,
    basis: Annotated[
        str | None, QueryParameter(max_length=40, description='The Main Committee that it came from, or "plenary".')
    ] = None,
    strongest: Annotated[
        Literal[0, 1, 2, 3, 4, 5, 6, 7] | None, QueryParameter(description="The greatest force.")
    ] = None,
    reports: Annotated[bool, QueryParameter(description="Only those that ask for a report.")] = False,
    cycle: Annotated[
        Literal["annual", "biennial", "triennial", "longer", "unstated"] | None,
        QueryParameter(description="How often the report comes back."),
    ] = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Mandate]:
    """What is asked of whom, by when, and what became of it."""
    asked = Filter(
        actor=actor,
        due=due,
        force=force,
        status=status,
        verb=verb,
        session=session,
        basis=basis,
        strongest=strongest,
        reports=reports,
        cycle=cycle,
    )
    count = registry.count_mandates(asked)
    found = registry.mandates_of(asked, first=first, most=most)
    return Portion(count, first, found, _next(request, count, first, most))


@question("/actors")
def actors(request: Request[Any, Any, Any], registry: Kept, first: First = 0, most: Most = 100) -> Portion[Asked]:
    """Who is directed by what is held, the most directed first."""
    return portion(request, registry.actors(), first, most)


@question("/calendar")
def calendar(
    request: Request[Any, Any, Any],
    registry: Kept,
    actor: Actor = None,
    session: DueSession = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Followed]:
    """What falls due at a known time."""
    return portion(request, registry.calendar(actor=actor, session=session), first, most)


@question("/calls")
def calls(
    request: Request[Any, Any, Any],
    registry: Kept,
    symbol: Annotated[str | None, QueryParameter(max_length=200, description="Only of this resolution.")] = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Call]:
    """The calls for contributions of a resolution, or of all."""
    return portion(request, registry.calls(symbol), first, most)


@question("/report/{symbol:path}")
def report(
    registry: Kept,
    symbol: Symbol,
    place: Annotated[
        str | None, QueryParameter(max_length=40, description="The paragraph, where several request a report: op12.")
    ] = None,
) -> Draft:
    """The draft of the report that a resolution requests, in a paragraph or in the only one that does."""
    return registry.report(symbol_of(symbol), place)


class Matches(Found, frozen=True, kw_only=True):
    """What a query finds, and the address of the next page of it."""

    next: str | None = None


@question("/search")
def search(
    request: Request[Any, Any, Any],
    registry: Kept,
    q: Annotated[
        str,
        QueryParameter(
            description="Words, phrases, prefixes, fields; or a document symbol.",
            min_length=1,
            max_length=LONGEST,
            examples=[Example(summary="Words and a field", value="ports verb:request")],
        ),
    ],
    page: Annotated[int, QueryParameter(ge=1, le=FACETED, description="Which page of the answer, from 1.")] = 1,
    size: Annotated[int, QueryParameter(ge=1, le=MOST_HITS, description="How many on a page.")] = 20,
    prefer: Annotated[Code | None, QueryParameter(description="The language whose matches come first.")] = None,
) -> Matches:
    """The paragraphs, titles and notes of all texts that a query matches, the best first, counted by facets."""
    found = registry.search(q, page=page, size=size, prefer=prefer)
    last = min(found.counted, FACETED // size * size)
    query = {**request.query_params, "page": page + 1}
    following = f"{request.url.path}?{urlencode(query)}" if page * size < last else None
    return Matches(**{name: getattr(found, name) for name in Found.__struct_fields__}, next=following)


@question("/passage/{symbol:path}")
def passage(registry: Kept, symbol: Symbol, place: Block, language: Language = None) -> Passage:
    """A paragraph, note or title of a document: its text, and what it does."""
    return registry.passage(symbol_of(symbol), place, language=language)


@question("/alike/{symbol:path}")
def alike(
    registry: Kept,
    symbol: Symbol,
    place: Block,
    language: Language = None,
    most: Annotated[int, QueryParameter(ge=1, le=60, description="How many to give at most.")] = 20,
) -> list[Alike]:
    """The paragraphs of all texts in one language that are most like one, the likest first."""
    return registry.alike(symbol_of(symbol), place, language=language, most=most)


HANDLERS = (
    entrance,
    status,
    sessions,
    session,
    resolutions,
    record,
    about,
    versions,
    follow,
    series,
    cited_by,
    mandates,
    actors,
    calendar,
    calls,
    report,
    search,
    passage,
    alike,
)


BORN = token_hex(4)  # tells the answers of this process from those of one before


def known(request: Request[Any, Any, Any]) -> Response[None] | None:
    """That the reader has the answer already, where that is so: nothing has changed since it was given."""
    if request.method not in ("GET", "HEAD"):
        return None
    registry: Registry = request.app.state.registry
    whole = (BORN, registry.state(), date.today().isoformat(), str(request.url))
    tag = f'"{blake2b(repr(whole).encode(), digest_size=12).hexdigest()}"'
    request.scope["state"]["tag"] = tag
    return Response(None, status_code=304) if tag in request.headers.get("if-none-match", "") else None


def tag_of(scope: Scope) -> str | None:
    """The tag of an answer of the API."""
    found = scope.get("state", {}).get("tag")
    return str(found) if found else None


def router(registry: Registry, more: Sequence[HTTPRouteHandler] = ()) -> Router:
    """The API of a registry, with more handlers than the questions."""
    return Router(
        PATH,
        route_handlers=[*HANDLERS, *more],
        dependencies={"registry": Provide(lambda: registry, sync_to_thread=False)},
        before_request=known,
        tags=["registry"],
    )
