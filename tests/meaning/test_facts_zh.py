"""Reports, agenda decisions and observances in Chinese."""

from __future__ import annotations

import pytest

from operative.languages import load
from operative.record import Due
from tests.meaning.said import said


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        ("请秘书长向大会第六十六届会议提交关于灯塔的报告；", {"sessions": (66,)}),
        ("请秘书长就礁石问题向大会第六十六届和第六十七届会议提出报告；", {"sessions": (66, 67)}),
        ("请秘书长向大会下届会议报告本决议的执行情况；", {"sessions": (65,)}),
        ("请秘书长在提交大会第六十七届会议的报告中列入关于礁石的资料；", {"sessions": (67,)}),
        ("请秘书处至迟于2010年3月底编写一份概念说明；", {"date": "2010-03"}),
        ("邀请会员国在2010年6月30日之前向秘书长提交意见；", {"date": "2010-06-30"}),
        ("请管理局每年向会员国通报潮汐情况；", {"recurrence": "annual"}),
        ("请领航局在三个月内向秘书长提交海图清单和报告；", {"within": "P3M"}),
        ("请秘书长随时向大会通报灯塔的情况；", None),
        ("请秘书长点亮灯塔，并在大会第六十七届会议之前报告执行情况；", {"sessions": (67,)}),
        ("请管理局编写一份海图摘要，并向大会第六十六届会议提交；", {"sessions": (66,)}),
        ("请秘书长向第十次双年度会议提交一份关于灯塔的报告；", None),
        ("请领航局利用经常预算，向大会通报潮汐情况；", None),
        ("请秘书长向大会提交年度报告；", {"recurrence": "annual"}),
        ("请秘书长报告为点亮灯塔采取的步骤；", None),
        ("请联检组报告其灯塔战略；", None),
        ("请秘书长在今后的灯塔报告中分析潮汐；", {"other": "今后的灯塔报告"}),
        ("请会员国向秘书处提交关于礁石的信息；", None),
        ("请秘书长提供信息，说明灯塔的状况；", None),
        ("请秘书长就礁石问题提出建议；", None),
        ("敦促各国将雾钟的情况随时通知领航委员会；", None),
        ("邀请领航委员会主席在第六十六届会议期间向工作组通报潮汐情况；", {"sessions": (66,)}),
        ("决定工作组将在大会第六十六届会议上向领航委员会报告审议结果；", {"sessions": (66,)}),
        ("请秘书长在本决议通过后100个工作日内报告灯塔的情况；", {"within": "P100D"}),
        ("请管理局继续举办年度灯塔通报会；", {"recurrence": "annual"}),
        ("请秘书长确保管理局的报告继续说明灯塔的状况；", None),
        ("请秘书长提交最新情况，供特设工作组在第六十六和六十七届会议上审议；", {"sessions": (66, 67)}),
        ("邀请各主要委员会在第六十六届会议期间向特设工作组提交一份报告；", {"sessions": (66,)}),
        ("请管理局在六十六届会议期间提交一份灯塔报告；", {"sessions": (66,)}),
        ("鼓励各国在年度报告中报告所有沉船；", {"recurrence": "annual"}),
        ("请秘书长在今后报告附件中提供长期熄灭的灯塔清单；", {"other": "今后报告"}),
        ("促请管理局执行和报告“灯塔战略”；", None),
        ("请领航局向潮汐研究所通报礁石情况；", None),
        ("决定主席将把发言汇编成一份文件，作为大会文件分发；", None),
        ("请领航局考虑向管理局报告熄灯的原因；", None),
        ("鼓励各国定期向灯塔数据库提供最新信息；", {"recurrence": "regular"}),
        ("请秘书长提出防雾的措施，供大会第六十六届会议审议；", {"sessions": (66,)}),
        ("请领航局提出新的措施，作为对灯塔会议的投入；", None),
        ("鼓励各国与灯塔办公室分享此类数据和信息；", None),
        ("邀请各国与灯塔办公室分享结论和建议，供纳入中期审查的报告；", None),
        ("邀请各国向灯塔办公室提供相关信息和分类数据；", None),
        ("敦促各国相应告知灯塔办公室守塔人的联系方式；", None),
        ("邀请各国将其意愿告知秘书处；", None),
        ("敦促各国将灯光的式样通知其船只在该海域航行的所有国家；", None),
        ("请特使继续通过互动对话参加大会第六十六届会议；", {"sessions": (66,)}),
        ("请各国协助联检组，及时提供其索取的所有信息；", None),
        ("敦促各国政府提供一切必要资料；", None),
        ("请秘书处印发一份守塔人最佳做法简编；", None),
        ("决定，对话摘要应在闭幕会议上提交会议；", None),
        ("决定，主持人将在闭幕会议上宣读讨论摘要；", None),
        ("请秘书处编写和分发提案；", None),
        ("请联检组继续将报告重点放在灯塔上；", None),
        ("请秘书长在全面审查中评估灯塔的状况；", None),
        ("决定在大会第六十六届会议上再进行一次情况通报；", {"sessions": (66,)}),
        ("请秘书长确保管理局的年度报告继续说明灯塔情况；", {"recurrence": "annual"}),
        ("请所有管理局经常采取更广的视角，在各自报告中列入关于沉船的分析；", None),
        ("请各国就该报告发表进一步意见；", None),
        ("邀请各国通过年度报告调查表向灯塔办公室定期报告潮汐数据；", {"recurrence": "regular"}),
    ],
)
def test_reports(paragraph: str, due: dict[str, object] | None) -> None:
    (report,) = said(paragraph, language="zh").reports
    found: Due | None = report.due
    assert (found and {key: getattr(found, key) for key in due or {}}) == due


def test_reports_on_two_matters() -> None:
    found = said(
        "请秘书长向大会第六十六届会议报告点亮灯塔的进展，并向大会提交报告，说明雾钟的情况；", language="zh"
    ).reports
    assert [(one.due.sessions if one.due else None, one.on) for one in found] == [
        ((66,), "点亮灯塔的进展"),
        (None, "雾钟的情况"),
    ]


def test_what_is_reviewed_regularly_is_not_reported_regularly() -> None:
    (report,) = said("邀请各组织定期审查灯塔的状况，并考虑向联检组报告熄灯的原因；", language="zh").reports
    assert report.due is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "表示注意到秘书长提交大会第六十四届会议的报告；",
        "请特别报告员测量潮汐；",
        "鼓励各国在点亮灯塔时考虑到秘书长提交的报告；",
        "请各国开展研究和宣传；",
        "决定领航局将编写报告；",
        "请各国向妇女提供关于灯塔的信息；",
        "请各国协助编写灯塔报告；",
        "请各国考虑秘书长在其报告中提出的建议；",
        "请领航局在编写报告时与会员国协商；",
        "请各国提供灯塔研究方面的援助；",
        "请管理局就礁石问题提供咨询意见；",
        "敦促各国定期监测并报告沉船罪行；",
        "请各国遵守向管理局提交沉船报告的规定，以便提出建议；",
        "决定在提交其他提案时审议灯塔报告；",
        "请管理局向没有能力报告潮汐的国家提供援助；",
        "请各国提供港口的详细联系信息；",
        "请领航局测量潮汐，以便守塔人继续报告雾情；",
        "请管理局加强领航局的能力，以收集数据并在《灯塔年鉴》中反映这些数据；",
        "请秘书长在未按照上文第1段提出报告的情况下致函各国；",
        "请管理局为安全地在线提交报告提供便利；",
        "敦促各国彼此合作，除其他外提供关于沉船的一切相关信息；",
        "请管理局一旦发现沉船就提出报告、进行跟踪；",
        "请秘书长在今后的报告中统一格式，包括更新的图表和五大风险的比较；",
        "请各国在向沉船登记册提供船只数据时使用所有灯塔；",
        "请管理局促进与灯塔组织交流信息；",
        "请管理局支持守塔人发表意见；",
        "敦促各港口向支助股提出合作与援助的请求和表明可提供灯塔的意愿；",
    ],
)
def test_no_report(paragraph: str) -> None:
    assert not said(paragraph, language="zh").reports


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("决定将题为“灯塔”的项目列入大会第六十六届会议临时议程。", [(66, "include", "灯塔", "item")]),
        ("决定在大会第六十六届会议临时议程题为“海洋”的项目下，列入题为“礁石”的分项。",
         [(66, "include", "礁石", "sub-item")]),
        ("决定在其第六十五届会议上继续在题为“礁石”的项目下审议灯塔问题。", [(65, "consider", "礁石", "item")]),
        ("决定继续处理此案。", [(None, "consider", None, "item")]),
        ("决定在第六十七届会议上审议设立灯塔基金的问题；", [(67, "consider", None, "item")]),
        ("决定领航委员会应在第六十七届会议期间审议潮汐；", []),
        ("决定在第六十七届会议上举行雾钟展览；", []),
    ],
)  # fmt: skip
def test_agenda(paragraph: str, expected: list[tuple[int | None, str, str | None, str]]) -> None:
    found = said(paragraph, language="zh").agenda
    assert [(one.session, one.action, one.item, one.level) for one in found] == expected


@pytest.mark.parametrize(
    ("paragraph", "kind", "date"),
    [
        ("决定宣布8月7日为国际灯塔日；", "day", "08-07"),
        ("宣布8月7日为“爱护礁石国际日”；", "day", "08-07"),
        ("宣布2027年为国际礁石年；", "year", "2027"),
        ("邀请所有国家每年纪念世界领航日；", "day", None),
        ("决定于2027年5月3日在里斯本召开联合国灯塔问题会议；", "conference", "2027-05-03"),
        ("决定会议于2027年5月3日至5日举行；", "conference", "2027-05-03"),
        ("决定，关于礁石的高级别会议将于2027年5月3日举行；", "meeting", "2027-05-03"),
        ("请秘书长于2027年5月3日至5日召开非正式潮汐进程第七次会议；", "meeting", "2027-05-03"),
        ("请大会主席在2027年5月组织并主持一次互动听证会；", "meeting", "2027"),
        ("决定于2027年5月3日召开第三次联合国灯塔问题会议；", "conference", "2027-05-03"),
        ("邀请各国举办国际礁石年纪念活动；", "year", None),
        ("促请各国继续在8月7日纪念“守塔人国际日”；", "day", "08-07"),
        ("请大会主席于2027年5月举行一次高级别小组讨论，主题为灯塔；", "meeting", "2027"),
        ("请大会主席于2027年5月召开一次大会非正式会议；", "meeting", "2027"),
        ("请秘书长支持领航局的工作，继续鼓励各国召开一次国际会议；", "conference", None),
    ],
)
def test_observances(paragraph: str, kind: str, date: str | None) -> None:
    (observance,) = said(paragraph, language="zh").observances
    assert (observance.kind, observance.date) == (kind, date)


@pytest.mark.parametrize(
    "paragraph",
    [
        "请秘书长继续提供召开会议所需服务；",
        "回顾2020年举行的灯塔会议，请各国点亮灯塔；",
        "请秘书长定期测量潮汐，以纪念守塔人；",
        "请秘书长继续召开灯塔公约缔约国会议；",
        "请秘书长每年至少举行一次会议，征求守塔人的意见；",
        "邀请各国提交关于这些组织举行的政府间会议的资料；",
        "鼓励各国举办活动纪念国际礁石日十周年；",
        "决定设立灯塔工程多年期账户；",
        "请秘书长与领航委员会主席举行非正式会议；",
        "决定专家组以协商一致方式工作，并在日内瓦举行两次为期两周的会议；",
        "邀请各国提高认识，包括为此庆祝国际灯塔日；",
    ],
)
def test_no_observance(paragraph: str) -> None:
    assert not said(paragraph, language="zh").observances


def test_a_conference_rescheduled_in_parts() -> None:
    record = said(
        "决定：",
        "(a) 重新安排第五次联合国灯塔问题会议的日期，并分两部分举行，具体如下：",
        "(a) (i) 第一部分将于2027年5月3日在纽约举行；",
        "(a) (ii) 第二部分将于2028年5月3日至5日在里斯本举行；",
        language="zh",
    )
    assert [(one.para, one.kind, one.date) for one in record.observances] == [
        ("1(a)(i)", "conference", "2027-05-03"),
        ("1(a)(ii)", "conference", "2028-05-03"),
    ]


def test_a_meeting_on_other_meetings_is_one() -> None:
    record = said("请大会主席于2027年5月召集一次筹备会议，以期审议对话筹备情况和国际会议其他筹备情况；", language="zh")
    assert [one.kind for one in record.observances] == ["meeting"]


def test_days_named_before() -> None:
    record = said("欢迎每年8月7日纪念国际灯塔日和9月3日纪念世界礁石日，并鼓励各国纪念这两个日子；", language="zh")
    assert [one.name for one in record.observances] == ["国际灯塔日", "世界礁石日"]


def test_the_longest_form_opens_a_paragraph_where_words_dont_stand_apart() -> None:
    found = load("zh").opening("重申请求秘书长绘制礁石图；")
    assert found is not None
    assert (found.verb, found.surface) == ("request", "重申请求")
