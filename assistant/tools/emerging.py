"""What is new: complaints that cluster now and hardly occurred before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import Field

from assistant.analytics.comparison import (
    Difference,
    Verdict,
    adjust_holm,
    correct_family,
    difference_of_proportions,
)
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

OVERLAP = 0.5
"""The share of a cluster's complaints that are of a new problem, from which it is that problem."""

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

    def with_others(self, others: "_Complaints") -> "_Complaints":
        """These and others, each text once: a text that many send word by word would be a cluster
        by itself, denser than what it is about."""
        records = [*self.records, *others.records]
        vectors = [*self.vectors, *others.vectors]
        places = {record.feedback.full_text: place for place, record in enumerate(records)}
        once = sorted(places.values())
        total = self.total + others.total
        return _Complaints([records[n] for n in once], np.stack([vectors[n] for n in once]), total)

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
    """A cluster that has grown: the indexes of the complaints like it, now and before."""

    found: "EmergingTheme"
    now: Sequence[int]
    before: Sequence[int]
    growth: Difference

    @property
    def is_new(self) -> bool:
        return len(self.before) <= HARDLY


def new_problems(args: NewArgs, context: ToolContext) -> ToolResult:
    """What problems are new in a period: complaints clustered by meaning, whatever the taxonomy
    says, whose share has grown beyond chance against the four weeks before, after Holm's correction
    over the clusters. Those that hardly occurred before are `new`, the others have `grown`. A
    problem keeps its name: what the whole shop's answer shows is to be remembered. Where there are
    more complaints than are read, counts and shares are of a sample, and a note says so."""
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
    told = list(zip(problems, names, strict=True))
    new = [_row(*each, now, before, scope) for each in told if each[0].is_new]
    grown = [_row(*each, now, before, scope) for each in told if not each[0].is_new]
    data: dict[str, Any] = {
        "problems": new[: args.top],
        "grown": grown[: args.top],
        "complaints": amount("complaint_records", now.total, scope, now.total, "records"),
        "read": amount("read_count", len(now.records), scope, now.total, "records"),
    }
    if any(each.total > len(each.records) for each in (now, before)):
        notes = (*notes, "sampled")
    remembered = () if scope.filters() else tuple(names)
    return ToolResult(scope, data, month, notes, remembered)


def _read(scope: Scope, context: ToolContext) -> _Complaints:
    """The complaints of a scope; of more than MOST_READ a sample spread evenly over the time."""
    negative = replace(scope, sentiment=(Sentiment.NEGATIVE,))
    sample = context.feedback.sample(negative, MOST_READ)
    vectors = context.encode([record.feedback.full_text for record in sample.records])
    return _Complaints(sample.records, vectors, sample.total)


def _problems(now: _Complaints, before: _Complaints) -> list[_Problem]:
    """What has grown, that which has most first.

    A problem that hardly occurred before is found among the complaints of now. Any other cluster of
    theirs would seem to have grown, as it was drawn around just these; what was there before is
    looked for among the complaints of both times together, which knows nothing of their days.
    """
    new = [each for each in _grown(now, before, now) if each.is_new]
    of_new = {index for each in new for index in each.now}
    of_both = _grown(now, before, now.with_others(before))
    old = [each for each in of_both if not each.is_new]
    known = [each for each in old if len(of_new & {*each.now}) < OVERLAP * len(each.now)]
    return sorted((*new, *known), key=lambda each: -(each.growth.value or 0))


def _grown(now: _Complaints, before: _Complaints, among: _Complaints) -> list[_Problem]:
    """The clusters among some complaints whose share has grown, and that SMALLEST now or more are
    like.

    Now and before are counted by the same rule: members of a loose cluster are not all like it,
    and would seem to have grown from nothing.
    """
    from assistant.understanding.emerging import cluster  # scipy.optimize is slow to import

    apart = among is now
    clusters = cluster(
        among.vectors,
        among.texts,
        [record.labels.language for record in among.records],
        background_texts=before.texts if apart else (),
        background_vectors=before.vectors if apart and before.records else None,
        min_size=SMALLEST,
    )
    if not clusters:
        return []
    centroids = np.stack([each.centroid for each in clusters])
    alike = list(zip(now.like(centroids), before.like(centroids), strict=True))
    n = len(now.records), len(before.records)
    growth = [difference_of_proportions(len(a), n[0], len(b), n[1]) for a, b in alike]
    judged = correct_family(growth, adjust_holm) if before.records else growth
    return [
        _Problem(found, *counted, difference)
        for found, counted, difference in zip(clusters, alike, judged, strict=True)
        if len(counted[0]) >= SMALLEST and (difference.verdict is Verdict.UP or not before.records)
    ]


def _first_day(problem: _Problem, now: _Complaints, context: ToolContext) -> date:
    return min(context.day(now.records[index].feedback.time) for index in problem.now)


def _row(
    problem: _Problem, kept: KeptCluster, now: _Complaints, before: _Complaints, scope: Scope
) -> dict[str, Any]:
    count, read = len(problem.now), len(now.records)
    alike, read_before = len(problem.before), len(before.records)
    of = {"cluster": kept.names["en"]}
    grown = 100 * (problem.growth.value or 0)
    return {
        "id": kept.id,
        "names": dict(kept.names),
        "first_seen": kept.first_seen,
        "count": amount("cluster_count", count, scope, read, "records", of),
        "share": share("cluster_share", wilson(count, read), scope, of),
        "before": amount("cluster_count_before", alike, scope, read_before, "records", of),
        "share_change": amount("cluster_share_change", grown, scope, read, "points", of),
        "quotes": [quote(now.records[index]) for index in problem.now[:2]],
    }
