"""What to do first, and which few themes make most of the complaints."""

from typing import Any

from assistant.analytics.intervals import Estimate
from assistant.analytics.pareto import ParetoPoint
from assistant.analytics.pareto import pareto as compute_pareto
from assistant.analytics.priority import PriorityRow, rank_themes
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.tools.arguments import ScopeArgs, TopArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, name_of, share
from assistant.tools.mentions import count_mentions, impacts
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult
from assistant.tools.themes import owner_of

__all__ = ["pareto", "priority"]


def priority(args: TopArgs, context: ToolContext) -> ToolResult:
    """What to fix first: themes ranked by urgency x reach x severity x trend, each part shown,
    with the interval of the rank and the ties."""
    pair = context.compared(args, args.compare_to)
    ranked = rank_themes(impacts(context.tallies, pair.now, pair.before))
    rows = [_priority_row(row, pair.now, context) for row in ranked[: args.top]]
    data: dict[str, Any] = {"rows": rows}
    notes = list(pair.notes)
    if rows:
        data["first"] = name_of("first_priority", ranked[0].theme, pair.now, ranked[0].n)
        data["quotes"] = evidence(pair.now, ranked[0].theme, Sentiment.NEGATIVE, context)
        if context.tallies.count(pair.now) < SMALL_SAMPLE:
            notes.append("small_sample")
    else:
        notes.append("no_complaints" if context.tallies.any(pair.now) else "no_data")
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def pareto(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """Which few themes make four fifths of the complaints, with the cumulative curve."""
    scope, notes = context.scope(args)
    counts, total = count_mentions(context.tallies, scope)
    curve = compute_pareto({theme: of.blamed for theme, of in counts.items() if of.blamed})
    data: dict[str, Any] = {
        "vital": list(curve.vital),
        "vital_count": amount("vital_themes", len(curve.vital), scope, curve.n),
        "all_count": amount("blamed_themes", len(curve.curve), scope, curve.n),
        "reached": share("vital_share", Estimate(curve.reached, None, None, curve.n), scope),
        "complaints": amount("complaint_mentions", curve.n, scope, curve.n),
        "curve": [_curve_row(point, curve.n, scope) for point in curve.curve],
    }
    if not curve.n:
        notes = (*notes, "no_complaints" if total else "no_data")
    elif total < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _curve_row(point: ParetoPoint, complaints: int, scope: Scope) -> dict[str, Any]:
    of = {"theme": point.theme}
    share_of, up_to = 100 * point.share, 100 * point.cumulative
    return {
        "theme": point.theme,
        "count": amount("complaint_count", point.count, scope, point.count, "", of),
        "share": amount("share_of_complaints", share_of, scope, complaints, "%", of),
        "cumulative": amount("cumulative_share", up_to, scope, complaints, "%", of),
    }


def _priority_row(row: PriorityRow, scope: Scope, context: ToolContext) -> dict[str, Any]:
    of = {"theme": row.theme}
    parts = {
        part: amount(part, getattr(row, part), scope, row.n, "", of)
        for part in ("urgency", "reach", "severity", "trend")
    }
    return {
        "theme": row.theme,
        "rank": amount("priority_rank", row.rank, scope, row.n, "", of),
        "score": amount("priority", row.score, scope, row.n, "", of),
        **parts,
        "count": amount("complaint_count", row.n, scope, row.n, "records", of),
        "tied": [
            amount("tied_rank", place, scope, row.n, "", of)
            for place in (row.tied if row.tied[0] != row.tied[1] else ())
        ],
        "by_rule": row.by_rule,
        "owner": owner_of(row.theme, context),
    }
