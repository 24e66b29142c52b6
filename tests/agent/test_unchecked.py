"""What may be seen of a text before it is checked."""

import pytest

from assistant.agent.checking.unchecked import without_claims


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("Your NPS is 12.5 from 8 ans", "Your NPS is … from … "),
        ("It fell by -3,2 %, as of 2026-03-13 at", "It fell by …, as of … "),
        ("净推荐值是１２．５％，共", "净推荐值是…，共"),
        ("So a third of ", "So … of "),
        ("Most, thirty-", "Most, …-"),
        ("Most, thirty-two customers wait", "Most, … customers "),
        ("本周有十二", "本周有"),
        ("本周有十二条投诉，约三成", "本周有…投诉，约"),
        ("一些客户", "一些客户"),
        ('One wrote "never aga', "One wrote …"),
        ("One wrote “never again” [R-1] and left", "One wrote … … and "),
        ("有人说「再也不买", "有人说…"),
        ("See ![x](http://evil.example/y.png) now ", "See …(… now "),
        ("Go to www.evil.example now ", "Go to … now "),
        ("<think>The NPS is", ""),
        ("<think>The NPS is 9.</think> Late parcels ", "Late parcels "),
        ('Let me look: {"name": "nps"', "Let me look: "),
        ("```json", ""),
    ],
)
def test_claims_are_left_out(written: str, shown: str) -> None:
    assert without_claims(written) == shown


def test_no_beginning_of_an_answer_shows_a_number() -> None:
    whole = (
        "Your NPS is 12.5 (−3 to 28) from 8 answers; three in four customers, 百分之四十五, stay."
    )
    for end in range(len(whole)):
        shown = without_claims(whole[:end])
        assert not any(each.isdigit() for each in shown)
        assert not any(each in shown for each in ("three", "four ", "四十"))
