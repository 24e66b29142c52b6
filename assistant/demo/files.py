"""Reads the YAML files that stand beside this module."""

from functools import cache
from pathlib import Path
from typing import Any

from assistant import yaml_files

__all__ = ["FOLDER", "read_phrases", "read_yaml"]

FOLDER = Path(__file__).parent
PHRASE_FILES = ("themes", "products", "stories", "frames")


@cache
def read_yaml(name: str) -> Any:
    """The file as plain data; a block of lines becomes a list of its lines."""
    return _listed(yaml_files.read_yaml((FOLDER / name).read_text(encoding="utf-8")))


def read_phrases(language: str) -> dict[str, Any]:
    """The phrase files of `en` or `zh`, each under its own name."""
    return {name: read_yaml(f"phrases/{language}/{name}.yaml") for name in PHRASE_FILES}


def _listed(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _listed(value) for key, value in node.items()}
    if isinstance(node, str) and "\n" in node:
        return [line for line in node.splitlines() if line]
    return node
