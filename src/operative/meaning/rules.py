"""The rules that find facts, in plain words, and how often each is right.

The confidence of a rule is the share of its findings that are right on English resolutions labelled by hand; where it
found fewer than thirty there, it says what we would bet.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from operative.meaning.clauses import Paragraph


class Rule(NamedTuple):
    """A rule in plain words, and the share of its findings that are right."""

    words: str
    confidence: float


RULES = {
    "opening": Rule("The paragraph opens with a finite verb of the lexicon; its subject is the organ.", 0.99),
    "further-verb": Rule(
        "A finite verb that organs use follows a comma, a semicolon or “and”; nothing between has promised it to"
        " another subject, so that it is the organ's, too.",
        0.99,
    ),
    "report": Rule("Somebody is asked, or it is decided that somebody shall, report.", 0.95),
    "submit": Rule(
        "Somebody is asked to submit, present, prepare or provide a report, a briefing, information or the like.", 0.95
    ),
    "inform": Rule("Somebody is asked to inform or brief a body, or to keep it informed.", 0.95),
    "in-report": Rule("Somebody is asked to put something into a report of theirs.", 0.9),
}


def placed(paragraph: Paragraph, start: int, end: int, rule: str) -> dict[str, Any]:
    """The fields that all facts share: where the words between two offsets of the plain text stand, and the rule."""
    return {
        "para": paragraph.para,
        "in_": paragraph.block.id,
        "offset": paragraph.place(start),
        "end": paragraph.place(end),
        "rule": rule,
        "confidence": RULES[rule].confidence,
    }
