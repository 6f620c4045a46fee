"""The API's bulk: all that is held of a kind as lines of JSON, sent as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args

from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.response import Stream

from operative.registry.bulk import Kind
from operative.web import origins
from operative.web.api import Kept, Language, question

LINES = "application/jsonl"
OfSession = Annotated[int | None, QueryParameter(ge=1, le=999, description="Only of documents of this session.")]
MEANINGS: dict[Kind, str] = {
    "resolutions": "The documents whose texts are held, with the languages of their versions.",
    "mandates": "What is asked of whom, by when, and what became of it.",
    "reports": "The reports that are requested: of whom, by when, with the evidence of what came of each.",
    "agenda": "The items that are to be taken up in which session, with the evidence of what came of each.",
    "observances": "Days, years and meetings that are proclaimed, observed or convened.",
    "citations": "Every citation: which paragraph names which document, and how.",
}


@question("/bulk/records.jsonl", media_type=LINES, summary="Records")
def records(registry: Kept, session: OfSession = None, language: Language = None) -> Stream:
    """The records that are held, whole, of a session or all, in a language or all."""
    some = registry.records(session=session, language=language)
    return _sent(b"".join(map(origins.shown_line, lines.splitlines(keepends=True))) for lines in some)


def _of(kind: Kind) -> HTTPRouteHandler:
    description = f"{MEANINGS[kind]} Of a session or all, one a line."

    @question(f"/bulk/{kind}.jsonl", media_type=LINES, summary=kind.capitalize(), description=description, name=kind)
    def every(registry: Kept, session: OfSession = None) -> Stream:
        return _sent(registry.every(kind, session=session))

    return every


def _sent(lines: Iterator[bytes]) -> Stream:
    return Stream(lines, media_type=LINES)


HANDLERS: tuple[Any, ...] = (records, *map(_of, get_args(Kind)))
