"""People's word by page: said, shown beside what was computed, kept for who comes second, logged and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from lxml import html as parser
from sqlalchemy import text

from operative.registry import Registry
from tests.registry import invented
from tests.web.forms import fields, lighthouses, send, visitor

REPORT = "/say/A/RES/64/91?place=op2"
KEY = "A/RES/64/91 op2 report 1"
WICKED = '<script>document.title="run"</script><img src=x onerror=alert(1)>'


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "operative.db")


@pytest.fixture
def client(registry: Registry) -> Iterator[TestClient]:
    with visitor(registry, accounts=False) as client:
        yield client


def words(page: str, path: str = "//main") -> str:
    return " ".join(" ".join(one.text_content().split()) for one in parser.document_fromstring(page).xpath(path))


def test_a_status_is_said_beside_the_computed_one(client: TestClient, registry: Registry) -> None:
    (before,) = (line for line in registry.follow("A/RES/64/91") if line.about == KEY)
    answer = send(client, REPORT, status="done", evidence="A/65/123", why="it is here", by="N. Name")
    assert (answer.status_code, answer.headers["location"]) == (303, "/A/RES/64/91#op2")
    (line,) = (line for line in registry.follow("A/RES/64/91") if line.about == KEY)
    assert (line.said, line.said_by, line.said_evidence) == ("done", "N. Name", ("A/65/123",))
    assert (line.status, line.evidence) == (before.status, before.evidence)
    page = client.get(REPORT).text
    assert "answered" in words(page, "//section[@aria-labelledby='h-computed']")
    assert "N. Name" in words(page, "//section[@aria-labelledby='h-said']")
    assert "N. Name" in words(client.get("/A/RES/64/91").text, "//article")


def test_the_name_is_asked_once(client: TestClient) -> None:
    send(client, REPORT, comment="Seen.", by="Н. Имя")
    assert fields(client.get("/say/A/RES/65/92").text)["by"] == "Н. Имя"


@pytest.mark.parametrize(
    ("path", "values", "kind"),
    [
        (REPORT, {"evidence": "A/65/123\nA/RES/65/92 op1"}, "evidence"),
        (REPORT, {"field": "due", "value": "66", "why": "misread"}, "correction"),
        (REPORT, {"owner": "Ports unit"}, "owner"),
        ("/say/A/RES/64/91?place=op2", {"comment": "Two\nlines"}, "comment"),
        ("/say/A/RES/65/92?place=pp1", {"comment": "of the preamble"}, "comment"),
        ("/say/A/RES/66/93?place=op1", {"call": "Member States", "why": "asks them"}, "call"),
        ("/say/A/RES/64/91", {"successor": "A/RES/66/93", "why": "same matter"}, "link"),
        ("/say/A/RES/64/91", {"successor": "A/RES/65/92", "holds": "no", "why": "another"}, "link"),
    ],
)
def test_all_that_may_be_said(
    client: TestClient, registry: Registry, path: str, values: dict[str, str], kind: str
) -> None:
    assert send(client, path, **values, by="N. Name").status_code == 303
    event = registry.log()[-1]
    assert (event.kind, event.by, event.why) == (kind, "N. Name", values.get("why"))
    for page in (path, "/log", "/log/A/RES/64/91", "/A/RES/64/91"):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"by": "N. Name"}, "nothing is said"),
        ({"status": "done", "by": "N. Name"}, "no reason"),
        ({"comment": "x", "by": "  "}, "nobody is named"),
        ({"evidence": "no symbol", "by": "N. Name"}, "no symbol"),
        ({"field": "due", "value": "{", "why": "x", "by": "N. Name"}, "can’t be read as a value"),
        ({"comment": "x\x00y", "by": "N. Name"}, "characters"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    client: TestClient, registry: Registry, values: dict[str, str], wrong: str
) -> None:
    answer = send(client, REPORT, **{"owner": "Ports unit", **values} if len(values) > 1 else values)
    assert answer.status_code == 422
    assert wrong in words(answer.text, "//*[@role='alert']")
    assert {name: fields(answer.text)[name].strip() for name in values if name != "comment"} == {
        name: value.strip() for name, value in values.items() if name != "comment"
    }
    assert registry.log() == []


@pytest.mark.parametrize("said_before", [False, True])
def test_of_two_at_once_the_second_sees_the_first(client: TestClient, registry: Registry, said_before: bool) -> None:
    if said_before:
        send(client, REPORT, comment="Long ago.", by="O. Other")
    seen = fields(client.get(REPORT).text)
    assert send(client, REPORT, owner="Sea unit", by="F. First").status_code == 303
    second = client.post(REPORT, data={**seen, "owner": "Air unit", "by": "S. Second"}, follow_redirects=False)
    assert second.status_code == 409
    alert = words(second.text, "//*[@role='alert']")
    assert "F. First" in alert
    assert "Sea unit" in alert
    again = fields(second.text)
    assert (again["owner"], again["by"]) == ("Air unit", "S. Second")
    assert client.post(REPORT, data=again, follow_redirects=False).status_code == 303
    assert [event.by for event in registry.log()][-2:] == ["F. First", "S. Second"]


def test_facts_of_one_paragraph_are_spoken_of_one_by_one(client: TestClient, registry: Registry) -> None:
    assert client.get("/say/A/RES/64/91?place=op99").status_code == 404
    assert client.get("/say/A/RES/99/1").status_code == 404
    assert client.get("/say/nothing").status_code == 404
    assert client.get("/log/nothing").status_code == 404
    assert client.get("/say/A/RES/64/91?place=op2&fact=report+2").status_code == 404
    assert client.get("/say/A/RES/64/91?place=op2&fact=report+1").status_code == 200
    two = (
        "Requests the Secretary-General to submit a report on lamps to the General Assembly at its sixty-fifth session"
    )
    registry.add(invented.resolution("A/RES/64/97", f"{two}, and {two[0].lower()}{two[1:]};"))
    links = parser.document_fromstring(client.get("/A/RES/64/97").text).xpath("//article//a[@class='say']/@href")
    assert len(links) == len(registry.follow("A/RES/64/97")) == 2
    assert client.get("/say/A/RES/64/97?place=op1").status_code == 404, "which is meant isn't said"
    assert send(client, links[1], comment="of the second", by="N. Name").status_code == 303
    assert registry.log()[-1].about == "A/RES/64/97 op1 report 2"


def test_the_log_shows_that_it_was_tampered_with(client: TestClient, registry: Registry) -> None:
    send(client, REPORT, comment="As it was.", by="N. Name")
    assert "whole" in words(client.get("/log").text)
    with registry.engine.begin() as connection:
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE events SET by = 'M. Meddler'"))
    page = client.get("/log").text
    assert "tampered with" in words(page, "//*[@role='alert']")
    assert client.get("/log.json").json()["broken"]["event"] == 1


def test_what_people_write_never_runs(client: TestClient, registry: Registry) -> None:
    send(client, REPORT, comment=WICKED, owner=WICKED, by=WICKED)
    send(client, "/say/A/RES/66/93?place=op1", call=WICKED, why=WICKED, by=WICKED)
    assert len(registry.log()) == 3
    for path in (REPORT, "/A/RES/64/91", "/log", "/session/65", "/calls", "/call/A/RES/66/93/op1", "/"):
        page = client.get(path).text
        assert "<script>document" not in page, path
        assert not parser.document_fromstring(page).xpath("//@onerror"), path


def test_the_log_comes_in_portions(client: TestClient, registry: Registry) -> None:
    about = registry.subject("A/RES/64/91", "2")
    registry.say(about, [("comment", {"comment": f"Number {n}"}) for n in range(150)], by="N. Name")
    first, rest = client.get("/log.json").json(), client.get("/log.json?first=100").json()
    assert (first["count"], len(first["events"]), len(rest["events"])) == (150, 100, 50)
    assert first["events"][0]["what"] == {"comment": "Number 149"}
    assert client.get("/log.csv").text.count("N. Name") == 150
