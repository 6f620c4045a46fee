"""What catalogues say of documents: read, kept beside the texts, and told where it can't be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from operative.cli import cli
from operative.registry import Registry, RegistryError, metadata, schema
from operative.registry.metadata import Entry
from tests.registry.invented import TITLE, first
from tests.registry.marc import HEAD, collection, field, record
from tests.registry.pulling import official


def written(folder: Path, content: bytes, name: str = "catalogue.xml") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def add(folder: Path, *paths: Path) -> Result:
    arguments = ["add", *map(str, paths), f"--db={folder / 'operative.db'}", "--by=Library"]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_a_catalogue_record_names_the_document_its_title_date_author_kind_and_item(tmp_path: Path) -> None:
    item = field("991", a="A/65/251", b="11b", c="Keeping of lighthouses.", d="LIGHTHOUSES")
    heading = field("991", a="A/65/251", b="11b[7]", d="LAMPS")
    path = written(tmp_path, collection(record("A/65/123", item, heading, field("993", a="A/RES/65/92"))))
    assert list(metadata.read(path)) == [
        Entry(
            "A/65/123",
            title="Lighthouses and the safety of small ports: report of the Secretary-General",
            date="2010-08-02",
            author="UN. Secretary-General",
            kind="report",
            items={"11 (b)": "Keeping of lighthouses"},
            more={"sponsors": ["UN. Secretary-General"], "related": ["A/RES/65/92"]},
        )
    ]


def test_names_encoded_twice_are_read_once_more_and_others_left(tmp_path: Path) -> None:
    twice = "Théâtre".encode().decode("latin-1")
    path = written(
        tmp_path, collection(record("A/65/123", field("650", a=twice)), record("A/65/124", field("650", a="Théâtre")))
    )
    assert [entry.more["subjects"] for entry in metadata.read(path) if isinstance(entry, Entry)] == [["Théâtre"]] * 2


def test_records_with_a_prefix_and_a_record_alone_are_read(tmp_path: Path) -> None:
    prefixed = record("A/65/123").replace("<", "<marc:").replace("<marc:/", "</marc:")
    whole = f'<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">{prefixed}</marc:collection>'
    alone = record("A/65/124").replace("<record>", '<record xmlns="http://www.loc.gov/MARC21/slim">')
    for content, symbol in ((whole, "A/65/123"), (alone, "A/65/124")):
        [entry] = metadata.read(written(tmp_path, content.encode()))
        assert isinstance(entry, Entry)
        assert entry.symbol == symbol


def test_what_is_said_of_several_parts_is_said_of_each(tmp_path: Path) -> None:
    entry = {"symbol": "A/RES/64/12 A-B", "agenda_item": "Agenda item 11", "agenda_item_name": "Lighthouses"}
    path = written(tmp_path, json.dumps(entry).encode(), "64.metadata.jsonl")
    items = {"11": "Lighthouses"}
    assert list(metadata.read(path)) == [Entry("A/RES/64/12 A", items=items), Entry("A/RES/64/12 B", items=items)]


@pytest.mark.parametrize(
    ("damaged", "what"),
    [
        (record("A/65/124").replace("</datafield>", "", 1), "no well-formed XML"),
        (record("A/65/124").replace("</record>", ""), "no well-formed XML"),
        (record("A/65/124").replace('tag="191"', 'tag="192"'), "no symbol (field 191)"),
        (record("lamps"), "lamps is no document symbol"),
        (record("A/65/124").replace("ports", "&ports;"), "no well-formed XML"),
    ],
)
def test_a_damaged_record_is_told_with_its_place_and_the_others_are_kept(
    tmp_path: Path, damaged: str, what: str
) -> None:
    path = written(tmp_path, collection(record("A/65/123"), damaged, record("A/65/125")))
    result = add(tmp_path, path)
    assert (result.exit_code, result.stdout) == (1, "0 added, 0 held already, 2 described\n")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{path}, record 2 (line {2 + record('A/65/123').count(chr(10)) + 1})")
    assert what in line
    assert Registry(tmp_path / "operative.db").subject("A/65/125").key == "A/65/125"


def test_a_file_that_breaks_off_keeps_what_was_whole(tmp_path: Path) -> None:
    whole = collection(record("A/65/123"), record("A/65/124"))
    result = add(tmp_path, written(tmp_path, whole[: whole.index(b"A/65/124") + 40]))
    assert result.stdout == "0 added, 0 held already, 1 described\n"
    assert "record 2" in result.stderr


def test_entities_reach_nothing(tmp_path: Path) -> None:
    secret = written(tmp_path, b"secret", "secret.txt")
    bomb = HEAD.replace("<collection", f'<!DOCTYPE c [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<collection')
    titled = record("A/65/123").replace("Lighthouses", "&s;")
    found = list(metadata.read(written(tmp_path, f"{bomb}{titled}</collection>".encode())))
    assert "secret" not in repr(found)


def test_what_a_text_says_of_itself_stands_and_a_catalogue_adds_to_it(database: str) -> None:
    registry = Registry(database)
    registry.add(first())
    registry.describe_all(
        [Entry("A/RES/64/91", title="Lamps", date="1999-01-01", author="X", items={"11": TITLE})], source="a"
    )
    registry.describe_all([Entry("A/65/123", title="Lamps", date="2010-08-02")], source="a")
    registry.describe_all([Entry("A/65/123", author="Secretary-General", more={"subjects": ["LAMPS"]})], source="b")
    w = schema.works.c
    with registry.engine.connect() as connection:
        rows = connection.execute(select(w.symbol, w.title, w.date, w.author, w.session).order_by(w.symbol)).all()
        items = connection.execute(select(schema.agenda_items.c.name)).scalars().all()
    assert [tuple(row) for row in rows] == [
        ("A/65/123", "Lamps", "2010-08-02", "Secretary-General", 65),
        ("A/RES/64/91", TITLE, "2009-12-09", None, 64),
    ]
    assert items == [TITLE]


def test_entries_that_are_none_are_told_one_by_one(tmp_path: Path) -> None:
    lines = ['{"symbol": "A/RES/64/91", "title": "Lamps"}', "{", '{"title": "x"}', "", '{"symbol": "lamps"}', "7"]
    path = written(tmp_path, "\n".join(lines).encode(), "64.metadata.jsonl")
    good, *bad = metadata.read(path)
    assert good == Entry("A/RES/64/91", title="Lamps")
    assert [str(one).split(":")[0] for one in bad if isinstance(one, RegistryError)] == [
        f"{path}, line {number}" for number in (2, 3, 5, 6)
    ]
    array = written(tmp_path, json.dumps([{"symbol": "A/RES/64/91"}]).encode(), "64.json")
    assert list(metadata.read(array)) == [Entry("A/RES/64/91")]


def test_files_of_metadata_are_found_in_folders_in_the_order_of_names(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "a").mkdir(parents=True)
    (folder / "empty").mkdir()
    written(folder / "a", official("registers-i.en"), "text.xml")
    damaged = written(folder / "a", b'{"symbol": "A/RES/64/91", "title": "Buoys"}\n{', "64.metadata.jsonl")
    written(folder, b'{"symbol": "A/RES/64/91", "title": "Lamps"}', "b.metadata.jsonl")
    written(folder, collection(record("A/65/123")))
    result = add(tmp_path, folder)
    assert (result.exit_code, result.stdout) == (1, "1 added, 0 held already, 3 described\n")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [f"{damaged}, line 2"]
    registry = Registry(tmp_path / "operative.db")
    assert registry.about("A/RES/64/91").title == "Lamps", "the last one counts"
    assert registry.about("A/65/123").date == "2010-08-02"
    assert "there is no document in it" in add(tmp_path, folder / "empty").stderr
