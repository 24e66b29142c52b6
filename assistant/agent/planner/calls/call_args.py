"""The arguments of a tool call from what a question says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.agent.periods.calendar import add_months, month_of, quarter_of, week_of, year_of
from assistant.agent.periods.stretches import calendar_unit, same_days_before
from assistant.agent.planner.calls.traits import MEASURES
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.common import COMPLAINING, FAULT, PRAISING, TONES
from assistant.agent.question.patterns.comparing import ONE_AGAINST
from assistant.agent.question.patterns.course import FEWER_RECORDS, MOVED
from assistant.agent.question.patterns.figures import OF_COMPLAINTS, TOGETHER
from assistant.agent.question.patterns.ranking import NEWEST
from assistant.agent.question.patterns.references import IN_CHINESE, IN_ENGLISH
from assistant.agent.question.patterns.saying import QUOTED
from assistant.agent.question.question import Question
from assistant.agent.question.word_forms import in_number
from assistant.models import ATTRIBUTES, Period, ToolCall
from assistant.tools.context import DEFAULT_DAYS
from assistant.tools.registry import TOOLS

CES = re.compile(r"(?<![a-z])ces(?![a-z])")  # no end of another word

__all__ = [
    "accepted",
    "asks_language",
    "calendar_before",
    "compared_field",
    "compared_period",
    "draft_args",
    "filter_args",
    "fitted",
    "in_mood",
    "intent_filters",
    "metric_asked",
    "on_its_side",
    "period_args",
    "previous_period",
    "sort_asked",
    "words_said",
]


def accepted(tool: str, args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that the tool has."""
    return {name: value for name, value in args.items() if name in TOOLS[tool].args.model_fields}


def fitted(call: ToolCall) -> ToolCall:
    """The call with those of its arguments that its tool has."""
    return replace(call, args=accepted(call.name, call.args))


def period_args(
    question: Question, as_of: date, known: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The period, and the one that it is compared with where the question names it.

    `known` is the period that the conversation is about. Without any, "the same period last year"
    is that of the last 30 days.
    """
    periods = question.periods
    if len(periods) > 2:
        whole = Period(min(p.start for p in periods), max(p.end for p in periods))
        return {"period": whole.as_json()}
    first = periods[0] if periods else None
    # Where two names stand, they are what is set side by side.
    beside = len(periods) > 1 or compared_field(question.filters, question)
    against = question.against and not beside
    if first and against and known and known != first.as_json():
        return {"compare_to": first.as_json()}
    if first and against and (so_far := _so_far(first, as_of)):
        return {"period": so_far.as_json(), "compare_to": first.as_json()}
    if first and against and first.end < as_of:
        # "compared with last month": what has come since is set beside it.
        since = Period(first.end + timedelta(days=1), as_of)
        return {"period": since.as_json(), "compare_to": first.as_json()}
    if first is None and question.year_before:
        now = previous_period({"period": known}, as_of)
        if question.compares:
            return {"period": now.as_json(), "compare_to": _year_before(now).as_json()}
        return {"period": _year_before(now).as_json()}
    if first is None:
        return {}
    found = {"period": first.as_json()}
    if len(periods) == 2 and periods[1] != first:
        now, then = _subject_first(periods, question)
        found = {"period": now.as_json(), "compare_to": then.as_json()}
    elif question.year_before:
        found["compare_to"] = _year_before(first).as_json()
    elif question.versus_last:
        found["compare_to"] = calendar_before(first, as_of).as_json()
    return found


def _subject_first(periods: Sequence[Period], question: Question) -> Sequence[Period]:
    """What is held against the other, as it is said; else what came later is what has changed, as
    where a change is asked for: "how did the rating change, May vs June"."""
    changed = MOVED.search(question.folded) and "比" not in question.folded
    if ONE_AGAINST.search(question.folded) and not changed:
        return periods
    return sorted(periods, key=lambda period: (period.end, period.start), reverse=True)


def _so_far(then: Period, as_of: date) -> Period | None:
    """The present week, month or quarter, where `then` are just its days in the one before."""
    units = ((unit, same_days_before(unit, as_of)) for unit in ("month", "week", "quarter"))
    unit = next((unit for unit, same in units if same == then), None)
    return Period(calendar_unit(unit, 0, as_of).start, as_of) if unit else None


def compared_period(question: Question) -> Period | None:
    """The one period of a question that only asks to compare."""
    return question.periods[0] if len(question.periods) == 1 else None


def _year_before(period: Period) -> Period:
    return Period(add_months(period.start, -12), add_months(period.end, -12))


def calendar_before(period: Period, as_of: date) -> Period:
    """The whole week, month, quarter or year before one that may be cut at the as-of day."""
    for unit in (week_of, month_of, quarter_of, year_of):
        whole = unit(period.start)
        if whole.start == period.start and min(whole.end, as_of) == period.end:
            return unit(period.start, -1)
    return period.before()


def previous_period(args: Mapping[str, Any], as_of: date) -> Period:
    """The period of a call, the last 30 days where it names none."""
    if given := args.get("period"):
        return Period(*(date.fromisoformat(given[end]) for end in ("start", "end")))
    return Period.last_days(DEFAULT_DAYS, as_of)


def filter_args(question: Question) -> dict[str, Any]:
    """The filters that the question names, as arguments."""
    filters: dict[str, Any] = {name: list(values) for name, values in question.filters.items()}
    if filters.pop("unique", None):
        filters["unique"] = True
    for name in ("rating", "nps"):
        if name in filters:
            filters[name] = [int(answer) for answer in filters[name]]
    if "rating" in filters:
        filters.pop("sentiment", None)
    return filters


def words_said(question: Question) -> list[str]:
    """The wordings that feedback is to contain; a plural that stands in no quotation marks, in
    both numbers: who asks for "refunds" means each refund."""
    if QUOTED.search(question.folded):
        return list(question.quoted)
    return list(dict.fromkeys(form for word in question.quoted for form in in_number(word)))


def intent_filters(question: Question, intent: Intent, *, narrows: bool = False) -> dict[str, Any]:
    """The filters for one intent: without what its tool looks at by itself, unless the question
    narrows what was shown ("only the angry ones")."""
    filters = filter_args(question)
    if intent.takes_words and question.quoted:
        filters["words"] = words_said(question)
    for name in () if narrows else intent.ignores:
        filters.pop(name, None)
    return filters


def in_mood(call: ToolCall, *moods: str) -> ToolCall:
    """The call narrowed to what speaks so of the theme that is named, else to the records of these
    moods, unless something else is chosen."""
    return call.otherwise(**{"stance" if call.args.get("theme") else "sentiment": list(moods)})


def sort_asked(question: Question, usual: str) -> str:
    """In which order records are shown: the latest first where these are asked for."""
    return "newest" if NEWEST.search(question.folded) else question.order or usual


def on_its_side(call: ToolCall, question: Question) -> ToolCall:
    """ "Complaints about delivery" are those that blame it, not all that mention it."""
    args = call.args
    if args.get("customer_id") or args.get("order_id"):
        return call
    if args.get("theme") and FAULT.search(question.folded):
        call = call.otherwise(stance=["negative"])
    sides = (("negative", COMPLAINING), ("positive", PRAISING))
    side = next((side for side, words in sides if words.search(question.folded)), None)
    if side is None:
        return call
    if args.get("theme"):
        counted = OF_COMPLAINTS.search(question.folded)
        return (call if counted else call.lacking("sentiment")).having(stance=[side])
    if args.get("rating") or args.get("words"):
        return call
    return call.having(sentiment=[side])


def draft_args(question: Question) -> dict[str, Any]:
    """The ids, the tone and the language that a question about replies names."""
    found: dict[str, Any] = {}
    if question.feedback_ids:
        found["ids"] = list(question.feedback_ids)
    tone = next((name for name, words in TONES.items() if words.search(question.folded)), None)
    if tone:
        found["tone"] = tone
    if asks_language(question.folded):
        found["in_language"] = question.language
    return found


def asks_language(folded: str) -> bool:
    """Whether the same is wanted in another language."""
    return bool(IN_ENGLISH.search(folded) or IN_CHINESE.search(folded))


def compared_field(
    args: Mapping[str, Any], question: Question, *, kinds: bool = False
) -> str | None:
    """The field of which several values are named, to be set side by side. Those that one word
    names ("the lamps") are one, unless `kinds` are to be split as well, and so are those that are
    asked about together; their count is told with its parts."""
    if TOGETHER.search(question.folded) and metric_asked(question) in MEASURES:
        return None
    named = question.filters
    whole = (*question.left_out, *(() if kinds else question.kinds))
    side_by_side = (f for f in ATTRIBUTES if f not in whole)
    return next((f for f in side_by_side if len(named.get(f, ())) > 1 and f in args), None)


def metric_asked(question: Question) -> str | None:
    """The number that the question names, None for none."""
    if FEWER_RECORDS.search(question.folded):
        return "count"
    said = f" {CES.sub(' ces ', question.folded)} ".replace(" start", " ")
    for metric, words in (
        ("nps", ("nps", "推荐")),
        ("csat", ("csat", "satisf", "满意")),
        ("rating_mean", ("rating", "rated", " star", "-star", "评分", "星级", "均分", "打分")),
        ("ces", (" ces ", "effort score", "费力度", "ces评")),
        ("count", ("volume", "how many", "数量", "多少条", "评论量", "反馈量")),
        ("negative_share", ("negative", "complain", "差评", "投诉", "负面")),
    ):
        if any(word in said for word in words):
            return metric
    return None
