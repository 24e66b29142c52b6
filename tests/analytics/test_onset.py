import math

from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.onset import onset


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
