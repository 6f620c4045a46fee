"""The registry: records kept, linked and followed up. One file on a laptop, a server's database for an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from operative import alignment
from operative.alignment import Comparison
from operative.record import Record
from operative.registry import (
    bulk,
    calls,
    contributions,
    drafting,
    history,
    holdings,
    ledger,
    linking,
    loading,
    metadata,
    questions,
    store,
    word,
    wordings,
    works,
)
from operative.registry.accounts import Accounts
from operative.registry.corpus import By, Count, Counted, Entry, Filter, counted, listed
from operative.registry.preparing import Prepared, Preparing
from operative.registry.search import alike, answers, indexing
from operative.registry.search.query import QueryError
from operative.registry.store import RegistryError, Unknown, open_engine, told
from operative.registry.wordings import Asking, Wording

__all__ = ["QueryError", "Registry", "RegistryError", "Unknown"]

TURNS = 3  # that computing what follows from texts may be overtaken by others that come


class Registry:
    """A registry in a database. Every method raises RegistryError where that can't be read or written."""

    def __init__(self, url: str | Path = "operative.db") -> None:
        """`url` is a file's path, which is made if it isn't there, or a database's URL (postgresql://...)."""
        self.engine = open_engine(url)
        self.accounts = Accounts(self.engine)
        self._watching = Lock()
        self._watch: Connection | None = None  # sees what others change; asked by one at a time
        self._index = indexing.Index(self.engine.dialect.name)
        self._preparing = Preparing()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection for who writes; words that were new are so again where nothing is kept."""
        try:
            with store.writing(self.engine) as connection:
                yield connection
        except BaseException:
            self._preparing.forget()
            raise

    # --- keeping ------------------------------------------------------------------------------------------------------

    def add(self, record: Record, *, by: str = "operative") -> bool:
        """Stores a record, at once and whole; False if it is held already. Raises RegistryError without a symbol."""
        (new,) = self.add_all([record], by=by)
        return new

    def add_all(self, records: Iterable[Record], *, by: str = "operative") -> list[bool]:
        """Stores records, all or none, and says of each whether it is new. One transaction, so some dozens at most."""
        listed = list(records)
        for record in listed:
            if not record.symbol or not record.language:
                missing = "symbol" if not record.symbol else "language"
                raise RegistryError(f"{record.source}: no {missing} was found", "`operative show` says what was read")
        with self._writing() as connection:
            return self._stored(connection, [self._preparing.prepared(record) for record in listed], by)

    def add_prepared(self, records: Sequence[Prepared], *, by: str) -> list[bool]:
        """Stores records that readers have prepared, all or none, and says of each whether it is new."""
        with self._writing() as connection:
            return self._stored(connection, records, by)

    def _stored(self, connection: Connection, records: Sequence[Prepared], by: str) -> list[bool]:
        stored = loading.store(connection, records, by)
        new = zip(stored, records, strict=True)
        self._index.add(connection, {expression: record for expression, record in new if expression is not None})
        return [expression is not None for expression in stored]

    def describe_all(self, entries: Iterable[metadata.Entry], *, source: str) -> int:
        """Stores what the entries of a source say of documents, all or none; the number of entries."""
        listed = list(entries)
        with self._writing() as connection:
            for entry in listed:
                metadata.store(connection, entry, source)
        return len(listed)

    def refresh(self, today: date | None = None) -> None:
        """Computes series and statuses anew from all that is held, as of a day (today)."""
        with self._writing() as connection:
            linking.refresh(connection, today or date.today())

    def unfollowed(self) -> int:
        """How many texts came since series and statuses were computed: what they change is still to be seen."""
        with store.reading(self.engine) as connection:
            return questions.unfollowed(connection)

    def catch_up(self, today: date | None = None) -> bool:
        """Computes series and statuses anew, if texts came or the day changed since, and says whether it did.

        Of several that would, one does. Others may write while it computes. Where texts come meanwhile it begins again,
        and the last time keeps others waiting.
        """
        day = today or date.today()
        for _ in range(TURNS):
            with store.snapshot(self.engine) as connection:
                if not linking.due(connection, day):
                    return False
                computed = linking.compute(connection, day)
            with self._writing() as connection:
                if linking.last_reading(connection) == computed.reading:
                    due = linking.due(connection, day)
                    if due:
                        linking.write(connection, computed)
                    return due
        self.refresh(day)
        return True

    # --- the questions, named as the commands are ---------------------------------------------------------------------

    def record(self, symbol: str, language: str | None = None) -> Record | None:
        """The current record of a work, in a language or the one that leads; None if it isn't held."""
        with store.reading(self.engine) as connection:
            return works.record(connection, symbol, language)

    def text(self, symbol: str, language: str | None = None) -> Record:
        """What `record` gives. Raises RegistryError where that text isn't held, naming the languages that are."""
        with store.reading(self.engine) as connection:
            return works.text(connection, symbol, language)

    def diff(self, old: str, new: str, language: str | None = None) -> Comparison:
        """The paragraphs of two works side by side, in a language, or in one that both have (English first)."""
        with store.reading(self.engine) as connection:
            return alignment.diff(*works.in_one_language(connection, old, new, language))

    def session(self, number: int) -> list[ledger.Followed]:
        """The ledger of a session: what falls due, in which paragraph that is said, what came of it."""
        with store.reading(self.engine) as connection:
            return ledger.session(connection, number)

    def mandates(
        self,
        *,
        actor: str | None = None,
        due: int | None = None,
        force: int | None = None,
        status: str | None = None,
        verb: str | None = None,
        first: int = 0,
        most: int | None = None,
    ) -> list[questions.Mandate]:
        """What is asked of whom: by actor's identifier, session due, least force (1 to 7), status or verb.

        Of all that are found, `most` from the one with the number `first` on, counted from 0.
        """
        asked = questions.Filter(actor=actor, due=due, force=force, status=status, verb=verb)
        return self.mandates_of(asked, first=first, most=most)

    def mandates_of(
        self, asked: questions.Filter, *, first: int = 0, most: int | None = None, order: str | None = None
    ) -> list[questions.Mandate]:
        """The mandates that a filter chooses, in an order of `questions.ORDERS`, with a minus for the reverse."""
        with store.reading(self.engine) as connection:
            return questions.mandates(connection, asked, first=first, most=most, order=order)

    def count_mandates(self, asked: questions.Filter) -> int:
        """How many mandates there are of a kind."""
        with store.reading(self.engine) as connection:
            return questions.count_mandates(connection, asked)

    def follow(self, symbol: str) -> list[ledger.Followed]:
        """What became of each report request and agenda decision of a resolution."""
        with store.reading(self.engine) as connection:
            return ledger.follow(connection, symbol)

    def calendar(
        self, *, actor: str | None = None, session: int | None = None, since: date | None = None
    ) -> list[ledger.Followed]:
        """What falls due at a known time: all of it, in a session, or in paragraphs that direct an actor.

        Of what was over before the year and the session of the day `since` nothing comes.
        """
        with store.reading(self.engine) as connection:
            return ledger.calendar(connection, actor=actor, session=session, since=since)

    def series(self, symbol: str) -> list[questions.Link]:
        """The series that a resolution belongs to."""
        with store.reading(self.engine) as connection:
            return questions.series(connection, symbol)

    def cited_by(self, symbol: str) -> list[questions.CitedBy]:
        """What cites a document, whether that is held or not."""
        with store.reading(self.engine) as connection:
            return questions.cited_by(connection, symbol)

    def cites(self, symbol: str) -> list[questions.Cites]:
        """What a document cites. Raises Unknown where it isn't held."""
        with store.reading(self.engine) as connection:
            return questions.cites(connection, symbol)

    def corpus(self, asked: Filter | None = None, *, order: str | None = None) -> list[Entry]:
        """The resolutions held, or those that a filter chooses, with what they are counted by."""
        with store.reading(self.engine) as connection:
            return listed(connection, asked or Filter(), order)

    def counts(self, of: Counted, by: By) -> list[Count]:
        """How many resolutions, mandates or report requests there are by session and by what they have."""
        with store.reading(self.engine) as connection:
            return counted(connection, of, by)

    def search(self, query: str, *, page: int = 1, size: int = 10, prefer: str | None = None) -> answers.Found:
        """The passages of all texts that match a query, the best first, in pages; the symbol that it names, if any.

        Matches in the language preferred come before others, unless the words are hardly met in it.
        Raises QueryError, with the place, for a query that can't be understood.
        """
        with store.reading(self.engine) as connection:
            return answers.search(connection, self._index.engine, query, page=page, size=size, prefer=prefer)

    def alike(self, symbol: str, block: str, *, language: str | None = None, most: int = 20) -> list[alike.Alike]:
        """The paragraphs most like one ("op5") of a document, in one language: the one given, or the one that leads."""
        with store.reading(self.engine) as connection:
            return alike.alike(connection, self._index.engine, symbol, block, language, most)

    def passage(self, symbol: str, block: str, *, language: str | None = None) -> answers.Held:
        """A paragraph ("op5"), title or note ("fn3") of a document: its text, and what it does."""
        with store.reading(self.engine) as connection:
            return alike.passage(connection, symbol, block, language)

    def status(self) -> dict[str, int]:
        """What the registry holds."""
        with store.reading(self.engine) as connection:
            return questions.status(connection)

    # --- all of it ----------------------------------------------------------------------------------------------------

    def every(self, kind: bulk.Kind, *, session: int | None = None) -> Iterator[bytes]:
        """All of a kind that is held, of a session or all, as lines of JSON, those of one session at a time."""
        with store.reading(self.engine) as connection:
            sessions = [session] if session is not None else bulk.sessions(connection)
        for one in sessions:
            with store.reading(self.engine) as connection:
                found = b"".join(map(bulk.line, bulk.rows(connection, kind, one)))
            yield found

    def records(self, *, session: int | None = None, language: str | None = None) -> Iterator[bytes]:
        """The records that count, of a session or all, in a language or all, as lines of JSON, some at a time."""
        after: int | None = 0
        while after is not None:
            with store.reading(self.engine) as connection:
                found, after = bulk.records(connection, session, language, after)
            yield b"".join(found)

    # --- what is held -------------------------------------------------------------------------------------------------

    def sessions(self) -> list[holdings.HeldSession]:
        """The sessions of which texts are held, the latest first."""
        with store.reading(self.engine) as connection:
            return holdings.sessions(connection)

    def resolutions(self, session: int | None = None) -> list[holdings.Held]:
        """The documents whose texts are held, of a session or all, with the languages of their versions."""
        with store.reading(self.engine) as connection:
            return holdings.resolutions(connection, session)

    def versions(self, symbol: str) -> list[holdings.Version]:
        """The readings of a document: from which file, when, by which version of this program."""
        with store.reading(self.engine) as connection:
            return holdings.versions(connection, symbol)

    def about(self, symbol: str) -> holdings.About:
        """What is known of a document beside its text: agenda items, sponsors, votes."""
        with store.reading(self.engine) as connection:
            return holdings.about(connection, symbol)

    def titles(self, symbols: Iterable[str], language: str | None = None) -> dict[str, str | None]:
        """The titles of those of the documents that are known, by symbol; in a language, of the texts held in it."""
        with store.reading(self.engine) as connection:
            return holdings.titles(connection, set(symbols), language)

    def worded(self, lines: Iterable[ledger.Followed], language: str) -> dict[str, Wording]:
        """How the texts in a language word what is followed up, by the lines' `about`; where they have the same."""
        with store.reading(self.engine) as connection:
            return wordings.of_lines(connection, lines, language)

    def addressees(self, mandates: Iterable[questions.Mandate], language: str) -> dict[tuple[str, str], Wording]:
        """How the texts in a language name those whom mandates direct, by symbol and "op3 request"."""
        with store.reading(self.engine) as connection:
            return wordings.of_mandates(connection, mandates, language)

    def asking(self, mandates: Iterable[questions.Mandate], language: str) -> dict[tuple[str, str], Asking]:
        """The words in which mandates ask, by symbol and "op3 request", in a language or the one that leads."""
        with store.reading(self.engine) as connection:
            return wordings.of_asking(connection, mandates, language)

    def resembling(self, symbol: str) -> list[str]:
        """The symbols of held documents that begin as this one does, eight at most."""
        with store.reading(self.engine) as connection:
            return holdings.resembling(connection, symbol)

    def actors(self) -> list[holdings.Asked]:
        """Who is directed by what is held, the most directed first."""
        with store.reading(self.engine) as connection:
            return holdings.actors(connection)

    def state(self) -> str:
        """A word that is another one whenever what is held has changed, whoever changed it."""
        with told(self.engine), self._watching:
            if self._watch is None:
                self._watch = self.engine.connect()
            found = holdings.state(self._watch)
            self._watch.rollback()
            return found

    # --- people's word ------------------------------------------------------------------------------------------------

    def subject(self, symbol: str, place: str | None = None, which: str | None = None) -> word.Subject:
        """What is to be spoken of: a document, a paragraph, or a fact of it ("report 2")."""
        with store.reading(self.engine) as connection:
            return word.subject(connection, symbol, place, which)

    def say(
        self,
        about: word.Subject,
        said: Iterable[tuple[history.Kind, dict[str, Any]]],
        *,
        by: str,
        why: str | None = None,
        after: str | None = None,
    ) -> list[history.Event]:
        """Appends people's word on something to the trail; what may be said is in `operative.registry.word`."""
        with self._writing() as connection:
            return history.append(connection, about.key, said, by=by, why=why, after=after)

    def words(self, symbol: str) -> dict[str, word.Word]:
        """What people's word on a document, its paragraphs and facts comes to, by key."""
        with store.reading(self.engine) as connection:
            return word.words(connection, symbol)

    def log(self, symbol: str | None = None) -> list[history.Event]:
        """All that was said, or what was said about a document, in order."""
        with store.reading(self.engine) as connection:
            return list(history.read(connection, works.canonical(symbol) if symbol else None))

    def verify(self) -> history.Break | None:
        """The first place where the trail, or what it says came, was tampered with; None if nowhere."""
        with store.reading(self.engine) as connection:
            return history.verify(connection) or contributions.verify(connection)

    # --- calls, contributions, reports --------------------------------------------------------------------------------

    def calls(self, symbol: str | None = None) -> list[calls.Call]:
        """The calls for contributions of a resolution, or of all."""
        with store.reading(self.engine) as connection:
            return calls.calls(connection, symbol)

    def contribute(
        self,
        symbol: str,
        place: str,
        contributor: str,
        received: contributions.Received,
        *,
        by: str,
        day: str | None = None,
        language: str | None = None,
    ) -> contributions.Contribution:
        """Stores what a contributor, named or identified ("state:mli"), sent in answer to the call of a paragraph."""
        actor = calls.identified(contributor)
        whose = (calls.name(actor) if actor else contributor, actor)
        with self._writing() as connection:
            call = calls.call(connection, symbol, place)
            return contributions.store(
                connection, (call.symbol, call.block), whose, received, by=by, day=day, language=language
            )

    def contribution(self, number: int) -> contributions.Contribution:
        """A contribution, by its number. Raises Unknown where there is none."""
        with store.reading(self.engine) as connection:
            return contributions.one(connection, number)

    def contributions(self, symbol: str | None = None) -> list[contributions.Contribution]:
        """The contributions to the calls of a resolution, or of all, the withdrawn ones among them."""
        with store.reading(self.engine) as connection:
            key = works.work(connection, symbol) if symbol else None
            return contributions.listed(connection, key)

    def original(self, contribution: int) -> tuple[str, bytes]:
        """A contribution as it came, by its number: the name of the file, and its bytes."""
        with store.reading(self.engine) as connection:
            return contributions.original(connection, contribution)

    def withdraw(self, contribution: int, *, by: str, why: str) -> None:
        """Withdraws a contribution, by its number."""
        with self._writing() as connection:
            contributions.withdraw(connection, contribution, by=by, why=why)

    def report(self, symbol: str, place: str | None = None) -> drafting.Draft:
        """The draft of the report that a resolution requests, in a paragraph or in the only one that does."""
        with store.reading(self.engine) as connection:
            return drafting.draft(connection, symbol, place)
