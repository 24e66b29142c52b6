"""The second half of "which product has the most complaints, and what do people say", and what is
looked at where the first look told nothing."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.experiments import TARGET
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.leads.columns import by_number
from assistant.agent.planner.leads.lead import chosen_groups
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import ATTRIBUTES, ToolCall

__all__ = ["second_looks"]

MOST_LOOKS = 3
GROUPS = (*ATTRIBUTES, "day")
PEOPLE = r"(?:they|people|customers|buyers|users|guests|everyone|folks|those customers)"
AND_WHY = re.compile(
    r"(?:\band|[,;&+?]|\bthen)\s*(?:why\b|how come|for what|what for|the reasons?\b|show\b|quote"
    rf"|what(?: exactly)? (?:do|did|are|is|were|does) {PEOPLE}\b|what(?:'s| is| are| was| were)"
    r" (?:it|wrong|they|the (?:main |biggest )?(?:complaints?|problems?|issues?|reasons?|reviews?))"
    r"|what .{0,20}\b(?:say|about)\b)"
    r"|[,;、?\s]*(?:都)?(?:是)?(?:为什么|为啥|为何|(?:是)?什么原因|原因是|怎么回事)"
    r"|(?:大家|客户|顾客|他们|人家|用户|买家)?(?:都|主要)?(?:在)?(?:说|抱怨|吐槽|投诉|骂|夸|评价)"
    r"(?:了|的)?(?:是)?(?:些|点)?(?:什么|啥|哪些)"
    r"|(?:给|附|看).{0,4}(?:原话|例子|评论)|(?:主要)?(?:问题|毛病|差|输|坏)(?:出)?在哪"
)


def second_looks(question: Question, results: Results) -> tuple[ToolCall, ...]:
    """What to ask next of the group that a ranking chose, or of each of the few that were wanted;
    empty where no more is asked."""
    if targeted := _priority(question, results):
        return (targeted,)
    if not AND_WHY.search(question.folded):
        return ()
    if len(results) > 1:
        return _at_worst_value(question, results)
    call, result = results[0]
    by = question.by or call.args.get("by")
    if not TRAITS[call.name].splits or by not in GROUPS:
        return ()
    names = chosen_groups(result, call, question)[:MOST_LOOKS]
    return tuple(_look(question, call, str(by), name) for name in names)


def _at_worst_value(question: Question, results: Results) -> tuple[ToolCall, ...]:
    """What is said of the value of a column that comes first where its values were compared; empty
    where something else was told apart."""
    calls = [call for call, _ in results]
    values = {tuple(call.args.get("kept", ())) for call in calls}
    alike = all(call.lacking("kept") == calls[0].lacking("kept") for call in calls)
    if not alike or len(values) < len(calls) or not TRAITS[calls[0].name].splits:
        return ()
    ranked = by_number(results)
    return (_of_scope(question, ranked[-1 if question.order == "best" else 0][0], {}),)


def _look(question: Question, call: ToolCall, by: str, name: str) -> ToolCall:
    """What is said of one group of a ranking."""
    of_one = {"period": {"start": name, "end": name}} if by == "day" else {by: [name]}
    return _of_scope(question, call, of_one)


def _of_scope(question: Question, call: ToolCall, narrowed: Mapping[str, Any]) -> ToolCall:
    """What is said within the scope of a call: reviews where it is of a theme or of words, else
    what is praised of the best and blamed of any other."""
    scope = {k: v for k, v in call.args.items() if k not in ("by", "bound", "sentiment", "rank_by")}
    scope |= narrowed
    if scope.get("theme"):
        return fitted(ToolCall("quotes", scope | {"sort": "worst"}))
    if question.order == "best" and TRAITS[call.name].is_score:
        return fitted(ToolCall("themes", scope | {"stance": ["positive"]}))
    return fitted(ToolCall("complaints", scope))


def _priority(question: Question, results: Results) -> ToolCall | None:
    """What to fix first, where nothing tells how far a score would rise."""
    call, result = results[0]
    if len(results) != 1 or call.name != "drivers" or result.data["drivers"]:
        return None
    if not TARGET.search(question.folded):
        return None
    return fitted(call.of("priority"))
