"""A test with three sides or more: each against the control, all at once, and whether one won."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.analytics.comparison import Difference, Verdict
from assistant.analytics.experiments import BROKEN_SPLIT, Design, compare_means, split_p
from assistant.analytics.homogeneity import Homogeneity, same_mean, same_share
from assistant.analytics.variants import Variants, compare_variants
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE, Scope, value_of
from assistant.tools.arms import MEANS, OF_NUMBERS, Measure, hits_of, tested
from assistant.tools.context import ToolContext
from assistant.tools.control_patterns import CONTROL
from assistant.tools.figures import amount, change, name_of
from assistant.tools.guardrails import guardrails
from assistant.tools.number_arms import relevant_difference
from assistant.tools.order_sides import sides_of_orders
from assistant.tools.result import ToolResult
from assistant.tools.sides import Side, sides_of_feedback
from assistant.tools.trials import ExperimentArgs, Group, silence

__all__ = ["several_variants"]


def several_variants(
    args: ExperimentArgs, scope: Scope, notes: Sequence[str], context: ToolContext
) -> ToolResult:
    """Each variant with its number, against the control with p values after Holm, a test over all
    at once, and the winner if one is surely ahead of all others. A variant without answers is
    named; fewer than two with answers: nothing is compared. Raises InvalidInputError where it is
    not said what the variants are values of, or one is named twice."""
    names = args.variants or [each for each in (args.a, args.b) if each]
    if args.by is None or len(names) < 2 or len(set(names)) < len(names):
        raise InvalidInputError(
            "Variants need `by`, the field they are values of, each named once."
        )
    if args.by == Group.ORDERS:
        # Nothing that restricts feedback restricts orders, nor may the answer say so.
        scope = Scope(tenant=scope.tenant, period=scope.period)
    sides_in = sides_of_orders if args.by == Group.ORDERS else sides_of_feedback
    every, notes = sides_in(args, names, scope, notes, context)
    sides = {side.name: side for side in every if side.figure.n}
    data: dict[str, Any] = {
        "measure": str(args.measure),
        "column": args.column,
        "by": str(args.by),
        "design": str(args.design),
        "silent": [side.name for side in every if not side.figure.n],
        "variants": [{"name": each.name, "number": each.figure} for each in sides.values()],
    }
    if len(sides) < 2:
        silent = () if sides or args.by == Group.ORDERS else (silence(args.measure),)
        return ToolResult(scope, data, notes=(*notes, *silent, "empty_side"))
    control = _control(args, sides)
    sign = -1 if args.measure == Measure.NEGATIVE else 1
    found = compare_variants(
        sides,
        control,
        lambda a, b: _difference(args, a, b),
        worth={name: sign * float(side.figure.value or 0) for name, side in sides.items()},
    )
    data |= {"guards": [], **_judged(args, sides, control, found, scope)}
    data |= _over_all(args, list(sides.values()), scope)
    if args.by == Group.KEPT:
        sizes = [context.tallies.count(side.scope) for side in every]
        chance = split_p(*sizes)
        data["uneven"] = chance is not None and chance < BROKEN_SPLIT
        data["sizes"] = [
            {"name": side.name, "count": amount("count", n, side.scope, n)}
            for side, n in zip(every, sizes, strict=True)
        ]
    if found.winner and found.winner != control and args.by != Group.ORDERS:
        won, before = sides[found.winner].scope, sides[control].scope
        data["guards"] = guardrails(won, before, context, (args.measure,))
    small = ("small_sample",) if min(s.figure.n for s in sides.values()) < SMALL_SAMPLE else ()
    return ToolResult(scope, data, notes=(*notes, *small))


def _control(args: ExperimentArgs, sides: Mapping[str, Side]) -> str:
    """The side that is named as the control, or called so, or the one with most answers."""
    if args.control in sides:
        return str(args.control)
    kept = args.by in (Group.KEPT, Group.ORDERS)
    called = {name: value_of(name) if kept else name for name in sides}
    for pattern in CONTROL:
        for name in sides:
            if pattern.search(called[name].casefold().replace("_", " ").replace("-", " ")):
                return name
    return max(sides, key=lambda name: sides[name].figure.n)


def _difference(args: ExperimentArgs, a: Side, b: Side) -> Difference:
    if args.measure in OF_NUMBERS:
        relevant = relevant_difference(a.numbers, b.numbers)
        return compare_means(a.numbers, b.numbers, args.design, relevant).difference
    return tested(args.measure, a.counts, b.counts, args.design).difference


def _judged(
    args: ExperimentArgs, sides: Mapping[str, Side], control: str, found: Variants, scope: Scope
) -> dict[str, Any]:
    """The rows of the variants, the best number first, the leader, and the winner if there is
    one."""
    n = sum(side.figure.n for side in sides.values())
    rows = []
    for name, side in sides.items():
        row: dict[str, Any] = {"name": name, "number": side.figure}
        if name != control:
            d = found.against_control[name]
            unit, factor = args.measure.unit, args.measure.factor
            label = f"{args.measure}_ab_change"
            row["against_control"] = change(label, d, side.scope, unit, side.of, factor)
            row["verdict"] = d.verdict
            if d.p_value is not None:
                row["p"] = amount("corrected_p_value", d.p_value, side.scope, d.n, of=side.of)
        rows.append(row)
    lowest = args.measure == Measure.NEGATIVE
    rows.sort(key=lambda row: row["number"].value, reverse=not lowest)
    judged: dict[str, Any] = {
        "control": control,
        "variants": rows,
        "leader": found.leader,
        "rivals": found.rivals,
        "verdict": "winner" if found.winner else Verdict.CANNOT_TELL,
    }
    if found.winner:
        judged["winner"] = name_of("winner", found.winner, scope, n)
    return judged


def _over_all(args: ExperimentArgs, sides: Sequence[Side], scope: Scope) -> dict[str, Any]:
    """The test whether all variants are alike; none for looks at any time, which it does not
    allow, nor where there are too few answers."""
    if args.design != Design.FIXED:
        return {}
    of_means = args.measure in MEANS
    found: Homogeneity = (
        same_mean([side.numbers for side in sides])
        if of_means
        else same_share([hits_of(args.measure, side.counts) for side in sides])
    )
    n = sum(side.figure.n for side in sides)
    told: dict[str, Any] = {"spread": found.verdict}
    if found.p_value is None:
        return told
    statistic = "welch_f" if of_means else "chi_square"
    told |= {
        "statistic": amount(statistic, found.statistic, scope, n),
        "df": amount("degrees_count", found.df, scope, n),
        "p_all": amount("p_value", found.p_value, scope, n),
    }
    if found.df_within is not None:
        told["df_within"] = amount("degrees_within", found.df_within, scope, n)
    return told
