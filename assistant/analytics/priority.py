"""Which theme first: urgency x reach x severity x trend, with ranks that admit their ties.

urgency   mean weight of the records (critical 1, high 0.7, normal 0.4, low 0.1)
reach     n / total
severity  (negative + angry) / 2n: an angry complaint counts 1, another complaint 0.5
trend     (n + 5) / (n + e + 10), e = previous_n · total / previous_total

urgency and severity are shrunk to the mean of all themes with 5 pseudo-records. trend is the
logistic function of the shrunk log ratio ln((n + 5) / (e + 5)): 0.5 for a steady theme (and where
the period before is unknown), 2/3 for a doubled one, never 0 or 1, so that a big steady theme keeps
its weight and a product cannot be wiped out by one calm week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import InvalidInputError

__all__ = ["RULED_THEMES", "RULE_PLACE", "PriorityRow", "ThemeImpact", "rank_themes"]

RULED_THEMES = frozenset({"payment_security", "safety"})
"""Themes that rank high by rule as soon as one customer complains of them."""

RULE_PLACE = 3
"""A ruled theme never stands below this place."""

URGENCY_WEIGHTS = {"critical": 1.0, "high": 0.7, "normal": 0.4, "low": 0.1}
PRIOR_RECORDS = 5.0
"""Pseudo-records that pull small themes to the average; they keep 1 -> 2 from being a trend."""

_DRAWS = 1000
_TIE_CONFIDENCE = 0.95

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeImpact:
    """One theme in one scope, from a group-by; all counts are records.

    `n` have the theme, of `total` in scope; `negative` of them are negative towards it, `angry`
    of those are angry; `critical`, `high`, `low` count urgencies (the rest of n is normal).
    `previous_n` of `previous_total` is the period before (total 0: unknown).
    """

    theme: str
    n: int
    total: int
    negative: int
    angry: int = 0
    critical: int = 0
    high: int = 0
    low: int = 0
    previous_n: int = 0
    previous_total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """A theme's place. The four parts and `score` are 0…1; `score` is their product.

    `rank_low`…`rank_high` is the 95 % bootstrap interval of the rank; `tied` is the first and
    last rank of the group that the data cannot order. `by_rule` says that the place comes from
    the rule (it is then tied with nobody), `trend_known` that there was a period before to
    compare with.
    """

    theme: str
    rank: int
    score: float
    urgency: float
    reach: float
    severity: float
    trend: float
    n: int
    rank_low: int
    rank_high: int
    tied: tuple[int, int]
    by_rule: bool
    trend_known: bool


def rank_themes(rows: Sequence[ThemeImpact]) -> list[PriorityRow]:
    """Themes in order of priority, the first to act on first.

    A theme of RULED_THEMES with a complaint stands at place RULE_PLACE at the latest. Ranks are
    recomputed in 1,000 Poisson resamples of the counts (a parametric bootstrap, always with
    the same seed); neighbours are tied where the upper one leads in under 95 % of them. Themes
    without records are left out; no rows: an empty list. Raises InvalidInputError for counts that
    contradict each other.
    """
    for row in rows:
        _check(row)
    rows = sorted((row for row in rows if row.n), key=lambda row: row.theme)
    if not rows:
        return []
    counts = _Counts.of(rows)
    parts = _parts(counts)
    ruled = np.array([row.theme in RULED_THEMES and row.negative > 0 for row in rows])
    score = np.prod(parts, axis=0)
    ranks = _ranks(score, ruled)[0]
    plain = _ranks(score, np.zeros_like(ruled))[0]
    drawn = _ranks(np.prod(_parts(_resample(counts)), axis=0), ruled)
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0, method="inverted_cdf")
    order = np.argsort(ranks)
    moved = plain > ranks
    ties = _ties(drawn[:, order], moved[order])
    return [
        PriorityRow(
            theme=rows[i].theme,
            rank=place,
            score=float(score[0, i]),
            urgency=float(parts[0][0, i]),
            reach=float(parts[1][0, i]),
            severity=float(parts[2][0, i]),
            trend=float(parts[3][0, i]),
            n=rows[i].n,
            rank_low=min(int(low[i]), place),
            rank_high=max(int(high[i]), place),
            tied=ties[place - 1],
            by_rule=bool(moved[i]),
            trend_known=rows[i].previous_total > 0,
        )
        for place, i in enumerate(order.tolist(), start=1)
    ]


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts of all themes as arrays (draws, themes); urgency is (4, draws, themes)."""

    urgency: Array
    negative: Array
    angry: Array
    previous: Array
    total: Array
    previous_total: Array

    @classmethod
    def of(cls, rows: Sequence[ThemeImpact]) -> "_Counts":
        def column(values: list[int]) -> Array:
            return np.array([values], dtype=float)

        normal = [row.n - row.critical - row.high - row.low for row in rows]
        return cls(
            urgency=np.stack(
                [
                    column([row.critical for row in rows]),
                    column([row.high for row in rows]),
                    column(normal),
                    column([row.low for row in rows]),
                ]
            ),
            negative=column([row.negative for row in rows]),
            angry=column([row.angry for row in rows]),
            previous=column([row.previous_n for row in rows]),
            total=column([row.total for row in rows]),
            previous_total=column([row.previous_total for row in rows]),
        )


def _parts(counts: _Counts) -> list[Array]:
    """Urgency, reach, severity and trend, each (draws, themes) in 0…1."""
    n = counts.urgency.sum(axis=0)
    weights = np.array(list(URGENCY_WEIGHTS.values()))
    urgency = _shrunk(np.tensordot(weights, counts.urgency, axes=1), n)
    severity = _shrunk((counts.negative + counts.angry) / 2, n)
    reach = np.minimum(n / counts.total, 1.0)
    known = counts.previous_total > 0
    scale = np.divide(counts.total, counts.previous_total, out=np.ones_like(n), where=known)
    expected = np.where(known, counts.previous * scale, n)
    trend = (n + PRIOR_RECORDS) / (n + expected + 2 * PRIOR_RECORDS)
    return [urgency, reach, severity, trend]


def _shrunk(amount: Array, n: Array) -> Array:
    """amount / n per theme, pulled to the mean of all themes by PRIOR_RECORDS."""
    overall = amount.sum(axis=-1, keepdims=True) / np.maximum(n.sum(axis=-1, keepdims=True), 1)
    shrunk: Array = (amount + PRIOR_RECORDS * overall) / (n + PRIOR_RECORDS)
    return shrunk


def _resample(counts: _Counts) -> _Counts:
    """Poisson redraws of the records by urgency, binomial redraws of the complaints in them."""
    rng = np.random.default_rng(0)
    themes = counts.negative.shape[1]
    n = counts.urgency.sum(axis=0)
    urgency = rng.poisson(counts.urgency, (4, _DRAWS, themes)).astype(float)
    drawn = urgency.sum(axis=0).astype(np.int64)
    negative = rng.binomial(drawn, counts.negative / n)
    angry_share = counts.angry / np.maximum(counts.negative, 1)
    return _Counts(
        urgency=urgency,
        negative=negative.astype(float),
        angry=rng.binomial(negative, angry_share).astype(float),
        previous=rng.poisson(counts.previous, (_DRAWS, themes)).astype(float),
        total=np.broadcast_to(counts.total, drawn.shape),
        previous_total=np.broadcast_to(counts.previous_total, drawn.shape),
    )


def _ranks(scores: Array, ruled: Array) -> NDArray[np.int64]:
    """Ranks from 1 per draw, with ruled themes at RULE_PLACE at the latest."""
    free = max(0, RULE_PLACE - int(ruled.sum()))
    lead = np.broadcast_to(ruled, scores.shape).copy()
    unruled = np.flatnonzero(~ruled)
    best = np.argsort(-scores[:, unruled], axis=1, kind="stable")[:, :free]
    np.put_along_axis(lead, unruled[best], True, axis=1)
    order = np.lexsort((-scores, ~lead), axis=1)
    ranks = np.empty(scores.shape, dtype=np.int64)
    places = np.broadcast_to(np.arange(1, scores.shape[1] + 1), scores.shape)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks


def _ties(drawn: NDArray[np.int64], fixed: Array) -> list[tuple[int, int]]:
    """Groups of neighbours (columns in rank order) that the head does not lead surely.

    A theme that the rule has `fixed` at its place is tied with nobody and parts no group.
    """
    ties = [(place, place) for place in range(1, drawn.shape[1] + 1)]
    movable = np.flatnonzero(~fixed).tolist()
    while movable:
        head = movable[0]
        size = 1
        while size < len(movable):
            leads = float(np.mean(drawn[:, head] < drawn[:, movable[size]]))
            if leads >= _TIE_CONFIDENCE:
                break
            size += 1
        for column in movable[:size]:
            ties[column] = (head + 1, movable[size - 1] + 1)
        movable = movable[size:]
    return ties


def _check(row: ThemeImpact) -> None:
    fits = (
        0 <= row.angry <= row.negative <= row.n <= row.total
        and min(row.critical, row.high, row.low, row.previous_n) >= 0
        and row.critical + row.high + row.low <= row.n
        and row.previous_n <= row.previous_total
    )
    if not fits:
        raise InvalidInputError(
            f"The counts of theme {row.theme!r} contradict each other: {row}; "
            "angry <= negative <= n <= total and the urgencies within n must hold."
        )
