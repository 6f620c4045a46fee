"""A stand-in for the public sources on 127.0.0.1: gives out invented files, and fails as it is told to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from urllib.parse import unquote

LISTING = "/trees"


@dataclass
class Asked:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    at: float


Fault = Callable[["Answer", bytes], None]


@dataclass
class StandIn:
    """What it has (by path), how it will fail (each path's faults, used up one a request), and what was asked of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Asked] = field(default_factory=list)
    validators: bool = True
    ranges: bool = True
    released: threading.Event = field(default_factory=threading.Event)  # ends what stalls
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]

    def put(self, path: str, content: bytes, *, blob: str | None = None) -> None:
        """A file of the repository, and the listing with it; `blob` for a listing that tells another checksum."""
        self.files[f"/raw/{path}"] = content
        listing = json.loads(self.files.get(LISTING, b'{"tree": []}'))
        sha = blob or hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entries = [entry for entry in listing["tree"] if entry["path"] != path]
        listing["tree"] = [*entries, {"path": path, "type": "blob", "sha": sha, "size": len(content)}]
        self.files[LISTING] = json.dumps(listing).encode()


class Answer(BaseHTTPRequestHandler):
    """One request: as a fault has it, or rightly."""

    protocol_version = "HTTP/1.1"
    source: StandIn

    def do_GET(self) -> None:
        self.source.asked.append(Asked(self.path, dict(self.headers), monotonic()))
        content = self.source.files.get(unquote(self.path))
        faults = self.source.faults[self.path]
        if faults:
            faults.pop(0)(self, content or b"")
        elif content is None:
            self.say(404, b"no such thing")
        else:
            self.give(content)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give(self, content: bytes) -> None:
        """The file, the rest of it, or that it is the same still."""
        etag = tag(content)
        said = {"ETag": etag} if self.source.validators else {}
        start = self.headers.get("Range", "")
        if self.source.validators and self.headers.get("If-None-Match") == etag:
            self.say(304, **said)
        elif start and self.source.ranges and self.headers.get("If-Range", etag) == etag:
            first = int(start.removeprefix("bytes=").rstrip("-"))
            if first >= len(content):
                self.say(416, Content_Range=f"bytes */{len(content)}")
                return
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            self.say(206, content[first:], Content_Range=span, **said)
        else:
            self.say(200, content, **said)

    def log_message(self, format: str, *args: object) -> None:
        pass


def tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def status(code: int, **headers: str) -> Fault:
    """It answers with an error."""
    return lambda answer, _: answer.say(code, b"no", **headers)


def instead(body: bytes, **headers: str) -> Fault:
    """It gives something else out."""
    return lambda answer, _: answer.say(200, body, **headers)


def truncated(share: float = 0.5) -> Fault:
    """It gives a part and hangs up."""

    def fault(answer: Answer, content: bytes) -> None:
        _begin(answer, content)
        answer.wfile.write(content[: int(len(content) * share)])
        answer.close_connection = True

    return fault


def stalled(share: float = 0.5) -> Fault:
    """It gives a part and says nothing more."""

    def fault(answer: Answer, content: bytes) -> None:
        _begin(answer, content)
        answer.wfile.write(content[: int(len(content) * share)])
        answer.wfile.flush()
        answer.source.released.wait(10)
        answer.close_connection = True

    return fault


def trickled(pause: float) -> Fault:
    """It gives one byte after the other."""

    def fault(answer: Answer, content: bytes) -> None:
        _begin(answer, content)
        for byte in content:
            try:
                answer.wfile.write(bytes([byte]))
            except OSError:  # nobody listens any more
                break
            if answer.source.released.wait(pause):
                break
        answer.close_connection = True

    return fault


def redirected(target: str) -> Fault:
    """It sends on to somewhere else."""
    return lambda answer, _: answer.say(302, Location=target)


def hung_up(answer: Answer, _: bytes) -> None:
    """It hangs up without a word."""
    answer.close_connection = True


def _begin(answer: Answer, content: bytes) -> None:
    answer.send_response(200)
    answer.send_header("Content-Length", str(len(content)))
    if answer.source.validators:
        answer.send_header("ETag", tag(content))
    answer.end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: those who ask hang up on purpose here."""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """A stand-in that runs."""
    source = StandIn()
    handler = type("Bound", (Answer,), {"source": source})
    with _Server(("127.0.0.1", 0), handler) as server:
        source.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield source
        finally:
            source.released.set()
            server.shutdown()
            thread.join()
