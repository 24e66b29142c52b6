"""The column of the shop's files that says who was in which side of a test."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.names.folding import fold
from assistant.agent.planner.flags import header_of
from assistant.agent.planner.mind import Mind
from assistant.agent.question.question import Question
from assistant.agent.question.trial_patterns import CALLED, SIDE, TRIAL, TRIAL_HEADER

__all__ = ["with_sides_of_trial"]


def with_sides_of_trial(question: Question, mind: Mind) -> Question:
    """The question over the two sides of the shop's test, where it asks of one and no side is a
    value that it names otherwise. "A" and "B" alone are no names, they are everywhere in texts.

    Left as it is where no column is of a test, or several are, or it is not told which two sides of
    three are meant.
    """
    kept = question.filters.get("kept", ())
    if not TRIAL.search(question.folded):
        return question
    columns = [column for column in mind.columns if TRIAL_HEADER.search(header_of(column))]
    if len(columns) != 1 or any(each.partition("=")[0] in columns for each in kept):
        return question
    values = sorted(mind.columns[columns[0]])
    sides = values if len(values) == 2 else _named(values, question.folded)
    if len(sides) != 2:
        return question
    named = tuple(f"{columns[0]}={value}" for value in sides)
    return replace(question, filters={**question.filters, "kept": (*kept, *named)})


def _named(values: Sequence[str], folded: str) -> list[str]:
    """Those of the values that stand in the question as a side does: "a and b", 方案B, "variant c";
    a letter also as the other half of such a pair."""
    said = {
        side for match in SIDE.finditer(CALLED.sub(" ", folded)) for side in match.groups() if side
    }
    return [value for value in values if fold(value) in said or _ends(fold(value)) in said]


def _ends(value: str) -> str:
    """The letter or number of a side with a name: b of "variant b" and "b组"."""
    match = re.fullmatch(r"(?:[a-z_ ]+[ _-])?([a-z]|\d)(?:组|版|方案)?", value)
    return match.group(1) if match else value
