"""What became of days, years and meetings, of bodies and mandates, and of invitations: each with what shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from operative.cli import cli
from operative.record import Record
from operative.registry import Registry
from operative.registry.contributions import from_text
from operative.registry.ledger import Followed
from tests.registry.invented import resolution

TODAY = date(2013, 1, 1)
RECALLS = ("Recalling its resolution 64/91 of 9 December 2009,",)


def followed(database: str, paragraph: str, *later: str, today: date = TODAY, more: Iterable[Record] = ()) -> Followed:
    """What became of the one thing of A/RES/64/91; what is said later stands in A/RES/65/92, which goes on it."""
    registry = Registry(database)
    registry.add(resolution("A/RES/64/91", paragraph))
    if later:
        registry.add(resolution("A/RES/65/92", *later, preamble=RECALLS))
    registry.add_all(more)
    registry.refresh(today)
    [line] = registry.follow("A/RES/64/91")
    return line


@pytest.mark.parametrize(("today", "next_one"), [(date(2013, 1, 1), "2013-03-05"), (date(2013, 3, 6), "2014-03-05")])
def test_a_day_of_each_year_recurs_and_says_when_next(database: str, today: date, next_one: str) -> None:
    day = followed(database, "Decides to observe the International Day of Lamps on 5 March each year;", today=today)
    assert (day.status, day.day, day.next, day.rule) == ("recurs", "03-05", next_one, "each-year")
    assert day.evidence == "A/RES/64/91 op1"


def test_the_29th_of_february_comes_in_leap_years(database: str) -> None:
    day = followed(database, "Decides to observe the International Day of Wicks on 29 February each year;")
    assert day.next == "2016-02-29"


@pytest.mark.parametrize(
    ("paragraph", "status"),
    [
        ("Proclaims 2010 the International Year of Lamps;", "ended"),
        ("Proclaims 2013 the International Year of Lamps;", "running"),
        ("Proclaims 2014 the International Year of Lamps;", "upcoming"),
        ("Proclaims the period 2011–2020 the International Decade of Lamps;", "running"),
    ],
)
def test_years_and_decades_have_their_time(database: str, paragraph: str, status: str) -> None:
    assert followed(database, paragraph).status == status


MEETING = "Decides to convene a high-level meeting on the safety of lighthouses on 12 and 13 May 2010;"


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Welcomes the convening of the high-level meeting on the safety of lighthouses on 12 May 2010;", "held"),
        ("Takes note of the outcome of the high-level meeting on the safety of lighthouses;", "held"),
        ("Welcomes the high-level meeting on the safety of lighthouses, to be held in 2012;", "no evidence found"),
        ("Recalls the outcome of the high-level meeting on lighthouses held in 1998;", "no evidence found"),
        ("Welcomes the holding of the high-level meeting on the price of cinnamon;", "no evidence found"),
        (
            "Requests that the outcome of the high-level meeting on the safety of lighthouses be read;",
            "no evidence found",
        ),
        ("Encourages Member States to keep their lighthouses lit;", "no evidence found"),
    ],
)
def test_a_meeting_was_held_where_a_later_resolution_speaks_of_it_so(database: str, later: str, status: str) -> None:
    meeting = followed(database, MEETING, later)
    assert meeting.status == status
    if status == "held":
        assert (meeting.evidence, meeting.rule) == ("A/RES/65/92 op1", "spoken-of-as-held")


def test_a_meeting_whose_day_has_not_come_is_upcoming(database: str) -> None:
    assert followed(database, MEETING, today=date(2010, 5, 12)).status == "upcoming"


def test_a_meeting_of_a_session_is_upcoming_until_that_is_over(database: str) -> None:
    asked = "Requests its President to convene a high-level meeting on lighthouses during the sixty-fifth session;"
    assert followed(database, asked, today=date(2011, 9, 1)).status == "upcoming"
    registry = Registry(database)
    registry.refresh(date(2011, 10, 1))
    assert [line.status for line in registry.follow("A/RES/64/91")] == ["no evidence found"]


def test_a_meeting_of_each_year_recurs(database: str) -> None:
    meeting = followed(database, "Decides to hold a commemorative meeting on lighthouses on 5 March each year;")
    assert (meeting.status, meeting.next) == ("recurs", "2013-03-05")


def test_a_meeting_of_each_year_from_one_on_recurs(database: str) -> None:
    asked = "Decides to hold a commemorative meeting on lighthouses on 5 March 2010 and each year thereafter;"
    meeting = followed(database, asked)
    assert (meeting.status, meeting.day) == ("recurs", "2010-03-05")


# --- bodies and mandates ----------------------------------------------------------------------------------------------

EXTENDS = "Decides to extend the mandate of the Standing Panel on Lighthouses until {};"
PANEL = "Decides to establish the Standing Panel on Lighthouses;"


def test_a_mandate_runs_to_its_date(database: str) -> None:
    mandate = followed(database, EXTENDS.format("31 December 2014"))
    assert (mandate.status, mandate.day, mandate.rule) == ("running", "2014-12-31", "own-dates")


def test_a_date_that_is_past_ends_a_mandate_only_where_an_extension_would_be_held(database: str) -> None:
    ends = EXTENDS.format("30 June 2011")
    assert followed(database, ends).status == "no evidence found"
    registry = Registry(database)
    whole = [replace(resolution("A/RES/65/1", "Takes note of the tides;", title="Tides"), adopted="2011-08-20")]
    first = replace(resolution("A/RES/64/1", "Takes note of the tides;", title="Tides"), adopted="2010-08-20")
    registry.add_all([*whole, first])
    registry.refresh(TODAY)
    [line] = registry.follow("A/RES/64/91")
    assert line.status == "no evidence found", "of session 64 two of ninety-one are held"


def test_a_mandate_has_ended_where_the_sessions_up_to_its_date_are_held(database: str) -> None:
    registry = Registry(database)
    asked = replace(resolution("A/RES/64/1", EXTENDS.format("30 June 2011")), adopted="2010-08-20")
    later = replace(resolution("A/RES/65/1", "Takes note of the tides;", title="Tides"), adopted="2011-08-20")
    registry.add_all([asked, later])
    registry.refresh(TODAY)
    assert [(line.status, line.rule) for line in registry.follow("A/RES/64/1")] == [("ended", "own-dates")]


@pytest.mark.parametrize(
    ("later", "status", "rule"),
    [
        (EXTENDS.format("31 December 2015"), "extended", "extended-later"),
        ("Decides to terminate the mandate of the Standing Panel on Lighthouses;", "ended", "ended-later"),
        ("Welcomes the establishment of the Standing Panel on Lighthouses;", "established", "spoken-of"),
        ("Welcomes the establishment of the Standing Panel on Cinnamon;", "no evidence found", None),
    ],
)
def test_a_body_is_established_extended_or_ended_by_what_is_said_later(
    database: str, later: str, status: str, rule: str | None
) -> None:
    body = followed(database, PANEL, later)
    assert (body.kind, body.status, body.rule) == ("body", status, rule)


def test_what_a_paragraph_ends_has_ended(database: str) -> None:
    ended = followed(database, "Decides to terminate the mandate of the Standing Panel on Lighthouses;")
    assert (ended.status, ended.rule) == ("ended", "ended-here")


# --- invitations ------------------------------------------------------------------------------------------------------

INVITES = "Invites Member States to submit to the Secretary-General by 30 June 2010 information on their lighthouses;"


def test_an_invitation_is_open_until_its_day(database: str) -> None:
    invitation = followed(database, INVITES, today=date(2010, 6, 30))
    assert (invitation.kind, invitation.status) == ("invitation", "open")
    registry = Registry(database)
    registry.refresh(date(2010, 7, 1))
    assert [line.status for line in registry.follow("A/RES/64/91")] == ["no evidence found"]


@pytest.mark.parametrize(
    ("later", "status", "rule"),
    [
        ("Welcomes the information on their lighthouses submitted by Member States;", "answered", "given"),
        ("Welcomes the information on their lighthouses submitted by islanders;", "no evidence found", None),
        (INVITES.replace("2010", "2012"), "renewed", "asked-again"),
    ],
)
def test_what_is_said_later_answers_or_renews_an_invitation(
    database: str, later: str, status: str, rule: str | None
) -> None:
    invitation = followed(database, INVITES, later)
    assert (invitation.status, invitation.rule) == (status, rule)


def test_the_report_that_takes_it_in_answers_an_invitation(database: str) -> None:
    registry = Registry(database)
    asks = "Requests the Secretary-General to submit to the General Assembly at its sixty-fifth session a report on"
    registry.add_all(
        [
            resolution(
                "A/RES/64/91", INVITES, f"{asks} lighthouses, including the information requested in paragraph 1 above;"
            ),
            resolution(
                "A/RES/65/92",
                "Takes note of the report of the Secretary-General on lighthouses (A/65/123);",
                preamble=RECALLS,
            ),
        ]
    )
    registry.refresh(TODAY)
    lines = {line.kind: line for line in registry.follow("A/RES/64/91")}
    assert (lines["invitation"].status, lines["invitation"].rule) == ("answered", "taken-in")
    assert lines["invitation"].evidence == lines["report"].evidence == "A/RES/65/92 op1: A/65/123"
    [call] = registry.calls("A/RES/64/91")
    assert (call.status, call.evidence, call.rule) == ("answered", "A/RES/65/92 op1: A/65/123", "taken-in")


def test_contributions_stand_beside_an_invitation_s_status(database: str) -> None:
    followed(database, INVITES)
    registry = Registry(database)
    registry.contribute("A/RES/64/91", "1", "Mali", from_text("We light two lamps at the river's mouth."), by="N. Name")
    [line] = registry.follow("A/RES/64/91")
    assert (line.status, line.contributions) == ("no evidence found", 1)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (
            "Thanks Member States for their lamps, and encourages them once again to",
            ("States Members of the United Nations",),
        ),
        ("Encourages them once again to", ("them",)),
        ("Encourages relevant stakeholders to", ("relevant stakeholders",)),
    ],
)
def test_a_pronoun_is_whom_the_paragraph_names_before_or_stays_as_printed(
    database: str, words: str, who: tuple[str, ...]
) -> None:
    registry = Registry(database)
    registry.add(resolution("A/RES/64/91", f"{words} report to the Secretary-General on their lighthouses;"))
    assert [call.who for call in registry.calls()] == [who]


# --- everywhere alike -------------------------------------------------------------------------------------------------


def test_the_questions_agree_on_days_meetings_and_bodies(tmp_path: Path) -> None:
    path = f"{tmp_path}/operative.db"
    registry = Registry(path)
    registry.add_all(
        [
            resolution("A/RES/64/91", MEETING, PANEL, "Decides to observe the International Day of Lamps on 5 March;"),
            resolution(
                "A/RES/65/92",
                "Welcomes the convening of the high-level meeting on the safety of lighthouses on 12 May 2010, and"
                " the establishment of the Standing Panel on Lighthouses;",
                preamble=RECALLS,
            ),
        ]
    )
    registry.refresh(TODAY)
    told = {line.kind: (line.status, line.evidence, line.rule) for line in registry.follow("A/RES/64/91")}
    assert told["meeting"] == ("held", "A/RES/65/92 op1", "spoken-of-as-held")
    assert told["body"] == ("established", "A/RES/65/92 op1", "spoken-of")
    assert told["day"] == ("recurs", "A/RES/64/91 op3", "each-year")
    ledger = {line.kind: (line.status, line.evidence, line.rule) for line in registry.session(64)}
    assert ledger == {kind: told[kind] for kind in ("meeting", "day")}
    for kind, status in (("meeting", "held"), ("body", "established"), ("day", "recurs")):
        printed = CliRunner().invoke(cli, ["mandates", "--status", status, f"--db={path}", "--format=json"]).stdout
        [mandate] = json.loads(printed)
        assert (mandate["status"], mandate["evidence"], mandate["rule"]) == told[kind]


def test_the_calendar_leaves_out_what_was_over_long_before(database: str) -> None:
    asks = "Requests the Secretary-General to submit a report to the General Assembly at its {} session;"
    registry = Registry(database)
    registry.add_all(
        [
            resolution("A/RES/64/91", asks.format("sixty-fifth"), asks.format("sixty-eighth")),
            resolution("A/RES/64/92", "Decides to observe the International Day of Lamps on 5 March each year;"),
            resolution("A/RES/64/93", "Decides to convene a conference on lamps on 4 March 2011;"),
        ]
    )
    registry.refresh(TODAY)
    every = registry.calendar()
    later = registry.calendar(since=TODAY)
    assert {line.sessions for line in every if line.kind == "report"} == {(65,), (68,)}
    assert [line for line in every if line not in later] == [
        line for line in every if line.sessions == (65,) or line.day == "2011-03-04"
    ]
    assert [line.day for line in later if line.day] == ["03-05"]
