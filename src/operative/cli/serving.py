"""The command that opens a registry in the browser: serve."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from operative.cli.answers import database, telling
from operative.cli.common import calm
from operative.cli.users import ROLES

if TYPE_CHECKING:
    from pathlib import Path

    from litestar import Litestar

    from operative.registry import Registry
    from operative.registry.accounts import Role


@click.command(
    epilog="""\b
Examples:
  operative serve
  operative serve --db office.db --port 8080
  operative serve --db office.db --host 0.0.0.0 --name registry.example.org --public
  operative serve --name registry.example.org --openid https://login.example.org --openid-client registry"""
)
@database
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8064, show_default=True, help="The port.")
@click.option(
    "--processes", type=click.IntRange(1, 64), help="How many processes serve (default: one for each core, 8 at most)."
)
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name that others open it under; repeatable.")
@click.option("--public/--private", default=False, show_default=True, help="Whether those without account may read.")
@click.option("--openid", metavar="URL", help="The office's OpenID provider; our secret is in OPERATIVE_OPENID_SECRET.")
@click.option("--openid-client", metavar="NAME", default="operative", show_default=True, help="What we are to it.")
@click.option(
    "--openid-role", type=click.Choice(ROLES), help="What whoever it vouches for is (default: the account's)."
)
@calm
@telling
def serve(
    db: str,
    host: str,
    port: int,
    processes: int | None,
    names: tuple[str, ...],
    public: bool,
    openid: str | None,
    openid_client: str,
    openid_role: Role | None,
) -> None:
    """Open the registry as a web page and an API until it is stopped.

    On this machine alone, and as long as there are no accounts (`operative users`), everybody reads and writes, under
    the name that they give. With accounts, or with --host or --name for others, whoever writes logs in, and so does who
    reads unless reading is --public.
    """
    from operative.web import application
    from operative.web import serve as served
    from operative.web.users import Provider, access

    secret = os.environ.get("OPERATIVE_OPENID_SECRET", "")
    provider = Provider(openid, openid_client, secret, openid_role) if openid else None

    def made(registry: Registry, folder: Path) -> Litestar:
        return application(registry, access(registry, host, names, public, provider), folder)

    click.echo(f"Open http://{host}:{port}/ in a browser; Ctrl-C stops it.", err=True)
    served(made, db, host, port, processes)
