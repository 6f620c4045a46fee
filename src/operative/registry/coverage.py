"""Coverage: of which sessions a registry holds enough to tell that something is *not* in them.

The resolutions of a session are numbered from 1. A session is held well where it is over, where of the numbers up to
the greatest that is held nearly all are held, and where the last of them was adopted in the session's last months: a
few resolutions, or all of the first three months, are not a session. Before the thirty-first session numbers ran on
from session to session, and nothing is told of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from operative import sessions
from operative.symbols import parse

NEARLY_ALL = 0.95  # of the numbers up to the greatest
LAST_MONTHS = timedelta(days=92)


def held_well(adopted: Iterable[tuple[str, date | None]], today: date) -> frozenset[int]:
    """The regular sessions that are over on a day and of which nearly all is held: symbols, with days of adoption."""
    numbers: dict[int, set[int]] = defaultdict(set)
    last: dict[int, date] = {}
    for symbol, day in adopted:
        found = parse(symbol)
        if found is None or found.session is None or found.number is None:
            continue
        if found.session_kind == "regular" and found.session_roman is None:
            numbers[found.session].add(found.number)
            last[found.session] = max(day or date.min, last.get(found.session, date.min))
    return frozenset(
        session
        for session, every in numbers.items()
        if (next_opens := sessions.opening_day(session + 1)) <= today
        and last[session] >= next_opens - LAST_MONTHS
        and len(every) >= NEARLY_ALL * max(every)
    )
