"""The results of a turn's tool calls, in the order in which they were asked for."""

from collections.abc import Sequence
from typing import TypeAlias

from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

from assistant.models import Ledger, ToolCall
from assistant.tools.result import ToolResult

__all__ = ["Results", "ledger_of", "tool_results", "without_repeats"]

Results: TypeAlias = Sequence[tuple[ToolCall, ToolResult]]


def ledger_of(results: Results) -> Ledger:
    """Every figure and citation of the results; an empty ledger for none."""
    return sum((result.ledger for _, result in results), Ledger())


def without_repeats(results: Results) -> Results:
    """Each call once, however often it was asked for."""
    found: dict[str, tuple[ToolCall, ToolResult]] = {}
    for call, result in results:
        found.setdefault(repr(call), (call, result))
    return list(found.values())


def tool_results(messages: Sequence[BaseMessage]) -> Results:
    """The results of the tools that ran since the user last spoke."""
    found: list[tuple[ToolCall, ToolResult]] = []
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            break
        if isinstance(message, ToolMessage) and message.artifact is not None:
            found.append(message.artifact)
    return found[::-1]
