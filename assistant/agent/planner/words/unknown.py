"""What becomes of a plan whose question names something that the shop does not have."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.names.finder import NameBook
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.strangers import Stranger
from assistant.agent.planner.words.saying_calls import saying
from assistant.agent.question.question import Question
from assistant.agent.question.word_forms import forms_of
from assistant.models import Period, Scope
from assistant.tools.context import ToolContext

__all__ = ["defects", "told"]

MOST_NAMES = 8
DEFECT = re.compile(r"\b[a-z]{3,}(?:ing|ed|en)(?= )")


def told(
    made: CallPlan,
    strangers: Sequence[Stranger],
    books: Sequence[NameBook],
    context: ToolContext,
    whole: Period | None = None,
    *,
    sure: bool = True,
) -> CallPlan:
    """The plan that looks for the strange word in the texts, where it occurs and the tools can;
    else a saying that there is no such product or channel, with the names that there are.

    Quotes are looked for in the `whole` time with feedback where no period is named.

    Where it is not `sure` that the word is a name at all, the plan stands, and the answer says
    that the word chose nothing: an ordinary question must not be refused.
    """
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    if any(call.args.get("words") for call in made.calls):
        return made
    stranger = strangers[0]
    searched = False
    if not stranger.place and all(TRAITS[call.name].reads_words for call in made.calls):
        searched = True
        words = forms_of(stranger.written)
        if context.feedback.rows(Scope(tenant=context.tenant, words=words), 1):
            calls = tuple(saying(call, words, whole) for call in made.calls)
            remark = ("word_looked_for", {"written": stranger.written})
            return replace(made, calls=calls, remarks=(*made.remarks, remark))
    if not sure:
        remark = ("word_passed_over", {"written": stranger.written})
        return replace(made, remarks=(*made.remarks, remark))
    names = {book.field: book for book in books}
    field = "channel" if stranger.place else "product"
    known = names[field].names
    details = {
        "written": stranger.written,
        "field": field,
        "closest": names[field].closest(stranger.written),
        "names": known[:MOST_NAMES],
        "more": len(known) > MOST_NAMES,
        "searched": searched,
    }
    return CallPlan(made.language, say="unknown_name", details=details)


def defects(question: Question, strangers: Sequence[Stranger]) -> list[str]:
    """What is told of a part that has no name here: the "leaking" of "leaking caps"."""
    named = (rf"(?:[a-z]+ )?{re.escape(each.written)}" for each in strangers)
    found = (re.search(rf"\b{each}\b", question.open) for each in named)
    return [told for match in found if match for told in DEFECT.findall(match.group())]
