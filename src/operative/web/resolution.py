"""A document's page: its text in one language or several, what each paragraph does, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

import msgspec
from markupsafe import Markup, escape

from operative import alignment, symbols
from operative.exports import comparison
from operative.exports.facts import facts
from operative.exports.html import LANGUAGE_NAMES, View
from operative.languages import CODES
from operative.record import (
    Act,
    AgendaDecision,
    Block,
    Citation,
    Fact,
    Note,
    Observance,
    Record,
    ReportRequest,
    Standing,
)
from operative.registry import Registry, Unknown
from operative.registry.history import Event
from operative.registry.holdings import About, Version
from operative.registry.ledger import Followed
from operative.registry.questions import CitedBy, Link
from operative.registry.word import keys
from operative.web import addresses, origins
from operative.web.addresses import Address
from operative.web.answering import Asked, Page
from operative.web.pages import Elsewhere, evidence, own_titles, own_words
from operative.web.speech import Unanswerable, Words

KINDS = {  # of facts, and the names that words and templates have for them
    "Act": "act",
    "ReportRequest": "report",
    "AgendaDecision": "agenda",
    "Observance": "observance",
    "Standing": "standing",
    "NotedDocument": "noted",
}


class Document(msgspec.Struct, frozen=True):
    """What is known of a document: its records in the languages shown, and all that the registry says of it."""

    symbol: str
    url: str
    about: About | None
    records: list[Record]
    versions: list[Version]
    follow: list[Followed]
    series: list[Link]
    cited_by: list[CitedBy]
    alarms: list[alignment.Alarm] = []


class Step(msgspec.Struct, frozen=True):
    """A resolution of a series, as its time line shows it."""

    symbol: str
    title: str | None
    day: str | None
    here: bool


class Citing(msgspec.Struct, frozen=True):
    """A document that cites another: the paragraphs in which it does, and how."""

    symbol: str
    title: str | None
    places: list[tuple[str, str | None]]


class Does(msgspec.Struct, frozen=True):
    """What a paragraph does, and what came of it where that is followed up."""

    kind: str
    fact: Fact
    line: Followed | None
    language: str | None  # of the fact's words


class Spoken(msgspec.Struct, frozen=True):
    """What people say of a paragraph, or of one of several facts of it; `address` is where more is said."""

    fact: str | None
    address: str
    events: list[Event]


class Unit(msgspec.Struct, frozen=True):
    """What stands in one row of columns: a paragraph or heading, or the rows of one table."""

    key: str
    blocks: tuple[Block, ...]

    @property
    def kind(self) -> str:
        """The kind of its blocks."""
        return self.blocks[0].kind


class Reading(View):
    """A record as the page shows it: citations lead to pages here, note marks show their notes."""

    def __init__(self, record: Record, titles: Mapping[str, str | None], words: Words, prefix: str) -> None:
        """`titles` are those of the documents that are known; `prefix` keeps the ids of several records apart."""
        super().__init__(record, prefix)
        self._titles, self._words = titles, words
        self._notes = {note.marker: note.text for note in record.footnotes}

    def url(self, symbol: str | None) -> str | None:
        """The page of a cited document."""
        parsed = symbols.parse(symbol) if symbol else None
        return addresses.document(parsed.text) if parsed else None

    def preview(self, citation: Citation) -> str:
        """The cited document's symbol, title and day, and how it is cited."""
        title = self._titles.get(citation.symbol or "") or citation.name
        relation = self._words.of("relation", citation.relation)
        return " · ".join(filter(None, (citation.symbol, title, self._words.day(citation.date), relation)))

    def mark_label(self, marker: str) -> str:
        """What a screen reader says of a note's mark."""
        return self._words("notes.mark", n=marker)

    @property
    def back_label(self) -> str:
        """What it says of the way back from a note."""
        return self._words("notes.back")

    def tip(self, note: Note) -> Markup:
        """The note itself, which stands beside its mark while that is pointed at."""
        text = escape(self._notes.get(note.marker, ""))
        return Markup('<span class="tip" role="note" aria-hidden="true">{}</span>').format(text)

    def origin(self, block: Block) -> str:
        """The characters of the source that a paragraph was read from."""
        places = ", ".join(f"{start}–{end}" for start, end in block.pieces or (block.span,))
        return self._words("reading.characters", places=places)


class Compared(comparison.View):
    """A comparison as the page shows it, in the reader's words."""

    def __init__(self, compared: alignment.Comparison, words: Words) -> None:
        """`words` are the reader's."""
        super().__init__(compared)
        self._words = words
        self.spoken, self.spoken_direction = words.code, words.direction

    def url(self, version: alignment.Version) -> str | None:
        """The page of a side."""
        return addresses.document(version.symbol) if version.symbol else None

    def label(self, name: str) -> str:
        """The words of the page itself."""
        return self._words(f"compared.{name}")

    def change(self, name: str) -> str:
        """The word for what became of paragraphs."""
        return self._words.of("change", name)

    def stated(self, version: alignment.Version) -> str:
        """When the text of a side was adopted, and in which session."""
        session = self._words("frame.session", n=version.session) if version.session else None
        return " · ".join(filter(None, (self._words.day(version.adopted), session)))

    def about(self, pair: alignment.Pair) -> str:
        """What became of a paragraph; nothing where it stayed."""
        if comparison.stayed(pair):
            return ""
        updates = ": " + ", ".join(self._words.of("update", one) for one in pair.updates)
        became = self.change(pair.change) + (updates if pair.change == "updated" else "")
        moved = [self.change("moved")] if pair.moved else []
        how = "compared.split" if pair.new else "compared.merged"
        parted = [self._words(how, place=self._words.place(pair.within))] if pair.within else []
        return " · ".join([*([] if pair.change == "same" else [became]), *moved, *parted])


def document(question: Asked) -> Page:
    """The page of a document, held or not."""
    address = addresses.parse(question.path)
    if address is None:
        raise Unanswerable(404, "no_page_here", path=question.path)
    if wished := question.text("language"):
        chosen = tuple(code for code in dict.fromkeys(wished.split(",")) if code in CODES)
        raise Elsewhere(addresses.document(address.symbol.text, chosen))
    if unquote(str(address)) != unquote(question.path):
        ending = "" if question.shape == "html" else f".{question.shape}"
        raise Elsewhere(f"{address}{ending}", 308)
    try:
        versions = question.registry.versions(address.symbol.text)
    except Unknown:
        versions = []
    return _held(question, address, versions) if versions else _not_held(question, address)


def _not_held(question: Asked, address: Address) -> Page:
    """What is known of a document whose text isn't held: where to find it, and what cites it."""
    symbol, registry = address.symbol.text, question.registry
    known = registry.titles([symbol])
    about = registry.about(symbol) if known else None
    citing = registry.cited_by(symbol)
    data = Document(symbol, address.symbol.url(question.words.code), about, [], [], [], [], citing)
    context = {
        "shown": data,
        "citing": citing_documents(citing),
        "titles": own_titles(question, {one.symbol for one in citing}),
        "alike": registry.resembling(symbol),
    }
    return Page(template="not_held.html", title=symbol, data=data, context=context, status=404)


def _held(question: Asked, address: Address, versions: Sequence[Version]) -> Page:
    registry, symbol, words = question.registry, address.symbol.text, question.words
    held = [version.language for version in versions if version.current]
    leading = registry.record(symbol)
    assert leading is not None
    fallback = words.code if words.code in held else str(leading.language)
    languages = tuple(code for code in address.languages if code in held) or (fallback,)
    records = [found for code in languages if (found := registry.record(symbol, code))]
    links = registry.series(symbol)
    shown = Document(
        symbol,
        address.symbol.url(languages[0]),
        registry.about(symbol),
        list(map(origins.shown, records)),
        list(map(origins.shown, versions)),
        registry.follow(symbol),
        links,
        registry.cited_by(symbol),
        alignment.alarms(records) if len(records) > 1 else [],
    )
    cited = {citation.symbol for record in records for citation in record.citations if citation.symbol}
    own = own_titles(question, {*cited, *(one.symbol for one in shown.cited_by)})
    titles = registry.titles(cited)
    log = registry.log(symbol)
    views = [
        Reading(record, {**titles, **own}, words, f"{code}-" if number else "")
        for number, (code, record) in enumerate(zip(languages, records, strict=True))
    ]
    context = {
        "shown": shown,
        "views": views,
        "held": held,
        "missing": [code for code in address.languages if code not in held],
        "languages": languages,
        "alarms": _by_paragraph(shown.alarms),
        "rows": rows([units(view) for view in views]),
        "does": does(leading, symbol, shown.follow, records[0]),
        "own": own_words(question, shown.follow),
        "steps": _steps(registry, symbol, links),
        "before": [link for link in links if link.successor == symbol],
        "citing": citing_documents(shown.cited_by),
        "compared": None,
        "evidence": evidence,
        "language_names": LANGUAGE_NAMES,
        "titles": titles,
        "own_titles": own,
        "spoken": spoken(leading, symbol, log),
        "said_of_all": [event for event in log if event.about == symbol],
        "calls": {call.block: call for call in registry.calls(symbol)},
    }
    if beside := question.text("beside"):
        compared = _compared(registry, beside, records[0])
        context |= {"compared": compared, "compared_view": Compared(compared, words)}
    return Page(
        template="resolution.html", title=f"{symbol} {leading.title or ''}".strip(), data=shown, context=context
    )


def citing_documents(found: Sequence[CitedBy]) -> list[Citing]:
    """The documents that cite another, each once, the latest first, with the paragraphs that do."""
    documents: dict[str, Citing] = {}
    for one in found:
        known = documents.setdefault(one.symbol, Citing(one.symbol, one.title, []))
        if (one.block, one.relation) not in known.places:
            known.places.append((one.block, one.relation))
    return list(documents.values())[::-1]


def _by_paragraph(alarms: Sequence[alignment.Alarm]) -> dict[str, list[alignment.Alarm]]:
    found: dict[str, list[alignment.Alarm]] = {}
    for alarm in alarms:
        found.setdefault(alarm.block, []).append(alarm)
    return found


def _compared(registry: Registry, beside: str, record: Record) -> alignment.Comparison:
    """The text beside an earlier one in the same language."""
    earlier = registry.record(beside, record.language)
    if earlier is None:
        raise Unanswerable(404, "not_beside", symbol=beside)
    return alignment.diff(earlier, record)


def _steps(registry: Registry, symbol: str, links: Sequence[Link]) -> list[Step]:
    """The resolutions of a series in the order of their sessions."""
    every = {one for link in links for one in (link.predecessor, link.successor)}
    parsed = sorted((found for one in every if (found := symbols.parse(one))), key=lambda found: found.order)
    known = (registry.about(one.text) for one in parsed)
    return [Step(one.symbol, one.title, one.date, one.symbol == symbol) for one in known]


# --- rows -------------------------------------------------------------------------------------------------------------


def units(view: View) -> list[Unit]:
    """What a record's text is shown in, in its order."""
    return [
        unit
        for kind, blocks in view.groups()
        for unit in ([Unit(blocks[0].id, tuple(blocks))] if kind == "table" else [Unit(b.id, (b,)) for b in blocks])
    ]


def rows(columns: Sequence[Sequence[Unit]]) -> list[list[Unit | None]]:
    """The units of several versions in rows, those of the same id together, in the order of the first.

    A unit that the first version lacks stands after the one that it follows in its own.
    """
    order: list[str] = []
    for column in columns:
        at = 0
        for unit in column:
            if unit.key in order:
                at = order.index(unit.key) + 1
            else:
                order.insert(at, unit.key)
                at += 1
    found = [{unit.key: unit for unit in column} for column in columns]
    return [[column.get(key) for column in found] for key in order]


def does(record: Record, symbol: str, lines: Sequence[Followed], shown: Record | None = None) -> dict[str, list[Does]]:
    """What each paragraph does beyond what its opening words say, by its id, with what came of it.

    Where the text that is shown is another one, facts are in its words, in those paragraphs that do the same in both.
    """
    followed = {line.about: line for line in lines}
    known = {id(fact): followed.get(key) for key, fact in keys(record, symbol)}
    own = facts(shown) if shown else {}
    found: dict[str, list[Does]] = {}
    for block, said in facts(record).items():
        same = shown and list(map(_beside_words, own.get(block, ()))) == list(map(_beside_words, said))
        worded, language = (own[block], shown.language) if shown and same else (said, record.language)
        every = list(_does(said, worded, language, known))
        if every:
            found[block] = every
    return found


def _beside_words(fact: Fact) -> tuple[object, ...]:
    """What a fact says that is the same in every language."""
    match fact:
        case Act():
            return (fact.verb, len(fact.addressees))
        case ReportRequest():
            return (fact.form, len(fact.by), fact.due.sessions if fact.due else ())
        case AgendaDecision():
            return (fact.action, fact.session)
        case Observance():
            return (fact.kind, fact.date)
        case Standing():
            return (fact.kind, fact.action, fact.until)
        case _:
            return (type(fact),)


def spoken(record: Record, symbol: str, log: Sequence[Event]) -> dict[str, list[Spoken]]:
    """What people say of each paragraph, by its id: of the paragraph, or of each fact where it has several."""
    events: dict[str, list[Event]] = {}
    for event in log:
        events.setdefault(event.about, []).append(event)
    named: dict[str, list[str]] = {}
    for key, fact in keys(record, symbol):
        named.setdefault(fact.in_, []).append(key)
    paragraphs = (block.id for block in record.blocks if block.kind in ("preambular", "operative"))
    return {block: list(_spoken(symbol, block, named.get(block, []), events)) for block in paragraphs}


def _spoken(symbol: str, block: str, facts: Sequence[str], events: Mapping[str, list[Event]]) -> Iterator[Spoken]:
    about = f"{symbol} {block}"
    if len(facts) < 2:  # what is said of the paragraph is said of its only fact
        every = [event for key in (about, *facts) for event in events.get(key, ())]
        yield Spoken(None, addresses.say(symbol, block), every)
        return
    for key in facts:
        name = key.removeprefix(f"{about} ")
        yield Spoken(name, addresses.say(symbol, block, name), events.get(key, []))


def _does(
    said: Sequence[Fact], worded: Sequence[Fact], language: str | None, lines: Mapping[int, Followed | None]
) -> Iterator[Does]:
    for fact, shown in zip(said, worded, strict=True):
        if not isinstance(fact, Act) or fact.addressees:
            kind, line = KINDS[type(fact).__name__], lines.get(id(fact))
            # whom the text that leads names is known, so that they are named in the reader's language
            yield Does(kind, fact if _identified(fact) else shown, line, language)


def _identified(fact: Fact) -> bool:
    """Whether it is known of all whom a fact names who they are."""
    match fact:
        case Act(addressees=names) | ReportRequest(by=names):
            return 0 < len(names) == len(fact.actors)
        case _:
            return False
