"""Did a change help: complaints before and after a day, with a test and a verdict."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.experiments import RELEVANT_DROP, Share, compare_shares, fix_verdict
from assistant.analytics.intervals import wilson
from assistant.analytics.power import detectable_share_difference, power_of_shares
from assistant.errors import InvalidInputError
from assistant.models import Period, Scope, Sentiment
from assistant.plans.measures import count_complaints
from assistant.tools.arguments import Day, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, share
from assistant.tools.guardrails import guardrails
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult

__all__ = ["BeforeAfterArgs", "before_after"]

MOST_DAYS = 60


class BeforeAfterArgs(ScopeArgs):
    """The day of the change; the same number of days before and after it is compared."""

    changed_on: Annotated[Day, Field(description="the first day with the change")]


def before_after(args: BeforeAfterArgs, context: ToolContext) -> ToolResult:
    """Did a change on a day work: the share of complaints (about the theme or with the words, where
    some are named) before and after it, with a test, the verdict fixed, not fixed or cannot tell,
    its power, and whether another number got worse."""
    days = min((context.as_of - args.changed_on).days + 1, MOST_DAYS)
    if days < 1:
        raise InvalidInputError(f"{args.changed_on} lies in the future; name a day that has come.")
    after = Period(args.changed_on, args.changed_on + timedelta(days=days - 1))
    scope, _ = context.scope(args)
    now = replace(scope, period=after, theme=(), words=())
    earlier = replace(now, period=after.before())
    hits, n = _complaints(replace(scope, period=now.period), context)
    hits_before, n_before = _complaints(replace(scope, period=earlier.period), context)
    experiment = compare_shares(Share(hits, n), Share(hits_before, n_before))
    data: dict[str, Any] = {
        "verdict": fix_verdict(experiment),
        "after": share("complaint_share", wilson(hits, n), now),
        "after_count": amount("complaint_count", hits, now, n, "records"),
        "before": share("complaint_share", wilson(hits_before, n_before), earlier),
        "before_count": amount("complaint_count", hits_before, earlier, n_before, "records"),
        "change": change(
            "complaint_share_change", experiment.difference, now, "points", factor=100
        ),
        "quotes": [
            each
            for theme in args.theme
            for each in evidence(now, theme, Sentiment.NEGATIVE, context)
        ],
    }
    data |= _power(hits_before, n_before, n, now)
    if n and n_before:
        data["guards"] = guardrails(now, earlier, context, ())
    notes = () if n and n_before else ("no_period_before" if n else "no_data",)
    return ToolResult(replace(scope, period=after), data, earlier.period, notes)


def _complaints(scope: Scope, context: ToolContext) -> tuple[int, int]:
    """Those of the scope's themes or words, and all records whatever they say."""
    hits, n = count_complaints(context.tallies, scope)
    if scope.words:
        _, n = count_complaints(context.tallies, replace(scope, words=()))
    return hits, n


def _power(hits: int, n_before: int, n: int, scope: Scope) -> dict[str, Any]:
    """The chance to show a relevant fall, and the smallest fall that shows in four of five tests;
    empty where there was nothing before."""
    if not hits or not n:
        return {}
    base = hits / n_before
    power = power_of_shares(base * (1 - RELEVANT_DROP), base, n, n_before)
    found = {
        "relevant": amount("wanted_fall", 100 * RELEVANT_DROP, scope, n_before, "%"),
        "power": amount("power", 100 * power, scope, n + n_before, "%"),
    }
    # By symmetry the fall of a share is the rise of its complement.
    if (least := detectable_share_difference(1 - base, n, n_before)) is not None:
        found["detectable"] = amount(
            "detectable_difference", 100 * least, scope, n + n_before, "points"
        )
    return found
