"""One turn: the question, what the tools may reach, and what the conversation said before."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant.agent.defaults import Defaults
from assistant.agent.intents import Intent, IntentReader
from assistant.agent.names import Encode, NameBook
from assistant.agent.patterns import HAN, IN_TOTAL, TREND
from assistant.agent.plan import Plan, plan
from assistant.agent.question import LANGUAGES, Question, asked_language, read_question
from assistant.agent.standing import StandingRules
from assistant.agent.strangers import Stranger, StrangerFinder
from assistant.agent.thread import Thread
from assistant.agent.unknown import told
from assistant.models import Period, Scope, ToolCall
from assistant.tools.context import ToolContext
from prompts.wording import Wording

__all__ = ["Mind", "Turn"]

SHORTEST_PIECE, LONGEST_PIECE = 2, 4

SPECIAL = (
    "experiment", "explain", "loyalty_curve", "journey", "servqual", "early_warning",
    "drivers", "precision", "before_after",
)  # fmt: skip
"""Intents whose cue beats the score that is named beside it."""


SAID = ("themes", "search", "overview")
"""Intents that, asked of one customer, ask for the customer's history."""

OUTRANKS = {
    "complaints": ("pareto", "draft", "angriest"),
    "quotes": ("draft",),
    "search": ("draft", "quotes"),
    "trend": ("before_after",),
    "policy": ("reward",),
    "csat": ("definition",),
    "nps": ("definition",),
    "ces": ("definition",),
    "rating": ("definition",),
}
"""What is asked about the things that the other intent would only list."""


@dataclass(frozen=True, slots=True)
class Mind:
    """What the planner knows of the shop's language: intents, names, wordings, standing rules."""

    intents: IntentReader
    books: tuple[NameBook, ...]
    encode: Encode
    wordings: Mapping[str, Wording]
    strangers: StrangerFinder
    rules: StandingRules = field(default_factory=StandingRules)

    def book(self, name: str) -> NameBook:
        """The names of one field."""
        return next(book for book in self.books if book.field == name)


@dataclass(frozen=True)
class Turn:
    """Everything a turn needs; made from the session, never from a model's words.

    What it works out (the question, the plan, the time that has feedback) it works out once.
    """

    question: str
    tools: ToolContext
    mind: Mind
    thread: Thread = field(default_factory=Thread)
    chosen: Defaults = field(default_factory=Defaults)

    @cached_property
    def read(self) -> Question:
        """The question with its periods and names. Raises PeriodError."""
        question = read_question(self.question, self.tools.as_of, self.mind.books)
        if not question.periods and IN_TOTAL.search(question.folded) and self.whole:
            question = replace(question, periods=(self.whole,))
        question = self._with_customers(question)
        if "product" in question.filters:
            return question
        return self._with_translated_product(question)

    @cached_property
    def plan(self) -> Plan:
        """What to call for this question. Raises PeriodError."""
        question = self.read
        ranked = self.mind.intents.rank(question.rest, question.folded)
        intent = self._intent(ranked, question)
        cued = bool(intent and _cued(intent, question))
        made = plan(question, intent, cued, self.thread, self.tools.as_of, self.whole)
        strangers = self._strangers(question)
        if made.say == "not_understood" and strangers:
            # A bare name: what was said of it, or that the shop does not have it.
            made = Plan(made.language, (ToolCall("quotes", {}),))
        if not made.calls:
            return made
        if self.span is None:
            return Plan(made.language, say="empty_store")
        if strangers and not (intent and intent.name == "safety"):
            sure = [s for s in strangers if self._is_sure(s)]
            made = told(made, sure or strangers, self.mind.books, self.tools, sure=bool(sure))
        if not made.calls:
            return made
        return self.mind.rules.apply(self.defaults.apply(made), self.tools.as_of)

    @cached_property
    def defaults(self) -> Defaults:
        """What was chosen, as far as the question does not take it back. Raises PeriodError."""
        return self.chosen.without(self.read.folded)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and last day with feedback, None for an empty store."""
        return self.tools.tallies.span(self.tools.tenant)

    @property
    def whole(self) -> Period | None:
        """From the first feedback to the as-of day, None for an empty store."""
        if self.span is None:
            return None
        return Period(min(self.span[0], self.tools.as_of), self.tools.as_of)

    def language(self) -> str:
        """The language to answer in."""
        return asked_language(self.question)

    def wording(self, language: str) -> Wording:
        return self.mind.wordings[language if language in LANGUAGES else "en"]

    def _strangers(self, question: Question) -> list[Stranger]:
        """What the shop does not have; beside a name that it has, only what surely is a thing."""
        found = self.mind.strangers.find(question.open)
        named = "product" in question.filters or "channel" in question.filters
        return [each for each in found if each.known] if named else found

    def _is_sure(self, stranger: Stranger) -> bool:
        """A name in capitals inside a sentence is one, whatever its words mean."""
        capital = rf"(?<=[a-z,] )(?-i:[A-Z])(?<=\b{re.escape(stranger.written[0])})"
        named = re.search(
            capital + re.escape(stranger.written[1:]), self.question, flags=re.IGNORECASE
        )
        return bool(named) or self.mind.strangers.is_sure(stranger, self.mind.encode)

    def _intent(self, ranked: Sequence[tuple[Intent, float]], question: Question) -> Intent | None:
        """The certain intent; a bare ranking of products or channels is one by rating."""
        intent = self.mind.intents.certain(ranked)
        if intent is None or not _cued(intent, question):
            # A cue says more than likeness, where it is the only one.
            intent = _only_cued(ranked, question) or intent or _first_cued(ranked, question)
        if intent and intent.tool in ("nps", "csat"):
            # The score is what the question is about, the other cue what it wants to know of it.
            for name in SPECIAL:
                special = next(each for each, _ in ranked if each.name == name)
                split = name == "journey" and question.by == "touchpoint"
                if _cued(special, question) and not split:
                    return special
            if TREND.search(question.folded):
                return next(each for each, _ in ranked if each.name == "trend")
        for name in OUTRANKS.get(intent.name, ()) if intent else ():
            other = next(each for each, _ in ranked if each.name == name)
            if _cued(other, question):
                return other
        if question.quoted and (intent is None or not _cued(intent, question)):
            return next(each for each, _ in ranked if each.name == "quotes")
        if "customer_id" in question.filters and (not intent or intent.name in SAID):
            return next(each for each, _ in ranked if each.name == "customer")
        uncued_saying = intent and intent.say and not _cued(intent, question)
        if uncued_saying and (question.filters or question.periods):
            intent = None
        ranks = question.by and (question.order in ("best", "worst") or question.ranks)
        if ranks and not _cued_score(ranked, question):
            return next(each for each, _ in ranked if each.name == "rating")
        return intent

    def _with_customers(self, question: Question) -> Question:
        """A bare id may be a customer's, however the shop writes its ids."""
        if "customer_id" in question.filters:
            return question
        tenant, count = self.tools.tenant, self.tools.tallies.count
        customers = tuple(
            each
            for each in question.feedback_ids
            if count(Scope(tenant=tenant, customer_id=(each,)))
        )
        if not customers:
            return question
        return replace(
            question,
            filters={**question.filters, "customer_id": customers},
            feedback_ids=tuple(i for i in question.feedback_ids if i not in customers),
        )

    def _with_translated_product(self, question: Question) -> Question:
        """A product in the other script, which only the sentence encoder can connect."""
        book = self.mind.book("product")
        strangers = self.mind.strangers.find(question.open)
        if any(each.known for each in strangers):
            return question
        if HAN.search(question.rest) and book.has_latin:
            everyday = self.mind.strangers.is_everyday
            pieces = _pieces(_without(question.rest, everyday))
        elif book.has_han and strangers:
            pieces = [(each.written, 0, 0) for each in strangers if not HAN.search(each.written)]
        else:
            return question
        found = book.nearest(pieces, self.mind.encode)
        if found is None:
            return question
        at = question.open.find(found.written)
        blanked = question.open
        if at >= 0:
            gap = "\0" * len(found.written)
            blanked = blanked[:at] + gap + blanked[at + len(found.written) :]
        filters: dict[str, Any] = {**question.filters, "product": (found.value,)}
        return replace(
            question,
            filters=filters,
            open=blanked,
            rest=question.rest.replace(found.written, " ").strip(),
            matched=(*question.matched, found),
        )


def _cued(intent: Intent, question: Question) -> bool:
    return any(cue.search(question.folded) for cue in intent.cues)


def _only_cued(ranked: Sequence[tuple[Intent, float]], question: Question) -> Intent | None:
    """The one intent whose cue stands in the question; None for none and for several."""
    cued = [intent for intent, _ in ranked if _cued(intent, question)]
    return cued[0] if len(cued) == 1 else None


def _first_cued(ranked: Sequence[tuple[Intent, float]], question: Question) -> Intent | None:
    """The best intent whose cue stands in the question, where none is near enough by meaning."""
    return next((intent for intent, _ in ranked if _cued(intent, question)), None)


def _cued_score(ranked: Sequence[tuple[Intent, float]], question: Question) -> bool:
    names = ("nps", "csat", "rating", "ces", "volume", "sentiment", "complaints", "praise")
    return any(_cued(each, question) for each, _ in ranked if each.name in (*names, *SPECIAL))


def _without(rest: str, everyday: Callable[[str], bool]) -> str:
    """The rest with its everyday words of two and more Han characters blanked, longest first."""
    for size in range(LONGEST_PIECE, SHORTEST_PIECE - 1, -1):
        for start in range(len(rest) - size + 1):
            if everyday(rest[start : start + size]):
                rest = rest[:start] + " " * size + rest[start + size :]
    return rest


def _pieces(rest: str) -> list[tuple[str, int, int]]:
    """Every run of two to four Han characters, as a candidate for a name."""
    spans = (
        (start, start + size)
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(rest) - size + 1)
    )
    return [(rest[a:b], a, b) for a, b in spans if all(HAN.match(c) for c in rest[a:b])]
