"""What a reader skips: running heads and feet, page numbers, job noise, rules. Found by shape, place and repetition."""

from __future__ import annotations

import re
from collections import Counter

from operative.reading.page import Line, Page

SYMBOL = r"[A-Z]{1,6}(?:/[A-Za-z0-9.()\-]+)+(?: \([^)]{1,14}\)| [A-Z](?:-[A-Z])?)?"
RULE = re.compile(r"[\s_\-—–─=*.·~•|:]{3,}$|[_\-—–─=*]$")
JOB_NOISE = re.compile(
    r"\[DU\d\]|.*<<ODS [A-Z0-9 ]+>>"  # a word processor's document-management marks
    r"|\*\s?\d{6,9}\s?\*$"  # the bar code's number
    r"|(?:\[DU\d\])+$|Please recycle.*|<!--.*-->$"
)
JOB_NUMBER = re.compile(r"\d{2}-\d{5}(?: ?\*?\([A-Z]\))?(?:\s+\d{6})?(?:\s+\*\d{7}\*)?$")
PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,4}\s*[-–—]?$|\d{1,4}\s*/\s*\d{1,4}$")
PAGE_COUNTER = re.compile(
    r"\S.{0,24}\s{2,}\d{1,4}/\d{1,4}$|\d{1,4}/\d{1,4}\s{2,}\S.{0,24}$|\d{2}-\d{5}\S*\s+\d{1,3}/\d{1,3}$"
)
RUNNING_HEAD = re.compile(rf"{SYMBOL}(?:\s{{2,}}\S.*)?$|\S.*\s{{2,}}{SYMBOL}$")


def kind_of(text: str) -> str | None:
    """The kind of furniture that a line is by its shape alone, or None. "running head" needs the symbol's place too."""
    text = text.strip()
    if not text or RULE.match(text):
        return "rule"
    if JOB_NOISE.match(text):
        return "job noise"
    if len(text) > 160:
        return None
    if JOB_NUMBER.match(text):
        return "job number"
    if PAGE_NUMBER.match(text) or PAGE_COUNTER.match(text):
        return "page number"
    if RUNNING_HEAD.match(text):
        return "running head"
    return None


def repeated_heads(pages: list[Page]) -> set[int]:
    """The ids of lines that stand at the top or foot of several pages and say the same, numbers aside."""
    edges: Counter[str] = Counter()
    found: dict[str, list[Line]] = {}
    if len(pages) < 3:
        return set()
    for page in pages:
        lines = [line for line in page.lines if line.zone == "body"]
        for line in lines[:2] + lines[-2:]:
            key = re.sub(r"\d+", "0", line.text)[:60]
            if len(key) < 100:
                edges[key] += 1
                found.setdefault(key, []).append(line)
    return {id(line) for key, count in edges.items() if count * 2 > len(pages) for line in found[key]}
