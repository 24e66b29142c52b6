"""Reply drafts and policy clauses. A draft is for a person to approve; nothing is sent."""

import re
import unicodedata
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from assistant.models import Figure, Scope, Sentiment
from assistant.replies.draft import Draft, Tone
from assistant.replies.policies.clauses import Clause
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult, Written, quote

__all__ = ["DraftArgs", "PolicyArgs", "draft_reply", "policy"]

NUMBER = re.compile(r"(?<![A-Za-z\d_-])\d+(?:\.\d+)?(?![\d_])")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{1,2}:\d{2}")
MOST_VERSIONS = 5
LONGEST_FIGURE = 6
"""Digits; a longer number in a draft is the number of an order, a parcel or a phone."""


class DraftArgs(ScopeArgs):
    """Which feedback to answer: the ids, else the worst of the scope. Another `version` says the
    same in other words."""

    ids: Annotated[list[str], Field(default_factory=list, max_length=10)]
    tone: Tone = Tone.WARM
    in_language: Annotated[str | None, Field(pattern="^[a-z]{2}$")] = None
    version: Annotated[int, Field(ge=0, le=MOST_VERSIONS)] = 0
    limit: Annotated[int, Field(ge=1, le=10)] = 1


class PolicyArgs(ScopeArgs):
    """What to look up in the shop's policies."""

    query: Annotated[str, Field(min_length=1, max_length=500)]


def draft_reply(args: DraftArgs, context: ToolContext) -> ToolResult:
    """Draft a reply to feedback from the shop's policies, with checks, for a person to approve;
    a danger, payment or legal case gives an escalation card instead."""
    scope, _ = context.scope(args)
    records = _records(args, scope, context)
    bodies: list[str] = []
    rows = []
    for record in records:
        for _ in range(args.version + 1):
            draft = context.desk.draft(record, args.tone, args.in_language, bodies)
            bodies.append(draft.body)
        rows.append(_row(draft, record, scope))
    data = {"drafts": rows, "in_language": args.in_language}
    return ToolResult(scope, data, notes=() if rows else ("no_data",))


def policy(args: PolicyArgs, context: ToolContext) -> ToolResult:
    """What the shop's own policies say about a matter: "can we promise a refund here"."""
    scope, _ = context.scope(args)
    found = context.desk.clauses_about(args.query)
    data = {"query": args.query, "clauses": [_clause(clause, scope) for clause in found]}
    return ToolResult(scope, data, notes=() if found else ("no_policies",))


def _records(args: DraftArgs, scope: Scope, context: ToolContext) -> list[Record]:
    if args.ids:
        return [context.feedback.get(each, context.tenant) for each in args.ids]
    if not scope.sentiment and not scope.emotion and not scope.rating:
        scope = replace(scope, sentiment=(Sentiment.NEGATIVE,))
    return context.feedback.select(scope, Order.WORST, args.limit)


def _row(draft: Draft, record: Record, scope: Scope) -> dict[str, Any]:
    plain: dict[str, Any] = {"original": quote(record), "due": draft.due_at}
    for name in ("feedback_id", "language", "body", "tone", "risk", "escalate", "missing"):
        plain[name] = getattr(draft, name)
    plain["sources"] = list(draft.sources)
    plain["body"] = Written(draft.body)
    plain["missing"] = [Written(each) for each in draft.missing]
    plain["notes"] = {own: [Written(each) for each in told] for own, told in draft.notes.items()}
    plain["findings"] = [(each.severity, Written(each.text)) for each in draft.findings]
    noted = [each for told in draft.notes.values() for each in told]
    spoken = [draft.body, *noted, *(each.text for each in draft.findings)]
    figures = _numbers("\n".join(spoken), scope)
    said = [f for f in figures if isinstance(f.value, float) and f.value < 10**LONGEST_FIGURE]
    return plain | {"said": said}


def _clause(clause: Clause, scope: Scope) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "text": {language: clause.in_language(language) for language in ("en", "zh")},
        "whole": clause.whole,
        "said": _numbers(clause.whole, scope),
    }


def _numbers(text: str, scope: Scope) -> list[Figure]:
    """The numbers that a policy or an order fact put into a text, so that they can be checked;
    dates, times and ids like O1234 are none."""
    plain = DATE.sub(" ", unicodedata.normalize("NFKC", text))
    values = dict.fromkeys(float(number) for number in NUMBER.findall(plain))
    return [amount("quoted_value", value, scope, 1) for value in values]
