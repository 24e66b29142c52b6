"""The columns of a test: who was in which side, and the number by which the sides are compared."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_args import metric_asked
from assistant.agent.planner.calls.experiments import REPURCHASE, sides_of
from assistant.agent.planner.columns.named import read_once
from assistant.agent.planner.shop.flags import header_of
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.patterns.trials import (
    CALLED,
    COMPARED,
    EFFECT,
    ORDER_VALUE_SAID,
    SIDE,
    TESTED,
    TRIAL,
    TRIAL_HEADER,
    several_said,
)
from assistant.agent.question.question import ORDER_VALUE, REPURCHASE_RATE, Question
from assistant.han import HAN
from assistant.models import column_of
from assistant.tools.trials import MOST_VARIANTS

__all__ = ["with_number_of_sides", "with_sides_of_orders", "with_sides_of_trial"]


def with_sides_of_trial(question: Question, mind: Mind) -> Question:
    """The question over the sides of the shop's test, where it asks of one and no side is a value
    that it names otherwise. "A" and "B" alone are no names, they are everywhere in texts.

    Of three sides or more those two that it names, else all. Left as it is where no column is of a
    test, or several are, or one side is named and not compared.
    """
    kept = question.filters.get("kept", ())
    if not TRIAL.search(question.folded):
        return question
    columns = [column for column in mind.columns if TRIAL_HEADER.search(header_of(column))]
    if not columns and (n := several_said(question.folded)):
        # A page has no header in the other language; its column is the one with so many values.
        columns = [column for column, values in mind.columns.items() if len(values) == n]
    if len(columns) != 1:
        return question
    values = sorted(mind.columns[columns[0]])
    compared = _is_compared(question)
    by_name = [each for each in kept if column_of(each) in columns]
    if by_name:
        # One side by its full name is a filter, unless it is compared.
        if not compared or (len(values) > 2 and len(by_name) > 1):
            return question
        kept = tuple(each for each in kept if each not in by_name)
    sides = values if len(values) == 2 else _named(values, question.folded)
    if len(sides) == 1 and not compared:
        return question
    if len(sides) != 2:
        sides = values
    if not 1 < len(sides) <= MOST_VARIANTS:
        return question
    if tested := TESTED.search(question.folded):
        question = read_once(question, [tested.span(tested.lastindex or 0)], mind)
    named = tuple(f"{columns[0]}={value}" for value in sides)
    return replace(question, filters={**question.filters, "kept": (*kept, *named)})


def with_sides_of_orders(question: Question, mind: Mind) -> Question:
    """The question over the sides of a test that a column of the orders tells, where it asks for
    what these tell, the value of orders or the repurchase, and no column of the feedback has sides:
    "did checkout B raise the order value"."""
    number = _number_of_orders(question)
    if number is None or sides_of(question) is not None:
        return question
    told = COMPARED.search(question.folded) or EFFECT.search(question.folded)
    asked = TRIAL.search(question.folded)
    columns = [
        column
        for column, values in mind.order_columns.items()
        if (asked and TRIAL_HEADER.search(header_of(column)))
        or (told and _has_side(column, values, question.folded))
    ]
    if len(columns) != 1:
        return question
    values = sorted(mind.order_columns[columns[0]])
    named = _named(values, question.folded)
    sides = named if len(named) == 2 else values
    if not 1 < len(sides) <= MOST_VARIANTS:
        return question
    said = tuple(f"{columns[0]}={value}" for value in sides)
    return replace(question, order_sides=said, number=number)


def _is_compared(question: Question) -> bool:
    """Whether a side that is named is held against the others, or said to move a number."""
    moves = EFFECT.search(question.folded)
    number = metric_asked(question) or REPURCHASE.search(question.folded)
    return bool(COMPARED.search(question.folded) or (moves and number))


def _number_of_orders(question: Question) -> str | None:
    if REPURCHASE.search(question.folded):
        return REPURCHASE_RATE
    return ORDER_VALUE if ORDER_VALUE_SAID.search(question.folded) else None


def _has_side(column: str, values: Sequence[str], folded: str) -> bool:
    """Whether a value stands behind its header: "checkout b", 结账页b."""
    header = re.escape(header_of(column))
    each = "|".join(re.escape(fold(value)) for value in values)
    return bool(re.search(rf"(?<![a-z]){header}s? ?(?:{each})(?![a-z0-9])", folded))


def with_number_of_sides(question: Question, mind: Mind) -> Question:
    """The question with the number by which its two sides are compared, where that is none of the
    scores: a column of numbers that it names, or what orders cost. A column whose numbers it bounds
    chooses records and is compared by nothing."""
    if sides_of(question) is None:
        return question
    if TRIAL.search(question.folded) and REPURCHASE.search(question.folded):
        return replace(question, number=REPURCHASE_RATE)
    worth = ORDER_VALUE_SAID.search(question.folded)
    if not worth and (metric_asked(question) or not TRIAL.search(question.folded)):
        return question
    bounded = set(map(column_of, question.filters.get("kept", ())))
    free = [column for column in mind.measures if column not in bounded]
    named = [column for column in free if _is_named(mind.measures[column].called, question.folded)]
    if not named and worth:
        # What the question calls AOV the file may call otherwise, in either language.
        named = [c for c in free if ORDER_VALUE_SAID.search(" ".join(mind.measures[c].called))]
    if len(named) == 1:
        return replace(question, number=named[0])
    return replace(question, number=ORDER_VALUE) if worth else question


def _is_named(called: Sequence[str], folded: str) -> bool:
    return any(
        each in folded if HAN.search(each) else re.search(rf"\b{re.escape(each)}s?\b", folded)
        for each in called
    )


def _named(values: Sequence[str], folded: str) -> list[str]:
    """Those of the values that stand in the question as a side does: "a and b", 方案B, "variant c";
    a letter also as the other half of such a pair."""
    said = {
        side for match in SIDE.finditer(CALLED.sub(" ", folded)) for side in match.groups() if side
    }
    return [value for value in values if fold(value) in said or _ends(fold(value)) in said]


def _ends(value: str) -> str:
    """The letter or number of a side with a name: b of "variant b" and "b组"."""
    match = re.fullmatch(r"(?:[a-z_ ]+[ _-])?([a-z]|\d)(?:组|版|方案)?", value)
    return match.group(1) if match else value
