"""The specimens as data: a resolution with six versions, and the facts that a reader must find in each of them.

A specimen is one TOML file. Its blocks stand in the order of print; `at` says what each is:

    pp            preambular paragraph               op 3, op 3.a, op 3.a.i    operative paragraph
    op            unnumbered operative paragraph     op 3+                     continuation of paragraph 3
    section I     a section (text: its heading)      heading                   a heading without a number
    annex, p 1    an annex and its paragraphs        row                       a row of a table, cells parted by " | "
    vote          a line of the recorded vote

In the texts *these words* are the emphasised opening and {2} is the mark of the second [[note]]. `cites` lists what the
text cites, as "symbol | date | relation", the same for all languages.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
HERE = Path(__file__).parent
MARKUP = re.compile(r"\{(\d+)\}|\*([^*]+)\*")

KINDS = {
    "pp": "preambular",
    "op": "operative",
    "p": "annex",
    "row": "table",
    "vote": "vote",
    "section": "heading",
    "annex": "heading",
    "heading": "heading",
}
LETTERS = {"ar": ["أ", "ب", "ج", "د", "ه", "و", "ز", "ح"]}
ROMANS = {"ar": ["1", "2", "3", "4", "5"]}
NUMERALS = {"zh": ["一", "二", "三", "四", "五"], "ar": ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا"]}
ROMAN = ["I", "II", "III", "IV", "V", "VI"]


@cache
def phrases(language: str) -> dict[str, Any]:
    """What the language prints around the text: masthead, labels, closing."""
    return tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))[language]


@dataclass(frozen=True)
class Cite:
    symbol: str
    date: str | None
    relation: str | None

    @classmethod
    def parse(cls, line: str) -> Cite:
        symbol, when, relation = (part.strip() or None for part in (line + "||").split("|")[:3])
        assert symbol
        return cls(symbol, when, relation)


@dataclass(frozen=True)
class Text:
    """A text without its markup: where it is emphasised, which marks follow which character."""

    text: str
    emphasis: tuple[tuple[int, int], ...]
    marks: tuple[tuple[str, int], ...]

    @classmethod
    def parse(cls, source: str) -> Text:
        parts, emphasis, marks, at, length = [], [], [], 0, 0
        for match in MARKUP.finditer(source):
            parts.append(source[at : match.start()])
            length += match.start() - at
            at = match.end()
            if match[1]:
                marks.append((match[1], length))
            else:
                emphasis.append((length, length + len(match[2])))
                parts.append(match[2])
                length += len(match[2])
        return cls("".join((*parts, source[at:])), tuple(emphasis), tuple(marks))


@dataclass(frozen=True)
class Paragraph:
    """One block of one version. `number` is the label without its point, `label` as it is printed."""

    id: str
    kind: str  # a Kind of operative.record
    number: str | None
    label: str | None
    depth: int
    content: Text
    cites: tuple[Cite, ...]
    begins: bool = False  # an annex

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("|")]


@dataclass(frozen=True)
class FootnoteText:
    marker: str
    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Specimen:
    """A resolution: the facts that all its versions share."""

    data: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.data["name"])

    def versions(self) -> Iterator[Version]:
        return (Version(self, language) for language in LANGUAGES)


@dataclass(frozen=True)
class Version:
    """A specimen in one language: what is printed, and what must be read."""

    specimen: Specimen
    language: str

    def __str__(self) -> str:
        return f"{self.specimen.name}.{self.language}"

    def __getattr__(self, name: str) -> Any:
        try:
            return self.specimen.data[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def phrases(self) -> dict[str, Any]:
        return phrases(self.language)

    @property
    def title(self) -> str:
        return str(self.specimen.data["title"][self.language])

    @property
    def short_symbol(self) -> str:
        """The symbol as it stands before the title: "64/9012", "4321 (XXX)"."""
        return str(self.symbol).removeprefix("A/RES/")

    @property
    def job(self) -> str:
        return str(self.specimen.data.get("job_number", ""))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(_number(self))

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """What stands before the closing line."""
        return self.paragraphs[: self._end_of_body]

    @property
    def back(self) -> tuple[Paragraph, ...]:
        """What stands behind the closing line: a recorded vote, annexes."""
        return self.paragraphs[self._end_of_body :]

    @property
    def _end_of_body(self) -> int:
        behind = (at for at, paragraph in enumerate(self.paragraphs) if paragraph.kind == "vote" or paragraph.begins)
        return next(behind, len(self.paragraphs))

    @cached_property
    def footnotes(self) -> tuple[FootnoteText, ...]:
        return tuple(
            FootnoteText(str(marker), self._words(note), _cites(note))
            for marker, note in enumerate(self.specimen.data.get("note", ()), 1)
        )

    def _words(self, entry: dict[str, Any]) -> str:
        if self.language in entry:
            return str(entry[self.language])
        return str(entry["all"]).removesuffix(".") + self.phrases["stop"] if "all" in entry else ""

    # What is printed around the text

    @property
    def session_line(self) -> str:
        return str(self.phrases["sessions"][self.session])

    @property
    def item_lines(self) -> str:
        """The agenda item or items as the masthead prints them; empty for none."""
        shown = [self._item(item) for item in self.agenda_items]
        if not shown:
            return ""
        return str(self.phrases["item" if len(shown) == 1 else "items"]).format(self._listed(shown))

    def _item(self, item: str) -> str:
        number, _, letter = item.partition(" ")
        if not letter:
            return number
        place = "abcdefgh".index(letter.strip("()"))
        return str(self.phrases["sub_item"]).format(number=number, letter=LETTERS.get(self.language, "abcdefgh")[place])

    def _listed(self, things: list[str]) -> str:
        comma, last = self.phrases["joins"]
        return comma.join(things[:-1]) + last + things[-1] if len(things) > 1 else things[0]

    def date(self, iso: str, language: str | None = None) -> str:
        """A date as the language prints it."""
        words, when = phrases(language or self.language), date.fromisoformat(iso)
        day = "1er" if when.day == 1 and (language or self.language) == "fr" else str(when.day)
        return str(words["date"]).format(day=day, month=words["months"][when.month - 1], year=when.year)

    @property
    def distributed_line(self) -> str:
        """The date of issue, which Arabic, Chinese and Russian mastheads print in English."""
        return self.date(self.distributed, "en" if self.language in ("ar", "ru", "zh") else None)

    def masthead_lines(self, gap: str) -> list[str]:
        """What stands above the title, line by line; `gap` parts the letterhead from what is set beside it."""
        organisation, assembly = self.phrases["heading"]
        lines = [
            f"{organisation}{gap}{self.symbol}",
            f"{assembly}{gap}{self.phrases['distribution']}",
            self.distributed_line,
            self.session_line,
            self.item_lines,
            self.adoption_line,
            self.basis_line,
        ]
        return [line for line in lines if line]

    @property
    def adoption_line(self) -> str:
        return str(self.phrases["adoption"]).format(date=self.date(self.adopted))

    @property
    def basis_line(self) -> str:
        shown = [self.documents[0]]
        for symbol in self.documents[1:]:  # A/69/488/Add.2 and Corr.1: the second is printed by its tail
            tail = symbol.removeprefix(shown[0] + "/") if self.specimen.data.get("short_documents") else symbol
            shown.append(tail)
        documents = self._listed(shown)
        if "committee" not in self.specimen.data:
            return str(self.phrases["unreferred"]).format(documents=documents)
        at = self.specimen.data.get("at_paragraph")
        paragraph = self.phrases["paragraph"].format(at) if at else ""
        committee = self.phrases["committees"][self.committee]
        return str(self.phrases["reported"]).format(committee=committee, documents=documents, paragraph=paragraph)

    @property
    def title_line(self) -> str:
        return str(self.phrases["title"]).format(number=self.short_symbol, title=self.title)

    @property
    def closing_lines(self) -> list[str]:
        ordinal = ORDINALS.get(self.language, "{}").format(self.meeting)
        if self.language == "en":
            ordinal = f"{self.meeting}{_english_ending(self.meeting)}"
        lines = {
            "meeting": self.phrases["meeting"].format(ordinal=ordinal),
            "date": self.date(self.adopted),
        }
        return [lines[what] for what in self.phrases["closing"]]

    def label_of(self, marker: str) -> str:
        """A note's mark as this language prints it."""
        return str(self.phrases["mark"]).format(marker)


ORDINALS = {"fr": "{}e", "es": "{}a", "ru": "{}-е"}


def _english_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _cites(entry: dict[str, Any]) -> tuple[Cite, ...]:
    return tuple(Cite.parse(line) for line in entry.get("cites", ()))


def _label(path: list[str], version: Version) -> str:
    """The label of a paragraph as printed, from its path: 3, 3.a or 3.a.i."""
    last, words, language = path[-1], version.phrases, version.language
    if len(path) == 1:
        return str(words["number"]).format(last)
    if len(path) == 2:
        return str(words["letters"]).format(LETTERS.get(language, "abcdefgh")["abcdefgh".index(last)])
    place = ["i", "ii", "iii", "iv", "v"].index(last)
    return str(words["romans"]).format(ROMANS.get(language, ["i", "ii", "iii", "iv", "v"])[place])


def _number(version: Version) -> Iterator[Paragraph]:
    """The version's blocks with their labels and ids."""
    section, annex, counts = "", False, Counter[str]()
    for entry in version.specimen.data["block"]:
        what, _, at = entry["at"].partition(" ")
        content = Text.parse(version._words(entry))
        path = at.rstrip("+").split(".") if at else []
        label = _label(path, version) if path and what in ("op", "p") and not at.endswith("+") else None
        number = re.sub(r"[.\s-]+$", "", label) if label else None
        depth = max(len(path) - 1, 0)
        place = "annex." if annex else f"{section}." if section else ""
        if what == "section":
            section = at
            number = label = NUMERALS.get(version.language, ROMAN)[ROMAN.index(at)]
        if what == "annex":
            annex = True
            content = Text.parse(version.phrases["annex"])
        kind = KINDS[what]
        if what in ("op", "p"):
            key = f"{place}{what}{(at or '1').removesuffix('+')}"
            if at.endswith("+"):
                counts[key] += 1
                key += f".p{counts[key]}"
        else:
            initial = {"preambular": f"{place}pp", "heading": "h", "table": "t"}.get(kind, kind)
            counts[initial] += 1
            key = f"{initial}{counts[initial]}"
        assert annex or what != "p", "an annex paragraph before the annex"
        yield Paragraph(key, kind, number, label, depth, content, _cites(entry), what == "annex")


@cache
def specimens() -> tuple[Specimen, ...]:
    """All specimens, in the order of their files."""
    files = sorted((HERE / "data").glob("*.toml"))
    return tuple(Specimen(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
