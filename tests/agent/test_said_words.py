"""Words that nothing has read, as customers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.agent.planner.words.said_words import said_words

TEXTS = (
    "拉链卡住，一拉就断了",
    "机芯响得厉害，三天就充不进电",
    "锅底掉漆，掉漆掉得一地都是，把手开裂",
    "在线机器人答非所问",
)
FILLERS = frozenset(("哪个", "反馈", "多少", "有多少", "有几条", "都是", "客服"))


def _said(question: str, words: list[str]) -> list[str]:
    return said_words(
        question, words, FILLERS.__contains__, lambda word: any(word in text for text in TEXTS)
    )


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("充不进电的反馈有多少", ["进电"], ["充不进电"]),
        ("掉漆开裂哪个多", ["掉漆开裂"], ["掉漆", "开裂"]),
        ("客服机器人答非所问的有几条", ["机器人答非所"], ["机器人答非所问"]),
        ("\0\0断掉的都是哪个月的", ["断掉"], ["断"]),
        ("开裂开裂开裂,烦", ["开裂开裂开裂"], ["开裂"]),
        ("生锈的有多少", ["生锈"], []),
        ("拉链的反馈", [], []),
    ],
)
def test_pieces_are_as_long_as_somebody_writes_them(
    question: str, words: list[str], said: list[str]
) -> None:
    assert _said(question, words) == said


@given(st.text("掉漆开裂的不了哪个", max_size=16), st.text("掉漆开裂", min_size=2, max_size=4))
def test_every_piece_stands_in_the_question_and_occurs(question: str, word: str) -> None:
    for piece in _said(question, [word]):
        assert piece in question
        assert any(piece in text for text in TEXTS)
        assert piece not in FILLERS
