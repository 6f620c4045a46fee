"""The registry: records kept, linked and followed up. One file on a laptop, a server's database for an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    word,
    works,
)
from operative.registry.accounts import Accounts
from operative.registry.search import alike, answers, indexing
from operative.registry.search.query import QueryError
from operative.registry.store import RegistryError, Unknown, open_engine, queue, told

__all__ = ["QueryError", "Registry", "RegistryError", "Unknown"]


class Registry:
    """A registry in a database. Every method raises RegistryError where that can't be read or written."""

    def __init__(self, url: str | Path = "operative.db") -> None:
        """`url` is a file's path, which is made if it isn't there, or a database's URL (postgresql://...)."""
        self.engine = open_engine(url)
        self.accounts = Accounts(self.engine)
        self._watching = Lock()
        self._watch: Connection | None = None  # sees what others change; asked by one at a time
        self._index = indexing.Index(self.engine.dialect.name)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or none of them. One writes at a time."""
        try:
            with told(self.engine), self.engine.begin() as connection:
                queue(connection)
                yield connection
        except BaseException:
            self._index.unlearn()
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
            stored = [loading.store(connection, record, by) for record in listed]
            new = zip(stored, listed, strict=True)
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

    # --- the questions, named as the commands are ---------------------------------------------------------------------

    def record(self, symbol: str, language: str | None = None) -> Record | None:
        """The current record of a work, in a language or the one that leads; None if it isn't held."""
        with self._reading() as connection:
            return works.record(connection, symbol, language)

    def text(self, symbol: str, language: str | None = None) -> Record:
        """What `record` gives. Raises RegistryError where that text isn't held, naming the languages that are."""
        with self._reading() as connection:
            return works.text(connection, symbol, language)

    def diff(self, old: str, new: str, language: str | None = None) -> Comparison:
        """The paragraphs of two works side by side, in a language, or in one that both have (English first)."""
        with self._reading() as connection:
            return alignment.diff(*works.in_one_language(connection, old, new, language))

    def session(self, number: int) -> list[ledger.Followed]:
        """The ledger of a session: what falls due, in which paragraph that is said, what came of it."""
        with self._reading() as connection:
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
        with self._reading() as connection:
            return questions.mandates(connection, asked, first=first, most=most)

    def count_mandates(self, asked: questions.Filter) -> int:
        """How many mandates there are of a kind."""
        with self._reading() as connection:
            return questions.count_mandates(connection, asked)

    def follow(self, symbol: str) -> list[ledger.Followed]:
        """What became of each report request and agenda decision of a resolution."""
        with self._reading() as connection:
            return ledger.follow(connection, symbol)

    def calendar(self, *, actor: str | None = None, session: int | None = None) -> list[ledger.Followed]:
        """What falls due at a known time: all of it, in a session, or in paragraphs that direct an actor."""
        with self._reading() as connection:
            return ledger.calendar(connection, actor=actor, session=session)

    def series(self, symbol: str) -> list[questions.Link]:
        """The series that a resolution belongs to."""
        with self._reading() as connection:
            return questions.series(connection, symbol)

    def cited_by(self, symbol: str) -> list[questions.CitedBy]:
        """What cites a document, whether that is held or not."""
        with self._reading() as connection:
            return questions.cited_by(connection, symbol)

    def search(self, query: str, *, page: int = 1, size: int = 10) -> answers.Found:
        """The passages of all texts that match a query, the best first, in pages; the symbol that it names, if any.

        Raises QueryError, with the place, for a query that can't be understood.
        """
        with self._reading() as connection:
            return answers.search(connection, self._index.engine, query, page=page, size=size)

    def alike(self, symbol: str, block: str, *, language: str | None = None, most: int = 20) -> list[alike.Alike]:
        """The paragraphs most like one ("op5") of a document, in one language: the one given, or the one that leads."""
        with self._reading() as connection:
            return alike.alike(connection, self._index.engine, symbol, block, language, most)

    def status(self) -> dict[str, int]:
        """What the registry holds."""
        with self._reading() as connection:
            return questions.status(connection)

    # --- what is held -------------------------------------------------------------------------------------------------

    def sessions(self) -> list[holdings.HeldSession]:
        """The sessions of which texts are held, the latest first."""
        with self._reading() as connection:
            return holdings.sessions(connection)

    def resolutions(self, session: int | None = None) -> list[holdings.Held]:
        """The documents whose texts are held, of a session or all, with the languages of their versions."""
        with self._reading() as connection:
            return holdings.resolutions(connection, session)

    def versions(self, symbol: str) -> list[holdings.Version]:
        """The readings of a document: from which file, when, by which version of this program."""
        with self._reading() as connection:
            return holdings.versions(connection, symbol)

    def about(self, symbol: str) -> holdings.About:
        """What is known of a document beside its text: agenda items, sponsors, votes."""
        with self._reading() as connection:
            return holdings.about(connection, symbol)

    def titles(self, symbols: Iterable[str]) -> dict[str, str | None]:
        """The titles of those of the documents that the registry knows, by symbol."""
        with self._reading() as connection:
            return holdings.titles(connection, set(symbols))

    def resembling(self, symbol: str) -> list[str]:
        """The symbols of held documents that begin as this one does, eight at most."""
        with self._reading() as connection:
            return holdings.resembling(connection, symbol)

    def actors(self) -> list[holdings.Asked]:
        """Who is directed by what is held, the most directed first."""
        with self._reading() as connection:
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
        with self._reading() as connection:
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
        with self._reading() as connection:
            return word.words(connection, symbol)

    def log(self, symbol: str | None = None) -> list[history.Event]:
        """All that was said, or what was said about a document, in order."""
        with self._reading() as connection:
            return list(history.read(connection, works.canonical(symbol) if symbol else None))

    def verify(self) -> history.Break | None:
        """The first place where the trail, or what it says came, was tampered with; None if nowhere."""
        with self._reading() as connection:
            return history.verify(connection) or contributions.verify(connection)

    # --- calls, contributions, reports --------------------------------------------------------------------------------

    def calls(self, symbol: str | None = None) -> list[calls.Call]:
        """The calls for contributions of a resolution, or of all."""
        with self._reading() as connection:
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

    def contributions(self, symbol: str | None = None) -> list[contributions.Contribution]:
        """The contributions to the calls of a resolution, or of all, the withdrawn ones among them."""
        with self._reading() as connection:
            key = works.work(connection, symbol) if symbol else None
            return contributions.listed(connection, key)

    def original(self, contribution: int) -> tuple[str, bytes]:
        """A contribution as it came, by its number: the name of the file, and its bytes."""
        with self._reading() as connection:
            return contributions.original(connection, contribution)

    def withdraw(self, contribution: int, *, by: str, why: str) -> None:
        """Withdraws a contribution, by its number."""
        with self._writing() as connection:
            contributions.withdraw(connection, contribution, by=by, why=why)

    def report(self, symbol: str, place: str | None = None) -> drafting.Draft:
        """The draft of the report that a resolution requests, in a paragraph or in the only one that does."""
        with self._reading() as connection:
            return drafting.draft(connection, symbol, place)
