"""What leaves for a language model or a client of MCP: results as plain values, personal data
masked."""

from collections.abc import Mapping
from typing import Any

from assistant.models import Figure, Ledger, Period
from assistant.tools.result import Quote, ToolResult, Written
from assistant.understanding.outgoing import IDS, masked

__all__ = ["OWN", "for_model", "text_of", "with_masked_quotes"]

OWN = IDS | {"clauses"}
"""Where a result holds what the shop wrote itself: its policies tell everybody whom to call."""


def with_masked_quotes(ledger: Ledger) -> Ledger:
    """The ledger of an answer that a model wrote: it saw the quotes masked."""
    seen = tuple(type(c)(c.id, masked(c.quote)) for c in ledger.citations)
    return Ledger(ledger.figures, ledger.citations + seen, ledger.texts)


def for_model(result: ToolResult) -> dict[str, Any]:
    """A result as compact JSON: figures rounded, quotes with their ids, empty fields left out, and
    personal data masked in all that the shop did not write itself."""
    plain: dict[str, Any] = {"notes": list(result.notes)} if result.notes else {}
    if result.scope.period:
        plain["period"] = result.scope.period.as_json()
    plain.update(_plain(result.data))
    return plain


def _plain(value: Any, *, own: bool = False) -> Any:
    if isinstance(value, Figure):
        number = round(value.value, 2) if isinstance(value.value, float) else value.value
        parts: dict[str, Any] = {"value": _plain(number, own=own), "n": value.n}
        if value.low is not None and value.high is not None:
            parts["interval"] = [round(value.low, 2), round(value.high, 2)]
        return parts
    if isinstance(value, Quote):
        return {"id": value.id, "quote": masked(value.text)}
    if isinstance(value, Mapping):
        told = {str(k): v for k, v in value.items() if v not in (None, (), [], {})}
        return {k: _plain(v, own=own or k in OWN) for k, v in told.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, own=own) for each in value]
    if isinstance(value, Period):
        return value.as_json()
    return text_of(value, own=own)


def text_of(value: Any, *, own: bool = False) -> Any:
    """A leaf of a result as JSON has it, masked unless it is a number or the shop's `own` words."""
    if isinstance(value, int | float):
        return value
    return str(value) if own or isinstance(value, Written) else masked(str(value))
