"""Report requests in the many wordings of English resolutions."""

from __future__ import annotations

import pytest

from operative.languages import load
from operative.meaning.clauses import paragraphs
from operative.meaning.phrases import phrases
from operative.record import Block, Due, Opening
from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        ("Requests that the Envoy continue to participate by way of interactive dialogue in the sixty-sixth session of"
         " the General Assembly;", (66,)),
        ("Requests the Secretary-General to propose measures against fog for the consideration of the General Assembly"
         " at its sixty-sixth session;", (66,)),
        ("Requests the Secretary-General to continue with the submission of the programme budget for lamps;", None),
        ("Also encourages the communication of the reports of such surveys to the competent organizations;", None),
        ("Calls upon keepers to comply with the mandatory conduct of surveys and submission of a survey report to the"
         " Harbour Organization;", None),
        ("Calls upon keepers to mend lamps, and to provide frequent and detailed reporting on the work;", None),
        ("Reiterates that the Board should study the lamps and, preserving the order of work, submit its"
         " recommendations to the General Assembly;", None),
        ("Encourages the Inspector to seek views of keepers and to reflect them, as appropriate, in reports;", None),
        ("Requests the Board to draw up a table of tides and to submit it to the Council for discussion;", None),
        ("Requests the Harbour Office to include in the review an assessment of the lamps;", None),
        ("Invites States, in their reports under the Convention on Bells, to consider addressing fog;", None),
        ("Requests keepers to inform accordingly the Office of Lamps about their addresses;", None),
        ("Encourages keepers to share such data and information with the Office of Lamps;", None),
        ("Urges keepers to make these data available to the relevant bodies;", None),
        ("Encourages all States to favour calm by providing accurate data to the Register of Buoys;", None),
        ("Encourages all States to provide updated information for the Database on Wrecks;", None),
        ("Requests the Commission to make available to it, at its request, the relevant information and charts;", None),
        ("Requests the Board to assist the Inspector with the timely provision of all information;", None),
        ("Urges all Governments to provide all information and follow-up necessary for her mandate;", None),
        ("Reiterates its request to the Secretary-General for an updated proposal on the harbour;", None),
        ("Welcomes the draft, and, for that purpose, invites further comments from Member States on it;", None),
        ("Decides to convene a working group on bells, to meet twice, and to submit a report on its work to the General"
         " Assembly at its sixty-sixth session;", (66,)),
        ("Requests the Office to keep the Commission on the Safety of Lamps and the Commission on the Safety of Bells"
         " and Horns updated on fog;", None),
        ("Requests the Secretary-General to provide a list of lamps in the annex to his future reports;", None),
        ("Calls upon keepers to collect and, where appropriate, report to the Board on wrecks;", None),
        ("Reaffirms the request to the Envoy to visit the harbours and to reflect her visits in her next report to the"
         " Council;", None),
        ("Urges keepers to take steps, and to share with the Commission on Fog, as the body that looks after lamps,"
         " timely information on wrecks;", None),
        ("Further requests the Secretary-General to submit such material during its sixty-sixth session;", (66,)),
        ("Calls upon all entities to inform and to cooperate fully with the Office of Lamps in cases of fog;", None),
        ("Requests the Secretariat to prepare written responses to questions raised on lamps;", None),
        ("Calls upon keepers to give effect to the rules, including providing information on wrecks;", None),
        ("Decides that the Committee on Bells shall meet twice, and conclude its work in order to provide a draft"
         " convention to the General Assembly at its sixty-sixth session;", (66,)),
        ("Decides that the Group shall continue to update the table of tides, to be annexed to the reports to be"
         " submitted at the sixty-fifth and sixty-sixth sessions of the Assembly;", (65, 66)),
        ("Recommends that the Committee for Lamps, in accordance with its mandate, provide proposals on fog;", None),
        ("Requests the Secretary-General to establish a group, to consider and make recommendations on bells;", None),
        ("Requests the Commission on Bells to recommend measures against theft to the General Assembly;", None),
        ("Requests the Commission on Bells to recommend to the Council, as appropriate, steps against theft;", None),
        ("Encourages keepers to mend lamps, keeping the Commission on Fog informed of progress;", None),
        ("Requests the Board to report and make suggestions to the General Assembly or the Council of Lamps;", None),
        ("Requests the Board to keep lamps under review and make suggestions to the General Assembly;", None),
        ("Invites States to provide their suggestions on the colour of lamps;", None),
        ("Requests the Secretary-General to submit this proposal to the Assembly at its sixty-sixth session;", (66,)),
        ("Requests the Secretary-General to include a section on ropes in the report of the Secretary-General on lamps,"
         " bells and fog to be submitted to the General Assembly at its sixty-sixth session;", (66,)),
        ("Requests the President to resume the practice of preparing a summary of the debate on fog;", None),
        ("Requests the Secretariat to prepare a conference room paper on ropes during the sixty-sixth session;", (66,)),
        ("Encourages keepers to carry out a study of bells, to be considered by the Secretary-General in his report;",
         None),
        ("Invites all States to provide, on a voluntary basis, information to make the mending of lamps easier;", None),
        ("Urges keepers to make every effort to provide comprehensive information and to keep to the rules;", None),
        ("Invites all States to provide, on a voluntary basis, information that could make sailing safer;", None),
        ("Requests the Board to provide the right information and charts to the Council of Lamps;", None),
        ("Requests the Secretary-General to make the budget plainer by including, in his next budget reports, a table"
         " of lamps;", None),
        ("Requests the Secretary-General to mend the bells of all harbours, and to update on the progress made;", None),
        ("Decides to merge the reports on lamps, and requests the Secretary-General to issue the merged report;", None),
        # the records are of that session, and due at no time
        ("Requests the Secretary-General to transmit to the Board the report of the Conference on Fog, together with"
         " the records of the sixty-fourth session of the General Assembly;", None),
        ("Requests the Board to improve bells, including those set out in the plan of action on horns, and to update on"
         " fog in the context of its next report;", None),
        ("Requests the Secretary-General to entrust the Office with presenting a proposal on lamps for consideration by"
         " the Assembly through the Committee on Lamps no later than at the main part of its sixty-sixth session;",
         (66,)),
    ],
)  # fmt: skip
def test_what_asks_for_a_report(paragraph: str, due: tuple[int, ...] | None) -> None:
    (request,) = said(paragraph).reports
    assert (request.due.sessions if request.due and request.due.sessions else None) == due


@pytest.mark.parametrize(
    "paragraph",
    [
        "Encourages States to strengthen mechanisms which allow keepers to report alleged thefts of lamps;",
        "Encourages States to give consideration to fog in their plans, including in their voluntary national reviews;",
        "Encourages those bodies to share knowledge in order to improve the assistance that they provide and their"
        " reporting;",
        "Requests the Office to provide States with secure access to information on fog;",
        "Decides that all reports adopted by the Group on the Universal Periodic Review shall be issued in time;",
        "Invites the Commission on Tides to consider making proposals to Member States to that end;",
        "Calls upon States to set up mechanisms for lamp professionals to report any theft to the authorities;",
        "Requests the Board to assess a procedure to inform the Committee of wrecks;",
        "Invites the Office to consider ways to make available data and information relating to fog;",
        "Calls upon the Office to draw a chart that will provide a detailed overview of the reefs;",
        "Calls upon States to take part in the Group on Lamps, which, pursuant to its mandate, will present"
        " recommendations to the General Assembly;",
        "Requests the Office to recommend to Member States steps against the theft of lamps;",
        "Encourages keepers to mend bells, keeping farmers and sailors informed about the weather;",
        "Requests the Office to collect charts, to make up-to-date information available to Member States;",
        "Urges keepers to submit to the Board requests for and offers of lamps, including information on their use;",
        "Requests the Board to provide information on keepers of lamps on the website of the Board;",
        "Encourages the Board to pay due regard to fog in its work, in particular in its concluding observations and"
        " reports;",
    ],
)
def test_what_asks_for_none(paragraph: str) -> None:
    assert not said(paragraph).reports


@pytest.mark.parametrize(
    ("paragraph", "dues"),
    [
        # one report to two bodies, each at its own session
        ("Requests the Board to submit to the General Assembly and the Council at their sixty-sixth and fifteenth"
         " sessions, respectively, a report on fog;", [(66,)]),
        # another report for another body's session
        ("Requests the Board to report to the General Assembly at its sixty-sixth session on fog, and to submit an"
         " interim report to the Human Rights Council at its fifteenth session;", [(66,), ()]),
        # another report on another matter
        ("Requests the Board to report to the General Assembly at its sixty-sixth session on lamps, and to submit a"
         " report to the Assembly on bells;", [(66,), ()]),
        ("Requests the Board to prepare a report on lamps and to submit it to the General Assembly at its sixty-sixth"
         " session;", [(66,)]),
        # a report that has come says no time
        ("Requests the Board to submit at its sixty-sixth session a study that includes lamps, which were dealt with in"
         " the report submitted at the sixty-fifth session;", [(66,)]),
    ],
)  # fmt: skip
def test_how_many_reports(paragraph: str, dues: list[tuple[int, ...]]) -> None:
    assert [request.due.sessions if request.due else () for request in said(paragraph).reports] == dues


def test_an_update_and_a_report_each_at_its_time() -> None:
    update, report = said(
        "Requests the Board to provide an update on fog in the second quarter of 2011 and a full report at its"
        " sixty-sixth session;"
    ).reports
    assert update.due is not None
    assert report.due is not None
    assert (update.due.date, report.due.sessions) == ("2011", (66,))


@pytest.mark.parametrize(
    ("paragraph", "recurrence"),
    [
        ("Invites States to report data regularly through the annual report questionnaires;", "regular"),
        ("Requests the Board to regularly review the lamps, and to consider reporting to the Council;", None),
        ("Requests the Board to regularly consult with, and report to, Member States;", "regular"),
        ("Requests the Secretary-General to provide monthly data on lamps by harbour;", "regular"),
        # the review is annual, not what is told of it
        ("Requests the Board to continue the annual review of the lamps, and to provide detailed information in its"
         " next report;", None),
        ("Requests the Boards to adopt regularly a wider view of fog, and to include in their reports information on"
         " wrecks;", None),
        ("Requests the Board to conduct proper monitoring through annual reports regarding lamps;", "annual"),
        ("Invites the Board to inform the Assembly on the basis of triennial reports, to be compiled in 2012, 2015 and"
         " 2018;", "triennial"),
    ],
)  # fmt: skip
def test_how_often(paragraph: str, recurrence: str | None) -> None:
    (request,) = said(paragraph).reports
    assert (request.due and request.due.recurrence, request.due and request.due.date) == (recurrence, None)


@pytest.mark.parametrize(
    ("paragraph", "by", "actors"),
    [
        ("Requests that the Secretary-General improve the lamps of the Secretariat, and requests him to report thereon"
         " to the Assembly;", ("Secretary-General",), ("un:secretary-general",)),
        ("Calls upon all States parties to ring bells, and encourages them to report thereon to the Assembly;",
         ("all States parties",), ("group:states-parties",)),
        ("Welcomes the bells, and requests it to report thereon to the Assembly;", ("it",), ()),
    ],
)  # fmt: skip
def test_a_pronoun_is_whom_an_earlier_clause_directs(
    paragraph: str, by: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    record = said(paragraph)
    (request,) = record.reports
    assert (request.by, request.actors) == (by, actors)
    assert record.acts[-1].actors == actors


def test_a_report_goes_to_whom_its_own_words_name() -> None:
    (request,) = said(
        "Encourages the Board to be responsive to Member States in all it does, and to report thereon to the Assembly;"
    ).reports
    assert request.to == "Assembly"


def test_a_declaration_may_request() -> None:
    texts = ["Adopts the following declaration:", "We stand by the lamps.", "We request the Board to report on fog."]
    blocks = []
    for number, text in enumerate(texts):
        found = load("en").opening(text)
        opening = Opening(verb=found.verb, surface=found.surface) if found else None
        blocks.append(
            Block(id=f"op{number}", kind="operative", number=str(number), text=text, span=(0, 0), opening=opening)
        )
    found_in = paragraphs(blocks, phrases("en"))
    assert [(one.para, [clause.verb for clause in one.clauses]) for one in found_in][-1] == ("2", ["request"])


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Requests the keepers to transmit regularly to the Secretary-General information on lamps, within a"
         " maximum period of six months following the end of the year;"),
        ("ar", "تطلب إلى حراس المنارات أن يحيلوا بانتظام إلى الأمين العام المعلومات عن المنارات، في غضون مدة أقصاها ستة"
         " أشهر من انتهاء السنة؛"),
        ("es", "Solicita a los puertos que transmitan regularmente al Secretario General información sobre faros, en un"
         " plazo máximo de seis meses;"),
        ("fr", "Prie les ports de communiquer régulièrement au Secrétaire général des renseignements sur les phares,"
         " dans un délai de six mois ;"),
        ("ru", "просит порты регулярно представлять Генеральному секретарю информацию о маяках в течение максимум шести"
         " месяцев;"),
        ("zh", "请各港口在六个月内定期向秘书长提交关于灯塔的资料；"),
    ],
)  # fmt: skip
def test_often_and_in_time(language: str, paragraph: str) -> None:
    (request,) = said(paragraph, language=language).reports
    assert request.due == Due(recurrence="regular", within="P6M")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Decides to request the Panel to finalize its work on fog, and to report on it at its sixty-sixth session;",
        "Decides to convene, starting from 2011, with a view to ensuring the open and continuous nature of the talks of"
        " all keepers on the use of lamps and bells, and under the auspices of the Board of Lighthouses and of all the"
        " ports, a new working group, and to submit a report at its sixty-sixth session;",
    ],
)
def test_who_is_decided_upon_is_asked(paragraph: str) -> None:
    (request,) = said(paragraph).reports
    assert request.due is not None
    assert request.due.sessions == (66,)


def test_due_at_the_session_that_its_own_words_name() -> None:
    (request,) = said(
        "Requests the Board to study the lamps during the sixty-fifth session, and to submit a report thereon at its"
        " sixty-sixth session;"
    ).reports
    assert request.due is not None
    assert request.due.sessions == (66,)


@pytest.mark.parametrize(
    ("paragraphs", "by", "to"),
    [
        (("Requests the Secretary-General to review the lamps, for presentation to Member States by June 2011;",),
         ("Secretary-General",), "Member States"),
        (("Urges:", "(a) All States to report to the Secretary-General on their bells;"),
         ("All States",), "Secretary-General"),
        (("Decides to set up a working group, as follows:", "(a) The Chairs of the group will provide the General"
         " Assembly with an update on lamps by the end of its sixty-fifth session;"),
         ("Chairs of the group",), "General Assembly"),
        (("Decides as follows:", "(a) Summaries of the dialogues should be submitted to the General Assembly;"),
         (), "General Assembly"),
    ],
)  # fmt: skip
def test_who_is_to_report_where_the_words_stand_in_another_order(
    paragraphs: tuple[str, ...], by: tuple[str, ...], to: str
) -> None:
    (request,) = said(*paragraphs).reports
    assert (request.by, request.to) == (by, to)
