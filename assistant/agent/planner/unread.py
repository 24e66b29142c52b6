"""The content words of a question that nothing has read: to be looked for in the texts, or named.

To answer as if they had not been said would be the answer to another question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.agent.names.things import read_words
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.han_pieces import han_pieces
from assistant.agent.planner.mind import Mind
from assistant.agent.question.places import blank
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import TOP

__all__ = ["named", "unread_words"]

LATIN = re.compile(r"(?<![^\W_])(?:(?![\u3400-\u9fff])[^\W\d_]){4,}(?![^\W_])")
LONGEST = 6
ENDINGS = ("ing", "ies", "ed", "es", "ly", "er", "s", "d")
PART = re.compile(
    r"\0 ([a-z]+)(?=\s*(?:$|[-–,:;?.!]|(?:is|are|was|were|keeps?|problems?|issues?|complaints?)\b))"
)
"""A word right behind a name that says which part of the thing is meant."""

NAMED = (
    *("csat", "nps", "volume", "sentiment", "complaints", "themes", "overview", "trend"),
    *("quotes", "drivers", "before_after"),
)
"""Tools of which an answer that passes over a word is an answer to another question."""

SCORE_GIVEN = re.compile(
    r"(?:打|给)了?(\d{1,2}分(?:及?以[上下])?)(?!钟)"
    r"|\b(?:gave|give|given|giving|scored?|rated) (?:us )?(?:a |an )?(\d{1,2})\b(?! stars?)"
)
"""A score that is named without its scale."""

MOST_NAMED = 3
SAYS = "说讲提找问"


def unread_words(question: Question, mind: Mind) -> list[str]:
    """Words that are no everyday word, no cue, and no name or period, in their order."""
    numbers = [match.span() for match in TOP.finditer(question.open)]
    text = blank(question.open, [*mind.intents.cue_spans(question.open), *numbers])
    own_parts = read_words("fillers")["parts"].split()
    parts = (part for part in PART.findall(question.open) if part in own_parts)
    scores = (match[1] or match[2] for match in SCORE_GIVEN.finditer(question.folded))
    read = "rating" in question.filters
    return list(
        dict.fromkeys(
            (*parts, *_latin(text, mind), *_chinese(text, mind), *(() if read else scores))
        )
    )


def _latin(text: str, mind: Mind) -> Iterator[str]:
    for word in LATIN.findall(text):
        forms = {word, *(word.removesuffix(end) for end in ENDINGS)}
        forms |= {f"{form}{end}" for form in forms for end in ("e", "y")}
        if not any(mind.strangers.is_everyday(form) for form in forms):
            yield word


def _chinese(text: str, mind: Mind) -> Iterator[str]:
    for piece in han_pieces(text, mind.strangers.is_filler, LONGEST, SAYS):
        if len(piece) <= LONGEST and not mind.strangers.is_everyday(piece):
            yield piece


def named(made: CallPlan, words: Sequence[str]) -> CallPlan:
    """The plan with a remark on the words that chose nothing and that no call looks for."""
    used = [form for call in made.calls for form in call.args.get("words", ())]
    remarked = [str(details.get("written")) for _, details in made.remarks]
    passed = [
        word
        for word in words
        if not any(word in each or each in word for each in (*used, *remarked))
    ]
    if not passed or not all(call.name in NAMED for call in made.calls):
        return made
    return replace(made, remarks=(*made.remarks, ("word_unused", {"words": passed[:MOST_NAMED]})))
