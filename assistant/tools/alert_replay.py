"""What the alert rules would have done over the history, each day knowing only the days before."""

from datetime import timedelta
from statistics import median
from typing import Any

from assistant.analytics.backtest import Backtest, Episode, backtest
from assistant.models import Period
from assistant.tools.alert_series import watched_series
from assistant.tools.context import ToolContext
from assistant.tools.dangers import dangerous

__all__ = ["replay_json"]

MOST_DAYS = 365
SAFETY = "safety"


def replay_json(context: ToolContext) -> dict[str, Any]:
    """The rules replayed over the last year at most.

    `episodes` are runs of alerts of one subject. `surges` counts those that a test found (safety
    reports alert by rule), `expected_false_alarms` how many of them chance alone would bring at
    most, and `precision_at_least` is what then remains, in per cent; None without a surge.
    `median_lead_days` is the time from a surge's first alert to its peak.
    """
    span = context.tallies.span(context.tenant)
    if span is None or span[0] > context.as_of:
        return _json(backtest([]), 0)
    start = max(span[0], context.as_of - timedelta(days=MOST_DAYS - 1))
    period = Period(start, context.as_of)
    danger = dangerous(context, period)
    replay = backtest(watched_series(context, period, start, danger))
    last = min(context.as_of, span[1])
    return _json(replay, max(0, (last - start).days + 1))


def _json(replay: Backtest, days: int) -> dict[str, Any]:
    surges = [episode for episode in replay.episodes if episode.kind != SAFETY]
    expected = replay.expected_false_alarms
    return {
        "episodes": [_episode(episode) for episode in replay.episodes],
        "days": days,
        "tested": replay.tested,
        "surges": len(surges),
        "safety_reports": len(replay.episodes) - len(surges),
        "expected_false_alarms": round(expected, 1),
        "precision_at_least": (
            round(100 * max(0.0, 1 - expected / len(surges)), 1) if surges else None
        ),
        "median_lead_days": median(each.lead_days for each in surges) if surges else None,
    }


def _episode(episode: Episode) -> dict[str, Any]:
    expected = episode.worst.expected
    return {
        "kind": episode.kind,
        "subject": episode.subject,
        "first": episode.first.isoformat(),
        "last": episode.last.isoformat(),
        "peak": episode.peak.isoformat(),
        "severity": str(episode.worst.severity),
        "observed": episode.worst.observed,
        "expected": None if expected is None else round(expected, 1),
        "lead_days": episode.lead_days,
    }
