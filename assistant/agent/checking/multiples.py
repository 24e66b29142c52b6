"""Doubled, tripled, halved: a change told as a multiple must be one of what is spoken of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from assistant.agent.checking.directions import CLAUSE, NOT, SENTENCE
from assistant.agent.checking.subjects import is_of_names, subject_of
from assistant.models import Figure

__all__ = ["mismultiplied"]

MULTIPLES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (multiple, re.compile(pattern, re.IGNORECASE))
    for multiple, pattern in (
        (2.0, r"\bdoubled\b|翻了?一?[倍番]|增加了?一倍"),
        (3.0, r"\b(?:tripled|trebled)\b|翻了?(?:两番|三倍|3倍)"),
        (4.0, r"\bquadrupled\b|翻了?(?:四倍|4倍)"),
        (1.5, r"\bup by half\b|增加了?一半"),
        (0.5, r"\bhalved\b|减半|腰斩|\bdown by half\b|减少了?一半"),
    )
)
MORE_THAN = re.compile(r"(?:\bmore than|\bover|超过|不止|不只) ?\Z", re.IGNORECASE)
LESS, MORE = 0.8, 1.3
"""How far from the multiple what changed may be: 1.87 times is "almost doubled"."""


def mismultiplied(text: str, figures: Sequence[Figure], marks: Mapping[str, str]) -> Iterator[str]:
    """The multiples that a text tells of what did not change so; `marks` as in subjects.py.

    Judged are clauses without negation that say what they speak of, where figures of two periods
    are known of it.
    """
    for sentence in SENTENCE.split(text):
        of_names = [each for each in figures if is_of_names(each, sentence, marks)]
        for clause in CLAUSE.split(sentence):
            for multiple, pattern in MULTIPLES:
                match = pattern.search(clause)
                if match is None or NOT.search(clause):
                    continue
                before = clause[: match.start()]
                is_of = subject_of(before, marks)
                changes = list(_changes([each for each in of_names if is_of and is_of(each)]))
                far = bool(MORE_THAN.search(before))
                if changes and not any(_is(change, multiple, far) for change in changes):
                    yield match.group()


def _is(change: float, multiple: float, far: bool) -> bool:
    beyond = far and (change > multiple if multiple > 1 else change < multiple)
    return beyond or LESS * multiple <= change <= MORE * multiple


def _changes(figures: Sequence[Figure]) -> Iterator[float]:
    """By what each figure changed from one period to a later one; numbers below zero, and such
    as began with none, are judged by no multiple."""
    for one, other in combinations(figures, 2):
        if one.filters != other.filters:
            continue
        if one.name == other.name and one.period and other.period:
            earlier, later = sorted((one, other), key=lambda each: each.period.start)  # type: ignore[union-attr]
            if earlier.period.end < later.period.start:  # type: ignore[union-attr]
                yield from _ratio(earlier.value, later.value)
        elif other.name == f"{one.name}_before":
            yield from _ratio(other.value, one.value)


def _ratio(before: object, now: object) -> Iterator[float]:
    if isinstance(before, int | float) and isinstance(now, int | float) and before:
        yield now / before if before > 0 else 0.0
