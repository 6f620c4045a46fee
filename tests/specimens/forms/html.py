"""A web page: as a converter of office files writes it, or with raised links and a list of notes at the end."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tests.specimens.forms.flow import Span, enclosure, formula, spans
from tests.specimens.forms.lines import chance
from tests.specimens.model import Paragraph, Version


def html(version: Version) -> str:
    """The version as an HTML page; half of the specimens in each of the two styles."""
    return _Converted(version).page() if chance(version, "html").random() < 0.5 else _Listed(version).page()


class _Page:
    def __init__(self, version: Version) -> None:
        self.version = version
        self.seen: set[str] = set()
        self.around = enclosure(version)

    def page(self) -> str:
        version = self.version
        body = [f"<p>{escape(line)}</p>" for line in version.masthead_lines(" ")]
        body.append(f"<h1>{escape(version.title_line)}</h1>")
        body.append(f"<p>{self.inline(formula(version))}</p>")
        body += self._blocks(version.body)
        body += [f"<p>{escape(line)}</p>" for line in version.closing_lines]
        body += self._blocks(version.back)
        body.append(self.notes())
        direction = "rtl" if version.language == "ar" else "ltr"
        return (
            f'<!DOCTYPE html>\n<html lang="{version.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{escape(version.symbol)}</title>\n<style>p {{ margin: 1em }}</style>\n</head>\n"
            f'<body dir="{direction}">\n' + "\n".join(body) + "\n</body>\n</html>\n"
        )

    def _blocks(self, paragraphs: Iterable[Paragraph]) -> list[str]:
        out: list[str] = []
        rows: list[str] = []
        for paragraph in (*paragraphs, None):
            if paragraph is not None and paragraph.kind == "table":
                rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in paragraph.cells) + "</tr>")
                continue
            if rows:
                out.append("<table>\n" + "\n".join(rows) + "\n</table>")
                rows = []
            if paragraph is not None:
                out.append(self._block(paragraph))
        return out

    def _block(self, paragraph: Paragraph) -> str:
        text = self.inline(spans(paragraph.content, self.seen))
        if paragraph.label:
            text = f"{escape(paragraph.label)} {text}"
        return f"<h2>{text}</h2>" if paragraph.kind == "heading" else f"<p>{text}</p>"

    def inline(self, content: Iterable[Span]) -> str:
        return "".join(self._span(span) for span in content)

    def _span(self, span: Span) -> str:
        if span.kind == "mark":
            return self.mark(span.text)
        if span.kind == "again":
            return f"<sup>{self.version.label_of(span.text)}</sup>"
        tag = "b" if self.version.language == "zh" else "i"
        return f"<{tag}>{escape(span.text)}</{tag}>" if span.kind == "emphasis" else escape(span.text)

    def mark(self, marker: str) -> str:
        raise NotImplementedError

    def notes(self) -> str:
        raise NotImplementedError


class _Converted(_Page):
    """The marks and notes of an office converter."""

    def mark(self, marker: str) -> str:
        before, after = (f"<sup>{text}</sup>" if text else "" for text in self.around)
        name = f"sdfootnote{marker}"
        anchor = f'<a class="sdfootnoteanc" name="{name}anc" href="#{name}sym"><sup>{marker}</sup></a>'
        return before + anchor + after

    def notes(self) -> str:
        before, after = self.around
        return "\n".join(
            f'<div id="sdfootnote{note.marker}"><p>{before}<a class="sdfootnotesym" name="sdfootnote{note.marker}sym" '
            f'href="#sdfootnote{note.marker}anc">{note.marker}</a>{after} {escape(note.text)}</p></div>'
            for note in self.version.footnotes
        )


class _Listed(_Page):
    """Raised links, and the notes in a list whose numbers the browser counts, each with a link back."""

    def mark(self, marker: str) -> str:
        raised = f"<sup>{self.version.label_of(marker)}</sup>"
        return f'<a href="#fn{marker}" class="footnote-ref" id="fnref{marker}">{raised}</a>'

    def notes(self) -> str:
        items = "\n".join(
            f'<li id="fn{note.marker}"><p>{escape(note.text)}'
            f'<a href="#fnref{note.marker}" class="footnote-back">↩︎</a></p></li>'
            for note in self.version.footnotes
        )
        return f'<section class="footnotes">\n<hr>\n<ol>\n{items}\n</ol>\n</section>' if items else ""
