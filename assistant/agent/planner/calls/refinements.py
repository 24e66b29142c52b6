"""How a call takes on what its question asks besides the intent, one refinement after another."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from assistant.agent.planner.calls.call_args import (
    compared_field,
    draft_args,
    in_mood,
    metric_asked,
    on_its_side,
    previous_period,
    sort_asked,
    words_said,
)
from assistant.agent.planner.calls.experiments import about_score
from assistant.agent.planner.calls.felt import of_the_felt
from assistant.agent.planner.calls.of_kind import of_the_kind
from assistant.agent.planner.calls.of_measure import of_measure
from assistant.agent.planner.calls.rerouting import ranks, rerouted
from assistant.agent.planner.calls.traits import MEASURES, MOST_THEMES, TRAITS
from assistant.agent.planner.calls.trends import (
    followed,
    from_the_beginning,
    from_the_earlier,
    looking_back,
)
from assistant.agent.planner.calls.wanted import Wanted
from assistant.agent.question.amounts import waited_asked
from assistant.agent.question.moves import language_into
from assistant.agent.question.patterns.comparing import ELSEWHERE
from assistant.agent.question.patterns.course import LAST_WHEN, REPLAYED, ROSE
from assistant.agent.question.patterns.figures import OF_RECOMMENDERS
from assistant.agent.question.patterns.ranking import ANGRIEST, FANS, ONE_ITEM
from assistant.agent.question.patterns.stars import STARS
from assistant.agent.question.question import ORDER_VALUE, REPURCHASE_RATE
from assistant.models import ATTRIBUTES, Period, ToolCall
from assistant.replies.writing.drafting import draft_languages
from assistant.tools.arguments import Dimension
from assistant.tools.context import DEFAULT_DAYS

__all__ = ["REFINEMENTS"]

Refinement: TypeAlias = Callable[[ToolCall, Wanted], ToolCall]

MOODS = {"worst": "negative", "best": "positive"}
"""Of what a customer says most who is the worst or the best."""


def _of_measure(call: ToolCall, wanted: Wanted) -> ToolCall:
    return of_measure(call, wanted.question)


def _rerouted(call: ToolCall, wanted: Wanted) -> ToolCall:
    if (column := wanted.question.mean) and call.name == "csat":
        return call.of("column_mean").having(column=column)
    return rerouted(call, wanted.question)


def _felt(call: ToolCall, wanted: Wanted) -> ToolCall:
    return of_the_kind(of_the_felt(call, wanted.question), wanted.question)


def _against_before(call: ToolCall, wanted: Wanted) -> ToolCall:
    """Beside the period before it, where a comparison names none."""
    if TRAITS[call.name].is_score and "period" in call.args and ROSE.search(wanted.folded):
        call = call.otherwise(compare_to=None)
    if call.args.get("compare_to", "none asked") is not None:
        return from_the_earlier(call) if wanted.question.grown else call
    return call.having(compare_to=previous_period(call.args, wanted.as_of).before().as_json())


def _measured(call: ToolCall, wanted: Wanted) -> ToolCall:
    """The number of a test."""
    if call.name != "experiment":
        return call
    number = wanted.question.number
    if number == ORDER_VALUE:
        return call.having(measure="order_value")
    if number == REPURCHASE_RATE:
        return call.having(measure="repurchase_rate")
    if number is not None:
        return call.having(measure="column_mean", column=number)
    asked = metric_asked(wanted.question)
    return call.having(measure=asked if asked in MEASURES else "rating_mean")


def _on_its_side(call: ToolCall, wanted: Wanted) -> ToolCall:
    return on_its_side(call, wanted.question) if call.name in ("volume", "quotes") else call


def _of_people(call: ToolCall, wanted: Wanted) -> ToolCall:
    """Customers by what they say most; how somebody feels, and who once said a thing, is told by
    all that was ever said."""
    question = wanted.question
    people = call.name == "volume" and question.by == Dimension.CUSTOMER
    if not people or "rating" in call.args:
        return call
    mood = "positive" if FANS.search(question.folded) else MOODS.get(question.order or "")
    if mood:
        call = in_mood(call, mood)
    if wanted.whole and (mood or call.args.get("words")):
        call = call.otherwise(period=wanted.whole.as_json())
    return call


def _split(call: ToolCall, wanted: Wanted) -> ToolCall:
    """By the dimension that is named, or by names that stand side by side, with the bound of its
    groups."""
    question, traits = wanted.question, TRAITS[call.name]
    if not traits.splits:
        return call
    several = compared_field(call.args, question, kinds=traits.is_score)
    by = question.by or several
    if by == "rating" and (traits.is_score or call.args.get("rating")):
        by = several
    if by:
        call = call.having(by=by)
        if question.bound:
            bound = {"side": question.bound.side, "value": question.bound.value}
            call = call.having(bound=bound)
        if question.least and (traits.is_score or call.name == "sentiment"):
            call = call.having(least=question.least)
        all_of_them = ELSEWHERE.search(question.folded) or OF_RECOMMENDERS.search(question.folded)
        others = ranks(question) or all_of_them
        if question.by == by and len(call.args.get(by, ())) == 1 and others:
            # "Is it the most blamed of all", "against the rest": the others are needed.
            call = call.lacking(by)
    return call.having(by="day") if len(question.periods) > 2 else call


def _by_stars(call: ToolCall, wanted: Wanted) -> ToolCall:
    """ "How many five stars and how many one stars"."""
    several = call.name == "volume" and len(STARS.findall(wanted.folded)) > 1
    return call.otherwise(by="rating") if several else call


def _ranked_by_stars(call: ToolCall, wanted: Wanted) -> ToolCall:
    stars = wanted.intent.name == "rating" or (call.name == "csat" and "rating" in wanted.folded)
    return call.having(rank_by="rating_mean") if stars else call


def _replies(call: ToolCall, wanted: Wanted) -> ToolCall:
    """Answers by product, channel …; and those that wait as long as the question says."""
    ours = call.name in ("reply_stats", "reply_queue", "overdue_replies")
    if ours and wanted.question.by in ATTRIBUTES:
        return call.of("reply_stats").having(by=wanted.question.by)
    waited = waited_asked(wanted.folded) or 1
    if call.name != "overdue_replies" or waited == 1:
        return call
    came_in = Period.last_days(DEFAULT_DAYS, wanted.as_of - timedelta(days=waited))
    return call.otherwise(period=came_in.as_json())


def _since_the_change(call: ToolCall, wanted: Wanted) -> ToolCall:  # noqa: ARG001
    """The day of a change; without a day only its course can be told."""
    if call.name != "before_after":
        return call
    if "period" not in call.args:
        return call.of("trend")
    return call.lacking("period").having(changed_on=call.args["period"]["start"])


def _of_the_past(call: ToolCall, wanted: Wanted) -> ToolCall:
    """What the rules would have said before, where it is asked of the alerts."""
    replays = call.name == "alerts" and REPLAYED.search(wanted.folded)
    return call.having(replay=True) if replays else call


def _written(call: ToolCall, wanted: Wanted) -> ToolCall:
    """What a plan, a draft or a policy is about."""
    question = wanted.question
    if call.name == "crisis_plan":
        return call.having(about=question.rest or question.text)
    if call.name == "policy":
        return call.having(query=question.text)
    if call.name != "draft_reply":
        return call
    call = call.having(**draft_args(question))
    into = language_into(question.folded)
    if into and into[0] in draft_languages() and call.args.get("ids"):
        # "In German" of the reply to one review is the reply's language.
        return call.lacking("language").having(in_language=into[0])
    return call


def _about_score(call: ToolCall, wanted: Wanted) -> ToolCall:
    return about_score(call, wanted.folded)


def _topped(call: ToolCall, wanted: Wanted) -> ToolCall:
    top = wanted.question.top
    return call.having(top=min(top, MOST_THEMES), limit=top) if top else call


def _listed(call: ToolCall, wanted: Wanted) -> ToolCall:
    """The order of what is shown, and what is looked for: words as they stand, else a meaning."""
    question = wanted.question
    if call.name == "quotes" and ANGRIEST.search(wanted.folded):
        call = call.lacking("emotion")  # the angriest of those who are only disappointed, too
    if call.name == "quotes":
        negative = call.args.get("emotion") or "negative" in call.args.get("sentiment", ())
        order = sort_asked(question, "worst" if negative else "newest")
        if LAST_WHEN.search(wanted.folded):
            return call.having(sort="newest", limit=1)
        one = ONE_ITEM.search(wanted.folded) and not question.top
        return (call.having(limit=1) if one else call).otherwise(sort=order)
    if call.name != "search":
        return call
    if question.quoted and wanted.quotes_words:
        return call.of("quotes").having(words=words_said(question), sort="newest")
    return call.having(query=" ".join(question.quoted) or question.rest or question.text)


REFINEMENTS: tuple[Refinement, ...] = (
    _rerouted,
    _felt,
    _of_measure,
    _against_before,
    looking_back,
    _measured,
    _on_its_side,
    _of_people,
    _split,
    _by_stars,
    _ranked_by_stars,
    _replies,
    _since_the_change,
    _of_the_past,
    _written,
    _about_score,
    _topped,
    _listed,
    followed,
    from_the_beginning,
)
"""In this order: each one reads the call that the one before it has made."""
