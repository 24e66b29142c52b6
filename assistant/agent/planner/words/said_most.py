"""Which of several words is said most: a count for each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.question.word_forms import pieces_of, stem_of
from assistant.models import APART

__all__ = ["WHICH_SAID", "counted_apart", "either_or", "joined_to"]

WHICH_SAID = re.compile(
    r"(?:哪一?[个种样项]|谁)(?:词|问题|毛病|缺陷|情况)?(?=被|更|最|比较|提|说|骂|投诉|抱怨|吐槽|反馈|差评|多|严重|的)"
    r"|\S还是\S{1,10}(?:多|严重|常见)"
    r"|\b\w+ (?:or|vs\.?|versus) (?:the )?\w+\b.{0,30}\b(?:more|most)\b"
    r"|\b(?:more|most)\b.{0,30} (?:or|vs\.?|versus) \w"
)
"""Which of several words, and not of the shop's things, is said most."""


JOINS = r"(?:和|跟|与|还是|或者?|、)"
SIDE = r"((?:[a-z]{3,} )?[a-z]{3,})"
EITHER_OR = re.compile(rf"\b{SIDE},? (?:or|vs\.?|versus) (?:the |an? )?{SIDE}\b")


def either_or(text: str, words: Sequence[str], is_filler: Callable[[str], bool]) -> list[str]:
    """The two sides of "shock or leak", of which one at least has an unread word, or neither a
    filler; empty for others. What is set beside an unread word is one too, however ordinary."""
    match = EITHER_OR.search(text)
    if match is None or not WHICH_SAID.search(text):
        return []
    sides = [match[1].split(), match[2].split()]
    if len(sides[0]) > 1 and is_filler(sides[0][0]):
        sides[0] = sides[0][1:]
    if len(sides[1]) > 1 and is_filler(sides[1][1]):
        sides[1] = sides[1][:1]
    told = any(word in words for side in sides for word in side)
    told = told or not any(is_filler(word) for side in sides for word in side)
    return [" ".join(side) for side in sides] if told else []


def joined_to(text: str, words: Sequence[str], said: Sequence[str]) -> list[str]:
    """The unread words of a Chinese text that 和 or 还是 joins to one that is said: the 跑音 of
    断弦和跑音, which nobody may write."""
    both = [(one, two) for one in words for two in words if one in said and two not in said]
    pairs = (rf"{one}{JOINS}{two}|{two}{JOINS}{one}" for one, two in both)
    return [two for (_, two), pair in zip(both, pairs, strict=True) if re.search(pair, text)]


def counted_apart(made: CallPlan, words: Sequence[str]) -> CallPlan:
    """One count for each word, where it is asked which of them is said most."""
    call = made.calls[0]
    count = call.lacking("by", "theme", "stance", "sentiment").of("volume")
    counts = (fitted(count.having(words=[_wording(word)])) for word in words)
    return replace(made, calls=tuple(counts))


def _wording(word: str) -> str:
    """What is looked for: the stem of a word, of several the stem of each."""
    pieces = pieces_of([word])
    return APART.join(pieces) if " " in word and len(pieces) > 1 else stem_of(word)
