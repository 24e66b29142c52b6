"""Drafts without a model: every complaint, numbers of clauses alone, varied, in bounds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models import Sentiment
from assistant.replies.checking.checks import check
from assistant.replies.draft import Tone
from assistant.replies.review.complaints import complaints
from assistant.replies.shop.channels import size_of
from assistant.replies.writing.composer import compose
from tests.replies.reviews import ALIASES, BRAND, CLAUSES, review

KETTLE = "The lid drips and my refund has still not arrived after 14 days."
WATER = "水壶漏水，退款等了十四天还没到账，客服也不回消息。"


def test_every_complaint_is_named_and_rests_on_its_clause() -> None:
    draft = compose(review(KETTLE, product="Kettle K2", name="Emma Clarke"), CLAUSES, BRAND)
    assert draft.sources == ("warranty.2", "returns.2")
    assert re.search("leak|drip", draft.body)
    assert "refund" in draft.body
    assert "10 business days" in draft.body
    assert "5 business days" in draft.body
    assert draft.body.endswith("Your Lumen & Leaf team")
    assert re.search(r"\bEmma,", draft.body)
    assert "Clarke" not in draft.body


def test_chinese_draft() -> None:
    draft = compose(review(WATER, product="Kettle K2", name="王佳怡"), CLAUSES, BRAND)
    assert set(draft.sources) == {"warranty.2", "returns.2"}
    assert draft.body.startswith(("您好", "亲爱的顾客"))
    assert "王" not in draft.body
    assert all(word in draft.body for word in ("漏", "退款", "10 个工作日"))
    assert draft.body.endswith("光叶家居客服团队")
    assert "顾客确认" not in draft.body


def test_a_private_channel_may_use_the_full_name() -> None:
    assert "王佳怡" in compose(review(WATER, channel="微信", name="王佳怡"), CLAUSES, BRAND).body


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("text", [KETTLE, WATER, "It arrived broken.", "快递晚了八天。"])
def test_length_one_apology_and_no_finding(text: str, tone: Tone) -> None:
    record = review(text, product="Kettle K2")
    draft = compose(record, CLAUSES, BRAND, tone=tone, aliases=ALIASES)
    size = size_of(draft.body, draft.language)
    low, high = (60, 120) if draft.language == "en" else (80, 200)
    assert low <= size <= high
    assert len(re.findall("sorry|apolog|regret|抱歉|歉意|致歉", draft.body)) == 1
    assert check(draft.body, record, CLAUSES, brand=BRAND, aliases=ALIASES) == []


def test_the_same_arguments_give_the_same_draft_and_others_another() -> None:
    first = compose(review(KETTLE), CLAUSES, BRAND)
    assert compose(review(KETTLE), CLAUSES, BRAND) == first
    assert len({compose(review(KETTLE, id=f"S{n}"), CLAUSES, BRAND).body for n in range(12)}) > 10


def test_recent_phrases_are_avoided() -> None:
    bodies: list[str] = []
    for number in range(5):
        bodies.append(
            compose(
                review("It arrived broken.", id=f"R{number}"), CLAUSES, BRAND, recent=bodies
            ).body
        )
    openings = {body.split("\n\n")[1].split(".")[0] for body in bodies}
    assert len(openings) == 5


def test_without_clauses_nothing_is_promised() -> None:
    record = review(KETTLE)
    draft = compose(record, (), BRAND)
    assert draft.sources == ()
    assert not re.search(r"\d", draft.body.replace("14 days", ""))
    assert any("no policy clause" in item for item in draft.missing)
    assert check(draft.body, record, ()) == []


def test_a_clause_in_the_other_language_alone_is_not_quoted() -> None:
    only = tuple(clause for clause in CLAUSES if clause.id == "returns.2")
    chinese = type(only[0])("returns.2", "Refund time", {"zh": only[0].text["zh"]}, "r.md")
    draft = compose(review("My refund has not arrived."), (chinese,), BRAND)
    assert draft.sources == ()
    assert not re.search("[\u4e00-\u9fff]", draft.body)
    assert any("returns.2" in item for item in draft.missing)


def test_thanks_for_praise_promise_nothing() -> None:
    record = review(
        "Lovely kettle, boils fast.", product="Kettle K2", rating=5, sentiment=Sentiment.POSITIVE
    )
    draft = compose(record, CLAUSES, BRAND)
    assert re.search("thank", draft.body, re.I)
    assert "sorry" not in draft.body
    assert draft.sources == ()


def test_a_question_keeps_a_gap_for_a_person() -> None:
    record = review("Which bulb does it take?", rating=None, sentiment=Sentiment.NEUTRAL)
    draft = compose(record, CLAUSES, BRAND)
    assert "placeholder" in {finding.check for finding in check(draft.body, record, CLAUSES)}
    assert draft.missing


@pytest.mark.parametrize("text", ["", "😡😡😡", "...", "!!!"])
def test_a_review_without_words_says_what_it_lacks(text: str) -> None:
    draft = compose(review(text, language="und"), CLAUSES, BRAND)
    assert draft.missing
    assert draft.sources == ()
    assert "order number" in draft.body


def test_a_third_language_asks_for_a_translator() -> None:
    draft = compose(review("Das Paket kam kaputt an.", language="de"), CLAUSES, BRAND)
    assert draft.language == "en"
    assert any("translate" in item for item in draft.missing)


def test_a_short_channel_gets_a_short_reply() -> None:
    draft = compose(review("快递晚了八天，外箱也湿透了。", channel="微博"), CLAUSES, BRAND)
    assert len(draft.body) <= 140


def test_a_very_long_review_is_answered() -> None:
    draft = compose(review("It arrived broken. " * 2_700), CLAUSES, BRAND)
    assert draft.sources == ("shipping.3",)
    assert size_of(draft.body, "en") <= 120


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "zh", "de", "und"]))
def test_any_text_gives_a_draft_without_personal_data(text: str, language: str) -> None:
    record = review(text + " call 415-555-0134, 13800138000", language=language)
    draft = compose(record, CLAUSES, BRAND)
    assert draft.body
    assert "0134" not in draft.body
    assert "13800138000" not in draft.body


@pytest.mark.parametrize(
    ("text", "kept", "left"),
    [
        (
            "The plug never made it into the parcel. Without it I cannot charge the lamp.",
            "plug",
            "Without it",
        ),
        (
            "The page said grade B. The dial is cracked. Otherwise a cracking radio.",
            "dial",
            "Other",
        ),
        ("去年买的水壶，壶底裂了，其他都挺好。", "裂", "其他"),
    ],
)
def test_what_only_surrounds_a_complaint_is_not_quoted(text: str, kept: str, left: str) -> None:
    quotes = [one.quote for one in complaints(review(text, product="Kettle K2"))]
    assert any(kept in quote for quote in quotes)
    assert not any(quote.startswith(left) for quote in quotes)


def test_animals_are_no_insults() -> None:
    draft = compose(review("狗窝太小，狗钻不进去。", product="狗窝"), CLAUSES, BRAND)
    assert "狗" in draft.body
