"""The number that tells the values of a column apart, where they are compared."""

import re
from collections.abc import Sequence

from assistant.agent.planner.calls.call_args import fitted, in_mood, metric_asked, on_its_side
from assistant.agent.planner.calls.rerouting import ranks
from assistant.agent.planner.calls.traits import MEASURES, TOOL_OF, TRAITS
from assistant.agent.question.patterns.comparing import BY_HOW_MUCH, WHICH_OF_TWO
from assistant.agent.question.patterns.ranking import HAPPY, LIKED, MOST
from assistant.agent.question.question import Question
from assistant.models import ToolCall
from assistant.tools.arms import Measure

__all__ = ["MEASURED", "as_number", "as_test", "compares"]

MOODY = re.compile(r"\b(?:un)?happ\w+|\b(?:angr|grump|mood)\w+")
TROUBLE = re.compile(r"\b(?:problem|issue|trouble)s?\b|问题|毛病")
REPLYING = re.compile(r"\b(?:repl|answer|respon)\w+")
SIDE_BY_SIDE = re.compile(r"\0[^\0,，。;；]{0,8}(?:比|不如|\bthan\b)[^\0,，。;；]{0,6}\0")
"""One name set against another: 东仓是不是比西仓差."""
RANKINGS = ("priority", "pareto", "owners", "health")
"""Tools that rank themes or products, and tell no value of a column from another."""

BLAMES = ("complaints", "dangers", "overdue_replies")
"""Tools that tell of what went wrong."""

SIDES = 2

MEASURED = {
    "nps": Measure.NPS,
    "csat": Measure.CSAT,
    "sentiment": Measure.NEGATIVE,
    "column_mean": Measure.NUMBER,
}
"""What a test compares two sides by, for the tool that tells the number of one."""


def compares(call: ToolCall, question: Question) -> bool:
    """Whether the values are set side by side, and not told of one after another. A search tells
    none from another, and complaints about one theme are all of it."""
    which = (
        question.compares
        or SIDE_BY_SIDE.search(question.open)
        or question.grown
        or ranks(question)
        or WHICH_OF_TWO.search(question.folded)
    )
    told = call.name == "search" or (call.name == "complaints" and "theme" in call.args)
    return bool(which) or told


def as_number(call: ToolCall, question: Question) -> ToolCall:
    """The call of a number that tells which value is better, where the tool itself gives none."""
    if question.grown:
        return _course(call, question)
    traits = TRAITS[call.name]
    about = call.args.get("theme") or call.args.get("words")
    if traits.splits or (call.name == "overdue_replies" and REPLYING.search(question.folded)):
        return call
    if call.name == "complaints":
        call = call.of("volume" if about else "sentiment")
        return fitted(in_mood(call, "negative") if about else call)
    if about:
        counted = call.of("volume")
        blames = call.name in BLAMES or TROUBLE.search(question.folded)
        counted = in_mood(counted, "negative") if blames else on_its_side(counted, question)
        return fitted(counted.lacking("sentiment") if "words" in counted.args else counted)
    if call.name == "quotes":
        felt = MOODY.search(question.folded) and not LIKED.search(question.folded)
        counts = MOST.search(question.folded) and not (felt or HAPPY.search(question.folded))
        return fitted(call.of("volume" if counts else "sentiment"))
    if call.name in RANKINGS:
        return fitted(call.of("sentiment"))
    if traits.tells_what:
        return fitted(call.lacking("stance").of("csat").having(rank_by="rating_mean"))
    return call


def as_test(call: ToolCall, values: Sequence[str], question: Question) -> ToolCall | None:
    """The test of two values of a column, where it is asked by how much their number differs: two
    answers side by side hold no difference. None for another question, and for a mere count."""
    measure = MEASURED.get(call.name)
    two = len(values) == SIDES
    if measure is None or not two or not BY_HOW_MUCH.search(question.folded):
        return None
    if call.args.get("rank_by") == Measure.RATING:
        measure = Measure.RATING
    rest = [value for value in call.args["kept"] if value not in values]
    first, second = values
    sides = call.of("experiment").having(by="kept", a=first, b=second, measure=str(measure))
    return fitted(sides.having(kept=rest) if rest else sides.lacking("kept"))


def _course(call: ToolCall, question: Question) -> ToolCall:
    """The number that tells what rose or fell most against the period before: the one that is
    named, the count of what is looked for, else how much is complained."""
    metric = metric_asked(question)
    if metric in MEASURES:
        return fitted(call.of(TOOL_OF[str(metric)]).having(rank_by=str(metric)))
    if call.args.get("theme") or call.args.get("words") or metric == "count":
        return fitted(on_its_side(call.of("volume"), question))
    return fitted(call.lacking("stance", "sentiment").of("sentiment"))
