"""Official XML: what reading costs beside parsing the same bytes with lxml, over a sample of the published files.

Floor: reading costs no more than 3 times the parse. Structure, citations and facts are measured beside it.
"""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from operative import meaning, structure
from operative.meaning.citations import citations
from operative.reading import Reading
from operative.reading.akn import read_akn
from operative.record import Record

ROOT = Path(os.environ.get("OPERATIVE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
EVERY = 25  # of 5,845 files, in all languages and sessions
ROUNDS = 3  # the best of so many: the machine has other work too


def sample(every: int = EVERY) -> list[bytes]:
    """Every so-manieth published file that is well-formed (lxml can be the peer only there)."""
    found = []
    for path in sorted((ROOT / "corpus" / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist())[::every]:
                data = archive.read(name)
                try:
                    etree.fromstring(data)
                except etree.XMLSyntaxError:
                    continue
                found.append(data)
    return found


def milliseconds(job: Callable[[bytes], object], documents: list[bytes]) -> float:
    """Processor time for one document, the best of the rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for data in documents:
            job(data)
        times.append(time.process_time() - start)
    return min(times) / len(documents) * 1000


def readings(data: bytes) -> list[Reading]:
    """The reading room's part."""
    return list(read_akn(data, ""))


def cited(record: Record) -> object:
    """The citations of a skeleton."""
    return citations(record.blocks, record.footnotes, record.language or "en", record.symbol)


def run() -> None:
    documents = sample() if (ROOT / "corpus").is_dir() else []
    if not documents:
        print("needs the real documents: set OPERATIVE_SHARED")
        return
    jobs: dict[str, Callable[[bytes], object]] = {
        "lxml parses": etree.fromstring,
        "reading": readings,
        "reading, structure": lambda data: [structure.build(one) for one in readings(data)],
        "reading, structure, citations": lambda data: [cited(structure.build(one)) for one in readings(data)],
        "full records, with facts": lambda data: [meaning.understand(structure.build(one)) for one in readings(data)],
    }
    for job in jobs.values():
        milliseconds(job, documents)  # patterns are compiled and languages loaded once
    size = sum(map(len, documents)) / len(documents)
    print(f"{len(documents)} files of {size / 1000:.0f} kB on average")
    peer = 0.0
    for name, job in jobs.items():
        taken = milliseconds(job, documents)
        peer = peer or taken
        print(f"{name:32} {taken:7.3f} ms   {taken / peer:6.2f} x lxml   {size / taken / 1000:7.1f} MB/s of XML")


if __name__ == "__main__":
    run()
