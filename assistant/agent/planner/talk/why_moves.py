"""Why a number is as it is, why it moved, and why something comes first."""

import re

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.follow_ups import carried, subject
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.planner.talk.difference_moves import worse_side
from assistant.agent.question.dimensions import order_asked
from assistant.models import ATTRIBUTES

__all__ = ["why", "why_that"]

LOWER_ONE = re.compile(r"\b(?:low|lower|bad|poor|worse)\b|[低差]")


def why(asked: Asked) -> CallPlan | None:
    """What moved the number that was compared; else the reviews behind what was named."""
    name, args = asked.before.name, asked.args
    if name == "priority":
        return why_that(asked)
    if name == "explain_change":
        args.pop("compare_to", None)
        return asked.plan("quotes", args | {"sentiment": ["negative"], "sort": "worst"})
    if "compare_to" not in args:
        return _behind(asked) if name == "complaints" else _causes(asked)
    if any(args.get(field) for field in ("theme", "words", "rating")):
        kept = carried(asked.before, "quotes")
        return asked.plan("quotes", kept | {"sort": "worst"})
    args["score"] = "nps" if name == "nps" else "rating"
    return asked.plan("explain_change", args)


def _causes(asked: Asked) -> CallPlan | None:
    """What is blamed, or of what was named as the best what is praised."""
    name = asked.before.name
    if name == "experiment":
        worse = worse_side(asked)
        return asked.plan("complaints", carried(asked.before, "complaints") | worse)
    if not (TRAITS[name].splits or name == "quotes"):
        return None
    of_one = subject(asked.thread, "complaints", asked.question, asked.as_of, asked.written)
    if LOWER_ONE.search(asked.question.folded) and (low := asked.thread.chosen("worst", None)):
        of_one = asked.thread.of_group(
            low[0], [low[1]]
        )  # of two that were compared, "it is so low" means the lower
    args = carried(asked.before, "complaints") | dict(of_one)
    args.pop("sentiment", None)
    order = asked.question.order or order_asked(fold(asked.thread.question))
    if of_one and TRAITS[name].is_score and order == "best":
        return asked.plan("themes", args | {"stance": ["positive"]})
    return asked.plan("complaints", args)


def _behind(asked: Asked) -> CallPlan | None:
    """The reviews of the theme that was named first."""
    named = [value for field, value in asked.thread.named(asked.written) if field == "theme"]
    if not named:
        return None
    args = carried(asked.before, "quotes") | {"theme": named[:1], "stance": ["negative"]}
    return asked.plan("quotes", args | {"sort": "worst"})


def why_that(asked: Asked) -> CallPlan | None:
    """What puts a problem first: the parts of its rank. Of a product: what is blamed."""
    name, args = asked.before.name, asked.args
    earlier = asked.thread.earlier[-1] if asked.thread.earlier else asked.before
    if name == "owners" and earlier.name == "priority":
        name, args = earlier.name, dict(earlier.args)
    if name == "priority":
        return asked.plan(name, args)
    named = asked.thread.named(asked.written)
    if named and named[0][0] in (*ATTRIBUTES, "kept"):
        field, value = named[0]
        of_one = asked.thread.of_group(field, [value])
        return asked.plan("complaints", carried(asked.before, "complaints") | dict(of_one))
    return _behind(asked) if name == "complaints" else None
