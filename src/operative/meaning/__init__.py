"""The skeleton to what it means: citations, acts and their actors, reports, agenda decisions, observances."""

from __future__ import annotations

from msgspec.structs import replace

from operative.languages import CODES
from operative.meaning.acts import acts
from operative.meaning.agenda import agenda
from operative.meaning.citations import citations
from operative.meaning.clauses import paragraphs
from operative.meaning.noted import noted
from operative.meaning.observances import observances
from operative.meaning.passages import passages
from operative.meaning.phrases import phrases
from operative.meaning.reports import reports
from operative.meaning.standing import standing
from operative.record import Record


def understand(record: Record) -> Record:
    """The record with what its text means. A record of no known language comes back as it is."""
    if record.language not in CODES:
        return record
    words = phrases(record.language)
    cited = citations(record.blocks, record.footnotes, record.language, record.symbol)
    operative = paragraphs(record.blocks, words)
    said = passages(operative, words)
    return replace(
        record,
        citations=cited,
        acts=acts(operative, words),
        reports=reports(said, words, record.session),
        agenda=agenda(said, words, record.session),
        observances=observances(said, words, record.blocks),
        standing=standing(said, words),
        noted_documents=noted(operative, words, cited),
    )
