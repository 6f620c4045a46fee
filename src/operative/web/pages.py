"""Pages: home, sessions and their ledgers, actors, drafts of reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec

from operative.exports import report as drafts
from operative.exports.html import LANGUAGE_NAMES
from operative.languages import load
from operative.registry import Unknown, holdings
from operative.registry.calls import identified, member_states
from operative.registry.holdings import HeldSession
from operative.registry.ledger import Followed
from operative.registry.wordings import Asking, Wording
from operative.sessions import of_date, opening_day, regular
from operative.web import addresses
from operative.web.answering import Asked, Page
from operative.web.speech import DEFAULT, Unanswerable

NEXT_DAYS = 10  # of days and meetings on the home page
OPENING = 260  # characters of what a mandate asks; of Chinese, half
SHOWN = 25  # mandates on an actor's page
YEARLY = re.compile(r"\d\d-\d\d")
OF_ALL_STATES = ("group:member-states", "group:states")  # whoever asks these asks each Member State
REQUEST = 6  # the force of a request
ENDING = dict.fromkeys(("mandate", "body", "appointment", "fund", "scale", "budget"), "ending")
GROUPS = {"report": "report", "invitation": "invitation", "agenda": "agenda", **ENDING}
HEADINGS = ("report", "invitation", "agenda", "observance", "ending")  # of a ledger, in this order
FALLING_DUE = ("report", "invitation", "agenda")


class Elsewhere(Exception):
    """What is asked for has another address."""

    def __init__(self, address: str, status: int = 302) -> None:
        """`status` is 302, or 308 where it always will."""
        super().__init__(address)
        self.address, self.status = address, status


def own_titles(question: Asked, symbols: Iterable[str]) -> dict[str, str | None]:
    """The titles of documents in the reader's language, of those whose text is held in it; others have English ones."""
    code = question.words.code
    return question.registry.titles(symbols, code) if code != DEFAULT else {}


def own_words(question: Asked, lines: Iterable[Followed]) -> dict[str, Wording]:
    """How texts in the reader's language word what is followed up, by the lines' `about`; others have English ones."""
    code = question.words.code
    return question.registry.worded(lines, code) if code != DEFAULT else {}


def opening(asking: Asking | None) -> str:
    """The first words of what is asked, as many as a row of a table has room for."""
    if asking is None:
        return ""
    room = OPENING if load(asking.language).writing.spaced else OPENING // 2
    if len(asking.text) <= room:
        return asking.text
    return f"{asking.text[: edge(asking.text, room)].rstrip(' ,;')} …"


def edge(text: str, at: int) -> int:
    """The end of a word near a place of a text: its begin or end where the place lies outside or nearly so."""
    if at <= len("the first few words"):
        return 0
    if at >= len(text):
        return len(text)
    blank = text.find(" ", at, at + 20)
    return blank + 1 if blank >= 0 else at


# --- home and sessions ------------------------------------------------------------------------------------------------


class Coming(msgspec.Struct, frozen=True):
    """Something that falls due, and the day or session of it that comes next."""

    on: str
    line: Followed
    session: int | None = None


class Home(msgspec.Struct, frozen=True):
    """What the home page shows."""

    held: dict[str, int]
    sessions: list[Any]
    due: list[Coming]
    days: list[Coming]


def home(question: Asked) -> Page:
    """What is held, what falls due next, the latest sessions."""
    registry, today = question.registry, date.today()
    coming = sorted(_coming(registry.calendar(since=today), today), key=lambda one: one.on)
    due = [one for one in coming if one.line.kind in FALLING_DUE]
    days = list({one.line.what: one for one in reversed(coming) if one.line.kind not in FALLING_DUE}.values())
    shown = Home(registry.status(), registry.sessions(), due[:NEXT_DAYS], days[::-1][:NEXT_DAYS])
    current = of_date(today)
    context = {
        "home": shown,
        "group": group,
        "today": today.isoformat(),
        "current": current.number if current else None,
        "titles": own_titles(question, (one.line.symbol for one in shown.due)),
        "own": own_words(question, (one.line for some in (shown.due, shown.days) for one in some)),
    }
    return Page(template="home.html", title="Operative", data=shown, context={**context, "place": place})


def _coming(lines: Iterable[Followed], today: date) -> Iterable[Coming]:
    """What is still to come, with its next day: that of a session which is open is today."""
    for line in lines:
        if line.day and YEARLY.fullmatch(line.day):
            this = f"{today.year}-{line.day}"
            yield Coming(this if this >= today.isoformat() else f"{today.year + 1}-{line.day}", line)
        elif line.day and line.day >= today.isoformat()[: len(line.day)]:
            yield Coming(line.day, line)
        elif sessions := [number for number in line.sessions if opening_day(number + 1) > today]:
            yield Coming(max(opening_day(sessions[0]), today).isoformat(), line, sessions[0])


def sessions(question: Asked) -> Page:
    """The sessions of which texts are held, with what each asked."""
    mandates, reports = Counter[int](), Counter[int]()
    for one in question.registry.corpus():
        mandates[one.session] += one.mandates
        reports[one.session] += one.reports
    found = [
        SessionRow(**msgspec.structs.asdict(one), mandates=mandates[one.number], reports=reports[one.number])
        for one in question.registry.sessions()
    ]
    return Page(template="sessions.html", title=question.words("nav.sessions"), data=found, context={"sessions": found})


class SessionRow(HeldSession, frozen=True, kw_only=True):
    """A session of which texts are held, and how much they ask: mandates, and requests for reports."""

    mandates: int
    reports: int


class Ledger(msgspec.Struct, frozen=True):
    """A session's page: its days, what falls due in it, and what was adopted in it."""

    session: int
    opens: str
    closes: str
    lines: list[Followed]
    adopted: list[Any]


def session(question: Asked) -> Page:
    """The ledger of a session, all or those lines of a kind or status, and the resolutions adopted in it."""
    number = _number(question.path.rpartition("/")[2])
    lines = question.registry.session(number)
    kind, status = question.text("kind"), question.text("status")
    chosen = [line for line in lines if kind in (None, group(line)) and status in (None, line.status)]
    days = regular(number)
    shown = Ledger(
        number,
        days.opens.isoformat(),
        days.closes.isoformat() if days.closes else "",
        chosen,
        question.registry.resolutions(number),
    )
    groups: dict[str, list[Followed]] = {}
    for line in chosen:
        groups.setdefault(group(line), []).append(line)
    context = {
        "ledger": shown,
        "groups": groups,
        "headings": HEADINGS,
        "kinds": Counter(map(group, lines)),
        "statuses": Counter(line.status for line in lines if line.status and kind in (None, group(line))),
        "all": len(lines),
        "adopted": len(shown.adopted),
        "titles": own_titles(question, [one.symbol for some in (chosen, shown.adopted) for one in some]),
        "own": own_words(question, chosen),
        "place": place,
        "evidence": evidence,
        "language_names": LANGUAGE_NAMES,
    }
    title = question.words("session.title", n=number)
    return Page(template="session.html", title=title, data=shown, context=context)


def group(line: Followed) -> str:
    """Under which heading of a ledger a line stands."""
    return GROUPS.get(line.kind, "observance")


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise Unanswerable(404, "no_session", n=text)
    return int(text)


def place(line: Followed) -> tuple[str, str]:
    """The document and the paragraph that a line stands for."""
    symbol, block, *_ = line.about.rsplit(" ", 3)
    return symbol, block


def evidence(text: str | None) -> tuple[str, str, str] | None:
    """A line's evidence in its parts: document, paragraph, and the document that it names."""
    if not text:
        return None
    head, _, named = text.partition(": ")
    symbol, _, block = head.rpartition(" ")
    if not re.match(r"(?:\w+\.)?(?:pp|op)\d", block):
        symbol, block = head, ""
    return symbol, block, named


# --- actors -----------------------------------------------------------------------------------------------------------


def actors(question: Asked) -> Page:
    """Who is directed by what is held."""
    found = question.registry.actors()
    return Page(template="actors.html", title=question.words("nav.actors"), data=found, context={"actors": found})


class Actor(msgspec.Struct, frozen=True):
    """An actor's page: how much is asked, what of it falls due, the latest of it."""

    actor: str
    mandates: int
    requests: int
    due: list[Followed]
    latest: list[Any]


def actor(question: Asked) -> Page:
    """Everything that is asked of an actor, by identifier ("un:secretary-general"), the end of one, or name."""
    wanted = question.path.removeprefix("/actor/")
    known = {one.actor: one for one in question.registry.actors()}
    state = wanted in member_states()
    if wanted not in known and not state:
        raise _meant(wanted, known)
    asked = known.get(wanted, holdings.Asked(wanted, 0, 0))
    lines = question.registry.calendar(actor=wanted)
    due = sorted((line for line in lines if line.kind == "report"), key=lambda line: -max(line.sessions, default=0))
    status, first = question.text("status"), question.number("first", 0) or 0
    chosen = [line for line in due if status in (None, line.status)]
    latest = question.registry.mandates(actor=wanted, force=REQUEST, most=SHOWN)
    portion_shown = chosen[first : first + SHOWN]
    shown = Actor(wanted, asked.mandates, asked.requests, portion_shown, latest)
    context = {
        "actor": shown,
        "among": [group for group in OF_ALL_STATES if state and group in known],
        "statuses": Counter(line.status for line in due if line.status),
        "reports": len(due),
        "first": first,
        "chosen": len(chosen),
        "turns_of": portion(question, first, SHOWN, len(chosen)),
        "asks": question.registry.asking(latest, question.words.code),
        "opening": opening,
        "titles": own_titles(question, [one.symbol for some in (shown.due, latest) for one in some]),
        "place": place,
        "evidence": evidence,
    }
    return Page(template="actor.html", title=question.words.actor(wanted), data=shown, context=context)


def _meant(wanted: str, known: Collection[str]) -> Exception:
    """The way to the one actor that a name or the end of an identifier means; that there is none, or no single one."""
    named = identified(wanted)
    if named in known or named in member_states():
        return Elsewhere(f"/actor/{named}")
    same = [one for one in known if one.partition(":")[2] == wanted]
    return Elsewhere(f"/actor/{same[0]}") if len(same) == 1 else Unanswerable(404, "no_actor", name=wanted)


# --- drafts -----------------------------------------------------------------------------------------------------------


def report(question: Asked) -> Page:
    """The draft of a requested report: /report/A/RES/64/12, or the choice where several are, with ?place=op12."""
    symbol = addresses.behind("/report", question.path).symbol.text
    try:
        draft = question.registry.report(symbol, question.text("place"))
    except Unknown as error:
        if error.kind != "several_reports":
            raise
        return _which_report(question, symbol)
    return Page(
        template="draft_page.html",
        title=question.words("report.title", symbol=draft.symbol),
        data=draft,
        context=drafts.context(draft),
        others={"docx": lambda: drafts.docx(draft)},
    )


def _which_report(question: Asked, symbol: str) -> Page:
    """The reports that a resolution requests, each with the way to its draft."""
    requested = [line for line in question.registry.follow(symbol) if line.kind == "report"]
    context = {
        "symbol": symbol,
        "lines": requested,
        "title": question.registry.titles([symbol])[symbol],
        "titles": own_titles(question, [symbol]),
        "own": own_words(question, requested),
        "place": place,
    }
    title = question.words("reports.title", symbol=symbol)
    return Page(template="reports.html", title=title, data=requested, context=context, status=300)


def portion(question: Asked, first: int, most: int, count: int) -> dict[str, str]:
    """The addresses of the portions before and after one of a list."""

    def at(start: int) -> str:
        return f"{question.path}?{urlencode({**question.query, 'first': start})}"

    found = {"before": at(max(first - most, 0))} if first else {}
    return {**found, "after": at(first + most)} if first + most < count else found
