"""Promises of what a clause gives for a limited time only, after that time has passed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.replies.checking.elapsed import elapsed, in_use
from assistant.replies.checking.promises import given_kinds, promised_figures, spoken_sentences
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.quantities import Quantity, days
from assistant.replies.policies.sentences import clause_sentences

__all__ = ["late_promises"]

LIMITED = frozenset(("refund", "full_refund", "replacement", "repair", "free", "keep", "warranty"))
"""Kinds of promise that a clause gives for a time."""


def late_promises(body: str, review: str, near: Sequence[Clause]) -> list[str]:
    """The sentences that promise what the clauses near the complaint give only for a time, where
    the review or the reply tells of a longer one.

    The longest limit of those clauses counts. A sentence that names a limit, a condition or a
    refusal tells the rule and promises nothing. [] without a limit or a time that has passed.
    """
    limits = _limits(near)
    longest = max((days(limit) or 0.0 for limit in limits), default=0.0)
    told = in_use(review) | elapsed(body)
    if not longest or max((days(time) or 0.0 for time in told), default=0.0) <= longest:
        return []
    return [
        said
        for said in spoken_sentences(body)
        if given_kinds(said) & LIMITED
        and not promised_figures(said) & limits
        and not _no_promise().search(said)
    ]


def _limits(clauses: Sequence[Clause]) -> frozenset[Quantity]:
    """The lengths of time since a purchase or a delivery for which clauses give something."""
    counted = _counted()
    return frozenset(
        figure
        for clause in clauses
        for language in clause.text
        for said in clause_sentences(clause, language)
        if counted.search(said)
        for figure in promised_figures(said)
        if figure.unit in ("hour", "day", "month")
    )


@lru_cache
def _counted() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["counted"])


@lru_cache
def _no_promise() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["no_promise"])
