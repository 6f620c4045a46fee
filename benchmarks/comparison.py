"""Comparing a resolution with its successor, beside `rapidfuzz` and `difflib` on the same paragraphs.

The peers do less: they only tell how alike any two paragraphs are, or only which words two paragraphs share. Floors:
the matching takes no more time than rapidfuzz's likeness of all paragraphs, and 400 by 400 paragraphs a second at most.

rapidfuzz is optional: `pip install rapidfuzz`. It was tried for the marks as well: 60 times as fast there as difflib,
and with 2 per cent more runs, so that it saved 2 ms of a resolution and read no better.
"""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import operative
from operative.alignment import _blocks, diff
from operative.alignment.matching import Unit, match
from operative.alignment.tokens import Token, tokens
from operative.alignment.wording import runs
from operative.record import Record

ROOT = Path(os.environ.get("OPERATIVE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
READ = 250  # English resolutions of each session
ROUNDS = 3  # the best of so many: the machine has other work too

Sides = tuple[list[Unit], list[Unit]]
Paired = tuple[list[Token], list[Token]]


def successive() -> list[tuple[Record, Record]]:
    """Resolutions with the same title in two archives of different sessions."""
    by_title: dict[str, list[Record]] = {}
    for path in sorted((ROOT / "corpus" / "akn4un").glob("*.zip"))[-2:]:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in sorted(archive.namelist()) if "/en/" in name and name.endswith(".xml")]
            for name in names[:READ]:
                record = operative.read(archive.read(name))
                if record.title:
                    by_title.setdefault(record.title, []).append(record)
    return [(a, b) for found in by_title.values() for a, b in pairwise(found) if a.session != b.session]


def milliseconds(job: Callable[[], object], count: int) -> float:
    """Processor time for one of `count`, the best of the rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times) / count * 1000


def many(count: int) -> list[Unit]:
    """So many paragraphs of invented text."""
    words = [f"word{n * n % 997}" for n in range(count * 60)]
    texts = (" ".join(["the", "of", "and", *words[n * 60 : n * 60 + 60]]) for n in range(count))
    return [Unit("operative", tokens(text, "en")) for text in texts]


def run() -> None:
    if not (ROOT / "corpus").is_dir():
        print("needs the real documents: set OPERATIVE_SHARED")
        return
    found = successive()
    sides: list[Sides] = [([p.unit for p in _blocks(a)], [p.unit for p in _blocks(b)]) for a, b in found]
    paired: list[Paired] = [
        (list(old[m.old].tokens), list(new[m.new].tokens)) for old, new in sides for m in match(old, new).matches
    ]
    keys = [tuple([token.key for token in side] for side in pair) for pair in paired]
    texts = [tuple([" ".join(t.key for t in unit.tokens) for unit in side] for side in pair) for pair in sides]
    count = len(found)
    print(f"{count} pairs of resolutions, {sum(len(old) for old, _ in sides) // count} paragraphs each on average")
    figures = {
        "all of it": milliseconds(lambda: [diff(a, b) for a, b in found], count),
        "of it, matching": milliseconds(lambda: [match(*pair) for pair in sides], count),
        "of it, marks": milliseconds(lambda: [runs(a, b, "en") for a, b in paired], count),
        "difflib, words": milliseconds(
            lambda: [SequenceMatcher(None, a, b, autojunk=False).get_opcodes() for a, b in keys], count
        ),
    }
    try:
        from rapidfuzz import fuzz, process

        figures["rapidfuzz, likeness"] = milliseconds(
            lambda: [process.cdist(a, b, scorer=fuzz.token_sort_ratio) for a, b in texts], count
        )
    except ImportError:
        print("rapidfuzz is not installed: no comparison with it")
    print(f"{'':24}{'ms':>8}{'ratio':>8}")
    for name, figure in figures.items():
        print(f"{name:24}{figure:8.2f}{figure / figures['all of it']:8.2f}")
    units = many(400)
    print(f"400 by 400 paragraphs are matched in {milliseconds(lambda: match(units, units[::-1]), 1):.0f} ms")
