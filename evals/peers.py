"""Other tools on the same texts, where they are installed: SnowNLP (Chinese), VADER (English)."""

import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from evals.training.corpus import Rated

__all__ = ["peers"]

PEER_TEXTS = 400
SEED = 20


def peers(sets: Mapping[str, Sequence[Rated]]) -> list[dict[str, Any]]:
    """Accuracy and speed on a seeded sample of each set; a tool that is absent has no row."""
    found = []
    for name, build, sources in (
        ("SnowNLP", _snownlp, ("shopping", "takeaway", "hotel")),
        ("VADER", _vader, ("airline",)),
    ):
        try:
            stance = build()
        except ImportError:
            continue
        for source in sources:
            rows = list(sets[source])
            chosen = np.random.default_rng(SEED).permutation(len(rows))[:PEER_TEXTS]
            start = time.perf_counter()
            hits = [stance(rows[row].text) == rows[row].label for row in chosen]
            rate = len(hits) / (time.perf_counter() - start)
            found.append(
                {
                    "peer": name,
                    "task": f"sentiment, {source}",
                    "score": round(float(np.mean(hits)), 4),
                    "n": len(hits),
                    "texts_per_second": round(rate),
                }
            )
    return found


def _snownlp() -> Callable[[str], int]:
    module = importlib.import_module("snownlp")
    return lambda text: int(module.SnowNLP(text).sentiments > 0.5)


def _vader() -> Callable[[str], int]:
    module = importlib.import_module("vaderSentiment.vaderSentiment")
    judge = module.SentimentIntensityAnalyzer()

    def stance(text: str) -> int:
        compound = judge.polarity_scores(text)["compound"]
        return 2 if abs(compound) < 0.05 else int(compound > 0)

    return stance
