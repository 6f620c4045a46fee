"""What a worker does: it reads one document at a time, as its parent asks, and is one process of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from operative import meaning, reading, structure
from operative.batch import NAMELESS, Failure, Problem, Reply, Task, printable, receive, send
from operative.record import Record

if TYPE_CHECKING:
    from operative.registry.preparing import Preparing

WORN_BYTES = 256 << 20  # a worker that has grown beyond this is replaced, so that one huge document isn't paid for ever
PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


def _work(megabytes: int) -> None:
    """Reads what the parent asks for until it closes the pipe."""
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the replies
    gc.freeze()  # what is loaded stays: looking through it for garbage costs a tenth of the time
    _limit_memory(megabytes)
    _die_with_parent()
    send(replies, b"")
    while (message := receive(requests)) is not None:
        try:
            reply = _reply(msgspec.msgpack.decode(message, type=Task), megabytes)
            message = b""
            send(replies, msgspec.msgpack.encode(reply))
        except BrokenPipeError:
            return


def _reply(task: Task, megabytes: int) -> Reply:
    given = Path(os.fsdecode(task.path)) if task.path else task.data
    records: list[Record] = []
    failures: list[Failure] = []
    try:
        for name, content in reading.documents(given, source=task.source):
            try:
                records += _records(task, name, content)
            except reading.Unreadable as error:
                failures.append(_failure(error))
        return _answer(task, records, failures, worn=_resident_bytes() > WORN_BYTES)
    except reading.Unreadable as error:  # an archive that breaks off
        return _answer(task, records, [*failures, _failure(error)])
    except MemoryError:
        what = f"needs more than the {megabytes} MB of memory allowed"
        mend = "cut the file into its documents, or allow more (--max-memory)"
        return Reply(failures=(Failure(task.source, Problem(what, mend, "heavy")),), worn=True)
    except Exception as error:  # a defect of ours: it must not end the others
        what = f"reading it failed ({type(error).__name__}: {error})".replace("\n", " ")
        problem = Problem(what, "please report this, with the file", "failed")
        return Reply(failures=(Failure(task.source, problem),), worn=True)


def _records(task: Task, name: str, content: Path | bytes) -> list[Record]:
    """The records of a document."""
    readings = reading.read_all(content, ocr=task.ocr, source=name)
    return [meaning.understand(structure.build(one, task.language, symbol=task.symbol)) for one in readings]


def _answer(task: Task, records: list[Record], failures: list[Failure], *, worn: bool = False) -> Reply:
    if not task.keep:
        return Reply(b"\n".join(map(msgspec.json.encode, records)), failures=tuple(failures), worn=worn)
    whole = [record for record in records if record.symbol and record.language]
    nameless = [Failure(record.source, NAMELESS) for record in records if not (record.symbol and record.language)]
    prepared = [_preparing().prepared(record) for record in whole]
    return Reply(prepared=msgspec.msgpack.encode(prepared), failures=(*failures, *nameless), worn=worn)


@cache
def _preparing() -> Preparing:
    """What makes records ready for the one registry that this process reads for."""
    from operative.registry.preparing import Preparing

    return Preparing()


def _failure(error: reading.Unreadable) -> Failure:
    return Failure(printable(error.source), Problem(error.what, error.mend, error.why))


def _limit_memory(megabytes: int) -> None:
    """Lets this process take that much more address space than it has now; beyond, Python raises MemoryError."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = _statm(0) + (megabytes << 20)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _die_with_parent() -> None:
    """Has the system end this process when its parent is killed: nobody else would stop it within a document."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _resident_bytes() -> int:
    return _statm(1)


def _statm(field: int) -> int:
    """A figure of this process's memory in bytes: 0 address space, 1 resident; 0 where the system doesn't say."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[field]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, which ends its workers
    _work(int(sys.argv[1]))
