"""Bad input: nothing crashes, nothing hangs, nothing that isn't a resolution is taken for one.

Every input goes through the batch, as on the command line: its limits of seconds and memory hold for each document.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from operative import batch
from operative.batch import Failure, Limits
from operative.record import Record
from tests.test_cli import RESOLUTION

GENEROUS = Limits(seconds=60, megabytes=1024)
DOUBTFUL = 0.5  # a record below this is not taken for a resolution

RUSSIAN = """Генеральная Ассамблея,

ссылаясь на свою резолюцию 62/7 от 8 ноября 2007 года,

1. принимает к сведению доклад Генерального секретаря о маяках;

2. просит Генерального секретаря представить доклад на ее шестьдесят шестой сессии.
"""
FRENCH = """L’Assemblée générale,

Rappelant sa résolution 62/7 du 8 novembre 2007,

1. Prend note avec intérêt du rapport du Secrétaire général sur les phares ;

2. Prie le Secrétaire général de lui présenter un rapport à sa soixante-sixième session.
"""
ARABIC = """إن الجمعية العامة،

إذ تشير إلى قرارها 62/7 المؤرخ 8 تشرين الثاني/نوفمبر 2007،

1 - تحيط علما بتقرير الأمين العام عن المنارات؛

2 - تطلب إلى الأمين العام أن يقدم تقريرا في دورتها السادسة والستين.
"""
CHINESE = """大会，

回顾其2007年11月8日第62/7号决议，

1. 赞赏地注意到秘书长关于灯塔的报告；

2. 请秘书长向大会第六十六届会议提交报告。
"""
NOVEL = (
    "It was a grey morning, and nobody in the harbour had slept. “Is the lamp lit?” asked the old woman.\n\n" * 20_000
)
MINUTES = """Board of the Lighthouse Society

Minutes of the meeting of 3 May

1. The chair opened the meeting at nine.
2. The treasurer presented the accounts, which were approved.
3. The next meeting takes place in June.
"""


def outcome(path: Path, limits: Limits = GENEROUS) -> Record | Failure:
    """What comes of the only document at a path, within its limits."""
    begin = time.monotonic()
    [result] = batch.records([path], workers=1, limits=limits)
    assert time.monotonic() - begin < limits.seconds + 20
    return result


def read(folder: Path, name: str, data: bytes | str, limits: Limits = GENEROUS) -> Record | Failure:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return outcome(path, limits)


def told(result: Record | Failure) -> Failure:
    """The failure, which says what is wrong and what mends it, in one line."""
    assert isinstance(result, Failure), f"was read, with confidence {result.confidence}"
    assert result.error.what
    assert result.error.mend
    assert "\n" not in result.error.what + result.error.mend
    assert "report this" not in result.error.mend, result.error.what
    return result


def doubted(result: Record | Failure) -> None:
    """It was told, or read as a record that nobody takes for a resolution."""
    if isinstance(result, Failure):
        told(result)
    else:
        assert result.confidence < DOUBTFUL
        assert result.warnings


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("random.bin", bytes(range(256)) * 400),
        ("zeros.bin", bytes(100_000)),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("program", b"\x7fELF" + bytes(2000)),
        ("truncated.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
        ("truncated.docx", b"PK\x03\x04" + bytes(60)),
        (
            "truncated.xml",
            b'<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><state',
        ),
        ("truncated.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("truncated.rtf", b"{\\rtf1\\ansi{\\fonttbl"),
        ("bare.html", b"<html><body><p></p></body></html>"),
    ],
)
def test_what_holds_no_text_is_told_or_doubted(tmp_path: Path, name: str, data: bytes) -> None:
    doubted(read(tmp_path, name, data))


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    assert "no such file" in told(outcome(tmp_path / "missing.txt")).error.what


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (RESOLUTION, "utf-16", "en"),
        (RESOLUTION, "utf-16-le", "en"),
        (CHINESE, "utf-16", "zh"),
        (CHINESE, "gb18030", "zh"),
        (RUSSIAN, "windows-1251", "ru"),
        (FRENCH, "windows-1252", "fr"),
        (ARABIC, "windows-1256", "ar"),
    ],
)
def test_other_encodings_are_read_right(tmp_path: Path, text: str, encoding: str, language: str) -> None:
    result = read(tmp_path, "resolution.txt", text.encode(encoding))
    assert isinstance(result, Record)
    assert result.language == language
    assert [block.number for block in result.blocks if block.kind == "operative"] == ["1", "2"]
    plain = read(tmp_path, "plain.txt", text)
    assert isinstance(plain, Record)
    assert [block.text for block in result.blocks] == [block.text for block in plain.blocks]


@pytest.mark.parametrize(("text", "wrong"), [(RUSSIAN, "latin-1"), (FRENCH, "windows-1252"), (RUSSIAN, "windows-1251")])
def test_mojibake_is_mended_or_doubted(tmp_path: Path, text: str, wrong: str) -> None:
    result = read(tmp_path, "mojibake.txt", text.encode("utf-8").decode(wrong, "replace"))
    assert isinstance(result, Record)
    plain = read(tmp_path, "plain.txt", text)
    assert isinstance(plain, Record)
    mended = [block.text for block in result.blocks] == [block.text for block in plain.blocks]
    assert result.warnings, "either way it says so"
    assert mended or result.confidence < plain.confidence


def test_a_pdf_that_is_encrypted(tmp_path: Path) -> None:
    told(read(tmp_path, "locked.pdf", encrypted_pdf()))


def test_a_zip_bomb(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("huge.txt", "w") as member:
        for _ in range(600):
            member.write(bytes(1 << 20))
    told(read(tmp_path, "bomb.zip", bomb.getvalue()))


def test_a_zip_bomb_within_a_docx(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for _ in range(600):
                member.write(b" " * (1 << 20))
    told(read(tmp_path, "bomb.docx", bomb.getvalue()))


def test_archives_within_archives_without_end(tmp_path: Path) -> None:
    data = RESOLUTION.encode()
    for depth in range(12):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{depth}.zip" if depth else "text.txt", data)
        data = packed.getvalue()
    path = tmp_path / "nested.zip"
    path.write_bytes(data)
    assert len(list(batch.records([path], workers=1, limits=GENEROUS))) <= 1


def test_a_bomb_of_xml_entities(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "lamp">{entities}]><akomaNtoso><p>&e11;</p></akomaNtoso>'
    doubted(read(tmp_path, "bomb.xml", bomb, Limits(seconds=20, megabytes=256)))


def test_an_xml_entity_does_not_open_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the lamp is out")
    akn = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    text = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    text += f'<akomaNtoso xmlns="{akn}"><statement><mainBody><p>Hello &s;</p></mainBody></statement></akomaNtoso>'
    result = read(tmp_path, "outside.xml", text)
    assert "the lamp is out" not in str(result)


@pytest.mark.parametrize("piece", ["lamp ", "灯塔", "(", "A/RES/"])
def test_fifty_megabytes_of_one_line(tmp_path: Path, piece: str) -> None:
    data = piece.encode()
    limits = Limits(seconds=8, megabytes=1024)
    doubted(read(tmp_path, "line.txt", data * (50_000_000 // len(data)), limits))


def test_a_novel(tmp_path: Path) -> None:
    doubted(read(tmp_path, "novel.txt", NOVEL))


def test_the_minutes_of_another_body(tmp_path: Path) -> None:
    doubted(read(tmp_path, "minutes.txt", MINUTES))


def test_a_treaty(tmp_path: Path) -> None:
    text = "CONVENTION ON WET PAPER\n\nArticle 1\n\n1. Each Party shall keep its paper dry.\n\n2. Each Party shall:\n\n"
    doubted(
        read(
            tmp_path,
            "treaty.txt",
            text + "(a) Dry it;\n\n(b) Store it.\n\nArticle 2\n\n1. It enters into force in May.\n",
        )
    )


def test_a_report_with_a_masthead_like_a_resolution(tmp_path: Path) -> None:
    head = RESOLUTION.partition("Resolution adopted")[0].replace("A/RES/64/9012", "A/64/9372")
    text = "Registers of lighthouse keepers\n\nReport of the Secretary-General\n\nI. Introduction\n\n"
    text += "1. In its resolution 62/7, the General Assembly requested the Secretary-General to submit a report.\n\n"
    text += "2. The present report covers two years. Member States were invited to send their views.\n\n"
    doubted(read(tmp_path, "report.txt", head + text))


def test_a_resolution_of_another_organ_is_that_organ_s(tmp_path: Path) -> None:
    text = "Resolution 9325 (2031)\n\nAdopted by the Security Council at its 9213th meeting, on 31 October 2031\n\n"
    text += (
        "The Security Council,\n\nRecalling its resolution 1261 (1999),\n\n1. Urges Member States to light lamps;\n\n"
    )
    result = read(tmp_path, "council.txt", text + "2. Decides to remain actively seized of the matter.\n")
    assert isinstance(result, Record)
    assert result.organ == "Security Council"
    assert result.symbol == "S/RES/9325 (2031)"


@pytest.mark.parametrize(("first", "second"), [(RESOLUTION, RUSSIAN), (RESOLUTION, FRENCH), (CHINESE, ARABIC)])
def test_two_languages_in_one_file_are_told(tmp_path: Path, first: str, second: str) -> None:
    paragraph = next(line for line in second.splitlines() if line.startswith("2")).removeprefix("2. ")
    lines = first.splitlines()
    place = next(index for index, line in enumerate(lines) if line.startswith("2"))
    lines[place:place] = [f"2. {paragraph} {paragraph} {paragraph}", "3. " + lines[place][3:]]
    result = read(tmp_path, "mixed.txt", "\n".join(lines))
    assert isinstance(result, Record)
    assert "mixed-languages" in {warning.code for warning in result.warnings}


@pytest.mark.parametrize("tag", ["ol><li", "div", "table><tr><td", "blockquote"])
def test_ten_thousand_nested_lists(tmp_path: Path, tag: str) -> None:
    doubted(read(tmp_path, "nested.html", "<html><body>" + f"<{tag}>lamp" * 10_000))


def test_ten_thousand_nested_elements_of_official_xml(tmp_path: Path) -> None:
    akn = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    doubted(read(tmp_path, "nested.xml", f'<akomaNtoso xmlns="{akn}"><statement>' + "<list><point>lamp" * 10_000))


def test_parentheses_without_end(tmp_path: Path) -> None:
    doubted(read(tmp_path, "nested.txt", "\n".join(f"{'(' * depth}a) lamp" for depth in range(1, 2000))))


def test_a_nul_byte_is_read_over_and_told(tmp_path: Path) -> None:
    result = read(tmp_path, "nul.txt", RESOLUTION.replace("lighthouse", "light\0house"))
    assert isinstance(result, Record)
    assert result.symbol == "A/RES/64/9012"
    assert result.warnings


def test_a_resolution_is_not_doubted(tmp_path: Path) -> None:
    result = read(tmp_path, "resolution.txt", RESOLUTION)
    assert isinstance(result, Record)
    assert result.confidence > DOUBTFUL


# --- the limits themselves ---------------------------------------------------------------------------------------


def test_a_document_that_takes_too_long_is_ended_and_the_others_go_on(tmp_path: Path) -> None:
    good, slow = tmp_path / "good.txt", tmp_path / "slow.txt"
    good.write_text(RESOLUTION, encoding="utf-8")
    slow.write_text(RESOLUTION * 100_000, encoding="utf-8")
    limits = Limits(seconds=5, megabytes=1024)
    first, second, third = batch.records([good, slow, good], workers=2, limits=limits)
    assert isinstance(first, Record)
    assert "5 seconds" in told(second).error.what
    assert isinstance(third, Record)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker ends when it next looks for its parent")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "novel.txt"
    path.write_text(NOVEL * 20, encoding="utf-8")
    command = [sys.executable, "-m", "operative", "read", str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        deadline = time.monotonic() + 30
        while not (workers := children.read_text().split()):
            assert time.monotonic() < deadline, "no worker was started"
            time.sleep(0.05)
        time.sleep(1.5)  # they are at work
        parent.kill()
    while any(Path(f"/proc/{worker}/exe").exists() for worker in workers):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)


def test_a_document_that_takes_too_much_memory_is_ended_and_the_others_go_on(tmp_path: Path) -> None:
    good, large = tmp_path / "good.txt", tmp_path / "large.txt"
    good.write_text(RESOLUTION, encoding="utf-8")
    large.write_bytes(b"lamp \n" * 12_000_000)
    limits = Limits(seconds=60, megabytes=160)
    first, second, third = batch.records([good, large, good], workers=1, limits=limits)
    assert isinstance(first, Record)
    assert "160 MB" in told(second).error.what
    assert isinstance(third, Record)


def test_memory_stays_the_same_however_many_documents_there_are(tmp_path: Path) -> None:
    tracemalloc = pytest.importorskip("tracemalloc")
    (tmp_path / "many").mkdir()
    for number in range(300):
        (tmp_path / "many" / f"{number:03}.txt").write_text(RESOLUTION * 40, encoding="utf-8")
    tracemalloc.start()
    size = sum(len(outcome.json) for outcome in batch.outcomes([tmp_path / "many"], workers=2))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 20_000_000
    assert peak < size / 2


def encrypted_pdf() -> bytes:
    """A PDF of one page that opens only with a password."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -44 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + table
    key = zlib.crc32(out).to_bytes(4, "big").hex().encode()
    return out + b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        key, key, start,
    )  # fmt: skip
