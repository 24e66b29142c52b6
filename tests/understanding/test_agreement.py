"""Emotion and urgency go with the sentiment, and a plain question is neutral."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.agreement import agreed, asks
from assistant.understanding.cleaning import clean
from assistant.understanding.linear import THEMES, Scores
from assistant.understanding.reader import Reader


def _scores(sentiment: Floats, emotion: Floats, urgency: Floats) -> Scores:
    nothing = np.zeros((len(sentiment), len(THEMES)), np.float32)
    return Scores(sentiment, emotion, urgency, nothing, nothing, nothing, nothing[:, 0])


def test_praise_turns_a_narrow_disappointment_into_content() -> None:
    emotion = np.full((1, len(Emotion)), 0.05, np.float32)
    emotion[0, list(Emotion).index(Emotion.DISAPPOINTED)] = 0.4
    emotion[0, list(Emotion).index(Emotion.SATISFIED)] = 0.35
    urgency = np.array([[0.05, 0.1, 0.5, 0.35]], np.float32)
    found = agreed(
        _scores(np.array([[0.3, 0.1, 0.6]], np.float32), emotion, urgency), ["it just works"]
    )
    assert list(Emotion)[int(found.emotion[0].argmax())] is Emotion.SATISFIED
    assert list(Urgency)[int(found.urgency[0].argmax())] is Urgency.LOW


_SHARES = arrays.arrays(np.float32, (3, 14), elements=st.floats(0.0625, 1, width=32))


@given(_SHARES)
def test_shares_stay_shares_and_the_stance_of_a_statement_stays(raw: Floats) -> None:
    parts = (raw[:, :3], raw[:, 3:10], raw[:, 10:])
    shares = [part / part.sum(axis=1, keepdims=True) for part in parts]
    found = agreed(_scores(*shares), ["it broke"] * 3)
    for part in (found.sentiment, found.emotion, found.urgency):
        assert np.allclose(part.sum(axis=1), 1, atol=1e-4)
    assert np.allclose(found.sentiment, shares[0], atol=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Does the tripod fold flat?",
        "can i swap the strap for a shorter one",
        "How long is the cable?",
        "请问有没有小一号的",
        "这个支持无线充电吗",
        "能不能开公司抬头",
    ],
)
def test_a_plain_question_is_asked_and_neutral(reader: Reader, text: str) -> None:
    assert asks(clean(text))
    assert reader.read([text])[0].sentiment is Sentiment.NEUTRAL


@pytest.mark.parametrize(
    "text",
    [
        "Does what it says",
        "Is this a joke?",
        "How lovely",
        "Where is my order?",
        "好看呢",
        "没什么特别的",
        "没多久就坏了",
        "怎么还没发货？",
    ],
)
def test_what_is_said_or_reproached_is_no_question(text: str) -> None:
    assert not asks(clean(text))
