"""Promises of what a clause gives for a limited time only, after that time has passed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.replies.checking.promises import given_kinds, promised_figures, spoken_sentences
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.elapsed import elapsed, in_use
from assistant.replies.policies.quantities import Quantity, days
from assistant.replies.policies.sentences import clause_sentences

__all__ = ["late_promises"]

_PART = re.compile(r"[,，;；]\s*")

LIMITED = frozenset(("refund", "full_refund", "replacement", "repair", "free", "keep", "warranty"))
"""Kinds of promise that a clause gives for a time."""


def late_promises(body: str, review: str, near: Sequence[Clause]) -> list[str]:
    """The sentences that promise what the clauses near the complaint give only for a time, where
    the review or the reply tells of a longer one.

    The limit counts that the reply itself names before, else the longest of those clauses. A
    sentence that names a limit, a condition or a refusal tells the rule and promises nothing. []
    without a limit or a time that has passed.
    """
    limits = _limits(near)
    longest = _longest(limits)
    passed = _longest(in_use(review) | elapsed(body))
    found = []
    for said in spoken_sentences(body):
        if _limiting().search(said) and _longest(promised_figures(said) - elapsed(said)) >= passed:
            continue  # it names its own limit; whether a clause gives that is checked elsewhere
        named = promised_figures(said) & limits
        least = longest
        if named and _limiting().search(said):
            longest = min(days(limit) or 0.0 for limit in named)
            said = _after(said, named)
        promises = given_kinds(said) & LIMITED and not promised_figures(said) & limits
        told_rule = _refused() if named else _no_promise()
        if 0 < min(longest, least) < passed and promises and not told_rule.search(said):
            found.append(said)
    return found


def _longest(times: frozenset[Quantity]) -> float:
    """The longest of lengths of time in days, 0 for none."""
    return max((days(time) or 0.0 for time in times), default=0.0)


def _after(sentence: str, named: frozenset[Quantity]) -> str:
    """What a sentence goes on to say after the part that names a limit; "" where nothing follows
    on the time that has passed."""
    parts = _PART.split(sentence)
    last = max(place for place, part in enumerate(parts) if promised_figures(part) & named)
    rest = parts[last + 1 :]
    over = [part for part in rest if elapsed(part) or _over().search(part)]
    return "，".join(rest) if over else ""


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
def _limiting() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["limiting"])


@lru_cache
def _refused() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["refused"])


@lru_cache
def _over() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["over"])


@lru_cache
def _counted() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["counted"])


@lru_cache
def _no_promise() -> re.Pattern[str]:
    return either(load_phrases("rules")["limits"]["no_promise"])
