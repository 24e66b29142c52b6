"""Writes the answer of a turn from the results of its tools, by templates."""

from collections.abc import Sequence

from assistant.agent.names import Match
from assistant.models import ToolCall
from assistant.tools.result import ToolResult
from prompts.wording import Wording

__all__ = ["say", "write"]

Results = Sequence[tuple[ToolCall, ToolResult]]


def write(results: Results, wording: Wording, guessed: Sequence[Match] = ()) -> str:
    """One section a result, in the order of the calls."""
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
    if guessed:
        sections.append(f"*{wording.render('matched', matches=guessed)}*")
    return "\n\n".join(sections)


def say(name: str, wording: Wording, **details: object) -> str:
    """An answer that needs no tool, with three things that could be asked."""
    text = wording.render(name, **details)
    offers = "\n".join(f"- {offer}" for offer in wording.suggestions("any"))
    return f"{text}\n\n{offers}"
