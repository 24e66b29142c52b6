"""`hearken replies`: from the queue to the sent answer."""

from dataclasses import asdict
from datetime import timedelta
from difflib import unified_diff
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import Json, acting, opened
from assistant.cli.reply_options import As, Days, Id, Most, say_trouble
from assistant.cli.reply_steps import approve, claim, edit, export, not_needed, reject, send, sent
from assistant.cli.terminal import out, print_json, say
from assistant.errors import InvalidInputError
from assistant.models import Actor, Period, Scope
from assistant.replies.draft import RiskKind

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.replies.workflow.bulk import BulkDraft

__all__ = ["replies"]

replies = typer.Typer(help="Reply to negative feedback.", no_args_is_help=True)
for step in (claim, edit, approve, reject, sent, not_needed, send, export):
    replies.command(step.__name__.replace("_", "-"))(step)


@replies.command("list")
def list_(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    due_within: Annotated[
        float | None,
        typer.Option(min=0, max=720, help="Only what falls due within this many hours."),
    ] = None,
    days: Days = 30,
    limit: Most = 20,
    as_json: Json = False,
) -> None:
    """Negative feedback that waits for an answer: dangers first, then by deadline."""
    with opened() as app:
        scope, queue = _scope(app, days), app.replies.queue
        found = queue.waiting(scope, limit, overdue=overdue, due_within=due_within)
        stats = queue.stats(scope)
    if as_json:
        print_json([each.as_json() for each in found])
        return
    for each in found:
        plain = each.as_json()
        late = "OVERDUE " if each.overdue else ""
        text = " ".join(plain["text"].split())[:80]
        held = f" · {each.reply.holder}" if each.reply.holder else ""
        risk = f" · escalate: {each.risk}" if each.risk is not RiskKind.NONE else ""
        out(f"{plain['feedback_id']}  {late}{plain['due_at']} · {plain['state']}{held}{risk}")
        out(f"    {text}")
    out(f"{stats.waiting} wait, {stats.overdue} of them overdue (last {days} days).")


@replies.command()
def show(feedback_id: Id, as_json: Json = False) -> None:
    """A feedback with its reply, every version of the text and every step."""
    with opened() as app:
        case = app.replies.show(feedback_id)
    if as_json:
        print_json(case.as_json())
        return
    out(case.record.feedback.full_text)
    out(f"\nstate: {case.reply.state}; version: {case.reply.version}; due: {case.due.isoformat()}")
    out(f"holder: {case.reply.holder or '-'}; risk: {case.risk}")
    if case.body:
        out(f"\n{case.body}\n")
    for finding in case.findings:
        out(f"{finding.severity}: {finding.text}")
    for event in case.events:
        why = f" ({event.reason})" if event.reason else ""
        out(f"{event.time.isoformat()} {event.actor.name}: {event.action} → {event.state}{why}")
    for before, after in zip(case.versions, case.versions[1:], strict=False):
        out(f"\nversion {before.number} → {after.number}, by {after.author}")
        lines = unified_diff(before.body.splitlines(), after.body.splitlines(), lineterm="", n=0)
        for line in list(lines)[2:]:
            out(line)


@replies.command()
def draft(
    feedback_id: Annotated[str | None, typer.Argument(help="The id of the feedback.")] = None,
    worst: Annotated[
        int | None, typer.Option(help="How many of the worst without a text to draft.")
    ] = None,
    days: Days = 7,
    tone: Annotated[str, typer.Option(help="warm, formal or brief.")] = "warm",
    actor: As = None,
    as_json: Json = False,
) -> None:
    """Draft an answer and keep it as the next version, or the worst of the last days at once.

    `hearken draft` shows a draft and keeps nothing.
    """
    if (feedback_id is None) == (worst is None):
        raise InvalidInputError("Name one feedback id, or a number with --worst.")
    with opened() as app:
        if feedback_id is not None:
            _draft_one(app, feedback_id, acting(actor), tone, as_json=as_json)
        elif worst is not None:
            _draft_worst(app, worst, days, acting(actor), tone, as_json=as_json)


def _draft_one(app: "App", feedback_id: str, who: Actor, tone: str, *, as_json: bool) -> None:
    made, case = app.replies.draft(feedback_id, who, tone)
    reply = case.reply
    if as_json:
        print_json({**made.as_json(), "state": reply.state, "version": reply.version})
        return
    out(made.body)
    out(f"\nstate: {reply.state}; version: {reply.version}; risk: {made.risk}")
    say_trouble(made.trouble)


def _draft_worst(app: "App", most: int, days: int, who: Actor, tone: str, *, as_json: bool) -> None:
    def progress(made: "BulkDraft", done: int, total: int) -> None:
        say(f"{done} of {total}: {made.feedback_id}")

    found = app.replies.draft_worst(_scope(app, days), most, who, progress, tone)
    for each in found:
        if as_json:
            print_json(each.as_json())
        else:
            note = "" if each.note == RiskKind.NONE else each.note
            out(f"{each.feedback_id}: {each.outcome} {note}".rstrip())


@replies.command()
def stats(days: Days = 30, as_json: Json = False) -> None:
    """How fast negative feedback is answered."""
    with opened() as app:
        found = app.replies.queue.stats(_scope(app, days))
    if as_json:
        print_json(found.as_json())
        return
    out(f"negative: {found.total}; waiting: {found.waiting}; overdue: {found.overdue}")
    median, share = found.median_hours, found.in_time
    out(f"median hours to the answer: {_number(median.value)} (n = {median.n})")
    out(
        f"in time: {_number(share.value, 100)} % "
        f"[{_number(share.low, 100)}, {_number(share.high, 100)}] (n = {share.n})"
    )


@replies.command()
def learn(days: Days = 90, as_json: Json = False) -> None:
    """What people change in drafts, and what answered customers said next."""
    from assistant.replies.workflow.learning import helped

    with opened() as app:
        report, now = app.lessons.edits(), app.replies.queue.now()
        outcomes = app.lessons.outcomes(now - timedelta(days=days), now)
    share, counted = helped(outcomes.elements())
    if as_json:
        recovered = {"value": share.value, "low": share.low, "high": share.high, "n": share.n}
        print_json({**asdict(report), "outcomes": dict(counted), "recovered": recovered})
        return
    out(f"kept of the drafts: {_number(report.kept, 100)} % (n = {report.n})")
    for each in report.suggestions:
        out(f"{each.count} times: {each.old or '(added)'} → {each.new or '(left out)'}")
    if report.suggestions:
        out("What is always left out belongs under `avoid` of the brand file.")
    out(f"recovered of those heard of again: {_number(share.value, 100)} % (n = {share.n})")


def _scope(app: "App", days: int) -> Scope:
    return Scope(tenant=app.tenant, period=Period.last_days(days, app.today()))


def _number(value: float | None, factor: float = 1) -> str:
    return "no data" if value is None else f"{value * factor:.1f}"
