"""Words and phrases of this room: YAML files beside the code, read once."""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from assistant.yaml_files import read_yaml

__all__ = ["any_of", "load_phrases"]


@cache
def load_phrases(name: str) -> dict[str, Any]:
    """The mapping of `<name>.yaml`."""
    source = resources.files("assistant.understanding").joinpath(f"{name}.yaml")
    found: dict[str, Any] = read_yaml(source.read_text("utf-8"))
    return found


def any_of(patterns: Iterable[str]) -> str:
    """A regular expression for one of several, the first that fits."""
    return f"(?:{'|'.join(patterns)})"
