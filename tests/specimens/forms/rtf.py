"""Rich text (RTF) with real footnotes: plain seven-bit text, which only an office program reads."""

from __future__ import annotations

from collections.abc import Iterable

from tests.specimens.forms.flow import Span, enclosure, formula, spans
from tests.specimens.model import Paragraph, Version


def rtf(version: Version) -> bytes:
    """The version as an RTF file."""
    return _Writer(version).file().encode("ascii")


def _escaped(text: str) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char == "\t":
            out.append("\\tab ")
        elif ord(char) < 128:
            out.append(char)
        else:
            out.append(f"\\u{ord(char) if ord(char) < 32768 else ord(char) - 65536}?")
    return "".join(out)


class _Writer:
    def __init__(self, version: Version) -> None:
        self.version = version
        self.seen: set[str] = set()
        self.around = enclosure(version)
        self.direction = "\\rtlpar\\qr" if version.language == "ar" else "\\ltrpar\\ql"

    def file(self) -> str:
        version = self.version
        head = [*version.masthead_lines("\t"), f"{version.short_symbol}.\t{version.title}"]
        out = [self.paragraph([Span("text", line)]) for line in head]
        out.append(self.paragraph(formula(version)))
        out += [self._block(paragraph) for paragraph in version.body]
        out += [self.paragraph([Span("text", line)]) for line in version.closing_lines]
        out += [self._block(paragraph) for paragraph in version.back]
        fonts = "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}"
        return "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1" + fonts + "\n" + "\n".join(out) + "\n}\n"

    def _block(self, paragraph: Paragraph) -> str:
        if paragraph.kind == "table":
            ends = "".join(f"\\cellx{2400 * at}" for at in range(1, len(paragraph.cells) + 1))
            cells = "".join(f"\\pard\\intbl {_escaped(cell)}\\cell " for cell in paragraph.cells)
            return f"\\trowd{ends} {cells}\\row"
        content = list(spans(paragraph.content, self.seen))
        if paragraph.label:
            content.insert(0, Span("text", f"{paragraph.label}\t"))
        return self.paragraph(content)

    def paragraph(self, content: Iterable[Span]) -> str:
        return f"\\pard{self.direction} " + "".join(self._span(span) for span in content) + "\\par"

    def _span(self, span: Span) -> str:
        if span.kind == "mark":
            before, after = (f"{{\\super {_escaped(text)}}}" if text else "" for text in self.around)
            note = _escaped(self.version.footnotes[int(span.text) - 1].text)
            body = f"{{\\footnote\\pard{self.direction} {before}{{\\super\\chftn}}{after} {note}}}"
            return f"{before}{{\\super\\chftn{body}}}{after}"
        if span.kind == "again":
            return f"{{\\super {_escaped(self.version.label_of(span.text))}}}"
        dress = "\\b " if self.version.language == "zh" else "\\i "
        text = _escaped(span.text)
        return f"{{{dress}{text}}}" if span.kind == "emphasis" else text
