"""Takes out of a model's call the limits that the user never set."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.checking.numerals import claims, spelled_claims, visible
from assistant.agent.turn import Turn
from assistant.errors import PeriodError
from prompts.wording import instructions

__all__ = ["without_invented"]


def without_invented(args: Mapping[str, Any], turn: Turn) -> tuple[dict[str, Any], list[str]]:
    """The arguments without a bound whose value no word of the user's backs, and what the model is
    told of it; a weak model fills in all that it can, and groups would be missing."""
    if "bound" not in args:
        return dict(args), []
    bound = args["bound"]
    value = bound.get("value") if isinstance(bound, Mapping) else None
    if isinstance(value, int | float) and value in _numbers_of(turn):
        return dict(args), []
    kept = {name: given for name, given in args.items() if name != "bound"}
    return kept, [instructions("without_bound").strip()]


def _numbers_of(turn: Turn) -> set[float]:
    """The numbers that the user named, in this question or in the one that it leans on."""
    asked = (turn.question, turn.thread.question)
    words = [visible(question) for question in asked]
    found = {c.value for text in words for c in (*claims(text), *spelled_claims(text))}
    found |= {call.args["bound"]["value"] for call in turn.thread.calls if "bound" in call.args}
    try:
        read = turn.read.bound
    except PeriodError:
        return found
    return found | {read.value} if read else found
