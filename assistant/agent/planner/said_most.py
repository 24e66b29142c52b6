"""Which of several words is said most: a count for each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.planner.call_args import fitted
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.question.word_forms import forms_of

__all__ = ["WHICH_SAID", "counted_apart", "stem"]

WHICH_SAID = re.compile(
    r"(?:哪一?[个种样项]|谁)(?:词|问题|毛病|缺陷|情况)?(?=被|更|最|比较|提|说|骂|投诉|抱怨|吐槽|反馈|差评|多|严重|的)"
    r"|\S还是\S{1,10}(?:多|严重|常见)"
    r"|\b\w+ or \w+\b.{0,30}\b(?:more|most)\b|\b(?:more|most)\b.{0,30} or \w"
)
"""Which of several words, and not of the shop's things, is said most."""


def counted_apart(made: CallPlan, words: Sequence[str]) -> CallPlan:
    """One count for each word, where it is asked which of them is said most."""
    call = made.calls[0]
    count = call.lacking("by", "theme", "stance", "sentiment").of("volume")
    counts = (fitted(count.having(words=[stem(word)])) for word in words)
    return replace(made, calls=tuple(counts))


def stem(word: str) -> str:
    """What the forms of a word begin with: the "leak" of "leaking"."""
    return forms_of(word)[-1]
