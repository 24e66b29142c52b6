from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from assistant.analytics.backtest import backtest
from assistant.analytics.daily import DailySeries
from tests.analytics.quiet import START, quiet


def day(index: int) -> date:
    return START + timedelta(days=index)


def planted() -> DailySeries:
    series = quiet(np.random.default_rng(1), 120, 10)
    counts = list(series.counts)
    counts[60:64] = [35, 50, 70, 45]
    counts[100] = 60
    return replace(series, counts=counts)


def test_alerts_close_to_each_other_are_one_episode_with_a_lead() -> None:
    first, second = backtest([planted()]).episodes
    assert (first.first, first.last, first.alerts) == (day(60), day(63), 4)
    assert (first.peak, first.lead_days) == (day(62), 2)
    assert first.worst.observed == 70
    assert (second.first, second.lead_days) == (day(100), 0)


def test_the_stated_rate_is_counted_over_the_days_tested() -> None:
    replay = backtest([planted()])
    assert replay.tested == 115
    assert replay.expected_false_alarms == pytest.approx(12 * 115 / 365.25)


def test_a_safety_term_makes_an_episode_without_a_test() -> None:
    term = DailySeries(kind="word", subject="fire", start=START, counts=[0, 1, 0], safety=True)
    replay = backtest([term])
    assert len(replay.episodes) == 1
    assert replay.tested == 0


def test_nothing_to_replay() -> None:
    replay = backtest([])
    assert (replay.episodes, replay.tested, replay.expected_false_alarms) == ((), 0, 0)
