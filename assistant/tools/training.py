"""What to train the support team in."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.plans.training import SERVICE, Complaint, Topic, training_needs
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, share
from assistant.tools.result import Quote, ToolResult, quote

__all__ = ["TrainingArgs", "training_topics"]


class TrainingArgs(ScopeArgs):
    """How many topics."""

    top: Annotated[int, Field(ge=1, le=10)] = 5


def training_topics(args: TrainingArgs, context: ToolContext) -> ToolResult:
    """What the support team should be trained in: complaints about customer service sorted by
    meaning into topics, with counts, shares, the customers' words, and what to teach."""
    scope, notes = context.scope(args)
    scope = replace(scope, theme=(), stance=(), sentiment=())
    blamed = replace(scope, theme=(SERVICE,), stance=(Sentiment.NEGATIVE,))
    total = context.tallies.count(blamed) if SERVICE in context.taxonomy.ids else 0
    needs = training_needs(context.feedback, total, scope, context.encode)
    in_topics = sum(len(topic.complaints) for topic in needs.topics)
    data: dict[str, Any] = {
        "count": amount("service_complaint_count", total, scope, total, "records"),
        "read": amount("read_count", needs.read, scope, total, "records"),
        "unsorted": amount("unsorted_count", needs.read - in_topics, scope, needs.read, "records"),
        "topics": [_row(topic, scope) for topic in needs.topics[: args.top]],
    }
    if not total:
        known = context.tallies.any(scope)
        notes = (*notes, "no_service_complaints" if known else "no_data")
    elif needs.read < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _row(topic: Topic, scope: Scope) -> dict[str, Any]:
    n = len(topic.complaints)
    of = {"topic": topic.id or topic.names["en"]}
    return {
        "topic": topic.id,
        "names": dict(topic.names),
        "learn": dict(topic.learn),
        "count": amount("topic_count", n, scope, n, "records", of),
        "share": share("topic_share", topic.share, scope, of),
        "phrases": list(topic.phrases),
        "quotes": [_quote(each) for each in topic.complaints[:2]],
    }


def _quote(complaint: Complaint) -> Quote:
    return quote(complaint.record, complaint.start, complaint.end)
