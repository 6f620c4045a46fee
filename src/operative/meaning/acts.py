"""Acts: the things that the organ does, paragraph by paragraph, and whom it directs."""

from __future__ import annotations

from collections.abc import Sequence

from operative.meaning.addressees import actors, addressees, meant
from operative.meaning.clauses import Clause, Paragraph, clauses
from operative.meaning.phrases import Phrases
from operative.meaning.rules import placed
from operative.meaning.senses import sense
from operative.meaning.verbs import class_of, force_of
from operative.record import Act


def acts(paragraphs: Sequence[Paragraph], phrases: Phrases) -> tuple[Act, ...]:
    """The acts of a document in order."""
    return tuple(_act(clause, phrases) for clause in clauses(paragraphs))


def _act(clause: Clause, phrases: Phrases) -> Act:
    paragraph = clause.paragraph
    places = addressees(clause, phrases)
    surface = paragraph.text[clause.start : clause.said]
    verb, sure = sense(phrases.language, clause.verb, surface, clause.words)
    rule = "learned-sense" if verb != clause.verb else "further-verb" if clause.further else "opening"
    return Act(
        **placed(paragraph, clause.start, clause.end, rule, sure),
        seq=clause.seq,
        verb=verb,
        surface=clause.surface,
        class_=class_of(verb),
        force=force_of(verb),
        addressees=tuple(paragraph.printed(*place) for place in places),
        actors=actors(paragraph, meant(clause, places, phrases), phrases) if places else (),
    )
