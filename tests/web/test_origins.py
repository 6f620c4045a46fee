"""Readers are told the name of the file that a text came from, and nothing of the server's folders."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from operative.registry import Registry
from operative.web.origins import file_name, shown_line
from tests.registry import invented
from tests.web.forms import visitor

FOLDER = "/home/office/secret folder"
SOURCE = f'{FOLDER}/lamps "64".zip!in/64-91.xml'
NAME = 'lamps "64".zip!in/64-91.xml'


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (SOURCE, NAME),
        ("texts/a.pdf", "a.pdf"),
        ("C:\\texts\\a.pdf", "a.pdf"),
        ("sha256:0a1b/a.txt", "a.txt"),
        ("https://lamps.example/a.xml#2", "a.xml#2"),
        ("-", "-"),
    ],
)
def test_a_file_is_named_without_its_folders(source: str, name: str) -> None:
    assert file_name(source) == name


def test_the_json_of_a_record_keeps_all_but_the_folders() -> None:
    record = replace(invented.first(), source=SOURCE)
    line = shown_line(msgspec.json.encode(record) + b"\n")
    assert msgspec.json.decode(line, type=type(record)) == replace(record, source=NAME)


@pytest.mark.parametrize(
    "path",
    [
        "/A/RES/64/91",
        "/A/RES/64/91.json",
        "/versions/A/RES/64/91.json",
        "/source/A/RES/64/91.json?place=op1",
        "/api/v1/record/A/RES/64/91",
        "/api/v1/versions/A/RES/64/91",
        "/api/v1/bulk/records.jsonl",
    ],
)
def test_no_answer_tells_the_folders_of_the_server(tmp_path: Path, path: str) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([replace(invented.first(), source=SOURCE), replace(invented.second(), source=SOURCE)])
    with visitor(registry, accounts=False) as client:
        answer = client.get(path)
    assert answer.status_code == 200
    assert "64-91.xml" in answer.text
    assert "secret folder" not in answer.text
