"""Which tools a model is shown: a core, the same in every turn, and what the question calls for.

Every turn pays for the schemas that it shows, a small model chooses better from few, and an
endpoint that remembers how prompts begin reads the core once.
"""

from assistant.agent.turn import Turn
from assistant.errors import PeriodError
from assistant.tools.registry import TOOLS

__all__ = ["CORE", "likely", "offer"]

CORE = (
    *("complaints", "themes", "nps", "csat", "volume", "sentiment", "trend"),
    *("quotes", "search", "overview"),
)
WRITING = ("draft_reply", "action_plan", "crisis_plan")
"""Tools that write in the shop's name: offered to who asks for them, not for likeness alone."""

MOST_BESIDES = 3
MOST_LIKELY = 4


def offer(turn: Turn) -> tuple[str, ...]:
    """The names of the core, then of at most three tools besides."""
    besides = [name for name in _by_likelihood(turn) if name not in CORE]
    return (*CORE, *besides[:MOST_BESIDES])


def likely(turn: Turn) -> tuple[str, ...]:
    """The names of the tools that a question most likely asks for, the likeliest first."""
    return tuple(_by_likelihood(turn)[:MOST_LIKELY])


def _by_likelihood(turn: Turn) -> list[str]:
    """All tools, those of the planner first, then those of the conversation, then by meaning."""
    names = [call.name for call in turn.thread.calls]
    try:
        ranked = turn.ranked
        names = [*(call.name for call in turn.plan.calls), *names]
    except PeriodError:
        ranked = turn.mind.intents.rank(turn.question, turn.question.casefold())
    by_meaning = [intent.tool for intent, _ in ranked if intent.tool]
    names += by_meaning[:1]
    names += [name for name in by_meaning if name not in WRITING]
    return [name for name in dict.fromkeys(names) if name in TOOLS]
