"""The rules that find facts, in plain words, and how often each is right.

The confidence of a rule that finds acts is the share of its findings that are right on English resolutions labelled by
hand. That of the others is the share of its English findings, over three sessions, that at least four of the six
versions bear out (`make bench` prints it). Where a rule found fewer than thirty, it says what we would bet.
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
    "learned-sense": Rule(
        "The verb stands for several English ones; the words after it speak for this one, as weights learned from"
        " official texts in two languages say.",
        0.97,
    ),
    "report": Rule("Somebody is asked, or it is decided that somebody shall, report.", 0.99),
    "submit": Rule(
        "Somebody is asked to submit, present, prepare or provide a report, a briefing, information or the like.", 0.94
    ),
    "inform": Rule("Somebody is asked to inform or brief a body, or to keep it informed.", 0.98),
    "in-report": Rule("Somebody is asked to put something into a report of theirs.", 0.95),
    "agenda-include": Rule(
        "Words that put an item into a provisional agenda; its title stands in quotation marks, its session in words.",
        0.99,
    ),
    "agenda-consider": Rule(
        "Words that decide to consider a matter, to go on with it, to put it off or to end it at a"
        " session of the Assembly.",
        0.99,
    ),
    "agenda-seized": Rule("Words that decide to remain seized of a matter, with or without a session.", 0.95),
    "observance-proclaim": Rule(
        "Words that proclaim, declare or designate a day, a week, a year or a decade by its name.", 0.97
    ),
    "observance-observe": Rule(
        "Words that ask or decide to observe, celebrate or mark a day, a week, a year or a decade.", 0.94
    ),
    "observance-convene": Rule(
        "Words that ask or decide to convene, hold or organize a conference, a meeting or a forum.", 0.94
    ),
    "observance-held": Rule("A conference, a meeting or a forum that shall be held, with the day or the place.", 0.85),
    "observance-part": Rule("A part of a meeting that the paragraph above convenes, with its day.", 0.8),
    "standing-body": Rule("Words that establish a committee, a group, an office or another body.", 0.9),
    "standing-fund": Rule("Words that establish a fund.", 0.8),
    "standing-extension": Rule("Words that extend or renew a mandate or an appointment, and until which day.", 0.85),
    "standing-end": Rule("Words that end a mandate, or dissolve a body.", 0.8),
    "standing-appointment": Rule("Words that appoint or elect somebody, or ask that somebody be appointed.", 0.93),
    "standing-scale": Rule("Words that decide on a scale of assessments.", 0.9),
    "standing-budget": Rule("Words that appropriate, apportion or commit an amount of money.", 0.96),
    "standing-limit": Rule("Words that limit what may be spent, such as within existing resources.", 0.97),
    "noted": Rule(
        "A verb that takes note of, welcomes, endorses, approves or adopts, and the document that it takes.", 0.9
    ),
    "noted-joined": Rule("Another document joined to the one before.", 0.85),
}


def placed(paragraph: Paragraph, start: int, end: int, rule: str, sure: float = 1.0) -> dict[str, Any]:
    """The fields that all facts share: where the words between two offsets of the plain text stand, and the rule.

    `sure` lowers the rule's confidence where this finding is less sure than others.
    """
    return {
        "para": paragraph.para,
        "in_": paragraph.block.id,
        "offset": paragraph.place(start),
        "end": paragraph.place(end),
        "rule": rule,
        "confidence": round(RULES[rule].confidence * sure, 3),
    }
