"""Documents by page: sent, read, shown, kept or discarded; whose they are until then, and how long."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry
from operative.web import waiting
from tests.registry import invented
from tests.specimens import specimens
from tests.specimens.forms import FORMS
from tests.web.forms import PASSWORD, fields, held, lighthouses, log_in, office, visitor

VERSIONS = {version.language: version for version in specimens()[0].versions()}
AKN = {language: FORMS["akn"].write(version) for language, version in VERSIONS.items()}
SYMBOL = "A/RES/64/356"
LETTER = b"""The General Assembly,

Recalling its resolution 65/92 of 8 December 2010,

1. Requests the Secretary-General to report on lighthouses to the General Assembly at its sixty-seventh session;

2. Decides to remain seized of the matter.
"""


@pytest.fixture(scope="module")
def app_registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return lighthouses(tmp_path_factory.mktemp("upload") / "operative.db")


@pytest.fixture(scope="module")
def client(app_registry: Registry) -> Iterator[TestClient]:
    """A browser on a registry of one's own; its worker is hired once."""
    with visitor(app_registry, accounts=False) as client:
        yield client


def sent(client: TestClient, *files: tuple[str, bytes], **values: str) -> Any:
    """The answer to files that are sent as the form does, before it leads anywhere."""
    form = fields(client.get("/upload").text, 0)
    named = [("file", (name, data)) for name, data in files]
    return client.post("/upload", data={**form, **values}, files=named, follow_redirects=False)


def waits(client: TestClient, *files: tuple[str, bytes]) -> str:
    """The address where what was sent waits."""
    answer = sent(client, *files)
    assert answer.status_code == 303, shown(answer.text)
    return str(answer.headers["location"])


def press(client: TestClient, page: str, way: str = "", **values: str) -> Any:
    """The answer to the form of a page that leads to the page's address and `way`."""
    main = parser.document_fromstring(client.get(page).text)
    (form,) = main.xpath(f"//main//form[@method='post' and @action='{page}{way}']")
    filled = {name: value or "" for name, value in form.fields.items() if name}
    assert set(values) <= set(filled), set(values) - set(filled)
    return client.post(f"{page}{way}", data={**filled, **values}, follow_redirects=False)


def discard(client: TestClient, page: str) -> Any:
    parcel = "/".join(page.split("/")[:3])
    token = fields(client.get("/upload").text, 0)["token"]
    return client.post(f"{parcel}/discard", data={"token": token}, follow_redirects=False)


def shown(page: str) -> str:
    return " ".join(" ".join(parser.document_fromstring(page).xpath("//main//text()")).split())


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "."), data)
    return out.getvalue()


@pytest.mark.parametrize("form", ["akn", "docx", "pdf", "html", "wordtext"])
def test_a_file_is_read_and_shown_as_its_page_would_show_it(
    client: TestClient, app_registry: Registry, form: str
) -> None:
    version = VERSIONS["en"]
    before = held(app_registry)
    address = waits(client, (f"paper.{FORMS[form].ending}", FORMS[form].write(version)))
    page = client.get(address).text
    tree = parser.document_fromstring(page)
    assert version.title in shown(page)
    numbers = [
        number.rstrip(".") for number in tree.xpath("//p[contains(@class, 'operative')]/span[@class='num']/text()")
    ]
    record = client.get(f"{address}.json").json()["record"]
    assert [one["number"] for one in record["blocks"] if one["kind"] == "operative" and one["number"]] == numbers
    assert len(tree.xpath("//sup[@class='mark']")) == sum(len(one["notes"]) for one in record["blocks"]) > 0
    assert len(tree.xpath("//section[@class='notes']/p")) == len(record["footnotes"])
    assert tree.xpath("//ul[@class='doing']/li"), "what paragraphs do"
    assert held(app_registry) == before, "nothing is kept"
    discard(client, address)


def test_warnings_have_their_places_and_what_found_none_is_listed(client: TestClient) -> None:
    text = LETTER.replace(b"2. Decides", b"4. Decides") + b"\nGlrk vmpf, 3 x.\n\n~~ 99 ~~\n"
    address = waits(client, ("letter.txt", text))
    found = client.get(f"{address}.json").json()["record"]
    page = client.get(address).text
    assert {one["code"] for one in found["warnings"]} >= {"numbering-gap"}
    for warning in found["warnings"]:
        assert warning["message"] in shown(page)
    checks = parser.document_fromstring(page).xpath("//section[@aria-labelledby='h-check']")[0]
    assert checks.xpath(".//a[@href='#op4']")
    quoted = [" ".join(text.split()) for text in checks.xpath(".//q/text()")]
    assert quoted == [" ".join(one["text"].split()) for one in found["unplaced"]]


def test_what_is_kept_is_followed_up(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    registry.add(invented.first())
    registry.refresh()
    text = FORMS["wordtext"].write(VERSIONS["en"])
    with visitor(registry, accounts=False) as client:
        address = waits(client, ("../../paper one.txt", text))
        nameless = press(client, address)
        assert nameless.status_code == 422
        assert "give your name" in shown(nameless.text)
        answer = press(client, address, by="N. Name")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{SYMBOL}/en")
        assert client.get(f"/{SYMBOL}/en").status_code == 200
        (version,) = registry.versions(SYMBOL)
        assert version.by == "N. Name"
        assert version.source.startswith("sha256:")
        assert version.source.endswith("/paper one.txt")
        assert registry.follow(SYMBOL), "its follow-up is computed"
        assert "Kept." in shown(client.get(address).text)
        again = client.post(address, data={"token": fields(client.get("/upload").text, 0)["token"], "by": "N. Name"})
        assert again.status_code == 200, "a second press leads to the document as well"
        assert len(registry.versions(SYMBOL)) == 1


def test_what_is_discarded_is_forgotten(client: TestClient, app_registry: Registry) -> None:
    address = waits(client, ("letter.txt", LETTER))
    assert discard(client, address).status_code == 303
    gone = client.get(address)
    assert gone.status_code == 410
    assert "no longer waits here" in shown(gone.text)
    token = fields(gone.text, 0)["token"]
    late = client.post(address, data={"token": token, "by": "N. Name"})
    assert late.status_code == 422
    assert "no longer waits here" in shown(late.text)


def test_what_keeping_would_change(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    with visitor(registry, accounts=False) as client:

        def effect(data: bytes) -> dict[str, Any]:
            address = waits(client, ("paper.xml", data))
            found: dict[str, Any] = client.get(f"{address}.json").json()["effect"]
            assert client.get(address).status_code == 200
            return found | {"address": address}

        new = effect(AKN["en"])
        assert new["what"] == "new"
        press(client, new["address"], by="N. Name")
        same = effect(AKN["en"])
        assert same["what"] == "same"
        assert "nothing would change" in shown(client.get(same["address"]).text)
        assert not parser.document_fromstring(client.get(same["address"]).text).xpath("//input[@name='by']")
        assert effect(AKN["fr"])["what"] == "version"
        changed = AKN["en"].replace(VERSIONS["en"].title.encode(), b"Lamps on small islands")
        other = effect(changed)
        assert other["what"] == "other"
        assert other["compared"]["title"]["change"] in ("reworded", "new")
        assert parser.document_fromstring(client.get(other["address"]).text).xpath("//div[@class='compared']//del")
        again = effect(changed)
        assert "title, paragraphs and notes are the same" not in shown(client.get(again["address"]).text)
        press(client, other["address"], by="N. Name")
        again = effect(changed.replace(b"09-89012", b"09-89013"))
        assert again["what"] == "other"
        assert "title, paragraphs and notes are the same" in shown(client.get(again["address"]).text)
        assert effect(AKN["en"])["what"] == "earlier"
        assert len(registry.versions(SYMBOL)) == 2, "the earlier reading stays"


def test_a_symbol_is_given_and_never_guessed(client: TestClient, app_registry: Registry) -> None:
    address = waits(client, ("A_RES_66_94.txt", LETTER))
    assert client.get(f"{address}.json").json()["record"]["symbol"] is None
    token = fields(client.get("/upload").text, 0)["token"]
    refused = client.post(address, data={"token": token, "by": "N. Name"})
    assert refused.status_code == 422
    assert "no symbol was found" in shown(refused.text)
    wrong = press(client, address, "/again", symbol="66/94")
    assert wrong.status_code == 422
    assert "66/94 is no document symbol" in shown(wrong.text)
    assert press(client, address, "/again", symbol="a/res/66/94").status_code == 303
    record = client.get(f"{address}.json").json()["record"]
    assert (record["symbol"], record["session"], record["organ"]) == ("A/RES/66/94", 66, "General Assembly")
    assert "symbol-given" in {one["code"] for one in record["warnings"]}
    assert press(client, address, "/again", language="en").status_code == 303
    assert client.get(f"{address}.json").json()["record"]["symbol"] == "A/RES/66/94", "it is kept with the language"
    assert press(client, address, by="N. Name").status_code == 303
    assert app_registry.record("A/RES/66/94") is not None


def test_a_language_is_given_and_checked(client: TestClient) -> None:
    address = waits(client, ("numbers.txt", b"1. 22 33 44\n\n2. 55 66 77\n"))
    assert client.get(f"{address}.json").json()["record"]["language"] is None
    assert press(client, address, "/again", language="de").status_code == 422
    assert press(client, address, "/again", language="fr").status_code == 303
    assert client.get(f"{address}.json").json()["record"]["language"] == "fr"


def test_several_files_and_archives(tmp_path: Path) -> None:
    registry = lighthouses(tmp_path / "operative.db")
    packed = archive(en__xml=AKN["en"], ru__xml=AKN["ru"], broken__pdf=b"%PDF-1.4 nothing")
    with visitor(registry, accounts=False) as client:
        address = waits(client, ("session.zip", packed), ("letter.txt", LETTER), ("torn.docx", packed[:300]))
        page = shown(client.get(address).text)
        assert "session.zip!broken.pdf" in page
        assert "torn.docx" in page
        records = client.get(f"{address}.json").json()
        assert [one["record"]["language"] for one in records] == ["en", "ru", "en"]
        one = client.get(f"{address}/1").text
        assert not parser.document_fromstring(one).xpath("//form[contains(@action, '/again')]")
        assert press(client, address, by="N. Name").headers["location"] == address
        assert {one.language for one in registry.versions(SYMBOL)} == {"en", "ru"}
        assert registry.versions(SYMBOL)[0].source.endswith("/session.zip!en.xml")
        kept = [one["kept"] for one in client.get(f"{address}.json").json()]
        assert kept == [f"/{SYMBOL}/en", f"/{SYMBOL}/ru", None]


# --- whose it is, and how long ----------------------------------------------------------------------------------------


def test_it_waits_for_its_reader_alone(client: TestClient, app_registry: Registry) -> None:
    address = waits(client, ("letter.txt", LETTER))
    other = TestClient(client.app, base_url=str(client.base_url))
    assert other.get(address).status_code == 410
    assert other.get(f"{address}.json").status_code == 410
    assert "letter.txt" not in other.get("/upload").text
    assert "letter.txt" in client.get("/upload").text


def test_it_waits_for_an_hour(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = waits(client, ("letter.txt", LETTER))
    begun = waiting.monotonic()
    monkeypatch.setattr(waiting, "monotonic", lambda: begun + waiting.HOUR - 5)
    assert client.get(address).status_code == 200
    monkeypatch.setattr(waiting, "monotonic", lambda: begun + waiting.HOUR + 5)
    assert client.get(address).status_code == 410


def test_it_is_told_when_the_server_was_started_anew(client: TestClient, app_registry: Registry) -> None:
    address = waits(client, ("letter.txt", LETTER))
    with visitor(app_registry, accounts=False) as later:
        later.cookies = client.cookies
        answer = later.get(address)
    assert answer.status_code == 410
    assert "Send the file again" in shown(answer.text)


def test_what_waits_is_bounded_and_nothing_is_pushed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 1)
    with visitor(lighthouses(tmp_path / "operative.db"), accounts=False) as client:
        first = waits(client, ("letter.txt", LETTER))
        full = sent(client, ("letter.txt", LETTER))
        assert full.status_code == 422
        assert "too much waits for you" in shown(full.text)
        assert client.get(first).status_code == 200
        discard(client, first)
        monkeypatch.setattr(waiting, "LARGEST", 100)
        assert "of others as well" in shown(sent(client, ("letter.txt", LETTER)).text)


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "reviser", "editor"])
def test_all_with_an_account_read_and_editors_keep(tmp_path: Path, role: str) -> None:
    registry = office(tmp_path / "office.db")
    with visitor(registry) as client:
        log_in(client, role)
        address = waits(client, ("paper.xml", AKN["en"]))
        token = fields(client.get("/upload").text, 0)["token"]
        may = role == "editor"
        assert bool(parser.document_fromstring(client.get(address).text).xpath(f"//form[@action='{address}']")) == may
        answer = client.post(address, data={"token": token}, follow_redirects=False)
        assert answer.status_code == (303 if may else 403)
        assert (registry.record(SYMBOL) is not None) == may
        if may:
            assert registry.versions(SYMBOL)[0].by == "N. Editor (editor)"
        assert discard(client, address).status_code == 303


@pytest.mark.parametrize("public", [True, False])
def test_who_has_not_logged_in_is_led_to(tmp_path: Path, public: bool) -> None:
    with visitor(office(tmp_path / "office.db"), public=public) as client:
        page = client.get("/upload", follow_redirects=False)
        assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fupload")
        assert 'href="/upload"' not in client.get("/login").text
        answer = client.post("/upload", files={"file": ("x.txt", LETTER)}, follow_redirects=False)
        assert answer.status_code == (303 if public else 401), "led to log in, or shown the form for it"
        assert "/upload/" not in answer.headers.get("location", "")


def test_it_waits_while_one_logs_in_again(tmp_path: Path) -> None:
    registry = office(tmp_path / "office.db")
    with visitor(registry) as client:
        log_in(client, "editor")
        address = waits(client, ("paper.xml", AKN["en"]))
        form = fields(client.get(address).text, 0)
        registry.accounts.end(str(client.cookies.get("session")))
        asked = client.post(address, data=form)
        assert asked.status_code == 401
        data = {**fields(asked.text), "login": "editor", "password": PASSWORD}
        back = client.post("/login", data=data, follow_redirects=False)
        assert back.headers["location"] == address
        assert press(client, address).status_code == 303
        assert len(registry.versions(SYMBOL)) == 1


def test_other_sites_send_nothing(client: TestClient) -> None:
    elsewhere = client.post(
        "/upload", files={"file": ("x.txt", LETTER)}, headers={"origin": "http://elsewhere.example"}
    )
    assert elsewhere.status_code == 403
    unsigned = client.post("/upload", data={"token": "x"}, files={"file": ("x.txt", LETTER)})
    assert unsigned.status_code == 403
    assert "open for too long" in shown(unsigned.text)
