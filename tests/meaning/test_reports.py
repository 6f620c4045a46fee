"""Who is to report to whom, by when."""

from __future__ import annotations

import pytest

from operative.record import Due
from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        ("Requests the Board to report to the General Assembly at its sixty-sixth session;", {"sessions": (66,)}),
        ("Requests the Secretary-General to submit a report on reefs to it at its next session;", {"sessions": (65,)}),
        ("Requests the Board to present reports to the Assembly at its sixty-fifth and sixty-seventh sessions;",
         {"sessions": (65, 67)}),
        ("Requests the Board to report to the Assembly at its sixty-fifth to sixty-seventh sessions;",
         {"sessions": (65, 66, 67)}),
        ("Requests the Secretary-General to report to the Sixth Committee on bells at its sixty-sixth session;",
         {"sessions": (66,)}),
        ("Requests the Secretary-General to submit a report to the Special Committee at its 2011 session;",
         {"date": "2011"}),
        ("Requests the Board to report on bells, cast in 1956, within 100 working days;", {"within": "P100D"}),
        ("Invites States to submit their views on bells by 30 June 2010;", {"date": "2010-06-30"}),
        ("Invites States to provide information on horns before the end of March 2011;", {"date": "2011-03"}),
        ("Requests the Harbour Office to publish an overview of wrecks by 2012;", {"date": "2012"}),
        ("Requests the Board to report annually to the Council;", {"recurrence": "annual"}),
        ("Requests the Board to submit every two years a report on tides;", {"recurrence": "biennial"}),
        ("Requests the Harbour Office to submit within three months a study of fog;", {"within": "P3M"}),
        ("Requests the Secretary-General to report thereon in his next report;", {"other": "in his next report"}),
        ("Requests the Secretary-General to inform the Assembly of wrecks;", None),
        ("Requests the Board to present proposals for consideration by the General Assembly at its current session;",
         {"sessions": (64,)}),
        ("Requests the Board to provide, 30 days after the adoption of the present resolution, a report on fog;",
         {"within": "P30D"}),
        ("Requests the Secretary-General to keep the lamp lit until the end of 2012, and to inform the Assembly of it;",
         None),
        ("Requests the Board to submit a report that will inform the review at the high-level meeting in 2012;", None),
        # sessions that are not the Assembly's, or are over
        ("Requests the Secretary-General to brief the Committee on Lamps at its next session on horns;", None),
        ("Requests the Secretary-General to report on horns to the next session of the Committee on Lamps;", None),
        ("Requests the Board to report to the Commission on Tides at its sixty-eighth session;", None),
        ("Requests the Board to report on the outcome of the sixty-first session;", None),
    ],
)  # fmt: skip
def test_when_a_report_is_due(paragraph: str, due: dict[str, object] | None) -> None:
    (request,) = said(paragraph).reports
    found = request.due
    assert (found and {**{key: getattr(found, key) for key in due or {}}}) == due
    assert due is None or found is not None


def test_due_sessions_carry_their_days() -> None:
    (request,) = said("Requests the Board to report to the General Assembly at its sixty-sixth session;").reports
    assert request.due == Due(sessions=(66,), calendar=(("2011-09-13", "2012-09-17"),))


@pytest.mark.parametrize(
    ("paragraph", "form", "by", "to"),
    [
        ("Requests the Secretary-General to submit to the General Assembly a report;", "report", ("Secretary-General",),
         "General Assembly"),
        ("Requests the Board of Tides to brief the Security Council;", "oral", ("Board of Tides",), "Security Council"),
        ("Decides that the Board shall submit an annual report to the Assembly;", "report", ("Board",), "Assembly"),
        ("Requests the Chair to keep Member States informed of wrecks;", "information", ("Chair",), "Member States"),
        ("Requests that updates on fog be provided to the Assembly;", "information", (), "Assembly"),
        ("Requests an informal briefing to the Assembly on fog;", "oral", (), "Assembly"),
        ("Decides to hold another briefing on fog for consideration by the Assembly;", "oral", (), "Assembly"),
    ],
)  # fmt: skip
def test_who_submits_what_to_whom(paragraph: str, form: str, by: tuple[str, ...], to: str) -> None:
    (request,) = said(paragraph).reports
    assert (request.form, request.by, request.to) == (form, by, to)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Takes note of the report of the Secretary-General on reefs;",
        "Requests the Secretary-General to take into account the report of the Board;",
        "Urges States to use information and communications technologies;",
        "Requests the Harbour Office to keep the lights burning;",
        "Encourages States to provide assistance to the keepers as a means to provide information on fog;",
        "Welcomes the decision to report to the Council;",
    ],
)
def test_what_is_no_request_for_a_report(paragraph: str) -> None:
    assert not said(paragraph).reports


def test_a_report_takes_in_what_other_paragraphs_ask_for() -> None:
    record = said(
        "Invites States to inform the Secretary-General of their bells;",
        "Requests the Secretary-General, within existing resources, to report on bells to the General Assembly at its"
        " sixty-sixth session, including therein the information requested in paragraph 1 above;",
    )
    request = record.reports[-1]
    assert request.includes == ("op1",)
    assert request.conditions == ("within existing resources",)


def test_a_sub_paragraph_is_asked_of_the_one_whom_its_chapeau_directs() -> None:
    record = said("Requests the Board of Tides:", "(a) To sound the channels;", "(b) To report to the Assembly;")
    (request,) = record.reports
    assert (request.para, request.by, request.in_) == ("1(b)", ("Board of Tides",), "op1.b")


def test_one_paragraph_may_ask_two_reports_and_a_second_mention_is_no_second_report() -> None:
    two = said(
        "Requests the Secretary-General to report orally at the sixty-fifth session, and to submit a report to the"
        " General Assembly at its sixty-sixth session;"
    )
    assert [request.due.sessions for request in two.reports if request.due] == [(65,), (66,)]
    one = said("Requests the Board to prepare a report and submit the report to it at its sixty-sixth session;")
    assert len(one.reports) == 1


def test_that_session_is_the_one_named_before_and_the_aforementioned_report_is_due_when_it_is() -> None:
    record = said(
        "Decides to meet at its sixty-sixth session, and requests the Board to submit a report at that session;",
        "Requests the Board to include in the aforementioned report a list of wrecks;",
    )
    assert [request.due.sessions for request in record.reports if request.due] == [(66,), (66,)]


@pytest.mark.parametrize(
    ("paragraph", "matter"),
    [
        ("Requests the Board to report to the Assembly at its sixty-sixth session on the repair of bells;",
         "the repair of bells"),
        ("Requests the Board to submit on an annual basis to the Committee on Tides a report on horns, and to listen;",
         "horns"),
        ("Requests the Board to submit a report;", None),
    ],
)  # fmt: skip
def test_what_a_report_is_on(paragraph: str, matter: str | None) -> None:
    (request,) = said(paragraph).reports
    assert request.on == matter


def test_the_item_under_which_a_report_is_due() -> None:
    (request,) = said("Requests the Board to report to the Assembly under the item entitled “Bells and horns”;").reports
    assert request.item == "Bells and horns"


def test_two_bodies_each_at_a_time_of_its_own() -> None:
    text = (
        "Requests the Board to report to the General Assembly at its sixty-sixth session and to the Tidal Council at"
        " its twelfth session on bells;"
    )
    first, second = said(text).reports
    assert (first.due and first.due.sessions, second.due) == ((66,), None)
    assert second.on == "bells"


def test_another_body_at_a_session_of_its_own() -> None:
    dated = "Requests the Secretary-General to report to the General Assembly at its sixty-sixth session on bells and "
    interim = dated + "to submit an interim report to the Human Rights Council"
    assert [request.to for request in said(interim + " at its fifteenth session;").reports] == [
        "General Assembly",
        "Human Rights Council",
    ]
    assert len(said(interim + ";").reports) == 1


def test_two_bodies_at_one_time() -> None:
    (request,) = said(
        "Requests the Board to report to the Council and to the Assembly at its sixty-sixth session;"
    ).reports
    assert request.due
    assert request.due.sessions == (66,)


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Requests the Secretary-General to report to the General Assembly at its sixty-sixth session, and to"
               " submit an interim report to the Human Rights Council at its tenth session;"),
        ("fr", "Prie le Secrétaire général de lui présenter, à sa soixante-sixième session, un rapport sur les phares,"
               " et de présenter un rapport d’étape au Conseil des droits de l’homme à sa dixième session ;"),
        ("es", "Solicita al Secretario General que en su sexagésimo sexto período de sesiones informe sobre los faros,"
               " y que presente un informe provisional al Consejo de Derechos Humanos en su 53er período de sesiones;"),
        ("zh", "请秘书长向大会第六十六届会议报告灯塔的情况，并向人权理事会第十届会议提交一份临时报告；"),
        ("ar", "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها السادسة والستين تقريرا عن المنارات، وأن يقدم"
               " تقريرا مؤقتا إلى مجلس حقوق الإنسان في دورته العاشرة؛"),
    ],
)  # fmt: skip
def test_a_report_to_another_body_at_its_own_session_is_another(language: str, paragraph: str) -> None:
    found = said(paragraph, language=language).reports
    assert [report.due.sessions if report.due else () for report in found] == [(66,), ()]
