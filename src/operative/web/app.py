"""The application: which address is answered by what, what every answer carries, and how errors are told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import HttpMethod, Litestar, Request, Response, get, route
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from operative.registry import QueryError, Registry, RegistryError, Unknown
from operative.web import (
    addresses,
    administering,
    answering,
    api,
    api_corpus,
    api_reading,
    api_writing,
    bulk,
    entering,
    graph,
    openid,
    pages,
    pictures,
    resolution,
    saying,
    search,
    sending,
    sources,
    tables,
    timeline,
    uploading,
)
from operative.web.answering import Answers, Asked, Page
from operative.web.following import Following
from operative.web.gate import LARGEST_FORM, Gate, LogIn, Refused
from operative.web.intake import Intake
from operative.web.speech import DEFAULT, words
from operative.web.users import Access
from operative.web.waiting import Place

if TYPE_CHECKING:
    from litestar.types import Message, Scope

# Nothing from elsewhere is loaded, no script or style stands in a page, nobody frames it.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOG = logging.getLogger(__name__)
PACKED: dict[str, Any] = {"packed": True}  # the option of handlers whose answers are compressed once and kept
FOREVER = "public, max-age=31536000, immutable"
PAGES: dict[str, Callable[[Asked], Page]] = {
    "/": pages.home,
    "/sessions": pages.sessions,
    "/session/{number:str}": pages.session,
    "/actors": pages.actors,
    "/actor/{actor:str}": pages.actor,
    "/mandates": tables.mandates,
    "/calendar": tables.calendar,
    "/calls": tables.calls,
    "/pictures": pictures.pictures,
    "/resolutions": pictures.resolutions,
    "/report/{symbol:path}": pages.report,
    "/graph/{symbol:path}": graph.graph,
    "/source/{symbol:path}": sources.source,
    "/versions/{symbol:path}": sources.versions,
    "/preview/{symbol:path}": sources.preview,
    "/series/{symbol:path}": timeline.timeline,
    "/search": search.search,
    "/elsewhere/{symbol:path}": search.elsewhere,
    "/log": saying.log,
    "/log/{symbol:path}": saying.log,
    "/{symbol:path}": resolution.document,
}
SHAPED = (
    "/sessions",
    "/actors",
    "/mandates",
    "/calendar",
    "/calls",
    "/pictures",
    "/resolutions",
    "/search",
    "/log",
)  # whose endings are routes of their own


def application(registry: Registry, access: Access | None = None, folder: Path | None = None) -> Litestar:
    """The pages and the API of a registry; without `access`, for everybody who can reach it.

    What waits between two requests is kept in a folder, which all processes that serve share; if none is given, in one
    that goes with the application.
    """
    own = None if folder else TemporaryDirectory(prefix="operative-")
    folder = folder or Path(own.name if own else "")
    access = access or Access()
    answers, reading, follow_up = Answers(registry), Intake(), Following(registry)
    handlers = [_page(one, make, answers) for path, make in PAGES.items() for one in _addresses(path)]
    return Litestar(
        route_handlers=[
            *handlers,
            *entering.handlers(access, folder / "tries"),
            *administering.handlers(access),
            *openid.handlers(access.provider, folder / "office"),
            *saying.handlers(),
            *sending.handlers(),
            *uploading.handlers(reading, Place(folder / "parcels"), follow_up),
            static,
            api.router(registry, (*api_corpus.HANDLERS, *bulk.HANDLERS, *api_writing.HANDLERS)),
            api_reading.router(),
        ],
        middleware=[Gate(registry, access)],
        exception_handlers={Exception: told, HTTPException: told, pages.Elsewhere: moved, LogIn: kept_out},
        before_send=[_with_headers],
        lifespan=[follow_up.while_serving],
        on_shutdown=[reading.close],
        request_max_body_size=LARGEST_FORM,
        state=State({"registry": registry, "access": access, "reading": reading, "follow_up": follow_up, "own": own}),
        compression_config=CompressionConfig(backend="gzip", exclude_opt_key="packed"),
        openapi_config=api.OPENAPI,
        logging_config=None,
    )


def _addresses(path: str) -> list[str]:
    if path == "/":
        return ["/", "/index.json"]
    return [path, *(f"{path}.{shape}" for shape in ("json", "csv", "ics"))] if path in SHAPED else [path]


def _page(path: str, make: Callable[[Asked], Page], answers: Answers) -> HTTPRouteHandler:
    @route(path, http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True, include_in_schema=False, **PACKED)
    def page(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answers.answer(request, make)

    return page


@get("/static/{digest:str}/{name:str}", sync_to_thread=False, include_in_schema=False, static=True, **PACKED)
def static(request: Request[Any, Any, Any], digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """What pages bring along; its address changes when it does, so that browsers may keep it."""
    if name not in answering.statics():
        raise NotFoundException(f"there is no {name}")
    response = answering.sent(request, answering.statics()[name], "")
    response.headers["Cache-Control"] = FOREVER
    return response


async def _with_headers(message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        tag = api.tag_of(scope) if message["status"] in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) else None
        added = {**HEADERS, **({"etag": tag, "cache-control": "no-cache"} if tag else {})}
        message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in added.items())]


# --- errors -----------------------------------------------------------------------------------------------------------


def moved(request: Request[Any, Any, Any], error: pages.Elsewhere) -> Response[bytes]:
    """The way to where a thing is."""
    return Response(b"", status_code=error.status, headers={"Location": error.address, "Vary": "Accept"})


def kept_out(request: Request[Any, Any, Any], error: LogIn) -> Response[bytes]:
    """The way in for people, word of it for programs."""
    for_people = answering.asked(request, request.app.state.registry).shape == "html"
    if for_people and not request.url.path.startswith(api.PATH):
        return entering.to_log_in(request, error)
    answer = told(request, error)
    answer.headers.update(error.headers or {})
    return answer


def told(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """What went wrong, for people or for programs; of an error of our own, only that there was one."""
    status, detail = _status(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    question = answering.asked(request, request.app.state.registry)
    if question.shape != "html" or question.path.startswith(api.PATH):
        problem = api.Problem(HTTPStatus(status).phrase, status, detail)
        if isinstance(error, QueryError):
            problem = msgspec.structs.replace(problem, start=error.start, end=error.end)
        body = msgspec.json.encode(problem)
        allowed = getattr(error, "headers", None) or {}  # which methods are, where this one isn't
        return Response(body, status_code=status, media_type=api.PROBLEM, headers=allowed)
    nameless = getattr(error, "kind", None) == "no_page_here"  # it may be a symbol, written for short
    wanted = addresses.short(question.path.strip("/").replace("_", " ")) if nameless else None
    refused = question.words(f"refused.{error.why}", **error.values) if isinstance(error, Refused) else None
    said = question.words.problem(error) or (question.words("told.failed") if status >= 500 else None)
    context = {"status": status, "told": said, "wanted": wanted, "refused": refused}
    page = Page(template="error.html", title=question.words("error.title"), data=None, context=context)
    body = answering.rendered(page, question).encode()
    return answering.sent(request, answering.packed(body, answering.MEDIA_TYPES["html"], status), question.words.code)


def _status(error: Exception) -> tuple[int, str]:
    match error:
        case ValidationException():
            return error.status_code, "; ".join([error.detail, *_wrong(error.extra)])
        case HTTPException():
            return error.status_code, error.detail
        case QueryError():
            return 400, str(error)
        case Unknown():
            return 404, str(error)
        case RecursionError():  # JSON that is nested without end
            return 400, "what was sent is nested too deep"
        case RegistryError():  # what the database complains of names its place: that is for the log alone
            return 503, words(DEFAULT).problem(error) or words(DEFAULT)("told.failed")
        case _:
            return 500, words(DEFAULT)("told.failed")


def _wrong(extra: Any) -> list[str]:
    """What is wrong with each part of a request, by its name."""
    return [f"{one['key']}: {one['message']}" for one in extra or () if "key" in one and "message" in one]
