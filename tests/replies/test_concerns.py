"""A draft speaks of what concerns the customer: own goods, own shop, what was praised."""

import re

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.checking.checks import check
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning
from assistant.replies.writing.composer import compose
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import BRAND, CLAUSES, review

SALE = "Opened food cannot be returned."


@pytest.mark.parametrize(
    ("sentence", "said", "told"),
    [
        (SALE, "The lead snapped. Dog Lead", ""),
        (SALE, "It is stale. Salmon Kibble", SALE),
        ("Swap any size once, underwear excepted.", "too tight Linen Shirt", ""),
        (
            "You may swap an unworn garment once within 30 days, underwear excepted.",
            "It is too tight. Linen Shirt",
            "You may swap an unworn garment once within 30 days.",
        ),
        ("衣服 30 天内可换一次尺码，内衣不支持换货。", "衬衫偏小", "衣服 30 天内可换一次尺码。"),
        ("Unused items can come back.", "It pilled after two washes.", ""),
        ("Unused items can come back.", "The shade is wrong.", "Unused items can come back."),
        ("Pods, tea towels and food wear out.", "The tea towels are thin. Tea Towel Set", None),
        ("Strings that rattle on a warped bridge are set anew.", "A warped bridge rattles.", None),
        ("玩具、气泡膜、食品不退。", "气泡膜不想要了。", None),
        ("Books and all other items can come back.", "The lamp hums.", None),
    ],
)
def test_what_of_a_sentence_is_told(sentence: str, said: str, told: str | None) -> None:
    assert concerning(sentence, said) == (sentence if told is None else told)


def test_who_asks_for_a_return_is_told_the_condition() -> None:
    assert concerning("Unused items can come back.", "It pilled after two washes.", True)


def test_a_sentence_that_goes_on_is_told_with_its_remedy(encoder: BuiltinEmbedder) -> None:
    text = "Report a lost parcel within 9 days. We then send a new one or refund it in full."
    clause = Clause("p.1", "Lost parcels", {"en": text}, "p.md")
    record = review("It is marked as delivered but the parcel never came.")
    draft = compose(record, [clause], BRAND, encode=encoder.encode)
    assert "refund it in full" in draft.body


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Cold burger and the waiter was rude.", None),
        ("Wrong size again. Wait, is this the right shop?", "Kettle K2"),
        ("酒店房间有霉味，前台态度很差。", None),
        ("等等，我好像评错店了，裙子少了腰带。", "Kettle K2"),
    ],
)
def test_a_review_of_another_business_gets_no_remedy(text: str, product: str | None) -> None:
    record = review(text, product=product)
    draft = compose(record, CLAUSES, BRAND)
    assert draft.sources == ()
    assert re.search("another business|另一家", draft.body)
    assert any("another business" in note for note in draft.notes["en"])
    assert not [f for f in check(draft.body, record, CLAUSES, brand=BRAND) if f.blocks]


def test_a_shop_of_that_trade_is_not_told_so() -> None:
    clause = Clause("menu.1", "Cold food", {"en": "A cold pizza is baked again."}, "menu.md")
    draft = compose(review("The pizza was cold."), [clause], BRAND)
    assert "another business" not in draft.body


@pytest.mark.parametrize(
    "text", ["All your reviews are fake, you pay people to write them.", "好评全是刷的。"]
)
def test_the_charge_of_bought_reviews_is_answered_by_its_clause(text: str) -> None:
    draft = compose(review(text), CLAUSES, BRAND)
    assert draft.sources == ("reviews.1",)
    assert not re.search("genuine and new|serial|正品|序列号|订单号", draft.body)


def test_the_return_postage_is_told_where_it_is_asked() -> None:
    text = "I got the black one instead of brass. Am I supposed to post it back myself?"
    draft = compose(review(text), CLAUSES, BRAND)
    assert "e pay the return shipping" in draft.body


def test_what_was_praised_is_named() -> None:
    text = "Love it. It never tips over and the handle stays cool."
    theme = ThemeMention("product_quality", Sentiment.POSITIVE, 9, len(text))
    record = review(text, rating=5, sentiment=Sentiment.POSITIVE, themes=(theme,))
    body = compose(record, CLAUSES, BRAND).body
    assert "“It never tips over” and “the handle stays cool”" in body


def test_notes_stand_in_both_languages() -> None:
    draft = compose(review("水壶漏水，我要精神损失费赔偿。"), (), BRAND)
    assert draft.missing == draft.notes["zh"]
    assert len(draft.notes["en"]) == len(draft.notes["zh"])
    assert not re.search("[\u4e00-\u9fff]", " ".join(draft.notes["en"]))
