"""How texts in a reader's language word what is kept of the text that leads: whom they name, which item or day.

The registry keeps the facts of one text of each resolution; the record in another language has the same ones by
paragraph. One is taken for the other only where both agree in what has no language (form, session, date, number of
those named): where a version numbers its paragraphs otherwise, readers see the words of the text that leads rather than
those of another fact.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, and_, func, or_, select

from operative.record import Act, AgendaDecision, Fact, Observance, ReportRequest, Standing
from operative.registry import schema, word
from operative.registry.ledger import Followed
from operative.registry.questions import Mandate


class Wording(msgspec.Struct, frozen=True):
    """How a text words a fact: those whom it names, and what it calls the item, day, meeting or body."""

    who: tuple[str, ...] = ()
    name: str | None = None


class Asking(msgspec.Struct, frozen=True):
    """The words in which a paragraph asks, from the verb to its end, and their language."""

    text: str
    language: str


class _Paragraph(msgspec.Struct, frozen=True):
    id: str
    text: str


class _Begun(msgspec.Struct, frozen=True):
    in_: str = msgspec.field(name="in")
    verb: str
    offset: int


class _Texts(msgspec.Struct, frozen=True):
    """What is needed of a record to say in its words what it asks."""

    blocks: tuple[_Paragraph, ...] = ()
    acts: tuple[_Begun, ...] = ()


class _Acts(msgspec.Struct, frozen=True):
    """What is needed of a record for mandates; to decode all of it takes several times as long."""

    acts: tuple[Act, ...] = ()


class _Followed(msgspec.Struct, frozen=True):
    """What is needed of a record for what is followed up."""

    reports: tuple[ReportRequest, ...] = ()
    agenda: tuple[AgendaDecision, ...] = ()
    observances: tuple[Observance, ...] = ()
    standing: tuple[Standing, ...] = ()


F = TypeVar("F", _Acts, _Followed)


def of_lines(connection: Connection, lines: Iterable[Followed], language: str) -> dict[str, Wording]:
    """How texts in a language word what is followed up, by the key of the line; what they say otherwise is left out."""
    listed = list(lines)
    held = _facts(connection, {line.symbol for line in listed}, language, _Followed)
    worded = {key: fact for symbol, facts in held.items() for key, fact in _keys(symbol, facts)}
    found = ((line.about, _wording(worded[line.about], line)) for line in listed if line.about in worded)
    return {key: wording for key, wording in found if wording}


def of_mandates(connection: Connection, mandates: Iterable[Mandate], language: str) -> dict[tuple[str, str], Wording]:
    """How texts in a language name those whom mandates direct, by symbol and "op3 request".

    Where a paragraph has the verb several times in either text, which is which can't be told, and nothing is said.
    """
    listed = list(mandates)
    symbols = {one.symbol for one in listed}
    acts: dict[tuple[str, str], list[Act]] = {}
    for symbol, facts in _facts(connection, symbols, language, _Acts).items():
        for act in facts.acts:
            acts.setdefault((symbol, f"{act.in_} {act.verb}"), []).append(act)
    once = _once(connection, symbols)
    found: dict[tuple[str, str], Wording] = {}
    for one in listed:
        key = (one.symbol, f"{one.block} {one.verb}")
        match acts.get(key, ()):
            case [act] if key in once and len(act.addressees) == len(one.addressees):
                found[key] = Wording(act.addressees)
    return found


def of_asking(connection: Connection, mandates: Iterable[Mandate], language: str) -> dict[tuple[str, str], Asking]:
    """The words in which mandates ask, by symbol and "op3 request": in a language, or in that of the text that leads.

    Where a paragraph has the verb several times, which is which can't be told, and its words are all of it.
    """
    asked = {(one.symbol, one.block, one.verb) for one in mandates}
    w, e, m, r = schema.works.c, schema.expressions.c, schema.manifestations.c, schema.readings.c
    query = (
        select(w.symbol, e.language, r.record)
        .join(schema.expressions, e.work == w.id)
        .join(schema.manifestations, m.expression == e.id)
        .join(schema.readings, r.manifestation == m.id)
        .where(w.symbol.in_({symbol for symbol, *_ in asked}))
        .where(or_(and_(e.language == language, r.current), r.id == w.leading))
    )
    texts: dict[str, tuple[str, bytes]] = {}
    for symbol, code, blob in connection.execute(query):
        if symbol not in texts or code == language:
            texts[symbol] = (code, blob)
    decoder = msgspec.json.Decoder(_Texts)
    held = {symbol: (code, decoder.decode(zlib.decompress(blob))) for symbol, (code, blob) in texts.items()}
    return {
        (symbol, f"{block} {verb}"): Asking(text, code)
        for symbol, (code, record) in held.items()
        for (block, verb), text in _asking(record).items()
        if (symbol, block, verb) in asked
    }


def _asking(record: _Texts) -> dict[tuple[str, str], str]:
    """What follows each verb of each paragraph; the whole paragraph where it stands there several times."""
    texts = {block.id: block.text for block in record.blocks}
    begins: dict[tuple[str, str], list[int]] = {}
    for act in record.acts:
        begins.setdefault((act.in_, act.verb), []).append(act.offset)
    return {
        (block, verb): texts.get(block, "")[offsets[0] if len(offsets) == 1 else 0 :]
        for (block, verb), offsets in begins.items()
    }


def _once(connection: Connection, symbols: Collection[str]) -> set[tuple[str, str]]:
    """The paragraphs with the verbs that each has once, in the texts that lead."""
    w, a = schema.works.c, schema.acts.c
    query = select(w.symbol, a.block, a.verb).join(schema.acts, a.work == w.id).where(w.symbol.in_(symbols))
    single = query.group_by(w.symbol, a.block, a.verb).having(func.count() == 1)
    return {(symbol, f"{block} {verb}") for symbol, block, verb in connection.execute(single)}


def _facts(connection: Connection, symbols: Collection[str], language: str, which: type[F]) -> dict[str, F]:
    """Facts of the current records of works in a language, by symbol."""
    w, e, m, r = schema.works.c, schema.expressions.c, schema.manifestations.c, schema.readings.c
    query = (
        select(w.symbol, r.record)
        .join(schema.expressions, e.work == w.id)
        .join(schema.manifestations, m.expression == e.id)
        .join(schema.readings, r.manifestation == m.id)
        .where(w.symbol.in_(symbols), e.language == language, r.current)
    )
    decoder = msgspec.json.Decoder(which)
    return {symbol: decoder.decode(zlib.decompress(blob)) for symbol, blob in connection.execute(query)}


def _keys(symbol: str, facts: _Followed) -> Iterator[tuple[str, Fact]]:
    """The facts that are followed up, each with its key."""
    for kind, field in word.FACTS.items():
        numbers: Counter[str] = Counter()
        for fact in getattr(facts, field):
            numbers[fact.in_] += 1
            yield word.key(symbol, fact.in_, kind, numbers[fact.in_]), fact


def _wording(fact: Fact, line: Followed) -> Wording | None:
    """How a fact is worded, if it is that of the line."""
    match fact:
        case ReportRequest(form=line.what) if len(fact.by) == len(line.who):
            return Wording(who=fact.by)
        case AgendaDecision() if line.sessions == ((fact.session,) if fact.session else ()):
            return Wording(name=fact.item) if line.what.startswith(fact.action) else None
        case Observance(kind=line.kind, date=line.day):
            return Wording(name=fact.name)
        case Standing(kind=line.kind, until=line.day):
            return Wording(name=fact.name)
        case _:
            return None
