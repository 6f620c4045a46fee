"""Answers: a page as HTML, JSON, table or calendar, packed, with its tag, made once as long as nothing has changed."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from litestar import Request, Response

from operative import __version__
from operative.languages import CODES
from operative.registry import Registry
from operative.registry.history import in_words
from operative.web import addresses
from operative.web.speech import Unanswerable, Words, preferred, wishes, words
from operative.web.users import Reader

LARGEST_PLAIN = 512  # bytes from which packing pays
PACKING = 4  # of 9: in half the time that 6 takes, with a fifteenth more bytes
KEPT = 64_000_000  # bytes of answers: the pages of some thousand resolutions
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
COOKIE = "language"


class Upload(msgspec.Struct, frozen=True):
    """A file that came with a form, under the last part of its name."""

    name: str
    data: bytes


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows: `data` is its JSON, `context` what its template asks for, `others` its further shapes."""

    template: str
    title: str
    data: Any
    context: dict[str, Any] = {}
    others: dict[str, Callable[[], bytes]] = {}
    status: int = 200


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: a path without its ending, the shape of the answer, the reader and their words, and the query.

    Where a form is asked for, `values` and `files` are what it is filled in with, `problem` says why it wasn't taken,
    and `token` shows that it is sent from a page of ours. `address` is whence it is asked, `host` under which name of
    ours, `secure` whether by https.
    """

    registry: Registry
    path: str
    shape: str
    words: Words
    query: dict[str, str]
    reader: Reader = Reader()
    values: dict[str, str] = {}
    files: dict[str, tuple[Upload, ...]] = {}
    problem: Exception | None = None
    token: str = ""
    address: str = ""
    host: str = ""
    secure: bool = False

    def number(self, name: str, default: int | None = None) -> int | None:
        """A number of the query. Raises Unanswerable (400) where it is none."""
        value = self.query.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 7):
            raise Unanswerable(400, "no_number", name=name)
        return int(value)

    def text(self, name: str) -> str | None:
        """A text of the query; None where it is empty."""
        return self.query.get(name, "").strip() or None


class Made(msgspec.Struct, frozen=True):
    """An answer as it goes out, packed where that pays, with its tag."""

    body: bytes
    packed: bool
    media_type: str
    tag: str
    status: int = 200


def asked(request: Request[Any, Any, Any], registry: Registry) -> Asked:
    """What a request asks."""
    path, shape = addresses.shaped(request.url.path)
    accepted = request.headers.get("accept", "")
    if shape == "html" and "application/json" in accepted and "text/html" not in accepted:
        shape = "json"
    chosen = [request.query_params.get("ui", ""), request.cookies.get(COOKIE, "")]
    code = preferred([*chosen, *wishes(request.headers.get("accept-language", ""))])
    given = request.query_params
    query = {key: ",".join(given.getall(key)) for key in given if key != "ui"}
    reader = request.scope["state"].get("reader", Reader())
    return Asked(
        registry=registry,
        path=path,
        shape=shape,
        words=words(code),
        query=query,
        reader=reader,
        address=request.client.host if request.client else "",
        host=request.headers.get("host", ""),
        secure=request.url.scheme == "https",
    )


class Answers:
    """Answers to what is asked of one registry, each kept until what is held, the day or the program changes."""

    def __init__(self, registry: Registry) -> None:
        """`registry` is the one that is asked."""
        self.registry = registry
        self._kept: OrderedDict[tuple[Any, ...], Made] = OrderedDict()
        self._keeping, self._bytes = Lock(), 0
        self._making = Lock()

    def answer(self, request: Request[Any, Any, Any], make: Callable[[Asked], Page]) -> Response[bytes]:
        """The answer to a request, which `make` gives; without its body where the reader has it."""
        question = asked(request, self.registry)
        query = tuple(sorted(question.query.items()))
        who = (question.reader.name, question.reader.role)
        key = (self.registry.state(), date.today(), question.path, question.shape, question.words.code, query, who)
        made = self._kept.get(key) or self._made(key, question, make)
        self._keep(key, made)
        return sent(request, made, question.words.code)

    def _made(self, key: tuple[Any, ...], question: Asked, make: Callable[[Asked], Page]) -> Made:
        """An answer that isn't kept. One is made at a time: two are done no sooner, and the shorter waits longer."""
        with self._making:
            if made := self._kept.get(key):
                return made  # somebody else asked for it just before
            page = make(question)
            return packed(shaped(page, question), MEDIA_TYPES[question.shape], page.status)

    def _keep(self, key: tuple[Any, ...], made: Made) -> None:
        """Keeps an answer as the last one used, and lets go of those that were used longest ago."""
        with self._keeping:
            if key not in self._kept:
                self._bytes += len(made.body)
            self._kept[key] = made
            self._kept.move_to_end(key)
            while self._bytes > KEPT:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)


def shaped(page: Page, question: Asked) -> bytes:
    """A page in the shape that is asked for. Raises HTTPException (404) where it hasn't got it."""
    if question.shape == "html":
        return rendered(page, question).encode()
    if question.shape == "json":
        return msgspec.json.encode(page.data)
    if question.shape not in page.others:
        raise Unanswerable(404, "no_shape", shape=question.shape)
    return page.others[question.shape]()


def packed(body: bytes, media_type: str, status: int = 200) -> Made:
    """A body with what goes out of it."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    pays = len(body) >= LARGEST_PLAIN
    return Made(gzip.compress(body, PACKING, mtime=0) if pays else body, pays, media_type, tag, status)


def sent(request: Request[Any, Any, Any], made: Made, language: str) -> Response[bytes]:
    """The response: packed where the browser takes it, or 304 where it has the same already."""
    headers = {
        "ETag": made.tag,
        "Vary": "Accept, Accept-Encoding, Accept-Language, Cookie",
        "Cache-Control": "no-cache",
    }
    if made.tag in request.headers.get("if-none-match", "") and made.status == 200:
        return Response(b"", status_code=304, headers=headers)
    body = made.body
    if made.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    elif made.packed:
        body = gzip.decompress(body)
    response = Response(body, status_code=made.status, media_type=made.media_type, headers=headers)
    if request.query_params.get("ui") in CODES:
        response.set_cookie(COOKIE, language, max_age=31536000, samesite="lax", httponly=True)
    return response


def rendered(page: Page, question: Asked) -> str:
    """A page as HTML."""
    template = environment().get_template(page.template)
    return template.render(
        t=question.words,
        page_title=page.title,
        path=question.path,
        query=question.query,
        question=question,
        reader=question.reader,
        shapes=tuple(page.others),
        style=static_address("style.css"),
        script=static_address("web.js"),
        **page.context,
    )


@cache
def environment() -> Environment:
    """The templates of this room, and the pieces of pages that the exports have."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("operative.web"), PackageLoader("operative.exports")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals.update(
        document=addresses.document,
        say=addresses.say,
        call_at=addresses.call,
        version=__version__,
        codes=CODES,
        words_of=words,
        in_words=in_words,
        static_address=static_address,
    )
    return found


# --- style and script, which browsers keep as long as they are the same ---


@cache
def statics() -> dict[str, Made]:
    """What pages bring along, by name."""
    ours, exports = Path(__file__).with_name("static"), Path(__file__).parents[1] / "exports" / "templates"
    styles = [exports / name for name in ("style.css", "comparison.css", "report.css")]
    style = b"\n".join(path.read_bytes() for path in (*styles, ours / "web.css"))
    return {
        "style.css": packed(style, "text/css; charset=utf-8"),
        "web.js": packed((ours / "web.js").read_bytes(), "text/javascript; charset=utf-8"),
        "upload.js": packed((ours / "upload.js").read_bytes(), "text/javascript; charset=utf-8"),
        "icon.svg": packed((ours / "icon.svg").read_bytes(), "image/svg+xml"),
    }


def static_address(name: str) -> str:
    """The address of what pages bring along, another one when it changes."""
    return f"/static/{statics()[name].tag[1:9]}/{name}"
