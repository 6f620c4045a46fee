"""The six languages of the United Nations: one data file each, one loader.

All that is particular to a language stands in its `.toml` file; a seventh language is a file of the same keys.
Patterns in the files are written as `writing.py` explains.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from operative.languages.openings import Class, Lexicon, Opening
from operative.languages.writing import Writing

__all__ = ["CODES", "Language", "Opening", "SessionKind", "load"]

CODES = ("ar", "en", "es", "fr", "ru", "zh")

SessionKind = Literal["regular", "special", "emergency special"]

_KINDS: tuple[SessionKind, ...] = ("emergency special", "special", "regular")  # the longer name first
_ORDINAL = r"[^\W\d_]+(?:[\s‑-]+[^\W\d_]+){0,3}|\d{1,3}"
_AROUND = 60  # characters beside a session's noun in which its ordinal stands
# "(b)", "b)"; in older French ", b,", in older Russian " b " before the words that follow.
_LETTERED = (
    r"\s*[(（]\s*[^\W\d_](?:\s?[^\W\d_])?\s*[)）]|\s*[^\W\d_]{1,2}\)|,\s[a-z](?=,|\Z)|\s[a-d](?=\s[^\W\d_]{2}|\Z)"
)
_ITEM = rf"\d{{1,3}}(?:{_LETTERED})*"


class Language:
    """What is particular to one language, compiled when first asked for. Read it, never change it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` is a data file as parsed."""
        self.data = data
        self.code: str = data["code"]
        self.name: str = data["name"]
        self.direction: Literal["ltr", "rtl"] = data["direction"]
        self.common_words: tuple[str, ...] = tuple(data["common_words"])
        self.writing = Writing(**{**data["writing"], "same": tuple(data["writing"]["same"])})

    # --- openings ---

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that open paragraphs."""
        openings = self.data["openings"]
        classes: tuple[Class, ...] = ("preambular", "operative", "either")
        return Lexicon(
            self.writing,
            {kind: openings[kind] for kind in classes},
            openings["markers"],
            openings["particles"],
            openings["parts"],
        )

    def opening(self, text: str) -> Opening | None:
        """The opening at the start of a paragraph's text (its number taken off), or None."""
        return self.lexicon.opening(text)

    @cached_property
    def connective(self) -> re.Pattern[str]:
        """Words that only say how a paragraph follows those before it, to be matched whole: "also", "further"."""
        one = "|".join(self.data["openings"]["connectives"])
        return self._compile(rf"(?:{one})(?:[,،，]?\s*(?:{one}))*[,،，]?", whole=True)

    # --- lines of the masthead and the close ---

    @cached_property
    def enacting(self) -> re.Pattern[str]:
        """A formula line, to be matched whole: "The General Assembly,"; group `organ`."""
        return self._compile(self.data["masthead"]["enacting"], whole=True)

    @cached_property
    def adoption(self) -> re.Pattern[str]:
        """The line that says who adopted and when; groups `organ`, `date`, and `meeting` in older layouts."""
        return self._compile(self.data["masthead"]["adoption"])

    @cached_property
    def closing_meeting(self) -> re.Pattern[str]:
        """The meeting's line at the close: "41st plenary meeting"; group `meeting`."""
        return self._compile(self.data["masthead"]["meeting"])

    @cached_property
    def agenda_item(self) -> re.Pattern[str]:
        """The line of agenda items; group `item` holds their numbers and letters as printed."""
        return self._compile(self.data["masthead"]["agenda_item"])

    @cached_property
    def letterhead(self) -> re.Pattern[str]:
        """The name of the Organization as it heads the first page, to be matched whole."""
        return self._compile(self.data["masthead"]["letterhead"])

    @cached_property
    def distribution(self) -> re.Pattern[str]:
        """The distribution as printed; group `distribution`."""
        kinds = "|".join(self.data["masthead"]["distributions"].values())
        return self._compile(rf"Distr(?:\.|ibution)?\s*[:：]?\s*(?P<distribution>{kinds})")

    def distribution_kind(self, printed: str) -> str | None:
        """The English name of a printed distribution: "générale" is General."""
        kinds = self.data["masthead"]["distributions"]
        return next((name for name, form in kinds.items() if self._compile(form, whole=True).match(printed)), None)

    @cached_property
    def resolution_word(self) -> re.Pattern[str]:
        """The word for a resolution or decision before its number."""
        return self._compile(self.data["masthead"]["resolution"])

    @cached_property
    def basis(self) -> re.Pattern[str]:
        """The start of the line, often in brackets, that says on what a resolution was adopted."""
        return self._compile(rf"[\[［(]?\s*(?:{self.data['masthead']['basis']})")

    @cached_property
    def annex(self) -> re.Pattern[str]:
        """A line that heads an annex or appendix, to be matched whole; group `number`, if it has one."""
        return self._compile(self.data["paragraphs"]["annex"], whole=True)

    @cached_property
    def section(self) -> re.Pattern[str]:
        """A section's numeral at the start of a line, alone or before its heading; group `number`."""
        return self._compile(self.data["paragraphs"]["section"])

    @cached_property
    def paragraph_label(self) -> re.Pattern[str]:
        """The number or letter at the start of a paragraph, with the white space after it; group `label`."""
        return self._compile(self.data["paragraphs"]["label"])

    @cached_property
    def vote(self) -> re.Pattern[str]:
        """A heading of a recorded vote: in favour, against, abstaining; groups `favour`, `against`, `abstaining`."""
        return self._compile(self.data["paragraphs"]["vote"])

    @cached_property
    def note_words(self) -> re.Pattern[str]:
        """The words that open footnotes: See, Ibid. and the like."""
        return self._compile("|".join(self.data["notes"]["words"]))

    @cached_property
    def figures(self) -> re.Pattern[str]:
        """A figure that counts or names something, with the character before it: no note mark glued to a word."""
        return self._compile(self.data["notes"]["figures"] or "(?!)")

    @property
    def quotation_marks(self) -> tuple[tuple[str, str], ...]:
        """Pairs of opening and closing quotation marks, the usual ones first."""
        return tuple((pair[0], pair[1]) for pair in self.data["quotation_marks"])

    def item_numbers(self, printed: str) -> tuple[str, ...]:
        """Agenda items as "11" or "68 (b)", Latin letters, from the numbers and letters as printed."""
        out: list[str] = []
        for match in re.finditer(_ITEM, printed):
            number = match[0].split("(")[0]
            letters = [self._letter(found) for found in re.findall(_LETTERED, match[0])]
            digits = re.match(r"\d+", number)
            out.append(" ".join([str(int(digits[0])) if digits else number, *(f"({letter})" for letter in letters)]))
        return tuple(out)

    def plain_label(self, printed: str) -> str:
        """The label of a paragraph or section as ids spell it, the same in every language: "12", "a", "ii", "III"."""
        bare = _bare(printed)
        enclosed = printed.strip(" .")[:1] in "(（㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
        place = self._numerals.get(_bare(self.writing.folded(printed)))
        if place:
            return roman(place).lower() if enclosed else roman(place)
        if bare.isdecimal() and printed.strip()[:1] in "’‘'":  # the third level in Arabic
            return roman(int(bare)).lower()
        if bare.replace(" ", "").isdecimal():
            return ".".join(str(int(figures)) for figures in bare.split())  # "1.2" is the second of the first
        if bare.isascii():
            return bare.replace(" ", ".")
        named: dict[str, str] = self.data["citations"].get("letters", {})  # letters by their names, as in Arabic
        return named.get(bare) or self._letter(bare) or bare

    @cached_property
    def _numerals(self) -> dict[str, int]:
        """The numerals of sections and annexes, as keys, in languages where they are not Roman."""
        printed: list[str] = self.data["paragraphs"]["numerals"]
        return {self.writing.folded(form): n for n, forms in enumerate(printed, 1) for form in forms.split("|")}

    def part_name(self, heading: str) -> str:
        """The part of a document that an annex's heading opens: "annex", "annex II", "appendix"."""
        found = self.annex.match(heading)
        number = found["number"] if found else None
        kind = "appendix" if self._compile(self.data["paragraphs"]["appendix"]).match(heading.strip()) else "annex"
        return f"{kind} {self.plain_label(number)}" if number else kind

    def _letter(self, printed: str) -> str:
        """The Latin letters that stand for a printed enumeration letter: Arabic counts by its own alphabet."""
        own = self.data["paragraphs"]["letters"].split()
        letters = [self.writing.folded(c) for c in re.findall(r"[^\W\d_ـ]", printed)]
        keys = [self.writing.folded(letter) for letter in own]
        if not letters or any(letter not in keys for letter in letters):
            return "".join(letters)
        latin = "abcdefghijklmnopqrstuvwxyz"
        doubled = len(letters) > 1 and letters[0] == letters[1]  # "aa" follows "z" in every language
        place = keys.index(letters[0]) + (len(latin) if doubled else 0)
        return latin[place] if place < 26 else latin[place % 26] * 2

    # --- committees and other bodies ---

    @cached_property
    def _committees(self) -> tuple[re.Pattern[str], tuple[str, ...]]:
        names = self.data["committees"]
        return self._compile("|".join(f"({form})" for form in names.values())), tuple(names)

    def committee(self, text: str) -> str | None:
        """The English name of the Main Committee that the text names first, or None."""
        pattern, names = self._committees
        found = pattern.search(text)
        return names[(found.lastindex or 1) - 1] if found else None

    @cached_property
    def _organs(self) -> tuple[re.Pattern[str], tuple[str, ...]]:
        names = self.data["organs"]
        return self._compile("|".join(f"({form})" for form in names.values())), tuple(names)

    def organ(self, text: str) -> str | None:
        """The English name of the organ that a formula or an adoption line names, or None."""
        pattern, names = self._organs
        found = pattern.search(text)
        return names[(found.lastindex or 1) - 1] if found else None

    # --- numerals, dates, sessions ---

    @cached_property
    def months(self) -> tuple[re.Pattern[str], ...]:
        """The months in order, each to be matched whole."""
        return tuple(self._compile(month, whole=True) for month in self.data["calendar"]["months"])

    @cached_property
    def date_pattern(self) -> re.Pattern[str]:
        """A date as the language prints it; groups `day`, `month`, `year`."""
        return self._compile(self._date_source)

    @cached_property
    def _date_source(self) -> str:
        months = "|".join(sorted(self.data["calendar"]["months"], key=len, reverse=True))
        return str(self.data["calendar"]["date"]).replace("{month}", f"(?:{months})")

    def date(self, text: str) -> str | None:
        """The first date in the text, as an ISO date, or None."""
        return next(self.dates(text), None)

    def dates(self, text: str) -> Iterator[str]:
        """All dates in the text that are in the calendar, as ISO dates."""
        for found in self.date_pattern.finditer(text):
            if (iso := self.iso(found)) is not None:
                yield iso

    def iso(self, found: re.Match[str]) -> str | None:
        """The ISO date of a match of `date_pattern`, or None for a day that no calendar has."""
        parts = {group.rstrip("2"): text for group, text in found.groupdict().items() if text}  # day2: month before day
        year, month, day = (self._figure(parts[group]) for group in ("year", "month", "day"))
        if month == 0:
            month = next((n for n, name in enumerate(self.months, 1) if name.match(parts["month"])), 0)
        try:
            return date(year, month, day).isoformat() if 1900 <= year < 2200 else None
        except ValueError:
            return None

    def _figure(self, printed: str) -> int:
        """The number that figures or digit characters print; 0 if they print none."""
        digits = re.match(r"\d+", printed)
        if digits:
            return int(digits[0])
        characters = self.writing.folded(printed)
        own: str = self.data["calendar"]["digits"]
        if len(characters) == 4 and all(character in own for character in characters):
            return int("".join(str(own.index(character)) for character in characters))
        return self.ordinals.get(characters, 0)

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Ordinals from 1 to 100, as keys without endings that inflect."""
        words = [word.strip() for word in self.data["sessions"]["ordinals"].replace("\n", " ").split(",")]
        return {self._ordinal_key(form): n for n, word in enumerate(words, 1) for form in word.split("|")}

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        endings = self.data["sessions"]["endings"]
        return self._compile(rf"(?:{endings})\b" if endings else r"(?!)")

    def _ordinal_key(self, text: str) -> str:
        words = re.sub(r"[\s‑-]+", " ", self.writing.folded(text)).strip()
        return self._endings.sub("", words)

    def ordinal(self, text: str) -> int | None:
        """The number that an ordinal prints: "Sixty-fourth" is 64."""
        figures = text.rstrip("ºo°")
        return int(figures) if figures.isdecimal() else self.ordinals.get(self._ordinal_key(text))

    @cached_property
    def _sessions(self) -> tuple[tuple[SessionKind, re.Pattern[str]], ...]:
        start = r"(?<![^\W\d_])" if self.writing.spaced else ""
        sources = ((kind, self.data["sessions"][kind.replace(" ", "_")]) for kind in _KINDS)
        return tuple((kind, self._compile(f"{start}(?:{source})")) for kind, source in sources)

    def session(self, text: str) -> tuple[int, SessionKind] | None:
        """The session that the text names first: its number and kind."""
        named = self.named_session(text)
        return named[:2] if named else None

    def named_session(self, text: str) -> tuple[int, SessionKind, tuple[int, int]] | None:
        """The session that the text names first: its number, its kind, and where the words stand."""
        for kind, pattern in self._sessions:
            for found in pattern.finditer(text):
                if (ordinal := self._session_ordinal(found["ordinal"])) is not None:
                    return ordinal[0], kind, found.span()
        return None

    def sessions(self, text: str) -> Iterator[tuple[int, SessionKind, tuple[int, int]]]:
        """All sessions that the text names, each at least once: number, kind, and where the ordinal stands."""
        for noun in self._session_noun.finditer(text):
            for kind, pattern in self._sessions:
                for found in pattern.finditer(text, max(0, noun.start() - _AROUND), noun.end() + _AROUND):
                    if (ordinal := self._session_ordinal(found["ordinal"])) is not None:
                        start = found.start("ordinal")
                        yield ordinal[0], kind, (start + ordinal[1], start + ordinal[2])

    @cached_property
    def _session_noun(self) -> re.Pattern[str]:
        """Where a session may be named: its patterns with anything in place of the ordinal, which is slow to seek."""
        sources = (self.data["sessions"][kind.replace(" ", "_")] for kind in _KINDS)
        return self._compile("|".join(re.sub(r"\(\?P<ordinal>[^)]*\)", r".{0,6}?", source) for source in sources))

    def _session_ordinal(self, text: str) -> tuple[int, int, int] | None:
        """The ordinal at the end (or the start) of some words: its number, and from where to where it stands."""
        words = list(re.finditer(r"\S+", text))
        for n in range(len(words), 0, -1):
            for chosen in (words[-n:], words[:n]):
                if (number := self.ordinal(" ".join(word[0] for word in chosen))) is not None:
                    return number, chosen[0].start(), chosen[-1].end()
        return None

    # --- patterns ---

    def _compile(self, source: str, *, whole: bool = False) -> re.Pattern[str]:
        if "{date}" in source:
            # Whichever month it is: what the line says is read again with `date`.
            loose = self.data["calendar"]["date"].replace("{month}", r"\D{2,30}?")
            source = source.replace("{date}", re.sub(r"\(\?P<\w+>", "(?:", loose))
        pattern = self.writing.pattern(source, {"ordinal": _ORDINAL, "items": _items(self.data)})
        return re.compile(rf"\s*(?:{pattern})\s*\Z" if whole else pattern, re.IGNORECASE)


def roman(number: int) -> str:
    """A number below 90 in Roman numerals."""
    tens, ones = divmod(number, 10)
    letters = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens]
    return letters + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _bare(label: str) -> str:
    """The letters and figures of a label, a space for whatever stands between them."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", label).replace("ـ", "")).strip()


def _items(data: Mapping[str, Any]) -> str:
    joined = "|".join(data["masthead"]["and"])
    return rf"{_ITEM}(?:\s*(?:{joined})\s*(?:{_ITEM}|{_LETTERED}))*"


@cache
def load(code: str) -> Language:
    """The language of a code of `CODES`. Raises KeyError for any other."""
    if code not in CODES:
        raise KeyError(code)
    return Language(tomllib.loads((files(__package__) / f"{code}.toml").read_text(encoding="utf-8")))
