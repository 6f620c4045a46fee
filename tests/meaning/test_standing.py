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


@pytest.mark.parametrize(
    ("language", "paragraph", "kind", "action", "name"),
    [
        ("ru", "постановляет учредить на своей шестьдесят пятой сессии специальный комитет по туману;", "body",
         "establish", "специальный комитет по туману"),
        ("ru", "просит Генерального секретаря учредить целевой фонд для буев;", "fund", "establish",
         "целевой фонд для буев"),
        ("ru", "постановляет продлить мандат Портового агентства до 30 июня 2014 года;", "mandate", "extend",
         "мандат Портового агентства"),
        ("ru", "постановляет упразднить Комитет по туману;", "body", "end", "Комитет по туману"),
        ("ru", "просит Председателя Генеральной Ассамблеи назначить двух сокоординаторов;", "appointment", "appoint",
         "сокоординаторов"),
        ("ru", "постановляет, что шкала взносов на период 2010–2012 годов должна быть построена на приливах:", "scale",
         "approve", "шкала взносов"),
        ("ru", "просит смотрителя, действуя в рамках своих мандатов и имеющихся ресурсов, зажечь огни;", "budget",
         "limit", "в рамках своих мандатов и имеющихся ресурсов"),
        ("es", "Solicita al guardián que encienda los faros con los recursos generales disponibles;", "budget", "limit",
         "con los recursos generales disponibles"),
        ("fr", "Prie le gardien d’allumer les phares dans la limite de son mandat et des ressources disponibles ;",
         "budget", "limit", "dans la limite de son mandat et des ressources disponibles"),
        ("zh", "决定将港口署的任务期限延长至2014年6月30日；", "mandate", "extend", "港口署的任务期限"),
        ("en", "Requests the keeper, within his mandate and existing resources, to light the lamps;", "budget", "limit",
         "within his mandate and existing resources"),
    ],
)  # fmt: skip
def test_what_stands_in_other_languages(language: str, paragraph: str, kind: str, action: str, name: str) -> None:
    (found,) = said(paragraph, language=language).standing
    assert (found.kind, found.action) == (kind, action)
    assert (found.name or "").startswith(name)


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("ru", "рекомендует государствам-членам создать национальный комитет по туману;"),
        ("zh", "决定由会员国按照2010年分摊比额表缴款；"),
        ("zh", "邀请各国向新设立的信托基金捐款；"),
        ("zh", "鼓励各国充分利用现有资源；"),
    ],
)
def test_what_does_not_in_other_languages(language: str, paragraph: str) -> None:
    assert said(paragraph, language=language).standing == ()


def test_an_amount_may_stand_far_behind_its_verb() -> None:
    account = "special account for the keeping of lamps, bells and buoys of the northern, eastern and southern shores"
    (found,) = said(f"Decides to appropriate, for two years, to the {account}, the amount of 7,500 dollars;").standing
    assert found.amount == "7,500 dollars"
