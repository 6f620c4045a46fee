"""PDF to full record, against what the PDF library's own positioned text costs on the same pages.

The peer opens each document and asks, for every page, for the text, and for every character for its box, its font size
and its matrix: what anybody needs who wants text with positions.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterable
from pathlib import Path

import pypdfium2.raw as pdfium

import operative
from operative.reading.page import Unreadable

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
    """Seconds for full records, seconds for the peer (the best of the rounds, taken in turns), and characters."""
    readable = [data for data in documents if _readable(data)]
    ours, peer, characters = [], [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        characters = sum(map(positioned_text, readable))
        middle = time.perf_counter()
        for data in readable:
            operative.read(data)
        end = time.perf_counter()
        peer.append(middle - start)
        ours.append(end - middle)
    return min(ours), min(peer), characters


def _readable(data: bytes) -> bool:
    try:
        operative.read(data)
    except Unreadable:
        return False
    return True


def main(folders: Iterable[Path]) -> None:
    for folder in folders:
        documents = [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))]
        if not documents:
            continue
        ours, peer, characters = measure(documents)
        print(
            f"pdf {folder.name:6} {len(documents):3} documents {characters / 1e6:.2f} M characters: "
            f"record {ours:.2f} s, positioned text {peer:.2f} s, ratio {ours / peer:.2f} (at most {LIMIT})"
        )


if __name__ == "__main__":
    import sys

    main([Path(argument) for argument in sys.argv[1:]])
