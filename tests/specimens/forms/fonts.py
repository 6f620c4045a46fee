"""Fonts for the specimens' PDF files, from packages that carry them, cut down to what the specimens print."""

from __future__ import annotations

import io
import string
import tempfile
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import pymupdf_fonts
from fontTools import subset
from fontTools.ttLib import TTFont

from tests.specimens.model import LANGUAGES, phrases, specimens

# Running text, emphasis, headings: for Chinese two kinds of type, for the others one in three cuts.
STYLES = ("", "I", "B")
ALPHABETS = {"": "figo", "I": "figit", "B": "figbo"}


@cache
def font_files(chinese: bool) -> dict[str, Path]:
    """A file for each style; they live as long as the process."""
    if chinese:
        serif, sans = (
            path.read_bytes() for path in (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
        )
        return {"": _cut(serif, "serif"), "I": _cut(sans, "sans"), "B": _cut(sans, "sans")}
    return {style: _cut(pymupdf_fonts.myfont(name), name) for style, name in ALPHABETS.items()}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="specimens-")


@cache
def _cut(font: bytes, name: str) -> Path:
    """The font with the glyphs that the specimens need, and the shapes that these glyphs join into."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=_characters())
    cutter.subset(opened)
    path = Path(_folder().name) / f"{name}{'.otf' if 'CFF ' in opened else '.ttf'}"
    opened.save(path)
    return path


@cache
def _characters() -> str:
    """All characters that any specimen prints in any language."""
    found = set(string.printable) | set("–—’‘“”«»№…")
    for specimen in specimens():
        for version in specimen.versions():
            for part in (*version.paragraphs, *version.footnotes):
                found |= set(part.text)
            found |= set(version.title)
    for language in LANGUAGES:
        found |= set(str(phrases(language)))
    return "".join(sorted(found))
