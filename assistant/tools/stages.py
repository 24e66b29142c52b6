"""The themes through a coarser lens: journey stages or SERVQUAL dimensions, and the bottleneck."""

from collections import Counter, defaultdict
from typing import Any

from assistant.analytics.intervals import Estimate
from assistant.analytics.mapping import (
    JOURNEY_STAGES,
    SERVQUAL_DIMENSIONS,
    GroupFigure,
    group_figures,
)
from assistant.analytics.theme_sets import Outcome, ThemeSetRow
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.store.tallies import Tallies
from assistant.store.theme_column import blamed_themes, read_themes
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, mean_rating, name_of, on_scale, share
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import Group, View

__all__ = ["StagesArgs", "stages"]

ALLOWED = {View.JOURNEY: JOURNEY_STAGES, View.SERVQUAL: SERVQUAL_DIMENSIONS}


class StagesArgs(ScopeArgs):
    """Journey stages or SERVQUAL dimensions."""

    view: View = View.JOURNEY


def stages(args: StagesArgs, context: ToolContext) -> ToolResult:
    """Where in the customer journey (discover, order, pay, receive, use, support, return) or in
    which SERVQUAL dimension customers are lost: records, complaints, rating and NPS of each, the
    most blamed theme, and the bottleneck: the largest excess of complaints over what the others'
    rate would give, where one is surely worse."""
    lens = context.lenses.read(args.view, ALLOWED[args.view])
    scope, notes = context.scope(args)
    rated = _rows(context.tallies, scope, "rating")
    found = group_figures(lens.mapping, rated)
    loyal = group_figures(lens.mapping, _rows(context.tallies, scope, "nps"), Outcome.NPS)
    blamed = _blamed(rated)
    data: dict[str, Any] = {
        "view": str(args.view),
        "rows": [
            _row(group, of, nps.score, blamed, scope)
            for group, of, nps in zip(lens.groups, found.groups, loyal.groups, strict=True)
            if of.n
        ],
        "bottleneck": None,
        "unmapped": list(found.unmapped),
    }
    if found.bottleneck:
        group = next(g for g in lens.groups if g.id == found.bottleneck)
        data["bottleneck"] = dict(group.name)
        data["worst"] = name_of(f"worst_{args.view}", group.id, scope, found.n)
        data["leading"] = next(row for row in data["rows"] if row["id"] == group.id)
        worst = max(group.themes, key=lambda theme: blamed[theme])
        data["quotes"] = evidence(scope, worst, Sentiment.NEGATIVE, context)
    data["most"] = next((row for row in data["rows"] if row["id"] == found.most), None)
    if not found.n:
        notes = (*notes, "no_data")
    elif not data["rows"]:
        notes = (*notes, "no_themes")
    elif found.n < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _rows(tallies: Tallies, scope: Scope, score: str) -> list[ThemeSetRow]:
    """Records by the themes they mention and those they blame, with the histogram of a score."""
    scores: defaultdict[tuple[frozenset[str], frozenset[str]], Counter[Any]] = defaultdict(Counter)
    sizes: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for (spelled, value), n in tallies.by(scope, "themes", score).items():
        key = frozenset(theme for theme, _ in read_themes(spelled)), blamed_themes(spelled)
        sizes[key] += n
        if value is not None:
            scores[key][value] += n
    return [
        ThemeSetRow(themes=key[0], counts=dict(scores[key]), n=n, negative=key[1])
        for key, n in sizes.items()
    ]


def _blamed(rows: list[ThemeSetRow]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        for theme in row.negative:
            found[theme] += row.records
    return found


def _row(
    group: Group, of: GroupFigure, nps: Estimate, blamed: Counter[str], scope: Scope
) -> dict[str, Any]:
    narrowed = {"stage": group.id}
    worst = max(group.themes, key=lambda theme: (blamed[theme], theme))
    return {
        "id": group.id,
        "names": dict(group.name),
        "count": amount("count", of.n, scope, of.n, "records", narrowed),
        "touched": share("share_of_scope", of.share, scope, narrowed),
        "complaints": amount("complaint_count", of.complaints, scope, of.n, "records", narrowed),
        "negative": share("complaint_share", of.negative, scope, narrowed),
        "of_all": share("complaint_share_of_all", of.of_all, scope, narrowed),
        "excess": figure("complaint_excess_change", of.excess, scope, "points", narrowed, 100),
        "rating": mean_rating(of.score, scope, narrowed),
        "nps": on_scale(figure("nps", nps, scope, "points", narrowed), -100, 100),
        "worst": worst if blamed[worst] else None,
    }
