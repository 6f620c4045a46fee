"""Sessions of the General Assembly: regular, special, emergency special; when they open, and which one a day falls in.

Regular session n opens in the year 1945 + n. The day follows a rule since the fifty-eighth session: the Tuesday of
the third week in September (resolution 57/301), from the seventy-eighth on that of the second week (resolution 75/325),
counted from the first week that has a working day. Before, the same rule gives a guess, and is marked as one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

Kind = Literal["regular", "special", "emergency special"]

FIRST_YEAR = 1945
RULE_SINCE = 58  # resolution 57/301
SECOND_WEEK_SINCE = 78  # resolution 75/325
TUESDAY = 1
FIRST_OPENING = date(1946, 1, 10)  # the first session opened in January, in London


class Session(msgspec.Struct, frozen=True):
    """One session. `closes` is None while an emergency special session is adjourned; `exact`: days on record."""

    number: int
    kind: Kind
    opens: date
    closes: date | None
    exact: bool = True

    def __str__(self) -> str:
        """Return the session as symbols write it: "64", "S-32", "ES-11"."""
        prefix = {"regular": "", "special": "S-", "emergency special": "ES-"}[self.kind]
        return f"{prefix}{self.number}"


# First and last day of each. Days of the 12th to the 26th special session are not confirmed by a source.
SPECIAL = """
1 1947-04-28 1947-05-15
2 1948-04-16 1948-05-14
3 1961-08-21 1961-08-25
4 1963-05-14 1963-06-27
5 1967-04-21 1967-06-13
6 1974-04-09 1974-05-02
7 1975-09-01 1975-09-16
8 1978-04-20 1978-04-21
9 1978-04-24 1978-05-03
10 1978-05-23 1978-06-30
11 1980-08-25 1980-09-15
12 1982-06-07 1982-07-10
13 1986-05-27 1986-06-01
14 1986-09-17 1986-09-20
15 1988-05-31 1988-06-25
16 1989-12-12 1989-12-14
17 1990-02-20 1990-02-23
18 1990-04-23 1990-04-28
19 1997-06-23 1997-06-28
20 1998-06-08 1998-06-10
21 1999-06-30 1999-07-02
22 1999-09-27 1999-09-28
23 2000-06-05 2000-06-10
24 2000-06-26 2000-07-01
25 2001-06-06 2001-06-08
26 2001-06-25 2001-06-27
27 2002-05-08 2002-05-10
28 2005-01-24 2005-01-24
29 2014-09-22 2014-09-22
30 2016-04-19 2016-04-21
31 2020-12-03 2020-12-04
32 2021-06-02 2021-06-04
"""
UNCONFIRMED = range(12, 27)
EMERGENCY = """
1 1956-11-01 1956-11-10
2 1956-11-04 1956-11-10
3 1958-08-08 1958-08-21
4 1960-09-17 1960-09-19
5 1967-06-17 1967-09-18
6 1980-01-10 1980-01-14
7 1980-07-22 1982-09-24
8 1981-09-03 1981-09-14
9 1982-01-29 1982-02-05
10 1997-04-24
11 2022-02-28
"""


def _listed(table: str) -> dict[int, tuple[date, date | None]]:
    rows = (line.split() for line in table.split("\n") if line.strip())
    return {
        int(row[0]): (date.fromisoformat(row[1]), date.fromisoformat(row[2]) if len(row) > 2 else None) for row in rows
    }


_SPECIAL, _EMERGENCY = _listed(SPECIAL), _listed(EMERGENCY)


def opening_day(number: int) -> date:
    """The day on which regular session `number` opens, by rule (a guess before the fifty-eighth)."""
    if number == 1:
        return FIRST_OPENING
    first = date(FIRST_YEAR + number, 9, 1)
    # The first week counts if Monday to Friday hold at least one day of September, so that it has a working day.
    monday = first - timedelta(days=first.weekday()) if first.weekday() < 5 else first + timedelta(7 - first.weekday())
    weeks = 1 if number >= SECOND_WEEK_SINCE else 2
    return monday + timedelta(weeks=weeks, days=TUESDAY)


def regular(number: int) -> Session:
    """Regular session `number`: it runs to the eve of the next. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(f"no session has the number {number}")
    return Session(
        number, "regular", opening_day(number), opening_day(number + 1) - timedelta(days=1), number >= RULE_SINCE
    )


def session(number: int, kind: Kind = "regular") -> Session | None:
    """The session of that number and kind; None for a special one that was not held."""
    if kind == "regular":
        return regular(number) if number >= 1 else None
    listed = _SPECIAL if kind == "special" else _EMERGENCY
    if number not in listed:
        return None
    opens, closes = listed[number]
    return Session(number, kind, opens, closes, kind != "special" or number not in UNCONFIRMED)


def of_date(day: date) -> Session | None:
    """The regular session that a day falls in; None before the first."""
    if day < FIRST_OPENING:
        return None
    number = day.year - FIRST_YEAR
    return regular(number if number == 1 or day >= opening_day(number) else number - 1)


def special_on(day: date) -> tuple[Session, ...]:
    """The special and emergency special sessions that were open on a day (adjourned ones count as open)."""
    kinds: tuple[tuple[Kind, dict[int, tuple[date, date | None]]], ...] = (
        ("special", _SPECIAL),
        ("emergency special", _EMERGENCY),
    )
    return tuple(
        found
        for kind, listed in kinds
        for number, (opens, closes) in listed.items()
        if opens <= day and (closes is None or day <= closes) and (found := session(number, kind))
    )
