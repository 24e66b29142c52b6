"""One turn: the question, what the tools may reach, and what the conversation said before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from assistant.agent.names.folding import fold
from assistant.agent.planner.abroad import with_abroad
from assistant.agent.planner.addressing import addressed
from assistant.agent.planner.call_args import filter_args
from assistant.agent.planner.call_plan import CallPlan, plan_calls
from assistant.agent.planner.choosing import SURE, choose_intent
from assistant.agent.planner.columns import (
    NamedColumn,
    apart_by_kept,
    column_named,
    with_columns,
    with_kept,
)
from assistant.agent.planner.conversation import Conversation
from assistant.agent.planner.defaults import Defaults
from assistant.agent.planner.descriptions import described, narrowed
from assistant.agent.planner.follow_ups import MOODS
from assistant.agent.planner.known_ids import by_id, unknown_ids, with_customers
from assistant.agent.planner.mind import Mind
from assistant.agent.planner.rankings import leaning_order, ranking_read_on
from assistant.agent.planner.remarks import remarked
from assistant.agent.planner.rerouting import answers_counted
from assistant.agent.planner.searching import by_week, with_words
from assistant.agent.planner.sharing import answer_apart, are_apart, joined, shared_args
from assistant.agent.planner.strangers import Stranger
from assistant.agent.planner.traits import TRAITS
from assistant.agent.planner.translated_names import with_translated_products
from assistant.agent.planner.unknown import defects, told
from assistant.agent.planner.unread import named, unread_words
from assistant.agent.planner.widening import widened
from assistant.agent.question.figure_patterns import IN_TOTAL, LAST_WHEN, STILL
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import Move, move_of
from assistant.agent.question.parts import parts_of
from assistant.agent.question.patterns import FOLLOWS
from assistant.agent.question.question import LANGUAGES, Question, asked_language
from assistant.agent.question.reader import read_question
from assistant.agent.thread import Thread
from assistant.errors import PeriodError
from assistant.models import ATTRIBUTES, OPEN_START, Period, ToolCall
from assistant.tools.context import ToolContext
from prompts.wording import Wording

__all__ = ["Turn"]

AS_GOOD_AS_SAID = 0.75
"""Score of an intent from which a question is as good as cued."""


@dataclass(frozen=True)
class Turn:
    """Everything a turn needs; made from the session, never from a model's words.

    `usual` is the language of who asks, for a question that says nothing in any language.
    What it works out (the question, the plan, the time that has feedback) it works out once.
    """

    question: str
    tools: ToolContext
    mind: Mind
    thread: Thread = field(default_factory=Thread)
    chosen: Defaults = field(default_factory=Defaults)
    usual: str = "en"

    @cached_property
    def read(self) -> Question:
        """The question with its periods and names. Raises PeriodError."""
        of_group = any(call.args.get("nps") for call in self.thread.calls)
        question = read_question(
            self.question, self.tools.as_of, self.mind.books, of_group=of_group
        )
        question = replace(question, language=self.language())
        if not question.periods and IN_TOTAL.search(question.folded) and self.whole:
            question = replace(question, periods=(self.whole,))
        if self.whole:
            periods = tuple(_cut(period, self.whole) for period in question.periods)
            question = replace(question, periods=periods)
        question = with_customers(with_abroad(question, self.tools), self.tools)
        question = with_kept(with_translated_products(question, self.mind), self.mind)
        if not self.thread.calls:
            return question
        question = replace(question, move=self._move(question))
        if ranking := ranking_read_on(question, self.thread):
            order = leaning_order(question, ranking)
            return replace(question, order=order, leans_on=ranking.folded)
        return question

    @cached_property
    def plan(self) -> CallPlan:
        """What to call for this question. Raises PeriodError."""
        if self.parts:
            return joined(self.read.language, [part.plan for part in self.parts])
        question, intent, cued = self.read, *self._intent
        talk = Conversation(question, self.thread, self.tools, self.mind, self.whole)
        if followed := talk.followed(intent):
            return self._ruled(followed)
        as_of, leant = self.tools.as_of, talk.leant_on
        made = plan_calls(question, intent, cued, leant, as_of, self.whole, talk.written)
        if made.calls and made.calls[0].name == "draft_reply":
            everyday = self.mind.strangers.is_everyday
            return self._ruled(addressed(made, question, self.thread, self.tools, everyday))
        if (shown := by_id(made, question, self.tools)) != made:
            return self._ruled(shown)
        if made.say == "not_understood":
            made = self._guessed(made)
        if found := self._described(made):
            return self._ruled(named(by_week(found, question, self.whole), self._unread))
        if intent is None and made.calls and self._is_of_something_else:
            made = CallPlan(made.language, say="not_understood")
        made = self._heard(made, talk)
        if not made.calls:
            return made
        words = self._unread or self._strange_words
        sure = self._is_sure_of
        made = with_words(made, question, words, self.mind, self.tools, self.whole, sure=sure)
        made = with_columns(remarked(made, question), question, self._column)
        return self._ruled(named(by_week(made, question, self.whole), self._unread))

    @cached_property
    def parts(self) -> tuple["Turn", ...]:
        """A turn for each thing that the question asks for; empty where it asks for one. What
        one of them names of time or of the shop's own holds for those that name none. Raises
        PeriodError."""
        ways = parts_of(self.question, self.mind.intents.intents)
        return next(filter(None, map(self._apart, ways)), ())

    def _apart(self, pieces: Sequence[str]) -> tuple["Turn", ...]:
        """The turns of the pieces of the question; empty where it means another thing whole."""
        turns = [replace(self, question=piece) for piece in pieces]
        questions = [turn.read for turn in turns]
        whole = self._intent[0]
        of_all = whole and whole.tool and TRAITS[whole.tool].takes_all
        if of_all or not are_apart(self.read, questions):
            return ()
        parts: list[Turn] = []
        for turn in turns:
            shared = shared_args(turn.read, questions, self.tools.as_of)
            leans = parts and FOLLOWS.search(turn.read.folded)
            thread = Thread(parts[-1].plan.calls) if leans else self.thread
            chosen = Defaults({**self.chosen.args, **shared})
            parts.append(replace(turn, thread=thread, chosen=chosen))
        known = all(part._intent[0] and part._intent[1] for part in parts)
        apart = known and answer_apart(questions, [part.plan for part in parts])
        return tuple(parts) if apart else ()

    @cached_property
    def declined(self) -> str | None:
        """The saying for a question that surely is none of the data's, whatever day it names."""
        folded = fold(self.question)
        intent, score = self.mind.intents.rank(folded, folded)[0]
        return intent.say if score >= AS_GOOD_AS_SAID else None

    @cached_property
    def _ranked(self) -> list[tuple[Intent, float]]:
        """All intents, the likeliest first."""
        return self.mind.intents.rank(self.read.wording, self.read.folded)

    @cached_property
    def _intent(self) -> tuple[Intent | None, bool]:
        """What the question wants, and whether its words say so for sure."""
        question = self.read
        intent = choose_intent(self._ranked, question)
        if intent is None:
            return None, False
        scores = {each.name: score for each, score in self._ranked}
        near = scores[intent.name] >= AS_GOOD_AS_SAID
        said = LAST_WHEN.search(question.folded) or intent.is_cued(question.folded)
        return intent, near or bool(said)

    @cached_property
    def _is_sure_of(self) -> bool:
        """Whether the intent is more than the likeliest of many, and can do without what the
        question names and the shop does not have."""
        intent, cued = self._intent
        if intent is None or intent.tool is None or cued:
            return True
        if self._strangers and not TRAITS[intent.tool].named:
            return False
        likeliest, score = self._ranked[0]
        return likeliest is not intent or score >= SURE

    @property
    def _strange_words(self) -> list[str]:
        """What stands where a name would, and may be what somebody said."""
        return [word for each in self._strangers for word in each.written.split()]

    def _guessed(self, made: CallPlan) -> CallPlan:
        """For a question that no intent fits: what is said with its unread words, or of the bare
        name that it is; whether that goes on."""
        question, words = self.read, self._unread
        if words:
            quotes = ToolCall("quotes", dict(filter_args(question)))
            asked = CallPlan(made.language, (quotes,))
            if STILL.search(question.folded):
                return CallPlan(made.language, (ToolCall("trend", quotes.args),))
            found = with_words(asked, question, words, self.mind, self.tools, self.whole)
            if found != asked:
                return found
        if not self._strangers:
            return made
        leans = FOLLOWS.search(question.folded) and self.thread.calls
        return CallPlan(made.language, leans or (ToolCall("quotes", {}),))

    def _described(self, made: CallPlan) -> CallPlan | None:
        """The plan over the reviews that the question describes; None where it describes none."""
        if self.read.quoted or not made.calls:
            return None
        written = described(self.read, self.mind.strangers.is_everyday)
        if not written:
            return None
        found = narrowed(made, written, self.tools, self.whole, follows=bool(self.thread.calls))
        return found if found != made else None

    def _heard(self, made: CallPlan, talk: Conversation) -> CallPlan:
        """The plan as the talk before means it; what the shop does not have is told first."""
        question, intent, cued = self.read, *self._intent
        alone = plan_calls(question, intent, cued, Thread(), self.tools.as_of, self.whole)
        strangers = self._strangers
        if not (strangers and made.calls):
            made = talk.heard(made, alone, cued=cued)
        if not made.calls or self.span is None:
            return made
        if strangers and not (intent and intent.name == "safety"):
            sure = [each for each in strangers if self._is_sure(each)]
            known = told(
                made, sure or strangers, self.mind.books, self.tools, self.whole, sure=bool(sure)
            )
            written = [each.written for each in strangers if not each.known]
            words = [*written, *(defects(question, strangers) if known.say else ())]
            found = with_words(made, question, words, self.mind, self.tools, self.whole)
            made = known if found == made or _looks_for(known) else found
            made = talk.heard(made, alone, cued=cued)
        return made

    def _ruled(self, made: CallPlan) -> CallPlan:
        """The plan under what was chosen and the shop's standing rules."""
        if made.calls and self.span is None:
            return CallPlan(made.language, say="empty_store")
        made = replace(made, calls=tuple(map(answers_counted, made.calls)))
        made = self.mind.rules.apply(self.defaults.apply(made), self.tools.as_of)
        return apart_by_kept(widened(made, self.tools, self.whole))

    @cached_property
    def _unread(self) -> list[str]:
        """The words that nothing has read; of a follow-up, which is put in fewer and looser words,
        only those that are no ordinary ones."""
        strangers, encode = self.mind.strangers, self.mind.encode
        words = unread_words(self.read, self.mind)
        if not self.thread.calls:
            return words
        return [word for word in words if not strangers.is_ordinary(word, encode)]

    @property
    def names_ours(self) -> bool:
        """Whether the question names something that the shop has."""
        try:
            return any(name in self.read.filters for name in ATTRIBUTES)
        except PeriodError:
            return False

    @property
    def meant(self) -> tuple[ToolCall, ...]:
        """What would have been called, had the shop what the question names; else nothing."""
        try:
            if self.plan.say != "unknown_name":
                return ()
            question, intent, cued = self.read, *self._intent
            as_of = self.tools.as_of
            return plan_calls(question, intent, cued, Thread(), as_of, self.whole).calls
        except PeriodError:
            return ()

    @property
    def _is_of_something_else(self) -> bool:
        """Whether all that was understood of a question is its days: "will the fish bite tonight"
        asks for no overview of tonight."""
        if self.thread.calls or self.read.filters or self._strangers:
            return False
        ordinary = self.mind.strangers.is_ordinary
        return any(not ordinary(word, self.mind.encode) for word in self._unread)

    def _move(self, question: Question) -> Move | None:
        """What a question asks of the answer before; one that names something else, nothing."""
        if not question.filters.keys() <= set(MOODS):
            return None
        return move_of(question.folded) or move_of(question.open)

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
        return asked_language(self.question, self.thread.language or self.usual)

    def wording(self, language: str) -> Wording:
        return self.mind.wordings[language if language in LANGUAGES else "en"]

    @cached_property
    def _column(self) -> NamedColumn | None:
        """The column that the question names and that is no field."""
        return column_named(self.read, self.mind)

    @cached_property
    def _strangers(self) -> list[Stranger]:
        """What the shop does not have; beside a name that it has, only what surely is a thing."""
        question = self.read
        if self._column:
            return []  # known, though no field
        found = [
            *unknown_ids(question, self.tools),
            *self.mind.strangers.find(question.open, short=self.mind.book("product").has_short),
        ]
        named = "product" in question.filters or "channel" in question.filters
        return [each for each in found if each.known] if named else found

    def _is_sure(self, stranger: Stranger) -> bool:
        """A name in capitals inside a sentence is one, whatever its words mean."""
        capital = rf"(?<=[a-z,] )(?-i:[A-Z])(?<=\b{re.escape(stranger.written[0])})"
        named = re.search(
            capital + re.escape(stranger.written[1:]), self.question, flags=re.IGNORECASE
        )
        return bool(named) or self.mind.strangers.is_sure(stranger, self.mind.encode)


def _looks_for(made: CallPlan) -> bool:
    """Whether a plan looks for words in the texts."""
    return any(call.args.get("words") for call in made.calls)


def _cut(period: Period, whole: Period) -> Period:
    """A period without a beginning, begun with the first feedback."""
    open_ended = period.start == OPEN_START and period.end >= whole.start
    return Period(whole.start, period.end) if open_ended else period
