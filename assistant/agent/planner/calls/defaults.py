"""What a user has chosen to look at, which holds where a question names nothing of the kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from pydantic import ValidationError

from assistant.agent.planner.calls.call_args import accepted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.errors import InvalidInputError
from assistant.models import ATTRIBUTES, ToolCall
from assistant.tools.arguments import ScopeArgs

__all__ = ["Defaults"]

ALL = r"\b(?:all|every|each|any) (?:the )?"
ALL_HAN = r"(?:所有|全部|各个?|每个|每种|全)"
EVERY = {
    "product": re.compile(rf"{ALL}(?:product|item)s?\b|{ALL_HAN}(?:产品|商品|品类)"),
    "channel": re.compile(rf"{ALL}channels?\b|{ALL_HAN}渠道"),
    "language": re.compile(rf"{ALL}languages?\b|{ALL_HAN}(?:语言|语种)"),
}
"""Words that take back a choice: the whole of a field is asked for."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """Arguments for calls that lack them; empty ones change nothing.

    They hold before the shop's standing rules, which fill what is still open then.
    """

    args: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, args: Mapping[str, Any] | None) -> Self:
        """From tool arguments. Raises InvalidInputError for one that cannot be a default."""
        allowed = ("period", *ATTRIBUTES)
        unknown = next((name for name in args or {} if name not in allowed), None)
        if unknown is not None:
            raise InvalidInputError(
                f"{unknown!r} cannot be chosen for all questions; choose {', '.join(allowed)}."
            )
        try:
            parsed = ScopeArgs.model_validate(dict(args or {}))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InvalidInputError(f"The chosen {where} does not fit: {first['msg']}.") from None
        return cls(parsed.model_dump(mode="json", exclude_defaults=True))

    def without(self, folded: str) -> Self:
        """Those that a question, in lower case, does not take back ("over all channels")."""
        kept = {n: v for n, v in self.args.items() if n not in EVERY or not EVERY[n].search(folded)}
        return replace(self, args=kept)

    def apply(self, plan: CallPlan) -> CallPlan:
        """The plan with what its calls lack."""
        calls = (ToolCall(call.name, self.filled(call.name, call.args)) for call in plan.calls)
        return replace(plan, calls=tuple(calls))

    def filled(self, tool: str, args: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments with the defaults that the tool takes and that they leave open."""
        single = any(args.get(name) for name in ("ids", "customer_id", "order_id"))
        if TRAITS[tool].whole_store or single:
            return dict(args)
        lacking = {
            name: value
            for name, value in self.args.items()
            if not args.get(name) and args.get("by") != name
        }
        if TRAITS[tool].own_time or args.get("compare_to"):
            lacking.pop("period", None)
        return {**args, **accepted(tool, lacking)}
