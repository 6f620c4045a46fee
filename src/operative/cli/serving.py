"""The command that opens a registry in the browser: serve."""

from __future__ import annotations

import click

from operative.cli.answers import database, telling
from operative.cli.common import calm


@click.command(
    epilog="""\b
Examples:
  operative serve
  operative serve --db office.db --port 8080
  operative serve --db office.db --host 0.0.0.0 --name registry.example.org --public"""
)
@database
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8064, show_default=True, help="The port.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name that others open it under; repeatable.")
@click.option("--public/--private", default=False, show_default=True, help="Whether those without account may read.")
@calm
@telling
def serve(db: str, host: str, port: int, names: tuple[str, ...], public: bool) -> None:
    """Open the registry as a web page and an API until it is stopped.

    On this machine alone, and as long as there are no accounts (`operative users`), everybody reads and writes, under
    the name that they give. With accounts, or with --host or --name for others, whoever writes logs in, and so does who
    reads unless reading is --public.
    """
    from operative.registry import Registry
    from operative.web import serve as served
    from operative.web.users import access

    registry = Registry(db)
    allowed = access(registry, host, names, public)
    click.echo(f"Open http://{host}:{port}/ in a browser; Ctrl-C stops it.", err=True)
    served(registry, host, port, allowed)
