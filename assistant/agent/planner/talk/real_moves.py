"""Whether what was told is more than chance."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.calls.call_args import calendar_before, previous_period
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.follow_ups import carried
from assistant.agent.planner.calls.traits import MEASURES, TRAITS
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.question.patterns.course import MOVED
from assistant.models import ATTRIBUTES
from assistant.tools.registry import TOOLS

__all__ = ["real"]


def real(asked: Asked) -> CallPlan | None:
    """Whether a difference is more than chance: of two groups by a test; what compares two
    periods tests them anyway; of one number how sure it is."""
    name, args = asked.before.name, asked.args
    if name == "priority":
        return asked.plan(name, args)
    if name == "explain_change":
        name = "csat" if args.pop("score", "nps") == "rating" else "nps"
        return _moved(asked, name, args)
    measure = str(args.get("rank_by", name))
    by = next((f for f in ATTRIBUTES if len(args.get(f, ())) == 2), None)
    if by and measure in MEASURES:
        a, b = args.pop(by)
        return asked.plan("experiment", args | {"by": by, "a": a, "b": b, "measure": measure})
    if name in ("trend", "before_after", "experiment") or "compare_to" in args:
        return asked.plan(name, args)
    if MOVED.search(asked.question.folded) and not by:
        return _moved(asked, name, args)
    if measure in MEASURES and not args.get("by"):
        score = "nps" if name == "nps" else "rating"
        return asked.plan("precision", carried(asked.before, "precision") | {"score": score})
    return asked.plan(name, args) if TRAITS[name].splits else None


def _moved(asked: Asked, name: str, args: Mapping[str, Any]) -> CallPlan | None:
    """The test of a number against the days before, or of the periods of the last two questions
    where they share no day."""
    if "compare_to" not in TOOLS[name].args.model_fields:
        return None
    now = previous_period(args, asked.as_of)
    then = calendar_before(now, asked.as_of)
    if asked.thread.earlier and asked.thread.earlier[-1].name == name:
        other = previous_period(asked.thread.earlier[-1].args, asked.as_of)
        if other.end < now.start or now.end < other.start:
            then, now = sorted((now, other))
    return asked.plan(name, {**args, "period": now.as_json(), "compare_to": then.as_json()})
