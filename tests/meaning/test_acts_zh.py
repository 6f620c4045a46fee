"""What Chinese paragraphs do: further verbs, sub-paragraphs whose verbs look finite, whom they direct."""

from __future__ import annotations

import pytest

from tests.meaning.said import said, verbs


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("表示注意到潮汐表的报告；", ["take note"]),
        ("欢迎灯塔调查，并请会员国保持灯塔明亮；", ["welcome", "request"]),
        ("强调需要雾钟，又强调需要号角；在这方面邀请捐助方出资；", ["emphasize", "emphasize", "invite"]),
        ("促请各国疏浚港口，同时确认港口会淤塞；", ["call upon"]),
        ("欢迎海图，欢迎地图集，又欢迎地球仪；", ["welcome", "welcome"]),
        ("请秘书长绘制礁石图，支持领航员，增加航标；", ["request"]),
        ("在这方面，请秘书长绘制礁石图；", ["request"]),
        ("对雾气日益加重深表关切，并赞赏地注意到领航员的工作；", ["express concern", "note with appreciation"]),
        ("欢迎航标，对海图遗失表示遗憾，提醒各国注意礁石；", ["welcome", "express regret", "remind"]),
        ("重申邀请各国派遣领航员；", ["invite"]),
        ("重申礁石属于大家；", ["reaffirm"]),
        ("继续鼓励各国测量潮汐；", ["encourage"]),
        ("欢迎海图，继续鼓励各国测量潮汐；", ["welcome", "encourage"]),
        ("请秘书长绘制海图，继续鼓励各国测量潮汐；", ["request"]),
        ("重申管理国有义务保养灯塔，要求管理国绘制海图；", ["reaffirm", "request"]),
        ("再次强烈谴责破坏航标；", ["reiterate"]),
        ("要求该司清点船只；", ["request"]),
        ("要求所有各方停止破坏航标；", ["demand"]),
        ("核准在海洋方案第3款下追加批款；", ["appropriate"]),
        ("核准灯塔计划；", ["approve"]),
        ("在不开创先例的情况下，破例核准灯塔计划；", ["approve"]),
        ("满意地认识到港口畅通；", ["recognize"]),
        ("为守塔人坚守岗位而赞扬领航局；", ["commend"]),
        ("表示感激守塔人；", ["express gratitude"]),
        ("表示感谢守塔人；", ["express appreciation"]),
        ("提请各国政府注意雾钟；", ["draw attention"]),
        ("促请各国注意雾钟；", ["call upon"]),
    ],
)
def test_verbs(paragraph: str, expected: list[str]) -> None:
    assert [verb for _, verb in verbs(said(paragraph, language="zh"))] == expected


def test_sub_paragraphs_say_what_the_chapeau_asks_for() -> None:
    record = said(
        "促请各国：",
        "(a) 支持领航员；",
        "(b) 设立灯塔，鼓励渔民使用灯塔，包括为此：",
        "(b) (i) 通过法律；",
        language="zh",
    )
    assert verbs(record)[0] == ("1", "call upon")
    assert not {"1(a)", "1(b)(i)"} & {para for para, _ in verbs(record)}


def test_sub_paragraphs_have_acts_of_their_own_where_the_chapeau_goes_on_with_and() -> None:
    record = said("确认灯塔的重要性，并在这方面：", "(a) 鼓励各国点亮灯塔；", "(b) 请秘书长绘制礁石图；", language="zh")
    assert verbs(record) == [("1", "recognize"), ("1(a)", "encourage"), ("1(b)", "request")]


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        ("请秘书长绘制礁石图；", ["秘书长"]),
        ("请秘书长与会员国协商，在现有资源范围内绘制礁石图；", ["秘书长"]),
        ("邀请会员国、联合国系统各组织和民间社会点亮灯塔；", ["会员国", "联合国系统各组织", "民间社会"]),
        ("促请尚未这样做的缔约国考虑点亮灯塔；", ["缔约国"]),
        ("请包括岛国在内的所有会员国测量潮汐；", ["所有会员国"]),
        ("邀请所有利益攸关方，包括媒体和学术界，在该日点亮灯塔；", ["所有利益攸关方"]),
        ("鼓励国际和区域组织测量潮汐；", []),
        ("鼓励国际和区域组织继续测量潮汐；", ["国际和区域组织"]),
        ("鼓励继续努力测量潮汐；", []),
        ("促请国际社会谴责破坏航标；", ["国际社会"]),
        ("请特别委员会继续审议灯塔问题；", ["特别委员会"]),
        ("请传播部继续印发礁石图；", ["传播部"]),
        ("再次请经济及社会理事会主席继续绘制礁石图；", ["经济及社会理事会主席"]),
        ("要求群岛政权立即点亮灯塔；", ["群岛政权"]),
        ("邀请联合国系统特别是海洋事务厅测量潮汐；", ["联合国系统"]),
        ("敦促所有尚未加入《灯塔公约》和《航标公约》的国家考虑加入；", ["国家"]),
        ("邀请内陆发展中国家、过境国及其他组织加强合作；", ["内陆发展中国家", "过境国", "其他组织"]),
        ("鼓励灯塔委员会主席团和国际智囊团继续测量潮汐；", ["灯塔委员会主席团", "国际智囊团"]),
        ("促请在公海捕捞礁鱼的国家强化合作；", ["国家"]),
        ("请调查委员会监督测量；", ["调查委员会"]),
        ("促请捐助机构和国际金融机构修订礁石图；", ["捐助机构", "国际金融机构"]),
        ("呼吁普遍加入《灯塔公约》；", []),
        ("呼吁各方继续保护航标；", ["各方"]),
    ],
)
def test_addressees(paragraph: str, named: list[str]) -> None:
    assert list(said(paragraph, language="zh").acts[0].addressees) == named


def test_a_pronoun_means_who_was_named_before() -> None:
    record = said("欢迎秘书长的海图，并请他继续绘制礁石图；", language="zh")
    assert record.acts[1].actors == ("un:secretary-general",)


def test_a_body_named_before_may_be_named_by_its_last_word() -> None:
    record = said("赞扬联合国毒品和犯罪问题办公室与会员国合作，鼓励该办公室继续测量潮汐；", language="zh")
    assert record.acts[1].addressees == ("该办公室",)
    assert record.acts[1].actors == ("un:unodc",)
