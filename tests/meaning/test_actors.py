"""Actors: the same identifier in six languages, by the head of the phrase, on invented matters."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.languages import CODES
from operative.meaning.actors import actor_of, actors_in, authority

# One phrase in each language, in the order of CODES: ar, en, es, fr, ru, zh.
SAME = {
    "un:secretary-general": (
        "الأمين العام",
        "the Secretary-General",
        "al Secretario General",
        "le Secrétaire général",
        "Генерального секретаря",
        "秘书长",
    ),
    "group:member-states": (
        "جميع الدول الأعضاء",
        "all Member States",
        "todos los Estados Miembros",
        "tous les États Membres",
        "все государства-члены",
        "所有会员国",
    ),
    "group:states": ("جميع البلدان", "all countries", "todos los países", "tous les pays", "всем странам", "各国"),
    "group:states-parties": (
        "الدول الأطراف في اتفاقية المنارات",
        "States parties to the Convention on Lighthouses",
        "Estados partes en la Convención sobre los Faros",
        "États parties à la Convention sur les phares",
        "государства-участники Конвенции о маяках",
        "灯塔公约缔约国",
    ),
    "group:developing-countries": (
        "البلدان النامية",
        "developing countries",
        "los países en desarrollo",
        "les pays en développement",
        "развивающимся странам",
        "发展中国家",
    ),
    "group:united-nations-system": (
        "مؤسسات منظومة الأمم المتحدة ذات الصلة",
        "relevant organizations and bodies of the United Nations system",
        "las organizaciones competentes del sistema de las Naciones Unidas",
        "les organismes compétents des Nations Unies",
        "соответствующим организациям системы Организации Объединенных Наций",
        "联合国系统有关组织",
    ),
    "un:special-rapporteur": (
        "المقررة الخاصة لمجلس حقوق الإنسان المعنية بالحق في ضوء المنارات",
        "Special Rapporteur of the Human Rights Council on the right to the light of lighthouses",
        "la Relatora Especial del Consejo de Derechos Humanos sobre el derecho a la luz de los faros",
        "la Rapporteuse spéciale du Conseil des droits de l’homme sur le droit à la lumière des phares",
        "Специального докладчика Совета по правам человека по вопросу о праве на свет маяков",
        "人权理事会灯塔光权问题特别报告员",
    ),
    "un:chair": (
        "رئيسة اللجنة السادسة",
        "Chair of the Sixth Committee",
        "la Presidencia de la Sexta Comisión",
        "la Présidente de la Sixième Commission",
        "Председателя Шестого комитета",
        "第六委员会主席",
    ),
    "un:sixth-committee": (
        "اللجنة السادسة",
        "Sixth Committee",
        "la Sexta Comisión",
        "la Sixième Commission",
        "Шестому комитету",
        "第六委员会",
    ),
    "state:mli": (
        "حكومة مالي",
        "Government of Mali",
        "el Gobierno de Malí",
        "le Gouvernement du Mali",
        "правительство Мали",
        "马里政府",
    ),
    "un:who": (
        "المدير العام لمنظمة الصحة العالمية",
        "Director General of the World Health Organization",
        "el Director General de la Organización Mundial de la Salud",
        "le Directeur général de l’Organisation mondiale de la Santé",
        "Генерального директора Всемирной организации здравоохранения",
        "世界卫生组织总干事",
    ),
    "org:ipu": (
        "الاتحاد البرلماني الدولي",
        "Inter-Parliamentary Union",
        "la Unión Interparlamentaria",
        "l’Union interparlementaire",
        "Межпарламентскому союзу",
        "各国议会联盟",
    ),
}


@pytest.mark.parametrize("actor", SAME)
def test_an_actor_has_one_identifier_in_six_languages(actor: str) -> None:
    assert {code: actor_of(phrase, code) for code, phrase in zip(CODES, SAME[actor], strict=True)} == dict.fromkeys(
        CODES, actor
    )


def named(text: str, code: str) -> list[tuple[str, str]]:
    found = actors_in(text, code)
    assert all(a.end <= b.start or a[1:] == b[1:] for a, b in pairwise(found))
    return [(actor.id, text[actor.start : actor.end]) for actor in found]


def test_names_stand_in_a_text_the_longest_first() -> None:
    text = (
        "Invites the Inter-Parliamentary Union, Member States and the Economic Commission for Africa to keep lamps lit;"
    )
    assert named(text, "en") == [
        ("org:ipu", "Inter-Parliamentary Union"),
        ("group:member-states", "Member States"),
        ("un:eca", "Economic Commission for Africa"),
    ]
    assert named("邀请各国议会联盟、会员国和非洲经济委员会维护灯塔；", "zh") == [
        ("org:ipu", "各国议会联盟"),
        ("group:member-states", "会员国"),
        ("un:eca", "非洲经济委员会"),
    ]


def test_arabic_particles_and_what_printers_put_between_letters() -> None:
    assert named("تطلب إلى الأمين العام وإلى الدول الأعضاء", "ar") == [
        ("un:secretary-general", "الأمين العام"),
        ("group:member-states", "الدول الأعضاء"),
    ]
    assert named("للأمين العام وللدول الأعضاء", "ar") == [
        ("un:secretary-general", "أمين العام"),
        ("group:member-states", "دول الأعضاء"),
    ]
    assert actor_of("بالأميـن العامّ", "ar") == "un:secretary-general"
    assert actor_of("بجميع الدول", "ar") == "group:states"


def test_arabic_names_keep_to_their_article() -> None:
    assert named("القطاع المالي", "ar") == []  # "financial" with an article is not Mali
    assert named("في مالي", "ar") == [("state:mli", "مالي")]


def test_russian_endings() -> None:
    for printed in (
        "Организация Объединенных Наций",
        "Организации Объединенных Наций",
        "Организацией Объединенных Наций",
    ):
        assert actor_of(printed, "ru") == "un:united-nations"
    assert [actor_of(printed, "ru") for printed in ("Нигера", "Нигерии", "Нигер")] == [
        "state:ner",
        "state:nga",
        "state:ner",
    ]
    assert actor_of("развивающиеся страны, не имеющие выхода к морю", "ru") == "group:landlocked-developing-countries"


def test_words_may_stand_inside_a_name_where_its_star_says_so() -> None:
    assert named("les entités concernées des Nations Unies", "fr") == [
        ("group:united-nations-system", "entités concernées des Nations Unies")
    ]
    assert named("الدول الخمس الحائزة للأسلحة النووية", "ar") == [
        ("group:nuclear-weapon-states", "الدول الخمس الحائزة للأسلحة النووية")
    ]


def test_a_state_is_written_with_a_capital() -> None:
    assert named("a turkey and some chad", "en") == []
    assert actor_of("того", "ru") is None
    assert actor_of("Того", "ru") == "state:tgo"
    assert actor_of("secretary-general", "en") == "un:secretary-general"  # others as they come


def test_capitals_tell_one_secretariat_from_another() -> None:
    assert actor_of("Secretariat", "en") == "un:secretariat"
    assert actor_of("secretariat of the Convention on Lighthouses", "en") == "group:treaty-secretariats"
    assert (
        actor_of("secretariat of the Convention on Biological Diversity", "en")
        == "un:convention-on-biological-diversity"
    )


def test_old_names_of_states() -> None:
    assert [actor_of(name, "en") for name in ("Turkey", "Türkiye", "Republic of Türkiye")] == ["state:tur"] * 3
    assert [actor_of(name, "en") for name in ("Swaziland", "Czech Republic", "Cape Verde")] == [
        "state:swz",
        "state:cze",
        "state:cpv",
    ]


def test_a_name_inside_what_restricts_is_not_the_head() -> None:
    assert actor_of("keeper of the lamps of the Security Council", "en") is None
    assert actor_of("gardien des phares du Conseil de sécurité", "fr") is None
    assert actor_of("United Nations lighthouse architecture", "en") is None  # the head is another word, unknown
    assert actor_of("Governments of Mali and Chad", "en") == "group:governments"
    assert actor_of("Secretary-General, in his report to the Security Council", "en") == "un:secretary-general"
    assert actor_of("Secretariat and the United Nations Environment Programme", "en") == "un:secretariat"
    assert actor_of("Генерального секретаря как Председателя Совета маяков", "ru") == "un:secretary-general"


def test_two_names_are_no_star() -> None:
    assert [actor for actor, _ in named("United Nations and humanitarian organizations", "en")] == [
        "un:united-nations",
        "group:humanitarian-organizations",
    ]
    assert actor_of("United Nations humanitarian organizations", "en") == "group:humanitarian-organizations"


def test_acronyms_are_capitals() -> None:
    assert named("those who keep lamps", "en") == []
    assert actor_of("WHO", "en") == "un:who"


def test_a_name_of_two_gives_both() -> None:
    text = "relevant regional and international organizations"
    assert [actor for actor, _ in named(text, "en")] == [
        "group:international-organizations",
        "group:regional-organizations",
    ]
    assert actor_of(text, "en") == "group:international-organizations"


def test_whole_words_only() -> None:
    assert named("State-owned lamps, youth-led watches, the Statehood of lamps", "en") == []


def test_an_unknown_language_has_no_list() -> None:
    with pytest.raises(KeyError):
        actors_in("", "la")


@given(text=st.text(max_size=60), code=st.sampled_from(CODES))
def test_any_text_is_read(text: str, code: str) -> None:
    for found in actors_in(text, code):
        assert 0 <= found.start < found.end <= len(text)
    actor_of(text, code)


@pytest.mark.parametrize("code", CODES)
def test_every_name_is_found_as_its_own_actor(code: str) -> None:
    names = authority(code)
    for actor, printed in names.printed():
        if "*" not in printed:
            assert actor in {found.id for found in names.find(printed)}, printed


def test_a_phrase_takes_microseconds() -> None:
    authority("en")
    phrases = [f"relevant organizations of the United Nations system on lamp {n}" for n in range(500)]
    actor_of("relevant organizations of the United Nations system", "en")
    start = time.process_time()
    for phrase in phrases:
        actor_of(phrase, "en")
    assert (time.process_time() - start) / len(phrases) < 0.001  # 20 microseconds where nothing else runs
