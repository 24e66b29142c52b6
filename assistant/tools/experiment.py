"""A against B: two products, channels, customer groups, values of a column or periods, with a
verdict."""

from dataclasses import replace
from typing import Any

from assistant.analytics.experiments import BROKEN_SPLIT, AbVerdict, ab_verdict, split_p
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE, Scope
from assistant.tools.arms import OF_NUMBERS, Arms, Measure, compare_arms
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.guardrails import guardrails
from assistant.tools.number_arms import compare_numbers
from assistant.tools.repurchase import Repurchase
from assistant.tools.result import ToolResult
from assistant.tools.trials import ExperimentArgs, Group, numbers_of_sides, side_of, silence
from assistant.tools.variants import several_variants

__all__ = ["experiment", "planned"]


def experiment(args: ExperimentArgs, context: ToolContext) -> ToolResult:
    """A/B test over two products, channels, segments, touchpoints, languages, values of a column
    (`by`, `a`, `b`) or two periods (`compare_to`): which has the better rating, CSAT, NPS, negative
    share or mean order value, or cannot tell; with power, detectable difference, needed n, and
    guardrails (other numbers harmed). Three or more values (`variants`): each against the control,
    corrected for so many comparisons, and the winner, if one is surely ahead of all."""
    scope, notes = context.scope(args)
    if len(args.variants) > 1 or args.by == Group.ORDERS:
        return several_variants(args, scope, notes, context)
    a, b = _sides(args, scope)
    arms, found = _compared(args, a, b, context)
    notes = (*notes, *found)
    if args.measure == Measure.REPURCHASE and (told := Repurchase.of(a, context)):
        notes = told.noted(notes, a)
    verdict = ab_verdict(arms.experiment.difference, higher_is_better=arms.higher_is_better)
    data: dict[str, Any] = {
        "measure": str(args.measure),
        "column": args.column,
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
        silent = () if arms.a.n or arms.b.n else (silence(args.measure),)
        notes = (*notes, *silent)
        return ToolResult(scope, data, notes=(*notes, "empty_side"))
    winner, other = (b, a) if verdict == AbVerdict.B_BETTER else (a, b)
    data["guards"] = guardrails(winner, other, context, (args.measure,))
    data["guarded"] = "b" if verdict == AbVerdict.B_BETTER else "a"
    if min(arms.a.n, arms.b.n) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    if args.by == Group.KEPT:
        sizes = [context.tallies.count(each) for each in (a, b)]
        chance = split_p(*sizes)
        data["uneven"] = chance is not None and chance < BROKEN_SPLIT
        data["sizes"] = [amount("count", n, side, n) for n, side in zip(sizes, (a, b), strict=True)]
    return ToolResult(scope, data, b.period if b.period != a.period else None, notes)


def planned(arms: Arms, scope: Scope) -> dict[str, Any]:
    """What groups of this size can show, as figures; empty where that cannot be computed."""
    n = arms.a.n + arms.b.n
    if arms.power is None:
        return {}
    relevant = arms.relevant * arms.measure.factor
    found: dict[str, Any] = {
        "relevant": amount("wanted_difference", relevant, scope, n, arms.measure.unit),
        "power": amount("power", 100 * arms.power, scope, n, "%"),
        "needed": amount("needed_each_count", arms.needed, scope, n),
    }
    if arms.detectable is not None:
        least = arms.detectable * arms.measure.factor
        found["detectable"] = amount("detectable_difference", least, scope, n, arms.measure.unit)
    return found


def _compared(
    args: ExperimentArgs, a: Scope, b: Scope, context: ToolContext
) -> tuple[Arms, tuple[str, ...]]:
    """Both sides and their difference, and the note that says which numbers were taken."""
    if args.measure not in OF_NUMBERS:
        return compare_arms(args.measure, a, b, context, args.design), ()
    values, notes = numbers_of_sides(args, (a, b), context)
    return compare_numbers(args.measure, (a, b), (values[0], values[1]), args.design), notes


def _sides(args: ExperimentArgs, scope: Scope) -> tuple[Scope, Scope]:
    if args.by and args.a and args.b and args.a != args.b:
        return side_of(args.by, args.a, scope), side_of(args.by, args.b, scope)
    if args.compare_to and args.by is None:
        return scope, replace(scope, period=args.compare_to.period())
    raise InvalidInputError(
        "An A/B comparison needs two sides; name two products, channels, customer groups, "
        "touchpoints, languages, values of a column or periods."
    )
