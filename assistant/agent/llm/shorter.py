"""Ever less of a result, for who reads only so much of it: what answers goes last."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

__all__ = ["TELLING", "shorter"]

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
    "score",
    "measure",
    "change",
    "a",
    "b",
    "difference",
    "value",
    "negative",
    "waiting",
    "overdue",
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
    *("repeats", "own", "basis", "neutral", "neutral_count", "positive_count", "said"),
}
"""What a short answer can do without."""

HEAD = 5
"""Entries of a row that are kept where rows must be thin, beside those of `KEPT`."""

LEAST_HEADS = (3, 2)
"""Entries of a row that are kept before rows are left out: what it is of, and its numbers."""

KEPT = ("verdict", "status", "standing")


def shorter(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
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
    for entries in LEAST_HEADS:
        plain = _with_changed_rows(plain, partial(_with_heads, entries))
        yield plain
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


def _with_heads(entries: int, place: int, row: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    return {k: v for n, (k, v) in enumerate(row.items()) if n < entries or k in KEPT}
