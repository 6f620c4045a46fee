"""The command that opens a registry in the browser: serve."""

from __future__ import annotations

import click

from operative.cli.answers import database, telling
from operative.cli.common import calm


@click.command(
    epilog="""\b
Examples:
  operative serve
  operative serve --db office.db --port 8080"""
)
@database
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8064, show_default=True, help="The port.")
@click.option(
    "--processes", type=click.IntRange(1, 64), help="How many processes serve (default: one for each core, 8 at most)."
)
@calm
@telling
def serve(db: str, host: str, port: int, processes: int | None) -> None:
    """Open the registry as a web page and an API, for reading, until it is stopped.

    It listens on this machine alone unless --host says otherwise; it asks nobody who they are, so name another address
    only in a network whose people may read all that is held.
    """
    from operative.web import application
    from operative.web import serve as served

    click.echo(f"Open http://{host}:{port}/ in a browser; Ctrl-C stops it.", err=True)
    served(application, db, host, port, processes)
