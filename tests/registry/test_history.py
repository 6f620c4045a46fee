"""People's word stands beside the machine's, in a trail that is only added to and shows where it was tampered with."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from operative.cli import cli
from operative.registry import Registry, RegistryError, history, word
from operative.registry.history import Outdated
from operative.registry.metadata import Entry
from tests.registry.invented import first, second, third

TODAY = date(2013, 1, 1)
REPORT = "A/RES/64/91 op2 report 1"


@pytest.fixture
def registry(database: str) -> Registry:
    made = Registry(database)
    made.add_all([first(), second(), third()])
    made.refresh(TODAY)
    return made


def say(registry: Registry, place: str | None, *things: tuple[history.Kind, dict], **more: str) -> list[history.Event]:
    about = registry.subject("A/RES/64/91", place)
    return registry.say(about, things, **{"by": "N. Name", "why": "as was seen", **more})


# --- what is said ---


def test_what_was_said_stays_with_who_when_about_what_and_why(registry: Registry) -> None:
    [event] = say(registry, "op2", word.status("answered", ["a/65/123", "A/RES/65/92 op1"]))
    assert registry.log("A/RES/64/91") == registry.log() == [event]
    assert (event.by, event.about, event.why) == ("N. Name", REPORT, "as was seen")
    assert event.at.endswith("+00:00")
    assert event.what == {"status": "answered", "evidence": ["A/65/123", "A/RES/65/92 op1"]}
    assert registry.log("A/RES/65/92") == []


@pytest.mark.parametrize("place", ["op2", "2", " 2 "])
def test_a_paragraph_is_named_by_its_id_or_its_number(registry: Registry, place: str) -> None:
    assert registry.subject("a/res/64/91", place).key == REPORT


def test_computed_facts_are_recomputed_without_touching_people_s_word(registry: Registry) -> None:
    say(registry, "op2", word.status("not done"), word.owner("Ports unit"), word.comment("see the file"))
    registry.add(second())
    registry.refresh(TODAY)
    assert next(one.status for one in registry.follow("A/RES/64/91") if one.due) == "answered"
    said = registry.words("A/RES/64/91")[REPORT]
    assert (said.status, said.owner, said.comments) == ("not done", "Ports unit", ("see the file",))


def test_a_correction_counts_in_what_is_computed_and_names_what_was_read(registry: Registry) -> None:
    about = registry.subject("A/RES/64/91", "op2")
    [event] = say(registry, "op2", word.correction(about, "due=80"))
    assert (event.what["field"], event.what["was"]["sessions"], event.what["value"]["sessions"]) == ("due", [65], [80])
    registry.refresh(TODAY)
    assert next(one.status for one in registry.follow("A/RES/64/91") if one.kind == "report" and one.due) == "upcoming"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("due=66, 67", (66, 67)),
        ("form=oral", "oral"),
        ("includes=op1,op3", ("op1", "op3")),
        ("to=", None),
        ('due={"recurrence": "annual"}', "annual"),
    ],
)
def test_values_are_written_plainly(registry: Registry, said: str, value: object) -> None:
    _, what = word.correction(registry.subject("A/RES/64/91", "op2"), said)
    found = what["value"]
    assert value in (found, *(found.values() if isinstance(found, dict) else ()))


@pytest.mark.parametrize(
    "said", ["form=rumour", "mood=good", "due=soon", "form", 'due={"sessions"', "in_=op3", "due=[]"]
)
def test_what_corrects_nothing_is_refused(registry: Registry, said: str) -> None:
    about = registry.subject("A/RES/64/91", "op2")
    with pytest.raises(RegistryError):
        word.correction(about, said)


def test_links_that_people_assert_or_deny_count(registry: Registry) -> None:
    say(registry, None, word.link("A/RES/66/93", True), word.link("A/RES/65/92", False))
    registry.refresh(TODAY)
    assert [(link.successor, link.rule) for link in registry.series("A/RES/64/91")] == [("A/RES/66/93", "said")]


@pytest.mark.parametrize(
    ("place", "which", "said"),
    [("op9", None, "no paragraph op9"), ("op2", "report 2", "there are report 1"), ("lights", None, "no paragraph")],
)
def test_what_is_not_there_is_told(registry: Registry, place: str, which: str | None, said: str) -> None:
    with pytest.raises(RegistryError, match=said):
        registry.subject("A/RES/64/91", place, which)


def test_statuses_documents_names_and_texts_are_checked(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="no status"):
        word.status("finished")
    with pytest.raises(RegistryError, match="no document symbol"):
        word.evidence(["the letter of May"])
    for name in ("", "  ", "x" * 121, "a\x00b", "\udce9"):
        with pytest.raises(RegistryError):
            say(registry, "op2", word.owner("Unit"), by=name)
    assert registry.log() == []


def test_something_can_be_said_of_a_document_that_is_known_by_name_alone(registry: Registry) -> None:
    registry.describe_all([Entry("A/65/123", title="Lighthouses: report of the Secretary-General")], source="list")
    assert registry.subject("A/65/123").key == "A/65/123"
    with pytest.raises(RegistryError, match="no text of A/65/123"):
        registry.subject("A/65/123", "op1")
    with pytest.raises(RegistryError, match="doesn't hold A/65/124"):
        registry.subject("A/65/124")


def test_nothing_said_is_no_event(registry: Registry) -> None:
    assert say(registry, "op2") == []
    assert registry.log() == []
    assert registry.verify() is None


# --- who comes second ---


def test_what_was_said_meanwhile_is_shown_to_who_did_not_see_it(registry: Registry) -> None:
    [seen] = say(registry, "op2", word.owner("Ports unit"))
    [newer] = say(registry, "op2", word.owner("Sea unit"), after=seen.digest[:12])
    with pytest.raises(Outdated, match="Sea unit") as refused:
        say(registry, "op2", word.owner("Air unit"), after=seen.digest)
    assert refused.value.newer == newer
    say(registry, "op1", word.comment("on another paragraph"), after=say(registry, "op1", word.comment("x"))[0].digest)
    with pytest.raises(RegistryError, match="8 characters"):
        say(registry, "op2", word.owner("Air unit"), after="")
    assert registry.words("A/RES/64/91")[REPORT].owner == "Sea unit"


SPEAKER = """
import sys
from operative.registry import Registry, word
registry = Registry(sys.argv[1])
about = registry.subject("A/RES/64/91", "op2")
for number in range(20):
    registry.say(about, [word.comment(f"{sys.argv[2]} {number}")], by=sys.argv[2])
"""


def test_two_who_speak_at_once_make_one_trail(registry: Registry, database: str) -> None:
    both = [subprocess.Popen([sys.executable, "-c", SPEAKER, database, name]) for name in ("Ann", "Ben")]
    assert [process.wait(120) for process in both] == [0, 0]
    assert registry.verify() is None
    comments = registry.words("A/RES/64/91")[REPORT].comments
    assert sorted(comments) == sorted(f"{name} {number}" for name in ("Ann", "Ben") for number in range(20))


# --- tampering ---


@pytest.mark.parametrize("change", ["UPDATE events SET why = 'other'", "DELETE FROM events"])
def test_the_database_refuses_to_change_events(registry: Registry, change: str) -> None:
    say(registry, "op2", word.owner("Ports unit"))
    with pytest.raises(Exception, match="append-only"), registry.engine.begin() as connection:
        connection.execute(text(change))
    assert len(registry.log()) == 1
    assert registry.verify() is None


TAMPERING = {
    "a reason is changed": ("UPDATE events SET why = 'other' WHERE id = 2", 2),
    "a status is changed": ("UPDATE events SET what = replace(what, 'Unit 3', 'Unit 9') WHERE id = 3", 3),
    "a name is changed": ("UPDATE events SET \"by\" = 'O. Other' WHERE id = 1", 1),
    "one is removed": ("DELETE FROM events WHERE id = 2", 2),
    "the first is removed": ("DELETE FROM events WHERE id = 1", 1),
    "the last is removed": ("DELETE FROM events WHERE id = 4", 4),
    "all are removed": ("DELETE FROM events", 1),
    "two change places": ("UPDATE events SET id = CASE id WHEN 2 THEN 30 ELSE 20 END WHERE id IN (2, 3)", 2),
    "one is put in": (
        "INSERT INTO events SELECT 5, at, \"by\", kind, about, what, why, 'f00' FROM events WHERE id = 1",
        5,
    ),
    "the head is changed": ("UPDATE trail SET digest = 'f00'", 4),
    "the head is removed": ("DELETE FROM trail", 4),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_told_with_the_first_event_that_is_wrong(tmp_path: Path, how: str) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add(first())
    for number in range(1, 5):
        say(registry, "op2", word.owner(f"Unit {number}"))
    assert registry.verify() is None
    change, event = TAMPERING[how]
    with sqlite3.connect(path) as connection:  # somebody who has the file has all rights
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("DROP TRIGGER events_no_delete")
        connection.execute(change)
        if "CASE" in change:
            connection.execute("UPDATE events SET id = id / 10 WHERE id >= 20")
    broken = registry.verify()
    assert broken is not None
    assert broken.event == event


# --- the command line ---


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--db", str(path)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Registry(tmp_path / "operative.db").add_all([first(), second()])
    return tmp_path / "operative.db"


def test_say_and_log_on_the_command_line(path: Path) -> None:
    words = ("--status", "answered", "--evidence", "A/65/123", "--why", "=late", "--by", "N. Name")
    said = run(path, "say", "A/RES/64/91", "op2", *words)
    assert said.exit_code == 0
    assert f"{REPORT}: status answered, evidence A/65/123" in said.output
    listed = run(path, "log", "A/RES/64/91", "--format", "csv")
    assert "'=late" in listed.output, "a spreadsheet must not take it for a formula"
    [event] = Registry(path).log()
    table = CliRunner().invoke(cli, ["log", "--db", str(path)], env={"COLUMNS": "120"}).output
    assert f"{event.at[:10]} {event.at[11:16]}  N. Name" in table
    assert event.digest[:12] in table
    checked = run(path, "log", "--verify")
    assert checked.exit_code == 0
    assert "whole: 1 event, the last " in checked.output
    newer = run(path, "say", "A/RES/64/91", "2", "--owner", "Unit", "--by", "Ann", "--after", "0123456789")
    assert newer.exit_code == 1
    assert "status answered" in newer.output


def test_tampering_ends_log_with_1(path: Path) -> None:
    run(path, "say", "A/RES/64/91", "op2", "--owner", "Unit 3", "--by", "N. Name")
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET why = 'none'")
    for arguments in (("log",), ("log", "--verify"), ("log", "--format", "json")):
        told = run(path, *arguments)
        assert told.exit_code == 1
        assert "tampered with: event 1 " in told.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["op2", "--by", "N. Name"], 2, "Say something"),
        (["op2", "--status", "answered", "--by", "N. Name"], 2, "Say --why"),
        (["op2", "--owner", "Unit"], 2, "--by"),
        (["op7", "--owner", "Unit", "--by", "N. Name"], 1, "no paragraph op7"),
    ],
)
def test_say_tells_what_is_missing(path: Path, arguments: list[str], code: int, words: str) -> None:
    told = run(path, "say", "A/RES/64/91", *arguments)
    assert told.exit_code == code
    assert words in told.output
    assert Registry(path).log() == []


# --- beside what was computed ---


def test_people_s_word_stands_beside_the_computed_status_in_table_and_json(tmp_path: Path) -> None:
    db = tmp_path / "operative.db"
    registry = Registry(db)
    registry.add_all([first(), second(), third()])
    registry.refresh(TODAY)
    say(registry, "op2", word.status("not done", ["A/65/9"]), word.owner("Ports unit"), word.comment("see the file"))
    for question in (["follow", "A/RES/64/91"], ["session", "65"]):
        printed = CliRunner().invoke(cli, [*question, f"--db={db}", "--format=json"]).stdout
        line = next(line for line in json.loads(printed) if line["about"] == REPORT)
        assert (line["status"], line["evidence"], line["rule"]) == (
            "answered",
            "A/RES/65/92 op1: A/65/123",
            "noted-author",
        )
        assert (line["said"], line["said_by"], line["said_evidence"]) == ("not done", "N. Name", ["A/65/9"])
        assert (line["owner"], line["comments"]) == ("Ports unit", ["see the file"])
        table = CliRunner().invoke(cli, [*question, f"--db={db}"], env={"COLUMNS": "400"}).stdout
        start = next(number for number, line in enumerate(table.splitlines()) if line.startswith("Reports"))
        heading, *rows = table.splitlines()[start + 1 :]
        row = next(row for row in rows if "not done" in row)
        computed, said = heading.index("computed"), heading.index("said")
        assert row[computed:said].startswith("answered")
        assert row[said:].startswith("not done (N. Name, ")
        assert "owner Ports unit" in row[said:]
    untouched = CliRunner().invoke(cli, ["follow", "A/RES/65/92", f"--db={db}"], env={"COLUMNS": "400"}).stdout
    assert "said" not in untouched
