"""What leaves for a language model: results as compact JSON, personal data masked."""

import json
import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.models import Figure, Ledger
from assistant.tools.result import Quote, ToolResult
from assistant.understanding.personal_data import mask

__all__ = ["for_model", "masked", "spelled", "with_masked_quotes"]

ROWS_SHOWN = (12, 8, 5, 3, 2, 1)

PLACEHOLDER = re.compile(r"\[([a-z_]+)\]")


def masked(text: str) -> str:
    """The text with ‹email›, ‹mobile› … in the place of personal data.

    Other brackets than those of a citation, so that no placeholder is taken for an id.
    """
    hidden = mask(text)
    return PLACEHOLDER.sub(r"‹\1›", hidden) if hidden != text else text


def with_masked_quotes(ledger: Ledger) -> Ledger:
    """The ledger of an answer that a model wrote: it saw the quotes masked."""
    seen = tuple(type(c)(c.id, masked(c.quote)) for c in ledger.citations)
    return Ledger(ledger.figures, ledger.citations + seen, ledger.texts)


def for_model(result: ToolResult) -> dict[str, Any]:
    """A result as compact JSON: figures rounded, quotes with their ids, empty fields left out."""
    plain: dict[str, Any] = {"notes": list(result.notes)} if result.notes else {}
    if result.scope.period:
        plain["period"] = result.scope.period.as_json()
    plain.update(_plain(result.data))
    return plain


def spelled(result: ToolResult, tokens: int) -> str:
    """A result as JSON of at most so many tokens; long lists lose their last rows first."""
    plain = for_model(result)
    text = _compact(plain)
    for rows in ROWS_SHOWN:
        if count_tokens(text) <= tokens:
            return text
        text = _compact(_cut(plain, rows))
    return shortened(text, tokens)


def _compact(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _cut(value: Any, rows: int) -> Any:
    if isinstance(value, dict):
        return {name: _cut(each, rows) for name, each in value.items()}
    if isinstance(value, list):
        left_out = [f"… {len(value) - rows} more"] if len(value) > rows else []
        return [_cut(each, rows) for each in value[:rows]] + left_out
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Figure):
        number = round(value.value, 2) if isinstance(value.value, float) else value.value
        parts: dict[str, Any] = {"value": number, "n": value.n}
        if value.low is not None and value.high is not None:
            parts["interval"] = [round(value.low, 2), round(value.high, 2)]
        return parts
    if isinstance(value, Quote):
        return {"id": value.id, "quote": masked(value.text)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items() if v not in (None, (), [], {})}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | str | bool) else str(value)
