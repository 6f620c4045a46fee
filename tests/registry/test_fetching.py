"""Fetching one file after the other, over real connections to a stand-in that also fails as the real ones may."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from operative.registry import RegistryError
from operative.registry.fetching import git_blob
from operative.registry.pull import Puller
from tests.registry.pulling import (
    DOCUMENT,
    EN,
    FR,
    METADATA,
    PAGE,
    PDF,
    SYMBOL,
    content,
    document,
    error,
    leftovers,
    official,
    pulled,
    sources,
)
from tests.registry.standin import (
    LISTING,
    StandIn,
    hung_up,
    instead,
    redirected,
    stalled,
    status,
    tag,
    trickled,
    truncated,
)

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
    assert time.monotonic() - began < 5


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
