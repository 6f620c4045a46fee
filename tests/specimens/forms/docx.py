"""A word processor's file (DOCX): paragraphs, tables and real footnotes; every byte is the same in every run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from tests.specimens.forms.flow import Span, enclosure, formula, spans
from tests.specimens.model import Paragraph, Version

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "footnotes", "header1", "footer1")
RAISED = '<w:vertAlign w:val="superscript"/>'


def docx(version: Version) -> bytes:
    """The version as a DOCX file."""
    writer = _Writer(version)
    document = writer.document()
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations([(part.rstrip("1"), f"{part}.xml") for part in PARTS]),
        "word/styles.xml": _styles(),
        "word/footnotes.xml": writer.footnotes(),
        "word/header1.xml": writer.part("hdr", [Span("text", f"{version.symbol}\t{version.title[:60]}")]),
        "word/footer1.xml": writer.part("ftr", [Span("text", version.job)]),
    }
    return _zipped(files)


class _Writer:
    def __init__(self, version: Version) -> None:
        self.version = version
        self.seen: set[str] = set()
        self.rtl = version.language == "ar"
        self.around = enclosure(version)

    def document(self) -> str:
        version = self.version
        out = [self.paragraph([Span("text", line)], "Masthead") for line in version.masthead_lines("\t")]
        out.append(self.paragraph([Span("text", f"{version.short_symbol}.\t{version.title}")], "Title"))
        out.append(self.paragraph(formula(version), "SingleTxt"))
        out += self._blocks(version.body)
        out += [self.paragraph([Span("text", line)], "Closing") for line in version.closing_lines]
        out += self._blocks(version.back)
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
            '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="12240" w:h="15840"/></w:sectPr>'
        )
        return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(out)}{section}</w:body></w:document>"

    def _blocks(self, paragraphs: Iterable[Paragraph]) -> list[str]:
        out: list[str] = []
        rows: list[str] = []
        for paragraph in (*paragraphs, None):
            if paragraph is not None and paragraph.kind == "table":
                rows.append(self._row(paragraph))
                continue
            if rows:
                grid = "<w:tblGrid>" + "<w:gridCol/>" * rows[0].count("<w:tc>") + "</w:tblGrid>"
                out.append(f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>")
                rows = []
            if paragraph is not None:
                out.append(self._block(paragraph))
        return out

    def _block(self, paragraph: Paragraph) -> str:
        content = list(spans(paragraph.content, self.seen))
        if paragraph.kind == "heading":
            if paragraph.label:
                content.insert(0, Span("text", f"{paragraph.label}\t"))
            return self.paragraph(content, "H1" if paragraph.label or paragraph.begins else "H23")
        if paragraph.label:
            content.insert(0, Span("text", f"{paragraph.label}\t"))
        return self.paragraph(content, "SingleTxt", left=480 * paragraph.depth)

    def _row(self, paragraph: Paragraph) -> str:
        cells = (self.paragraph([Span("text", cell)], "Table") for cell in paragraph.cells)
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    def paragraph(self, content: Iterable[Span], style: str, left: int = 0) -> str:
        bidi = "<w:bidi/>" if self.rtl else ""
        indent = f'<w:ind w:left="{left}"/>' if left else ""
        runs = "".join(self._run(span) for span in content)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{indent}</w:pPr>{runs}</w:p>'

    def _run(self, span: Span) -> str:
        if span.kind == "mark":
            before, after = (self._raised(text) if text else "" for text in self.around)
            note = f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="{int(span.text) + 1}"/></w:r>'
            return before + note + after
        if span.kind == "again":
            return self._raised(self.version.label_of(span.text))
        dress = ("<w:b/><w:bCs/>" if self.version.language == "zh" else "<w:i/><w:iCs/>") * (span.kind == "emphasis")
        parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in span.text.split("\t"))
        return f"<w:r><w:rPr>{dress}{'<w:rtl/>' * self.rtl}</w:rPr>{'<w:tab/>'.join(parts)}</w:r>"

    def _raised(self, text: str) -> str:
        return f"<w:r><w:rPr>{RAISED}{'<w:rtl/>' * self.rtl}</w:rPr><w:t>{text}</w:t></w:r>"

    def footnotes(self) -> str:
        before, after = self.around
        notes = []
        for note in self.version.footnotes:
            mark = f"<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteRef/></w:r>"
            opening = self._run(Span("text", before)) if before else ""
            text = self._run(Span("text", f"{after} {note.text}"))
            bidi = "<w:bidi/>" if self.rtl else ""
            paragraph = f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/>{bidi}</w:pPr>{opening}{mark}{text}</w:p>'
            notes.append(f'<w:footnote w:id="{int(note.marker) + 1}">{paragraph}</w:footnote>')
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for at, kind in enumerate(("separator", "continuationSeparator"))
        )
        return f"{HEAD}<w:footnotes {NAMESPACES}>{lines}{''.join(notes)}</w:footnotes>"

    def part(self, name: str, content: Iterable[Span]) -> str:
        return f"{HEAD}<w:{name} {NAMESPACES}>{self.paragraph(content, 'Header')}</w:{name}>"


def _styles() -> str:
    names = ("Masthead", "Title", "SingleTxt", "Closing", "H1", "H23", "Table", "FootnoteText", "Header")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in names
    )
    return f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>"


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), *((part, part.rstrip("1")) for part in PARTS))
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _zipped(files: dict[str, str]) -> bytes:
    """The files in an archive whose times are all the beginning of its calendar."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
