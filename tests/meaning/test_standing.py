"""Bodies, mandates, appointments, funds, scales and budgets."""

from __future__ import annotations

import pytest

from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "kind", "action", "name"),
    [
        ("Decides to establish an ad hoc committee on moorings, open to all Member States;", "body", "establish",
         "ad hoc committee on moorings"),
        ("Decides to establish, at its sixty-fifth session, a working group on fog;", "body", "establish",
         "working group on fog"),
        ("Requests the Secretary-General to establish a trust fund for buoys;", "fund", "establish",
         "trust fund for buoys"),
        ("Decides to extend the mandate of the Harbour Agency until 30 June 2014;", "mandate", "extend",
         "mandate of the Harbour Agency"),
        ("Decides to terminate the mandate of the Committee on Fog;", "mandate", "end",
         "mandate of the Committee on Fog"),
        ("Appoints Ms. Ada Quay Secretary-General of the Conference for a term ending on 31 December 2014;",
         "appointment", "appoint", "Ms. Ada Quay Secretary-General of the Conference"),
        ("Decides that the scale of assessments for the period from 2010 to 2012 shall be based on tides:", "scale",
         "approve", "scale of assessments"),
        ("Requests the Secretary-General to report on buoys, within existing resources;", "budget", "limit",
         "within existing resources"),
    ],
)  # fmt: skip
def test_what_stands(paragraph: str, kind: str, action: str, name: str) -> None:
    (found,) = said(paragraph).standing
    assert (found.kind, found.action, found.name) == (kind, action, name)


@pytest.mark.parametrize(
    ("paragraph", "until"),
    [
        ("Decides to extend the mandate of the Harbour Agency until 30 June 2014;", "2014-06-30"),
        ("Appoints Ms. Ada Quay Executive Director, for a term ending on 31 December 2014;", "2014-12-31"),
        ("Decides to extend the mandate of the Harbour Agency;", None),
    ],
)
def test_until_when(paragraph: str, until: str | None) -> None:
    (found,) = said(paragraph).standing
    assert found.until == until


def test_amounts() -> None:
    (found,) = said("Decides to apportion among Member States the amount of 1,234,500 dollars for 2012;").standing
    assert (found.kind, found.action, found.amount) == ("budget", "approve", "1,234,500 dollars")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Encourages Member States to establish a national committee on fog;",
        "Decides to establish two posts of Keeper (P-3) in the Office of Lamps;",
        "Recalls its decision to establish a trust fund for buoys;",
        "Decides to apportion the amount subject to a decision of the Security Council to extend the mandate;",
        "Requests the Agency, to this end, to assist the Commission on Fog;",
    ],
)
def test_what_does_not(paragraph: str) -> None:
    assert said(paragraph).standing == ()
