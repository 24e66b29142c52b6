"""First sentences about product health: the defect rate, the orders behind it, the healthiest."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import FEWEST_RANKED, are_apart
from assistant.agent.question.bounds import Bound
from assistant.agent.question.patterns.kinds import ORDERS_COUNTED
from assistant.agent.question.patterns.ranking import FEWEST, HIGHEST
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.question import Question
from assistant.analytics.health import Grade
from assistant.models import ToolCall
from assistant.tools.arguments import BoundArg, Dimension

__all__ = ["defect_rate", "healthiest", "orders"]

NEXT = 2
"""Products that are told after those with the highest rate."""


def defect_rate(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The defect rate over all, or the products with the highest or lowest, where that is asked."""
    if call.name != "health" or not DEFECT_RATE.search(question.folded):
        return None
    if question.bound:
        return _bounded(data["products"], question.bound)
    high = HIGHEST.search(question.folded)
    few = bool(FEWEST.search(question.folded)) or (question.order == "best" and not high)
    # 第二高 is said of the number, of which the high comes first.
    few = few and not (question.place and question.order == "best")
    several = len(question.filters.get("product", ())) > 1
    ranks = high or few or several or question.order or question.top or question.place
    if "change" not in data and (ranks or question.by == Dimension.PRODUCT):
        return _most_defects(data["products"], question, few=few)
    rate = data.get("defect_rate")
    if rate is None or rate.value is None:
        return None
    if "change" in data:
        names = ("rate_now", "rate_before", "change", "verdict")
        return "lead_defects_moved", {name: data[name] for name in names}
    return "lead_defect_rate", {
        "rate": rate,
        "count": data["defective"],
        "over_all": data["over_all"],
    }


def _bounded(products: Sequence[Mapping[str, Any]], bound: Bound) -> Lead:
    """The products whose defect rate lies on the side that is asked for."""
    holds = BoundArg(side=bound.side, value=bound.value).holds
    known = [each for each in products if each["defects"].value is not None]
    rows = [(each["name"], each["defects"]) for each in known if holds(each["defects"].value)]
    rows.sort(key=lambda pair: -pair[1].value)
    return "lead_defects_within", {"written": bound.written, "rows": rows}


def _most_defects(
    products: Sequence[Mapping[str, Any]], question: Question, *, few: bool
) -> Lead | None:
    """The first products by their defect rate, or the one in the place that is asked for, of those
    with enough feedback to be graded."""
    graded = [each for each in products if each["grade"] != Grade.NOT_ENOUGH]
    rates = [
        (each["name"], each["defects"]) for each in graded if each["defects"].value is not None
    ]
    rates.sort(key=lambda pair: (pair[1].value if few else -pair[1].value, pair[0]))
    place = question.place or 1
    if len(rates) < max(FEWEST_RANKED, place):
        return None
    rates = rates[place - 1 :]
    level = sum(rate.value == rates[0][1].value for _, rate in rates)
    first = max(question.top or 1, level)
    rows, after = rates[:first], rates[first : first + NEXT]
    sure = first == 1 and bool(after) and are_apart(rows[0][1], after[0][1])
    details = {"rows": rows, "after": after, "few": few, "sure": sure, "place": place}
    return "lead_most_defects", details


def orders(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many orders there were, where these are known and asked for."""
    if call.name != "health" or not ORDERS_COUNTED.search(question.folded):
        return None
    if "orders" not in data:
        return None
    return "lead_orders", {"orders": data["orders"], "over_all": data["over_all"]}


def healthiest(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The products in the best or the worst health, where one end is asked for."""
    ends = question.order in ("best", "worst") or question.top
    if call.name != "health" or not ends or len(data["products"]) < FEWEST_RANKED:
        return None
    graded = [each for each in data["products"] if each["grade"] in GRADES]
    best = question.order != "worst"
    graded.sort(key=lambda each: (GRADES.index(each["grade"]), each["negative"].value))
    rows = (graded if best else graded[::-1])[(question.place or 1) - 1 :][: question.top or 1]
    return ("lead_healthiest", {"rows": rows, "best": best}) if rows else None


GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.FAIR, Grade.POOR, Grade.VERY_POOR)
"""From the best."""
