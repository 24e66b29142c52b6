"""The sides of a test with several, each with its number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.analytics.comparison import Summary
from assistant.analytics.intervals import mean_interval
from assistant.models import Figure, Scope
from assistant.tools.arms import MEANS, OF_NUMBERS, Measure, answers_of, figure_of, summary_of
from assistant.tools.context import ToolContext
from assistant.tools.figures import figure
from assistant.tools.number_arms import described
from assistant.tools.repurchase import Repurchase
from assistant.tools.trials import ExperimentArgs, Group, numbers_of_sides, side_of

__all__ = ["Side", "side_by_counts", "side_by_numbers", "sides_of_feedback"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side with its number; `counts` is the histogram of a score, `numbers` describes what is
    no score. `of` narrows the filters of its figures beside the scope."""

    name: str
    scope: Scope
    figure: Figure
    counts: Mapping[Any, int]
    numbers: Summary
    of: Mapping[str, str] | None = None


def sides_of_feedback(
    args: ExperimentArgs,
    names: Sequence[str],
    scope: Scope,
    notes: Sequence[str],
    context: ToolContext,
) -> tuple[list[Side], tuple[str, ...]]:
    """The values of a field of the feedback, and the notes with those that say what was taken."""
    measure, scopes = args.measure, [side_of(args.by or Group.KEPT, name, scope) for name in names]
    if measure in OF_NUMBERS:
        values, taken = numbers_of_sides(args, scopes, context)
        rows = zip(names, scopes, values, strict=True)
        sides = [side_by_numbers(measure, name, side, each) for name, side, each in rows]
        return sides, (*notes, *taken)
    found = [
        side_by_counts(measure, name, side, answers_of(measure, side, context))
        for name, side in zip(names, scopes, strict=True)
    ]
    told = Repurchase.of(scopes[0], context) if measure == Measure.REPURCHASE else None
    return found, told.noted(notes, scopes[0]) if told else tuple(notes)


def side_by_numbers(
    measure: Measure,
    name: str,
    scope: Scope,
    values: Sequence[float],
    of: Mapping[str, str] | None = None,
) -> Side:
    """A side with the mean of its numbers."""
    numbers = described(values)
    estimate = mean_interval(numbers.n, numbers.mean, numbers.sd)
    shown = figure(str(measure), estimate, scope, measure.unit, of)
    return Side(name, scope, shown, {}, numbers, of)


def side_by_counts(
    measure: Measure,
    name: str,
    scope: Scope,
    counts: Mapping[Any, int],
    of: Mapping[str, str] | None = None,
) -> Side:
    """A side with the score, or the share, of its answers."""
    numbers = summary_of(measure, counts) if measure in MEANS else Summary(0, None, None)
    return Side(name, scope, figure_of(measure, counts, scope, of), counts, numbers, of)
