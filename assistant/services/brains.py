"""What reads and answers questions; all tenants share it, as it takes seconds to make."""

from dataclasses import dataclass

from assistant.agent.agent import Agent
from assistant.agent.planner.shop.strangers import StrangerFinder
from assistant.agent.question.intents import IntentReader
from assistant.models.vectors import Encode

__all__ = ["Brains"]


@dataclass(frozen=True, slots=True)
class Brains:
    """The agent, the readers of intents and of unknown names, and the encoder."""

    agent: Agent
    intents: IntentReader
    strangers: StrangerFinder
    encode: Encode
