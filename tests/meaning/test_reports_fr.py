"""Report requests in French: who is asked to report, and when."""

from __future__ import annotations

import pytest

from operative.record import Due
from tests.meaning.said import said

ASKS = "Prie le Secrétaire général "


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        (ASKS + "de lui présenter un rapport d’activité annuel sur les phares ;", Due(recurrence="annual")),
        (ASKS + "de lui présenter un rapport sur l’examen périodique universel des phares ;", None),
        (ASKS + "de lui présenter, à l’occasion de sa réunion annuelle, un rapport sur les bouées ;", None),
        ("Invite la Commission des phares à fournir au Secrétaire général, sous réserve du droit interne, des"
         " renseignements sur les bouées ;", None),
        ("Invite les États Membres à faire part au Secrétaire général des progrès accomplis dans l’entretien des"
         " phares ;", None),
        (ASKS + "de solliciter les vues des États Membres sur les phares et de les lui communiquer ;", None),
        ("Demande que le Comité des phares soit tenu régulièrement informé de l’état des bouées ;",
         Due(recurrence="regular")),
        ("Invite la Cour des phares à consacrer un chapitre de son rapport annuel aux bouées ;",
         Due(recurrence="annual")),
        ("Recommande que les chefs de secrétariat élaborent des propositions sur les phares et soumettent ces"
         " propositions à leurs organes directeurs ;", None),
        (ASKS + "de lui présenter, au deuxième trimestre de 2023, un rapport sur les phares ;", Due(date="2023")),
        (ASKS + "de présenter un rapport au Comité des phares à sa session de 2023 ;", Due(date="2023")),
        (ASKS + "de veiller à ce que les bouées soient traitées dans un délai de 15 jours et de rendre compte de ce"
         " délai ;", None),
        (ASKS + "de lui présenter des recommandations sur l’examen des phares dans le cadre du cycle annuel ;", None),
        (ASKS + "de faire une proposition sur les phares ;", None),
        (ASKS + "de présenter, à la Réunion des phares, une analyse des difficultés ;", None),
        (ASKS + "de fournir des informations statistiques détaillées et ventilées sur les phares ;", None),
        (ASKS + "de veiller à ce que la question des phares soit traitée dans le projet de budget-programme ;", None),
        ("Recommande que le Comité des phares formule des recommandations sur les bouées ;", None),
        ("Exhorte les ports à suivre et à signaler les affectations de ressources aux phares ;", None),
        ("Décide que son président distribuera un document récapitulatif des déclarations ;", None),
        (ASKS + "de faire un compte rendu sur les bouées d’ici au 28 février 2010 ;", Due(date="2010-02-28")),
        (ASKS + "de transmettre régulièrement aux États les rapports sur les phares et d’assurer aux rapports et aux"
         " informations relatives à ses activités une large diffusion ;", Due(recurrence="regular")),
        (ASKS + "de lui proposer, pour examen, des mesures contre la brume ;", None),
        ("Demande aux États de respecter les obligations qui leur sont faites de surveiller les bouées et de présenter"
         " un rapport sur les naufrages ;", None),
        ("Recommande que, conformément à son mandat, le Comité des phares formule des recommandations sur la brume ;",
         None),
        (ASKS + "de présenter à l’intention du Conseil des phares un cadre de résultats ;", None),
        ("Encourage les États à communiquer ces données et informations à l’Office ;", None),
        ("Prie les ports de partager les informations à ce sujet avec l’Office ;", None),
        ("Engage les ports à communiquer en conséquence à l’Office les coordonnées des gardiens ;", None),
        ("Engage les États à favoriser le calme en communiquant des données exactes au Registre des bouées ;", None),
        ("Engage les États à communiquer régulièrement des renseignements actualisés pour la Base de données ;",
         Due(recurrence="regular")),
        ("Demande aux ports de faire tout leur possible pour mettre ces données à la disposition des entités"
         " compétentes ;", None),
        ("Invite les ports à informer le secrétariat de leur intention dès que possible ;", None),
        ("Demande aux ports d’informer, directement ou par l’intermédiaire du Comité des phares, tous les États de la"
         " couleur des feux ;", None),
        ("Demande aux ports de coopérer avec l’Inspecteur et de lui fournir tous les renseignements voulus ;", None),
        ("Prie les ports de collaborer avec le Corps commun en lui communiquant tous les renseignements demandés ;",
         None),
        ("Prie l’Envoyée des phares de continuer à participer au moyen d’un dialogue interactif ;", None),
        ("Prie le Secrétariat de publier un recueil des pratiques optimales des gardiens ;", None),
        ("Demande au Secrétariat de formuler et de faire circuler des propositions sur les phares ;", None),
        ("Demande au Corps commun de continuer à axer ses rapports sur les phares ;", None),
        ("Prie le Corps commun d’inclure dans l’annexe de son rapport des statistiques sur les phares ;", None),
        (ASKS + "de procéder à un suivi et à un compte rendu réguliers ;", Due(recurrence="regular")),
        ("Prie le Bureau des phares de continuer la pratique consistant à faire un exposé au Comité ;", None),
        ("Invite les États à faire des observations supplémentaires sur le projet ;", None),
        ("Demande des précisions sur les feux éteints ;", None),
        ("Décide que le secrétaire de la Réunion préparera des documents de réflexion sur les phares ;", None),
        ("Décide que les résumés des dialogues doivent être soumis à la Réunion ;", None),
        ("Invite les ports à fournir toutes informations permettant de renforcer la sûreté des phares ;", None),
        ("Décide que des renseignements sur les phares devront figurer dans le rapport sur les bouées ;", None),
        ("Invite les ports à communiquer régulièrement à l’Office des données sur les phares au moyen des"
         " questionnaires destinés aux rapports annuels ;", Due(recurrence="regular")),
    ],
)  # fmt: skip
def test_requests(paragraph: str, due: Due | None) -> None:
    (report,) = said(paragraph, language="fr").reports
    assert report.due == due


def test_reports_on_two_matters() -> None:
    paragraph = (
        ASKS + "de lui rendre compte, à sa soixante-sixième session, des progrès accomplis dans l’entretien des phares,"
        " et de lui présenter un rapport détaillé sur l’emploi des cloches ;"
    )
    found = said(paragraph, language="fr").reports
    assert [one.due.sessions if one.due else None for one in found] == [(66,), None]


def test_another_body_at_a_session_of_many_words() -> None:
    paragraph = (
        ASKS + "de lui rendre compte, à sa soixante-sixième session, ainsi qu’au Conseil des phares à sa cinquante et"
        " unième session, de l’état des bouées ;"
    )
    found = said(paragraph, language="fr").reports
    assert [one.due.sessions if one.due else None for one in found] == [(66,), None]


def test_an_exchange_that_is_organized_again() -> None:
    paragraph = "Décide d’organiser une autre réunion d’information à sa soixante-sixième session ;"
    (report,) = said(paragraph, language="fr").reports
    assert report.due is not None
    assert report.due.sessions == (66,)


def test_reports_drawn_up_for_two_bodies() -> None:
    paragraph = (
        ASKS + "d’établir, en vue de les lui présenter à sa soixante-sixième session et de les soumettre au Conseil des"
        " phares à sa dixième session, des rapports sur les bouées ;"
    )
    found = said(paragraph, language="fr").reports
    assert [one.due.sessions if one.due else () for one in found] == [(66,), ()]


@pytest.mark.parametrize(
    ("paragraph", "session"),
    [
        (ASKS + "de poursuivre ses consultations et de lui en rendre compte, par l’intermédiaire du Comité, à sa"
         " soixante-sixième session ;", 66),
        (ASKS + "de lui présenter à sa soixante-sixième session, au titre de la question intitulée « Phares : rapport"
         " sur les bouées », un rapport sur les phares ;", 66),
        (ASKS + "de lui présenter à sa soixante-septième session un rapport qui complète celui présenté à la"
         " soixante-cinquième session ;", 67),
        (ASKS + "d’examiner les phares pour lui faire rapport à ce sujet à sa soixante-septième session ;", 67),
        (ASKS + "de faire au Groupe de travail des phares, à la soixante-sixième session, un exposé ;", 66),
        (ASKS + "de lui présenter à sa soixante-sixième session, ainsi qu’au Conseil des phares à sa session"
         " correspondante, un rapport sur les bouées ;", 66),
    ],
)  # fmt: skip
def test_sessions_of_reports(paragraph: str, session: int) -> None:
    (report,) = said(paragraph, language="fr").reports
    assert report.due is not None
    assert report.due.sessions == (session,)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Demande aux États de remettre en état les phares, compte tenu du rapport de la Commission ;",
        "Engage les États à soumettre leurs phares à une évaluation et à veiller à ce que les plans soient suivis ;",
        "Invite les États à tenir des consultations avant de formuler des recommandations sur les phares ;",
        "Engage les grandes entreprises, à intégrer dans leurs rapports des données sur les phares ;",
        "Demande aux États de veiller à ce que ceux qui gardent les phares rendent mieux compte de leurs actes ;",
        "Demande aux États de rendre compte aux autorités portuaires des bouées perdues ;",
        "Demande que les projets de budget des phares soient établis avec soin ;",
        "Prie le Secrétaire général de communiquer le rapport de la Commission des phares aux ports ;",
        "Demande aux États de donner aux gardiens de phares accès à des informations relatives aux bouées ;",
        "Demande aux États de communiquer tous renseignements utiles en cas de naufrage ;",
        "Prie le Secrétaire général d’écrire aux États afin de les encourager à fournir les informations demandées ;",
        "Engage les États à poursuivre les travaux recommandés dans les conclusions formulées par le Comité des phares"
        " dans son rapport ;",
        "Demande aux ports d’accueillir les pilotes afin qu’ils puissent observer les phares et faire rapport ;",
        "Invite les entités chargées de mesurer les marées et de faire rapport à ce sujet à employer des bouées ;",
        "Demande au Secrétariat de proposer, pour examen par les États Membres à leur réunion biennale, des mesures ;",
        "Prie le Secrétaire général de demander aux ports de lui rendre compte des naufrages ;",
        "Prie le Secrétaire général de faire paraître les cartes qui sont visées dans son précédent rapport ;",
        "Prie le Secrétaire général d’adresser aux États une note précisant quels rapports ont été communiqués ;",
        "Engage les ports à accorder toute l’attention voulue à la brume, y compris dans le cadre de leurs examens"
        " nationaux volontaires ;",
        "Invite les ports à adopter des repères permettant de suivre la marée et d’en rendre compte ;",
        "Engage les ports à présenter à l’Office leurs demandes et leurs offres de phares, notamment celles qui portent"
        " sur les renseignements ;",
    ],
)
def test_nobody_is_asked(paragraph: str) -> None:
    assert said(paragraph, language="fr").reports == ()


@pytest.mark.parametrize(
    ("paragraph", "kinds"),
    [
        ("Décide que la Journée internationale des phares continuera d’être célébrée et engage les ports à organiser"
         " des célébrations nationales à cette occasion ;", ["day"]),
        ("Confirme qu’elle a décidé, conformément au calendrier des ports, d’organiser en 2027 une réunion sur les"
         " phares ;", ["meeting"]),
        ("Encourage le Secrétaire général et les gardiens de phares à tenir leur prochaine réunion en mai ;", []),
        ("Prie son président de tenir en temps utile des consultations ouvertes, en vue d’adopter une déclaration qui"
         " sera le document final de la réunion de haut niveau ;", []),
        ("Invite les ports à célébrer l’Année internationale et la Journée mondiale ;", ["year", "day"]),
        ("Décide de tenir le Congrès des phares en 2027, avec l’objectif de continuer à tenir un congrès tous les cinq"
         " ans ;", ["conference"]),
    ],
)  # fmt: skip
def test_observances(paragraph: str, kinds: list[str]) -> None:
    assert [one.kind for one in said(paragraph, language="fr").observances] == kinds
