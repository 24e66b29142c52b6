from dataclasses import replace

import numpy as np
import pytest

from assistant.analytics.churn import (
    REASON_POINTS,
    ChurnReason,
    ChurnRisks,
    CustomerVoice,
    CustomerVoices,
    churn_risk,
    churn_risks,
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


def test_a_fall_of_just_so_much_is_one_however_its_scores_are_rounded() -> None:
    scores = [0.63, 0.7, -0.45, -0.58, -0.5, -0.6, 0.53, -0.33]  # 0.075 and -0.225
    assert ChurnReason.GETTING_WORSE in churn_risk(CustomerVoice(scores=scores)).reasons


def risks(*each: CustomerVoice) -> ChurnRisks:
    sizes = [len(one.scores) for one in each]
    voices = CustomerVoices(
        scores=np.array([score for one in each for score in one.scores], dtype=float),
        starts=np.cumsum([0, *sizes], dtype=np.intp)[:-1],
        last_angry=np.array([one.last_angry for one in each], dtype=bool),
        last_nps=np.array([one.last_nps for one in each], dtype=float),
        complaints=np.array([one.complaints for one in each], dtype=np.intp),
    )
    return churn_risks(voices, np.array([one.unanswered for one in each], dtype=np.intp))


def test_many_customers_have_each_their_own_signal() -> None:
    everyone = [
        CustomerVoice(scores=[-0.4]),
        CustomerVoice(scores=[0.9, 0.8, -0.1, -0.3, 0.2], last_nps=6, complaints=2),
        CustomerVoice(scores=[0.1, 0.1], last_angry=True, last_nps=7),
        CustomerVoice(scores=[-0.9, -0.8, 0.6, 0.9], complaints=3, unanswered=2),
    ]
    found = risks(*everyone)
    assert [found.of(place) for place in range(4)] == [churn_risk(each) for each in everyone]


def test_the_loudest_come_first_and_equals_by_name() -> None:
    calm, loud = CustomerVoice(scores=[0.5]), CustomerVoice(scores=[-0.5])
    often = CustomerVoice(scores=[-0.5, -0.5])
    found = risks(loud, calm, loud, often, loud)
    names = ["d", "a", "c", "e", "b"]
    assert [names[place] for place in found.loudest(names, 3)] == ["e", "b", "c"]
    assert [names[place] for place in found.loudest(names, 9)] == ["e", "b", "c", "d"]
    assert risks().loudest([], 5) == []
