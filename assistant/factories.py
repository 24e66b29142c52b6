"""Makes the parts that the settings choose between: the embedder and the chat model."""

from typing import TYPE_CHECKING

from assistant.errors import InvalidInputError, ModelError
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder, Embedder, OpenAIEmbedder

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["make_chat_model", "make_embedder", "write_with"]

MODEL_SECONDS = 20


def make_embedder(settings: Settings) -> Embedder:
    key = settings.openai_api_key
    if settings.embedding == "builtin":
        return BuiltinEmbedder()
    if key is None:
        raise InvalidInputError(
            "HEARKEN_EMBEDDING is openai but OPENAI_API_KEY is not set; set it, or write builtin."
        )
    return OpenAIEmbedder(key.get_secret_value(), settings.openai_base_url)


def make_chat_model(settings: Settings) -> "BaseChatModel | None":
    if settings.openai_api_key is None:
        return None
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=settings.model,
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        timeout=MODEL_SECONDS,
        max_retries=1,
        use_responses_api=False,
        stream_usage=True,
        temperature=0,
    )


def write_with(model: "BaseChatModel", prompt: str) -> str:
    try:
        return str(model.invoke(prompt).text)
    except Exception as error:  # whatever a provider's client raises, the composer serves
        raise ModelError(f"The language model failed ({type(error).__name__}).") from error
