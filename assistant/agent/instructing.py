"""What a model is told before the user speaks: the rules, the shop's words, the question as read.

Names come from feedback, so they are shown as quoted data, and only such as look like names.
"""

import json
from collections.abc import Iterable
from typing import Any

from assistant.agent.budget import shortened
from assistant.agent.calendar import week_of
from assistant.agent.ledger import Finding
from assistant.agent.outgoing import masked
from assistant.agent.session import Session
from assistant.errors import PeriodError
from assistant.tools.registry import TOOLS
from prompts.wording import instructions

__all__ = ["brief", "repair"]

MOST_NAMES = 15
LONGEST_NAME = 40
RULES_TOKENS = 400
MOST_FINDINGS = 12


def brief(session: Session) -> str:
    """The system prompt of a turn, with the shop's standing rules."""
    turn = session.turn
    rules = turn.mind.rules.as_text()
    names = {book.field: _quoted(book.names) for book in turn.mind.books}
    return instructions(
        "assistant",
        as_of=turn.tools.as_of,
        week=week_of(turn.tools.as_of).start,
        language={"zh": "Chinese"}.get(turn.language(), "English"),
        themes=", ".join(turn.tools.taxonomy.ids),
        products=names.get("product", ""),
        channels=names.get("channel", ""),
        other_tools=", ".join(name for name in TOOLS if name not in session.offered),
        reading=json.dumps(_reading(session), ensure_ascii=False),
        rules=shortened(rules, RULES_TOKENS) if rules else "",
    )


def repair(findings: Iterable[Finding]) -> str:
    """What a model is told of an answer that did not hold."""
    return instructions("repair", findings=list(dict.fromkeys(findings))[:MOST_FINDINGS])


def _quoted(names: Iterable[str]) -> str:
    fit = [name for name in names if len(name) <= LONGEST_NAME and name.isprintable()]
    return ", ".join(json.dumps(masked(name), ensure_ascii=False) for name in fit[:MOST_NAMES])


def _reading(session: Session) -> dict[str, Any]:
    """The periods and filters that the built-in reader finds in the user's words."""
    try:
        question = session.turn.read
    except PeriodError as error:
        return {"unclear": str(error)}
    found: dict[str, Any] = {}
    if question.periods:
        found["period"] = question.periods[0].as_json()
    if len(question.periods) > 1:
        found["compare_to"] = question.periods[1].as_json()
    if question.filters:
        found["filters"] = {name: list(values) for name, values in question.filters.items()}
    if question.by:
        found["by"] = question.by
    chosen = dict(session.turn.defaults.args)
    if chosen:
        found["where_nothing_else_is_named"] = chosen
    return found
