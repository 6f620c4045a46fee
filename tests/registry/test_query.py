"""The query language: what is written is what is asked, and what is wrong is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.languages import CODES
from operative.registry.search import query
from operative.registry.search.engines import _fts5
from operative.registry.search.query import LONGEST, PARTS, All, Any, Field, Query, QueryError, Run, Words, parse
from operative.registry.search.terms import Pieces, terms


def words(*written: str) -> tuple[Query, ...]:
    return tuple(Words(one, 0) for one in written)


def bare(query: Query) -> Query:
    """A query without the places of its words."""
    match query:
        case Words(text=text, prefix=prefix):
            return Words(text, 0, prefix)
        case Any(parts=parts):
            return Any(tuple(map(bare, parts)))
        case All(parts=parts, without=without):
            return All(tuple(map(bare, parts)), tuple(map(bare, without)))
        case _:
            return query


UNDERSTOOD = [
    ("ports", Words("ports", 0)),
    ("ports*", Words("ports", 0, prefix=True)),
    ("safe ports", All(words("safe", "ports"))),
    ("safe AND ports", All(words("safe", "ports"))),
    ('"safe ports"', Words("safe ports", 0)),
    ("«safe ports»", Words("safe ports", 0)),
    ("safe ports OR bells", Any((All(words("safe", "ports")), *words("bells")))),
    ("safe (ports OR bells)", All((*words("safe"), Any(words("ports", "bells"))))),
    ("ports -bells", All(words("ports"), words("bells"))),
    ("ports NOT (bells rung)", All(words("ports"), (All(words("bells", "rung")),))),
    ("ports - bells", All(words("ports", "bells"))),
    ("well-kept", Words("well-kept", 0)),
    ("12:30", Words("12:30", 0)),
    ("session:75-77", Field("session", ("session:75", "session:76", "session:77"))),
    ("due:2027", Field("due", ("due:2027",))),
    ("verb:call-upon", Field("verb", ("verb:call_upon",))),
    ('verb:"call upon"', Field("verb", ("verb:call_upon",))),
    ('actor:"Secretary-General"', Field("actor", ("actor:un:secretary-general",))),
    ('actor:"Secrétaire général"', Field("actor", ("actor:un:secretary-general",))),
    ("actor:state:*", Field("actor", ("actor:state:",), prefix=True)),
    ("symbol:a/res/3281(XXIX)", Field("symbol", ("symbol:a/res/3281_(xxix)",))),
    ("IN：op", Field("in", ("in:op",))),
]


@pytest.mark.parametrize(("text", "query"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_what_is_written_is_what_is_asked(text: str, query: Query) -> None:
    assert bare(parse(text)) == query


WRONG = [  # query, what is said, where
    ("", "nothing to search for", 0),
    (" – ", "nothing to search for", 3),
    ('safe "ports', "a phrase isn't closed", 5),
    ("safe (ports", "a parenthesis isn't closed", 5),
    ("safe) ports", "a parenthesis is closed that wasn't opened", 4),
    ("-ports", "only says what is to be left out", 0),
    ("safe OR -ports", "only says what is to be left out", 8),
    ("safe OR", "nothing stands after OR", 7),
    ("OR safe", "nothing stands before OR", 0),
    ("safe NOT", "nothing stands after NOT", 8),
    ("safe colour:red", "there is no field colour", 5),
    ("safe verb:dance", "dance is no value of verb:", 5),
    ("session:x", "x is no value of session:", 0),
    ("session:1-99", "is no value of session:", 0),
    ("language:la", "la is no value of language:", 0),
    ("in:title*", "is no value of in:", 0),
    ("actor:nobody", "nobody is no value of actor:", 0),
    ("symbol:ports", "ports is no value of symbol:", 0),
    ('verb:"request', "a phrase isn't closed", 0),
    ("safe " * (PARTS + 1), f"more than {PARTS} parts", 5 * PARTS),
    ("(" * 40 + "a" + ")" * 40, "parentheses stand within more", 24),
    ("a" * (LONGEST + 1), f"more than {LONGEST} characters", LONGEST),
]


@pytest.mark.parametrize(("text", "said", "start"), WRONG, ids=[text[:20] for text, _, _ in WRONG])
def test_what_is_wrong_is_told_with_its_place(text: str, said: str, start: int) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert said in raised.value.what
    assert raised.value.start == start
    assert f"at character {start + 1}" in raised.value.what
    assert raised.value.mend


PIECES = ["ports", "safe*", '"', "“", "(", ")", "OR", "AND", "NOT", "-", "*", "session:75", "verb:", "in:op", "灯塔"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_whatever_is_written_is_asked_or_told(text: str) -> None:
    query, wrong = asked(text)
    assert has_something_to_find(query) if query else wrong
    assert wrong is None or 0 <= wrong.start <= wrong.end <= len(text)


def asked(text: str) -> tuple[Query | None, QueryError | None]:
    try:
        return parse(text), None
    except QueryError as error:
        return None, error


def has_something_to_find(query: Query) -> bool:
    match query:
        case Any(parts=parts) | All(parts=parts):
            return bool(parts) and all(map(has_something_to_find, parts))
        case Words(text=text):
            return any(c.isalnum() for c in text)
        case _:
            return True


def written(query: Query) -> str:
    """A query as one would write it."""
    match query:
        case Words(text=text, prefix=prefix):
            return text + "*" * prefix if " " not in text else f'"{text}"'
        case Any(parts=parts):
            return f"({' OR '.join(map(written, parts))})"
        case All(parts=parts, without=without):
            return f"({' '.join((*map(written, parts), *(f'-{written(part)}' for part in without)))})"
        case Field(marks=marks):
            return marks[0]
        case Run():
            raise AssertionError


_LEAVES = st.one_of(
    st.sampled_from(["ports", "safe ports", "64/12", "灯塔", "المنارات"]).map(lambda text: Words(text, 0)),
    st.just(Words("saf", 0, prefix=True)),
    st.sampled_from(["session:75", "in:op", "verb:request"]).map(lambda mark: Field(mark.split(":")[0], (mark,))),
)
_QUERIES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Any(tuple(parts))),
        st.builds(lambda parts, one: All(tuple(parts), (one,)), st.lists(inner, min_size=1, max_size=2), inner),
    ),
    max_leaves=10,
)


@given(_QUERIES)
def test_a_query_that_is_written_down_is_read_as_it_was(query: Query) -> None:
    assert bare(parse(written(query))) == query


@given(st.text(max_size=80), st.sampled_from(CODES))
def test_a_text_has_the_same_terms_indexed_and_asked_and_each_has_its_place(text: str, code: str) -> None:
    found = terms(code).terms(text)
    assert Pieces(code).indexed(text).split() == list(found)
    for term in set(found):
        assert len(list(terms(code).places(text, [(term,)]))) == found.count(term)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3))
def test_no_term_breaks_out_of_its_quotes(way: list[str]) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE held USING fts5(text, tokenize='ascii')")
    plain = tuple(term.replace("\x00", "") for term in way)
    connection.execute("SELECT * FROM held WHERE held MATCH ?", (_fts5(Run((plain,))),)).fetchall()


# --- making it narrower ---


@pytest.mark.parametrize(
    ("asked", "name", "value", "refined"),
    [
        ("ports", "session", "75", "ports session:75"),
        ("ports OR buoys", "language", "fr", "(ports OR buoys) language:fr"),
        ("ports", "verb", "call upon", 'ports verb:"call upon"'),
        ("ports session:75", "actor", "un:secretary-general", "ports session:75 actor:un:secretary-general"),
    ],
)
def test_a_query_is_refined_and_the_refinement_taken_back(asked: str, name: str, value: str, refined: str) -> None:
    assert query.refined(asked, name, value) == refined
    last = query.refinements(refined)[-1]
    assert (last.name, last.value) == (name, value)
    assert bare(parse(query.unrefined(refined, last))) == bare(parse(asked))


@pytest.mark.parametrize("asked", ["-in:pp ports", "ports NOT in:pp", "ports (in:pp OR in:op)", "ports OR in:pp"])
def test_a_field_that_narrows_only_a_part_is_no_refinement(asked: str) -> None:
    assert query.refinements(asked) == []


def test_a_query_of_one_field_is_nothing_without_it() -> None:
    (only,) = query.refinements("in:op")
    assert query.unrefined("in:op", only) == ""
