"""The wording of this room: YAML files of prompts/replies, read once."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from assistant.errors import PromptError
from assistant.yaml_files import read_yaml

__all__ = ["either", "load_instruction", "load_phrases"]


@lru_cache
def load_phrases(name: str) -> dict[str, Any]:
    """The mapping of `prompts/replies/<name>.yaml`. Raises PromptError where it is no mapping."""
    try:
        text = resources.files("prompts").joinpath("replies", f"{name}.yaml").read_text("utf-8")
        found = read_yaml(text)
    except (OSError, yaml.YAMLError) as error:
        raise PromptError(f"The reply phrases {name!r} cannot be read: {error}.") from None
    if not isinstance(found, dict):
        raise PromptError(f"The reply phrases {name!r} must be a mapping; restore the file.")
    return found


def either(patterns: Mapping[str, str]) -> re.Pattern[str]:
    """What any of the languages writes, in whichever case; the patterns stand by language."""
    return re.compile("|".join(patterns.values()), re.I)


@lru_cache
def load_instruction(name: str) -> str:
    """The text of `prompts/replies/<name>.md`. Raises PromptError where it is missing."""
    try:
        return resources.files("prompts").joinpath("replies", f"{name}.md").read_text("utf-8")
    except OSError as error:
        raise PromptError(f"The instruction {name!r} cannot be read: {error}.") from None
