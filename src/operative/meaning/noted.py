"""Documents that the organ takes note of, welcomes, endorses, approves or adopts.

The document is what the verb takes: its noun, and whose it is, stand close after the verb; others may be joined to it.
The symbols are those of the citations within the words, and of the notes whose marks stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from operative.meaning.actors import actor_of
from operative.meaning.clauses import Clause, Paragraph, clauses
from operative.meaning.phrases import Phrases
from operative.meaning.rules import placed
from operative.record import Citation, DocumentKind, NotedDocument

NOTING = frozenset({"take note", "note", "welcome", "endorse", "approve", "adopt", "note with appreciation"}) | {
    "note with satisfaction",
    "note with interest",
    "note with concern",
    "commend",
    "accept",
    "confirm",
}
NEAR = 60  # characters between a verb and the document that it takes
KINDS: tuple[DocumentKind, ...] = ("report", "recommendations", "note", "other")


def noted(
    paragraphs: Sequence[Paragraph], phrases: Phrases, citations: Sequence[Citation]
) -> tuple[NotedDocument, ...]:
    """The documents that the operative paragraphs take note of."""
    found: list[NotedDocument] = []
    for clause in clauses(paragraphs):
        if clause.verb in NOTING:
            found += _noted(clause, phrases, citations)
    return tuple(found)


def _noted(clause: Clause, phrases: Phrases, citations: Sequence[Citation]) -> Iterator[NotedDocument]:
    """The documents of one clause: each ends where the next begins."""
    text, pattern = clause.paragraph.text, phrases.noted["document"]
    lead = phrases.noted["lead"].match(text, clause.said, clause.end)
    start = lead.end() if lead else clause.said
    near = min(start + NEAR, clause.end)
    document = phrases.noted["noun"].search(text, start, near) and pattern.search(text, start, near)
    if not document or phrases.noted["barrier"].search(text, start, document.start()):
        return
    document = pattern.match(text, document.start(), clause.end)  # its words may go on beyond
    rule = "noted"
    while document:
        joined = phrases.noted["more"].search(text, document.end(), clause.end)
        end = joined.start() if joined else clause.end
        yield _made(rule, clause, document, end, phrases, citations)
        document = pattern.match(text, joined.end(), clause.end) if joined else None
        rule = "noted-joined"


def _made(
    rule: str, clause: Clause, document: re.Match[str], end: int, phrases: Phrases, citations: Sequence[Citation]
) -> NotedDocument:
    paragraph = clause.paragraph
    start = document.start() if rule == "noted-joined" else clause.start
    offset, last = paragraph.place(start), paragraph.place(end)
    of = paragraph.printed(*document.span("of")).strip(" ,;.") if document["of"] else None
    author = actor_of(of, phrases.language.code) if of else None
    return NotedDocument(
        **placed(paragraph, start, end, rule),
        what=_kind(document["what"], phrases),
        of=of,
        actors=(author,) if author else (),
        symbols=tuple(dict.fromkeys(_symbols(paragraph, offset, last, citations))),
    )


def _kind(words: str, phrases: Phrases) -> DocumentKind:
    """The kind of document that a noun names."""
    return next((kind for kind in KINDS if phrases.noted[kind].fullmatch(words)), "other")


def _symbols(paragraph: Paragraph, start: int, end: int, citations: Sequence[Citation]) -> Iterator[str]:
    """The symbols cited between two offsets of a block, there or in the notes whose marks stand there."""
    block = paragraph.block
    notes = {f"fn{note.marker}" for note in block.notes if start < note.offset <= end}
    for citation in citations:
        here = citation.in_ == block.id and start <= citation.offset < end
        if citation.symbol and (here or citation.in_ in notes):
            yield citation.symbol
