"""What a file is comes from its bytes; text comes out whatever encoding it went in with."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from operative.reading import Unreadable, detect, read

# Invented sentences, one for each script.
RUSSIAN = "Генеральная Ассамблея, напоминая о своём решении о маяках и приливах, просит хранителя маяков доложить ей.\n"
ARABIC = "إن الجمعية العامة، إذ تشير إلى قرارها بشأن المنارات والمد، تطلب إلى حارس المنارة أن يقدم تقريرا عنها؛\n"
CHINESE = "大会，回顾其关于灯塔和潮汐的决定，请灯塔看守人就所有灯塔的状况向大会提出报告；\n"
FRENCH = (
    "L’Assemblée générale, rappelant sa décision sur les phares, prie le gardien d’œuvrer à la marée déjà élevée ;\n"
)
SPANISH = (
    "La Asamblea General, recordando su decisión sobre los faros, pide al guardián que informe mañana según señaló;\n"
)

ENCODINGS = [
    (RUSSIAN, ["cp1251", "koi8_r", "iso8859_5", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"]),
    (ARABIC, ["cp1256", "iso8859_6", "utf-16-le", "utf-16-be", "utf-16"]),
    (CHINESE, ["gb18030", "gbk", "utf-16-le", "utf-16-be", "utf-16", "utf-32"]),
    (FRENCH, ["cp1252", "iso8859_15", "utf-16-le"]),
    (SPANISH, ["cp1252", "iso8859_15", "utf-16-be"]),
]


@pytest.mark.parametrize(("text", "encoding"), [(text, one) for text, many in ENCODINGS for one in many])
def test_text_is_decoded_from_every_encoding(text: str, encoding: str) -> None:
    data = (text * 8).encode(encoding, "replace")
    assert detect.media_type(data) == detect.TEXT
    decoded, _ = detect.decode(data)
    meant = (text * 8).encode(encoding, "replace").decode(encoding)
    assert decoded == meant


def test_utf_8_is_taken_as_it_is_without_a_warning() -> None:
    text = RUSSIAN + ARABIC + CHINESE + FRENCH
    assert detect.decode(text.encode()) == (text, [])


@pytest.mark.parametrize("text", [RUSSIAN, ARABIC, CHINESE, FRENCH])
@pytest.mark.parametrize("wrongly", ["latin-1", "cp1252"])
def test_utf_8_that_was_read_in_another_encoding_is_put_right(text: str, wrongly: str) -> None:
    misread = "".join(bytes([b]).decode(wrongly) if b not in UNDEFINED else chr(b) for b in text.encode())
    decoded, warnings = detect.decode(misread.encode())
    assert decoded == text
    assert [code for code, _ in warnings] == ["mojibake"]


UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # in windows-1252


@pytest.mark.parametrize(
    "text", ["Ça coûte 3 £ à l’été", "Größe: 5 µm ± 2 °C", "São Paulo, Ñuñoa, Ürümqi", FRENCH, SPANISH]
)
def test_text_that_was_read_rightly_is_left_alone(text: str) -> None:
    assert detect.unmisread(text) is None


def test_nul_bytes_become_spaces_and_are_told_of() -> None:
    text, warnings = detect.decode(b"The lighthouse\0keeper reports.")
    assert text == "The lighthouse keeper reports."
    assert [code for code, _ in warnings] == ["nul-bytes"]


def test_a_cut_character_at_the_end_does_not_change_the_encoding() -> None:
    words = RUSSIAN.rstrip(".\n")
    text, warnings = detect.decode(words.encode()[:-1])
    assert text == words[:-1] + "\ufffd"
    assert "undecodable" in [code for code, _ in warnings]


def _zip(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            # A fixed date: the bytes name the tests, which every process must name alike.
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", detect.PDF),
        (b"\n\n  %PDF-1.4", detect.PDF),
        (_zip(**{"word__document.xml": "<a/>"}), detect.DOCX),
        (_zip(mimetype=detect.ODT), detect.ODT),
        (_zip(**{"a.txt": "x"}), detect.ZIP),
        (b"{\\rtf1 text}", detect.RTF),
        (detect.OLE + bytes(504) + "WordDocument".encode("utf-16-le"), detect.DOC),
        (b'<?xml version="1.0"?><!-- x --><akomaNtoso xmlns="urn:x"/>', detect.AKN),
        (b"\xef\xbb\xbf<akomaNtoso/>", detect.AKN),
        ('<?xml version="1.0" encoding="utf-16"?><an:akomaNtoso xmlns:an="x"/>'.encode("utf-16"), detect.AKN),
        (b"  <!DOCTYPE html><title>x</title>", detect.HTML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", detect.HTML),
        (b"<p>The keeper", detect.HTML),
        (b"<30 lighthouses were lit> said the keeper", detect.TEXT),
        (b"The keeper", detect.TEXT),
        (bytes(257) + b"ustar" + bytes(250), detect.TAR),
    ],
)
def test_the_kind_of_file_is_found_from_its_bytes(data: bytes, kind: str) -> None:
    assert detect.media_type(data) == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\0\n", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "an image"),
        (b"\xff\xd8\xff\xe0....", "an image"),
        (b"\x7fELF....", "a program"),
        (b"Rar!\x1a\x07....", "a RAR archive"),
        (b'{"symbol": "A/RES/64/12", "acts": []}\n', "data in JSON"),
        ('\ufeff[\n  {"lighthouse": 1}\n]'.encode("utf-16-le"), "data in JSON"),
        (b'<?xml version="1.0"?><invoice/>', "XML of another kind (invoice)"),
        (b"<?xml version='1.0'?>", "XML of another kind"),
        (_zip(**{"xl__workbook.xml": "<a/>"}), "a spreadsheet"),
        (_zip(**{"a.txt": "x" * 500})[:60], "broken zip"),
        (detect.OLE + bytes(512), "an old Office file"),
        (detect.OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_the_mend(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(data, source="given.docx")
    assert what in error.value.what
    assert error.value.mend
    assert error.value.source == "given.docx"


def test_a_text_that_begins_with_a_brace_is_no_data() -> None:
    assert detect.media_type(b'{ The lighthouses: "lit" }\n') == detect.TEXT


def test_random_bytes_are_no_text() -> None:
    with pytest.raises(Unreadable):
        read(b"\x80" + os.urandom(20_000))


def test_a_path_that_does_not_exist_says_so(tmp_path: os.PathLike[str]) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        read(f"{tmp_path}/nothing.txt")


def test_text_of_one_long_line_is_read() -> None:
    reading = read(b"lighthouse " * 500_000)
    assert reading.media_type == detect.TEXT
    assert len(reading.text) == 5_500_000
