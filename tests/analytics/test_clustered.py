import numpy as np
import pytest
from scipy import stats

from assistant.analytics.clustered import Cluster, clustered_mean


def test_of_single_records_it_is_student() -> None:
    values = np.array([1.0, 4, 2, 5, 5, 3, 1])
    found = clustered_mean([Cluster(1, float(value)) for value in values])
    sure = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
    assert (found.low, found.high) == pytest.approx(sure)
    assert found.n == len(values)


def test_it_agrees_with_matrices() -> None:
    """CR2 and the degrees of freedom of Bell & McCaffrey as they are written for any regression."""
    random = np.random.default_rng(1)
    sizes = [7, 1, 1, 3, 12, 2]
    who = np.repeat(np.arange(len(sizes)), sizes)
    y = random.normal(0, 1, len(sizes))[who] + random.normal(0, 1, len(who))
    n = len(y)
    hat, one = np.full((n, n), 1 / n), np.ones(n)
    rest = np.eye(n) - hat
    variance, columns = 0.0, []
    for c in range(len(sizes)):
        own = who == c
        values, vectors = np.linalg.eigh(rest[np.ix_(own, own)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        variance += float((one[own] / n @ root @ (rest @ y)[own]) ** 2)
        columns.append(rest[:, own] @ root @ one[own] / n)
    inner = np.array(columns) @ np.array(columns).T
    df = np.trace(inner) ** 2 / np.trace(inner @ inner)
    half = stats.t.ppf(0.975, df) * variance**0.5
    found = clustered_mean([Cluster(k, float(y[who == c].sum())) for c, k in enumerate(sizes)])
    assert found.value == pytest.approx(y.mean())
    assert (found.low, found.high) == pytest.approx((y.mean() - half, y.mean() + half))


@pytest.mark.parametrize("sizes", [[5] * 20, [8] * 8, [60] + [1] * 40])
def test_it_covers_where_the_plain_one_does_not(sizes: list[int]) -> None:
    random = np.random.default_rng(2)
    covered = plain = 0
    for _ in range(1_000):
        groups = [random.normal(0, 0.5) + random.normal(0, 0.8, k) for k in sizes]
        found = clustered_mean([Cluster(len(g), float(g.sum())) for g in groups])
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0 <= found.high
        values = np.concatenate(groups)
        plain += abs(values.mean()) <= 1.96 * stats.sem(values)
    assert covered / 1_000 > 0.925
    assert plain / 1_000 < 0.87


@pytest.mark.parametrize("clusters", [[Cluster(9, 3)], [Cluster(3, 3), Cluster(2, 2)]])
def test_without_a_spread_there_is_no_interval(clusters: list[Cluster]) -> None:
    found = clustered_mean(clusters)
    assert found.value is not None
    assert (found.low, found.high) == (None, None)


def test_nothing_is_nothing() -> None:
    assert clustered_mean([]).value is None
