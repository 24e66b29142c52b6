"""Which review a reply is for: by its id, its place in what was shown, its date or its words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.dangers import dangers_named
from assistant.agent.planner.calls.follow_ups import carried
from assistant.agent.question.moves import (
    Manner,
    is_only_language,
    language_into,
    manner_of,
    place_shown,
    told_words,
)
from assistant.agent.question.patterns.references import THEM
from assistant.agent.question.question import Question
from assistant.agent.thread import LISTS, Thread
from assistant.models import Scope, Sentiment, ToolCall
from assistant.replies.draft import Tone
from assistant.replies.writing.drafting import draft_languages
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.context import ToolContext
from assistant.tools.drafts import MOST_VERSIONS, DraftArgs

__all__ = ["addressed", "redrafted"]

OF_COMPLAINTS = ("complaints", "sentiment", "priority", "health", "alerts", "pareto", "themes")
MOST_DRAFTS = 10
LOOKED_AT = 60
CANDIDATES = 3
WORD = re.compile(r"[a-z0-9][a-z0-9'-]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]+")
HOW_MUCH = re.compile(r"(?<=[\u4e00-\u9fff]{2})[大小多少高低好差重长短慢快]$")


def redrafted(question: Question, thread: Thread) -> CallPlan | None:
    """The draft before in another tone, language or wording, for the same review; None where the
    question asks for something else."""
    before = next((call for call in thread.calls if call.name == "draft_reply"), None)
    into = language_into(question.folded)
    manner = manner_of(question.folded)
    if before is None or not (manner or is_only_language(question.folded)):
        return None
    ids = before.args.get("ids") or list(thread.cited)
    if not ids:
        return None
    args: dict[str, Any] = {
        name: before.args[name]
        for name in ("tone", "in_language", "version")
        if name in before.args
    }
    args["ids"] = list(ids)
    remarks: list[tuple[str, Mapping[str, Any]]] = []
    if into and into[0] in draft_languages():
        args["in_language"] = into[0]
    elif into:
        remarks.append(("draft_language", {"language": into[0], "known": draft_languages()}))
    if manner:
        tone = str(args.get("tone", Tone.WARM))
        if manner is Manner.AGAIN or manner == tone:
            args["version"] = min(int(args.get("version", 0)) + 1, MOST_VERSIONS)
        if manner == tone:
            remarks.append(("draft_tone_kept", {"tone": tone}))
        elif manner is not Manner.AGAIN:
            args["tone"] = str(manner)
    return CallPlan(question.language, (ToolCall("draft_reply", args),), remarks=tuple(remarks))


def addressed(
    made: CallPlan,
    question: Question,
    thread: Thread,
    context: ToolContext,
    is_everyday: Callable[[str], bool],
) -> CallPlan:
    """The plan of a draft for the review that is meant, where the question points at one."""
    if len(made.calls) != 1 or made.calls[0].args.get("ids"):
        return made
    return _Addressing(made, question, thread, context, is_everyday).plan()


class _Addressing:
    """One draft whose review is looked for."""

    def __init__(
        self,
        made: CallPlan,
        question: Question,
        thread: Thread,
        context: ToolContext,
        is_everyday: Callable[[str], bool],
    ) -> None:
        self.made, self.question, self.thread, self.context = made, question, thread, context
        self.is_everyday = is_everyday
        self.own = bool(question.periods or question.filters)
        self.before = thread.calls[-1] if thread.calls else None
        drafted = self.before is not None and self.before.name == "draft_reply"
        self.shown = () if self.own else thread.cited[:MOST_DRAFTS]
        counted = not self.own and not self.shown
        if (drafted or counted) and place_shown(question.folded):
            self.shown = thread.listed[:MOST_DRAFTS] or self.shown

    def plan(self) -> CallPlan:
        place = place_shown(self.question.folded)
        told = told_words(self.question.folded)
        if told and (words := self._words(told)):
            return self._by_words(told, words)
        if place and self.shown and (self._lists or self._drafted or not self.thread.cited):
            return self._by_place(place)
        if place and place > 0 and not self.own and self.before and not self.shown:
            return self._unshown()
        if place in (0, -1):
            return self._newest()
        if self._customer and not self.question.top:
            return self._newest()
        pointed = self.shown and not (self.question.order or self.question.top)
        if pointed and THEM.search(self.question.folded):
            return self._to(self.shown)
        if pointed and (len(self.shown) == 1 or self._lists or self._drafted):
            return self._to(self.shown[:1])
        return self._of_the_talk()

    def _of_the_talk(self) -> CallPlan:
        """Replies to "the worst two" of what the conversation is about."""
        if self.own or self.before is None:
            return self.made
        kept = carried(self.before, "draft_reply")
        call = ToolCall("draft_reply", kept | dict(self.made.calls[0].args))
        return replace(self.made, calls=(call,))

    @property
    def _lists(self) -> bool:
        return bool(self.before and self.before.name in LISTS)

    @property
    def _drafted(self) -> bool:
        return bool(self.before and self.before.name == "draft_reply")

    @property
    def _customer(self) -> Sequence[str]:
        """The customer that is named, or that the conversation is about."""
        own = self.question.filters.get("customer_id", ())
        if own or self.own or self.before is None:
            return own
        return tuple(self.before.args.get("customer_id", ()))

    def _by_place(self, place: int) -> CallPlan:
        number = place if place > 0 else len(self.shown)
        if number <= len(self.shown):
            return self._to(self.shown[number - 1 : number])
        return self._unshown()

    def _unshown(self) -> CallPlan:
        """The reviews that the conversation is about, to choose from."""
        listed = self.shown or not self.thread.earlier
        leant = self.before if listed else self.thread.earlier[-1]
        call = ToolCall("quotes", carried(leant, "quotes") if leant else {})
        return replace(self.made, calls=(call,), lead=("which_review", {"written": ""}))

    def _newest(self) -> CallPlan:
        """The newest record of what the conversation is about, of complaints an unhappy one."""
        scope = self._scope(ever=bool(self._customer))
        found = self.context.feedback.select(scope, Order.NEWEST, LOOKED_AT)
        narrowed = scope.words or scope.theme or scope.sentiment or scope.rating
        of_complaints = self.before is not None and self.before.name in OF_COMPLAINTS
        if self._customer or (of_complaints and not narrowed):
            found = [each for each in found if _is_unhappy(each)] or found
        return self._to([each.feedback.id for each in found[:1]]) if found else self.made

    def _by_words(self, told: str, words: Sequence[Sequence[str]]) -> CallPlan:
        """The newest unhappy record in which all that is told stands: of those that were shown,
        else of what the conversation is about, else of all."""
        filters = self.question.filters
        named = {name: filters.get(name, ()) for name in ("product", "channel")}
        everything = Scope(
            tenant=self.context.tenant, product=named["product"], channel=named["channel"]
        )
        shown = self.context.feedback.by_ids(self.shown, self.context.tenant)
        for found in (
            shown,
            self._select(self._scope(), words[0]),
            self._select(everything, words[0]),
        ):
            fit = [each for each in found if _holds(each, words)]
            if fit:
                best = sorted(fit, key=lambda each: not _is_unhappy(each))
                several = len([each for each in fit if _is_unhappy(each)]) > 1
                remark = ("draft_one_of", {"written": told}) if several else None
                return self._to([best[0].feedback.id], remark)
        query = {"query": told, "limit": CANDIDATES}
        call = ToolCall("search", query | {n: list(v) for n, v in named.items() if v})
        return replace(self.made, calls=(call,), lead=("which_review", {"written": told}))

    def _select(self, scope: Scope, forms: Sequence[str]) -> list[Record]:
        narrowed = replace(scope, words=tuple(forms), stance=())
        return self.context.feedback.select(narrowed, Order.NEWEST, LOOKED_AT)

    def _scope(self, *, ever: bool = False) -> Scope:
        """What the question names, else what the conversation is about."""
        args: Mapping[str, Any] = self.made.calls[0].args
        if not self.own and self.before:
            args = carried(self.before, "draft_reply")
        known = {n: v for n, v in args.items() if n in DraftArgs.model_fields and n != "ids"}
        scope, _ = self.context.scope(DraftArgs.model_validate(known))
        if self._customer:
            scope = replace(scope, customer_id=tuple(self._customer))
        return replace(scope, period=None) if ever and "period" not in known else scope

    def _to(
        self, ids: Sequence[str], remark: tuple[str, Mapping[str, Any]] | None = None
    ) -> CallPlan:
        args = self.made.calls[0].args
        kept = {name: args[name] for name in ("tone", "in_language") if name in args}
        remarks = (*self.made.remarks, remark) if remark else self.made.remarks
        call = ToolCall("draft_reply", {**kept, "ids": list(ids)})
        return replace(self.made, calls=(call,), remarks=remarks)

    def _words(self, told: str) -> list[tuple[str, ...]]:
        """For each word that is told all the forms in which it may stand; the shop's own names
        and the words of any question are none."""
        if forms := dangers_named(told):
            return [forms]
        names = [
            name.lower() for values in self.question.filters.values() for name in values if name
        ]
        left = told
        for match in self.question.matched:
            left = left.replace(match.written, " ")
        found = [
            (word, word.removesuffix("ing").removesuffix("ed").removesuffix("s"))
            for word in WORD.findall(left)
            if not self.is_everyday(word) and not any(word in name for name in names)
        ]
        found += [(run, HOW_MUCH.sub("", run)) for run in HAN.findall(left)]
        return [tuple(dict.fromkeys(forms)) for forms in found]


def _holds(record: Record, words: Sequence[Sequence[str]]) -> bool:
    text = record.feedback.full_text.casefold()
    return all(any(form.casefold() in text for form in forms) for forms in words)


def _is_unhappy(record: Record) -> bool:
    rating = record.feedback.rating
    if rating is not None and rating <= 2:
        return True
    return record.labels.sentiment is Sentiment.NEGATIVE
