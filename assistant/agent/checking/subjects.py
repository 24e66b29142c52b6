"""What words speak of, as far as figures are known of it: a score, a group, a mood, a theme, how
many messages there are, each of the products and channels that they name."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from assistant.agent.checking.scores_named import BEGINNINGS, GROUPS, MOODS, NAMED
from assistant.agent.checking.themes_told import MARKS as FIRST_THEME
from assistant.models import Figure

__all__ = ["MESSAGES", "IsOf", "is_of_names", "subject_of", "themes_in"]

IsOf: TypeAlias = Callable[[Figure], bool]

MESSAGES = re.compile(
    r"\b(?:messages|feedback|reviews|records|comments|tickets)\b|反馈|评论|评价|留言|消息",
    re.IGNORECASE,
)
METRICS: Mapping[str, re.Pattern[str]] = {
    "nps": re.compile(r"\bnps\b|净推荐值", re.IGNORECASE | re.ASCII),
    "csat": re.compile(r"\bcsat\b|\bsatisfaction\b|满意度", re.IGNORECASE | re.ASCII),
    "ces": re.compile(r"\bces\b", re.IGNORECASE | re.ASCII),
}
"""What the scores themselves are called: of these words alone no count of answers is meant."""
NUMBER_OF = re.compile(
    r"\bnumber\b|\bcount\b|\banswers\b|\bratings\b|\bstars\b|人数|数量|数$|星|份", re.IGNORECASE
)
COMPLAINTS = re.compile(r"\bcomplaints?\b|投诉|抱怨", re.IGNORECASE)


def subject_of(words: str, marks: Mapping[str, str]) -> IsOf | None:
    """A test for the figures that the words speak of; None where they name nothing measured.

    `marks` are the private characters that stand for names and themes in the words.
    """
    if groups := [group for group, named in GROUPS.items() if named.search(words)]:
        return _begins(f"{each}_" for each in groups)
    metrics = {metric for metric, called in METRICS.items() if called.search(words)}
    if metrics and not NUMBER_OF.search(words):
        means = {"rating_mean"} if "csat" in metrics else set()
        return lambda figure: figure.name in metrics | means
    if scores := [score for score, named in NAMED.items() if named.search(words)]:
        return _begins(begin for score in scores for begin in BEGINNINGS[score])
    if themes := themes_in(words, marks):
        return lambda figure: bool(themes & set(map(str, figure.filters.get("theme", ()))))
    if moods := [mood for mood, named in MOODS.items() if named.search(words)]:
        return lambda figure: _is_of_mood(figure, moods)
    if COMPLAINTS.search(words):
        return lambda figure: "complaint" in figure.name or _is_of_mood(figure, ["negative"])
    if MESSAGES.search(words):
        return lambda figure: (
            figure.name == "count" and not {"sentiment", "theme"} & set(figure.filters)
        )
    return None


def themes_in(words: str, marks: Mapping[str, str]) -> set[str]:
    """The ids of the themes that the words name."""
    return {marks[each] for each in words if each in marks and ord(each) >= FIRST_THEME}


def is_of_names(figure: Figure, words: str, marks: Mapping[str, str]) -> bool:
    """Whether a figure is narrowed to one of the names of the shop in the words; of words without
    any each figure may be."""
    named = {marks[each] for each in words if each in marks and ord(each) < FIRST_THEME}
    own = {str(name) for names in figure.filters.values() if isinstance(names, list | tuple)
           for name in names}  # fmt: skip
    return not named or bool(named & own)


def _begins(names: Iterable[str]) -> IsOf:
    begins = tuple(names)
    return lambda figure: figure.name.startswith(begins)


def _is_of_mood(figure: Figure, moods: list[str]) -> bool:
    narrowed = figure.filters.get("sentiment", ())
    return figure.name.startswith(tuple(moods)) or any(each in moods for each in narrowed)
