"""`hearken keys` and `hearken users`."""

import getpass
import sys
from typing import Annotated

import typer

from assistant.cli.options import Json, acting, opened
from assistant.cli.terminal import out, print_json, say
from assistant.errors import InvalidInputError
from assistant.models import DEFAULT_TENANT, Role

__all__ = ["keys", "users"]

keys = typer.Typer(help="API keys for programs.", no_args_is_help=True)
users = typer.Typer(help="People who log in with a password.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Whose feedback it opens.")]
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
    say("Keep this key now; it cannot be shown again.")


@keys.command("list")
def list_keys(as_json: Json = False) -> None:
    """The keys that were made, without the keys themselves."""
    with opened() as app:
        found = app.access.all_keys()
    rows = [
        {
            "tenant": key.tenant,
            "name": key.name,
            "role": key.role,
            "created": key.created.isoformat(),
            "revoked": key.revoked.isoformat() if key.revoked else None,
        }
        for key in found
    ]
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
    out(f"The key {name} opens nothing any more.")


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
    rows = [
        {
            "tenant": who.tenant,
            "name": who.name,
            "role": who.role,
            "created": who.created.isoformat(),
            "locked_until": who.locked_until.isoformat() if who.locked_until else None,
        }
        for who in found
    ]
    _print(rows, as_json=as_json, empty="There are no users.")


@users.command("remove")
def remove_user(name: Annotated[str, typer.Argument(help="The name of the person.")]) -> None:
    """Delete a user and end their sessions."""
    with opened() as app:
        app.access.remove_user(name)
        app.audit("user.remove", name, actor=acting())
    out(f"{name} may not log in any more.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise InvalidInputError("The two passwords differ; nothing was stored.")
    return password


def _print(rows: list[dict[str, str | None]], *, as_json: bool, empty: str) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        out(" · ".join(f"{name}: {value}" for name, value in row.items() if value is not None))
    if not rows:
        out(empty)
