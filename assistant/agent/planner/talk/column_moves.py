"""Which of two values of a column, that a talk was about."""

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.talk.asked import Asked
from assistant.models import column_of

__all__ = ["two_kept"]

FEWEST_KEPT = 2
"""Values of a column that can be set side by side."""


def two_kept(asked: Asked) -> CallPlan | None:
    """The values of a column that one turn told apart, or that the last two were about."""
    kept = asked.thread.last.args.get("kept", ())
    if len(kept) < FEWEST_KEPT and asked.thread.earlier:
        kept = [*asked.thread.earlier[-1].args.get("kept", ()), *kept]
    columns = set(map(column_of, kept))
    if len(set(kept)) < FEWEST_KEPT or len(columns) > 1:
        return None
    return asked.plan(asked.before.name, asked.args | {"kept": list(dict.fromkeys(kept))})
