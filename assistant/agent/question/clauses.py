"""The clauses of a question that ask for something by themselves: "…, and what is the reason"."""

import re
from collections.abc import Iterator

from assistant.agent.names.folding import fold
from assistant.agent.question.patterns.joint import JOINT

__all__ = ["asking_clauses", "shown_beside"]

MOST_JOINTS = 5

ASKS = re.compile(
    r"^(?:(?:and|also|then|so|or|if so|if not)[, ]+)*"
    r"(?:what|which|who|whom|whose|when|where|why|how|show|list|give|tell|quote|name|explain"
    r"|(?:is|are|was|were|do|does|did|has|have|had|should|could|can) "
    r"(?:it|they|we|our|the|this|that|these|those|any|people|customers))\b"
    r"|什么|啥|多少|几(?!乎|率|何|个月|天|周)|哪|谁|怎么|咋|如何|为何|是不是|有没有|吗|^附|^带上|^列|^给我?看"
)
"""How a clause begins that wants an answer, or a word of one in Chinese."""

SHOWN_WITH = re.compile(
    r"(?<=\w)[,，]? ((?:with|including|along with|plus) (?:all )?(?:the|their|its) "
    r"[a-z]+(?: [a-z]+)? ?(?:numbers?|ids?|names?|e?mails?|addresses|phones?|dates?|details?))\W*$",
    re.IGNORECASE,
)
"""What is to be shown beside each thing: "with their order numbers"."""


def asking_clauses(text: str) -> Iterator[tuple[str, str, str]]:
    """What stands before each clause that asks for something, the clause, and what stands behind
    it; none for a question of one clause."""
    folded = fold(text)
    cuts = [joint.span() for joint in JOINT.finditer(folded)]
    if len(folded) != len(text) or not cuts or len(cuts) > MOST_JOINTS:
        return
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    for start, end, before, after in zip(
        starts, ends, [0, *ends[:-1]], [*starts[1:], len(text)], strict=True
    ):
        if ASKS.search(folded[start:end]):
            yield text[:before], text[start:end].strip(" ?？。."), text[after:]


def shown_beside(text: str) -> tuple[str, str] | None:
    """The question without what it wants shown beside each thing, and that; None for another."""
    match = SHOWN_WITH.search(text)
    return (text[: match.start()], match[1]) if match else None
