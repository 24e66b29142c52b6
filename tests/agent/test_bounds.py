import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.agent.question.bounds import bound_asked
from assistant.tools.arguments import BoundArg, Side


@pytest.mark.parametrize(
    ("text", "side", "value"),
    [
        ("more than 5 complaints", Side.ABOVE, 5),
        ("fewer than ten reviews", Side.BELOW, 10),
        ("at least twice", Side.AT_LEAST, 2),
        ("no more than 3 reviews", Side.AT_MOST, 3),
        ("rated below 3.5", Side.BELOW, 3.5),
        ("3 or more reviews", Side.AT_LEAST, 3),
        ("评分低于3分的商品", Side.BELOW, 3),
        ("投诉超过两次", Side.ABOVE, 2),
        ("4分以上", Side.AT_LEAST, 4),
        ("不超过10条", Side.AT_MOST, 10),
        ("products nobody complained about", Side.AT_MOST, 0),
        ("一条评价都没有的商品", Side.AT_MOST, 0),
    ],
)
def test_a_bound_is_read(text: str, side: Side, value: float) -> None:
    bound = bound_asked(text)
    assert bound is not None
    assert (bound.side, bound.value) == (side, value)
    assert bound.written in text


@pytest.mark.parametrize(
    "text", ["over 30 days", "nps", "under 3 stars", "最近不到3天", "more than last month", "2.5"]
)
def test_time_and_stars_set_no_bound(text: str) -> None:
    assert bound_asked(text) is None


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_the_sides_complete_each_other(value: float, number: float) -> None:
    held = {side: BoundArg(side=side, value=value).holds(number) for side in Side}
    assert held[Side.ABOVE] != held[Side.AT_MOST]
    assert held[Side.BELOW] != held[Side.AT_LEAST]
