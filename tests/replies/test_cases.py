"""Rules for a case: told with it, and only to who is in it."""

from pathlib import Path

import pytest

from assistant.models import Urgency
from assistant.replies.policies.cases import case_of, opened
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.drafting import draft
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting
from tests.replies.reviews import review

POLICIES = """# Ponds and fish

## Sores
If a fish shows sores, keep it apart and do not feed it. We refund the full price against a photo
of the fish.

## Liners
A pond liner that tears within 3 years is replaced once. Small bubbles under the liner do no harm;
they go after two weeks.

## Names
Engraved pond signs can't come back. If the engraving has a wrong letter, we redo it free of charge.

## The driver
If the driver leaves live fish in the sun, we send new ones.

## 水泵
如果水泵噪音超过 40 分贝，请录音发给客服。我们换新或退款。

## 刻字
刻字木牌不退不换。如果刻错字，我们免费重做。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


def test_the_case_of_a_sentence() -> None:
    assert case_of("If a fish shows sores, keep it apart.") == "If a fish shows sores,"
    assert case_of("A liner that tears within 3 years is replaced.").startswith(
        "A liner that tears"
    )
    assert case_of("We send new ones if the box was crushed.") == "if the box was crushed"
    assert case_of("噪音超过 40 分贝的，免费换新。") == "噪音超过 40 分贝的，"
    assert case_of("If you change your mind, write to us.") == ""
    assert case_of("We refund the full price.") == ""


def test_a_sentence_takes_over_the_case_before_it() -> None:
    told = ["If a fish shows sores, keep it.", "We refund it.", "Send a photo.", "Plants float."]
    assert opened([(0, said) for said in told]) == {1: 0, 2: 0}


def test_a_rule_for_another_case_is_not_told(drafted: Drafted) -> None:
    body, notes = drafted("The filter is half the size that I expected for this price.")
    assert "full price" not in body
    assert "sores" not in body
    assert "no policy clause covers" in notes


def test_a_remedy_is_told_with_its_case(drafted: Drafted) -> None:
    body, _ = drafted("My new fish came with open sores on both sides.")
    assert "a fish shows sores" in body
    body, _ = drafted("水泵噪音大得像拖拉机，整晚都睡不着。")
    assert "超过 40 分贝" in body.partition("换新")[0]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The engraving has a wrong letter in my son's name.", "redo it"),
        ("木牌刻错字了，把我的姓都改了。", "免费重做"),
    ],
)
def test_an_exception_from_a_refusal_is_told_to_who_is_in_its_case(
    drafted: Drafted, text: str, rule: str
) -> None:
    assert rule in drafted(text)[0]


def test_a_clause_that_may_deal_with_a_complaint_is_named(drafted: Drafted) -> None:
    _, notes = drafted("The driver threw the box over the hedge.")
    assert "clause rules.4 may deal with" in notes
    assert "no policy clause covers" not in notes


def test_a_matter_that_the_shop_has_a_rule_for_needs_no_card(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)

    def escalates(text: str) -> bool:
        said = review(text, urgency=Urgency.CRITICAL)
        return draft(said, clauses, load_brand(None, clauses), encoder.encode).escalate

    assert not escalates("Small bubbles are coming up everywhere under the liner. Disgusting.")
    assert escalates("Small bubbles under the liner went off and burned my hand.")
    assert escalates("My arms went red and itchy after one evening. Never again.")


TENTS = """# Tents

## Poles
If a pole snaps on the first trip, we send a new one. Poles that were left standing in a storm for
more than a night are not replaced.

## Sizes
Tents can be exchanged for another size within 21 days as long as they have not been slept in.

## 帐篷面料
帐篷面料两年内自然开裂的，我们免费修复。放在火堆旁、暴晒造成的开裂不在保修范围。
"""


@pytest.fixture
def on_tents(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(TENTS, tmp_path, encoder)


def test_a_word_by_chance_holds_no_rule_back(on_tents: Drafted) -> None:
    body, _ = on_tents("A pole snapped on our first trip, on a calm night.")
    assert "send a new one" in body
    assert "left standing" not in body


def test_a_cause_that_the_customer_denies_is_no_refusal(on_tents: Drafted) -> None:
    body, notes = on_tents("面料裂了一道口子，没放在火堆旁也没晒过。")
    assert "免费修复" in body
    assert "不在保修范围" not in body
    assert "takes this case out" not in notes


def test_a_condition_with_a_not_is_no_refusal(on_tents: Drafted) -> None:
    body, notes = on_tents("The tent is too small, I want another size.")
    assert "within 21 days" in body
    assert "takes this case out" not in notes
