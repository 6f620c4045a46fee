"""The command line: one verb per use. Rooms are imported only when used, so that help is there at once."""

from __future__ import annotations

import click

from operative import __version__
from operative.cli import comparing, contributions, history, keeping, pull, questions, reading, search, serving, users

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  operative show resolution.pdf
  operative read resolution.docx --pretty
  operative read texts/ archive.zip > records.jsonl
  operative read scans/ --ocr --errors json > records.jsonl
  operative add resolutions/ && operative session 77""",
)
@click.version_option(__version__, prog_name="operative")
def cli() -> None:
    """Read what the United Nations General Assembly adopts, and keep each resolution's follow-up."""


for command in (
    reading.read,
    reading.show,
    reading.explain,
    comparing.diff,
    reading.schema,
    pull.pull,
    *keeping.COMMANDS,
    *questions.COMMANDS,
    search.search,
    *history.COMMANDS,
    *contributions.COMMANDS,
    serving.serve,
    users.users,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    cli()
