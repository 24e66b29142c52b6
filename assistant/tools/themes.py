"""Themes: what is talked about, blamed and praised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.intervals import wilson
from assistant.analytics.movement import movements
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, share
from assistant.tools.mentions import ThemeCounts, count_mentions
from assistant.tools.quotes import evidence, looked_at_first
from assistant.tools.result import ToolResult

__all__ = ["Counted", "ThemesArgs", "moved_rows", "owner_of", "themes"]


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of each theme now and before, and the records of both scopes."""

    now: dict[str, ThemeCounts]
    before: dict[str, ThemeCounts]
    total: int
    total_before: int


class ThemesArgs(ScopeArgs):
    """How many themes; `stance` says which stance towards them counts, any when left out."""

    top: Annotated[int, Field(ge=1, le=20)] = 5
    compare_to: PeriodArg | None = None


def themes(args: ThemesArgs, context: ToolContext) -> ToolResult:
    """Themes of the feedback with counts, shares, change against the period before and quotes;
    `stance` positive answers what customers love, negative what they blame."""
    stance = args.stance[0] if args.stance else None
    pair = context.compared(args, args.compare_to)
    now, total = count_mentions(context.tallies, pair.now)
    before, total_before = count_mentions(context.tallies, pair.before)
    notes = list(pair.notes)
    if not total:
        notes.append("no_data")
    elif total < SMALL_SAMPLE:
        notes.append("small_sample")
    ordered = sorted(now, key=lambda theme: (-_said(now[theme], stance), theme))
    ordered = [theme for theme in ordered if _said(now[theme], stance)][: args.top]
    rows = moved_rows(ordered, stance, Counted(now, before, total, total_before), pair.now)
    shown = stance or Sentiment.NEGATIVE
    first = looked_at_first(pair.now, ordered, shown, context)
    for row, theme, records in zip(rows, ordered, first, strict=True):
        row["blamed"] = amount(
            "blamed_count", now[theme].blamed, pair.now, now[theme].mentioned, "", {"theme": theme}
        )
        row["praised"] = amount(
            "praised_count",
            now[theme].praised,
            pair.now,
            now[theme].mentioned,
            "",
            {"theme": theme},
        )
        row["quotes"] = evidence(pair.now, theme, shown, context, first=records)
    data: dict[str, Any] = {
        "stance": stance,
        "count": amount("count", total, pair.now, total, "records"),
        "themes": rows,
    }
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _said(counts: ThemeCounts, stance: Sentiment | None) -> int:
    if stance == Sentiment.NEGATIVE:
        return counts.blamed
    if stance == Sentiment.POSITIVE:
        return counts.praised
    return counts.mentioned


def moved_rows(
    ordered: Sequence[str], stance: Sentiment | None, counted: Counted, scope: Scope
) -> list[dict[str, Any]]:
    """A row for each theme with its count and share, and their change where there is a before; the
    changes are judged as one family."""
    names = {None: "theme", Sentiment.NEGATIVE: "complaint", Sentiment.POSITIVE: "praise"}
    name = names.get(stance, "theme")
    nothing = ThemeCounts()
    total, total_before = counted.total, counted.total_before
    counts = [
        tuple(_said(side.get(theme, nothing), stance) for side in (counted.now, counted.before))
        for theme in ordered
    ]
    moved = movements([(k, b) for k, b in counts], total, total_before)
    rows = []
    for theme, (k, k_before), move in zip(ordered, counts, moved, strict=True):
        of = {"theme": theme}
        row: dict[str, Any] = {
            "theme": theme,
            "count": amount(f"{name}_count", k, scope, k, "records", of),
            "share": share(f"{name}_share", wilson(k, total), scope, of),
        }
        if total_before:
            row["count_before"] = amount(f"{name}_count_before", k_before, scope, k_before, "", of)
            row["count_change"] = amount(
                f"{name}_count_change", k - k_before, scope, k + k_before, "records", of
            )
            row["share_change"] = change(
                f"{name}_share_change", move.change, scope, "points", of, 100
            )
            row["status"] = move.movement
        rows.append(row)
    return rows


def owner_of(theme: str, context: ToolContext) -> str | None:
    known = context.taxonomy.get(theme)
    return known.owner if known else None
