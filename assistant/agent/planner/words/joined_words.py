"""Words that a text says each by itself: 水壶 and 漏水, "cracked lid"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.word_forms import stem_of
from assistant.han import HAN
from assistant.models import APART

__all__ = ["phrases", "with_words_beside"]

Occurs = Callable[[str], bool]

LATIN_WORD = re.compile(r"[a-z]+")

PARTICLES = frozenset(("out", "off", "up", "down", "apart", "on", "in"))
"""What a verb may stand before: "dried out", "fell apart"."""


def with_words_beside(
    made: CallPlan, asked: Sequence[str], others: Sequence[str], occurs: Occurs
) -> CallPlan:
    """The plan over the texts that say one of the words asked for and, beside it, each other word,
    or the first of them with which that is said at all; the plan as it is where none is."""
    call = made.calls[0]
    left = [stem_of(rest) for word in others if (rest := _without(word, asked))]
    if not left or not TRAITS[call.name].reads_words:
        return made
    for beside in (left, *([word] for word in left)):
        wordings = [APART.join((word, *beside)) for word in asked]
        if any(map(occurs, wordings)):
            return replace(made, calls=(call.having(words=wordings), *made.calls[1:]))
    # Of a Chinese compound that nobody writes the last word is what is meant: 鱼缸盖子 is a lid.
    heads = [rest for word in others if (rest := _behind(word, asked)) and occurs(rest)]
    return _instead(made, heads) if heads and len(made.calls) == 1 else made


def _without(word: str, asked: Sequence[str]) -> str:
    """What a word says besides what is asked for: the 裂 of 鱼缸裂; empty for nothing."""
    if any(word in each for each in asked):
        return ""
    return next((word.replace(each, "") for each in asked if each in word), word)


def _behind(word: str, asked: Sequence[str]) -> str:
    """What stands in a word behind what is asked for; empty for nothing, and for a letter alone."""
    rest = next((word.removeprefix(each) for each in asked if word.startswith(each)), "")
    return rest if len(rest) > 1 and HAN.search(rest) else ""


def _instead(made: CallPlan, words: Sequence[str]) -> CallPlan:
    """The plan over other words, with the remark on those in the place of the one before."""
    remark = ("word_looked_for", {"written": "”、“".join(words)})
    kept = [each for each in made.remarks if each[0] != remark[0]]
    call = made.calls[0].having(words=list(words))
    return replace(made, calls=(call, *made.calls[1:]), remarks=(*kept, remark))


def phrases(text: str, words: Sequence[str], mind: Mind) -> Iterator[str]:
    """An unread word with the content word or the particle behind it: "root rot", "fell apart"."""
    for first, second in pairwise(LATIN_WORD.finditer(text)):
        word = second.group()
        joins = word in PARTICLES or (len(word) > 2 and not mind.strangers.is_everyday(word))
        if first.group() in words and joins and text[first.end() : second.start()] == " ":
            yield f"{first.group()} {word}"
