"""Symbols in running text, whole ("A/69/488/Add.2 and Corr.1") and short ("resolutions 49/30 and 217 A (III)").

An anchor finds where one could begin; then the words around it decide which organ's document it is, or that it is none.
"""

from __future__ import annotations

from collections.abc import Callable

from operative.meaning.numbers import AfterNumber, BeforeNumber
from operative.meaning.whole import Mention, take_date, whole
from operative.meaning.words import Word, Words

__all__ = ["Mention", "mentions"]


def mentions(
    text: str, words: Words, speaker: str, session: int | None, around: Callable[[], list[Word]]
) -> list[Mention]:
    """The symbols of a text. `speaker` is the organ whose document it is ("A"), `session` that organ's session.

    `around` finds the text's words, and is only asked where a number is to be explained by them.
    """
    found = _anchored(text, words)
    if not found:
        return []
    if any(not m.whole for m in found):
        reader = AfterNumber if words.after else BeforeNumber
        found = reader(text, words, speaker, session, around()).read(found)
    else:
        for m in found:
            take_date(text, m, words)
    return found


def _anchored(text: str, words: Words) -> list[Mention]:
    found: list[Mention] = []
    if "/" not in text and "(" not in text:  # as most paragraphs
        return found
    done = 0
    for anchor in words.anchor.finditer(text):
        start = anchor.start()
        if start < done:
            continue
        if text[start] in "АЕ" or "A" <= text[start] <= "Z":
            symbols = whole(text, start, words)
            if symbols:
                found += symbols
                done = symbols[-1].end
                continue
        short = words.short.match(text, start)
        if short:
            found.append(Mention(start, short.end(), short[0], tail=short.end(), short=short))
            done = short.end()
    return found
