"""Which of a shop's rules lies nearest to a complaint, and what of it is told."""

from pathlib import Path

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import complaints
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

POLICIES = """# Clocks

## Guarantee
Clocks are guaranteed for 2 years, and we repair them free of charge. Glass, hands and springs
are not covered.

## Noise
If a clock ticks louder than 30 dB, we send you another movement.

## Condition
Each clock is graded by hand by one of our masters. If what you receive is in a worse grade than we
told you, let us know within 10 days; you choose between half the price and another clock.

## We sent the wrong thing
Sorry! Keep it until the right clock is there; our driver takes it along.

## Our people
Somebody was short with you? Ask for Olga, who runs the shop: she calls you back.

## 保修范围
- 表带：断裂的 3 个月内免费更换。
- 机芯：停走的 2 年内免费维修。

## 走时
先按视频对时；对不准的，到门店免费校准一次。
"""


@pytest.fixture
def book(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "clocks.md").write_text(POLICIES, "utf-8")
    return Rulebook(load_policies(tmp_path), encoder.encode)


def told(book: Rulebook, text: str, theme: str = "") -> str:
    blamed = (ThemeMention(theme, Sentiment.NEGATIVE, 0, len(text)),) if theme else ()
    language = "en" if text.isascii() else "zh"
    found = [
        book.to(one, language, text) for one in complaints(review(text, themes=blamed, product=""))
    ]
    return " ".join(said for each in found if each for said in each.sentences)


@pytest.mark.parametrize(
    ("text", "theme", "words"),
    [
        ("The clock is louder than a train.", "product_quality", "another movement"),
        ("All scratches: a worse grade than you told me.", "", "you choose"),
        ("Asked for oak, was sent a black one.", "", "our driver takes it along"),
        ("The lad at the till sighed at me.", "customer_service", "Ask for Olga"),
        ("A hand fell off within a month.", "product_quality", "not covered"),
        ("戴了一个月机芯就停了。", "product_quality", "机芯：停走的 2 年内免费维修"),
        ("按视频对时三遍还是不准。", "", "到门店免费校准"),
    ],
)
def test_the_rule_on_the_very_thing_is_told_whole(
    book: Rulebook, text: str, theme: str, words: str
) -> None:
    assert words in told(book, text, theme)


def test_the_item_of_a_list_for_other_parts_is_not_told(book: Rulebook) -> None:
    assert "表带" not in told(book, "戴了一个月机芯就停了。", "product_quality")
    assert "Sorry" not in told(book, "Asked for oak, was sent a black one.")


def test_a_cited_clause_says_more_where_a_further_complaint_names_it(book: Rulebook) -> None:
    text = "The hands and the springs are bent."
    one = complaints(review(text, product="Clock"))[0]
    guarantee = next(p.clause for p in book._passages if p.clause.title == "Guarantee")
    first = "Clocks are guaranteed for 2 years, and we repair them free of charge."
    more = book.beside(one, [guarantee.id], "en", [first])
    assert more is not None
    assert "springs" in more.sentences[0]
    assert book.beside(one, [], "en", []) is None
    assert book.beside(one, [guarantee.id], "en", [first, "Hands and springs bend."]) is None
