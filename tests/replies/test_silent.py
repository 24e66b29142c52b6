"""What an unhappy review says in words that no list has is taken up, too."""

import pytest

from assistant.models import Sentiment, ThemeMention
from assistant.replies.review.blame import is_question, sentence_spans
from assistant.replies.review.complaints import complaints
from assistant.replies.review.questions import questions_of
from tests.replies.reviews import review


def quotes(text: str) -> str:
    return " | ".join(one.quote for one in complaints(review(text)))


def test_every_sentence_on_the_thing_is_a_complaint() -> None:
    assert "线跑得到处都是" in quotes("灯笼提手断了。线跑得到处都是。买了三个月。")
    assert "买了三个月" not in quotes("灯笼提手断了。线跑得到处都是。买了三个月。")
    text = "The lantern handle snapped. Wax runs all down the side. We leave on Friday."
    assert "Wax runs all down the side" in quotes(text)
    assert "Friday" not in quotes(text)


def test_a_happy_review_has_no_silent_complaint() -> None:
    text = "The lantern is lovely. Wax runs all down the side."
    assert not complaints(review(text, rating=5, sentiment=Sentiment.POSITIVE))


def test_a_length_of_time_alone_is_no_complaint() -> None:
    assert (
        quotes("The lantern handle snapped. Only six months old.") == "The lantern handle snapped"
    )
    assert "第十三天" not in quotes("灯笼还没发货。今天第十三天了。")


@pytest.mark.parametrize("asked", ["还修不修", "这个能换不能", "到底行不行"])
def test_a_verb_and_its_no_ask(asked: str) -> None:
    assert is_question(asked, 0, len(asked))


@pytest.mark.parametrize("told", ["和图片一点不一样", "动不动就灭", "不得不退", "时不时闪一下"])
def test_not_every_no_asks(told: str) -> None:
    assert not is_question(told, 0, len(told))


def test_a_question_needs_no_mark() -> None:
    assert questions_of("灯笼提手断了，还修不修") == ["还修不修？"]
    assert questions_of("灯笼提手断了，你们到底管不管") == []


def test_a_wait_against_its_promise_is_late() -> None:
    found = [
        one.issue.id for one in complaints(review("说是两到三天，物流八天没动过。")) if one.issue
    ]
    assert found == ["late"]


def test_sentences_hold_the_whole_text() -> None:
    text = "One. Two! 三。四"
    assert "".join(text[a:b] for a, b in sentence_spans(text)) == text
    assert sentence_spans("") == []


def test_a_silent_sentence_takes_no_theme_from_another() -> None:
    themes = (ThemeMention("returns_refunds", Sentiment.NEGATIVE, 29, 52),)
    text = "The lantern handle snapped. How much is the repair? Wax pokes out."
    said = review(text, themes=themes)
    assert [one.theme for one in complaints(said) if "Wax" in one.quote] == ["other"]


def test_another_colour_that_turned_up_is_the_wrong_item() -> None:
    for text in ("Ordered red, a grey one turned up.", "We ordered moons. We were sent stars."):
        assert [one.issue.id for one in complaints(review(text)) if one.issue] == ["wrong_item"]


def test_the_time_of_a_wait_stays() -> None:
    assert "weeks ago" in quotes("Ordered on the 2nd, nearly four weeks ago, and no parcel.")
