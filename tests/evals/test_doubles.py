"""Near-doubles of what judges."""

import pytest

from evals.training.doubles import near_doubles

JUDGING = ["杯子拿到手就漏水，客服三天都没有回我。", "好"]


@pytest.mark.parametrize(
    "text",
    [
        "杯子拿到手就漏水,客服三天都没有回我",
        "标题：失望。杯子拿到手就漏水，客服三天都没有回我。",
        "杯子拿到手就漏水，客服三天都没有回我，太气人了，以后再也不来你们家买东西了",
        "好！",
    ],
)
def test_what_judges_is_found_again_in_other_dress(text: str) -> None:
    assert near_doubles([text], JUDGING) == {text}


@pytest.mark.parametrize("text", ["杯子不漏水", "客服三天都没有回我", "好用", ""])
def test_what_says_something_else_may_be_learned(text: str) -> None:
    assert near_doubles([text], JUDGING) == set()


def test_nothing_is_near_where_nothing_judges() -> None:
    assert near_doubles(["杯子拿到手就漏水"], []) == set()
