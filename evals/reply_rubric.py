"""Drafts read with care and scored 1-5: relevance, specificity, accuracy, tone, grammar.

A score belongs to the text that was read; its digest tells when the draft has changed since.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from evals.tables import table

__all__ = ["SCALES", "RubricResult", "digest", "run", "to_markdown"]

SCORES = Path(__file__).parent / "labels" / "reply_rubric.jsonl"
SCALES = ("relevance", "specificity", "accuracy", "tone", "grammar")


@dataclass(frozen=True, slots=True)
class RubricResult:
    """Mean score of each scale and of all, over `n` drafts, of which `stale` read otherwise now."""

    means: Mapping[str, float]
    overall: float
    n: int
    stale: int


def digest(body: str) -> str:
    """What a text is known by."""
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def run(bodies: Mapping[str, str], path: Path = SCORES) -> RubricResult:
    """The scores against the drafts as they are now, by case id."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    means = {scale: mean(row[scale] for row in rows) for scale in SCALES}
    stale = sum(digest(bodies.get(row["id"], "")) != row["digest"] for row in rows)
    return RubricResult(means, mean(means.values()), len(rows), stale)


def to_markdown(result: RubricResult) -> str:
    """The means as a table."""
    whole = f"overall, {result.n} drafts ({result.stale} changed since)"
    means = {**result.means, whole: result.overall}
    rows = ((name, f"{value:.2f}") for name, value in means.items())
    return table(("read with care, 1-5", "mean"), rows) + "\n"
