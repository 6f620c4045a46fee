"""Document symbols of the United Nations: read in any spelling, printed in one, taken apart, ordered and linked.

A symbol is a path: an organ, then what is under it, then a session or year, then the number with its nature, then what
modifies it: `A/C.5/79/L.25/Rev.1`. Sessional forms carry the session in parentheses instead: `A/RES/217 A (III)`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from urllib.parse import quote

import msgspec

SessionKind = Literal["regular", "special", "emergency special", "body"]

ORGANS = {
    "A": "General Assembly",
    "S": "Security Council",
    "E": "Economic and Social Council",
    "T": "Trusteeship Council",
    "ST": "Secretariat",
    "TD": "United Nations Conference on Trade and Development",
    "DP": "United Nations Development Programme",
    "UNEP": "United Nations Environment Programme",
    "CD": "Conference on Disarmament",
    "FCCC": "United Nations Framework Convention on Climate Change",
    "CBD": "Convention on Biological Diversity",
    "ICCD": "Convention to Combat Desertification",
    "NPT": "Treaty on the Non-Proliferation of Nuclear Weapons",
    "CCW": "Convention on Certain Conventional Weapons",
    "BWC": "Biological Weapons Convention",
    "CCM": "Convention on Cluster Munitions",
    "TPNW": "Treaty on the Prohibition of Nuclear Weapons",
    "APLC": "Anti-Personnel Mine Ban Convention",
    "ISBA": "International Seabed Authority",
    "SPLOS": "States Parties to the United Nations Convention on the Law of the Sea",
    "CLCS": "Commission on the Limits of the Continental Shelf",
    "LOS": "Preparatory Commission for the International Seabed Authority",
    "CAC": "United Nations Convention against Corruption",
    "CTOC": "United Nations Convention against Transnational Organized Crime",
    "CEDAW": "Committee on the Elimination of Discrimination against Women",
    "CRC": "Committee on the Rights of the Child",
    "CRPD": "Committee on the Rights of Persons with Disabilities",
    "CCPR": "Human Rights Committee",
    "CERD": "Committee on the Elimination of Racial Discrimination",
    "CAT": "Committee against Torture",
    "CED": "Committee on Enforced Disappearances",
    "CMW": "Committee on Migrant Workers",
    "HRI": "International human rights instruments",
    "IPBES": "Intergovernmental Science-Policy Platform on Biodiversity and Ecosystem Services",
    "JIU": "Joint Inspection Unit",
    "CEB": "Chief Executives Board",
    "HSP": "United Nations Human Settlements Programme",
    "HS": "United Nations Commission on Human Settlements",
    "UNW": "United Nations Entity for Gender Equality and the Empowerment of Women",
    "ESCAP": "Economic and Social Commission for Asia and the Pacific",
    "ECE": "Economic Commission for Europe",
    "ID": "United Nations Industrial Development Organization",
    "IDB": "Industrial Development Board",
    "GC": "General Conference of the United Nations Industrial Development Organization",
    "PBC": "Peacebuilding Commission",
    "SAICM": "Strategic Approach to International Chemicals Management",
    "MAG": "Mine Action",
    "AT": "Administrative Tribunal",
    "UNITAR": "United Nations Institute for Training and Research",
    "ICEF": "Executive Board of the United Nations Children's Fund",
}

MODIFICATIONS = {"ADD": "Add", "AMEND": "Amend", "CORR": "Corr", "REV": "Rev", "SUMMARY": "Summary"}
MODIFICATIONS |= {"CORRIGENDUM": "Corrigendum", "CORRIGENDA": "Corrigenda", "EXCERPT": "Excerpt"}

# Elements that are not printed in capitals. Both UNEP/EA.5/Res.14 and UNEP/EA.6/RES.1 occur: that one stays as printed.
MIXED_CASE = {"SUB": "Sub", "AGENDA": "Agenda", "OZL": "OzL", "PRO": "Pro", "MISC": "Misc", "RES": "Res", "HG": "Hg"}

NATURES = {
    "L": "limited (draft)",
    "PV": "verbatim record",
    "SR": "summary record",
    "CRP": "conference room paper",
    "INF": "information",
    "GC": "general comment",
    "WP": "working paper",
    "PRST": "presidential statement",
    "RES": "resolution",
    "DEC": "decision",
    "HLS": "high-level segment declaration",
    "SGB": "Secretary-General's bulletin",
    "IC": "information circular",
    "AI": "administrative instruction",
    "REP": "report",
    "NGO": "statement of a non-governmental organization",
    "PET": "petition",
}
NUMBERED_NATURES = {"L", "PV", "SR", "CRP", "INF", "WP", "RES", "DEC", "HLS", "R", "NGO", "DECL"}

ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
LOOK_ALIKES = str.maketrans("АВЕСМНІХУЅ‐‑‒–—−", "ABECMHIXVS------")
INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

ORGAN = re.compile("|".join(sorted(ORGANS, key=len, reverse=True)), re.I)
JOINT = re.compile(rf"(?<=[\w)])\s*-\s*(?=(?:{ORGAN.pattern})/)", re.I)
LETTERS = re.compile(
    r"(?P<first>[A-Z])(?:\s*(?P<link>-|/|,|\bAND\b|\bTO\b)\s*(?P<rest>[A-Z](?:\s*(?:,|\bAND\b)\s*[A-Z])*))?(?![\w.])",
    re.IGNORECASE,
)
QUALIFIER = re.compile(
    r"""\(\s*(?:
        (?P<part>part(?:e?s|ies?|e)?)\.?\s*(?P<part_n>[IVXL]+|\d+)(?:\s*(?P<part_link>-|to|[^\W\dIVXL_]{1,3})\s*(?P<part_to>[IVXL]+|\d+))?
      | (?P<volume>vols?|volumes?)\.?\s*(?P<volume_n>[IVXL]+|\d+)
        (?:\s*(?P<volume_link>-|to|[^\W\dIVXL_]{1,3})\s*(?P<volume_to>[IVXL]+|\d+))?
      | (?P<section>sect|section)\.?\s*(?P<section_n>\d+)\s*(?P<section_letter>[A-Z])?
      | (?P<resumption>resumption)\s*(?P<resumption_n>\d+)
      | (?P<word>resumed|introduction|plan\s*outline|foreword|income\s*sections?|prologue)
      | (?P<supplement>supp(?:lement)?\.?(?:\s*(?:no\.?\s*)?(?P<supplement_n>\d+\s*[A-Z]?))?)
    )\s*\)""",
    re.I | re.X,
)
SESSION = re.compile(rf"\(\s*(?P<kind>E?S-)?\s*(?P<roman>(?=[IVXLCM]){ROMAN})\s*\)", re.I)
YEAR = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)")
ELEMENT = re.compile(
    r"""(?P<special>E?S-\d+)(?!\w)
      | (?P<number>\d+)(?P<to>-\d+)?(?!\d|\.(?!(?:SR|PV|L)\.))
      | (?P<name>[A-Z](?:[A-Z.&]|-(?=[A-Z]))*?)(?:\.(?P<n>(?:\d+(?:-\d+)?|[IVX]+(?![A-Z]))(?:/?[A-Z](?![\w.]))?)
                                 |\((?P<inner>\d+|[IVX]+)\))?(?![\w.-])""",
    re.I | re.X,
)


class Modification(msgspec.Struct, frozen=True, omit_defaults=True):
    """What issued a document again, changed or completed it: `Add.2` is Modification("Add", 2)."""

    type: str
    n: int | None = None


class Qualifier(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in parentheses: a part, a volume, a section of the budget, a resumption, a supplement."""

    type: str
    n: tuple[int, ...] = ()
    letter: str | None = None


class Symbol(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document symbol. `text` is its one canonical spelling, the other fields are its parts."""

    text: str
    organ: str
    kind: str = "document"
    series: tuple[str, ...] = ()
    session: int | None = None
    session_kind: SessionKind | None = None
    session_roman: str | None = None
    year: int | None = None
    number: int | None = None
    number_to: int | None = None
    letters: tuple[str, ...] = ()
    modifications: tuple[Modification, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    joint: tuple[Symbol, ...] = ()

    def __str__(self) -> str:
        """Return the canonical spelling."""
        return self.text

    @property
    def organ_name(self) -> str:
        """The name of the organ that the first element stands for."""
        return ORGANS[self.organ]

    @property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        """A sort key: numbers as numbers, so that A/RES/64/9 comes before A/RES/64/12."""
        parts = re.findall(r"\d+|[^\d/]+", unicodedata.normalize("NFKC", self.text))
        return tuple((0, int(p), "") if p.isdigit() else (1, 0, p.strip()) for p in parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The symbols of the lettered parts that it stands for ("A/RES/64/12 A and B"); itself where there is one."""
        if len(self.letters) < 2:
            return (self.text,)
        printed = f" {printed_letters(self.letters)}"
        return tuple(self.text.replace(printed, f" {letter}") for letter in self.letters)

    @property
    def path(self) -> str:
        """How the addresses of the United Nations spell it: A/RES/3281(XXIX), and the first of a joint symbol."""
        text = self.joint[0].text if self.joint else self.text
        if self.session_roman:  # the parts of a sessional resolution lie in one document
            text = re.sub(r"(\d+) [A-Z][^(]*\(", r"\1(", text)
        return quote(text.replace(" and ", "-").replace(" ", ""), safe="/()-.")

    def url(self, language: str = "en") -> str:
        """The address under which the United Nations gives the document out, in one of the six languages."""
        return f"https://docs.un.org/{language}/{self.path}"

    def iri(self, adopted: str) -> str | None:
        """The Akoma Ntoso IRI of the work for a resolution or decision adopted on an ISO date; None for others."""
        actor = {"A": "unga", "S": "unsc", "E": "ecosoc"}.get(self.organ)
        if self.kind not in ("resolution", "decision") or actor is None or self.series:
            return None
        number = self.text.split("/", 2)[2].replace(" and ", "-").replace("/", "-").replace(" (", "_(").replace(" ", "")
        return f"/akn/un/statement/deliberation/{actor}/{adopted}/{number}/"

    def parent(self) -> Symbol | None:
        """The symbol without its last modification, or None: of A/69/488/Add.2 it is A/69/488."""
        head, _, last = self.text.rpartition("/")
        return parse(head) if self.modifications and last.split(".")[0] in MODIFICATIONS.values() else None


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol | None:
    """The symbol that the whole text is, in whatever spelling, or None.

    Tolerates blanks inside, lower case, no-break hyphens, Cyrillic look-alikes in numerals and the star of a reissue.
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(LOOK_ALIKES)
    plain = re.sub(r"\s+", " ", plain).strip().rstrip("*. ")
    plain = re.sub(r" ?/ ?", "/", plain)
    halves = JOINT.split(plain)
    symbols = [_single(half) for half in halves]
    found = tuple(s for s in symbols if s is not None)
    if not found or len(found) < len(halves):
        return None
    if len(found) == 1:
        return found[0]
    return Symbol(text="-".join(map(str, found)), organ=found[0].organ, kind="joint", joint=found)


def _single(plain: str) -> Symbol | None:
    """One symbol from text in plain letters: its organ, then element after element until nothing is left."""
    organ = ORGAN.match(plain)
    if not organ:
        return None
    reader = _Elements(organ[0].upper())
    rest = plain[organ.end() :]
    dotted = re.match(r"(?:\.\d+|\([A-Z]+\))(?=/)", rest)  # GC.18/INF/4, IDB.48/16, UNEP(DTIE)/Hg/CONF/4
    if dotted:
        reader.path[0] += dotted[0]
        rest = rest[dotted.end() :]
    if not rest.startswith("/") or not reader.read(rest):
        return None
    return reader.symbol()


class _Elements:
    """The elements of one symbol, collected from left to right."""

    def __init__(self, organ: str) -> None:
        self.organ = organ
        self.path = [organ]  # the elements as printed in the canonical form
        self.numbers: list[tuple[int, int]] = []  # place in the path and value of the elements that are numbers
        self.special: tuple[int, str] | None = None
        self.roman: tuple[str, str] | None = None
        self.year: int | None = None
        self.number: int | None = None
        self.number_to: int | None = None
        self.nature: str | None = None
        self.series: list[str] = []
        self.letters: tuple[str, ...] = ()
        self.modifications: list[Modification] = []
        self.qualifiers: list[Qualifier] = []

    def read(self, rest: str) -> bool:
        """Take everything from the text; False if something in it is no part of a symbol."""
        while rest:
            # "A/C.6/79.SR.37" is a misprint of "/SR.37" that occurs
            separator = re.match(r"/|\.(?=(?:SR|PV|L)\.\d)", rest, re.I)
            if separator:
                rest = rest[separator.end() :]
                taken = self._modification(rest) or self._element(rest)
            else:
                taken = self._qualifier(rest) or self._suffix(rest)
            if not taken:
                return False
            rest = rest[taken:]
        if self.number is None and not self.numbers and len(self.path) > 2:  # A/CONF.144/IPM.5
            last = re.fullmatch(r"[^\d.]+\.(\d+)", self.series[-1]) if self.series else None
            self.number = int(last[1]) if last else None
        return self.number is not None or bool(self.numbers)

    def _modification(self, rest: str) -> int:
        match = re.match(r"([A-Z]+)(?:\.\s*(\d+)|\s+(\d+))?(?!\w)", rest, re.I)
        word = MODIFICATIONS.get(match[1].upper()) if match else None
        if not match or not word:
            return 0
        n = match[2] or match[3]
        if not n and word in ("Add", "Amend", "Corr", "Rev"):
            return 0
        self.modifications.append(Modification(word, int(n) if n else None))
        self.path.append(f"{word}.{n}" if n else word)
        return match.end()

    def _element(self, rest: str) -> int:
        # recognised pages have blanks inside an element: "CONF. 157"
        rest_tight = re.sub(r"^([A-Z]+)\. (?=[\dIVX])", r"\1.", rest, flags=re.I)
        if self.path == ["A"]:  # A/CONF/157/24 is a misprint that occurs: conferences of the Assembly have numbers
            rest_tight = re.sub(r"^CONF/(?=\d+/\d)", "CONF.", rest_tight, flags=re.I)
        match = ELEMENT.match(rest_tight)
        if not match or self.modifications:
            return 0
        if match["special"]:
            self.special = (len(self.path), match["special"].upper())
            self.path.append(match["special"].upper())
        elif match["number"]:
            self.numbers.append((len(self.path), int(match["number"])))
            self.number_to = int(match["to"][1:]) if match["to"] else None
            self.path.append(match[0])
        else:
            self._named(match)
        return match.end() + len(rest) - len(rest_tight)

    def _named(self, match: re.Match[str]) -> None:
        name, n = match["name"], match["n"]
        upper = name.upper()
        capitals = upper == "RES" and (not n or name.isupper())
        printed = upper if capitals else ".".join(MIXED_CASE.get(p, p) for p in upper.split("."))
        whole = printed + (f".{n.upper()}" if n else "") + (f"({match['inner'].upper()})" if match["inner"] else "")
        self.path.append(whole)
        if upper in NATURES and (not n or upper in NUMBERED_NATURES):
            self.nature = upper if not (upper == "HLS" and not n) else self.nature
        if n and upper in NUMBERED_NATURES and n[0].isdigit():
            first, _, last = n.partition("-")
            self.number = int(re.match(r"\d+", first)[0])  # type: ignore[index]
            self.number_to = int(last) if last.isdigit() else None
        elif upper not in ("RES", "DEC"):
            self.series.append(whole)

    def _qualifier(self, rest: str) -> int:
        blank = len(rest) - len(rest.lstrip(" "))
        match = QUALIFIER.match(rest, blank)
        if not match:
            return 0
        qualifier, printed = _qualifier(match)
        # the mark of a supplement is glued on, and so is what follows another qualifier
        glued = qualifier.type == "official_records_supplement" or self.path[-1].endswith(")")
        self.qualifiers.append(qualifier)
        self.path[-1] += printed if glued else " " + printed
        return match.end()

    def _suffix(self, rest: str) -> int:
        """Letters, session or year after the number."""
        blank = len(rest) - len(rest.lstrip(" "))
        if self.modifications or not self.numbers or self.numbers[-1][0] != len(self.path) - 1:
            return 0
        if (match := SESSION.match(rest, blank)) and not self.roman:
            self.roman = ((match["kind"] or "").upper(), match["roman"].upper())
            self.path[-1] += f" ({self.roman[0]}{self.roman[1]})"
            return match.end()
        if (match := YEAR.match(rest, blank)) and self.organ == "S":
            self.year = int(match[1])
            self.path[-1] += f" ({match[1]})"
            return match.end()
        match = LETTERS.match(rest, blank)
        if match and not self.letters and {"RES", "DEC"} & {*self.path}:
            self.letters = _letters(match)
            number, *session = self.path[-1].split(" ", 1)  # 217 (III) A is an older form of 217 A (III)
            self.path[-1] = " ".join([number, printed_letters(self.letters), *session])
            return match.end()
        return 0

    def symbol(self) -> Symbol:
        """What the elements make."""
        session: int | None = None
        session_kind: SessionKind | None = None
        numbers = [n for _, n in self.numbers]
        if self.number is None:
            self.number = numbers.pop() if numbers else None
        if self.special:
            session, session_kind = int(self.special[1].split("-")[1]), _special(self.special[1])
        elif self.roman:
            session, session_kind = value(self.roman[1]), _special(self.roman[0])
        elif numbers and 1945 < numbers[0] < 2100:
            self.year = numbers[0]
        elif numbers:
            session = numbers[0]
            body = self.organ != "A" or any(re.match(r"(?!C\.\d|INF)", s) for s in self.series)
            session_kind = "body" if body else "regular"
        return Symbol(
            text="/".join(self.path),
            organ=self.organ,
            kind=self._kind(),
            series=tuple(self.series),
            session=session,
            session_kind=session_kind,
            session_roman=self.roman[1] if self.roman else None,
            year=self.year,
            number=self.number,
            number_to=self.number_to,
            letters=self.letters,
            modifications=tuple(self.modifications),
            qualifiers=tuple(self.qualifiers),
        )

    def _kind(self) -> str:
        if self.nature:
            return NATURES[self.nature]
        conference = self.series and self.series[0].split(".")[0] == "CONF"
        return "conference document" if conference else "document"


def _special(prefix: str) -> SessionKind:
    return "emergency special" if prefix.startswith("ES") else "special" if prefix.startswith("S") else "regular"


def _letters(match: re.Match[str]) -> tuple[str, ...]:
    first, link, rest = match["first"].upper(), (match["link"] or "").upper(), (match["rest"] or "").upper()
    if not rest:
        return (first,)
    if link in ("-", "TO") and len(rest) == 1:
        return tuple(map(chr, range(ord(first), ord(rest) + 1))) or (first, rest)
    return (first, *re.findall(r"\b[A-Z]\b", rest))


def printed_letters(letters: tuple[str, ...]) -> str:
    """Suffix letters as the canonical form prints them: "A", "A and B", "A-E", "A, C and E"."""
    if len(letters) > 2 and all(ord(b) - ord(a) == 1 for a, b in pairwise(letters)):
        return f"{letters[0]}-{letters[-1]}"
    return " and ".join(filter(None, (", ".join(letters[:-1]), letters[-1])))


def _qualifier(match: re.Match[str]) -> tuple[Qualifier, str]:
    """A qualifier and its canonical print."""
    for name, label in (("part", "Part"), ("volume", "Vol.")):
        if match[name]:
            ends = [match[f"{name}_n"].upper(), *filter(None, [(match[f"{name}_to"] or "").upper()])]
            plural = {"Part": "Parts", "Vol.": "Vols."}[label] if len(ends) > 1 else label
            numbers = tuple(int(e) if e.isdigit() else value(e) for e in ends)
            ranged = (match[f"{name}_link"] or "").lower() in ("-", "to") and numbers[-1] - numbers[0] > 1
            link = "-" if ranged else " and "  # whatever the language writes for it
            return Qualifier(name, numbers), f"({plural} {link.join(ends)})"
    if match["section"]:
        letter = (match["section_letter"] or "").upper()
        return Qualifier("section", (int(match["section_n"]),), letter or None), f"(Sect. {match['section_n']}{letter})"
    if match["resumption"]:
        return Qualifier("resumption", (int(match["resumption_n"]),)), f"(Resumption {match['resumption_n']})"
    if match["supplement"]:
        return Qualifier("official_records_supplement"), "(SUPP)"
    word = re.sub(r"\s+", " ", match["word"].lower())
    if word == "resumed":
        return Qualifier("resumption"), "(resumed)"
    word = "plan outline" if word == "planoutline" else word
    return Qualifier("budget_" + word.replace(" ", "")), f"({word.capitalize()})"


def value(roman: str) -> int:
    """The number that a roman numeral stands for; 0 for the empty one."""
    units = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in roman.upper()]
    return sum(-u if u < after else u for u, after in zip(units, [*units[1:], 0], strict=True))


def roman(number: int) -> str:
    """The roman numeral of a number from 1 to 3999, as sessions before 1976 are written."""
    tens = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    printed = ""
    for unit, letters in (*tens, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        printed += letters * (number // unit)
        number %= unit
    return printed
