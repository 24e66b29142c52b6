"""A chat model at any OpenAI-compatible endpoint: it learns what an endpoint refuses."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from pydantic import PrivateAttr

from assistant.agent.llm.calling import is_left
from assistant.services.manners import Manners

__all__ = ["EndpointChat"]

MOST_CONCESSIONS = 8
"""How many things an endpoint may refuse, one after the other, within a call."""

THOUGHTS = ("reasoning_content", "reasoning")


class EndpointChat(ChatOpenAI):
    """Chat completions, asked again in a plainer way where the endpoint refuses a part.

    What it has learned lasts as long as the object. Answers may be whole or streamed; what a
    reasoning model thought is kept apart under `reasoning_content`.
    """

    _manners: Manners = PrivateAttr(default_factory=Manners)
    _ends_streams: bool = PrivateAttr(default=False)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        kwargs["stream"] = False  # asked for in vain where streaming is disabled
        for _ in range(MOST_CONCESSIONS):
            try:
                if self._manners.streams:
                    chunks = self._stream(messages, stop, run_manager, **kwargs)
                    return generate_from_stream(chunks)
                return super()._generate(messages, stop, run_manager, **kwargs)
            except Exception as error:  # a provider's client may raise anything
                if not self._manners.learn(error):
                    raise
        return super()._generate(messages, stop, run_manager, **kwargs)

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        """Ask more plainly until a first piece comes, or whole where streams are refused; after
        that, raise what the client raises, and ValueError for a stream that did not come to its
        end."""
        began = ended = False
        for _ in range(MOST_CONCESSIONS):
            try:
                for chunk in super()._stream(*args, **kwargs):
                    began = True
                    if is_left():  # the connection closes, and the endpoint writes no further
                        return
                    ended = ended or "finish_reason" in (chunk.generation_info or {})
                    yield chunk
                break
            except Exception as error:
                if not began and self._manners.refuses_streams(error):
                    self.disable_streaming = True
                    yield _one_piece(super()._generate(*args, **kwargs | {"stream": False}))
                    return
                if began or not self._manners.learn(error):
                    raise
        self._ends_streams = self._ends_streams or ended
        if began and not ended:
            # An endpoint that never tells the end of a stream is asked for whole answers.
            self.disable_streaming = not self._ends_streams
            raise ValueError("the stream broke off")

    def _get_request_payload(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return self._manners.applied(super()._get_request_payload(*args, **kwargs))

    def _create_chat_result(
        self, response: Any, generation_info: dict[str, Any] | None = None
    ) -> ChatResult:
        plain = response
        if hasattr(response, "model_dump"):
            plain = response.model_dump(warnings=False)
        if isinstance(plain, dict):
            for choice in plain.get("choices") or ():
                _clean(choice.get("message"))
        result = super()._create_chat_result(plain, generation_info)
        if isinstance(plain, dict):
            for generation, choice in zip(result.generations, plain["choices"], strict=True):
                _keep_thoughts(generation.message, choice["message"])
        return result

    def _convert_chunk_to_generation_chunk(
        self,
        chunk: dict[str, Any],
        default_chunk_class: type,
        base_generation_info: dict[str, Any] | None,
    ) -> ChatGenerationChunk | None:
        choices = chunk.get("choices") or ()
        for choice in choices:
            _clean(choice.get("delta"))
        made = super()._convert_chunk_to_generation_chunk(
            chunk, default_chunk_class, base_generation_info
        )
        if made and choices and isinstance(made.message, AIMessageChunk):
            _keep_thoughts(made.message, choices[0].get("delta") or {})
        return made


def _one_piece(result: ChatResult) -> ChatGenerationChunk:
    """A whole answer as the only piece of a stream."""
    generation = result.generations[0]
    assert isinstance(generation.message, AIMessage)
    told = generation.message.model_dump(exclude={"type"})
    return ChatGenerationChunk(
        message=AIMessageChunk(**told), generation_info=generation.generation_info
    )


def _clean(message: Any) -> None:
    """Mends, in place, what servers write differently: arguments as an object, a call of the old
    kind."""
    if not isinstance(message, dict):
        return
    old = message.pop("function_call", None)
    if isinstance(old, Mapping) and old.get("name") and not message.get("tool_calls"):
        message["tool_calls"] = [{"index": 0, "id": "call-0", "type": "function", "function": old}]
    for call in message.get("tool_calls") or ():
        function = call.get("function") or {}
        if isinstance(function.get("arguments"), Mapping | list):
            function["arguments"] = json.dumps(function["arguments"], ensure_ascii=False)


def _keep_thoughts(message: BaseMessage, said: Mapping[str, Any]) -> None:
    thought = next((said[name] for name in THOUGHTS if isinstance(said.get(name), str)), "")
    if thought:
        message.additional_kwargs["reasoning_content"] = thought
