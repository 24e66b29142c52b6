"""Two sides of a comparison that are values of two fields: a branch against a channel.

Both names together would be a filter for what is of both at once, which compares nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.numbers import as_number
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, ToolCall

__all__ = ["halves_of", "sides_apart", "sides_told"]

AGAINST = re.compile(
    r"\b(?:than|vs\.?|versus|against|compared? (?:to|with)|or)\b|还是|比起?|[和与跟]"
    r"|(?<![a-z])(?:vs|pk)(?![a-z])"
)
"""What stands between the two sides."""

FIELDS = (*ATTRIBUTES, "kept")
Sides = tuple[str, str]


def halves_of(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each word that may part two sides; none without such a word."""
    folded = fold(text)
    for match in AGAINST.finditer(folded) if len(folded) == len(text) else ():
        yield text[: match.start()], text[match.end() :]


def sides_told(before: Question, behind: Question) -> Sides | None:
    """The fields of the names on either side, where each side names one value of one field and
    these differ; None for anything else."""
    fields = [_only(before.filters), _only(behind.filters)]
    first, second = fields
    return (first, second) if first and second and first != second else None


def sides_apart(call: ToolCall, sides: Sides, question: Question) -> Sequence[ToolCall]:
    """A call for each side, by a number; empty where the tool tells none."""
    call = as_number(call, question).lacking("by")
    if not TRAITS[call.name].splits:
        return ()
    return [fitted(call.lacking(other)) for other in reversed(sides)]


def _only(filters: Mapping[str, Sequence[str]]) -> str | None:
    named = [field for field in FIELDS if field in filters]
    return named[0] if len(named) == 1 and len(filters[named[0]]) == 1 else None
