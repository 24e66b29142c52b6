"""Themes seen through a coarser lens: SERVQUAL dimensions, stages of the customer journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analytics.comparison import Verdict, adjust_holm, difference_of_proportions
from assistant.analytics.intervals import ALPHA, Estimate, wilson
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
    share `negative` (0…1); `score` is the mean score of those (NPS in points), None without scores.
    """

    group: str
    share: Estimate
    complaints: int
    negative: Estimate
    score: Estimate

    @property
    def n(self) -> int:
        return self.negative.n


@dataclass(frozen=True, slots=True)
class MappingResult:
    """The groups in the order of the mapping.

    `bottleneck` is the group whose share of complaints surely exceeds that of the other groups
    together and is the highest; None where the data cannot tell. `unmapped` are themes in the
    rows that the mapping does not name.
    """

    groups: tuple[GroupFigure, ...]
    bottleneck: str | None
    unmapped: tuple[str, ...]
    n: int


def group_figures(
    mapping: Mapping[str, Sequence[str]],
    rows: Sequence[ThemeSetRow],
    outcome: Outcome = Outcome.MEAN,
) -> MappingResult:
    """Figures per group of themes; a record with two themes of a group counts once.

    A theme may belong to several groups. The bottleneck is tested against the records of all
    other groups (two proportions, Holm's correction over the groups); groups under 30 records
    cannot be it. No rows: groups with value None.
    """
    sizes = np.array([row.records for row in rows], dtype=int)
    total = int(sizes.sum())
    table = score_table(rows, outcome)
    groups: list[GroupFigure] = []
    for group, themes in mapping.items():
        wanted = frozenset(themes)
        inside = np.array([bool(row.themes & wanted) for row in rows], dtype=bool)
        against = np.array([bool(row.negative & wanted) for row in rows], dtype=bool)
        n, negative = int(sizes[inside].sum()), int(sizes[inside & against].sum())
        groups.append(
            GroupFigure(
                group,
                wilson(n, total),
                negative,
                wilson(negative, n),
                table.only(inside).estimate(),
            )
        )
    mapped = {theme for themes in mapping.values() for theme in themes}
    unmapped = sorted({theme for row in rows for theme in row.themes} - mapped)
    return MappingResult(tuple(groups), _bottleneck(groups), tuple(unmapped), total)


def _bottleneck(groups: Sequence[GroupFigure]) -> str | None:
    tested = [group for group in groups if group.n >= SMALL_SAMPLE]
    if len(tested) < 2:
        return None
    differences = [
        difference_of_proportions(
            group.complaints,
            group.n,
            sum(other.complaints for other in tested if other is not group),
            sum(other.n for other in tested if other is not group),
        )
        for group in tested
    ]
    adjusted = adjust_holm([d.p_value if d.p_value is not None else 1.0 for d in differences])
    worst = max(range(len(tested)), key=lambda i: tested[i].negative.value or 0.0)
    sure = differences[worst].verdict is Verdict.UP and adjusted[worst] < ALPHA
    return tested[worst].group if sure else None
