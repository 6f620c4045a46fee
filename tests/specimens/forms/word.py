"""The forms that keep whole paragraphs: a word processor's text, and recognised pages in Markdown."""

from __future__ import annotations

import random
import re

from tests.specimens.forms.lines import MARK, chance, emphasised, loosened, marked, notes_on
from tests.specimens.model import Paragraph, Version

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SYMBOL_POINT = re.compile(r"(?:/CONF|/Sub|/CN|Add|Corr|Rev)\.(?=\d)")
JOB_LETTERS = {"ar": "A", "en": "E", "es": "S", "fr": "F", "ru": "R", "zh": "C"}


def wordtext(version: Version) -> str:
    """A word processor's text: tabs, marks glued to the word before them, notes and masthead behind, job noise."""
    number, title = version.short_symbol, version.title
    out = ["[DU1]", version.adoption_line, version.basis_line, f"{number}.\t{title}", "", ""]
    out.append("\t" + version.phrases["formula"])
    for paragraph in version.body:
        out += _word_paragraph(paragraph, version)
    out += ["", *version.closing_lines]
    for paragraph in version.back:
        out += _word_paragraph(paragraph, version)
    out += [f"{version.label_of(note.marker)} {note.text}" for note in version.footnotes]
    out.append(_noise(version))
    return "\n".join(out) + "\n"


def _word_paragraph(paragraph: Paragraph, version: Version) -> list[str]:
    if paragraph.kind == "table":
        return ["\t".join(paragraph.cells)]
    space = " " if version.language == "zh" else ""
    text = MARK.sub(lambda match: version.label_of(match[1]) + space, marked(paragraph.content)).rstrip()
    if paragraph.kind == "heading":
        return [f"{paragraph.label}\t{text}" if paragraph.label else text]
    label = f"{paragraph.label}\t" if paragraph.label else ""
    return ["\t" + "\t" * paragraph.depth + label + text]


def _noise(version: Version) -> str:
    organisation, assembly = version.phrases["heading"]
    job = version.job.replace("-", "") or version.short_symbol.replace("/", "")
    letter = JOB_LETTERS[version.language]
    items = f"\n{version.item_lines}" if version.item_lines else ""
    return f"""[DU1]<<ODS JOB NO>>N{job}{letter}<<ODS JOB NO>>
<<ODS DOC SYMBOL1>>{version.symbol}<<ODS DOC SYMBOL1>>
<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>
_______________

------------------------------------------------------------

---------------

------------------------------------------------------------

3
\x20\x20\x20\x20

3

{organisation}{version.symbol}{assembly}{version.phrases["distribution"]}
{version.distributed_line}{version.session_line}{items}

{version.job}
*{job}*

{version.symbol}

{version.symbol}

2

3
"""


def ocr(version: Version) -> str:
    """Recognised pages in Markdown: raised digits, bold openings, notes at each page's end, spaces inside symbols."""
    dice = chance(version, "ocr")
    assembly = version.phrases["heading"][1]
    formula = version.phrases["formula"]
    bold_formula = version.language != "zh"
    head = [
        assembly,
        f"{version.phrases['distribution']}\n{version.distributed_line}{version.session_line}"
        + (f"\n{version.item_lines}" if version.item_lines else ""),
        _recognised(version.adoption_line, version, dice),
        _recognised(version.basis_line, version, dice),
        version.title_line,
        f"**{formula[:-1]}**{formula[-1]}" if bold_formula else formula,
    ]
    pages, page, seen, notes = [], head, set[str](), list[tuple[str, str]]()
    closing = "\n".join(_recognised(line, version, dice) for line in version.closing_lines)
    for paragraph in (*version.body, None, *version.back):
        if paragraph is None:
            page.append(closing)
            continue
        page.append(_recognised_paragraph(paragraph, version, dice))
        notes += notes_on(marked(paragraph.content), version, seen)
        if sum(map(len, page)) > (1100 if version.language == "zh" else 2600):
            pages.append(_page(page, notes, version, dice))
            page, notes = [], []
    pages.append(_page(page, notes, version, dice))
    text = "\n\n\n\n".join(pages)
    return "\n\n\n\n" + re.sub(r"\|\n\n+(?=\|)", "|\\n", text) + "\n"


def _page(paragraphs: list[str], notes: list[tuple[str, str]], version: Version, dice: random.Random) -> str:
    shown = [
        f"{_raised(marker, version)} {_recognised(text, version, dice)}"
        for marker, text in notes
    ]  # fmt: skip
    return "\n\n".join([*paragraphs, *shown])


def _raised(marker: str, version: Version) -> str:
    return version.label_of(marker).translate(RAISED)


def _recognised(text: str, version: Version, dice: random.Random) -> str:
    """The text with the spaces that recognition puts into symbols and beside digits."""
    text = re.sub(SYMBOL_POINT, lambda match: match[0] + " " * (dice.random() < 0.4), text)
    return loosened(text, dice) if version.language == "zh" else text


def _recognised_paragraph(paragraph: Paragraph, version: Version, dice: random.Random) -> str:
    if paragraph.kind == "table":
        row = "| " + " | ".join(paragraph.cells) + " |\n"
        first = next(other for other in version.paragraphs if other.kind == "table")
        return row + ("|" + "---|" * len(paragraph.cells) + "\n" if paragraph is first else "")
    bold = paragraph.kind == "operative" or version.language != "zh"
    text = emphasised(paragraph.content, "**", "**") if bold else marked(paragraph.content)
    text = _recognised(text, version, dice)
    text = MARK.sub(lambda match: _raised(match[1], version), text)
    if paragraph.kind == "heading":
        return f"## {paragraph.label} {text}" if paragraph.label else f"## {text}"
    return f"{paragraph.label} {text}" if paragraph.label else text
