"""One address to one file in the cache: asked for politely, taken up where it broke off, checked before it counts.

urllib3 does the HTTP (it is what most Python programs fetch with, has no dependencies, and its parser of Retry-After
is used here). When to try again is decided here and not by its Retry, which doesn't wait before the second attempt and
can't go on with a body that broke off. A file is written under another name and gets its own when it is whole.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, InvalidHeader, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from operative import __version__
from operative.reading import detect
from operative.reading.page import Unreadable
from operative.registry.sources import Manners
from operative.registry.store import RegistryError

PASSING = frozenset({429, 500, 502, 503, 504})  # what a host answers when it may do better later
MOST_REDIRECTS = 5
CHUNK = 1 << 16
MEND_LATER = "run it again later; it goes on where it stopped"
# What a file must turn out to be, by its form.
TYPES = {"xml": detect.AKN, "zip": detect.ZIP, "pdf": detect.PDF, "docx": detect.DOCX, "doc": detect.DOC}
NAMES = {detect.HTML: "a web page", detect.TEXT: "text", detect.AKN: "official XML", detect.PDF: "a PDF"}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A file to fetch: its address, the name it gets (a relative path), its form, the hosts that may give it out.

    `blob` is the checksum that git gives it, where the source states one; `changing` is a file that must be asked for
    each time, because the host may not say what tells its versions apart.
    """

    url: str
    name: str
    form: str
    hosts: tuple[str, ...]
    blob: str | None = None
    changing: bool = False


class Fetched(msgspec.Struct, frozen=True):
    """Where a file lies in the cache, and whether it is new there."""

    path: Path
    new: bool


class HostClosed(RegistryError):
    """A host can't be reached, or wants to be left alone: nothing more is to be asked of it now."""


class _Passing(Exception):
    """An attempt failed in a way that another may not; `wait` is how many seconds the host asks for."""

    def __init__(self, what: str, wait: float | None = None, *, reached: bool = True) -> None:
        super().__init__(what)
        self.wait, self.reached = wait, reached


class _Mark(msgspec.Struct, frozen=True):
    """What the host said of a version of a file, to ask by next time. The URL is there for people."""

    url: str
    etag: str | None = None
    modified: str | None = None

    def if_other(self) -> dict[str, str]:
        """The headers that ask for a file only if it is another than this version."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}

    def if_same(self) -> str | None:
        """What asks for the rest of exactly this version; a weak ETag doesn't vouch for bytes."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class Fetcher:
    """Fetches into a cache folder. One at a time: a host is never asked for two files at once."""

    def __init__(self, cache: Path, manners: Manners) -> None:
        """`cache` is made when the first file comes."""
        self.cache, self.manners = cache, manners
        about = f"; {manners.contact}" if manners.contact else ""
        agent = f"operative/{__version__} (reader of General Assembly resolutions{about})"
        # Lengths, parts and checksums are those of the file itself, so it must not be compressed on the way.
        self._headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
        self._pools: dict[str | None, urllib3.PoolManager] = {}
        self._free: dict[str, float] = {}  # when a host may be asked next

    def fetch(self, wanted: Wanted) -> Fetched:
        """The file, from the cache where it is still the same.

        Raises RegistryError for what can't be had, HostClosed where nothing else can be had from there either, and
        OSError for a cache that can't be written.
        """
        path = self._place(wanted)
        held = path.is_file()
        if held and wanted.blob:
            if git_blob(path) == wanted.blob:
                return Fetched(path, new=False)
        elif held and not wanted.changing and not _mark(path).if_other():
            return Fetched(path, new=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + self.manners.longest
        for attempt in range(1, self.manners.attempts + 1):
            try:
                new = self._attempt(wanted, path, deadline)
            except _Passing as problem:
                if attempt == self.manners.attempts:
                    tried = f" ({attempt} attempts)" if attempt > 1 else ""
                    what = f"{wanted.url}: {problem}{tried}"
                    if not problem.reached:
                        raise HostClosed(what, "see that there is a connection and run it again") from problem
                    raise RegistryError(what, MEND_LATER) from problem
                time.sleep(problem.wait if problem.wait is not None else self._backoff(attempt))
            else:
                return Fetched(path, new)
        raise AssertionError("there is at least one attempt")

    def _backoff(self, attempt: int) -> float:
        doubled = self.manners.backoff * 2.0 ** (attempt - 1)
        return min(doubled, self.manners.backoff_most) + random.uniform(0, self.manners.jitter)

    def _place(self, wanted: Wanted) -> Path:
        """Where a file lies in the cache: by its address, since two may have the same name."""
        parts = urlsplit(wanted.url)
        name = re.sub(r"[^\w.-]", "_", wanted.name.rpartition("/")[2])[-80:]
        key = hashlib.sha256(wanted.url.encode()).hexdigest()[:16]
        return self.cache / re.sub(r"[^\w.-]", "_", parts.netloc) / f"{key}-{name}"

    def _attempt(self, wanted: Wanted, path: Path, deadline: float) -> bool:
        """Fetches a file, or what is missing of it; False if the cache has it already."""
        part = _part(path)
        begun = self._begun(wanted, part)
        headers = dict(self._headers)
        if begun:
            headers["Range"] = f"bytes={begun}-"
            if same := _mark(part).if_same():
                headers["If-Range"] = same
        elif path.is_file() and not wanted.blob:  # by its checksum it is another one already, or damaged
            headers |= _mark(path).if_other()
        with closing(self._answer(wanted, headers)) as response:
            if response.status == 304:
                return False
            self._check_status(wanted, response)
            resumed = response.status == 206
            if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {begun}-"):
                part.unlink(missing_ok=True)
                raise _Passing("the host gave another part of the file than asked for")
            self._write(wanted, response, part, begun if resumed else 0, deadline)
        wrong = _wrong(part, wanted)
        if wrong:
            part.unlink()
            if resumed:  # the two parts are not of one version; whole, it may be right
                raise _Passing(wrong)
            mend = "run it again in some minutes; if it stays so, open the address in a browser, or see --sources"
            raise RegistryError(f"{wanted.url}: {wrong}", mend)
        os.replace(part, path)
        os.replace(_mark_file(part), _mark_file(path))
        return True

    def _begun(self, wanted: Wanted, part: Path) -> int:
        """How many bytes of the file were fetched before and can be gone on from; others are dropped."""
        if not part.is_file():
            return 0
        if not wanted.blob and not _mark(part).if_same():
            part.unlink()
            return 0
        return part.stat().st_size

    def _answer(self, wanted: Wanted, headers: dict[str, str]) -> BaseHTTPResponse:
        """What the host answers, or the one that it sends us on to."""
        url = wanted.url
        for _ in range(MOST_REDIRECTS + 1):
            self._take_turn(urlsplit(url).netloc)
            response = self._request(url, headers)
            target = response.get_redirect_location()
            if not target:
                return response
            response.close()
            url = _followed(wanted, url, target)
        raise RegistryError(f"{wanted.url}: it is redirected more than {MOST_REDIRECTS} times", MEND_LATER)

    def _request(self, url: str, headers: dict[str, str]) -> BaseHTTPResponse:
        timeout = urllib3.Timeout(connect=self.manners.connect_timeout, read=self.manners.read_timeout)
        try:
            return self._pool(url).request(
                "GET", url, headers=headers, timeout=timeout, preload_content=False, redirect=False, retries=False
            )
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise _Passing("the host can't be reached", reached=False) from error
        except HTTPError as error:
            raise _Passing(_said(error)) from error

    def _pool(self, url: str) -> urllib3.PoolManager:
        """The connections for an address, through the proxy that the system names for it."""
        parts = urlsplit(url)
        proxy = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]

    def _take_turn(self, host: str) -> None:
        """Waits until the host may be asked again."""
        now = time.monotonic()
        turn = max(now, self._free.get(host, now))
        self._free[host] = turn + 1 / self.manners.requests_per_second
        time.sleep(turn - now)

    def _check_status(self, wanted: Wanted, response: BaseHTTPResponse) -> None:
        """Raises what an answer other than the file means."""
        status = response.status
        if status in (200, 206):
            return
        wait = _asked_to_wait(response)
        if wait is not None and wait > self.manners.patience:
            what = f"{wanted.url}: the host asks to be left alone for {wait:.0f} seconds ({status})"
            raise HostClosed(what, MEND_LATER)
        if status in PASSING or wait is not None:
            raise _Passing(f"the host answered {status} ({response.reason})", wait)
        if status == 416:  # there is no such rest: it's another version by now
            _part(self._place(wanted)).unlink(missing_ok=True)
            raise _Passing("the host has another version of it than before")
        if status in (404, 410):
            mend = "check the symbol, session and language; not every document is out in all six"
            raise RegistryError(f"{wanted.url}: there is no such document ({status})", mend)
        mend = "open the address in a browser; an address that changed can be put right with --sources"
        raise RegistryError(f"{wanted.url}: the host answered {status} ({response.reason})", mend)

    def _write(self, wanted: Wanted, response: BaseHTTPResponse, part: Path, begun: int, deadline: float) -> None:
        """Writes the body to what is there of it. What was written stays when it breaks off."""
        announced = response.headers.get("Content-Length", "")
        total = begun + int(announced) if announced.isdecimal() else None
        self._check_size(wanted, part, total or 0)
        if not begun:
            part.unlink(missing_ok=True)
            said = {"etag": response.headers.get("ETag"), "modified": response.headers.get("Last-Modified")}
            _mark_file(part).write_bytes(msgspec.json.encode(_Mark(wanted.url, **said)))
        written = begun
        with part.open("ab") as file:
            try:
                # What has come, and not so much of it, so that nothing is lost when it breaks off or trickles.
                while chunk := response.read1(CHUNK, decode_content=False):
                    written += len(chunk)
                    self._check_size(wanted, part, written)
                    file.write(chunk)
                    if time.monotonic() > deadline:
                        raise RegistryError(f"{wanted.url}: it took over {self.manners.longest:g} seconds", MEND_LATER)
            except HTTPError as error:
                raise _Passing(_said(error)) from error
            file.flush()
            os.fsync(file.fileno())

    def _check_size(self, wanted: Wanted, part: Path, size: int) -> None:
        if size > self.manners.largest:
            part.unlink(missing_ok=True)
            what = f"{wanted.url}: it has more than the {self.manners.largest:,} bytes allowed"
            raise RegistryError(what, "raise `largest` under [manners] with --sources if that is right")


def git_blob(path: Path) -> str:
    """The checksum that git gives a file."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _mark_file(path: Path) -> Path:
    return path.with_name(path.name + ".from")


def _mark(path: Path) -> _Mark:
    """What the host said of the file; nothing if that is lost."""
    try:
        return msgspec.json.decode(_mark_file(path).read_bytes(), type=_Mark)
    except (FileNotFoundError, msgspec.DecodeError):
        return _Mark("")


def _followed(wanted: Wanted, url: str, target: str) -> str:
    """Where a redirect leads. It may lead to the source's own hosts or to https, and never from https to less."""
    onward = urljoin(url, target)
    before, after = urlsplit(url), urlsplit(onward)
    known = after.scheme == "http" and before.scheme == "http" and after.hostname in wanted.hosts
    if after.scheme != "https" and not known:
        mend = "if that is right, name the host under `hosts` with --sources"
        raise RegistryError(f"{wanted.url}: it is redirected to {onward}, which is none of the source's hosts", mend)
    return onward


def _asked_to_wait(response: BaseHTTPResponse) -> float | None:
    """How many seconds the host asks us to wait, in the usual way or as GitHub's listings do; None if it doesn't."""
    asked = response.headers.get("Retry-After")
    if asked is None and response.headers.get("X-RateLimit-Remaining") == "0":
        reset = response.headers.get("X-RateLimit-Reset", "")
        return max(0.0, int(reset) - time.time()) if reset.isdecimal() else None
    try:
        return urllib3.Retry().parse_retry_after(asked) if asked is not None else None
    except InvalidHeader:
        return None


def _said(error: HTTPError) -> str:
    if isinstance(error, ReadTimeoutError):
        return "the host stopped sending"
    return f"the connection broke off ({type(error).__name__})"


def _wrong(path: Path, wanted: Wanted) -> str | None:
    """What is wrong with a file that came whole; None if it is what was asked for."""
    if wanted.blob and git_blob(path) == wanted.blob:
        return None
    expected = TYPES.get(wanted.form)
    found = _type(path)
    if expected and found != expected:
        came = NAMES.get(found, "something else") if found else "something else"
        return f"{came} came and not {wanted.form.upper()}"
    return "it is not the version that the listing names" if wanted.blob else None


def _type(path: Path) -> str | None:
    try:
        return detect.media_type(path.read_bytes())
    except Unreadable:
        return None
