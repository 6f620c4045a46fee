"""Invitations to inform open calls; what comes in is kept as it came; the requested report is compiled from it."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from operative.cli import cli
from operative.reading import Unreadable
from operative.record import Record
from operative.registry import Registry, RegistryError, contributions, word
from operative.registry.calls import expanded, identified, member_states, name
from operative.registry.contributions import LARGEST, from_file, from_text
from tests.registry.invented import first, resolution, second, third

SYMBOL = "A/RES/64/94"
ARABIC = "أبلغت الحكومة الأمين العام بأن المنارات الثلاث مضاءة كل ليلة في الميناء الصغير."


def many() -> Record:
    """A resolution with invitations of many kinds."""
    return resolution(
        SYMBOL,
        "Invites Member States and national parliaments to inform the Secretary-General of their lighthouses;",
        "Invites the World Meteorological Organization to submit to the Secretary-General, by 30 June 2010, information"
        " on fog;",
        "Requests the Secretary-General to seek the views of Member States;",
        "Requests the Secretary-General to inform Member States of the tides;",
        "Invites the United Nations Environment Programme to report to the General Assembly at its sixty-fifth"
        " session;",
        "Requests the Secretary-General to submit to the General Assembly at its sixty-fifth session a report on"
        " lighthouses, including the information requested in paragraphs 1 and 2 above;",
    )


@pytest.fixture
def registry(database: str) -> Registry:
    made = Registry(database)
    made.add_all([first(), many(), second(), third()])
    made.refresh()
    return made


def contribute(registry: Registry, place: str = "op1", who: str = "Mali", said: str = "Two are lit.", **more: str):  # type: ignore[no-untyped-def]
    more = {"by": "N. Name", "day": "2010-06-24", "language": "en", **more}
    return registry.contribute(SYMBOL, place, who, from_text(said), **more)


# --- calls ---


def test_invitations_to_inform_the_secretary_general_are_calls_and_others_are_not(registry: Registry) -> None:
    one, two = registry.calls(SYMBOL)
    assert (one.block, one.actors, one.report) == ("op1", ("group:member-states", "group:parliaments"), "op6")
    assert one.due is not None
    assert one.due.sessions == (65,), "due with the report that takes it in"
    assert (two.block, two.who) == ("op2", ("World Meteorological Organization",))
    assert two.due is not None
    assert two.due.date == "2010-06-30", "a day of its own counts first"
    assert {call.symbol for call in registry.calls()} == {SYMBOL, "A/RES/64/91"}
    assert registry.calls("A/RES/66/93") == []


def test_a_paragraph_that_goes_on_to_the_secretary_general_is_a_call_for_that(registry: Registry) -> None:
    registry.add(
        resolution(
            "A/RES/64/95",
            "Invites States to submit written comments on fog, and requests the Secretary-General to submit a report"
            " containing those comments to the General Assembly at its sixty-sixth session;",
            "Urges all Governments to provide information on fog to sailors;",
            "Requests the President of the General Assembly to provide a summary of the discussions on fog;",
        )
    )
    [call] = registry.calls("A/RES/64/95")
    assert (call.block, call.actors, call.report) == ("op1", ("group:states",), "op1")
    assert call.due is not None
    assert call.due.sessions == (66,)
    draft = registry.report("A/RES/64/95")
    assert draft.request.by == ("Secretary-General",)
    assert [part.block for part in draft.parts] == ["op1"]


def test_people_can_say_that_a_paragraph_is_a_call(registry: Registry) -> None:
    registry.say(registry.subject(SYMBOL, "op3"), [word.call(["Member States"])], by="N. Name", why="seeks views")
    found = registry.calls(SYMBOL)
    assert [(call.block, call.opened_by) for call in found] == [("op1", None), ("op2", None), ("op3", "N. Name")]
    assert found[2].actors == ("group:member-states",)


def test_member_states_are_193_with_names_and_other_groups_stay() -> None:
    states = expanded(["group:member-states", "group:parliaments", "state:mli"])
    assert len(member_states()) == 193
    assert len(states) == 194
    assert states[-1] == "group:parliaments"
    assert name("state:mli") == "Mali"
    assert not {"state:vat", "state:pse", "state:cok", "state:niu"} & set(states)
    assert [name(state) for state in member_states()][:2] == ["Afghanistan", "Albania"]


@pytest.mark.parametrize("named", ["state:mli", "Mali", "mali", "Мали", "مالي", "马里"])
def test_a_contributor_is_known_by_its_name_in_each_language(named: str) -> None:
    assert identified(named) == "state:mli"


def test_friends_of_a_state_are_not_that_state() -> None:
    assert identified("Friends of Mali") is None


# --- what comes in ---


def test_a_contribution_is_kept_with_its_day_language_and_digest(registry: Registry) -> None:
    made = contribute(registry)
    assert (made.contributor, made.actor, made.date, made.language) == ("Mali", "state:mli", "2010-06-24", "en")
    assert made.digest == hashlib.sha256(b"Two are lit.").hexdigest()
    assert (made.by, made.added[:2]) == ("N. Name", "20")
    assert registry.contributions(SYMBOL) == [made]
    assert registry.contributions("A/RES/64/91") == []
    assert registry.calls(SYMBOL)[0].contributions == 1
    assert registry.verify() is None


def test_its_language_is_found_and_where_it_cannot_be_asked_for(registry: Registry) -> None:
    made = registry.contribute(SYMBOL, "1", "Egypt", from_text(ARABIC), by="N. Name")
    assert made.language == "ar"
    with pytest.raises(RegistryError, match="--language"):
        registry.contribute(SYMBOL, "1", "Egypt", from_text("12.5 %"), by="N. Name")
    assert len(registry.contributions()) == 1


def test_the_same_is_not_taken_twice_but_after_it_was_withdrawn(registry: Registry) -> None:
    made = contribute(registry)
    with pytest.raises(RegistryError, match=f"contribution {made.id}"):
        contribute(registry)
    registry.withdraw(made.id, by="N. Name", why="a draft")
    with pytest.raises(RegistryError, match="withdrawn already"):
        registry.withdraw(made.id, by="N. Name", why="a draft")
    again = contribute(registry)
    kept = {one.id: one.withdrawn for one in registry.contributions()}
    assert kept[again.id] is None
    assert "a draft" in (kept[made.id] or "")
    assert registry.calls(SYMBOL)[0].contributions == 1


def test_what_is_no_call_takes_nothing_and_the_calls_are_named(registry: Registry) -> None:
    with pytest.raises(RegistryError, match=r"op3 is no call.*op1, op2"):
        contribute(registry, "op3")
    with pytest.raises(RegistryError, match="no contribution 7"):
        registry.withdraw(7, by="N. Name", why="why not")
    for day in ("24 June 2010", "2010-13-01"):
        with pytest.raises(RegistryError, match="no date"):
            contribute(registry, day=day)
    with pytest.raises(RegistryError, match="is empty"):
        from_text(" \n ")
    assert registry.contributions() == []
    assert registry.log() == []


def test_a_file_is_kept_as_it_came_and_its_scripts_are_no_text(registry: Registry, tmp_path: Path) -> None:
    page = tmp_path / "letter.html"
    page.write_text(
        "<html><head><script>steal()</script></head><body><p onclick='steal()'>Three lighthouses of the port are lit at"
        " night.</p><script>steal()</script><p>Fog &lt;b&gt; comes.</p></body></html>"
    )
    received = from_file(page)
    assert received.text == "Three lighthouses of the port are lit at night.\nFog <b> comes."
    made = registry.contribute(SYMBOL, "op1", "Peru", received, by="N. Name")
    assert (made.name, made.media_type) == ("letter.html", "text/html")
    with registry.engine.connect() as connection:
        original = connection.execute(text("SELECT original FROM contributions")).scalar()
    assert original is not None
    assert bytes(original) == page.read_bytes()


def test_too_large_a_file_is_refused_before_it_is_read(registry: Registry, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(RegistryError, match="100 MB; a contribution may have 20"):
        from_file(large)
    just = tmp_path / "just.txt"
    just.write_text("Lit. " * (LARGEST // 5))
    assert len(from_file(just).text) == LARGEST - 1  # but for the space at its end
    with pytest.raises(RegistryError, match="100 million characters; it may have 20"):
        from_text("Lit. " * 20_000_000)
    assert registry.contributions() == []


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"%PDF-1.4 broken", b"<html><script>x()</script></html>"]
)
def test_a_file_that_holds_nothing_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter"
    path.write_bytes(content)
    with pytest.raises((RegistryError, Unreadable), match="letter"):
        from_file(path)


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(RegistryError, match="can't be read"):
            from_file(path)


# --- tampering ---

TAMPERING = {
    "its text": "UPDATE contributions SET text = 'None is lit.'",
    "its contributor": "UPDATE contributions SET contributor = 'Peru'",
    "its day": "UPDATE contributions SET date = '2011-01-01'",
    "its file": "UPDATE contributions SET original = X'00'",
    "removed": "DELETE FROM contributions",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_a_contribution_that_is_not_what_came_is_told(tmp_path: Path, how: str) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add(many())
    contribute(registry)
    assert registry.verify() is None
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER contributions_no_update")
        connection.execute("DROP TRIGGER contributions_no_delete")
        connection.execute(TAMPERING[how])
    broken = registry.verify()
    assert broken is not None
    assert broken.event == 1
    assert "contribution 1 " in broken.what


def test_one_that_was_put_in_past_the_trail_is_told(registry: Registry) -> None:
    contribute(registry)
    with registry.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO contributions (id, work, block, contributor, date, language, text, media_type, digest)"
                " SELECT 99, work, block, 'Peru', date, language, text, media_type, digest FROM contributions"
            )
        )
    broken = registry.verify()
    assert broken is not None
    assert "99 was put in without an event" in broken.what


@pytest.mark.parametrize("change", ["UPDATE contributions SET text = ''", "DELETE FROM contributions"])
def test_the_database_refuses_to_change_contributions(registry: Registry, change: str) -> None:
    contribute(registry)
    with pytest.raises(Exception, match="append-only"), registry.engine.begin() as connection:
        connection.execute(text(change))


# --- the draft ---


def test_a_draft_brings_together_what_is_asked_what_came_and_who_was_not_heard(registry: Registry) -> None:
    mali = contribute(registry)
    withdrawn = contribute(registry, said="None is lit.")
    registry.withdraw(withdrawn.id, by="N. Name", why="wrong")
    draft = registry.report(SYMBOL, "op6")
    assert (draft.mandate.id, draft.request.due and draft.request.due.sessions) == ("op6", (65,))
    assert [asked.block for asked in draft.asked] == ["op1", "op2", "op3", "op4", "op5", "op6"]
    one, two = draft.parts
    assert (one.block, one.included, one.contributions) == ("op1", True, (mali,))
    assert len(one.silent) == 192
    assert "state:mli" not in one.silent
    assert one.groups == ("group:parliaments",)
    assert two.contributions == ()
    assert draft.missing == ()


def test_related_documents_are_those_cited_and_those_that_cite(registry: Registry) -> None:
    draft = registry.report("A/RES/65/92")
    assert [(one.symbol, one.title, one.places) for one in draft.cites if one.resolution] == [
        ("A/RES/64/91", first().title, ("pp1",))
    ]
    assert [one.symbol for one in draft.cites if not one.resolution] == ["A/65/123"]
    assert [(one.symbol, one.places) for one in draft.cited_by] == [("A/RES/66/93", ("pp1",))]
    assert [one.symbol for one in draft.predecessors] == ["A/RES/64/91"]
    assert [one.symbol for one in draft.successors] == ["A/RES/66/93"]


def test_a_corrected_request_is_drafted_as_corrected(registry: Registry) -> None:
    about = registry.subject(SYMBOL, "op6")
    registry.say(about, [word.correction(about, "includes=op2,op12")], by="N. Name", why="misread")
    draft = registry.report(SYMBOL, "op6")
    assert [(part.block, part.included) for part in draft.parts] == [("op1", False), ("op2", True)]
    assert draft.missing == ("op12",)


def test_where_no_report_is_requested_that_is_told(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="no report is requested in A/RES/66/93"):
        registry.report("A/RES/66/93")
    with pytest.raises(RegistryError, match="no report is requested in A/RES/64/94 op3"):
        registry.report(SYMBOL, "op3")
    with pytest.raises(RegistryError, match="several reports; name the paragraph: op5, op6"):
        registry.report(SYMBOL)


# --- the command line ---


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--db", str(path)])


def test_from_the_call_to_the_draft_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    Registry(path).add(many())
    assert "op1" in run(path, "calls", SYMBOL).output
    letter = tmp_path / "letter.txt"
    letter.write_text("Two lighthouses of the small port are lit.")
    sent = ["--from", "state:mli", "--file", str(letter), "--date", "2010-06-24", "--by", "N. Name"]
    made = run(path, "contribute", SYMBOL, "op1", *sent)
    assert made.exit_code == 0
    assert "Mali (state:mli), 2010-06-24, en" in made.output
    assert "Two lighthouses" in run(path, "contributions", SYMBOL, "--format", "csv").output
    for form in ("docx", "html"):
        out = tmp_path / f"report.{form}"
        assert run(path, "report", SYMBOL, "op6", "--as", form, "--out", str(out)).exit_code == 0
        assert out.stat().st_size > 2000
    assert run(path, "withdraw", "1", "--why", "sent twice", "--by", "N. Name").exit_code == 0
    assert "sent twice" in run(path, "contributions", "--format", "json").output
    assert run(path, "log", "--verify").exit_code == 0


def test_neither_or_both_of_file_and_text_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    Registry(path).add(many())
    for given in ([], ["--text", "x", "--file", "y"]):
        told = run(path, "contribute", SYMBOL, "op1", "--from", "Mali", "--by", "N. Name", *given)
        assert told.exit_code == 2
        assert "either --file or --text" in told.output


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    Registry(path).add(many())
    told = run(path, "report", SYMBOL, "op6", "--out", str(tmp_path / "no" / "report.docx"))
    assert told.exit_code == 1
    assert "can't be written" in told.output


def test_the_text_of_lines_is_joined_to_paragraphs() -> None:
    from operative.reading.page import Line

    lines = [
        Line("Two of them", 0, 0),
        Line("are lit.", 0, 0),
        Line("Fog comes.", 0, 0, gap=True),
        Line("Whole.", 0, 0, whole=True, number="1."),
    ]
    assert list(contributions._paragraphs(lines)) == ["Two of them are lit.", "Fog comes.", "1. Whole."]
