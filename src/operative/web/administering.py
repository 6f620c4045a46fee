"""The accounts by page, for administrators: who may do what, new ones, other roles and passwords, and the way out."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from operative.registry.accounts import ROLES, Accounts
from operative.web import writing
from operative.web.answering import Asked, Page
from operative.web.speech import mistake
from operative.web.users import Access
from operative.web.writing import Done


def handlers(access: Access) -> list[HTTPRouteHandler]:
    """The form of the accounts, where there are any."""
    return writing.form("/users", accounts, changed, right="administer") if access.accounts else []


def accounts(question: Asked) -> Page:
    """All accounts, each with what may be changed of it, and the form of a new one."""
    found = question.registry.accounts.users()
    context = {"users": found, "roles": ROLES, "own": question.reader.user}
    return Page(template="users.html", title=question.words("accounts.title"), data=found, context=context)


def changed(sent: Asked) -> Done:
    """Does what was asked of one account. Nobody takes the own role away, so that an administrator is left."""
    own = sent.reader.user
    login, values = sent.values.get("login", ""), sent.values
    if own and login.strip().lower() == own.login and values.get("do") in ("role", "remove"):
        raise mistake("own_account")
    _change(sent.registry.accounts, values.get("do", ""), login, values)
    return Done("/users")


def _change(accounts: Accounts, what: str, login: str, values: dict[str, str]) -> None:
    role = next((one for one in ROLES if one == values.get("role")), None)
    password = values.pop("password", "")
    match what:
        case "add" if role:
            accounts.add(login, role, name=values.get("name") or None, password=password or None)
        case "role" if role:
            accounts.set_role(login, role)
        case "password":
            accounts.set_password(login, password)
        case "remove":
            accounts.remove(login)
        case _:
            raise mistake("no_button")
