"""Times that have passed, and promises whose time has."""

import pytest

from assistant.replies.checking.lateness import late_promises
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.elapsed import elapsed, in_use
from assistant.replies.policies.quantities import Quantity

RETURNS = Clause(
    "returns.1",
    "Returns",
    {
        "en": "You can return it within 30 days of delivery for a refund or a replacement.",
        "zh": "签收后 30 天内可退款或换货。",
    },
    "returns.md",
)
SPEED = Clause("refunds.1", "Speed", {"en": "Refunds take 5 business days."}, "refunds.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It tore after four months.", {Quantity("4", "month")}),
        ("I bought it ten weeks ago", {Quantity("70", "day")}),
        ("用了两个月就坏了", {Quantity("2", "month")}),
        ("三周前买的", {Quantity("21", "day")}),
        ("You will have it within 3 days.", set()),
        ("", set()),
    ],
)
def test_what_is_told_as_gone(text: str, expected: set[Quantity]) -> None:
    assert elapsed(text) == expected


def test_what_is_spent_waiting_for_the_shop_is_not_use() -> None:
    assert in_use("I asked for a refund four months ago. It tore after a week.") == {
        Quantity("7", "day")
    }
    assert not in_use("Sent the spade back a month ago. Returned them two weeks ago.")
    assert not in_use("琴寄回去都十天了。")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The parcel came, but I only opened the box two weeks after it arrived.", "14"),
        ("三天前快递就到了，放了九天才拆，客服不认。", "9"),
    ],
)
def test_a_parcel_that_lay_unopened_was_with_the_customer(text: str, days: str) -> None:
    assert in_use(text) == {Quantity(days, "day")}


@pytest.mark.parametrize(
    ("review", "reply"),
    [
        ("The bag tore after four months.", "We'll send you a replacement right now."),
        ("包用了四个月就裂了。", "我们给您换货。"),
    ],
)
def test_a_promise_after_its_time(review: str, reply: str) -> None:
    assert late_promises(reply, review, [RETURNS, SPEED]) == [reply]


@pytest.mark.parametrize(
    ("review", "reply"),
    [
        ("The bag tore after two weeks.", "We'll send you a replacement right now."),
        ("The bag tore after four months.", "We replace it within 30 days of delivery."),
        ("The bag tore after four months.", "I'm afraid we can't give you a replacement."),
        ("The bag tore after four months.", "If the guarantee runs, you get a replacement."),
        ("My refund was due four months ago.", "We'll send you a replacement right now."),
        ("包用了四个月就裂了。", "已经超过期限，没有办法换货。"),
    ],
)
def test_what_is_in_time_or_only_tells_the_rule(review: str, reply: str) -> None:
    assert late_promises(reply, review, [RETURNS, SPEED]) == []


PARTS = Clause(
    "parts.1",
    "Guarantee",
    {
        "en": "Frames have a guarantee of 5 years. Motors have a guarantee of 2 years.",
        "zh": "车架质保 5 年，可维修。电机质保 2 年。",
    },
    "parts.md",
)


@pytest.mark.parametrize(
    "reply",
    [
        "The motor has a guarantee of 2 years, a year over is near enough for us to repair it.",
        "电机质保2年，您用了三年，晚一年也不要紧，照样给您换一张。",
    ],
)
def test_the_limit_counts_that_the_sentence_speaks_of(reply: str) -> None:
    assert late_promises(reply, "The motor died after three years.", [RETURNS, PARTS])


@pytest.mark.parametrize(
    "reply",
    [
        "The motor has a guarantee of 2 years, three years are past it, we can't repair it.",
        "The frame has a guarantee of 5 years, so we repair it.",
        "车架质保5年，可以维修或更换。",
    ],
)
def test_a_limit_that_is_not_past_or_is_kept(reply: str) -> None:
    assert late_promises(reply, "The frame bent after three years.", [RETURNS]) == []
    assert late_promises(reply, "The frame bent after three years.", [RETURNS, PARTS]) == []


def test_without_a_limit_nothing_is_late() -> None:
    assert late_promises("We refund it.", "It tore after four months.", [SPEED]) == []
