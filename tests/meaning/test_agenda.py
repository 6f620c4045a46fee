"""What a coming session takes up, and how a matter goes on."""

from __future__ import annotations

import pytest

from tests.meaning.said import said

INCLUDED = "Decides to include in the provisional agenda of its "


@pytest.mark.parametrize(
    ("paragraph", "decisions"),
    [
        (INCLUDED + "sixty-fifth session the item entitled “Bells and horns”.", [(65, "include", "Bells and horns")]),
        (INCLUDED + "sixty-fifth and sixty-sixth sessions an item entitled “Reefs”;",
         [(65, "include", "Reefs"), (66, "include", "Reefs")]),
        ("Decides to include in its annual agenda the item entitled “Bells of the harbours”;",
         [(None, "include", "Bells of the harbours")]),
        (INCLUDED + "next session the item entitled “Fog at its sixty-ninth session”;",
         [(65, "include", "Fog at its sixty-ninth session")]),
        ("Requests the Board to report on wrecks, and decides to include in the provisional agenda of its sixty-sixth"
         " session, under the item entitled “Ships”, the sub-item entitled “The “Kittiwake” and other wrecks”;",
         [(66, "include", "The “Kittiwake” and other wrecks")]),
        ("Requests the Secretary-General to include in the provisional agenda of its sixty-sixth session the item"
         " entitled “Tides”;", [(66, "include", "Tides")]),
        ("Decides to continue its consideration of lighthouses at its sixty-fifth session under the item entitled"
         " “Lamps”, and to maintain in the provisional agenda the sub-item entitled “Oil for lamps”;",
         [(65, "consider", "Lamps"), (65, "include", "Oil for lamps")]),
        ("Decides to consider the question of fog further at its sixty-seventh session;", [(67, "consider", None)]),
        ("Decides, in the light of the views expressed at its sixty-fifth session, to revert to the matter at its"
         " sixty-eighth session;", [(68, "consider", None)]),
        ("Decides that the present resolution shall be reviewed at its sixty-ninth session;", [(69, "consider", None)]),
        ("Decides that the Sixth Committee, at the sixty-fifth session of the General Assembly, will further examine"
         " the draft articles on moorings;", [(65, "consider", None)]),
        ("Reaffirms its decision to review the Register at its sixty-sixth session;", [(66, "consider", None)]),
        ("Decides to remain seized of the matter;", [(None, "consider", None)]),
        ("Decides to continue consideration of the question under the item entitled “Reefs”;",
         [(None, "consider", "Reefs")]),
        ("Decides to continue to consider, as appropriate, the use of lamps;", [(None, "consider", None)]),
        ("Decides to consider further the report on bells under the agenda item relating to harbours;",
         [(None, "consider", None)]),
        ("Decides to include the item entitled “Wrecks” in the agenda of the General Assembly until they are raised;",
         [(None, "include", "Wrecks")]),
        ("Decides to include in the provisional agenda of its sixty-seventh session the item entitled “Moorings” and,"
         " in the light of the debates held at the sixtieth, sixty-second and sixty-fourth sessions of the General"
         " Assembly, to continue to examine a convention on moorings;", [(67, "include", "Moorings")]),
        ("Decides that the General Assembly will consider the findings of the Group on Tides when it has ended;",
         [(None, "consider", None)]),
        ("Decides that the Fifth Committee will consider the report in November, under the agenda item entitled"
         " “Bells”;", [(None, "consider", "Bells")]),
        ("Decides to keep under continuous review the rebuilding of the lighthouses;", [(None, "consider", None)]),
        ("Decides to give urgent consideration to the issues involved in fog;", [(None, "consider", None)]),
        ("Decides to review the work of the Committee on Tides every three years;", [(None, "consider", None)]),
        ("Decides to continue the Consultative Process on Fog for a year, with a further review of its use by the"
         " General Assembly at its sixty-fifth session;", [(65, "consider", None)]),
        ("Regrets that the rules of the Forum on Reefs could not be defined, and decides to define them at its"
         " sixty-fourth session;", [(64, "consider", None)]),
        ("Decides to recommend that the Sixth Committee, at the sixty-fifth session of the General Assembly, establish"
         " a working group with a view to finalizing the draft convention on moorings;", [(65, "consider", None)]),
        ("Decides that the Sixth Committee shall continue its consideration of moorings, and to this end decides"
         " to establish, at its sixty-sixth session, a working group of the Sixth Committee to discuss them;",
         [(66, "consider", None)]),
        # what is no decision on a coming agenda
        ("Decides to establish, at its sixty-fifth session, a working group on tides, open to all States;", []),
        ("Decides that the Committee on Tides shall continue its consideration of fog;", []),
        ("Requests the Committee on Tides to continue to consider fog;", []),
        ("Requests the Board to report at its sixty-fifth session under the item entitled “Reefs”;", []),
        ("Urges all States to remain seized of the issue;", []),
        ("Recalls its decision to include in the provisional agenda of its sixty-fifth session the item “Reefs”;", []),
        ("Decides that the Committee on Tides, at its sixty-fifth session, should consider fog;", []),
        ("Decides to convene a high-level meeting at its sixty-fifth session to consider options for lamps;", []),
        ("Recommends the provisional agenda in the annex for adoption by the Conference;", []),
        ("Requests the Board to include in its report progress on the 2030 Agenda at the sixty-fifth session;", []),
    ],
)  # fmt: skip
def test_decisions_on_a_coming_agenda(paragraph: str, decisions: list[tuple[int | None, str, str | None]]) -> None:
    assert [(d.session, d.action, d.item) for d in said(paragraph).agenda] == decisions


def test_a_sub_item_stands_under_its_item_whichever_is_named_first() -> None:
    for words in (
        "under the item entitled “Ships”, the sub-item entitled “Wrecks”",
        "the sub-item entitled “Wrecks” of the item entitled “Ships”",
    ):
        (decision,) = said(f"{INCLUDED}sixty-fifth session {words};").agenda
        assert (decision.item, decision.level, decision.under) == ("Wrecks", "sub-item", "Ships")


@pytest.mark.parametrize(
    ("paragraph", "how"),
    [
        ("Decides to continue its consideration of the question of tides at its sixty-sixth session;", "continue"),
        ("Decides to defer consideration of the draft rules on fog to its sixty-sixth session;", "defer"),
        ("Decides to conclude its consideration of the draft rules at its sixty-sixth session;", "conclude"),
        ("Decides to remain seized of the matter at its sixty-sixth session;", "remain seized"),
        ("Decides to keep under review, during its sixty-fourth session, the item entitled “Fog”;", "continue"),
        ("Decides to consider the matter at its sixty-sixth session;", None),
    ],
)
def test_how_a_matter_goes_on(paragraph: str, how: str | None) -> None:
    (decision,) = said(paragraph).agenda
    assert decision.how == how


def test_conditions_and_cycles() -> None:
    (decision,) = said(f"{INCLUDED}sixty-sixth session the item entitled “Fog”, unless otherwise agreed.").agenda
    assert decision.unless == "unless otherwise agreed"
    (decision,) = said("Decides to revisit the issue every two years, next at its sixty-sixth session.").agenda
    assert (decision.session, decision.recurrence) == (66, "biennial")


def test_a_sub_paragraph_goes_on_what_the_paragraph_decides() -> None:
    found = said("Decides:", "(a) To consider the matter at its sixty-fifth session;", "(b) To thank the Board;").agenda
    assert [(d.para, d.session, d.rule) for d in found] == [("1(a)", 65, "agenda-consider")]


def test_a_decision_has_its_place() -> None:
    paragraph = "Requests the Board to go on, and decides to remain seized of the matter;"
    record = said(paragraph)
    (decision,) = record.agenda
    assert paragraph[decision.offset : decision.end].startswith("decides to remain seized")


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("ar", "تقرر مواصلة النظر، حسب الاقتضاء، في مسألة المنارات؛"),
        ("en", "Decides to continue to consider, as appropriate, the question of lighthouses;"),
        ("es", "Decide seguir examinando, según proceda, la cuestión de los faros;"),
        ("fr", "Décide de continuer d’examiner la question des phares ;"),
        ("ru", "постановляет продолжить рассмотрение вопроса о маяках;"),
        ("zh", "决定继续审议灯塔问题；"),
    ],
)
def test_the_assembly_itself_goes_on_with_a_matter_whenever(language: str, paragraph: str) -> None:
    (decision,) = said(paragraph, language=language).agenda
    assert (decision.session, decision.action, decision.how) == (None, "consider", "continue")


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("ar", "تقرر أن تبقي بناء المنارات قيد الاستعراض المستمر؛"),
        ("es", "Decide mantener en examen continuo la construcción de faros;"),
        ("fr", "Décide de maintenir constamment à l’étude la construction des phares ;"),
        ("ru", "постановляет постоянно держать в поле зрения строительство маяков;"),
        ("zh", "决定继续审查灯塔的修建；"),
    ],
)
def test_what_is_kept_under_review_comes_back(language: str, paragraph: str) -> None:
    (decision,) = said(paragraph, language=language).agenda
    assert (decision.session, decision.action) == (None, "consider")


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        (
            "ar",
            "تقرر أن توصي بأن تنشئ اللجنة السادسة، في الدورة السادسة والستين للجمعية العامة، فريقا عاملا لإتمام"
            " مشروع الاتفاقية المتعلقة بالمنارات؛",
        ),
        (
            "es",
            "Decide recomendar que la Sexta Comisión establezca un grupo de trabajo durante el sexagésimo sexto"
            " período de sesiones de la Asamblea General con miras a finalizar el convenio sobre faros;",
        ),
        (
            "fr",
            "Décide de recommander à la Sixième Commission de créer, à sa soixante-sixième session, un groupe de"
            " travail chargé d’achever la convention sur les phares ;",
        ),
        (
            "ru",
            "постановляет рекомендовать Шестому комитету учредить на шестьдесят шестой сессии Генеральной Ассамблеи"
            " рабочую группу в целях завершения конвенции о маяках;",
        ),
        ("zh", "决定建议第六委员会在大会第六十六届会议期间设立一个工作组，负责完成关于灯塔的公约草案；"),
    ],
)
def test_a_main_committee_takes_a_matter_up_in_a_working_group(language: str, paragraph: str) -> None:
    (decision,) = said(paragraph, language=language).agenda
    assert (decision.session, decision.action) == (66, "consider")


def test_what_a_body_that_is_set_up_shall_consider_is_no_decision_of_the_assembly() -> None:
    said_of_body = ("Decides to establish a group on tides:", "(a) To consider the matter at its sixty-fifth session;")
    assert not said(*said_of_body).agenda
