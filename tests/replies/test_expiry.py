"""Terms that may be over, going by what a review tells."""

from datetime import date

import pytest

from assistant.replies.policies.quantities import Quantity, quantities
from assistant.replies.writing.expiry import age_told, may_be_over, terms

TODAY = date(2026, 3, 10)
RETURNS = "Send it back up to 20 days after it reached you."


@pytest.mark.parametrize(
    ("review", "days"),
    [
        ("Bought the kettle in January and it does not suit me.", 37),
        ("Ordered it last year.", 68),
        ("The parcel arrived last week.", 3),
        ("It broke after five weeks of use.", 35),
        ("去年十一月买的。", 99),
        ("上周收到的杯子。", 3),
        ("Nice in March sun.", 0),
        ("", 0),
    ],
)
def test_the_age_that_a_review_tells(review: str, days: int) -> None:
    assert age_told(review, TODAY) == days


@pytest.mark.parametrize(
    ("rule", "length"),
    [
        ("We mend a torn handle for two years.", 730),
        ("A lamp is replaced free of charge for 18 months.", 547),
        ("You have 20 days to bring it back.", 20),
        ("一年内免费维修。", 365),
        ("We post the parcel for you in two days.", None),
        ("我们三天内补发。", None),
    ],
)
def test_terms_without_a_word_of_purchase(rule: str, length: int | None) -> None:
    assert [round(found) for found in terms([rule])] == ([length] if length else [])


def test_only_a_customers_own_term_runs_out() -> None:
    old = "I bought it in December and changed my mind."
    assert may_be_over([RETURNS], old, TODAY)
    assert not may_be_over([RETURNS], "It came yesterday and I changed my mind.", TODAY)
    assert not may_be_over(["We mend what breaks."], old, TODAY)
    ours = "If we cannot repair it within 21 days of receiving it, you get your money back."
    assert not may_be_over([ours], old, TODAY)
    assert not may_be_over(["签收后2天内发到邮箱。"], "去年买的，发票还没有。", TODAY)


def test_what_the_customer_must_do_in_time_runs_out() -> None:
    old = "I only noticed two months later that one lid was missing."
    assert may_be_over(["Tell us within 14 days and we post it."], old, TODAY)
    assert may_be_over(["Please send a photo within 5 days; we replace it."], old, TODAY)
    assert not may_be_over(["We post what is missing within 2 days."], old, TODAY)
    assert may_be_over(["颜色发错的，15 天内可换。"], "用了两个月才发现颜色不对。", TODAY)
    both = "颜色发错的，15 天内可换，收到后 2 天内寄出新的。"
    assert may_be_over([both], "用了两个月才发现颜色不对。", TODAY)
    assert may_be_over(["Tell us within 5 days."], "They died, it's been a fortnight.", TODAY)


def test_a_price_before_a_time_is_no_range() -> None:
    assert quantities("Paid 42 and four days later") == {Quantity("4", "day")}
