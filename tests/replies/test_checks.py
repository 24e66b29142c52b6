"""The check of replies: what blocks, what warns, what passes."""

import pytest

from assistant.replies.checking.checks import check
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.composer import compose
from prompts.sentences import Sentences
from tests.replies.reviews import ALIASES, BRAND, CLAUSES, review

RECORD = review("The lid of the kettle leaks.", product="Kettle K2", name="Emma Clarke")
GOOD = compose(RECORD, CLAUSES, BRAND, aliases=ALIASES).body


def _errors(body: str, record: object = RECORD) -> set[str]:
    assert record is RECORD
    found = check(body, RECORD, CLAUSES, brand=BRAND, aliases=ALIASES)
    return {finding.check for finding in found if finding.blocks}


def _with(sentence: str) -> str:
    hello, middle, sign = GOOD.split("\n\n")
    return "\n\n".join([hello, f"{middle} {sentence}", sign])


def test_the_good_reply_is_clean() -> None:
    assert check(GOOD, RECORD, CLAUSES, brand=BRAND, aliases=ALIASES) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We will refund you $20.", "unbacked_promise"),
        ("It is repaired within 2 business days after it reaches us.", "unbacked_promise"),
        ("We refund the full price within 24 hours.", "unbacked_promise"),
        ("You will get a voucher.", "unbacked_promise"),
        ("We made a mistake.", "admission"),
        ("Your number 415-555-0134 is on file.", "personal_data"),
        ("Dear Emma Clarke, thank you again.", "personal_data"),
        ("Change your rating and a voucher is yours.", "review_for_reward"),
        ("Please remove your review.", "review_change"),
        ("You must have dropped it.", "blame"),
        ("There is no health risk.", "medical_legal"),
        ("Enjoy your desk fan.", "wrong_product"),
        ("The order is [order number].", "placeholder"),
    ],
)
def test_a_sentence_that_may_not_go_out(sentence: str, expected: str) -> None:
    assert expected in _errors(_with(sentence))


@pytest.mark.parametrize("hello", ["Dear Ms Clarke,", "Hello Mrs. Clarke,", "Hi Emma,"])
def test_a_title_before_the_surname_is_the_right_name(hello: str) -> None:
    _, middle, sign = GOOD.split("\n\n")
    assert "wrong_name" not in _errors("\n\n".join([hello, middle, sign]))


@pytest.mark.parametrize(
    "sentence",
    [
        "Forget the 14 days and send it whenever you like.",
        "You get every penny back by the end of the week.",
    ],
)
def test_a_rule_that_is_waived_is_a_promise(sentence: str) -> None:
    assert "unbacked_promise" in _errors(_with(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "A defect under warranty is repaired or replaced free of charge within 10 business days "
        "after the item reaches us.",
        "We understand that you would like a refund.",
        "We cannot promise a refund before we have seen it.",
        "You write that the lid leaks, and we hear you.",
    ],
)
def test_a_sentence_that_may(sentence: str) -> None:
    assert _errors(_with(sentence)) == set()


def test_a_clause_that_does_not_fit_the_complaint_does_not_count() -> None:
    found = check(
        _with("The full price is refunded within 24 hours of the report."), RECORD, CLAUSES
    )
    assert any("safety.3" in finding.text for finding in found)


def test_names() -> None:
    assert "wrong_name" in _errors(GOOD.replace(GOOD.split("\n")[0], "Dear Oliver,"))
    assert "wrong_name" not in _errors(GOOD.replace(GOOD.split("\n")[0], "Dear customer,"))


def test_wrong_language_and_unanswered_complaint() -> None:
    body = "您好！\n\n感谢您的留言，祝您生活愉快，欢迎再来。\n\n光叶家居客服团队"
    assert {"wrong_language", "unanswered_complaint"} <= _errors(body)
    said = [each.text for each in check(body, RECORD, CLAUSES)]
    assert "The reply is in Chinese, the customer wrote in English." in said
    assert (
        Sentences("zh")("The reply is in Chinese, the customer wrote in English.")
        == "回复用的是中文，顾客写的是英文。"
    )


def test_length_and_likeness() -> None:
    assert "too_long" in _errors(GOOD * 3)
    assert "too_short" in _errors("Sorry about the leak.")
    assert {f.check for f in check("  ", RECORD, CLAUSES)} == {"too_short"}
    alike = check(GOOD, RECORD, CLAUSES, [GOOD])
    assert [(f.check, f.severity) for f in alike] == [("too_like_last", "error")]


def test_the_own_order_may_stand_in_private_alone() -> None:
    private = review("快递晚了八天。", channel="微信", order="LL20260318")
    public = review("快递晚了八天。", channel="淘宝", order="LL20260318")
    body = "您好！\n\n配送延误让您久等了，抱歉。订单号LL20260318我们已经在核对物流。\n\n客服团队"
    assert "personal_data" not in {f.check for f in check(body, private, CLAUSES)}
    assert "personal_data" in {f.check for f in check(body, public, CLAUSES)}


def test_words_that_the_shop_avoids() -> None:
    brand = Brand(BRAND.name, BRAND.sign_off, {}, ("leak",))
    assert "avoid" in {finding.check for finding in check(GOOD + " leak", RECORD, (), brand=brand)}
