"""Whether a few customers give most of the answers, which no interval of independent ones knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.analytics.clustered import Cluster, clustered_mean
from assistant.models import Figure, Scope, Sentiment
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, on_scale

__all__ = ["few_voices"]

MOST_ANSWERS = 5_000
"""Scopes with more answers are not looked through: few can hardly give most of so many."""

USUAL = 2.0
"""Answers a customer, weighed by themselves, from which they are called few."""

Counts = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that is the mean of what each answer is worth, on its scale."""

    name: str
    unit: str
    worth: Callable[[Any], float]
    scale: tuple[float, float]


NUMBERS: Mapping[str, Sequence[_Number]] = {
    "nps": (_Number("nps", "points", lambda k: 100 * ((k >= 9) - (k <= 6)), (-100, 100)),),
    "rating": (
        _Number("csat", "%", lambda stars: 100.0 * (stars >= 4), (0, 100)),
        _Number("rating_mean", "stars", float, (1, 5)),
    ),
    "ces": (_Number("ces", "of seven", float, (1, 7)),),
    "sentiment": (
        _Number("negative_share", "%", lambda said: 100.0 * (said == Sentiment.NEGATIVE), (0, 100)),
    ),
}
"""What the answers in a column give."""


def few_voices(scope: Scope, column: str, counts: Counts, context: ToolContext) -> dict[str, Any]:
    """How many customers gave the answers and how many the busiest of them, where these count like
    answers of less than half as many (Kish's effective size, (Σk)² / Σk², over answers a customer),
    with the interval of each number that takes the customers as independent, not their answers.

    `column` is the score, `counts` the histogram of its answers. Empty where they are not few,
    where less than half of the answers name their customer, and beyond MOST_ANSWERS.
    """
    n = sum(counts.values())
    if not 1 < n <= MOST_ANSWERS:
        return {}
    given = context.customers.answers(scope, column)
    sizes = [sum(answers.values()) for answers in given.values()]
    known = sum(sizes)
    if 2 * known < n or sum(k * k for k in sizes) <= USUAL * known:
        return {}
    clusters = [*given.values(), *_nameless(given, counts)]
    found = [_by_customer(each, clusters, scope) for each in NUMBERS[column]]
    return {
        "voices": {
            "customers": amount("customers_count", len(given), scope, known),
            "busiest": amount("most_answers_count", max(sizes), scope, known),
            "answers": amount("count", known, scope, known, "records"),
            "by_customer": [each for each in found if each["interval"].low is not None],
        }
    }


def _nameless(given: Mapping[str, Counts], counts: Counts) -> list[Counts]:
    """The answers that name no customer, each as of one of its own."""
    known: dict[Any, int] = {}
    for answers in given.values():
        for answer, n in answers.items():
            known[answer] = known.get(answer, 0) + n
    left = {answer: n - known.get(answer, 0) for answer, n in counts.items()}
    return [{answer: 1} for answer, n in left.items() for _ in range(n)]


def _by_customer(number: _Number, clusters: Sequence[Counts], scope: Scope) -> dict[str, Any]:
    totals = [
        Cluster(sum(each.values()), sum(number.worth(a) * n for a, n in each.items()))
        for each in clusters
    ]
    name = f"{number.name}_by_customer"
    shown: Figure = figure(name, clustered_mean(totals), scope, number.unit)
    return {"measure": number.name, "interval": on_scale(shown, *number.scale)}
