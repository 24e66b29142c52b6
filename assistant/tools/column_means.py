"""The mean of a column of numbers that a shop keeps with its feedback: days waited, pot sizes."""

from collections import Counter
from functools import partial
from statistics import median
from typing import Any

from pydantic import Field

from assistant.analytics.comparison import Difference, difference_of_means
from assistant.analytics.intervals import mean_interval
from assistant.models import SMALL_SAMPLE, Figure, Scope
from assistant.tools.arguments import ComparedArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, figure
from assistant.tools.groups import grouped, unnamed
from assistant.tools.number_arms import described
from assistant.tools.result import ToolResult
from assistant.tools.score_groups import Counts, Figures, Score, split_score

__all__ = ["ColumnMeanArgs", "column_mean"]

NUMBER = "number"
MEAN = "column_mean"


class ColumnMeanArgs(ComparedArgs):
    """What a mean needs besides: the header of the column, as it stands in the file."""

    column: str = Field(min_length=1, max_length=200)


def column_mean(args: ColumnMeanArgs, context: ToolContext) -> ToolResult:
    """Mean, interval, spread and range of a column of numbers of the shop's own files, with the
    change against the period before, and split by a dimension. An order counts once."""
    pair = context.compared(args, args.compare_to)
    now = _counted(args.column, pair.now, context)
    before = _counted(args.column, pair.before, context)
    records = context.tallies.count(pair.now)
    data: dict[str, Any] = {
        "column": args.column,
        "now": _measured(now, pair.now, {}),
        "records": amount("count", records, pair.now, records, "records"),
    }
    notes = list(pair.notes)
    n = sum(now.values())
    if not n:
        notes.append("no_numbers" if records else "no_data")
    elif n < SMALL_SAMPLE:
        notes.append("small_sample")
    if before:
        data["before"] = _measured(before, pair.before, {})
        data |= _changes(now, before, pair.now) if n else {}
    elif n:
        notes.append("no_period_before")
    if args.by and n:
        score = Score(args.column, MEAN, _measured, _changes, _difference, (NUMBER, 1), _by_group)
        data |= split_score(score, args, pair, context)
        notes += unnamed(args.by, data["groups"])
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _counted(column: str, scope: Scope, context: ToolContext) -> dict[float, int]:
    return {number: n for (number,), n in context.customers.numbers(scope, column).items()}


def _by_group(context: ToolContext, scope: Scope, by: str, column: str) -> Counter[tuple[Any, ...]]:
    return grouped(by, partial(context.customers.numbers, scope, column))


def _measured(counts: Counts, scope: Scope, of: dict[str, str]) -> Figures:
    numbers = sorted(Counter(counts).elements())
    told = described(numbers)

    def number(name: str, value: float | None) -> Figure:
        return amount(f"column_{name}", value, scope, told.n, NUMBER, of)

    return {
        MEAN: figure(MEAN, mean_interval(told.n, told.mean, told.sd), scope, NUMBER, of),
        "sd": number("sd", told.sd),
        "median": number("median", median(numbers) if numbers else None),
        "lowest": number("lowest", numbers[0] if numbers else None),
        "highest": number("highest", numbers[-1] if numbers else None),
    }


def _changes(now: Counts, before: Counts, scope: Scope) -> dict[str, Any]:
    difference = _difference(now, before)
    return {
        "change": change("column_mean_change", difference, scope, NUMBER),
        "verdict": difference.verdict,
    }


def _difference(a: Counts, b: Counts) -> Difference:
    return difference_of_means(*(described(list(Counter(each).elements())) for each in (a, b)))
