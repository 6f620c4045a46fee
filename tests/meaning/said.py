"""A record from the operative paragraphs of an invented resolution: what they say is what a test asks about."""

from __future__ import annotations

import re

from operative.languages import load
from operative.meaning import understand
from operative.meaning.clauses import clauses, paragraphs
from operative.meaning.phrases import phrases
from operative.record import Block, Opening, Record

LABEL = re.compile(r"(?:(\d+)\. )?(\([a-z]+\) )?(\([ivx]+\) )?")


def said(*printed: str, language: str = "en", session: int = 64) -> Record:
    """The record of paragraphs, which are numbered from 1 on; "(a) ..." and "(a) (i) ..." lie under the one before."""
    blocks: list[Block] = []
    path: list[str] = []
    at = 0
    for number, paragraph in enumerate(printed, 1):
        _, letter, roman = (LABEL.match(paragraph) or [""] * 4).groups()  # type: ignore[union-attr]
        text = paragraph[len(letter or "") + len(roman or "") :]
        levels = [level.strip("() ") for level in (letter, roman) if level]
        path = [*path[:1], *levels] if levels else [str(1 + sum(block.depth == 0 for block in blocks))]
        found = load(language).opening(text)
        blocks.append(
            Block(
                id="op" + ".".join(path),
                kind="operative",
                number=path[-1],
                depth=len(path) - 1,
                text=text,
                span=(at, at + len(text)),
                opening=Opening(verb=found.verb, surface=found.surface) if found else None,
            )
        )
        at += len(text) + number
    record = Record(source="said", media_type="text/plain", language=language, session=session, blocks=tuple(blocks))
    return understand(record)


def by_rule(paragraph: str, language: str) -> list[str]:
    """The verb of each clause of a paragraph as the lexicon has it, before words learned from may change its sense."""
    blocks = said(paragraph, language=language).blocks
    return [clause.verb for clause in clauses(paragraphs(blocks, phrases(language)))]


def verbs(record: Record) -> list[tuple[str, str]]:
    """Paragraph and verb of each act."""
    return [(act.para, act.verb) for act in record.acts]
