"""Short forms in running text: the words around a number decide which organ's document it is, or that it is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from operative.meaning.whole import Mention, take_date
from operative.meaning.words import Word, Words
from operative.symbols import LOOK_ALIKES, roman, value

_WORDS = re.compile(r"[^\d.,;:()]{1,60}")  # "resolutions of that organ", with no stop or figure

# The Assembly numbered its resolutions through to 1975: the first and last number (roughly) of each session.
ASSEMBLY = (
    *((1, 110), (90, 220), (150, 345), (280, 380), (370, 510), (490, 620), (600, 740), (700, 820), (790, 910)),
    *((890, 1010), (990, 1150), (1120, 1260), (1230, 1360), (1340, 1500), (1470, 1645), (1620, 1770), (1740, 1880)),
    *((1870, 2000), (1970, 2030), (2000, 2140), (2120, 2260), (2240, 2380), (2370, 2580), (2480, 2630), (2600, 2770)),
    *((2740, 2920), (2900, 3060), (3040, 3210), (3190, 3370), (3360, 3550)),
)
# The years of the Assembly's special sessions since the Human Rights Council holds its own.
ASSEMBLY_SPECIAL = {29: 2014, 30: 2016, 31: 2020, 32: 2021}
# The Security Council's last number of a year, for some years: those between lie on the line between.
COUNCIL = (
    *((1945, 0), (1950, 89), (1960, 160), (1967, 244), (1975, 384), (1985, 580), (1990, 683), (1993, 892)),
    *((2000, 1334), (2010, 1966), (2020, 2560), (2030, 3000), (2100, 6000)),
)

REACH = 3000  # how far back, in characters, a name can still explain a number
# Organs whose numbers are not of the form 5/14, or not said by these words alone.
_NEVER_SHORT = frozenset({"S", "E", "E/CN.4", "E/CN.4/Sub.2", "council", "commission"})
# The Human Rights Council reports in Supplement No. 53, a commission in one of the Economic and Social Council's:
# "(A/64/53), chap. IV, resolution 38/7".
_REPORT = re.compile(r"\((?:(A)/(?:6[1-9]|[7-9]\d)/53|(?=(E))E/\d{4}/\d\d)\b[^;]*$")


class _Context:
    """The words around the numbers of one text, and what they say of each."""

    def __init__(self, text: str, words: Words, speaker: str, session: int | None, around: list[Word]) -> None:
        self.text, self.words, self.speaker, self.session = text, words, speaker, session
        self.around = [w for w in around if w.kind != "relation"]
        self.places = [w.start for w in self.around]

    def within(self, start: int, end: int) -> list[Word]:
        """The words that begin in a part of the text."""
        return self.around[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def same_session(self, m: Mention, other: Mention) -> bool:
        """Whether two numbers are of one session or year, and nothing but a list's links stands between them."""
        if not (m.short and other.short) or not self.words.link.match(self.text[m.tail : other.start]):
            return False
        marks = ("special", "session", "year", "roman")
        return all(m.short[mark] == other.short[mark] for mark in marks)

    def evident(self, m: Mention) -> bool:
        """Whether a number is a resolution's even where no noun says so: by its session, its letter or its date."""
        short = m.short
        if short is None:
            return False
        if short["n"]:
            return not short["year"] and bool(self.sessional(m, short, "RES"))
        session = int(short["session"])
        if session < 31 or session > (self.session or 99) + 1:
            return bool(short["special"] and m.date)
        return bool(short["letters"]) or (m.date is not None and 0 <= int(m.date[:4]) - 1945 - session <= 1)

    def finish(self, found: list[Mention]) -> list[Mention]:
        """Give each number its symbols, and drop what is none."""
        kept = []
        for m in found:
            if m.whole:
                kept.append(m)
            elif m.kind in ("resolution", "decision"):
                m.organ = m.organ or m.guess
                m.symbols = self.symbols(m)
                if m.symbols:
                    kept.append(m)
        return kept

    def symbols(self, m: Mention) -> list[tuple[int, int, str | None]]:
        """The canonical symbols of a number with its letters and the places where they stand."""
        assert m.short is not None
        stem = self.stem(m)
        if stem is None:
            return []
        head, tail = stem
        if not head:
            return [(m.start, m.end, None)]
        group = next((g for g in ("letters", "letters2", "letters3") if m.short[g]), None)
        if group is None:
            return [(m.start, m.end, head + tail)]
        lettered = self.letters(m.short[group], m.short.start(group))
        first = (m.start, lettered[0][1] if group == "letters" else m.end, f"{head} {lettered[0][2]}{tail}")
        return [first, *((s, e, f"{head} {letter}{tail}") for s, e, letter in lettered[1:])]

    def letters(self, printed: str, offset: int) -> list[tuple[int, int, str]]:
        """The suffix letters, a range written out, each with its place."""
        out: list[tuple[int, int, str]] = []
        end = 0
        for match in self.words.letter.finditer(printed):
            letter = self.words.letters.get(match[0], match[0])
            place = (offset + match.start(), offset + match.end())
            if out and self.words.letter_to.fullmatch(printed, end, match.start()):
                out += [(*place, chr(c)) for c in range(ord(out[-1][2]) + 1, ord(letter))]
            out.append((*place, letter))
            end = match.end()
        return out

    def stem(self, m: Mention) -> tuple[str, str] | None:
        """What stands before and after a symbol's letters; ("", "") for a document without a symbol of its own."""
        short = m.short
        assert short is not None
        series = "DEC" if m.kind == "decision" else "RES"
        if short["n"]:
            return self.sessional(m, short, series)
        session, number = int(short["session"]), int(short["number"])
        if short["number"].startswith("0"):  # no organ of the United Nations writes 12/07
            return "", ""
        if short["special"]:
            printed = short["special"].replace(" ", "")
            mark = self.words.sessions.get(printed, printed).rstrip("-")
            organ = "A/HRC" if m.organ in ("A/HRC", "council") or self.special_of_council(m, session) else "A"
            return f"{organ}/{series}/{mark}-{session}/{number}", ""
        if 1945 < session < 2100:
            return self.yearly(m, series, session, number)
        return self.sessioned(m, series, session, number)

    def special_of_council(self, m: Mention, session: int) -> bool:
        """Whether a special session without an organ is the Human Rights Council's: it was named, the date fits it."""
        if m.organ or m.own or "A/HRC" not in self.named_before(m):
            return False
        year = int(m.date[:4]) if m.date else 0
        return year >= 2006 and not 0 <= year - ASSEMBLY_SPECIAL.get(session, 0) <= 1

    def sessional(self, m: Mention, short: re.Match[str], series: str) -> tuple[str, str] | None:
        """1514 (XV), 1325 (2000)."""
        number = int(short["n"])
        if short["year"]:
            year = int(short["year"])
            if m.organ in ("S", "council", None, self.speaker) and _of_council(number, year) and series == "RES":
                return f"S/RES/{number}", f" ({year})"
            return None
        if short["roman"]:
            numeral = short["roman"].translate(LOOK_ALIKES)
            kind = f"{short['kind']}-" if short["kind"] else ""
            ordinal = value(numeral) if re.fullmatch(r"[IVXLCM]+", numeral) else 0
        else:
            ordinal, kind = int(short["ordinal"]), self.words.sessions[short["mark"].replace(" ", "")]
            numeral = roman(ordinal)
        misprint = m.organ == "A" and m.date is not None and _of_assembly(number, int(m.date[:4]) - 1945)
        if kind or misprint:  # a misprinted session is found out by the date: 3274 (XXIV) of 1974
            return f"A/{series}/{number}", f" ({kind}{numeral})"
        named = m.organ or self.speaker
        if named == "E" or (not _of_assembly(number, ordinal) and self.economic(m)):
            return f"E/{series}/{number}", f" ({numeral})"
        if _of_assembly(number, ordinal) and named not in ("E/CN.4", "E/CN.4/Sub.2", "E/ESCAP"):
            return f"A/{series}/{number}", f" ({numeral})"
        return None

    def economic(self, m: Mention) -> bool:
        """Whether a number that is not the Assembly's is the Economic and Social Council's, by what was named last."""
        before = [w.key for w in self.within(m.start - REACH, m.start) if w.kind == "organ"]
        return m.organ == "council" or (m.organ is None and before[-1:] == ["E"])

    def yearly(self, m: Mention, series: str, year: int, number: int) -> tuple[str, str] | None:
        """2000/22: the Economic and Social Council's, unless a commission's, named with the number or before it."""
        organ = m.organ
        if organ in (None, "A", "commission", self.speaker):
            before = [
                w.key
                for w in self.within(m.start - REACH, m.start)
                if w.kind == "organ" and w.key not in ("A", "S", "A/HRC", "commission")
            ]
            after = [
                w.key for w in self.within(m.tail, m.tail + 240) if w.kind == "organ" and w.key.startswith("E/CN.4")
            ]
            organ = before[-1] if before else after[0] if after else organ
        if organ in ("E/CN.4", "E/CN.4/Sub.2"):
            return f"{organ}/{series}/{year}/{number}", ""
        if organ in ("?", "UNEP/EA", "commission"):
            return "", ""
        return f"E/{series}/{year}/{number}", ""

    def sessioned(self, m: Mention, series: str, session: int, number: int) -> tuple[str, str] | None:
        """70/1: the Assembly's, unless a council's or a commission's. A date says which, where it has one."""
        organ = self.sitting(m, session)
        if organ == "UNEP/EA":
            return (f"UNEP/EA.{session}/Res.{number}" if session < 12 and series == "RES" else ""), ""
        if organ in ("?", "commission"):
            return "", ""
        if organ is None or (organ == "A" and session > (self.session or 99) + 1):
            return None
        if organ == "A" and series == "RES" and number > 400:
            series = "DEC"
        elif organ == "A" and series == "DEC" and number < 300:
            series = "RES"
        return f"{organ}/{series}/{session}/{number}", ""

    def sitting(self, m: Mention, session: int) -> str | None:
        """The organ whose session it is: the one that the words name, if it then sat, else one named before."""
        year = int(m.date[:4]) if m.date else None
        latest = (self.session or 99) + 1945 + 1
        assembly = session > 30 and (year is None or 0 <= year - 1945 - session <= 2)
        council = abs(_council_year(session) - year) <= 1.4 if year else _council_year(session) <= latest + 1
        named = m.organ or self.speaker
        if named in _NEVER_SHORT:
            named = "A/HRC" if council and (named == "council" or not assembly) else "A"
        if (named == "A" and assembly) or (named == "A/HRC" and council) or named not in ("A", "A/HRC"):
            if year or m.organ or named != "A":
                return named
            return self.reported(m, council)
        others = [key for key in self.named_before(m) if key != "A"]
        if others and others[-1] != "A/HRC":
            return others[-1]
        if council and (others or year):
            return "A/HRC"
        return "A" if session > 30 else "?" if year else None

    def named_before(self, m: Mention) -> list[str]:
        """The organs named before a number, of those whose numbers are of the form 5/14."""
        return [w.key for w in self.within(m.start - REACH, m.start) if w.kind == "organ" and w.key not in _NEVER_SHORT]

    def reported(self, m: Mention, council: bool) -> str:
        """The Assembly, unless an undated number without an organ stands in another's report, or follows its name."""
        report = _REPORT.search(self.text, max(0, m.start - REACH), m.start)
        if report:
            return "?" if report[2] else "A/HRC" if council else "A"
        return "A/HRC" if council and not m.own and self.named_before(m)[-1:] == ["A/HRC"] else "A"


class BeforeNumber(_Context):
    """Languages that write "resolution 70/1 of the Assembly": noun, numbers, then each number's organ and date."""

    def read(self, found: list[Mention]) -> list[Mention]:
        """The mentions of a text with their symbols, without those that are none."""
        noun: Word | None = None
        organ: str | None = None  # of the noun
        guess: str | None = None  # of the noun, by one before: "resolutions of the Council, in particular resolution"
        stated: str | None = None  # the last organ of a noun
        place = 0  # up to where the words are read
        end = 0  # of the last noun or number
        listed: list[Mention] = []  # the numbers since the noun
        for m in found:
            for word in self.within(place, m.start):
                if word.kind == "noun":
                    noun, end, listed = word, word.end, []
                    organ, guess = self.organ_of(word), None if self.own(word) else stated
                elif word.kind == "organ" and noun and not listed and self.follows(noun, word):
                    organ, end = word.key, word.end
                stated = organ or stated
            place = max(place, m.start)
            self.after(m)
            if m.whole:
                end = m.tail
                continue
            near = m.start - end < 600
            gap = self.text[end : m.start] if near else "…"
            linked = near and bool(self.words.link.match(gap))
            if noun is None and self.evident(m):
                m.kind, end = "resolution", m.tail
            elif noun and (linked or (near and self.weakly(m, gap)) or (m.date and self.evident(m))):
                m.kind = noun.key
                if m.date:
                    self.share_date(listed, m)
                if m.organ:
                    self.share(listed, m.organ, m)
                    stated = m.organ
                else:
                    m.organ = listed[-1].organ if linked and listed else organ
                    m.guess, m.own = guess, self.own(noun)
                listed.append(m)
                end = m.tail
                place = m.tail
        return self.finish(found)

    def follows(self, noun: Word, organ: Word) -> bool:
        """Whether the organ is that of the noun: "resolutions of the Council"."""
        return bool(self.words.between.match(self.text[noun.end : organ.start]))

    def weakly(self, m: Mention, gap: str) -> bool:
        """Whether a number goes on a list that other words interrupt, and is no ratio or split year: 50/50, 2023/24."""
        if not (self.words.weak.search(gap) or _WORDS.fullmatch(gap)):
            return False
        session, number = (int(m.short[group] or 0) for group in ("session", "number")) if m.short else (0, 0)
        split = number in (session, session + 1, (session + 1) % 100) and session > 0
        return m.date is not None or not split

    def own(self, noun: Word) -> bool:
        """Whether the noun is the speaker's own: "its resolutions"."""
        return bool(self.words.own.search(self.text, max(0, noun.start - 24), noun.end))

    def organ_of(self, noun: Word) -> str | None:
        """The organ named before the noun: "Security Council resolution", "the Council, in its resolution"."""
        before = self.within(max(0, noun.start - 160), noun.start)
        organs = [w for w in before if w.kind == "organ"]
        if not organs:
            return None
        gap = self.text[organs[-1].end : noun.start]
        if not gap.strip() or self.words.subject.match(gap):
            return organs[-1].key
        if self.words.his and self.words.his.search(self.text, noun.start, noun.end):
            return next((w.key for w in reversed(organs) if w.key != "A"), None)
        return None

    def after(self, m: Mention) -> None:
        """Take the organ and the date that follow a number, in either order."""
        take_date(self.text, m, self.words)
        if m.whole:
            return
        for word in self.within(m.tail, m.tail + 40):
            if word.kind == "organ" and self.words.connect.match(self.text[m.tail : word.start]):
                m.organ, m.tail = word.key, word.end
                take_date(self.text, m, self.words)
            return

    def share_date(self, listed: list[Mention], last: Mention) -> None:
        """The date of "58/214 and 58/215 of 23 December 2003" is that of both: they are of one session.

        "1811 (2008) and 1977 (2011) of 29 April 2008 and 20 April 2011" has a date for each, in their order.
        """
        undated: list[Mention] = []
        later = last
        for m in reversed(listed):
            if m.date or not self.words.link.match(self.text[m.tail : later.start]):
                break
            undated.insert(0, m)
            later = m
        dates, end = self.dates_on(last)
        if len(dates) == len(undated) + 1:
            last.tail = end
            for m, date in zip([*undated, last], dates, strict=True):
                m.date = date
            return
        later = last
        for m in reversed(undated):
            if not self.same_session(m, later):
                return
            m.date, later = last.date, m

    def dates_on(self, m: Mention) -> tuple[list[str | None], int]:
        """The date of a number and those that a list goes on with, and where the last of them ends."""
        dates, end = [m.date], m.tail
        for date in self.words.language.date_pattern.finditer(self.text, end, end + 200):
            if not self.words.link.match(self.text[end : date.start()]):
                break
            dates.append(self.words.iso(date))
            end = date.end()
        return dates, end

    def share(self, listed: list[Mention], organ: str, last: Mention) -> None:
        """The organ after the last of "resolutions 5/1 and 5/2 of the Council" is that of those before it too."""
        later = last
        for m in reversed(listed):
            if m.organ or not self.words.link.match(self.text[m.tail : later.start]):
                return
            m.organ = organ
            later = m


class AfterNumber(_Context):
    """Chinese: organ and date stand before the number, the noun after the last of a list."""

    def read(self, found: list[Mention]) -> list[Mention]:
        """The mentions of a text with their symbols, without those that are none."""
        kind: str | None = None
        following = len(self.text)
        for m in reversed(found):
            noun = next((w for w in self.within(m.end, following) if w.kind == "noun"), None)
            if noun and noun.start - m.end <= 40:
                kind = noun.key
            elif following == len(self.text) or not self.words.link.match(self.text[m.end : following]):
                kind = kind if following < len(self.text) and following - m.end < 120 else None
            m.kind = kind or ("resolution" if self.evident(m) else None) if self.marked(m) else None
            following = m.start
        end = 0
        organ: str | None = None
        last: Mention | None = None
        for m in found:
            organ = self.before(m, end, organ)
            if last and last.date and not m.date and self.same_session(last, m):
                m.date = last.date
            end, last = m.end, m
        return self.finish(found)

    def marked(self, m: Mention) -> bool:
        """Whether it is a document's number: after a word that says so, before one, or in a list of such."""
        before = self.words.weak.search(self.text, max(0, m.start - 8), m.start)
        return bool(before or self.words.mark.match(self.text, m.end))

    def before(self, m: Mention, end: int, carried: str | None) -> str | None:
        """Take the date and the organ that stand before a number; the organ goes on through a list."""
        gap = self.text[end : m.start]
        head = gap
        for date in self.words.language.date_pattern.finditer(gap):
            if self.words.date_tail.match(gap, date.end()):
                m.date = self.words.iso(date)
                head = gap[: date.start()]
        organs = [w for w in self.within(end, m.start) if w.kind == "organ"]
        if organs and self.near(organs[-1], end + len(head), m.start):
            m.organ = organs[-1].key
        elif not organs and carried and self.words.link.match(gap) and not self.words.own.search(gap):
            m.organ = carried
        return m.organ

    def near(self, organ: Word, head: int, start: int) -> bool:
        """Whether an organ stands directly before the date or the number."""
        gap = self.text[organ.end : head if organ.end <= head else start]
        return bool(self.words.between.match(gap) or self.words.subject.match(gap))


def _council_year(session: int) -> float:
    """The year, roughly, of a session of the Human Rights Council, which has met three times a year since 2006."""
    return 2006 + (session - 1) / 3


def _of_assembly(number: int, session: int) -> bool:
    """Whether the Assembly's session, before 1976, had a resolution of that number."""
    first, last = ASSEMBLY[session - 1] if 0 < session <= len(ASSEMBLY) else (1, 0)
    return first <= number <= last


def _of_council(number: int, year: int) -> bool:
    """Whether the Security Council's numbers of that year lie near."""
    for (early, low), (late, high) in pairwise(COUNCIL):
        if early < year <= late:
            expected = low + (high - low) * (year - early) / (late - early)
            return abs(number - expected) <= 130
    return False
