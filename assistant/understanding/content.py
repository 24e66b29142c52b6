"""Whether a clause says anything: one of function words alone ("enough is enough") tells a mood."""

import re
from functools import lru_cache
from importlib import resources

from assistant.yaml_files import read_yaml

__all__ = ["has_content"]

_WORD = re.compile(r"[^\W\d_]+(?:'\w+)?|\d")


def has_content(clause: str) -> bool:
    """Whether a clause has a figure or a word that is no English function word."""
    words = _WORD.findall(clause.lower().replace("\u2019", "'"))
    return any(word not in _function_words() for word in words)


@lru_cache
def _function_words() -> frozenset[str]:
    source = resources.files("assistant.understanding").joinpath("function_words.yaml")
    return frozenset(read_yaml(source.read_text("utf-8"))["en"].split())
