"""What the transformer is asked about, and what it moves."""

import numpy as np

from assistant.understanding.chinese import Said
from assistant.understanding.linear import THEMES
from assistant.understanding.transformer import CROWD
from assistant.understanding.vector_network import SENTIMENTS


def _said(rows: int) -> Said:
    """Texts of which every label is sure."""
    return Said(
        familiar=np.zeros(rows, np.float32),
        praise=np.full(rows, 6, np.float32),
        neither=np.full(rows, -6, np.float32),
        emotion=np.tile(np.array([0, 0, 0, 0, 0, 9, 0], np.float32), (rows, 1)),
        urgency=np.tile(np.array([0, 0, 0, 9], np.float32), (rows, 1)),
        themes=np.full((rows, len(THEMES)), -4, np.float32),
    )


def test_only_a_text_with_an_unsure_label_is_asked_about() -> None:
    said = _said(6)
    said.praise[1] = 0.1
    said.neither[2] = 0.0
    said.emotion[3, 4] = 8.9
    said.urgency[4, 2] = 8.9
    said.themes[5, 7] = 0.1
    assert said.doubtful() == [1, 2, 3, 4, 5]


def test_sure_texts_ask_nothing() -> None:
    assert _said(3).doubtful() == []
    assert _said(0).doubtful() == []


def test_what_is_read_moves_its_own_text_alone() -> None:
    said, before = _said(3), _said(3)
    read = np.zeros((1, CROWD.stop), np.float32)
    read[0, SENTIMENTS.start] = 9
    said.hear([1], read)
    assert said.praise[1] < before.praise[1]
    for name in ("praise", "neither", "emotion", "urgency", "themes"):
        moved = getattr(said, name) != getattr(before, name)
        assert moved[1].any(), name
        assert not moved[[0, 2]].any(), name
