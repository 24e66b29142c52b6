"""Simulated quiet series, in which every alarm is a false one."""

from datetime import date

import numpy as np

from assistant.analytics.daily import DailySeries

START = date(2024, 1, 1)
WEEK = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.8, 1.0])


def quiet(
    rng: np.random.Generator,
    days: int,
    mean: float,
    dispersion: float = 0.0,
    weekly: bool = True,
    subject: str = "delivery",
    growth: float = 0.0,
) -> DailySeries:
    """Negative binomial counts with variance mean + dispersion · mean², growing day by day."""
    rate = (
        (1 + growth) ** np.arange(days)
        * mean
        * (WEEK[np.arange(days) % 7] if weekly else np.ones(days))
    )
    if dispersion:
        rate = rate * rng.gamma(1 / dispersion, dispersion, days)
    counts = rng.poisson(rate).tolist()
    return DailySeries(kind="theme", subject=subject, start=START, counts=counts)
