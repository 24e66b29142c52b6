import csv
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from assistant.analytics.daily import DailySeries
from assistant.analytics.surges import MIN_HISTORY, Scan, scan
from assistant.errors import InvalidInputError
from assistant.models import Urgency
from tests.analytics.quiet import START, quiet

TWEETS = Path(__file__).parents[2] / "../shared/data/tweets_en_airline.csv"


def days_of(found: Scan) -> list[date]:
    return [surge.day for surge in found.surges]


def with_count(series: DailySeries, day: int, count: int) -> DailySeries:
    counts = list(series.counts)
    counts[day] = count
    return replace(series, counts=counts)


@pytest.mark.parametrize("dispersion", [0.0, 0.1, 0.3])
@pytest.mark.parametrize(("days", "copies"), [(12, 40), (365, 2)])
def test_quiet_years_alarm_no_more_than_stated(dispersion: float, days: int, copies: int) -> None:
    rng = np.random.default_rng(int(dispersion * 10) + days)
    means = [0.3, 1, 4, 15, 60, 300] * 5
    alarms, expected = 0, 0.0
    for _ in range(copies):
        series = [quiet(rng, days, m, dispersion, subject=str(i)) for i, m in enumerate(means)]
        found = scan(series)
        alarms += len(found.surges)
        expected += found.expected_false_alarms
    # Poisson noise of the simulation itself: the stated number and two of its deviations.
    assert alarms <= expected + 2 * np.sqrt(expected)


def test_a_growing_shop_alarms_no_more_than_stated() -> None:
    rng = np.random.default_rng(10)
    alarms, expected = 0, 0.0
    for _ in range(3):
        series = [
            quiet(rng, 365, mean, 0.05, subject=str(i), growth=0.003)
            for i, mean in enumerate([1, 4, 15, 60] * 5)
        ]
        found = scan(series)
        alarms += len(found.surges)
        expected += found.expected_false_alarms
    assert alarms <= expected + 2 * np.sqrt(expected)


def test_the_stated_number_is_the_rate_over_all_series() -> None:
    rng = np.random.default_rng(1)
    series = [quiet(rng, 371, 5, subject=str(i)) for i in range(10)]
    found = scan(series, false_alarms_per_year=4)
    assert found.tested == 10 * (371 - MIN_HISTORY)
    assert found.expected_false_alarms == pytest.approx(4, abs=0.05)


def test_finds_a_planted_surge_on_its_day_and_only_there() -> None:
    series = with_count(quiet(np.random.default_rng(2), 90, 10), 70, 40)
    found = scan([series], false_alarms_per_year=1)
    assert days_of(found) == [START + timedelta(days=70)]
    surge = found.surges[0]
    assert surge.observed == 40
    assert surge.expected == pytest.approx(10, abs=4)
    assert surge.severity is Urgency.HIGH
    assert surge.history == 56


def test_an_old_surge_does_not_hide_a_new_one() -> None:
    series = quiet(np.random.default_rng(3), 90, 10)
    for day in (60, 61):
        series = with_count(series, day, 120)
    assert START + timedelta(days=75) in days_of(scan([with_count(series, 75, 40)]))


def test_busy_weekdays_are_no_surge_and_a_busy_calm_day_is() -> None:
    counts = [30 if day % 7 == 0 else 5 for day in range(85)]
    mondays = DailySeries(kind="theme", subject="a", start=START, counts=counts)
    assert scan([mondays], first=START + timedelta(days=28)).surges == ()
    tuesday = with_count(mondays, 78, 30)
    assert days_of(scan([tuesday], first=START + timedelta(days=28))) == [
        START + timedelta(days=78)
    ]


def test_with_totals_a_busy_day_is_no_surge() -> None:
    rng = np.random.default_rng(4)
    totals = [200] * 59 + [800]
    counts = [int(rng.binomial(n, 0.1)) for n in totals]
    plain = DailySeries(kind="theme", subject="a", start=START, counts=counts)
    assert scan([plain]).surges
    assert not scan([replace(plain, totals=totals)]).surges


def test_short_histories_are_said_and_five_days_suffice() -> None:
    four = DailySeries(kind="theme", subject="a", start=START, counts=[10, 9, 11, 10, 90])
    found = scan([four])
    assert (found.surges, found.tested) == ((), 0)
    assert found.not_enough_history == (("theme", "a"),)
    five = replace(four, counts=[10, 9, 11, 10, 10, 90])
    found = scan([five])
    assert days_of(found) == [START + timedelta(days=5)]
    assert found.not_enough_history == ()


def test_a_first_day_that_is_not_whole_is_left_out() -> None:
    counts = [1, 100, 96, 104, 99, 101, 190]
    assert scan([DailySeries(kind="theme", subject="a", start=START, counts=counts)]).surges


def test_one_safety_term_is_an_alert_even_without_history() -> None:
    term = DailySeries(kind="word", subject="电池爆炸", start=START, counts=[0, 1], safety=True)
    found = scan([term])
    assert days_of(found) == [START + timedelta(days=1)]
    surge = found.surges[0]
    assert surge.severity is Urgency.CRITICAL
    assert surge.expected is surge.p_value is None
    assert found.tested == 0
    assert found.not_enough_history == ()


def test_two_mentions_of_something_new_are_no_surge_and_ten_are() -> None:
    silent = DailySeries(kind="word", subject="zip", start=START, counts=[0] * 60 + [2])
    assert not scan([silent]).surges
    assert scan([with_count(silent, 60, 10)]).surges


def test_a_surge_tells_when_its_run_began() -> None:
    series = quiet(np.random.default_rng(5), 60, 10)
    for day in (57, 58, 59):
        series = with_count(series, day, 60)
    last = START + timedelta(days=59)
    found = scan([series], last - timedelta(days=14), last)
    assert [surge.day for surge in found.surges] == [last - timedelta(days=n) for n in (2, 1, 0)]
    assert {surge.first_seen for surge in found.surges} == {START + timedelta(days=57)}


def test_worst_first() -> None:
    rng = np.random.default_rng(6)
    small = with_count(quiet(rng, 60, 10, subject="small"), 59, 30)
    large = with_count(quiet(rng, 60, 10, subject="large"), 59, 90)
    term = DailySeries(kind="word", subject="fire", start=START, counts=[0] * 59 + [1], safety=True)
    last = START + timedelta(days=59)
    found = scan([small, large, term], last, last)
    assert {s.severity for s in found.surges[:2]} == {Urgency.CRITICAL}
    assert found.surges[-1].subject == "small"


def test_each_day_knows_only_the_days_before_it() -> None:
    series = quiet(np.random.default_rng(7), 120, 8, 0.1)
    whole = scan([series, with_count(series, 80, 50)], false_alarms_per_year=365)
    until = START + timedelta(days=80)
    cut = [replace(s, counts=s.counts[:81]) for s in (series, with_count(series, 80, 50))]
    assert [s for s in whole.surges if s.day <= until] == list(
        scan(cut, false_alarms_per_year=365).surges
    )


def test_series_that_begin_later_are_not_judged_by_days_before_they_were() -> None:
    old = quiet(np.random.default_rng(8), 60, 10)
    young = DailySeries(
        kind="theme", subject="young", start=START + timedelta(days=57), counts=[40, 40, 40]
    )
    found = scan([old, young])
    assert ("theme", "young") in found.not_enough_history
    assert not any(s.subject == "young" for s in found.surges)


def test_nothing_to_scan() -> None:
    for series in ([], [DailySeries(kind="theme", subject="a", start=START, counts=[])]):
        found = scan(series)
        assert (found.surges, found.tested, found.not_enough_history) == ((), 0, ())


@pytest.mark.parametrize("rate", [0, -1, 400])
def test_impossible_rates_are_refused(rate: float) -> None:
    with pytest.raises(InvalidInputError, match="false alarms"):
        scan([], false_alarms_per_year=rate)


@pytest.mark.parametrize(("counts", "totals"), [([-1], None), ([1, 2], [3]), ([5], [4])])
def test_broken_series_are_refused(counts: list[int], totals: list[int] | None) -> None:
    series = DailySeries(kind="theme", subject="a", start=START, counts=counts, totals=totals)
    with pytest.raises(InvalidInputError, match="theme 'a'"):
        scan([series])


def tweets() -> list[tuple[date, str]]:
    with TWEETS.open(encoding="utf-8", newline="") as file:
        return [
            (datetime.strptime(row["tweet_created"], "%m/%d/%Y %H:%M").date(), row["text"].lower())
            for row in csv.DictReader(file)
        ]


def word_series(
    rows: list[tuple[date, str]], words: tuple[str, ...], shares: bool
) -> list[DailySeries]:
    start, end = min(day for day, _ in rows), max(day for day, _ in rows)
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    everything = Counter(day for day, _ in rows)
    totals = [everything[day] for day in days] if shares else None
    found = []
    for word in words:
        by_day = Counter(day for day, text in rows if word in text)
        counts = [by_day[day] for day in days]
        found.append(
            DailySeries(kind="word", subject=word, start=start, counts=counts, totals=totals)
        )
    return found


@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.skipif(not TWEETS.exists(), reason="needs the shared data beside the clone")
def test_cancelled_flights_are_found_on_their_day_and_not_in_shuffled_copies(shares: bool) -> None:
    rows = tweets()
    words = ("cancel", "delay", "bag", "phone", "seat", "refund", "thank", "rude", "app", "crew")
    found = scan(word_series(rows, words, shares))
    assert [(s.subject, s.day) for s in found.surges] == [("cancel", date(2015, 2, 21))]
    rng = np.random.default_rng(9)
    alarms, expected = 0, 0.0
    for _ in range(60):
        texts = [rows[i][1] for i in rng.permutation(len(rows))]
        shuffled = [(day, text) for (day, _), text in zip(rows, texts, strict=True)]
        copy = scan(word_series(shuffled, words, shares))
        alarms += len(copy.surges)
        expected += copy.expected_false_alarms
    assert alarms <= expected
