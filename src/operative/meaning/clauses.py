"""Operative paragraphs to clauses: one for each thing that the organ does, with the words that belong to it.

A paragraph opens with a finite verb whose subject is the organ; further finite verbs of the same subject follow, joined
by a comma, a semicolon or "and". A lettered sub-paragraph may open with one of its own; if it doesn't, it goes on the
sentence of the paragraph above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from operative.languages import Opening
from operative.meaning.phrases import Phrases
from operative.meaning.verbs import directs
from operative.record import Block
from operative.structure.outline import introduced

_UNLETTERED = re.compile(r"^p\d+$")
_AGAIN = re.compile(r"~\d+")  # in an id that repeats another
LONGEST_OPENING = 160  # characters that a further verb with its adverbs may take


class Clause(msgspec.Struct, frozen=True):
    """What one act says. In the plain text, `start` is where its verb begins, `said` what follows it, `end` its end."""

    paragraph: Paragraph
    seq: int
    verb: str
    start: int
    said: int
    end: int
    further: bool

    @property
    def surface(self) -> str:
        """The verb as printed, with its adverbs."""
        return self.paragraph.printed(self.start, self.said)

    @property
    def words(self) -> str:
        """What follows the verb, in plain letters."""
        return self.paragraph.text[self.said : self.end]


class Paragraph(msgspec.Struct):
    """An operative paragraph in plain letters, with its clauses; `above` is the one whose sub-paragraph it is."""

    block: Block
    para: str
    text: str
    places: list[int] | None
    above: Paragraph | None
    clauses: tuple[Clause, ...] = ()

    def printed(self, start: int, end: int) -> str:
        """The words between two offsets of the plain text, as printed."""
        if self.places is None:
            return self.block.text[start:end]
        return self.block.text[self.place(start) : self.place(end)]

    def place(self, offset: int) -> int:
        """Where an offset of the plain text stands in the block's text."""
        if self.places is None:
            return offset
        return self.places[offset] if offset < len(self.places) else len(self.block.text)

    @property
    def governing(self) -> Clause | None:
        """The clause that the paragraph's first words belong to: its own, or the last of the paragraph above it."""
        if self.clauses and self.clauses[0].start == 0:
            return self.clauses[0]
        return self.above.ending if self.above else None

    @property
    def ending(self) -> Clause | None:
        """The clause that the paragraph's last words belong to."""
        return self.clauses[-1] if self.clauses else self.governing


def paragraphs(blocks: Sequence[Block], phrases: Phrases) -> list[Paragraph]:
    """The operative paragraphs of a document's body, in order.

    Those of a declaration that the organ adopts ("Adopts the following declaration:") are the declaration's, but for
    those that direct somebody ("We request ..."); those that it introduces otherwise ("Resolves that:") go on its
    sentence.
    """
    found: list[Paragraph] = []
    open_levels: list[Paragraph] = []
    chapeaux = introduced(blocks)
    chapeau: Paragraph | None = None  # the last that may introduce others
    for block in blocks:
        introduces = chapeaux.get(block.id)
        if block.kind != "operative" or block.part:
            continue
        if introduces and _adopts(introduces) and not (block.opening and directs(block.opening.verb)):
            continue
        text, places = phrases.plain(block.text)
        continued = _UNLETTERED.match(block.id.rpartition(".")[2]) is not None
        depth = max(block.depth, 1) if continued else block.depth
        open_levels = open_levels[:depth]
        above = open_levels[-1] if open_levels else chapeau if introduces else None
        paragraph = Paragraph(block, _para(block.id), text, places, above)
        paragraph.clauses = tuple(_clauses(paragraph, phrases))
        found.append(paragraph)
        if not introduces and block.depth == 0:
            chapeau = paragraph
        if not continued:
            open_levels.append(paragraph)
    return found


def _adopts(chapeau: Block) -> bool:
    """Whether what a chapeau introduces is a document of its own."""
    return chapeau.opening is not None and chapeau.opening.verb == "adopt"


def _para(block_id: str) -> str:
    """The printed number that an id stands for: "op12.a.i" is 12(a)(i), "II.op3" and another "II.op3~2" are II.3."""
    section, _, path = (_AGAIN.sub("", block_id) if "~" in block_id else block_id).rpartition("op")
    number, *letters = path.split(".")
    return section + number + "".join(f"({letter})" for letter in letters if not _UNLETTERED.match(letter))


def _clauses(paragraph: Paragraph, phrases: Phrases) -> Iterator[Clause]:
    """The clauses of a paragraph: its opening, and each further verb of the same subject."""
    starts = list(_verbs(paragraph, phrases))
    ends = [joint for joint, *_ in starts[1:]]
    for seq, ((_, start, opening), end) in enumerate(zip(starts, [*ends, len(paragraph.text)], strict=False), 1):
        said = start + len(opening.surface)
        yield Clause(paragraph, seq, opening.verb, start, said, end, further=start > 0)


def _verbs(paragraph: Paragraph, phrases: Phrases) -> Iterator[tuple[int, int, Opening]]:
    """The organ's finite verbs: where the clause before ends, where the adverbs of the verb begin, and the verb."""
    lexicon, text = phrases.language.lexicon, paragraph.text
    opening = lexicon.opening(paragraph.block.text)
    goes_on = opening is None or opening.kind == "preambular" or _is_task(paragraph, phrases)
    done = 0
    if opening and not goes_on:
        done = len(opening.surface if paragraph.places is None else phrases.plain(opening.surface)[0])
        paired = phrases.acts["joint"].search(text, 1, done + 1)  # "Acknowledges and deeply regrets"
        done = paired.start() if paired else done
        yield 0, 0, Opening("operative", opening.verb, text[:done])
    last = None if goes_on or opening is None else opening.verb
    for joint in phrases.further["sure" if goes_on else "verb"].finditer(text, done):
        at = joint.end()
        if at < done:
            continue
        found = lexicon.within(text[at : at + LONGEST_OPENING])
        if found is None or found.kind == "preambular" or phrases.acts["noun"].match(text, at):
            continue
        if found.verb == last and phrases.acts["repeated"].match(text, at):
            continue  # the verb is only said again
        if last and directs(last) and phrases.acts["continuing"].match(text, at):
            continue  # "requests the Secretary-General to ..., to continue to encourage"
        if not _same_subject(text, done, joint, phrases):
            continue
        yield joint.start(), at, found
        done, last = at + len(found.surface), found.verb


def _is_task(paragraph: Paragraph, phrases: Phrases) -> bool:
    """Whether a sub-paragraph's first words say what the paragraph above asks for.

    A language whose verbs are the same for every subject tells it by how the paragraph above ends: "calls upon all
    States:", not "and, in this regard:".
    """
    above = paragraph.above
    return above is not None and above.ending is not None and phrases.acts["chapeau"].search(above.text) is not None


def _same_subject(text: str, said: int, joint: re.Match[str], phrases: Phrases) -> bool:
    """Whether a verb after a joint has the organ for its subject, and not that of a clause in between.

    After a comma it has, as far as the words before don't promise a verb of their own ("which ..., in turn, and ...");
    "and" without a comma goes on the nearest clause.
    """
    if phrases.acts["promise"].search(text, max(said, joint.start() - 60), joint.start()):
        return False
    if joint["weak"] is None or phrases.acts["sure"].match(text, joint.end()):
        return True
    return phrases.acts["subject"].search(text, said, joint.start()) is None


def clauses(paragraphs: Iterable[Paragraph]) -> Iterator[Clause]:
    """All clauses of all paragraphs, in order."""
    for paragraph in paragraphs:
        yield from paragraph.clauses
