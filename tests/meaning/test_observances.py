"""Days, years and decades that are proclaimed or kept, and meetings that are convened."""

from __future__ import annotations

import pytest

from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "kind", "name", "date"),
    [
        ("Decides to proclaim 3 June as the International Day of Lighthouses;", "day",
         "International Day of Lighthouses", "06-03"),
        ("Proclaims 24 to 31 October of each year the World Fog and Mist Week;", "week", "World Fog and Mist Week",
         "10-24"),
        ("Decides to proclaim 2 May, the date of adoption of the Convention on Harbours of International Importance"
         " especially as a Home of Seals and of Gulls (Lisbon Convention), as World Harbour Day;", "day",
         "World Harbour Day", "05-02"),
        ("Declares 2012 the International Year of Buoys;", "year", "International Year of Buoys", "2012"),
        ("Decides to declare the period 2011–2020 the Decade of Quiet Harbours, within existing resources;", "decade",
         "Decade of Quiet Harbours", "2011"),
    ],
)  # fmt: skip
def test_what_is_proclaimed(paragraph: str, kind: str, name: str, date: str) -> None:
    (found,) = said(paragraph).observances
    assert (found.action, found.kind, found.name, found.date) == ("proclaim", kind, name, date)


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("Invites all States to observe the International Day of Lighthouses annually, in an appropriate manner;",
         ["International Day of Lighthouses"]),
        ("Encourages States to give attention to their observance of World Fog Day on 1 May and of the International"
         " Day of Bells on 2 June;", ["World Fog Day", "International Day of Bells"]),
        ("Welcomes World Fog Day on 1 May and World Mist Day on 2 May, and encourages all States to observe the Days;",
         ["World Fog Day", "World Mist Day"]),
        ("Decides to continue to observe World Fog Day on 1 May;", ["World Fog Day"]),
        ("Decides to observe World Fog Day on 1 May, and encourages States to observe World Fog Day at home as well;",
         ["World Fog Day"]),
        ("Invites all States to plan for the celebration in 2011 of the tenth World Fog Day;", ["World Fog Day"]),
        ("Calls upon all States to care for lamps, including by observing World Fog Day;", ["World Fog Day"]),
        ("Recalls that it made 1 May World Fog Day, and invites States to observe the World Day;", ["World Fog Day"]),
        ("Invites all States to consider organizing activities for the tenth commemoration, in 2011, of World Fog Day;",
         ["World Fog Day"]),
        ("Welcomes the World Fog Year and the World Mist Day, and invites States to observe the World Fog Year and the"
         " World Mist Day;", ["World Fog Year", "World Mist Day"]),
        ("Requests the Board to report on the state of preparation for the observance of World Fog Day;", []),
        ("Welcomes the observance of World Fog Day;", []),
        ("Invites the Board to facilitate the observance of World Fog Day;", []),
        ("Requests the Board to meet on the first day of each year;", []),
    ],
)  # fmt: skip
def test_what_is_kept(paragraph: str, names: list[str]) -> None:
    found = said(paragraph).observances
    assert [(one.action, one.name) for one in found] == [("observe", name) for name in names]


@pytest.mark.parametrize(
    ("paragraph", "kind", "name", "date", "where"),
    [
        ("Decides to convene the third United Nations Conference on Moorings in Lisbon, from 3 to 5 May 2012;",
         "conference", "third United Nations Conference on Moorings", "2012-05-03", "Lisbon"),
        ("Decides that the Conference shall be held in Geneva from 27 to 30 May 2013;", "conference", "Conference",
         "2013-05-27", "Geneva"),
        ("Requests the President of the General Assembly to convene, in New York, in 2011, a one-day high-level meeting"
         " to promote quiet harbours;", "meeting", "one-day high-level meeting", "2011", "New York"),
        ("Requests the Secretary-General to organize a forum, to discuss lamps;", "forum", "forum", None, None),
        ("Calls for the timely convening of an international conference on tides in 2012;", "conference",
         "international conference on tides", "2012", None),
        ("Reaffirms its call to convene in 2012 the World Conference on Bells;", "conference",
         "World Conference on Bells", "2012", None),
        ("Decides that the first session of the preparatory committee shall be held in Lisbon on 3 May 2012;",
         "meeting", "first session of the preparatory committee", "2012-05-03", "Lisbon"),
        ("Requests the President of the General Assembly to organize, no later than May 2011, and to preside over two"
         " meetings of an informal hearing on lamps;", "meeting", "informal hearing on lamps", "2011", None),
        ("Reaffirms its decision to convene the World Summit on Tides in 2012;", "conference", "World Summit on Tides",
         "2012", None),
        ("Requests the Secretary-General to convene, in 2012, without prejudice to what follows, the two-day workshop"
         " on tides;", "meeting", "two-day workshop on tides", "2012", None),
        ("Requests the President of the General Assembly to consider convening, through voluntary contributions and"
         " without duplication of effort, including activities within the decade of action for the delivery of quiet"
         " harbours and for the full implementation of the agreed programme of lamps, bells and horns, a half-day"
         " high-level meeting;", "meeting", "half-day high-level meeting", None, None),
        ("Requests the President of the General Assembly to convene a global stocktaking, to be held in 2012;",
         "meeting", "global stocktaking", "2012", None),
        ("Requests the Division to care for lamps, including by organizing a high-level event on bells in 2012;",
         "meeting", "high-level event on bells", "2012", None),
        ("Requests both secretariats to convene the fifteenth general meeting between the systems by the end of 2012;",
         "meeting", "fifteenth general meeting between the systems", "2012", None),
        ("Encourages the holding of further high-level thematic events on lamps, to be convened by the President;",
         "meeting", "high-level thematic events on lamps", None, None),
        ("Decides to convene, in Lisbon, from 3 to 5 May 2012, the Conference on the Review of the Decade of Lamps,"
         " 2005–2015;", "conference", "Conference on the Review of the Decade of Lamps", "2012-05-03", "Lisbon"),
    ],
)  # fmt: skip
def test_what_is_convened(paragraph: str, kind: str, name: str, date: str | None, where: str | None) -> None:
    (found,) = said(paragraph).observances
    assert (found.action, found.kind, found.name) == ("convene", kind, name)
    assert (found.date, found.where) == (date, where)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Welcomes the convening of the Conference on Moorings in Lisbon in 2012;",
        "Encourages Member States to organize a conference on fog;",
        "Requests the Secretary-General to hold regular and interactive dialogue on fog;",
        "Decides to include in the provisional agenda of its next session the item entitled “Convening a summit”;",
        "Decides that the plenary meetings will be held as follows:",
        "Requests the Secretary-General to hold consultations before the Conference on Moorings;",
        "Requests the President to resume the practice of preparing a summary of the plenary meeting on lamps;",
        "Accepts the generous offer of Portugal to host the Conference on Moorings in 2012;",
        "Requests the Division to continue to organize an annual exhibit on the lamps of old or a cultural event;",
    ],
)
def test_what_is_not_convened_here(paragraph: str) -> None:
    assert said(paragraph).observances == ()


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Decides to consider at its next session the steps required to designate a day as World Fog Day;"),
        ("ar", "تقرر أن تنظر في دورتها القادمة في التدابير اللازمة لتخصيص يوم ليكون اليوم العالمي للضباب؛"),
        ("es", "Decide considerar las medidas necesarias para proclamar un Día Mundial de la Niebla;"),
        ("ru", "постановляет рассмотреть меры, необходимые для того, чтобы провозгласить Всемирный день тумана;"),
        ("zh", "决定在大会第六十五届会议期间审议将每年的某一天指定为世界雾日所需采取的措施；"),
    ],
)
def test_a_day_that_is_to_be_considered_is_not_proclaimed(language: str, paragraph: str) -> None:
    assert said(paragraph, language=language).observances == ()


def test_parts_of_a_meeting() -> None:
    found = said(
        "Decides:",
        "(a) To reschedule the Second Conference on Moorings and to hold it in two parts, as follows:",
        "(a) (i) The first part in New York, on 17 March 2012;",
        "(a) (ii) The second part in Lisbon, from 5 to 9 May 2012;",
    ).observances
    assert [(one.para, one.name, one.date) for one in found] == [
        ("1(a)(i)", "Second Conference on Moorings", "2012-03-17"),
        ("1(a)(ii)", "Second Conference on Moorings", "2012-05-05"),
    ]


def test_a_short_name_stands_for_the_one_written_out_before() -> None:
    days = said(
        "Decides to proclaim 3 June as the International Day of Lighthouses;",
        "Invites all States to observe the International Day;",
        "Invites all States to observe the Day;",
    ).observances
    assert [day.name for day in days] == ["International Day of Lighthouses"] * 3


def test_the_day_of_each_year_is_not_that_of_the_document_that_proclaims_it() -> None:
    days = said(
        "Recalls resolution 64/91 of 21 July 2010, in which it proclaimed 3 June as the International Day of Buoys;",
        "Invites all States to observe the International Day of Buoys;",
        "Recalls its resolution of 21 July 2010 on the International Day of Moorings;",
        "Invites all States to observe the International Day of Moorings;",
    ).observances
    assert [(day.name, day.date) for day in days if day.action == "observe"] == [
        ("International Day of Buoys", "06-03"),
        ("International Day of Moorings", None),
    ]


def test_two_meetings_of_one_decision() -> None:
    meetings = said(
        "Decides to convene in 2011 a regional preparatory meeting, as well as an interregional preparatory meeting;"
    ).observances
    names = [meeting.name for meeting in meetings]
    assert names == ["regional preparatory meeting", "interregional preparatory meeting"]


def test_a_meeting_and_a_conference_each_in_its_year() -> None:
    meeting, conference = said(
        "Decides to convene a one-week meeting of States in 2011 and the fourth United Nations Conference on Bells in"
        " 2012;"
    ).observances
    assert (meeting.kind, meeting.date) == ("meeting", "2011")
    assert (conference.kind, conference.name) == ("conference", "fourth United Nations Conference on Bells")


@pytest.mark.parametrize(
    ("language", "paragraph", "name"),
    [
        ("en", "Decides to convene the international meeting entitled “Lamps+50: a bright sea, for all” in Oslo on 2"
         " May 2011;", "international meeting entitled “Lamps+50: a bright sea, for all”"),
        ("fr", "Décide d’organiser une réunion internationale intitulée « Phares : une mer claire, pour tous », à Oslo,"
         " le 2 mai 2011 ;", "réunion internationale intitulée « Phares : une mer claire, pour tous »"),
        ("es", "Decide convocar una reunión internacional titulada “Faros: un mar claro, para todos” en Oslo el 2 de"
         " mayo de 2011;", "reunión internacional titulada “Faros: un mar claro, para todos”"),
        ("ru", "постановляет созвать международное совещание под названием «Маяки: светлое море, для всех» в Осло 2 мая"
         " 2011 года;", "международное совещание под названием «Маяки: светлое море, для всех»"),
    ],
)  # fmt: skip
def test_the_title_of_a_meeting_ends_its_name_whatever_it_holds(language: str, paragraph: str, name: str) -> None:
    assert [meeting.name for meeting in said(paragraph, language=language).observances] == [name]
