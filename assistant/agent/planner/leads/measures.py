"""The one number that a question names, before the table that holds it among others."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.names.folding import fold
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import FEWEST_RANKED, are_apart
from assistant.agent.question.patterns.figures import DEFECT_RATE, SALES
from assistant.agent.question.patterns.ranking import FEWEST, HIGHEST
from assistant.agent.question.question import Question
from assistant.analytics.health import Grade
from assistant.han import HAN
from assistant.models import ToolCall
from assistant.plans.known_measures import known_measures

__all__ = ["defect_rate", "not_imported", "of_scorecard"]

NEXT = 2
"""Products that are told after those with the highest rate."""

FINANCE = "finance"
"""The perspective of the scorecard that counts money."""


def defect_rate(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The defect rate over all, or the products with the highest or lowest, where that is asked."""
    if call.name != "health" or not DEFECT_RATE.search(question.folded):
        return None
    high = HIGHEST.search(question.folded)
    few = bool(FEWEST.search(question.folded)) or (question.order == "best" and not high)
    several = len(question.filters.get("product", ())) > 1
    if high or few or several or question.by or question.order or question.top:
        return _most_defects(data["products"], question.top or 1, few=few)
    rate = data.get("defect_rate")
    if rate is None or rate.value is None:
        return None
    return "lead_defect_rate", {"rate": rate, "over_all": data["over_all"]}


def _most_defects(products: Sequence[Mapping[str, Any]], top: int, *, few: bool) -> Lead | None:
    """The first products by their defect rate, of those with enough feedback to be graded."""
    graded = [each for each in products if each["grade"] != Grade.NOT_ENOUGH]
    rates = [
        (each["name"], each["defects"]) for each in graded if each["defects"].value is not None
    ]
    rates.sort(key=lambda pair: (pair[1].value if few else -pair[1].value, pair[0]))
    if len(rates) < FEWEST_RANKED:
        return None
    level = sum(rate.value == rates[0][1].value for _, rate in rates)
    first = max(top, level)
    rows, after = rates[:first], rates[first : first + NEXT]
    sure = first == 1 and are_apart(rows[0][1], after[0][1])
    return "lead_most_defects", {"rows": rows, "after": after, "few": few, "sure": sure}


def of_scorecard(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The measures of the scorecard that a question names, which it holds among sixteen."""
    if call.name != "scorecard":
        return None
    rows = [row for each in data["perspectives"] for row in each["rows"] if "value" in row]
    named = [row for row in rows if _is_named(row["measure"], question.folded)]
    return ("lead_measures", {"rows": named}) if named else None


def not_imported(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """That nobody told the shop's sales, where they are asked for and none is known."""
    if call.name != "scorecard" or not SALES.search(question.folded):
        return None
    rows = [row for each in data["perspectives"] for row in each["rows"]]
    money = [row for row in rows if row["perspective"] == FINANCE]
    return None if any("value" in row for row in money) else ("lead_not_imported", {})


def _is_named(measure: str, folded: str) -> bool:
    entry = known_measures().get(measure)
    called = {measure, *((*entry.names.values(), *entry.aliases) if entry else ())}
    return any(_stands_in(fold(each), folded) for each in called)


def _stands_in(name: str, folded: str) -> bool:
    if HAN.search(name):
        return name in folded
    return re.search(rf"\b{re.escape(name)}\b", folded) is not None
