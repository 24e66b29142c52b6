"""A test with three sides or more: each against the control, all at once, and whether one won."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.analytics.comparison import Difference, Summary, Verdict
from assistant.analytics.experiments import BROKEN_SPLIT, Design, compare_means, split_p
from assistant.analytics.homogeneity import Homogeneity, same_mean, same_share
from assistant.analytics.intervals import mean_interval
from assistant.analytics.variants import Variants, compare_variants
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE, Figure, Scope, value_of
from assistant.tools.arms import (
    COLUMNS,
    MEANS,
    OF_NUMBERS,
    Measure,
    figure_of,
    guardrails,
    hits_of,
    summary_of,
    tested,
)
from assistant.tools.context import ToolContext
from assistant.tools.control_patterns import CONTROL
from assistant.tools.figures import amount, change, figure, name_of
from assistant.tools.number_arms import described, relevant_difference
from assistant.tools.result import ToolResult
from assistant.tools.trials import ExperimentArgs, Group, numbers_of_sides, side_of

__all__ = ["several_variants"]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side with its number; `counts` is the histogram of a score, `numbers` describes what is
    no score."""

    name: str
    scope: Scope
    figure: Figure
    counts: Mapping[Any, int]
    numbers: Summary


def several_variants(
    args: ExperimentArgs, scope: Scope, notes: Sequence[str], context: ToolContext
) -> ToolResult:
    """Each variant with its number, against the control with p values after Holm, a test over all
    at once, and the winner if one is surely ahead of all others. A variant without answers is
    named; fewer than two with answers: nothing is compared. Raises InvalidInputError where it is
    not said what the variants are values of, or one is named twice."""
    if args.by is None or len(set(args.variants)) < len(args.variants):
        raise InvalidInputError(
            "Variants need `by`, the field they are values of, each named once."
        )
    every, taken = _sides(args, args.by, scope, context)
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
        return ToolResult(scope, data, notes=(*notes, *taken, "empty_side"))
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
    if found.winner and found.winner != control:
        won, before = sides[found.winner].scope, sides[control].scope
        data["guards"] = guardrails(won, before, context, (args.measure,))
    small = ("small_sample",) if min(s.figure.n for s in sides.values()) < SMALL_SAMPLE else ()
    return ToolResult(scope, data, notes=(*notes, *taken, *small))


def _sides(
    args: ExperimentArgs, by: Group, scope: Scope, context: ToolContext
) -> tuple[list[_Side], tuple[str, ...]]:
    measure, scopes = args.measure, [side_of(by, name, scope) for name in args.variants]
    if measure in OF_NUMBERS:
        values, notes = numbers_of_sides(args, scopes, context)
        summaries = list(map(described, values))
        figures = [
            figure(str(measure), mean_interval(s.n, s.mean, s.sd), side, measure.unit)
            for s, side in zip(summaries, scopes, strict=True)
        ]
        rows = zip(args.variants, scopes, figures, summaries, strict=True)
        return [_Side(name, side, shown, {}, s) for name, side, shown, s in rows], notes
    found = []
    for name, side in zip(args.variants, scopes, strict=True):
        counts = context.tallies.histogram(side, COLUMNS[measure])
        numbers = summary_of(measure, counts) if measure in MEANS else Summary(0, None, None)
        found.append(_Side(name, side, figure_of(measure, counts, side), counts, numbers))
    return found, ()


def _control(args: ExperimentArgs, sides: Mapping[str, _Side]) -> str:
    """The side that is named as the control, or called so, or the one with most answers."""
    if args.control in sides:
        return str(args.control)
    called = {name: value_of(name) if args.by == Group.KEPT else name for name in sides}
    for pattern in CONTROL:
        for name in sides:
            if pattern.search(called[name].casefold().replace("_", " ").replace("-", " ")):
                return name
    return max(sides, key=lambda name: sides[name].figure.n)


def _difference(args: ExperimentArgs, a: _Side, b: _Side) -> Difference:
    if args.measure in OF_NUMBERS:
        relevant = relevant_difference(a.numbers, b.numbers)
        return compare_means(a.numbers, b.numbers, args.design, relevant).difference
    return tested(args.measure, a.counts, b.counts, args.design).difference


def _judged(
    args: ExperimentArgs, sides: Mapping[str, _Side], control: str, found: Variants, scope: Scope
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
            row["against_control"] = change(label, d, side.scope, unit, factor=factor)
            row["verdict"] = d.verdict
            if d.p_value is not None:
                row["p"] = amount("corrected_p_value", d.p_value, side.scope, d.n)
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


def _over_all(args: ExperimentArgs, sides: Sequence[_Side], scope: Scope) -> dict[str, Any]:
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
