"""Plain text in all its damage to lines of runs.

Text comes from a PDF's text layer, a word processor's "save as text", simulated bold, recognised pages in Markdown or a
printer's layout. What such text lost is found again here: what was raised, what was bold, which lines are notes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from operative.reading.page import Line, Page, Reading, Run

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")

# Note marks set in Markdown or by a recogniser: ¹²  (¹)  <sup>12</sup>  [^12]  $^{12}$  ^12^
RAISED = re.compile(
    r"\([⁰¹²³⁴⁵⁶⁷⁸⁹]+\)|[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+"
    r"|<sup>\s*(\(?[\d*†‡]{1,3}\)?)\s*</sup>|\[\^(\d{1,3})\]:?|\$\s*\{?\}?\^\{?(\(?\d{1,3}\)?)\}?\s*\$|\^(\d{1,3})\^"
)
UNIT = re.compile(r"(?:^|[\s\d])[kк]?[mм]$")
HAS_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|<sup>|\[\^\d|\$\s*\{?\}?\^|\^\d{1,3}\^")
EMPHASIS = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
UNSEEN = " \u200b\u200e\u200f\ufeff"  # marks of direction and of no width behind a line's last point
LINE_BREAK = re.compile("[\n\f]")
HEADING = re.compile(r"#{1,6}\s+")
COLUMNS = re.compile(r"\s{3,}|\t+")
TABLE_ROW = re.compile(r"\s*\|\s*(.*?)\s*\|\s*$")
TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")

# A mark alone on its line, as PDF text layers print what was raised: "7", "(7)", "*".
LONE_MARK = re.compile(r"\s*(\(?\d{1,3}\)?|\*{1,3}|[†‡])\s*$")
# The rule above the notes: a row of underscores or dashes, or a line of nothing but many spaces.
NOTE_RULE = re.compile(r"\s*(?:_{5,}|-{8,}|—{4,}|─{4,})\s*$|[ \u00a0]{30,}$")
NOTE_START = re.compile(r"\s*(\(\d{1,3}\)|\d{1,3}|\*{1,3}|[†‡])\s+(?=\S)")
NOTE_END = re.compile(r"[.。۔][”“»\"’')\]]*\s*$")

# A word, or a run of Chinese, printed several times on end to look bold.
REPEATED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,24}?)\1{2,4}")
SPACED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: [a-zà-öø-ÿа-яё]){3,}(?![^\W\d_])")
# Words of two or three letters, too, where they stand apart from the next as spaced words do: "w i t h  a", not "y a".
SPACED_WORD = re.compile(r"(?<!\S)[^\W\d_](?:(?: [^\W\d_]| ’){3,}(?![^\W\d_])|(?: [^\W\d_]| ’)+(?=\s\s|$|[,;:.]))")
CLOSED = re.compile(r"[;:.؛；：。][”“»\"’')\]]*(?:\(?\d{1,3}\)?)?\s*$")  # the points after which nothing goes on

POINT = re.compile(r"[,;.،؛，；。](?:\(?\d{1,3}\)?)?$")


def read_text(text: str, source: str = "", media_type: str = "text/plain") -> Reading:
    """The lines of a text file, with marks raised again, simulated bold undone and notes set apart.

    `Reading.text` is `text` itself, so every span counts in the file as decoded.
    """
    lines = _split(text)
    times = _repetition(lines)
    marked = HAS_RAISED.search(text) is not None
    spaced_out = SPACED_OUT.search(text) is not None
    for line in lines:
        _mend(line, times, marked, spaced_out)
    lines = [line for line in lines if line.text or line.rule]
    _set_tables_apart(lines)
    _set_notes_apart(lines)
    lines = [line for line in _raise_lone_marks(lines) if line.text]
    _find_gaps(lines)
    return Reading(source=source, media_type=media_type, text=text, pages=_paginate(lines, text))


# --- lines -----------------------------------------------------------------------------------------------------------


class _Raw(Line):
    """A line with what only plain text has: blank lines before it, and whether a page begins here."""

    blanks: int = 0
    breaks: bool = False
    rule: bool = False
    tabbed: bool = False


def _split(text: str) -> list[_Raw]:
    """The lines that have ink, each with the number of blank lines before it; a rule above notes counts as ink."""
    lines: list[_Raw] = []
    blanks, breaks, at = 0, False, 0
    for raw in LINE_BREAK.split(text):
        end = at + len(raw)
        start, at = at, end + 1
        breaks = breaks or text[start - 1 : start] == "\f"
        stripped = raw.strip().rstrip(UNSEEN)
        if not stripped:
            if len(raw) >= 30 and NOTE_RULE.match(raw):
                lines.append(_Raw(text="", start=start, end=end, rule=True, blanks=blanks))
            blanks += 1
            continue
        body = raw.lstrip()
        indent = len(raw) - len(body)
        if "\t" in raw[:indent]:
            indent = len(raw[:indent].expandtabs(4))
        begin = end - len(body)
        line = _Raw(text=stripped, start=begin, end=begin + len(stripped), indent=indent, blanks=blanks, breaks=breaks)
        line.tabbed = raw[:1] == "\t"
        if stripped[0] in "_-—─" and NOTE_RULE.match(stripped):
            line.rule = True
        lines.append(line)
        blanks, breaks = 0, False
    return lines


def _repetition(lines: list[_Raw]) -> int:
    """How many times the text prints what is to look bold: 1 if it doesn't."""
    times: Counter[int] = Counter()
    for line in lines[:80]:
        for match in REPEATED.finditer(line.text):
            times[len(match[0]) // len(match[1])] += 1
    if not times:
        return 1
    (often, count), *_ = times.most_common(1)
    return often if count >= 3 else 1


def _mend(line: _Raw, times: int, marked: bool, spaced_out: bool) -> None:
    """Undoes repetition, Markdown, marks and letter spacing where the text has any, and maps every change."""
    text = line.text
    if line.rule:
        return
    if times > 1:
        _undo_repetition(line, times)
    if "*" in text or "_" in text or "#" in text or "|" in text:
        _undo_markdown(line)
    if marked and HAS_RAISED.search(line.text):
        _undo_raised(line)
    if spaced_out and SPACED_OUT.search(line.text):
        _close_up(line)


def _splice(line: Line, cuts: list[tuple[int, int, str, str]]) -> None:
    """Replaces stretches of a line's text, keeping its map of origins and its runs.

    `cuts` lists (start, end, replacement, style) in order; the replacement is taken to stand at the beginning of what
    it replaces; `style` ("bold", "italic", "raised" or "") makes it a run.
    """
    parts: list[str] = []
    origin: list[tuple[int, int]] = []
    runs: list[Run] = []
    length = at = 0
    for start, end, replacement, style in [*cuts, (len(line.text), len(line.text), "", "")]:
        parts.append(line.text[at:start])
        origin.append((length, line.place(at)))
        origin += [(old - at + length, source) for old, source in line.origin if at < old < start]
        runs += [
            Run(run.start - at + length, run.end - at + length, run.raised, run.bold, run.italic)
            for run in line.runs
            if at <= run.start and run.end <= start
        ]
        length += start - at
        if replacement:
            parts.append(replacement)
            origin.append((length, line.place(start)))
            if style:
                runs.append(
                    Run(length, length + len(replacement), style == "raised", style == "bold", style == "italic")
                )
            length += len(replacement)
        at = end
    line.text = "".join(parts)
    line.origin = tuple(dict(origin).items())
    line.runs = tuple(sorted(runs, key=lambda run: run.start))


def _undo_repetition(line: Line, times: int) -> None:
    pattern = _repeated(times)
    cuts = [(m.start(), m.end(), m[1], "bold") for m in pattern.finditer(line.text)]
    if cuts:
        _splice(line, cuts)


def _repeated(times: int) -> re.Pattern[str]:
    # Not digits (2222 is a number), not dot leaders or rules; punctuation inside the bold run is repeated too.
    return re.compile(rf"([^\s\d._\-–—*=…](?:\S{{0,59}}?))\1{{{times - 1}}}")


def _undo_markdown(line: _Raw) -> None:
    text = line.text
    if heading := HEADING.match(text):
        _splice(line, [(0, heading.end(), "", "")])
    if TABLE_RULE.match(line.text) and "|" in line.text:
        line.text, line.origin = "", ()
        return
    if row := TABLE_ROW.match(line.text):
        cuts = [(0, row.start(1), "", "")]
        cuts += [(m.start(), m.end(), "\t", "") for m in re.finditer(r"\s*\|\s*", line.text[: row.end(1)])][1:]
        cuts.append((row.end(1), len(line.text), "", ""))
        _splice(line, cuts)
        line.zone = "cell"
    cuts = []
    for match in EMPHASIS.finditer(line.text):
        inner, style = (match[2], "bold") if match[1] else (match[3], "italic")
        cuts.append((match.start(), match.end(), inner, style))
    # The replaced text begins after its opening mark: a splice for the mark, one for what it encloses.
    if cuts:
        exact: list[tuple[int, int, str, str]] = []
        for start, end, inner, style in cuts:
            width = (end - start - len(inner)) // 2
            exact.append((start, start + width, "", ""))
            exact.append((start + width, end - width, inner, style))
            exact.append((end - width, end, "", ""))
        _splice(line, exact)


def _undo_raised(line: Line) -> None:
    cuts = []
    for match in RAISED.finditer(line.text):
        mark = next((group for group in match.groups() if group), None) or match[0].translate(SUPERSCRIPTS)
        if mark in "()" or (mark in ("2", "3") and UNIT.search(line.text, 0, match.start())):
            continue  # m², km²: a unit of measurement
        cuts.append((match.start(), match.end(), mark, "raised"))
    if cuts:
        _splice(line, cuts)


def _close_up(line: Line) -> None:
    """Words whose letters the printer spaced out, alone or before others: 'R e c a l l i n g  t h e  resolution'."""
    cuts: list[tuple[int, int, str, str]] = []
    for match in SPACED_WORD.finditer(line.text):
        cuts += [(at, at + 1, "", "") for at in range(match.start() + 1, match.end(), 2)]
    _splice(line, cuts)


def _set_tables_apart(lines: list[_Raw]) -> None:
    """Zone "cell" for lines in three or more columns, parted by wide spaces or tabs, alike on lines in a row."""
    row: list[_Raw] = []
    width = 0
    for line in [*lines, _Raw(text="", start=0, end=0)]:
        columns = len(COLUMNS.split(line.text)) if "   " in line.text or "\t" in line.text else 1
        if columns == width and columns > 2:
            row.append(line)
            continue
        if len(row) > 1:
            for cells in row:
                _splice(cells, [(gap.start(), gap.end(), "\t", "") for gap in COLUMNS.finditer(cells.text)])
                cells.zone = "cell"
        row, width = [line], columns


# --- notes -----------------------------------------------------------------------------------------------------------


def _set_notes_apart(lines: list[_Raw]) -> None:
    """Zone "note" for the lines between a rule and the end of its page.

    In a text layer a note is its mark, alone or leading, and the lines that follow it without a blank line; the next
    page's first line follows the last note without a blank line too, so that a note ends with its full stop. Where the
    rule is lost, the notes begin at the next note's mark, below a blank line, once the text has referred to it.
    """
    printed = [
        line.blanks > 0
        for before, line in pairwise(lines)
        if not (before.rule or line.rule or LONE_MARK.match(before.text) or LONE_MARK.match(line.text))
    ]
    spaced = sum(printed) * 2 > len(printed)
    index = referred = noted = 0
    while index < len(lines):
        line = lines[index]
        mark = _number(line) if LONE_MARK.match(line.text) else 0
        begins = line.rule or (spaced and line.blanks and noted < mark <= referred and mark == noted + 1)
        if not begins:
            referred = max(referred, mark)
            index += 1
            continue
        first = index + 1 if line.rule else index
        index = _note_zone(lines, first, spaced)
        noted = max(noted, _last_number(lines[first:index]))
        index = max(index, first + 1) if not line.rule else index


def _number(line: _Raw) -> int:
    """The number of the mark that a line begins with; 0 if it begins with none."""
    match = NOTE_START.match(line.text) or LONE_MARK.match(line.text)
    digits = match[1].strip("()") if match else ""
    return int(digits) if digits.isdecimal() else 0


def _note_zone(lines: list[_Raw], index: int, spaced: bool) -> int:
    """Marks the notes from `index` on and returns where they end.

    Blank lines part the zone into blocks. All but the last are notes; the last may hold, after a note's full stop, the
    first printed line of the next page (with marks of its own on lines of their own), where the text is `spaced`: with
    a blank line after each.
    """
    while index < len(lines) and _starts_note(lines[index], lines[index + 1 : index + 2]):
        end = index + 1
        while end < len(lines) and not (lines[end].blanks or lines[end].breaks or lines[end].rule):
            end += 1
        more = end < len(lines) and _next_note(lines, index, end)
        stop = end if more else _end_of_notes(lines, index, end, spaced)
        for line in lines[index:stop]:
            line.zone = "note"
        index = stop
        if not more:
            break
    return index


def _next_note(lines: list[_Raw], first: int, index: int) -> bool:
    """Whether the line at `index` begins the note after those from `first` on: set as they are, and the next number."""
    line = lines[index]
    if line.breaks or not _starts_note(line, lines[index + 1 : index + 2]):
        return False
    if LONE_MARK.match(line.text) and not NOTE_END.search(lines[index - 1].text):
        return False  # raised within a line of the next page, which begins in this block
    if (LONE_MARK.match(lines[first].text) is None) != (LONE_MARK.match(line.text) is None):
        return False
    last = _last_number(lines[first:index])
    return not last or 0 < _number(line) - last <= 3 or _number(line) == 0


def _last_number(lines: list[_Raw]) -> int:
    """The number of the last note that begins in these lines; a date at a line's beginning doesn't count on."""
    last = 0
    for number in map(_number, lines):
        if number and (not last or number == last + 1):
            last = number
    return last


def _starts_note(line: _Raw, following: list[_Raw]) -> bool:
    """Whether a note begins here: with a mark alone on its line and text below it, or with a mark and text."""
    if LONE_MARK.match(line.text):
        return bool(following) and not following[0].blanks
    if line.runs and line.runs[0].raised and line.runs[0].start == 0:
        return True
    match = NOTE_START.match(line.text)
    return match is not None and not line.text[match.end() :].startswith(("-", "–"))


def _end_of_notes(lines: list[_Raw], start: int, end: int, spaced: bool) -> int:
    """Where the notes end in the last block of a zone, `start` to `end`: before the next page's first printed line."""
    if not spaced:
        return end
    first = end - 1
    while first > start and (LONE_MARK.match(lines[first].text) or LONE_MARK.match(lines[first - 1].text)):
        first -= 1  # a printed line goes on after the mark that was raised in it
    alone = LONE_MARK.match(lines[start].text) is not None
    if not alone and NOTE_START.match(lines[first].text):
        return end
    if first > start + alone and NOTE_END.search(lines[first - 1].text):
        return first
    return end


def _raise_lone_marks(lines: list[_Raw]) -> list[_Raw]:
    """Puts marks that stand alone on a line back where they were raised: line, mark and what follows are one line."""
    out: list[_Raw] = []
    index, last = 0, 0
    while index < len(lines):
        line = lines[index]
        index += 1
        match = LONE_MARK.match(line.text) if len(line.text) <= 5 and not line.rule else None
        if not match or line.runs:
            out.append(line)
            continue
        if line.zone == "note":
            if index < len(lines) and lines[index].zone == "note":
                out.append(_joined(line, lines[index], raise_first=True))
                index += 1
            else:
                out.append(line)
            continue
        digits = match[1].strip("()")
        number = int(digits) if digits.isdigit() else 0
        touching = line.blanks == 0 and not line.breaks
        expected = number in (last + 1, last + 2) and last > 0
        # A mark that stood before, as the second of its line: the rest of the line follows it.
        again = 0 < number <= last and index < len(lines) and not lines[index].blanks
        expected = expected or (again and bool(out) and any(run.raised for run in out[-1].runs))
        if not out or out[-1].zone == "note" or out[-1].rule or not (touching or expected) or number > last + 9:
            out.append(line)
            continue
        last = max(last, number)
        joined = _joined(out.pop(), line, raise_second=True)
        if index < len(lines) and lines[index].zone != "note" and not lines[index].rule:
            rest = lines[index]
            closes = rest.text[0] in ",;.:،؛，；。、)»”"
            if (rest.blanks == 0 and not LONE_MARK.match(rest.text)) or (closes and rest.blanks <= 1):
                joined = _joined(joined, rest)
                index += 1
            elif rest.blanks == 2:  # the mark ended its line: what stood behind it is blank
                rest.blanks = 1
        out.append(joined)
    return out


def _joined(first: _Raw, second: _Raw, *, raise_first: bool = False, raise_second: bool = False) -> _Raw:
    """Two lines as one, in the place of the first."""
    gap = "" if raise_second else " "
    offset = len(first.text) + len(gap)
    runs = list(first.runs)
    if raise_first:
        runs.append(Run(0, len(first.text), raised=True))
    if raise_second:
        runs.append(Run(offset, offset + len(second.text), raised=True))
    runs += [Run(r.start + offset, r.end + offset, r.raised, r.bold, r.italic) for r in second.runs]
    origin = list(first.origin or ((0, first.start),))
    origin += [(at + offset, source) for at, source in second.origin or ((0, second.start),)]
    return _Raw(
        text=first.text + gap + second.text,
        start=first.start,
        end=second.end,
        indent=first.indent,
        zone=first.zone,
        runs=tuple(runs),
        origin=tuple(origin),
        blanks=first.blanks,
        breaks=first.breaks,
    )


# --- layout ----------------------------------------------------------------------------------------------------------


def _find_gaps(lines: list[_Raw]) -> None:
    """`gap` for lines with more blank lines above than is usual between the lines of this text."""
    body = [line for line in lines if line.zone == "body" and not line.rule]
    further = [line.blanks for line in _further_lines(body)]
    blanks = further if further else [line.blanks for line in body]
    # Where hardly any line follows another without a blank one between, blank lines part lines, not paragraphs.
    close = blanks.count(0)
    usual = (
        0 if close > 4 and close * 10 > len(blanks) else Counter(min(n, 2) for n in blanks or [0]).most_common(1)[0][0]
    )
    whole = not further and _keeps_paragraphs(lines)
    for line in lines:
        line.gap = line.blanks > (0 if whole else usual)
        line.whole = whole


def _further_lines(body: list[_Raw]) -> list[_Raw]:
    """The lines that go on with a paragraph whose first line is set in; none where they are too few to be sure."""
    found = [
        line
        for before, line in pairwise(body)
        if line.indent < before.indent and not CLOSED.search(before.text) and len(before.text) > 24
    ]
    return found if len(found) * 12 > len(body) else []


def _keeps_paragraphs(lines: list[_Raw]) -> bool:
    """Whether each line is a whole paragraph: one in ten is longer than any printed line, or most end with a point."""
    body = [line.text for line in lines if line.zone == "body"]
    measure = 75 if sum(map(_is_wide, body)) * 2 > len(body) else 150
    if _begin_with_tabs([line for line in lines if line.zone == "body"]):
        return True
    if sum(len(text) > measure for text in body) * 10 >= len(body) > 0:
        return True
    lengths = [len(text) for text in body if len(text) > 24]
    pointless = [len(text) for text in body if len(text) > 24 and not POINT.search(text)]
    # Of wrapped lines without a point, most are as long as lines are; of whole paragraphs', hardly any.
    full = sum(length * 4 > 3 * max(lengths) for length in pointless)
    return len(lengths) > 2 and len(pointless) * 3 < len(lengths) * 2 and full * 2 < max(len(pointless), 1)


def _begin_with_tabs(body: list[_Raw]) -> bool:
    """Whether a word processor printed the lines: its paragraphs begin with a tab, and none goes on without one."""
    tabs = [index for index, line in enumerate(body) if line.tabbed]
    body = body[tabs[0] : tabs[-1] + 1] if tabs else []
    tabbed = len(tabs)
    wrapped = sum(
        before.tabbed and not (line.tabbed or line.blanks or POINT.search(before.text))
        for before, line in pairwise(body)
    )
    return tabbed * 3 > len(body) > 2 and wrapped * 5 < tabbed


def _is_wide(text: str) -> bool:
    """Whether a line is set in Chinese characters, of which half as many fill a line."""
    return "\u4e00" <= text[len(text) // 2] <= "\u9fff" or "\u4e00" <= text[-2:-1] <= "\u9fff"


def _paginate(lines: list[_Raw], text: str) -> list[Page]:
    pages = [Page(lines=[])]
    for line in lines:
        if line.breaks and pages[-1].lines:
            pages.append(Page(lines=[], start=text.rfind("\f", 0, line.start) + 1))
        pages[-1].lines.append(line)
    return pages
