"""Reads YAML: by the parser in C where PyYAML was built with it, which is ten times as fast."""

from typing import Any

import yaml

__all__ = ["read_yaml"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What a YAML text says; None for an empty one. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)
