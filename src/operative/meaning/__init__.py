"""The skeleton to what it means: citations, and later acts, actors, reports, agenda, observances."""

from __future__ import annotations

from msgspec.structs import replace

from operative.languages import CODES
from operative.meaning.citations import citations
from operative.record import Record


def understand(record: Record) -> Record:
    """The record with what its text means: its citations. A record of no known language comes back as it is."""
    if record.language not in CODES:
        return record
    return replace(record, citations=citations(record.blocks, record.footnotes, record.language, record.symbol))
