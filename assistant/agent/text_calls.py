"""Tool calls as JSON text, for models and endpoints that do not call natively."""

import json
import re
import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

__all__ = ["as_plain_messages", "with_text_calls"]

MOST_OPENINGS = 50
"""Brackets tried as the start of a call: a text of thousands of them is no call."""
OPENING = re.compile(r"[{\[]")
FENCE = re.compile(r"```(?:json)?|</?tool_call>")
THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>|^.*?</think(?:ing)?>", re.DOTALL)


def with_text_calls(message: AIMessage, tools: Collection[str]) -> AIMessage:
    """The message with the calls that its text spells, and without a model's thinking aloud.

    Read are objects with "name" (or "tool") of a known tool and "arguments" (or "parameters",
    "args"), alone, in a list, or one after another, fenced or not.
    """
    if message.tool_calls:
        return message
    content = THOUGHT.sub("", str(message.text)).strip()
    calls = [
        {"name": name, "args": args, "id": f"text-{uuid.uuid4().hex[:8]}"}
        for spelled in _objects(FENCE.sub(" ", content))
        for name, args in [_call(spelled)]
        if name in tools
    ]
    return AIMessage("" if calls else content, tool_calls=calls, id=message.id)


def as_plain_messages(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """The messages without native calls and tool roles, which some endpoints refuse."""
    plain: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, AIMessage) and message.tool_calls:
            calls = [{"name": c["name"], "arguments": c["args"]} for c in message.tool_calls]
            plain.append(AIMessage(json.dumps(calls, ensure_ascii=False, default=str)))
        elif isinstance(message, ToolMessage):
            result = {"result of": message.name or "the call", "data": str(message.text)}
            plain.append(HumanMessage(json.dumps(result, ensure_ascii=False)))
        else:
            plain.append(message)
    return plain


def _call(spelled: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    inner = spelled.get("function")
    spelled = inner if isinstance(inner, dict) else spelled
    name = spelled.get("name") or spelled.get("tool") or ""
    args: Any = next((spelled[k] for k in ("arguments", "parameters", "args") if k in spelled), {})
    if isinstance(args, str):
        try:
            args = json.loads(args)
        except ValueError:
            args = {}
    return str(name), args if isinstance(args, dict) else {}


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, also those inside lists."""
    decoder = json.JSONDecoder()
    at = 0
    for _ in range(MOST_OPENINGS):
        opening = OPENING.search(text, at)
        if opening is None:
            return
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            at = opening.end()
            continue
        values = value if isinstance(value, list) else [value]
        yield from (each for each in values if isinstance(each, dict))
