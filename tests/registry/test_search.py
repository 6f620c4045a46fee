"""What is searched is found in six languages, where it stands in the printed text, and in step with what is held."""

from __future__ import annotations

import json
from itertools import chain, pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from sqlalchemy import event

import operative
from operative.cli import cli
from operative.languages import CODES
from operative.registry import QueryError, Registry, RegistryError
from operative.registry.search import answers
from operative.registry.search.answers import Found
from tests.registry.invented import first, resolution, second, third
from tests.registry.pulling import official

SYMBOL = "A/RES/64/356"


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def registry(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """A specimen in six languages, and three more resolutions in English."""
    if request.param == "sqlite":
        url = str(tmp_path_factory.mktemp("held") / "operative.db")
    else:
        import psycopg

        folder = request.getfixturevalue("server")
        with psycopg.connect(host=folder, user="office", dbname="postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE searched")
        url = f"postgresql://office@/searched?host={folder}"
    made = Registry(url)
    made.add_all([operative.read(official(f"registers-i.{code}")) for code in CODES])
    made.add_all([first(), second(), third()])
    return made


def shown(found: Found, *, language: str) -> dict[str, list[str]]:
    """The words found, by block of the specimen's version in a language."""
    return {
        hit.block: [hit.text[start:end] for start, end in hit.highlights]
        for hit in found.hits
        if hit.symbol == SYMBOL and hit.language == language
    }


# --- words, in each language ------------------------------------------------------------------------------------------

WORDS = [  # language, query, block, the printed words that are found
    ("en", "register", "title", ["registers"]),
    ("en", "REGISTERS keeper", "title", ["registers", "keepers"]),
    ("en", '"kept light"', "pp5", ["Kept Light"]),
    ("en", "“standing assembly”", "op2", ["Standing Assembly"]),
    ("en", "safegu*", "title", ["Safeguarding"]),
    ("en", "Secretary-General", "op1", ["Secretary-General"]),
    ("en", '"report of the secretary general"', "op1", ["report of the Secretary-General"]),
    ("en", "varna -keeper", "pp3", []),
    ("fr", "secretaire general", "op1", ["Secrétaire", "général"]),
    ("fr", "memoire cotes", "pp2", ["mémoire", "côtes"]),
    ("fr", "entente", "pp2", ["Entente"]),
    ("fr", "registre", "title", ["registres"]),
    ("es", "declaracion", "pp2", ["Declaración"]),
    ("es", "resolucion", "pp1", ["resoluciones"]),
    ("ru", "доклады", "op1", ["доклад"]),
    ("ru", "генеральный секретарь", "op1", ["Генерального", "секретаря"]),
    ("ru", "маяк", "title", ["маяков"]),
    ("ru", "смотрит*", "title", ["смотрителей"]),
    ("ar", "الأمين العام", "op1", ["الأمين", "العام"]),
    ("ar", "امين عام", "op1", ["الأمين", "العام"]),
    ("ar", "منارات", "title", ["المنارات"]),
    ("ar", "سِجِلّات", "title", ["سجلات"]),
    ("ar", "سجـــلات", "title", ["سجلات"]),
    ("ar", "ذاكره", "pp2", ["ذاكرة"]),
    ("ar", "الإعلان", "pp2", ["إعلان"]),
    ("zh", "登", "title", ["登"]),
    ("zh", "灯塔", "title", ["灯塔"]),
    ("zh", "登记册", "title", ["登记册"]),
    ("zh", "看守人登记册", "title", ["看守人登记册"]),
    ("zh", "秘书长 报告", "op1", ["秘书长", "报告"]),
]


@pytest.mark.parametrize(("language", "query", "block", "words"), WORDS, ids=[f"{w[0]}: {w[1]}" for w in WORDS])
def test_words_are_found_where_they_stand(
    registry: Registry, language: str, query: str, block: str, words: list[str]
) -> None:
    found = shown(registry.search(f"({query}) symbol:{SYMBOL}", size=100), language=language)
    if words:
        assert found[block] == words
    else:
        assert block not in found


def test_words_of_one_language_find_none_of_another_s(registry: Registry) -> None:
    assert set(registry.search("gardien").facets["language"]) == {"fr"}
    assert set(registry.search("登记册").facets["language"]) == {"zh"}
    assert not registry.search("灯册").total  # characters that don't stand together


def test_together_one_of_them_and_without(registry: Registry) -> None:
    def total(query: str) -> int:
        return registry.search(f"({query}) language:en").total

    both, lit, ports = total("lighthouses lit"), total("lit"), total("ports")
    assert both == lit == 1
    assert total("lit OR ports") == lit + ports
    assert total("lighthouses -ports") == total("lighthouses") - total("lighthouses ports")
    assert total("lighthouses (lit OR inform)") == 3
    assert total("lighthouses AND lit") == both


# --- fields -----------------------------------------------------------------------------------------------------------

FIELDS = [
    ("verb:request", {"A/RES/64/91 op2", "A/RES/65/92 op2"}),
    ('actor:"Member States" verb:invite', {"A/RES/64/91 op1"}),
    ("actor:un:secretary-general due:66", {"A/RES/65/92 op2"}),
    ("session:65-66 in:op", {"A/RES/65/92 op1", "A/RES/65/92 op2", "A/RES/66/93 op1"}),
    ("symbol:A/RES/66/* in:pp", {"A/RES/66/93 pp1"}),
    ("in:title ports", {"A/RES/64/91 title", "A/RES/65/92 title", "A/RES/66/93 title"}),
    ("due:65 -verb:decide", {"A/RES/64/91 op2"}),
]


@pytest.mark.parametrize(("query", "places"), FIELDS, ids=[query for query, _ in FIELDS])
def test_fields_narrow(registry: Registry, query: str, places: set[str]) -> None:
    found = registry.search(f"{query} -symbol:{SYMBOL}", size=100)
    assert {f"{hit.symbol} {hit.block}" for hit in found.hits} == places


def test_footnotes_are_found_in_notes(registry: Registry) -> None:
    found = registry.search("in:note 55/352 language:en")
    assert [(hit.block, hit.place) for hit in found.hits] == [("fn1", "note")]


# --- answers ----------------------------------------------------------------------------------------------------------


def test_titles_and_operative_paragraphs_come_before_others(registry: Registry) -> None:
    places = [hit.place for hit in registry.search("lighthouses language:en", size=100).hits]
    assert places[0] == "title"
    same = [resolution(f"A/RES/64/{n}", "Rings bells;", preamble=("Rings bells,",), title="Of bells") for n in (1, 2)]
    registry.add_all(same)
    assert [hit.place for hit in registry.search('"rings bells"').hits] == ["op", "op", "pp", "pp"]


def test_pages_follow_each_other_and_facets_count_all(registry: Registry) -> None:
    whole = registry.search("general", size=100)
    pages = [registry.search("general", page=n, size=3) for n in range(1, whole.total // 3 + 2)]
    assert list(chain.from_iterable(page.hits for page in pages)) == list(whole.hits)
    assert len(whole.hits) == whole.total == sum(whole.facets["language"].values())
    assert sum(whole.facets["in"].values()) == whole.total
    assert not registry.search("general", page=99).hits
    with pytest.raises(RegistryError, match="only the best"):
        registry.search("general", page=1000, size=100)


@pytest.mark.parametrize(
    "query",
    ["A/RES/64/356", "64/356", "resolution 64/356", "la résolution 64/356", "резолюция 64/356", "القرار 64/356",
     "第64/356号决议", "a/res/64/356"],
)  # fmt: skip
def test_a_symbol_or_short_form_goes_to_its_document(registry: Registry, query: str) -> None:
    assert registry.search(query).document == SYMBOL


def test_a_place_goes_there_and_other_words_go_nowhere(registry: Registry) -> None:
    found = registry.search("64/356#op3")
    assert (found.document, found.block) == (SYMBOL, "op3")
    assert registry.search("lighthouses 64/356").document is None
    assert registry.search("64/3").document is None


def test_a_symbol_also_finds_what_cites_it(registry: Registry) -> None:
    assert [(hit.symbol, hit.block) for hit in registry.search("64/91 language:en").hits] == [("A/RES/65/92", "pp1")]


def test_very_many_matches_are_counted_and_titles_and_operative_paragraphs_come_first(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MANY", 3)
    found = registry.search("register language:en", size=100)
    assert found.total > found.counted == len(found.hits)
    assert {hit.place for hit in found.hits} == {"title", "op"}
    assert registry.search("register in:pp").hits


# --- in step ----------------------------------------------------------------------------------------------------------


def test_a_reissue_is_found_and_what_it_replaced_is_not(database: str) -> None:
    registry = Registry(database)
    registry.add_all([first(), second()])
    assert registry.search("inform symbol:A/RES/64/91").total == 2
    registry.add(resolution("A/RES/64/91", "Urges the keepers to ring their bells;"))
    assert registry.search("inform symbol:A/RES/64/91").total == 0
    assert [hit.text for hit in registry.search("bells").hits] == ["Urges the keepers to ring their bells;"]
    registry.add(replace(first(), title=None, blocks=()))  # nothing is left, and its places are not given again
    registry.add(third())
    assert registry.search("bells OR inform").total == 0
    assert registry.search("lit").total == 1


def test_what_could_not_be_stored_is_not_found_and_its_words_are_learned_later(database: str) -> None:
    registry = Registry(database)

    @event.listens_for(registry.engine, "commit")
    def fail(_: object) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        registry.add(first())
    event.remove(registry.engine, "commit", fail)
    assert registry.search("lighthouses").total == 0
    assert registry.add(first())
    assert registry.search("lighth*").total == registry.search("lighthouses").total > 0


# --- elsewhere --------------------------------------------------------------------------------------------------------


def test_a_reworded_paragraph_is_found_elsewhere(registry: Registry) -> None:
    found = registry.alike("A/RES/65/92", "op2")
    assert (found[0].symbol, found[0].block) == ("A/RES/64/91", "op2")
    assert 0.5 < found[0].likeness < 1
    assert all(one.likeness >= other.likeness for one, other in pairwise(found))
    assert ("A/RES/65/92", "op2") not in {(one.symbol, one.block) for one in found}


def test_the_same_words_are_wholly_alike_in_chinese_too(database: str) -> None:
    registry = Registry(database)
    chinese = operative.read(official("registers-i.zh"))
    registry.add_all([chinese, replace(chinese, symbol="A/RES/64/357")])
    best = registry.alike("A/RES/64/357", "op3")[0]
    assert (best.symbol, best.block, best.likeness) == (SYMBOL, "op3", 1.0)


@pytest.mark.parametrize(
    ("symbol", "block", "language", "said"),
    [
        ("A/RES/64/91", "op99", None, "has no paragraph op99"),
        ("A/RES/64/91", "op1", "zh", "no text of A/RES/64/91 in zh"),
        ("A/RES/1/1", "op1", None, "doesn't hold"),
    ],
)
def test_a_paragraph_that_is_not_there_is_told(
    registry: Registry, symbol: str, block: str, language: str | None, said: str
) -> None:
    with pytest.raises(RegistryError, match=said):
        registry.alike(symbol, block, language=language)


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("searched") / "operative.db"
    Registry(path).add_all([first(), second(), third()])
    return path


def run(db: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["search", *arguments, f"--db={db}"], env={"COLUMNS": "200"})
    return result.output


def test_the_command_prints_places_with_what_was_found_in_brackets(db: Path) -> None:
    told = run(db, "lighthouses", "lit")
    assert "A/RES/66/93#op1 en" in told
    assert "keep their [lighthouses] [lit]" in told
    assert "1 matches, page 1" in told
    assert "A/RES/64/91 is held" in run(db, "64/91")
    assert "Nothing that is held matches" in run(db, "dragons")


def test_the_command_answers_in_json_and_csv(db: Path) -> None:
    found = json.loads(run(db, "verb:request", "--format=json"))
    assert found["total"] == len(found["hits"]) == 2
    assert found["facets"]["actor"] == {"un:secretary-general": 2}
    lines = run(db, "verb:request", "--format=csv").splitlines()
    assert len(lines) == 3


def test_the_command_finds_a_paragraph_elsewhere(db: Path) -> None:
    assert "A/RES/64/91#op2" in run(db, "--like", "A/RES/65/92#op2")
    assert json.loads(run(db, "--like", "A/RES/65/92#op2", "--format=json"))[0]["block"] == "op2"


def test_the_command_tells_what_is_wrong(db: Path) -> None:
    assert 'Error: a phrase isn\'t closed, at character 6 ("safe); write " behind it' in run(db, 'port "safe')
    assert "give a query, or a paragraph with --like" in run(db)


def test_a_prefix_that_begins_very_many_words_is_told(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "BEGINNINGS", 2)
    with pytest.raises(RegistryError, match="more than 2 words begin with s"):
        Registry(db).search("s*")
    with pytest.raises(QueryError):
        Registry(db).search("*")


def test_what_is_found_in_the_preferred_language_comes_first(registry: Registry) -> None:
    for code in ("fr", "es"):
        found = registry.search(f"in:op symbol:{SYMBOL}", size=50, prefer=code)
        languages = [hit.language for hit in found.hits]
        assert code in languages
        assert languages == sorted(languages, key=lambda one: one != code)


def test_words_that_a_language_only_cites_come_last() -> None:
    counts = {"en": 300, "fr": 250, "ru": 4}
    assert list(answers._ordered_languages(counts, "ru")) == [[], ["en", "fr"], ["ru"]]
    assert list(answers._ordered_languages(counts, "fr")) == [["fr"], ["en"], ["ru"]]


def test_fields_alone_give_what_was_added_last_first_in_the_order_of_its_text(registry: Registry) -> None:
    found = registry.search("in:op symbol:A/RES/6*", size=200, prefer="en").hits
    held = {one.symbol for one in (first(), second(), third())}  # other tests add further ones
    english = [(hit.symbol, hit.block) for hit in found if hit.language == "en" and hit.symbol in held]
    last = [symbol for symbol, _ in english]
    assert last[0] == third().symbol
    assert last == sorted(last, key=last.index), "a document's paragraphs stand together"
    for symbol in dict.fromkeys(last):
        record = registry.record(symbol, "en")
        assert record is not None
        order = [block.id for block in record.blocks]
        blocks = [block for name, block in english if name == symbol]
        assert blocks == sorted(blocks, key=order.index)
