"""Scores the answers about the demo shop: each question in two languages, against its gold.

A question passes when both answers are verified and in their language, hold the same figures (name,
value, n, bounds, period and filters of `ask --json`), and every gold figure is among them, with no
other of its name, period and filters; bounds are compared where the gold has them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.demo.store import demo_feedback, demo_glossary
from assistant.models import Emotion, Labels, Sentiment, Urgency
from assistant.store.feedback import FeedbackStore
from evals.demo_gold import AS_OF
from evals.numbers import Ask

__all__ = ["DemoResult", "fill_demo", "load", "run"]

LANGUAGES = ("en", "zh")
CLOSE = 1e-4
BATCH = 1000


@dataclass(frozen=True, slots=True)
class DemoResult:
    """How many questions passed in both languages, and why the others did not."""

    total: int
    misses: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def passed(self) -> int:
        return self.total - len(self.misses)

    def to_markdown(self) -> str:
        """The score, and the reasons of each miss."""
        lines = ["## Numbers of the demo shop", "", f"{self.passed} of {self.total} right", ""]
        for id, reasons in self.misses.items():
            lines.append(f"- **{id}**")
            lines += [f"  - {reason}" for reason in reasons]
        return "\n".join(lines).rstrip() + "\n"


def load(path: Path) -> list[dict[str, Any]]:
    """The cases of evals/cases/demo_numbers.jsonl."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def fill_demo(store: FeedbackStore, home: Path, zone: Any) -> None:
    """The demo shop as of AS_OF without its labels: the gold rests on none, so nothing is read."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "glossary.yaml").write_text(demo_glossary().read_text("utf-8"), "utf-8")
    unread = Labels("und", Sentiment.NEUTRAL, 0.0, Emotion.NEUTRAL, Urgency.NORMAL)
    items = demo_feedback(AS_OF, zone)
    for first in range(0, len(items), BATCH):
        batch = items[first : first + BATCH]
        store.add(batch, [unread] * len(batch))


def run(ask: Ask, cases: Sequence[Mapping[str, Any]]) -> DemoResult:
    """Ask every question in both languages."""
    misses = {str(case["id"]): reasons for case in cases if (reasons := list(_reasons(ask, case)))}
    return DemoResult(len(cases), misses)


def _reasons(ask: Ask, case: Mapping[str, Any]) -> Iterator[str]:
    answers = {language: ask(case[language], AS_OF) for language in LANGUAGES}
    for language, answer in answers.items():
        if answer["language"] != language:
            yield f"{language}: answered in {answer['language']}"
        if answer["verified"] is not True:
            yield f"{language}: not verified"
        for wanted in case["expect"]:
            if reason := _missing(wanted, answer["figures"]):
                yield f"{language}: {reason}"
    first, second = (sorted(map(_spelled, answers[each]["figures"])) for each in LANGUAGES)
    if first != second:
        yield "the figures differ between the languages"


def _spelled(figure: Mapping[str, Any]) -> str:
    return json.dumps(figure, sort_keys=True, ensure_ascii=False)


def _missing(wanted: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]) -> str:
    scoped = [
        figure
        for figure in figures
        if all(figure[key] == wanted[key] for key in ("name", "period", "filters"))
    ]
    wrong = [figure for figure in scoped if not _agrees(wanted, figure)]
    if scoped and not wrong:
        return ""
    found = [figure["value"] for figure in wrong] or "no such figure"
    return f"expected {wanted}; found {found}"


def _agrees(wanted: Mapping[str, Any], figure: Mapping[str, Any]) -> bool:
    return all(_same(wanted[key], figure[key]) for key in ("value", "low", "high") if key in wanted)


def _same(wanted: float | str | None, found: object) -> bool:
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return abs(wanted - found) <= CLOSE * max(1.0, abs(wanted))
    return wanted == found
