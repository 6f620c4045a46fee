"""PDF to full record, against what the PDF library's own positioned text costs on the same pages.

The peer opens each document and asks, for every page, for the text, and for every character for its box, its font size
and its matrix: what anybody needs who wants text with positions.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterable
from pathlib import Path

import pypdfium2.raw as pdfium

import operative
from operative.reading.page import Unreadable

ROOT = Path(os.environ.get("OPERATIVE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
LIMIT = 1.6  # times the peer's cost, at most


def positioned_text(data: bytes) -> int:
    """The number of characters whose text, box, size and matrix were asked for."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    edges = tuple(ctypes.c_double() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    characters = 0
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text_page)
        units = (ctypes.c_ushort * (2 * count + 2))()
        pdfium.FPDFText_GetText(text_page, 0, count, units)
        bytes(units).decode("utf-16-le", "replace")
        for at in range(count):
            pdfium.FPDFText_GetCharBox(text_page, at, *edges)
            pdfium.FPDFText_GetFontSize(text_page, at)
            pdfium.FPDFText_GetMatrix(text_page, at, matrix)
        characters += count
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return characters


def measure(documents: Iterable[bytes], rounds: int = 3) -> tuple[float, float, int]:
    """Processor seconds for full records and for the peer (the best of rounds taken in turns), and characters."""
    readable = [data for data in documents if _readable(data)]
    ours, peer, characters = [], [], 0
    for _ in range(rounds):
        start = time.process_time()
        characters = sum(map(positioned_text, readable))
        middle = time.process_time()
        for data in readable:
            operative.read(data)
        end = time.process_time()
        peer.append(middle - start)
        ours.append(end - middle)
    return min(ours), min(peer), characters


def _readable(data: bytes) -> bool:
    try:
        operative.read(data)
    except Unreadable:
        return False
    return True


def run() -> None:
    """Prints the ratio for the documents of each language of the corpus, and for the real ones."""
    folders = [*sorted((ROOT / "corpus" / "files" / "pdf").glob("*")), ROOT / "corpus" / "pdf"]
    total_ours = total_peer = 0.0
    for folder in folders:
        documents = [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))]
        if not documents:
            print(f"{folder.name}: no documents (set OPERATIVE_SHARED)")
            continue
        ours, peer, characters = measure(documents)
        total_ours, total_peer = total_ours + ours, total_peer + peer
        print(
            f"{folder.name:4} {len(documents):3} documents, {characters / 1e6:.2f} M characters: records {ours:.2f} s, "
            f"pypdfium2's positioned text {peer:.2f} s, ratio {ours / peer:.2f}"
        )
    if total_peer:
        print(f"all: ratio {total_ours / total_peer:.2f} (at most {LIMIT})")


if __name__ == "__main__":
    run()
