"""The results of tools over the week of the small shop, and the figures of their rows."""

from typing import Any

from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.tools.shop import NOW

WEEK = {"period": NOW.as_json()}


def run(context: ToolContext, name: str, **args: Any) -> ToolResult:
    return call_tool(name, WEEK | args, context)[1]


def rows(result: ToolResult, part: str, *names: str) -> dict[str, tuple[Any, ...]]:
    """name -> the values of some figures of each row."""
    return {
        row.get("name") or row["theme"]: tuple(row[name].value for name in names)
        for row in result.data[part]
    }
