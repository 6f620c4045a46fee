"""Writes the generated pages of docs/reference: `python -m tests.reference`. A test holds that they are up to date."""

from __future__ import annotations

import json
from pathlib import Path

import click

from operative import record
from operative.cli import CONTEXT, cli
from operative.meaning.rules import RULES

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
EXIT_CODES = {
    0: "all was read",
    1: "something could not be read, or is not as it was asked for; the trail was tampered with",
    2: "wrong usage",
    130: "stopped with Ctrl-C",
    141: "nobody reads the output any more",
}


def command_line() -> str:
    """The page of the command line: what `--help` says, of each command."""
    parts = ["# Command line", "Generated from the program itself; `operative COMMAND --help` says the same."]
    settings = {**CONTEXT, "terminal_width": 100, "max_content_width": 100}
    parent = click.Context(cli, info_name="operative", **settings)
    parts.append(_help("operative", cli, parent))
    for name, command in cli.commands.items():
        context = click.Context(command, parent, info_name=name, **settings)
        parts.append(_help(f"operative {name}", command, context))
    codes = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    parts.append(f"## Exit codes\n\n| code | meaning |\n| --- | --- |\n{codes}")
    return "\n\n".join(parts) + "\n"


def _help(title: str, command: click.Command, context: click.Context) -> str:
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {title}\n\n```text\n" + "\n".join(lines) + "\n```"


def rules() -> str:
    """The page of the rules that find facts."""
    rows = "\n".join(f"| `{name}` | {rule.words} | {rule.confidence:.2f} |" for name, rule in RULES.items())
    return (
        "# Rules\n\nWhat finds acts, report requests, agenda decisions, observances and standing things. Every fact"
        " names its rule; `operative explain FILE` prints it beside the words. The confidence is the share of the"
        " rule's findings that are right, measured on English resolutions labelled by hand.\n\n"
        f"| rule | what it says | confidence |\n| --- | --- | --- |\n{rows}\n"
    )


def json_schema() -> str:
    """The JSON Schema as `operative schema` prints it."""
    return json.dumps(record.schema(), indent=2, ensure_ascii=False) + "\n"


PAGES = {"cli.md": command_line, "rules.md": rules, "record.schema.json": json_schema}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
