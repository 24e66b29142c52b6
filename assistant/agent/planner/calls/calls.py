"""The calls that one intent makes, once its arguments are read."""

from functools import reduce

from assistant.agent.planner.calls.call_args import compared_field, fitted
from assistant.agent.planner.calls.crossing import crossed
from assistant.agent.planner.calls.dangers import dangers_named, kinds_named
from assistant.agent.planner.calls.felt import felt_by_groups
from assistant.agent.planner.calls.refinements import REFINEMENTS
from assistant.agent.planner.calls.rerouting import ranks
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.calls.wanted import Wanted
from assistant.agent.question.patterns.common import ANYBODY, QUESTIONS_ASKED
from assistant.agent.question.patterns.comparing import ELSEWHERE
from assistant.agent.question.patterns.course import ANY_NEW, LAST_WHEN
from assistant.models import Period, ToolCall
from prompts.reports import weekly_sections

__all__ = ["calls_of"]

ASKING = ("?", "？")
"""What a record holds that asks something."""

PARTS_OF_WEEK = ("weekday", "day_kind")


def calls_of(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """The calls for what a question wants, one for most: `call` has the intent's tool and the
    arguments that the question names."""
    return [fitted(each) for each in _calls_of(call, wanted)]


def _calls_of(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    if wanted.intent.name == "weekly_report":
        return _sections(call, wanted)
    if table := crossed(call, wanted.question, wanted.as_of, wanted.whole):
        return [table]
    if asked := _of_questions(call, wanted):
        return asked
    call = _of_all_time(call, wanted)
    if several := _with_shares(call, wanted) or _with_quotes(call, wanted):
        return several
    call = reduce(lambda so_far, refine: refine(so_far, wanted), REFINEMENTS, call)
    return _with_worst(call, wanted) or _for_each(call, wanted) or [call]


def _sections(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """The calls of the weekly report."""
    week = Period.last_days(7, wanted.as_of).as_json()
    return [call.otherwise(period=week).of(name).having(**more) for name, more in weekly_sections()]


def _of_all_time(call: ToolCall, wanted: Wanted) -> ToolCall:
    """The call over all feedback where a single case counts, however old it is: a danger, until
    someone has looked at it, and whether anybody ever said a thing."""
    says = wanted.quotes_words and ANYBODY.search(wanted.folded)
    any_time = says or LAST_WHEN.search(wanted.folded)
    counts = wanted.intent.name == "safety" or (any_time and call.name in ("search", "quotes"))
    if not counts or wanted.whole is None:
        return call
    return call.otherwise(period=wanted.whole.as_json())


def _with_shares(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """Complaints by a dimension have no split; the shares beside them do. [] for another."""
    by = wanted.question.by
    apart = by and by not in PARTS_OF_WEEK and not ELSEWHERE.search(wanted.folded)
    if wanted.intent.name != "complaints" or not apart:
        return []
    question = wanted.question
    if "theme" in call.args or ranks(question) or felt_by_groups(question):
        return []
    return [call, call.of("sentiment").having(by=by)]


def _of_questions(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """What those records are about that ask something, and the newest of them; [] for another."""
    tells = TRAITS[call.name].tells_what or call.name in ("complaints", "quotes")
    if not (tells and QUESTIONS_ASKED.search(wanted.folded)) or wanted.question.quoted:
        return []
    asking = call.lacking("stance", "sentiment").having(words=list(ASKING))
    return [asking.of("themes"), asking.of("quotes").having(sort="newest")]


def _with_quotes(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """What says the words of a danger that is named, beside the dangers; [] where none is."""
    words = dangers_named(wanted.folded) if wanted.intent.name == "safety" else ()
    if not words:
        return []
    kinds = list(kinds_named(wanted.folded))
    return [call.having(kinds=kinds), call.of("quotes").having(words=list(words))]


def _with_worst(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """The count of what is bad and new, and the worst of it; [] where that is not asked."""
    if call.name != "volume" or not ANY_NEW.search(wanted.folded):
        return []
    bad = call.otherwise(sentiment=["negative"])
    return [bad, bad.of("quotes").having(sort="worst")]


def _for_each(call: ToolCall, wanted: Wanted) -> list[ToolCall]:
    """One call for each of several names, where themes are compared between them; else []."""
    if not (TRAITS[call.name].groups_themes and wanted.question.compares):
        return []
    field = compared_field(call.args, wanted.question)
    return [call.having(**{field: [value]}) for value in call.args[field]] if field else []
