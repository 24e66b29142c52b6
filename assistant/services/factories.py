"""Makes the parts that the settings choose: the embedder, the chat model and its limits."""

from typing import TYPE_CHECKING

from pydantic import SecretStr

from assistant.agent.llm.calling import Limits
from assistant.errors import InvalidInputError
from assistant.settings import Settings
from assistant.understanding.outgoing import masked
from retrieval.embedders import BuiltinEmbedder, Embedder, OpenAIEmbedder

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["make_chat_model", "make_embedder", "make_limits"]

NO_KEY = "no-key"
"""What an endpoint that needs no key gets, since the client insists on one."""

TURN_IN_CALLS = 3
"""A turn may take as long as this many calls."""


def make_embedder(settings: Settings) -> Embedder:
    """The embedder of the settings. Raises InvalidInputError for one that lacks its key."""
    key = settings.openai_api_key
    if settings.embedding == "builtin":
        return BuiltinEmbedder()
    if key is None:
        raise InvalidInputError(
            "HEARKEN_EMBEDDING is openai but OPENAI_API_KEY is not set; set it, or write builtin."
        )
    return OpenAIEmbedder(key.get_secret_value(), settings.openai_base_url, masked)


def make_chat_model(settings: Settings) -> "BaseChatModel | None":
    """The chat model at the endpoint, None where none is set. It never retries: callers do."""
    if not settings.has_model:
        return None
    from assistant.services.endpoint import EndpointChat
    from assistant.services.streamed_client import StreamedClient

    return EndpointChat(
        model=settings.model,
        api_key=settings.openai_api_key or SecretStr(NO_KEY),
        base_url=settings.openai_base_url,
        timeout=settings.model_seconds,
        max_retries=0,
        http_client=StreamedClient(),
        use_responses_api=False,
        temperature=0,
    )


def make_limits(settings: Settings) -> Limits:
    """What a turn may cost: the seconds of the settings for a call, three times that in all."""
    return Limits(settings.model_seconds, TURN_IN_CALLS * settings.model_seconds)
