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
