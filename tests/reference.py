"""Writes the generated pages of docs/reference: `python -m tests.reference`. A test holds that they are up to date."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from operative import record
from operative.cli import CONTEXT, cli
from operative.languages import CODES, Language, load
from operative.languages.openings import MANUAL, Class
from operative.meaning.rules import RULES
from operative.registry import Registry, followup, ledger, questions, series, word
from operative.registry.search import alike, answers, query

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
PARAGRAPH = re.compile(r" (?:\w+\.)?(?:pp|op)\d")  # the id of one, in a source
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
        for part, inner in command.commands.items() if isinstance(command, click.Group) else ():
            parts.append(_help(f"operative {name} {part}", inner, click.Context(inner, context, info_name=part)))
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
        " rule's findings that are right, measured on English resolutions labelled by hand. Where verbs come from is"
        " told in [the lexicon](lexicon.md).\n\n"
        f"| rule | what it says | confidence |\n| --- | --- | --- |\n{rows}\n"
    )


def lexicon() -> str:
    """The page of the verbs that open paragraphs, with a document for each that prints it, in each language."""
    manual = "\n".join(f"- `{name}`: {rule}" for name, rule in MANUAL.items())
    head = f"| verb | {' | '.join(load(code).name for code in CODES)} |\n{'| --- ' * (len(CODES) + 1)}|"
    parts = [
        "# Lexicon\n\nThe verbs that open paragraphs, by their English keys, and for each language a paragraph that"
        " opens so. `operative explain FILE` names the source of the very words that a paragraph prints. Where no"
        " document at hand prints a form, a rule of the drafting manual makes it:\n\n" + manual
    ]
    for title, kinds in (("Preamble", ("preambular", "either")), ("Operative paragraphs", ("operative", "either"))):
        verbs = sorted({verb for code in CODES for kind in kinds for verb in load(code).sources[kind]})
        rows = (f"| {verb} | {' | '.join(_source(load(code), kinds, verb) for code in CODES)} |" for verb in verbs)
        parts.append(f"## {title}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _source(language: Language, kinds: Iterable[Class], verb: str) -> str:
    """The best source of a verb: a paragraph before a document, a document before a rule."""
    sources = [source for kind in kinds for source in language.sources[kind].get(verb, ())]
    best = min(sources, key=lambda source: (source in MANUAL, not PARAGRAPH.search(source)), default="")
    return f"`{best}`" if best in MANUAL else best


QUERIES = (  # what a query can say, beside fields
    ("`lighthouses buoys`", "with both words, in any of their forms"),
    ("`lighthouses OR buoys`", "with one of them; OR binds less than standing side by side"),
    ('`"safety of ports"`', "with these words one after the other; « » and “ ” will do, too"),
    ("`light*`", "with a word that begins so"),
    ("`lighthouses -ports`", "with the one and without the other; NOT will do, too"),
    ("`ports (lighthouses OR buoys)`", "as the parentheses group"),
)


def registry() -> str:
    """The page of the registry: its Python interface, what its questions answer, statuses, the rules behind them."""
    methods = [
        (name, method) for name, method in vars(Registry).items() if callable(method) and not name.startswith("_")
    ]
    parts = [
        "# The registry",
        "Generated from the program itself. `operative.Registry(url)` opens a registry: a file, or `postgresql://...`."
        " Its methods are named as the commands are.",
        *(f"### `{name}{_signature(method)}`\n\n{inspect.getdoc(method)}" for name, method in methods),
        "## What the questions answer",
        "JSON and CSV have these fields; a table shows some of them.",
        *(_fields(struct) for struct in (ledger.Followed, questions.Mandate, questions.Link, questions.CitedBy)),
        *(_fields(struct) for struct in (answers.Found, answers.Hit, alike.Alike)),
        "## What a query can say",
        _table("written", "finds passages", QUERIES),
        _table("field", "how to write it", ((f"`{name}:`", mend) for name, mend in query.MENDS.items())),
        f"A query has at most {query.LONGEST} characters and {query.PARTS} words and fields.",
        "## Statuses",
        "A status is computed from what is held, and stands beside what people say (`said`). People may assert each of"
        f" these, and also {', '.join(f'*{status}*' for status in word.STATUSES if status not in followup.STATUSES)}.",
        _table("status", "what it says", ((f"*{status}*", words) for status, words in followup.STATUSES.items())),
        "## Rules of follow-up",
        _ruled(followup.RULES),
        "## Rules of series",
        _ruled(series.RULES),
    ]
    return "\n\n".join(parts) + "\n"


def _signature(method: Callable[..., Any]) -> str:
    signature = inspect.signature(method)
    parameters = list(signature.parameters.values())[1:]  # without self
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature.replace(parameters=parameters)))


def _fields(struct: type[msgspec.Struct]) -> str:
    fields = ", ".join(f"`{field.encode_name}`" for field in msgspec.structs.fields(struct))
    return f"### {struct.__name__}\n\n{inspect.getdoc(struct)}\n\nFields: {fields}."


def _table(name: str, words: str, rows: Iterable[tuple[str, ...]], more: str = "") -> str:
    head = f"| {name} | {words} |{more}\n| --- | --- |{' --- |' if more else ''}\n"
    return head + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _ruled(named: dict[str, tuple[str, float]]) -> str:
    rows = ((f"`{name}`", words, f"{confidence:.2f}") for name, (words, confidence) in named.items())
    return _table("rule", "what it says", rows, " confidence |")


def json_schema() -> str:
    """The JSON Schema as `operative schema` prints it."""
    return json.dumps(record.schema(), indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "cli.md": command_line,
    "rules.md": rules,
    "lexicon.md": lexicon,
    "registry.md": registry,
    "record.schema.json": json_schema,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
