"""Search: queries answered with passages, their places in the printed text, and where the matches are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select, text

from operative import symbols
from operative.languages import CODES, load
from operative.registry import schema
from operative.registry.search import query
from operative.registry.search.engines import Engine
from operative.registry.search.passages import texts_of
from operative.registry.search.terms import terms
from operative.registry.store import Unknown

FACETED = 1000  # of more matches than that, the best ones are counted and shown
MANY = 20_000  # of more matches than that titles are ranked, and operative paragraphs come as they were added
AT_HOME = 0.1  # of the matches in the language that has most: with fewer, the words are another language's
BEGINNINGS = 300  # words that one prefix may stand for, in one language
FACETS = ("session", "in", "verb", "actor", "due")  # and language

P, E, W = schema.passages.c, schema.expressions.c, schema.works.c


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with its text, where it is and what it does.

    `block` is its id in the record: "op5", "title", "fn3"; `place` is one of those that in: takes. `verbs`, `actors`
    and `due` are what the fields of a query take.
    """

    symbol: str
    language: str
    session: int | None
    block: str
    place: str
    title: str | None
    text: str
    verbs: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    due: tuple[str, ...] = ()


class Hit(Held, frozen=True, kw_only=True):
    """A passage that was found. `highlights` are the places in `text` of what was asked, from the first to the last."""

    highlights: tuple[tuple[int, int], ...]
    score: float


class Found(msgspec.Struct, frozen=True):
    """The answer to a query: one page of its matches, how many there are, and where they are.

    `document` is the one that the query names as a whole, if the registry holds it, with `block` if it names one.
    `facets` count by language, session, in, verb, actor and due, the most frequent first; they count `counted` matches:
    all, or the best of very many.
    """

    query: str
    total: int
    counted: int
    page: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    document: str | None = None
    block: str | None = None


def search(
    connection: Connection, engine: Engine, asked: str, *, page: int, size: int, prefer: str | None = None
) -> Found:
    """A page of the answer to a query, matches in the language preferred first.

    Raises query.QueryError for one that can't be understood.
    """
    parsed = query.parse(asked)
    if page < 1 or not 1 <= size <= FACETED or page * size > FACETED:
        raise Unknown.of("no_page", page=page, size=size, most=FACETED)
    in_languages = {code: told(connection, parsed, code, asked) for code in CODES}
    counts = engine.count(connection, in_languages)
    found = {code: in_languages[code] for code in counts}
    best: list[tuple[int, float]] = []
    for languages in _ordered_languages(counts, prefer):
        some, total = {code: found[code] for code in languages}, sum(counts[code] for code in languages)
        if some and len(best) < FACETED:
            best += _best(connection, engine, some, total, FACETED - len(best))
    shown = best[(page - 1) * size : page * size]
    document, block = _named(connection, asked)
    return Found(
        query=asked,
        total=sum(counts.values()),
        counted=len(best),
        page=page,
        hits=tuple(_hits(connection, shown, found)),
        facets=_facets(connection, [key for key, _ in best]) | {"language": _ordered(counts)},
        document=document,
        block=block,
    )


def _ordered_languages(counts: Mapping[str, int], prefer: str | None) -> Iterator[list[str]]:
    """Which languages' matches come first, which next: the one preferred, those in which the words are at home, others.

    How rare a word is counts within a language: an English name would come first where it is cited in Russian.
    """
    home = [code for code, number in counts.items() if number >= AT_HOME * max(counts.values())]
    yield [code for code in home if code == prefer]
    yield [code for code in home if code != prefer]
    yield [code for code in counts if code not in home]


def _best(
    connection: Connection, engine: Engine, asked: Mapping[str, query.Query], total: int, most: int
) -> list[tuple[int, float]]:
    """The best matches. To rank very many takes long, and their words tell little: where they stand does.

    Marks alone rank nothing: what was added last comes first.
    """
    if not any(any(_ways(one)) for one in asked.values()):
        return _unranked(connection, engine, asked, most)
    if total <= MANY:
        return engine.query(connection, asked, most)
    titles = engine.query(connection, _within(asked, "in:title"), most)
    rest = _unranked(connection, engine, _within(asked, "in:op"), most - len(titles))
    return [*titles, *rest] or _unranked(connection, engine, asked, most)


def _within(asked: Mapping[str, query.Query], place: str) -> dict[str, query.Query]:
    """Queries whose matches are to stand in a place, too."""
    return {code: query.All((one, query.Field("in", (place,)))) for code, one in asked.items()}


def _unranked(
    connection: Connection, engine: Engine, asked: Mapping[str, query.Query], most: int
) -> list[tuple[int, float]]:
    """Matches of the records that were added last, each record's in the order of its text; their score is 0."""
    keys = engine.latest(connection, asked, most)
    ordered = f"SELECT id FROM passages WHERE id IN ({_listed(keys)}) ORDER BY expression DESC, id"
    return [(key, 0.0) for key in connection.execute(text(ordered)).scalars()] if keys else []


def told(connection: Connection, asked: query.Query, code: str, whole: str) -> query.Query:
    """A query with its words as terms of a language; `whole` is the query as written."""
    match asked:
        case query.Words(text=words, prefix=prefix):
            way = terms(code).terms(words)
            if prefix and way:
                return query.Run(_begun(connection, asked, way, code, whole))
            return query.Run((way,) if way else ())
        case query.Any(parts=parts):
            return query.Any(tuple(told(connection, part, code, whole) for part in parts))
        case query.All(parts=parts, without=without):
            return query.All(
                tuple(told(connection, part, code, whole) for part in parts),
                tuple(told(connection, part, code, whole) for part in without),
            )
        case _:
            return asked


def _begun(
    connection: Connection, asked: query.Words, way: tuple[str, ...], code: str, whole: str
) -> tuple[tuple[str, ...], ...]:
    """The ways in which words go on whose last one is only begun. Raises query.QueryError where they are too many."""
    if not load(code).writing.spaced:
        return (way,)
    begun = terms(code).words(asked.text)[-1].word
    w = schema.search_words.c
    goes_on = (w.language == code, w.word >= begun, w.word < f"{begun}\U0010ffff")
    ends = connection.scalars(select(w.term).where(*goes_on).distinct().limit(BEGINNINGS + 1)).all()
    if len(ends) > BEGINNINGS:
        end = asked.start + len(asked.text) + 1
        raise query.QueryError(whole, asked.start, end, "beginnings", most=BEGINNINGS, value=begun)
    return tuple((*way[:-1], end) for end in ends)


# --- answers ----------------------------------------------------------------------------------------------------------


def _listed(keys: Iterable[int]) -> str:
    """Ids as SQL lists them: they are numbers of our own, and binding thousands takes longer than the question."""
    return ", ".join(map(str, keys))


def _facets(connection: Connection, keys: Sequence[int]) -> dict[str, dict[str, int]]:
    """How many of the passages have which mark, by the name of the mark, the most frequent first."""
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    if keys:
        rows = connection.execute(text(f"SELECT marks FROM passages WHERE id IN ({_listed(keys)})")).scalars().all()
        counted = Counter(" ".join(rows).split())
        for mark, number in _ordered(counted).items():
            name, _, value = mark.partition(":")
            facets[name][value.replace("_", " ")] = number
    return facets


def _ordered(counted: Mapping[str, int]) -> dict[str, int]:
    """What was counted, the most frequent first."""
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _hits(
    connection: Connection, found: Sequence[tuple[int, float]], asked: Mapping[str, query.Query]
) -> Iterator[Hit]:
    held = read(connection, [key for key, _ in found])
    for key, score in found:
        passage = held[key]
        places = terms(passage.language).places(passage.text, _ways(asked[passage.language]))
        highlights = tuple(_merged(places))
        yield Hit(**msgspec.structs.asdict(passage), highlights=highlights, score=round(score, 4))


def read(connection: Connection, keys: Sequence[int]) -> dict[int, Held]:
    """Passages by id, with their texts out of the records."""
    m, r = schema.manifestations.c, schema.readings.c
    rows = connection.execute(
        select(P.id, P.block, P.marks, E.id, E.language, E.title, W.symbol, W.session)
        .join(schema.expressions, E.id == P.expression)
        .join(schema.works, W.id == E.work)
        .where(P.id.in_(keys))
    ).all()
    current = (
        select(m.expression, r.record)
        .join(schema.readings, r.manifestation == m.id)
        .where(r.current, m.expression.in_({row[3] for row in rows}))
    )
    texts = {expression: texts_of(blob) for expression, blob in connection.execute(current)}
    return {
        key: Held(
            symbol=symbol,
            language=language,
            session=session,
            block=block,
            place=_marked(marks, "in")[0],
            title=title,
            text=texts[expression][block],
            verbs=_marked(marks, "verb"),
            actors=_marked(marks, "actor"),
            due=_marked(marks, "due"),
        )
        for key, block, marks, expression, language, title, symbol, session in rows
    }


def _marked(marks: str, name: str) -> tuple[str, ...]:
    """What the marks of a name say."""
    told = (mark.partition(":") for mark in marks.split())
    return tuple(value.replace("_", " ") for key, _, value in told if key == name)


def _ways(asked: query.Query) -> Iterator[tuple[str, ...]]:
    """The terms that a query asks for, not those that it leaves out."""
    match asked:
        case query.Run(ways=ways):
            yield from ways
        case query.Any(parts=parts) | query.All(parts=parts):
            for part in parts:
                yield from _ways(part)
        case _:
            return


def _merged(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, those that touch or overlap as one."""
    start = end = -1
    for one in sorted(places):
        if one[0] > end:
            if end >= 0:
                yield start, end
            start, end = one
        else:
            end = max(end, one[1])
    if end >= 0:
        yield start, end


def _named(connection: Connection, asked: str) -> tuple[str | None, str | None]:
    """The document that a query names as a whole, if it is held: by symbol, short form, or "resolution 64/12"."""
    words, _, block = asked.strip().partition("#")
    for name in _names(words):
        parsed = symbols.parse(name)
        if parsed and connection.scalar(select(W.id).where(W.symbol == str(parsed))) is not None:
            return str(parsed), block or None
    return None, None


def _names(words: str) -> Iterator[str]:
    """What the words may be as a symbol."""
    yield words
    yield f"A/RES/{words}"
    if number := _NUMBER.search(words):
        around = f"{words[: number.start()]} {words[number.end() :]}"
        if any(len(load(code).resolution_word.sub("", around).strip(" .")) <= _ARTICLE for code in CODES):
            yield f"A/RES/{number[0]}"


_NUMBER = re.compile(r"(?:E?S-)?\d{1,4}/\d{1,4}(?: ?[A-Z](?!\w))?(?!\d)|\d{1,4}(?: [A-Z])? \([IVXLCE S-]+\)")
_ARTICLE = 3  # letters that may stand beside "resolution 64/12": "the", "la", the Chinese measure word
