"""The sentence that answers a question first, found by rules that are tried in order."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.agent.planner.leads import (
    comparing,
    counts,
    defects,
    drivers,
    groups,
    measures,
    moves,
    priorities,
    replies,
    times,
)
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import FEWEST_RANKED, OF_RATINGS, ranked_groups
from assistant.agent.question.patterns.course import TURNED
from assistant.agent.question.patterns.figures import (
    GOOD_TO_BAD,
    HOW_MANY,
    OF_COMPLAINTS,
    OF_RECOMMENDERS,
    OF_STARS,
    OPINION,
    RECOMMENDERS,
    TO_CONTACT,
    UNRATED,
    YES_OR_NO,
)
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.analytics.churn import ChurnReason
from assistant.models import ToolCall
from assistant.tools.result import ToolResult

__all__ = ["Lead", "chosen_groups", "lead_of"]

KINDS = {
    "promoters": re.compile(r"promoter|^(?!不).*推荐"),
    "passives": re.compile("passive|被动|中立"),
    "detractors": re.compile("detractor|贬损|^不.*推荐"),
}
"""Who answers an NPS question, by the figure that counts them."""


def lead_of(results: Results, question: Question) -> Lead | None:
    """The first sentence's template and its details; None where the answer needs none."""
    if not results:
        return None
    call, result = results[0]
    if not result.data:
        return None
    if call.name == "dangers":
        return _danger(results, question)
    if said := counts.said_most(results):
        return said
    rules: tuple[Callable[[ToolCall, Mapping[str, Any], Question], Lead | None], ...] = (
        moves.moved,
        moves.moved_by,
        _unrated,
        _of_complaints,
        _of_recommenders,
        _recommending,
        _good_to_bad,
        _opinion,
        _turned,
        _to_contact,
        replies.by_groups,
        replies.moved,
        replies.in_time,
        measures.not_imported,
        measures.of_scorecard,
        defects.orders,
        defects.defect_rate,
        defects.healthiest,
        counts.answers,
        counts.copies,
        priorities.in_place,
        drivers.targeted,
        drivers.not_judged,
        counts.per_day,
        counts.customers,
        counts.any_at_all,
        counts.said_at_all,
        counts.of_words,
        counts.shares_within,
        counts.in_all,
        comparing.moved,
        groups.bounded,
        groups.reached,
        groups.elsewhere,
        groups.standing,
        groups.means,
        comparing.ends,
        groups.placed,
        _median,
        times.of_two,
        times.changed,
        _rated,
        comparing.tested,
        comparing.compared,
        groups.listed,
        times.newest,
        times.begun,
        times.still,
        counts.how_much,
        counts.more_or_fewer,
        groups.most,
        times.extreme,
        times.stepped,
        times.turned,
        times.risen,
    )
    found = (rule(call, result.data, question) for rule in rules)
    return next((lead for lead in found if lead), None)


def chosen_groups(result: ToolResult, call: ToolCall, question: Question) -> list[str]:
    """The groups that a ranking put where the question looks: one, or the first few of "the three
    with the most"; empty where it ranked none."""
    groups = ranked_groups(call, result.data, question)
    place = question.place or 1
    if len(groups) < max(place, FEWEST_RANKED):
        return []
    last = place if question.place else question.top or place
    return [str(group["name"]) for group in groups[place - 1 : last]]


def _unrated(_: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    if "unrated" not in data or not UNRATED.search(question.folded):
        return None
    return "lead_unrated", {"unrated": data["unrated"], "records": data["records"]}


def _rated(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The average rating, where it is asked for and CSAT stands before it."""
    asked = call.args.get("rank_by") == "rating_mean" and "compare_to" not in call.args
    if not asked or question.by or data.get("by") or "now" not in data:
        return None
    figure = data["now"]["rating_mean"]
    return ("lead_rating", {"figure": figure}) if figure.value is not None else None


def _median(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    number = next((n for n, words in OF_RATINGS.items() if words.search(question.folded)), None)
    if call.name != "csat" or data.get("by") or number is None:
        return None
    figure = data["now"][number]
    details = {"figure": figure, "number": number}
    return ("lead_median", details) if figure.value is not None else None


def _good_to_bad(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many are satisfied by their stars, and how many are not."""
    if call.name != "csat" or not GOOD_TO_BAD.search(question.folded):
        return None
    now = data["now"]
    return ("lead_good_to_bad", {"now": now}) if now["csat"].n else None


def _opinion(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many are satisfied, where somebody asks what people think of a thing."""
    if call.name != "overview" or not OPINION.search(question.folded) or "csat" not in data:
        return None
    now = data["now"]
    return "lead_opinion", {"csat": data["csat"]["now"], "negative": now["negative"]}


def _turned(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The customers whose tone gets worse, where those are asked for who were happy once."""
    if call.name != "customer_segments" or not TURNED.search(question.folded):
        return None
    names = [
        each["customer"] for each in data["risks"] if ChurnReason.GETTING_WORSE in each["reasons"]
    ]
    return "lead_turned", {"names": names}


def _to_contact(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The customers with loud signs of leaving, where it is asked whom to call."""
    if call.name != "customer_segments" or not TO_CONTACT.search(question.folded):
        return None
    loud = round(data["risky"].value or 0)
    return "lead_to_contact", {"names": [each["customer"] for each in data["risks"]][:loud]}


def _danger(results: Results, question: Question) -> Lead | None:
    """Yes or no, with the number, where that is asked."""
    if not YES_OR_NO.search(question.folded):
        return None
    known = [result.data for _, result in results if "no_data" not in result.notes]
    return ("lead_danger", {"counts": [data["count"] for data in known]}) if known else None


def _of_complaints(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The share of all complaints, or of all reviews of some stars, where that is asked."""
    now = data.get("now", {})
    stars = call.args.get("rating")
    kind = "stars" if stars else "negative"
    asked = OF_STARS if stars else OF_COMPLAINTS
    if not asked.search(question.folded) or f"of_{kind}" not in now:
        return None
    share = now[f"of_{kind}"]
    if share.value is None:
        return None
    details = {"share": share, "count": now["count"], "whole": now[kind], "stars": stars}
    return "lead_of_complaints", details


def _of_recommenders(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many of the promoters, passives or detractors come from what is named."""
    by = str(data.get("by"))
    named = question.filters.get(by, ())
    if call.name != "nps" or len(named) != 1 or not OF_RECOMMENDERS.search(question.folded):
        return None
    found = {match[1] or match[0] for match in RECOMMENDERS.finditer(question.folded)}
    kind = next(name for name, words in KINDS.items() if any(map(words.search, found)))
    group = next((each for each in data["groups"] if each["name"] == named[0]), None)
    if group is None:
        return None
    part, whole = group[f"{kind}_count"], data["now"][f"{kind}_count"]
    details = {"by": by, "group": named[0], "kind": kind, "part": part, "whole": whole}
    return "lead_of_recommenders", details


def _recommending(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The shares of those who are asked for: promoters, passives, detractors."""
    found = [match[1] or match[0] for match in RECOMMENDERS.finditer(question.folded)]
    now = data.get("now", {})
    if call.name != "nps" or not found or data.get("by"):
        return None
    asked = [n for n, words in KINDS.items() if n in now and any(map(words.search, found))]
    shares = [(name, now[name]) for name in asked]
    known = [(name, share) for name, share in shares if share.value is not None]
    counted = bool(HOW_MANY.search(question.folded))
    rows = [(name, share, now[f"{name}_count"]) for name, share in known]
    return ("lead_recommending", {"rows": rows, "counted": counted}) if rows else None
