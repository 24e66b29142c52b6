"""Refusals: told only to who states their case, else left to a person."""

from pathlib import Path

import pytest

from assistant.replies.policies.refusals import takes_back
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting

POLICIES = """# Lamps and shades

## Lamp guarantee
Our lamps are guaranteed for 6 years against faults. Scorched shades and cords chewed at home
aren't covered.

## Spare feet
We post lost feet free of charge. Feet broken during play can't be replaced free of charge.

## 灯罩布
灯罩布拆开以后，除了质量问题都不退不换。

## Shades
Shades that arrive torn or dented are replaced free of charge; send us a photo within 5 days.
Shades torn at home stay with you, sorry.

## Outlet
If a price drops within 10 days, we refund the difference. Lamps of the outlet and of the autumn
fair take no part and cannot be refunded.

## 灯泡质量
灯泡不亮、灯座松动的，签收后 40 天内免费换新。正常使用变暗、孩子摔坏的，不算质量问题。

## 降价
10 天内降价可以申请退差价。会员日的礼盒和赠品不参加保价。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("The courier dropped the box and the shade is torn right down the side.", "stay with you"),
        ("The shade was torn when I opened the box. Shocking packing.", "stay with you"),
        ("My lamp's cord was frayed right out of the box, sparks everywhere!", "chewed"),
        ("Brand new, and two feet were broken straight out of the box.", "during play"),
        ("灯罩布一拆开就有个破洞，你们跟我说拆开不退？", "不退不换"),
        ("刚拆开包装灯泡就不亮，灯座也是松的。", "不算质量问题"),
        ("前天会员日买的台灯，今天降价一百。", "礼盒和赠品"),
    ],
    ids=[
        "courier",
        "on_arrival",
        "out_of_box",
        "brand_new",
        "zh_fault",
        "zh_out_of_box",
        "zh_another_thing",
    ],
)
def test_a_refusal_is_kept_from_who_does_not_state_its_case(
    drafted: Drafted, text: str, refusal: str
) -> None:
    body, _ = drafted(text)
    assert refusal not in body


def test_a_refusal_is_told_to_who_states_its_case(drafted: Drafted) -> None:
    body, _ = drafted("The dog chewed through the cord of my lamp at home. No guarantee, they say?")
    assert "chewed at home aren't covered" in body


def test_a_rule_is_not_told_where_its_refusal_may_hold(drafted: Drafted) -> None:
    body, notes = drafted(
        "Bought at the autumn sale, and four days later the price dropped by £30."
    )
    assert "refund the difference" not in body
    assert "cannot be refunded" not in body
    assert "Lamps of the outlet and of the autumn fair take no part" in notes


def test_what_stays_with_the_customer_is_a_refusal(drafted: Drafted) -> None:
    body, _ = drafted("My son tore the shade at home with his football and you won't replace it.")
    assert "free of charge" not in body


def test_a_term_that_the_review_leaves_open_is_checked_by_a_person(drafted: Drafted) -> None:
    body, notes = drafted("灯座松得厉害，一碰就晃，灯泡不亮。")
    assert "签收后 40 天内" in body
    assert "check the day" in notes


def test_what_the_shop_holds_itself_to_takes_nothing_back() -> None:
    assert not takes_back("We charge your card when the lamp ships, not before.")
    assert takes_back("Feet broken during play can't be replaced free of charge.")
