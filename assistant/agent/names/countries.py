"""What a country and its people are called, beside how a column writes it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.agent.names.folding import fold
from assistant.agent.names.things import read_words

__all__ = ["as_people", "countries_of", "people_of"]

BEFORE = (
    r"(?:^|[^a-z\s]\s*|\b(?:the|our|my|all|most|many|do|does|did|are|is|were|was|have|has|can|by|of|for"
    r"|from|to|and|or|vs|versus|than|with|between|among|what|which|how|why|only|just|show|list)\s)"
)
AFTER = (
    r"(?!\s+(?:reviews?|feedback|comments?|texts?|words?|messages?|translations?|version|language"
    r"|speak\w*)\b|-speak)"
)
"""Between these a word names people, and no language and no part of a name ("nail polish")."""

FEWEST = 2
"""Values of one column that are countries, from which it tells the country."""


def countries_of(values: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """How else the countries among the values of a column are called ("britain" for UK), folded;
    empty where it tells no country: one value alone may be a name like any other."""
    known = _called("names")
    found = {value: known[fold(value)] for value in values if fold(value) in known}
    return found if len(found) >= FEWEST else {}


def people_of(values: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """What the people of these countries are called ("brits" for UK), as `countries_of`."""
    return {value: _called("people")[fold(value)] for value in countries_of(values)}


def as_people(written: str) -> str:
    """How a folded question means the people of a country by a word, which is the group."""
    return rf"{BEFORE}({re.escape(written)})(?![a-z]){AFTER}"


@lru_cache
def _called(kind: str) -> Mapping[str, tuple[str, ...]]:
    """What each country is called in one way, `names` or `people`, under its names and codes."""
    rows = read_words("countries")["countries"]
    return {
        written: tuple(map(fold, row[kind]))
        for row in rows
        for written in map(fold, (*row["codes"], *row["names"]))
    }
