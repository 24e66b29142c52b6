"""Blame without a word of blame, what customers concede, and whom a rule on service answers."""

from pathlib import Path

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import Complaint, complaints
from assistant.replies.review.wordings import praise_quotes, short_quote
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

POLICIES = """# The paint shop

## Autumn tins
Tins of autumn colours leave in October, and we e-mail you. If they arrive dented, we replace them.

## Reaching us
The phone is open from 9 to 5. If one of us was curt with you, the owner rings you back.

## Wrong or missing items
If we packed the wrong tin, tell us within 9 days and we send the right one.
"""


def _mention(text: str, said: str, sentiment: Sentiment) -> ThemeMention:
    start = text.index(said)
    return ThemeMention("product_quality", sentiment, start, start + len(said))


@pytest.fixture
def book(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    return Rulebook.of(load_policies(tmp_path), encoder.encode)


def test_what_came_of_it_is_the_complaint() -> None:
    text = "Painted the wall as the tin says, four hours between coats, and got stripes all over."
    blamed = _mention(text, "four hours between coats", Sentiment.NEGATIVE)
    assert [one.quote for one in complaints(review(text, themes=(blamed,)))] == [
        "and got stripes all over"
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("So much for lovely colours. The green came out grey.", ["The green came out grey"]),
        ("哇，真是好颜色。刷上墙全是灰的。", ["刷上墙全是灰的"]),
        ("昨天刚签收，盖子是瘪的，太糟心了。", ["盖子是瘪的"]),
        ("I had waited all week for it. The lid is dented.", ["The lid is dented"]),
        ("The tin arrived yesterday. The lid is dented.", ["The lid is dented"]),
    ],
)
def test_irony_and_background_are_no_complaints(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in complaints(review(text))] == quotes


def test_irony_is_not_quoted_as_praise() -> None:
    text = "The print is lovely and bright, but the handle fell off at once."
    assert praise_quotes(review(text), "en") == ["The print is lovely"]
    assert praise_quotes(review(f"Wow, {text}"), "en") == []


def test_what_follows_a_but_is_the_complaint_of_a_lukewarm_review() -> None:
    text = "Really good range and fair prices. But the tin turned out to be another shade."
    found = complaints(review(text, rating=3, sentiment=Sentiment.NEUTRAL))
    assert [one.quote for one in found] == ["But the tin turned out to be another shade"]


def test_labels_alone_are_no_praise_of_the_angry() -> None:
    text = "The brushes arrived as a heap of bristles. I only opened the box because I was away."
    heap = "The brushes arrived as a heap of bristles"
    found = complaints(review(text, themes=(_mention(text, heap, Sentiment.POSITIVE),)))
    assert [one.quote for one in found] == [heap]


@pytest.mark.parametrize(
    ("text", "conceded"),
    [
        ("The lid broke off. Admittedly I never read the label.", "label"),
        ("盖子裂了，怪我没看说明。", "怪我"),
    ],
)
def test_what_somebody_concedes_is_no_complaint(text: str, conceded: str) -> None:
    assert not any(conceded in one.quote for one in complaints(review(text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I tried to cancel an hour later and it was sent anyway.", "cancel"),
        ("想取消订单，客服一直拖着。", "cancel"),
        ("Was sent matt white instead of gloss.", "wrong_item"),
        ("You sent me a dented tin.", "damaged"),
        ("I want a new one for the tin that leaked.", "replacement"),
        ("漆桶漏了，必须给我换一桶新的，要求换新！", "replacement"),
        ("I'd ordered the wrong shade, silly me.", "changed_mind"),
    ],
)
def test_the_kind_of_a_complaint(text: str, kind: str) -> None:
    assert kind in [one.issue.id for one in complaints(review(text)) if one.issue]


def test_a_rule_on_goods_answers_nobody_who_was_served_badly(book: Rulebook) -> None:
    text = "Autumn is nearly over and nobody answers my e-mails about the tins!"
    silent = next(one for one in complaints(review(text)) if one.theme == "customer_service")
    assert book.to(silent, "en", text) is None
    text = "The man on the phone was rude to me."
    rude = next(one for one in complaints(review(text)) if one.theme == "customer_service")
    answer = book.to(rude, "en", text)
    assert answer is not None
    assert "If one of us was curt with you, the owner rings you back." in answer.sentences


def _quotes(text: str, rating: int = 1) -> list[str]:
    return [one.quote for one in complaints(review(text, rating=rating))]


def test_what_was_written_about_is_a_complaint_of_its_own() -> None:
    assert "my missing tent pegs" in _quotes(
        "Four e-mails about my missing tent pegs and no reply."
    )
    assert "the cracked lid" in _quotes("Nobody answers my messages about the cracked lid.")


def test_a_bare_no_tells_no_matter() -> None:
    kept = _quotes("The fern lasted a week. I did as told, a bright window, no direct sun.")
    assert not any(quote.startswith("no direct") for quote in kept)
    assert _quotes("Asked whether the hood I broke could be mended. Flat no.") != ["Flat no"]
    assert any("No strap" in quote for quote in _quotes("The bag is fine. No strap either."))


def test_a_parting_word_is_no_complaint() -> None:
    kept = _quotes("The waiter sneered at my order. I feel like a fool. Won't be back.")
    assert kept == ["The waiter sneered at my order"]


def test_a_bare_no_is_quoted_last() -> None:
    one = Complaint(None, "other", "no sun. Dead as a doornail")
    assert short_quote(one, "en") == "Dead as a doornail"
