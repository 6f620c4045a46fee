"""What paragraphs do, in plain words: the same for the terminal and for pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from operative.record import (
    Act,
    AgendaDecision,
    Due,
    Fact,
    NotedDocument,
    Observance,
    Record,
    ReportRequest,
    Standing,
)

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
ISOLATE, END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate


def facts(record: Record) -> dict[str, list[Fact]]:
    """The facts of a record by the block that says them, in the order of its words."""
    found: dict[str, list[Fact]] = {}
    for fact in _all(record):
        found.setdefault(fact.in_, []).append(fact)
    return found


def _all(record: Record) -> Iterator[Fact]:
    yield from record.acts
    yield from record.reports
    yield from record.agenda
    yield from record.observances
    yield from record.standing
    yield from record.noted_documents


def label(fact: Fact) -> str:
    """What kind of fact it is, in the field's terms."""
    match fact:
        case Act():
            return "mandate" if fact.force else "act"
        case ReportRequest():
            return "report request"
        case AgendaDecision():
            return "agenda decision"
        case Observance():
            return "observance" if fact.kind in ("day", "week", "month", "year", "decade") else "meeting"
        case Standing():
            return fact.kind
        case _:
            return "document noted"


def words(fact: Fact) -> str:
    """What a fact says."""
    match fact:
        case Act():
            return _joined(fact.verb, _named(*fact.addressees), before=": ")
        case ReportRequest():
            what = _joined(fact.form, _listed("by", fact.by), _listed("to", fact.to))
            return _joined(what, when(fact.due), before=", due ")
        case AgendaDecision():
            session = f"at session {fact.session}" if fact.session else "at no session named"
            return _joined(f"{fact.how or fact.action} {session}", fact.item and _named(fact.item), before=": ")
        case Observance():
            when_printed = fact.when and _named(fact.when)
            return _joined(f"{fact.action} {fact.kind}: {_named(fact.name)}", when_printed, before=", ")
        case Standing():
            what = _joined(fact.action, fact.name and _named(fact.name), fact.amount)
            return _joined(what, fact.until, before=", until ")
        case NotedDocument():
            return _joined(_joined(fact.what, _listed("of", fact.of)), ", ".join(fact.symbols), before=": ")
        case _:
            raise TypeError(type(fact).__name__)


def when(due: Due | None) -> str | None:
    """When something is due, in words; None where no time is said."""
    if due is None:
        return None
    if due.sessions:
        opens = f" ({due.calendar[0][0]} on)" if due.calendar else ""
        return _joined(f"at session {' and '.join(map(str, due.sessions))}{opens}", due.recurrence, before=", ")
    return _joined(due.date or due.within or due.other or "", due.recurrence, before=", ") or None


def _listed(word: str, names: str | tuple[str, ...] | None) -> str | None:
    if not names:
        return None
    return f"{word} {_named(names) if isinstance(names, str) else _named(*names)}"


def _named(*names: str) -> str:
    """Names as printed, each kept in its own direction among English words where it runs from right to left."""
    return " and ".join(f"{ISOLATE}{name}{END}" if RIGHT_TO_LEFT.search(name) else name for name in names)


def _joined(first: str, *others: str | None, before: str = " ") -> str:
    """The words that are there, with `before` before all but the first."""
    return before.join(filter(None, (first, *others)))
