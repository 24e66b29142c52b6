"""Tool calls that a small model writes as JSON text instead of calling natively."""

import json
import re
import uuid
from collections.abc import Collection, Iterator
from typing import Any

from langchain_core.messages import AIMessage

__all__ = ["with_text_calls"]

OPENING = re.compile(r"[{\[]")
FENCE = re.compile(r"```(?:json)?|</?tool_call>")


def with_text_calls(message: AIMessage, tools: Collection[str]) -> AIMessage:
    """The message with the calls that its text spells; itself where it spells none.

    Read are objects with "name" (or "tool") of a known tool and "arguments" (or "parameters",
    "args"), alone, in a list, or one after another, fenced or not.
    """
    if message.tool_calls or not isinstance(message.content, str):
        return message
    calls = [
        {"name": name, "args": args, "id": f"text-{uuid.uuid4().hex[:8]}"}
        for spelled in _objects(FENCE.sub(" ", message.content))
        for name, args in [_call(spelled)]
        if name in tools
    ]
    return AIMessage("", tool_calls=calls, id=message.id) if calls else message


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
    while opening := OPENING.search(text, at):
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except ValueError:
            at = opening.end()
            continue
        values = value if isinstance(value, list) else [value]
        yield from (each for each in values if isinstance(each, dict))
