"""What the registry's tests may ask for."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from tests.registry.pulling import DOCUMENT, EN, FR, METADATA, PDF, official
from tests.registry.standin import StandIn, standing_in


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
