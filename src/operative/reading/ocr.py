"""Recognises scanned PDFs: a picture of each page from pdfium, its words and their places from tesseract.

Tesseract is a program of the system, found when it is needed; this project ships no part of it.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from array import array
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium
from lxml import etree

from operative.languages.detect import language_of
from operative.reading.columns import columns_of
from operative.reading.layout import Piece, Row, Sheet, rows_of
from operative.reading.page import Unreadable
from operative.reading.righttoleft import RIGHT_TO_LEFT

MAX_PAGES = 500
TIMEOUT = 120  # seconds for one page
_SCRIPT = re.compile(rb"^Script: (\w+)", re.MULTILINE)
_LANGUAGE_OF_SCRIPT = {"Cyrillic": "rus", "Arabic": "ara", "Han": "chi_sim", "HanS": "chi_sim", "HanT": "chi_sim"}
_LATIN = {"en": "eng", "fr": "fra", "es": "spa"}
_DOTS_PER_INCH = 300
_MAX_PIXELS = 40_000_000  # of one page: larger pages are made smaller
_WAVERS = 0.2  # of a font size: how far measured sizes of one font lie apart
_LINE_CLASSES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))
_SURE = 30.0  # tesseract's confidence in a word, of 100: less is dirt on the page


def recognise(
    document: Any, source: str, languages: Sequence[str] = ()
) -> tuple[list[Sheet], list[list[Row]], list[tuple[str, str]]]:
    """The pages of a scanned pdfium document as tesseract reads them, and warnings, one that they may be wrong.

    `languages` are tesseract's names; without them, the language is found on the first page. Raises `Unreadable` where
    tesseract or its language data are missing, and where no page can be recognised.
    """
    program = _program(source)
    sheets: list[Sheet] = []
    pages: list[list[Row]] = []
    warnings = [("recognised-text", "the text was recognised by a machine and may be wrong")]
    chosen = _chosen(program, languages, source) if languages else _found(program, document, source)
    for index in range(min(pdfium.FPDF_GetPageCount(document), MAX_PAGES)):
        sheet = _recognised(document, index, program, chosen)
        if sheet is None:
            warnings.append(("damaged-pages", f"page {index + 1} was not recognised in {TIMEOUT} seconds"))
            continue
        for column in columns_of(sheet):
            pages.append(rows_of(column))
            column.forget()
            sheets.append(column)
    if not any(pages):
        raise Unreadable(source, "no text was recognised on its pages", "get a better scan, or the text itself", "scan")
    return sheets, pages, warnings


def _program(source: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable(
            source,
            "it is a scan and tesseract is not installed",
            "install it (Debian: tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-rus "
            "tesseract-ocr-ara tesseract-ocr-chi-sim)",
            "scan",
        )
    return program


def _chosen(program: str, languages: Sequence[str], source: str) -> str:
    """The languages to recognise, joined as tesseract wants them; `Unreadable` where one is not installed."""
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=TIMEOUT, check=False)
    missing = sorted(set(languages) - set(listed.stdout.split()))
    if missing:
        names = " ".join("tesseract-ocr-" + name.replace("_", "-") for name in missing)
        mend = f"install it (Debian: {names})"
        raise Unreadable(source, "tesseract has no data for its language", mend, "scan")
    return "+".join(languages)


def _found(program: str, document: Any, source: str) -> str:
    """The language to recognise, found on the first page: by its script, and Latin script by what can be read of it.

    One language at a time, because several together are slower and read worse.
    """
    page = _first_picture(document)
    run = _tesseract(program, page, "--psm", "0")
    script = _SCRIPT.search(run or b"")
    language = _LANGUAGE_OF_SCRIPT.get(script[1].decode() if script else "Latin", "eng")
    if language == "eng":
        read = _tesseract(program, page, "-l", _chosen(program, ("eng",), source)) or b""
        language = _LATIN.get(language_of(read.decode("utf-8", "replace")) or "en", "eng")
    return _chosen(program, (language,), source)


def _first_picture(document: Any) -> bytes:
    page = pdfium.FPDF_LoadPage(document, 0)
    if not page:
        return b""
    try:
        return _picture(page, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))[0]
    finally:
        pdfium.FPDF_ClosePage(page)


def _tesseract(program: str, picture: bytes, *options: str) -> bytes | None:
    """What tesseract prints about a picture; None where it takes too long."""
    try:
        run = subprocess.run(
            [program, "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    return run.stdout


def _recognised(document: Any, index: int, program: str, chosen: str) -> Sheet | None:
    """One page, recognised; None where that takes too long."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        picture, points = _picture(page, width, height)
    finally:
        pdfium.FPDF_ClosePage(page)
    printed = _tesseract(program, picture, "-l", chosen, "hocr")
    if printed is None:
        return None
    sheet = Sheet(width=width, height=height, scanned=True, mirrored=False)
    _add_words(sheet, printed, points)
    return sheet


def _picture(page: Any, width: float, height: float) -> tuple[bytes, float]:
    """The page as a grey picture in PGM form, and how many points one of its pixels is."""
    points = max(72 / _DOTS_PER_INCH, (width * height / _MAX_PIXELS) ** 0.5)
    columns, rows = max(1, round(width / points)), max(1, round(height / points))
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    lines = b"".join(pixels[row * stride : row * stride + columns] for row in range(rows))
    return b"P5 %d %d 255\n" % (columns, rows) + lines, points


def _add_words(sheet: Sheet, hocr: bytes, points: float) -> None:
    """Hands each word that tesseract is sure of to the sheet, as if it had been printed in one piece."""
    if not hocr.strip():
        return
    texts: list[str] = []
    for line in etree.fromstring(hocr, etree.HTMLParser(encoding="utf-8")).iterfind(".//span[@title]"):
        if line.get("class") not in _LINE_CLASSES:
            continue
        left, _, right, bottom = _numbers(line, "bbox")[:4]
        slope, shift = (_numbers(line, "baseline") or (0.0, 0.0))[:2]
        y = sheet.height - (bottom + shift + slope * (right - left) / 2) * points  # level, though the scan may not be
        size = round((_numbers(line, "x_size") or (0.0,))[0] * points, 1)
        for word in line.iterfind("span[@class='ocrx_word']"):
            text = str(etree.tostring(word, method="text", encoding="unicode")).strip()
            if not text or (_numbers(word, "x_wconf") or (0.0,))[0] < _SURE:
                continue
            x0, top, x1, _ = _numbers(word, "bbox")[:4]
            first = len(sheet.boxes) // 4
            texts.append(text)
            sheet.pieces.append(Piece(first, first + len(text), x0 * points, x1 * points, y, size))
            _add_boxes(sheet.boxes, text, x0 * points, x1 * points, sheet.height - top * points, y)
            sheet.boxes.extend((x1 * points, y, x1 * points, y))  # of the space behind the word
    _level_sizes(sheet)
    sheet.text = " ".join(texts)
    sheet.characters = len(sheet.text)
    sheet.letters = sum(map(str.isalnum, sheet.text))
    sheet.leftward = len(RIGHT_TO_LEFT.findall(sheet.text)) * 2 > sheet.letters


def _level_sizes(sheet: Sheet) -> None:
    """Gives words of nearly the page's usual size that size: measured line by line, it wavers."""
    if sheet.pieces:
        usual = sorted(piece.size for piece in sheet.pieces)[len(sheet.pieces) // 2]
        for piece in sheet.pieces:
            if abs(piece.size - usual) < _WAVERS * usual:
                piece.size = usual


def _add_boxes(boxes: array[float], text: str, left: float, right: float, top: float, bottom: float) -> None:
    """A box for each character of a word, all of one width, in the direction in which the word is read."""
    width = (right - left) / len(text)
    places = range(len(text) - 1, -1, -1) if RIGHT_TO_LEFT.search(text) else range(len(text))
    for place in places:
        boxes.extend((left + place * width, top, left + (place + 1) * width, bottom))


def _numbers(element: etree._Element, name: str) -> tuple[float, ...]:
    """The numbers that hOCR writes behind `name` in an element's title."""
    for entry in (element.get("title") or "").split(";"):
        key, *values = entry.split()
        if key == name:
            return tuple(float(value) for value in values)
    return ()
