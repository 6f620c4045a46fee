"""Formulas, dates, sessions, agenda items, committees: one line of each kind in each language."""

from __future__ import annotations

import pytest

from operative.languages import CODES, load

FORMULAS = [
    ("en", "The General Assembly,", "General Assembly"),
    ("en", "The Security Council", "Security Council"),
    ("en", "The Economic and Social Council,", "Economic and Social Council"),
    ("en", "The Human Rights Council,", "Human Rights Council"),
    ("fr", "L’Assemblée générale,", "General Assembly"),
    ("fr", "L'Assemblée\xa0générale,", "General Assembly"),
    ("fr", "Le Conseil de sécurité,", "Security Council"),
    ("fr", "Le Conseil des droits de l’homme,", "Human Rights Council"),
    ("es", "La Asamblea General,", "General Assembly"),
    ("es", "El Consejo Económico y Social,", "Economic and Social Council"),
    ("ru", "Генеральная Ассамблея,", "General Assembly"),
    ("ru", "Совет Безопасности,", "Security Council"),
    ("ru", "Совет по правам человека,", "Human Rights Council"),
    ("zh", "大会，", "General Assembly"),
    ("zh", "大 会，", "General Assembly"),
    ("zh", "安全理事会，", "Security Council"),
    ("zh", "人权理事会，", "Human Rights Council"),
    ("ar", "إن الجمعية العامة،", "General Assembly"),
    ("ar", "إنَّ الجمعيــة العامة ،", "General Assembly"),
    ("ar", "إن مجلس الأمن،", "Security Council"),
]


@pytest.mark.parametrize(("code", "line", "organ"), FORMULAS)
def test_formula(code: str, line: str, organ: str) -> None:
    language = load(code)
    assert language.enacting.match(line)
    assert language.organ(line) == organ


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "The General Assembly decides to light the lamps."),
        ("fr", "Assemblée générale"),
        ("es", "Asamblea General"),
        ("ru", "Генеральная Ассамблея"),  # as in a masthead: the formula has its comma
        ("zh", "大会"),
        ("ar", "الجمعية العامة"),
    ],
)
def test_no_formula(code: str, line: str) -> None:
    assert load(code).enacting.match(line) is None


@pytest.mark.parametrize(
    ("code", "text", "iso"),
    [
        ("en", "on 9 November 2031", "2031-11-09"),
        ("en", "November 9, 2031", "2031-11-09"),
        ("fr", "le 1er décembre 2031", "2031-12-01"),
        ("fr", "le 15 AOÛT 2031", "2031-08-15"),
        ("es", "el 1 de junio de 2031", "2031-06-01"),
        ("ru", "9 ноября 2031 года", "2031-11-09"),
        ("zh", "2031 年 11 月 9 日", "2031-11-09"),
        ("zh", "2031年12月31日", "2031-12-31"),
        ("ar", "9 تشرين الثاني/نوفمبر 2031", "2031-11-09"),
        ("ar", "7 كانون الأول/ ديسمبر 2031", "2031-12-07"),
        ("ar", "7 ديسمبر 2031", "2031-12-07"),
        ("en", "9\xa0November\n2031", "2031-11-09"),
    ],
)
def test_date(code: str, text: str, iso: str) -> None:
    assert load(code).date(text) == iso


@pytest.mark.parametrize(("code", "text"), [("en", "45 November 2031"), ("zh", "2031年13月1日"), ("ru", "ноября 2031")])
def test_no_date(code: str, text: str) -> None:
    assert load(code).date(text) is None


@pytest.mark.parametrize(
    ("code", "text", "session"),
    [
        ("en", "Sixty-fourth session", (64, "regular")),
        ("en", "22 December 2009Sixty-fourth session", (64, "regular")),
        ("en", "Thirty-second special session", (32, "special")),
        ("en", "Eleventh emergency special session", (11, "emergency special")),
        ("fr", "Quatre-vingt-unième session", (81, "regular")),
        ("fr", "Onzième session extraordinaire d’urgence", (11, "emergency special")),
        ("es", "Septuagésimo noveno período de sesiones", (79, "regular")),
        ("es", "Trigésimo segundo período extraordinario de sesiones", (32, "special")),
        ("ru", "Семьдесят девятая сессия", (79, "regular")),
        ("ru", "на ее семьдесят девятой сессии", (79, "regular")),
        ("ru", "Одиннадцатая чрезвычайная специальная сессия", (11, "emergency special")),
        ("zh", "第七十九届会议", (79, "regular")),
        ("zh", "第十一届紧急特别会议", (11, "emergency special")),
        ("ar", "الدورة التاسعة والسبعون", (79, "regular")),
        ("ar", "في دورتها التاسعة والسبعين", (79, "regular")),
        ("ar", "الدورة الاستثنائية الطارئة الحادية عشرة", (11, "emergency special")),
        ("en", "the session", None),
    ],
)
def test_session(code: str, text: str, session: tuple[int, str] | None) -> None:
    assert load(code).session(text) == session


@pytest.mark.parametrize("code", CODES)
def test_ordinals_go_there_and_back(code: str) -> None:
    language = load(code)
    words = language.data["sessions"]["ordinals"].replace("\n", " ").split(",")
    assert [language.ordinal(word.strip().split("|")[0]) for word in words] == list(range(1, 101))


@pytest.mark.parametrize(
    ("code", "line", "items"),
    [
        ("en", "Agenda item 68 (b)", ("68 (b)",)),
        ("en", "Agenda items 11 and 68 (b)", ("11", "68 (b)")),
        ("fr", "Point 68 b) de l’ordre du jour", ("68 (b)",)),
        ("fr", "Point 68, b, de l’ordre du jour", ("68 (b)",)),  # as it was until the sixties' sessions
        ("es", "Temas 12 y 13 del programa", ("12", "13")),
        ("ru", "Пункт 68 b повестки дня", ("68 (b)",)),
        ("ru", "Пункты 12 и 13 повестки дня", ("12", "13")),
        ("es", "Tema 68 b) del programa", ("68 (b)",)),
        ("ru", "Пункт 68 а) повестки дня", ("68 (a)",)),  # the letter is Cyrillic
        ("zh", "议程项目68(b)", ("68 (b)",)),
        ("zh", "议程项目 68", ("68",)),
        ("ar", "البند 68 (ب) من جدول الأعمال", ("68 (b)",)),
        ("ar", "البند \u200f\u200e15\u200e\u200f من جدول الأعمال", ("15",)),  # marks of direction
        ("ar", "البند 99 (ط ط) من جدول الأعمال", ("99 (ii)",)),
    ],
)
def test_agenda_items(code: str, line: str, items: tuple[str, ...]) -> None:
    found = load(code).agenda_item.search(line)
    assert found is not None
    assert load(code).item_numbers(found["item"]) == items


@pytest.mark.parametrize(
    ("code", "line", "committee"),
    [
        ("en", "[on the report of the Third Committee (A/86/1)]", "Third Committee"),
        (
            "en",
            "[on the report of the Special Political and Decolonization Committee (Fourth Committee)]",
            "Fourth Committee",
        ),
        ("en", "[without reference to a Main Committee (A/86/L.1)]", None),
        ("fr", "[sur la base du rapport de la Sixième Commission (A/86/1)]", "Sixth Committee"),
        ("es", "[sobre la base del informe de la Segunda Comisión (A/86/1)]", "Second Committee"),
        ("ru", "[по докладу Пятого комитета (A/86/1)]", "Fifth Committee"),
        ("zh", "[根据第一委员会的报告 (A/86/1)]", "First Committee"),
        ("ar", "[بناء على تقرير اللجنة الثالثة (A/86/1)]", "Third Committee"),
    ],
)
def test_route(code: str, line: str, committee: str | None) -> None:
    assert load(code).basis.match(line)
    assert load(code).committee(line) == committee


@pytest.mark.parametrize(
    ("code", "line", "meeting"),
    [
        ("en", "41st plenary meeting", "41"),
        ("en", "41st (resumed) plenary meeting", "41"),
        ("fr", "41e séance plénière (reprise)", "41"),
        ("es", "41a sesión plenaria (continuación)", "41"),
        ("ru", "41-е (возобновленное) пленарное заседание", "41"),
        ("zh", "第 41 次全体会议(续会)", "41"),
        ("ar", "الجلسة العامة 41 (المستأنفة)", "41"),
    ],
)
def test_closing_meeting(code: str, line: str, meeting: str) -> None:
    found = load(code).closing_meeting.search(line)
    assert found is not None
    assert found["meeting"] == meeting


@pytest.mark.parametrize(
    ("code", "line", "number"),
    [
        ("en", "Annex", None),
        ("en", "Annex II", "II"),
        ("fr", "Annexe", None),
        ("es", "Anexo I", "I"),
        ("ru", "Приложение", None),
        ("zh", "附件一", "一"),
        ("ar", "المرفق الأول", "الأول"),
    ],
)
def test_annex(code: str, line: str, number: str | None) -> None:
    found = load(code).annex.match(line)
    assert found is not None
    assert found["number"] == number


@pytest.mark.parametrize(
    ("code", "line", "label"),
    [
        ("en", "12. Requests", "12."),
        ("en", "(a) To light", "(a)"),
        ("en", "(iv) To light", "(iv)"),
        ("fr", "a) D’allumer", "a)"),
        ("ru", "а) зажечь", "а)"),
        ("zh", "12. 请", "12."),
        ("zh", "㈠ 点亮", "㈠"),
        ("ar", "12 - تطلب", "12 -"),
        ("ar", "(أ) أن تضيء", "(أ)"),
    ],
)
def test_paragraph_label(code: str, line: str, label: str) -> None:
    found = load(code).paragraph_label.match(line)
    assert found is not None
    assert found["label"].strip() == label
