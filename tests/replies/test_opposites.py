"""Rules of one clause for opposite cases: the one is told whose case the review states."""

from pathlib import Path

import pytest

from assistant.replies.policies.opposites import contradicts, opposed
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting

POLICIES = """# Riding school and tack

## Lessons
If you cancel before the lesson, we move it to another day. Complaints made after the lesson get
you a credit of 10 euros.

## Saddles
Stock saddles can be sent back within 20 days. Made-to-order saddles are taken in for a second
fitting, free of charge.

## Balm and feed
Sealed bags of feed can come back within 30 days for a refund. Opened bags are swapped for another
kind once.

## Second-hand tack
Marks named in the listing are no reason for a refund. If we forgot to name a mark, we take the
piece back at our cost.

## 马鞍垫
请在试骑前检查缝线，开线的我们免费换新。试骑以后发现开线的，我们补缝一次，收 20 元。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        (
            "My made-to-order saddle pinches the withers, it does not fit at all.",
            "second fitting",
            "within 20 days",
        ),
        (
            "Your stock saddle does not fit my mare at all and I want to send it back.",
            "within 20 days",
            "second fitting",
        ),
        (
            "I opened the bag and the feed smells odd to my pony, she refuses the feed.",
            "swapped for another",
            "Sealed bags",
        ),
        (
            "The bag of feed is still sealed, my pony refuses this feed, I want a refund.",
            "Sealed bags",
            "swapped for another",
        ),
        (
            "A deep mark on the saddle flap that nobody named in the listing of this used saddle.",
            "we forgot to name",
            "no reason",
        ),
        ("垫子试骑了两天后才发现缝线开了，太糟了。", "补缝一次", "免费换新"),
        ("马鞍垫还没试骑，缝线就开了一截。", "免费换新", "补缝一次"),
    ],
    ids=["made", "stock", "opened", "sealed", "unnamed", "done", "undone"],
)
def test_the_rule_is_told_whose_case_the_review_states(
    drafted: Drafted, text: str, told: str, not_told: str
) -> None:
    body, _ = drafted(text)
    assert told in body
    assert not_told not in body


def test_both_are_told_with_their_cases_where_the_review_leaves_it_open(drafted: Drafted) -> None:
    body, _ = drafted("The feed is nothing for my pony, she will not touch this bag of feed.")
    assert "Sealed bags" in body
    assert "Opened bags" in body


@pytest.mark.parametrize(
    ("rule", "said", "against"),
    [
        ("Cancel before the class and you pay nothing.", "I left after the class had begun.", True),
        ("Cancel before the class and you pay nothing.", "I cancelled before the class.", False),
        ("Custom rugs stay with you.", "I bought a ready-made rug.", True),
        ("Custom rugs stay with you.", "Support says custom, but it is a rug.", False),
        ("定制的不退。", "客服说定制的不退，我买的是现货。", True),
        ("After 2 years we repair at cost.", "It broke after five months.", True),
        ("After 2 years we repair at cost.", "It broke after three years.", False),
        ("开课前可全额退。", "已经开课三次了才说老师换人。", True),
        ("We answer within a day.", "I opened the tin after a week.", False),
    ],
)
def test_what_a_review_says_against_the_case_of_a_rule(rule: str, said: str, against: bool) -> None:
    assert contradicts(rule, said) is against


def test_opposite_rules() -> None:
    assert opposed("Before the trip you may swap it.", "After the trip we repair it.")
    assert opposed("现货七天内可退。", "定制的只修不退。")
    assert not opposed("Before the trip you may swap it.", "After two years we repair it.")
