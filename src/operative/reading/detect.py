"""What a file is, found from its bytes and never from its name, and the text that bytes are in."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from operative.reading.page import Unreadable

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
AKN = "application/akn+xml"
HTML = "text/html"
TEXT = "text/plain"
ZIP = "application/zip"
TAR = "application/x-tar"

CONVERTED = frozenset({DOC, RTF, ODT})

SNIFF = 65_536  # bytes looked at to tell forms apart
SAMPLE = 262_144  # bytes on which an encoding is judged; a prefix of a file is as telling as all of it

# Files that tell a zip of an office program from one of documents.
PACKAGES = frozenset(
    {"[Content_Types].xml", "mimetype", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"}
)

WORD_PART = re.compile(r"word/document\d*\.xml")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes of what cannot be read, and what it is called.
FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"BM\x36", "an image"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x37\x7f\x06\x82", "a database"),  # what SQLite has not yet put into one
    (b"\x37\x7f\x06\x83", "a database"),
)
# Records, metadata and other data: an object of named values, or a list of such.
JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:")
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
COMPRESSED = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# The code pages that Chinese, Cyrillic and Arabic were written in before Unicode.
CODE_PAGES = ["gb18030", "cp1251", "koi8_r", "iso8859_5", "cp1256", "iso8859_6"]
# Of the letters of Spanish and French 2 to 5 in a hundred are beyond ASCII, in other scripts nearly all.
WESTERN_SHARE = 0.15
# Where the two Western code pages differ within words: œ, which the other one has as a fraction or a control character.
LATIN_9_WORD = re.compile(rb"[\xbc\xbd][a-z]")
# Those that UTF-8 is wrongly read with.
MISREAD = ("cp1252", "latin-1", "cp1251", "cp1256")

XML_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|br|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
HIGH = bytes(range(0x80, 0x100))
C1 = re.compile(rb"[\x80-\x9f]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# What is none of: ASCII, Latin, Cyrillic, Arabic, Han, and the punctuation of these.
UNUSUAL = re.compile(
    r"[^\s!-~\u00a0-\u024f\u0400-\u04ff\u0600-\u06ff\u2010-\u2044\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]"
)


def media_type(data: bytes, source: str = "") -> str:
    """The media type of a file's bytes; raises Unreadable for what no reader takes."""
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise Unreadable(source, "the file is empty", "give a file with text in it", "empty")
    head = data[:SNIFF]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(ZIPPED):
        return _zip_type(data, source)
    if head.startswith(OLE):
        return _ole_type(data, source)
    if head.lstrip()[:5] == b"{\\rtf":
        return RTF
    if archive_like(head):
        return TAR
    for magic, name in FOREIGN:
        if head.startswith(magic):
            what = f"the file is {name}, not a document"
            if name == "an image":
                raise Unreadable(source, what, "save it as PDF and read that with --ocr", "scan")
            raise Unreadable(source, what, "give the documents themselves", "foreign")
    plain = _as_ascii(head)
    if JSON.match(plain):
        mend = "give the documents themselves; of metadata `operative add` takes files named .metadata.jsonl"
        raise Unreadable(source, "the file is data in JSON, not a document", mend, "foreign")
    return _markup_type(plain, source) or TEXT


def archive_like(head: bytes) -> bool:
    """Whether a file's first 512 bytes are those of a zip (or DOCX), tar or compressed tar file."""
    return head.startswith((*ZIPPED, *COMPRESSED)) or head[257:262] == b"ustar"


def _as_ascii(head: bytes) -> bytes:
    """The head of a file with its byte order mark and the NUL bytes of UTF-16 left out, to look for markup in."""
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].replace(b"\0", b"") if encoding != "utf-8" else head[len(bom) :]
    if (head[:1] == b"<" and head[1:2] == b"\0") or head[:2] == b"\0<":
        return head.replace(b"\0", b"")
    return head


def _markup_type(head: bytes, source: str) -> str | None:
    """AKN or HTML if the head of a file is markup; None if it is not; Unreadable for other XML."""
    if HTML_START.match(head):
        return HTML
    if not head.lstrip().startswith(b"<"):
        return None
    declared = head.lstrip().startswith(b"<?xml")
    root = XML_ROOT.search(head)
    name = root.group(1) if root else b""
    if name == b"akomaNtoso":
        return AKN
    if name.lower() == b"html":
        return HTML
    if declared:
        kind = name.decode("ascii", "replace") or "no element at all"
        what = f"the file is XML of another kind ({kind})"
        raise Unreadable(source, what, "give Akoma Ntoso, DOCX, HTML, PDF or text", "foreign")
    return None


def _zip_type(data: bytes, source: str) -> str:
    """DOCX, ODT or a plain archive, by what the zip file holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(WORD_PART.fullmatch(name) for name in names):
                return DOCX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                if kind == ODT:
                    return ODT
                what = f"the file is {kind}, not a text document"
                raise Unreadable(source, what, "save it as DOCX or PDF", "foreign")
            if names & PACKAGES:
                what = "the file is a spreadsheet, slides or the like"
                raise Unreadable(source, what, "save its text as DOCX or PDF", "foreign")
            return ZIP
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        what = f"the file is a broken zip or DOCX ({error})"
        raise Unreadable(source, what, "get it again, it may be cut off", "broken") from error


def _ole_type(data: bytes, source: str) -> str:
    """DOC, if the compound file holds a Word document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        what = "the document is protected by a password"
        raise Unreadable(source, what, "save it without the password", "protected")
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    raise Unreadable(source, "the file is an old Office file without text", "save it as DOCX or PDF", "foreign")


# --- encodings --------------------------------------------------------------------------------------------------------


def decode(data: bytes, source: str = "") -> tuple[str, list[tuple[str, str]]]:
    """The text that bytes are in, and warnings on what had to be guessed or mended.

    A byte order mark decides; then UTF-8, which wrong bytes hardly ever happen to be; then UTF-16 without a mark; then
    the code pages of the six languages, judged by charset-normalizer on how much the result looks like a language.
    """
    text, warnings = _decoded(data, source)
    repaired = unmisread(text)
    if repaired is not None:
        text = repaired
        warnings.append(("mojibake", "UTF-8 had been read in another encoding; it was put right"))
    if "\0" in text:
        warnings.append(("nul-bytes", f"{text.count(chr(0))} NUL bytes were taken as spaces"))
        text = text.replace("\0", " ")
    sample = text[:SAMPLE]
    if len(CONTROLS.findall(sample)) > max(2, len(sample) // 100):
        mend = "give a PDF, DOCX, HTML, XML or text file"
        raise Unreadable(source, "the file is binary, not text", mend, "foreign")
    if "\ufffd" in text:
        warnings.append(("undecodable", f"{text.count(chr(0xFFFD))} characters could not be decoded"))
    return text, warnings


def _decoded(data: bytes, source: str) -> tuple[str, list[tuple[str, str]]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), []
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), [("encoding-guessed", f"no byte order mark; read as {wide}")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if error.start > SNIFF or error.end == len(data):
            # Text that has been UTF-8 for so long, or up to a last cut character, is UTF-8 with a flaw.
            return data.decode("utf-8", "replace"), []
    code_page = _code_page(data[:SAMPLE])
    if code_page is None:
        raise Unreadable(source, "the encoding of the text can't be told", "save it as UTF-8", "encoding")
    return data.decode(code_page, "replace"), [("encoding-guessed", f"not UTF-8; read as {code_page}")]


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: its NUL bytes stand on one side of the pairs, and it reads as text.

    Latin text is full of them. Of other scripts only spaces, digits and line ends have them, but their letters' bytes,
    taken one by one, are no text either.
    """
    sample = data[: SNIFF // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, nuls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nuls <= 4 * others or nuls * 200 <= len(sample):
            continue
        narrow = sample.decode("utf-8", "replace")
        strange = len(CONTROLS.findall(narrow)) - nuls + narrow.count("\ufffd")
        wide = sample.decode(encoding, "replace")
        if (nuls * 10 > len(sample) or strange * 20 > len(sample)) and len(UNUSUAL.findall(wide)) * 20 < len(wide):
            return encoding
    return None


def _code_page(sample: bytes) -> str | None:
    """The code page of text that is no Unicode."""
    beyond = len(sample) - len(sample.translate(None, HIGH))
    if beyond < WESTERN_SHARE * len(sample):
        latin_9 = LATIN_9_WORD.search(sample) and not C1.search(sample)
        return "iso8859_15" if latin_9 else "cp1252"
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(sample, cp_isolation=CODE_PAGES, threshold=0.6).best()
    return best.encoding if best else None


def unmisread(text: str) -> str | None:
    """The text as it was before its UTF-8 was read in another encoding; None unless that is certain.

    Certain means: every character beyond ASCII, in the whole text, is part of a sequence that is UTF-8 when the
    misreading is undone. Text that was read rightly has no such sequence.
    """
    if text.isascii():
        return None
    for encoding in MISREAD:
        try:
            before = text.encode(encoding, "keep-c1").decode("utf-8")
        except UnicodeError:
            continue
        return unmisread(before) or before
    return None


def _keep_c1(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes that a code page leaves undefined, which browsers read as the control character of the same number."""
    if isinstance(error, UnicodeEncodeError):
        kept = error.object[error.start : error.end]
        if all("\x80" <= character <= "\x9f" for character in kept):
            return kept.encode("latin-1"), error.end
    raise error


codecs.register_error("keep-c1", _keep_c1)
