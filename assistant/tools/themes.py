"""Themes: what is talked about, blamed and praised."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.intervals import wilson
from assistant.analytics.movement import movements
from assistant.analytics.priority import rank_themes
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.tools.arguments import PeriodArg, ScopeArgs, TopArgs
from assistant.tools.context import ToolContext
from assistant.tools.feelings import mood
from assistant.tools.figures import amount, change, name_of, share
from assistant.tools.mentions import ThemeCounts, count_mentions, impacts
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult

__all__ = ["ThemesArgs", "complaints", "owner_of", "themes"]


class ThemesArgs(ScopeArgs):
    """How many themes; `stance` says which stance towards them counts, any when left out."""

    top: Annotated[int, Field(ge=1, le=20)] = 5
    compare_to: PeriodArg | None = None


def complaints(args: TopArgs, context: ToolContext) -> ToolResult:
    """What customers are unhappy or angry about: the negative and angry share with their change,
    the most blamed themes with counts, change, quotes and a counter-quote, and what to do first."""
    pair = context.compared(args, args.compare_to)
    now, total = count_mentions(context.tallies, pair.now)
    before, total_before = count_mentions(context.tallies, pair.before)
    notes = [*pair.notes]
    if not total:
        return ToolResult(pair.now, {"themes": []}, pair.before.period, (*notes, "no_data"))
    if total < SMALL_SAMPLE:
        notes.append("small_sample")
    if not total_before:
        notes.append("no_period_before")
    blamed = sorted((t for t in now if now[t].blamed), key=lambda t: (-now[t].blamed, t))
    ranked = rank_themes(impacts(context.tallies, pair.now, pair.before))
    data: dict[str, Any] = mood(pair.now, pair.before, context)
    rows = _rows(blamed[: args.top], Sentiment.NEGATIVE, now, before, total, total_before, pair.now)
    places = {row.theme: row for row in ranked}
    used: set[str] = set()
    for row in rows:
        theme = row["theme"]
        of = now[theme]
        row["angry"] = share(
            "theme_angry_share", wilson(of.angry, of.blamed), pair.now, {"theme": theme}
        )
        row["place"] = amount(
            "priority_rank", places[theme].rank, pair.now, of.blamed, "", {"theme": theme}
        )
        row["quotes"] = evidence(pair.now, theme, Sentiment.NEGATIVE, context, used=used)
        used.update(quote.id for quote in row["quotes"])
        row["counter"] = evidence(pair.now, theme, Sentiment.POSITIVE, context, limit=1)
        row["owner"] = owner_of(theme, context)
    data["themes"] = rows
    if rows:
        data["top"] = name_of("top_theme", rows[0]["theme"], pair.now, total)
    if ranked:
        data["first"] = name_of("first_priority", ranked[0].theme, pair.now, ranked[0].n)
        data["first_owner"] = owner_of(ranked[0].theme, context)
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


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
    rows = _rows(ordered, stance, now, before, total, total_before, pair.now)
    for row in rows:
        theme = row["theme"]
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
        row["quotes"] = evidence(pair.now, theme, stance or Sentiment.NEGATIVE, context)
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


def _rows(
    ordered: Sequence[str],
    stance: Sentiment | None,
    now: dict[str, ThemeCounts],
    before: dict[str, ThemeCounts],
    total: int,
    total_before: int,
    scope: Scope,
) -> list[dict[str, Any]]:
    names = {None: "theme", Sentiment.NEGATIVE: "complaint", Sentiment.POSITIVE: "praise"}
    name = names.get(stance, "theme")
    counts = [(_said(now[t], stance), _said(before.get(t, ThemeCounts()), stance)) for t in ordered]
    moved = movements(counts, total, total_before)
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
