from collections import Counter

import numpy as np
import pytest
import statsmodels.api as sm

from assistant.analytics.decomposition import decompose
from assistant.analytics.drivers import NoFit
from assistant.analytics.theme_sets import Outcome, ThemeSetRow

EFFECTS = {"delivery": -1.2, "payment": -0.6, "packaging": 0.0}


def drawn(seed: int, n: int, shares: dict[str, float]) -> list[ThemeSetRow]:
    """Ratings 1-5 whose mean falls by EFFECTS where a theme is present."""
    rng = np.random.default_rng(seed)
    counts: dict[frozenset[str], Counter[float]] = {}
    for _ in range(n):
        themes = frozenset(t for t, share in shares.items() if rng.random() < share)
        mean = 4.2 + sum(EFFECTS[t] for t in themes)
        rating = float(np.clip(round(mean + rng.normal(0, 0.9)), 1, 5))
        counts.setdefault(themes, Counter())[rating] += 1
    return [ThemeSetRow(themes=t, counts=dict(c), negative=t) for t, c in counts.items()]


BEFORE = {"delivery": 0.15, "payment": 0.2, "packaging": 0.2}
NOW = {"delivery": 0.45, "payment": 0.2, "packaging": 0.4}


def test_the_planted_cause_has_the_largest_supported_part() -> None:
    found = decompose(drawn(1, 700, NOW), drawn(2, 700, BEFORE))
    first = found.parts[0]
    assert first.theme == "delivery"
    assert first.supported
    assert first.part.value == pytest.approx(-1.1 * 0.3, abs=0.1)
    by_theme = {part.theme: part for part in found.parts}
    assert by_theme["packaging"].change.significant
    assert not by_theme["packaging"].supported
    assert not by_theme["payment"].supported
    assert found.rest == pytest.approx(0, abs=0.12)


def test_parts_and_rest_make_the_whole() -> None:
    for seed in range(5):
        now, before = drawn(seed, 200, NOW), drawn(seed + 50, 150, BEFORE)
        found = decompose(now, before)
        parts = sum(part.part.value or 0 for part in found.parts)
        assert found.total is not None
        assert found.rest is not None
        assert parts + found.rest == pytest.approx(found.total)


def test_parts_agree_with_a_pooled_regression_of_statsmodels() -> None:
    now, before = drawn(3, 900, NOW), drawn(4, 900, BEFORE)
    x, y = [], []
    for period, rows in ((1.0, now), (0.0, before)):
        for row in rows:
            for rating, n in row.counts.items():
                x += [[*(float(t in row.themes) for t in EFFECTS), period]] * n
                y += [rating] * n
    design = np.array(x)
    slopes = sm.OLS(y, sm.add_constant(design)).fit().params[1:4]
    moved = design[design[:, 3] == 1].mean(axis=0) - design[design[:, 3] == 0].mean(axis=0)
    wanted = dict(zip(EFFECTS, slopes * moved[:3], strict=True))
    for part in decompose(now, before).parts:
        assert part.part.value == pytest.approx(wanted[part.theme], abs=2e-3)


def test_the_interval_of_a_part_covers_the_truth() -> None:
    """The true part of delivery: its effect on the rounded, cut scale times the true change."""
    large = decompose(drawn(900, 15_000, NOW), drawn(901, 15_000, BEFORE))
    truth = next(p.effect.value for p in large.parts if p.theme == "delivery")
    assert truth is not None
    hits = 0
    for seed in range(120):
        found = decompose(drawn(seed, 250, NOW), drawn(seed + 1000, 250, BEFORE))
        part = next(p.part for p in found.parts if p.theme == "delivery")
        assert part.low is not None
        assert part.high is not None
        hits += part.low <= truth * 0.3 <= part.high
    assert 0.9 <= hits / 120 <= 0.99


def test_without_a_cause_nothing_is_supported_more_often_than_stated() -> None:
    told = sum(
        any(
            part.supported
            for part in decompose(drawn(s, 200, BEFORE), drawn(s + 500, 200, BEFORE)).parts
        )
        for s in range(100)
    )
    assert told <= 5


def test_nps_is_in_points() -> None:
    now = [ThemeSetRow(frozenset({"delivery"}), {0: 40}), ThemeSetRow(frozenset(), {10: 40})]
    before = [ThemeSetRow(frozenset({"delivery"}), {0: 12}), ThemeSetRow(frozenset(), {10: 68})]
    found = decompose(now, before, Outcome.NPS)
    assert found.total == pytest.approx(-70)
    assert found.parts[0].part.value == pytest.approx(-70, abs=3)


def test_nothing_and_little_are_said() -> None:
    rows = drawn(1, 60, NOW)
    assert decompose([], rows).total is None
    assert decompose(rows, []).reason is NoFit.NO_DATA
    few = decompose(drawn(1, 8, NOW), rows)
    assert few.parts == ()
    assert few.reason is NoFit.TOO_FEW
    assert few.rest == few.total
    constant = [ThemeSetRow(frozenset({"delivery"}), {5.0: 40})]
    assert decompose(constant, constant).reason is NoFit.CONSTANT_SCORE
