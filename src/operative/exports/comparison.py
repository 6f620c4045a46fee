"""Two texts beside each other, for people and programs: in a terminal, as rows, as a page with both in columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from pathlib import Path

import msgspec
from markupsafe import Markup, escape
from rich.console import Console
from rich.text import Text

from operative import symbols
from operative.alignment import Comparison
from operative.alignment.comparison import Pair, Place, Run, Version
from operative.exports.html import LANGUAGE_NAMES, RIGHT_TO_LEFT, template
from operative.exports.terminal import RLM, WIDTH

GONE, CAME, RENEWED = "red strike", "green", "blue"
COLUMNS = ("change", "moved", "old", "new", "likeness", "updates", "within", "text")


def about(pair: Pair) -> str:
    """What became of a paragraph, in words: "reworded, moved", "new, split from op3"."""
    parts: list[str] = []
    if pair.change == "updated":
        parts.append(f"updated: {', '.join(pair.updates)}")
    elif pair.change != "same" or not pair.moved:
        parts.append(pair.change)
    if pair.moved:
        parts.append("moved")
    if pair.within:
        parts.append(f"{'split from' if pair.new else 'merged into'} {pair.within}")
    return ", ".join(parts)


def marked(runs: Iterable[Run]) -> str:
    """A text with what changed in marks that any reader can tell: `[-old-]{+new+}`."""
    return "".join(run.new if run.change == "same" else _with_marks(run) for run in runs)


def _with_marks(run: Run) -> str:
    return (f"[-{run.old}-]" if run.old else "") + (f"{{+{run.new}+}}" if run.new else "")


def summary(comparison: Comparison) -> str:
    """How many paragraphs became what, in words."""
    return ", ".join(f"{count} {change}" for change, count in comparison.counts().items() if count) or "no paragraphs"


def rows(comparison: Comparison) -> str:
    """One line of CSV a pair, title and notes included; the text with its marks."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for pair in _all(comparison):
        old, new = (place.id if place else "" for place in (pair.old, pair.new))
        moved = "moved" if pair.moved else ""
        updates = "; ".join(pair.updates)
        writer.writerow([pair.change, moved, old, new, pair.likeness, updates, pair.within or "", marked(pair.runs)])
    return out.getvalue()


def _all(comparison: Comparison) -> Iterator[Pair]:
    if comparison.title:
        yield comparison.title
    yield from comparison.pairs
    yield from comparison.notes


# --- in a terminal ---


def show(comparison: Comparison, form: str = "table") -> None:
    """Print a comparison: whole as "json" or "csv"; as "table" what changed, in colours where there are any, else in
    marks, and how many paragraphs stayed.
    """
    if form == "json":
        print(msgspec.json.format(msgspec.json.encode(comparison), indent=2).decode())
        return
    if form == "csv":
        print(rows(comparison), end="")
        return
    console = Console(highlight=False)
    for line in _lines(comparison, console):
        console.print(line, soft_wrap=True)


def _lines(comparison: Comparison, console: Console) -> Iterator[Text]:
    old, new = (version.symbol or version.source for version in (comparison.old, comparison.new))
    yield Text.assemble((f"{old} → {new}", "bold"))
    yield Text(summary(comparison), style="dim")
    yield Text()
    titled = [comparison.title] if comparison.title and comparison.title.change != "same" else []
    for stayed, pairs in groupby([*titled, *comparison.pairs, *comparison.notes], _stayed):
        if stayed:
            count = len(list(pairs))
            yield Text(f"… {count} {'paragraph stays' if count == 1 else 'paragraphs stay'}", style="dim")
            yield Text()
            continue
        for pair in pairs:
            yield from _shown(pair, comparison.language, console)


def _stayed(pair: Pair) -> bool:
    return pair.change == "same" and not pair.moved


def _shown(pair: Pair, language: str, console: Console) -> Iterator[Text]:
    names = [place.id for place in (pair.old, pair.new) if place]
    where = " → ".join(names if len(set(names)) > 1 else names[:1])
    yield Text.assemble((where, "bold cyan"), f"  {about(pair)}")
    text = _coloured(pair.runs) if console.color_system else Text(marked(pair.runs))
    for line in text.wrap(console, max(20, min(console.width, WIDTH) - 2)):
        line.rstrip()
        yield Text.assemble(RLM if language in RIGHT_TO_LEFT else "", "  ", line)
    yield Text()


def _coloured(runs: Iterable[Run]) -> Text:
    text = Text()
    for run in runs:
        if run.change == "same":
            text.append(run.new)
        else:
            text.append(run.old, style=GONE)
            text.append(run.new, style=RENEWED if run.change == "updated" else CAME)
    return text


# --- as a page ---


def write(comparison: Comparison, out: Path) -> None:
    """Write the page that `page` makes to a file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(comparison), encoding="utf-8")


def page(comparison: Comparison) -> str:
    """Both texts in columns on a page that a browser shows and prints: self-contained, without scripts."""
    return template("comparison.html").render(
        view=View(comparison),
        comparison=comparison,
        title=f"{_name(comparison.old)} and {_name(comparison.new)}",
    )


def _name(version: Version) -> str:
    return version.symbol or version.title or version.source


class View:
    """What the template asks of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.language = comparison.language
        self.language_name = LANGUAGE_NAMES[comparison.language]
        self.direction = "rtl" if comparison.language in RIGHT_TO_LEFT else "ltr"

    def name(self, version: Version) -> str:
        """What a side is called: its symbol, or else its title or source."""
        return _name(version)

    def url(self, version: Version) -> str | None:
        """Where the United Nations gives the document of a side out."""
        parsed = symbols.parse(version.symbol) if version.symbol else None
        return parsed.url(self.language) if parsed else None

    def about(self, pair: Pair) -> str:
        """What became of a paragraph, in words; nothing where it stayed."""
        return "" if _stayed(pair) else about(pair)

    def number(self, place: Place) -> str:
        """A paragraph's number as a resolution prints it."""
        number = place.number or ""
        if not number.isalnum() or place.kind == "footnote":
            return number
        return f"{number} -" if self.direction == "rtl" else f"{number}."

    def old(self, pair: Pair) -> Markup:
        """The old text of a pair, what is gone marked."""
        return _joined(_tagged("del", run, run.old) for run in pair.runs)

    def new(self, pair: Pair) -> Markup:
        """The new text of a pair, what came marked."""
        return _joined(_tagged("ins", run, run.new) for run in pair.runs)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _tagged(tag: str, run: Run, text: str) -> Markup:
    """A run's text in its tag, blanks at its ends outside; a tab parts the cells of a table's row."""
    plain = text.replace("\t", " │ ")
    inner = plain.strip()
    if run.change == "same" or not inner:
        return escape(plain)
    before, after = plain.split(inner)
    kind = Markup(' class="updated"') if run.change == "updated" else Markup("")
    return Markup("{3}<{0}{1}>{2}</{0}>{4}").format(Markup(tag), kind, inner, before, after)
