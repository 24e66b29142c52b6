"""The calls over the feedback that says certain words: shown, counted, and said so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.planner.calls.call_args import fitted, period_args
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.words.word_places import counted_word, qualifies
from assistant.agent.question.patterns.common import ANYBODY, ANYBODY_SAYS
from assistant.agent.question.patterns.comparing import GROWING, MORE_OR_LESS
from assistant.agent.question.patterns.course import SINCE_WHEN, STILL
from assistant.agent.question.patterns.figures import OF_COMPLAINTS
from assistant.agent.question.question import Question
from assistant.models import Period, Scope, ToolCall
from assistant.tools.arguments import Dimension
from assistant.tools.context import ToolContext

__all__ = [
    "SEARCHED",
    "as_counts",
    "as_shown",
    "asks_for_said",
    "asks_if_said",
    "counts_said",
    "looked_for",
    "saying",
    "within_theme",
]

SAYING = re.compile(
    r"\b(?:say\w*|said|mention\w*|about|tell\w*|told|contain\w*|talk\w*)\b"
    r"|[说提讲写]|关于|的(?:评|差评|反馈|投诉)"
)
SEARCHED = ("quotes", "search")


def asks_for_said(call: ToolCall, question: Question, words: Sequence[str]) -> bool:
    """Whether a plan of another kind than a count asks for what is said."""
    return bool(
        call.name in (*SEARCHED, "before_after")
        or counts_said(call, question, words)
        or (call.name == "overview" and "product" in question.filters)
        or _praised(call, question)
        or (call.name == "complaints" and qualifies(question, words))
        or (
            call.name == "trend"
            and (_begins(question) or _moves(question) or SAYING.search(question.folded))
        )
    )


def asks_if_said(question: Question, words: Sequence[str]) -> bool:
    """Whether it is asked if anybody ever said one unread word that belongs to no theme: what it
    means besides ("lessons") is no wish of the shop's."""
    themed = "theme" in question.filters
    return len(words) == 1 and not themed and bool(ANYBODY_SAYS.search(question.folded))


def counts_said(call: ToolCall, question: Question, words: Sequence[str]) -> bool:
    told = SAYING.search(question.folded) or counted_word(question, words)
    return call.name == "volume" and bool(told) and question.by in (None, Dimension.CUSTOMER)


def _praised(call: ToolCall, question: Question) -> bool:
    stance = call.name == "themes" and call.args.get("stance")
    return bool(stance and ANYBODY.search(question.folded))


def within_theme(call: ToolCall, words: Sequence[str], context: ToolContext) -> ToolCall:
    """The call without its theme, where most texts that say the words are read as other themes."""
    if not call.args.get("theme"):
        return call
    said = Scope(tenant=context.tenant, words=tuple(words))
    of_theme = context.tallies.count(replace(said, theme=tuple(call.args["theme"])))
    if 2 * of_theme >= context.tallies.count(said):
        return call
    return call.lacking("theme", "stance")


def as_shown(made: CallPlan, question: Question, whole: Period | None) -> CallPlan:
    """The plan whose tool shows what is said, of the `whole` time with feedback where no period is
    named, or counts it: more in one month than in another is a number."""
    made = as_counts(made, question)
    call = made.calls[0]
    days = period_args(question, whole.end) if whole else {}
    if "compare_to" in days and MORE_OR_LESS.search(question.folded):
        return replace(made, calls=(fitted(call.of("volume").having(**days)),))
    praised = _praised(call, question)
    shown = praised or call.name in ("search", "complaints", "overview")
    found = call.of("quotes") if shown else call
    if call.name in SEARCHED and whole:
        found = found.otherwise(period=whole.as_json())
    if call.name == "complaints":
        found = found.having(sort="worst")
    if praised:
        found = found.having(sentiment=call.args["stance"])
    return replace(made, calls=(found, *made.calls[1:]))


def as_counts(made: CallPlan, question: Question) -> CallPlan:
    """The plan over two counts instead of a course, where it is asked if there is more of something
    than before, and not when it began."""
    call = made.calls[0]
    if call.name != "trend" or not _moves(question):
        return made
    return replace(made, calls=(fitted(call.of("volume")), *made.calls[1:]))


def _moves(question: Question) -> bool:
    moves = MORE_OR_LESS.search(question.folded) or GROWING.search(question.folded)
    return bool(moves) and not (_begins(question) or question.step)


def _begins(question: Question) -> bool:
    return bool(SINCE_WHEN.search(question.folded) or STILL.search(question.folded))


def looked_for(
    made: CallPlan, question: Question, forms: Sequence[str], written: str = ""
) -> CallPlan:
    """The plan over what says one of the forms, whatever its mood unless that is what a part is
    asked of, with a remark that says so; `written` is how the forms were asked for."""
    call = made.calls[0]
    of_mood = call.args.get("sentiment") == ["positive"] or OF_COMPLAINTS.search(question.folded)
    found = fitted((call if of_mood else call.lacking("sentiment")).having(words=list(forms)))
    remark = ("word_looked_for", {"written": written or "”、“".join(forms)})
    return replace(made, calls=(found, *made.calls[1:]), remarks=(*made.remarks, remark))


def saying(call: ToolCall, words: Sequence[str], whole: Period | None) -> ToolCall:
    """The call over the feedback that says one of the words; what is said with it of the `whole`
    time with feedback where no period is named."""
    call = call.having(words=list(words))
    if call.name in ("quotes", "themes") and whole:
        return call.otherwise(period=whole.as_json())
    return call
