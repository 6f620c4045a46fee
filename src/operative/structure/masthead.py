"""What the lines outside the paragraphs say: symbol, title, session, adoption, agenda, route, distribution.

Works on the lines in whatever order and shape they come: set in two columns, one to a line, glued together behind the
text by a word processor, or few of them left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

import msgspec

from operative.languages import Language, SessionKind, load
from operative.reading.page import Line
from operative.record import Basis, MastheadFact, Span
from operative.structure.flow import flow
from operative.structure.numbers import canonical, documents, session_of, squeezed, symbol_of, tail_of

# A symbol as mastheads print it, also where a word processor glued its neighbours to it.
SYMBOL = re.compile(
    r"""
    (?<![/\d]) [ASET] / (?: HRC/ | C\.\d/ )?
    (?: (?: RES | DEC | PRST ) / )?
    (?: (?: E?S- )? \d{1,4} (?: [ ]?/[ ]? (?: [A-Z]{1,4}\.[ ]? )? \d{1,4} )?
      | (?: L | INF | PV ) \. [ ]? \d+ )
    (?: /(?: Add | Rev | Corr | INF )\.?[ ]?\d* )*
    (?: [ ]? [A-Z]{1,2} (?! [A-Za-z] [a-z] | [a-z] | / ) )?
    (?: [ ]? \( (?: (?: E?S- )? [IVXLC]+ | \d{4} ) \) )?
    """,
    re.VERBOSE,
)
NOISE_SYMBOL = re.compile(r"<<ODS DOC SYMBOL\d>>\s*([^<>]+?)\s*<<ODS DOC SYMBOL\d>>")
NOISE_JOB = re.compile(r"<<ODS JOB NO>>\s*N?(\d\d)(\d{5})[A-Z]?\s*<<ODS JOB NO>>")
JOB = re.compile(r"(?<![\d/-])(\d\d-\d{5})(?:\s*\(([ACEFRS])\))?(?![\d-])")
ISO_DATE = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
NUMBER = re.compile(
    r"""
    ^ [^\S\n]* (?P<word> [^\W\d_]{4,12} [^\S\n]+ (?: [№#] [ ]? )? )?
    (?P<number>
        (?: E?S- )? \d{1,4} [ ]? / [ ]? \d{1,4} (?: [ ]? [A-Z] (?: [ ]? (?: and | - | ,) [ ]? [A-Z] )? (?! \w ) )?
      | \d{1,4} (?: [ ] [A-Z]{1,2} )? [ ]? \( (?: (?: E?S- )? [IVXLC]+ | \d{4} | د-\d+ ) \)
    )
    (?P<point> [ ]? [.．。:–-]+ )? (?P<space> [^\S\n]* (?: [–-] [^\S\n]+ )? )
    """,
    re.VERBOSE | re.MULTILINE,
)
SEPARATE_LETTER = re.compile(r"([A-Z])(?:\s?\(?\d{1,2}\)?)?$")  # "B" below a title, perhaps with a note mark
LEADING_DASH = re.compile(r"[–-]\s+")  # between number and title, in Arabic
FAR = 80  # characters of other text between two lines that stand together: blank lines and indents are less
LONGEST_TITLE = 15  # lines
DIGIT = re.compile(r"\d")
ORGAN_LENGTH = 40  # a longer line says more than who the organ is
LONGEST_AGENDA_TITLE = 4  # lines
LONGEST_BEFORE_DATE = 24  # characters: "Resolution of"


class Masthead(msgspec.Struct):
    """The facts of a masthead, where each stood (`facts`), and all the places that were understood (`used`)."""

    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: int | None = None
    session_kind: SessionKind | None = None
    adopted: str | None = None
    meeting: int | None = None
    agenda_items: tuple[str, ...] = ()
    distribution: str | None = None
    distributed: str | None = None
    job_number: str | None = None
    basis: Basis = Basis()
    facts: tuple[MastheadFact, ...] = ()
    used: tuple[Span, ...] = ()


def masthead(lines: list[Line], language: Language, organ: str | None = None) -> Masthead:
    """The masthead that the lines before the first and after the last paragraph hold, in reading order.

    `organ` is the English name of the organ that the enacting formula names, where the caller knows it.
    """
    head = _Head(lines, language, organ)
    head.route()
    head.adoption()
    head.symbol()
    head.distribution()
    head.agenda()
    head.heading()
    head.session()
    head.close()
    head.job()
    head.letterhead()
    head.agenda_titles()
    return head.settled()


class _Head:
    """The lines as one text, and what has been found in it."""

    def __init__(self, lines: list[Line], language: Language, organ: str | None) -> None:
        self.lines, self.language, self.organ = lines, language, organ
        # What Arabic, Chinese and Russian leave in English: "Distr.: General", the date of issue.
        self.languages = (language,) if language.code == "en" else (language, load("en"))
        self.starts: list[int] = []
        length = 0
        for line in lines:
            self.starts.append(length)
            length += len(line.text) + 1
        self.text = "\n".join(line.text for line in lines)
        self.found = Masthead()
        self.facts: list[MastheadFact] = []
        self.taken: list[Span] = []  # in self.text
        self.number: str | None = None  # of the resolution, as its heading prints it
        self.letter: str | None = None  # of one of several resolutions of that number, below the title

    # --- places ---

    def line_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def place(self, offset: int) -> int:
        index = self.line_at(offset)
        return self.lines[index].place(offset - self.starts[index])

    def take(self, field: str, start: int, end: int) -> None:
        """Notes that a fact stands from `start` to `end` of the text."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if end > start:
            span = (self.place(start), self.place(end - 1) + 1)
            self.facts.append(MastheadFact(field=field, text=self.text[start:end], span=span))
            self.taken.append((start, end))

    def free(self, offset: int) -> bool:
        return not any(start <= offset < end for start, end in self.taken)

    # --- the facts, one after the other ---

    def route(self) -> None:
        """On what it was adopted: "[on the report of the Third Committee (A/64/433)]"."""
        found = self.language.basis.search(self.text)
        if not found:
            return
        end = self.text.find("]", found.end(), found.end() + 600) + 1
        if not end:
            stop = re.compile(r"\)\s*\n|\n\s*\n|\Z").search(self.text, found.end())
            end = stop.end() if stop else len(self.text)
        printed = self.text[found.start() : end]
        self.found.basis = Basis(committee=self.language.committee(printed), documents=documents(printed))
        self.take("basis", found.start(), end)

    def adoption(self) -> None:
        """ "Resolution adopted by the General Assembly on 9 November 2009", and who and when it names."""
        for found in self.language.adoption.finditer(self.text):
            if not self.free(found.start()):
                continue
            printed = found[0]
            self.found.organ = self.found.organ or self.language.organ(printed)
            self.found.adopted = self.found.adopted or self.language.date(printed)
            meeting = next((v for k, v in found.groupdict().items() if k.startswith("meeting") and v), None)
            if meeting and self.found.meeting is None:
                self.found.meeting = int(meeting)
            self.take("adopted", found.start(), found.end())

    def symbol(self) -> None:
        """The symbol that job noise states, or else the one that the masthead and running heads repeat most."""
        for noise in NOISE_SYMBOL.finditer(self.text):
            self.found.symbol = self.found.symbol or canonical(noise[1])
            self.take("symbol", noise.start(), noise.end())
        seen: Counter[tuple[bool, bool, str]] = Counter()
        for found in SYMBOL.finditer(self.text):
            if not self.free(found.start()) or self._bracketed(found) or not (symbol := canonical(found[0])):
                continue
            alone, resolution = self._alone(found), "/RES/" in symbol
            if alone or resolution:  # any other is a reference
                seen[alone, resolution, symbol] += 1
                self.take("symbol", found.start(), found.end())
        if self.found.symbol is None and seen:
            self.found.symbol = max(seen, key=lambda found: (found[0], found[1], seen[found]))[2]

    def _alone(self, found: re.Match[str]) -> bool:
        """Whether a symbol has its line to itself or shares it with the letterhead: mastheads and running heads do."""
        line = self.lines[self.line_at(found.start())].text
        rest = line.replace(found[0], "", 1).strip(" \t*")
        return not rest or any(language.letterhead.fullmatch(rest) for language in self.languages)

    def _bracketed(self, found: re.Match[str]) -> bool:
        """Whether a symbol stands in square brackets: a draft or report that older layouts name below the heading."""
        line = self.line_at(found.start())
        before = self.text[self.starts[line] : found.start()]
        return before.count("[") > before.count("]")

    def distribution(self) -> None:
        """ "Distr.: General" and the date of issue below it."""
        for language in self.languages:
            found = language.distribution.search(self.text)
            if not found:
                continue
            self.found.distribution = language.distribution_kind(found["distribution"])
            self.take("distribution", found.start(), found.end())
            self._issued(found.end())
            return

    def _issued(self, start: int) -> None:
        end = min(start + 200, len(self.text))
        dates = [
            ISO_DATE.search(self.text, start, end),
            *(x.date_pattern.search(self.text, start, end) for x in self.languages),
        ]
        first = min(
            (found for found in dates if found and self.free(found.start())), key=lambda m: m.start(), default=None
        )
        if first:
            isos = (x.iso(first) for x in self.languages if first.re is x.date_pattern)
            self.found.distributed = first[0] if first.re is ISO_DATE else next(isos, None)
            self.take("distributed", first.start(), first.end())

    def session(self) -> None:
        """ "Sixty-fourth session", on a line of its own or glued to what has been found already."""
        for language in self.languages:
            for start, end in self._lines_free():
                named = language.named_session(self.text[start:end])
                if named and 4 * (named[2][1] - named[2][0]) > 3 * len(self.text[start:end].strip()):
                    self.found.session, self.found.session_kind = named[:2]
                    self.take("session", start + named[2][0], start + named[2][1])
                    return

    def _lines_free(self) -> Iterable[Span]:
        """The stretches of lines that nothing has been found in yet."""
        for start, line in zip(self.starts, self.lines, strict=True):
            at = start
            for taken_start, taken_end in sorted(
                t for t in self.taken if t[0] < start + len(line.text) and t[1] > start
            ):
                if taken_start > at:
                    yield at, taken_start
                at = max(at, taken_end)
            if at < start + len(line.text):
                yield at, start + len(line.text)

    def agenda(self) -> None:
        """ "Agenda item 68 (b)"."""
        items: list[str] = []
        for language in self.languages:
            for found in language.agenda_item.finditer(self.text):
                items += language.item_numbers(found["item"])
                self.take("agenda_items", found.start(), found.end())
            if items:
                break
        self.found.agenda_items = tuple(dict.fromkeys(items))

    def heading(self) -> None:
        """The resolution's number and title: "64/12. Support by ...", over as many lines as it takes."""
        tail = tail_of(self.found.symbol)
        candidates = [m for m in NUMBER.finditer(self.text) if self.free(m.start("number")) and self._may_head(m)]
        exact = [m for m in candidates if tail and squeezed(m["number"]).startswith(tail)]
        for found in exact or ([] if tail else candidates):
            self.number = self.number or found["number"]
            if self._title(found):
                self.number = found["number"]
                return

    def _may_head(self, found: re.Match[str]) -> bool:
        """Whether a number can head a resolution: not a page's counter, not a fraction in a sentence."""
        word = (found["word"] or "").strip()
        if word and not self.language.resolution_word.fullmatch(word):
            return False
        session = re.match(r"(?:E?S-)?(\d+)/", squeezed(found["number"]))
        # The Assembly has numbered by session since its thirty-first; other organs number from one.
        assembly = (self.organ or self.found.organ) in (None, "General Assembly")
        return session is None or found["number"][0] in "ES" or int(session[1]) > 30 or not assembly

    def _title(self, found: re.Match[str]) -> bool:
        first = self.line_at(found.start("number"))
        lines = [self._from(first, found.end())]
        index = first + 1
        if not lines[0].text.strip():
            while index < len(self.lines) and not self.lines[index].text.strip():
                index += 1
        heading = found.end() if lines[0].text.strip() else self.starts[index] if index < len(self.lines) else None
        if heading is None or self._dated(found, heading):
            return heading is not None
        if not lines[0].text.strip() and self._ends_title(index):
            return False
        while index < len(self.lines) and len(lines) < LONGEST_TITLE and not self._ends_title(index):
            lines.append(self.lines[index])
            index += 1
        if index < len(self.lines) and (letter := SEPARATE_LETTER.match(self.lines[index].text.strip())):
            self.letter = letter[1]
        title = flow([line for line in lines if line.text.strip()], lambda before, _: before[-1]).text
        title = title[dash.end() :] if (dash := LEADING_DASH.match(title)) else title
        if not any(c.isalpha() for c in title):
            return False
        self.found.title = title
        self.take("number", found.start("number"), found.end())
        end = self.starts[index - 1] + len(self.lines[index - 1].text)
        self.take("title", found.end(), end)
        return True

    def _dated(self, found: re.Match[str], heading: int) -> bool:
        """Whether the heading is a number and a date, as the Security Council's: "Resolution 892 (1993) of ..."."""
        end = (self.text.find("\n", heading) + 1 or len(self.text) + 1) - 1
        date = self.language.date_pattern.search(self.text, heading, end)
        if date is None or end - heading - len(date[0]) > LONGEST_BEFORE_DATE:
            return False
        self.found.adopted = self.found.adopted or self.language.iso(date)
        self.take("number", found.start(), found.end())
        self.take("adopted", *date.span())
        return True

    def _from(self, index: int, offset: int) -> Line:
        """A line without its first words."""
        line, cut = self.lines[index], offset - self.starts[index]
        runs = tuple(
            msgspec.structs.replace(run, start=max(0, run.start - cut), end=run.end - cut)
            for run in line.runs
            if run.end > cut
        )
        return Line(text=line.text[cut:], start=line.place(cut), end=line.end, runs=runs)

    def _ends_title(self, index: int) -> bool:
        line, before = self.lines[index], self.lines[index - 1]
        text = line.text.strip()
        if line.start - before.end > FAR or line.start < before.start:
            return True
        if not text:
            return False
        if SEPARATE_LETTER.match(text) or not self.free(self.starts[index] + len(line.text) - len(line.text.lstrip())):
            return True
        language = self.language
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if language.enacting.match(text) or language.enacting.match(f"{text} {following.strip()}"):
            return True
        if language.adoption.match(text) or language.basis.match(text):
            return True
        return len(text) < 100 and (
            language.closing_meeting.match(text) is not None
            or self._whole_date(text) is not None
            or bool(JOB.match(text))
        )

    def _whole_date(self, text: str) -> str | None:
        text = text.strip(" \t.。،,")
        found = self.language.date_pattern.fullmatch(text)
        return self.language.iso(found) if found else None

    def close(self) -> None:
        """ "41st plenary meeting / 9 November 2009"."""
        near: int | None = None
        for found in self.language.closing_meeting.finditer(self.text):
            line = self.lines[self.line_at(found.start())]
            if self.free(found.start()) and len(line.text) < 120:
                self.found.meeting = self.found.meeting or int(found["meeting"])
                near = found.start()
                self.take("meeting", found.start(), found.end())
                break
        dates = [
            m for m in self.language.date_pattern.finditer(self.text) if self.free(m.start()) and self._closes(m, near)
        ]
        if near is not None and len(dates) > 1:
            dates.sort(key=lambda m: abs(m.start() - (near or 0)), reverse=True)
        if dates:
            self.found.adopted = self.found.adopted or self.language.iso(dates[-1])
            self.take("adopted", dates[-1].start(), dates[-1].end())

    def _closes(self, found: re.Match[str], meeting: int | None) -> bool:
        """Whether a date closes the resolution: alone on its line, or on the meeting's."""
        index = self.line_at(found.start())
        if meeting is not None and self.line_at(meeting) == index:
            return True
        return self._whole_date(self.lines[index].text) is not None

    def job(self) -> None:
        """ "09-46255 (E)", printed or as job noise states it."""
        for noise in NOISE_JOB.finditer(self.text):
            self.found.job_number = self.found.job_number or f"{noise[1]}-{noise[2]}"
            self.take("job_number", noise.start(), noise.end())
        printed = [found for found in JOB.finditer(self.text) if self.free(found.start())]
        for found in printed:
            self.take("job_number", found.start(), found.end())
        if printed:
            self.found.job_number = printed[0][1]

    def letterhead(self) -> None:
        """The lines that name the Organization and the organ, and nothing else."""
        for start, end in list(self._lines_free()):
            printed = self.text[start:end].strip()
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            if any(language.letterhead.fullmatch(printed) for language in self.languages):
                self.take("letterhead", start, end)
            elif len(printed) <= ORGAN_LENGTH and not DIGIT.search(printed) and (organ := self._organ(printed)):
                self.found.organ = self.found.organ or organ
                self.take("organ", start, end)

    def _organ(self, printed: str) -> str | None:
        return next((organ for language in self.languages if (organ := language.organ(printed))), None)

    def agenda_titles(self) -> None:
        """The titles of the agenda items, on the lines below their numbers."""
        for at in [start for start, _ in self.taken_for("agenda_items")]:
            index = self.line_at(at) + 1
            while index < len(self.lines) and index <= self.line_at(at) + LONGEST_AGENDA_TITLE:
                line, start = self.lines[index], self.starts[index]
                text = line.text.strip()
                if (
                    line.start - self.lines[index - 1].end > FAR
                    or not text
                    or not self.free(start + line.text.find(text))
                ):
                    break
                if NUMBER.match(line.text) or self._whole_date(text):
                    break
                self.take("agenda_title", start + line.text.find(text), start + len(line.text))
                index += 1

    def taken_for(self, field: str) -> list[Span]:
        """Where a field's facts stand in the text of the lines."""
        return [span for fact, span in zip(self.facts, self.taken, strict=True) if fact.field == field]

    def settled(self) -> Masthead:
        """The facts with what follows from them: the symbol from the number, the session from the symbol."""
        found = self.found
        found.organ = self.organ or found.organ or self._named_organ()
        if found.symbol is None and self.number:
            number = f"{self.number} {self.letter}" if self.letter and self.number[-1].isdigit() else self.number
            found.symbol = symbol_of(number, found.organ)
        if found.session is None:
            found.session, found.session_kind = session_of(found.symbol)
        found.facts = tuple(sorted(self.facts, key=lambda fact: fact.span))
        found.used = tuple(fact.span for fact in found.facts)
        return found

    def _named_organ(self) -> str | None:
        for start, end in self._lines_free():
            if organ := self.language.organ(self.text[start:end]):
                return organ
        return None
