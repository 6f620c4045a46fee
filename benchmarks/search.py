"""Search: what indexing costs beside SQLite's FTS5 alone, how fast queries are, how well paragraphs are found again.

The engine alone gets the same texts in the same batches, as it comes: its own words, no languages, no marks. Terms are
made by the processes that read, as many as there are cores, before one writes the index: both are told apart. Queries
are made of what the texts hold: words as frequent as they stand there, phrases, prefixes, fields. Seconds are the
processor's: other work on the machine doesn't count.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select

import operative
from benchmarks.registry import add, documents
from operative.languages import CODES
from operative.record import Record
from operative.registry import Registry, schema
from operative.registry.preparing import Preparing, unpacked
from operative.registry.search.alike import Alike, features, likeness
from operative.registry.search.indexing import BATCH, Index
from operative.registry.search.passages import texts
from operative.registry.search.terms import terms

RATE = 0.7  # the least: of the engine's own
MEDIAN, LONGEST = 0.015, 0.080  # the most that queries take, at the median and at the 99th percentile
QUERIES = 150  # of each kind
SEED = 6412
SERIES = 25  # links whose paragraphs are sought


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources, _ = documents(Path(folder))
        add(Path(folder) / "held.db", sources)
        registry = Registry(Path(folder) / "held.db")
        indexing(registry, Path(folder))
        queries(registry)
        elsewhere(registry)


# --- indexing ---------------------------------------------------------------------------------------------------------


def indexing(registry: Registry, folder: Path) -> None:
    """Indexes what the registry holds once more, beside the engine alone."""
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("CREATE VIRTUAL TABLE held USING fts5(text)")
    fresh = Registry(folder / "fresh.db")
    index, number, characters = Index("sqlite"), 0, 0
    preparing, again = Preparing(), Preparing()
    gc.freeze()  # as the command does
    seconds = {"engine alone": 0.0, "index, written": 0.0, "terms, by readers": 0.0}
    for records in batches(registry):
        rows = [(text,) for record in records.values() for text in texts(record).values()]
        number, characters = number + len(rows), characters + sum(len(text) for (text,) in rows)
        with measured(seconds, "engine alone"), bare:
            bare.executemany("INSERT INTO held (text) VALUES (?)", rows)
        with measured(seconds, "terms, by readers"):
            for record in records.values():
                preparing.indexed(record)
        prepared = {expression: again.prepared(record) for expression, record in records.items()}
        with measured(seconds, "index, written"), fresh.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # the records themselves are not stored here
            index.add(connection, prepared)
            connection.commit()
    seconds["both"] = seconds["index, written"] + seconds["terms, by readers"]
    print(f"{number} passages of {characters / 1e6:.0f} million characters")
    for name, spent in seconds.items():
        rate = seconds["engine alone"] / spent
        print(f"{name:<20}{spent:7.1f} s{number / spent:10.0f} passages a second{rate:8.2f} of the engine's rate")
    sizes = [sum(path.stat().st_size for path in folder.glob(f"{name}.db*")) / 1e6 for name in ("bare", "fresh")]
    print(f"least: {RATE}; on disk: the engine alone {sizes[0]:.0f} MB with the texts, the index {sizes[1]:.0f} MB")


class measured:
    """Adds the processor's seconds of what stands in it to a name."""

    def __init__(self, seconds: dict[str, float], name: str) -> None:
        self.seconds, self.name = seconds, name

    def __enter__(self) -> None:
        self.begin = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds[self.name] += time.process_time() - self.begin


def batches(registry: Registry) -> Iterator[dict[int, Record]]:
    """The records that a registry holds, by expression, some at a time."""
    with registry.engine.connect() as connection:
        for rows in current(connection).partitions():
            yield {expression: unpacked(blob) for expression, blob in rows}


def current(connection: Connection):  # type: ignore[no-untyped-def]
    m, r = schema.manifestations.c, schema.readings.c
    query = select(m.expression, r.record).join(schema.readings, r.manifestation == m.id).where(r.current)
    return connection.execute(query.order_by(m.expression).execution_options(yield_per=BATCH))


# --- queries ----------------------------------------------------------------------------------------------------------


def queries(registry: Registry) -> None:
    """Asks queries of each kind, and all of them together."""
    made = kinds(registry)
    print(f"\n{'query':<22}{'answers':>10}{'median ms':>11}{'p99 ms':>9}{'longest':>9}")
    spent: list[float] = []
    for name, asked in made.items():
        registry.search(asked[0])
        answers, taken = 0, []
        for query in asked:
            begin = time.process_time()
            answers += registry.search(query).total
            taken.append(time.process_time() - begin)
        line(name, answers // len(asked), taken)
        spent += taken
    line("all", 0, spent)
    print(f"the most: {MEDIAN * 1000:.0f} at the median, {LONGEST * 1000:.0f} at p99")


def line(name: str, answers: int, taken: list[float]) -> None:
    ordered = sorted(taken)
    shown = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], ordered[-1])
    print(f"{name:<22}{answers:10}{shown[0] * 1000:11.1f}{shown[1] * 1000:9.1f}{shown[2] * 1000:9.1f}")


def kinds(registry: Registry) -> dict[str, list[str]]:
    """Queries of each kind, out of the texts of all languages alike."""
    chosen = random.Random(SEED)
    words = {code: sample(registry, code, chosen) for code in CODES}

    def some(make: Callable[[list[str]], str]) -> list[str]:
        return [make(chosen.choice(words[CODES[n % len(CODES)]])) for n in range(QUERIES)]

    def run_of(text: list[str], most: int) -> list[str]:
        length = min(len(text), chosen.randint(2, most))
        start = chosen.randint(0, len(text) - length)
        return text[start : start + length]

    return {
        "a word": some(lambda text: chosen.choice(text)),
        "two words": some(lambda text: " ".join(chosen.sample(text, 2))),
        "three words": some(lambda text: " ".join(chosen.sample(text, 3))),
        "a phrase": some(lambda text: f'"{" ".join(run_of(text, 5))}"'),
        "a prefix": some(lambda text: f"{max(text, key=len)[:6]}*"),
        "word OR word, -word": some(lambda text: "{} OR {} {} -{}".format(*chosen.sample(text * 2, 4))),
        "a word, in fields": some(lambda text: f"{max(text, key=len)} verb:request session:76-77 in:op"),
        "fields alone": some(lambda text: chosen.choice(FIELDS)),
        "a symbol": [f"A/RES/{chosen.randint(75, 77)}/{chosen.randint(1, 300)}" for _ in range(QUERIES)],
    }


FIELDS = ["actor:un:secretary-general due:77", "verb:request session:76", "in:note", 'verb:"call upon" language:fr']


def sample(registry: Registry, code: str, chosen: random.Random) -> list[list[str]]:
    """The words of some passages; of Chinese, pieces of two to four characters."""
    symbols = sorted({mandate.symbol for mandate in registry.mandates()})
    found: list[list[str]] = []
    for symbol in chosen.sample(symbols, min(60, len(symbols))):
        record = registry.record(symbol, code)
        for text in texts(record).values() if record else ():
            plain = "".join(c if c.isalpha() else " " for c in text)
            words = [plain[at : at + 3].strip() for at in range(0, len(plain), 3)] if code == "zh" else plain.split()
            if len(words := [word for word in words if word and " " not in word]) >= 4:
                found.append(words)
    return found


# --- elsewhere --------------------------------------------------------------------------------------------------------


def elsewhere(registry: Registry) -> None:
    """Seeks reworded paragraphs of successors in what is held: the paragraphs that the comparison pairs.

    Many stand in other resolutions, too, in words that are nearer. So the last share counts those of which the ancestor
    is among the first five, or all five are no less like.
    """
    print(f"\n{'reworded, found':<24}{'pairs':>7}{'first':>8}{'of five':>9}{'or liker':>9}{'median ms':>11}{'p99':>7}")
    for code in CODES:
        ranks, taken, liker = [], [], 0
        for old, new, block, ancestor in pairs(registry, code):
            begin = time.process_time()
            found = registry.alike(new, block, language=code, most=5)
            taken.append(time.process_time() - begin)
            ranks.append(rank([(one.symbol, one.block) for one in found], (old, ancestor), found))
            both = ((old, ancestor), (new, block))
            like = likeness(*(text_of(registry, symbol, code, place) for symbol, place in both))
            liker += ranks[-1] <= 5 or (len(found) == 5 and found[-1].likeness >= round(like, 3))
        if ranks:
            first, five = (sum(one <= most for one in ranks) / len(ranks) for most in (1, 5))
            median, longest = sorted(taken)[len(taken) // 2], sorted(taken)[int(len(taken) * 0.99)]
            shares = f"{first:8.3f}{five:9.3f}{liker / len(ranks):9.3f}"
            print(f"{code:<24}{len(ranks):7}{shares}{median * 1000:11.1f}{longest * 1000:9.1f}")


def text_of(registry: Registry, symbol: str, code: str, block: str) -> Counter[tuple[str, ...]]:
    """The words and pairs of words of a passage."""
    record = registry.record(symbol, code)
    return features(terms(code).terms(texts(record)[block] if record else ""))


def rank(found: list[tuple[str, str]], wanted: tuple[str, str], rows: list[Alike]) -> int:
    """The place of what was wanted, from 1; others that are as like come after it."""
    if wanted not in found:
        return len(found) + 6
    likeness = rows[found.index(wanted)].likeness
    return 1 + sum(one.likeness > likeness for one in rows)


def pairs(registry: Registry, code: str) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of reworded paragraphs: predecessor, successor, the successor's paragraph, the predecessor's."""
    with registry.engine.connect() as connection:
        before, after = schema.works.alias(), schema.works.alias()
        link = schema.links.c
        query = (
            select(before.c.symbol, after.c.symbol)
            .join(schema.links, link.predecessor == before.c.id)
            .join(after, after.c.id == link.successor)
            .order_by(after.c.symbol)
        )
        links = [(old, new) for old, new in connection.execute(query)]
    chosen = random.Random(SEED)
    for old, new in chosen.sample(links, min(SERIES, len(links))):
        records = registry.record(old, code), registry.record(new, code)
        if not all(records):
            continue
        for pair in operative.diff(*records).pairs:  # type: ignore[arg-type]
            if pair.change == "reworded" and pair.old and pair.new and pair.old.kind in ("preambular", "operative"):
                yield old, new, pair.new.id, pair.old.id
