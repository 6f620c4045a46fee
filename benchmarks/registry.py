"""What keeping costs beside reading, how large a registry is beside its texts, and how fast it answers.

Loading is compared with reading the same files in the same run. The questions are asked of all that was loaded, and of
a registry with ten times as many resolutions made from specimens: series of sixteen sessions each. Seconds of questions
are the processor's, not the clock's: other work on the machine doesn't count.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import operative
from benchmarks.throughput import shared
from operative import batch
from operative.record import Citation, Due, Record
from operative.registry import Registry
from operative.registry.corpus import PICTURES, Filter
from operative.symbols import parse

LOADING, SIZE = 1.5, 1.5  # the most: times the seconds of reading, times the bytes of the texts
SECONDS, SECONDS_OF_MORE = 0.1, 0.25  # the most that a question takes
TIMES = 10
SERIES = range(60, 76)  # the sessions of a series made from a specimen
ASKED = 20  # resolutions that each question is asked of


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources, metadata = documents(Path(folder))
        works = loading(Path(folder), sources, metadata)
        print(f"\nquestions, milliseconds (the most: {SECONDS * 1000:.0f})")
        questions(Path(folder) / "held.db", SECONDS)
        larger(Path(folder), TIMES * works)
        print(f"\nquestions of {TIMES} times as many resolutions (the most: {SECONDS_OF_MORE * 1000:.0f})")
        questions(Path(folder) / "larger.db", SECONDS_OF_MORE)


def documents(folder: Path) -> tuple[list[str], list[str]]:
    """The official XML, unpacked, and its metadata; or the specimens, where there is none."""
    corpus, unpacked = shared(), folder / "xml"
    specimens(folder)
    if corpus is None:
        return [str(folder / "specimens")], []
    for archive in sorted((corpus / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(archive) as whole:
            whole.extractall(unpacked)
    return [str(unpacked)], [str(path) for path in sorted((corpus / "akn4un").glob("*.metadata.jsonl"))]


def specimens(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.specimens", str(folder / "specimens"), "--forms", "akn"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


# --- loading ----------------------------------------------------------------------------------------------------------


def loading(folder: Path, sources: list[str], metadata: list[str]) -> int:
    """Reads the files, then adds them, twice; the number of works that are then held."""
    begin = time.perf_counter()
    texts = sum(len(text(record)) for outcome in batch.outcomes(sources) for record in outcome.records())
    reading = time.perf_counter() - begin
    seconds = [add(folder / "held.db", sources), add(folder / "held.db", sources), add(folder / "held.db", metadata)]
    size = sum(path.stat().st_size for path in folder.glob("held.db*"))
    held = Registry(folder / "held.db").status()
    print(f"{held['files']} files of {held['works']} resolutions")
    print(f"{'':<28}{'seconds':>9}{'to reading':>12}{'most':>7}")
    print(f"{'reading':<28}{reading:9.1f}{1:11.2f}x")
    print(f"{'adding, links and statuses':<28}{seconds[0]:9.1f}{seconds[0] / reading:11.2f}x{LOADING:6}x")
    print(f"{'adding once more':<28}{seconds[1]:9.1f}{seconds[1] / reading:11.2f}x")
    if metadata:
        print(f"{'adding metadata':<28}{seconds[2]:9.1f}{seconds[2] / reading:11.2f}x")
    print(f"database {size / 1e6:.1f} MB, texts {texts / 1e6:.1f} MB: {size / texts:.2f}x (the most: {SIZE}x)")
    return held["works"]


def text(record: Record) -> bytes:
    """The text of a record, in UTF-8: paragraphs and footnotes."""
    return "\n".join([*(block.text for block in record.blocks), *(note.text for note in record.footnotes)]).encode()


def add(db: Path, sources: list[str]) -> float:
    """The seconds that the command takes."""
    if not sources:
        return 0.0
    begin = time.perf_counter()
    command = [sys.executable, "-m", "operative", "add", *sources, "--db", str(db)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


# --- more of it -------------------------------------------------------------------------------------------------------


def larger(folder: Path, works: int) -> None:
    """A registry of that many resolutions, made from the English specimens."""
    registry = Registry(folder / "larger.db")
    made = islice(renumbered(list(operative.read_all(folder / "specimens"))), works)
    begin = time.perf_counter()
    while some := list(islice(made, 100)):
        registry.add_all(some)
    adding = time.perf_counter() - begin
    begin = time.perf_counter()
    registry.refresh()
    print(f"\n{works} resolutions: {adding:.0f} s to store, {time.perf_counter() - begin:.0f} s for links and statuses")


def renumbered(records: list[Record]) -> Iterator[Record]:
    """Resolutions without end: series of each specimen in turn, each going on the one of the session before."""
    english = [record for record in records if record.language == "en" and record.blocks]
    number = 0
    while True:
        for record in english:
            number += 1
            yield from (one_of_series(record, session, number) for session in SERIES)


def one_of_series(record: Record, session: int, number: int) -> Record:
    earlier = Citation(
        symbol=f"A/RES/{session - 1}/{number}",
        relation="recall",
        in_=record.blocks[0].id,
        offset=0,
        text=f"{session - 1}/{number}",
    )
    due = Due(sessions=(session + 1,))
    return replace(
        record,
        symbol=f"A/RES/{session}/{number}",
        session=session,
        title=f"{record.title} {' '.join(str(number)).translate(str.maketrans('0123456789', 'abcdefghij'))}",
        citations=(*record.citations, earlier),
        reports=tuple(replace(request, due=due) for request in record.reports),
        agenda=tuple(replace(decision, session=session + 1) for decision in record.agenda),
    )


# --- questions --------------------------------------------------------------------------------------------------------


def questions(db: Path, most: float) -> None:
    registry = Registry(db)
    symbols = some_symbols(registry)
    sessions = sorted({found.session for symbol in symbols if (found := parse(symbol)) and found.session})
    asked: dict[str, list[Callable[[], Any]]] = {
        "session": [lambda n=session: registry.session(n) for session in sessions],  # type: ignore[misc]
        "mandates --actor --due": [
            lambda n=session: registry.mandates(actor="un:secretary-general", due=n)  # type: ignore[misc]
            for session in sessions
        ],
        "mandates --force": [lambda: registry.mandates(actor="group:member-states", force=5)],
        "mandates --status": [lambda: registry.mandates(status="no evidence found")],
        "follow": [lambda s=symbol: registry.follow(s) for symbol in symbols],  # type: ignore[misc]
        "series": [lambda s=symbol: registry.series(s) for symbol in symbols],  # type: ignore[misc]
        "cited-by": [lambda s=symbol: registry.cited_by(s) for symbol in (*symbols, "A/RES/70/1")],  # type: ignore[misc]
        "cites": [lambda s=symbol: registry.cites(s) for symbol in symbols],  # type: ignore[misc]
        "resolutions": [registry.corpus, lambda: registry.corpus(Filter(actor="un:secretary-general"))],
        "counts": [lambda of=of, by=by: registry.counts(of, by) for of, by in PICTURES],  # type: ignore[misc]
        "calendar --actor": [lambda: registry.calendar(actor="un:secretary-general")],
        "calls": [lambda s=symbol: registry.calls(s) for symbol in symbols],  # type: ignore[misc]
        "calls of all": [registry.calls],
        "status": [registry.status],
    }
    gc.freeze()  # what loading left in memory isn't looked through again: whoever asks has not loaded
    print(f"{'question':<26}{'answers':>9}{'median':>9}{'longest':>9}{'to most':>9}")
    for name, ways in asked.items():
        ways[0]()  # what is loaded once is not what is measured
        answers, spent = 0, []
        for way in ways:
            begin = time.process_time()
            answers += len(way())
            spent.append(time.process_time() - begin)
        median, longest = sorted(spent)[len(spent) // 2], max(spent)
        print(f"{name:<26}{answers:9}{median * 1000:9.1f}{longest * 1000:9.1f}{longest / most:8.2f}x")


def some_symbols(registry: Registry) -> list[str]:
    """Resolutions from the beginning to the end of what is held."""
    held = [mandate.symbol for mandate in registry.mandates(verb="request")]
    found = list(dict.fromkeys(held))
    return found[:: max(1, len(found) // ASKED)][:ASKED]
