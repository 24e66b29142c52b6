"""What the commands share: their options, and how they open Hearken."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.models import Actor, Role
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.app import App

__all__ = [
    "AsOf",
    "DryRun",
    "Encoding",
    "Files",
    "Host",
    "Json",
    "Language",
    "Map",
    "Port",
    "Sheet",
    "acting",
    "opened",
]


class Language(StrEnum):
    """The languages that answers are written in."""

    EN = "en"
    ZH = "zh"


Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on stdout.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The day that counts as today, like 2026-03-13.")
]
Files = Annotated[list[Path], typer.Argument(help="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help="field=column, or field= for none; may be repeated."),
]
Sheet = Annotated[str | None, typer.Option(help="The sheet of a workbook.")]
Encoding = Annotated[str | None, typer.Option(help="The encoding, where it is guessed wrong.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and report, store nothing.")]
Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


@contextmanager
def opened() -> "Iterator[App]":
    """Hearken over the configured home, closed at the end."""
    from assistant.app import App

    app = App(load_settings())
    try:
        yield app
    finally:
        app.close()


def acting(name: str | None = None) -> Actor:
    """Who acts: the name given, else the login name on this machine. Anyone who can run commands
    on a home may do everything there, so the audit log takes these names on trust."""
    return Actor(_user() if name is None else name, Role.ADMIN)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that has no name
        return "console"
