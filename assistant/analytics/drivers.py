"""What moves the score: a regression on the themes that says how sure it is of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.comparison import adjust_benjamini_hochberg
from assistant.analytics.distributions import two_sided_p
from assistant.analytics.intervals import ALPHA, Estimate, normal_quantile
from assistant.analytics.theme_sets import Outcome, ScoreTable, ThemeSetRow, score_table
from assistant.models import SMALL_SAMPLE

__all__ = ["MIN_RECORDS", "Driver", "DriverResult", "NoFit", "drivers"]

MIN_RECORDS = 10
"""A theme needs so many scored records with it, and as many without it, to be judged."""

RIDGE = 1.0
"""The penalty on standardised factors, in records: next to nothing unless factors coincide."""

_SINGULAR = 1e-9

Array = NDArray[Any]


class NoFit(StrEnum):
    """Why there is no regression."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    CONSTANT_SCORE = "constant_score"
    NO_FACTORS = "no_factors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One theme's part in the score.

    `effect` is the change of the score (points) where the theme is present, all other themes
    equal, with its 95 % interval and n, the scored records that have it. `standardised` is the
    same in standard deviations. `weight` is its share 0…1 of the explained variance (relative
    weight). `vif` is the variance inflation factor, None where others determine the theme
    completely. `p_value` is corrected for the number of themes.
    """

    theme: str
    effect: Estimate
    standardised: float
    weight: float
    vif: float | None
    p_value: float
    significant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverResult:
    """The drivers, heaviest first; `reason` says why there are none.

    `r_squared` is the explained share of the variance, `left_out` the themes with too few
    records to be judged, n the scored records.
    """

    drivers: tuple[Driver, ...]
    r_squared: float | None
    n: int
    left_out: tuple[str, ...] = ()
    reason: NoFit | None = None


def drivers(rows: Sequence[ThemeSetRow], outcome: Outcome = Outcome.MEAN) -> DriverResult:
    """Regress the score on the presence of each theme.

    Ridge regression (A. Hoerl & R. Kennard 1970, Technometrics 12, 55-67) on standardised 0/1
    factors with a penalty of one record: light enough to leave intervals honest, enough to
    split the effect of themes that always come together. Intervals: the sandwich covariance,
    which lets each theme set have its own spread (H. White 1980, Econometrica 48, 817-838, with
    the n/(n-k) correction). Weights: J. Johnson (2000), Multivariate Behavioral Research 35,
    1-19, the closed form next to the Shapley value of R². p values by Benjamini-Hochberg.
    Under 30 scored records, a constant score, or no theme that can be judged: no fit, and the
    reason. An association is no proof of a cause.
    """
    table = score_table(rows, outcome)
    names = sorted({theme for row in rows for theme in row.themes})
    presence = np.array([[t in row.themes for t in names] for row in rows], dtype=float)
    presence = presence.reshape(len(rows), len(names))
    having = table.sizes @ presence
    kept = np.minimum(having, table.n - having) >= MIN_RECORDS
    left_out = tuple(name for name, keep in zip(names, kept, strict=True) if not keep)
    reason = _no_fit(table, int(kept.sum()))
    if reason:
        return DriverResult(drivers=(), r_squared=None, n=table.n, left_out=left_out, reason=reason)
    fit = _fit(presence[:, kept], table)
    judged = [name for name, keep in zip(names, kept, strict=True) if keep]
    found = _drivers(judged, having[kept], fit)
    found.sort(key=lambda driver: (-driver.weight, driver.theme))
    return DriverResult(drivers=tuple(found), r_squared=fit.r_squared, n=table.n, left_out=left_out)


def _no_fit(table: ScoreTable, factors: int) -> NoFit | None:
    if table.n == 0:
        return NoFit.NO_DATA
    if table.n < max(SMALL_SAMPLE, factors + 2):
        return NoFit.TOO_FEW
    if table.total_squares <= _SINGULAR * max(1.0, float(table.squares.sum())):
        return NoFit.CONSTANT_SCORE
    return None if factors else NoFit.NO_FACTORS


@dataclass(frozen=True, slots=True)
class _Fit:
    """Effects and their errors in points, and what the tables show beside them."""

    effects: Array
    errors: Array
    standardised: Array
    weights: Array
    vif: Array
    r_squared: float


def _fit(presence: Array, table: ScoreTable) -> _Fit:
    n, factors = table.n, presence.shape[1]
    means = table.sizes @ presence / n
    spread = np.sqrt(means * (1 - means))
    x = (presence - means) / spread
    y = table.sums - table.sizes * table.mean
    correlation = (x.T * table.sizes) @ x / n
    inverse = np.linalg.inv(correlation + RIDGE / n * np.eye(factors)) / n
    slopes = inverse @ (x.T @ y)
    predicted = x @ slopes
    centred = table.squares - 2 * table.mean * table.sums + table.sizes * table.mean**2
    residuals = np.maximum(0.0, centred - 2 * predicted * y + table.sizes * predicted**2)
    # The intercept's own error does not touch the slopes: the factors are centred.
    meat = (x.T * residuals) @ x * n / (n - factors - 1)
    errors = np.sqrt(np.diag(inverse @ meat @ inverse))
    deviation = np.sqrt(table.total_squares / n)
    weights = _relative_weights(correlation, x.T @ y / (n * deviation))
    return _Fit(
        effects=slopes / spread,
        errors=errors / spread,
        standardised=slopes / deviation,
        weights=weights,
        vif=_vif(correlation),
        r_squared=float(np.clip(1 - residuals.sum() / table.total_squares, 0, 1)),
    )


def _relative_weights(correlation: Array, with_score: Array) -> Array:
    """Johnson's weights as shares of their sum; zeros where nothing is explained."""
    values, vectors = np.linalg.eigh(correlation)
    root = np.sqrt(np.maximum(values, 0))
    inverse_root = np.divide(1, root, out=np.zeros_like(root), where=values > _SINGULAR)
    loadings = (vectors * root) @ vectors.T
    betas = (vectors * inverse_root) @ vectors.T @ with_score
    weights = loadings**2 @ betas**2
    total = weights.sum()
    return np.asarray(weights / total if total > 0 else weights)


def _vif(correlation: Array) -> Array:
    """Variance inflation factors; infinite for factors that others determine."""
    values, vectors = np.linalg.eigh(correlation)
    shares = vectors**2
    null = values <= _SINGULAR
    vif = shares[:, ~null] @ (1 / values[~null])
    vif[shares[:, null].sum(axis=1) > _SINGULAR] = np.inf
    return np.asarray(vif)


def _drivers(names: list[str], having: Array, fit: _Fit) -> list[Driver]:
    z = normal_quantile()
    raw = [
        two_sided_p(effect / error) if error > 0 else 1.0
        for effect, error in zip(fit.effects.tolist(), fit.errors.tolist(), strict=True)
    ]
    adjusted = adjust_benjamini_hochberg(raw)
    found = []
    for i, name in enumerate(names):
        effect, half = float(fit.effects[i]), z * float(fit.errors[i])
        found.append(
            Driver(
                theme=name,
                effect=Estimate(effect, effect - half, effect + half, int(having[i])),
                standardised=float(fit.standardised[i]),
                weight=float(fit.weights[i]),
                vif=float(fit.vif[i]) if np.isfinite(fit.vif[i]) else None,
                p_value=adjusted[i],
                significant=adjusted[i] < ALPHA,
            )
        )
    return found
