"""Most, the majority, 大多数: what is told of most of all must be a share of about half or more."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from assistant.agent.checking.dated import periods_named, reaches
from assistant.agent.checking.directions import CLAUSE, NOT, SENTENCE
from assistant.agent.checking.scores_named import GROUPS, MOODS
from assistant.agent.checking.subjects import MESSAGES, is_of_names, themes_in
from assistant.models import Figure

__all__ = ["no_majority"]

WHOM = (
    r"(?:customers?|people|buyers|respondents|users|shoppers|messages|feedback|reviews|ratings"
    r"|comments|answers|responses|records)\b"
)
MOST = re.compile(
    rf"\b(?:most|(?:the |a )?(?:\w+ )?majority|almost all|nearly all)(?: of)?"
    rf"(?: (?:the|our|all|this|last|these|[\w-]+['’]s?|month['’]s))* (?P<en>{WHOM})"
    r"|(?:绝?大多数|绝?大部分|多数|几乎所有)的?(?P<zh>客户|用户|顾客|买家|人|回答者?|评[分价论]|反馈|留言)",
    re.IGNORECASE,
)
RESTRICTED = re.compile(r"\b(?:who|whose|that|which|with|among|on|from)\b|中", re.IGNORECASE)
"""What makes fewer of all: customers who rated us, with a refund."""

UNHAPPY = re.compile(
    r"\b(?:dissatisf\w+|unsatisf\w+|unhappy|bad ratings?|one or two stars?)\b|不满意?|差评",
    re.IGNORECASE,
)
HAPPY = re.compile(
    r"\b(?:satisfied|happy|pleased|good ratings?|four or five stars?)\b|满意|好评", re.IGNORECASE
)
SHARES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    *((named, (f"{group}_share",)) for group, named in GROUPS.items()),
    *((named, (f"{mood}_share",)) for mood, named in MOODS.items()),
    (UNHAPPY, ("bottom_two_share", "negative_share")),
    (HAPPY, ("csat", "positive_share")),
)
"""What may be told of most, and the shares that can tell whether it is so."""
OF_MESSAGES = ("theme_share", "share_of_all")
NEARLY_ALL = re.compile(
    r"\b(?:almost|nearly) all\b|\b(?:vast|overwhelming|great|large) majority|几乎|绝大",
    re.IGNORECASE,
)
ABOUT_HALF, MANY_MORE = 48.0, 65.0


def no_majority(
    text: str, figures: Sequence[Figure], marks: Mapping[str, str], as_of: date | None
) -> Iterator[str]:
    """What a text says of most, where each share that is known of it is below half.

    Judged are clauses without negation that tell it of all customers or messages; `marks` as in
    subjects.py. `as_of` is the day by which periods are read; None reads none.
    """
    shares = [each for each in figures if each.unit == "%" and isinstance(each.value, int | float)]
    for sentence in SENTENCE.split(text):
        of_names = [each for each in shares if is_of_names(each, sentence, marks)]
        named = periods_named(sentence, as_of)
        if len(named) == 1:
            of_names = [each for each in of_names if reaches(each, named[0])]
        for clause in CLAUSE.split(sentence):
            match = MOST.search(clause)
            told = clause[match.end() :] if match else ""
            if match is None or RESTRICTED.search(told):
                continue
            is_of = _told_of(told, match.group(), marks)
            of_it = [each for each in of_names if is_of and is_of(each)]
            least = MANY_MORE if NEARLY_ALL.search(match.group()) else ABOUT_HALF
            if of_it and all(float(each.value or 0) < least for each in of_it):
                yield match.group()


def _told_of(told: str, whom: str, marks: Mapping[str, str]) -> Callable[[Figure], bool] | None:
    """A test for the shares of what is told of most; None where none could tell."""
    for pattern, names in SHARES:
        if pattern.search(told):
            unhappy = pattern is UNHAPPY
            if NOT.search(UNHAPPY.sub(" ", told) if unhappy else told):
                return None
            return lambda figure: figure.name in names
    themes = themes_in(told, marks)
    if not themes or not MESSAGES.search(whom) or NOT.search(told):
        return None
    return lambda figure: (
        figure.name in OF_MESSAGES and bool(themes & set(map(str, figure.filters.get("theme", ()))))
    )
