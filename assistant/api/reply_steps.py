"""The steps of a reply, each by the caller's name; the store writes them into the audit log."""

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.api.paths import PREFIX
from assistant.api.replies import CaseBody, FeedbackId, last_days
from assistant.api.reply_forms import (
    ApproveIn,
    BulkBody,
    BulkIn,
    BulkOut,
    DraftBody,
    DraftIn,
    EditIn,
    ReasonIn,
    RejectIn,
    SendIn,
    SentIn,
    VersionIn,
)
from assistant.api.streams import EVENTS, Tell, streamed
from assistant.api.visits import Agent, Manager, Visit
from assistant.replies.workflow.bulk import BulkDraft
from assistant.replies.workflow.poster import poster_of
from assistant.replies.workflow.sending import send as hand_over
from assistant.replies.workflow.targets import target_of

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/replies", tags=["replies"])


@router.post("/drafts")
def draft_worst(body: BulkIn, me: Agent) -> BulkBody:
    """Draft the worst negative feedback of the last days that has no text yet; with a model this
    takes minutes, so follow the stream then."""
    scope = last_days(me, body.days)
    found = me.app.replies.draft_worst(scope, body.limit, me.actor, tone=body.tone)
    return BulkBody(items=[BulkOut.model_validate(each, from_attributes=True) for each in found])


@router.post("/drafts/stream", response_class=StreamingResponse, responses=EVENTS)
async def stream_worst(body: BulkIn, me: Agent, request: Request) -> StreamingResponse:
    """The same as events: a `draft` with `done` and `total` for each that is kept, then `drafted`
    with all of them (or `error` with a problem). Drafting goes on when the listener leaves."""
    return streamed(partial(_draft_worst, body, me), request)


def _draft_worst(body: BulkIn, me: Visit, tell: Tell) -> None:
    def progress(made: BulkDraft, done: int, total: int) -> None:
        tell("draft", made.as_json() | {"done": done, "total": total})

    scope = last_days(me, body.days)
    found = me.app.replies.draft_worst(scope, body.limit, me.actor, progress, body.tone)
    tell("drafted", {"items": [each.as_json() for each in found]})


@router.post("/{feedback_id:path}/draft")
def draft(feedback_id: FeedbackId, body: DraftIn, me: Agent) -> DraftBody:
    """Draft an answer and keep it; a risk gives a card for the team and keeps no text."""
    made, case = me.app.replies.draft(feedback_id, me.actor, body.tone, body.language)
    kept = {"state": case.reply.state, "version": case.reply.version}
    return DraftBody.model_validate(made.as_json() | kept)


@router.post("/{feedback_id:path}/claim")
def claim(feedback_id: FeedbackId, me: Agent) -> CaseBody:
    """Take the reply on, so that nobody else answers it."""
    return CaseBody.of(me.app.replies.claim(feedback_id, me.actor))


@router.post("/{feedback_id:path}/release")
def release(feedback_id: FeedbackId, me: Agent) -> CaseBody:
    """Release the claim."""
    return CaseBody.of(me.app.replies.release(feedback_id, me.actor))


@router.post("/{feedback_id:path}/take-over")
def take_over(feedback_id: FeedbackId, body: ReasonIn, me: Manager) -> CaseBody:
    """Take another's claim."""
    return CaseBody.of(me.app.replies.take_over(feedback_id, me.actor, body.reason))


@router.put("/{feedback_id:path}/text")
def edit(feedback_id: FeedbackId, body: EditIn, me: Agent) -> CaseBody:
    """Keep a text of one's own as the next version; it is checked like a draft."""
    return CaseBody.of(me.app.replies.edit(feedback_id, me.actor, body.body, body.version))


@router.post("/{feedback_id:path}/submit")
def submit(feedback_id: FeedbackId, body: VersionIn, me: Agent) -> CaseBody:
    """Hand a draft over to be reviewed."""
    return CaseBody.of(me.app.replies.submit(feedback_id, me.actor, body.version))


@router.post("/{feedback_id:path}/approve")
def approve(feedback_id: FeedbackId, body: ApproveIn, me: Agent) -> CaseBody:
    """Approve the text; where a check found an error, a manager may with a reason."""
    return CaseBody.of(me.app.replies.approve(feedback_id, me.actor, body.version, body.reason))


@router.post("/{feedback_id:path}/reject")
def reject(feedback_id: FeedbackId, body: RejectIn, me: Agent) -> CaseBody:
    """Turn the text down; the feedback waits again."""
    return CaseBody.of(me.app.replies.reject(feedback_id, me.actor, body.reason, body.version))


@router.post("/{feedback_id:path}/sent")
def sent(feedback_id: FeedbackId, body: SentIn, me: Agent) -> CaseBody:
    """Say that the approved text was posted."""
    return CaseBody.of(me.app.replies.mark_sent(feedback_id, me.actor, body.version, body.how))


@router.post("/{feedback_id:path}/send")
def send(feedback_id: FeedbackId, body: SendIn, me: Agent) -> CaseBody:
    """Post the approved text to the shop's webhook, signed, and mark it as sent."""
    poster = poster_of(me.app.settings, me.app.tenant)
    target = target_of(body.target)
    return CaseBody.of(
        hand_over(me.app.replies, feedback_id, me.actor, body.version, target, poster)
    )


@router.post("/{feedback_id:path}/not-needed")
def not_needed(feedback_id: FeedbackId, body: ReasonIn, me: Agent) -> CaseBody:
    """Close a feedback without an answer."""
    return CaseBody.of(me.app.replies.not_needed(feedback_id, me.actor, body.reason))


@router.post("/{feedback_id:path}/reopen")
def reopen(feedback_id: FeedbackId, body: ReasonIn, me: Manager) -> CaseBody:
    """Let a feedback that was closed without an answer wait again."""
    return CaseBody.of(me.app.replies.reopen(feedback_id, me.actor, body.reason))
