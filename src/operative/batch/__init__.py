"""Paths to records on many processes: order kept, memory constant, limits on every document.

A worker is a process of its own that reads one document at a time, so that a document which takes too long or too much
memory can be ended with its worker, which is then replaced; the others go on. Workers write the JSON of a record
themselves: the parent only passes bytes on.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from operative.record import Record

AHEAD = 16  # documents per worker that may be read before an earlier one is done
HELD_BYTES = 32 << 20  # finished JSON that may wait for an earlier document


class Limits(msgspec.Struct, frozen=True):
    """What one document may take: seconds by the clock, and megabytes on top of what an idle worker has."""

    seconds: float = 120.0
    megabytes: int = 1024


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with an input, and what mends it; `why` is the kind of it.

    That is one of `reading.page.Why`, or that reading took too long or too much memory (heavy), or failed, or found no
    symbol or language (nameless).
    """

    what: str
    mend: str
    why: str


NAMELESS = Problem("no symbol or language was found", "`operative show` says what was read", "nameless")


class Failure(msgspec.Struct, frozen=True):
    """What stands in a record's place when an input can't be read."""

    source: str
    error: Problem


class Outcome(msgspec.Struct, frozen=True):
    """What came of one file: the JSON of its record, or why there is none.

    A file of several resolutions (official XML can be one) has a line of JSON for each. Where an archive was read as
    one file, some of its documents may have been read and others not. `prepared` is what stands in the JSON's place
    where records are to be kept: it is for the registry.
    """

    source: str
    json: bytes = b""
    prepared: bytes = b""
    failures: tuple[Failure, ...] = ()

    @property
    def failure(self) -> Failure | None:
        """Why there is no record, where there is none; the first of the reasons."""
        return self.failures[0] if self.failures else None

    def records(self) -> list[Record]:
        """The records; none where there is a failure."""
        return _decoder.decode_lines(self.json)


_decoder = msgspec.json.Decoder(Record)


class Task(msgspec.Struct, frozen=True):
    """One document to read: a path (as bytes, for names that aren't valid text) or the document itself.

    `language` overrides what is found, `symbol` stands where the text has none; `keep` says what it is read for.
    """

    source: str
    path: bytes | None
    data: bytes = b""
    language: str | None = None
    ocr: bool = False
    symbol: str | None = None
    keep: bool = False


class Reply(msgspec.Struct, frozen=True):
    """What a worker answers; `worn` when it wants to be replaced."""

    json: bytes = b""
    prepared: bytes = b""
    failures: tuple[Failure, ...] = ()
    worn: bool = False


def outcomes(
    paths: Iterable[str | Path],
    *,
    language: str | None = None,
    ocr: bool = False,
    workers: int | None = None,
    limits: Limits | None = None,
    keep: bool = False,
) -> Iterator[Outcome]:
    """What came of every document under `paths`, in their order.

    Folders and archives are opened, `-` is standard input. `workers` is the number of processes (as many as there are
    cores when not given). With `keep`, records come as the registry takes them. Never raises on content.
    """
    crew = _Crew(workers or _cores(), limits or Limits())
    tasks = enumerate(_tasks(paths, language, ocr, keep))
    done: dict[int, Outcome] = {}
    held = handed = started = 0
    more = True
    try:
        while more or handed < started:
            while more and crew.has_room() and started - handed < AHEAD * crew.size and held < HELD_BYTES:
                number, task = next(tasks, (started, None))
                if task is None:
                    more = False
                elif isinstance(task, Failure):
                    done[number] = Outcome(task.source, failures=(task,))
                    started += 1
                else:
                    crew.start(number, task)
                    started += 1
            if handed < started and handed not in done:
                for number, outcome in crew.wait():
                    done[number] = outcome
                    held += len(outcome.json) + len(outcome.prepared)
            while handed in done:
                outcome = done.pop(handed)
                held -= len(outcome.json) + len(outcome.prepared)
                handed += 1
                yield outcome
    finally:
        crew.close()


def records(
    paths: Iterable[str | Path],
    *,
    language: str | None = None,
    ocr: bool = False,
    workers: int | None = None,
    limits: Limits | None = None,
) -> Iterator[Record | Failure]:
    """The records of every document under `paths`, in their order; a `Failure` stands for each that can't be read."""
    for outcome in outcomes(paths, language=language, ocr=ocr, workers=workers, limits=limits):
        if outcome.failure:
            yield outcome.failure
        else:
            yield from outcome.records()


def count(paths: Iterable[str | Path]) -> int:
    """How many documents there are under `paths`, without reading them."""
    return sum(1 if str(path) == "-" else sum(1 for _ in _tasks([path])) for path in paths)


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _tasks(
    paths: Iterable[str | Path], language: str | None = None, ocr: bool = False, keep: bool = False
) -> Iterator[Task | Failure]:
    from operative import reading

    for path in paths:
        given: str | Path | bytes = sys.stdin.buffer.read() if str(path) == "-" else path
        empty = True
        try:
            for name, content in reading.documents(given, source=str(path)):
                empty = False
                place, data = (os.fsencode(content), b"") if isinstance(content, Path) else (None, content)
                yield Task(printable(name), place, data, language, ocr, keep=keep)
        except reading.Unreadable as error:
            empty = False
            yield Failure(printable(error.source), Problem(error.what, error.mend, error.why))
        if empty:
            problem = Problem("there is no document in it", "give a folder or archive that holds documents", "empty")
            yield Failure(printable(str(path)), problem)


def printable(name: str) -> str:
    """A file's name as text that can be written as UTF-8, whatever bytes the file system keeps."""
    return os.fsencode(name).decode("utf-8", "replace")


class _Worker:
    """One process, and the document that it is reading."""

    def __init__(self, limits: Limits) -> None:
        # -P: a file in the current folder that is named like a module must not be imported.
        # A session of its own: what a worker starts (an office program, an OCR engine) ends with it.
        command = [sys.executable, "-P", "-m", "operative.batch.worker", str(limits.megabytes)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests: IO[bytes] = self.process.stdin
        self.replies: IO[bytes] = self.process.stdout
        self.ready = False
        self.number: int | None = None
        self.source = ""
        self.deadline = float("inf")

    def end(self) -> int:
        """Its exit code, after ending it and whatever it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.requests, self.replies):
            with suppress(OSError):
                stream.close()
        return self.process.wait()


class _Crew:
    """The workers: started when first needed, replaced when lost."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.size, self.limits = size, limits
        self.idle: list[_Worker] = []
        self.busy: set[_Worker] = set()
        self.selector = selectors.DefaultSelector()

    def has_room(self) -> bool:
        return len(self.busy) < self.size

    def start(self, number: int, task: Task) -> None:
        worker = self._waiting() or self._hire()
        worker.number, worker.source = number, task.source
        if worker.ready:
            worker.deadline = time.monotonic() + self.limits.seconds
        self.busy.add(worker)
        with suppress(BrokenPipeError):  # it has died: wait() will see the end of its replies
            send(worker.requests, msgspec.msgpack.encode(task))

    def wait(self) -> Iterator[tuple[int, Outcome]]:
        """The outcomes that arrive next, after waiting for at least one event or deadline."""
        soonest = min((worker.deadline for worker in self.busy), default=float("inf"))
        timeout = None if soonest == float("inf") else max(0.0, soonest - time.monotonic())
        for key, _ in self.selector.select(timeout):
            yield from self._hear(key.data)
        now = time.monotonic()
        for worker in [worker for worker in self.busy if worker.deadline <= now]:
            what = f"takes longer than the {self.limits.seconds:g} seconds allowed"
            yield self._lose(worker, what, "cut the file into its documents, or allow more time (--timeout)")

    def close(self) -> None:
        for worker in [*self.idle, *self.busy]:
            self._dismiss(worker)
        self.selector.close()

    def _waiting(self) -> _Worker | None:
        """A worker that waits; those that ended while they did are let go, since no document was lost on them."""
        while self.idle:
            worker = self.idle.pop()
            if worker.process.poll() is None:
                return worker
            self._dismiss(worker)
        return None

    def _hire(self) -> _Worker:
        worker = _Worker(self.limits)
        self.selector.register(worker.replies, selectors.EVENT_READ, worker)
        return worker

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        message = receive(worker.replies)
        if message is None:
            yield self._lose(worker, None, "give it in another form, or allow more memory (--max-memory)")
            return
        if not worker.ready:  # its first message only says that it has loaded what it needs
            worker.ready = True
            worker.deadline = time.monotonic() + self.limits.seconds
            return
        reply = msgspec.msgpack.decode(message, type=Reply)
        assert worker.number is not None
        yield worker.number, Outcome(worker.source, reply.json, reply.prepared, reply.failures)
        worker.number, worker.deadline = None, float("inf")
        self.busy.discard(worker)
        if reply.worn:
            self._dismiss(worker)
        else:
            self.idle.append(worker)

    def _lose(self, worker: _Worker, what: str | None, mend: str) -> tuple[int, Outcome]:
        """The outcome of the document that a worker was lost on."""
        code = self._dismiss(worker)
        assert worker.number is not None
        problem = Problem(what or f"the program that reads it ended ({_reason(code)})", mend, "heavy")
        failure = Failure(worker.source, problem)
        return worker.number, Outcome(worker.source, failures=(failure,))

    def _dismiss(self, worker: _Worker) -> int:
        with suppress(KeyError, ValueError):
            self.selector.unregister(worker.replies)
        self.busy.discard(worker)
        with suppress(ValueError):
            self.idle.remove(worker)
        return worker.end()


class Desk:
    """Workers that stay ready for documents which come one by one, from whatever thread: those that people send.

    Each worker has a thread that lives as long as the desk: the system ends a worker with the thread that hired it.
    """

    def __init__(self, *, workers: int | None = None, limits: Limits | None = None) -> None:
        """`workers` is the number of processes (as many as there are cores when not given), hired when first needed."""
        self._limits = limits or Limits()
        self._threads = ThreadPoolExecutor(workers or _cores(), thread_name_prefix="desk")
        self._own = threading.local()
        self._crews: list[_Crew] = []

    def read(self, data: bytes, source: str, *, language: str | None = None, symbol: str | None = None) -> Outcome:
        """What came of the bytes of a file, once a worker has been free to read them. Never raises on content.

        An archive is opened in the worker, within the limits of one document; what of it can't be read is among the
        failures. `symbol` is that of a document whose text has none.
        """
        return self._threads.submit(self._read, Task(source, None, data, language, symbol=symbol)).result()

    def _read(self, task: Task) -> Outcome:
        if not hasattr(self._own, "crew"):
            self._own.crew = _Crew(1, self._limits)
            self._crews.append(self._own.crew)
        crew: _Crew = self._own.crew
        crew.start(0, task)
        while not (done := list(crew.wait())):
            pass
        return done[0][1]

    def close(self) -> None:
        """Ends the workers, after the documents that they are reading."""
        self._threads.shutdown(cancel_futures=True)
        for crew in self._crews:
            crew.close()


def _reason(code: int) -> str:
    return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"exit code {code}"


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes a message: its length in eight bytes, then itself."""
    rest = memoryview(len(message).to_bytes(8, "big") + message)
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, or None at the end of the stream."""
    head = _exactly(stream, 8)
    return None if head is None else _exactly(stream, int.from_bytes(head, "big"))


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    message = bytearray()
    while len(message) < size:
        chunk = stream.read(size - len(message))
        if not chunk:
            return None
        message += chunk
    return bytes(message)
