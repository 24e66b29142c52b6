"""A question in a conversation: what it asks of the answer before it, and what it must not do."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_args import accepted, asks_language, draft_args
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.continuing import is_short
from assistant.agent.planner.calls.follow_ups import ENDMOST, carried
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.talk.addressing import redrafted
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.planner.talk.difference_moves import against_named
from assistant.agent.planner.talk.moves import follow
from assistant.agent.planner.talk.rankings import ranking_read_on
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import Move, place_shown
from assistant.agent.question.patterns.figures import RECOMMENDERS, SORTED
from assistant.agent.question.patterns.ranking import MOST
from assistant.agent.question.patterns.reasons import WHY
from assistant.agent.question.patterns.references import REPEAT
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.registry import TOOLS

__all__ = ["Conversation"]

MOST_OFFERS = 3


@dataclass(frozen=True, slots=True)
class Conversation:
    """One question after others."""

    question: Question
    thread: Thread
    tools: ToolContext
    mind: Mind
    whole: Period | None

    @property
    def as_of(self) -> date:
        return self.tools.as_of

    def followed(self, intent: Intent | None) -> CallPlan | None:
        """The plan of what is asked of the answer before; None for a question of its own."""
        if not self.thread.calls or (intent and intent.is_ordered(self.question.folded)):
            return None
        if again := redrafted(self.question, self.thread) or self._picked(intent):
            return again
        asked = Asked(self.question, self.thread, self.tools, self.whole, self.written)
        if WHY.search(self.question.folded) and ENDMOST.search(self.question.folded):
            return follow(Move.WHY, asked)
        if against := against_named(asked):
            return against
        ends = self.question.move in (None, Move.ONE)
        ranking = ranking_read_on(self.question, self.thread) if ends else None
        if self.question.move is None or ranking:
            cued = intent is not None and intent.is_cued(self.question.folded)
            sorts = bool(SORTED.search(self.question.folded))
            if ranking is None or (ranking.is_last and not sorts) or cued:
                return None
            return CallPlan(self.question.language, ranking.calls)
        return follow(self.question.move, asked)

    @property
    def leant_on(self) -> Thread:
        """The thread without a word that stood in the place of a name, where the question names
        what stands there now."""
        if not {"product", "channel"} & self.question.filters.keys() or not self.thread.calls:
            return self.thread
        calls = tuple(self._without_strange_words(call) for call in self.thread.calls)
        return replace(self.thread, calls=calls)

    def _without_strange_words(self, call: ToolCall) -> ToolCall:
        noted = (
            wording.render("word_looked_for", written=word)
            for wording in self.mind.wordings.values()
            for word in call.args.get("words", ())
        )
        if not any(note in self.thread.text for note in noted):
            return call
        return ToolCall(call.name, {n: v for n, v in call.args.items() if n != "words"})

    def _picked(self, intent: Intent | None) -> CallPlan | None:
        """The draft for the review that is named after "which one do you mean?", or for another
        one of those that were shown before a draft."""
        last, place = self.thread.calls[-1], place_shown(self.question.folded)
        other = intent and intent.name != "draft" and intent.is_cued(self.question.folded)
        drafted = last.name == "draft_reply" and not other
        drafts = self._asked_for_draft() or (intent and intent.name == "draft")
        if not drafted and not (last.name in ("search", "quotes") and drafts):
            return None
        ids: Sequence[str] = self.question.feedback_ids
        shown = self.thread.listed if drafted else self.thread.cited
        if not ids and place and len(shown) >= abs(place):
            ids = [shown[place - 1 if place > 0 else place]]
        kept = {n: last.args[n] for n in ("tone", "in_language") if n in last.args}
        call = ToolCall("draft_reply", {**kept, **draft_args(self.question), "ids": list(ids)})
        return CallPlan(self.question.language, (call,)) if ids else None

    def _asked_for_draft(self) -> bool:
        """Whether the question before wanted a draft."""
        draft = next(i for i in self.mind.intents.intents if i.name == "draft")
        return draft.is_cued(fold(self.thread.question))

    def heard(self, made: CallPlan, alone: CallPlan, *, cued: bool) -> CallPlan:
        """The plan, or a question back where it would say the last answer again, or where nothing
        was understood. `alone` is the plan of the same question without a conversation, `cued`
        says that its intent is sure."""
        if not self.thread.calls:
            return made
        if not cued and (made.say == "not_understood" or (made.say and is_short(self.question))):
            return self._asked_back(made.language)
        if not made.calls or self._may_repeat(made):
            return made
        before = tuple(map(_plain, self.thread.calls))
        if tuple(map(_plain, made.calls)) != before:
            return made
        if cued and tuple(map(_plain, alone.calls)) == before:
            return made
        return self._asked_back(made.language)

    def _may_repeat(self, made: CallPlan) -> bool:
        """Whether the same calls answer another question, or are wanted again."""
        question = self.question
        most = bool(MOST.search(question.folded))
        ends = question.place, question.order, question.ranks, question.top, most
        call = made.calls[-1]
        ranked = call.args.get("by") or question.step or call.name == "trend"
        again = REPEAT.search(question.folded) or asks_language(question.folded)
        same = fold(self.thread.question) == question.folded
        return bool(
            (ranked and any(ends))
            or question.grown
            or question.periods
            or again
            or same
            or question.move
            or made.lead
            or RECOMMENDERS.search(question.folded)
            or not question.rest
        )

    def _asked_back(self, language: str) -> CallPlan:
        """What was kept of the turn before, and three readings that are not what was asked."""
        call = self.thread.calls[-1]
        details: dict[str, Any] = {
            "written": self.question.text,
            "tool": call.name,
            "scope": None,
            "offers": self._offers(call, language),
        }
        known = carried(call, "overview")
        with suppress(ValidationError):
            details["scope"], _ = self.tools.scope(ScopeArgs.model_validate(known))
        return CallPlan(language, say="not_followed", details=details)

    def _offers(self, call: ToolCall, language: str) -> list[str]:
        words = self.mind.wording(language).words["readings"]
        kind = call.name if call.name in words else "any"
        split = TRAITS[call.name].splits or TRAITS[call.name].counted_by
        field = "channel" if call.args.get("by") == "product" else "product"
        offers = [words["split"][field]] if split and kind == "any" else []
        asked = {fold(self.thread.question), self.question.folded}
        found = [each for each in (*offers, *words[kind]) if fold(each) not in asked]
        return found[:MOST_OFFERS]

    def written(self, field: str, value: str) -> str:
        """How the answer before wrote a name."""
        first = self.thread.text.split("\n\n")[0]
        if field not in ("theme", "language"):
            return value
        forms = (
            wording.theme(value) if field == "theme" else wording.word(value, "languages")
            for wording in self.mind.wordings.values()
        )
        return next((form for form in forms if form in first), value)


def _plain(call: ToolCall) -> tuple[str, str]:
    """A call with what its arguments come to, so that equal ones are equal."""
    args = accepted(call.name, call.args)
    try:
        parsed = TOOLS[call.name].args.model_validate(args)
    except ValidationError:
        return call.name, repr(sorted(args.items()))
    return call.name, parsed.model_dump_json(exclude_defaults=True)
