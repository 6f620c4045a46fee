"""What stands before the title and after the last paragraph: the facts of the masthead."""

from __future__ import annotations

import msgspec

from operative.languages import Language
from operative.reading.page import Line
from operative.record import Basis, MastheadFact


class Masthead(msgspec.Struct):
    """The facts of a masthead, each with its place in `facts`."""

    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: int | None = None
    adopted: str | None = None
    meeting: int | None = None
    agenda_items: tuple[str, ...] = ()
    distribution: str | None = None
    distributed: str | None = None
    job_number: str | None = None
    basis: Basis = Basis()
    facts: tuple[MastheadFact, ...] = ()


def masthead(lines: list[Line], language: Language) -> Masthead:
    """The facts that lines outside the paragraphs state."""
    return Masthead()
