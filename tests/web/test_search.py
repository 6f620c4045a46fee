"""Search by page and by API: what is found is marked, narrowed, counted; what is wrong is told with its place."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry
from operative.registry.search.query import WRONG
from operative.web import search
from operative.web.speech import words
from tests.web.test_pages import LANGUAGES
from tests.web.test_pages import words as said

SYMBOL = "A/RES/64/91"


def tree(client: TestClient, path: str, language: str = "en") -> parser.HtmlElement:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.headers["content-type"].startswith("text/html"), answer.text
    return parser.document_fromstring(answer.text)


# --- what is found ---


def test_hits_lead_to_their_paragraphs_with_the_words_marked(client: TestClient, registry: Registry) -> None:
    root = tree(client, "/search?q=lighthouses+verb:request")
    found = registry.search("lighthouses verb:request", size=search.SIZE, prefer="en")
    hits = root.xpath("//li[@class='hit']")
    assert len(hits) == len(found.hits) > 0
    assert {mark.lower() for mark in root.xpath("//li//mark/text()")} == {"lighthouses"}
    assert said(hits[0].xpath(".//span[@class='verb']")[0]) == "requests"
    address = hits[0].xpath(".//h3/a/@href")[0]
    assert client.get(address).status_code == 200
    page = tree(client, address)
    assert page.xpath("//*[@id=$id]", id=urlsplit(address).fragment)


def test_an_excerpt_begins_near_what_was_found_and_keeps_every_mark_in_it() -> None:
    text = "a buoy " * 60 + "the lamp " + "a bell " * 90
    at = text.index("lamp")
    hit = search.Hit(
        symbol=SYMBOL, language="en", session=64, block="op1", place="op", title=None, text=text,
        highlights=((at, at + 4), (len(text) - 5, len(text) - 1)), score=1.0,
    )  # fmt: skip
    pieces = list(search.excerpt(hit))
    assert [piece for piece, asked in pieces if asked] == ["lamp"]
    shown = "".join(piece for piece, _ in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown.strip("… ") in text
    assert len(shown) < search.EXCERPT + 60


@pytest.mark.parametrize(
    ("block", "place", "shown"),
    [
        ("op5", "op", "para. 5"),
        ("op5.a.ii", "op", "para. 5 (a) (ii)"),
        ("II.op3", "op", "para. II.3"),
        ("pp4", "pp", "preambular para. 4"),
        ("fn7", "note", "footnote 7"),
        ("title", "title", "title"),
        ("annex.p3", "annex", "annex"),
    ],
)
def test_a_place_is_said_as_people_say_it(block: str, place: str, shown: str) -> None:
    assert search.where(words("en"), block, place) == shown


def test_facets_narrow_the_query_in_the_address_and_widen_it_again(client: TestClient, registry: Registry) -> None:
    root = tree(client, "/search?q=lighthouses+OR+lamps")
    links = root.xpath("//section[@aria-labelledby='f-in']//a/@href")
    asked = parse_qs(urlsplit(links[0]).query)["q"][0]
    assert asked.startswith("(lighthouses OR lamps) in:")
    counts = [int(one) for one in root.xpath("//section[@aria-labelledby='f-in']//a/b/text()")]
    assert registry.search(asked).total == counts[0]
    narrowed = tree(client, links[0])
    (back,) = narrowed.xpath("//ul[@class='chips']//a/@href")
    assert (
        registry.search(parse_qs(urlsplit(back).query)["q"][0]).total == registry.search("lighthouses OR lamps").total
    )
    assert narrowed.xpath("//section[@aria-labelledby='f-in']//a[@aria-current]/@href") == [back]


def test_answers_have_pages(client: TestClient, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SIZE", 3)
    seen, address = [], "/search?q=in:op+language:en"
    while address:
        root = tree(client, address)
        seen += root.xpath("//li[@class='hit']//h3/a/@href")
        address = next(iter(root.xpath("//nav[contains(@class,'numbers')]//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) == registry.search("in:op language:en").total
    assert client.get("/search?q=in:op&page=9999").status_code == 404


def test_a_name_of_a_document_goes_straight_to_it(client: TestClient) -> None:
    for asked, address in (
        ("64/91", f"/{SYMBOL}"),
        ("resolution 64/91", f"/{SYMBOL}"),
        (f"{SYMBOL}%23op2", f"/{SYMBOL}#op2"),
    ):
        answer = client.get(f"/search?q={asked}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, address)
    answer = client.get("/search.json?q=64/91", follow_redirects=False)
    assert answer.headers["location"] == f"/{SYMBOL}.json"


def test_where_nothing_is_found_other_queries_are_offered(client: TestClient) -> None:
    root = tree(client, "/search?q=lighthouses+zeppelins+session:64")
    offered = [parse_qs(urlsplit(one).query)["q"][0] for one in root.xpath("//div[@role='status']//a/@href")]
    assert offered == ["lighthouses zeppelins", "lighthouses OR zeppelins"]


def test_what_is_found_is_a_table_and_json_too(client: TestClient, registry: Registry) -> None:
    found = registry.search("lighthouses", size=1000, prefer="en")
    lines = client.get("/search.csv?q=lighthouses", headers={"accept-language": "en"}).text.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("symbol,language,session,block")
    assert len(lines) == found.total + 1
    answer = client.get("/search.json?q=lighthouses").json()
    assert (answer["total"], answer["facets"]) == (found.total, found.facets)


# --- what is wrong ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "wrong"),
    [("ships (ports", "(ports"), ('ships "ports', '"ports'), ("ships foo:x", "foo:x"), ("verb:zzz", "verb:zzz")],
)
def test_a_malformed_query_is_told_with_its_place(client: TestClient, language: str, asked: str, wrong: str) -> None:
    answer = client.get("/search", params={"q": asked}, headers={"accept-language": language})
    assert answer.status_code == 400
    root = parser.document_fromstring(answer.text)
    (mark,) = root.xpath("//div[@role='alert']//mark/text()")
    assert wrong.startswith(mark)
    assert root.xpath("//input[@id='q2']/@value") == [asked]
    problem = client.get("/search.json", params={"q": asked})
    assert (problem.status_code, problem.headers["content-type"]) == (400, "application/problem+json")
    assert asked[problem.json()["start"] : problem.json()["end"]] == mark


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_all_that_can_be_wrong(language: str) -> None:
    told = words(language).data["wrong"]
    assert set(told) == set(WRONG)
    for kind, (what, mend) in WRONG.items():
        named = {name for name in ("most", "value", "fields", "known") if f"{{{name}}}" in what + mend}
        here = told[kind]["what"] + told[kind]["mend"]
        assert {name for name in ("most", "value", "fields", "known") if f"{{{name}}}" in here} == named


# --- elsewhere ---


def test_a_paragraph_is_found_elsewhere_with_differences_marked(client: TestClient, registry: Registry) -> None:
    (link,) = tree(client, f"/{SYMBOL}").xpath(
        "//div[.//p[@id='op2']]/div[@class='margin']/p/a[starts-with(@href, '/elsewhere')]/@href"
    )
    root = tree(client, link)
    found = registry.alike(SYMBOL, "op2", language="en", most=search.LIKES)
    assert [said(one) for one in root.xpath("//ol//h3/a/bdi")] == [one.symbol for one in found]
    shown = client.get(link.replace("?", ".json?")).json()
    assert shown["paragraph"]["text"] == registry.passage(SYMBOL, "op2").text
    for like, one in zip(shown["alike"], found, strict=True):
        assert "".join(run["new"] for run in like["differences"]) == one.text
        assert "".join(run["old"] for run in like["differences"]) == shown["paragraph"]["text"]
    assert root.xpath("//ol//ins|//ol//del")


@pytest.mark.parametrize(
    "path",
    [
        f"/elsewhere/{SYMBOL}?place=op99",
        f"/elsewhere/{SYMBOL}?place=op1&language=ru",
        f"/elsewhere/{SYMBOL}?place=op1&language=xx",
        "/elsewhere/A/RES/99/1?place=op1",
        "/elsewhere/nothing?place=op1",
    ],
)
def test_no_such_paragraph_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(f"/elsewhere/{SYMBOL}", follow_redirects=False).headers["location"] == f"/{SYMBOL}"
