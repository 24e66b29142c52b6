"""The sides of a test that the imported orders themselves tell, without any feedback."""

from collections.abc import Sequence

from assistant.errors import InvalidInputError
from assistant.models import Scope
from assistant.tools.arms import Measure
from assistant.tools.context import ToolContext
from assistant.tools.repurchase import followed, returned_after
from assistant.tools.sides import Side, side_by_counts, side_by_numbers
from assistant.tools.trials import ExperimentArgs

__all__ = ["sides_of_orders"]


def sides_of_orders(
    args: ExperimentArgs, names: Sequence[str], scope: Scope, context: ToolContext
) -> tuple[list[Side], tuple[str, ...]]:
    """The sides by what each order of the period cost, or by the customers who came back after
    their first order of it, and the notes that say what was counted. Filters of feedback restrict
    nothing. Raises InvalidInputError for any other number."""
    plain = Scope(tenant=scope.tenant, period=scope.period)
    assert plain.period is not None
    if args.measure == Measure.ORDER_VALUE:
        found = [
            side_by_numbers(
                args.measure, name, plain, context.customers.side_values(plain.period, name),
                {"orders": name},
            )
            for name in names
        ]  # fmt: skip
        return found, ("sides_of_orders",)
    if args.measure != Measure.REPURCHASE:
        raise InvalidInputError(
            "Orders tell what they cost and who came back; take order_value or repurchase_rate."
        )
    span = context.customers.orders_span()
    told = followed(plain, span[0], min(span[1], context.as_of)) if span else None
    if told is None or told.period is None:
        nobody = [side_by_counts(args.measure, name, plain, {}, {"orders": name}) for name in names]
        return nobody, ("no_repurchase",)
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
    moved = ("repurchase_period",) if told != plain else ()
    return sides, ("first_orders", *moved)
