"""How well does the check of replies carry over to wordings that no rule was written for?

60 held-out sentences that break a rule and 60 that do not (cases/reply_paraphrases.yaml), each put
into a good answer. They were written before the likeness check and did not set its thresholds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from assistant.models import Feedback, Labels
from assistant.replies.brand import Brand
from assistant.replies.checks import check
from assistant.replies.composer import compose
from assistant.replies.policies import Clause
from assistant.replies.subjects import Encode
from assistant.store.records import Record

__all__ = ["ParaphraseResult", "run", "to_markdown"]

SENTENCES = Path(__file__).parent / "cases" / "reply_paraphrases.yaml"
REVIEWS = {"en": "The kettle leaks from the base.", "zh": "水壶底座漏水。"}

Read = Callable[[Sequence[str]], Sequence[Labels]]


@dataclass(frozen=True, slots=True)
class ParaphraseResult:
    """Counts over (sentences that break a rule, clean ones): called out by an error, and by an
    error or a warning of any check of promises, faults, rewards, blame and medical or legal words;
    `patterns` are the errors without the comparison in meaning."""

    bad: int
    clean: int
    patterns: tuple[int, int]
    errors: tuple[int, int]
    any_: tuple[int, int]

    def as_json(self) -> dict[str, float]:
        return {
            "paraphrase_recall_patterns": self.patterns[0] / self.bad,
            "paraphrase_recall_errors": self.errors[0] / self.bad,
            "paraphrase_recall_any": self.any_[0] / self.bad,
            "paraphrase_false_errors": self.errors[1] / self.clean,
            "paraphrase_false_any": self.any_[1] / self.clean,
        }


def run(
    read: Read, clauses: Sequence[Clause], brand: Brand, encode: Encode, path: Path = SENTENCES
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

    def counted(severity: str, with_meaning: bool) -> tuple[int, int]:
        first, second = (
            sum(
                bool(found) if severity == "any" else severity in found
                for found in (severities(s, lang, with_meaning) for s, lang in group)
            )
            for group in (bad, clean)
        )
        return first, second

    return ParaphraseResult(
        len(bad),
        len(clean),
        counted("error", False),
        counted("error", True),
        counted("any", True),
    )


def _record(read: Read, text: str) -> Record:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    said = Feedback(id=text[:4], time=moment, text=text, rating=1, channel="Email")
    return Record(0, moment.date(), said, read([text])[0])


def to_markdown(result: ParaphraseResult) -> str:
    """The shares as a table."""
    lines = ["| fresh wordings | found | false alarms |", "|---|---|---|"]
    for name, (hit, false) in (
        ("errors of the patterns alone", result.patterns),
        ("errors, with meaning", result.errors),
        ("errors and warnings", result.any_),
    ):
        lines.append(f"| {name} | {hit} of {result.bad} | {false} of {result.clean} |")
    return "\n".join(lines) + "\n"
