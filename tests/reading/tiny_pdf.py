"""Writes small PDFs: text in the standard fonts at given places, rules, a picture of a page. Nothing is compressed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

FONTS = ("Times-Roman", "Times-Bold", "Times-Italic")
ROMAN, BOLD, ITALIC = range(3)
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Sheet:
    """One page; its methods put things on it. Points from the lower left corner."""

    width: int = 612
    height: int = 792
    parts: list[str] = field(default_factory=list)
    picture: bool = False

    def text(
        self, x: float, y: float, words: str, size: float = 10, font: int = ROMAN, matrix: str = "1 0 0 1"
    ) -> None:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.parts.append(f"BT /F{font} {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET")

    def paragraph(self, y: float, words: list[str], size: float = 10, lead: float = 12, first: float = 147) -> float:
        """Lines with the first one set in; returns where the next paragraph begins."""
        for index, line in enumerate(words):
            self.text(first if index == 0 else 123, y, line, size)
            y -= lead
        return y - 6

    def rule(self, x0: float, x1: float, y: float) -> None:
        self.parts.append(f"{x0} {y} m {x1} {y} l S")


def pdf(sheets: list[Sheet], *, password: str = "", extra: dict[int, str] | None = None) -> bytes:
    """The PDF of these pages; with a password it can't be opened without."""
    count = len(sheets)
    fonts = " ".join(f"/F{index} {3 + index} 0 R" for index in range(len(FONTS)))
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>"}
    for index, name in enumerate(FONTS):
        objects[3 + index] = f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
    objects[6] = _stream("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "~")
    kids = []
    for index, sheet in enumerate(sheets):
        page, content = 10 + 2 * index, 11 + 2 * index
        kids.append(f"{page} 0 R")
        resources = f"<</Font<<{fonts}>>/XObject<</Im 6 0 R>>>>"
        box = f"[0 0 {sheet.width} {sheet.height}]"
        objects[page] = f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Resources{resources}/Contents {content} 0 R>>"
        picture = [f"q {sheet.width} 0 0 {sheet.height} 0 0 cm /Im Do Q"] if sheet.picture else []
        objects[content] = _stream("<<", "\n".join(picture + sheet.parts))
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {count}>>"
    objects.update(extra or {})
    return _file(objects, password)


def _stream(head: str, content: str) -> str:
    return f"{head}/Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream"


def _file(objects: dict[int, str], password: str) -> bytes:
    identity = "0123456789abcdef" * 2
    trailer = f"/Size {max(objects) + 2}/Root 1 0 R/ID[<{identity}><{identity}>]"
    if password:
        objects[max(objects) + 1] = _encryption(password, bytes.fromhex(identity))
        trailer += f"/Encrypt {max(objects)} 0 R"
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("cp1252")
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    return bytes(out + f"trailer<<{trailer}>>\nstartxref\n{table}\n%%EOF\n".encode())


def _encryption(password: str, identity: bytes) -> str:
    """The standard security handler of PDF 1.1 (40 bits), enough to ask for a password."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
    user = _rc4(key, _PADDING)
    return f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>"


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
