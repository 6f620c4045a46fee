"""Every form in which a specimen can be printed: a name, a file ending, and what of the masthead the form prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.specimens.forms import printed, word
from tests.specimens.forms.akn import akn
from tests.specimens.forms.docx import docx
from tests.specimens.forms.html import html
from tests.specimens.forms.pdf import pdf
from tests.specimens.forms.rtf import rtf
from tests.specimens.model import Version

MASTHEAD = frozenset({"symbol", "session", "agenda_items", "distributed", "adopted", "basis"})


@dataclass(frozen=True)
class Form:
    """A form: how to write a version in it, and which facts it prints (all print title, text and notes)."""

    name: str
    ending: str
    write: Callable[[Version], bytes]
    prints: frozenset[str]
    leaves_out: frozenset[str] = frozenset()  # kinds of blocks that the form has no place for
    office: bool = False  # read through an office program


def _text(function: Callable[[Version], str]) -> Callable[[Version], bytes]:
    return lambda version: function(version).encode()


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("pdftext", "pdftext.txt", _text(printed.pdftext), frozenset({"adopted", "meeting"})),
        Form("fauxbold", "fauxbold.txt", _text(printed.fauxbold), frozenset({"adopted", "meeting", "basis"})),
        Form("wordtext", "wordtext.txt", _text(word.wordtext), MASTHEAD | {"meeting", "job_number"}),
        Form("ocr", "ocr.txt", _text(word.ocr), MASTHEAD | {"meeting"}),
        Form("layout", "layout.txt", _text(printed.layout), MASTHEAD | {"meeting", "job_number"}),
        Form("akn", "xml", _text(akn), MASTHEAD | {"meeting", "job_number"}, leaves_out=frozenset({"vote"})),
        Form("pdf", "pdf", pdf, MASTHEAD | {"meeting", "job_number"}),
        Form("docx", "docx", docx, MASTHEAD | {"meeting", "job_number"}),
        Form("html", "html", _text(html), MASTHEAD | {"meeting"}),
        Form("rtf", "rtf", rtf, MASTHEAD | {"meeting"}, office=True),
    )
}
