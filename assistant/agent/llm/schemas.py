"""The tools as a model sees them: short, since every turn pays for them.

The filters that all tools share are one object, described once in the instructions; `flattened`
turns such a call back into the arguments that the tool checks strictly.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.tools import BaseTool, StructuredTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.llm.budget import count_tokens
from assistant.errors import InvalidInputError
from assistant.tools.arguments import ScopeArgs
from assistant.tools.registry import TOOLS, Tool
from assistant.yaml_files import read_yaml

__all__ = [
    "FILTER_FIELDS",
    "argument_schema",
    "as_name",
    "as_schema",
    "flattened",
    "plan_schema",
    "sent_tokens",
    "signature",
]

DATED = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DAYS: dict[str, Any] = {
    "type": "object",
    "properties": {"start": {"type": "string"}, "end": {"type": "string"}},
}
NAMES = {"type": "array", "items": {"type": "string"}, "maxItems": 5}
FILTERS = {"type": "object"}
FILTER_FIELDS = "lists by field: " + ", ".join(
    name for name in ScopeArgs.model_fields if name != "period"
)
NO_ARGUMENTS: dict[str, Any] = {"type": "object", "properties": {}}
PERIODS = ("period", "compare_to")
MOST_CALLS = 3
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
STARTS = ("start", "from", "since", "start_date", "begin")
ENDS = ("end", "to", "until", "end_date")


def as_schema(tool: Tool) -> BaseTool:
    """A tool that only describes itself; it runs in the graph's own context."""
    return StructuredTool.from_function(
        _unreachable,
        name=tool.name,
        description=_purposes()[tool.name],
        args_schema=_short_form(argument_schema(tool)),
    )


def as_name(tool: Tool) -> BaseTool:
    """A tool by its name alone, for a brain that knows the arguments: schemas take time to make."""
    return StructuredTool.from_function(
        _unreachable, name=tool.name, description=tool.name, args_schema=NO_ARGUMENTS
    )


def argument_schema(tool: Tool) -> dict[str, Any]:
    """The JSON schema of a tool's arguments; those that all tools share are in short form."""
    properties: dict[str, Any] = {"period": DAYS, "filters": FILTERS} | _own(tool)
    required = [name for name, field in tool.args.model_fields.items() if field.is_required()]
    return {"type": "object", "properties": properties} | (
        {"required": required} if required else {}
    )


def signature(tool: Tool) -> str:
    """A tool in one line, `trend(metric=nps|csat): what it is for`; arguments that the
    instructions describe for all tools are named alone."""
    own = ", ".join(
        name if name == "by" or "enum" not in schema else f"{name}={'|'.join(schema['enum'])}"
        for name, schema in _own(tool).items()
    )
    return f"{tool.name}({own}): {_purposes()[tool.name]}"


@lru_cache
def plan_schema() -> dict[str, Any]:
    """The JSON schema of a planning step written as text: calls, or something to say instead.

    It costs no prompt tokens where an endpoint turns it into a grammar.
    """
    whole = ScopeArgs.model_json_schema()
    filters = {
        name: NAMES | {"items": _short(schema["items"], whole["$defs"])}
        for name, schema in whole["properties"].items()
        if schema.get("type") == "array"
    }
    period = {"type": "string", "pattern": f"^{DATED}[.][.]{DATED}$"}
    arguments = {"period": period, "filters": _closed(filters)}
    for tool in TOOLS.values():
        for name, schema in _own(tool).items():
            if name in PERIODS or schema.get("type") == "array":
                arguments[name] = period if name in PERIODS else NAMES
                continue
            known = arguments.get(name, schema)
            options = [*known.get("enum", ()), *schema.get("enum", ())]
            arguments[name] = schema | ({"enum": [*dict.fromkeys(options)]} if options else {})
    call = _closed(
        {"name": {"type": "string", "enum": list(TOOLS)}, "arguments": _closed(arguments)},
        ("name", "arguments"),
    )
    calls = {"type": "array", "items": call, "maxItems": MOST_CALLS}
    return _closed({"calls": calls, "say": {"type": "string"}}, ("calls",))


def sent_tokens(messages: Sequence[BaseMessage], tools: Iterable[Any] = ()) -> int:
    """About what an endpoint counts of messages and the tools that they may call."""
    texts = [str(message.text) for message in messages]
    texts += [str(getattr(message, "tool_calls", "") or "") for message in messages]
    schemas = [json.dumps(convert_to_openai_tool(tool)) for tool in tools]
    return count_tokens("\n".join([*texts, *schemas]))


def flattened(args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with what stands under `filters` beside the others.

    A single value stands for a list of one, as models like to write it, and for `unique` the other
    way round; two dates in any dress stand for a period. Filters that are no object stay where
    they are, to be refused. Raises InvalidInputError for a period without dates.
    """
    filters = args.get("filters") or {}
    if not isinstance(filters, Mapping):
        return dict(args)
    flat = {name: value for name, value in args.items() if name != "filters"}
    for name, value in filters.items():
        listed = value if isinstance(value, list) else [value]
        flat.setdefault(name, listed[0] if name == "unique" and listed else listed)
    for name in ScopeArgs.model_fields:
        if isinstance(flat.get(name), str) and name not in PERIODS:
            flat[name] = [flat[name]]
    for name in PERIODS:
        if name in flat:
            flat[name] = _days(name, flat[name])
    return {name: value for name, value in flat.items() if value is not None}


def _days(name: str, written: Any) -> Any:
    """Two dates, or one, as a period; None for nothing. Raises InvalidInputError."""
    if isinstance(written, Mapping):
        start = next((written[name] for name in STARTS if written.get(name)), None)
        end = next((written[name] for name in ENDS if written.get(name)), None)
        if not start and not end and not set(written) - {*STARTS, *ENDS}:
            return None
        return {"start": start, "end": end} if start and end else dict(written)
    dates = DATE.findall(str(written))
    if 1 <= len(dates) <= 2:
        return {"start": dates[0], "end": dates[-1]}
    if not written:
        return None
    raise InvalidInputError(
        f"Write {name!r} with two dates, as in 2026-03-01..2026-03-31, not {str(written)[:40]!r}."
    )


def _short_form(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what the instructions say once for all tools; a period is a string,
    `2026-03-01..2026-03-31`, which costs half of an object."""
    plain = {name: {"type": "string"} for name in (*PERIODS, "by")} | {"bound": FILTERS}
    properties = {
        name: plain.get(name, argument) for name, argument in schema["properties"].items()
    }
    return schema | {"properties": properties}


@lru_cache
def _purposes() -> Mapping[str, str]:
    """What each tool is for, in a few words."""
    file = resources.files("prompts").joinpath("instructions/tools.yaml")
    purposes: dict[str, str] = read_yaml(file.read_text("utf-8"))
    return purposes


def _own(tool: Tool) -> dict[str, Any]:
    """The schemas of the arguments that not every tool has."""
    whole = tool.args.model_json_schema()
    return {
        name: _short(schema, whole.get("$defs", {}))
        for name, schema in whole["properties"].items()
        if name not in ScopeArgs.model_fields
    }


def _closed(properties: Mapping[str, Any], required: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _unreachable(**_: Any) -> str:
    raise AssertionError("tools run in the graph's middleware")


def _short(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf", [schema])
    chosen = next((each for each in options if each.get("type") != "null"), schema)
    if "$ref" in chosen:
        chosen = definitions[chosen["$ref"].rsplit("/", 1)[-1]]
    if chosen.get("type") == "object":
        own = chosen.get("properties", {})
        fields = {name: _short(each, definitions) for name, each in own.items()}
        return DAYS if own.keys() == DAYS["properties"].keys() else _closed(fields, tuple(own))
    return {name: chosen[name] for name in ("type", "enum") if name in chosen}
