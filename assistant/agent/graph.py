"""The graph of a language model: it plans, tools compute, it writes."""

from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel

from assistant.agent.brains import Instruct, ModelBrain
from assistant.agent.schemas import as_schema
from assistant.agent.session import Session
from assistant.tools.registry import TOOLS

__all__ = ["build_graph"]

STEPS = 60
"""More than any turn's limits allow; it only keeps the graph's own limit out of the way."""


def build_graph(model: BaseChatModel, instruct: Instruct) -> Any:
    """The compiled graph."""
    graph = create_agent(
        model,
        tools=[as_schema(tool) for tool in TOOLS.values()],
        context_schema=Session,
        middleware=[ModelBrain(instruct)],
    )
    return graph.with_config({"recursion_limit": STEPS})
