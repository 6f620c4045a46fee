"""Reports, agenda decisions and observances in Russian."""

from __future__ import annotations

import pytest

from tests.meaning.said import said

ASKS = "просит Генерального секретаря "


@pytest.mark.parametrize(
    ("paragraph", "sessions"),
    [
        (ASKS + "представить Генеральной Ассамблее на ее шестьдесят шестой сессии доклад о маяках;", (66,)),
        (ASKS + "доложить Ассамблее о рифах на ее шестьдесят пятой и шестьдесят шестой сессиях;", (65, 66)),
        (ASKS + "включить сведения о рифах в его доклад Ассамблее на ее шестьдесят седьмой сессии;", (67,)),
        ("просит, чтобы Генеральный секретарь представил Ассамблее на ее шестьдесят пятой сессии доклад;", (65,)),
    ],
)
def test_reports(paragraph: str, sessions: tuple[int, ...]) -> None:
    (report,) = said(paragraph, language="ru").reports
    assert report.due is not None
    assert report.due.sessions == sessions


@pytest.mark.parametrize(
    "paragraph",
    [
        "принимает к сведению доклад, который представил Генеральный секретарь;",
        "предлагает Комитету по рифам рассмотреть вопрос о маяках на его шестьдесят шестой сессии;",
    ],
)
def test_no_report(paragraph: str) -> None:
    assert not said(paragraph, language="ru").reports


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("постановляет включить в предварительную повестку дня своей шестьдесят шестой сессии пункт, озаглавленный"
         " «Маяки».", [(66, "include", "Маяки")]),
        ("постановляет продолжить на своей шестьдесят пятой сессии рассмотрение вопроса о рифах по пункту,"
         " озаглавленному «Рифы».", [(65, "consider", "Рифы")]),
        ("постановляет продолжать заниматься этим вопросом.", [(None, "consider", None)]),
        ("постановляет рассмотреть вопрос о лампах на своей шестьдесят седьмой сессии;", [(67, "consider", None)]),
    ],
)  # fmt: skip
def test_agenda(paragraph: str, expected: list[tuple[int | None, str, str | None]]) -> None:
    found = said(paragraph, language="ru").agenda
    assert [(one.session, one.action, one.item and one.item.strip("«»")) for one in found] == expected


@pytest.mark.parametrize(
    ("paragraph", "kind", "name"),
    [
        ("постановляет провозгласить 7 августа Международным днем маяков;", "day", "Международным днем маяков"),
        ("провозглашает 2027 год Международным годом рифов;", "year", "Международным годом рифов"),
        ("предлагает всем государствам отмечать Всемирный день лоцмана ежегодно;", "day", "Всемирный день лоцмана"),
        ("постановляет созвать конференцию по маякам 3 мая 2027 года;", "conference", "конференцию по маякам"),
    ],
)
def test_observances(paragraph: str, kind: str, name: str) -> None:
    (observance,) = said(paragraph, language="ru").observances
    assert (observance.kind, observance.name) == (kind, name)


@pytest.mark.parametrize(
    ("paragraph", "due"),
    [
        # what recurs is what is submitted, not the session or the budget named with it
        (ASKS + "ежегодно представлять Ассамблее доклад о рифах;", {"recurrence": "annual"}),
        (ASKS + "представлять Ассамблее доклад о рифах не реже одного раза в год;", {"recurrence": "annual"}),
        (ASKS + "представить Ассамблее доклад о ежегодном форуме по маякам;", None),
        (ASKS + "представить Ассамблее доклад о регулярном бюджете Управления маяков;", None),
        (ASKS + "представить Ассамблее доклад о комиссии, созданной в 2009 году;", None),
        (ASKS + "представить Совету по маякам в 2011, 2012 и 2013 годах доклад о рифах;", {"date": "2011"}),
        # a session that parties of no conference and bodies without a name do not take for themselves
        (ASKS + "при участии заинтересованных сторон провести на шестьдесят шестой сессии прения и подготовить резюме;",
         {"sessions": (66,)}),
        (ASKS + "представить предложения для рассмотрения комитетами на шестьдесят шестой сессии;",
         {"sessions": (66,)}),
        (ASKS + "представить подробные данные о рифах в контексте его следующего доклада о маяках;",
         {"other": "в контексте его следующего доклада"}),
        (ASKS + "представить Совету по маякам на его сессии 2011 года доклад о рифах;", {"date": "2011"}),
        (ASKS + "представить доклад о рифах в течение 100 рабочих дней;", {"within": "P100D"}),
        (ASKS + "приложить все усилия к тому, чтобы представить доклад о рифах;", None),
        ("постановляет, что рабочая группа представит Ассамблее на ее шестьдесят пятой сессии доклад;",
         {"sessions": (65,)}),
        (ASKS + "провести в Комитете по маякам на его следующей сессии брифинг о рифах;", {"sessions": (65,)}),
        (ASKS + "держать Генеральную Ассамблею в курсе своей деятельности;", None),
        (ASKS + "указывать в будущих докладах число маяков;", {"other": "в будущих докладах"}),
        ("рекомендует государствам рассмотреть вопрос о включении в свои доклады информации о рифах;", None),
        ("предлагает государствам участвовать в интерактивном диалоге с Генеральной Ассамблеей;", None),
    ],
)  # fmt: skip
def test_when_a_report_is_due(paragraph: str, due: dict[str, object] | None) -> None:
    (report,) = said(paragraph, language="ru").reports
    assert (report.due and {key: getattr(report.due, key) for key in due or {}}) == due


@pytest.mark.parametrize(
    "paragraph",
    [
        "призывает государства сообщать о кораблекрушениях соответствующим властям;",  # a notice
        "призывает государства создать механизмы, позволяющие сообщать о ходе работ на маяках;",  # a purpose
        ASKS + "представить предлагаемый список на рассмотрение и довести этот список до сведения Ассамблеи;",
        "призывает государства путем предоставления морякам информации о рифах повышать безопасность;",
        "призывает государства учитывать содержащиеся в этом докладе рекомендации;",
        "призывает к тому, чтобы те, кто зажигает маяки, отчитывались за каждый случай;",  # they answer for it
        "призывает государства принять участие в этом процессе обзора;",
        "призывает государства опубликовать доклад Комиссии по маякам;",  # it is written already
    ],
)
def test_nobody_is_asked_to_report(paragraph: str) -> None:
    assert not said(paragraph, language="ru").reports
