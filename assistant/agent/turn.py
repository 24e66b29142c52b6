"""One turn: the question, what the tools may reach, and what the conversation said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.agent.intents import Intent, IntentReader
from assistant.agent.names import Encode, NameBook
from assistant.agent.patterns import HAN, IN_TOTAL, TREND
from assistant.agent.plan import Plan, plan
from assistant.agent.question import LANGUAGES, Question, asked_language, read_question
from assistant.models import Period, ToolCall
from assistant.tools.context import ToolContext
from prompts.wording import Wording

__all__ = ["Mind", "Turn"]

SHORTEST_PIECE, LONGEST_PIECE = 2, 4


@dataclass(frozen=True, slots=True)
class Mind:
    """What the planner knows of the shop's language: intents, names, wordings."""

    intents: IntentReader
    books: tuple[NameBook, ...]
    encode: Encode
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a turn needs; made from the session, never from a model's words.

    `previous` are the calls of the turn before, `cited` the ids that its answer showed.
    """

    question: str
    tools: ToolContext
    mind: Mind
    previous: tuple[ToolCall, ...] = ()
    cited: tuple[str, ...] = ()

    def read(self) -> Question:
        """The question with its periods and names. Raises PeriodError."""
        question = read_question(self.question, self.tools.as_of, self.mind.books)
        if not question.periods and IN_TOTAL.search(question.folded) and (span := self.span()):
            whole = Period(min(span[0], self.tools.as_of), self.tools.as_of)
            question = replace(question, periods=(whole,))
        if "product" in question.filters or not _other_script(question, self.mind.books):
            return question
        return self._with_translated_product(question)

    def plan(self) -> tuple[Plan, Question]:
        """What to call for this question. Raises PeriodError."""
        question = self.read()
        ranked = self.mind.intents.rank(question.rest, question.folded)
        intent = self._intent(ranked, question)
        cued = bool(intent and any(cue.search(question.folded) for cue in intent.cues))
        made = plan(question, intent, cued, self.previous, self.tools.as_of, self.cited)
        if made.calls and self.span() is None:
            made = Plan(made.language, say="empty_store")
        return made, question

    def span(self) -> tuple[date, date] | None:
        """The first and last day with feedback, None for an empty store."""
        return self.tools.tallies.span(self.tools.tenant)

    def language(self) -> str:
        """The language to answer in."""
        return asked_language(self.question)

    def wording(self, language: str) -> Wording:
        return self.mind.wordings[language if language in LANGUAGES else "en"]

    def _intent(self, ranked: Sequence[tuple[Intent, float]], question: Question) -> Intent | None:
        """The certain intent; a bare ranking of products or channels is one by rating."""
        intent = self.mind.intents.certain(ranked)
        if intent and intent.tool in ("nps", "csat"):
            # The score is what the question is about, the other cue what it wants to know of it.
            for name in ("drivers", "precision", "before_after"):
                special = next(each for each, _ in ranked if each.name == name)
                if any(cue.search(question.folded) for cue in special.cues):
                    return special
            if TREND.search(question.folded):
                return next(each for each, _ in ranked if each.name == "trend")
        if question.by and (question.order or question.ranks) and not _cued_score(ranked, question):
            return next(i for i, _ in ranked if i.name == "rating")
        return intent

    def _with_translated_product(self, question: Question) -> Question:
        book = next(book for book in self.mind.books if book.field == "product")
        found = book.nearest(_pieces(question.rest), self.mind.encode)
        if found is None:
            return question
        rest = question.rest.replace(found.written, " ").strip()
        filters: dict[str, Any] = {**question.filters, "product": (found.value,)}
        return replace(question, filters=filters, rest=rest, guessed=(*question.guessed, found))


def _cued_score(ranked: Sequence[tuple[Intent, float]], question: Question) -> bool:
    names = ("nps", "csat", "rating", "ces", "volume", "sentiment", "complaints", "praise")
    return any(
        cue.search(question.folded)
        for intent, _ in ranked
        if intent.name in names
        for cue in intent.cues
    )


def _other_script(question: Question, books: Sequence[NameBook]) -> bool:
    """Whether the question is written in another script than the shop's products."""
    product = next((book for book in books if book.field == "product"), None)
    return product is not None and bool(HAN.search(question.rest)) and product.has_latin


def _pieces(rest: str) -> list[tuple[str, int, int]]:
    """Every run of two to four Han characters, as a candidate for a name."""
    spans = (
        (start, start + size)
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(rest) - size + 1)
    )
    return [(rest[a:b], a, b) for a, b in spans if all(HAN.match(c) for c in rest[a:b])]
