"""The forms that keep the printer's lines: a PDF's text layer, the same with simulated bold, the print layout."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.specimens.forms.lines import (
    MARK,
    chance,
    emphasised,
    hyphenated,
    loosened,
    marked,
    notes_on,
    width,
    wrap,
)
from tests.specimens.model import Paragraph, Version

COLUMNS = 84


@dataclass
class Row:
    """A printed line; `starts` a paragraph, `ends` it. `step` is how far a title or a label stands in."""

    text: str
    starts: bool = False
    ends: bool = False
    step: int = 0


@dataclass
class Sheet:
    """A printed page: its lines, and the notes whose marks stand on it."""

    rows: list[Row] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def sheets(rows: list[Row], version: Version, tall: int) -> Iterator[Sheet]:
    """The lines on pages of `tall` lines, each with its notes; no page ends with a heading alone."""
    sheet, seen = Sheet(), set[str]()
    for row in rows:
        notes = notes_on(row.text, version, seen)
        if sheet.rows and len(sheet.rows) + len(sheet.notes) + len(notes) >= tall:
            yield sheet
            sheet = Sheet()
        sheet.rows.append(row)
        sheet.notes += notes
    yield sheet


def pdftext(version: Version) -> str:
    """A PDF's text layer: an empty line after each line, marks on lines of their own, notes where a page ends."""
    return _layer(version, "pdftext", marked)


def fauxbold(version: Version) -> str:
    """The text layer of a page whose bold is simulated: each emphasised run is there four times."""

    def fourfold(content: object) -> str:
        text = emphasised(content, "\ue002", "\ue003")  # type: ignore[arg-type]
        return re.sub("\ue002([^\ue003]*)\ue003", lambda match: _fourfold(match[1], version.language), text)

    return _layer(version, "fauxbold", fourfold)


def _fourfold(run: str, language: str) -> str:
    if language == "zh":
        return run * 4
    return " ".join(word * 4 for word in run.split(" "))


def _layer(version: Version, form: str, content: Callable[..., str]) -> str:
    dice = chance(version, form)
    bold = form == "fauxbold"
    out = []
    if bold:
        out.append(f" {_loose(version.basis_line, version, dice)} \n\n")
    out.append(_layer_title(version, dice))
    formula = version.phrases["formula"]
    if bold:
        name, comma = formula[:-1], formula[-1]
        formula = _fourfold(name, version.language) + (comma * 4 if version.language == "zh" else comma)
    rows = [Row(" " + formula, starts=True, ends=True)]
    for paragraph in version.body:
        rows += _rows(paragraph, version, dice, content)
    closing = [_loose(line, version, dice) for line in version.closing_lines]
    rows += [Row("", starts=True, ends=True), Row(" \n".join(closing), starts=True, ends=True)]
    for paragraph in version.back:
        rows += _rows(paragraph, version, dice, content)
    mark = _mark_after_line if bold and version.language == "zh" else _mark_alone
    for page, sheet in enumerate(sheets(rows, version, 38)):
        out.append(" " if page else "")
        for row in sheet.rows:
            tail = " " if dice.random() < (0.7 if row.ends else 0.15) else ""
            out.append(mark(row.text, version) + tail + "\n\n")
        out.append(_layer_notes(sheet, version, dice))
    return "".join(out) + " \n"


def _loose(text: str, version: Version, dice: random.Random) -> str:
    return loosened(text, dice) if version.language == "zh" else text


def _layer_title(version: Version, dice: random.Random) -> str:
    lines = wrap(_loose(version.title_line, version, dice), 62, version.language)
    gap = " \n" if dice.random() < 0.5 else "\n\n"
    return gap.join(" " * (14 if at else 8) + line for at, line in enumerate(lines)) + " \n\n"


def _rows(
    paragraph: Paragraph, version: Version, dice: random.Random, content: Callable[..., str], columns: int = COLUMNS
) -> list[Row]:
    """The lines of one paragraph."""
    if paragraph.kind == "table":
        return [Row(" " + "   ".join(paragraph.cells), starts=True, ends=True)]
    text = _loose(content(paragraph.content), version, dice)
    if paragraph.kind == "heading":
        rows = [Row(" " * 20 + line, starts=True, ends=True) for line in wrap(text, 56, version.language)]
        return [Row(" " * 32 + paragraph.label, True, True), *rows] if paragraph.label else rows
    step = 1 + 4 * paragraph.depth
    if paragraph.label:
        text = f"{paragraph.label} {text}"
    lines = wrap(text, columns, version.language, first=step)
    rows = [Row(line) for line in lines]
    rows[0].text = " " * step + rows[0].text
    rows[0].starts, rows[-1].ends = True, True
    return rows


def _mark_alone(line: str, version: Version) -> str:
    """The line with each mark on a line of its own, below the words before it."""
    parts = MARK.split(line)
    out = [parts[0]]
    for at in range(1, len(parts), 2):
        out.append(("\n" if at == 1 else "\n\n") + version.label_of(parts[at]) + "\n " + parts[at + 1])
    return "".join(out)


def _mark_after_line(line: str, version: Version) -> str:
    """The same as another printer leaves it: the space stands behind the mark."""
    parts = MARK.split(line)
    out = [parts[0]]
    for at in range(1, len(parts), 2):
        out.append("\n" + version.label_of(parts[at]) + " \n" + parts[at + 1])
    return "".join(out)


def _layer_notes(sheet: Sheet, version: Version, dice: random.Random) -> str:
    if not sheet.notes:
        return ""
    notes = []
    for marker, text in sheet.notes:
        lines = wrap(_loose(text, version, dice), 96, version.language)
        notes.append(version.label_of(marker) + "\n " + " \n ".join(lines) + " \n")
    return " " * 59 + "\n" + "\n".join(notes)


# The print layout


def layout(version: Version) -> str:
    """The page as a printer lays it out: running heads, page and job numbers, words spaced out or broken."""
    dice = chance(version, "layout")
    spaced, broken = dice.random() < 0.3, dice.random() < 0.5
    latin = version.language not in ("ar", "zh")

    def content(text: object) -> str:
        shown = emphasised(text, "\ue002", "\ue003") if spaced and latin else marked(text)  # type: ignore[arg-type]
        return re.sub("\ue002([^\ue003]*)\ue003( ?)", lambda match: _letterspaced(match[1]) + match[2] * 2, shown)

    rows = [Row(" " * 12 + version.phrases["formula"], True, True)]
    for paragraph in version.body:
        rows += _layout_rows(paragraph, version, dice, content, broken and latin)
    rows += [Row("", True, True), *(Row(line) for line in version.closing_lines), Row("", ends=True)]
    for paragraph in version.back:
        rows += _layout_rows(paragraph, version, dice, content, broken and latin)
    pages = list(sheets(rows, version, 44))
    out = [_layout_masthead(version, dice)]
    for page, sheet in enumerate(pages, 1):
        if page > 1:
            out.append(_running_head(version, page))
        out += _layout_page(sheet, version, dice)
        out.append(f"{version.job or version.short_symbol:<64} {page}/{len(pages)}\n\n")
    return "".join(out)


def _letterspaced(run: str) -> str:
    return "  ".join(" ".join(word) for word in run.split(" "))


def _layout_rows(
    paragraph: Paragraph, version: Version, dice: random.Random, content: Callable[..., str], broken: bool
) -> list[Row]:
    if paragraph.kind == "table":
        rows = [other.cells for other in version.paragraphs if other.kind == "table"]
        wide = [max(width(row[at]) for row in rows if at < len(row)) for at in range(len(paragraph.cells))]
        cells = [cell + " " * (columns - width(cell)) for cell, columns in zip(paragraph.cells, wide, strict=True)]
        return [Row(" " * 12 + "    ".join(cells).rstrip(), True, True)]
    rows = _rows(paragraph, version, dice, content, COLUMNS - 2)
    if paragraph.kind == "heading":
        return rows
    texts = [row.text.strip() for row in rows]
    if broken:
        texts = hyphenated(texts, COLUMNS - 2, dice, _whole_words(version, paragraph))
    for at, row in enumerate(rows):
        row.text = " " * (8 + (4 + 4 * paragraph.depth if not at else 4 * paragraph.depth)) + texts[at]
    return rows


def _whole_words(version: Version, paragraph: Paragraph) -> set[str]:
    """The words that stand in other paragraphs than this one."""
    others = " ".join(other.text for other in version.paragraphs if other is not paragraph)
    return set(re.findall(r"[^\W\d_]+", others.lower()))


def _layout_masthead(version: Version, dice: random.Random) -> str:
    organisation, assembly = version.phrases["heading"]
    lines = [
        f"{organisation:<73} {version.symbol}",
        "",
        f"{assembly:<59} {version.phrases['distribution']}",
        f"{'':<59} {version.distributed_line}",
        "",
        version.session_line,
        *([version.item_lines] if version.item_lines else []),
        "",
        version.adoption_line,
        "",
        *wrap(version.basis_line, 88, version.language),
        "",
        *(
            " " * (14 if at else 8) + line
            for at, line in enumerate(wrap(_loose(version.title_line, version, dice), 62, version.language))
        ),
        "",
    ]
    return "\n".join(lines) + "\n"


def _running_head(version: Version, page: int) -> str:
    title = version.title[:50]
    if page % 2:
        return f"{title:<69} {version.symbol}\n\n\n"
    return f"{version.symbol:<31} {title}\n\n\n"


def _layout_page(sheet: Sheet, version: Version, dice: random.Random) -> Iterator[str]:
    for row in sheet.rows:
        shown = MARK.sub(lambda match: _glued(match[1], version), row.text)
        yield shown + "\n" + ("\n" if row.ends else "")
    if sheet.notes:
        yield "__________________\n"
        for marker, text in sheet.notes:
            first, *others = wrap(_loose(text, version, dice), 84, version.language)
            yield f"      {version.label_of(marker)}  {first}\n" + "".join(f"          {line}\n" for line in others)
    yield "\n"


def _glued(marker: str, version: Version) -> str:
    return version.label_of(marker) + (" " if version.language == "zh" else "")
