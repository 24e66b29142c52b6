"""What only one shop calls so, read into a question: its columns, sides of tests, customers."""

from assistant.agent.planner.calls.abroad import with_abroad
from assistant.agent.planner.columns.means import with_mean
from assistant.agent.planner.columns.named import split_by_column, with_kept
from assistant.agent.planner.columns.trials import (
    with_number_of_sides,
    with_sides_of_orders,
    with_sides_of_trial,
)
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.words.known_ids import with_customers
from assistant.agent.planner.words.translated_names import with_translated_products
from assistant.agent.question.question import Question
from assistant.tools.context import ToolContext

__all__ = ["with_own_names"]


def with_own_names(
    question: Question, mind: Mind, tools: ToolContext, by: str | None = None
) -> Question:
    """The question with what the shop alone calls so; `by` is what the talk is split by."""
    question = with_mean(with_translated_products(question, mind), mind, by)
    question = with_customers(with_abroad(with_kept(question, mind), tools), tools)
    question = with_sides_of_trial(split_by_column(question, mind), mind)
    return with_sides_of_orders(with_number_of_sides(question, mind), mind)
