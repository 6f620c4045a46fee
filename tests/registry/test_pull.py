"""What is fetched of the public sources, the table of these, and the command."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from operative.cli import cli
from operative.registry import Registry, RegistryError
from operative.registry.pull import Puller
from operative.registry.sources import Manners, load
from tests.registry.pulling import (
    EN,
    FR,
    METADATA,
    PAGE,
    PDF,
    SYMBOL,
    content,
    leftovers,
    official,
    pulled,
    sources,
)
from tests.registry.standin import LISTING, StandIn, status

# --- what is fetched ------------------------------------------------------------------------------------------------


def test_a_session_is_its_texts_in_the_languages_asked_for_and_its_metadata(source: StandIn, tmp_path: Path) -> None:
    files = pulled(source, tmp_path, "64", languages=("en", "fr"))
    assert [one.url.removeprefix(f"{source.url}/raw/") for one in files] == [EN, FR, METADATA]
    assert [content(one) for one in files[:2]] == [official("registers-i.en"), official("registers-i.fr")]
    assert all(one.new for one in files)
    assert not leftovers(tmp_path)


def test_an_older_session_is_an_archive_a_language(source: StandIn, tmp_path: Path) -> None:
    [one] = pulled(source, tmp_path, "58")
    assert one.form == "zip"
    with zipfile.ZipFile(io.BytesIO(content(one))) as archive:
        assert archive.namelist() == ["English/A_RES_58_362.xml"]


def test_names_with_blanks_and_signs_are_asked_for_in_full(source: StandIn, tmp_path: Path) -> None:
    source.put("75session/English/A_RES_75_352 A-B #1 100%.xml", official("notes.en"))
    [one] = pulled(source, tmp_path, "75")
    assert content(one) == official("notes.en")
    assert source.paths()[1] == "/raw/75session/English/A_RES_75_352%20A-B%20%231%20100%25.xml"


def test_a_document_is_asked_for_by_language_and_symbol(source: StandIn, tmp_path: Path) -> None:
    source.files["/site/fr/A/RES/3281(XXIX)"] = PDF
    [one] = pulled(source, tmp_path, "a/res/3281 (xxix)", languages=("fr",))
    assert content(one) == PDF
    assert source.paths() == ["/site/fr/A/RES/3281(XXIX)"]


@pytest.mark.parametrize(
    ("target", "languages", "what"),
    [
        ("65", ("en",), "no texts of session 65 in English; its folders are 64session, 58session, data_extract"),
        ("64", ("zh",), "no texts of session 64 in Chinese"),
        ("lighthouses", ("en",), "lighthouses is neither a session nor a document symbol"),
    ],
)
def test_what_the_source_has_not_got_is_told(
    source: StandIn, tmp_path: Path, target: str, languages: tuple[str, ...], what: str
) -> None:
    with pytest.raises(RegistryError) as raised:
        pulled(source, tmp_path, target, languages=languages)
    assert what in str(raised.value)


def test_a_form_that_no_source_gives_is_told(source: StandIn, tmp_path: Path) -> None:
    puller = Puller(sources(source, tmp_path), tmp_path / "cache")
    with pytest.raises(RegistryError, match="no source gives documents as odt; known: pdf"):
        puller.files(SYMBOL, ("en",), "odt")


def test_files_are_copied_to_a_folder_as_the_source_names_them(source: StandIn, tmp_path: Path) -> None:
    puller = Puller(sources(source, tmp_path), tmp_path / "cache", tmp_path / "to")
    targets = [*puller.files("64", ("en",), "pdf"), *puller.files(SYMBOL, ("en",), "pdf")]
    paths = [one.path for one in puller.fetch(targets)]
    assert paths == [tmp_path / "to" / name for name in (EN, METADATA, "en/A_RES_64_9012.pdf")]
    assert paths[0].read_bytes() == official("registers-i.en")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["../64session/English/x.xml", "64session/English/../../../x.xml", "/64session/a.xml"])
def test_a_listing_can_not_write_outside_of_the_folder(source: StandIn, tmp_path: Path, name: str) -> None:
    listing = {"tree": [{"path": name, "type": "blob", "sha": "0" * 40}]}
    source.files[LISTING] = json.dumps(listing).encode()
    own = sources(source, tmp_path)
    wide = msgspec.structs.replace(own, resolutions=msgspec.structs.replace(own.resolutions, texts=("*.xml",)))
    with pytest.raises(RegistryError, match="outside of its folder"):
        Puller(wide, tmp_path / "cache", tmp_path / "to").files("64", ("en",), "pdf")


@pytest.mark.parametrize(
    ("listing", "what"),
    [
        (b'{"tree": [], "truncated": true}', "left files out"),
        (b'{"message": "moved"}', "no listing"),
        (PAGE, "no list"),
    ],
)
def test_a_listing_that_is_none_or_not_whole_is_told(
    source: StandIn, tmp_path: Path, listing: bytes, what: str
) -> None:
    source.files[LISTING] = listing
    with pytest.raises(RegistryError, match=what):
        pulled(source, tmp_path, "64")


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_own_table_is_right_and_asks_gently() -> None:
    own = load()
    assert own.manners.requests_per_second <= 10
    assert set(own.resolutions.languages) == {"ar", "en", "es", "fr", "ru", "zh"}
    addresses = [own.resolutions.listing, own.resolutions.file, *own.documents.forms.values()]
    assert all(address.startswith("https://") for address in addresses)
    assert all(address.split("/")[2] in own.resolutions.hosts + own.documents.hosts for address in addresses)


def test_a_user_s_table_replaces_only_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[manners]\nattempts = 2\n[resolutions.languages]\nen = 'english-texts'\n", encoding="utf-8")
    table, own = load(path), load()
    assert table.manners == msgspec.structs.replace(own.manners, attempts=2)
    assert table.resolutions.languages == own.resolutions.languages | {"en": "english-texts"}
    assert table.documents == own.documents


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("[manners]\nattempts = 0", "attempts"),
        ("[manners]\nattemps = 2", "attemps"),
        ("[manners]\nrequests_per_second = 'many'", "requests_per_second"),
        ("[resolutions]\ntexts = ['{sesion}/*.xml']", "sesion"),
        ("[documents.forms]\npdf = 'https://docs.example/{'", "no table of sources"),
        ("manners = 3", "manners"),
        ("[manners", "can't be read"),
    ],
)
def test_a_slip_in_a_user_s_table_is_told_with_its_place(tmp_path: Path, written: str, what: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(RegistryError) as raised:
        load(path)
    assert str(path) in raised.value.what
    assert what in raised.value.what


def test_every_manner_is_in_the_own_table() -> None:
    assert msgspec.structs.asdict(load().manners).keys() == {field.name for field in msgspec.structs.fields(Manners)}


# --- the command ----------------------------------------------------------------------------------------------------


def run(source: StandIn, tmp_path: Path, *arguments: str) -> Result:
    sources(source, tmp_path)
    places = {"sources": "sources.toml", "cache": "cache", "db": "operative.db"}
    options = [f"--{name}={tmp_path / place}" for name, place in places.items()]
    return CliRunner().invoke(cli, ["pull", *arguments, *options], catch_exceptions=False)


def test_what_was_pulled_is_in_the_registry_with_its_address(source: StandIn, tmp_path: Path) -> None:
    result = run(source, tmp_path, "64", "58", "--languages", "en,fr")
    assert "58session" in result.stderr  # that session has no French
    assert result.exit_code == 1
    result = run(source, tmp_path, "64", "--languages", "en,fr")
    assert result.stdout == "0 fetched, 3 there already\n0 added, 2 held already, 1 described\n"
    assert (result.exit_code, result.stderr) == (0, "")
    registry = Registry(tmp_path / "operative.db")
    for language in ("en", "fr"):
        record = registry.record("A/RES/64/356", language)
        assert record
        assert record.source == f"{source.url}/raw/{EN if language == 'en' else FR}"


def test_a_document_in_an_archive_has_the_archive_s_address(source: StandIn, tmp_path: Path) -> None:
    assert run(source, tmp_path, "58").stdout.endswith("1 added, 0 held already, 0 described\n")
    record = Registry(tmp_path / "operative.db").record("A/RES/58/362")
    assert record
    assert record.source == f"{source.url}/raw/58session/English.zip!English/A_RES_58_362.xml"


def test_files_alone_can_be_kept(source: StandIn, tmp_path: Path) -> None:
    result = run(source, tmp_path, "64", "--no-add", "--to", str(tmp_path / "texts"))
    assert (result.exit_code, result.stdout) == (0, "2 fetched, 0 there already\n")
    assert (tmp_path / "texts" / EN).read_bytes() == official("registers-i.en")
    assert not (tmp_path / "operative.db").exists()


def test_a_file_that_fails_is_a_line_and_the_others_are_added(source: StandIn, tmp_path: Path) -> None:
    source.faults[f"/raw/{EN}"] = [status(500)] * 3
    result = run(source, tmp_path, "64", "--languages", "en,fr")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{source.url}/raw/{EN}: the host answered 500")
    assert result.stdout == "2 fetched, 0 there already, 1 failed\n1 added, 0 held already, 1 described\n"
    again = run(source, tmp_path, "64", "--languages", "en,fr")
    assert again.stdout == "1 fetched, 2 there already\n1 added, 1 held already, 1 described\n"


def test_files_that_were_not_asked_for_are_counted(source: StandIn, tmp_path: Path) -> None:
    source.faults[f"/raw/{EN}"] = [status(429, Retry_After="3600")]
    result = run(source, tmp_path, "64", "--languages", "en,fr", "--no-add")
    assert result.stdout == "0 fetched, 0 there already, 1 failed, 2 not asked for (run it again later)\n"
    assert result.exit_code == 1


def test_metadata_that_are_none_are_told(source: StandIn, tmp_path: Path) -> None:
    source.put(METADATA, b'[{"title": "no symbol"}]')
    result = run(source, tmp_path, "64")
    assert result.exit_code == 1
    assert "entry 1: this is no entry of a metadata file" in result.stderr
    assert "1 added" in result.stdout


@pytest.mark.parametrize("languages", ["de", "en;fr", ""])
def test_a_language_that_is_none_is_wrong_usage(source: StandIn, tmp_path: Path, languages: str) -> None:
    result = run(source, tmp_path, "64", "--languages", languages)
    assert result.exit_code == 2
    assert "is none of ar, en" in result.stderr
    assert not source.asked
