"""Which team should handle what customers complain about."""

from typing import Any

from assistant.analytics.intervals import wilson
from assistant.models import SMALL_SAMPLE
from assistant.tools.arguments import TopArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, share
from assistant.tools.mentions import count_mentions
from assistant.tools.result import ToolResult
from assistant.tools.themes import owner_of

__all__ = ["owners"]


def owners(args: TopArgs, context: ToolContext) -> ToolResult:
    """Who should handle the complaints: the most blamed themes with the team that the taxonomy
    names as their owner."""
    scope, notes = context.scope(args)
    counts, total = count_mentions(context.tallies, scope)
    blamed = sorted((t for t in counts if counts[t].blamed), key=lambda t: (-counts[t].blamed, t))
    rows: list[dict[str, Any]] = [
        {
            "theme": theme,
            "owner": owner_of(theme, context),
            "count": amount(
                "complaint_count", counts[theme].blamed, scope, total, "records", {"theme": theme}
            ),
            "share": share(
                "complaint_share", wilson(counts[theme].blamed, total), scope, {"theme": theme}
            ),
        }
        for theme in blamed[: args.top]
    ]
    if not total:
        notes = (*notes, "no_data")
    elif not rows:
        notes = (*notes, "no_complaints")
    elif total < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, {"themes": rows}, notes=notes)
