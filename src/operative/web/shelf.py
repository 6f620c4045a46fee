"""What waits between two requests: files of one folder, which all processes that serve share, for a while each.

Whoever asks next may be answered by another process. Names are those that forms and cookies bring, and never paths.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from time import time


class Shelf:
    """Pieces of bytes by name, each there until it is dropped or a time has passed since it was put."""

    def __init__(self, folder: Path, seconds: float) -> None:
        """`folder` is made if it isn't there, for this user alone; `seconds` is how long what is put stays."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._seconds = folder, seconds

    def put(self, name: str, data: bytes) -> None:
        """Puts a piece, in the place of what has its name."""
        made = self._aside()
        made.write_bytes(data)
        made.replace(self._path(name))

    def add(self, name: str, data: bytes) -> None:
        """Puts a piece behind what has its name."""
        to = os.open(self._path(name), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(to, data)
        finally:
            os.close(to)

    def get(self, name: str) -> bytes | None:
        """What has a name."""
        return self._read(self._path(name))

    def take(self, name: str) -> bytes | None:
        """What has a name; from then on it is gone, so that of two who take it one gets it."""
        taken = self._aside()
        try:
            self._path(name).rename(taken)
        except FileNotFoundError:
            return None
        found = self._read(taken)
        taken.unlink(missing_ok=True)
        return found

    def drop(self, name: str) -> None:
        """Forgets what has a name."""
        self._path(name).unlink(missing_ok=True)

    def every(self) -> Iterator[bytes]:
        """All that waits, what was put first at first."""
        paths = sorted(self._folder.glob("[!.]*"), key=_put)
        return (found for path in paths if (found := self._read(path)) is not None)

    def count(self) -> int:
        """How many pieces wait."""
        return sum(1 for _ in self.every())

    def _aside(self) -> Path:
        return self._folder / f".{secrets.token_hex(16)}"

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.blake2b(name.encode(), digest_size=16).hexdigest()

    def _read(self, path: Path) -> bytes | None:
        """What is in a file; what has stayed too long goes, instead."""
        if _put(path) <= time() - self._seconds:
            path.unlink(missing_ok=True)
            return None
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _put(path: Path) -> float:
    """When something was put in a file; 0 where it is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
