"""How a product stands among the others: a grade, its parts, and what is in trouble and why."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.analytics.comparison import (
    Difference,
    Verdict,
    correct_family,
    difference_of_proportions,
)
from assistant.analytics.intervals import Estimate, wilson
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE

__all__ = ["Grade", "Part", "ProductHealth", "ProductRow", "grade_products"]

LEAST_SPREAD = 0.02
"""Products whose shares truly differ by less than two points are all fair."""

_BOUNDS = ((1.5, "excellent"), (0.5, "good"), (-0.5, "fair"), (-1.5, "poor"))


class Grade(StrEnum):
    """A product's health beside the others."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    VERY_POOR = "very_poor"
    NOT_ENOUGH = "not_enough_feedback"
    NO_COMPARISON = "no_comparison"


class Part(StrEnum):
    """What the grade is made of: shares of which less is better."""

    NEGATIVE = "negative"
    DEFECTS = "defects"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """One product from a group-by.

    n feedback, of it `negative` and `urgent` (critical or high); `defect_orders` are the orders
    with a complaint that blames the shop or product, of `orders` (0: unknown).
    """

    product: str
    n: int
    negative: int
    urgent: int = 0
    defect_orders: int = 0
    orders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductHealth:
    """A product's grade.

    `score` is the mean over the parts of how many true standard deviations the product stands
    better (+) than the average product, after shrinkage; None without a grade. `parts` are the
    shares 0…1 with Wilson intervals; `reasons` the parts that are surely worse than those of all
    other products together, worst first. `in_trouble`: poor or very poor, with a reason; where no
    other product can be graded a reason alone.
    """

    product: str
    grade: Grade
    score: float | None
    parts: dict[Part, Estimate]
    reasons: tuple[Part, ...]
    n: int

    @property
    def in_trouble(self) -> bool:
        graded = (Grade.POOR, Grade.VERY_POOR, Grade.NO_COMPARISON)
        return self.grade in graded and bool(self.reasons)


def grade_products(rows: Sequence[ProductRow], minimum: int = SMALL_SAMPLE) -> list[ProductHealth]:
    """Grade each product against the others, worst first; those without a grade come last.

    Each part's share is shrunk to the mean of all products by w = τ² / (τ² + μ(1-μ)/n), with τ²
    the spread between products beyond chance by the method of moments (empirical Bayes; J. Kleinman
    1973, JASA 68, 46-54), then counted in τ from the mean. The mean over the parts is graded at
    ±0.5 and ±1.5. τ is at least two points, so that trifles in huge samples are no bad grade.
    Reasons: two proportions against all other products, Benjamini-Hochberg over all tests.
    Below `minimum` records: "not enough feedback", yet part of the others; a single product above
    it: "no comparison", with its reasons.
    """
    for row in rows:
        _check(row)
    compared = [row for row in rows if row.n >= minimum]
    scores = _scores(compared) if len(compared) > 1 else {}
    reasons = _reasons(compared, rows)
    found = [_health(row, minimum, scores, reasons) for row in rows]
    return sorted(found, key=lambda h: (h.score is None, h.score or 0.0, h.product))


def _health(
    row: ProductRow,
    minimum: int,
    scores: dict[str, float],
    reasons: dict[str, tuple[Part, ...]],
) -> ProductHealth:
    score = scores.get(row.product)
    if row.n < minimum:
        grade = Grade.NOT_ENOUGH
    elif score is None:
        grade = Grade.NO_COMPARISON
    else:
        grade = next((Grade(name) for bound, name in _BOUNDS if score >= bound), Grade.VERY_POOR)
    return ProductHealth(
        product=row.product,
        grade=grade,
        score=score,
        parts={part: wilson(*_counts(row, part)) for part in Part},
        reasons=reasons.get(row.product, ()),
        n=row.n,
    )


def _counts(row: ProductRow, part: Part) -> tuple[int, int]:
    if part is Part.NEGATIVE:
        return row.negative, row.n
    return (row.urgent, row.n) if part is Part.URGENT else (row.defect_orders, row.orders)


def _scores(rows: Sequence[ProductRow]) -> dict[str, float]:
    """Product -> mean standing over the parts that are known."""
    standings: dict[str, list[float]] = {row.product: [] for row in rows}
    for part in Part:
        known = [(row.product, *_counts(row, part)) for row in rows]
        known = [(product, bad, n) for product, bad, n in known if n > 0]
        if len(known) < 2:
            continue
        total = sum(n for _, _, n in known)
        mean = sum(bad for _, bad, _ in known) / total
        noise = mean * (1 - mean)
        excess = sum(n * (bad / n - mean) ** 2 for _, bad, n in known) - (len(known) - 1) * noise
        spread = max(0.0, excess / (total - sum(n * n for _, _, n in known) / total))
        scale = max(LEAST_SPREAD, math.sqrt(spread))
        for product, bad, n in known:
            weight = spread / (spread + noise / n) if spread else 0.0
            standings[product].append(weight * (mean - bad / n) / scale)
    return {product: sum(z) / len(z) for product, z in standings.items() if z}


def _reasons(
    rows: Sequence[ProductRow], every: Sequence[ProductRow]
) -> dict[str, tuple[Part, ...]]:
    """Product -> the parts that are surely worse than in all others of `every` together, the
    largest gap first; what alone is too little for a grade counts among the others."""
    keys: list[tuple[str, Part]] = []
    family: list[Difference] = []
    for part in Part:
        counts = [_counts(row, part) for row in rows]
        everything = [_counts(row, part) for row in every]
        all_bad, all_n = sum(bad for bad, _ in everything), sum(n for _, n in everything)
        for row, (bad, n) in zip(rows, counts, strict=True):
            keys.append((row.product, part))
            family.append(difference_of_proportions(bad, n, all_bad - bad, all_n - n))
    worse: dict[str, list[tuple[float, Part]]] = {}
    for (product, part), d in zip(keys, correct_family(family), strict=True):
        if d.verdict is Verdict.UP:
            worse.setdefault(product, []).append((-(d.value or 0.0), part))
    return {product: tuple(part for _, part in sorted(found)) for product, found in worse.items()}


def _check(row: ProductRow) -> None:
    if not (
        0 <= row.negative <= row.n
        and 0 <= row.urgent <= row.n
        and 0 <= row.defect_orders <= row.orders
    ):
        raise InvalidInputError(
            f"The counts of product {row.product!r} contradict each other: {row}; negative and "
            "urgent must be within n, defect_orders within orders."
        )
