"""Fetching from public sources, over real connections to a stand-in that also fails as the real ones may."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from operative.cli import cli
from operative.registry import Registry, RegistryError
from operative.registry.fetching import git_blob
from operative.registry.pull import Pulled, Puller
from operative.registry.sources import Manners, Sources, load
from tests.registry.standin import (
    LISTING,
    StandIn,
    hung_up,
    instead,
    redirected,
    stalled,
    standing_in,
    status,
    tag,
    trickled,
    truncated,
)
from tests.specimens import Version, specimens
from tests.specimens.forms.akn import akn

PAGE = b"<!DOCTYPE html><html><head><title>Please log in</title></head><body>Please log in.</body></html>"
PDF = b"%PDF-1.4\n" + b"% an invented document\n" * 40 + b"%%EOF\n"
SYMBOL = "A/RES/64/9012"
DOCUMENT = f"/site/en/{SYMBOL}"
EN, FR = "64session/English/A_RES_64_356-0900001E.xml", "64session/French/A_RES_64_356-0900001F.xml"
METADATA = "data_extract/64.json"


@cache
def version(name: str) -> Version:
    return next(v for specimen in specimens() for v in specimen.versions() if str(v) == name)


def official(name: str) -> bytes:
    return akn(version(name)).encode()


@pytest.fixture
def source() -> Iterator[StandIn]:
    """A repository with an invented session in two languages, an older one in an archive, and a document site."""
    with standing_in() as running:
        running.put(EN, official("registers-i.en"))
        running.put(FR, official("registers-i.fr"))
        running.put("README.md", b"An invented repository.")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
            members.writestr("English/A_RES_58_362.xml", official("single.en"))
        running.put("58session/English.zip", archive.getvalue())
        entry = {
            "symbol": "A/RES/64/356",
            "title": "Registers of lighthouses",
            "agenda_item": "Agenda item 118",
            "agenda_item_name": "Keeping of registers",
            "sponsors": ["ATLANTIS"],
        }
        running.put(METADATA, json.dumps([entry]).encode())
        running.files[DOCUMENT] = PDF
        yield running


def table(source: StandIn, **manners: Any) -> dict[str, Any]:
    """What is otherwise than in the program's own table: the stand-in's addresses, and milliseconds for seconds."""
    quick = {
        "requests_per_second": 1000.0,
        "attempts": 3,
        "backoff": 0.01,
        "backoff_most": 0.05,
        "jitter": 0.01,
        "patience": 2.0,
        "connect_timeout": 1.0,
        "read_timeout": 0.2,
        "longest": 5.0,
    }
    return {
        "manners": quick | manners,
        "resolutions": {
            "listing": source.url + LISTING,
            "file": source.url + "/raw/{path}",
            "hosts": ["127.0.0.1"],
        },
        "documents": {"hosts": ["127.0.0.1"], "forms": {"pdf": source.url + "/site/{language}/{symbol}"}},
    }


def sources(source: StandIn, tmp_path: Path, **manners: Any) -> Sources:
    path = tmp_path / "sources.toml"
    path.write_text(toml(table(source, **manners)), encoding="utf-8")
    return load(path)


def toml(entries: dict[str, Any], under: str = "") -> str:
    """A table as TOML, whose strings, numbers and lists are written as JSON's are."""
    plain = {name: value for name, value in entries.items() if not isinstance(value, dict)}
    lines = [f"[{under}]"] * bool(under) + [f"{name} = {json.dumps(value)}" for name, value in plain.items()]
    inner = [toml(value, f"{under}.{name}".strip(".")) for name, value in entries.items() if isinstance(value, dict)]
    return "\n".join([*lines, *inner])


def pulled(
    source: StandIn, tmp_path: Path, *targets: str, languages: tuple[str, ...] = ("en",), **manners: Any
) -> list[Pulled]:
    puller = Puller(sources(source, tmp_path, **manners), tmp_path / "cache")
    return list(puller.fetch(wanted for target in targets for wanted in puller.files(target, languages, "pdf")))


def document(source: StandIn, tmp_path: Path, **manners: Any) -> Pulled:
    [one] = pulled(source, tmp_path, SYMBOL, **manners)
    return one


def content(one: Pulled) -> bytes:
    assert one.error is None
    assert one.path
    return one.path.read_bytes()


def error(one: Pulled) -> RegistryError:
    assert one.error is not None
    assert one.path is None
    return one.error


def leftovers(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache").rglob("*.part"))


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


# --- politely -------------------------------------------------------------------------------------------------------


def test_it_says_who_asks(source: StandIn, tmp_path: Path) -> None:
    document(source, tmp_path, contact="https://lighthouses.example/contact")
    [asked] = source.asked
    agent = asked.headers["User-Agent"]
    assert agent.startswith("operative/")
    assert "https://lighthouses.example/contact" in agent


def test_running_again_asks_only_for_the_listing(source: StandIn, tmp_path: Path) -> None:
    pulled(source, tmp_path, "64")
    source.asked.clear()
    again = pulled(source, tmp_path, "64")
    assert [one.new for one in again] == [False, False]
    [asked] = source.asked
    assert asked.path == LISTING
    assert asked.headers["If-None-Match"] == tag(source.files[LISTING])


def test_running_again_fetches_what_is_missing_and_what_changed(source: StandIn, tmp_path: Path) -> None:
    first = pulled(source, tmp_path, "64", languages=("en", "fr"))
    assert first[1].path
    first[1].path.unlink()
    corrected = official("registers-i.en").replace(b"</akomaNtoso>", b"<!-- reissued --></akomaNtoso>")
    source.put(EN, corrected)
    again = {
        one.url.removeprefix(f"{source.url}/raw/"): one
        for one in pulled(source, tmp_path, "64", languages=("en", "fr"))
    }
    assert {name: one.new for name, one in again.items()} == {EN: True, FR: True, METADATA: False}
    assert content(again[EN]) == corrected


def test_a_file_damaged_in_the_cache_is_fetched_anew(source: StandIn, tmp_path: Path) -> None:
    one = pulled(source, tmp_path, "64")[0]
    assert one.path
    one.path.write_bytes(content(one)[:-10])
    again = pulled(source, tmp_path, "64")[0]
    assert again.new
    assert content(again) == official("registers-i.en")


def test_a_document_is_asked_for_again_only_if_it_is_another(source: StandIn, tmp_path: Path) -> None:
    assert document(source, tmp_path).new
    assert not document(source, tmp_path).new
    assert source.asked[-1].headers["If-None-Match"] == tag(PDF)
    source.files[DOCUMENT] = PDF + b"% reissued\n"
    reissued = document(source, tmp_path)
    assert reissued.new
    assert content(reissued) == PDF + b"% reissued\n"


def test_a_document_of_a_site_that_tells_no_versions_apart_is_kept(source: StandIn, tmp_path: Path) -> None:
    source.validators = False
    document(source, tmp_path)
    assert not document(source, tmp_path).new
    assert len(source.asked) == 1


def test_requests_keep_their_distance(source: StandIn, tmp_path: Path) -> None:
    pulled(source, tmp_path, "64", languages=("en", "fr"), requests_per_second=20.0)
    times = [asked.at for asked in source.asked]
    assert len(times) == 4
    assert times[-1] - times[0] > 0.12  # three times a twentieth, but for the first one's delay on its way


# --- when the host fails --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_passing_error_is_tried_again(source: StandIn, tmp_path: Path, code: int) -> None:
    source.faults[DOCUMENT] = [status(code), status(code)]
    assert content(document(source, tmp_path)) == PDF
    assert len(source.asked) == 3


def test_attempts_wait_longer_each_time(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [status(500)] * 3
    document(source, tmp_path, attempts=4, backoff=0.05, backoff_most=9.0, jitter=0.0)
    waits = [later.at - earlier.at for earlier, later in pairwise(source.asked)]
    assert all(wait > least for wait, least in zip(waits, (0.04, 0.09, 0.19), strict=True))


def test_attempts_never_wait_longer_than_said(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [status(500), status(500)]
    began = time.monotonic()
    assert content(document(source, tmp_path, backoff=30.0, backoff_most=0.01, jitter=0.01)) == PDF
    assert time.monotonic() - began < 15


def test_attempts_come_to_an_end(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [status(500)] * 9
    told = error(document(source, tmp_path))
    assert f"{source.url}{DOCUMENT}: the host answered 500" in told.what
    assert "(3 attempts)" in told.what
    assert len(source.asked) == 3


@pytest.mark.parametrize("code", [429, 503])
def test_a_host_that_says_when_to_come_back_is_heard(source: StandIn, tmp_path: Path, code: int) -> None:
    source.faults[DOCUMENT] = [status(code, Retry_After="1")]
    assert content(document(source, tmp_path)) == PDF
    assert source.asked[1].at - source.asked[0].at >= 0.99


def test_a_host_that_wants_to_be_left_alone_is_not_asked_again(source: StandIn, tmp_path: Path) -> None:
    source.faults[f"/raw/{EN}"] = [status(429, Retry_After="3600")]
    [told] = pulled(source, tmp_path, "64", languages=("en", "fr"))
    assert "left alone for 3600 seconds (429)" in error(told).what
    assert source.paths() == [LISTING, f"/raw/{EN}"]


def test_a_listing_that_is_used_up_says_when_to_come_back(source: StandIn, tmp_path: Path) -> None:
    reset = str(int(time.time()) + 1800)
    source.faults[LISTING] = [status(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=reset)]
    with pytest.raises(RegistryError, match=r"left alone for 1[78]\d\d seconds \(403\)"):
        pulled(source, tmp_path, "64")
    assert source.paths() == [LISTING]


def test_a_retry_after_that_means_nothing_is_passed_over(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [status(503, Retry_After="soon")]
    assert content(document(source, tmp_path)) == PDF


def test_a_host_that_hangs_up_is_tried_again(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [hung_up]
    assert content(document(source, tmp_path)) == PDF


def test_a_host_that_can_not_be_reached_is_told_once(source: StandIn, tmp_path: Path) -> None:
    puller = Puller(sources(source, tmp_path), tmp_path / "cache")
    files = puller.files("64", ("en", "fr"), "pdf")
    gone = [msgspec.structs.replace(file, url=file.url.replace(str(source.port), "1")) for file in files]
    [told] = puller.fetch(gone)
    assert "http://127.0.0.1:1/raw/64session/English" in error(told).what
    assert "can't be reached (3 attempts)" in error(told).what


def test_what_is_not_there_is_told_and_the_others_go_on(source: StandIn, tmp_path: Path) -> None:
    del source.files[f"/raw/{EN}"]
    first, second, third = pulled(source, tmp_path, "64", languages=("en", "fr"))
    assert f"{EN}: there is no such document (404)" in error(first).what
    assert content(second) == official("registers-i.fr")
    assert third.error is None
    assert source.paths().count(f"/raw/{EN}") == 1


# --- when it breaks off ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [truncated, stalled])
def test_what_breaks_off_goes_on_where_it_stopped(source: StandIn, tmp_path: Path, fault: Any) -> None:
    source.faults[DOCUMENT] = [fault(0.5)]
    assert content(document(source, tmp_path)) == PDF
    rest = source.asked[1].headers
    assert rest["Range"] == f"bytes={len(PDF) // 2}-"
    assert rest["If-Range"] == tag(PDF)
    assert not leftovers(tmp_path)


def test_another_run_goes_on_as_well(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [truncated(0.5)]
    assert "broke off" in error(document(source, tmp_path, attempts=1)).what
    [part] = leftovers(tmp_path)
    assert part.read_bytes() == PDF[: len(PDF) // 2]
    assert content(document(source, tmp_path)) == PDF
    assert source.asked[1].headers["Range"] == f"bytes={len(PDF) // 2}-"


def test_nothing_stands_under_its_name_before_it_is_whole(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [truncated(0.9)]
    error(document(source, tmp_path, attempts=1))
    assert not list((tmp_path / "cache").rglob("*.pdf"))


def test_a_file_that_changed_meanwhile_is_fetched_whole(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [truncated(0.5)]
    error(document(source, tmp_path, attempts=1))
    source.files[DOCUMENT] = other = PDF.replace(b"invented", b"imagined")
    assert content(document(source, tmp_path)) == other


def test_a_file_that_became_shorter_meanwhile_is_fetched_whole(source: StandIn, tmp_path: Path) -> None:
    source.faults[f"/raw/{EN}"] = [truncated(0.9)]
    source.validators = False
    error(pulled(source, tmp_path, "64", attempts=1)[0])
    shorter = official("single.en")
    source.put(EN, shorter)
    assert content(pulled(source, tmp_path, "64")[0]) == shorter
    assert any("Range" in asked.headers for asked in source.asked)


def test_parts_of_two_versions_are_never_one_file(source: StandIn, tmp_path: Path) -> None:
    """The host tells no versions apart, so only the checksum shows that the rest is another version's."""
    source.faults[f"/raw/{EN}"] = [truncated(0.5)]
    source.validators = False
    error(pulled(source, tmp_path, "64", attempts=1)[0])
    other = official("registers-i.en").replace(b"General", b"Genuine")
    source.put(EN, other)
    assert content(pulled(source, tmp_path, "64")[0]) == other


def test_a_part_that_nothing_vouches_for_is_dropped(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [truncated(0.5)]
    source.validators = False
    error(document(source, tmp_path, attempts=1))
    source.files[DOCUMENT] = other = PDF.replace(b"invented", b"imagined")
    assert content(document(source, tmp_path)) == other
    assert "Range" not in source.asked[-1].headers


def test_a_host_that_gives_no_parts_gives_the_whole(source: StandIn, tmp_path: Path) -> None:
    source.ranges = False
    source.faults[DOCUMENT] = [truncated(0.5)]
    assert content(document(source, tmp_path)) == PDF


def test_a_file_that_trickles_is_given_up(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [trickled(0.01)]
    began = time.monotonic()
    assert "took over 0.3 seconds" in error(document(source, tmp_path, longest=0.3)).what
    assert time.monotonic() - began < 2


# --- when it is something else --------------------------------------------------------------------------------------


def test_a_web_page_is_no_official_xml(source: StandIn, tmp_path: Path) -> None:
    source.faults[f"/raw/{EN}"] = [instead(PAGE)]
    told = error(pulled(source, tmp_path, "64")[0])
    assert told.what == f"{source.url}/raw/{EN}: a web page came and not XML"
    assert not list((tmp_path / "cache").rglob("*English*"))
    assert not leftovers(tmp_path)


def test_a_web_page_is_no_document(source: StandIn, tmp_path: Path) -> None:
    source.files[DOCUMENT] = PAGE
    assert "a web page came and not PDF" in error(document(source, tmp_path)).what


def test_a_file_that_is_not_the_one_listed_is_told(source: StandIn, tmp_path: Path) -> None:
    source.put(EN, official("registers-i.en"), blob="0" * 40)
    assert "not the version that the listing names" in error(pulled(source, tmp_path, "64")[0]).what


def test_the_checksum_is_the_one_that_git_gives(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"hello\n")
    assert git_blob(path) == "ce013625030ba8dba906f756967f9e9ca394464a"


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_not_taken(source: StandIn, tmp_path: Path, announced: bool) -> None:
    source.files[DOCUMENT] = PDF + b"%" * 100_000
    if not announced:

        def unannounced(answer: Any, content: bytes) -> None:
            answer.send_response(200)
            answer.send_header("Connection", "close")
            answer.end_headers()
            answer.wfile.write(content)
            answer.close_connection = True

        source.faults[DOCUMENT] = [unannounced]
    assert "more than the 50,000 bytes" in error(document(source, tmp_path, largest=50_000)).what
    assert not leftovers(tmp_path)


# --- when it is elsewhere -------------------------------------------------------------------------------------------


def test_a_redirect_within_the_hosts_of_the_source_is_followed(source: StandIn, tmp_path: Path) -> None:
    source.files["/elsewhere"] = PDF
    source.faults[DOCUMENT] = [redirected("/elsewhere")]
    assert content(document(source, tmp_path)) == PDF


def test_a_redirect_to_another_host_is_not_followed(source: StandIn, tmp_path: Path) -> None:
    source.files["/elsewhere"] = PDF
    source.faults[DOCUMENT] = [redirected(f"http://localhost:{source.port}/elsewhere")]
    assert "which is none of the source's hosts" in error(document(source, tmp_path)).what
    assert source.paths() == [DOCUMENT]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x"])
def test_a_redirect_to_something_else_than_the_web_is_not_followed(
    source: StandIn, tmp_path: Path, target: str
) -> None:
    source.faults[DOCUMENT] = [redirected(target)]
    assert "none of the source's hosts" in error(document(source, tmp_path)).what


def test_redirects_come_to_an_end(source: StandIn, tmp_path: Path) -> None:
    source.faults[DOCUMENT] = [redirected(DOCUMENT)] * 99
    assert "redirected more than 5 times" in error(document(source, tmp_path)).what
    assert len(source.asked) == 6


def test_the_proxy_that_the_system_names_is_used(
    source: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "http://documents.example/site/en/A/RES/64/9012"
    source.files[address] = PDF
    monkeypatch.setenv("http_proxy", source.url)
    monkeypatch.delenv("no_proxy", raising=False)
    own = sources(source, tmp_path)
    forms = {"pdf": "http://documents.example/site/{language}/{symbol}"}
    away = msgspec.structs.replace(own, documents=msgspec.structs.replace(own.documents, forms=forms))
    puller = Puller(away, tmp_path / "cache")
    [one] = puller.fetch(puller.files(SYMBOL, ("en",), "pdf"))
    assert content(one) == PDF
    assert source.paths() == [address]


# --- the folder -----------------------------------------------------------------------------------------------------


def test_a_folder_that_can_not_be_written_is_told(source: StandIn, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"cache.*can't be written") as raised:
        pulled(source, tmp_path, "64")
    assert "--cache" in raised.value.mend


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
