"""What paragraphs do and whom they direct, in English; each other language has its own file."""

from __future__ import annotations

import pytest

from operative.meaning import understand
from operative.reading.text import read_text
from operative.structure import build
from tests.meaning.said import said, verbs


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Takes note of the report on tide tables;", ["take note"]),
        ("Welcomes the survey of lighthouses, and requests Member States to keep them lit;", ["welcome", "request"]),
        ("Stresses the need for bells, also stresses the need for horns, and invites donors to pay;",
         ["stress", "stress", "invite"]),
        ("Recognizes that harbours silt up, which calls for dredging and requires funds;", ["recognize"]),
        ("Notes the work of the pilots, who recognize signals and note the tides;", ["note"]),
        ("Welcomes the offer of the harbour master, in this regard encourages others to follow;",
         ["welcome", "encourage"]),
        ("Acknowledges and deeply regrets the loss of charts;", ["acknowledge", "regret"]),
        ("Welcomes the chart, takes note with appreciation of the atlas, and looks forward to the globe;",
         ["welcome", "take note", "look forward"]),
        ("Reiterates its request to the Secretary-General to map the reefs;", ["request"]),
        ("Expresses its gratitude to the keepers and expresses its concern at the fog;",
         ["express gratitude", "express concern"]),
        ("Calls for requests for tide tables to be answered;", ["call for"]),
        ("Decides that the Board of Tides, which notes all tides, shall meet;", ["decide"]),
        ("Welcomes the chart, and commits itself to the care of it;", ["welcome", "commit"]),
        ("Reiterates its request that the Secretary-General submit a report on fog;", ["request"]),
        ("Notes the chart, and, in this regard, takes careful note of the reefs;", ["note", "take note"]),
        ("Thanks the keepers, and asks them to light the lamps;", ["express appreciation", "ask"]),
        ("Deplores the fog, denounces the wreckers, and re-emphasizes the need for bells;",
         ["deplore", "condemn", "emphasize"]),
        ("Welcomes and urges the further survey of reefs;", ["welcome", "urge"]),
        ("Notes the atlas, which is part of the chart, supports and complements it and shows the reefs;", ["note"]),
        ("Continues to welcome the chart, and continues to acknowledge the atlas;", ["welcome", "acknowledge"]),
        ("Continues to express deep concern at the fog;", ["express concern"]),
        ("Notes the fog, and remains fully committed to the ringing of bells;", ["note", "remain committed"]),
        ("Notes the fog, takes seriously the concerns of the keepers, and anticipates that the fog will lift;",
         ["note", "take seriously", "anticipate"]),
        ("Acts of wrecking, which are many;", []),
        ("Notes the work of the Harbour Tribunal and Appeals Tribunal, and of trials and appeals, which is slow;",
         ["note"]),
        ("Recognizes that a lamp that is bright, respects nights and has a keeper is dear;", ["recognize"]),
    ],
)  # fmt: skip
def test_each_finite_verb_of_the_organ_is_an_act(paragraph: str, expected: list[str]) -> None:
    assert [act.verb for act in said(paragraph).acts] == expected


def test_sub_paragraphs_go_on_their_chapeau_or_open_with_a_verb_of_their_own() -> None:
    record = said(
        "Requests the Board of Tides:",
        "(a) To keep the tables, and invites Member States to print them;",
        "(a) (i) In all languages;",
        "(b) Requests also the Harbour Office to sell them;",
    )
    assert verbs(record) == [("1", "request"), ("1(a)", "invite"), ("1(b)", "request")]


@pytest.mark.parametrize(
    ("chapeau", "expected"),
    [
        ("Resolves that, for 2031:", [("0", "resolve"), ("2", "request")]),
        ("Adopts the following declaration:", [("0", "adopt"), ("2", "request")]),
    ],
)
def test_numbered_paragraphs_go_on_what_introduces_them(chapeau: str, expected: list[tuple[str, str]]) -> None:
    text = f"The General Assembly\n\n{chapeau}\n\n1. Lamps shall be lit;\n\n2. Requests keepers to light them.\n"
    record = understand(build(read_text(text), "en"))
    assert verbs(record) == expected
    assert not [warning for warning in record.warnings if warning.code == "unknown-opening"]


def test_an_act_says_where_it_stands_how_strong_it_is_and_what_found_it() -> None:
    text = "Welcomes the chart, and strongly urges all States to print it;"
    act = said(text).acts[1]
    assert (act.surface, act.class_, act.force) == ("strongly urges", "directs", 5)
    assert (act.rule, act.seq) == ("further-verb", 2)
    assert act.in_ == "op1"
    assert text[act.offset : act.end] == "strongly urges all States to print it;"
    assert 0 < act.confidence <= 1


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Requests the Secretary-General to map the reefs;", ["Secretary-General"]),
        ("Requests the Secretary-General, in consultation with Member States and the Board of Tides, to map the reefs;",
         ["Secretary-General"]),
        ("Invites Member States, relevant United Nations organizations, and the private sector to light the harbours;",
         ["Member States", "relevant United Nations organizations", "private sector"]),
        ("Calls upon all States parties to the Convention on Bells that have not yet done so to ring them;",
         ["all States parties to the Convention on Bells"]),
        ("Encourages the use of bells to warn ships;", []),
        ("Urges full compliance with the rules on horns;", []),
        ("Requests that the charts be printed;", []),
        ("Calls for bells to be rung by all States;", []),
        ("Urges international and regional organizations and developed and developing countries to dredge;",
         ["international and regional organizations", "developed and developing countries"]),
        ("Requests the Department of Trade and Harbour Affairs to count the ships;",
         ["Department of Trade and Harbour Affairs"]),
        ("Recommends that all Governments keep their lights burning;", ["all Governments"]),
        ("Calls upon the Republic of Thule to withdraw its buoys;", ["Republic of Thule"]),
        ("Invites States, which are reminded to keep watch, to report wrecks;", ["States"]),
        ("Invites all stakeholders, including civil society, the media and academia, to observe the Day;",
         ["all stakeholders"]),
        ("Calls upon Member States, within their means, and invites the Board of Tides, to sound the channels;",
         ["Member States", "Board of Tides"]),
        ("Urges fishing companies operating in the strait to mark their nets;", ["fishing companies"]),
        ("Demands that Thule, the occupying Power, comply with the rules on buoys;", ["Thule"]),
        ("Demands that all parties immediately, fully and unconditionally withdraw their buoys;", ["all parties"]),
        ("Demands that the use of horns be limited;", []),
        ("Recommends that the General Assembly appoint a keeper of lamps;", ["General Assembly"]),
        ("Reiterates its request, made to the Secretary-General in its resolution 64/9012, to map the reefs;",
         ["Secretary-General"]),
        ("Urges Member States, at the local, regional and national levels, to dredge;", ["Member States"]),
        ("Urges Member States, at the national and regional levels, and relevant organizations to dredge;",
         ["Member States", "relevant organizations"]),
        ("Requests the Commission on Tides, established under resolution 64/9012, and other bodies to map the reefs;",
         ["Commission on Tides", "other bodies"]),
        ("Calls upon the owners' association, pending the survey of the reefs, to moor its ships;",
         ["owners' association"]),
        ("Invites Member States able to do so to lend their dredgers;", ["Member States"]),
        ("Encourages all interested States to lend their dredgers;", ["all interested States"]),
        ("Calls upon all States and, where appropriate, regional organizations to dredge;",
         ["all States", "regional organizations"]),
        ("Invites non-governmental organizations and natural and juridical persons to give lamps;",
         ["non-governmental organizations", "natural and juridical persons"]),
        ("Calls upon flag and port States to inspect lamps;", ["flag and port States"]),
        ("Invites the Board of Tides for Development and the Harbour Office to count the ships;",
         ["Board of Tides for Development", "Harbour Office"]),
        ("Encourages the United Nations lighthousekeeping architecture to ring bells;",
         ["United Nations lighthousekeeping architecture"]),
        ("Appeals to trade unions to light the lamps;", ["trade unions"]),
        ("Invites creditors to wait for the tide;", ["creditors"]),
        ("Requests troop- and lamp-contributing countries to sound the channels;",
         ["troop- and lamp-contributing countries"]),
        ("Invites all stakeholders in the information and navigation technologies sector to print charts;",
         ["all stakeholders in the information and navigation technologies sector"]),
        ("Urges Thule and Ultima to withdraw their buoys;", ["Thule", "Ultima"]),
        ("Requests the Secretary-General when mapping the reefs to name them;", ["Secretary-General"]),
        ("Encourages the rapid entry into force of the rules on horns;", []),
        ("Appeals to Member States, in particular those with ports, as well as to international bodies, to dredge;",
         ["Member States", "international bodies"]),
        ("Invites States and, as appropriate, intergovernmental, international and non-governmental bodies to dredge;",
         ["States", "intergovernmental, international and non-governmental bodies"]),
        ("Urges all concerned States to withdraw their buoys;", ["all concerned States"]),
        ("Reiterates its request for relevant bodies to print charts;", ["relevant bodies"]),
        ("Reiterates its request for charts to be printed by Member States;", []),
        ("Encourages the harbour community in the spirit of good neighbours to (a) dredge; and (b) light;",
         ["harbour community"]),
        ("Calls upon States not parties to the Convention participating in meetings on bells to pay for them;",
         ["States not parties to the Convention"]),
        ("Encourages closer public-private sector collaboration to light the harbours;", []),
        ("Encourages all efforts to light the harbours;", []),
        ("Encourages regional cooperation as a platform for the lighting of harbours;", []),
        ("Invites and encourages all States to ring bells;", ["all States", "all States"]),
        ("Reaffirms the right to light, and calls upon all States to ring bells;", ["all States"]),
        ("Calls upon the entities of the lighthouse service to:", ["entities of the lighthouse service"]),
        ("Requests the Secretary-General in that regard to map the reefs;", ["Secretary-General"]),
        ("Reiterates its request that the Secretary-General direct all keepers to print it;", ["Secretary-General"]),
        ("Requests that the President of the Assembly conduct consultations on bells;", ["President of the Assembly"]),
        ("Urges non-governmental, non-profit and charitable organizations to give lamps;",
         ["non-governmental, non-profit and charitable organizations"]),
    ],
)  # fmt: skip
def test_addressees_are_those_who_are_to_act(paragraph: str, expected: list[str]) -> None:
    assert [name for act in said(paragraph).acts for name in act.addressees] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Requests the Secretary-General to map the reefs;", ["un:secretary-general"]),
        ("Urges the Food and Agriculture Organization of the United Nations and Member States to count fish;",
         ["un:fao", "group:member-states"]),
        ("Welcomes the work of the Human Rights Council, and encourages it to go on;", ["un:human-rights-council"]),
        ("Notes what the World Health Organization and the United Nations Children’s Fund do, and invites them;",
         ["un:who", "un:unicef"]),
        ("Recalls the mandate of the Committee on Conferences, and requests the Committee to sit;",
         ["un:committee-on-conferences"]),
    ],
)  # fmt: skip
def test_actors_are_identified_and_pronouns_resolved(paragraph: str, expected: list[str]) -> None:
    assert [actor for act in said(paragraph).acts for actor in act.actors] == expected
