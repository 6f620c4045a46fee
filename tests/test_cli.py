"""The command line as its users see it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from operative import cli
from operative.record import Record

OPERATIVE = [sys.executable, "-m", "operative"]
ROOT = Path(__file__).resolve().parents[1]

RESOLUTION = """United Nations A/RES/64/9012
General Assembly Distr.: General
14 January 2010
Sixty-fourth session
Agenda item 118

Resolution adopted by the General Assembly on 24 November 2009
[without reference to a Main Committee (A/64/L.9012)]

64/9012. Safeguarding of the registers of lighthouse keepers

The General Assembly,

Recalling its resolution 62/7 of 8 November 2007,

1. Takes note of the report of the Secretary-General;

2. Requests the Secretary-General to report to the General Assembly at its sixty-sixth session.

53rd plenary meeting
24 November 2009
"""


@pytest.fixture
def resolution(tmp_path: Path) -> Path:
    path = tmp_path / "resolution.txt"
    path.write_text(RESOLUTION, encoding="utf-8")
    return path


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [*OPERATIVE, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, env={**os.environ, **environment})


def records(result: subprocess.CompletedProcess[bytes]) -> list[Record]:
    return [msgspec.json.decode(line, type=Record) for line in result.stdout.splitlines()]


def test_read_prints_one_line_of_json_for_each_document(resolution: Path) -> None:
    result = run("read", resolution)
    assert result.returncode == 0
    assert result.stderr == b""
    [read] = records(result)
    assert read.source == str(resolution)
    assert read.symbol == "A/RES/64/9012"
    assert [block.number for block in read.blocks if block.kind == "operative"] == ["1", "2"]


def test_read_takes_standard_input(resolution: Path) -> None:
    result = run("read", "-", stdin=resolution.read_bytes())
    [read] = records(result)
    assert read.source == "-"
    assert read.symbol == "A/RES/64/9012"


@pytest.mark.parametrize("workers", ["1", "3"])
def test_read_keeps_the_order_of_paths_and_of_names_in_folders(tmp_path: Path, workers: str) -> None:
    for number in range(40):
        text = RESOLUTION.replace("64/9012", f"64/{9100 + number}") * (1 + (number % 5 == 0) * 20)
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    result = run("read", tmp_path / "039.txt", tmp_path, "--workers", workers)
    names = [Path(read.source).stem for read in records(result)]
    assert names == ["039", *(f"{number:03}" for number in range(40))]


def test_a_file_that_cannot_be_read_is_one_line_and_the_others_go_on(resolution: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("read", empty, tmp_path / "missing.pdf", resolution)
    assert result.returncode == 1
    assert len(records(result)) == 1
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 2
    for line, path in zip(lines, (empty, tmp_path / "missing.pdf"), strict=True):
        source, _, rest = line.partition(": ")
        what, _, mend = rest.partition("; ")
        assert source == str(path)
        assert what
        assert mend


def test_errors_as_json_stand_in_the_place_of_the_record(resolution: Path, tmp_path: Path) -> None:
    result = run("read", tmp_path / "missing.pdf", resolution, "--errors", "json")
    assert result.returncode == 1
    assert result.stderr == b""
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["source"] == str(tmp_path / "missing.pdf")
    assert set(first["error"]) == {"what", "mend", "why"}
    assert second["symbol"] == "A/RES/64/9012"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert result.returncode == 1
    assert b"no document" in result.stderr


def test_pretty_is_the_same_record_indented(resolution: Path) -> None:
    plain, pretty = run("read", resolution), run("read", resolution, "--pretty")
    assert pretty.stdout.count(b"\n") > 20
    assert json.loads(pretty.stdout) == json.loads(plain.stdout)


def test_a_name_that_is_not_text_is_read_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/r\xe9solution.txt"
    try:
        Path(os.fsdecode(path)).write_text(RESOLUTION, encoding="utf-8")
    except OSError:
        pytest.skip("this file system keeps only names that are text")
    [read] = records(run("read", tmp_path))
    assert read.symbol == "A/RES/64/9012"


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "x", "--language", "xx"], ["nonsense"], ["read", "--nonsense"]]
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert b"Usage:" in result.stderr


def test_every_command_has_help_with_examples() -> None:
    for name in cli.cli.commands:
        result = run(name, "--help")
        assert result.returncode == 0
        assert f"  operative {name}" in result.stdout.decode().partition("Examples:")[2]


def test_help_is_there_at_once() -> None:
    """What would make it slow is held here, not the time, which a busy machine stretches: rooms imported early."""
    code = "import sys, operative.cli; print(*sorted(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split())
    assert not loaded & {"rich", "lxml", "numpy", "jinja2", "pypdfium2", "operative.reading", "operative.structure"}


def test_show_prints_the_resolution_for_people(resolution: Path) -> None:
    result = run("show", resolution, COLUMNS="80")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "Safeguarding of the registers of lighthouse keepers" in text
    assert "  1. Takes note of the report" in text
    assert "\x1b" not in text, "no colours where there is no terminal"
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_show_writes_a_page(resolution: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = run("show", resolution, "--html", out)
    assert result.stdout.decode().strip() == f"1 record in {out}"
    page = out.read_text(encoding="utf-8")
    assert "Safeguarding of the registers of lighthouse keepers" in page
    assert "https://docs.un.org/en/A/RES/62/7" in page


def test_show_writes_a_folder_of_pages_with_an_index(resolution: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    result = run("show", resolution, resolution, "--html", out)
    assert result.returncode == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "A_RES_64_9012-en.html",
        "A_RES_64_9012-en_2.html",
        "index.html",
    ]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{path.name}"' in index for path in out.iterdir() if path.name != "index.html")


def test_show_tells_what_cannot_be_read(tmp_path: Path) -> None:
    result = run("show", tmp_path / "missing.pdf")
    assert result.returncode == 1
    assert result.stderr.decode().startswith(str(tmp_path / "missing.pdf"))


def test_schema_is_the_committed_one() -> None:
    committed = (ROOT / "docs" / "reference" / "record.schema.json").read_bytes()
    assert run("schema").stdout == committed, "the record has changed: run `make reference` and commit the result"


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_reader_of_the_output_may_leave(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(RESOLUTION * 50, encoding="utf-8")
    with subprocess.Popen([*OPERATIVE, "read", tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_it_and_its_workers(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # a document that never comes
    with subprocess.Popen([*OPERATIVE, "read", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode in (128 + signal.SIGINT, 1)
    assert b"Traceback" not in errors


def test_diff_marks_what_changed(resolution: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(RESOLUTION.replace("sixty-sixth", "sixty-eighth"), encoding="utf-8")
    result = run("diff", resolution, later)
    assert result.returncode == 0
    assert "[-sixty-sixth-]{+sixty-eighth+} session" in " ".join(result.stdout.decode().split())
    pairs = json.loads(run("diff", resolution, later, "--format", "json").stdout)["pairs"]
    assert [pair["new"]["id"] for pair in pairs if pair["change"] != "same"] == ["op2"]


def test_diff_writes_a_page(resolution: Path, tmp_path: Path) -> None:
    out = tmp_path / "compared.html"
    result = run("diff", resolution, resolution, "--html", out)
    assert result.stdout.decode().strip() == f"4 same: see {out}"
    assert "Takes note" in out.read_text(encoding="utf-8")


def test_diff_tells_what_cannot_be_compared(resolution: Path, tmp_path: Path) -> None:
    missing = run("diff", resolution, tmp_path / "missing.pdf")
    assert missing.returncode == 1
    assert b"missing.pdf" in missing.stderr
    several = run("diff", resolution, resolution.parent)
    assert several.returncode == 0, "a folder of one document is that document"
    (tmp_path / "second.txt").write_text(RESOLUTION, encoding="utf-8")
    several = run("diff", resolution, resolution.parent)
    assert several.returncode == 1
    assert b"one document each" in several.stderr
