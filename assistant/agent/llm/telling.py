"""A result as a model reads it: compact, what tells most first, within so many tokens.

A figure is one string, "50.91% (interval 47.38 to 54.44)"; how many records figures rest on stands
once where those side by side rest on the same. What does not fit is left out whole and named, never
cut in the middle, so that no interval loses its end and no group its name.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.agent.llm.outgoing import Spelling
from assistant.models import Figure, Period
from assistant.tools.result import Quote, ToolResult
from assistant.understanding.outgoing import masked

__all__ = ["spelled"]

MANY_ROWS, FEW_ROWS = (12, 8), (5, 3, 2, 1)
WHOLE_ROWS = 3
"""Rows that keep their quotes and their inner tables where the later ones lose them."""
EXAMPLES = 3
"""Quotes, and rows of a ranking, that are kept where all groups are."""
SPLITS = ("groups", "points", "left_out")
"""Tables that answer a question by all of their rows."""

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

HEAD = 5
"""Entries of a row that are kept where rows must be thin, beside those of `KEPT`."""

KEPT = ("verdict", "status", "standing")


def spelled(result: ToolResult, tokens: int) -> str:
    """A result as JSON of at most so many tokens."""
    text = ""
    for plain in _shorter(_whole(result)):
        told = {name: _with_n(value) for name, value in plain.items()}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if count_tokens(text) <= tokens:
            return text
    return shortened(text, tokens)


def _shorter(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A result, then ever less of it: without details, late rows, most quotes, inner tables, what
    tells least, all rows but one. What is said once for all rows is short, and goes after them."""
    yield plain
    plain = _without_details(plain)
    yield plain
    for rows in MANY_ROWS:
        yield _with_rows(plain, rows)
    plain = _with_rows(plain, MANY_ROWS[-1])
    for change in (_with_one_quote, _with_bare_rows, _with_thin_rows):
        plain = _with_changed_rows(plain, change)
        yield plain
    plain = {name: _few_examples(value) for name, value in plain.items()}
    yield plain
    yield from _left_out(plain)


def _left_out(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A result without what tells least, naming it: single values, late rows of rankings, the
    period before, all rows but one."""
    left_out: list[str] = []
    spare = [name for name, value in plain.items() if name not in TELLING and not _is_table(value)]
    for name in reversed(spare):
        left_out.append(name)
        plain = {key: value for key, value in plain.items() if key != name}
        yield {**plain, "left_out": left_out}
    plain["left_out"] = left_out
    yield {k: v if k in SPLITS else _with_rows(v, EXAMPLES) for k, v in plain.items()}
    if plain.pop("before", None):
        left_out.append("before")
        yield plain
    for rows in FEW_ROWS:
        yield _with_rows(plain, rows)


def _few_examples(value: Any) -> Any:
    """The first of a list of quotes or of what is told by its quotes; any other value whole."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return _with_rows(value, EXAMPLES) if any("quote" in row for row in rows) else value


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


def _with_changed_rows(
    plain: dict[str, Any], change: Callable[[int, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """The result with each row of its tables changed, quotes aside; `change` gets a row's place."""

    def changed(place: int, row: Any) -> Any:
        return change(place, row) if isinstance(row, dict) and "quote" not in row else row

    return {
        key: [changed(*each) for each in enumerate(value)] if isinstance(value, list) else value
        for key, value in plain.items()
    }


def _with_one_quote(place: int, row: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    return {**row, "quotes": row["quotes"][:1]} if "quotes" in row else row


def _with_bare_rows(place: int, row: dict[str, Any]) -> dict[str, Any]:
    bare = {name: value for name, value in row.items() if not isinstance(value, dict | list)}
    return row if place < WHOLE_ROWS else bare


def _with_thin_rows(place: int, row: dict[str, Any]) -> dict[str, Any]:
    few = {k: v for n, (k, v) in enumerate(row.items()) if n < HEAD or k in KEPT}
    few.pop("quotes", None)
    return few if place or "quotes" not in row else {**few, "quotes": row["quotes"][:1]}


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
