"""Pictures that lead to what they count, tables in order, citations and series in plots, texts in their files."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient
from msgspec.structs import replace

import operative
from operative.record import Basis
from operative.registry import Registry
from operative.web import application
from operative.web.graph import BANDS_AWAY, bands
from operative.web.plots import Column, ceiling, panel
from operative.web.timeline import Step, plot, steps
from tests.registry.invented import first, resolution, second, third
from tests.specimens import specimens
from tests.specimens.forms import FORMS
from tests.web.test_pages import tree, words

SIXTH = Basis(committee="Sixth Committee", documents=("A/65/9",))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    registry = Registry(tmp_path_factory.mktemp("corpus") / "operative.db")
    registry.add_all([first(), replace(second(), basis=SIXTH), third()])
    registry.refresh()
    with TestClient(application(registry), raise_server_exceptions=False) as client:
        yield client


# --- pictures and tables ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", ["resolutions", "mandates", "reports"])
def test_each_column_leads_to_as_many_as_it_shows(corpus: TestClient, of: str) -> None:
    root = tree(corpus, f"/pictures?of={of}")
    columns = root.xpath("//figure//a[contains(@href, 'session=')]")
    assert columns
    for column in columns:
        (shown,) = column.xpath(".//*[@class='figure']")
        stem, _, query = column.get("href").partition("?")
        assert corpus.get(f"{stem}.json?{query}").json()["count"] == int(shown.text), column.get("href")


def test_a_table_says_what_the_plot_says(corpus: TestClient) -> None:
    root = tree(corpus, "/pictures")
    for picture in root.xpath("//section[@class='picture']"):
        plotted = {one.get("href") for one in picture.xpath(".//figure//a[contains(@href, 'session=')]")}
        assert plotted == set(picture.xpath(".//table//a/@href"))
    rows = list(csv.DictReader(corpus.get("/pictures.csv").content.decode("utf-8-sig").splitlines()))
    counted = [count for one in corpus.get("/pictures.json").json() for count in one["counts"]]
    assert [(row["key"], row["session"], row["number"]) for row in rows] == [
        (one["key"], str(one["session"]), str(one["number"])) for one in counted
    ]


def test_headings_sort_and_turn_round(corpus: TestClient) -> None:
    for path, column in (("/resolutions", "words"), ("/mandates", "force")):
        rising = corpus.get(f"{path}.json?order={column}").json()[path.strip("/")]
        falling = corpus.get(f"{path}.json?order=-{column}").json()[path.strip("/")]
        values = [one[column] for one in rising]
        assert values == sorted(values) == [one[column] for one in falling][::-1]
        assert len(set(values)) > 1
    root = tree(corpus, "/mandates?verb=request&order=due")
    (heading,) = root.xpath("//th[@aria-sort]")
    assert heading.get("aria-sort") == "ascending"
    assert heading.xpath("a/@href") == ["/mandates?verb=request&order=-due"]
    hidden = root.xpath("//form[@class='filter']//input[@type='hidden'][@name='order']/@value")
    assert hidden == ["due"], "a new filter keeps the order"


@pytest.mark.parametrize(
    "path", ["/mandates?order=x", "/resolutions?order=--words", "/pictures?of=x", "/mandates?strongest=9"]
)
def test_an_unknown_order_or_picture_is_told(corpus: TestClient, path: str) -> None:
    assert corpus.get(path).status_code == 400


@given(st.integers(1, 10**9))
def test_a_scale_ends_at_a_round_number_not_far_above(number: int) -> None:
    assert number <= ceiling(number) <= max(2, 2 * number)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.booleans())
def test_columns_stay_in_their_panel_and_do_not_touch(numbers: list[int], mirrored: bool) -> None:
    drawn = panel("", [Column("", number, "") for number in numbers], max(numbers), mirrored=mirrored).columns
    assert all(one.x >= 0 and one.x + one.width <= 260 and 0 <= one.y <= 150 for one in drawn)
    places = sorted(one.x for one in drawn)
    assert all(left + drawn[0].width < right for left, right in itertools.pairwise(places))
    tallest = max(drawn, key=lambda one: one.height)
    assert tallest.column.number == max(numbers)


# --- citations --------------------------------------------------------------------------------------------------------


def test_citations_lead_both_ways(corpus: TestClient) -> None:
    found = corpus.get("/graph/A/RES/65/92.json").json()
    assert [(one["symbol"], one["session"], one["relation"]) for one in found["away"]] == [
        ("A/RES/64/91", 64, "recall"),
        ("A/65/123", 65, "take note"),
    ]
    assert [(one["symbol"], one["places"]) for one in found["here"]] == [("A/RES/66/93", [["pp1", "recall"]])]
    assert [one["symbol"] for one in (*found["away"], *found["here"]) if one["kin"]] == ["A/RES/64/91", "A/RES/66/93"]
    root = tree(corpus, "/graph/A/RES/65/92")
    assert set(root.xpath("//*[@class='lanes']//a/@href")) == {"/A/RES/64/91", "/A/65/123", "/A/RES/66/93"}
    places = {one.get("href"): float(one.xpath(".//rect/@x")[0]) for one in root.xpath("//*[@class='lanes']//a")}
    assert places["/A/RES/64/91"] < places["/A/RES/66/93"], "earlier sessions stand before later ones"
    mirrored = tree(corpus, "/graph/A/RES/65/92", **{"accept-language": "ar"})
    places = {one.get("href"): float(one.xpath(".//rect/@x")[0]) for one in mirrored.xpath("//*[@class='lanes']//a")}
    assert places["/A/RES/64/91"] > places["/A/RES/66/93"]


def test_a_document_that_is_not_held_has_citations_that_lead_to_it(corpus: TestClient) -> None:
    found = corpus.get("/graph/A/65/123.json").json()
    assert (found["away"], [one["symbol"] for one in found["here"]]) == ([], ["A/RES/65/92"])
    assert corpus.get("/graph/A/65/999").status_code == 404
    assert corpus.get("/graph/lamps").status_code == 404


def test_a_document_that_many_cite_stays_readable(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    preamble = "Recalling its resolution 64/91 of 9 December 2009,"
    registry.add_all([first(), *(resolution(f"A/RES/65/{n}", "Decides;", preamble=(preamble,)) for n in range(1, 81))])
    registry.refresh()
    with TestClient(application(registry)) as client:
        root = tree(client, "/graph/A/RES/64/91")
    assert len(root.xpath("//*[@class='lanes']//a")) <= 60
    (more,) = root.xpath("//a[@class='more']")
    assert "78" in words(more)
    assert len(root.xpath(f"//*[@id='{more.get('href').strip('#')}']/tr")) == 80, "the rest is in the table"


@given(st.lists(st.integers(1, 90), min_size=1, max_size=60), st.integers(1, 5))
def test_bands_hold_every_session_once(sessions: list[int], most: int) -> None:
    found = bands(sessions, most)
    assert len(found) <= most
    assert all(sum(start <= one <= end for start, end in found) == 1 for one in sessions)
    assert found == sorted(found)


def test_no_citations_have_no_bands() -> None:
    assert bands([], BANDS_AWAY) == []


# --- series -----------------------------------------------------------------------------------------------------------


def test_a_series_says_what_goes_on_what_and_what_changed(corpus: TestClient) -> None:
    found = corpus.get("/series/A/RES/65/92.json").json()["steps"]
    assert [one["symbol"] for one in found] == ["A/RES/64/91", "A/RES/65/92", "A/RES/66/93"]
    (link,) = found[1]["goes_on"]
    assert (link["predecessor"], link["rule"], link["place"]) == ("A/RES/64/91", "cited-same-title", "pp1")
    assert 0.9 < link["strength"] <= 1
    compared = operative.diff(first(), second()).counts()
    assert link["changes"] == compared
    root = tree(corpus, "/series/A/RES/65/92")
    assert words(root.xpath("//*[@class='changed']//li[@class='new']/b")[0]) == str(compared["new"])
    assert "/A/RES/65/92?beside=A/RES/64/91" in root.xpath("//main//a/@href")


def test_branches_and_merges_have_lanes_of_their_own(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    preamble = "Recalling its resolution 64/91 of 9 December 2009,"
    branches = [resolution(f"A/RES/65/{n}", "Decides;", preamble=(preamble,)) for n in (1, 2)]
    both = "Recalling its resolutions 65/1 of 8 December 2010 and 65/2 of 8 December 2010,"
    registry.add_all([first(), *branches, resolution("A/RES/66/3", "Decides;", preamble=(both,))])
    registry.refresh()
    found = steps(registry, "A/RES/64/91")
    drawn = plot(found, mirrored=False)
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == len(found) == 4, "no two stand in one place"
    assert len(drawn.curves) == 4
    with TestClient(application(registry)) as client:
        said = words(tree(client, "/series/A/RES/64/91"))
    assert "2 resolutions go on it" in said
    assert "Merges 2 resolutions" in said


def test_a_resolution_by_itself_says_so(corpus: TestClient, tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(third())
    registry.refresh()
    with TestClient(application(registry)) as client:
        assert "No resolution that is held" in words(tree(client, "/series/A/RES/66/93"))
    assert corpus.get("/series/A/RES/60/1").status_code == 404
    assert plot([Step("A/RES/66/93", None, 66, None, [], [])], mirrored=True).curves == []


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(tmp_path: Path) -> tuple[Path, Registry]:
    """A registry with a specimen that was read from a file, which lies where it lay."""
    path = tmp_path / "secret folder" / "lamps.txt"
    path.parent.mkdir()
    path.write_bytes(FORMS["pdftext"].write(next(specimens()[0].versions())))
    registry = Registry(tmp_path / "operative.db")
    registry.add(operative.read(path))
    registry.refresh()
    return path, registry


def test_a_paragraph_is_shown_in_its_source_file(loaded: tuple[Path, Registry]) -> None:
    path, registry = loaded
    (held,) = registry.resolutions()
    record = registry.record(held.symbol)
    assert record is not None
    block = next(block for block in record.blocks if block.kind == "operative")
    with TestClient(application(registry)) as client:
        found = client.get(f"/source/{held.symbol}/{record.language}.json?place={block.id}").json()
        page = tree(client, f"/source/{held.symbol}?place={block.id}")
        text = path.read_text(encoding="utf-8")
        marked = [one["text"] for one in found["pieces"] if one["marked"]]
        assert found["at_hand"]
        assert marked == [text[start:end] for start, end in block.pieces or (block.span,)]
        assert "".join(one["text"] for one in found["pieces"]) in text
        assert [one.text for one in page.xpath("//pre/mark")] == marked
        whole = client.get(f"/source/{held.symbol}.json").json()
        assert "".join(one["text"] for one in whole["pieces"]) == text
        assert [one["text"] for one in whole["pieces"] if one["marked"]] == [piece.text for piece in record.unplaced]
        assert "secret" not in client.get(f"/versions/{held.symbol}.json").text + json.dumps(found)
        assert client.get(f"/source/{held.symbol}?place=op99").status_code == 404


def test_a_file_that_changed_or_went_is_not_shown(loaded: tuple[Path, Registry]) -> None:
    path, registry = loaded
    (held,) = registry.resolutions()
    text = path.read_text(encoding="utf-8")
    middle = len(text) // 2
    path.write_text(f"{text[:middle]}PRIVATE{text[middle + len('PRIVATE') :]}", encoding="utf-8")  # of the same length
    with TestClient(application(registry)) as client:
        for change in (lambda: None, path.unlink):
            change()
            found = client.get(f"/source/{held.symbol}.json?place=op1&x={path.exists()}").json()
            assert not found["at_hand"]
            assert found["file_digest"] is None
            assert "PRIVATE" not in json.dumps(found)
            assert any(one["marked"] for one in found["pieces"]), "the record itself still knows the paragraph"


def test_another_file_under_a_record_s_name_stays_hidden(tmp_path: Path) -> None:
    """Whoever sends a record may name any file in it; what the registry doesn't hold already never comes to light."""
    hidden = tmp_path / "passwords.txt"
    hidden.write_text("lamps and their keys", encoding="utf-8")
    registry = Registry(tmp_path / "operative.db")
    length = len(hidden.read_text(encoding="utf-8"))
    registry.add(replace(first(), source=str(hidden), characters=length, blocks=(), acts=(), reports=(), agenda=()))
    with TestClient(application(registry)) as client:
        found = client.get("/source/A/RES/64/91.json")
        assert found.json()["at_hand"] is False
        assert "keys" not in found.text


def test_a_preview_says_what_is_cited(corpus: TestClient) -> None:
    found = corpus.get("/preview/A/RES/64/91.json").json()
    assert found["title"] == first().title
    assert found["words"].startswith("1. Invites Member States")
    page = corpus.get("/preview/A/RES/64/91").text
    assert "9 December 2009" in page
    assert "isn’t held here" in corpus.get("/preview/A/65/123").text
    assert corpus.get("/preview/lamps").status_code == 404
