"""One turn of a conversation: what to call for its question."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.agent.planner.calls.call_plan import CallPlan, plan_calls
from assistant.agent.planner.calls.defaults import Defaults
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.whence import split_too, splits_alone
from assistant.agent.planner.passed_over import reads_alike, with_passed_over
from assistant.agent.planner.sharing import (
    answer_apart,
    are_apart,
    joined,
    shared_args,
    split_shared,
)
from assistant.agent.question.clauses import asking_clauses, shown_beside
from assistant.agent.question.parts import parts_of
from assistant.agent.question.patterns.references import FOLLOWS
from assistant.agent.thread import Thread
from assistant.agent.whole import Whole
from assistant.errors import PeriodError
from assistant.models import ToolCall

__all__ = ["Turn"]


@dataclass(frozen=True)
class Turn(Whole):
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
            split = split_shared(turn.read, questions)
            parts.append(replace(turn, thread=thread, chosen=chosen, split=split))
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
