"""Bodies, funds and mandates followed up: they run to their date, are extended, or end.

A date that has passed doesn't tell that a mandate ended: a resolution that isn't held may have extended it. So that is
only said where the sessions up to that date are held well.
"""

from __future__ import annotations

from collections.abc import Iterator

from operative import sessions
from operative.record import Standing
from operative.registry.followup import Evidence, FollowUp, Held, evidence, last_day
from operative.registry.recalled import NAMED, later_on, name_words, recalled

WITHOUT_DATE = ("body", "fund", "mandate")  # what is followed up even where the words give no date


def standing(symbol: str, thing: Standing, held: Held) -> FollowUp | None:
    """What became of a body, a fund, a mandate or an appointment for a term; of what isn't followed up None."""
    if thing.name is None or (thing.kind not in WITHOUT_DATE and thing.until is None):
        return None
    if thing.action == "end":
        return FollowUp("ended", (evidence("ended-here", symbol, thing.in_),))
    later = tuple(_changed(symbol, thing.name, held))
    if later:
        return FollowUp("extended" if later[0].rule == "extended-later" else "ended", later)
    if thing.until is not None:
        return _until(symbol, thing, thing.until, held)
    found = [evidence("spoken-of", work, block.id) for work, _, block, _ in recalled(symbol, thing, thing.name, held)]
    if found and thing.action == "establish":
        return FollowUp("established", tuple(found))
    return FollowUp("no evidence found")


def _until(symbol: str, thing: Standing, until: str, held: Held) -> FollowUp:
    """What has a last day: it runs to that day, and has ended after it where an extension would be held."""
    own = (evidence("own-dates", symbol, thing.in_),)
    last = last_day(until)
    if last >= held.today:
        return FollowUp("running", own)
    over = sessions.of_date(last)
    known = over is not None and set(range(held.session[symbol], over.number + 1)) <= held.well
    return FollowUp("ended", own) if known else FollowUp("no evidence found")


def _changed(symbol: str, name: str, held: Held) -> Iterator[Evidence]:
    """The paragraphs of later resolutions that extend or end something of a name, the last first."""
    asked = name_words(name)
    for work, record in reversed(list(later_on(symbol, held))):
        for thing in record.standing:
            if thing.action in ("extend", "end") and len(asked & name_words(thing.name or "")) >= NAMED * len(asked):
                rule = "extended-later" if thing.action == "extend" else "ended-later"
                yield evidence(rule, work, thing.in_)
