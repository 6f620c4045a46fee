"""Bad uploads: a clear page each, nothing kept, nothing lost, and everybody else answered as before."""

from __future__ import annotations

import io
import os
import signal
import socket
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from litestar.testing import TestClient

from operative.registry import Registry
from operative.web import gate, intake
from tests.web.forms import fields, held, lighthouses, office, visitor
from tests.web.test_uploading import AKN, LETTER, SYMBOL, archive, discard, sent, shown, waits

PART = b"""--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nno end"""
LONG = b"The General Assembly,\n\n" + b"".join(
    b"%d. Requests the Secretary-General to report on lamp %d to the General Assembly at its next session;\n\n" % (n, n)
    for n in range(1, 60_000)
)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return lighthouses(tmp_path_factory.mktemp("bad") / "operative.db")


@pytest.fixture(scope="module")
def client(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry, accounts=False) as client:
        yield client


def bomb() -> bytes:
    """A zip of 100 kB that would be 100 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("bomb.txt", bytes(100_000_000))
    return out.getvalue()


def nested() -> bytes:
    inner = archive(a__txt=LETTER)
    for _ in range(5):
        inner = archive(b__zip=inner)
    return inner


def tar_of_links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as file:
        link = tarfile.TarInfo("x.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("torn.pdf", b"%PDF-1.4 nothing"),
        ("torn.zip", archive(a__txt=LETTER * 50)[:200]),
        ("hollow.zip", archive()),
        ("bomb.zip", bomb()),
        ("nested.zip", nested()),
        ("links.tar.gz", tar_of_links()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    ],
    ids=lambda part: part if isinstance(part, str) else "",  # bytes tell the second in which they were made
)
def test_what_cannot_be_read_is_told(client: TestClient, registry: Registry, name: str, data: bytes) -> None:
    before = held(registry)
    answer = sent(client, (name, data))
    assert answer.status_code == 422
    assert name.partition(".")[0] in shown(answer.text)
    assert "report this" not in answer.text
    assert held(registry) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [("random.bin", bytes(range(256)) * 400), ("minutes.txt", b"1. The chair opened the meeting at nine.\n")],
)
def test_what_is_no_resolution_is_shown_as_none(client: TestClient, name: str, data: bytes) -> None:
    answer = sent(client, (name, data))
    if answer.status_code == 303:
        record = client.get(f"{answer.headers['location']}.json").json()["record"]
        assert record["confidence"] < 0.5
        assert record["warnings"]
        assert client.get(answer.headers["location"]).status_code == 200
    else:
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/work.txt", "work.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("фонари.txt", "фонари.txt"),
        ("<script>alert(1)</script>", "script>"),
        ("x" * 3000, "x" * 200),
        ("..", ".."),
    ],
)
def test_names_lead_nowhere(client: TestClient, name: str, kept: str) -> None:
    address = waits(client, (name, LETTER))
    found = client.get(f"{address}.json").json()
    assert (found["file"], found["record"]["source"]) == (kept, kept)
    assert "<script>alert" not in client.get(address).text
    assert "<script>alert" not in client.get("/upload").text
    discard(client, address)


def test_too_much_of_it_is_told(client: TestClient, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    large = sent(client, ("large.txt", b"lamp " * 4_050_000))
    assert large.status_code == 422
    assert "a file may have 20" in shown(large.text)
    many = sent(client, *((f"{n}.txt", LETTER) for n in range(11)))
    assert many.status_code == 422
    assert "10 may come at once" in shown(many.text)
    monkeypatch.setattr("operative.web.uploading.MOST_RECORDS", 2)
    crowded = sent(client, ("many.zip", archive(a__txt=LETTER, b__txt=LETTER, c__txt=LETTER)))
    assert crowded.status_code == 422
    assert "3 documents" in shown(crowded.text)
    none = sent(client)
    assert none.status_code == 422
    assert "there is no file" in shown(none.text)


def test_a_hundred_megabytes_are_told(client: TestClient) -> None:
    answer = sent(client, ("huge.txt", bytes(100_000_000)))
    assert answer.status_code == 413
    assert "larger than 61 MB" in shown(answer.text)
    assert client.get("/upload").status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"token=x", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (PART, "multipart/form-data; boundary=x"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ],
)  # fmt: skip
def test_malformed_forms_are_told(client: TestClient, body: bytes, kind: str) -> None:
    answer = client.post("/upload", content=body, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html")


def test_slow_senders_are_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real server, since only there a body can be slow."""
    monkeypatch.setattr(gate, "UPLOAD_SECONDS", 0.3)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(client.app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        with socket.create_connection(listener.getsockname(), timeout=20) as slow:
            head = "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            slow.sendall(f"{head}Content-Length: 1000\r\n\r\n--x\r\n".encode())
            assert slow.recv(100_000).decode().startswith("HTTP/1.1 408")
    finally:
        server.should_exit = True
        thread.join(10)


# --- while it is read -------------------------------------------------------------------------------------------------


def busy_worker(reading: Any) -> Any:
    """The process that reads something just now, once it does."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for crew in reading._desk._crews:
            for worker in list(crew.busy):
                if worker.ready:
                    return worker.process
        time.sleep(0.01)
    raise AssertionError("nothing was read")


def test_a_worker_that_is_killed_takes_nothing_along(client: TestClient, registry: Registry) -> None:
    answers: list[Any] = []
    first = waits(client, ("letter.txt", LETTER))
    thread = threading.Thread(target=lambda: answers.append(sent(client, ("long.txt", LONG))))
    thread.start()
    process = busy_worker(client.app.state.reading)
    assert client.get("/sessions").status_code == 200, "others are answered meanwhile"
    assert not answers, "and it was still being read"
    os.killpg(process.pid, signal.SIGKILL)
    thread.join(60)
    (answer,) = answers
    assert answer.status_code == 422
    assert "took too long or too much memory" in shown(answer.text)
    assert client.get(first).status_code == 200
    assert sent(client, ("letter.txt", LETTER)).status_code == 303, "the next is read by another worker"


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SECONDS", 0.2)
    with visitor(lighthouses(tmp_path / "operative.db"), accounts=False) as client:
        answer = sent(client, ("long.txt", LONG))
        assert answer.status_code == 422
        assert "took too long or too much memory" in shown(answer.text)


def test_only_so_many_are_read_at_once(client: TestClient) -> None:
    turns = client.app.state.reading._turns
    for _ in range(intake.AT_ONCE):
        assert turns.acquire(blocking=False)
    try:
        answer = sent(client, ("letter.txt", LETTER))
        assert answer.status_code == 503
        assert "in a minute" in shown(answer.text)
        problem = client.post("/api/v1/read", files={"file": ("letter.txt", LETTER)})
        assert (problem.status_code, problem.headers["content-type"]) == (503, "application/problem+json")
    finally:
        for _ in range(intake.AT_ONCE):
            turns.release()
    assert sent(client, ("letter.txt", LETTER)).status_code == 303


def test_two_of_the_same_at_once_are_kept_once(client: TestClient, registry: Registry) -> None:
    other = TestClient(client.app, base_url=str(client.base_url))
    both = [(one, waits(one, ("paper.xml", AKN["es"]))) for one in (client, other)]
    forms = [fields(one.get(address).text, 0) for one, address in both]
    answers: list[Any] = []

    def keep(one: TestClient, address: str, form: dict[str, str]) -> None:
        answers.append(one.post(address, data={**form, "by": "N. Name"}, follow_redirects=False))

    threads = [threading.Thread(target=keep, args=(*one, form)) for one, form in zip(both, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.headers["location"] for answer in answers} == {f"/{SYMBOL}/es"}
    assert [one.language for one in registry.versions(SYMBOL)] == ["es"]


def test_a_long_document_is_shown_in_part(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operative.web.uploading.MOST_SHOWN", 3)
    page = client.get(waits(client, ("letter.txt", LETTER))).text
    assert "1 more paragraphs are not shown here" in shown(page)


# --- by program -------------------------------------------------------------------------------------------------------

API = "/api/v1"


def test_a_program_reads_a_document_and_nothing_is_kept(client: TestClient, registry: Registry) -> None:
    before = held(registry)
    answer = client.post(f"{API}/read", files={"file": ("paper.xml", AKN["fr"])})
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert (answer.json()["symbol"], answer.json()["language"]) == (SYMBOL, "fr")
    given = client.post(f"{API}/read", files={"file": ("a.txt", LETTER)}, data={"symbol": "A/RES/66/94"}).json()
    assert (given["symbol"], given["session"]) == ("A/RES/66/94", 66)
    assert held(registry) == before


def test_a_program_adds_a_document_once(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    with visitor(registry, accounts=False) as client:
        first, second = (
            client.post(f"{API}/add", files={"file": ("paper.xml", AKN["ru"])}, data={"by": "N. Name"}).json()
            for _ in range(2)
        )
    assert (first["symbol"], first["language"], first["new"]) == (SYMBOL, "ru", True)
    assert second == {**first, "new": False}
    assert registry.versions(SYMBOL)[0].by == "N. Name"
    assert registry.follow(SYMBOL)


@pytest.mark.parametrize("way", ["read", "add"])
@pytest.mark.parametrize(
    ("name", "data", "values", "status", "detail"),
    [
        ("torn.pdf", b"%PDF-1.4 nothing", {}, 422, "damaged"),
        ("empty.txt", b"", {}, 422, "empty"),
        ("two.zip", archive(a__txt=LETTER, b__txt=LETTER), {}, 422, "2 documents"),
        ("bomb.zip", bomb(), {}, 422, "swells"),
        ("large.txt", b"lamp " * 4_050_000, {}, 422, "20"),
        ("larger.txt", b"lamp " * 6_000_000, {}, 413, "28 MB"),
        ("a.txt", LETTER, {"language": "de"}, 400, "language"),
        ("a.txt", LETTER, {"symbol": "64/12"}, 422, "no document symbol"),
    ],
)
def test_a_program_is_told_what_is_wrong(
    client: TestClient, way: str, name: str, data: bytes, values: dict[str, str], status: int, detail: str
) -> None:
    answer = client.post(f"{API}/{way}", files={"file": (name, data)}, data={"by": "N. Name", **values})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert detail in answer.json()["detail"]


def test_a_program_adds_nothing_without_a_symbol_or_a_name(client: TestClient, registry: Registry) -> None:
    before = held(registry)
    nameless = client.post(f"{API}/add", files={"file": ("a.txt", LETTER)}, data={"by": "N. Name"})
    assert (nameless.status_code, "no symbol" in nameless.json()["detail"]) == (422, True)
    unsigned = client.post(f"{API}/add", files={"file": ("a.xml", AKN["en"])})
    assert (unsigned.status_code, "give your name" in unsigned.json()["detail"]) == (422, True)
    missing = client.post(f"{API}/add", files={"other": ("a.txt", LETTER)}, data={"by": "N. Name"})
    assert (missing.status_code, "file" in missing.json()["detail"]) == (400, True)
    assert held(registry) == before


@pytest.mark.parametrize(
    ("role", "way", "status"),
    [(None, "read", 401), (None, "add", 401), ("reader", "read", 200), ("reader", "add", 403), ("editor", "add", 200)],
)
def test_a_program_needs_the_role(tmp_path: Path, role: str | None, way: str, status: int) -> None:
    registry = office(tmp_path / "office.db")
    headers = {"authorization": f"Bearer {registry.accounts.begin(role)}"} if role else {}
    with visitor(registry, public=True) as client:
        answer = client.post(f"{API}/{way}", files={"file": ("paper.xml", AKN["en"])}, headers=headers)
    assert answer.status_code == status
    if status == 200 and way == "add":
        assert registry.versions(SYMBOL)[0].by == "N. Editor (editor)"


def test_the_api_describes_them(client: TestClient) -> None:
    paths = client.get(f"{API}/schema/openapi.json").json()["paths"]
    for way, answered in (("read", "Record"), ("add", "Added")):
        described = paths[f"{API}/{way}"]["post"]
        assert "multipart/form-data" in described["requestBody"]["content"]
        assert described["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith(f"/{answered}")
        assert "application/problem+json" in described["responses"]["422"]["content"]
