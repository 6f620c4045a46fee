"""Invented catalogue records in MARCXML."""

from __future__ import annotations

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'


def field(tag: str, **subfields: str) -> str:
    inner = "".join(f'<subfield code="{code}">{escape(text)}</subfield>' for code, text in subfields.items())
    return f'  <datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>\n'


def record(symbol: str, *more: str) -> str:
    """A record of a report of the Secretary-General."""
    fields = (
        field("191", a=symbol),
        field("245", a="Lighthouses and the safety of small ports :", b="report of the Secretary-General"),
        field("269", a="2010-08-02"),
        field("710", a="UN. Secretary-General"),
        field("989", a="Documents and Publications", b="Reports"),
        *more,
    )
    return f'<record>\n  <controlfield tag="001">1</controlfield>\n{"".join(fields)}</record>\n'


def collection(*records: str) -> bytes:
    return f"{HEAD}{''.join(records)}</collection>\n".encode()
