"""Train the head that tells the intent of a question: `python -m evals.training.intents`.

Invented questions (questions_en.yaml, questions_zh.yaml) and the examples of prompts/intents.yaml.
The cases of evals/cases are never read.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.agent.question.intents import load_intents
from assistant.understanding.themes import load_themes
from assistant.yaml_files import read_yaml
from evals.intent_questions import labelled_questions
from evals.training.matrices import Matrix, beside, ngrams, quantised, vectors

WEIGHTS = Path(__file__).parents[2] / "assistant" / "agent" / "question" / "weights" / "intents.npz"
BITS = 15
STRENGTH = 30.0
FOLDS = 5


def _questions() -> tuple[list[str], list[str]]:
    """The wording of each question without names and periods, and its intent."""
    taxonomy = load_themes(None)
    lists = [{each.name: each.examples for each in load_intents()}]
    for language in ("en", "zh"):
        path = Path(__file__).parent / f"questions_{language}.yaml"
        lists.append(read_yaml(path.read_text("utf-8")))
    found = [each for texts in lists for each in labelled_questions(texts, taxonomy)]
    return [each.question.wording for each in found], [each.intent for each in found]


def _fit(matrix: Matrix, names: list[str]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, names)


def main() -> None:
    wordings, names = _questions()
    matrix, truth = beside(ngrams(wordings, BITS), vectors(wordings), 1.0), np.array(names)
    right = np.zeros(len(truth), bool)
    for fit, check in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(wordings, truth):
        model = _fit(matrix[fit], truth[fit].tolist())
        right[check] = model.predict(matrix[check]) == truth[check]
    sys.stdout.write(f"{len(wordings)} questions, {right.mean():.3f} right by {FOLDS} folds\n")
    model = _fit(matrix, names)
    weights = model.coef_.T.astype(np.float32)
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS,
        names=model.classes_,
        words_bias=model.intercept_.astype(np.float32),
        meaning=weights[1 << BITS :].astype(np.float16),
        **quantised("words_weights", weights[: 1 << BITS]),  # type: ignore[arg-type]
    )
    sys.stdout.write(f"{WEIGHTS.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
