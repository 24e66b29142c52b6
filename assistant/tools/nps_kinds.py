"""Strategic NPS (asked about the brand) beside scenario NPS (asked after one contact)."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from assistant.analytics.nps import nps, nps_difference
from assistant.models import Scope
from assistant.store.tallies import Tallies
from assistant.tools.figures import change, figure

__all__ = ["STRATEGIC", "strategic_and_scenario"]

STRATEGIC = frozenset(
    ("relationship", "strategic", "relational", "brand", "overall", "战略", "关系", "品牌", "整体")
)
"""Names of the touchpoint at which nobody asks about one contact but about the shop."""


def strategic_and_scenario(tallies: Tallies, scope: Scope) -> dict[str, Any]:
    """Both scores and scenario minus strategic, with its test; empty unless both have answers.

    The touchpoints of STRATEGIC make the strategic score, all other named ones the scenario score.
    """
    histograms: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for (touchpoint, score), n in tallies.by(scope, "touchpoint", "nps").items():
        if touchpoint is not None and score is not None:
            histograms[touchpoint][score] = n
    strategic = tuple(sorted(name for name in histograms if name.casefold() in STRATEGIC))
    scenario = tuple(sorted(name for name in histograms if name not in strategic))
    if not strategic or not scenario:
        return {}
    results = {
        kind: nps(_sum([histograms[name] for name in names]))
        for kind, names in (("strategic", strategic), ("scenario", scenario))
    }
    gap = nps_difference(results["scenario"], results["strategic"])
    asked_of_shop = replace(scope, touchpoint=strategic)
    asked_of_contact = replace(scope, touchpoint=scenario)
    return {
        "strategic": figure(
            "strategic_nps", results["strategic"].estimate, asked_of_shop, "points"
        ),
        "scenario": figure(
            "scenario_nps", results["scenario"].estimate, asked_of_contact, "points"
        ),
        "kinds_gap": change("scenario_nps_change", gap, scope, "points"),
        "kinds_verdict": gap.verdict,
    }


def _sum(histograms: list[dict[int, int]]) -> dict[int, int]:
    total: defaultdict[int, int] = defaultdict(int)
    for histogram in histograms:
        for score, n in histogram.items():
            total[score] += n
    return dict(total)
