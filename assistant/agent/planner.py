"""The built-in brain: it reads the question, calls tools, and writes from templates.

It needs no network and no LangChain, whose import takes longer than most of its answers.
"""

from collections.abc import Generator, Sequence

from assistant.agent.events import Event, ToolRan
from assistant.agent.outcome import Outcome, checked, once
from assistant.agent.question import LANGUAGES
from assistant.agent.session import Session
from assistant.agent.turn import Turn
from assistant.agent.writer import Results, say, write
from assistant.errors import HearkenError, PeriodError
from assistant.models import ToolCall
from assistant.tools.result import ToolResult

__all__ = ["answered_by_planner"]


def answered_by_planner(session: Session) -> Generator[Event, None, Outcome]:
    """Run the tools that a turn's plan calls, and write what they found."""
    turn = session.turn
    try:
        calls = turn.plan.calls
    except PeriodError as error:
        text = say("period", turn.wording(turn.language()), period=str(error))
        return checked(text, [], turn, "planner")
    results: list[tuple[ToolCall, ToolResult]] = []
    refused: list[str] = []
    for call in calls:
        try:
            ran = session.run(call.name, dict(call.args))
        except HearkenError as error:
            refused.append(str(error))  # an id that does not exist …
            continue
        results.append(ran)
        yield ToolRan.of(*ran)
    found = once(results)
    text = "\n\n".join(refused) if refused else _text(turn, found)
    return checked(text.strip(), found, turn, "planner")


def _text(turn: Turn, results: Results) -> str:
    plan, question = turn.plan, turn.read
    wording = turn.wording(plan.language)
    if results:
        text = write(results, wording, question, plan.remarks)
        if question.foretells and results[0][0].name == "trend":
            text = f"*{wording.render('cannot_foretell')}*\n\n{text}"
        if span := turn.span if _found_nothing(results) else None:
            text = f"{text}\n\n{wording.render('span', first=span[0], last=span[1])}"
    else:
        assert plan.say is not None, "a plan calls tools or says something"
        text = say(plan.say, wording, **plan.details)
    if plan.language not in LANGUAGES:
        text = f"*{wording.render('language')}*\n\n{text}"
    return text


def _found_nothing(results: Sequence[tuple[ToolCall, ToolResult]]) -> bool:
    return all("no_data" in result.notes for _, result in results)
