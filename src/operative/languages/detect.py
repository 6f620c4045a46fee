"""Which of the six languages a text is written in: by its script, then by its words.

Arabic, Russian and Chinese are told by their scripts; English, French and Spanish share one, and a trained model
(py3langid, confined to the three) tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from operative.languages import load

_SCRIPTS = {
    "ar": re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]+"),
    "ru": re.compile("[\u0400-\u04ff]+"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
}
_LATIN = ("en", "es", "fr")
_ENOUGH = 6_000  # characters that decide: the head and the middle of a longer text are as good as all of it
MOST_WORDS = 300  # more change nothing
FEWEST_WORDS = 60  # of a text that common words may decide: none of 936 such lines of the devset is misjudged
CLEARLY = 5  # common words of one language that a paragraph of another hardly has
_WEIGHT = {"zh": 4}  # letters of an alphabet that say as much as one character


def language_of(text: str) -> str | None:
    """The code of the text's language; None if it has no letters, or none of the six languages' scripts prevails."""
    sample = _sample(text)
    letters = _letters(sample)
    script, count = max(letters.items(), key=lambda item: item[1])
    if count == 0 or 2 * count < sum(map(str.isalpha, sample)):
        return None
    return script if script != "latin" else _latin(sample)


def other_than(code: str, text: str) -> str | None:
    """The language of a paragraph that is clearly in another than `code`, by script or commonest words; else None.

    Spares the model: in doubt a paragraph is in its document's language.
    """
    letters = _letters(text)
    script = max(letters, key=letters.__getitem__)
    if script != "latin":
        return script if script != code and letters[script] > letters.get(code, letters["latin"]) else None
    words = Counter(word.lower() for word in _SCRIPTS["latin"].findall(text))
    counts = {latin: sum(words[word] for word in load(latin).common_words) for latin in _LATIN}
    most = max(counts, key=counts.__getitem__)
    return most if most != code and counts[most] >= CLEARLY and counts[most] > 2 * counts.get(code, 0) else None


def _sample(text: str) -> str:
    if len(text) <= _ENOUGH:
        return text
    middle = len(text) // 2
    return text[: _ENOUGH // 2] + "\n" + text[middle : middle + _ENOUGH // 2]


def _letters(text: str) -> dict[str, int]:
    """How much each script says in the text, in letters."""
    return {
        script: sum(map(len, pattern.findall(text))) * _WEIGHT.get(script, 1) for script, pattern in _SCRIPTS.items()
    }


def _latin(text: str) -> str:
    words = _SCRIPTS["latin"].findall(text)[:MOST_WORDS]
    return _by_common_words(words) or str(_identifier().classify(" ".join(words))[0])


def _by_common_words(words: list[str]) -> str | None:
    """The language whose commonest words fill a text of some length, which spares loading the model."""
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counter(word.lower() for word in words)
    found = sorted((sum(counts[word] for word in load(code).common_words), code) for code in _LATIN)
    (second, _), (first, code) = found[-2:]
    return code if first * 8 > len(words) and first > 2 * second else None


@cache
def _identifier() -> Any:
    """The model, loaded when first asked for (half the languages never need it)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_LATIN))
    return identifier
