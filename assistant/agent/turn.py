"""One turn of a conversation: what to call for its question."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.agent.planner.addressing import addressed
from assistant.agent.planner.by_weeks import by_week
from assistant.agent.planner.call_args import filter_args
from assistant.agent.planner.call_plan import CallPlan, plan_calls
from assistant.agent.planner.columns import (
    apart_by_kept,
    with_columns,
    with_flags,
)
from assistant.agent.planner.conversation import Conversation
from assistant.agent.planner.defaults import Defaults
from assistant.agent.planner.descriptions import described, narrowed
from assistant.agent.planner.known_ids import by_id
from assistant.agent.planner.passed_over import reads_alike, with_passed_over
from assistant.agent.planner.remarks import remarked
from assistant.agent.planner.rerouting import answers_counted
from assistant.agent.planner.searching import with_words
from assistant.agent.planner.sharing import answer_apart, are_apart, joined, shared_args
from assistant.agent.planner.traits import TRAITS
from assistant.agent.planner.unfiltered import with_unfiltered
from assistant.agent.planner.unknown import defects, told
from assistant.agent.planner.unread import named
from assistant.agent.planner.whence import split_too, splits_alone
from assistant.agent.planner.widening import widened
from assistant.agent.question.clauses import asking_clauses, shown_beside
from assistant.agent.question.course_patterns import STILL
from assistant.agent.question.parts import parts_of
from assistant.agent.question.reference_patterns import FOLLOWS
from assistant.agent.thread import Thread
from assistant.agent.understood import Understood
from assistant.errors import PeriodError
from assistant.models import ToolCall

__all__ = ["Turn"]


@dataclass(frozen=True)
class Turn(Understood):
    """A question that was understood, and the plan of calls that answers it."""

    @cached_property
    def plan(self) -> CallPlan:
        """What to call for this question. Raises PeriodError."""
        if whence := self._and_whence:
            return whence
        if self.parts:
            return joined(self.read.language, [part.plan for part in self.parts])
        if beside := shown_beside(self.question):
            left = replace(self, question=beside[0])
            if reads_alike(self.read, left.read) and not left.parts:
                return with_passed_over(left.plan, left.read, [beside[1]])
        clauses = [said for _, said, _ in self.passed_over]
        return with_passed_over(self.whole_plan, self.read, clauses)

    @cached_property
    def _and_whence(self) -> CallPlan | None:
        """The plan of all but the last clause, and its records split by what that clause asks for;
        None where no clause asks so, and where one count tells both. Raises PeriodError."""
        for before, said, after in asking_clauses(self.question):
            if not before or after:
                continue
            head = replace(self, question=before.rstrip(" ,，;；、"))
            by = replace(self, question=said)
            if not (splits_alone(by.read) and are_apart(self.read, [head.read, by.read])):
                continue
            made = split_too(head.plan, by.read, self.read)
            if made and (len(made.calls) > 1 or made.calls != self.whole_plan.calls):
                return made
        return None

    @cached_property
    def whole_plan(self) -> CallPlan:
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
        made = with_columns(remarked(made, question), question, self.column)
        made = with_flags(made, question, self.mind)
        return self._ruled(named(by_week(made, question, self.whole), self.unread, question))

    @cached_property
    def parts(self) -> tuple["Turn", ...]:
        """A turn for each thing that the question asks for; empty where it asks for one. What
        one of them names of time or of the shop's own holds for those that name none. Raises
        PeriodError."""
        ways = parts_of(self.question, self.mind.intents.intents)
        if found := next(filter(None, map(self._apart, ways)), ()):
            return found
        # What chose nothing is asked after the rest of the question, as if it came next.
        cut = ((before, f"{said}{after}") for before, said, after in self.passed_over if before)
        also = ((f"{before}{said}", after) for before, said, after in self.passed_over if after)
        goings_on = (self._apart(pieces, goes_on=True) for pieces in (*cut, *also))
        return next(filter(None, goings_on), ())

    @cached_property
    def passed_over(self) -> tuple[tuple[str, str, str], ...]:
        """The clauses that want an answer and chose nothing, each between what stands before and
        behind it: without it the question reads alike and calls for the same. Raises
        PeriodError."""
        clauses = tuple(asking_clauses(self.question))
        return tuple(each for each in clauses if self._means_as_much(each[0] + " " + each[2]))

    def _means_as_much(self, rest: str) -> bool:
        """Whether the rest of the question asks for all that it asks for."""
        left = replace(self, question=rest.strip())
        with suppress(PeriodError):
            alike = bool(left.question) and reads_alike(self.read, left.read)
            # A rest without an intent of its own calls for the same by default.
            meant = left.intent[0] or not self.intent[0]
            return bool(alike and meant) and self.whole_plan.calls == left.whole_plan.calls
        return False

    def _apart(self, pieces: Sequence[str], *, goes_on: bool = False) -> tuple["Turn", ...]:
        """The turns of the pieces of the question, where it `goes_on` each after the one before;
        empty where it means another thing whole."""
        turns = [replace(self, question=piece) for piece in pieces]
        questions = [turn.read for turn in turns]
        whole = self.intent[0]
        of_all = whole and whole.tool and TRAITS[whole.tool].takes_all
        if of_all or not are_apart(self.read, questions):
            return ()
        parts: list[Turn] = []
        for turn in turns:
            told = parts[-1].plan if parts and not turn.unread else None
            shared = shared_args(turn.read, questions, self.tools.as_of, told)
            leans = parts and (goes_on or turn.is_of_what_was_told)
            thread = _after(parts[-1]) if leans else self.thread
            chosen = Defaults({**self.chosen.args, **shared})
            parts.append(replace(turn, thread=thread, chosen=chosen))
        known = all((part.intent[0] and part.intent[1]) or part.read.move for part in parts)
        apart = known and answer_apart(questions, [part.plan for part in parts])
        return tuple(parts) if apart else ()

    @property
    def is_of_what_was_told(self) -> bool:
        """Whether the question goes on by its words, or shows reviews and does not say of what."""
        question, intent = self.read, self.intent[0]
        shows = intent is not None and intent.tool == "quotes"
        of_any = shows and not (question.filters or question.quoted or self.unread)
        return bool(of_any or FOLLOWS.search(question.folded))

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
        made = apart_by_kept(widened(made, self.tools, self.whole), self.read)
        return with_unfiltered(made, self.read)

    @property
    def meant(self) -> tuple[ToolCall, ...]:
        """What would have been called, had the shop what the question names; else nothing."""
        try:
            if self.plan.say != "unknown_name":
                return ()
            question, intent, cued = self.read, *self.intent
            as_of = self.tools.as_of
            return plan_calls(question, intent, cued, Thread(), as_of, self.whole).calls
        except PeriodError:
            return ()


def _after(turn: Turn) -> Thread:
    """The conversation as it stands when a turn is planned and not answered yet."""
    return Thread(turn.whole_plan.calls, question=turn.question)


def _looks_for(made: CallPlan) -> bool:
    """Whether a plan looks for words in the texts."""
    return any(call.args.get("words") for call in made.calls)
