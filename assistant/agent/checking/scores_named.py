"""Which score a clause names: the number told of one must not be that of another."""

import re
from collections.abc import Mapping

from assistant.agent.checking.directions import CLAUSE
from assistant.models import Figure

__all__ = ["clause_at", "is_of_group_named", "is_of_score_named", "row_or_clause_at"]

NAMED: Mapping[str, re.Pattern[str]] = {
    "nps": re.compile(
        r"\bnps\b|\bnet promoter|\b(?:promoter|passive|detractor)s?\b|推荐|贬损|被动", re.IGNORECASE
    ),
    "csat": re.compile(
        r"\bcsat\b|satisf|\b(?:top|bottom)[- ]two\b|\b(?:good|bad|high|low|positive) ratings?\b"
        r"|★|\b(?:four|five)[ -]stars?\b|[四五]星|满意|好评",
        re.IGNORECASE,
    ),
    "rating": re.compile(
        r"\b(?:average|mean|avg)\.? (?:\w+ )?(?:ratings?|stars?)\b|\bratings? (?:average|mean)"
        r"|平均的?(?:评分|得分|分|星)|(?:评分|星级)的?(?:均值|平均)|均分",
        re.IGNORECASE,
    ),
    "ces": re.compile(r"\bces\b|\beffort scores?\b|费力", re.IGNORECASE),
}

BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "nps": ("nps", "promoters", "passives", "detractors"),
    "csat": ("csat", "good_", "bad_", "bottom_two"),
    "rating": ("rating_",),
    "ces": ("ces",),
}
"""How the names of a score's figures begin. What no score claims, as a count, suits each."""


GROUPS: Mapping[str, re.Pattern[str]] = {
    "promoters": re.compile(r"\bpromoters?\b|推荐者", re.IGNORECASE),
    "passives": re.compile(r"\bpassives?\b|被动|中立", re.IGNORECASE),
    "detractors": re.compile(r"\bdetractors?\b|贬损", re.IGNORECASE),
}
"""Who the answers to the NPS come from; the names of their figures begin alike."""

MOODS: Mapping[str, re.Pattern[str]] = {
    "negative": re.compile(
        r"\bnegative\b|\bunhappy\b|\bcomplain\w*|负面|消极|差评|不满|抱怨|投诉", re.IGNORECASE
    ),
    "positive": re.compile(
        r"\bpositive\b|\bhappy\b|\bprais\w*|正面|积极|好评|满意|夸", re.IGNORECASE
    ),
    "neutral": re.compile(r"\bneutral\b|中性|中立", re.IGNORECASE),
}
"""The moods of messages, whose figures begin alike, too."""
OWNED = {**GROUPS, **MOODS}


def clause_at(text: str, place: int) -> str:
    """The clause of a text in which a place lies."""
    start = max((m.end() for m in CLAUSE.finditer(text) if m.end() <= place), default=0)
    rest = CLAUSE.search(text, place)
    return text[start : rest.start() if rest else len(text)]


def is_of_score_named(figure: Figure, clause: str) -> bool:
    """Whether a figure is one of the scores that a clause names; of a clause without any it may be
    every score's. The mean of the stars is called satisfaction, too."""
    own = next((s for s, names in BEGINNINGS.items() if figure.name.startswith(names)), None)
    named = {score for score, words in NAMED.items() if words.search(clause)}
    if own is None or not named:
        return True
    return own in named or (own == "rating" and "csat" in named)


def row_or_clause_at(text: str, place: int) -> str:
    """The row of a table in which a place lies, else its clause."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    return line if line.lstrip().startswith("|") else clause_at(text, place)


def is_of_group_named(figure: Figure, words: str, before: str) -> bool:
    """Whether a figure of promoters, passives or detractors, or of a mood, is of those that the
    words around it name, or of those named last in the sentence before it; where none are it may
    be of each."""
    own = next((group for group in OWNED if figure.name.startswith(f"{group}_")), None)
    named = {group for group, found in OWNED.items() if found.search(words)}
    last = {group: [m.end() for m in found.finditer(before)] for group, found in OWNED.items()}
    latest = max(OWNED, key=lambda group: max(last[group], default=-1))
    return own is None or not named or own in named or (own == latest and bool(last[own]))
