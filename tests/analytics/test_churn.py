from dataclasses import replace

import pytest

from assistant.analytics.churn import (
    REASON_POINTS,
    ChurnReason,
    CustomerVoice,
    churn_risk,
    halves,
)
from assistant.errors import InvalidInputError


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


def test_scores_off_the_scale_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="Sentiment"):
        churn_risk(CustomerVoice(scores=[2.0]))


def test_the_middle_of_an_odd_number_belongs_to_no_half() -> None:
    assert halves([0.2, 0.4, 0.9, -0.2, -0.4]) == pytest.approx((0.3, -0.3))
    assert halves([0.2, 0.4, 0.9]) is None
