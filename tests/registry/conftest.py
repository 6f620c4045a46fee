"""What the registry's tests may ask for: databases of each kind, and a source to pull from.

SQLite is always tested, PostgreSQL where its programs are installed.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.registry.pulling import DOCUMENT, EN, FR, METADATA, PDF, official
from tests.registry.standin import StandIn, standing_in

_numbers = count()


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: on the path, or where Debian puts them."""
    found = shutil.which("pg_ctl")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The socket's folder of a PostgreSQL server of our own, which ends with the tests."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run with all rights
    folder = Path(tempfile.mkdtemp(prefix="operative-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str | Path) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, user=user, cwd=folder, **quiet)

    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(programs / "initdb", "-D", folder / "data", "-U", "office", "-E", "UTF8", "--locale=C", "--auth=trust")
        run(programs / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start")
        yield str(folder)
        run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "operative.db")
    import psycopg

    folder, name = request.getfixturevalue("server"), f"registry_{next(_numbers)}"
    with psycopg.connect(host=folder, user="office", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://office@/{name}?host={folder}"


@pytest.fixture
def source() -> Iterator[StandIn]:
    """A repository with an invented session in two languages, an older one in an archive, and a document site."""
    with standing_in() as running:
        running.put(EN, official("registers-i.en"))
        running.put(FR, official("registers-i.fr"))
        running.put("README.md", b"An invented repository.")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
            members.writestr("English/A_RES_58_362.xml", official("single.en"))
        running.put("58session/English.zip", archive.getvalue())
        entry = {
            "symbol": "A/RES/64/356",
            "title": "Registers of lighthouses",
            "agenda_item": "Agenda item 118",
            "agenda_item_name": "Keeping of registers",
            "sponsors": ["ATLANTIS"],
        }
        running.put(METADATA, json.dumps([entry]).encode())
        running.files[DOCUMENT] = PDF
        yield running
