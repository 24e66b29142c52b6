"""Reads the YAML files in which a shop lists its themes, or groups of them."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import ThemesError
from assistant.yaml_files import read_yaml

__all__ = ["entries_in", "read_entries"]


def read_entries(source: Path | Traversable, name: str, key: str) -> list[Any]:
    """The entries of the list `key` of a file, at least one.

    Raises ThemesError, which calls the file `name`, where it cannot be read or has no such list.
    """
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise ThemesError(f"{name} cannot be read ({reason}); check it.") from None
    return entries_in(text, name, key)


def entries_in(text: str, name: str, key: str) -> list[Any]:
    """The entries of the list `key` of a text, which an error calls `name`; raises as
    `read_entries` does."""
    try:
        raw = read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        raise ThemesError(f"{name} is not valid YAML{line}; correct it.") from None
    entries = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(entries, list) or not entries:
        raise ThemesError(f"{name} has no list `{key}:` with at least one entry.")
    return entries
