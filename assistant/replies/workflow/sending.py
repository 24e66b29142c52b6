"""Sends an approved reply to the webhook of the shop, when a person says so."""

import hashlib

from assistant.errors import DeliveryError
from assistant.models import Actor
from assistant.replies.shop.channels import channel_of
from assistant.replies.workflow.case import Case
from assistant.replies.workflow.poster import Poster
from assistant.replies.workflow.service import ReplyService
from assistant.replies.workflow.targets import Outgoing, Target
from assistant.replies.workflow.transitions import Action, next_state

__all__ = ["send"]


def send(
    service: ReplyService,
    feedback_id: str,
    actor: Actor,
    version: int,
    target: Target,
    poster: Poster,
) -> Case:
    """Post an approved reply and mark it as sent.

    The idempotency key names the feedback and the version of its text, so that a repeated post is
    the same one to the receiver. Raises DeliveryError, which is kept among the events, and what
    the step itself refuses before anything is posted.
    """
    case = service.show(feedback_id)
    next_state(case.reply, Action.SEND, actor, version=version)
    try:
        poster.post(target.payload(_outgoing(case)), _key(service.tenant, case))
    except DeliveryError as error:
        service.send_failed(feedback_id, actor, version, str(error))
        raise
    return service.mark_sent(feedback_id, actor, version, f"webhook to {poster.url}")


def _outgoing(case: Case) -> Outgoing:
    said = case.record.feedback
    approvals = [e for e in case.events if e.action in (Action.APPROVE, Action.OVERRIDE)]
    details = case.versions[-1].details if case.versions else {}
    return Outgoing(
        feedback_id=said.id,
        channel=said.channel,
        language=str(details.get("language") or case.record.labels.language),
        public=channel_of(said.channel).public,
        body=case.body,
        approved_by=approvals[-1].actor.name if approvals else "",
        approved=case.reply.approved,
    )


def _key(tenant: str, case: Case) -> str:
    named = "\n".join((tenant, case.record.feedback.id, str(case.reply.text), case.body))
    return hashlib.sha256(named.encode()).hexdigest()
