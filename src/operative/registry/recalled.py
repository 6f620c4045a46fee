"""What later resolutions recall: the paragraphs that look back on something that an earlier one calls for or sets up.

Only resolutions that go on the series or cite the earlier one are looked through, since a name like "the high-level
meeting" has many bearers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from operative.record import Block, Fact, Record
from operative.registry.followup import Held, onwards_from

LOOKING_BACK = frozenset(
    {
        "recall",
        "reaffirm",
        "welcome",
        "note",
        "take note",
        "note with appreciation",
        "note with satisfaction",
        "acknowledge",
        "recognize",
        "commend",
        "appreciate",
        "express appreciation",
        "express gratitude",
        "express satisfaction",
        "have considered",
        "endorse",
        "bear in mind",
        "take into account",
    }
)
LONG = 8  # words of a name that tells its bearer by itself
SHARED = 0.35  # of the words that call a meeting of a shorter name, the share that a paragraph on it has
NAMED = 0.9  # of the words of a meeting's or body's name, the share that a paragraph on it has
_WORD = re.compile(r"[^\W\d_]{3,}|\d+|[\u4e00-\u9fff]")


def recalled(symbol: str, fact: Fact, name: str, held: Held) -> Iterator[tuple[str, Record, Block, str]]:
    """The paragraphs of later resolutions that look back on something of a name, with the words that do, in time.

    Where the name is short or none, the paragraph must share words with the fact's, too; and one in which only years
    before the fact's are printed speaks of an earlier bearer.
    """
    asking = held.record(symbol)
    if asking is None:
        return
    asked = name_words(name)
    passage = name_words(next(block.text for block in asking.blocks if block.id == fact.in_)[fact.offset : fact.end])
    for work, record in later_on(symbol, held):
        for block in record.blocks:
            if block.opening is None or block.opening.verb not in LOOKING_BACK:
                continue
            text = block.text[: _other_act(record, block)]
            found = name_words(text)
            near = len(asked) >= LONG or len(passage & found) >= SHARED * len(passage)
            if near and len(asked & found) >= NAMED * len(asked) and not _is_of_earlier(found, asking.adopted):
                yield work, record, block, text


def later_on(symbol: str, held: Held) -> Iterator[tuple[str, Record]]:
    """The resolutions that go on a series after one of its own, or cite that one, with their records, in time."""
    later = dict.fromkeys((*onwards_from(symbol, held), *held.citing.get(symbol, ())))
    for work in sorted(later, key=lambda work: held.session[work]):
        record = held.record(work)
        if record is not None and work != symbol and held.session[work] >= held.session[symbol]:
            yield work, record


def _other_act(record: Record, block: Block) -> int:
    """Where a paragraph goes on to do something else ("Recalls ..., and requests ...")."""
    acts = (act for act in record.acts if act.in_ == block.id and act.verb not in LOOKING_BACK)
    return next((act.offset for act in acts if act.offset > 0), len(block.text))


def _is_of_earlier(words: frozenset[str], adopted: str | None) -> bool:
    """Whether all years among words are before that of a day."""
    years = [word for word in words if re.fullmatch(r"(?:19|20)\d\d", word)]
    return bool(years and adopted and max(years) < adopted[:4])


def name_words(text: str) -> frozenset[str]:
    """The words of a name or paragraph as compared; in Chinese its characters."""
    return frozenset(_WORD.findall(text.lower()))
