"""Documents by page: sent, read at once, shown with what looks wrong and what keeping them would change; then kept.

What was read waits (`operative.web.waiting`) and is no part of the registry until somebody keeps it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from typing import Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from operative import alignment
from operative.alignment import Comparison
from operative.batch import Failure, Problem
from operative.exports.comparison import stayed
from operative.exports.html import LANGUAGE_NAMES
from operative.record import Record, Span
from operative.registry import Registry, RegistryError, Unknown
from operative.registry.holdings import Version
from operative.registry.preparing import digest
from operative.web import addresses, intake, origins, writing
from operative.web.answering import Asked, Page, Upload
from operative.web.following import Following
from operative.web.gate import LogIn
from operative.web.intake import Intake, given_language, given_symbol
from operative.web.resolution import Compared, Reading, does, rows, units
from operative.web.speech import Unanswerable, mistake
from operative.web.waiting import File, Parcel, Place, Read
from operative.web.writing import Done

MOST_RECORDS = 300  # of one sending: a session of one language; more are for the command line
MOST_SHOWN = 2000  # paragraphs of one record on a page
STORED_AT_ONCE = 32


class Effect(msgspec.Struct, frozen=True):
    """What keeping a record would change.

    `what` says that it can't be kept without a symbol and language (unnamed), that its document is not held (new) or
    not in this language (version), that just this is held (same), or was before another reading (earlier), or that the
    text held is another reading (other), with which it is compared.
    """

    what: Literal["unnamed", "new", "version", "same", "earlier", "other"]
    versions: list[Version] = []
    compared: Comparison | None = None


class Shown(msgspec.Struct, frozen=True):
    """A record that waits, for programs: its file, the file's SHA-256, where it was kept, what keeping it changes."""

    file: str
    digest: str
    kept: str | None
    effect: Effect
    record: Record


class Unread(RegistryError):
    """That nothing of what was sent can be read, and of each file why."""

    def __init__(self, failures: list[Failure]) -> None:
        """`failures` are one for each file or more."""
        why = "; ".join(f"{one.source}: {one.error.what}" for one in failures)
        super().__init__("nothing of it can be read", why, "unread")
        self.failures = failures


def handlers(reading: Intake, place: Place, follow_up: Following) -> list[HTTPRouteHandler]:
    """The forms of sending, keeping and discarding; `follow_up` is told of what is kept."""
    listed, shown = partial(parcel, place), partial(document, place)
    one = "/upload/{token:str}/{number:str}"
    return [
        *writing.form(
            "/upload",
            partial(upload, place),
            partial(send, reading, place),
            right="read",
            upload=True,
            largest=intake.LARGEST_FORM,
        ),
        *writing.form("/upload/{token:str}", listed, partial(keep_all, place, follow_up), right="keep", seen="read"),
        *writing.form("/upload/{token:str}/discard", listed, partial(discard, place), right="read"),
        *writing.form(one, shown, partial(keep, place, follow_up), right="keep", seen="read"),
        *writing.form(f"{one}/again", shown, partial(again, reading, place), right="read"),
    ]


def owner(question: Asked) -> str:
    """Whose a reader's parcels are: an account's, or a browser's where there are no accounts. Raises LogIn."""
    if question.reader.accounts and question.reader.user is None:
        raise LogIn
    return f"account {question.reader.user.login}" if question.reader.user else f"browser {question.token}"


# --- sending ----------------------------------------------------------------------------------------------------------


def upload(place: Place, question: Asked, gone: bool = False) -> Page:
    """The form in which files are sent, and what waits already; `gone` says that something waits no more."""
    waiting = place.of(owner(question))
    context = {
        "waiting": waiting,
        "gone": gone,
        "failures": _unread(question),
        "most": {"files": intake.MOST, "each": intake.LARGEST // 10**6, "every": intake.LARGEST_ALL // 10**6},
    }
    data = [{"address": _address(one), "files": [file.name for file in one.files]} for one in waiting]
    title = question.words("upload.title")
    return Page(template="upload.html", title=title, data=data, context=context, status=410 if gone else 200)


def _alike(compared: Comparison) -> bool:
    """Whether nothing changed in a text: title, paragraphs and notes stayed as and where they were."""
    title = (compared.title,) if compared.title else ()
    return all(map(stayed, (*title, *compared.pairs, *compared.notes)))


def _unread(question: Asked) -> list[Failure]:
    """What of the files that came with a form can't be read."""
    return question.problem.failures if isinstance(question.problem, Unread) else []


def send(reading: Intake, place: Place, sent: Asked) -> Done:
    """Reads what was sent, and has it wait."""
    whose = owner(sent)
    came = [one for one in sent.files.get("file", ()) if one.name or one.data]
    files = reading.read(came, language=given_language(sent.values.get("language")))
    _check(files)
    made = place.put(whose, files)
    return Done(f"{_address(made)}/1" if len(made.reads()) == 1 and not made.failures() else _address(made))


def _check(files: list[File]) -> None:
    """Refuses files none of which can be read, and those that hold more than pages are for."""
    count = sum(len(file.outcome.records()) for file in files)
    if not count:
        raise Unread([failure for file in files for failure in file.outcome.failures] or [_nothing(files)])
    if count > MOST_RECORDS:
        raise mistake("many_documents", count=count, most=MOST_RECORDS)


def _nothing(files: list[File]) -> Failure:
    """That archives are empty."""
    return Failure(files[0].name, Problem("there is no document in it", "send one that holds documents", "empty"))


def _address(parcel: Parcel) -> str:
    return f"/upload/{parcel.token}"


# --- what waits -------------------------------------------------------------------------------------------------------


def _parcel(place: Place, question: Asked) -> Parcel | None:
    return place.get(question.path.split("/")[2], owner(question))


def _waiting(place: Place, sent: Asked) -> Parcel:
    """The parcel that something is to be done with. Raises RegistryError where it waits no more."""
    found = _parcel(place, sent)
    if found is None:
        raise mistake("gone")
    return found


def _read(parcel: Parcel, question: Asked) -> Read:
    """The record of a parcel that an address names. Raises Unanswerable (404)."""
    number = question.path.split("/")[3]
    found = next((one for one in parcel.reads() if str(one.number) == number), None)
    if found is None:
        raise Unanswerable(404, "no_page_here", path=question.path)
    return found


def parcel(place: Place, question: Asked) -> Page:
    """All that was sent at once: each record with what keeping it would change, and what can't be read."""
    found = _parcel(place, question)
    if found is None:
        return upload(place, question, gone=True)
    every = [(one, effect(question.registry, one.record)) for one in found.reads()]
    context = {
        "parcel": found,
        "address": _address(found),
        "every": every,
        "failures": found.failures(),
        "to_keep": sum(_worth_keeping(one, what) for one, what in every),
        "language_names": LANGUAGE_NAMES,
    }
    data = [_shown(one, what) for one, what in every]
    return Page(template="parcel.html", title=question.words("upload.parcel"), data=data, context=context)


def _worth_keeping(one: Read, what: Effect) -> bool:
    return one.kept is None and what.what not in ("unnamed", "same", "earlier")


def _shown(one: Read, what: Effect) -> Shown:
    return Shown(one.file.name, one.file.digest, one.kept, what, one.record)


def document(place: Place, question: Asked) -> Page:
    """A record that waits, as it would be shown once it was kept, with what looks wrong in it."""
    found = _parcel(place, question)
    if found is None:
        return upload(place, question, gone=True)
    one = _read(found, question)
    record, words, registry = one.record, question.words, question.registry
    cited = {citation.symbol for citation in record.citations if citation.symbol}
    view = Reading(record, registry.titles(cited), words, "")
    what = effect(registry, record)
    every = rows([units(view)])
    context = {
        "parcel": found,
        "address": _address(found),
        "one": one,
        "failures": _unread(question),
        "alone": len(found.reads()) == 1 and not found.failures(),
        "view": view,
        "rows": every[:MOST_SHOWN],
        "left_out": max(len(every) - MOST_SHOWN, 0),
        "does": does(record, record.symbol or "", []),
        "leading": record.language,
        "effect": what,
        "held": next((one for one in what.versions if one.current and one.language == record.language), None),
        "given": any(warning.code == "symbol-given" for warning in record.warnings),
        "compared_view": Compared(what.compared, words) if what.compared else None,
        "alike": what.compared is not None and _alike(what.compared),
        "where": partial(where, record),
        "language_names": LANGUAGE_NAMES,
    }
    title = f"{record.symbol or one.file.name} {record.title or ''}".strip()
    return Page(template="read.html", title=title, data=_shown(one, what), context=context)


def where(record: Record, span: Span) -> tuple[int | None, str | None]:
    """Where a span stands: the page of the file, if it has several, and the paragraph that it comes after, if one."""
    page = bisect_right(record.pages, span[0]) if len(record.pages) > 1 else None
    before = [block.id for block in record.blocks if block.span[1] <= span[0]]
    return page, before[-1] if before else None


def effect(registry: Registry, record: Record) -> Effect:
    """What keeping a record would change in a registry."""
    if not (record.symbol and record.language):
        return Effect("unnamed")
    try:
        versions = list(map(origins.shown, registry.versions(record.symbol)))
    except Unknown:
        versions = []
    alike = [version for version in versions if version.language == record.language]
    if not alike:
        return Effect("version" if versions else "new", versions)
    ours = digest(record)
    same = next((version for version in alike if version.digest == ours), None)
    if same:
        return Effect("same" if same.current else "earlier", versions)
    held = registry.record(record.symbol, record.language)
    comparable = held is not None and len(record.blocks) <= MOST_SHOWN
    return Effect("other", versions, alignment.diff(held, record) if held and comparable else None)


# --- what is done with it ---------------------------------------------------------------------------------------------


def keep(place: Place, follow_up: Following, sent: Asked) -> Done:
    """Adds a record to the registry, and leads to its document; one that was kept already is not added again."""
    waiting = _waiting(place, sent)
    one = _read(waiting, sent)
    if one.kept is None:
        add(sent.registry, follow_up, [one], by=writing.author(sent))
        place.keep(waiting, {one.number: _document(one)})
    return Done(one.kept or _document(one))


def keep_all(place: Place, follow_up: Following, sent: Asked) -> Done:
    """Adds all records of a parcel that have a symbol and a language and aren't held."""
    waiting = _waiting(place, sent)
    new = [one for one in waiting.reads() if _worth_keeping(one, effect(sent.registry, one.record))]
    add(sent.registry, follow_up, new, by=writing.author(sent))
    place.keep(waiting, {one.number: _document(one) for one in new})
    return Done(_address(waiting))


def _document(one: Read) -> str:
    """The address of a record in the registry."""
    return addresses.document(str(one.record.symbol), (str(one.record.language),))


def add(registry: Registry, follow_up: Following, reads: Sequence[Read], *, by: str) -> list[bool]:
    """Stores records by the dozen, and has what follows from them computed soon; whether each is new."""
    for one in reads:
        if not (one.record.symbol and one.record.language):
            raise mistake("no_language" if one.record.symbol else "unnamed", name=one.record.source)
    records = [replace(one.record, source=one.origin) for one in reads]
    new: list[bool] = []
    for start in range(0, len(records), STORED_AT_ONCE):
        new += registry.add_all(records[start : start + STORED_AT_ONCE], by=by)
    if any(new):
        follow_up.catch_up()
    return new


def discard(place: Place, sent: Asked) -> Done:
    """Forgets what was sent."""
    place.drop(_waiting(place, sent))
    return Done("/upload")


def again(reading: Intake, place: Place, sent: Asked) -> Done:
    """Reads a file again with the language and symbol that somebody gives for it."""
    waiting = _waiting(place, sent)
    one = _read(waiting, sent)
    if len(one.file.outcome.records()) > 1:
        raise mistake("several_documents")
    came = [Upload(name=one.file.name, data=one.file.data)]
    language, symbol = given_language(sent.values.get("language")), given_symbol(sent.values.get("symbol"))
    (read,) = reading.read(came, language=language, symbol=symbol)
    if not read.outcome.json:
        raise Unread(list(read.outcome.failures))
    place.read_again(waiting, [read if file is one.file else file for file in waiting.files])
    return Done(f"{_address(waiting)}/{one.number}")
