"""A word processor's package: its parts, its styles and its automatic numbers, as DOCX keeps them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import NamedTuple

from lxml import etree

from operative.reading.archive import inflate
from operative.reading.flow import Format
from operative.reading.markup import parser
from operative.reading.page import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The strict form of the standard differs from the usual one in its namespaces only.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
MAIN = "word/document.xml"  # where nothing names another
OFF = frozenset({"0", "false", "off", "none"})


class Package:
    """The parts of a DOCX file, parsed when asked for."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open the zip file; Unreadable if it is broken."""
        self.source = source
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise self.broken(error) from error
        self.main = next((name for _, name in self.related("officeDocument", of="")), MAIN)

    def broken(self, error: object) -> Unreadable:
        """What to raise for a package that can't be read."""
        return Unreadable(self.source, f"the document is broken ({error})", "get it again, or save it anew", "broken")

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None if the package has no such part."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        try:
            data = inflate(self.archive, info, self.source)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError) as error:
            raise self.broken(error) from error
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, parser())
        except etree.XMLSyntaxError as error:
            root = etree.fromstring(data, parser(recover=True))
            if root is None:
                raise self.broken(error) from error
            return root

    def related(self, kind: str, *, of: str | None = None) -> list[tuple[str, str]]:
        """Id and name of the parts that the document (or the part `of`) refers to as `kind` ("header", "styles")."""
        folder, base = posixpath.split(self.main if of is None else of)
        root = self.part(posixpath.join(folder, f"_rels/{base}.rels"))
        found = []
        for relation in root if root is not None else ():
            if (relation.get("Type") or "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                name = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.append((relation.get("Id") or "", name))
        return found

    def one(self, kind: str) -> etree._Element | None:
        """The root of the part that the document refers to as `kind`, or that has its usual name."""
        names = [name for _, name in self.related(kind)] or [f"word/{kind}.xml"]
        return self.part(names[0])


def value(element: etree._Element | None, default: str | None = None) -> str | None:
    """The w:val of an element."""
    return default if element is None else element.get(f"{W}val", default)


def switched(properties: etree._Element, name: str) -> bool | None:
    """Whether a property that can be on or off is on; None if it is not named."""
    element = properties.find(W + name)
    return None if element is None else (value(element, "1") or "1") not in OFF


def format_of(properties: etree._Element | None) -> Format:
    """The format that run properties (w:rPr) state themselves."""
    if properties is None or not len(properties):
        return Format()
    align = value(properties.find(W + "vertAlign"))
    raised = None if align is None else align == "superscript"
    position = value(properties.find(W + "position"))
    if raised is None and position is not None and position.lstrip("-").isdigit():
        raised = int(position) >= 4  # half points: raised by hand
    size = value(properties.find(W + "sz"))
    return Format(
        switched(properties, "b"),
        switched(properties, "i"),
        raised,
        switched(properties, "vanish"),
        float(size) / 2 if size and size.isdigit() else None,
    )


class Styles:
    """The styles of a document, each with what it is based on worked in."""

    def __init__(self, root: etree._Element | None) -> None:
        """Index the styles of styles.xml; without it, every style is plain."""
        self.elements: dict[str, etree._Element] = {}
        self.formats: dict[str, Format] = {}
        self.default = Format()
        self.default_paragraph: str | None = None
        if root is None:
            return
        self.default = format_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId") or ""
            self.elements[name] = style
            if style.get(W + "default") == "1" and style.get(W + "type") == "paragraph":
                self.default_paragraph = name

    def chain(self, name: str | None) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while name in self.elements and self.elements[name] not in found:
            found.append(self.elements[name])
            name = value(found[-1].find(W + "basedOn"))
        return found

    def format(self, name: str | None) -> Format:
        """The format of the text in a paragraph or character style."""
        if name is None:
            return Format()
        if name not in self.formats:
            result = Format()
            for style in self.chain(name):
                result = result.over(format_of(style.find(W + "rPr")))
            self.formats[name] = result
        return self.formats[name]

    def run(self, paragraph: str | None, character: str | None, direct: Format) -> Format:
        """The format of a run: bold and italic of a paragraph's and a character's style undo each other."""
        below, above = self.format(paragraph or self.default_paragraph), self.format(character)
        result = direct.over(above.over(below)).over(self.default)
        if direct.bold is None and above.bold and below.bold:
            result = result._replace(bold=False)
        if direct.italic is None and above.italic and below.italic:
            result = result._replace(italic=False)
        return result

    def property(self, name: str | None, path: str) -> etree._Element | None:
        """The first element at `path` in a paragraph style or those it is based on."""
        for style in self.chain(name or self.default_paragraph):
            found = style.find(path)
            if found is not None:
                return found
        return None


class Level(NamedTuple):
    """One level of a numbered list."""

    form: str
    pattern: str
    start: int
    legal: bool
    restart: int | None


class Numbering:
    """The automatic numbers of a document, counted as its paragraphs come."""

    def __init__(self, root: etree._Element | None) -> None:
        """Index the lists of numbering.xml."""
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, str] = {}
        self.overrides: dict[str, dict[int, int]] = {}
        self.counters: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {one.get(W + "abstractNumId"): one for one in root.iter(W + "abstractNum")}
        for one in root.iter(W + "num"):
            number, base = one.get(W + "numId") or "", value(one.find(W + "abstractNumId")) or ""
            self.lists[number] = base
            element = abstract.get(base)
            levels = {} if element is None else {_place(level): _level(level) for level in element.findall(W + "lvl")}
            starts = {}
            for override in one.findall(W + "lvlOverride"):
                own = override.find(W + "lvl")
                if own is not None:
                    levels[_place(override)] = _level(own)
                start = value(override.find(W + "startOverride"))
                if start is not None and start.isdigit():
                    starts[_place(override)] = int(start)
            self.levels[number] = levels
            self.overrides[number] = starts

    def next(self, number: str, place: int) -> str | None:
        """The number that the next paragraph of a list at a level shows; None for bullets and unknown lists."""
        levels = self.levels.get(number, {})
        level = levels.get(place)
        if level is None:
            return None
        counters = self.counters.setdefault(self.lists[number], {})
        if place in self.overrides[number]:  # a list that starts anew does so once
            counters[place] = self.overrides[number].pop(place) - 1
        counters[place] = counters.get(place, level.start - 1) + 1
        for deeper in [one for one in counters if one > place]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or place < restart:
                del counters[deeper]
        if level.form in ("bullet", "none") and "%" not in level.pattern.replace("%%", ""):
            return level.pattern.strip() or None if level.form == "none" else None
        return re.sub(r"%(\d)", lambda match: self._shown(levels, counters, int(match[1]) - 1, level), level.pattern)

    @staticmethod
    def _shown(levels: dict[int, Level], counters: dict[int, int], place: int, shown_in: Level) -> str:
        level = levels.get(place, shown_in)
        count = counters.setdefault(place, level.start)
        return numeral(count, "decimal" if shown_in.legal else level.form)


def _place(element: etree._Element) -> int:
    text = element.get(W + "ilvl") or "0"
    return int(text) if text.isdigit() else 0


def _level(element: etree._Element) -> Level:
    start = value(element.find(W + "start"), "1") or "1"
    restart = value(element.find(W + "lvlRestart"))
    return Level(
        form=value(element.find(W + "numFmt"), "decimal") or "decimal",
        pattern=value(element.find(W + "lvlText"), "") or "",
        start=int(start) if start.isdigit() else 1,
        legal=element.find(W + "isLgl") is not None,
        restart=int(restart) if restart is not None and restart.isdigit() else None,
    )


# The letters that lists count with, by the name of the form in the standard (ECMA-376, ST_NumberFormat).
LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "chicago": "*†‡§",
}
CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"})
HAN_DIGITS = "〇一二三四五六七八九"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(count: int, form: str) -> str:
    """A count as a list or a note mark shows it in a form of the standard; plain digits for unknown forms."""
    if count < 1:
        return str(count)
    if form in LETTERS:
        letters = LETTERS[form]
        return letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
    if form in ("lowerRoman", "upperRoman"):
        text = ""
        for weight, letter in ROMAN:
            text += letter * (count // weight)
            count %= weight
        return text if form == "lowerRoman" else text.upper()
    if form in CHINESE:
        return _han(count)
    if form == "decimalZero":
        return f"{count:02}"
    return str(count)


def _han(count: int) -> str:
    """A count below a hundred in Chinese characters: 十, 十二, 二十, 二十三; digit by digit beyond."""
    tens, ones = divmod(count, 10)
    if count >= 100:
        return "".join(HAN_DIGITS[int(digit)] for digit in str(count))
    return ((HAN_DIGITS[tens] if tens > 1 else "") + "十" if tens else "") + (HAN_DIGITS[ones] if ones else "")
