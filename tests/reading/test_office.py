"""DOC, RTF and ODT go through LibreOffice, where it is there and well."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from operative.reading import Unreadable, detect, office, read

RTF = rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Times;}}\f0 Requests the keeper\super{\footnote\super\chftn\nosupersub  Lit.}"
RTF += rb"\nosupersub\i  today\i0 .\par Decides to wait.\par}"


@pytest.mark.skipif(not any(map(shutil.which, office.NAMES)), reason="needs LibreOffice")
def test_rtf_keeps_its_paragraphs_and_notes() -> None:
    reading = read(RTF)
    assert reading.media_type == detect.RTF
    told = [(line.zone, line.number, line.text) for line in reading.pages[0].lines]
    assert told == [
        ("body", None, "Requests the keeper1 today."),
        ("body", None, "Decides to wait."),
        ("note", "1", "Lit."),
    ]


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable) as error:
        read(RTF, source="lamps.rtf")
    assert error.value.source == "lamps.rtf"
    assert "libreoffice-writer" in error.value.mend


def _program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in LibreOffice's place."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_good_end_without_a_file_is_no_good_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path, "exit 0", monkeypatch)
    with pytest.raises(Unreadable, match="could not read"):
        read(RTF)


def test_what_takes_too_long_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started = tmp_path / "started"
    _program(tmp_path, f"sleep 60 & echo $! > {started}; wait", monkeypatch)
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(Unreadable, match="took over"):
        read(RTF)
    if Path("/proc/self/task").is_dir():
        state = Path(f"/proc/{started.read_text().strip()}/stat")
        assert not state.exists() or state.read_text().split()[2] == "Z"
