"""Themes seen through a coarser lens: SERVQUAL dimensions, stages of the customer journey."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.comparison import (
    Difference,
    Verdict,
    adjust_holm,
    difference_of_proportions,
)
from assistant.analytics.experiments import Share
from assistant.analytics.intervals import ALPHA, Estimate, product_interval, wilson
from assistant.analytics.theme_sets import Outcome, ThemeSetRow, score_table
from assistant.models import SMALL_SAMPLE

__all__ = [
    "JOURNEY_STAGES",
    "SERVQUAL_DIMENSIONS",
    "GroupFigure",
    "MappingResult",
    "group_figures",
]

SERVQUAL_DIMENSIONS = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
"""Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64, 12-40."""

JOURNEY_STAGES = ("discover", "order", "pay", "receive", "use", "support", "return")


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """One dimension or stage.

    `share` (0…1) of the records in scope touch it; `complaints` of those complain of it, the
    share `negative` (0…1), or `of_all` of all records in scope; `excess` (of all records, below 0
    where it has fewer) are its complaints beyond those that the rate of all other groups would
    give as many records, None without other groups; `score` is the mean score of those who touch it
    (NPS in points), None without scores.
    """

    group: str
    share: Estimate
    complaints: int
    negative: Estimate
    of_all: Estimate
    excess: Estimate
    score: Estimate

    @property
    def n(self) -> int:
        return self.negative.n


@dataclass(frozen=True, slots=True)
class MappingResult:
    """The groups in the order of the mapping.

    `bottleneck` is the group with the largest excess of complaints among those whose share of
    complaints surely exceeds that of the other groups together; None where the data cannot tell.
    `most` is the group with the most complaints, None without any. `unmapped` are themes in the
    rows that the mapping does not name.
    """

    groups: tuple[GroupFigure, ...]
    bottleneck: str | None
    most: str | None
    unmapped: tuple[str, ...]
    n: int


def group_figures(
    mapping: Mapping[str, Sequence[str]],
    rows: Sequence[ThemeSetRow],
    outcome: Outcome = Outcome.MEAN,
) -> MappingResult:
    """Figures per group of themes; a record with two themes of a group counts once.

    A theme may belong to several groups. Every group is held against the records of all others (two
    proportions, Holm's correction over the groups for the bottleneck); groups under 30 records
    cannot be it. What is hardly spoken of but in complaints, such as returns, is the bottleneck
    only where so many speak of it that its excess is the largest. No rows: groups with value
    None.
    """
    sizes = np.array([row.records for row in rows], dtype=int)
    total = int(sizes.sum())
    table = score_table(rows, outcome)
    insides = {
        group: _marked(row.themes & set(of) for row in rows) for group, of in mapping.items()
    }
    blamed = {
        group: _marked(row.negative & set(of) for row in rows) for group, of in mapping.items()
    }
    counts = {
        group: Share(int(sizes[insides[group] & blamed[group]].sum()), int(sizes[inside].sum()))
        for group, inside in insides.items()
    }
    against = {group: _against_others(group, counts) for group in mapping}
    groups = [
        GroupFigure(
            group,
            wilson(of.n, total),
            of.hits,
            wilson(of.hits, of.n),
            wilson(of.hits, total),
            _excess(against[group], of.n, total),
            table.only(insides[group]).estimate(),
        )
        for group, of in counts.items()
    ]
    mapped = {theme for themes in mapping.values() for theme in themes}
    unmapped = sorted({theme for row in rows for theme in row.themes} - mapped)
    most = max(groups, key=lambda group: group.complaints, default=None)
    return MappingResult(
        tuple(groups),
        _bottleneck(groups, against),
        most.group if most and most.complaints else None,
        tuple(unmapped),
        total,
    )


def _marked(found: Iterable[object]) -> NDArray[np.bool_]:
    return np.array([bool(each) for each in found], dtype=bool)


def _against_others(group: str, counts: Mapping[str, Share]) -> Difference:
    """The share of complaints of a group minus that of all others together."""
    others = [of for name, of in counts.items() if name != group]
    here = counts[group]
    return difference_of_proportions(
        here.hits, here.n, sum(of.hits for of in others), sum(of.n for of in others)
    )


def _excess(against: Difference, n: int, total: int) -> Estimate:
    """The difference weighed by the share of all records that touch the group."""
    if against.value is None or not total:
        return Estimate(None, None, None, total)
    reach = n / total
    effect = Estimate(against.value, against.low, against.high, n)
    return product_interval(effect, reach, reach * (1 - reach) / total, total)


def _bottleneck(groups: Sequence[GroupFigure], against: Mapping[str, Difference]) -> str | None:
    tested = [group for group in groups if group.n >= SMALL_SAMPLE]
    if len(tested) < 2:
        return None
    differences = [against[group.group] for group in tested]
    adjusted = adjust_holm([d.p_value if d.p_value is not None else 1.0 for d in differences])
    sure = [
        group
        for group, difference, p_value in zip(tested, differences, adjusted, strict=True)
        if difference.verdict is Verdict.UP and p_value < ALPHA
    ]
    return max(sure, key=lambda group: group.excess.value or 0.0).group if sure else None
