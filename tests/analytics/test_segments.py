from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.segments import (
    REASON_POINTS,
    ChurnReason,
    CustomerVoice,
    RfmSegment,
    Stage,
    churn_risk,
    lifecycle_stage,
    rfm,
)
from assistant.errors import InvalidInputError


def test_quintiles_agree_with_pandas_where_nobody_is_equal() -> None:
    rng = np.random.default_rng(1)
    recency, orders, spent = rng.permutation(100), rng.permutation(100), rng.permutation(100)
    scores = rfm(recency, orders, spent)
    assert scores.frequency.tolist() == (pd.qcut(orders, 5, labels=False) + 1).tolist()
    assert scores.monetary.tolist() == (pd.qcut(spent, 5, labels=False) + 1).tolist()
    assert scores.recency.tolist() == (5 - pd.qcut(recency, 5, labels=False)).tolist()


def test_equal_customers_get_equal_scores() -> None:
    scores = rfm([10] * 8, [1, 1, 1, 1, 1, 1, 1, 9], [5.0] * 8)
    assert set(scores.recency.tolist()) == set(scores.monetary.tolist()) == {3}
    assert scores.frequency.tolist() == [3] * 7 + [5]


def test_segments_follow_the_scores() -> None:
    segments = rfm([1, 50, 100, 200, 400], [9, 7, 5, 3, 1], [900, 700, 500, 300, 100]).segments()
    assert segments[0] is RfmSegment.CHAMPIONS
    assert segments[-1] is RfmSegment.LOST
    lapsed = rfm([400, 1, 2, 3, 4], [9, 1, 2, 3, 4], [900, 1, 2, 3, 4]).segments()
    assert lapsed[0] is RfmSegment.AT_RISK


def test_too_few_customers_are_not_cut_into_fifths() -> None:
    for n in (0, 4):
        scores = rfm([1] * n, [1] * n, [1] * n)
        assert (scores.enough, scores.n, scores.segments()) == (False, n, [])


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), min_size=5, max_size=60))
def test_bounds_and_order(customers: list[tuple[int, int, int]]) -> None:
    recency, orders, spent = (list(column) for column in zip(*customers, strict=True))
    scores = rfm(recency, orders, spent)
    for array in (scores.recency, scores.frequency, scores.monetary):
        assert set(array.tolist()) <= {1, 2, 3, 4, 5}
    by_orders = [score for _, score in sorted(zip(orders, scores.frequency, strict=True))]
    assert by_orders == sorted(by_orders)
    assert len(scores.segments()) == len(customers)


@pytest.mark.parametrize("spent", [[1, 2], [1, 2, 3, 4, -5], [1, 2, 3, 4, float("nan")]])
def test_broken_columns_are_refused(spent: list[float]) -> None:
    with pytest.raises(InvalidInputError, match="spent"):
        rfm([1] * 5, [1] * 5, spent)


@pytest.mark.parametrize(
    ("orders", "silence", "stage"),
    [
        (0, None, Stage.NO_ORDERS),
        (1, 40, Stage.NEW),
        (4, 45, Stage.ACTIVE),
        (4, 80, Stage.COOLING),
        (1, 180, Stage.DORMANT),
        (9, 181, Stage.LOST),
    ],
)
def test_lifecycle_in_usual_gaps(orders: int, silence: float | None, stage: Stage) -> None:
    assert lifecycle_stage(orders, silence, 30) is stage


def test_impossible_customers_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="gap"):
        lifecycle_stage(3, 10, 0)
    with pytest.raises(InvalidInputError, match="Sentiment"):
        churn_risk(CustomerVoice(scores=[2.0]))


def test_churn_signs_add_up_and_are_named() -> None:
    content = CustomerVoice(scores=[0.5, 0.6, 0.4, 0.7])
    assert churn_risk(content).value == 0
    leaving = CustomerVoice(
        scores=[0.8, 0.6, -0.5, -0.9], last_angry=True, last_nps=2, complaints=3, unanswered=1
    )
    risk = churn_risk(leaving)
    assert risk.value == 100
    assert set(risk.reasons) == set(ChurnReason) - {ChurnReason.NEGATIVE_LAST}
    calmer = churn_risk(replace(leaving, last_angry=False))
    assert calmer.value == 100 - REASON_POINTS[ChurnReason.ANGRY_LAST] + 15


def test_no_feedback_is_no_signal_not_no_risk() -> None:
    risk = churn_risk(CustomerVoice(scores=[]))
    assert (risk.value, risk.reasons, risk.n) == (None, (), 0)


def test_one_bad_word_is_no_decline() -> None:
    risk = churn_risk(CustomerVoice(scores=[0.9, -0.9]))
    assert risk.reasons == (ChurnReason.NEGATIVE_LAST,)
