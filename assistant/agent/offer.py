"""Which tools a model is shown in full: those that the user's question calls for, and a core.

Every turn pays for the schemas that it shows, and a small model chooses better from few.
"""

from assistant.agent.turn import Turn
from assistant.errors import PeriodError
from assistant.tools.registry import TOOLS

__all__ = ["offer"]

CORE = ("overview", "quotes", "search", "themes")
MOST = 8


def offer(turn: Turn) -> tuple[str, ...]:
    """The names of at most eight tools, in the order of the registry."""
    try:
        question = turn.read
        ranked = turn.mind.intents.rank(question.rest, question.folded)
    except PeriodError:
        ranked = turn.mind.intents.rank(turn.question, turn.question.casefold())
    likely = [call.name for call in turn.thread.calls]
    likely += [intent.tool for intent, _ in ranked if intent.tool]
    chosen = [*dict.fromkeys(name for name in likely if name in TOOLS)][: MOST - len(CORE)]
    return tuple(name for name in TOOLS if name in chosen or name in CORE)
