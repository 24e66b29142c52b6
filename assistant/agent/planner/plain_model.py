"""A chat model of our own that calls no service: all that it needs is what it says."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

__all__ = ["PlainModel"]


class PlainModel(BaseChatModel):
    """Whatever tools it is bound to, it says what `said` returns."""

    @abstractmethod
    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:
        """The reply to a conversation; `kwargs` are what the call was bound to."""

    @property
    def _llm_type(self) -> str:
        return f"hearken-{type(self).__name__.lower()}"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Self:  # noqa: ARG002
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> ChatResult:
        message = self.said(messages, **kwargs)
        return ChatResult(generations=[ChatGeneration(message=message)])
