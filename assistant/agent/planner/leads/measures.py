"""The one number that a question names, before the table that holds it among others."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.names.folding import fold
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.question.patterns.sales import SALES
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.models import ToolCall
from assistant.plans.known_measures import known_measures

__all__ = ["measures_told", "not_imported", "of_scorecard"]

FINANCE = "finance"
"""The perspective of the scorecard that counts money."""


def of_scorecard(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The measures of the scorecard that a question names, which it holds among sixteen."""
    named = [row for row in measures_told(call, data, question) if "value" in row]
    return ("lead_measures", {"rows": named}) if named else None


def measures_told(
    call: ToolCall, data: Mapping[str, Any], question: Question
) -> list[Mapping[str, Any]]:
    """The rows of the scorecard whose measures a question names; empty for any other tool."""
    if call.name != "scorecard":
        return []
    rows = [row for each in data["perspectives"] for row in each["rows"]]
    return [row for row in rows if _is_named(row["measure"], question.folded)]


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
