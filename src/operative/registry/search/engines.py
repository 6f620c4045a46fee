"""What finds passages by their terms: one small interface, filled by SQLite's FTS5 and by PostgreSQL's text search.

An engine is given terms, never texts: that languages are told right doesn't depend on it. A larger one fills the same
five methods.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, text

from operative.languages import CODES
from operative.registry.search.passages import Place
from operative.registry.search.query import All, Any, Field, Query, Run, Words

WEIGHTS: dict[Place, float] = {"other": 1.0, "op": 1.3, "title": 2.5}  # of what is found there; elsewhere as in other
_PLACES = {place: at for at, place in enumerate(WEIGHTS)}

Entry = tuple[int, str, str]  # a passage as an engine takes it: id, terms, marks that are no terms; blanks between them


def numbered(places: Iterable[Place], first: int) -> list[int]:
    """The ids of the next passages, from a number on: the remainder of one divided by three says what it weighs.

    So an engine weighs what it finds without looking anything up, and has terms of all weights in one column.
    """
    return [number * len(WEIGHTS) + _PLACES.get(place, 0) for number, place in enumerate(places, first)]


def number_of(key: int) -> int:
    """The number of the passage of an id."""
    return key // len(WEIGHTS)


class Engine(Protocol):
    """Finds passages. A query is asked in several languages, in each with its own terms."""

    def index(self, connection: Connection, language: str, entries: Sequence[Entry]) -> None:
        """Takes passages in a language in; an id is never given twice."""

    def remove(self, connection: Connection, ids: Sequence[int]) -> None:
        """Forgets passages."""

    def count(self, connection: Connection, asked: Mapping[str, Query], most: int | None = None) -> dict[str, int]:
        """How many passages match, by language, counted up to a number where one is given."""

    def query(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[tuple[int, float]]:
        """The passages that match best, the best first, with their scores: the more, the better."""

    def latest(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[int]:
        """The passages with the highest ids that match, the highest first, which is found without ranking any."""


def engine(dialect: str) -> Engine:
    """The engine that comes with a database."""
    return Fts5() if dialect == "sqlite" else TextSearch()


class Fts5:
    """SQLite's FTS5: one table a language, so that how rare a word is counts within its language.

    The tables hold no texts, and so can't delete; `search_removed` lists what is gone.
    """

    def index(self, connection: Connection, language: str, entries: Sequence[Entry]) -> None:
        """Takes passages in, in the order of their ids: FTS5 starts anew wherever one goes back."""
        insert = f"INSERT INTO search_{language} (rowid, terms, marks) VALUES (?, ?, ?)"
        connection.exec_driver_sql(insert, list(entries))

    def remove(self, connection: Connection, ids: Sequence[int]) -> None:
        """Lists passages as gone."""
        connection.exec_driver_sql("INSERT INTO search_removed (id) VALUES (?)", [(one,) for one in ids])

    def count(self, connection: Connection, asked: Mapping[str, Query], most: int | None = None) -> dict[str, int]:
        """How many passages match, by language, counted up to a number where one is given."""
        one = "SELECT '{0}', count(*) FROM (SELECT 1 FROM search_{0} WHERE {1} LIMIT ?)"
        sql = " UNION ALL ".join(one.format(language, _MATCH.format(language)) for language in asked)
        values = [value for query in asked.values() for value in (_fts5(query), -1 if most is None else most)]
        rows = connection.exec_driver_sql(sql, tuple(values))
        return {language: number for language, number in rows if number}

    def query(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[tuple[int, float]]:
        """The best matches by BM25."""
        one = f"SELECT rowid AS id, bm25(search_{{0}}, {_WEIGHT}, 0.0) AS score FROM search_{{0}} WHERE {{1}}"
        sql = " UNION ALL ".join(one.format(language, _MATCH.format(language)) for language in asked)
        values = (*map(_fts5, asked.values()), most)
        rows = connection.exec_driver_sql(f"SELECT id, -score FROM ({sql}) ORDER BY score, id LIMIT ?", values)
        return [(key, score) for key, score in rows.all()]

    def latest(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[int]:
        """The last matches of each language, which FTS5 reads from the end of its lists, and of these the last."""
        one = "SELECT * FROM (SELECT rowid AS id FROM search_{0} WHERE {1} ORDER BY rowid DESC LIMIT ?)"
        sql = " UNION ALL ".join(one.format(language, _MATCH.format(language)) for language in asked)
        values = [value for query in asked.values() for value in (_fts5(query), most)]
        return list(connection.exec_driver_sql(f"{sql} ORDER BY id DESC LIMIT ?", (*values, most)).scalars())


_WEIGHED = " ".join(f"WHEN {at} THEN {WEIGHTS[place]}" for place, at in _PLACES.items())
_WEIGHT = f"CASE rowid % {len(WEIGHTS)} {_WEIGHED} END"
_MATCH = "search_{0} MATCH ? AND rowid NOT IN (SELECT id FROM search_removed)"
FTS5_DDL = (
    *(
        f"CREATE VIRTUAL TABLE search_{code} USING fts5(terms, marks,"
        " content='', tokenize=\"ascii tokenchars '_:-./(),'\")"
        for code in CODES
    ),
    *(f"INSERT INTO search_{code} (search_{code}, rank) VALUES ('automerge', 8)" for code in CODES),
    "CREATE TABLE search_removed (id INTEGER PRIMARY KEY)",
)


def _fts5(query: Query) -> str:
    """A query as FTS5 reads it. Marks have colons, which terms never have, so that neither is taken for the other."""
    match query:
        case Run(ways=ways):
            return f"({' OR '.join(_quoted(' '.join(way)) for way in ways)})" if ways else '"in:nowhere"'
        case Field(marks=marks, prefix=prefix):
            return f"({' OR '.join(_quoted(mark) + (' *' if prefix else '') for mark in marks)})"
        case Any(parts=parts):
            return f"({' OR '.join(map(_fts5, parts))})"
        case All(parts=parts, without=without):
            found = f"({' AND '.join(map(_fts5, parts))})"
            return f"({found} NOT ({' OR '.join(map(_fts5, without))}))" if without else found
        case Words():
            raise TypeError("an engine is asked with terms, not words")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


class TextSearch:
    """PostgreSQL's text search, on the same terms. It ranks by how often and how near words stand, not how rare."""

    _LABELS = "CBA"  # of what is other, operative, or a title; D is for marks

    def index(self, connection: Connection, language: str, entries: Sequence[Entry]) -> None:
        """Takes passages in."""
        rows = [{"id": key, "language": language, "terms": self._vector(key, *one)} for key, *one in entries]
        insert = "INSERT INTO search_terms (id, language, terms) VALUES (:id, :language, CAST(:terms AS tsvector))"
        connection.execute(text(insert), rows)

    def _vector(self, key: int, terms: str, marks: str) -> str:
        label = self._LABELS[key % len(WEIGHTS)]
        placed = (f"{_lexeme(term)}:{at}{label}" for at, term in enumerate(terms.split(), 1))
        return " ".join((*placed, *map(_lexeme, marks.split())))

    def remove(self, connection: Connection, ids: Sequence[int]) -> None:
        """Deletes passages."""
        connection.execute(text("DELETE FROM search_terms WHERE id = :id"), [{"id": one} for one in ids])

    def count(self, connection: Connection, asked: Mapping[str, Query], most: int | None = None) -> dict[str, int]:
        """How many passages match, by language, counted up to a number where one is given."""
        found = "SELECT 1 FROM search_terms WHERE language = '{0}' AND terms @@ CAST(:{0} AS tsquery)"
        one = f"SELECT '{{0}}', count(*) FROM ({found}{'' if most is None else ' LIMIT :most'}) AS found_{{0}}"
        sql = " UNION ALL ".join(one.format(language) for language in asked)
        limit = {} if most is None else {"most": most}
        rows = connection.execute(text(sql), {code: _tsquery(query) for code, query in asked.items()} | limit)
        return {language: number for language, number in rows if number}

    def query(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[tuple[int, float]]:
        """The best matches by ts_rank, shorter passages first among equals."""
        best = max(WEIGHTS.values())
        weights = [0.0, *(weight / best for weight in WEIGHTS.values())]
        one = (
            f"SELECT id, ts_rank('{{{{{', '.join(map(str, weights))}}}}}', terms, CAST(:{{0}} AS tsquery), 1) AS score"
            " FROM search_terms WHERE language = '{0}' AND terms @@ CAST(:{0} AS tsquery)"
        )
        sql = " UNION ALL ".join(one.format(language) for language in asked)
        values = {language: _tsquery(query) for language, query in asked.items()} | {"most": most}
        ordered = f"SELECT id, score FROM ({sql}) AS found ORDER BY score DESC, id LIMIT :most"
        rows = connection.execute(text(ordered), values)
        return [(key, score) for key, score in rows.all()]

    def latest(self, connection: Connection, asked: Mapping[str, Query], most: int) -> list[int]:
        """The last matches."""
        one = "SELECT id FROM search_terms WHERE language = '{0}' AND terms @@ CAST(:{0} AS tsquery)"
        sql = " UNION ALL ".join(one.format(language) for language in asked)
        values = {language: _tsquery(query) for language, query in asked.items()} | {"most": most}
        return list(connection.execute(text(f"{sql} ORDER BY id DESC LIMIT :most"), values).scalars())


TEXT_SEARCH_DDL = (
    "CREATE TABLE search_terms (id INTEGER PRIMARY KEY, language VARCHAR(2) NOT NULL, terms TSVECTOR NOT NULL)",
    "CREATE INDEX search_terms_terms ON search_terms USING gin (terms)",
)


def _tsquery(query: Query) -> str:
    """A query as PostgreSQL reads it."""
    match query:
        case Run(ways=ways):
            found = [f"({' <-> '.join(map(_lexeme, way))})" for way in ways]
            return f"({' | '.join(found)})" if found else "'in:nowhere'"
        case Field(marks=marks, prefix=prefix):
            return f"({' | '.join(_lexeme(mark) + (':*' if prefix else '') for mark in marks)})"
        case Any(parts=parts):
            return f"({' | '.join(map(_tsquery, parts))})"
        case All(parts=parts, without=without):
            return f"({' & '.join((*map(_tsquery, parts), *(f'!{_tsquery(part)}' for part in without)))})"
        case Words():
            raise TypeError("an engine is asked with terms, not words")


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
