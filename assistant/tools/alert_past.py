"""The alert rules over the past, as figures: what they found, and what chance alone would bring."""

from datetime import date
from typing import Any

from assistant.models import Period, Scope
from assistant.tools.alert_replay import replay_json
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult

__all__ = ["replayed"]

MOST_EPISODES = 12


def replayed(context: ToolContext) -> ToolResult:
    """Every rule replayed over the last year at most, each day knowing only the days before; of
    more than twelve episodes the latest. No alert is called false: how many chance alone would
    bring at most is told."""
    past = replay_json(context)
    days, surges = past["days"], past["surges"]
    scope = Scope(tenant=context.tenant, period=Period.last_days(max(1, days), context.as_of))
    data: dict[str, Any] = {
        "replay": {
            "days": amount("replayed_days_count", days, scope, days),
            "surges": amount("surges_count", surges, scope, days),
            "safety": amount("safety_reports_count", past["safety_reports"], scope, days),
            "by_chance": amount(
                "expected_false_alarms", past["expected_false_alarms"], scope, days, "points"
            ),
            "real": amount("precision_at_least", past["precision_at_least"], scope, surges, "%"),
            "lead": amount("median_lead", past["median_lead_days"], scope, surges, "points"),
            "episodes": [_episode(each, scope) for each in past["episodes"][-MOST_EPISODES:]],
        }
    }
    return ToolResult(scope, data, notes=() if past["tested"] else ("no_baseline",))


def _episode(each: dict[str, Any], scope: Scope) -> dict[str, Any]:
    of = {each["kind"]: each["subject"]}
    seen = each["observed"]
    return {
        "kind": each["kind"],
        "subject": each["subject"],
        "severity": each["severity"],
        "day": date.fromisoformat(each["first"]),
        "observed": amount("observed_count", seen, scope, seen, "", of),
        "expected": amount("expected", each["expected"], scope, seen, "points", of),
        "lead": amount("lead_days_count", each["lead_days"], scope, seen, "", of),
    }
