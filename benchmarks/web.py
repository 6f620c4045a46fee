"""How fast pages come: the first byte of each kind, with one reader and with many at once; requests that are sustained.

The pages are those of a registry of the official documents, or of the specimens where there are none, served by the
command itself on loopback. A page is cold when nobody has asked for it since the start; readers are those of many
documents, so most of theirs are. Each reader has a connection of its own, and asks either without a pause, which is as
much as the machine can bear, or a page a second, as people do who look for something. Other work on the machine shows
in these times; beside them stands what a page takes of the server's processors (on Linux).
"""

from __future__ import annotations

import asyncio
import gzip
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from lxml import html

from benchmarks.registry import add, documents
from operative.registry import Registry

MEDIAN, LONGEST = 0.060, 0.150  # the most to the first byte, at the median and the 99th percentile
STARTING = 1.5  # seconds, the most
HOME = 100_000  # bytes, the most, with style and script
RATE, SUSTAINED = 200, 10  # requests a second, and for how many seconds
READERS, PAGES = 20, 15  # readers at once, and pages that each asks for
SEED = 6412


class Answer(NamedTuple):
    """What came: after how many seconds its first byte did, its status, and its body as it was sent."""

    first: float
    status: int
    body: bytes


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources, metadata = documents(Path(folder))
        add(Path(folder) / "held.db", sources)
        add(Path(folder) / "held.db", metadata)
        measure(Path(folder) / "held.db")


def measure(db: Path) -> None:
    """Serves a registry and asks for its pages."""
    pages = kinds(Registry(db))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served, starting = serve(db, port)
    try:
        print(f"start-up {starting:.2f} s (the most: {STARTING})")
        asyncio.run(readers(port, pages, served.pid))
    finally:
        served.terminate()
        served.wait(30)


def serve(db: Path, port: int) -> tuple[subprocess.Popen[bytes], float]:
    """A server, and the seconds until it answered."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "operative", "serve", "--db", str(db), "--port", str(port)]
    served = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while time.perf_counter() - begin < 60:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            asyncio.run(one(port, "/api/v1/status"))
            break
        except OSError:
            time.sleep(0.01)
    return served, time.perf_counter() - begin


def kinds(registry: Registry) -> dict[str, list[str]]:
    """Addresses of pages of each kind, in an order of no meaning."""
    chosen = random.Random(SEED)
    symbols = [held.symbol for held in registry.resolutions()]
    chosen.shuffle(symbols)
    at = [quote(f"/{symbol.replace(' ', '_')}") for symbol in symbols]
    links = [(link.predecessor, link.successor) for symbol in symbols[:60] for link in registry.series(symbol)]
    titles = [held.title or "" for held in registry.resolutions()]
    words = sorted({word for title in titles for word in title.split() if len(word) > 4})
    places = {mandate.symbol: mandate.block for mandate in registry.mandates(verb="request")}
    sessions = [held.number for held in registry.sessions()]
    return {
        "home": ["/"],
        "sessions": ["/sessions"],
        "session": [f"/session/{number}" for number in [*sessions, max(sessions) + 1]],
        "resolution": at,
        "two versions": [f"{path}/en,fr" for path in at[:60]],
        "six versions": [f"{path}/ar,en,es,fr,ru,zh" for path in at[60:90]],
        "beside another": [f"/{new}?beside={quote_plus(old)}" for old, new in links if " " not in old + new][:40],
        "mandates": ["/mandates", *(f"/mandates?due={number}" for number in sessions)],
        "actors": ["/actors"],
        "actor": [f"/actor/{one.actor}" for one in registry.actors()[:40]],
        "calendar": ["/calendar"],
        "calls": ["/calls"],
        "search": [f"/search?q={quote_plus(word)}" for word in chosen.sample(words, min(60, len(words)))],
        "elsewhere": [f"/elsewhere/{symbol}?place={block}" for symbol, block in places.items() if " " not in symbol][
            :40
        ],
        "API: record": [f"/api/v1/record{path}" for path in at[:40]],
        "API: follow": [f"/api/v1/follow{path}" for path in at[:40]],
    }


def processors(pid: int) -> float:
    """The processor's seconds that a server and its processes have taken; 0 where the system doesn't say."""
    try:
        family = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
        spent = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:13] for one in family]
    except OSError:
        return 0.0
    return sum(int(ticks) for both in spent for ticks in both) / os.sysconf("SC_CLK_TCK")


async def readers(port: int, pages: dict[str, list[str]], server: int) -> None:
    await home(port)
    print(f"\nfirst byte, milliseconds{'median':>26}{'p99':>9}{'longest':>9}{'processor':>12}")
    every: list[float] = []
    for name, paths in pages.items():
        before = processors(server)
        found = [await one(port, path) for path in paths[:40]]
        each = (processors(server) - before) / len(found)
        every += report(f"one reader, {name}", found, f"{each * 1000:8.1f}")
    show("one reader, all", every)
    mixed = [path for paths in pages.values() for path in paths[40:]] or [pages["home"][0]]
    random.Random(SEED).shuffle(mixed)
    parts = [mixed[n * PAGES : (n + 1) * PAGES] or mixed[:PAGES] for n in range(READERS)]
    for name, pause in (("a page a second each", 1.0), ("without a pause", 0.0)):
        found = await asyncio.gather(*(reader(port, part, pause) for part in parts))
        report(f"{READERS} readers, cold, {name}", [answer for some in found for answer in some])
        parts = [[f"{path}{'&' if '?' in path else '?'}again" for path in part] for part in parts]
    await sustained(port, pages["resolution"][:50])
    print(f"the most: {MEDIAN * 1000:.0f} at the median, {LONGEST * 1000:.0f} at p99")


async def home(port: int) -> None:
    """What the home page is in all, as it is sent."""
    page = await one(port, "/")
    tree = html.fromstring(gzip.decompress(page.body) if page.body[:2] == b"\x1f\x8b" else page.body)
    brought = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href|//script/@src|//img/@src")
    size = len(page.body) + sum([len((await one(port, path)).body) for path in brought])
    print(f"home page {size / 1000:.0f} KB with {len(brought)} files (the most: {HOME / 1000:.0f})")


async def sustained(port: int, paths: list[str]) -> None:
    """Asks for resolutions at a rate that doesn't wait for answers."""
    ready: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(READERS):
        ready.put_nowait(await Connection.open(port))

    async def ask(path: str) -> Answer:
        due = time.perf_counter()
        connection = await ready.get()
        answer = await connection.ask(path)
        ready.put_nowait(connection)
        return answer._replace(first=time.perf_counter() - due)

    begin = time.perf_counter()
    asked: list[asyncio.Task[Answer]] = []
    for number in range(RATE * SUSTAINED):
        await asyncio.sleep(max(0.0, begin + number / RATE - time.perf_counter()))
        asked.append(asyncio.create_task(ask(paths[number % len(paths)])))
    found = await asyncio.gather(*asked)
    rate = len(found) / (time.perf_counter() - begin)
    report(f"{rate:.0f} requests a second on resolutions for {SUSTAINED} s", found)


async def reader(port: int, paths: list[str], pause: float) -> list[Answer]:
    """Asks for pages one after the other, each some time after the one before was asked for."""
    connection = await Connection.open(port)
    chosen, found = random.Random(str(paths)), []
    await asyncio.sleep(chosen.random() * pause)
    for path in paths:
        next_one = time.perf_counter() + pause * (0.5 + chosen.random())
        found.append(await connection.ask(path))
        await asyncio.sleep(max(0.0, next_one - time.perf_counter()))
    return found


class Connection:
    """A connection that is kept open, as browsers do."""

    def __init__(self, read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        self.read, self.write = read, write

    @classmethod
    async def open(cls, port: int) -> Connection:
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 22))

    async def ask(self, path: str) -> Answer:
        head = f"GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\naccept-encoding: gzip\r\n\r\n"
        begin = time.perf_counter()
        self.write.write(head.encode())
        first = await self.read.readline()
        seconds = time.perf_counter() - begin
        length = 0
        while (line := await self.read.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        return Answer(seconds, int(first.split()[1]), await self.read.readexactly(length))


async def one(port: int, path: str) -> Answer:
    connection = await Connection.open(port)
    answer = await connection.ask(path)
    connection.write.close()
    return answer


def report(name: str, found: list[Answer], note: str = "") -> list[float]:
    wrong = sum(answer.status >= 400 for answer in found)
    failed = f"  {wrong} of {len(found)} failed" if wrong else ""
    return show(name, [answer.first for answer in found], note + failed)


def show(name: str, seconds: list[float], note: str = "") -> list[float]:
    ordered = sorted(seconds)
    shown = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], ordered[-1])
    print(f"{name:<42}{shown[0] * 1000:8.1f}{shown[1] * 1000:9.1f}{shown[2] * 1000:9.1f}  {note}", flush=True)
    return seconds
