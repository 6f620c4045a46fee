"""Text extracts to records on one core, and the memory of a batch however many files it reads.

The floor is for records with their citations; what the facts make of it stands in the last column.

The yardstick beside the speed is a plain search for words over the same text, which tells a slow machine from
slow code. Seconds of speed are the processor's, not the clock's: other work on the machine doesn't count.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

from operative import meaning, reading, structure
from operative.meaning.citations import citations

FLOOR = 2.0  # MB of UTF-8 a second, from text to a record with its citations
CEILING = 400.0  # MB of memory for all processes of a batch
WORD = re.compile(r"\w+")


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        specimens = Path(folder)
        if shared() is None:
            forms = ("pdftext", "fauxbold", "wordtext", "ocr", "layout")
            command = [sys.executable, "-m", "tests.specimens", folder, "--forms", *forms]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        speed(specimens)
        memory(specimens)


def shared() -> Path | None:
    """The folder of real documents, where there is one."""
    named = os.environ.get("OPERATIVE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder / "corpus" if (folder / "corpus").is_dir() else None


def speed(specimens: Path) -> None:
    corpus = shared()
    paths = sorted((corpus / "extracts").rglob("*.txt") if corpus else specimens.glob("*.txt"))
    files = [(path.stem.rpartition(".")[2], path.read_bytes()) for path in paths]
    for _, data in files[::7]:  # what is loaded once, for each language, is not what is measured
        meaning.understand(structure.build(reading.read(data)))
    bytes_of: dict[str, int] = defaultdict(int)
    seconds: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0, 0.0])
    for style, data in files:
        marks = [time.process_time()]
        document = reading.read(data)
        marks.append(time.process_time())
        record = structure.build(document)
        marks.append(time.process_time())
        citations(record.blocks, record.footnotes, record.language or "en", record.symbol)
        marks.append(time.process_time())
        meaning.understand(record)  # citations once more, and facts
        marks.append(time.process_time())
        WORD.findall(data.decode("utf-8", "replace"))
        marks.append(time.process_time())
        bytes_of[style] += len(data)
        for stage in range(5):
            seconds[style][stage] += marks[stage + 1] - marks[stage]
    print(f"{len(files)} texts to records, one core, MB a second (floor {FLOOR:g})")
    columns = ("style", "MB", "reading", "structure", "citations", "together", "to floor", "to words", "+ facts")
    print(("{:<10}" + "{:>10}" * 8).format(*columns))
    bytes_of["all"] = sum(bytes_of.values())
    seconds["all"] = [sum(column) for column in zip(*seconds.values(), strict=True)]
    for style, spent in seconds.items():
        megabytes = bytes_of[style] / 1e6
        rates = [megabytes / max(one, 1e-9) for one in spent]
        whole = megabytes / sum(spent[:3])
        figures = (*(f"{rate:.1f}" for rate in (megabytes, *rates[:3])), f"{whole:.2f}")
        full = megabytes / (spent[0] + spent[1] + spent[3])
        ratios = f"{whole / FLOOR:8.2f}x {whole / rates[4]:8.3f}x"
        print(("{:<10}" + "{:>10}" * 5).format(style, *figures), ratios, f"{full:9.2f}")


def memory(specimens: Path) -> None:
    corpus = shared()
    sources = sorted(map(str, (corpus / "akn4un").glob("*.zip"))) if corpus else [str(specimens)]
    what = "official XML" if corpus else "specimens"
    print(f"\nbatch over {what}: peak memory of all its processes (ceiling {CEILING:g} MB)")
    print(f"{'sources':>8} {'records':>8} {'a second':>9} {'peak MB':>8} {'to ceiling':>11}")
    for count in sorted({1, len(sources)}):
        begin = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "operative", "read", *sources[:count]], stdout=subprocess.PIPE
        ) as process:
            watch = _Watch(process.pid)
            assert process.stdout is not None
            records = sum(1 for _ in process.stdout)
            peak = watch.end()
        spent = time.perf_counter() - begin
        print(f"{count:8} {records:8} {records / spent:9.0f} {peak:8.0f} {peak / CEILING:10.2f}x")


class _Watch(threading.Thread):
    """Looks, twenty times a second, at what a process and those it started hold in memory: proportional shares."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.peak = max(self.peak, sum(map(_megabytes, [self.pid, *_children(self.pid)])))

    def end(self) -> float:
        self.over.set()
        self.join()
        return self.peak


def _children(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [each for child in found for each in (child, *_children(child))]


def _megabytes(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    match = re.search(r"^Pss:\s+(\d+)", text, re.M)
    return int(match[1]) / 1024 if match else 0.0
