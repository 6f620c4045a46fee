"""Where what was read waits until somebody keeps or discards it: in this process, for an hour, for its reader alone.

Nothing of it is in the registry. Who comes after the hour, or after the server was started anew, is told to send the
file again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from time import monotonic

import msgspec
from msgspec.structs import replace

from operative.batch import Failure, Outcome
from operative.record import Record
from operative.registry import RegistryError

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
    """Where parcels wait, bounded in number and bytes; asked from many threads."""

    def __init__(self) -> None:
        """Begins empty."""
        self._parcels: dict[str, Parcel] = {}
        self._lock = Lock()

    def put(self, owner: str, files: Sequence[File]) -> Parcel:
        """Has files wait for an owner. Raises RegistryError where too much waits already: nothing is pushed out."""
        made = Parcel(secrets.token_urlsafe(16), owner, monotonic() + HOUR, tuple(files))
        with self._lock:
            self._forget()
            own = [parcel for parcel in self._parcels.values() if parcel.owner == owner]
            if len(own) >= MOST or sum(one.size for one in own) + made.size > LARGEST_OWN:
                raise RegistryError("too much waits for you already", "keep or discard what you sent before")
            if sum(one.size for one in self._parcels.values()) + made.size > LARGEST:
                raise RegistryError("too much waits here, of others as well", "try again in some minutes")
            self._parcels[made.token] = made
        return made

    def get(self, token: str, owner: str) -> Parcel | None:
        """An owner's parcel; None where it is another's, was discarded, or has waited too long."""
        with self._lock:
            self._forget()
            found = self._parcels.get(token)
            return found if found and found.owner == owner else None

    def of(self, owner: str) -> list[Parcel]:
        """What waits for an owner, in the order in which it came."""
        with self._lock:
            self._forget()
            return [parcel for parcel in self._parcels.values() if parcel.owner == owner]

    def read_again(self, parcel: Parcel, files: Sequence[File]) -> None:
        """Puts other readings in the place of those of a parcel."""
        with self._lock:
            if parcel.token in self._parcels:
                self._parcels[parcel.token] = replace(self._parcels[parcel.token], files=tuple(files))

    def keep(self, parcel: Parcel, addresses: dict[int, str]) -> None:
        """Marks records of a parcel as kept, each with its address in the registry."""
        with self._lock:
            if now := self._parcels.get(parcel.token):
                self._parcels[parcel.token] = replace(now, kept={**now.kept, **addresses})

    def drop(self, parcel: Parcel) -> None:
        """Forgets a parcel."""
        with self._lock:
            self._parcels.pop(parcel.token, None)

    def _forget(self) -> None:
        now = monotonic()
        for token in [token for token, parcel in self._parcels.items() if parcel.until <= now]:
            del self._parcels[token]
