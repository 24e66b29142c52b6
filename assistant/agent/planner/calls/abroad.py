"""Customers of other countries, read as those who write another language than the shop's own.

Feedback says in which language it is written, never where its customer lives; the answer says how
the word was read.
"""

import re
from dataclasses import replace
from functools import lru_cache

from assistant.agent.names.match import Match
from assistant.agent.names.things import read_words
from assistant.agent.question.patterns.comparing import WHICH_OF_TWO
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.tools.arguments import Dimension
from assistant.tools.context import ToolContext

__all__ = ["with_abroad"]

UNKNOWN = "und"
PEOPLE = (
    r"(?:\s*(?:customers?|buyers?|users?|shoppers?|clients?"
    r"|客户|顾客|买家|用户|消费者|客人|的?人))?"
)


def with_abroad(question: Question, context: ToolContext) -> Question:
    """The question with its "overseas customers" as languages; where they are set against the
    others, split by language instead."""
    found = _abroad().search(question.open)
    if found is None or question.filters.get("language"):
        return question
    spoken = [n for n in context.tallies.values("language", context.tenant) if n != UNKNOWN]
    home = "zh" if HAN.search(found.group()) and "zh" in spoken else next(iter(spoken), "")
    first, *also = [name for name in spoken if name != home] or [home]
    match = Match(
        "language", first, *found.span(), found.group().strip(), exact=False, also=tuple(also)
    )
    # All of them together: the languages are no alternatives that are to be compared.
    named = replace(question.with_name(match), left_out=(*question.left_out, "language"))
    if first == home or not WHICH_OF_TWO.search(question.folded):
        return named
    filters = {n: values for n, values in named.filters.items() if n != "language"}
    return replace(named, filters=filters, by=Dimension.LANGUAGE)


@lru_cache
def _abroad() -> re.Pattern[str]:
    words = read_words("question_words")["abroad"]
    english = "|".join(re.escape(word) for word in words["en"])
    chinese = "|".join(sorted(words["zh"], key=len, reverse=True))
    return re.compile(rf"(?:\b(?:{english})\b|(?:{chinese})){PEOPLE}")
