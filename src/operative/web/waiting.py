"""Where what was read waits until somebody keeps or discards it: on a shelf, for an hour, for its reader alone.

Nothing of it is in the registry. Who comes after the hour, or after the server was started anew, is told to send the
file again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from time import monotonic

import msgspec
from msgspec.structs import replace

from operative.batch import Failure, Outcome
from operative.record import Record
from operative.web.shelf import Shelf
from operative.web.speech import mistake

HOUR = 3600.0  # seconds
MOST = 20  # parcels of one reader
LARGEST_OWN = 150_000_000  # bytes of one reader's
LARGEST = 500_000_000  # bytes of all readers'


class File(msgspec.Struct, frozen=True, dict=True):
    """A file as it came, under its name, and what was read of it."""

    name: str
    data: bytes
    outcome: Outcome

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        """The bytes that it takes here."""
        return len(self.data) + len(self.outcome.json)


class Read(msgspec.Struct, frozen=True):
    """One record of a parcel: its number there, its file, and its address in the registry once it was kept."""

    number: int
    file: File
    record: Record
    kept: str | None = None

    @property
    def origin(self) -> str:
        """What the registry names as the source: the file's digest, then its name, with the place in an archive."""
        return f"sha256:{self.file.digest}/{self.record.source}"


class Parcel(msgspec.Struct, frozen=True):
    """What somebody sent at once. `token` is its address, `owner` whose it is, `until` when it goes (monotonic)."""

    token: str
    owner: str
    until: float
    files: tuple[File, ...]
    kept: dict[int, str] = {}

    @property
    def size(self) -> int:
        """The bytes that it takes here."""
        return sum(file.size for file in self.files)

    @property
    def minutes(self) -> int:
        """How long it still waits, in whole minutes."""
        return max(round((self.until - monotonic()) / 60), 0)

    def reads(self) -> list[Read]:
        """Its records in the order in which they came, numbered from 1."""
        every = ((file, record) for file in self.files for record in file.outcome.records())
        return [Read(n, file, record, self.kept.get(n)) for n, (file, record) in enumerate(every, 1)]

    def failures(self) -> list[Failure]:
        """What of it can't be read."""
        return [failure for file in self.files for failure in file.outcome.failures]


class Place:
    """Where parcels wait, bounded in number and bytes; asked from many threads and processes."""

    def __init__(self, folder: Path) -> None:
        """`folder` has what waits."""
        self._shelf = Shelf(folder, HOUR)

    def put(self, owner: str, files: Sequence[File]) -> Parcel:
        """Has files wait for an owner. Raises RegistryError where too much waits already: nothing is pushed out."""
        made = Parcel(secrets.token_urlsafe(16), owner, monotonic() + HOUR, tuple(files))
        every = self._every()
        own = [parcel for parcel in every if parcel.owner == owner]
        if len(own) >= MOST or sum(one.size for one in own) + made.size > LARGEST_OWN:
            raise mistake("own_full")
        if sum(one.size for one in every) + made.size > LARGEST:
            raise mistake("all_full")
        self._put(made)
        return made

    def get(self, token: str, owner: str) -> Parcel | None:
        """An owner's parcel; None where it is another's, was discarded, or has waited too long."""
        packed = self._shelf.get(token)
        found = _DECODER.decode(packed) if packed else None
        return found if found and found.owner == owner and found.until > monotonic() else None

    def of(self, owner: str) -> list[Parcel]:
        """What waits for an owner, in the order in which it came."""
        return [parcel for parcel in self._every() if parcel.owner == owner]

    def read_again(self, parcel: Parcel, files: Sequence[File]) -> None:
        """Puts other readings in the place of those of a parcel."""
        if now := self.get(parcel.token, parcel.owner):
            self._put(replace(now, files=tuple(files)))

    def keep(self, parcel: Parcel, addresses: dict[int, str]) -> None:
        """Marks records of a parcel as kept, each with its address in the registry."""
        if now := self.get(parcel.token, parcel.owner):
            self._put(replace(now, kept={**now.kept, **addresses}))

    def drop(self, parcel: Parcel) -> None:
        """Forgets a parcel."""
        self._shelf.drop(parcel.token)

    def _put(self, parcel: Parcel) -> None:
        self._shelf.put(parcel.token, msgspec.msgpack.encode(parcel))

    def _every(self) -> list[Parcel]:
        found = sorted(map(_DECODER.decode, self._shelf.every()), key=lambda parcel: parcel.until)
        return [parcel for parcel in found if parcel.until > monotonic()]


_DECODER = msgspec.msgpack.Decoder(Parcel)
