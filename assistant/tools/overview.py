"""Is everything all right: one calm look at the whole."""

from typing import Any

from assistant.models import Urgency
from assistant.tools.arguments import ComparedArgs, PeriodArg, ScopeArgs, TopArgs
from assistant.tools.complaints import most_blamed
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.repeats import repeats
from assistant.tools.result import ToolResult
from assistant.tools.scores import CsatArgs, csat, nps

__all__ = ["OverviewArgs", "overview"]


class OverviewArgs(ScopeArgs):
    """A scope and the period to compare with (the one before, if unsaid)."""

    compare_to: PeriodArg | None = None


def overview(args: OverviewArgs, context: ToolContext) -> ToolResult:
    """A calm summary: urgent items, volume, mood, NPS and CSAT with their changes, the top
    complaints, and what gets better."""
    shared = args.model_dump()
    main = most_blamed(TopArgs(**shared, top=3), context)
    data: dict[str, Any] = dict(main.data)
    if "no_data" in main.notes:
        return main
    for name, result in (
        ("nps", nps(ComparedArgs(**shared), context)),
        ("csat", csat(CsatArgs(**shared), context)),
    ):
        if name in result.data["now"] and result.data["now"][name].n:
            data[name] = {"now": result.data["now"][name], "change": result.data.get("change")}
            data[name]["verdict"] = result.data.get("verdict")
    data |= repeats(main.scope, data["now"]["count"].n, context)
    by_urgency = context.tallies.histogram(main.scope, "urgency")
    critical = by_urgency.get(Urgency.CRITICAL, 0)
    of = {"urgency": str(Urgency.CRITICAL)}
    data["critical"] = amount("count", critical, main.scope, critical, "records", of)
    return ToolResult(main.scope, data, main.compared, main.notes)
