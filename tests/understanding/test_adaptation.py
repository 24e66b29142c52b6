from pathlib import Path

import numpy as np
import pytest

from assistant.models.vectors import Floats
from assistant.understanding.adaptation import Adaptation, Cases, fit, trial
from assistant.understanding.linear import Scores, sigmoid, softmax

DIMENSION = 16


def cases(label: str, n: int, rule: bool, seed: int = 1) -> Cases:
    """Heads that see nothing, and a truth that the first direction of the vectors decides."""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(n + 200, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    outputs = 2 if label == "themes" else 3
    noise = rng.normal(scale=0.3, size=(n + 200, outputs)).astype(np.float32)
    base = noise if label == "themes" else softmax(noise)
    side = (vectors[:, 0] > 0) if rule else rng.random(n + 200) > 0.5
    truth = np.zeros_like(base)
    if label == "themes":
        truth[:, 0] = truth[:, 1] = side
    else:
        truth[np.arange(n + 200), side.astype(int)] = 1
    truth[n:] = sigmoid(base[n:]) if label == "themes" else base[n:]
    return Cases(base, truth, vectors, n)


@pytest.mark.parametrize("label", ["sentiment", "themes"])
def test_what_the_corrections_share_is_learned(label: str) -> None:
    found = trial(label, cases(label, 150, rule=True))
    assert found is not None
    assert found.kept
    assert found.after - found.before > 0.25


def test_corrections_without_a_rule_teach_little() -> None:
    found = trial("sentiment", cases("sentiment", 150, rule=False))
    assert found is not None
    assert found.after < 0.6


def test_few_cases_teach_nothing() -> None:
    assert trial("sentiment", cases("sentiment", 19, rule=True)) is None


def test_an_adaptation_comes_back_from_its_file(tmp_path: Path) -> None:
    some = cases("sentiment", 60, rule=True)
    made = Adaptation({"sentiment": fit("sentiment", some)})
    made.save(tmp_path / "adaptation.npz")
    again = Adaptation.load(tmp_path / "adaptation.npz")
    assert again is not None

    def probabilities(outputs: int) -> Floats:
        return np.full((len(some.base), outputs), 1 / outputs, np.float32)

    empty = np.zeros((len(some.base), 2), np.float32)
    scores = Scores(some.base, probabilities(7), probabilities(4), empty, empty, empty, empty)
    shifted = again(scores, some.vectors)
    assert np.array_equal(shifted.sentiment, made(scores, some.vectors).sentiment)
    assert np.allclose(shifted.sentiment.sum(axis=1), 1)
    assert shifted.emotion is scores.emotion
    assert Adaptation.load(tmp_path / "none.npz") is None
