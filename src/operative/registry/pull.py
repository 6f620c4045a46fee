"""What to fetch of the public sources, and fetching it: a session's resolutions, or a document by its symbol."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from operative.registry.fetching import Fetcher, HostClosed, Wanted
from operative.registry.sources import Sources
from operative.registry.store import RegistryError
from operative.symbols import parse

SESSION = re.compile(r"\d{1,3}|E?S-\d{1,2}")
SAFE = re.compile(r"(?:(?!\.)[^/\\:\x00-\x1f]+/)*(?!\.)[^/\\:\x00-\x1f]+")  # a relative path that leads nowhere else


class Entry(msgspec.Struct, frozen=True):
    """A file of the repository, as its listing has it: path, and the checksum that git gives it."""

    path: str
    sha: str
    type: str


class Listing(msgspec.Struct, frozen=True):
    """The files of the repository; `truncated` where the host left some out."""

    tree: tuple[Entry, ...]
    truncated: bool = False


class Pulled(msgspec.Struct, frozen=True):
    """What came of a file: where it lies and whether it was fetched now, or the error that stands in its place."""

    url: str
    form: str
    path: Path | None = None
    new: bool = False
    error: RegistryError | None = None


class Puller:
    """Fetches by a table of sources. The errors of a file are in its place, those of all are raised."""

    def __init__(self, sources: Sources, cache: Path, to: Path | None = None) -> None:
        """Files go to the cache and, copied, to the folder `to` under the names that the source gives them."""
        self.sources, self.to = sources, to
        self._fetcher = Fetcher(cache, sources.manners)

    def files(self, target: str, languages: Sequence[str], form: str) -> list[Wanted]:
        """The files of a session ("79", "ES-11"), or of a document ("A/RES/79/100") in a form.

        Raises RegistryError for a target that is neither, or that the source hasn't got.
        """
        if SESSION.fullmatch(target.upper()):
            return self._session(target.upper(), languages)
        symbol = parse(target)
        if symbol is None:
            mend = "give a session's number (79, ES-11) or a symbol (A/RES/79/100)"
            raise RegistryError(f"{target} is neither a session nor a document symbol", mend)
        documents = self.sources.documents
        if form not in documents.forms:
            raise RegistryError(f"no source gives documents as {form}", f"known: {', '.join(documents.forms)}")
        return [
            Wanted(
                url=documents.forms[form].format(language=language, symbol=symbol.path),
                name=f"{language}/{re.sub(r'[^A-Za-z0-9.()-]+', '_', symbol.text)}.{form}",
                form=form,
                hosts=documents.hosts,
            )
            for language in languages
        ]

    def fetch(self, files: Iterable[Wanted]) -> Iterator[Pulled]:
        """Fetches files one by one. Raises RegistryError for a folder that can't be written.

        When a host closes, that is told once, and what is left of its files is passed over.
        """
        closed: set[str] = set()
        for wanted in files:
            host = urlsplit(wanted.url).netloc
            if host in closed:
                continue
            with self._writing():
                try:
                    fetched = self._fetcher.fetch(wanted)
                except RegistryError as error:
                    if isinstance(error, HostClosed):
                        closed.add(host)
                    pulled = Pulled(wanted.url, wanted.form, error=error)
                else:
                    path = _copied(fetched.path, self.to / wanted.name) if self.to else fetched.path
                    pulled = Pulled(wanted.url, wanted.form, path, fetched.new)
            yield pulled

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tells what the system says of a folder that can't be written."""
        try:
            yield
        except OSError as error:
            what = f"{error.filename or self._fetcher.cache}: it can't be written ({error.strerror})"
            raise RegistryError(what, "make room, or name other folders with --cache and --to") from error

    def _session(self, session: str, languages: Sequence[str]) -> list[Wanted]:
        source, listed = self.sources.resolutions, self._listing()
        files: dict[str, Entry] = {}
        for language in languages:
            named = source.languages.get(language, language)
            of_language = _matching(listed, source.texts, session=session, language=named)
            if not of_language:
                has = ", ".join(dict.fromkeys(entry.path.partition("/")[0] for entry in listed if "/" in entry.path))
                what = f"{source.listing}: it lists no texts of session {session} in {named}"
                raise RegistryError(what, f"its folders are {has}")
            files |= of_language
        files |= _matching(listed, source.metadata, session=session, language="")
        return [self._listed(entry) for entry in files.values()]

    def _listed(self, entry: Entry) -> Wanted:
        source = self.sources.resolutions
        if not SAFE.fullmatch(entry.path):
            what = f"{source.listing}: it lists a file that would lie outside of its folder ({entry.path!r})"
            raise RegistryError(what, "see whether the table given with --sources is right")
        return Wanted(
            url=source.file.format(path=quote(entry.path)),
            name=entry.path,
            form=entry.path.rpartition(".")[2].lower(),
            hosts=source.hosts,
            blob=entry.sha,
        )

    def _listing(self) -> tuple[Entry, ...]:
        source = self.sources.resolutions
        wanted = Wanted(url=source.listing, name="listing.json", form="json", hosts=source.hosts, changing=True)
        with self._writing():
            content = self._fetcher.fetch(wanted).path.read_bytes()
        try:
            listing = msgspec.json.decode(content, type=Listing)
        except msgspec.DecodeError as error:
            mend = "see whether the table given with --sources is right"
            raise RegistryError(f"{source.listing}: this is no listing of files ({error})", mend) from error
        if listing.truncated:
            mend = "name a listing of fewer files with --sources"
            raise RegistryError(f"{source.listing}: the host left files out of its listing", mend)
        return tuple(entry for entry in listing.tree if entry.type == "blob")


def _copied(path: Path, copy: Path) -> Path:
    if not copy.is_file() or not filecmp.cmp(path, copy, shallow=False):
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name(copy.name + ".part")
        shutil.copyfile(path, part)
        os.replace(part, copy)
    return copy


def _matching(entries: Iterable[Entry], patterns: Iterable[str], *, session: str, language: str) -> dict[str, Entry]:
    """The files whose path fits a pattern, by path."""
    wanted = [pattern.format(session=session, language=language).lower() for pattern in patterns]
    return {entry.path: entry for entry in entries if any(fnmatchcase(entry.path.lower(), one) for one in wanted)}
