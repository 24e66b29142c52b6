"""The tools as a model sees them: short, since every turn pays for them.

The filters that all tools share are one object, described once in the instructions; `flattened`
turns such a call back into the arguments that the tool checks strictly.
"""

from collections.abc import Mapping
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from assistant.tools.arguments import ScopeArgs
from assistant.tools.registry import Tool

__all__ = ["FILTER_FIELDS", "argument_schema", "as_name", "as_schema", "flattened"]

DAYS = {"type": "object", "properties": {"start": {"type": "string"}, "end": {"type": "string"}}}
FILTERS = {"type": "object"}
NO_ARGUMENTS: dict[str, Any] = {"type": "object", "properties": {}}
FILTER_FIELDS = "lists by field: " + ", ".join(
    name for name in ScopeArgs.model_fields if name != "period"
)


def as_schema(tool: Tool) -> BaseTool:
    """A tool that only describes itself; it runs in the graph's own context."""
    return StructuredTool.from_function(
        _unreachable,
        name=tool.name,
        description=tool.description,
        args_schema=argument_schema(tool),
    )


def as_name(tool: Tool) -> BaseTool:
    """A tool by its name alone, for a brain that knows the arguments: schemas take time to make."""
    return StructuredTool.from_function(
        _unreachable, name=tool.name, description=tool.name, args_schema=NO_ARGUMENTS
    )


def argument_schema(tool: Tool) -> dict[str, Any]:
    """The JSON schema of a tool's arguments; those that all tools share are in short form."""
    whole = tool.args.model_json_schema()
    own = {
        name: _short(schema, whole.get("$defs", {}))
        for name, schema in whole["properties"].items()
        if name not in ScopeArgs.model_fields
    }
    properties: dict[str, Any] = {"period": DAYS, "filters": FILTERS} | own
    required = [name for name, field in tool.args.model_fields.items() if field.is_required()]
    return {"type": "object", "properties": properties, "required": required}


def flattened(args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with what stands under `filters` beside the others.

    A single value stands for a list of one, as models like to write it, and for `unique` the other
    way round. Filters that are no
    object stay where they are, to be refused.
    """
    filters = args.get("filters") or {}
    if not isinstance(filters, Mapping):
        return dict(args)
    flat = {name: value for name, value in args.items() if name != "filters"}
    for name, value in filters.items():
        listed = value if isinstance(value, list) else [value]
        flat.setdefault(name, listed[0] if name == "unique" and listed else listed)
    return flat


def _unreachable(**_: Any) -> str:
    raise AssertionError("tools run in the graph's middleware")


def _short(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf", [schema])
    chosen = next((each for each in options if each.get("type") != "null"), schema)
    if "$ref" in chosen:
        chosen = definitions[chosen["$ref"].rsplit("/", 1)[-1]]
    if chosen.get("type") == "object":
        return DAYS
    return {name: chosen[name] for name in ("type", "enum") if name in chosen}
