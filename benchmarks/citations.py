"""Citations in English text, in MB a second, beside `eyecite`, each finding its own kind of citation.

The peer is optional: `pip install eyecite hyperscan`. Its Hyperscan tokenizer keeps its compiled patterns in a folder.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from operative.meaning.citations import citations
from operative.record import Block

ROOT = Path(os.environ.get("OPERATIVE_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def documents() -> Iterator[list[str]]:
    """The paragraphs of every English document of the corpus."""
    for path in sorted((ROOT / "corpus" / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if "/en/" in name and name.endswith(".xml"):
                    tree = etree.fromstring(archive.read(name), etree.XMLParser(recover=True))
                    yield [
                        text for p in tree.iter("{*}p") if (text := re.sub(r"\s+", " ", "".join(p.itertext())).strip())
                    ]
    for path in sorted((ROOT / "corpus" / "older" / "eosg").glob("*.json")):
        yield [p["text"] for p in json.loads(path.read_text(encoding="utf-8")) if p.get("text")]
    for path in sorted((ROOT / "corpus" / "older" / "security-council").glob("*.txt")):
        yield [" ".join(p.split()) for p in path.read_text(encoding="utf-8").split("\n\n")]


def measured(job: Callable[[], int], size: int, rounds: int = 3) -> tuple[float, int]:
    """MB a second of processor time, the best of some rounds, and how many citations were found."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        found = job()
        best = min(best, time.process_time() - start)
    return size / 1e6 / best, found


def run() -> None:
    if not (ROOT / "corpus").is_dir():
        print("needs the real documents: set OPERATIVE_SHARED")
        return
    texts = list(documents())
    blocks = [[Block(id=str(i), kind="text", text=t, span=(0, len(t))) for i, t in enumerate(text)] for text in texts]
    size = sum(len(t.encode()) for text in texts for t in text)
    ours, found = measured(lambda: sum(len(citations(b, [], "en")) for b in blocks), size)
    print(f"{len(texts)} documents, {size / 1e6:.1f} MB")
    print("The peers read every twentieth or third of them.")
    print(f"{'':24}{'MB/s':>8}{'found':>8}{'ratio':>8}")
    print(f"{'operative':24}{ours:8.1f}{found:8}{1:8.1f}")
    for name, peer in peers():
        sample = texts[:: 3 if name.endswith("Hyperscan") else 20]
        sampled = sum(len(t.encode()) for text in sample for t in text)
        speed, found = measured(lambda p=peer, s=sample: sum(p("\n".join(text)) for text in s), sampled)  # type: ignore[misc]
        print(f"{name:24}{speed:8.2f}{found:8}{ours / speed:8.1f}")


def peers() -> Iterator[tuple[str, Callable[[str], int]]]:
    try:
        from eyecite import get_citations
        from eyecite.tokenizers import HyperscanTokenizer
    except ImportError:
        print("eyecite is not installed: no comparison")
        return
    get_citations("warm up")
    yield "eyecite, Aho-Corasick", lambda text: len(get_citations(text))
    try:
        tokenizer = HyperscanTokenizer(cache_dir=tempfile.mkdtemp())
        get_citations("warm up", tokenizer=tokenizer)
    except ImportError:
        print("hyperscan is not installed: no comparison with it")
        return
    yield "eyecite, Hyperscan", lambda text: len(get_citations(text, tokenizer=tokenizer))
