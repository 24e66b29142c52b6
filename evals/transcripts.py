"""What a language model said, written down question by question, and said again without it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable
from pydantic import Field

from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.schemas import sent_tokens
from assistant.agent.planner.plain_model import PlainModel

__all__ = ["Recorder", "Replay", "load_transcript", "save_transcript"]

Said = dict[str, list[dict[str, Any]]]
"""The replies to each question, in order."""


class Recorder(PlainModel):
    """A chat model that passes everything on and writes the replies down."""

    inner: Any
    heard: Said = Field(default_factory=dict)
    question: list[str] = Field(default_factory=lambda: [""])
    tokens: Counter[str] = Field(default_factory=Counter)
    """How many were `sent` (with the schemas of the tools) and `received` in all."""

    bound: Any = None
    schemas: int = 0

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "Recorder":
        bound = self.inner.bind_tools(tools, **kwargs) if tools else self.inner
        schemas = sent_tokens([], tools)
        # The copy shares what is written down.
        return self.model_copy(update={"bound": bound, "schemas": schemas})

    def about(self, question: str) -> None:
        """What is said from now on answers this question."""
        self.question[0] = question

    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:
        model: Runnable[Any, AIMessage] = self.bound or self.inner
        self.tokens["sent"] += self.schemas + sent_tokens(messages)
        reply = model.invoke(messages, **kwargs)
        calls = [{"name": c["name"], "args": c["args"]} for c in reply.tool_calls]
        entry = {"content": str(reply.text), "calls": calls}
        self.tokens["received"] += count_tokens(f"{reply.text}{calls or ''}")
        if kwargs.get("max_tokens") != 1:  # one token is asked for to warm the endpoint alone
            self.heard.setdefault(self.question[0], []).append(entry)
        return reply


class Replay(PlainModel):
    """Says again what was said to a question, reply by reply; then nothing, which is a failure."""

    replies: list[dict[str, Any]]

    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:  # noqa: ARG002
        entry = self.replies.pop(0) if self.replies else {"content": "", "calls": []}
        calls = [{**call, "id": f"call-{n}"} for n, call in enumerate(entry["calls"])]
        return AIMessage(str(entry["content"]), tool_calls=calls)


def save_transcript(said: Mapping[str, Sequence[Mapping[str, Any]]], path: Path) -> None:
    """One JSON line a question."""
    lines = [
        json.dumps({"question": q, "replies": replies}, ensure_ascii=False)
        for q, replies in said.items()
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def load_transcript(path: Path) -> Said:
    """What `save_transcript` wrote."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {line["question"]: line["replies"] for line in lines}
