"""Writes the answer of a turn from the results of its tools, by templates."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.leads import lead_of
from assistant.agent.question.question import Question
from assistant.agent.results import Results
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
    first = lead or (lead_of(results, question) if question else None)
    if first:
        sections.insert(0, wording.render(first[0], **first[1]))
    if question and (question.matched or question.said):
        read = wording.render("matched", matches=question.matched, periods=question.said)
        sections.append(f"*{read}*")
    sections += [f"*{wording.render(name, **details)}*" for name, details in remarks]
    return "\n\n".join(sections)


def say(name: str, wording: Wording, offers: Sequence[str] = (), **details: object) -> str:
    """An answer that needs no tool, with three things that could be asked."""
    text = wording.render(name, **details)
    listed = "\n".join(f"- {offer}" for offer in offers or wording.suggestions("any"))
    return f"{text}\n\n{listed}"
