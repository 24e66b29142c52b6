"""The balanced scorecard: finance, customer, process, learning."""

from typing import Any

from assistant.models import Scope
from assistant.plans.scorecard import Cell
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure
from assistant.tools.result import ToolResult

__all__ = ["scorecard", "scorecard_json"]


def scorecard(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """The balanced scorecard of a period: finance, customer, internal process and learning, each
    measure with its value, the period before and the target, and what is not imported yet."""
    scope, notes = context.scope(args)
    period = scope.period
    assert period is not None
    whole = Scope(tenant=context.tenant, period=period)
    cells = context.scorecards.cells(period, context.as_of)
    rows = [_row(cell, whole) for cell in cells]
    known = sum(cell.value.value is not None for cell in cells)
    data: dict[str, Any] = {
        "perspectives": [
            {"name": name, "rows": [row for row in rows if row["perspective"] == name]}
            for name in dict.fromkeys(row["perspective"] for row in rows)
        ],
        "known": amount("known_measures_count", known, whole, len(cells)),
        "all": amount("scorecard_measures_count", len(cells), whole, len(cells)),
    }
    if any(value for name, value in scope.filters().items() if name != "theme"):
        notes = (*notes, "whole_shop")
    if not known:
        notes = (*notes, "no_figures")
    elif not context.tallies.any(whole):
        notes = (*notes, "no_data")
    return ToolResult(whole, data, period.before(), notes)


def scorecard_json(result: ToolResult) -> dict[str, Any]:
    """The cells of a scorecard's result as plain JSON; what nobody brought has the value None."""
    period = result.scope.period

    def value(row: dict[str, Any], name: str) -> float | str | None:
        return row[name].value if name in row else None

    return {
        "period": period.as_json() if period else None,
        "cells": [
            {
                "perspective": row["perspective"],
                "measure": row["measure"],
                "unit": row["unit"],
                "value": value(row, "value"),
                "n": row["value"].n if "value" in row else 0,
                "before": value(row, "before"),
                "target": value(row, "target"),
                "met": row["met"],
                "source": row["source"],
            }
            for perspective in result.data["perspectives"]
            for row in perspective["rows"]
        ],
    }


def _row(cell: Cell, scope: Scope) -> dict[str, Any]:
    of = {"measure": cell.measure}
    row: dict[str, Any] = {
        "perspective": cell.perspective,
        "measure": cell.measure,
        "names": dict(cell.names),
        "source": str(cell.source),
        "unit": cell.unit,
        "met": cell.met,
    }
    if cell.value.value is None:
        return row
    n = cell.value.n
    row["value"] = figure("scorecard_value", cell.value, scope, cell.unit, of)
    if cell.before is not None:
        row["before"] = amount("scorecard_before", cell.before, scope, n, cell.unit, of)
    if cell.target is not None:
        row["target"] = amount("scorecard_target", cell.target, scope, n, cell.unit, of)
    return row
