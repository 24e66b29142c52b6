"""What to call for a question that is read as one."""

from dataclasses import dataclass, replace
from functools import cached_property

from assistant.agent.planner.calls.by_weeks import by_week
from assistant.agent.planner.calls.call_args import filter_args
from assistant.agent.planner.calls.call_plan import CallPlan, plan_calls
from assistant.agent.planner.calls.rerouting import answers_counted
from assistant.agent.planner.calls.widening import widened
from assistant.agent.planner.columns.across_fields import halves_of, sides_apart, sides_told
from assistant.agent.planner.columns.named import (
    apart_by_kept,
    with_columns,
    with_flags,
)
from assistant.agent.planner.columns.numbers import compares
from assistant.agent.planner.remarks import remarked
from assistant.agent.planner.sharing import are_apart
from assistant.agent.planner.talk.addressing import addressed
from assistant.agent.planner.talk.conversation import Conversation
from assistant.agent.planner.unfiltered import with_unfiltered
from assistant.agent.planner.words.descriptions import described, narrowed
from assistant.agent.planner.words.known_ids import by_id
from assistant.agent.planner.words.searching import with_words
from assistant.agent.planner.words.unknown import defects, told
from assistant.agent.planner.words.unread import named
from assistant.agent.question.patterns.course import STILL
from assistant.agent.question.patterns.references import FOLLOWS
from assistant.agent.thread import Thread
from assistant.agent.understood import Understood
from assistant.models import ToolCall

__all__ = ["Whole"]


@dataclass(frozen=True)
class Whole(Understood):
    """A question that was understood, and the plan of calls that answers it at once."""

    @cached_property
    def _across_fields(self) -> CallPlan | None:
        """The plan with a call for each of two sides that are values of two fields; None where it
        compares no such sides. Raises PeriodError."""
        made = self._whole_plan
        if len(made.calls) != 1 or not compares(made.calls[0], self.read):
            return None
        for halves in halves_of(self.question):
            before, behind = (replace(self, question=half, thread=Thread()).read for half in halves)
            sides = sides_told(before, behind)
            if sides and are_apart(self.read, [before, behind]):
                apart = sides_apart(made.calls[0], sides, self.read)
                return replace(made, calls=tuple(apart)) if apart else None
        return None

    @cached_property
    def whole_plan(self) -> CallPlan:
        """What to call for all of the question at once, each side of a comparison by itself. Raises
        PeriodError."""
        return self._across_fields or self._whole_plan

    @cached_property
    def _whole_plan(self) -> CallPlan:
        """What to call for all of the question at once. Raises PeriodError."""
        question, intent, cued = self.read, *self.intent
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
            return self._ruled(named(by_week(found, question, self.whole), self.unread, question))
        counts = _looks_for(made) and made.calls[0].name == "volume"
        if intent is None and made.calls and not counts and self.is_of_something_else:
            made = CallPlan(made.language, say="not_understood")
        made = self._heard(made, talk)
        if not made.calls:
            return made
        words = self.unread or self.strange_words
        sure = self.is_intent_sure
        made = with_words(made, question, words, self.mind, self.tools, self.whole, sure=sure)
        made = with_columns(remarked(made, question), question, self.column, self.mind)
        made = with_flags(made, question, self.mind)
        return self._ruled(named(by_week(made, question, self.whole), self.unread, question))

    def _guessed(self, made: CallPlan) -> CallPlan:
        """For a question that no intent fits: what is said with its unread words, or of the bare
        name that it is; whether that goes on."""
        question, words = self.read, self.unread
        if words:
            quotes = ToolCall("quotes", dict(filter_args(question)))
            if question.by:
                quotes = quotes.of("volume").having(by=question.by)
            asked = CallPlan(made.language, (quotes,))
            if STILL.search(question.folded):
                return CallPlan(made.language, (ToolCall("trend", quotes.args),))
            found = with_words(asked, question, words, self.mind, self.tools, self.whole)
            if found != asked:
                return found
        if not self.strangers:
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
        question, intent, cued = self.read, *self.intent
        alone = plan_calls(question, intent, cued, Thread(), self.tools.as_of, self.whole)
        strangers = self.strangers
        if not (strangers and made.calls):
            made = talk.heard(made, alone, cued=cued)
        if not made.calls or self.span is None:
            return made
        if strangers and not (intent and intent.name == "safety"):
            sure = [each for each in strangers if self.is_surely_a_name(each)]
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
        made = widened(made, self.tools, self.whole)
        made = apart_by_kept(made, self.read, self.thread.calls)
        return with_unfiltered(made, self.read)


def _looks_for(made: CallPlan) -> bool:
    """Whether a plan looks for words in the texts."""
    return any(call.args.get("words") for call in made.calls)
