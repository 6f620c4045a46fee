"""The questions on the command line: as table, JSON and CSV; what can't be answered is told."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from operative.cli import cli
from operative.registry import Registry
from operative.registry.metadata import Entry
from tests.registry.invented import first, resolution, second, third
from tests.registry.pulling import official

QUESTIONS = [
    ["session", "65"],
    ["mandates"],
    ["follow", "A/RES/64/91"],
    ["series", "A/RES/64/91"],
    ["cited-by", "A/RES/64/91"],
    ["status"],
]
DRAFT = "The General Assembly,\n\n1. Encourages Member States to {};\n\n2. Decides to remain seized of the matter.\n"
OF_A_DOCUMENT = ["follow", "series", "cited-by", "report", "calls", "contributions", "log"]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("held") / "operative.db"
    registry = Registry(path)
    registry.add_all([first(), second(), third()])
    registry.refresh(date(2013, 1, 1))
    return path


def run(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, f"--db={db}"], catch_exceptions=False)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_each_question_answers_as_table_json_and_csv_alike(db: Path, question: list[str]) -> None:
    rows = json.loads(run(db, *question, "--format=json").stdout)
    lines = list(csv.reader(run(db, *question, "--format=csv").stdout.splitlines()))
    assert rows
    assert lines[0] == list(rows[0])
    assert len(lines) == len(rows) + 1
    table = run(db, *question)
    assert table.exit_code == 0
    assert len(table.stdout.splitlines()) > len(rows)


def test_a_report_s_line_names_the_paragraphs_that_it_takes_in(db: Path) -> None:
    line = next(
        line for line in json.loads(run(db, "follow", "A/RES/64/91", "--format=json").stdout) if line["includes"]
    )
    assert (line["para"], line["includes"]) == ("2", ["op1"])
    table = CliRunner().invoke(cli, ["follow", "A/RES/64/91", f"--db={db}"], env={"COLUMNS": "300"}).stdout
    assert "Secretary-General: report, including op1" in table


@pytest.mark.parametrize("command", OF_A_DOCUMENT)
def test_a_symbol_that_is_none_is_told(db: Path, command: str, tmp_path: Path) -> None:
    more = [f"--out={tmp_path / 'x.docx'}"] if command == "report" else []
    result = run(db, command, "lighthouses", *more)
    assert result.exit_code == 1
    assert result.stderr == "Error: lighthouses is no document symbol; write one as A/RES/64/12\n"


@pytest.mark.parametrize("command", ["follow", "series", "calls", "contributions"])
def test_a_document_that_is_not_held_is_told_with_those_like_it(db: Path, command: str) -> None:
    result = run(db, command, "A/RES/64/9")
    assert result.exit_code == 1
    assert result.stderr == "Error: the registry doesn't hold A/RES/64/9; there are A/RES/64/91\n"


def test_a_session_without_documents_has_nothing_and_says_so(db: Path) -> None:
    result = run(db, "session", "12")
    assert (result.exit_code, result.stdout) == (0, "")
    told = "Nothing that is held falls due in session 12; `operative status` says which sessions are held.\n"
    assert result.stderr == told
    assert run(db, "session", "12", "--format=json").stdout == "[]\n"
    assert run(db, "session", "0").exit_code == 2


def test_the_ledger_of_a_session_of_which_nothing_is_held_says_so(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add(first())
    due = run(path, "session", "65")
    assert due.stdout
    assert due.stderr == "No document of session 65 is held, which would say what came of these.\n"
    registry.add(second())
    assert run(path, "session", "65").stderr == ""


def test_an_empty_registry_answers_all_questions(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    Registry(empty)
    for question in (
        ["session", "65"],
        ["mandates"],
        ["cited-by", "A/RES/64/91"],
        ["calls"],
        ["contributions"],
        ["log"],
    ):
        result = run(empty, *question, "--format=json")
        assert (result.exit_code, result.stdout) == (0, "[]\n"), question


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["session", "65"],
        ["mandates"],
        ["follow", "A/RES/64/91"],
        ["series", "A/RES/64/91"],
        ["cited-by", "A/RES/64/91"],
        ["diff", "A/RES/64/91", "A/RES/65/92"],
        ["calendar"],
        ["search", "lighthouses"],
        ["calls"],
        ["contributions"],
        ["report", "A/RES/64/91", "--out=report.docx"],
        ["say", "A/RES/64/91", "--comment=lit", "--by=N"],
        ["contribute", "A/RES/64/91", "op1", "--from=Mali", "--text=lit", "--by=N"],
        ["withdraw", "1", "--why=twice", "--by=N"],
        ["log"],
        ["users", "list"],
    ],
)
def test_a_registry_that_is_not_there_is_told_and_not_made(tmp_path: Path, command: list[str]) -> None:
    mistyped = tmp_path / "operativ.db"
    result = run(mistyped, *command)
    told = f"Error: there is no registry {mistyped}; `operative add` makes one; name another with --db\n"
    assert (result.exit_code, result.stderr) == (1, told)
    assert not mistyped.exists()


def test_an_actor_is_named_or_identified_and_who_is_neither_is_told(db: Path) -> None:
    named, identified = (run(db, "mandates", "--actor", who, "--format=json") for who in ("Mali", "state:mli"))
    assert named.stdout == identified.stdout == "[]\n"
    named, identified = (
        run(db, "mandates", "--actor", who, "--format=json") for who in ("Secretary-General", "un:secretary-general")
    )
    assert json.loads(named.stdout)
    assert named.stdout == identified.stdout
    assert run(db, "calendar", "--actor", "Secretary-General").stdout.count("BEGIN:VEVENT") > 0
    for command in ("mandates", "calendar"):
        wrong = run(db, command, "--actor", "Lamplighter-General")
        assert wrong.exit_code == 1
        assert "Lamplighter-General is no actor that the lists know; name it" in wrong.stderr


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--status=lit", "lit is no status; say one of upcoming, due"),
        ("--verb=kindle", "kindle is no verb that acts have; say it in English"),
    ],
)
def test_a_status_or_verb_that_is_none_is_told(db: Path, option: str, told: str) -> None:
    result = run(db, "mandates", option)
    assert result.exit_code == 1
    assert told in result.stderr


def test_what_cites_a_document_comes_in_the_order_of_numbers(tmp_path: Path) -> None:
    recalls = ("Recalling its resolution 64/91 of 9 December 2009,",)
    registry = Registry(tmp_path / "operative.db")
    numbers = ("103", "12 B", "13", "12 A", "9")
    registry.add_all(
        [resolution(f"A/RES/65/{one}", "Urges States to see to lamps;", preamble=recalls) for one in numbers]
    )
    ordered = [f"A/RES/65/{one}" for one in ("9", "12 A", "12 B", "13", "103")]
    assert [one.symbol for one in registry.cited_by("A/RES/64/91")] == ordered
    assert [one.symbol for one in registry.mandates()] == ordered


def test_on_a_terminal_adding_shows_its_progress_with_rate_and_then_the_result(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.xml").write_bytes(official("registers-i.en"))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "operative", "add", *map(str, sorted(tmp_path.glob("*.xml")))]
    with subprocess.Popen([*command, f"--db={tmp_path / 'operative.db'}"], stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the end of a terminal's output
            while some := os.read(ours, 4096):
                shown += some
    os.close(ours)
    assert process.returncode == 0
    assert b"Reading" in shown
    assert b"1 added, 3 held already, 0 described" in shown


def test_two_resolutions_that_are_held_are_compared_by_their_symbols(db: Path) -> None:
    result = run(db, "diff", "A/RES/64/91", "a/res/65/92", "--format=json")
    compared = json.loads(result.stdout)
    assert [compared[side]["symbol"] for side in ("old", "new")] == ["A/RES/64/91", "A/RES/65/92"]
    assert {"dropped", "new"} <= {pair["change"] for pair in compared["pairs"]}


@pytest.mark.parametrize("held_first", [True, False])
def test_a_resolution_that_is_held_is_compared_with_a_file(db: Path, tmp_path: Path, held_first: bool) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT.format("keep their lighthouses lit at night"), encoding="utf-8")
    sides = ["A/RES/66/93", str(draft)]
    result = run(db, "diff", *(sides if held_first else reversed(sides)), "--language=en")
    assert "at night" in result.stdout
    other = run(db, "diff", *sides, "--language=fr")
    assert other.exit_code == 1
    assert "A/RES/66/93 in fr; there is one in en" in other.stderr


def test_a_file_that_has_a_symbol_for_its_name_is_that_file(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("A").mkdir()
    Path("A/99").write_text(DRAFT.format("count their lamps"), encoding="utf-8")
    assert "remain seized" in run(db, "diff", "A/RES/66/93", "A/99", "--language=en").stdout


def test_the_language_is_one_that_both_have_english_first(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    in_french = "Encourage les États Membres à entretenir leurs phares ;"
    in_english = "Encourages Member States to keep their lighthouses lit;"
    for symbol, words, language in (
        ("A/RES/64/91", in_french, "fr"),
        ("A/RES/65/92", in_french, "fr"),
        ("A/RES/65/92", in_english, "en"),
        ("A/RES/66/93", in_english, "en"),
        ("A/RES/66/93", in_french, "fr"),
    ):
        registry.add(resolution(symbol, words, language=language))
    assert registry.diff("A/RES/64/91", "A/RES/65/92").language == "fr"
    assert registry.diff("A/RES/65/92", "A/RES/66/93").language == "en"
    assert registry.diff("A/RES/65/92", "A/RES/66/93", "fr").language == "fr"


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("A/RES/64/999", "the registry doesn't hold A/RES/64/999"),
        ("A/65/123", "the registry holds no text of A/65/123"),
        ("A/RES/64/95", "A/RES/64/95 is held in fr, A/RES/65/92 in en"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, old: str, told: str) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add_all([second(), resolution("A/RES/64/95", "Encourage les phares ;", language="fr")])
    registry.describe_all([Entry("A/65/123", title="Lighthouses")], source="catalogue")
    result = run(path, "diff", old, "A/RES/65/92")
    assert result.exit_code == 1
    assert told in result.stderr


def test_the_ledger_is_printed_by_kind_with_titles_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    asked = "Requests the Secretary-General to submit a report to the General Assembly at its sixty-fifth session;"
    registry.add_all([resolution("A/RES/64/100", asked, title="Tides"), first(), second()])
    registry.add(resolution("A/RES/64/92", "Decides to observe the International Day of Lamps on 5 March each year;"))
    registry.refresh(date(2013, 1, 1))
    printed = CliRunner().invoke(cli, ["session", "65", f"--db={path}"], env={"COLUMNS": "300"}).stdout
    lines = printed.splitlines()
    assert lines[0] == "Reports (1 answered, 1 no evidence found)"
    titles = [line.split()[0] for line in lines[:6] if line.startswith("A/RES/")]
    assert titles == ["A/RES/64/91", "A/RES/64/100"], "in the order of the numbers"
    assert lines[2].split(maxsplit=1)[1].strip() == "Lighthouses and the safety of small ports"
    assert lines[3].split() == [
        "2",
        "Secretary-General:",
        "report,",
        "including",
        "op1",
        "answered",
        "A/RES/65/92",
        "op1:",
        "A/65/123",
    ]
    assert "session 65" not in printed
    assert any(line.startswith("Agenda (1 ") for line in lines)
    assert "Days, weeks, years and decades (1 recurs)" in lines


@pytest.mark.parametrize("width", [80, 120])
def test_the_ledger_keeps_within_the_terminal_and_its_columns_are_aligned(tmp_path: Path, width: int) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    title = (
        "Lighthouses, lamps, wicks and all that keeps small ports safe in the dark of the longest nights of the year"
    )
    asked = "Requests {} to submit a report to the General Assembly at its sixty-fifth session;"
    organs = ("the Secretary-General", "the Human Rights Council and the Economic and Social Council")
    registry.add_all(
        resolution(f"A/RES/64/{number}", asked.format(organ), title=title) for number, organ in enumerate(organs, 1)
    )
    registry.refresh(date(2013, 1, 1))
    printed = CliRunner().invoke(cli, ["session", "65", f"--db={path}"], env={"COLUMNS": str(width)}).stdout
    lines = printed.splitlines()
    assert max(map(len, lines)) <= width
    column = lines[1].index("computed")
    assert [line[column : column + 3] for line in lines if line.startswith("  1 ")] == ["due", "due"]
    rest = [line for line in lines if line.startswith(" " * len("A/RES/64/1  "))]
    assert " ".join(title.split()) in " ".join(" ".join([lines[2].removeprefix("A/RES/64/1"), *rest]).split())


def test_names_are_not_broken_while_other_columns_can_give_way(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add_all([first(), second()])
    registry.refresh(date(2013, 1, 1))
    words = ("--status=answered", "--evidence=A/65/123", "--why=issued late", "--by=N. Name of the Secretariat")
    assert run(path, "say", "A/RES/64/91", "op2", *words).exit_code == 0
    shown = CliRunner().invoke(cli, ["follow", "A/RES/64/91", f"--db={path}"], env={"COLUMNS": "80"}).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "Secretary-General" in shown


def test_a_day_of_each_year_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    registry = Registry(path)
    registry.add(
        resolution(
            "A/RES/64/91",
            "Invites all States to observe the International Day of Lighthouses;",
            preamble=("Recalling that it proclaimed 3 June as the International Day of Lighthouses,",),
        )
    )
    registry.refresh(date(2013, 1, 1))
    [line] = registry.follow("A/RES/64/91")
    assert line.day == "06-03"
    shown = CliRunner().invoke(cli, ["follow", "A/RES/64/91", f"--db={path}"], env={"COLUMNS": "120"}).stdout
    assert "3 June (next 2013-06-03)" in shown


def test_the_status_counts_what_people_said_and_sent_too(tmp_path: Path) -> None:
    path = tmp_path / "operative.db"
    Registry(path).add(first())
    sent = ("--from=Mali", "--text=We lit them all.", "--language=en", "--by=N")
    assert run(path, "contribute", "A/RES/64/91", "op1", *sent).exit_code == 0
    assert run(path, "say", "A/RES/64/91", "op2", "--comment=soon", "--by=N").exit_code == 0
    counts = {row["what"]: row["count"] for row in json.loads(run(path, "status", "--format=json").stdout)}
    assert (counts["contributions"], counts["entries in the log"], counts["report requests"]) == (1, 2, 2)


def test_a_force_is_named_by_a_number_or_by_a_verb_that_has_it(db: Path) -> None:
    asked = [run(db, "mandates", "--force", named, "--format=json").stdout for named in ("6", "request", "authorize")]
    assert json.loads(asked[0])
    assert asked == asked[:1] * 3
    assert len(json.loads(run(db, "mandates", "--force=1", "--format=json").stdout)) > len(json.loads(asked[0]))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("session", "ES-11"), "ES-11 is no session; give the number of a regular one, such as 77"),
        (("mandates", "--due=0"), "0 is no session; give the number of a regular one, such as 77"),
        (("mandates", "--force=9"), "9 is no force; give 7 (demand) to 1 (encourage), or a verb that directs"),
        (
            ("mandates", "--force=welcome"),
            "welcome is no force; give 7 (demand) to 1 (encourage), or a verb that directs",
        ),
    ],
)
def test_what_is_no_session_and_no_force_is_told(db: Path, asked: tuple[str, ...], told: str) -> None:
    result = run(db, *asked)
    assert result.exit_code == 2
    assert told in result.stderr
