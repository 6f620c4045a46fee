"""Openings: class, verb and surface of invented paragraphs."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operative.languages import CODES, load

PREAMBLE = [
    ("en", "Recalling also its resolution on lighthouses,", "recall", "Recalling also"),
    ("en", "Deeply concerned at the loss of tide tables,", "be concerned", "Deeply concerned"),
    ("en", "Taking further note with great interest of the map,", "take note", "Taking further note"),
    ("en", "Having considered the report on lanterns,", "have considered", "Having considered"),
    (
        "en",
        "Noting with deep and growing concern that lamps fail,",
        "note with concern",
        "Noting with deep and growing concern",
    ),
    ("fr", "Se félicitant également de la carte,", "welcome", "Se félicitant également"),
    ("fr", "Ayant à l'esprit les phares,", "bear in mind", "Ayant à l'esprit"),
    ("fr", "Vivement préoccupée par la brume,", "be concerned", "Vivement préoccupée"),
    ("es", "Recordando además su resolución sobre faros,", "recall", "Recordando además"),
    ("es", "Teniendo debidamente en cuenta las mareas,", "take into account", "Teniendo debidamente en cuenta"),
    ("ru", "ссылаясь далее на свою резолюцию о маяках,", "recall", "ссылаясь далее на"),
    ("ru", "будучи глубоко обеспокоена туманом,", "be concerned", "будучи глубоко обеспокоена"),
    ("ru", "с глубокой озабоченностью отмечая туман,", "note with concern", "с глубокой озабоченностью отмечая"),
    ("zh", "审议了关于灯塔的报告，", "have considered", "审议了"),
    ("ar", "وإذ تحيط أيضا علما بالخريطة،", "take note", "وإذ تحيط أيضا علما"),
    ("ar", "إذ تُشير إلى المنارات،", "recall", "إذ تُشير إلى"),  # a short vowel
    ("ar", "وإذ تشيـــر إلى المنارات،", "recall", "وإذ تشيـــر إلى"),  # kashida
    ("ar", "وقد نظر في التقرير،", "have considered", "وقد نظر"),  # a council is masculine
]
OPERATIVE = [
    ("en", "Also strongly urges all keepers to", "urge", "Also strongly urges"),
    ("en", "Decides, as an exception, to", "decide", "Decides"),
    ("en", "Reiterates its call upon keepers", "call upon", "Reiterates its call"),
    ("en", "Calls once again upon keepers", "call upon", "Calls once again upon"),
    ("en", "Expresses its deep appreciation to keepers", "express appreciation", "Expresses its deep appreciation"),
    ("fr", "Prie instamment les gardiens de", "urge", "Prie instamment"),
    ("fr", "Prie également les gardiens de", "request", "Prie également"),
    ("fr", "Fait siennes les recommandations", "endorse", "Fait siennes"),
    ("es", "Exhorta una vez más a los guardianes", "call upon", "Exhorta una vez más"),
    ("es", "Acoge también con beneplácito la carta", "welcome", "Acoge también con beneplácito"),
    ("ru", "настоятельно призывает также смотрителей", "urge", "настоятельно призывает также"),
    ("ru", "Принимает к сведению карту", "take note", "Принимает к сведению"),
    ("zh", "又吁请各守望员", "call upon", "又吁请"),
    ("zh", "决定在下届会议上", "decide", "决定"),
    ("ar", "تطلب أيضا إلى الأمين العام", "request", "تطلب أيضا"),
    ("ar", "تهيب بالدول", "call upon", "تهيب"),
    ("ar", "يقرر أن يبقي", "decide", "يقرر"),
]


@pytest.mark.parametrize(("code", "text", "verb", "surface"), PREAMBLE)
def test_preambular(code: str, text: str, verb: str, surface: str) -> None:
    found = load(code).opening(text)
    assert found is not None
    assert (found.kind, found.verb, found.surface) == ("preambular", verb, surface)


@pytest.mark.parametrize(("code", "text", "verb", "surface"), OPERATIVE)
def test_operative(code: str, text: str, verb: str, surface: str) -> None:
    found = load(code).opening(text)
    assert found is not None
    assert (found.kind, found.verb, found.surface) == ("operative", verb, surface)


def test_a_chinese_verb_does_not_say_where_it_stands() -> None:
    found = load("zh").opening("还重申灯塔的重要性")
    assert found is not None
    assert (found.kind, found.verb, found.surface) == ("either", "reaffirm", "还重申")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "recalling is not how a paragraph begins"),  # no capital: a line that goes on
        ("en", "Lighthouses of the northern coast"),
        ("en", "Also"),
        ("en", "12 December 2031"),
        ("fr", "L’annexe de la présente"),
        ("es", "El faro del norte"),
        ("ru", "маяки северного берега"),
        ("zh", "灯塔"),
        ("ar", "المنارات"),
        ("ar", ""),
    ],
)
def test_no_opening(code: str, text: str) -> None:
    assert load(code).opening(text) is None


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=60))
def test_any_text_is_answered_and_the_surface_is_printed_so(code: str, text: str) -> None:
    found = load(code).opening(text)
    assert found is None or text.lstrip().startswith(found.surface) or found.surface in text


FLOOR = {"preambular": 0.003, "operative": 0.002}  # unknown openings, of all paragraphs that open with emphasis
NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.mark.parametrize("code", CODES)
def test_few_openings_of_the_official_texts_are_unknown(code: str, shared: Path) -> None:
    unknown: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with zipfile.ZipFile(shared / "corpus/akn4un/77.zip") as archive:
        names = [name for name in archive.namelist() if f"/{code}/" in name][::6]
        for name in names:
            for kind, text in _emphasised(archive.read(name).decode("utf-8")):
                total[kind] += 1
                unknown[kind] += load(code).opening(text) is None
    assert total["operative"] > 100
    for kind, most in FLOOR.items():
        assert unknown[kind] <= max(2, most * total[kind]), json.dumps(unknown)


def _emphasised(xml: str) -> list[tuple[str, str]]:
    """The beginnings of the paragraphs of the official XML whose first words are emphasised and end in a semicolon."""
    out = []
    for kind, tag in (("preambular", "container"), ("operative", "paragraph")):
        for found in re.finditer(rf"<{tag} [^>]*>(.*?)</{tag}>", xml, re.DOTALL):
            text = re.sub(r"<num>.*?</num>|<authorialNote.*?</authorialNote>", "", found[1], flags=re.DOTALL)
            plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()
            emphasis = re.match(r"\s*(?:<content[^>]*>|<intro[^>]*>|<list[^>]*>|\s)*<p[^>]*>\s*<span", text)
            if emphasis and plain.rstrip()[-1:] in (";", "；", "؛", ",", "，", "،"):
                out.append((kind, plain[:120]))
    return out
