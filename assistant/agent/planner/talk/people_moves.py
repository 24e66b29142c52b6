"""Who wrote what was shown, and what else the same customer said."""

import re

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.follow_ups import carried
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.planner.talk.list_moves import MOST_ITEMS
from assistant.agent.question.moves import place_shown
from assistant.agent.question.patterns.references import THEM

__all__ = ["always", "who"]

SEVERAL = re.compile(rf"{THEM.pattern}|\bthey\b|分别|都|各|哪[些几]")
"""Whether several customers are asked for."""


def who(asked: Asked) -> CallPlan | None:
    """The card of the customer who wrote the review that is meant, the first that was shown; of
    several, and of what was counted, how many each customer wrote."""
    if SEVERAL.search(asked.question.folded) or not asked.thread.cited:
        return asked.plan("volume", carried(asked.before, "volume") | {"by": "customer_id"})
    customer = _writer(asked)
    return asked.plan("customer", {"customer_id": [customer]}) if customer else None


def _writer(asked: Asked) -> str | None:
    """Who wrote the review in the place that is named; None where that is not known."""
    ids, place = asked.thread.cited, place_shown(asked.question.folded) or 1
    if not ids or place > len(ids):
        return None
    found = asked.tools.feedback.by_ids([ids[place - 1 if place > 0 else -1]], asked.tools.tenant)
    return found[0].feedback.customer_id if found else None


def always(asked: Asked) -> CallPlan | None:
    """What the customer said before whom the talk is about, or who wrote what was shown."""
    chosen = [value for field, value in asked.thread.named(asked.written) if field == "customer_id"]
    named = asked.args.get("customer_id") or chosen[:1] or [_writer(asked)]
    if not named[0]:
        return None
    return asked.plan("customer", {"customer_id": list(named), "limit": MOST_ITEMS})
