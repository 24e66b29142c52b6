"""The one graph of both brains: a chat model plans, tools compute, the model writes."""

from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel

from assistant.agent.brains import PlannerBrain
from assistant.agent.llm.other_tool import other_tool
from assistant.agent.llm.prepared import Instruct
from assistant.agent.llm.schemas import as_name, as_schema
from assistant.agent.model_brain import ModelBrain
from assistant.agent.planner.chat_model import Planner
from assistant.agent.session import Session
from assistant.tools.registry import TOOLS

__all__ = ["build_graph"]

STEPS = 60
"""More than any turn's limits allow; it only keeps the graph's own limit out of the way."""


def build_graph(model: BaseChatModel | None, instruct: Instruct) -> Any:
    """The compiled graph. `model` None seats the built-in planner."""
    graph = create_agent(
        model or Planner(),
        tools=[*map(as_schema, TOOLS.values()), other_tool()]
        if model
        else [*map(as_name, TOOLS.values())],
        context_schema=Session,
        middleware=[ModelBrain(instruct) if model else PlannerBrain()],
    )
    return graph.with_config({"recursion_limit": STEPS})
