"""The sides of a test that the imported orders themselves tell, without any feedback."""

from collections.abc import Sequence

from assistant.errors import InvalidInputError
from assistant.models import Scope
from assistant.tools.arms import Measure
from assistant.tools.context import ToolContext
from assistant.tools.repurchase import followed, moved, returned_after
from assistant.tools.sides import Side, side_by_counts, side_by_numbers
from assistant.tools.trials import ExperimentArgs

__all__ = ["sides_of_orders"]


def sides_of_orders(
    args: ExperimentArgs,
    names: Sequence[str],
    scope: Scope,
    notes: Sequence[str],
    context: ToolContext,
) -> tuple[list[Side], tuple[str, ...]]:
    """The sides by what each order of the period cost, or by the customers who came back after
    their first order of it, and the notes with those that say what was counted. Raises
    InvalidInputError for any other number."""
    assert scope.period is not None
    if args.measure == Measure.ORDER_VALUE:
        found = [
            side_by_numbers(
                args.measure, name, scope, context.customers.side_values(scope.period, name),
                {"orders": name},
            )
            for name in names
        ]  # fmt: skip
        return found, (*notes, "sides_of_orders")
    if args.measure != Measure.REPURCHASE:
        raise InvalidInputError(
            "Orders tell what they cost and who came back; take order_value or repurchase_rate."
        )
    span = context.customers.orders_span()
    told = followed(scope, span[0], min(span[1], context.as_of)) if span else None
    if told is None or told.period is None:
        nobody = [side_by_counts(args.measure, name, scope, {}, {"orders": name}) for name in names]
        return nobody, (*notes, "no_repurchase")
    sides = [
        side_by_counts(
            args.measure,
            name,
            told,
            returned_after(context.customers.first_orders(told.period, name), told.period, context),
            {"orders": name},
        )
        for name in names
    ]
    return sides, (*(notes if told == scope else moved(notes)), "first_orders")
