"""The masthead of a container that says what each of its lines is (official XML): taken as stated, nothing searched."""

from __future__ import annotations

from functools import lru_cache

from operative.languages import load
from operative.reading.page import Line
from operative.record import Basis, MastheadFact
from operative.structure.masthead import Masthead
from operative.structure.numbers import documents, session_of

NEEDED = ("symbol", "adopted")


def states_masthead(facts: dict[str, str]) -> bool:
    """Whether a container says so much that nothing need be looked for in what it prints."""
    return all(facts.get(field) for field in NEEDED)


def stated(lines: list[Line], facts: dict[str, str], language: str, organ: str | None) -> Masthead:
    """The masthead as the container's facts give it, each with the lines that print it."""
    basis, distribution = facts.get("basis"), facts.get("distribution")
    meeting, session = facts.get("meeting", ""), facts.get("session", "")
    found = tuple(
        MastheadFact(field=line.fact, text=line.text, span=(line.start, line.end)) for line in lines if line.fact
    )
    return Masthead(
        symbol=facts["symbol"],
        title=facts.get("title"),
        organ=organ,
        session=int(session) if session.isdecimal() else session_of(facts["symbol"])[0],
        adopted=facts["adopted"],
        meeting=int(meeting) if meeting.isdecimal() else None,
        agenda_items=load(language).item_numbers(facts.get("agenda_items", "")),
        distribution=_distribution(distribution, language) if distribution else None,
        distributed=facts.get("distributed"),
        job_number=facts.get("job_number"),
        basis=Basis(committee=load(language).committee(basis), documents=documents(basis)) if basis else Basis(),
        facts=found,
        used=tuple(fact.span for fact in found),
    )


@lru_cache(maxsize=256)
def _distribution(printed: str, language: str) -> str | None:
    """The kind of distribution that a line names, in the document's language or in English."""
    for code in dict.fromkeys((language, "en")):
        found = load(code).distribution.search(printed)
        if found:
            return load(code).distribution_kind(found["distribution"])
    return None
