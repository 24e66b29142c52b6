"""One text from a language model outside of a turn: a reply, or labels."""

from typing import TYPE_CHECKING

from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.calling import Limits, Meter, Patience, call_model
from assistant.errors import ModelError
from assistant.models import Trouble

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable

__all__ = ["metered"]


def metered(
    model: "Runnable[LanguageModelInput, AIMessage]", prompt: str, limits: Limits, meter: Meter
) -> str:
    """What a model writes to a prompt, within the time and tries of a turn; the day pays for both.

    Raises ModelError where the model fails, or the day has no tokens left.
    """
    if meter.is_used_up():
        raise ModelError("The tokens of the day are used up.", Trouble.USED_UP)
    meter.add(count_tokens(prompt))
    text = call_model(lambda: str(model.invoke(prompt).text), Patience(limits))
    meter.add(count_tokens(text))
    return text
