"""First sentences about counts: more or fewer, how many customers, so many a day, yes or no."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import (
    FEWEST_RANKED,
    felt_told,
    noun_of,
    number_asked,
    ranked_groups,
)
from assistant.agent.question.patterns.common import ANYBODY
from assistant.agent.question.patterns.comparing import GROWING, MORE_OR_LESS, WHICH_OF_TWO
from assistant.agent.question.patterns.course import ANY_NEW, CHANGED
from assistant.agent.question.patterns.figures import (
    DISTINCT_CUSTOMERS,
    HOW_MANY,
    HOW_MUCH,
    IN_ALL,
    PART,
    PER_DAY,
    SHARE,
)
from assistant.agent.question.patterns.kinds import ANSWERS_COUNTED, COPIES
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import APART, Figure, ToolCall
from assistant.tools.arguments import Dimension

__all__ = [
    "answers",
    "any_at_all",
    "copies",
    "customers",
    "how_much",
    "in_all",
    "more_or_fewer",
    "of_words",
    "per_day",
    "said_at_all",
    "said_most",
    "shares_within",
]

MOST_LISTED = 8


def per_day(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many come on a day, on average."""
    if call.name != "volume" or "per_day" not in data or not PER_DAY.search(question.folded):
        return None
    count = data["now"]["count"]
    return "lead_per_day", {"per_day": data["per_day"], "count": count, "noun": noun_of(call)}


def customers(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many different customers stand behind what was counted."""
    if data.get("by") != Dimension.CUSTOMER or question.bound:
        return None
    if not DISTINCT_CUSTOMERS.search(question.folded):
        return None
    details = {"customers": data["distinct"], "count": data["now"]["count"]}
    return "lead_customers", details | {"noun": noun_of(call)}


def answers(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """On how many answers a score rests, where that is asked."""
    if call.name not in ("nps", "csat", "ces") or data.get("by"):
        return None
    if not ANSWERS_COUNTED.search(question.folded):
        return None
    figure = data["now"][call.name]
    return ("lead_answers", {"figure": figure}) if figure.n else None


def copies(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many records are near duplicates, where that is asked; of no group they are known."""
    if call.name != "volume" or not COPIES.search(question.folded):
        return None
    details = {"repeats": data.get("repeats"), "count": data["now"]["count"]}
    return "lead_copies", details | {"by": data.get("by")}


def any_at_all(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Yes or no, with the number, to "any new bad reviews today"."""
    if call.name != "volume" or data.get("by") or not ANY_NEW.search(question.folded):
        return None
    now = data["now"]
    return "lead_any", {"count": now["count"], "total": now.get("total"), "noun": noun_of(call)}


def said_at_all(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Yes or no, with the number, to "has anybody ever mentioned mould"."""
    words = call.args.get("words", ())
    if call.name != "quotes" or len(words) != 1 or "count" not in data:
        return None
    if not ANYBODY.search(question.folded) or APART in words[0]:
        return None
    return "lead_said", {"count": data["count"], "written": words[0]}


def of_words(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many say a word, in the days that are assumed and ever."""
    if call.name != "volume" or "ever" not in data or data.get("by"):
        return None
    asks_change = question.compares or MORE_OR_LESS.search(question.folded)
    if asks_change and (data["now"]["count"].value or question.periods):
        return None
    if SHARE.search(question.folded) and data["now"]["count"].value:
        return None
    details = {"count": data["now"]["count"], "ever": data["ever"], "first": data["first_day"]}
    return "lead_words", details


def said_most(results: Results) -> Lead | None:
    """Which of several words is said most, where each was counted by itself."""
    words = [tuple(call.args.get("words", ())) for call, _ in results]
    apart = len(set(words)) > 1 and all(len(each) == 1 for each in words)
    if not apart or any(call.name != "volume" for call, _ in results):
        return None
    rows = [
        (word, result.data["now"]["count"])
        for (word,), (_, result) in zip(words, results, strict=True)
        if "now" in result.data
    ]
    return "lead_said_most", {"rows": sorted(rows, key=lambda row: -row[1].value)}


def in_all(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The sum over the channels or products that are named, before the parts of it."""
    by = data.get("by")
    if call.name != "volume" or len(call.args.get(str(by), ())) < FEWEST_RANKED:
        return None
    if not IN_ALL.search(question.folded) or WHICH_OF_TWO.search(question.folded):
        return None
    rows = [(group["name"], group["count"]) for group in ranked_groups(call, data, question)]
    count = data["now"]["count"]
    return "lead_in_all", {"by": by, "count": count, "rows": rows, "noun": noun_of(call)}


def shares_within(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The share that what was counted has within each group."""
    groups = data.get("groups") or ()
    if call.name != "volume" or not groups or question.bound:
        return None
    if number_asked(call, data, question) != "own_share":
        return None
    fewest = 1 if felt_told(call) else FEWEST_RANKED
    if len(groups) < fewest or not all("own_share" in group for group in groups):
        return None
    rows = ranked_groups(call, data, question)[: question.top or MOST_LISTED]
    return "lead_shares", {
        "by": data["by"],
        "rows": rows,
        "more": len(groups) > len(rows),
        "felt": felt_told(call),
    }


def how_much(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many there are, as a number and as a share of all, where that is doubted or both are
    asked: "is it serious", 有多少条，差评占几成."""
    if call.name != "volume" or data.get("by") or "compare_to" in call.args:
        return None
    now = data["now"]
    noun = noun_of(call)
    both = HOW_MANY.search(question.folded) and PART.search(question.folded) and noun != "records"
    if "of_all" not in now or now["of_all"].value is None:
        return None
    share = SHARE.search(question.folded)
    if not both and (question.compares or not (share or HOW_MUCH.search(question.folded))):
        return None
    return "lead_how_much", {
        "count": now["count"],
        "total": now["total"],
        "share": now["of_all"],
        "before": data["before"]["count"],
        "noun": noun,
        "stars": call.args.get("rating"),
        "whole_first": bool(both),
        "share_first": bool(share),
        "rated": bool(call.args.get("rating")),
    }


def more_or_fewer(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Whether there are more than in the period that is compared with, as a number and a share."""
    if call.name != "volume" or "now" not in data or data.get("by"):
        return None
    two = len(question.periods) == FEWEST_RANKED and WHICH_OF_TWO.search(question.folded)
    asked = (
        two
        or question.compares
        or any(
            words.search(question.folded) for words in (MORE_OR_LESS, GROWING, HOW_MUCH, CHANGED)
        )
    )
    if not asked or not (data["now"]["count"].value or data["before"]["count"].value):
        return None
    now, before = data["now"], data["before"]
    return "lead_more_or_fewer", {
        "now": now["count"],
        "before": before["count"],
        "change": data["change"],
        "noun": noun_of(call),
        "days": (_days(now["count"]), _days(before["count"])),
        "total": now.get("total"),
        "total_before": before.get("total"),
        "share": now.get("of_all"),
        "share_before": before.get("of_all"),
        "verdict": data.get("share_verdict"),
    }


def _days(figure: Figure) -> int:
    return figure.period.days if figure.period else 0
