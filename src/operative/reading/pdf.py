"""Reads born-digital PDFs: pages of lines with sizes, raised marks, indents and zones.

`read_pdf` is the whole of it: open, then page by page ask pdfium for its characters and where they stand, hand these
to `layout` as pieces, close the page, and at the end join the lines. The calls per character are made in bulk, because
they are what reading a PDF costs.
"""

from __future__ import annotations

import ctypes
import re
import struct
import zlib
from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, repeat
from typing import Any

import pypdfium2.raw as pdfium

from operative.reading.columns import columns_of
from operative.reading.layout import WORD_SPACE, Piece, Row, Sheet, composed, rows_of
from operative.reading.ocr import recognise
from operative.reading.page import Reading, Unreadable
from operative.reading.righttoleft import RIGHT_TO_LEFT
from operative.reading.zones import mark_zones

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000  # of all pages together
MAX_CHARACTERS_ON_PAGE = 200_000
MAX_UNPACKED = 100_000_000  # bytes of one stream that is no picture
MAX_OBJECTS_ON_PAGE = 20_000  # looked through for rules and images

_FEW_LETTERS = 20  # on all pages: fewer is no text layer
_NO_TEXT = "it is a scan without text"
_RUN_OCR = "run with --ocr to recognise it"
_STREAM = re.compile(rb"stream\r?\n")
_PACKED_TWICE = re.compile(rb"/(?:Flate|LZW|RunLength)Decode\s*/(?:Flate|LZW|RunLength)Decode")
_SMALL_STREAM = 100_000  # packed bytes that can't unpack to much: by deflate, to a thousand times as many at most
_LONGEST_HEAD = 2_000  # bytes of a stream's dictionary that are looked at
_UNPACKED_AT_ONCE = 1 << 20
_UNMAPPED = re.compile("[\x00-\x01\x03-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_HYPHEN_AT_LINE_END = str.maketrans({"\x02": "-", "\ufffe": "-"})
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|,bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kaiti", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG, _BOLD_WEIGHT = 1 << 6, 1 << 18, 600

_pointer = ctypes.c_void_p


def _by_address(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function of pdfium with addresses for arguments: through map() it costs half of the typed one."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _pointer).value or 0)


_text_object = _by_address(pdfium.FPDFText_GetTextObject, _pointer, _pointer, ctypes.c_int)
_loose_box = _by_address(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _pointer, ctypes.c_int, _pointer)
_page_object = _by_address(pdfium.FPDFPage_GetObject, _pointer, _pointer, ctypes.c_int)
_object_type = _by_address(pdfium.FPDFPageObj_GetType, ctypes.c_int, _pointer)
_font_of = _by_address(pdfium.FPDFTextObj_GetFont, _pointer, _pointer)
_matrix = _by_address(pdfium.FPDFText_GetMatrix, ctypes.c_int, _pointer, ctypes.c_int, _pointer)
_origin = _by_address(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _pointer, ctypes.c_int, _pointer, _pointer)
_font_size = _by_address(pdfium.FPDFText_GetFontSize, ctypes.c_double, _pointer, ctypes.c_int)
_bounds = tuple(ctypes.c_float() for _ in range(4))

_PICTURE_OF_A_PAGE = 0.6  # of the page's area
_RULE = 3.0  # points: a drawing flatter than this is a rule


def read_pdf(data: bytes, source: str, *, ocr: bool = False) -> Reading:
    """One PDF as pages of printed lines; with `ocr`, a scan without text is recognised.

    Raises `Unreadable` for what is encrypted, damaged, empty, or a scan without text.
    """
    warnings: list[tuple[str, str]] = []
    with _opened(data, source) as document:
        count = min(pdfium.FPDF_GetPageCount(document), MAX_PAGES)
        if not count:
            raise Unreadable(source, "the PDF has no pages", "get the document again", "empty")
        if pdfium.FPDF_GetPageCount(document) > MAX_PAGES:
            warnings.append(("too-long", f"only the first {MAX_PAGES} pages were read"))
        sheets: list[Sheet] = []
        pages: list[list[Row]] = []
        for sheet in _sheets(document, count, warnings):
            for column in columns_of(sheet):
                pages.append(rows_of(column))
                column.forget()
                sheets.append(column)
        letters = sum(sheet.letters for sheet in sheets)
        if letters < _FEW_LETTERS and (ocr or any(sheet.scanned for sheet in sheets) or not letters):
            if not ocr:
                raise Unreadable(source, _NO_TEXT, _RUN_OCR, "scan")
            return _laid_out(source, *recognise(document, source))
    blank = sum(sheet.scanned and not sheet.letters for sheet in sheets)
    if blank:
        warnings.append(("scanned-pages", f"{blank} of the pages are scans without text, which was not read"))
    if any(sheet.scanned and sheet.letters for sheet in sheets):
        warnings.append(("recognised-text", "the text of scanned pages was recognised by a machine and may be wrong"))
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped * 10 > letters:
        warnings.append(("unmapped-text", f"{unmapped} characters have no letter in their font"))
    return _laid_out(source, sheets, pages, warnings)


def _laid_out(source: str, sheets: list[Sheet], pages: list[list[Row]], warnings: list[tuple[str, str]]) -> Reading:
    mark_zones(sheets, pages)
    text, laid_out = composed(sheets, pages)
    return Reading(source=source, media_type=MEDIA_TYPE, text=text, pages=laid_out, warnings=warnings)


@contextmanager
def _opened(data: bytes, source: str) -> Iterator[Any]:
    """The pdfium document in `data`, closed at the end; `Unreadable` where it can't be opened."""
    _refuse_bombs(data, source)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable(source, "the PDF is encrypted", "save it without a password", "protected")
        raise Unreadable(source, "the PDF is damaged or cut off", "get the document again", "broken")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refuse_bombs(data: bytes, source: str) -> None:
    """Raises `Unreadable` for a file that pdfium would unpack to more memory than any document needs."""
    what = "the PDF unpacks to more than any document holds"
    bomb = Unreadable(source, what, "get the document again", "large")
    if _PACKED_TWICE.search(data):
        raise bomb
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        if end - found.end() < _SMALL_STREAM:
            continue
        head = data[max(0, found.start() - _LONGEST_HEAD) : found.start()]
        if b"/Image" in head[head.rfind(b" obj") :]:  # not unpacked for its text
            continue
        if _unpacked(data[found.end() : end]) > MAX_UNPACKED:
            raise bomb


def _unpacked(packed: bytes) -> int:
    """To how many bytes a stream unpacks, counted a little beyond what is allowed."""
    unpacking, total = zlib.decompressobj(), 0
    while packed and total <= MAX_UNPACKED:
        try:
            total += len(unpacking.decompress(packed, _UNPACKED_AT_ONCE))
        except zlib.error:  # not packed this way, or damaged: pdfium finds out
            break
        packed = unpacking.unconsumed_tail
    return total


def _sheets(document: Any, count: int, warnings: list[tuple[str, str]]) -> Iterator[Sheet]:
    """The pages one after the other, each closed before the next is opened."""
    budget, broken = MAX_CHARACTERS, 0
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            broken += 1
            continue
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            sheet = _sheet(page, text_page, min(budget, MAX_CHARACTERS_ON_PAGE))
        finally:
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)
        budget -= sheet.characters
        if sheet.cut:
            warnings.append(("too-long", f"page {index + 1} has too many characters: the rest was not read"))
        yield sheet
        if budget <= 0:
            break
    if broken:
        warnings.append(("damaged-pages", f"{broken} of {count} pages can't be opened"))


def _sheet(page: Any, text_page: Any, budget: int) -> Sheet:
    """One page: its pieces of text, its rules and whether it is a picture of a page."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    present = max(0, pdfium.FPDFText_CountChars(text_page))
    count = min(present, budget)
    sheet = Sheet(width=width, height=height, characters=count, cut=present > count)
    text = _text(text_page, count)
    sheet.text = text
    sheet.letters = sum(map(str.isalnum, text))
    sheet.leftward = len(RIGHT_TO_LEFT.findall(text)) * 2 > sheet.letters
    sheet.unmapped = len(_UNMAPPED.findall(text))
    sheet.boxes = array("f", bytes(16 * count))
    address, start = ctypes.addressof(text_page.contents), sheet.boxes.buffer_info()[0]
    owners = list(map(_text_object, repeat(address), range(count)))
    deque(map(_loose_box, repeat(address), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    _add_pieces(sheet, text_page, owners)
    _add_drawings(sheet, page)
    return sheet


def _text(text_page: Any, count: int) -> str:
    """The characters of a page, exactly one for each that pdfium counts."""
    units = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    text = bytes(units)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) != count:  # pdfium leaves characters without a letter out of the text, but counts them
        text = "".join(map(_letter, map(pdfium.FPDFText_GetUnicode, repeat(text_page), range(count))))
    return text.translate(_HYPHEN_AT_LINE_END)


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _add_pieces(sheet: Sheet, text_page: Any, owners: list[int | None]) -> None:
    """Cuts the page's characters where the object that paints them changes."""
    stretches = _stretches(sheet, owners)
    count = len(stretches)
    firsts = [first for _, first, _ in stretches]
    address = ctypes.addressof(text_page.contents)
    matrices, origins = array("f", bytes(24 * count)), array("d", bytes(16 * count))
    matrix, origin = matrices.buffer_info()[0], origins.buffer_info()[0]
    deque(map(_matrix, repeat(address), firsts, range(matrix, matrix + 24 * count, 24)), maxlen=0)
    x, y = range(origin, origin + 16 * count, 16), range(origin + 8, origin + 16 * count, 16)
    deque(map(_origin, repeat(address), firsts, x, y), maxlen=0)
    facts = zip(
        stretches,
        map(_font_size, repeat(address), firsts),
        map(_font_of, [owner for owner, _, _ in stretches]),
        struct.iter_unpack("6f", matrices),
        struct.iter_unpack("2d", origins),
        strict=True,
    )
    styles = _Styles()
    for (_, first, last), nominal, font, (a, b, c, d, _, _), (x, y) in facts:
        bold, italic = styles[font]
        scale, turned = abs(d), 0
        if abs(b) > abs(a):
            scale, turned = abs(c), 1 if b > 0 else -1
        elif c > 0.1 * scale:  # letters slanted by their matrix
            italic = True
        x0, x1, base = _extent(sheet, first, last, turned, x, y)
        sheet.pieces.append(Piece(first, last, x0, x1, base, round(nominal * (scale or 1), 1), bold, italic, turned))


def _stretches(sheet: Sheet, owners: list[int | None]) -> list[tuple[int, int, int]]:
    """Objects and their first and last characters: one stretch for each, or several where gaps part its words."""
    boxes, at = sheet.boxes, 0
    stretches: list[tuple[int, int, int]] = []
    for owner, group in groupby(owners):
        first, at = at, at + len(list(group))
        if owner is None:  # spaces and line ends that pdfium adds between objects
            continue
        if stretches and owner == stretches[-1][0]:
            start, end = stretches[-1][1:]
            height = abs(boxes[4 * first + 1] - boxes[4 * first + 3])  # of the font: somewhat more than its size
            if WORD_SPACE * height < boxes[4 * first] - boxes[4 * end - 2] < height:
                stretches[-1] = (owner, start, at)
                continue
        stretches.append((owner, first, at))
    return stretches


def _extent(sheet: Sheet, first: int, last: int, turned: int, x: float, y: float) -> tuple[float, float, float]:
    """Where characters begin and end, and their baseline; for turned ones as if the page were turned upright."""
    boxes = sheet.boxes
    if not turned:
        if sheet.leftward:
            return min(boxes[4 * first : 4 * last : 4]), max(boxes[4 * first + 2 : 4 * last : 4]), y
        return boxes[4 * first], boxes[4 * last - 2], y
    bottom, top = min(boxes[4 * first + 3 : 4 * last : 4]), max(boxes[4 * first + 1 : 4 * last : 4])
    if turned > 0:
        return bottom, top, sheet.width - x
    return sheet.height - top, sheet.height - bottom, x


class _Styles(dict[int, tuple[bool, bool]]):
    """Whether a font is bold and whether it is italic, by its name, its weight and its flags."""

    def __missing__(self, font: int) -> tuple[bool, bool]:
        name = ctypes.create_string_buffer(256)
        handle = ctypes.cast(font, pdfium.FPDF_FONT)
        pdfium.FPDFFont_GetBaseFontName(handle, name, 256)
        face = name.value.decode("utf-8", "replace")
        flags, weight = pdfium.FPDFFont_GetFlags(handle), pdfium.FPDFFont_GetWeight(handle)
        bold = bool(_BOLD_NAME.search(face)) or weight >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD_FLAG)
        self[font] = style = bold, bool(_ITALIC_NAME.search(face)) or bool(flags & _ITALIC_FLAG)
        return style


def _add_drawings(sheet: Sheet, page: Any) -> None:
    """The page's rules, and whether one picture covers most of it."""
    address = ctypes.addressof(page.contents)
    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS_ON_PAGE)
    objects = list(map(_page_object, repeat(address), range(count)))
    for item, kind in zip(objects, map(_object_type, objects), strict=True):
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        handle = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        if not pdfium.FPDFPageObj_GetBounds(handle, *_bounds):
            continue
        left, bottom, right, top = (edge.value for edge in _bounds)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = (right - left) * (top - bottom)
            sheet.scanned |= covered > _PICTURE_OF_A_PAGE * sheet.width * sheet.height
        elif top - bottom < _RULE and right - left > 5 * _RULE:
            sheet.rules.append((left, right, (top + bottom) / 2))
        elif right - left < _RULE and top - bottom > 5 * _RULE:
            sheet.stiles.append((bottom, top, (left + right) / 2))
