"""XML parsers that no file can make swell or reach out."""

from __future__ import annotations

from lxml import etree


def parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that leaves entities unresolved, fetches nothing and stops at libxml2's limits.

    `recover` goes on over what is not well-formed. Comments and processing instructions are left out.
    """
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)  # faster than itertext


def flat(text: str | None) -> str:
    """Text with its white space collapsed. Most text has none to collapse, and looking is cheaper than splitting."""
    if not text:
        return ""
    text = text.strip()
    if "  " in text or "\n" in text or "\t" in text or "\u00a0" in text:
        return " ".join(text.split())
    return text
