"""The part of the API that takes documents: read one and keep nothing, or read one and add it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from anyio import to_thread
from litestar import Request, Router, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException
from litestar.params import Body

from operative.record import Record
from operative.registry import RegistryError
from operative.registry.accounts import Right
from operative.web import addresses, api, uploading, writing
from operative.web.answering import asked
from operative.web.gate import LogIn
from operative.web.intake import Intake, given_language, given_symbol
from operative.web.users import Reader
from operative.web.waiting import Read

Code = Literal["ar", "en", "es", "fr", "ru", "zh"]


class Document(msgspec.Struct, frozen=True):
    """One document, as multipart/form-data.

    `file` is of any form that Operative reads, 20 MB at most. `language` is found from the text where it isn't given;
    `symbol` stands where the text has none.
    """

    file: UploadFile
    language: Code | None = None
    symbol: str | None = None


class Addition(msgspec.Struct, frozen=True):
    """One document to be added, as multipart/form-data: as for reading, and `by` whom, where there are no accounts."""

    file: UploadFile
    language: Code | None = None
    symbol: str | None = None
    by: str | None = None


class Added(msgspec.Struct, frozen=True):
    """What was added: `new` says whether the registry held just this before; `address` is that of its page."""

    symbol: str
    language: str
    new: bool
    digest: str
    address: str


WRONG = (400, 401, 403, 408, 413, 422, 503)  # what either may meet
TAKEN: dict[str, Any] = {"responses": api.failing(*WRONG), "opt": {"upload": True}, "request_max_body_size": None}


@post("/read", status_code=200, **TAKEN)
async def read(
    request: Request[Any, Any, Any], data: Annotated[Document, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Record:
    """Read a document and keep nothing: its record, with what looks wrong and what found no place."""
    _let_in(request, "read")
    return (await _read(request, data)).record


@post("/add", status_code=200, **TAKEN)
async def add(
    request: Request[Any, Any, Any], data: Annotated[Addition, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Added:
    """Read a document and add it to the registry; what follows from it is computed after that.

    `status` tells how many texts that still waits for. Adding one twice changes nothing.
    """
    reader = _let_in(request, "keep")
    try:
        by = writing.signed(reader, data.by or "")
    except RegistryError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    return await to_thread.run_sync(_add, request, await _read(request, data), by)


def _add(request: Request[Any, Any, Any], one: Read, by: str) -> Added:
    record = one.record
    if not (record.symbol and record.language):
        wanting = "symbol" if not record.symbol else "language"
        raise HTTPException(status_code=422, detail=f"no {wanting} was found; give it")
    state = request.app.state
    (new,) = uploading.add(state.registry, state.follow_up, [one], by=by)
    address = addresses.document(record.symbol, (record.language,))
    return Added(record.symbol, record.language, new, one.file.digest, address)


def _let_in(request: Request[Any, Any, Any], right: Right) -> Reader:
    """Who sends something. Raises LogIn where that takes an account, Refused where the account lacks the right."""
    question = asked(request, request.app.state.registry)
    if question.reader.accounts and question.reader.user is None:
        raise LogIn
    writing.check_right(question, right)
    return question.reader


async def _read(request: Request[Any, Any, Any], sent: Document | Addition) -> Read:
    """The one record of a file. Raises HTTPException (422) where there is none, or there are several."""
    reading: Intake = request.app.state.reading
    came = await writing.upload(sent.file)
    try:
        language, symbol = given_language(sent.language), given_symbol(sent.symbol)
        (file,) = await to_thread.run_sync(lambda: reading.read([came], language=language, symbol=symbol))
    except RegistryError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    failures, records = file.outcome.failures, file.outcome.records()
    if failures:
        raise HTTPException(status_code=422, detail=f"{failures[0].error.what}; {failures[0].error.mend}")
    if len(records) != 1:
        raise HTTPException(status_code=422, detail=f"it holds {len(records)} documents; send one at a time")
    return Read(1, file, records[0])


def router() -> Router:
    """The part of the API that takes documents, under the path of the rest."""
    return Router(api.PATH, route_handlers=[read, add], tags=["documents"])
