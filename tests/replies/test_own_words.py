"""Complaints in the customer's own words: what is quoted, what is left out, what is asked."""

from pathlib import Path

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.policies.clauses import load_policies
from assistant.replies.review.complaints import complaints
from assistant.replies.review.questions import questions_of
from assistant.replies.writing.composer import compose
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import BRAND, CLAUSES, review

HOUSE = """\
## Changed your mind?
Send it back unused within 21 days.

## Faulty things - and the rest
If an item is faulty, the customer sends a photo and chooses a replacement or the full price.

- Instruments carry a 3 year guarantee. We repair first.
- Missing parts are posted free within 3 working days.

## 售后
商品有质量问题的，14 天内拍照联系我们，换新或者退款。

乐器、家具保修 3 年，先修再换。

少件的，3 个工作日内免费补寄。
"""


def quotes(text: str, **values: object) -> str:
    return compose(review(text, **values), CLAUSES, BRAND).body  # type: ignore[arg-type]


def test_faults_are_named_as_the_customer_names_them() -> None:
    body = quotes("洗了一次就掉色，白衬衫全染蓝了。")
    assert "“洗了一次就掉色”" in body
    assert "损耗" not in body
    body = quotes("Bushing split after 3 weeks, and the cam locks are loose.")
    assert "“Bushing split after 3 weeks”" in body


def test_what_no_cue_knows_is_a_complaint_of_an_unhappy_review() -> None:
    found = complaints(review("琴颈有点歪，按得手指生疼。说明书倒是印得漂亮。"))
    assert [one.quote for one in found] == ["琴颈有点歪", "按得手指生疼"]
    assert complaints(review("Bought this in May.", sentiment=Sentiment.NEUTRAL, rating=3)) == ()


def test_a_kind_review_may_complain_without_a_but() -> None:
    text = "Kids adore it. Arrived a week after the birthday, and nobody answered."
    praised = ThemeMention("product_quality", Sentiment.POSITIVE, 0, 13)
    record = review(text, rating=4, sentiment=Sentiment.POSITIVE, themes=(praised,))
    assert [one.issue.id for one in complaints(record) if one.issue] == ["late", "no_answer"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Send me a $30 voucher and I'll think about my stars. It took two weeks.", "voucher"),
        ("漏水的壶给我终身免费换新，不然我天天来差评。", "差评"),
        ("Your stupid support is useless and the lid leaks.", "stupid"),
    ],
)
def test_bargains_threats_and_insults_are_not_repeated(text: str, absent: str) -> None:
    assert absent not in quotes(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It split. Will you cover that?", "Will you cover that?"),
        ("装上去合不拢，工时费谁出？", "工时费谁出？"),
        ("Are you asleep?", ""),
        ("你们系统是摆设吗？", ""),
        ("", ""),
    ],
)
def test_a_question_to_the_shop_is_left_to_a_person(text: str, asked: str) -> None:
    assert questions_of(text) == ([asked] if asked else [])
    notes = compose(review(text), CLAUSES, BRAND).missing
    assert any(asked and asked in note for note in notes) == bool(asked)


def test_clauses_of_the_replys_language_and_paragraph_are_cited(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    (tmp_path / "house.md").write_text(HOUSE, "utf-8")
    clauses = load_policies(tmp_path)

    def drafted(text: str, product: str) -> str:
        record = review(text, product=product)
        return compose(record, clauses, BRAND, encode=encoder.encode).body

    assert "质量问题" in drafted("洗了一次就掉色。", "亚麻连衣裙")
    assert "补寄" not in drafted("洗了一次就掉色。", "亚麻连衣裙")
    assert "保修 3 年" in drafted("椅子坐半小时就塌了，腰托是歪的。", "老板椅")
    body = drafted("The dress lost its colour, the seams are torn.", "Linen Dress")
    assert "you send a photo and choose" in body
    assert "guarantee" not in body


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No van, no call. I took a day off for it.", "No van, no call"),
        ("Splendid. The same lamp costs 20 less since yesterday.", "costs 20 less"),
        ("I want my money back because the shade fell off on the first day.", "the shade fell off"),
    ],
)
def test_the_matter_is_told_whole(text: str, told: str) -> None:
    assert any(told in one.quote for one in complaints(review(text, product="Lamp")))


def test_a_polite_question_is_no_complaint() -> None:
    text = "笔尖刮纸。想问一下，电子发票多久能开？"
    assert [one.quote for one in complaints(review(text))] == ["笔尖刮纸"]
    assert questions_of(text) == ["电子发票多久能开？"]


def test_the_question_that_a_rule_answers_is_answered(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    rules = "## Refunds\nRefunds are made within 4 days after the tent has reached us.\n"
    (tmp_path / "rules.md").write_text(rules, "utf-8")
    text = "The pole split. Can you imagine my face? How long until a refund is made?"
    drafted = compose(
        review(text, product="Tent"), load_policies(tmp_path), BRAND, encode=encoder.encode
    )
    assert "within 4 days" in drafted.body


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Asked for oak, was sent a black one.", "wrong_item"),
        ("订的米白，来的却是大红。", "wrong_item"),
        ("名字刻成了“小陈”，我要的是“小程”。", "wrong_item"),
        ("The same lamp is on your page for £30 less.", "price_drop"),
        ("今天一看便宜了五十。", "price_drop"),
        ("问了客服三天也不回。", "no_answer"),
        ("My e-mails vanish into thin air.", "no_answer"),
        ("包裹停在中转站不动。", "late"),
        ("今天第八天了，订单还没影。", "late"),
        ("I expect a refund, 外加赔我两百。", "compensation"),
    ],
)
def test_kinds_are_told_by_more_than_one_wording(text: str, issue: str) -> None:
    assert issue in [one.issue.id for one in complaints(review(text)) if one.issue]


def test_pay_for_a_lost_day_is_no_postage() -> None:
    found = complaints(review("Your man never came. Who pays me for that day?"))
    assert "return_cost" not in [one.issue.id for one in found if one.issue]


def test_a_word_of_scolding_elsewhere_leaves_a_complaint() -> None:
    assert complaints(review("The sound of this radio is terrible.", product="Radio"))


def test_questions_of_an_unhappy_review_blame() -> None:
    text = "Twelve for a spot of mud? Is a tent meant for the parlour?"
    blamed = ThemeMention("price_value", Sentiment.NEGATIVE, 0, 25)
    assert complaints(review(text, themes=(blamed,)))[0].theme == "price_value"


def test_what_the_labels_blame_names_the_kind_of_the_rest() -> None:
    text = "Ordered the grey one. Got a brown one."
    blamed = ThemeMention("product_match", Sentiment.NEGATIVE, 0, 20)
    found = complaints(review(text, product="Rug", themes=(blamed,)))
    assert [one.theme for one in found] == ["product_match"]
