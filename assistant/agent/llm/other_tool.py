"""One listed tool that calls any other, for models and endpoints that call none but listed ones."""

from collections.abc import Mapping
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from assistant.agent.llm.loose_json import loose_object

__all__ = ["OTHER_TOOL", "other_tool", "unwrapped"]

OTHER_TOOL = "other_tool"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "arguments": {"type": "object"}},
}


def other_tool() -> BaseTool:
    """The tool as a model sees it; it never runs, since its calls are unwrapped as they come."""
    return StructuredTool.from_function(
        _unreachable, name=OTHER_TOOL, description="calls one of more tools", args_schema=SCHEMA
    )


def unwrapped(name: str, args: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The name and arguments that a call means: those inside where it is one of `other_tool`.

    Arguments may be an object, JSON as a string, or stand beside the name. A call that names no
    tool, as any other call, is given back as it is.
    """
    if name != OTHER_TOOL or not isinstance(args.get("name"), str):
        return name, args
    inner = args.get("arguments")
    if isinstance(inner, str):
        inner = loose_object(inner) if inner.strip() else {}
    beside = {each: value for each, value in args.items() if each not in ("name", "arguments")}
    return args["name"], {**beside, **inner} if isinstance(inner, Mapping) else beside


def _unreachable(**_: Any) -> str:
    raise AssertionError("calls of it are unwrapped before the graph sees them")
