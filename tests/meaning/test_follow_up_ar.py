"""Reports, agenda decisions and observances in Arabic."""

from __future__ import annotations

import pytest

from tests.meaning.said import said

SECRETARY_GENERAL = "تطلب إلى الأمين العام أن "


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        (SECRETARY_GENERAL + "يقدم إلى الجمعية العامة في دورتها السادسة والستين تقريرا عن الشعاب؛",
         {"sessions": (66,)}),
        (SECRETARY_GENERAL + "يقدم إليها تقريرا عن الأبواق في دورتها المقبلة؛", {"sessions": (65,)}),
        (SECRETARY_GENERAL + "يقدم إلى الجمعية تقريرين في دورتيها الخامسة والستين والسابعة والستين؛",
         {"sessions": (65, 67)}),
        ("تدعو الدول إلى موافاة الأمين العام بآرائها عن الأجراس بحلول 30 حزيران/يونيه 2010؛", {"date": "2010-06-30"}),
        ("تدعو الدول إلى تقديم معلومات عن الأبواق قبل نهاية آذار/مارس 2011؛", {"date": "2011-03"}),
        ("تطلب إلى مكتب المرافئ أن ينشر دراسة عن الحطام بحلول عام 2012؛", {"date": "2012"}),
        ("تطلب إلى مجلس المد أن يقدم تقريرا سنويا إلى اللجنة؛", {"recurrence": "annual"}),
        ("تطلب إلى مجلس المد تقديم تقرير عن الجزر كل سنتين؛", {"recurrence": "biennial"}),
        ("تطلب إلى مكتب المرافئ أن يقدم دراسة عن الضباب في غضون ثلاثة أشهر؛", {"within": "P3M"}),
        ("تطلب إلى مكتب المرافئ أن يقدم دراسة عن الضباب في غضون شهرين؛", {"within": "P2M"}),
        (SECRETARY_GENERAL + "يطلع الجمعية العامة على أحوال الحطام؛", None),
        ("تطلب إلى مجلس المد أن يقدم تقريرا إلى لجنة الشعاب في دورتها الثامنة والستين؛", None),
    ],
)  # fmt: skip
def test_when_a_report_is_due(paragraph: str, due: dict[str, object] | None) -> None:
    (request,) = said(paragraph, language="ar").reports
    found = request.due
    assert (found and {key: getattr(found, key) for key in due or {}}) == due


@pytest.mark.parametrize(
    "paragraph",
    [
        SECRETARY_GENERAL + "يطلع جميع الدول الأعضاء على هذا القرار؛",
        SECRETARY_GENERAL + "يقدم المساعدة إلى حراس المنارات؛",
        "تحيط علما بالتقرير الذي قدمه مجلس المد في دورتها الثالثة والستين؛",
        "تهيب بالدول أن تحترم حق الحراس في تقرير المصير؛",
    ],
)
def test_what_is_no_report_request(paragraph: str) -> None:
    assert said(paragraph, language="ar").reports == ()


@pytest.mark.parametrize(
    ("paragraph", "decisions"),
    [
        ("تقرر أن تدرج في جدول الأعمال المؤقت لدورتها الخامسة والستين البند المعنون ”الأجراس والأبواق“.",
         [(65, "include", "الأجراس والأبواق", "item")]),
        ("تقرر أن تدرج في جدول الأعمال المؤقت لدورتها السادسة والستين البند الفرعي المعنون ”الحطام“ في إطار البند"
         " المعنون ”السفن“.", [(66, "include", "الحطام", "sub-item")]),
        ("تقرر مواصلة النظر في مسألة المنارات في دورتها الخامسة والستين في إطار البند المعنون ”المصابيح“.",
         [(65, "consider", "المصابيح", "item")]),
        ("تقرر أن تنظر في مسألة الضباب في دورتها السابعة والستين.", [(67, "consider", None, "item")]),
        ("تقرر إبقاء المسألة قيد نظرها.", [(None, "consider", None, "item")]),
        ("تقرر إرجاء النظر في مسألة الزيت إلى دورتها السادسة والستين؛", [(66, "consider", None, "item")]),
        ("تقرر أن يعقد مجلس المد اجتماعا في دورتها السادسة والستين؛", []),
        ("تحيط علما بتقرير دورتها الثالثة والستين؛", []),
    ],
)  # fmt: skip
def test_what_a_coming_session_takes_up(paragraph: str, decisions: list[tuple[object, ...]]) -> None:
    found = said(paragraph, language="ar").agenda
    assert [(one.session, one.action, one.item, one.level) for one in found] == decisions


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("تقرر إعلان يوم 3 آذار/مارس يوما دوليا للضباب؛", [("day", "proclaim", "03-03")]),
        ("تعلن سنة 2012 السنة الدولية للمنارات؛", [("year", "proclaim", "2012")]),
        ("تدعو الدول الأعضاء إلى الاحتفال باليوم الدولي للضباب في 3 آذار/مارس؛", [("day", "observe", "03-03")]),
        ("تقرر أن تعقد مؤتمرا عن المد في جنيف من 4 إلى 6 أيار/مايو 2011؛", [("conference", "convene", "2011-05-04")]),
        ("تطلب إلى رئيس الجمعية العامة أن يعقد اجتماعا رفيع المستوى عن الأبواق؛", [("meeting", "convene", None)]),
        ("تلاحظ مع التقدير الاحتفال باليوم الدولي للضباب؛", []),
        ("تطلب إلى أمين المنارات أن يشتري الزيت من أجل الاحتفال باليوم الدولي للضباب؛", []),
    ],
)
def test_days_and_meetings(paragraph: str, found: list[tuple[object, ...]]) -> None:
    assert [(one.kind, one.action, one.date) for one in said(paragraph, language="ar").observances] == found
