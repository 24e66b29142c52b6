"""How well does the check of replies carry over to wordings that no rule was written for?

Two sets, each sentence put into a good answer: the tuning cases (cases/reply_paraphrases.yaml, 70
sentences that break a rule and 60 that do not), which set the limits of the check, and the held-out
cases (cases/reply_held_out.yaml, 100 and 100), written before the check was read and never used to
change it. Neither is among the training sentences.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from assistant.models import Feedback, Labels
from assistant.models.vectors import Encode
from assistant.replies.checking.checks import check
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.composer import compose
from assistant.store.records import Record
from evals.tables import table

__all__ = ["HELD_OUT", "TUNING", "ParaphraseResult", "run", "to_markdown"]

_CASES = Path(__file__).parent / "cases"
TUNING = _CASES / "reply_paraphrases.yaml"
HELD_OUT = _CASES / "reply_held_out.yaml"
REVIEWS = {"en": "The kettle leaks from the base.", "zh": "水壶底座漏水。"}

Read = Callable[[Sequence[str]], Sequence[Labels]]


@dataclass(frozen=True, slots=True)
class ParaphraseResult:
    """Counts over (sentences that break a rule, clean ones): called out by an error, and by an
    error or a warning of any check of promises, faults, rewards, blame and medical or legal words;
    `patterns` are the errors without the comparison in meaning."""

    name: str
    bad: int
    clean: int
    patterns: tuple[int, int]
    errors: tuple[int, int]
    any_: tuple[int, int]

    def as_json(self) -> dict[str, float]:
        return {
            f"{self.name}_recall_patterns": self.patterns[0] / self.bad,
            f"{self.name}_recall_errors": self.errors[0] / self.bad,
            f"{self.name}_recall_any": self.any_[0] / self.bad,
            f"{self.name}_false_errors": self.errors[1] / self.clean,
            f"{self.name}_false_any": self.any_[1] / self.clean,
        }


def run(
    read: Read, clauses: Sequence[Clause], brand: Brand, encode: Encode, path: Path = TUNING
) -> ParaphraseResult:
    """Check every sentence inside an answer of the composer's."""
    words: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    kinds = set(words["violations"])
    records = {language: _record(read, text) for language, text in REVIEWS.items()}
    good = {language: compose(r, clauses, brand).body for language, r in records.items()}

    def severities(sentence: str, language: str, with_meaning: bool) -> set[str]:
        hello, middle, sign = good[language].split("\n\n")
        gap = "" if language == "zh" else " "
        body = f"{hello}\n\n{middle}{gap}{sentence}\n\n{sign}"
        found = check(
            body,
            records[language],
            clauses,
            brand=brand,
            encode=encode if with_meaning else None,
        )
        return {finding.severity for finding in found if finding.check in kinds}

    bad = [(s, lang) for by in words["violations"].values() for lang in by for s in by[lang]]
    clean = [(s, lang) for lang, listed in words["clean"].items() for s in listed]

    patterns, errors, any_ = [], [], []
    for group in (bad, clean):
        alone = [severities(s, lang, False) for s, lang in group]
        whole = [severities(s, lang, True) for s, lang in group]
        patterns.append(sum("error" in found for found in alone))
        errors.append(sum("error" in found for found in whole))
        any_.append(sum(bool(found) for found in whole))
    return ParaphraseResult(
        path.stem, len(bad), len(clean), _pair(patterns), _pair(errors), _pair(any_)
    )


def _pair(counts: list[int]) -> tuple[int, int]:
    return counts[0], counts[1]


def _record(read: Read, text: str) -> Record:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    said = Feedback(id=text[:4], time=moment, text=text, rating=1, channel="Email")
    return Record(0, moment.date(), said, read([text])[0])


def to_markdown(result: ParaphraseResult) -> str:
    """The shares as a table."""
    counts = (
        ("errors of the patterns alone", result.patterns),
        ("errors, with meaning", result.errors),
        ("errors and warnings", result.any_),
    )
    rows = (
        (name, f"{hit} of {result.bad}", f"{false} of {result.clean}")
        for name, (hit, false) in counts
    )
    return table((result.name, "found", "false alarms"), rows) + "\n"
