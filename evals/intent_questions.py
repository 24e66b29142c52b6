"""Labelled questions with names and periods in brackets, read as the planner reads them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.agent.names.book import name_books
from assistant.agent.periods.finder import find_periods
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.errors import PeriodError
from assistant.understanding.themes import Taxonomy

__all__ = ["AS_OF", "Labelled", "labelled_questions"]

AS_OF = date(2026, 11, 20)
_SLOT = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question as typed, as read in a shop that has its names, and the intent it has."""

    text: str
    question: Question
    intent: str


def labelled_questions(
    lists: Mapping[str, Sequence[str]], taxonomy: Taxonomy
) -> Iterator[Labelled]:
    """The questions of lists by intent; one about the future is left out, since no period of it can
    be read."""
    for intent, texts in lists.items():
        for text in texts:
            slots = [slot.strip() for slot in _SLOT.findall(text)]
            names = [slot for slot in slots if slot and not _is_period(slot)]
            books = name_books(dict.fromkeys(names), [], [], [], taxonomy, {})
            typed = _SLOT.sub(lambda match: match[1], text)
            try:
                question = read_question(typed, AS_OF, books)
            except PeriodError:
                continue
            yield Labelled(typed, question, intent)


def _is_period(slot: str) -> bool:
    try:
        return bool(find_periods(slot.lower(), AS_OF))
    except PeriodError:
        return True
