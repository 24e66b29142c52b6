"""A rule of another case stays untold, and a person hears of the clause that fits."""

from pathlib import Path

import pytest

from assistant.models import Urgency
from assistant.replies.draft import RiskKind
from assistant.replies.policies.cases import condition_of, opened
from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.own_words import apart
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.drafting import draft
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting
from tests.replies.reviews import review

POLICIES = """# Lanterns and candle stoves 灯笼铺

## 灯笼换货
灯面被烛火燎穿的不在保修之内，但可以付费补，每处二十元。提手断了按节补发，运费到付。

## Burners
Burners are swapped for 4 years.

## If we slipped
Sent you the wrong thing? Keep it; the right one leaves the same day. Part of it missing? A photo
of what came is plenty, the piece follows free. Slow answers: write to Nell, who reads everything.

## 灯会
灯会门票退改按页面说明，不另外收费。

## 配送
下午两点前付款的当天寄出。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


def test_what_is_given_for_another_case_does_not_follow(drafted: Drafted) -> None:
    body, _ = drafted("蜡烛倒了，灯面被烛火燎穿一个洞，能补吗？")
    assert "每处二十元" in body
    assert "提手断了" not in body


def test_words_that_stand_in_one_another_count_once(drafted: Drafted) -> None:
    assert apart({"另外", "外收"}, "不另外收费") == {"另外"}
    assert apart({"拉链", "卡住", "zip"}, "zip 拉链卡住") == {"拉链", "卡住", "zip"}
    body, _ = drafted("灯笼提手断了。另外收纳盒太小。")
    assert "不另外收费" not in body


def test_a_rule_with_the_words_of_the_kind_is_told(drafted: Drafted) -> None:
    body, _ = drafted("You sent me a storm lamp instead of the paper lantern I ordered.")
    assert "the right one leaves the same day" in body


def test_the_clause_in_the_other_language_is_noted(drafted: Drafted) -> None:
    _, notes = drafted("盒子里少了两根灯签。")
    assert "the piece follows free" in notes


def test_a_refusal_that_was_told_before_is_not_repeated(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    shop = "## 灯罩\n灯罩拆了封的不退。\n\n## 配送\n下午两点前付款的当天寄出。\n"
    tell = drafting(shop, tmp_path, encoder)
    body, notes = tell("灯罩一股霉味，客服说灯罩拆了封的不退，太气人了。")
    assert "拆了封的不退。" not in body
    assert "灯罩拆了封的不退" in notes


def test_what_came_instead_is_no_danger(tmp_path: Path, encoder: BuiltinEmbedder) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    for text, risk in (
        ("You sent me a two-burner hob instead of the candle stove I ordered.", RiskKind.NONE),
        ("You sent me a hob instead of the stove I ordered. It burned my hand.", None),
    ):
        said = review(text, urgency=Urgency.CRITICAL)
        made = draft(said, clauses, load_brand(None, clauses), encoder.encode)
        assert (made.risk is RiskKind.NONE) == (risk is RiskKind.NONE)


def test_a_part_without_a_case_goes_on_with_the_one_before() -> None:
    told = [(0, "灯面裂了的，换新；"), (0, "旧的不用寄回。"), (0, "平时擦干。")]
    assert opened(told) == {1: 0}


def test_a_chinese_case_needs_no_comma() -> None:
    assert condition_of("灯面被烛火燎穿的不在此列，但可以补。") == "灯面被烛火燎穿的"
    assert condition_of("开线的，免费缝补；") == "开线的，"
    assert condition_of("我们的地址在城南。") == ""
