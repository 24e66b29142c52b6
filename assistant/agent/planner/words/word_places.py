"""Where an unread word stands in a question, and so what it says of what."""

import re
from collections.abc import Sequence

from assistant.agent.question.question import Question

__all__ = ["counted_word", "qualifies", "stands_by_name"]


def stands_by_name(question: Question, word: str) -> bool:
    """Whether a word stands right at a name, and so says what of the theme is meant: 尺码偏小."""
    return f"\0{word}" in question.open or f"{word}\0" in question.open


def counted_word(question: Question, words: Sequence[str]) -> str | None:
    """The word that says what is counted: the 漏水 of 漏水的有多少条, the "torn" of "how many torn
    tents". None for none."""
    form = (
        r"{0}了?的[^,，。]{{0,4}}?(?:(?:有|占)?(?:多少|几)|多不多|多吗|多么)"
        r"|\bhow many (?:\w+ )?{0}\b|\bhow many (?:people|customers|clients|buyers|of them) "
        r"(?:had|have|has|got|get|found|saw|received|reported?|mentioned?|wanted?)"
        r" (?:an? |the )?{0}\b"
    )
    return next(
        (word for word in words if re.search(form.format(re.escape(word)), question.open)), None
    )


def qualifies(question: Question, words: Sequence[str]) -> bool:
    """Whether a word says which things are meant: the "torn" of "complaints about torn tents", or
    which complaints: the 漏风 of 漏风的投诉."""
    form = r"\b{0} \0|{0}[^,，。\0]{{0,3}}的(?:投诉|差评|抱怨|吐槽)"
    return any(re.search(form.format(re.escape(word)), question.open) for word in words)
