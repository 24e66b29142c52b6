"""The writer's own stars move what was read from the text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Emotion, Labels, Sentiment, ThemeMention, Urgency
from assistant.understanding.stars import with_stars

NEGATIVE, NEUTRAL, POSITIVE = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE
PRAISE = Labels(
    "en", POSITIVE, 0.6, Emotion.SATISFIED, Urgency.LOW,
    (ThemeMention("product_quality", POSITIVE, 0, 14),),
)  # fmt: skip
BLAME = Labels(
    "en", NEGATIVE, -0.6, Emotion.ANGRY, Urgency.CRITICAL,
    (ThemeMention("product_quality", NEGATIVE, 0, 14),),
)  # fmt: skip


def starred(labels: Labels, rating: float | None, text: str = "The pads squeal.") -> Labels:
    return with_stars(labels, text, rating)


@pytest.mark.parametrize("rating", [1, 2, 1.5])
def test_few_stars_turn_praise_into_blame(rating: float) -> None:
    found = starred(PRAISE, rating)
    assert (found.sentiment, found.emotion, found.urgency) == (
        NEGATIVE,
        Emotion.DISAPPOINTED,
        Urgency.NORMAL,
    )
    assert found.score < 0
    assert [mention.sentiment for mention in found.themes] == [NEGATIVE]


def test_five_stars_turn_blame_into_praise() -> None:
    found = starred(BLAME, 5)
    assert (found.sentiment, found.emotion, found.urgency) == (
        POSITIVE,
        Emotion.SATISFIED,
        Urgency.NORMAL,
    )
    assert [mention.sentiment for mention in found.themes] == [POSITIVE]


def test_plain_words_outweigh_the_stars() -> None:
    assert starred(replace(PRAISE, score=0.99), 1).sentiment == POSITIVE


def test_a_theme_that_was_read_on_the_right_side_keeps_the_others() -> None:
    mixed = (
        *PRAISE.themes,
        ThemeMention("packaging", NEGATIVE, 0, 14),
        ThemeMention("delivery", NEUTRAL, 0, 14),
    )
    assert starred(replace(PRAISE, themes=mixed), 1).themes == mixed


@pytest.mark.parametrize("rating", [1, 5])
def test_a_danger_that_is_named_stays_critical(rating: int) -> None:
    text = "It caught fire, but support was lovely."
    assert starred(BLAME, rating, text).urgency == Urgency.CRITICAL
    assert starred(PRAISE, 1, text).urgency == Urgency.CRITICAL


@pytest.mark.parametrize(
    ("labels", "rating", "text"),
    [
        (PRAISE, None, "The pads squeal."),
        (PRAISE, 1, " "),
        (replace(PRAISE, sentiment=NEUTRAL, score=0.1), 3, "It came in a box."),
        (replace(PRAISE, sentiment=NEUTRAL, score=0.1), 4, "It came in a box."),
    ],
)
def test_without_evidence_nothing_moves(labels: Labels, rating: int | None, text: str) -> None:
    assert starred(labels, rating, text) == labels


@given(
    score=st.floats(-1, 1, exclude_min=True, exclude_max=True),
    fewer=st.floats(1, 5),
    more=st.floats(1, 5),
)
def test_more_stars_never_lower_the_score(score: float, fewer: float, more: float) -> None:
    labels = replace(PRAISE, score=score, sentiment=POSITIVE if score > 0 else NEGATIVE)
    low, high = sorted((fewer, more))
    assert starred(labels, low).score <= starred(labels, high).score
