"""A chat model that says what a script says."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage
from pydantic import Field

from assistant.agent.planner.plain_model import PlainModel

__all__ = ["Scripted"]


class Scripted(PlainModel):
    """Says one line of the script a call; an exception in it is raised."""

    script: list[Any]
    heard: list[list[BaseMessage]] = Field(default_factory=list)

    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:  # noqa: ARG002
        self.heard.append(list(messages))
        line = self.script.pop(0)
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, AIMessage) else AIMessage(line)
