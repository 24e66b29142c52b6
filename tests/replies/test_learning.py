from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Sentiment
from assistant.replies.workflow.learning import (
    Helped,
    Suggestion,
    helped,
    outcome_of,
    share_kept,
    suggestions,
    summary,
)
from assistant.replies.workflow.lessons import Lessons
from tests.replies.reviews import review
from tests.replies.shop import ANNA, MAYA, NOW, Shop


def test_the_share_kept_counted_by_hand() -> None:
    assert share_kept("we are very sorry", "we are sorry") == pytest.approx(6 / 7)
    assert share_kept("很抱歉让您久等", "抱歉让您久等") == pytest.approx(12 / 13)
    assert share_kept("", "") == 1
    assert share_kept("words", "") == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_share_lies_between_nothing_and_all(first: str, second: str) -> None:
    assert 0 <= share_kept(first, second) <= 1
    assert share_kept(first, first) == 1


def test_what_is_changed_often_becomes_a_suggestion() -> None:
    pairs = [
        (
            f"Hello, thank you for letter {n}. Kind regards, the team",
            f"Hello, thank you for letter {n}. Warmly, the team",
        )
        for n in range(3)
    ]
    assert suggestions(pairs) == [Suggestion("Kind regards", "Warmly", 3)]
    assert suggestions(pairs[:2]) == []
    assert suggestions([("实在抱歉，请私信", "抱歉，请私信")] * 3) == [Suggestion("实在", "", 3)]
    report = summary([*pairs, ("same", "same")])
    assert (report.n, report.unchanged) == (4, 1)
    assert summary([]).kept is None


@pytest.mark.parametrize(
    ("rating", "sentiment", "expected"),
    [
        (5, Sentiment.POSITIVE, Helped.RECOVERED),
        (None, Sentiment.POSITIVE, Helped.RECOVERED),
        (3, Sentiment.NEUTRAL, Helped.RETURNED),
        (2, Sentiment.NEGATIVE, Helped.RETURNED),
        (1, Sentiment.NEGATIVE, Helped.WORSE),
        (None, Sentiment.NEGATIVE, Helped.WORSE),
        (None, Sentiment.NEUTRAL, Helped.RETURNED),
    ],
)
def test_the_next_feedback_tells(
    rating: float | None, sentiment: Sentiment, expected: Helped
) -> None:
    first = review("It broke.", rating=2)
    next_ = review("Now this.", rating=rating, sentiment=sentiment)
    assert outcome_of(first, next_) is expected
    assert outcome_of(first, None) is Helped.SILENT


def test_the_silent_are_no_success() -> None:
    share, counted = helped([Helped.RECOVERED, Helped.WORSE, Helped.SILENT, Helped.SILENT])
    assert (share.value, share.n, counted[Helped.SILENT]) == (0.5, 2, 2)
    assert helped([])[0].value is None


def test_from_the_store(shop: Shop) -> None:
    shop.add("R1", customer="C1")
    drafted = shop.service.draft("R1", ANNA)[1].reply
    body = shop.service.show("R1").body
    edited = shop.service.edit("R1", ANNA, body + " One more line.", drafted.version).reply
    approved = shop.service.approve("R1", MAYA, edited.version, "fine").reply
    shop.service.mark_sent("R1", ANNA, approved.version)
    lessons = Lessons(shop.finished, shop.tenant)
    shop.add("R0", "Before", hours_ago=2, customer="C1")
    shop.add("R3", "Bad again", hours_ago=-6, customer="C1")
    shop.add("R4", "Bad", hours_ago=-4, customer="C2")
    shop.add("R2", "Lovely", hours_ago=-5, rating=5, sentiment=Sentiment.POSITIVE, customer="C1")
    report = lessons.edits()
    assert (report.n, report.unchanged) == (1, 0)
    assert report.kept is not None
    assert 0.9 < report.kept < 1
    found = lessons.outcomes(NOW - timedelta(days=1), NOW)
    assert found == {Helped.RECOVERED: 1}
