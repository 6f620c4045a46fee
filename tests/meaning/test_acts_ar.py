"""What paragraphs do in Arabic: the particle is written onto the verb, and its construction tells what it means."""

from __future__ import annotations

import pytest

from tests.meaning.said import by_rule, said


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("تحيط علما بالتقرير عن جداول المد، وتطلب إلى أمين المنارات أن ينشرها؛", ["take note", "request"]),
        ("ترحب بمسح المنارات وتشجع الدول الأعضاء على إبقائها مضاءة؛", ["welcome", "encourage"]),
        ("تشدد على الحاجة إلى الأجراس، وتؤكد أيضا أهمية الأبواق، ولذلك تهيب بالمانحين أن يدفعوا ثمنها؛",
         ["emphasize", "emphasize", "call upon"]),
        ("تُشجِّع أمناء الموانئ، وتطـلب إليهم أن يوقدوا المصابيح؛", ["encourage", "request"]),
        # one verb, more than one meaning
        ("تدعو حراس المنارات إلى الغناء؛", ["invite"]),
        ("تدعو إلى تنظيف المصابيح؛", ["call for"]),
        ("تدعو إلى تقديم تبرعات لشراء الزيت؛", ["invite"]),
        ("تؤكد من جديد أن الضباب كثيف؛", ["reaffirm"]),
        ("تؤكد دعمها لحراس المنارات؛", ["affirm"]),
        ("تقر بأهمية الأجراس؛", ["recognize"]),
        ("تقر في هذا الصدد بضرورة الأبواق؛", ["recognize"]),
        ("تقر توصيات مجلس المد؛", ["endorse"]),
        ("تذكر بقرارها عن الأبواق؛", ["recall"]),
        ("تذكر الدول الأعضاء بواجبها في إيقاد المصابيح؛", ["remind"]),
        ("توافق على ميزانية الأجراس؛", ["approve"]),
        ("توافق على أن تنظر اللجنة في الضباب؛", ["agree"]),
        ("تكرر طلبها إلى أمين المنارات أن يرسم الشعاب؛", ["request"]),
        ("تكرر تأكيد دعوتها الدول الأعضاء إلى رسم الشعاب؛", ["call upon"]),
        ("تعرب عن امتنانها للحراس، وتعرب عن قلقها من الضباب، وتعرب عن استيائها من الظلام؛",
         ["express gratitude", "express concern", "deplore"]),
        ("تواصل تشجيع الحراس على الغناء؛", ["encourage"]),
        ("تفهم أن الزيت غال؛", ["understand"]),
        # verbs of other subjects, and those said only beside another
        ("ترحب بالقوارب التي تجوب المرافئ وتدعم الصيادين؛", ["welcome"]),
        ("ترحب بالخرائط، وتلاحظ في الوقت نفسه أن بعضها مبتل، وتطلب إلى أمين المنارات أن يجففها؛",
         ["welcome", "request"]),
        ("تهيب بالدول أن تجفف الخرائط، وتعزيز المنارات، وتوفير الزيت؛", ["call upon"]),
    ],
)  # fmt: skip
def test_each_finite_verb_of_the_organ_is_an_act(paragraph: str, expected: list[str]) -> None:
    assert by_rule(paragraph, "ar") == expected


def test_a_further_act_begins_at_its_verb_not_at_the_particle() -> None:
    text = "ترحب بالخرائط، وتطلب أيضا إلى أمين المنارات أن يجففها؛"
    act = said(text, language="ar").acts[1]
    assert act.surface == "تطلب أيضا"
    assert text[act.offset :].startswith("تطلب أيضا إلى")


def test_what_a_sub_paragraph_says_of_others_is_no_act() -> None:
    record = said("تقرر ما يلي:", "(a) يقسم الزيت بين المنارات؛", "(b) يعقد الاجتماع في المرفأ؛", language="ar")
    assert [(act.para, act.verb) for act in record.acts] == [("1", "decide")]


def test_marks_of_direction_before_the_verb_are_none_of_its_letters() -> None:
    assert [act.verb for act in said("\u200f\u200fترحب بالخرائط؛", language="ar").acts] == ["welcome"]


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        ("تهيب برئيسة مجلس المنارات وبمنسق الموانئ أن يقيسا المد؛", ["رئيسة مجلس المنارات", "منسق الموانئ"]),
        ("تشجع ميانمار على مواصلة قياس المد؛", ["ميانمار"]),
        ("تشجع الدائنين والمدينين على تقديم المصابيح؛", ["الدائنين", "المدينين"]),
        ("تدعو الجهات الفاعلة في مجال العمل الإنساني إلى قياس المد؛", ["الجهات الفاعلة في مجال العمل الإنساني"]),
        ("تشجع على مواصلة قياس المد؛", []),
        ("تشجع التعاون بين مجلس المنارات ولجنة الموانئ؛", []),
    ],
)
def test_addressees(paragraph: str, named: list[str]) -> None:
    assert list(said(paragraph, language="ar").acts[0].addressees) == named


def test_a_pronoun_written_onto_the_verb_is_whom_it_directs() -> None:
    record = said("ترحب بجهود الدول الأعضاء، وتشجعها على مواصلة قياس المد؛", language="ar")
    assert record.acts[1].addressees == ("ها",)
    assert record.acts[1].actors == ("group:member-states",)
