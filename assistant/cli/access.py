"""`hearken keys` and `hearken users`."""

import getpass
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import Json, acting, opened
from assistant.cli.terminal import out, print_json, say
from assistant.errors import InvalidInputError
from assistant.models import DEFAULT_TENANT, Role

if TYPE_CHECKING:
    from assistant.store.accounts import Account
    from assistant.store.api_keys import ApiKey

__all__ = ["keys", "users"]

keys = typer.Typer(help="API keys for programs.", no_args_is_help=True)
users = typer.Typer(help="People who log in with a password.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="The tenant whose feedback it opens.")]
RoleOption = Annotated[Role, typer.Option(help="What it may do.")]


@keys.command("add")
def add_key(
    name: Annotated[str, typer.Argument(help="A name to know the key by.")],
    role: RoleOption = Role.AGENT,
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Make an API key and print it; it is kept as a hash and cannot be shown again."""
    with opened() as app:
        key = app.access.add_key(name, role, tenant)
        app.audit("key.add", f"{tenant}/{name}", {"role": role}, acting())
    out(key)
    say("Copy this key now; it will not be shown again.")


@keys.command("list")
def list_keys(as_json: Json = False) -> None:
    """The keys that were made, without the keys themselves."""
    with opened() as app:
        found = app.access.all_keys()
    rows = [_row(key, "revoked", key.revoked) for key in found]
    _print(rows, as_json=as_json, empty="No key has been made.")


@keys.command("revoke")
def revoke_key(
    name: Annotated[str, typer.Argument(help="The name of the key.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """End a key at once."""
    with opened() as app:
        app.access.revoke_key(name, tenant)
        app.audit("key.revoke", f"{tenant}/{name}", actor=acting())
    out(f"The key {name} no longer works.")


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="The name to log in with.")],
    role: RoleOption = Role.AGENT,
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Add a user; the password is asked for, or read from stdin where that is no terminal."""
    with opened() as app:
        app.access.add_user(name, _password(), role, tenant)
        app.audit("user.add", name, {"role": role, "tenant": tenant}, acting())
    out(f"{name} may log in.")


@users.command("list")
def list_users(as_json: Json = False) -> None:
    """The people who may log in."""
    with opened() as app:
        found = app.access.all_users()
    rows = [_row(who, "locked_until", who.locked_until) for who in found]
    _print(rows, as_json=as_json, empty="There are no users.")


@users.command("remove")
def remove_user(name: Annotated[str, typer.Argument(help="The name of the person.")]) -> None:
    """Delete a user and end their sessions."""
    with opened() as app:
        app.access.remove_user(name)
        app.audit("user.remove", name, actor=acting())
    out(f"{name} can no longer log in.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise InvalidInputError("The two passwords differ; nothing was stored.")
    return password


def _row(each: "ApiKey | Account", shut: str, since: datetime | None) -> dict[str, str | None]:
    """A line of a list; `shut` names what keeps the key or the user out, from a moment on."""
    return {
        "tenant": each.tenant,
        "name": each.name,
        "role": each.role,
        "created": each.created.isoformat(),
        shut: since.isoformat() if since else None,
    }


def _print(rows: list[dict[str, str | None]], *, as_json: bool, empty: str) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        out(" · ".join(f"{name}: {value}" for name, value in row.items() if value is not None))
    if not rows:
        out(empty)
