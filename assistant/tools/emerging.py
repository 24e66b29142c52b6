"""What is new: complaints that cluster now and hardly occurred before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import Field

from assistant.analytics.comparison import Verdict, difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.models import Period, Scope, Sentiment
from assistant.models.vectors import Vectors
from assistant.store.clusters import KeptCluster
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
"""Complaints of each of the two periods: each is embedded, which takes a millisecond or two."""

WEEK = 7
DAYS_BEFORE = 28
SMALLEST = 5
HARDLY = 1
"""Complaints like it in the four weeks before, up to which a problem is called new."""

ALIKE = 0.55
"""Cosine to the centre of a cluster from which a complaint counts as one of it, now as before."""


class NewArgs(ScopeArgs):
    """Arguments of `new_problems`: how many problems to name."""

    top: Annotated[int, Field(ge=1, le=10)] = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Complaints:
    """Complaints that were read, with their vectors (n, dimension); `total` are there in all."""

    records: Sequence[Record]
    vectors: Vectors
    total: int

    @property
    def texts(self) -> list[str]:
        return [record.feedback.full_text for record in self.records]

    def like(self, centroids: Vectors) -> list[list[int]]:
        """For each centroid (k, dimension) the indexes of those that are like it, the nearest
        first. A complaint is like one centroid at most: the nearest, from ALIKE on."""
        cosines = self.vectors @ centroids.T
        nearest, best = cosines.argmax(axis=1), cosines.max(axis=1)
        order = np.argsort(-best, kind="stable").tolist()
        return [
            [index for index in order if nearest[index] == number and best[index] >= ALIKE]
            for number in range(len(centroids))
        ]


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """A cluster that is judged: the indexes of the complaints like it, now and before."""

    found: "EmergingTheme"
    now: Sequence[int]
    before: Sequence[int]


def new_problems(args: NewArgs, context: ToolContext) -> ToolResult:
    """What problems are new in a period: complaints clustered by meaning, whatever the taxonomy
    says, whose share has grown beyond chance against the four weeks before. Those that hardly
    occurred before are `new`, the others have `grown`. A problem keeps its name: what the whole
    shop's answer shows is to be remembered. Where there are more complaints than are read, counts
    and shares are of a sample, and a note says so."""
    scope, notes = context.scope(args)
    if args.period is None:
        scope = replace(scope, period=context.last_days(WEEK))
    assert scope.period is not None
    start = scope.period.start
    month = Period(start - timedelta(days=DAYS_BEFORE), start - timedelta(days=1))
    now, before = _read(scope, context), _read(replace(scope, period=month), context)
    if not now.records:
        return ToolResult(scope, {"problems": [], "grown": []}, month, (*notes, "no_complaints"))
    problems = _problems(now, before)
    first_days = [_first_day(each, now, context) for each in problems]
    names = named([each.found for each in problems], first_days, context.clusters, context.tenant)
    rows = [
        _row(each, kept, now, before, scope) for each, kept in zip(problems, names, strict=True)
    ]
    grown = [row for row in rows if row["verdict"] == Verdict.UP]
    grown.sort(key=lambda row: -row["share_change"].value)
    new = [row for row in grown if row["before"].value <= HARDLY]
    data: dict[str, Any] = {
        "problems": new[: args.top],
        "grown": [row for row in grown if row not in new][: args.top],
        "complaints": amount("complaint_records", now.total, scope, now.total, "records"),
        "read": amount("read_count", len(now.records), scope, now.total, "records"),
    }
    if any(each.total > len(each.records) for each in (now, before)):
        notes = (*notes, "sampled")
    shown = set() if scope.filters() else {row["id"] for row in grown}
    remembered = tuple(kept for kept in names if kept.id in shown)
    return ToolResult(scope, data, month, notes, remembered)


def _read(scope: Scope, context: ToolContext) -> _Complaints:
    """The complaints of a scope; of more than MOST_READ a sample spread evenly over the time."""
    negative = replace(scope, sentiment=(Sentiment.NEGATIVE,))
    sample = context.feedback.sample(negative, MOST_READ)
    vectors = context.encode([record.feedback.full_text for record in sample.records])
    return _Complaints(sample.records, vectors, sample.total)


def _problems(now: _Complaints, before: _Complaints) -> list[_Problem]:
    """The clusters of now that SMALLEST complaints or more are like, largest first.

    Now and before are counted by the same rule: members of a loose cluster are not all like it,
    and would seem to have grown from nothing.
    """
    from assistant.understanding.emerging import cluster  # scipy.optimize is slow to import

    clusters = cluster(
        now.vectors,
        now.texts,
        [record.labels.language for record in now.records],
        background_texts=before.texts,
        background_vectors=before.vectors if len(before.records) else None,
        min_size=SMALLEST,
    )
    if not clusters:
        return []
    centroids = np.stack([each.centroid for each in clusters])
    counted = zip(clusters, now.like(centroids), before.like(centroids), strict=True)
    problems = (_Problem(*each) for each in counted)
    return [each for each in problems if len(each.now) >= SMALLEST]


def _first_day(problem: _Problem, now: _Complaints, context: ToolContext) -> date:
    return min(context.day(now.records[index].feedback.time) for index in problem.now)


def _row(
    problem: _Problem, kept: KeptCluster, now: _Complaints, before: _Complaints, scope: Scope
) -> dict[str, Any]:
    count, read = len(problem.now), len(now.records)
    alike, read_before = len(problem.before), len(before.records)
    difference = difference_of_proportions(count, read, alike, read_before)
    of = {"cluster": kept.names["en"]}
    grown = 100 * (difference.value or 0)
    return {
        "id": kept.id,
        "names": dict(kept.names),
        "first_seen": kept.first_seen,
        "count": amount("cluster_count", count, scope, read, "records", of),
        "share": share("cluster_share", wilson(count, read), scope, of),
        "before": amount("cluster_count_before", alike, scope, read_before, "records", of),
        "share_change": amount("cluster_share_change", grown, scope, read, "points", of),
        "verdict": difference.verdict if read_before else Verdict.UP,
        "quotes": [quote(now.records[index]) for index in problem.now[:2]],
    }
