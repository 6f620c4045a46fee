"""What people send to be read: how much of it, by how many at once, and what they say of it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from threading import BoundedSemaphore

from operative import symbols
from operative.batch import Desk, Limits
from operative.languages import CODES
from operative.registry import RegistryError
from operative.web.answering import Upload
from operative.web.gate import Refused
from operative.web.speech import mistake
from operative.web.waiting import File

LARGEST = 20_000_000  # bytes of a file
MOST = 10  # files at once
LARGEST_ALL = 60_000_000  # bytes of all files at once
LARGEST_FORM = LARGEST_ALL + 1_000_000  # bytes, with what is written beside them
AT_ONCE = 6  # readers whose files are read or wait for it; more would take the threads that pages are made on
SECONDS = 30.0  # that reading a file may take
WORKERS = 2
LONGEST_NAME = 200


class Intake:
    """Reads what people send, in workers that are ended when a file takes too long or too much."""

    def __init__(self) -> None:
        """Hires nobody before the first file comes."""
        self._desk = Desk(workers=WORKERS, limits=Limits(seconds=SECONDS))
        self._turns = BoundedSemaphore(AT_ONCE)

    def read(self, came: Sequence[Upload], *, language: str | None = None, symbol: str | None = None) -> list[File]:
        """Files with what was read of each; `language` and `symbol` are what `given_language` and `given_symbol` give.

        Raises RegistryError where there are none or too many, or one is too large, Refused (503) where too many others
        are being read.
        """
        _check(came)
        if not self._turns.acquire(blocking=False):
            raise Refused(503, "busy", "too many files are being read just now; try again in a minute")
        try:
            return [self._read(one, language, symbol) for one in came]
        finally:
            self._turns.release()

    def _read(self, one: Upload, language: str | None, symbol: str | None) -> File:
        name = _plain(one.name)
        return File(name, one.data, self._desk.read(one.data, name, language=language, symbol=symbol))

    def close(self) -> None:
        """Ends the workers."""
        self._desk.close()


def _check(came: Sequence[Upload]) -> None:
    if not came:
        raise mistake("no_file")
    if len(came) > MOST:
        raise mistake("many_files", count=len(came), most=MOST)
    for one in came:
        if not one.data:
            raise mistake("empty_file", name=_plain(one.name))
        if len(one.data) > LARGEST:
            size, most = round(len(one.data) / 1e6), LARGEST // 1_000_000
            raise mistake("large_file", name=_plain(one.name), size=size, most=most)


def _plain(name: str) -> str:
    """A file's name without what can't be printed: line feeds, marks that turn the direction, halves of letters."""
    return "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:].strip() or "-"


def given_language(value: str | None) -> str | None:
    """The language that somebody says a text is in, None where they say nothing. Raises RegistryError for others."""
    code = (value or "").strip() or None
    if code not in (None, *CODES):
        raise mistake("other_language", given=code)
    return code


def given_symbol(value: str | None) -> str | None:
    """The symbol that somebody gives, as it is canonically written; None where they give none. Raises RegistryError."""
    if not (plain := (value or "").strip()):
        return None
    found = symbols.parse(plain) if len(plain) <= LONGEST_NAME else None
    if found is None:
        raise RegistryError.of("no_symbol", given=plain[:LONGEST_NAME])
    return found.text
