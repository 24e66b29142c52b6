"""The values of a column, which answers tell one after another: their order and first sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.group_leads import Lead
from assistant.agent.planner.ranked_groups import FEWEST_RANKED
from assistant.agent.planner.traits import TRAITS
from assistant.agent.results import Results
from assistant.models import Figure, ToolCall
from assistant.tools.result import ToolResult

__all__ = ["by_number", "column_lead"]

NUMBERS = {"sentiment": "negative", "volume": "count"}
"""The number that tells one value from another, where the tool has not its name."""


def by_number(results: Results) -> Results:
    """The results of one tool with the worst score first, or the most of what was counted, and
    those without a number last; as they are where the tool gives none."""
    call = results[0][0]
    if not TRAITS[call.name].splits:
        return results
    sign = 1 if TRAITS[call.name].low_is_bad else -1

    def place(one: tuple[ToolCall, ToolResult]) -> tuple[bool, float]:
        figure = _number(one[0], one[1].data)
        value = figure.value if figure else None
        return (False, sign * value) if isinstance(value, int | float) else (True, 0.0)

    return sorted(results, key=place)


def column_lead(results: Results, values: Sequence[str]) -> Lead | None:
    """The `values` of a column, one a result, with their numbers; None where there are none."""
    call = results[0][0]
    pairs = [value.partition("=") for value in values]
    told = zip(pairs, (_number(call, result.data) for call, result in results), strict=True)
    rows = [
        (value, figure) for (_, _, value), figure in told if figure and figure.value is not None
    ]
    if not TRAITS[call.name].splits or not rows:
        return None
    if len(rows) < FEWEST_RANKED:
        missing = [value for _, _, value in pairs if value != rows[0][0]]
        details = {"by": pairs[0][0], "group": rows[0][0], "figure": rows[0][1]}
        return "lead_one_sided", {**details, "missing": missing, "number": _name(call)}
    return "lead_by_column", {"column": pairs[0][0], "number": _name(call), "rows": rows}


def _number(call: ToolCall, data: Mapping[str, Any]) -> Figure | None:
    now: Mapping[str, Figure] = data.get("now") or {}
    return now.get(_name(call))


def _name(call: ToolCall) -> str:
    return str(call.args.get("rank_by") or NUMBERS.get(call.name, call.name))
