"""A against B: two products, channels, customer groups or periods, with a verdict."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from assistant.analytics.experiments import AbVerdict, Design, ab_verdict
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE, Scope
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.arms import RELEVANT, Arms, Measure, compare_arms, guardrails
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult

__all__ = ["ExperimentArgs", "Group", "experiment", "planned"]


class Group(StrEnum):
    """What the two sides can be two values of."""

    PRODUCT = "product"
    CHANNEL = "channel"
    SEGMENT = "segment"
    TOUCHPOINT = "touchpoint"
    LANGUAGE = "language"


class ExperimentArgs(ScopeArgs):
    """Two values of a field, or a second period; and what they are compared by.

    `design` sequential allows to look as often as one likes, for a wider interval.
    """

    by: Group | None = None
    a: str | None = None
    b: str | None = None
    compare_to: PeriodArg | None = None
    measure: Measure = Measure.RATING
    design: Design = Design.FIXED


def experiment(args: ExperimentArgs, context: ToolContext) -> ToolResult:
    """A/B test over two products, channels, segments, touchpoints, languages (`by`, `a`, `b`) or
    two periods (`compare_to`): which has the better rating, CSAT, NPS or negative share, or cannot
    tell; with power, detectable difference, needed n, and guardrails (other numbers harmed)."""
    scope, notes = context.scope(args)
    a, b = _sides(args, scope)
    arms = compare_arms(args.measure, a, b, context, args.design)
    verdict = ab_verdict(arms.experiment.difference, higher_is_better=arms.higher_is_better)
    data: dict[str, Any] = {
        "measure": str(args.measure),
        "by": args.by or "period",
        "names": {"a": args.a, "b": args.b},
        "periods": {"a": a.period, "b": b.period},
        "design": str(args.design),
        "verdict": verdict,
        "a": arms.a,
        "b": arms.b,
        "difference": arms.difference,
        **planned(arms, a),
    }
    if not arms.a.n or not arms.b.n:
        column = {"rating_mean": "rating", "csat": "rating", "nps": "nps"}.get(args.measure)
        missing = "no_data" if column is None or arms.a.n + arms.b.n else f"no_{column}"
        return ToolResult(scope, data, notes=(*notes, missing, "empty_side"))
    winner, other = (b, a) if verdict == AbVerdict.B_BETTER else (a, b)
    data["guards"] = guardrails(winner, other, context, (args.measure,))
    data["guarded"] = "b" if verdict == AbVerdict.B_BETTER else "a"
    if min(arms.a.n, arms.b.n) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, b.period if b.period != a.period else None, notes)


def planned(arms: Arms, scope: Scope) -> dict[str, Any]:
    """What groups of this size can show, as figures; empty where that cannot be computed."""
    n = arms.a.n + arms.b.n
    if arms.power is None:
        return {}
    relevant = RELEVANT[arms.measure] * arms.measure.factor
    found: dict[str, Any] = {
        "relevant": amount("wanted_difference", relevant, scope, n, arms.measure.unit),
        "power": amount("power", 100 * arms.power, scope, n, "%"),
        "needed": amount("needed_each_count", arms.needed, scope, n),
    }
    if arms.detectable is not None:
        least = arms.detectable * arms.measure.factor
        found["detectable"] = amount("detectable_difference", least, scope, n, arms.measure.unit)
    return found


def _sides(args: ExperimentArgs, scope: Scope) -> tuple[Scope, Scope]:
    if args.by and args.a and args.b and args.a != args.b:
        values: list[Mapping[str, Any]] = [{args.by: (name,)} for name in (args.a, args.b)]
        return replace(scope, **values[0]), replace(scope, **values[1])
    if args.compare_to and args.by is None:
        return scope, replace(scope, period=args.compare_to.period())
    raise InvalidInputError(
        "An A/B comparison needs two sides; name two products, channels, customer groups, "
        "touchpoints, languages or periods."
    )
