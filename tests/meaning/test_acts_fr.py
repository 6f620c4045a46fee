"""What paragraphs do, whom they direct, what is due and what comes up again, in French."""

from __future__ import annotations

import pytest

from tests.meaning.said import by_rule, said, verbs


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Prend note de l’enquête sur les phares, et prie les États Membres de les tenir allumés ;",
         ["take note", "request"]),
        ("Souligne que les ports s’ensablent et engage les capitaines à sonder ;", ["stress", "encourage"]),
        ("Félicite les pilotes, et, à cet égard, les invite à publier leurs cartes ;", ["commend", "invite"]),
        ("Rappelle la demande formulée dans le registre des marées, la note du gardien et le compte des bouées ;",
         ["recall"]),
        ("Prie instamment les gardiens de veiller, et à ce propos demande instamment que l’huile soit livrée ;",
         ["urge", "urge"]),
        # what follows decides what the verb means
        ("Demande aux États Membres d’allumer les lampes ;", ["call upon"]),
        ("Demande au Secrétariat d’allumer les lampes ;", ["request"]),
        ("Demande également au Bureau des marées de lui rendre compte des brumes ;", ["request"]),
        ("Rappelle aux navires que la brume est épaisse ;", ["remind"]),
        ("Rappelle que la brume est épaisse ;", ["recall"]),
        ("Salue le rôle des gardiens ;", ["recognize"]),
        ("Salue l’arrivée des gardiens ;", ["welcome"]),
        ("Compte que les bouées seront repeintes ;", ["look forward"]),
        ("Exprime sa gratitude aux gardiens, et exprime sa reconnaissance aux pilotes ;",
         ["express gratitude", "express appreciation"]),
        ("Prend note des travaux des pilotes, qu’elle encourage à continuer ;", ["take note", "encourage"]),
        ("Note la carte, a conscience de son prix et en appelle à la solidarité des gardiens ;",
         ["note", "recognize", "appeal"]),
    ],
)  # fmt: skip
def test_each_finite_verb_of_the_organ_is_an_act(paragraph: str, expected: list[str]) -> None:
    assert by_rule(paragraph, "fr") == expected


def test_a_sub_paragraph_may_open_with_a_verb_in_small_letters() -> None:
    record = said("Prie le Bureau des marées :", "(a) de tenir les tables ;", "(b) invite les ports à les lire ;",
                  language="fr")  # fmt: skip
    assert verbs(record) == [("1", "request"), ("1(b)", "invite")]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Prie le Secrétaire général, agissant en consultation avec les gardiens, d’éclairer les récifs ;",
         ["Secrétaire général"]),
        ("Demande aux États Membres et à la Commission des marées de sonder ;",
         ["États Membres", "Commission des marées"]),
        ("Invite tous les États qui ont des phares, les organisations internationales et le secteur privé à payer ;",
         ["États", "organisations internationales", "secteur privé"]),
        ("Demande que les phares soient allumés ;", []),
        ("Encourage la pose de bouées dans tous les ports ;", []),
        ("Recommande que les États Membres fournissent des lampes ;", ["États Membres"]),
        ("Demande au Département des marées, dans le cadre de ses travaux, de sonder ;", ["Département des marées"]),
        ("Demande aux partenaires de développement et au Gouvernement insulaire de payer ;",
         ["partenaires de développement", "Gouvernement insulaire"]),
        ("Exige de toutes les parties qu’elles respectent les bouées ;", ["parties"]),
        ("Exige d’Israël, Puissance occupante, qu’il rende les lampes ;", ["Israël"]),
        ("Exige du régime insulaire qu’il rende les lampes ;", ["régime insulaire"]),
        ("Demande instamment que, dans les ports, les États éteignent les feux ;", ["États"]),
        ("Réitère la demande qu’elle a adressée au Secrétaire général dans sa résolution 63/4 de sonder ;",
         ["Secrétaire général"]),
        ("Lance un appel pressant aux syndicats et aux particuliers pour qu’ils donnent de l’huile ;",
         ["syndicats", "particuliers"]),
        ("Encourage une coopération plus étroite entre les gardiens et les États Membres ;", []),
    ],
)  # fmt: skip
def test_whom_an_act_directs(paragraph: str, expected: list[str]) -> None:
    assert list(said(paragraph, language="fr").acts[0].addressees) == expected


def test_a_pronoun_before_the_verb_names_whom_it_directs() -> None:
    act = said("Félicite les États Membres de leurs phares, et les invite à payer ;", language="fr").acts[1]
    assert act.addressees == ("les",)
    assert act.actors == ("group:member-states",)


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        ("Prie le Bureau de lui faire rapport à sa soixante-sixième session ;", {"sessions": (66,)}),
        ("Prie le Bureau de lui présenter, à ses soixante-cinquième et soixante-septième sessions, un rapport ;",
         {"sessions": (65, 67)}),
        ("Prie le Secrétaire général de lui soumettre à sa prochaine session une étude des brumes ;",
         {"sessions": (65,)}),
        ("Prie le gardien de faire figurer ces mesures dans un rapport qu’il lui présentera à sa soixante-huitième"
         " session ;", {"sessions": (68,)}),
        ("Invite les États à communiquer au gardien, d’ici au 30 juin 2010, leurs observations ;",
         {"date": "2010-06-30"}),
        ("Invite les États à présenter leurs vues avant la fin de mars 2011 ;", {"date": "2011-03"}),
        ("Prie le Bureau de rendre compte chaque année au Conseil ;", {"recurrence": "annual"}),
        ("Prie le Bureau de présenter dans un délai de trois mois un rapport sur les brumes ;", {"within": "P3M"}),
        ("Prie le Bureau de tenir les États Membres informés des naufrages ;", None),
        ("Demande qu’un rapport sur les récifs lui soit présenté ;", None),
        ("Prie le Bureau de rendre compte à la Commission des marées à sa soixante-huitième session ;", None),
        ("Invite les États à soumettre leurs vues, conformément à la résolution 63/999 du 30 juin 2009 ;", None),
    ],
)  # fmt: skip
def test_when_a_report_is_due(paragraph: str, due: dict[str, object] | None) -> None:
    (request,) = said(paragraph, language="fr").reports
    found = request.due
    assert (found and {**{key: getattr(found, key) for key in due or {}}}) == due


@pytest.mark.parametrize(
    "paragraph",
    [
        "Prie le Bureau de donner suite aux recommandations figurant dans son rapport ;",
        "Demande aux États de veiller à ce que les naufrageurs aient à en rendre compte ;",
        "Prie le Bureau de fournir une assistance aux ports afin de faire rapport ;",
        "Prend note du rapport que le Bureau a présenté ;",
    ],
)
def test_what_is_no_request_for_a_report(paragraph: str) -> None:
    assert not said(paragraph, language="fr").reports


@pytest.mark.parametrize(
    ("paragraph", "decisions"),
    [
        ("Décide d’inscrire à l’ordre du jour provisoire de sa soixante-cinquième session la question intitulée"
         " « Cloches et cornes ».", [(65, "include", "Cloches et cornes")]),
        ("Prie le gardien de lui rendre compte à sa soixante-sixième session, et décide d’inscrire à l’ordre du jour"
         " provisoire de ladite session, au titre de la question intitulée « Navires », la question subsidiaire"
         " intitulée « Épaves ».", [(66, "include", "Épaves")]),
        ("Décide de poursuivre à sa soixante-huitième session, dans le cadre de la Sixième Commission, l’examen de la"
         " question des brumes ;", [(68, "consider", None)]),
        ("Décide de rester saisie de la question ;", [(None, "consider", None)]),
        ("Décide que le Comité des marées examinera les brumes à sa soixante-cinquième session ;", []),
        ("Prie le Bureau de lui faire rapport à sa soixante-cinquième session au titre de la question intitulée"
         " « Récifs » ;", []),
    ],
)  # fmt: skip
def test_decisions_on_a_coming_agenda(paragraph: str, decisions: list[tuple[int | None, str, str | None]]) -> None:
    assert [(d.session, d.action, d.item) for d in said(paragraph, language="fr").agenda] == decisions


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Décide de proclamer le 7 août Journée internationale des phares ;", [("day", "08-07", "proclaim")]),
        ("Invite tous les États Membres, y compris les ports, à célébrer la Journée mondiale de la brume, le 3 mai ;",
         [("day", "05-03", "observe")]),
        ("Décide de convoquer une conférence sur les récifs à Lisbonne en 2012 ;", [("conference", "2012", "convene")]),
        ("Prie le Bureau de faciliter la célébration de la Journée internationale des phares ;", []),
        ("Décide que le 7 août sera la Journée internationale des phares ;", [("day", "08-07", "proclaim")]),
        ("Décide de proclamer 2012 Année internationale des phares et le 7 août Journée mondiale des bouées ;",
         [("year", "2012", "proclaim"), ("day", "08-07", "proclaim")]),
        ("Décide que la Journée mondiale de la brume continuera d’être célébrée le 3 mai ;",
         [("day", "05-03", "observe")]),
        ("Invite les ports, y compris les phares, à tous célébrer comme il convient la Journée mondiale de la brume, le"
         " 3 mai ;", [("day", "05-03", "observe")]),
        ("Prie son président d’organiser et de présider, avant la fin de 2012, une concertation sur les bouées ;",
         [("meeting", "2012", "convene")]),
        ("Invite le Secrétaire général à tenir pendant la Conférence, avec l’appui des ports, un dialogue en 2012 ;",
         [("meeting", "2012", "convene")]),
        ("Décide de convoquer à Lisbonne, à une date qui sera fixée, une conférence sur les récifs en 2012 ;",
         [("conference", "2012", "convene")]),
        ("Décide que le Comité des phares tiendra une session d’organisation en 2012 ;",
         [("meeting", "2012", "convene")]),
        ("Prie le Secrétaire général d’organiser l’atelier avec les services de conférence et de tenir informés les"
         " membres de la Conférence ;", []),
        ("Décide d’éviter de tenir des réunions pendant les brumes ;", []),
        ("Décide d’organiser une réunion d’information sur les phares ;", []),
        ("Demande aux États de décrire les activités réalisées pour marquer la Décennie des phares ;", []),
        ("Prie le Secrétaire général d’examiner la possibilité de convoquer une réunion sur les phares ;", []),
    ],
)  # fmt: skip
def test_days_and_meetings(paragraph: str, expected: list[tuple[str, str, str]]) -> None:
    found = said(paragraph, language="fr").observances
    assert [(one.kind, one.date, one.action) for one in found] == expected


def test_standing_things_and_documents_noted() -> None:
    record = said(
        "Décide de proroger le mandat du Groupe de travail sur les brumes jusqu’au 30 juin 2012 ;",
        "Ouvre un crédit de 2 500 dollars pour les lampes ;",
        "Prend note avec satisfaction du rapport du Secrétaire général sur les marées ;",
        "Souscrit, sous réserve des dispositions de la présente résolution, aux conclusions et recommandations du"
        " Comité des marées ;",
        language="fr",
    )
    assert [(one.kind, one.action, one.until) for one in record.standing] == [
        ("mandate", "extend", "2012-06-30"),
        ("budget", "approve", None),
    ]
    assert [one.what for one in record.noted_documents] == ["report", "recommendations"]
