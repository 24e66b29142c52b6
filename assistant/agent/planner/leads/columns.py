"""The values of a column, which answers tell one after another: their order and first sentence.

The values are compared by what each call computed: the number, and for a count the share that it
has of all feedback with the value, which alone can be tested.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.numbers import compares
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import (
    FEWEST_RANKED,
    are_apart,
    felt_told,
    noun_of,
    size_of,
)
from assistant.agent.planner.leads.times import way_of
from assistant.agent.question.patterns.comparing import LOWER
from assistant.agent.question.patterns.course import BETTER_OR_WORSE
from assistant.agent.question.patterns.figures import MORE_THAN, SHARE
from assistant.agent.question.patterns.ranking import MOST
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import Figure, ToolCall, column_of, value_of
from assistant.tools.result import ToolResult

__all__ = ["by_number", "column_lead"]

CHANGES = {
    "negative": ("negative_change", "negative_verdict"),
    "rating_mean": ("mean_change", "mean_verdict"),
    "count": ("change", "no verdict"),
}
"""What a number has changed against the period before, where it is no score's `change`."""

MEAN = "column_mean"
"""The tool whose highest number is neither good nor bad."""

NUMBERS = {"sentiment": "negative", "volume": "count"}
"""The number that tells one value from another, where the tool has not its name."""


def by_number(results: Results) -> Results:
    """The results of one tool with the worst score first, or the most of what was counted, and
    those without a number last; as they are where the tool gives none."""
    call = results[0][0]
    if not TRAITS[call.name].splits:
        return results
    sign = 1 if TRAITS[call.name].low_is_bad else -1

    def place(one: tuple[ToolCall, ToolResult]) -> tuple[bool, float]:
        figure = _number(one[0], one[1].data)
        value = figure.value if figure else None
        return (False, sign * value) if isinstance(value, int | float) else (True, 0.0)

    return sorted(results, key=place)


def column_lead(
    results: Results, values: Sequence[str], question: Question | None = None
) -> Lead | None:
    """The `values` of a column, one a result, with their numbers, and which of them is first where
    a question compares them; None where there are none. Values of two fields have no column."""
    call = results[0][0]
    columns = set(map(column_of, values))
    column = columns.pop() if len(columns) == 1 else ""
    values = [value_of(value) or value for value in values]
    if call.name == "trend":
        return _turned(results, values, question, column)
    numbers = [_number(call, result.data) for call, result in results]
    shares = [_share(call, result.data) for call, result in results]
    every = zip(values, numbers, shares, strict=True)
    rows = [(value, n, share) for value, n, share in every if n and n.value is not None]
    if not TRAITS[call.name].splits or not rows:
        return None
    details: dict[str, Any] = {"by": column, "column": column, "number": _called(call)}
    kept = call.args.get("kept", ()) if column else ()
    details |= {
        "beside": [each for each in kept if column_of(each) != column],
        "of": call.args.get("column"),
        "felt": felt_told(call),
    }
    if len(rows) < FEWEST_RANKED:
        missing = [value for value in values if value != rows[0][0]]
        return "lead_one_sided", {
            **details,
            "group": rows[0][0],
            "figure": rows[0][1],
            "missing": missing,
        }
    if question and question.grown:
        return _moved(results, values, question, details)
    tested = [share for _, _, share in rows if share]
    by_share = len(tested) == len(rows) and bool(question and _asks_share(question, call))
    if by_share:
        rows.sort(key=lambda row: -size_of(row[2]))
    compared = question is not None and compares(call, question)
    scored = TRAITS[call.name].low_is_bad
    low = question is not None and _wants_low(question)
    turned = low if call.name == MEAN else compared and scored and not low
    if turned:
        rows = rows[::-1]
    sides = [share or figure for _, figure, share in rows]
    return "lead_by_column", {
        **details,
        "rows": [(value, figure) for value, figure, _ in rows],
        "shares": {value: share for value, _, share in rows},
        "by_share": by_share,
        "compared": compared,
        "low": low and (scored or call.name == MEAN),
        "sure": all(are_apart(sides[0], other) for other in sides[1:]),
        "testable": (by_share or call.name != "volume")
        and all(side.low is not None for side in sides),
        "equal": len({size_of(side) for side in sides}) == 1,
    }


def _moved(
    results: Results, values: Sequence[str], question: Question, details: Mapping[str, Any]
) -> Lead | None:
    """The value whose number rose or fell most against the period before."""
    call = results[0][0]
    change, verdict = CHANGES.get(_name(call), ("change", "verdict"))
    rows = [
        {"name": value, "data": result.data, "moved": result.data[change]}
        for value, (_, result) in zip(values, results, strict=True)
        if change in result.data and result.data[change].value is not None
    ]
    if len(rows) < FEWEST_RANKED:
        return None
    way = question.grown
    rows.sort(key=lambda row: (-way * row["moved"].value, row["name"]))
    told = {**details, "rose": way > 0}
    if way * rows[0]["moved"].value <= 0:
        return "lead_none_moved", told
    first, second = rows[:2]
    was = _number(call, {"now": first["data"].get("before")})
    return "lead_moved", told | {
        "group": first["name"],
        "now": _number(call, first["data"]),
        "was": was,
        "moved": first["moved"],
        "verdict": first["data"].get(verdict),
        "next": second if way * second["moved"].value > 0 else None,
    }


def _turned(
    results: Results, values: Sequence[str], question: Question | None, column: str
) -> Lead | None:
    """The values that surely got worse, and better, from the first half of the days to the second,
    where that is asked of courses."""
    if question is None or not BETTER_OR_WORSE.search(question.folded):
        return None
    rows = [
        {"name": value, "change": result.data["change"], "way": way_of(result.data)}
        for value, (_, result) in zip(values, results, strict=True)
        if "verdict" in result.data
    ]
    if len(rows) < FEWEST_RANKED:
        return None
    return "lead_courses", {
        "column": column,
        "metric": results[0][1].data["metric"],
        "worse": [row for row in rows if row["way"] < 0],
        "better": [row for row in rows if row["way"] > 0],
        "unsure": [row["name"] for row in rows if row["way"] == 0],
        "untold": [value for value in values if value not in {row["name"] for row in rows}],
    }


def _wants_low(question: Question) -> bool:
    return question.order == "worst" or bool(LOWER.search(question.folded))


def _asks_share(question: Question, call: ToolCall) -> bool:
    """Groups of another size differ in their shares: who has "more" is not who wrote most."""
    return call.name == "volume" and bool(
        SHARE.search(question.folded)
        or MORE_THAN.search(question.folded)
        or not MOST.search(question.folded)
    )


def _share(call: ToolCall, data: Mapping[str, Any]) -> Figure | None:
    """The share that what is counted has of all with the value; None for what is no count."""
    if call.name != "volume":
        return None
    now = data.get("now") or {}
    return now.get("of_value") or now.get("of_all")


def _number(call: ToolCall, data: Mapping[str, Any]) -> Figure | None:
    now = data.get("now")  # of what explains a change one figure
    return now.get(_name(call)) if isinstance(now, Mapping) else None


def _called(call: ToolCall) -> str:
    """What the number is called: a count of what is negative is one of complaints."""
    blames = call.name == "volume" and noun_of(call) == "complaints"
    return "negative_count" if blames else _name(call)


def _name(call: ToolCall) -> str:
    return str(call.args.get("rank_by") or NUMBERS.get(call.name, call.name))
