"""What waits for an answer, what is late, and how fast the shop answers. Read only: nothing here
changes a reply."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from assistant.models import Figure, Period, ReplyState, Scope
from assistant.replies.workflow.queue import Backlog, ReplyStats
from assistant.replies.workflow.waiting import Waiting
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, share
from assistant.tools.result import ToolResult, quote
from assistant.tools.trials import Group

__all__ = ["QueueArgs", "StatsArgs", "overdue_in", "overdue_replies", "reply_queue", "reply_stats"]

MOST_OPEN = 1_000
MOST_GROUPS = 20
SOON = 4
"""Hours before the deadline from which a reply counts as due soon."""


class QueueArgs(ScopeArgs):
    """Which negative feedback; with `ids` only these, with `due_within_hours` only what falls due
    until then."""

    ids: Annotated[list[str], Field(default_factory=list, max_length=50)]
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    due_within_hours: Annotated[float | None, Field(gt=0, le=240)] = None


class StatsArgs(ScopeArgs):
    """Which negative feedback, by what its answers are told apart, and the period beside it."""

    by: Group | None = None
    compare_to: PeriodArg | None = None


def reply_queue(args: QueueArgs, context: ToolContext) -> ToolResult:
    """Negative feedback that waits for an answer: dangers first, then by deadline, with who works
    on it."""
    scope, notes = context.scope(args)
    now = context.moment
    if args.ids:
        every = context.replies.open(scope, MOST_OPEN, now)
        found = [each for each in every if each.record.feedback.id in args.ids][: args.limit]
    elif args.due_within_hours is None:
        found = context.replies.open(scope, args.limit, now)
    else:
        found = context.replies.due_within(scope, args.due_within_hours, args.limit, now)
    return _listed(found, scope, notes, context, now)


def overdue_replies(args: QueueArgs, context: ToolContext) -> ToolResult:
    """Complaints whose answer is overdue (24 hours after they came in) or nearly so: "which
    complaints are overdue", "which bad reviews are close to 24 hours without a reply"."""
    scope, notes = context.scope(args)
    now = context.moment
    found = context.replies.overdue(scope, args.limit, now)
    hours = args.due_within_hours or SOON
    if len(found) < args.limit:
        found += context.replies.due_within(scope, hours, args.limit - len(found), now)
    return _listed(found, scope, notes, context, now)


def reply_stats(args: StatsArgs, context: ToolContext) -> ToolResult:
    """How fast the shop answers negative feedback: median time, share in time, what is open; with
    `by` of each group, the slowest first: "which channel do we answer slowest"."""
    scope, notes = context.scope(args)
    stats = context.replies.stats(scope, context.moment)
    if not stats.total:
        return ToolResult(scope, {"stats": {}}, notes=(*notes, "no_data"))
    in_time = share("in_time_share", stats.in_time, scope)
    data: dict[str, Any] = {
        "stats": {
            **_counts(stats, scope),
            "sent": _state(stats, ReplyState.SENT, "sent_count", scope),
            "unsent": _state(stats, ReplyState.APPROVED, "unsent_count", scope),
            "closed": _state(stats, ReplyState.NOT_NEEDED, "closed_count", scope),
            "median": figure("response_hours", stats.median_hours, scope, "hours"),
            "in_time": in_time,
            "punctual": amount("in_time_count", stats.punctual, scope, stats.in_time.n, "records"),
            "approved": share("approved_in_time_share", stats.approved_in_time, scope),
        }
    }
    if args.compare_to:
        beside = replace(scope, period=args.compare_to.period())
        then = context.replies.stats(beside, context.moment)
        data["before"] = {
            "median": figure("response_hours", then.median_hours, beside, "hours"),
            "in_time": share("in_time_share", then.in_time, beside),
        }
    if args.by:
        data |= {"by": str(args.by), "groups": _groups(args.by, scope, context)}
    if not stats.in_time.n:
        notes = (*notes, "no_answered")
    elif stats.in_time.small:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _groups(by: Group, scope: Scope, context: ToolContext) -> list[dict[str, Any]]:
    """How fast each group is answered: first the longest median, then, where nothing was answered,
    the largest share that is overdue."""
    rows = []
    for name in context.tallies.histogram(scope, str(by)):
        narrowed: Any = {str(by): (name,)}
        own = replace(scope, **narrowed)
        stats = context.replies.stats(own, context.moment)
        if stats.total:
            median = figure("response_hours", stats.median_hours, own, "hours")
            in_time = share("in_time_share", stats.in_time, own)
            rows.append({"name": name, "median": median, "in_time": in_time, **_counts(stats, own)})
    return sorted(rows, key=_slowness, reverse=True)[:MOST_GROUPS]


def _slowness(row: dict[str, Any]) -> tuple[float, float]:
    late = (row["overdue"].value or 0) / row["negative"].value
    return (row["median"].value or 0.0, late)


def overdue_in(scope: Scope, context: ToolContext) -> Figure:
    """How many negative records of a scope have an overdue answer: for other tools' answers."""
    found = context.replies.backlog(scope, context.moment)
    return amount("overdue_count", found.overdue, scope, found.total, "records")


def _listed(
    found: Sequence[Waiting],
    scope: Scope,
    notes: tuple[str, ...],
    context: ToolContext,
    now: datetime,
) -> ToolResult:
    backlog = context.replies.backlog(scope, now)
    counts = _counts(backlog, scope)
    soon = context.replies.count_due_within(scope, SOON, now)
    counts["soon"] = amount("due_soon_count", soon, scope, backlog.total, "records")
    rows = [
        {
            "quote": quote(each.record),
            "due": each.due.astimezone(context.zone),
            "overdue": each.overdue,
            "late": _late(each, scope, now),
            "state": str(each.reply.state),
            "holder": each.reply.holder,
            "risk": each.risk,
        }
        for each in found
    ]
    if not backlog.total:
        notes = (*notes, "no_data")
    elif not rows:
        notes = (*notes, "no_replies")
    return ToolResult(
        scope, {"rows": rows, **counts, "older": _older(scope, context, now)}, notes=notes
    )


def _counts(stats: ReplyStats | Backlog, scope: Scope) -> dict[str, Figure]:
    return {
        "negative": amount("negative_count", stats.total, scope, stats.total, "records"),
        "waiting": amount("waiting_count", stats.waiting, scope, stats.total, "records"),
        "overdue": amount("overdue_count", stats.overdue, scope, stats.total, "records"),
    }


def _state(stats: ReplyStats, state: ReplyState, name: str, scope: Scope) -> Figure:
    return amount(name, stats.states[state], scope, stats.total, "records")


def _late(each: Waiting, scope: Scope, now: datetime) -> Figure:
    hours = abs(now - each.due) / timedelta(hours=1)
    return amount("late_by", hours, scope, 1, "hours", {"id": each.record.feedback.id})


def _older(scope: Scope, context: ToolContext, now: datetime) -> Figure:
    """What waits from before the period, so that a backlog is not overlooked."""
    assert scope.period is not None
    first = context.tallies.span(context.tenant)
    start = scope.period.start
    if first is None or first[0] >= start:
        return amount("waiting_count", 0, scope, 0, "records")
    before = replace(scope, period=Period(first[0], start - timedelta(days=1)))
    backlog = context.replies.backlog(before, now)
    return amount("waiting_count", backlog.waiting, before, backlog.total, "records")
