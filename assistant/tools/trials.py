"""The sides of a test: who is in each, and the numbers of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.experiments import Design
from assistant.errors import InvalidInputError
from assistant.models import Scope, column_of
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.arms import COLUMNS, Measure
from assistant.tools.context import ToolContext

__all__ = ["MOST_VARIANTS", "ExperimentArgs", "Group", "numbers_of_sides", "side_of", "silence"]

MOST_VARIANTS = 12
"""Variants of a test that are compared at once."""


class Group(StrEnum):
    """What the two sides can be two values of."""

    PRODUCT = "product"
    CHANNEL = "channel"
    SEGMENT = "segment"
    TOUCHPOINT = "touchpoint"
    LANGUAGE = "language"
    KEPT = "kept"
    ORDERS = "orders"


class ExperimentArgs(ScopeArgs):
    """Two values of a field, or a second period; and what they are compared by. Values of a column
    of the shop's own are named as column=value, `by` is then kept.

    order_value takes the imported orders, column_mean the numbers of the `column` kept with the
    feedback. `design` sequential allows to look as often as one likes, for a wider interval.
    `variants` are the values of a test with three sides or more, in place of `a` and `b`; `control`
    is the one that the others are held against (else the one called so, else the largest). `by`
    orders: column=value of the imported orders' own columns, compared by order_value or
    repurchase_rate over all orders of the period, with feedback or without.
    """

    by: Group | None = None
    a: str | None = None
    b: str | None = None
    variants: Annotated[list[str], Field(default_factory=list, max_length=MOST_VARIANTS)]
    control: str | None = None
    compare_to: PeriodArg | None = None
    measure: Measure = Measure.RATING
    column: str | None = None
    design: Design = Design.FIXED


def side_of(by: Group, name: str, scope: Scope) -> Scope:
    """The records of the scope that are on one side of a test."""
    values: Mapping[str, Any] = {by: (name,)}
    if by == Group.KEPT:
        others = [each for each in scope.kept if column_of(each) != column_of(name)]
        values = {by: (name, *others)}
    return replace(scope, **values)


def silence(measure: Measure) -> str:
    """The note that no side has such a number."""
    if measure in (Measure.RATING, Measure.CSAT, Measure.NPS):
        return f"no_{COLUMNS[measure]}"
    return {
        Measure.ORDER_VALUE: "no_order_value",
        Measure.NUMBER: "no_numbers",
        Measure.REPURCHASE: "no_repurchase",
    }.get(measure, "no_data")


def numbers_of_sides(
    args: ExperimentArgs, sides: Sequence[Scope], context: ToolContext
) -> tuple[list[list[float]], tuple[str, ...]]:
    """The numbers of each side, of which the means are compared, and the note that says which were
    taken. Raises InvalidInputError without the column that holds them."""
    book = context.customers
    if args.measure == Measure.NUMBER:
        if args.column is None:
            raise InvalidInputError("A mean of numbers needs the column that holds them.")
        counted = (book.numbers(side, args.column) for side in sides)
        return [[number for (number,) in each.elements()] for each in counted], ()
    found, note = [book.order_values(side, "order_id") for side in sides], "values_of_orders"
    if not any(found):
        # The orders of the file and those of the feedback may meet in the customer alone.
        found = [book.order_values(side, "customer_id") for side in sides]
        note = "values_of_customers"
    return found, (note,) if any(found) else ()
