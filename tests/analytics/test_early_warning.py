from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.early_warning import WEIGHTS, WarningRow, early_warnings
from assistant.errors import InvalidInputError

STEADY = WarningRow(
    subject="steady",
    recent=50,
    recent_total=500,
    previous=200,
    previous_total=2000,
    channels=1,
    all_channels=4,
    p_value=1.0,
)


def test_each_sign_raises_the_score() -> None:
    for worse in (
        replace(STEADY, subject="worse", previous=50),
        replace(STEADY, subject="worse", p_value=0.001),
        replace(STEADY, subject="worse", urgent=30),
        replace(STEADY, subject="worse", channels=4),
    ):
        assert [s.subject for s in early_warnings([STEADY, worse])] == ["worse", "steady"]


def test_a_steady_subject_scores_nothing_and_the_worst_nearly_all() -> None:
    assert early_warnings([STEADY])[0].score == pytest.approx(0)
    worst = WarningRow(
        subject="worst",
        recent=2000,
        recent_total=2000,
        previous=0,
        previous_total=2000,
        urgent=2000,
        channels=4,
        all_channels=4,
        p_value=0.0,
    )
    assert early_warnings([worst])[0].score == pytest.approx(100, abs=1)
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_unknown_past_is_no_growth() -> None:
    unknown = replace(STEADY, previous=0, previous_total=0, p_value=None)
    score = early_warnings([unknown])[0]
    assert (score.growth, score.surprise) == (0, 0)


def test_no_complaints_is_no_score() -> None:
    assert early_warnings([]) == []
    assert early_warnings([replace(STEADY, recent=0)]) == []


def test_contradictions_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="contradict"):
        early_warnings([replace(STEADY, urgent=51)])
    with pytest.raises(InvalidInputError, match="contradict"):
        early_warnings([replace(STEADY, recent=0, p_value=2.0)])


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 5))
def test_bounds(recent: int, previous: int, p_value: float, channels: int) -> None:
    row = WarningRow(
        subject="a",
        recent=recent,
        recent_total=10**6,
        previous=previous,
        previous_total=10**6,
        urgent=recent // 2,
        channels=channels,
        all_channels=5,
        p_value=p_value,
    )
    for score in early_warnings([row]):
        assert 0 <= score.score <= 100
        for part in (score.surprise, score.growth, score.urgency, score.spread):
            assert 0 <= part <= 1
