"""The corpus by the API: what is counted, the resolutions that are, and what each of them cites."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request
from litestar.openapi.spec import Example
from litestar.params import QueryParameter

from operative.registry.corpus import ORDERS, Count, Entry, Filter
from operative.registry.questions import Cites
from operative.web.api import Actor, First, Kept, Most, Portion, Symbol, portion, question, symbol_of

Basis = Annotated[
    str | None,
    QueryParameter(
        max_length=40,
        description='The Main Committee on whose report it was adopted, or "plenary".',
        examples=[Example(summary="A Main Committee", value="Third Committee")],
    ),
]
Cycle = Annotated[
    Literal["annual", "biennial", "triennial", "longer", "unstated"] | None,
    QueryParameter(description="How often the matter comes back, by the next session whose agenda it decides on."),
]
Length = Annotated[
    Literal[0, 500, 1000, 2000, 4000, 8000] | None,
    QueryParameter(description="The words from which its class of length begins."),
]
Likeness = Annotated[
    Literal[0, 20, 40, 60, 80] | None,
    QueryParameter(description="The per cent from which its class of likeness to its predecessor begins."),
]
Order = Annotated[
    str | None,
    QueryParameter(
        pattern=f"^-?({'|'.join(ORDERS)})$",
        description="What the list is in the order of; with a minus the reverse.",
        examples=[Example(summary="The longest first", value="-words")],
    ),
]


@question("/corpus")
def corpus(
    request: Request[Any, Any, Any],
    registry: Kept,
    session: Annotated[int | None, QueryParameter(ge=1, le=999, description="The session that adopted it.")] = None,
    basis: Basis = None,
    cycle: Cycle = None,
    words: Length = None,
    likeness: Likeness = None,
    actor: Actor = None,
    order: Order = None,
    first: First = 0,
    most: Most = 100,
) -> Portion[Entry]:
    """The resolutions held, with what they are counted by; the latest session comes first, or what the order says."""
    asked = Filter(session=session, basis=basis, cycle=cycle, words=words, likeness=likeness, actor=actor)
    return portion(request, registry.corpus(asked, order=order), first, most)


@question("/counts/resolutions")
def resolutions(
    request: Request[Any, Any, Any],
    registry: Kept,
    by: Annotated[
        Literal["basis", "cycle", "words", "likeness"],
        QueryParameter(description="What is counted by; `key` is then a value of that filter of the corpus."),
    ],
    first: First = 0,
    most: Most = 1000,
) -> Portion[Count]:
    """How many resolutions there are in each session of those that have the same."""
    return portion(request, registry.counts("resolutions", by), first, most)


@question("/counts/mandates")
def mandates(
    request: Request[Any, Any, Any],
    registry: Kept,
    by: Annotated[
        Literal["basis", "force", "actor"],
        QueryParameter(description="What is counted by; of actors, the twelve that are directed most."),
    ],
    first: First = 0,
    most: Most = 1000,
) -> Portion[Count]:
    """How many mandates there are in each session of those that have the same."""
    return portion(request, registry.counts("mandates", by), first, most)


@question("/counts/reports")
def reports(
    request: Request[Any, Any, Any],
    registry: Kept,
    by: Annotated[
        Literal["basis", "cycle", "actor"],
        QueryParameter(description="What is counted by; of actors, the twelve that are directed most."),
    ],
    first: First = 0,
    most: Most = 1000,
) -> Portion[Count]:
    """How many report requests there are in each session of those that have the same."""
    return portion(request, registry.counts("reports", by), first, most)


@question("/cites/{symbol:path}")
def cites(
    request: Request[Any, Any, Any], registry: Kept, symbol: Symbol, first: First = 0, most: Most = 100
) -> Portion[Cites]:
    """What a document cites: in which paragraph, how, and the document or the name."""
    return portion(request, registry.cites(symbol_of(symbol)), first, most)


HANDLERS = (corpus, resolutions, mandates, reports, cites)
