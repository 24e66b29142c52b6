"""A result as a model reads it: compact, what tells most first, within so many tokens.

A figure is one string, "50.91% (interval 47.38 to 54.44)"; how many records figures rest on stands
once where those side by side rest on the same. What does not fit is left out whole and named, never
cut in the middle, so that no interval loses its end and no group its name.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.agent.llm.outgoing import Spelling
from assistant.models import Figure, Period
from assistant.tools.result import Quote, ToolResult
from assistant.understanding.outgoing import masked

__all__ = ["spelled"]

MANY_ROWS, FEW_ROWS = (12, 8), (5, 3, 2, 1)

TELLING = (
    "notes",
    "period",
    "compared_with",
    "verdict",
    "change",
    "now",
    "before",
    "best",
    "worst",
    "groups",
    "themes",
    "parts",
    "quotes",
)
"""What stands first in a result; what follows it is left out first, unless it is a table."""

DETAILS = {f"stars_{star}" for star in range(1, 6)} | {
    *("rating_sd", "rating_median", "place", "affected", "cause", "counter", "emotions"),
    *("repeats", "own", "basis", "neutral", "neutral_count", "positive_count"),
}
"""What a short answer can do without."""

HEAD = 4
"""Entries of a row that are kept where rows must be thin, beside those of `KEPT`."""

KEPT = ("verdict", "status", "standing")


def spelled(result: ToolResult, tokens: int) -> str:
    """A result as JSON of at most so many tokens."""
    text = ""
    for plain in _shorter(_whole(result)):
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        if count_tokens(text) <= tokens:
            return text
    return shortened(text, tokens)


def _shorter(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A result, then ever less of it: without details, late rows, what tells least, all rows but
    one."""
    yield plain
    plain = _without_details(plain)
    yield plain
    for rows in MANY_ROWS:
        yield _with_rows(plain, rows)
    plain = _with_rows(plain, MANY_ROWS[-1])
    left_out: list[str] = []
    spare = [name for name, value in plain.items() if name not in TELLING and not _is_table(value)]
    for name in [*reversed(spare), "before"]:
        if name in plain:
            left_out.append(name)
            plain = {key: value for key, value in plain.items() if key != name}
            yield {**plain, "left_out": left_out}
    plain["left_out"] = left_out
    plain = _with_thin_rows(plain)
    yield plain
    for rows in FEW_ROWS:
        yield _with_rows(plain, rows)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)


def _without_details(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_details(v) for k, v in value.items() if k not in DETAILS}
    return [_without_details(each) for each in value] if isinstance(value, list) else value


def _with_rows(value: Any, rows: int) -> Any:
    if isinstance(value, dict):
        return {k: v if k == "left_out" else _with_rows(v, rows) for k, v in value.items()}
    if isinstance(value, list):
        more = [f"… {len(value) - rows} more"] if len(value) > rows else []
        return [_with_rows(each, rows) for each in value[:rows]] + more
    return value


def _with_thin_rows(plain: dict[str, Any]) -> dict[str, Any]:
    """The result with rows of a few entries, and one quote in the first of them."""

    def thin(place: int, row: Any) -> Any:
        if not isinstance(row, dict) or "quote" in row:
            return row
        few = {k: v for n, (k, v) in enumerate(row.items()) if n < HEAD or k in KEPT}
        few.pop("quotes", None)
        return few if place or "quotes" not in row else {**few, "quotes": row["quotes"][:1]}

    return {
        key: [thin(*each) for each in enumerate(value)] if isinstance(value, list) else value
        for key, value in plain.items()
    }


def _whole(result: ToolResult) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    if result.notes:
        plain["notes"] = list(result.notes)
    spelling = _Told()
    for name, period in (("period", result.scope.period), ("compared_with", result.compared)):
        if period:
            plain[name] = spelling.period(period)
    plain.update(spelling.of(result.data))
    telling = [name for name in TELLING if name in plain]
    return {name: plain[name] for name in dict.fromkeys([*telling, *plain])}


class _Told(Spelling):
    """Values as a model reads them."""

    def figure(self, figure: Figure, *, own: bool) -> str:  # noqa: ARG002 - masked all the same
        return _figure(figure, with_n=True)

    def quote(self, quote: Quote) -> dict[str, str]:
        about = [quote.day.isoformat(), *([masked(quote.product)] if quote.product else [])]
        return {**super().quote(quote), "of": ", ".join(about)}

    def period(self, period: Period) -> str:
        return f"{period.start.isoformat()}..{period.end.isoformat()}"

    def mapping(self, told: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
        """The n that most of the figures rest on stands first, once."""
        figures = [each for each in told.values() if isinstance(each, Figure)]
        ns = Counter(each.n for each in figures if each.n != each.value)
        n, times = ns.most_common(1)[0] if ns else (0, 0)
        shared = n if times > 1 and "n" not in told else None
        found = super().mapping(told, own=own)
        found |= {
            name: _figure(each, with_n=each.n != shared)
            for name, each in told.items()
            if isinstance(each, Figure)
        }
        return found if shared is None else {"n": shared, **found}


def _figure(figure: Figure, *, with_n: bool) -> str:
    if figure.value is None:
        return "no data"
    if isinstance(figure.value, str):
        return masked(figure.value)
    unit = "%" if figure.unit == "%" else f" {figure.unit}" if figure.unit else ""
    text = f"{_number(figure.value)}{unit}"
    if figure.low is not None and figure.high is not None:
        text += f" (interval {_number(figure.low)} to {_number(figure.high)})"
    return f"{text}, n={figure.n}" if with_n and figure.n != figure.value else text


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
