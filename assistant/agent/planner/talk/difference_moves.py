"""By how much what was told differs: from the period before, or one group from another."""

from assistant.agent.planner.calls.call_args import filter_args, previous_period
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.columns.numbers import MEASURED
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.question.patterns.comparing import BY_HOW_MUCH
from assistant.models import ATTRIBUTES, ToolCall, column_of
from assistant.tools.arms import Measure
from assistant.tools.registry import TOOLS

__all__ = ["against_named", "difference", "worse_side"]

FIELDS = (*ATTRIBUTES, "kept")
SIDES = 2


def difference(asked: Asked) -> CallPlan | None:
    """How much the two groups of the answer before differ, or how much a number moved between the
    two periods that were named, in one question or in two."""
    if sides := _sides_told(asked):
        return _tested(asked, *sides)
    name, args = asked.before.name, asked.args
    if "compare_to" not in TOOLS[name].args.model_fields:
        return None
    if "compare_to" not in args:
        earlier = asked.thread.earlier[-1] if asked.thread.earlier else None
        if earlier is None or earlier.name != name:
            return None
        both = sorted(
            (previous_period(earlier.args, asked.as_of), previous_period(args, asked.as_of))
        )
        if both[0] == both[1]:
            sides = _last_two(asked)
            return _tested(asked, *sides) if sides else None
        args |= {"period": both[1].as_json(), "compare_to": both[0].as_json()}
    return asked.plan(name, args)


def against_named(asked: Asked) -> CallPlan | None:
    """How much the group that the talk is about differs from the one that the question names and
    nothing else: "by how much lower than pickup". None for another question."""
    if not BY_HOW_MUCH.search(asked.question.folded) or asked.question.periods:
        return None
    named = filter_args(asked.question)
    field = next(iter(named), None)
    if len(named) != 1 or field not in FIELDS or len(named[field]) != 1:
        return None
    other = named[field][0]
    subject = _subject(asked, field, other)
    return _tested(asked, field, subject, other) if subject else None


def worse_side(asked: Asked) -> dict[str, list[str]]:
    """The filter for the worse of the two sides that the answer before tested; empty where they
    are alike, or no groups of feedback."""
    field, measure = str(asked.args["by"]), asked.args.get("measure", Measure.RATING)
    told: dict[str, float] = {}
    for figure in asked.thread.figures:
        values = [v for v in figure["filters"].get(field, ()) if v in _sides_of(asked)]
        if figure["name"] == measure and len(values) == 1 and figure["value"] is not None:
            told.setdefault(values[0], figure["value"])
    if len(set(told.values())) < SIDES:
        return {}
    worst = (max if measure == Measure.NEGATIVE else min)(told, key=lambda each: told[each])
    beside = asked.args.get("kept", ()) if field == "kept" else ()
    return {field: [*beside, worst]}


def _sides_of(asked: Asked) -> tuple[str, str]:
    return str(asked.args.get("a")), str(asked.args.get("b"))


def _subject(asked: Asked, field: str, other: str) -> str | None:
    """The one group of the same kind that the last answer was about, or named first."""
    values = [v for v in asked.args.get(field, ()) if field != "kept" or _are_alike(v, other)]
    told = [value for at, value in asked.thread.named(asked.written) if at == field]
    if field == "kept":
        told = [value for value in told if _are_alike(value, other)]
    first = values if len(values) == 1 else told[:1]
    return first[0] if first and first[0] != other else None


def _sides_told(asked: Asked) -> tuple[str, str, str] | None:
    """The field and the names of two groups that the last answer told apart."""
    if len(asked.thread.apart) == SIDES:
        first, second = asked.thread.apart
        return "kept", first, second
    field = next((f for f in ATTRIBUTES if len(asked.args.get(f, ())) == SIDES), None)
    if field is None or asked.args.get("by") != field:
        return None
    first, second = asked.args[field]
    return field, first, second


def _last_two(asked: Asked) -> tuple[str, str, str] | None:
    """The field and the names of the groups that the last two questions were about."""
    earlier = asked.thread.earlier[-1].args
    for field in FIELDS:
        both = [*earlier.get(field, ()), *asked.args.get(field, ())]
        if len(both) == SIDES and both[0] != both[1]:
            return field, both[1], both[0]
    return None


def _tested(asked: Asked, field: str, first: str, second: str) -> CallPlan | None:
    """The test of two groups by the number that the talk was about; None where that was none."""
    calls = (*reversed(asked.thread.calls), *reversed(asked.thread.earlier))
    measure = next(filter(None, map(_measure, calls)), None)
    if measure is None:
        return None
    args = {name: value for name, value in asked.args.items() if name not in ("by", field)}
    if field == "kept":
        args["kept"] = [v for v in asked.args.get("kept", ()) if not _are_alike(v, first)]
    sides = {"by": field, "a": first, "b": second, "measure": str(measure)}
    return asked.plan("experiment", {n: v for n, v in args.items() if v} | sides)


def _measure(call: ToolCall) -> Measure | None:
    return Measure.RATING if call.args.get("rank_by") == Measure.RATING else MEASURED.get(call.name)


def _are_alike(one: str, other: str) -> bool:
    """Whether two values are of one column."""
    return column_of(one) == column_of(other)
