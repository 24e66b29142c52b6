"""A question as it is understood in its talk: what it names, what it wants, what stays unread."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.choosing import SURE, choose_intent
from assistant.agent.planner.calls.continuing import MOODS
from assistant.agent.planner.calls.defaults import Defaults
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.named import (
    NamedColumn,
    column_named,
)
from assistant.agent.planner.own_names import with_own_names
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.shop.strangers import Stranger
from assistant.agent.planner.talk.rankings import leaning_order, ranking_read_on
from assistant.agent.planner.words.known_ids import unknown_ids
from assistant.agent.planner.words.said_words import said_words
from assistant.agent.planner.words.saying_calls import asks_if_said
from assistant.agent.planner.words.unread import unread_words
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import Move, move_of
from assistant.agent.question.patterns.course import LAST_WHEN
from assistant.agent.question.patterns.figures import IN_TOTAL
from assistant.agent.question.question import LANGUAGES, Question, asked_language
from assistant.agent.question.reader import read_question
from assistant.agent.question.word_forms import forms_of
from assistant.agent.thread import Thread
from assistant.errors import PeriodError
from assistant.models import ATTRIBUTES, NAMED, OPEN_START, Period, Scope
from assistant.tools.context import ToolContext
from prompts.wording import Wording

__all__ = ["Understood"]

BEYOND = "out_of_scope"
"""The saying for a question that is none of the data's."""

SEARCH = "search"
"""The intent that looks for what is said."""

AS_GOOD_AS_SAID = 0.75
"""Score of an intent from which a question is as good as cued."""


@dataclass(frozen=True)
class Understood:
    """A question with what the tools may reach and what the conversation said before; made from
    the session, never from a model's words.

    `usual` is the language of who asks, for a question that says nothing in any language.
    `split` are the values of a column by which the question is split that this one is a part of.
    What it works out (the question, its intent, what is unread) it works out once.
    """

    question: str
    tools: ToolContext
    mind: Mind
    thread: Thread = field(default_factory=Thread)
    chosen: Defaults = field(default_factory=Defaults)
    usual: str = "en"
    split: tuple[str, ...] = ()

    @cached_property
    def read(self) -> Question:
        """The question with its periods and names. Raises PeriodError."""
        of_group = any(call.args.get("nps") for call in self.thread.calls)
        question = read_question(
            self.question,
            self.tools.as_of,
            self.mind.books,
            of_group=of_group,
            columns=self.mind.column_words,
        )
        question = replace(question, language=self._language_of(question))
        if not question.periods and IN_TOTAL.search(question.folded) and self.whole:
            question = replace(question, periods=(self.whole,))
        if self.whole:
            periods = tuple(_cut(period, self.whole) for period in question.periods)
            question = replace(question, periods=periods)
        by = self.thread.calls[-1].args.get("by") if self.thread.calls else None
        question = with_own_names(question, self.mind, self.tools, by)
        if self.split:
            kept = (*question.filters.get("kept", ()), *self.split)
            question = replace(question, filters={**question.filters, "kept": kept})
        if not self.thread.calls:
            return question
        question = replace(question, move=self._move(question))
        if ranking := ranking_read_on(question, self.thread):
            order = leaning_order(question, ranking)
            return replace(question, order=order, leans_on=ranking.folded)
        return question

    @cached_property
    def declined(self) -> str | None:
        """The saying for a question that surely is none of the data's, whatever day it names."""
        folded = fold(self.question)
        intent, score = self.mind.intents.rank(folded, folded)[0]
        return intent.say if score >= AS_GOOD_AS_SAID else None

    @cached_property
    def ranked(self) -> list[tuple[Intent, float]]:
        """All intents, the likeliest first."""
        return self.mind.intents.rank(self.read.wording, self.read.folded)

    @cached_property
    def intent(self) -> tuple[Intent | None, bool]:
        """What the question wants, and whether its words say so for sure."""
        question = self.read
        intent = choose_intent(self.ranked, question)
        beyond = intent and intent.say == BEYOND and not intent.is_cued(question.folded)
        if beyond and self._is_written_here:
            # What customers write of is the shop's business, whatever its trade.
            cued = (i for i, _ in self.ranked if i.tool and i.is_cued(question.folded))
            intent = next(cued, intent)
        if intent is None:
            return None, False
        if asks_if_said(question, self.unread):
            intent = next(each for each, _ in self.ranked if each.name == SEARCH)
        scores = {each.name: score for each, score in self.ranked}
        near = scores[intent.name] >= AS_GOOD_AS_SAID
        said = LAST_WHEN.search(question.folded) or intent.is_cued(question.folded)
        return intent, near or bool(said or question.mean)

    @property
    def _is_written_here(self) -> bool:
        """Whether a word of the question that nothing has read stands in feedback."""

        def occurs(word: str) -> bool:
            return self.tools.tallies.any(Scope(tenant=self.tools.tenant, words=forms_of(word)))

        words = self.unread
        said = said_words(self.read.open, words, self.mind.strangers.is_filler, occurs)
        return bool(said) or any(map(occurs, words))

    @cached_property
    def is_intent_sure(self) -> bool:
        """Whether the intent is more than the likeliest of many, and can do without what the
        question names and the shop does not have."""
        intent, cued = self.intent
        if intent is None or intent.tool is None or cued:
            return True
        if self.strangers and not TRAITS[intent.tool].named:
            return False
        likeliest, score = self.ranked[0]
        return likeliest is not intent or score >= SURE

    @cached_property
    def unread(self) -> list[str]:
        """The words that nothing has read; of a follow-up, which is put in fewer and looser words,
        only those that are no ordinary ones."""
        strangers, encode = self.mind.strangers, self.mind.encode
        words = unread_words(self.read, self.mind)
        if not self.thread.calls:
            return words
        return [word for word in words if not strangers.is_ordinary(word, encode)]

    @cached_property
    def strangers(self) -> list[Stranger]:
        """What the shop does not have; beside a name that it has, only what surely is a thing."""
        question = self.read
        if self.column:
            return []  # known, though no field
        found = [
            *unknown_ids(question, self.tools),
            *self.mind.strangers.find(question.open, short=self.mind.book("product").has_short),
        ]
        named = question.filters.keys() & {*NAMED, "kept"}
        return [each for each in found if each.known] if named else found

    @property
    def strange_words(self) -> list[str]:
        """What stands where a name would, and may be what somebody said."""
        return [word for each in self.strangers for word in each.written.split()]

    def is_surely_a_name(self, stranger: Stranger) -> bool:
        """A name in capitals inside a sentence is one, whatever its words mean."""
        capital = rf"(?<=[a-z,] )(?-i:[A-Z])(?<=\b{re.escape(stranger.written[0])})"
        named = re.search(
            capital + re.escape(stranger.written[1:]), self.question, flags=re.IGNORECASE
        )
        return bool(named) or self.mind.strangers.is_sure(stranger, self.mind.encode)

    @cached_property
    def column(self) -> NamedColumn | None:
        """The column that the question names and that is no field."""
        return column_named(self.read, self.mind)

    @property
    def is_of_something_else(self) -> bool:
        """Whether all that was understood of a question is its days: "will the fish bite tonight"
        asks for no overview of tonight."""
        if self.thread.calls or self.read.filters or self.strangers:
            return False
        ordinary = self.mind.strangers.is_ordinary
        return any(not ordinary(word, self.mind.encode) for word in self.unread)

    @property
    def names_ours(self) -> bool:
        """Whether the question names something that the shop has."""
        try:
            return any(name in self.read.filters for name in ATTRIBUTES)
        except PeriodError:
            return False

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
        """The language to answer in: that of what a question says beside the shop's names."""
        said = asked_language(self.question, self.thread.language or self.usual)
        return asked_language(self.mind.nameless(self.question), said)

    def _language_of(self, question: Question) -> str:
        """The language of a question; names of the shop are none, whatever they sound like."""
        language = self.language()
        if language in LANGUAGES or not question.filters:
            return language
        return asked_language(question.rest, self.thread.language or self.usual)

    def wording(self, language: str) -> Wording:
        """The sentences of a language, of English where there are none."""
        return self.mind.wording(language)

    def _move(self, question: Question) -> Move | None:
        """What a question asks of the answer before; one that names something else, nothing."""
        if not question.filters.keys() <= set(MOODS):
            return None
        return move_of(question.folded) or move_of(question.open)


def _cut(period: Period, whole: Period) -> Period:
    """A period without a beginning, begun with the first feedback."""
    open_ended = period.start == OPEN_START and period.end >= whole.start
    return Period(whole.start, period.end) if open_ended else period
