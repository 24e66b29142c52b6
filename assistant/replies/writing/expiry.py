"""Whether the time that a rule gives may be over, going by what a review tells of its age."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.replies.checking.promises import promised_figures
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.elapsed import in_use
from assistant.replies.policies.quantities import days

__all__ = ["age_told", "may_be_over", "terms"]

_PART = re.compile("[，,;；]")

LAST_WEEK = 3
"""Days that have gone at least, as a rule, since something of last week."""


def may_be_over(sentences: Sequence[str], review: str, today: date) -> bool:
    """Whether the order is older than the shortest term since its delivery that a rule gives; not
    for a rule without a term, nor where the review tells no time."""
    told = terms(sentences)
    return bool(told) and age_told(review, today) > min(told)


def terms(sentences: Sequence[str]) -> list[float]:
    """The days for which sentences of a rule hold from the order or the delivery on; [] without
    such a term."""
    limits = load_phrases("rules")["limits"]
    counted, ours = either(limits["counted"]), either(limits["ours"])
    theirs = [
        "，".join(part for part in _PART.split(said) if not ours.search(part)) for said in sentences
    ]
    return [
        length
        for said in theirs
        if counted.search(said)
        for figure in promised_figures(said)
        if figure.unit in ("hour", "day", "month") and (length := days(figure))
    ]


def age_told(review: str, today: date) -> float:
    """The days that have passed at least since the purchase, 0 where the review does not say."""
    told = [days(time) or 0.0 for time in in_use(review)]
    since = _since()
    if since["week"].search(review):
        told.append(LAST_WEEK)
    if since["lately"].search(review):
        told.append(today.day - 1)
    if since["year"].search(review):
        told.append((today - date(today.year, 1, 1)).days)
    for match in since["month"].finditer(review):
        named = (match["en"] or match["zh"]).lower()
        month = next(n for n, name in enumerate(_months(), 1) if name.fullmatch(named))
        told.append(_since_month(month, today))
    return max(told, default=0.0)


def _since_month(month: int, today: date) -> int:
    """The days since the end of a month, the last one of that name."""
    if month == today.month:
        return 0
    year = today.year - (month > today.month)
    after = date(year + (month == 12), month % 12 + 1, 1)
    return (today - after).days


@lru_cache
def _months() -> list[re.Pattern[str]]:
    return [re.compile(name) for name in load_phrases("rules")["elapsed"]["months"]]


@lru_cache
def _since() -> dict[str, re.Pattern[str]]:
    words = load_phrases("rules")["elapsed"]
    months = "|".join(words["months"])
    return {
        kind: re.compile(form.replace("MONTH", months), re.I)
        for kind, form in words["since"].items()
    }
