"""Every form in which a specimen can be printed: a name, a file ending, and what of the masthead the form prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.specimens.forms import printed, word
from tests.specimens.model import Version

MASTHEAD = frozenset({"symbol", "session", "agenda_items", "distributed", "adopted", "basis"})


@dataclass(frozen=True)
class Form:
    """A form: how to write a version in it, and which facts it prints (all print title, text and notes)."""

    name: str
    ending: str
    write: Callable[[Version], bytes]
    prints: frozenset[str]


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
    )
}
