"""What a model is told: the rules and the shop's words, then the question with what was read.

Names come from feedback, so they are shown as quoted data, and only such as look like names.
"""

import json
from collections.abc import Iterable
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.tools import BaseTool

from assistant.agent.checking.ledger import Finding
from assistant.agent.llm.budget import shortened
from assistant.agent.llm.offer import CORE, likely
from assistant.agent.llm.other_tool import other_tool
from assistant.agent.llm.schemas import as_schema, signature
from assistant.agent.periods.calendar import week_of
from assistant.agent.planner.calls.call_args import period_args
from assistant.agent.session import Session
from assistant.errors import PeriodError
from assistant.tools.registry import TOOLS
from assistant.understanding.outgoing import masked, masked_within
from prompts.wording import instructions

__all__ = ["asked", "brief", "opening", "repair", "write_now"]

MOST_NAMES = 15
LONGEST_NAME = 40
RULES_TOKENS = 400
MOST_FINDINGS = 12
AROUND = 40
"""Characters before and behind what is found that a model is shown again."""


def brief(session: Session) -> str:
    """The system prompt: what never changes, then the themes, the standing rules, the names and
    the day.

    It is the same in every turn of a day, so that an endpoint that remembers how prompts begin
    reads it once; what a question is about goes with the question.
    """
    turn = session.turn
    rules = turn.mind.rules.as_text()
    names = {book.field: _quoted(book.names) for book in turn.mind.books}
    others = ", ".join(name for name in TOOLS if name not in CORE)
    return instructions(
        "assistant",
        text_calls=session.in_text,
        lines=[signature(tool) for tool in TOOLS.values()] if session.in_text else [others],
        themes=", ".join(turn.tools.taxonomy.ids),
        rules=shortened(rules, RULES_TOKENS) if rules else "",
        products=names.get("product", ""),
        channels=names.get("channel", ""),
        as_of=turn.tools.as_of,
        week=week_of(turn.tools.as_of).start,
    )


def asked(session: Session) -> str:
    """The question as a model gets it: what was read from it, then the user's words, masked."""
    turn = session.turn
    before = [{"name": call.name, "arguments": dict(call.args)} for call in turn.thread.calls[-1:]]
    return instructions(
        "question",
        reading=_compact(_reading(session)),
        before=_compact(before[0]) if before else "",
        likely=", ".join(likely(turn)),
        language={"zh": "Chinese"}.get(turn.language(), "English"),
        question=masked(turn.question),
    )


def opening(session: Session) -> tuple[list[BaseMessage], list[BaseTool]]:
    """The messages and tools with which a conversation's first call begins."""
    shown = [] if session.in_text else [as_schema(TOOLS[name]) for name in session.offered]
    said: list[BaseMessage] = [SystemMessage(brief(session)), HumanMessage(asked(session))]
    return said, [*shown, other_tool()] if shown else []


def repair(findings: Iterable[Finding], answer: str) -> str:
    """What a model is told of an answer that did not hold: each finding with where it stands."""
    told = [
        {"kind": each.kind, "written": each.written, "around": _around(each, answer)}
        for each in list(dict.fromkeys(findings))[:MOST_FINDINGS]
    ]
    return masked(instructions("repair", findings=told))


def _around(finding: Finding, answer: str) -> str:
    """The words of an answer around what a finding is about; "" where it is written otherwise."""
    written = finding.written
    place = answer.find(f"{written}{finding.then}")
    place = answer.find(written) if place < 0 else place
    if place < 0 or len(written) > AROUND:
        return ""
    return " ".join(answer[max(0, place - AROUND) : place + len(written) + AROUND].split())


def write_now() -> str:
    """What a model is told once the planner's calls have run for it."""
    return instructions("write_now").strip()


def _compact(found: Any) -> str:
    if not found:
        return ""
    hidden = masked_within(found)
    return json.dumps(hidden, ensure_ascii=False, separators=(",", ":"), default=str)


def _quoted(names: Iterable[str]) -> str:
    fit = [name for name in names if len(name) <= LONGEST_NAME and name.isprintable()]
    return ", ".join(json.dumps(masked(name), ensure_ascii=False) for name in fit[:MOST_NAMES])


def _reading(session: Session) -> dict[str, Any]:
    """The periods and filters that the built-in reader finds in the user's words."""
    try:
        question = session.turn.read
    except PeriodError as error:
        return {"unclear": str(error)}
    periods = period_args(question, session.turn.tools.as_of)
    found: dict[str, Any] = {n: f"{p['start']}..{p['end']}" for n, p in periods.items()}
    if question.filters:
        found["filters"] = {name: list(values) for name, values in question.filters.items()}
    if question.by:
        found["by"] = question.by
    chosen = dict(session.turn.defaults.args)
    if chosen:
        found["where_nothing_else_is_named"] = chosen
    return found
