"""Every page answers, in every shape and language, with what keeps its readers safe."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from datetime import date
from pathlib import Path

import pytest
from litestar.testing import TestClient
from lxml import html as parser
from msgspec.structs import replace

from operative.record import Record
from operative.registry import Registry
from operative.registry.ledger import Followed
from operative.sessions import of_date
from operative.web import application
from operative.web.pages import _coming
from tests.registry import invented

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PAGES = (
    "/",
    "/sessions",
    "/session/65",
    "/session/65?kind=report&status=answered",
    "/actors",
    "/actor/un:secretary-general",
    "/mandates",
    "/mandates?actor=un:secretary-general&force=6&due=65",
    "/calendar",
    "/calls",
    "/call/A/RES/64/91/op1",
    "/say/A/RES/64/91",
    "/say/A/RES/64/91?place=op2",
    "/log",
    "/log/A/RES/64/91",
    "/search",
    "/pictures",
    "/pictures?of=mandates",
    "/pictures?of=reports",
    "/resolutions",
    "/resolutions?session=64&cycle=annual&order=-words",
    "/graph/A/RES/64/91",
    "/graph/A/65/123",
    "/series/A/RES/65/92",
    "/source/A/RES/64/91/en?place=op2",
    "/source/A/RES/64/356/ar",
    "/versions/A/RES/64/356",
    "/search?q=lighthouses",
    "/elsewhere/A/RES/64/91?place=op2",
    "/report/A/RES/64/91",
    "/A/RES/64/91",
    "/A/RES/65/92?beside=A/RES/64/91",
    "/A/RES/64/356/ar",
    "/A/RES/64/356/en,fr,zh",
)


def tree(client: TestClient, path: str, **headers: str) -> parser.HtmlElement:
    answer = client.get(path, headers={"accept": "text/html", **headers})
    assert answer.headers["content-type"].startswith("text/html"), answer.text
    return parser.document_fromstring(answer.text)


def words(element: parser.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    root = parser.document_fromstring(answer.text)
    assert (root.get("lang"), root.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    ids = [element.get("id") for element in root.xpath("//*[@id]")]
    assert sorted(ids) == sorted(set(ids)), "ids are unique"
    assert len(root.xpath("//main")) == len(root.xpath("//h1")) == 1
    assert root.xpath("//a[@class='skip']/@href") == ["#main"]
    levels = [int(heading.tag[1]) for heading in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] <= 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    assert all(one.get("scope") for one in root.xpath("//table[contains(@class,'list')]//th"))
    assert not root.xpath("//@style|//script[not(@src)]|//style|//@onclick"), "nothing that the policy forbids"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_as_json(client: TestClient, path: str) -> None:
    stem, _, query = path.partition("?")
    address = f"{'/index' if stem == '/' else stem}.json?{query}"
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == client.get(path, headers={"accept": "application/json"}).json()
    links = tree(client, path).xpath("//link[@type='application/json']/@href")
    assert client.get(links[0]).json() == answer.json()


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/api/v1/status", "/mandates.csv", "/calendar.ics"])
def test_every_answer_is_safe(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_what_the_reader_has_is_not_sent_again(client: TestClient, registry: Registry) -> None:
    first = client.get("/A/RES/64/91")
    again = client.get("/A/RES/64/91", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    subject = registry.subject("A/RES/64/91", "2")
    registry.say(subject, [("comment", {"comment": "Seen <b>here</b>."})], by="N. Name")
    changed = client.get("/A/RES/64/91", headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert "Seen &lt;b&gt;here&lt;/b&gt;." in changed.text


def test_answers_are_packed_for_those_who_take_it(client: TestClient) -> None:
    with client.stream("GET", "/A/RES/64/91", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw).decode() == client.get("/A/RES/64/91", headers={"accept-encoding": "identity"}).text


def test_style_and_script_are_there_and_kept(client: TestClient) -> None:
    root = tree(client, "/")
    for address in (*root.xpath("//link[@rel='stylesheet']/@href"), *root.xpath("//script/@src")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/x/../pages.py").status_code == 404


# --- addresses ---


def test_an_address_in_another_spelling_leads_to_the_right_one(client: TestClient) -> None:
    answer = client.get("/a/res/64/91/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/A/RES/64/91")
    answer = client.get("/A/RES/64/356?language=en&language=zh", follow_redirects=False)
    assert answer.headers["location"] == "/A/RES/64/356/en,zh"
    answer = client.get("/actor/secretary-general", follow_redirects=False)
    assert answer.headers["location"] == "/actor/un:secretary-general"
    answer = client.get("/search?q=64/91", follow_redirects=False)
    assert answer.headers["location"] == "/A/RES/64/91"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/A/RES/99/1",
        "/session/0",
        "/session/x",
        "/actor/nobody",
        "/report/A/RES/66/93",
        "/report/x",
        "/mandates.docx",
    ],
)
def test_an_unknown_address_helps(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert parser.document_fromstring(answer.text).xpath("//main//a/@href") or path == "/mandates.docx"
    problem = client.get(path, headers={"accept": "application/json"})
    assert problem.status_code == 404


def test_a_document_that_is_not_held_is_told_with_what_cites_it(client: TestClient) -> None:
    root = tree(client, "/A/65/123")
    assert "https://docs.un.org/en/A/65/123" in root.xpath("//main//a/@href")
    assert "/A/RES/65/92#op1" in root.xpath("//main//a/@href")


def test_a_document_that_nothing_cites_leads_on(client: TestClient) -> None:
    assert {"/sessions", "/upload"} <= set(tree(client, "/A/RES/99/1").xpath("//main//a/@href"))


@pytest.mark.parametrize("query", ["force=9", "force=x", "due=-1", "first=1e9"])
def test_a_malformed_query_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/mandates?{query}").status_code == 400


# --- what pages say ---


def test_a_paragraph_stands_beside_what_it_does_and_what_came_of_it(client: TestClient) -> None:
    root = tree(client, "/A/RES/64/91")
    (row,) = root.xpath("//div[contains(@class,'row')][.//p[@id='op2']]")
    margin = words(row.xpath("div[@class='margin']")[0])
    assert "requests Secretary-General" in margin
    assert "session 65" in margin
    assert "answered" in margin
    assert "/A/RES/65/92#pp1" in row.xpath(".//a/@href") or "/A/RES/65/92#op1" in row.xpath(".//a/@href")


def test_a_long_page_leads_to_what_stands_below_its_text(client: TestClient) -> None:
    root = tree(client, "/A/RES/64/91")
    leads = root.xpath("//nav[@aria-label='On this page']/a/@href")
    assert leads[0] == "#h-follow"
    assert all(root.xpath("//*[@id=$id]", id=lead[1:]) for lead in leads)


def test_versions_stand_side_by_side(client: TestClient) -> None:
    root = tree(client, "/A/RES/64/356/en,ar")
    (row,) = root.xpath("//div[contains(@class,'row')][.//p[@id='op1']]")
    english, arabic, _ = row.xpath("div")
    assert (english.get("lang"), arabic.get("lang"), arabic.get("dir")) == ("en", "ar", "rtl")
    assert arabic.xpath(".//p/@id") == ["ar-op1"]


def test_versions_beside_each_other_say_where_they_differ(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(invented.resolution("A/RES/65/92", "Recalls its resolution 64/91;", "Recalls its resolution 64/90;"))
    french = ("Rappelle sa résolution 64/19 ;", "Rappelle sa résolution 64/90 ;")
    registry.add(invented.resolution("A/RES/65/92", *french, language="fr"))
    registry.refresh()
    with TestClient(application(registry)) as client:
        root = tree(client, "/A/RES/65/92/en,fr")
        assert root.xpath("//details[contains(@class, 'alarms')]//a/@href") == ["#op1"]
        row = root.xpath("//div[contains(@class, 'row')][.//*[@id='op1']]//ul[@class='alarm']/li")
        assert [words(one) for one in row] == [
            "Symbol A/RES/64/19: not in English",
            "Symbol A/RES/64/91: not in Français",
        ]
        assert not tree(client, "/A/RES/65/92/en").xpath("//*[contains(@class, 'alarm')]")


def test_the_page_language_chooses_the_text(client: TestClient) -> None:
    root = tree(client, "/A/RES/64/356", **{"accept-language": "de, fr;q=0.8, en;q=0.5"})
    assert root.get("lang") == "fr"
    assert root.xpath("//article//h1/..")[0].get("lang") == "fr"


def test_the_choice_of_a_language_is_remembered(registry: Registry) -> None:
    from operative.web import application

    with TestClient(application(registry)) as reader:
        assert "language=ru" in reader.get("/?ui=ru").headers["set-cookie"]
        assert 'lang="ru"' in reader.get("/").text


def test_the_predecessor_stands_beside_with_changes_marked(client: TestClient) -> None:
    plain = tree(client, "/A/RES/65/92")
    (compare,) = [href for href in plain.xpath("//nav[@class='series']//a/@href") if "beside" in href]
    root = tree(client, compare)
    assert root.xpath("//ins")
    assert words(root.xpath("//*[@class='symbol']")[0]) == "A/RES/64/91"


def test_the_ledger_shows_what_is_asked_for(client: TestClient) -> None:
    every = client.get("/session/65.json").json()["lines"]
    chosen = client.get("/session/65.json?kind=agenda").json()["lines"]
    assert {line["kind"] for line in chosen} == {"agenda"}
    assert len(chosen) < len(every)


def test_a_ledger_shows_every_line_it_counts_with_its_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([invented.first(), invented.second(), invented.third()])
    registry.refresh()
    first, *others = registry.session(65)
    lines = [replace(first, kind="invitation", what="invitation"), *others]
    monkeypatch.setattr(Registry, "session", lambda *_: lines)
    with TestClient(application(registry)) as client:
        root = tree(client, "/session/65")
    shown = root.xpath("//section[not(@aria-labelledby='h-adopted')]//tbody/tr")
    assert len(shown) == len(lines) == int(words(root.xpath("//nav[@class='filters']//b")[0]))
    told = [one.text_content() for row in shown for one in row.xpath(".//*[starts-with(@class, 'status')]")]
    assert len(told) == sum(line.status is not None for line in lines)
    explained = root.xpath("//details[@class='meanings']//div[string-length(normalize-space(dd)) > 0]/dt")
    assert set(told) == {one.text_content().strip() for one in explained}, "what each means is told above"


def test_the_table_is_csv_too(client: TestClient) -> None:
    text = client.get("/mandates.csv?actor=un:secretary-general").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("symbol,para,verb")
    assert all(
        "Secretary-General" in line or "A/RES" not in line for line in text.splitlines()[1:] if ",request," in line
    )
    assert client.get("/calendar.ics").text.startswith("BEGIN:VCALENDAR")


def test_what_documents_say_never_runs(tmp_path_factory: pytest.TempPathFactory) -> None:
    from operative.web import application

    registry = Registry(tmp_path_factory.mktemp("wicked") / "operative.db")
    wicked = '<script>alert("lamp")</script>'
    title = f"Lamps {wicked}"
    registry.add(
        invented.resolution("A/RES/64/95", f"Requests the Secretary-General to report on {wicked};", title=title)
    )
    registry.refresh()
    with TestClient(application(registry)) as reader:
        for path in ("/", "/A/RES/64/95", "/session/64", "/mandates", "/search?q=%3Cscript%3E"):
            assert "<script>" not in reader.get(path).text, path


def test_a_draft_asks_which_report_is_meant(tmp_path: Path) -> None:
    from operative.web import application

    registry = Registry(tmp_path / "operative.db")
    asks = "Requests the Secretary-General to submit a report on {} to the General Assembly at its sixty-fifth session;"
    registry.add(invented.resolution("A/RES/64/96", asks.format("lamps"), asks.format("fog signals")))
    registry.refresh()
    with TestClient(application(registry)) as reader:
        which = reader.get("/report/A/RES/64/96")
        assert which.status_code == 300
        drafts = [f"/report/A/RES/64/96?place=op{number}" for number in (1, 2)]
        assert parser.document_fromstring(which.text).xpath("//main//tbody//td[last()]/a/@href") == drafts
        assert all(reader.get(draft).status_code == 200 for draft in drafts)
        assert [line["para"] for line in reader.get("/report/A/RES/64/96.json").json()] == ["1", "2"]
        assert reader.get("/report/A/RES/64/96?place=op3").status_code == 404
        problem = reader.get("/api/v1/report/A/RES/64/96")
        assert problem.status_code == 404
        assert "op1, op2" in problem.json()["detail"]


def test_an_error_of_ours_tells_nothing_of_its_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Registry) -> None:
        raise ValueError("hidden within")

    monkeypatch.setattr(Registry, "sessions", broken)
    answer = client.get("/sessions?x=1")
    assert answer.status_code == 500
    assert "hidden within" not in answer.text


def test_json_is_what_the_library_says(client: TestClient, registry: Registry) -> None:
    import msgspec

    assert client.get("/api/v1/follow/A/RES/64/91").json() == json.loads(
        msgspec.json.encode(registry.follow("A/RES/64/91"))
    )


def test_notes_stand_at_the_foot_and_beside_their_marks(client: TestClient, registry: Registry) -> None:
    held = next(one for one in registry.resolutions() if registry.record(one.symbol).footnotes)  # type: ignore[union-attr]
    record = registry.record(held.symbol, "en")
    assert record is not None
    root = tree(client, f"/{held.symbol}/en")
    foot = words(root.xpath("//section[@class='notes']")[0])
    for note in record.footnotes:
        start = re.escape(" ".join(note.text.split())[:30])
        assert re.search(start, foot)
    tips = [words(tip) for tip in root.xpath("//span[@class='tip']")]
    assert " ".join(record.footnotes[0].text.split()) in tips


def test_answers_that_were_used_longest_ago_are_let_go(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    from operative.web import answering, application

    made: list[str] = []

    def counted(page: answering.Page, question: answering.Asked) -> bytes:
        made.append(question.path)
        return b"x" * 400

    monkeypatch.setattr(answering, "shaped", counted)
    monkeypatch.setattr(answering, "KEPT", 1000)
    with TestClient(application(registry)) as reader:
        for path in ("/sessions", "/calls", "/sessions", "/actors", "/sessions", "/calls"):
            reader.get(path)
    assert made == ["/sessions", "/calls", "/actors", "/calls"]


@pytest.mark.parametrize(
    "path", ["/session/65", "/mandates", "/actor/un:secretary-general", "/resolutions", "/calls", "/graph/A/RES/65/92"]
)
def test_titles_are_in_the_readers_language_where_the_text_is_held_in_it(tmp_path: Path, path: str) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([invented.first(), invented.second()])
    own = replace(invented.first(), language="zh", title="灯塔和小港口的安全")
    registry.add(own)
    registry.refresh()
    with TestClient(application(registry)) as client:
        page = parser.document_fromstring(client.get(path, params={"ui": "zh"}).text)
        titles = page.xpath("//tr[.//a[contains(@href, '/A/RES/64/91')]]//span[@lang='zh']/text()")
        assert own.title in titles
        other = page.xpath("//tr[.//th//a[contains(@href, '/A/RES/65/92')]]//span[@lang='en']/text()")
        assert invented.TITLE in other or path not in ("/mandates", "/resolutions")
        english = client.get(path, params={"ui": "en"}).text
        assert str(own.title) not in english


def in_french() -> Record:
    """The first invented resolution in French, which reads as the English one does."""
    return invented.resolution(
        "A/RES/64/91",
        "Invite les États Membres à informer le Secrétaire général de leurs phares ;",
        "Prie le Directeur des phares de lui présenter à sa soixante-cinquième session un rapport sur les phares ;",
        "Décide d’inscrire à l’ordre du jour provisoire de sa soixante-cinquième session la question intitulée"
        " « Les phares et la sécurité des petits ports ».",
        language="fr",
    )


@pytest.mark.parametrize("path", ["/session/65", "/A/RES/64/91"])
def test_items_and_those_asked_are_in_the_words_of_the_text_in_the_readers_language(tmp_path: Path, path: str) -> None:
    registry = Registry(tmp_path / "operative.db")
    asks = "Requests the Director of Lighthouses to submit a report to the General Assembly at its sixty-fifth session;"
    decides = invented.first().blocks[-1].text
    invites = "Invites Member States to inform the Secretary-General of their lighthouses;"
    registry.add_all([invented.resolution("A/RES/64/91", invites, asks, decides), in_french()])
    registry.refresh()
    with TestClient(application(registry)) as client:
        page = parser.document_fromstring(client.get(path, params={"ui": "fr"}).text)
        french = " ".join(page.xpath("//td//*[@lang='fr']/text()"))
        assert "Directeur des phares" in french
        assert "Les phares et la sécurité des petits ports" in french
        assert not page.xpath("//td//*[@lang='en']/text()[contains(., 'Director') or contains(., 'Lighthouses')]")
        english = parser.document_fromstring(client.get(path, params={"ui": "en"}).text)
        assert "Director of Lighthouses" in english.xpath("//td//*[@lang='en']/text()")


def test_mandates_name_actors_in_the_readers_language_and_others_in_its_text_s_words(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    asks = "Requests the Director of Lighthouses to submit a report to the General Assembly at its sixty-fifth session;"
    registry.add_all([invented.resolution("A/RES/64/91", "Invites Member States to look about;", asks), in_french()])
    registry.add(invented.resolution("A/RES/64/92", "Requests the Director of Lighthouses to look about;"))
    registry.refresh()
    with TestClient(application(registry)) as client:
        page = parser.document_fromstring(client.get("/mandates", params={"ui": "fr"}).text)
        cells = {row.xpath("string(th)"): row.xpath("td[2]/span")[0] for row in page.xpath("//tbody/tr")}
        said = {place: (one.text, one.get("lang")) for place, one in cells.items()}
    assert said == {
        "A/RES/64/91 par. 1": ("États Membres", "fr"),
        "A/RES/64/91 par. 2": ("Directeur des phares", "fr"),
        "A/RES/64/92 par. 1": ("Director of Lighthouses", "en"),
    }


@pytest.mark.parametrize("path", ["/mandates", "/actor/un:secretary-general"])
def test_a_mandate_says_what_it_asks_in_the_readers_language_where_the_text_is_held_in_it(
    tmp_path: Path, path: str
) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all(
        [
            invented.resolution(
                "A/RES/64/91", "Notes the lights, and requests the Secretary-General to count the lights;"
            ),
            invented.resolution(
                "A/RES/64/91", "Note les phares et prie le Secrétaire général de compter les phares ;", language="fr"
            ),
            invented.resolution(
                "A/RES/64/92", f"Requests the Secretary-General to light {'all the coasts, ' * 30}too;"
            ),
        ]
    )
    registry.refresh()
    with TestClient(application(registry)) as client:
        french, english = (tree(client, f"{path}?ui={code}").xpath("//*[@class='asks']") for code in ("fr", "en"))
    assert {one.get("lang"): words(one) for one in french}["fr"] == "prie le Secrétaire général de compter les phares ;"
    told = sorted(map(words, english))
    assert told[1] == "requests the Secretary-General to count the lights;"
    assert told[0].endswith("all the coasts …")
    assert len(told[0]) < 300


def test_an_actor_is_found_by_name_and_an_unknown_one_helped(client: TestClient) -> None:
    named = tree(client, "/mandates?actor=Secretary-General")
    same = tree(client, "/mandates?actor=un:secretary-general")
    assert words(named.xpath("//p[@class='found']")[0]) == words(same.xpath("//p[@class='found']")[0])
    assert named.xpath("//tbody/tr")
    assert same.xpath("//input[@id='actor']/@value") == ["Secretary-General"]
    assert tree(client, "/mandates?actor=Keepers").xpath("//p[@class='empty']/a[@href='/actors']")
    assert client.get("/actor/Secretary-General", follow_redirects=False).headers["location"] == (
        "/actor/un:secretary-general"
    )


def test_a_state_that_nothing_names_leads_to_what_is_asked_of_all(client: TestClient) -> None:
    assert client.get("/actor/Mali", follow_redirects=False).headers["location"] == "/actor/state:mli"
    assert tree(client, "/actor/state:mli").xpath("//main//a[@href='/actor/group:member-states']")
    assert not tree(client, "/actor/un:secretary-general").xpath("//main//a[@href='/actor/group:member-states']")


def test_calls_are_chosen_by_status(client: TestClient) -> None:
    links = tree(client, "/calls").xpath("//nav[@class='filters']//a")
    counted = {link.get("href"): int(words(link.xpath(".//b")[0])) for link in links}
    assert len(counted) > 1
    for address, number in counted.items():
        assert len(tree(client, address).xpath("//tbody/tr")) == number


def test_what_falls_due_in_several_sessions_stands_at_the_next_one(client: TestClient) -> None:
    for one in client.get("/index.json").json()["due"]:
        assert one["session"] is None or one["session"] in one["line"]["sessions"]
    this = of_date(date.today())
    line = Followed(kind="report", symbol="A/RES/64/91", para="2", what="report", about="A/RES/64/91 op2 report 1")
    assert this
    due = replace(line, sessions=(this.number - 1, this.number + 4))
    assert [one.session for one in _coming([due], date.today())] == [this.number + 4]


def test_an_actors_reports_are_chosen_by_status(client: TestClient) -> None:
    root = tree(client, "/actor/un:secretary-general")
    counted = {link.get("href"): int(words(link.xpath(".//b")[0])) for link in root.xpath("//nav[@class='filters']//a")}
    whole, *statuses = counted.values()
    assert whole == sum(statuses)
    assert len(statuses) > 1
    for address, number in list(counted.items())[1:]:
        chosen = client.get(address.replace("?", ".json?")).json()["due"]
        assert len(chosen) == min(number, 25)
        assert len({line["status"] for line in chosen}) == 1


def test_what_a_paragraph_does_is_in_the_words_of_the_text_beside_it(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add_all([invented.first(), in_french()])
    registry.refresh()
    with TestClient(application(registry)) as client:
        page = parser.document_fromstring(client.get("/A/RES/64/91/fr").text)
        item = page.xpath("//li[@class='agenda']/span[@class='soft']")[0]
        assert (item.text, item.get("lang")) == ("Les phares et la sécurité des petits ports", "fr")
        assert words(page.xpath("//li[@class='agenda']//div[@class='came']")[0])
