import math

from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.onset import burst, onset


def test_a_plain_beginning() -> None:
    found = onset([0, 0, 0, 0, 5, 6, 4], [7] * 7)
    assert found is not None
    assert (found.place, found.before, found.since) == (4, 0, 15)


def test_the_p_value_by_hand() -> None:
    """Two stretches: 2 and 18 of equal length; 2·gain = 2·(2 ln(2/7)+18 ln(18/7)-20 ln(20/14))."""
    found = onset([2, 18], [7, 7])
    assert found is not None
    gain = 2 * math.log(2 / 7) + 18 * math.log(18 / 7) - 20 * math.log(20 / 14)
    assert math.isclose(found.p_value, math.erfc(math.sqrt(gain)))


def test_a_short_stretch_is_no_fall_of_the_rate() -> None:
    """One day with 2 is as many as a week with 14."""
    assert onset([14, 14, 2], [7, 7, 1]) is None


def test_chance_and_decline_are_no_beginning() -> None:
    assert onset([3, 4, 2, 5, 3], [7] * 5) is None
    assert onset([20, 18, 2, 1], [7] * 4) is None
    assert onset([], []) is None
    assert onset([9], [7]) is None


@given(st.lists(st.integers(0, 50), min_size=2, max_size=30))
def test_there_is_more_after_than_before(counts: list[int]) -> None:
    found = onset(counts, [7] * len(counts))
    if found:
        rates = found.before / found.place, found.since / (len(counts) - found.place)
        assert rates[0] < rates[1]
        assert found.before + found.since == sum(counts)


def test_more_for_a_while_is_a_burst_and_no_beginning() -> None:
    counts = [2, 1, 2, 1, 18, 11, 1, 2, 1]
    found = burst(counts, [7] * len(counts))
    assert found is not None
    assert (found.first, found.last, found.inside, found.outside) == (4, 5, 29, 10)


def test_what_lasts_to_the_end_or_is_chance_is_no_burst() -> None:
    assert burst([0, 0, 0, 0, 9], [7] * 5) is None
    assert burst([3, 4, 2, 5, 3], [7] * 5) is None
    assert burst([], []) is None
    assert burst([5], [7]) is None


@given(st.lists(st.integers(0, 50), min_size=2, max_size=15))
def test_a_burst_is_denser_than_the_rest_and_loses_nothing(counts: list[int]) -> None:
    found = burst(counts, [7] * len(counts))
    if found:
        inside = found.last - found.first + 1
        rest = len(counts) - inside
        assert found.last < len(counts) - 1
        assert found.inside / inside > found.outside / rest
        assert found.inside == sum(counts[found.first : found.last + 1])
        assert found.inside + found.outside == sum(counts)
