from typing import Any

import pytest

from assistant.agent.names.finder import NameBook
from assistant.agent.question.question import Question, language_of
from assistant.agent.question.reader import read_question
from assistant.errors import PeriodError
from tests.tools.shop import AS_OF


@pytest.fixture(scope="session")
def read(books: tuple[NameBook, ...]) -> Any:
    return lambda text: read_question(text, AS_OF, books)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("nps", {}),
        ("nps of the kettle", {"product": ("Kettle",)}),
        ("KETTLE vs Mug", {"product": ("Kettle", "Mug")}),
        ("烧水壶和保温杯", {"product": ("Kettle", "保温杯")}),
        ("the gold lamp", {"product": ("Gold Lamp",)}),
        ("kettel complaints", {"product": ("Kettle",)}),
        ("only trustpilot", {"channel": ("trustpilot",)}),
        ("trust pilot", {"channel": ("trustpilot",)}),
        ("信任指南上的评价", {"channel": ("trustpilot",)}),
        ("微博和官网", {"channel": ("weibo", "web")}),
        ("what do chinese customers say", {"language": ("zh",)}),
        ("英文评论", {"language": ("en",)}),
        ("delivery complaints", {"theme": ("delivery",)}),
        ("物流", {"theme": ("delivery",)}),
        ("除了微博和官网", {"channel": ("app", "trustpilot", "email")}),
        ("别算微博", {"channel": ("web", "app", "trustpilot", "email")}),
        ("抛开微博不看", {"channel": ("web", "app", "trustpilot", "email")}),
        ("nps，微博去掉", {"channel": ("web", "app", "trustpilot", "email")}),
        ("leaving out weibo", {"channel": ("web", "app", "trustpilot", "email")}),
        ("微博去掉物流", {"channel": ("weibo",), "without_theme": ("delivery",)}),
        ("微博和官网以外的渠道", {"channel": ("app", "trustpilot", "email")}),
        ("微博、官网除外", {"channel": ("app", "trustpilot", "email")}),
        ("weibo and web excluded", {"channel": ("app", "trustpilot", "email")}),
        ("complaints excluding delivery", {"without_theme": ("delivery",)}),
        ("how many reviews without duplicates", {"unique": ("yes",)}),
        ("nps of the kettle, leave out near-duplicates",
         {"product": ("Kettle",), "unique": ("yes",)}),
        ("deduplicated volume", {"unique": ("yes",)}),
        ("how many unique reviews", {"unique": ("yes",)}),
        ("去掉重复的评论有多少条", {"unique": ("yes",)}),
        ("去重后有多少条差评", {"unique": ("yes",), "sentiment": ("negative",)}),
        ("不算重复的，物流投诉有多少",
         {"unique": ("yes",), "theme": ("delivery",)}),
        ("duplicate reviews", {}),
        ("有没有重复的评论", {}),
        ("不要重复扣款", {"theme": ("payment_security",)}),
        ("除了物流以外", {"without_theme": ("delivery",)}),
        ("不算物流", {"without_theme": ("delivery",)}),
        ("quality without packaging",
         {"theme": ("product_quality",), "without_theme": ("packaging",)}),
        ("1 star reviews", {"rating": ("1",)}),
        ("一星评价", {"rating": ("1",)}),
        ("1-2 star reviews", {"rating": ("1", "2")}),
        ("four to five stars", {"rating": ("4", "5")}),
        ("4到5星", {"rating": ("4", "5")}),
        ("评分4分以上的有多少条", {"rating": ("4", "5")}),
        ("低于3分的评价", {"rating": ("1", "2")}),
        ("打4分的有几条", {"rating": ("4",)}),
        ("不低于4星的", {"rating": ("4", "5")}),
        ("不超过2分的有几条", {"rating": ("1", "2")}),
        ("4 stars and above", {"rating": ("4", "5")}),
        ("rated 4 or higher", {"rating": ("4", "5")}),
        ("nps打9分以上的有几个", {"nps": ("9", "10")}),
        ("5分钟内回复的", {}),
        ("哪个商品评分低于3分", {}),
        ("9 star reviews", {}),
        ("customer C0123", {"customer_id": ("C0123",)}),
        ("客户C0123的历史反馈", {"customer_id": ("C0123",)}),
        ("history of customer Bo7@example.org", {"customer_id": ("BO7@EXAMPLE.ORG",)}),
        ("bo.lee+x@mail.example.org都说过什么", {"customer_id": ("BO.LEE+X@MAIL.EXAMPLE.ORG",)}),
        ("the furious ones", {"emotion": ("angry",)}),
        ("checkout nps", {"touchpoint": ("checkout",)}),
        ("strategic nps", {"touchpoint": ("relationship",)}),
        ("loyal customers", {"segment": ("loyal",)}),
        ("critical ones", {"urgency": ("critical",)}),
    ],
)  # fmt: skip
def test_filters(read: Any, text: str, filters: dict[str, tuple[str, ...]]) -> None:
    assert read(text).filters == filters


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("top 5 complaints", {"top": 5}),
        ("the worst three reviews", {"top": 3, "order": "worst"}),
        ("show me the angriest five reviews", {"top": 5, "order": "worst"}),
        ("最愤怒的5条投诉", {"top": 5, "order": "worst"}),
        ("前十条", {"top": 10}),
        ("latest 99 reviews", {"top": 50, "order": "newest"}),
        ("last 7 days", {"top": None}),
        ("最近 7 天", {"top": None}),
        ("nps by channel", {"by": "channel"}),
        ("各商品NPS排名", {"by": "product", "ranks": True}),
        ("which product is worst", {"by": "product", "order": "worst"}),
        ("哪个渠道评分最高", {"by": "channel", "order": "best"}),
        ("按语言分", {"by": "language"}),
        ("how is the product", {"by": None}),
        ("this week vs last week", {"compares": True}),
        ("和去年同期相比", {"compares": True, "year_before": True}),
        ("CSAT this month vs last", {"versus_last": True}),
        ('how many mention "refund"', {"quoted": ("refund",)}),
        ("差评里提到“退款”的有多少", {"quoted": ("退款",)}),
        ("find 「闪屏」", {"quoted": ("闪屏",)}),
        ("how many mention scratches", {"quoted": ("scratches",)}),
        ("draft a reply to S01622", {"feedback_ids": ("S01622",)}),
        ("帮我回复 S01622", {"feedback_ids": ("S01622",)}),
        ("reply to web:S77~2", {"feedback_ids": ("WEB:S77~2",)}),
        ("customer C0123", {"feedback_ids": ()}),
        ("show rv_12 and review_345", {"feedback_ids": ("RV_12", "REVIEW_345")}),
    ],
)
def test_slots(read: Any, text: str, slots: dict[str, Any]) -> None:
    question: Question = read(text)
    assert {name: getattr(question, name) for name in slots} == slots


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("what do people love about the kettle this week?", "what do people love about the"),
        ("上周水壶的投诉", "的投诉"),
        ("NPS by channel", "nps by channel"),
        ("last week", ""),
    ],
)
def test_the_rest_is_without_periods_and_names(read: Any, text: str, rest: str) -> None:
    assert read(text).rest == rest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nps", "en"),
        ("what do customers say about 水壶", "zh"),
        ("这周NPS", "zh"),
        ("what are customers angry about", "en"),
        ("カスタマーは何に怒っていますか", "ja"),
        ("worüber ärgern sich die Kunden diese Woche am meisten", "de"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_guesses_are_told(read: Any) -> None:
    assert [match.written for match in read("kettel on trust pilot").matched] == [
        "kettel", "trust pilot"
    ]  # fmt: skip
    assert read("kettle on trustpilot").matched == ()


def test_a_period_that_cannot_be_meant(read: Any) -> None:
    with pytest.raises(PeriodError):
        read("nps next week")


def test_a_name_inside_a_quoted_word_is_no_filter(read: Any) -> None:
    question = read('how many mention "kettle lid"')
    assert "product" not in question.filters
    assert question.quoted == ("kettle lid",)
