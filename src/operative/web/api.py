"""The API, version 1: the registry's questions with the names that the commands have, as JSON, described by OpenAPI.

Lists come in portions (`first`, `most`), each with the count of all and the address of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from secrets import token_hex
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import License
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

PATH = "/api/v1"
MOST = 1000  # of a list that one answer has
T = TypeVar("T")

Kept = NamedDependency[Registry]

First = Annotated[int, QueryParameter(ge=0, le=10**9, description="The number of the first one to give, from 0.")]
Most = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many to give at most.")]
SessionNumber = Annotated[int, PathParameter(ge=1, le=999, description="A regular session of the General Assembly.")]
DueSession = Annotated[int | None, QueryParameter(ge=1, le=999, description="Only of this session.")]
Symbol = Annotated[
    str, PathParameter(description="A document symbol: A/RES/64/12. Blanks may be underscores.", max_length=200)
]
Language = Annotated[
    str | None, QueryParameter(description="The language of the text.", pattern="^(ar|en|es|fr|ru|zh)$")
]
Actor = Annotated[
    str | None, QueryParameter(description="An actor's identifier: un:secretary-general.", max_length=200)
]

OPENAPI = OpenAPIConfig(
    title="Operative",
    version="1",
    description="What a registry of General Assembly resolutions holds, and what came of it. Every status names the"
    " paragraph that it rests on.",
    license=License(name="Apache-2.0", identifier="Apache-2.0"),
    path=f"{PATH}/schema",
    render_plugins=[],
)


class Problem(msgspec.Struct, frozen=True):
    """An error for programs (RFC 9457)."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


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


def _symbol(path: str) -> str:
    return path.strip("/").replace("_", " ")


class Entrance(msgspec.Struct, frozen=True):
    """What there is: the version of the program, where the API is described, and what is held."""

    version: str
    schema: str
    held: dict[str, int]


@get("/", sync_to_thread=True)
def entrance(registry: Kept) -> Entrance:
    """Say what the registry holds, and where the API is described."""
    return Entrance(__version__, f"{PATH}/schema/openapi.json", registry.status())


@get("/status", sync_to_thread=True)
def status(registry: Kept) -> dict[str, int]:
    """Say what the registry holds."""
    return registry.status()


@get("/sessions", sync_to_thread=True)
def sessions(registry: Kept) -> list[HeldSession]:
    """The sessions of which texts are held, the latest first."""
    return registry.sessions()


@get("/session/{number:int}", sync_to_thread=True)
def session(
    request: Request[Any, Any, Any], registry: Kept, number: SessionNumber, first: First = 0, most: Most = 100
) -> Portion[Followed]:
    """The ledger of a session: what falls due, in which paragraph that is said, what came of it."""
    return portion(request, registry.session(number), first, most)


@get("/resolutions", sync_to_thread=True)
def resolutions(
    request: Request[Any, Any, Any],
    registry: Kept,
    session: DueSession = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Held]:
    """The documents whose texts are held, of a session or all."""
    return portion(request, registry.resolutions(session), first, most)


@get("/record/{symbol:path}", sync_to_thread=True)
def record(registry: Kept, symbol: Symbol, language: Language = None) -> Record:
    """The record of a document in a language, or in the one that leads."""
    found = registry.record(_symbol(symbol), language)
    if found is None:
        raise Unknown(f"the registry holds no such text of {_symbol(symbol)}", "see /api/v1/versions/{symbol}")
    return found


@get("/about/{symbol:path}", sync_to_thread=True)
def about(registry: Kept, symbol: Symbol) -> About:
    """What is known of a document beside its text."""
    return registry.about(_symbol(symbol))


@get("/versions/{symbol:path}", sync_to_thread=True)
def versions(registry: Kept, symbol: Symbol) -> list[Version]:
    """The readings of a document: from which file, when, by which version of the program."""
    return registry.versions(_symbol(symbol))


@get("/follow/{symbol:path}", sync_to_thread=True)
def follow(registry: Kept, symbol: Symbol) -> list[Followed]:
    """What became of each report request and agenda decision of a resolution."""
    return registry.follow(_symbol(symbol))


@get("/series/{symbol:path}", sync_to_thread=True)
def series(registry: Kept, symbol: Symbol) -> list[Link]:
    """The series that a resolution belongs to."""
    return registry.series(_symbol(symbol))


@get("/cited-by/{symbol:path}", sync_to_thread=True)
def cited_by(
    request: Request[Any, Any, Any], registry: Kept, symbol: Symbol, first: First = 0, most: Most = 100
) -> Portion[CitedBy]:
    """What cites a document, whether that is held or not."""
    return portion(request, registry.cited_by(_symbol(symbol)), first, most)


@get("/mandates", sync_to_thread=True)
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
    first: First = 0,
    most: Most = 100,
) -> Portion[Mandate]:
    """What is asked of whom, by when, and what became of it."""
    asked = Filter(actor=actor, due=due, force=force, status=status, verb=verb)
    count = registry.count_mandates(asked)
    found = registry.mandates(actor=actor, due=due, force=force, status=status, verb=verb, first=first, most=most)
    return Portion(count, first, found, _next(request, count, first, most))


@get("/actors", sync_to_thread=True)
def actors(request: Request[Any, Any, Any], registry: Kept, first: First = 0, most: Most = 100) -> Portion[Asked]:
    """Who is directed by what is held, the most directed first."""
    return portion(request, registry.actors(), first, most)


@get("/calendar", sync_to_thread=True)
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


@get("/calls", sync_to_thread=True)
def calls(
    request: Request[Any, Any, Any],
    registry: Kept,
    symbol: Annotated[str | None, QueryParameter(max_length=200)] = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Call]:
    """The calls for contributions of a resolution, or of all."""
    return portion(request, registry.calls(symbol), first, most)


@get("/report/{symbol:path}", sync_to_thread=True)
def report(registry: Kept, symbol: Symbol, place: Annotated[str | None, QueryParameter(max_length=40)] = None) -> Draft:
    """The draft of the report that a resolution requests, in a paragraph or in the only one that does."""
    return registry.report(_symbol(symbol), place)


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
)


BORN = token_hex(4)  # tells the answers of this process from those of one before


def known(request: Request[Any, Any, Any]) -> Response[None] | None:
    """That the reader has the answer already, where that is so: nothing has changed since it was given."""
    registry: Registry = request.app.state.registry
    whole = (BORN, registry.state(), date.today().isoformat(), str(request.url))
    tag = f'"{blake2b(repr(whole).encode(), digest_size=12).hexdigest()}"'
    request.scope["state"]["tag"] = tag
    return Response(None, status_code=304) if tag in request.headers.get("if-none-match", "") else None


def tag_of(scope: Scope) -> str | None:
    """The tag of an answer of the API."""
    found = scope.get("state", {}).get("tag")
    return str(found) if found else None


def router(registry: Registry) -> Router:
    """The API of a registry."""
    return Router(
        PATH,
        route_handlers=HANDLERS,
        dependencies={"registry": Provide(lambda: registry, sync_to_thread=False)},
        before_request=known,
        tags=["registry"],
    )
