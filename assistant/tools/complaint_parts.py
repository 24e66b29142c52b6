"""The parts of the answer on complaints: what it rests on, effects and who is affected."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.analytics.comparison import Verdict, correct_family, difference_of_proportions
from assistant.analytics.drivers import drivers
from assistant.analytics.intervals import wilson
from assistant.analytics.theme_sets import Outcome
from assistant.models import Scope
from assistant.tools.context import ToolContext
from assistant.tools.drivers import OUTCOMES, UNITS, Score
from assistant.tools.figures import amount, figure, share
from assistant.tools.theme_rows import blamed_sets

__all__ = ["Basis", "affected", "basis", "effects"]

PLACES = ("product", "channel", "segment")
SCORES = (Score.RATING, Score.NPS)
MOST_LANGUAGES = 4
LEAST_HIT = 3
"""A group is named as affected from so many complaints on."""


@dataclass(frozen=True, slots=True)
class Basis:
    """How many records of a scope are in each language, and how many have a product and a score."""

    languages: Counter[str]
    filled: Counter[str]

    @classmethod
    def of(cls, scope: Scope, context: ToolContext) -> "Basis":
        """Counted in the store."""
        columns = (*SCORES, "product")
        languages: Counter[str] = Counter()
        filled: Counter[str] = Counter()
        for (language,), (n, *found) in context.tallies.filled(scope, columns, "language").items():
            languages[language or "und"] += n
            filled.update(dict(zip(columns, found, strict=True)))
        return cls(languages, filled)


def basis(found: Basis, scope: Scope) -> dict[str, Any]:
    """What an answer rests on: the languages of the feedback, and what it lacks."""
    languages = found.languages
    lacking = {
        name: languages.total() - found.filled[name] for name in ("rating", "nps", "product")
    }
    return {
        "languages": [
            {"name": name, "count": amount("count", n, scope, n, "records", {"language": name})}
            for name, n in languages.most_common(MOST_LANGUAGES)
        ],
        "lacking": [
            {
                "name": name,
                "count": amount("lacking_count", n, scope, n, "records", {"lacks": name}),
            }
            for name, n in lacking.items()
            if n
        ],
    }


def effects(
    found: Basis, scope: Scope, context: ToolContext
) -> tuple[str, dict[str, dict[str, Any]]]:
    """What complaining of each theme goes with in the score that more customers gave, all other
    themes equal; empty where too few did."""
    score = max(SCORES, key=lambda each: found.filled[each])
    outcome = Outcome.NPS if score == Score.NPS else Outcome.MEAN
    everything = replace(scope, theme=())
    rows = blamed_sets(context.tallies, everything, score, without=OUTCOMES)
    of_themes = {
        driver.theme: {
            "figure": figure(
                "driver_effect_change", driver.effect, scope, UNITS[score], {"theme": driver.theme}
            ),
            "significant": driver.significant,
        }
        for driver in drivers(rows, outcome).drivers
    }
    return str(score), of_themes


def affected(
    scope: Scope, themes: Sequence[str], context: ToolContext
) -> dict[str, list[dict[str, Any]]]:
    """For each theme the product, channel and customer group in which it is surely blamed more
    often than in the others (Benjamini-Hochberg over the values of a field); those alone."""
    sizes: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str, str]] = Counter()
    for names, (n, *blaming) in context.tallies.blaming(scope, themes, *PLACES).items():
        for place, name in zip(PLACES, names, strict=True):
            if name is None:
                continue
            sizes[place, name] += n
            for theme, k in zip(themes, blaming, strict=True):
                hits[theme, place, name] += k
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for place, name in sizes:
        groups[place].append(name)
    return {
        theme: [
            row
            for place in PLACES
            if (row := _worst_hit(theme, place, sorted(groups[place]), sizes, hits, scope))
        ]
        for theme in themes
    }


def _worst_hit(
    theme: str,
    place: str,
    names: Sequence[str],
    sizes: Counter[tuple[str, str]],
    hits: Counter[tuple[str, str, str]],
    scope: Scope,
) -> dict[str, Any] | None:
    if len(names) < 2:
        return None
    n, k = sum(sizes[place, name] for name in names), sum(hits[theme, place, x] for x in names)
    differences = correct_family(
        [
            difference_of_proportions(
                hits[theme, place, name],
                sizes[place, name],
                k - hits[theme, place, name],
                n - sizes[place, name],
            )
            for name in names
        ]
    )
    sure = [
        name
        for name, difference in zip(names, differences, strict=True)
        if difference.verdict is Verdict.UP and hits[theme, place, name] >= LEAST_HIT
    ]
    if not sure:
        return None
    name = max(sure, key=lambda each: hits[theme, place, each])
    of, many, size = {"theme": theme, place: name}, hits[theme, place, name], sizes[place, name]
    return {
        "place": place,
        "name": name,
        "count": amount("affected_count", many, scope, many, "records", of),
        "total": amount("group_count", size, scope, size, "records", {place: name}),
        "share": share("affected_share", wilson(many, size), scope, of),
    }
