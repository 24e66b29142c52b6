"""Whether a few customers give most of the answers, which no interval of independent ones knows."""

from typing import Any

from assistant.models import Scope
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount

__all__ = ["few_voices"]

MOST_ANSWERS = 5_000
"""Scopes with more answers are not looked through: few can hardly give most of so many."""

USUAL = 2.0
"""Answers a customer, weighed by themselves, from which they are called few."""


def few_voices(scope: Scope, column: str, n: int, context: ToolContext) -> dict[str, Any]:
    """How many customers gave the answers and how many the busiest of them, where these count like
    answers of less than half as many (Kish's effective size, (Σk)² / Σk², over answers a customer).

    `column` is the score, `n` its answers. Empty where they are not few, where less than half of
    the answers name their customer, and beyond MOST_ANSWERS.
    """
    if not 1 < n <= MOST_ANSWERS:
        return {}
    given = context.customers.answers(scope, column)
    known = sum(given.values())
    if 2 * known < n or sum(k * k for k in given.values()) <= USUAL * known:
        return {}
    return {
        "voices": {
            "customers": amount("customers_count", len(given), scope, known),
            "busiest": amount("most_answers_count", max(given.values()), scope, known),
            "answers": amount("count", known, scope, known, "records"),
        }
    }
