"""Commands for accounts: users add, list, role, password, token, remove."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from operative.cli.answers import answered, answering, asked, database, telling
from operative.cli.common import calm

if TYPE_CHECKING:
    from operative.registry.accounts import Role

ROLES = ("reader", "contributor", "reviser", "editor", "administrator")


@click.group(
    epilog="""\b
Examples:
  operative users add n.name --role editor --name "N. Name"
  operative users list
  operative users role n.name reviser
  operative users password n.name
  operative users remove n.name"""
)
def users() -> None:
    """Say who may read and write the registry where it is served, and in which role.

    A reader reads. A contributor also comments, names evidence and puts in contributions; a reviser also corrects what
    was misread and says who sees to something; an editor also asserts statuses, successors and calls, withdraws
    contributions and adds documents; an administrator may do everything.
    """


def _password() -> str:
    """A password from the terminal, asked for twice, or the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@users.command(
    epilog="""\b
Examples:
  operative users add n.name --role editor --name "N. Name"
  pass show registry | operative users add n.name --role editor
  operative users add n.name@example.org --role editor --no-password"""
)
@click.argument("login", metavar="ACCOUNT")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What they may do.")
@click.option("--name", metavar="NAME", help="Their name, as others see it (default: that of the account).")
@click.option("--no-password", is_flag=True, help="They come through the office's OpenID provider alone.")
@database
@calm
@telling
def add(login: str, role: Role, name: str | None, no_password: bool, db: str) -> None:
    """Make an account. Its password is asked for, or read from standard input: 12 characters at least."""
    from operative.registry import Registry

    accounts = Registry(db).accounts
    password = None if no_password else _password()
    made = accounts.add(login, role, name=name, password=password)
    click.echo(f"{made.login}: {made.name}, {made.role}")


@users.command("list")
@answering
@calm
@telling
def list_(form: str, db: str) -> None:
    """List the accounts."""
    rows = asked(db).accounts.users()
    answered(rows, form, none="There are no accounts: on this machine, everybody may write.")


@users.command()
@click.argument("login", metavar="ACCOUNT")
@click.argument("role", type=click.Choice(ROLES))
@database
@calm
@telling
def role(login: str, role: Role, db: str) -> None:
    """Give an account another role, from now on."""
    changed = asked(db).accounts.set_role(login, role)
    click.echo(f"{changed.login}: {changed.name}, {changed.role}")


@users.command()
@click.argument("login", metavar="ACCOUNT")
@database
@calm
@telling
def password(login: str, db: str) -> None:
    """Give an account another password, asked for or from standard input; who used the old one is logged out."""
    accounts = asked(db).accounts
    accounts.user(login)
    accounts.set_password(login, _password())
    click.echo(f"{login} has another password.")


@users.command(
    epilog="""\b
Examples:
  operative users token n.name --days 90
  curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8064/api/v1/status"""
)
@click.argument("login", metavar="ACCOUNT")
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How long it is good for.")
@database
@calm
@telling
def token(login: str, days: int, db: str) -> None:
    """Print a token with which a program asks the API in an account's name. It is shown this once."""
    click.echo(asked(db).accounts.begin(login, timedelta(days=days)))


@users.command()
@click.argument("login", metavar="ACCOUNT")
@database
@calm
@telling
def remove(login: str, db: str) -> None:
    """Remove an account. What its owner said stays, with the name."""
    asked(db).accounts.remove(login)
    click.echo(f"{login} is removed.")
