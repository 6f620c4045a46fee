"""DOC, RTF and ODT through LibreOffice, which turns them into DOCX; read on as that."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from operative.reading import detect
from operative.reading.docx import read_docx
from operative.reading.page import Reading, Unreadable

NAMES = ("soffice", "libreoffice")
SECONDS = 90  # a resolution takes 2; a first start on a slow machine 20
ENDINGS = {detect.DOC: "doc", detect.RTF: "rtf", detect.ODT: "odt"}


def read_office(data: bytes, source: str, media_type: str) -> Reading:
    """The reading of a DOC, RTF or ODT file's bytes.

    Raises Unreadable where LibreOffice is not installed, and where it fails, takes too long or leaves no file.
    """
    return read_docx(_converted(data, source, ENDINGS[media_type]), source, media_type)


def _converted(data: bytes, source: str, ending: str) -> bytes:
    """The document as DOCX, made in a folder of its own with a profile of its own: runs side by side don't meet."""
    program = next((path for path in map(shutil.which, NAMES) if path), None)
    if program is None:
        raise Unreadable(
            source,
            f"reading .{ending} needs LibreOffice, which is not installed",
            "install it (on Debian and Ubuntu: apt install libreoffice-writer-nogui) or save the document as DOCX",
            "unconverted",
        )
    with tempfile.TemporaryDirectory(prefix="operative-", ignore_cleanup_errors=True) as folder:
        given = Path(folder) / f"document.{ending}"
        given.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                f"{folder}/out",
                str(given),
            ],
            source,
        )
        made = Path(folder) / "out" / "document.docx"
        if not made.is_file():  # LibreOffice ends well even where it could not load the file
            what = f"LibreOffice could not read the .{ending} file"
            raise Unreadable(source, what, "save the document as DOCX", "unconverted")
        return made.read_bytes()


def _run(command: list[str], source: str) -> None:
    """Run LibreOffice to its end; past its time, it is ended with all that it started.

    It stays in our process group, so that whoever ends us ends it too.
    """
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        what = f"LibreOffice took over {SECONDS} seconds"
        raise Unreadable(source, what, "save the document as DOCX", "unconverted") from error
    finally:
        if process.poll() is None:
            for pid in [*_descendants(process.pid), process.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def _descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have; none where the system doesn't tell."""
    try:
        children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [one for child in children for one in (*_descendants(child), child)]
