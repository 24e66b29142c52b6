"""Tool calls in every dress: as JSON text, and native ones whose names or arguments are unclean."""

import json
import re
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.agent.llm.loose_json import loose_object, objects
from assistant.agent.llm.other_tool import OTHER_TOOL, unwrapped

__all__ = ["as_plain_messages", "spoken", "with_text_calls"]

FENCE = re.compile(r"```(?:json|tool_code|tool_call)?|</?tool_calls?>")
THINKERS = "think|thinking|thought|reasoning|reflection"
THOUGHT = re.compile(
    rf"<({THINKERS})>.*?(?:</\1>|$)|^.*?</(?:{THINKERS})>"
    r"|\[THINK\].*?(?:\[/THINK\]|$)|^.*?\[/THINK\]|◁think▷.*?(?:◁/think▷|$)"
    r"|<\|channel\|>analysis.*?(?=<\|channel\|>|$)",
    re.DOTALL,
)
CONTROL = re.compile(
    r"(?:<\|start\|>)?(?:assistant)?<\|channel\|>\w+(?:<\|message\|>)?|<\|[a-z_]+\|>"
)
TAGGED = re.compile(r"<function=([\w.-]+)>(.*?)(?:</function>|$)", re.DOTALL)
PARAMETER = re.compile(r"<parameter=(\w+)>\s*(.*?)\s*</parameter>", re.DOTALL)
PREFIX = re.compile(r"^.*[./:]")
LISTS = ("calls", "tool_calls")
NAMES = ("name", "tool", "tool_name", "function_name", "action")
ARGUMENTS = ("arguments", "parameters", "args", "action_input", "input")
SAYS = ("say", "answer", "response")
LONGEST_SHOWN = 200


def with_text_calls(message: AIMessage, tools: Collection[str]) -> AIMessage:
    """The message with the calls that it holds in any form, and without a model's thinking aloud.

    Read are native calls; else objects with "name" of a known tool and "arguments" (or
    "parameters", "args"), alone, in lists, or one after another, fenced or not, and tagged ones.
    What a model only thought is read for calls where it said nothing else.
    """
    native = list(_native(message, tools))
    if native:
        return AIMessage(spoken(message), tool_calls=native, id=message.id)
    content = spoken(message)
    calls = _spelled(content, tools)
    if not content and not calls:
        calls = _spelled(_thoughts(message), tools)
    if not calls:
        content = _said(content)
    return AIMessage("" if calls else content, tool_calls=calls, id=message.id)


def spoken(message: BaseMessage) -> str:
    """The text of a message without thinking aloud and control words."""
    return CONTROL.sub(" ", THOUGHT.sub("", str(message.text))).strip()


def as_plain_messages(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """The messages without native calls and tool roles, which some endpoints refuse. Results that
    follow each other are one message, so that user and model take turns."""
    plain: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, AIMessage) and message.tool_calls:
            calls = [{"name": c["name"], "arguments": c["args"]} for c in message.tool_calls]
            spelled = json.dumps({"calls": calls}, ensure_ascii=False, default=str)
            plain.append(AIMessage(spelled))
        elif isinstance(message, ToolMessage | HumanMessage):
            text = str(message.text)
            if isinstance(message, ToolMessage):
                text = f"Result of {message.name or 'the call'}: {text}"
            if plain and isinstance(plain[-1], HumanMessage):
                text = f"{plain.pop().text}\n{text}"
            plain.append(HumanMessage(text))
        else:
            plain.append(message)
    return plain


def _native(message: AIMessage, tools: Collection[str]) -> Iterator[dict[str, Any]]:
    """The native calls with known names and ids of their own; arguments that are no JSON are
    passed on as they stand, to be refused in words."""
    made: list[Mapping[str, Any]] = [*message.tool_calls, *message.invalid_tool_calls]
    for call in made:
        args = call["args"]
        if not isinstance(args, Mapping):
            written = str(args or "")
            read = loose_object(written) if written.strip() else {}
            args = {"arguments": written[:LONGEST_SHOWN]} if read is None else read
        yield _made(str(call["name"]), args, tools)


def _spelled(content: str, tools: Collection[str]) -> list[dict[str, Any]]:
    tagged = [_made(name, _tagged_args(body), tools) for name, body in TAGGED.findall(content)]
    calls = tagged or [
        _made(name, args, tools)
        for found in objects(FENCE.sub(" ", content))
        for name, args in _calls(found)
    ]
    return [call for call in calls if call["name"] in tools]


def _calls(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls that an object is, or that it lists."""
    for name in LISTS:
        if isinstance(found.get(name), list):
            for each in found[name]:
                if isinstance(each, Mapping):
                    yield from _calls(each)
            return
    inner = found.get("function")
    spelled = inner if isinstance(inner, Mapping) else found
    name = next((str(spelled[key]) for key in NAMES if spelled.get(key)), "")
    name = name or (inner if isinstance(inner, str) else "")
    args: Any = next((spelled[key] for key in ARGUMENTS if key in spelled), None)
    if args is None:
        known = (*NAMES, "type", "id", "function")
        args = {key: value for key, value in spelled.items() if key not in known}
    if isinstance(args, str):
        args = loose_object(args) or {}
    yield name, dict(args) if isinstance(args, Mapping) else {}


def _tagged_args(body: str) -> dict[str, Any]:
    parameters = PARAMETER.findall(body)
    if not parameters:
        return loose_object(body) or {}
    return {name: _value(written) for name, written in parameters}


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def _said(content: str) -> str:
    """What an object says that holds no calls but a sentence; any other text stands."""
    if not content.startswith(("{", "`")):
        return content
    found = loose_object(FENCE.sub(" ", content)) or {}
    said = next((found[key] for key in SAYS if isinstance(found.get(key), str)), "")
    return said.strip() or ("" if found and not found.keys() - {*LISTS, *SAYS} else content)


def _thoughts(message: AIMessage) -> str:
    """What a model thought, where the endpoint tells it apart, else what stood in its text."""
    kept = message.additional_kwargs
    apart = kept.get("reasoning_content") or kept.get("reasoning") or ""
    return f"{apart}\n{message.text}"


def _known(name: str, tools: Collection[str]) -> str:
    """The tool that a name means: `functions.nps`, `NPS` and `before-after` are written too."""
    if name in tools:
        return name
    bare = PREFIX.sub("", name).strip().casefold().replace("-", "_").replace(" ", "_")
    return bare if bare in tools else name


def _made(name: str, args: Mapping[str, Any], tools: Collection[str]) -> dict[str, Any]:
    meant, args = unwrapped(_known(name, (*tools, OTHER_TOOL)), args)
    return {"name": _known(meant, tools), "args": dict(args), "id": f"call-{uuid.uuid4().hex[:8]}"}
