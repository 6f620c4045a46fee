"""A served registry: several processes on one port, each replaced when it dies, all gone with the first."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operative.registry import Registry
from tests.registry import invented

PATIENCE = 60  # seconds


@pytest.fixture
def db(tmp_path: Path) -> Path:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([invented.first(), invented.second()])
    registry.refresh()
    return tmp_path / "operative.db"


def started(db: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "operative", "serve", "--db", str(db), "--port", str(port), "--processes", "2"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def served(db: Path) -> Iterator[tuple[int, int]]:
    """The port of a server that has answered, and the first of its processes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    first = started(db, port)
    until(lambda: answers(port))
    yield port, first.pid
    first.terminate()
    first.wait(PATIENCE)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never was so"
        time.sleep(0.05)


def answers(port: int, path: str = "/api/v1/status") -> bool:
    return ask(port, path) is not None


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer
    except OSError:
        return None
    finally:
        connection.close()


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return sorted(map(int, listed.stdout.split()))


def gone(pid: int) -> bool:
    return subprocess.run(["ps", "-o", "pid=", "-p", str(pid)], capture_output=True).returncode != 0


def test_a_process_that_dies_is_replaced(served: tuple[int, int]) -> None:
    port, first = served
    before = children(first)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    until(lambda: len(set(children(first)) - set(before)) == 1)
    until(lambda: all(answers(port) for _ in range(10)))


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_end_with_the_first(served: tuple[int, int], end: signal.Signals) -> None:
    _, first = served
    others = children(first)
    os.kill(first, end)
    until(lambda: all(map(gone, others)))


def test_what_one_process_gave_the_others_know_until_something_changes(served: tuple[int, int], db: Path) -> None:
    port, _ = served
    path = "/api/v1/follow/A/RES/64/91"
    given = ask(port, path)
    assert given is not None
    tag = str(given.headers["etag"])
    statuses = {answer.status for _ in range(12) if (answer := ask(port, path, **{"if-none-match": tag}))}
    assert statuses == {304}
    Registry(db).add(invented.third())
    statuses = {answer.status for _ in range(12) if (answer := ask(port, path, **{"if-none-match": tag}))}
    assert statuses == {200}


def test_a_port_that_is_taken_is_told(served: tuple[int, int], db: Path) -> None:
    port, _ = served
    second = started(db, port)
    said = second.communicate(timeout=PATIENCE)[1]
    assert second.returncode != 0
    assert f"127.0.0.1:{port} can't be listened on" in said
    assert "Traceback" not in said
