from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from assistant.analytics.backtest import Event, backtest
from assistant.analytics.daily import DailySeries
from assistant.errors import InvalidInputError
from tests.analytics.quiet import START, quiet


def day(index: int) -> date:
    return START + timedelta(days=index)


def planted() -> DailySeries:
    series = quiet(np.random.default_rng(1), 120, 10)
    counts = list(series.counts)
    counts[60:64] = [35, 50, 70, 45]
    counts[100] = 60
    return replace(series, counts=counts)


def event(first: int, last: int) -> Event:
    at = START + timedelta(days=first)
    return Event("theme", "delivery", at, START + timedelta(days=last))


def test_alerts_close_to_each_other_are_one_episode_with_a_lead() -> None:
    first, second = backtest([planted()]).episodes
    assert (first.first, first.last, first.alerts) == (day(60), day(63), 4)
    assert (first.peak, first.lead_days) == (day(62), 2)
    assert first.worst.observed == 70
    assert (second.first, second.lead_days) == (day(100), 0)


def test_hits_false_alarms_misses_and_delays_against_known_events() -> None:
    replay = backtest([planted()], [event(59, 65), event(20, 22)])
    assert (replay.hits, replay.false_alarms) == (1, 1)
    assert replay.missed == (event(20, 22),)
    assert replay.delays == (1,)


def test_an_alert_shortly_before_the_event_is_a_hit() -> None:
    replay = backtest([planted()], [event(62, 65), event(105, 106)])
    assert replay.hits == 1
    assert replay.delays == (-2,)
    assert replay.missed == (event(105, 106),)


def test_without_events_nothing_is_called_false() -> None:
    replay = backtest([planted()])
    for unknown in (replay.hits, replay.false_alarms, replay.missed, replay.delays):
        assert unknown is None
    assert replay.expected_false_alarms == pytest.approx(12 * 115 / 365.25)


def test_safety_terms_are_no_false_alarms() -> None:
    term = DailySeries(kind="word", subject="fire", start=START, counts=[0, 1, 0], safety=True)
    replay = backtest([term], [])
    assert len(replay.episodes) == 1
    assert (replay.hits, replay.false_alarms) == (0, 0)


def test_nothing_to_replay() -> None:
    replay = backtest([])
    assert (replay.episodes, replay.tested, replay.expected_false_alarms) == ((), 0, 0)


def test_reversed_events_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="ends on"):
        backtest([planted()], [event(30, 20)])
