"""What leaves for a language model or a client of MCP: results as plain values, personal data
masked."""

from collections.abc import Mapping
from typing import Any

from assistant.models import Figure, Ledger, Period
from assistant.tools.result import Quote, ToolResult, Written
from assistant.understanding.outgoing import IDS, masked

__all__ = ["OWN", "Spelling", "for_model", "with_masked_quotes"]

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
    plain.update(Spelling().of(result.data))
    return plain


class Spelling:
    """How the values of a result leave, masked unless they are the shop's `own` words."""

    def of(self, value: Any, *, own: bool = False) -> Any:
        """A value as JSON has it; fields without anything are left out."""
        if isinstance(value, Figure):
            return self.figure(value, own=own)
        if isinstance(value, Quote):
            return self.quote(value)
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, Mapping):
            told = {str(k): v for k, v in value.items() if v not in (None, (), [], {})}
            return self.mapping(told, own=own)
        if isinstance(value, list | tuple):
            return [self.of(each, own=own) for each in value]
        if isinstance(value, int | float):
            return value
        return str(value) if own or isinstance(value, Written) else masked(str(value))

    def figure(self, figure: Figure, *, own: bool) -> Any:
        """A computed number: rounded, with what it rests on."""
        number = round(figure.value, 2) if isinstance(figure.value, float) else figure.value
        parts: dict[str, Any] = {"value": self.of(number, own=own), "n": figure.n}
        if figure.low is not None and figure.high is not None:
            parts["interval"] = [round(figure.low, 2), round(figure.high, 2)]
        return parts

    def quote(self, quote: Quote) -> Any:
        """A customer's words."""
        return {"id": quote.id, "quote": masked(quote.text)}

    def period(self, period: Period) -> Any:
        """A run of days."""
        return period.as_json()

    def mapping(self, told: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
        """Named values, none of them empty."""
        return {name: self.of(each, own=own or name in OWN) for name, each in told.items()}
