"""Is a plan specific, measurable, achievable, relevant and bound in time?

Source: G. T. Doran (1981), Management Review 70(11), 35-36. The gaps are codes; their sentences
stand in prompts/answers.
"""

from datetime import date
from enum import StrEnum

from assistant.han import HAN
from assistant.models import Measure
from assistant.plans.measures import is_better
from assistant.store.plans import Plan

__all__ = ["Gap", "find_gaps"]

FEWEST_WORDS, FEWEST_HAN = 3, 6


class Gap(StrEnum):
    """What a plan lacks."""

    TITLE_TOO_SHORT = "title_too_short"
    NO_SUBJECT = "no_subject"
    NO_BASELINE = "no_baseline"
    NO_TARGET = "no_target"
    TARGET_NO_BETTER = "target_no_better"
    TOO_FEW_RECORDS = "too_few_records"
    NO_ACHIEVABLE = "no_achievable"
    NO_RELEVANT = "no_relevant"
    NO_OWNER = "no_owner"
    NO_DUE = "no_due"
    DUE_PASSED = "due_passed"


def find_gaps(plan: Plan, today: date, needed: int | None = None) -> tuple[Gap, ...]:
    """What a plan lacks, in the order of the five letters; nothing when it can be begun.

    `needed` is how many records a period needs to show the change; a baseline on fewer cannot be
    measured against.
    """
    checks = {
        Gap.TITLE_TOO_SHORT: _is_short(plan.title),
        Gap.NO_SUBJECT: not plan.filters,
        Gap.NO_BASELINE: plan.baseline is None,
        Gap.NO_TARGET: plan.target is None,
        Gap.TARGET_NO_BETTER: plan.baseline is not None
        and plan.target is not None
        and not is_better(Measure(plan.measure), plan.target, plan.baseline),
        Gap.TOO_FEW_RECORDS: needed is not None and 0 < plan.baseline_n < needed,
        Gap.NO_ACHIEVABLE: not plan.achievable.strip(),
        Gap.NO_RELEVANT: not plan.relevant.strip(),
        Gap.NO_OWNER: not plan.owner,
        Gap.NO_DUE: plan.due is None,
        Gap.DUE_PASSED: plan.due is not None and plan.due <= today,
    }
    return tuple(gap for gap, missing in checks.items() if missing)


def _is_short(title: str) -> bool:
    han = len(HAN.findall(title))
    return han < FEWEST_HAN if han else len(title.split()) < FEWEST_WORDS
