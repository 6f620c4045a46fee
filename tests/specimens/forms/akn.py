"""The official XML: Akoma Ntoso in the profile of the resolutions that the United Nations publishes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from tests.specimens.forms.flow import Span, enclosure, formula, spans
from tests.specimens.forms.lines import chance
from tests.specimens.model import Paragraph, Version

CODES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
NAMESPACES = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un"'


def akn(version: Version) -> str:
    """The version as official XML, which prints no votes."""
    return _Writer(version).file()


class _Writer:
    def __init__(self, version: Version) -> None:
        self.version = version
        self.seen: set[str] = set()
        self.count = 0
        self.around = enclosure(version)
        # Some published Arabic files keep the number in the text and leave its element empty.
        self.numbers_inside = version.language == "ar" and chance(version, "akn").random() < 0.5

    def _id(self, name: str) -> str:
        self.count += 1
        return f"{name}_{self.count}"

    def file(self) -> str:
        version = self.version
        preamble, main, annex = self._parts()
        closing = version.closing_lines
        if version.phrases["closing"][0] == "date":
            closing = closing[::-1]
        attachments = self._attachment(annex) if annex else ""
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<akomaNtoso {NAMESPACES}>\n<statement name="resolution">\n'
            f"{self._meta('')}{self._cover()}"
            f"<preface><p><docNumber>{escape(version.short_symbol)}.</docNumber>"
            f'<docTitle refersTo="#resolutionTitle"><span class="bold"> {escape(version.title)}</span></docTitle></p>'
            f'</preface>\n<preamble>\n<formula name="enactingFormula" eId="{self._id("formula")}">'
            f'<p xml:space="preserve">{self.inline(formula(version))}</p></formula>\n{preamble}</preamble>\n'
            f'<mainBody eId="body">\n{main}</mainBody>\n'
            '<conclusions eId="conclusions"><p>'
            f'<inline name="adoptionMeeting" title="{version.meeting}">{escape(closing[0])}</inline><eol/>'
            f'<docDate date="{version.adopted}" refersTo="#adoptionDate">{escape(closing[1])}</docDate>'
            f"</p></conclusions>\n{attachments}</statement>\n</akomaNtoso>\n"
        )

    def _parts(self) -> tuple[str, str, str]:
        """Preamble, main body and annex."""
        body = list(self.version.body)
        first = next(at for at, paragraph in enumerate(body) if paragraph.kind != "preambular")
        preamble = "".join(self._container(paragraph) for paragraph in body[:first])
        main = self._main(body[first:])
        annex = self._main([paragraph for paragraph in self.version.back if paragraph.kind != "vote"])
        return preamble, main, annex

    def _container(self, paragraph: Paragraph) -> str:
        name = quoteattr(" ".join(paragraph.text[a:b] for a, b in paragraph.content.emphasis))
        return f'<container name={name} eId="{self._id("container")}">{self._p(paragraph)}</container>\n'

    def _main(self, paragraphs: list[Paragraph]) -> str:
        out: list[str] = []
        open_section = False
        at = 0
        while at < len(paragraphs):
            paragraph = paragraphs[at]
            inner = at + 1
            if paragraph.kind == "table":
                while inner < len(paragraphs) and paragraphs[inner].kind == "table":
                    inner += 1
                out.append(self._table(paragraphs[at:inner]))
            elif paragraph.kind == "heading" and paragraph.label:
                out.append("</section>\n" * open_section + f'<section eId="{self._id("sec")}">')
                out.append(f"<num>{paragraph.label}</num><heading>{self._inline(paragraph)}</heading>\n")
                open_section = True
            elif paragraph.kind == "heading":
                style = "H1" if paragraph.begins else "H23"
                out.append(self._unnumbered(f'<span class="bold">{self._inline(paragraph)}</span>', style))
            elif paragraph.kind == "preambular":
                out.append(f'<crossHeading refersTo="#preamble" eId="{self._id("crossHeading")}">')
                out.append(f"{self._inline(paragraph)}</crossHeading>\n")
            elif paragraph.label is None:
                out.append(self._unnumbered(self._inline(paragraph), "SingleTxt"))
            else:
                while inner < len(paragraphs) and paragraphs[inner].label and paragraphs[inner].depth > paragraph.depth:
                    inner += 1
                out.append(self._numbered("paragraph", paragraph, paragraphs[at + 1 : inner]))
            at = inner
        return "".join(out) + "</section>\n" * open_section

    def _unnumbered(self, inline: str, style: str) -> str:
        name = self._id("para")
        content = f'<content><p xml:space="preserve">{inline}</p></content>'
        return f'<paragraph eId="{name}" class="{style}">{content}</paragraph>\n'

    def _numbered(self, element: str, paragraph: Paragraph, points: list[Paragraph]) -> str:
        """A paragraph or point, with the points below it."""
        name = self._id("para")
        style = ' class="SingleTxt"' if element == "paragraph" else ""
        inside = self.numbers_inside and element == "paragraph"
        num = "" if inside else escape(str(paragraph.label))
        text = f'<p xml:space="preserve">\t{f"{paragraph.label}	" if inside else ""}{self._inline(paragraph)}</p>'
        if not points:
            content = f'<content eId="{name}__content">{text}</content>'
        else:
            inner, at = [], 0
            while at < len(points):
                end = at + 1
                while end < len(points) and points[end].depth > points[at].depth:
                    end += 1
                inner.append(self._numbered("point", points[at], points[at + 1 : end]))
                at = end
            content = f'<list eId="{name}_list"><intro>{text}</intro>{"".join(inner)}</list>'
        return f'<{element} eId="{name}"{style}><num>{num}</num>{content}</{element}>\n'

    def _table(self, rows: list[Paragraph]) -> str:
        shown = "".join(
            "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row.cells) + "</tr>" for row in rows
        )
        name = self._id("container")
        return f'<container name="table" eId="{name}"><table eId="{name}_table">{shown}</table></container>\n'

    def _p(self, paragraph: Paragraph) -> str:
        return f'<p xml:space="preserve">\t{self._inline(paragraph)}</p>'

    def _inline(self, paragraph: Paragraph) -> str:
        text = self.inline(spans(paragraph.content, self.seen))
        for cite in paragraph.cites:
            short = cite.symbol.removeprefix("A/RES/")
            link = f'<a href="https://undocs.org/{self.version.language}/{cite.symbol}">{short}</a>'
            if "/" in short and f">{short}<" not in text:
                text = text.replace(short, link, 1)
        return text

    def inline(self, content: Iterable[Span]) -> str:
        return "".join(self._span(span) for span in content)

    def _span(self, span: Span) -> str:
        if span.kind == "mark":
            before, after = (f"<sup>{text}</sup>" if text else "" for text in self.around)
            note = self.version.footnotes[int(span.text) - 1]
            blank = "\t()\t" if before else "\t\t"
            return (
                f'{before}<authorialNote marker="{span.text}" placement="bottom" eId="authorialNote_{span.text}">'
                f'<p xml:space="preserve">{blank}{escape(note.text)}</p></authorialNote>{after}'
            )
        if span.kind == "again":
            return f"<sup>{self.version.label_of(span.text)}</sup>"
        dress = {"zh": "bold", "ar": "bold italic"}.get(self.version.language, "italic")
        return f'<span class="{dress}">{escape(span.text)}</span>' if span.kind == "emphasis" else escape(span.text)

    def _cover(self) -> str:
        version = self.version
        organisation, assembly = version.phrases["heading"]
        number = version.session.rpartition("-")[2]
        lines = [
            f'<docAuthority refersTo="#publisher">{organisation}</docAuthority>',
            f'<docNumber refersTo="#symbol">{version.symbol}</docNumber>',
            f'<docAuthority refersTo="#issuingBody">{assembly}</docAuthority>',
            f'<docStatus refersTo="#generalDistribution">{version.phrases["distribution"]}</docStatus>',
            f'<docDate date="{version.distributed}" refersTo="#dateOfIssuance">{version.distributed_line}</docDate>',
            f'<session refersTo="#generalAssembly" value="{number}">{version.session_line}</session>',
            *([f'<inline name="agenda item">{version.item_lines}</inline>'] if version.item_lines else []),
            f"<docTitle>{version.adoption_line}</docTitle>",
            f"<docProponent>{version.basis_line}</docProponent>",
        ]
        return '<coverPage eId="coverPage_1">\n' + "".join(f"<p>{line}</p>\n" for line in lines) + "</coverPage>\n"

    def _meta(self, part: str) -> str:
        version, code = self.version, CODES[self.version.language]
        number = version.short_symbol.replace("/", "-").replace(" ", "")
        work = f"/akn/un/statement/deliberation/unga/{version.adopted}/{number}/"
        return (
            '<meta><identification source="#DGACM">'
            f'<FRBRWork><FRBRthis value="{work}!main/{part}"/><FRBRuri value="{work}"/>'
            f'<FRBRdate date="{version.adopted}" name="adoption"/><FRBRauthor href="ga" as="author"/>'
            '<FRBRcountry value="un"/></FRBRWork>'
            f'<FRBRExpression><FRBRthis value="{work}{code}@!main/{part}"/><FRBRuri value="{work}{code}@/"/>'
            f'<FRBRdate date="{version.distributed}" name="publication"/><FRBRauthor href="ga" as="issuer"/>'
            f'<FRBRlanguage language="{code}"/></FRBRExpression>'
            f'<FRBRManifestation><FRBRthis value="{work}{code}@!main/{part}.xml"/><FRBRuri value="{work}{code}@.xml"/>'
            '<FRBRdate date="0001-01-01" name="markup"/><FRBRauthor href="DGACM" as="editor"/></FRBRManifestation>'
            "</identification>"
            + (
                '<presentation source="#un"><akn4un:footerFirstPage><akn4un:footerFirstPageLeft><akn4un:internalCode>'
                f'<docketNumber refersTo="#publicationJobNumber">{version.job} ({code[0].upper()})</docketNumber>'
                "</akn4un:internalCode></akn4un:footerFirstPageLeft></akn4un:footerFirstPage></presentation>"
                if version.job and not part
                else ""
            )
            + "</meta>\n"
        )

    def _attachment(self, annex: str) -> str:
        return (
            f'<attachments><attachment><doc name="annex">{self._meta("annex")}<mainBody>{annex}</mainBody></doc>'
            "</attachment></attachments>\n"
        )
