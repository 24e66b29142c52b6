"""Writes the answer of a turn from the results of its tools, by templates."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from assistant.agent.planner.leads.columns import by_number, column_lead
from assistant.agent.planner.leads.lead import lead_of
from assistant.agent.planner.leads.ranked_groups import FEWEST_RANKED, ranked_groups
from assistant.agent.planner.leads.untold import untold
from assistant.agent.question.patterns.figures import SHARE
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import ATTRIBUTES, ToolCall
from prompts.wording import Wording

__all__ = ["say", "write"]

Remarks = Sequence[tuple[str, Mapping[str, Any]]]


def write(
    results: Results,
    wording: Wording,
    question: Question | None = None,
    remarks: Remarks = (),
    lead: tuple[str, Mapping[str, Any]] | None = None,
) -> str:
    """One section a result, in the order of the calls, then how the question was read.

    `lead` is what the first sentence must say, where the results do not tell it.
    """
    shown = _worth_showing(results)
    field, values = _told_apart([call for call, _ in shown])
    first = [each for each in shown if each[0].name == shown[0][0].name]
    if field == "kept":
        first = list(by_number(first))
        shown = [*first, *(each for each in shown if each[0].name != first[0][0].name)]
        field, values = _told_apart([call for call, _ in shown])
    sections = []
    for (call, result), value in zip(shown, values, strict=True):
        if value:
            sections.append(wording.render("whose", field=field, value=value))
        sections.append(
            wording.render(
                call.name,
                r=_in_order(call, result.data, question),
                scope=result.scope,
                compared=result.compared,
                notes=result.notes,
            )
        )
    if lead is None and question:
        lead = (
            column_lead(first, values[: len(first)], question)
            if field == "kept"
            else lead_of(results, question)
        )
    if lead:
        sections.insert(0, wording.render(lead[0], **lead[1]))
    if question and (left := untold(results, question)):
        sections.insert(0, wording.render("untold", **left))
    if question and (question.matched or question.said):
        read = wording.render("matched", matches=question.matched, periods=question.said)
        sections.append(f"*{read}*")
    sections += [f"*{wording.render(name, **details)}*" for name, details in remarks]
    return "\n\n".join(sections)


def _told_apart(calls: Sequence[ToolCall]) -> tuple[str | None, Sequence[str]]:
    """The field by whose single values several calls of one tool differ, and the value of each
    call; None and empty values where they do not. The first may be a ranking, and the others what
    is said of its groups, or the last what is said of one of those before it."""
    runs = [list(run) for _, run in groupby(calls, key=lambda call: call.name)]
    if len(runs) == FEWEST_RANKED and len(calls) > FEWEST_RANKED:
        field, _ = _told_apart(max(runs, key=len))
        given = [tuple(call.args.get(str(field), ())) for call in calls]
        common = set.intersection(*map(set, (one for one in given if one))) if field else set()
        own = [[value for value in one if value not in common] for one in given]
        return field, [each[0] if len(each) == 1 else "" for each in own]
    if len({call.name for call in calls}) == 1:
        for field in (*ATTRIBUTES, "kept", "theme", "words"):
            given = [tuple(call.args.get(field, ())) for call in calls]
            own = [[v for v in one if any(v not in other for other in given)] for one in given]
            if len(set(given)) > 1 and all(len(each) == 1 for each in own):
                return field, [each[0] for each in own]
        if sides := _sides(calls):
            return "kept", sides
    return None, [""] * len(calls)


def _sides(calls: Sequence[ToolCall]) -> Sequence[str]:
    """The value that each of two calls alone has, where these are of two fields; else none."""
    if len(calls) != FEWEST_RANKED:
        return ()
    fields = [[f for f in (*ATTRIBUTES, "kept") if call.args.get(f)] for call in calls]
    alone = [[f for f in own if f not in other] for own, other in (fields, fields[::-1])]
    if not all(len(each) == 1 for each in alone):
        return ()
    return [str(call.args[each[0]][0]) for call, each in zip(calls, alone, strict=True)]


def _worth_showing(results: Results) -> Results:
    """Without the second search for a danger, where only one of the two found it."""
    if len(results) < FEWEST_RANKED or results[0][0].name != "dangers":
        return results
    return [each for each in results if each[1].data.get("quotes")] or results[:1]


def _in_order(
    call: ToolCall, data: Mapping[str, Any], question: Question | None
) -> Mapping[str, Any]:
    """The groups as the question wants them: the worst first where the worst are asked for."""
    if question is None or not (question.order or question.top or SHARE.search(question.folded)):
        return data
    ranked = ranked_groups(call, data, question)
    shown = [group for group in ranked if group in (data.get("groups") or ())]
    if not shown:
        return data
    return {**data, "groups": [*shown, *(g for g in data["groups"] if g not in shown)]}


def say(name: str, wording: Wording, offers: Sequence[str] = (), **details: object) -> str:
    """An answer that needs no tool, with three things that could be asked."""
    text = wording.render(name, **details)
    listed = "\n".join(f"- {offer}" for offer in offers or wording.suggestions("any"))
    return f"{text}\n\n{listed}"
