"""The steps of a reply that the window's buttons take, each with the sentence that tells it."""

from dataclasses import dataclass

from assistant.app import App
from assistant.models import Actor
from ui.wording import Texts

__all__ = ["Form", "ReplySteps"]


@dataclass(frozen=True, slots=True)
class Form:
    """What stood in the window when a button was pressed, and who pressed it."""

    feedback_id: str
    version: int
    body: str
    reason: str
    tone: str
    actor: Actor


class ReplySteps:
    """Each takes one step and says what was done; raises what the reply's workflow raises."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts

    def draft(self, form: Form) -> str:
        made, _ = self._app.replies.draft(form.feedback_id, form.actor, form.tone)
        done = self._texts("replies.escalated" if made.escalate else "replies.drafted")
        if made.trouble:
            why = self._texts.answers.word(made.trouble, "draft_trouble")
            return f"{done} {why}"
        return done

    def claim(self, form: Form) -> str:
        self._app.replies.claim(form.feedback_id, form.actor)
        return self._texts("replies.claimed")

    def release(self, form: Form) -> str:
        self._app.replies.release(form.feedback_id, form.actor)
        return self._texts("replies.released")

    def edit(self, form: Form) -> str:
        self._app.replies.edit(form.feedback_id, form.actor, form.body, form.version)
        return self._texts("replies.edited")

    def approve(self, form: Form) -> str:
        service, version = self._app.replies, form.version
        if form.body.strip() != service.show(form.feedback_id).body.strip():
            version = service.edit(form.feedback_id, form.actor, form.body, version).reply.version
        service.approve(form.feedback_id, form.actor, version, form.reason)
        return self._texts("replies.approved_told")

    def reject(self, form: Form) -> str:
        self._app.replies.reject(form.feedback_id, form.actor, form.reason, form.version)
        return self._texts("replies.rejected")

    def sent(self, form: Form) -> str:
        self._app.replies.mark_sent(form.feedback_id, form.actor, form.version, form.reason)
        return self._texts("replies.sent_told")

    def not_needed(self, form: Form) -> str:
        self._app.replies.not_needed(form.feedback_id, form.actor, form.reason)
        return self._texts("replies.closed")
