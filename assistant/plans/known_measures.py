"""The measures that a scorecard knows, by id and by what people call them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from assistant.yaml_files import read_yaml

__all__ = ["MeasureEntry", "Source", "find_measure", "known_measures"]


class Source(StrEnum):
    """Where the number of a cell comes from."""

    FEEDBACK = "feedback"
    ORDERS = "orders"
    REPLIES = "replies"
    PLANS = "plans"
    IMPORT = "import"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure of prompts/scorecard.yaml."""

    id: str
    perspective: str
    unit: str
    higher_is_better: bool
    total: str
    source: Source
    names: Mapping[str, str]
    aliases: tuple[str, ...]


@lru_cache
def known_measures() -> Mapping[str, MeasureEntry]:
    """The measures of prompts/scorecard.yaml by id."""
    raw = read_yaml(resources.files("prompts").joinpath("scorecard.yaml").read_text("utf-8"))
    return {
        name: MeasureEntry(
            id=name,
            perspective=entry["perspective"],
            unit=entry.get("unit", ""),
            higher_is_better=entry["better"] == "higher",
            total=entry["total"],
            source=Source(entry.get("from", "missing")),
            names=entry["names"],
            aliases=tuple(entry["aliases"]),
        )
        for name, entry in raw["measures"].items()
    }


def find_measure(written: str) -> MeasureEntry | None:
    """The measure that people call so, in either language; None for one of the shop's own."""
    wanted = _plain(written)
    for entry in known_measures().values():
        if wanted in map(_plain, (entry.id, *entry.names.values(), *entry.aliases)):
            return entry
    return None


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
