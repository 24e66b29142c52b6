"""What is new: complaints that cluster now and hardly occurred before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from assistant.analytics.comparison import Verdict, difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.models import Period, Scope, Sentiment
from assistant.store.clusters import KeptCluster
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.cluster_names import named
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, share
from assistant.tools.result import ToolResult, quote

if TYPE_CHECKING:
    from assistant.understanding.emerging import EmergingTheme

__all__ = ["NewArgs", "new_problems"]

MOST_READ = 500
"""Complaints of each of the two periods."""

WEEK = 7
DAYS_BEFORE = 28
SMALLEST = 5
HARDLY = 1
"""Complaints like it in the four weeks before, up to which a problem is called new."""

ALIKE = 0.55
"""Cosine to the centre of a cluster from which an earlier complaint counts as one of it."""


class NewArgs(ScopeArgs):
    """How many to name."""

    top: Annotated[int, Field(ge=1, le=10)] = 3


def new_problems(args: NewArgs, context: ToolContext) -> ToolResult:
    """What problems are new in a period: complaints clustered by meaning, whatever the taxonomy
    says, whose share has grown beyond chance against the four weeks before. Those that hardly
    occurred before are `new`, the others have `grown`. A problem keeps its name: what the whole
    shop's answer shows is remembered."""
    from assistant.understanding.emerging import cluster  # scipy.optimize is slow to import

    scope, notes = context.scope(args)
    if args.period is None:
        scope = replace(scope, period=context.last_days(WEEK))
    assert scope.period is not None
    start = scope.period.start
    month = Period(start - timedelta(days=DAYS_BEFORE), start - timedelta(days=1))
    now = _complaints(scope, context)
    before = _complaints(replace(scope, period=month), context)
    if not now:
        return ToolResult(scope, {"problems": [], "grown": []}, month, (*notes, "no_complaints"))
    vectors, past = context.encode(_texts(now)), context.encode(_texts(before))
    clusters = cluster(
        vectors,
        _texts(now),
        [record.labels.language for record in now],
        background_texts=_texts(before),
        background_vectors=past if len(before) else None,
        min_size=SMALLEST,
    )
    first_days = [min(context.day(now[i].feedback.time) for i in each.members) for each in clusters]
    names = named(clusters, first_days, context.clusters, context.tenant)
    rows = [_row(each, kept, now, past, scope) for each, kept in zip(clusters, names, strict=True)]
    grown = [row for row in rows if row["verdict"] == Verdict.UP]
    grown.sort(key=lambda row: -row["share_change"].value)
    new = [row for row in grown if row["before"].value <= HARDLY]
    if not scope.filters():
        shown = {row["id"] for row in grown}
        context.clusters.keep([kept for kept in names if kept.id in shown], context.tenant)
    data: dict[str, Any] = {
        "problems": new[: args.top],
        "grown": [row for row in grown if row not in new][: args.top],
        "complaints": amount("complaint_records", len(now), scope, len(now), "records"),
    }
    return ToolResult(scope, data, month, notes)


def _complaints(scope: Scope, context: ToolContext) -> list[Record]:
    """The newest complaints of a scope, at most MOST_READ."""
    negative = replace(scope, sentiment=(Sentiment.NEGATIVE,))
    return context.feedback.select(negative, Order.NEWEST, MOST_READ)


def _texts(records: Sequence[Record]) -> list[str]:
    return [record.feedback.full_text for record in records]


def _row(
    found: "EmergingTheme",
    kept: KeptCluster,
    now: Sequence[Record],
    past: NDArray[np.float32],
    scope: Scope,
) -> dict[str, Any]:
    total, total_before = len(now), len(past)
    alike = int((past @ found.centroid >= ALIKE).sum()) if len(past) else 0
    difference = difference_of_proportions(found.count, total, alike, total_before)
    of = {"cluster": kept.names["en"]}
    grown = 100 * (difference.value or 0)
    return {
        "id": kept.id,
        "names": dict(kept.names),
        "first_seen": kept.first_seen,
        "count": amount("cluster_count", found.count, scope, found.count, "records", of),
        "share": share("cluster_share", wilson(found.count, total), scope, of),
        "before": amount("cluster_count_before", alike, scope, total_before, "records", of),
        "share_change": amount("cluster_share_change", grown, scope, total, "points", of),
        "verdict": difference.verdict if total_before else Verdict.UP,
        "quotes": [quote(now[index]) for index in found.members[:2]],
    }
