"""Writes the answer of a turn from the results of its tools, by templates."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.question import Question
from assistant.models import ToolCall
from assistant.tools.result import ToolResult
from prompts.wording import Wording

__all__ = ["say", "write"]

Results = Sequence[tuple[ToolCall, ToolResult]]
FEWEST_RANKED = 2
"""Groups of which one can be the best or the worst."""

Remarks = Sequence[tuple[str, Mapping[str, Any]]]


def write(
    results: Results,
    wording: Wording,
    question: Question | None = None,
    remarks: Remarks = (),
) -> str:
    """One section a result, in the order of the calls, then how the question was read."""
    sections = [
        wording.render(
            call.name,
            r=result.data,
            scope=result.scope,
            compared=result.compared,
            notes=result.notes,
        )
        for call, result in results
    ]
    if question and (placed := _placed(results, question)):
        sections.insert(0, wording.render("placed", **placed))
    if question and (question.matched or question.said):
        read = wording.render("matched", matches=question.matched, periods=question.said)
        sections.append(f"*{read}*")
    sections += [f"*{wording.render(name, **details)}*" for name, details in remarks]
    return "\n\n".join(sections)


def _placed(results: Results, question: Question) -> dict[str, Any] | None:
    """The group in the place that was asked for, counted from the worst unless from the best."""
    if not results or (question.place is None and question.order not in ("best", "worst")):
        return None
    data, place = results[0][1].data, question.place or 1
    groups, rank_by = data.get("groups"), data.get("rank_by")
    if not groups or rank_by is None or len(groups) < max(place, FEWEST_RANKED):
        return None
    best = question.order == "best"
    row = groups[place - 1] if best else groups[-place]
    return {
        "place": place,
        "best": best,
        "by": data["by"],
        "group": row["name"],
        "figure": row[rank_by],
        "rank_by": rank_by,
    }


def say(name: str, wording: Wording, **details: object) -> str:
    """An answer that needs no tool, with three things that could be asked."""
    text = wording.render(name, **details)
    offers = "\n".join(f"- {offer}" for offer in wording.suggestions("any"))
    return f"{text}\n\n{offers}"
