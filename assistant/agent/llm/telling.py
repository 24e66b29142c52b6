"""A result as a model reads it: compact, what tells most first, within so many tokens.

A figure is one string, "50.91% (interval 47.38 to 54.44)"; how many records figures rest on stands
once where those side by side rest on the same. What does not fit is left out whole and named, never
cut in the middle, so that no interval loses its end and no group its name.
"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.agent.llm.outgoing import Spelling
from assistant.agent.llm.shorter import TELLING, shorter
from assistant.models import Figure, Period
from assistant.tools.result import Quote, ToolResult
from assistant.understanding.outgoing import masked

__all__ = ["spelled"]

SAID_AGAIN = {"notes": "missing", "whole": "text"}
"""What a row says a second time, by what says it first."""


def spelled(result: ToolResult, tokens: int) -> str:
    """A result as JSON of at most so many tokens."""
    text = ""
    for plain in shorter(_whole(result)):
        told = {name: _with_n(value) for name, value in plain.items()}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if count_tokens(text) <= tokens:
            return text
    return shortened(text, tokens)


def _whole(result: ToolResult) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    if result.notes:
        plain["notes"] = list(result.notes)
    spelling = _Told()
    for name, period in (("period", result.scope.period), ("compared_with", result.compared)):
        if period:
            plain[name] = spelling.period(period)
    plain.update(_once(spelling.of(result.data)))
    telling = [name for name in TELLING if name in plain]
    return {name: plain[name] for name in dict.fromkeys([*telling, *plain])}


def _once(value: Any) -> Any:
    """A value without what stands beside itself again: the notes of a draft in each language where
    it tells what is missing, a policy's whole text where it is told by language."""
    if isinstance(value, list):
        return [_once(each) for each in value]
    if not isinstance(value, dict):
        return value
    again = {name for name, first in SAID_AGAIN.items() if value.get(first)}
    return {name: _once(each) for name, each in value.items() if name not in again}


class _Told(Spelling):
    """Values as a model reads them."""

    def figure(self, figure: Figure, *, own: bool) -> "_Said":  # noqa: ARG002 - masked all the same
        return _Said(_figure(figure), figure.n if _has_n(figure) else None)

    def quote(self, quote: Quote) -> dict[str, str]:
        about = [quote.day.isoformat(), *([masked(quote.product)] if quote.product else [])]
        return {**super().quote(quote), "of": ", ".join(about)}

    def period(self, period: Period) -> str:
        return f"{period.start.isoformat()}..{period.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure in words; `n` is how many records it rests on, None where that says nothing."""

    text: str
    n: int | None


def _with_n(value: Any) -> Any:
    """A value with its figures as text; the n that most of a mapping's figures rest on stands
    first in it, once. It is told last of all, of the figures that are left, and not of a whole
    result, where it would seem to be the n of the period."""
    if isinstance(value, _Said):
        return value.text if value.n is None else f"{value.text}, n={value.n}"
    if isinstance(value, list):
        return [_with_n(each) for each in value]
    if not isinstance(value, dict):
        return value
    ns = Counter(each.n for each in value.values() if isinstance(each, _Said) and each.n)
    n, times = ns.most_common(1)[0] if ns else (None, 0)
    if times < 2 or "n" in value:
        return {name: _with_n(each) for name, each in value.items()}
    alike = {k: v.text if isinstance(v, _Said) and v.n == n else v for k, v in value.items()}
    return {"n": n} | {name: _with_n(each) for name, each in alike.items()}


def _has_n(figure: Figure) -> bool:
    return isinstance(figure.value, int | float) and figure.n != figure.value


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "no data"
    if isinstance(figure.value, str):
        return masked(figure.value)
    unit = "%" if figure.unit == "%" else f" {figure.unit}" if figure.unit else ""
    text = f"{_number(figure.value)}{unit}"
    if figure.low is not None and figure.high is not None:
        text += f" (interval {_number(figure.low)} to {_number(figure.high)})"
    return text


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
