"""Scores the answers to questions about numbers against their gold.

A case passes when every figure that it expects is in the answer (same name, period and filters,
and the same value after rounding), no figure of that name, period and filters says otherwise, the
answer is in the language of the question, and it is verified.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import HearkenError, InvalidInputError
from assistant.han import HAN

__all__ = [
    "Ask",
    "Expected",
    "Miss",
    "NumbersCase",
    "NumbersResult",
    "decimals",
    "is_written_in",
    "load_cases",
    "missing",
    "run",
    "score",
]

Ask = Callable[[str, date], Mapping[str, Any]]
"""Answers a question on an as-of date with what `ask --json` prints."""

TWO_DECIMALS = ("rating_mean", "rating_sd", "rating_mean_change")
LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure that the answer must hold. `value` is unrounded; None means no data."""

    name: str
    value: float | str | None
    period: Mapping[str, str]
    filters: Mapping[str, Sequence[str]]

    def __str__(self) -> str:
        return _described(self.name, self.value, self.period, self.filters)


@dataclass(frozen=True, slots=True)
class NumbersCase:
    """One question with the figures that a right answer holds."""

    id: str
    question: str
    as_of: date
    language: str
    expect: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that failed, with every reason."""

    id: str
    question: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumbersResult:
    """How many of the cases passed, and why the others did not."""

    total: int
    misses: tuple[Miss, ...] = field(default=())

    @property
    def passed(self) -> int:
        return self.total - len(self.misses)

    @property
    def share(self) -> float | None:
        """Passed cases over all cases, 0…1; None without cases."""
        return self.passed / self.total if self.total else None

    def to_markdown(self) -> str:
        """A heading, the score, and one entry with its reasons for each miss."""
        score_line = "no cases" if self.share is None else f"{100 * self.share:.1f} %"
        lines = ["## Numbers", "", f"{self.passed} of {self.total} right ({score_line})", ""]
        for miss in self.misses:
            lines.append(f"- **{miss.id}** {miss.question}")
            lines += [f"  - {reason}" for reason in miss.reasons]
        return "\n".join(lines).rstrip() + "\n"


def decimals(name: str) -> int:
    """To how many decimals a figure of this name is compared."""
    return 2 if name in TWO_DECIMALS else 1


def load_cases(path: Path) -> tuple[NumbersCase, ...]:
    """Read the cases of a JSONL file.

    Raises InvalidInputError for a line that is no case.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            plain = json.loads(line)
            cases.append(
                NumbersCase(
                    id=plain["id"],
                    question=plain["question"],
                    as_of=date.fromisoformat(plain["as_of"]),
                    language=plain["language"],
                    expect=tuple(Expected(**figure) for figure in plain["expect"]),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidInputError(
                f"Line {number} of {path.name} is not an evaluation case ({error}): "
                "correct its spec and run python -m evals.gold."
            ) from error
    return tuple(cases)


def run(ask: Ask, cases: Iterable[NumbersCase]) -> NumbersResult:
    """Ask every question once and score the answers. A question that `ask` refuses with a
    HearkenError is a miss; any other exception is a defect and passes through."""
    misses, total = [], 0
    for case in cases:
        total += 1
        try:
            reasons = score(case, ask(case.question, case.as_of))
        except HearkenError as error:
            reasons = (f"refused: {error}",)
        if reasons:
            misses.append(Miss(case.id, case.question, reasons))
    return NumbersResult(total, tuple(misses))


def score(case: NumbersCase, answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Why an answer is wrong, one sentence for each reason; empty when it is right."""
    reasons = [missing(expected, answer.get("figures", ())) for expected in case.expect]
    if answer.get("language") != case.language:
        reasons.append(f"language is {answer.get('language')!r}, expected {case.language!r}")
    if not is_written_in(case.language, str(answer.get("answer", ""))):
        reasons.append(f"the text of the answer is not written in {case.language!r}")
    if answer.get("verified") is not True:
        reasons.append("the answer is not verified")
    return tuple(reason for reason in reasons if reason)


def missing(expected: Expected, figures: Iterable[Mapping[str, Any]]) -> str:
    """Why no figure is the expected one, in one sentence; empty where one is."""
    named = [figure for figure in figures if figure.get("name") == expected.name]
    scoped = [figure for figure in named if _same_scope(expected, figure)]
    wrong = [figure for figure in scoped if not _same_value(expected, figure.get("value"))]
    if scoped and not wrong:
        return ""
    nearest = wrong or named
    if not nearest:
        return f"expected {expected}; no figure has that name"
    shown = "; ".join(
        _described(figure["name"], figure.get("value"), figure.get("period"), figure.get("filters"))
        for figure in nearest[:3]
    )
    more = f" and {len(nearest) - 3} more" if len(nearest) > 3 else ""
    return f"expected {expected}; found {shown}{more}"


def _same_scope(expected: Expected, figure: Mapping[str, Any]) -> bool:
    return figure.get("period") == expected.period and _as_sets(
        figure.get("filters") or {}
    ) == _as_sets(expected.filters)


def _as_sets(filters: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    # The values of one field are alternatives, so their order says nothing.
    return {
        name: frozenset(map(str, values if isinstance(values, list | tuple) else [values]))
        for name, values in filters.items()
    }


def _same_value(expected: Expected, value: object) -> bool:
    if expected.value is None or isinstance(expected.value, str):
        return value == expected.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    places = decimals(expected.name)
    return round(value, places) == round(expected.value, places)


def is_written_in(language: str, text: str) -> bool:
    """Whether a text is in the language, Chinese or English; names may be of another."""
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    # Names of products and metrics are Latin in a Chinese answer too; a quote may be Chinese in
    # an English one.
    return han > 0 if language == "zh" else latin > han


def _described(
    name: str,
    value: object,
    period: Mapping[str, str] | None,
    filters: Mapping[str, Any] | None,
) -> str:
    shown = round(value, decimals(name)) if isinstance(value, float) else value
    days = f"{period.get('start')}…{period.get('end')}" if period else "no period"
    scope = (
        ", ".join(f"{key}={'/'.join(map(str, chosen))}" for key, chosen in filters.items())
        if (filters)
        else "all feedback"
    )
    return f"{name} = {shown} ({days}, {scope})"
