"""Contributions by page: put in, listed, given out so that nothing runs, withdrawn; what is too large or too slow."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry
from operative.web import application, gate
from tests.web.forms import fields, lighthouses, log_in, office, send, visitor

CALL = "/call/A/RES/64/91/op1"
TEXT = "We lit forty lighthouses in the year, and mended the lamps of all small ports."


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "operative.db")


@pytest.fixture
def client(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry, accounts=False) as client:
        yield client


def alert(page: str) -> str:
    return " ".join(" ".join(parser.document_fromstring(page).xpath("//*[@role='alert']//text()")).split())


def test_a_text_is_put_in_and_shown(client: TestClient, registry: Registry) -> None:
    answer = send(client, CALL, **{"from": "Mali"}, text=TEXT, date="2010-06-24", by="N. Name")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{CALL}#received")
    (one,) = registry.contributions()
    assert (one.contributor, one.actor, one.date, one.language, one.by) == (
        "Mali", "state:mli", "2010-06-24", "en", "N. Name",
    )  # fmt: skip
    assert "Mali" in client.get(CALL).text
    assert TEXT in client.get(f"/contribution/{one.id}").text
    assert client.get(f"/contribution/{one.id}/file").text == TEXT
    assert registry.calls("A/RES/64/91")[0].contributions == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.html", "boot.html"),
        ("/work.html", "work.html"),
        ('a";\r\nx: y.txt', None),
        ("фонари.txt", "фонари.txt"),
    ],
)
def test_a_file_is_kept_and_given_out_as_a_file(
    client: TestClient, registry: Registry, name: str, kept: str | None
) -> None:
    page = f"<html><body><script>alert(1)</script><p>{TEXT}</p></body></html>".encode()
    answer = send(client, CALL, **{"from": "Peru"}, by="N. Name", files={"file": (name, page, "text/html")})
    assert answer.status_code == 303, answer.text
    (one,) = registry.contributions()
    assert one.name is not None
    assert "/" not in one.name
    assert "\\" not in one.name
    if kept:
        assert one.name == kept
    given = client.get(f"/contribution/{one.id}/file")
    assert given.content == page
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in given.headers["content-security-policy"]
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert" not in client.get(f"/contribution/{one.id}").text


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"from": "Peru"}, "either a file or a text"),
        ({"from": " ", "text": TEXT}, "nobody is named"),
        ({"from": "Peru", "text": TEXT, "date": "24 June"}, "no date"),
        ({"from": "Peru", "text": TEXT, "spoken": "de"}, "none of the six"),
        ({"from": "Peru", "text": "12 34"}, "language"),
    ],
)
def test_what_is_wrong_comes_back(client: TestClient, registry: Registry, values: dict[str, str], wrong: str) -> None:
    answer = send(client, CALL, **values, by="N. Name")
    assert answer.status_code == 422
    assert wrong in alert(answer.text)
    assert fields(answer.text)["text"].strip() == values.get("text", "")
    assert registry.contributions() == []


def test_a_file_without_text_is_told(client: TestClient) -> None:
    answer = send(client, CALL, **{"from": "Peru"}, by="N. Name", files={"file": ("x.pdf", b"%PDF-1.4 broken")})
    assert answer.status_code == 422
    assert "x.pdf" in alert(answer.text)


def test_a_contribution_is_withdrawn_and_stays(client: TestClient, registry: Registry) -> None:
    send(client, CALL, **{"from": "Mali"}, text=TEXT, by="N. Name")
    path = f"/contribution/{registry.contributions()[0].id}"
    assert send(client, path, why=" ", by="N. Name").status_code == 422
    assert send(client, path, why="sent twice", by="N. Name").status_code == 303
    assert "sent twice" in client.get(CALL).text
    assert "sent twice" in str(registry.contributions()[0].withdrawn)
    assert not parser.document_fromstring(client.get(path).text).xpath("//main//form")


def test_contributors_withdraw_their_own_alone(tmp_path: Path) -> None:
    registry = office(tmp_path / "office.db")
    with visitor(registry) as mine, visitor(registry) as theirs:
        log_in(mine, "contributor")
        log_in(theirs, "reviser")
        for client in (mine, theirs):
            assert send(client, CALL, **{"from": "Peru"}, text=f"{TEXT} {client is mine}").status_code == 303
        first, second = (f"/contribution/{one.id}" for one in registry.contributions())
        token = fields(mine.get("/account").text)["token"]
        refused = mine.post(second, data={"token": token, "why": "not mine"})
        assert refused.status_code == 403
        assert send(mine, first, why="a mistake").status_code == 303
    assert [bool(one.withdrawn) for one in registry.contributions()] == [True, False]
    assert registry.contributions()[0].by == "N. Contributor (contributor)"


@pytest.mark.parametrize(
    "path",
    [
        "/contribution/99",
        "/contribution/99/file",
        "/call/A/RES/64/91/op2",
        "/call/x",
        "/call/A/RES/64/91/..%2f..%2fop1",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


# --- bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"token=x", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (
            b'--x\r\nContent-Disposition: form-data; name="by"\r\n\r\n\xff\xfe\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b'{"by": 1}', "application/json"),
        (b"", "text/plain"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ],
)
def test_malformed_bodies_are_told(client: TestClient, registry: Registry, body: bytes, kind: str) -> None:
    answer = client.post(CALL, content=body, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html")
    assert registry.contributions() == []


def test_what_is_too_large_is_told(client: TestClient, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LARGEST_UPLOAD", 2_000_000)
    answer = send(client, CALL, **{"from": "Peru"}, by="N. Name", files={"file": ("x.txt", b"lamp " * 500_000)})
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.text
    form = send(client, "/say/A/RES/64/91", comment="x" * 1_000_001, by="N. Name")
    assert form.status_code == 413
    assert registry.log() == []


def test_a_file_of_more_than_20_megabytes_comes_back(client: TestClient, registry: Registry) -> None:
    answer = send(client, CALL, **{"from": "Peru"}, by="N. Name", files={"file": ("x.txt", b"lamp " * 4_050_000)})
    assert answer.status_code == 422
    assert "20" in alert(answer.text)
    assert fields(answer.text)["from"] == "Peru"


def test_what_comes_too_slowly_is_told(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real server, since only there a body can be slow."""
    monkeypatch.setattr(gate, "UPLOAD_SECONDS", 0.3)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(registry), log_level="error"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        with socket.create_connection(listener.getsockname(), timeout=10) as slow:
            head = f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            slow.sendall(f"{head}Content-Length: 1000\r\n\r\nfrom=Peru".encode())
            answer = slow.recv(100_000).decode()
        assert answer.startswith("HTTP/1.1 408")
        with socket.create_connection(listener.getsockname(), timeout=10) as other:
            other.sendall(b"GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert other.recv(100).startswith(b"HTTP/1.1 200"), "others are answered as before"
    finally:
        server.should_exit = True
        thread.join(10)
