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
    ],
)  # fmt: skip
def test_requests(paragraph: str, due: Due | None) -> None:
    (report,) = said(paragraph, language="fr").reports
    assert report.due == due


@pytest.mark.parametrize(
    ("paragraph", "session"),
    [
        (ASKS + "de poursuivre ses consultations et de lui en rendre compte, par l’intermédiaire du Comité, à sa"
         " soixante-sixième session ;", 66),
        (ASKS + "de lui présenter à sa soixante-sixième session, au titre de la question intitulée « Phares : rapport"
         " sur les bouées », un rapport sur les phares ;", 66),
        (ASKS + "de lui présenter à sa soixante-septième session un rapport qui complète celui présenté à la"
         " soixante-cinquième session ;", 67),
        (ASKS + "de faire au Groupe de travail des phares, à la soixante-sixième session, un exposé ;", 66),
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
    ],
)
def test_nobody_is_asked(paragraph: str) -> None:
    assert said(paragraph, language="fr").reports == ()
