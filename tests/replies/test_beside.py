"""What stands beside the matter in a shop's rules is not told for it."""

from pathlib import Path

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.checking.checks import check
from assistant.replies.policies.cases import case_of, is_meanwhile
from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.own_words import stems_of
from assistant.replies.policies.passages import says_rule
from assistant.replies.policies.sections import paragraphs
from assistant.replies.policies.sentences import row_told
from assistant.replies.review.complaints import complaints
from assistant.replies.review.wordings import quotable
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.composer import compose
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting
from tests.replies.reviews import review

POLICIES = """# 口琴铺 Mouth organ shop

## 护理油退货
护理油没拆封的十天内可以退，邮费您出。路上油瓶裂了或者渗了，请在两天之内拍下盒子，我们补寄一瓶。
护理油结块的，半年之内换一瓶新的。

## Warranty, part by part

| Part | How long | What we do |
|---|---|---|
| Reed plate (簧板) | 18 months | a new plate by post |

送修期间可以借一把备用琴。

## How we speak to you
If a colleague was short with you, write to Paula, who calls you back.

## Mouth organ camp
A seat at the camp costs 30 euros. Cancel by the Friday before and you get all of it back.
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


def test_a_rule_is_no_condition_of_one_with_its_own_case(drafted: Drafted) -> None:
    assert case_of("路上油瓶裂了或者渗了，请拍下盒子。") == "路上油瓶裂了或者渗了，"
    body, _ = drafted("油瓶路上裂了，渗得盒子里全是油。")
    assert "补寄一瓶" in body
    assert "没拆封" not in body


def test_what_holds_during_a_repair_is_no_rule_for_a_fault(drafted: Drafted) -> None:
    body, _ = drafted("用了一年多琴盖自己松了，老掉。")
    assert "备用琴" not in body
    assert is_meanwhile("While we repair it, you can borrow one.")
    assert not is_meanwhile("While stocks last, shipping is free.")
    assert not is_meanwhile("预售期间可以随时取消。")


def test_the_rule_of_a_chinese_draft_deals_with_its_complaint(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    brand = load_brand(None, clauses)
    said = review("护理油结块了，一坨一坨的。问了客服三天没人理。")
    made = compose(said, clauses, brand, encode=encoder.encode)
    assert "换一瓶新的" in made.body
    assert not list(check(made.body, said, clauses, brand=brand, encode=encoder.encode))


def test_a_row_keeps_the_marks_of_its_language() -> None:
    told = paragraphs(["| Part | What we do |", "|---|---|", "| Reed (簧) | a new one |"])
    assert told == ["Reed (簧) · what we do: a new one."]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("a new plate by post", "you get a new plate by post"),
        ("repair or a new one", "you get repair or a new one"),
        ("spare parts", "you get spare parts"),
        ("repair it in our workshop", "we repair it in our workshop"),
        ("replace or refund it", "we replace or refund it"),
    ],
)
def test_a_thing_is_what_the_customer_gets(cell: str, told: str) -> None:
    assert row_told(f"Reeds · what we do: {cell}.") == f"For reeds, {told}."


def test_a_row_says_no_preposition_twice() -> None:
    told = row_told("Reeds · free for: for life · after that: 9 euros.")
    assert told == "For reeds, free for life; after that 9 euros."


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It reads 'Jonh' instead of 'John'", "It reads 'Jonh' instead of 'John'"),
        ("and the page says 'new", "the page says new"),
        ("my friends' pens work", "my friends' pens work"),
        ("it was called ready'", "it was called ready"),
    ],
)
def test_a_quote_keeps_its_own_marks_or_none(said: str, quote: str) -> None:
    assert quotable(said) == quote


def test_a_clause_that_adds_to_blame_is_a_complaint() -> None:
    def told(text: str) -> list[str]:
        start, end = text.index("but"), text.index(",", text.index("but"))
        blamed = ThemeMention("usability", Sentiment.NEGATIVE, start, end)
        said = review(text, rating=3, sentiment=Sentiment.NEUTRAL, themes=(blamed,))
        return [one.quote for one in complaints(said)]

    text = (
        "Sweet tone, but the mouth holes are far too narrow, and the case sheds fluff on the reeds."
    )
    assert any("sheds fluff" in quote for quote in told(text))
    text = "Sweet tone, but the mouth holes are far too narrow, and the case is lovely."
    assert not any("lovely" in quote for quote in told(text))


def test_a_missing_letter_is_no_missing_part() -> None:
    for text in ("琴上刻的名字少了一个点。", "证书上少了个字。"):
        assert "missing_items" not in [o.issue.id for o in complaints(review(text)) if o.issue]
    found = [one.issue.id for one in complaints(review("盒子里少了一块擦琴布。")) if one.issue]
    assert found == ["missing_items"]


def test_words_of_grammar_tell_no_clauses_apart() -> None:
    assert not stems_of("they were being both through it, while she did")


def test_what_rules_nothing_is_no_rule() -> None:
    assert not says_rule("Wooden reeds breathe.")
    assert not says_rule("Each comb tells a story of the forest.")
    for told in (
        "Reeds last 2 years.",
        "We tune it.",
        "Combs come back unopened, not used.",
        "包换",
    ):
        assert says_rule(told)


def test_luck_in_the_trouble_is_no_complaint() -> None:
    for text in (
        "盒子压扁了，好在琴没事。",
        "The box was crushed, luckily the reeds are not bent.",
    ):
        quotes = " ".join(one.quote for one in complaints(review(text)))
        assert "好在" not in quotes
        assert "luckily" not in quotes


def test_what_a_clause_of_blame_adds_to_is_a_complaint() -> None:
    text = "Two keys refuse to go down, and the whole thing smells of glue."
    assert "Two keys refuse to go down" in [one.quote for one in complaints(review(text))]


def test_what_was_bought_makes_no_rule_sure_for_the_service(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    shop = """## 刻名口琴
用您给的名字刻的口琴做好以后不退不换，开刻前可以改字或取消，全额退。刻得不清楚的，免费重刻。

## 配送
下午两点前付款的当天寄出。
"""
    (tmp_path / "rules.md").write_text(shop, "utf-8")
    clauses = load_policies(tmp_path)
    themes = (ThemeMention("customer_service", Sentiment.NEGATIVE, 0, 10),)
    said = review("客服前后换了三个人，每个都要我从头讲一遍。", product="刻名口琴", themes=themes)
    made = compose(said, clauses, load_brand(None, clauses), encode=encoder.encode)
    assert "重刻" not in made.body
    assert "全额退" not in made.body
